// Organisations, people and places that the gazetteer does not know: what the tagger found, put right at its edges and
// told apart by kind.
//
//   std::vector<OtherName> others = FindOtherNames(text, known);
//
// Pure and thread safe; offsets are bytes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/facts/statement.h"
#include "indexer/tagger/features.h"

namespace dossier::indexer {

class Tagger;

// No id and no text: the bytes are all that is known of it. What it may become over a corpus is learned_name.h's.
struct OtherName {
  size_t begin = 0;
  size_t end = 0;
  // kVendor, kAgency, kOutlet when the words say so (a legal form, "Ministry of", "Times"); kOrganisation when they
  // do not; kPerson, kPlace.
  MentionType type = MentionType::kOrganisation;
  Via via = Via::kTagger;  // kAcronym for a short form that the text itself defines
};

// Names in text order, overlapping neither each other nor `known` (known names, in text order).
// Linear in the text: the tagger looks at runs of capitals only. Never fails. English: on other languages it finds too
// much, so the analyzer does not ask it there.
std::vector<OtherName> FindOtherNames(std::string_view text, const std::vector<KnownSpan>& known);
// The same with another model than the one in the program: for training and measuring.
std::vector<OtherName> FindOtherNames(const Tagger& tagger, std::string_view text, const std::vector<KnownSpan>& known);

// The kind of organisation that a name's own words state, kOrganisation when they do not.
// Pure, thread safe.
MentionType KindOfOrganisation(std::string_view name);

}  // namespace dossier::indexer
