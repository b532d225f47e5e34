#include "indexer/html_byline.h"

namespace dossier::indexer {

std::vector<std::string> FindAuthors(const BylineInput& input) {
  std::vector<std::string> out;
  if (input.work != nullptr) {
    for (const JsonLdName& author : input.work->authors) {
      if (!author.organisation) out.push_back(author.name);
    }
  }
  if (out.empty()) {
    if (const std::string_view name = input.meta.GetAny({"author", "parsely-author", "sailthru.author", "dc.creator"}); !name.empty()) {
      out.emplace_back(name);
    }
  }
  return out;
}

}  // namespace dossier::indexer
