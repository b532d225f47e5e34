#include "indexer/facts/document.h"

#include <array>

namespace dossier::indexer {
namespace {

constexpr std::array<std::string_view, 9> kKindNames = {"article",  "advisory",  "index", "block", "login",
                                                        "redirect", "not-found", "video", "empty"};

}  // namespace

std::string_view PageKindName(PageKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

bool IsEvidence(PageKind kind) { return kind == PageKind::kArticle || kind == PageKind::kAdvisory; }

std::string StateOf(const StructuredFacts& facts) {
  if (facts.category == "csaf_withdrawn") return "withdrawn";
  if (facts.category == "csaf_superseded") return "superseded";
  return facts.status;
}

}  // namespace dossier::indexer
