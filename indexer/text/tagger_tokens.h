// Tokens for the tagger: words, numbers and marks of a text, cut so that every boundary an organisation's name can
// have is a token boundary ("Washington-based" is three tokens, "AT&T" and "U.S." are one).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dossier::indexer {

// One token: bytes [begin, end) of the text.
struct TaggerToken {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool glued = false;            // no white space before it
  bool starts_sentence = false;  // first token of a sentence (or of a line)
  bool upper = false;            // starts with an upper-case letter
  bool word = false;             // has a letter or a digit
};

// Other tokens than those of tokens.h, which keep "Washington-based" whole: there a word is a unit of grammar, here
// anything that a name may begin or end at must be an edge. The model was fitted on these; a change asks for new
// weights (indexer/training).
//
// Invalid UTF-8 gives tokens that are no words. Offsets are 32 bits, so texts are below 4 GiB; readers bound them far
// lower.

// Tokens of the text in order. A line end ends a sentence. Linear, thread safe.
std::vector<TaggerToken> TokenizeForTagger(std::string_view text);

// Whether `lower` is an abbreviation that takes a full stop without ending a sentence ("inc", "dr", "aug").
// `lower` is without its stop.
bool IsAbbreviation(std::string_view lower);

}  // namespace dossier::indexer
