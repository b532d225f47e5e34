// Case folding by Unicode 18.0 (corpus/frozen/unicode_folding.tsv, no library's): document keys are made with it. Pure
// and thread safe.
#pragma once

#include <string>
#include <string_view>

namespace dossier {

// Simple, one to one (CaseFolding.txt, status C and S).
char32_t FoldedCase(char32_t code_point);

// toNFKC_Casefold (Unicode standard, section 3.13, rule R5) of UTF-8 text: compatibility forms and cases are one, what
// is ignorable is gone, the rest is composed. Ill-formed bytes count as U+FFFD.
std::u32string ToNfkcCasefold(std::string_view utf8);

// Simple (one to one) Unicode case folding of every code point.
std::string FoldCase(std::string_view text);
// NFKC, case folded, typographic quotes and dashes to ASCII, white space collapsed: for comparing names.
std::string FoldForComparison(std::string_view text);

}  // namespace dossier
