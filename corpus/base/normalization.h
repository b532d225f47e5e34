// Normalisation Form C (UAX #15) by Unicode 18.0 (base/frozen/unicode_normalization.tsv, no library's). A table of our
// own, because no mapping of single characters can be composed in advance: what a mark composes with is the letter that
// happens to stand before it. Pure and thread safe; linear in the text, but for long runs of marks (n log n).
#pragma once

#include <cstdint>
#include <string>

namespace dossier {

// The text in NFC. Code points that Unicode 18.0 does not assign pass as they are.
std::u32string ToNfc(std::u32string text);

// Canonical_Combining_Class (Unicode standard, section 3.11); 0 for letters, 9 for viramas.
uint8_t CombiningClassOf(char32_t code_point);

}  // namespace dossier
