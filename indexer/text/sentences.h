// Sentence boundaries inside one block of text.
//
// A scanner of our own, not ICU's: its break rules split after "Mr." and "No." and know nothing of a quotation that
// its attribution follows ("Is it safe?" Wray asked.), and they cost ten times as much. A stop ends a sentence unless
// an abbreviation, an initial, a list number or a lower-case continuation says otherwise.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dossier::indexer {

// Bytes [begin, end) of the text, white space trimmed.
struct SentenceRange {
  size_t begin = 0;
  size_t end = 0;
};

// Appends the sentences of text[begin, end), a block, to `sentences`. Every character that is not white space is in
// exactly one of them. Linear in the block; thread safe.
// Never fails and never reads outside of the block. A block without a stop is one sentence, whatever its length:
// whoever feeds rules must bound it (analyzer.cc does).
void FindSentences(std::string_view text, size_t begin, size_t end, std::vector<SentenceRange>& sentences);

// Whether a word is what companies' names end with, in any case and without its stop: "Inc", "LTD", "GmbH".
bool IsCompanyForm(std::string_view word);

}  // namespace dossier::indexer
