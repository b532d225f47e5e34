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

// Tokens of the text in order. A line end ends a sentence. Linear, thread safe.
std::vector<TaggerToken> TokenizeForTagger(std::string_view text);

// Whether `lower` is an abbreviation that takes a full stop without ending a sentence ("inc", "dr", "aug").
bool IsAbbreviation(std::string_view lower);

}  // namespace dossier::indexer
