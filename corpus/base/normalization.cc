#include "corpus/base/normalization.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/base/code_point_table.h"
#include "corpus/base/embedded.h"
#include "corpus/base/frozen_rows.h"

namespace dossier {

DOSSIER_EMBEDDED(unicode_normalization)

namespace {

// Hangul syllables by formula (Unicode standard, section 3.12).
constexpr char32_t kSyllables = 0xAC00, kLeads = 0x1100, kVowels = 0x1161, kTrails = 0x11A7;
constexpr uint32_t kLeadCount = 19, kVowelCount = 21, kTrailCount = 28, kSyllableCount = 11172;

constexpr char32_t kFirstUnsettled = 0x300;  // of those that `unsettled` holds

bool IsSyllable(char32_t c) { return c - kSyllables < kSyllableCount; }

struct NormalizationTables {
  CodePointTable<uint8_t> combining_class;
  CodePointTable<uint8_t> unsettled;  // 1: its presence alone does not show that a text is in NFC (NFC_QC is not Yes)
  CodePointTexts decomposition;       // canonical and full
  std::unordered_map<uint64_t, char32_t> composite;  // by first << 32 | second
};

uint64_t PairOf(char32_t first, char32_t second) { return uint64_t{first} << 32 | second; }

// Rows come by code point, and a decomposition may begin with a composite of a higher code point, so a second look
// completes what the first could not.
void CompleteDecompositions(CodePointTexts& table, const std::vector<std::pair<char32_t, std::u32string>>& steps) {
  const std::unordered_map<char32_t, std::u32string> step_of(steps.begin(), steps.end());
  for (const auto& [c, step] : steps) {
    std::u32string full = step;
    for (auto found = step_of.find(full[0]); found != step_of.end(); found = step_of.find(full[0])) {
      full.replace(0, 1, found->second);
    }
    table.Set(c, c, full);
  }
}

NormalizationTables ReadNormalizationTables() {
  NormalizationTables tables;
  std::vector<std::pair<char32_t, std::u32string>> steps;
  ForEachFrozenRow(Embedded_unicode_normalization(), [&](std::string_view row) {
    const std::string_view kind = TakeUntil(row, '\t');
    const CodePointRange range = FrozenRange(TakeUntil(row, '\t'));
    if (kind == "c") {
      tables.combining_class.Set(range.first, range.last, static_cast<uint8_t>(FrozenNumber(row, 10)));
      tables.unsettled.Set(range.first, range.last, 1);
      return;
    }
    const std::u32string& step = steps.emplace_back(range.first, FrozenText(row)).second;
    if (kind == "s") {
      tables.unsettled.Set(range.first, range.first, 1);
    } else {
      tables.composite[PairOf(step[0], step[1])] = range.first;
      tables.unsettled.Set(step[1], step[1], 1);
    }
  });
  CompleteDecompositions(tables.decomposition, steps);
  tables.unsettled.Set(kVowels, kVowels + kVowelCount - 1, 1);
  tables.unsettled.Set(kTrails + 1, kTrails + kTrailCount - 1, 1);
  return tables;
}

const NormalizationTables& NormalizationData() {
  static const NormalizationTables* const tables =
      new NormalizationTables(ReadNormalizationTables());  // lives as long as the process
  return *tables;
}

void AppendDecomposed(const NormalizationTables& tables, std::u32string& out, char32_t c) {
  if (!IsSyllable(c)) {
    tables.decomposition.AppendTo(out, c);
    return;
  }
  const uint32_t index = c - kSyllables;
  out += kLeads + index / (kVowelCount * kTrailCount);
  out += kVowels + index / kTrailCount % kVowelCount;
  if (index % kTrailCount != 0) out += kTrails + index % kTrailCount;
}

// Marks behind a letter stand in the order of their classes (Unicode standard, section 3.11).
void OrderMarks(const NormalizationTables& tables, std::u32string& text) {
  const auto class_of = [&](char32_t c) { return tables.combining_class.At(c); };
  for (auto begin = text.begin(); begin != text.end();) {
    const auto end = std::find_if(begin, text.end(), [&](char32_t c) { return class_of(c) == 0; });
    std::stable_sort(begin, end, [&](char32_t a, char32_t b) { return class_of(a) < class_of(b); });
    begin = end == text.end() ? end : end + 1;
  }
}

// The one character that both are, or 0.
char32_t Composed(const NormalizationTables& tables, char32_t first, char32_t second) {
  if (first - kLeads < kLeadCount && second - kVowels < kVowelCount) {
    return kSyllables + ((first - kLeads) * kVowelCount + second - kVowels) * kTrailCount;
  }
  if (IsSyllable(first) && (first - kSyllables) % kTrailCount == 0 && second - kTrails - 1 < kTrailCount - 1) {
    return first + second - kTrails;
  }
  const auto found = tables.composite.find(PairOf(first, second));
  return found == tables.composite.end() ? 0 : found->second;
}

// Canonical composition (Unicode standard, section 3.11): a character joins the last letter before it unless another of
// the same or a higher class stands between them.
void Compose(const NormalizationTables& tables, std::u32string& text) {
  constexpr size_t kNone = std::u32string::npos;
  size_t starter = kNone, kept = 0;
  int last_class = -1;  // of what was kept after the letter; -1: nothing
  for (size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    const int own_class = tables.combining_class.At(c);
    if (starter != kNone && last_class < own_class && tables.unsettled.At(c) != 0) {
      if (const char32_t both = Composed(tables, text[starter], c); both != 0) {
        text[starter] = both;
        continue;
      }
    }
    if (own_class == 0) {
      starter = kept;
      last_class = -1;
    } else {
      last_class = own_class;
    }
    text[kept++] = c;
  }
  text.resize(kept);
}

}  // namespace

std::u32string ToNfc(std::u32string text) {
  const NormalizationTables& tables = NormalizationData();
  const auto is_unsettled = [&](char32_t c) { return c >= kFirstUnsettled && tables.unsettled.At(c) != 0; };
  if (std::none_of(text.begin(), text.end(), is_unsettled)) return text;
  std::u32string out;
  out.reserve(text.size() + text.size() / 4);
  for (const char32_t c : text) AppendDecomposed(tables, out, c);
  OrderMarks(tables, out);
  Compose(tables, out);
  return out;
}

uint8_t CombiningClassOf(char32_t code_point) { return NormalizationData().combining_class.At(code_point); }

}  // namespace dossier
