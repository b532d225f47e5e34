#include "corpus/text/charset_index.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

#include "corpus/base/embedded.h"
#include "corpus/base/frozen_rows.h"
#include "corpus/base/utf8.h"

namespace dossier {

DOSSIER_EMBEDDED(charset_indexes)

namespace {

constexpr char32_t kNoEntry = 0xFFFD;         // in the file
constexpr size_t kGb18030Quads = 39420;       // the last pointer of the plane is 39419
constexpr size_t kGb18030PrivateQuad = 7457;  // section 5, "index gb18030 ranges code point", step 3
constexpr char32_t kGb18030Private = 0xE7C7;

// Calls `visit` with each pointer of the index that has a character, and the character.
template <typename Visit>
void ForEachEntry(std::string_view index, Visit visit) {
  ForEachFrozenRow(Embedded_charset_indexes(), [&](std::string_view row) {
    if (TakeUntil(row, '\t') != index) return;
    size_t pointer = FrozenNumber(TakeUntil(row, '\t'), 10);
    for (size_t i = 0; i < row.size(); ++pointer) {
      const char32_t c = NextCodePoint(row, i);
      if (c != kNoEntry) visit(pointer, c);
    }
  });
}

struct PairLayout {
  std::string_view name;
  size_t pointers;  // as many as two bytes can make
};

// In the order of PairIndex.
constexpr PairLayout kLayouts[] = {
    {"big5", 126 * 157}, {"jis0208", 60 * 188}, {"jis0212", 94 * 94}, {"euc-kr", 126 * 190}, {"gb18030", 126 * 190}};

// The pointers of Big5 that stand for two code points each (section 11.1.1, step 3.3).
void AddBig5Sequences(PairTable& table) {
  table[1133] = 0x00CA << 16 | 0x0304;
  table[1135] = 0x00CA << 16 | 0x030C;
  table[1164] = 0x00EA << 16 | 0x0304;
  table[1166] = 0x00EA << 16 | 0x030C;
}

// And the pointers of Shift_JIS that stand for the private use area (section 12.3.1, step 3.5).
void AddShiftJisPrivateUse(PairTable& table) {
  for (char32_t pointer = 8836; pointer <= 10715; ++pointer) table[pointer] = 0xE000 - 8836 + pointer;
}

PairTable MakePairs(PairIndex index) {
  const PairLayout& layout = kLayouts[static_cast<size_t>(index)];
  PairTable table(layout.pointers);
  ForEachEntry(layout.name, [&](size_t pointer, char32_t c) { table[pointer] = c; });
  if (index == PairIndex::kBig5) AddBig5Sequences(table);
  if (index == PairIndex::kJis0208) AddShiftJisPrivateUse(table);
  return table;
}

PairTable MakeQuads() {
  std::vector<std::pair<size_t, char32_t>> ranges;
  ForEachEntry("gb18030-ranges", [&](size_t pointer, char32_t c) { ranges.emplace_back(pointer, c); });
  PairTable quads(kGb18030Quads);
  for (size_t r = 0; r < ranges.size(); ++r) {
    const size_t end = r + 1 < ranges.size() ? std::min(ranges[r + 1].first, kGb18030Quads) : kGb18030Quads;
    for (size_t pointer = ranges[r].first; pointer < end; ++pointer) {
      quads[pointer] = ranges[r].second + static_cast<char32_t>(pointer - ranges[r].first);
    }
  }
  quads[kGb18030PrivateQuad] = kGb18030Private;
  return quads;
}

template <PairIndex index>
const PairTable& PairsOnce() {
  static const PairTable* const table = new PairTable(MakePairs(index));
  return *table;
}

ByteTable MakeBytes(std::string_view name) {
  ByteTable table{};
  // The only difference between the two is in which direction text runs (section 9.1).
  const std::string_view index = name == "iso-8859-8-i" ? "iso-8859-8" : name;
  ForEachEntry(index, [&](size_t pointer, char32_t c) {
    if (pointer < table.size()) table[pointer] = c;
  });
  return table;
}

}  // namespace

const PairTable& PairsOf(PairIndex index) {
  switch (index) {
    case PairIndex::kBig5:
      return PairsOnce<PairIndex::kBig5>();
    case PairIndex::kJis0208:
      return PairsOnce<PairIndex::kJis0208>();
    case PairIndex::kJis0212:
      return PairsOnce<PairIndex::kJis0212>();
    case PairIndex::kEucKr:
      return PairsOnce<PairIndex::kEucKr>();
    case PairIndex::kGb18030:
      break;
  }
  return PairsOnce<PairIndex::kGb18030>();
}

const ByteTable& BytesOf(std::string_view name) {
  static std::mutex mutex;
  static auto* const tables = new std::map<std::string, ByteTable, std::less<>>;
  const std::scoped_lock lock(mutex);
  auto found = tables->find(name);
  if (found == tables->end()) found = tables->emplace(name, MakeBytes(name)).first;
  return found->second;
}

const PairTable& Gb18030Quads() {
  static const PairTable* const quads = new PairTable(MakeQuads());
  return *quads;
}

}  // namespace dossier
