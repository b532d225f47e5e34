// Reading the frozen tables (base/frozen/, embedded): a row a line, fields set off by tabs, "#" begins a remark. The
// tables are part of the program and held by digests in tests, so nothing here looks for faults. Views into the table,
// which lives as long as the process. Thread safe.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/base/take_until.h"

namespace dossier {

// Calls `visit` with each row, without its line feed.
template <typename Visit>
void ForEachFrozenRow(std::string_view table, Visit visit) {
  while (!table.empty()) {
    const std::string_view row = TakeUntil(table, '\n');
    if (!row.empty() && row.front() != '#') visit(row);
  }
}

// The number that the field is, in that base.
inline uint32_t FrozenNumber(std::string_view field, int base) {
  uint32_t value = 0;
  std::from_chars(field.data(), field.data() + field.size(), value, base);
  return value;
}

struct CodePointRange {
  char32_t first, last;  // both inside
};

// "0041" or "0041-005A".
inline CodePointRange FrozenRange(std::string_view field) {
  const char32_t first = FrozenNumber(TakeUntil(field, '-'), 16);
  return {first, field.empty() ? first : FrozenNumber(field, 16)};
}

// "0073 0073": the characters of those code points.
inline std::u32string FrozenText(std::string_view field) {
  std::u32string text;
  while (!field.empty()) text += FrozenNumber(TakeUntil(field, ' '), 16);
  return text;
}

}  // namespace dossier
