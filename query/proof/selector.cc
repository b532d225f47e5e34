#include "query/proof/selector.h"

#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

constexpr size_t kContextCodePoints = 32;

}  // namespace

Selector SelectorOf(const EvidenceRow& row) {
  const indexer::Passage& passage = row.passage;
  const indexer::IndexedStatement& said = row.said();
  Selector selector;
  selector.exact = row.quotation();
  selector.prefix = LastCodePoints(passage.before + passage.text.substr(0, said.begin), kContextCodePoints);
  selector.suffix = FirstCodePoints(passage.text.substr(said.end) + passage.after, kContextCodePoints);
  selector.start = passage.begin_code_point + CodePointCount(std::string_view(passage.text).substr(0, said.begin));
  selector.end = selector.start + CodePointCount(selector.exact);
  return selector;
}

}  // namespace dossier::query
