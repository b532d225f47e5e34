// The tables of the WHATWG Encoding standard (its "indexes", section 5): what a byte, or a pair of bytes, of a legacy
// encoding stands for. They are base/frozen/charset_indexes.txt and no library's: a text made today decodes alike on
// every machine. Tables are made when first asked for and live as long as the process. Thread safe.
#pragma once

#include <array>
#include <string_view>
#include <vector>

namespace dossier {

// In all tables: 0 where the standard has no entry; above U+10FFFF two code points, first << 16 | second.
using PairTable = std::vector<char32_t>;      // by the standard's pointer
using ByteTable = std::array<char32_t, 128>;  // by byte - 0x80

enum class PairIndex { kBig5, kJis0208, kJis0212, kEucKr, kGb18030 };
const PairTable& PairsOf(PairIndex index);
// `name` is an encoding of one byte a character ("windows-1251"); all 0 for another.
const ByteTable& BytesOf(std::string_view name);

// The Basic Multilingual Plane's characters of four bytes in gb18030, by pointer (index gb18030 ranges).
const PairTable& Gb18030Quads();

}  // namespace dossier
