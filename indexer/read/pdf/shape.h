// What a line is by how it is written. Pure; linear in the line.
#pragma once

#include <cstddef>
#include <string_view>

namespace dossier::indexer::pdf {

// The bytes of a bullet at the start of a line, with the blanks behind it; 0 when there is none.
size_t BulletLength(std::string_view text);
// "1. ", "(a) ", "iv) ": such a number stays in the text, since paragraphs of orders are cited by it.
bool HasNumber(std::string_view text);
// Whether a sentence or a clause ends with the line, quotation marks and brackets aside.
bool EndsSentence(std::string_view text);
bool IsAllCapitals(std::string_view text);
// A short line whose words are written like a title's: "Required Actions:".
bool ReadsAsLabel(std::string_view text);
// "Applies to: All agencies": a label of a few words before its value.
bool HasLabel(std::string_view text);

}  // namespace dossier::indexer::pdf
