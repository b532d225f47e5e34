// The organisations of one document that the gazetteer does not list, each with a provisional id, the signs of what it
// is, and where it stands. What the tagger found and what its surroundings alone give away (signs.h).
//
// All of them are kept, so that a name which a person accepts later answers without another reading; what may be
// proposed, and what answers by itself, is decided over the whole corpus (proposals.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/text/canonical_text.h"
#include "indexer/facts/statement.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/names/learned_name.h"

namespace dossier::indexer {

// A place that names one: bytes [begin, end) of the text.
struct UnlistedMention {
  size_t begin = 0;
  size_t end = 0;
  size_t name = 0;  // index into UnlistedNames::names
};

struct UnlistedNames {
  std::vector<LearnedName> names;         // documents = 1; ids of evidence and document are not filled in yet
  std::vector<UnlistedMention> mentions;  // in text order, not overlapping
};

// `stated`: vendors that the document's own data names (CSAF product tree).
// Pure and thread safe; linear in the text but for the number of distinct names, which is bounded.
// Values are owned: text, blocks and analysis may go.
UnlistedNames FindUnlistedNames(const Gazetteer& gazetteer, std::string_view text,
                                const std::vector<corpus::Block>& blocks, const Analysis& analysis,
                                const std::vector<std::string>& stated);

}  // namespace dossier::indexer
