// Checking a draft: is every quotation in it really in the archive, and said there by whom and in what the draft names?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/answer/engine.h"
#include "query/draft/match.h"
#include "query/draft/quotations.h"
#include "query/proof/verifier.h"

namespace dossier::query {

// The names are written to output: never rename one.
enum class DraftState {
  kExact,         // stands in a verified text, character by character
  kNormalised,    // but for quotation marks, dashes, white space, and the comma or full stop before the closing mark
  kAbridged,      // with what the rules of quoting allow, and the draft marks (query/draft/match.h)
  kTooShort,      // stands, in words that are too few or too common to tell from where
  kWrongSource,   // stands in a text, but the draft cites another document or outlet beside it
  kWrongSpeaker,  // stands in a text, where somebody else says it than the draft names
  kWrongVendor,   // stands in a text about another vendor than the draft names
  kTitle,         // no quotation: the title of a document of the corpus
  kNotFound,
};
std::string_view DraftStateName(DraftState state);
bool Stands(DraftState state);  // exact, normalised, abridged: verified
bool Fails(DraftState state);   // wrong or not found; the others are neither

struct DraftResult {
  DraftQuotation quotation;
  DraftState state = DraftState::kNotFound;
  QuotationMatch match;            // where the text stands: omissions, what was changed, warnings
  std::optional<EvidenceRow> row;  // where it stands; its statement is the one that holds the words when there is one
  std::string evidence_id;         // "" when no statement holds the words
  std::string right;               // kWrong...: whom or what the source names instead
  std::string nearest;             // kNotFound: the nearest true sentence
  std::string reason;
};

struct DraftCounts {
  size_t checked = 0;  // quotations that a statement can be made of: all but titles and those too short
  size_t verified = 0, warned = 0, too_short = 0;
};
DraftCounts CountDraft(const std::vector<DraftResult>& results);

// Every quotation is looked up in the index and then verified from the archive; without the index only stored
// certificates are searched, and no attribution is checked. Nothing is accepted on likeness. In the order of the draft.
Result<std::vector<DraftResult>> CheckDraft(const std::vector<DraftQuotation>& quotations, const Engine* engine,
                                            const corpus::Corpus& corpus);

}  // namespace dossier::query
