// The tagger: finds names of organisations, people and places that no list knows, from how they are written and what
// stands around them. A linear-chain conditional random field of our own, trained on open-licence texts
// (indexer/training/README.md); one pass, megabytes a second.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/models/sequence_model.h"
#include "indexer/tagger/features.h"

namespace dossier::indexer {

// A name found: bytes [begin, end) of the text, without a leading determiner or a trailing possessive.
struct TaggedName {
  size_t begin = 0;
  size_t end = 0;
  NameType type = NameType::kOrganisation;
};

// Immutable. What it finds is evidence, never proof: such names have no id, and only what the text says of them can
// make them vendors (names/signs.h).
class Tagger {
 public:
  // The model that is part of the program; loaded once. Thread safe.
  static const Tagger& Embedded();
  explicit Tagger(TaggerModel model);

  // Names in text order, not overlapping. `known`: what the gazetteer found, in text order; it informs, it does not
  // decide.
  // Never fails. Offsets are bytes.
  std::vector<TaggedName> Tag(std::string_view text, const std::vector<KnownSpan>& known) const;

 private:
  TaggerModel model_;
};

// Calls `visit(first, last)` for each sentence's tokens [first, last).
// Sentences are never empty and cover all tokens. For the tagger and its training alike, so that both cut the same.
template <class Visit>
void ForEachTaggerSentence(const std::vector<TaggerToken>& tokens, Visit visit) {
  size_t first = 0;
  for (size_t i = 1; i <= tokens.size(); ++i) {
    const bool ends = i == tokens.size() || (tokens[i].starts_sentence && !tokens[i - 1].starts_sentence);
    if (!ends) continue;
    visit(first, i);
    first = i;
  }
}

// Turns the tags of tokens [first, ...) into names.
// Tags must be a possible sequence (MayFollow), as BestTags gives it.
void AppendNames(const std::vector<TaggerToken>& tokens, size_t first, const std::vector<int>& tags,
                 std::vector<TaggedName>& names);

}  // namespace dossier::indexer
