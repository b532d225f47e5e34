#include "query/draft/outlets.h"

#include <algorithm>
#include <string_view>

namespace dossier::query {
namespace {

using indexer::Entity;
using indexer::EntityType;

// Where the sentence that ends at `end` begins: behind the last full stop, question or exclamation mark that a blank
// follows.
size_t SentenceBegin(std::string_view text, size_t end) {
  for (size_t i = end; i > 1; --i)
    if (text[i - 1] == ' ' && std::string_view(".!?").find(text[i - 2]) != std::string_view::npos) return i;
  return 0;
}

size_t SentenceEnd(std::string_view text, size_t begin) {
  for (size_t i = begin; i + 1 < text.size(); ++i)
    if (std::string_view(".!?").find(text[i]) != std::string_view::npos && text[i + 1] == ' ') return i + 1;
  return text.size();
}

}  // namespace

std::vector<std::string> OutletsAround(const DraftQuotation& quotation, const indexer::Gazetteer& gazetteer) {
  const std::string_view context = quotation.context;
  const size_t at = context.find(quotation.text);
  if (at == std::string_view::npos || context.find(quotation.text, at + 1) != std::string_view::npos) return {};
  const size_t end = at + quotation.text.size();
  const size_t sentence_begin = SentenceBegin(context, at);
  // A quotation that ends with its own full stop ends the sentence.
  const bool closed = end > at && std::string_view(".!?").find(context[end - 1]) != std::string_view::npos;
  const size_t sentence_end = closed ? end : SentenceEnd(context, end);
  std::vector<std::string> ids;
  for (const indexer::GazetteerHit& hit : gazetteer.Match(context)) {
    if (hit.begin < sentence_begin || hit.end > sentence_end || (hit.begin < end && hit.end > at)) continue;
    const indexer::Alias& alias = gazetteer.aliases()[hit.alias];
    const Entity& entity = gazetteer.entities()[alias.entity];
    // Names that are also words ("Time", "The Hill") need context that a draft does not give.
    if (entity.type != EntityType::kOutlet || !alias.rule.empty()) continue;
    if (std::find(ids.begin(), ids.end(), entity.id) == ids.end()) ids.push_back(entity.id);
  }
  return ids;
}

std::vector<std::string> OutletIds(const std::string& publisher, const indexer::Gazetteer& gazetteer) {
  std::vector<std::string> ids;
  for (const Entity* entity : gazetteer.Resolve(publisher, EntityType::kOutlet)) ids.push_back(entity->id);
  return ids;
}

}  // namespace dossier::query
