// Checking a draft: is every quotation in it really in the archive, and in the source that the draft names?
#pragma once

#include <string>
#include <vector>

#include "query/answer/engine.h"
#include "query/draft/reader.h"
#include "query/proof/verifier.h"

namespace dossier::query {

// The names are written to output: never rename one.
enum class DraftState {
  kExact,        // stands in a verified text, character by character
  kNormalised,   // but for quotation marks, dashes, white space, and the comma or full stop before the closing mark
  kWrongSource,  // stands in a text, but the draft cites another document beside it
  kTitle,        // no quotation: the title of a document of the corpus
  kNotFound,
};
std::string_view DraftStateName(DraftState state);

struct DraftResult {
  DraftQuotation quotation;
  DraftState state = DraftState::kNotFound;
  std::string document_id, title, publisher, url, evidence_id;  // where it stands
  std::string nearest;                                          // kNotFound: the nearest true sentence
  std::string reason;
};

// Every quotation is looked up in the index and then verified from the archive; without the index only stored
// certificates are searched. Nothing is accepted on likeness.
Result<std::vector<DraftResult>> CheckDraft(const std::vector<DraftQuotation>& quotations, const Engine* engine,
                                            const corpus::Corpus& corpus);

}  // namespace dossier::query
