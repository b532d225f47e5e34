// Character references of HTML ("&amp;", "&#x2019;", "&eacute"), by the WHATWG HTML standard, sections 13.2.5.72 to
// 13.2.5.80 and the table of 13.5 (character_references.tsv, embedded at build). Pure, thread safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dossier {

// In an attribute value a name without its semicolon does not count before "=" or a letter or digit, so that
// the "&copy=1" of a URL stays as it is.
enum class ReferenceContext { kText, kAttribute };

// Decodes the reference that starts at text[position] ('&'), appends what it stands for to `out` as UTF-8, and
// returns how many bytes it takes. Returns 0 and appends nothing when no reference starts there.
size_t DecodeCharacterReference(std::string_view text, size_t position, ReferenceContext context, std::string& out);

// The text with every reference decoded.
std::string DecodeCharacterReferences(std::string_view text, ReferenceContext context = ReferenceContext::kText);

}  // namespace dossier
