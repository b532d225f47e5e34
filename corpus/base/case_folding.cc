#include "corpus/base/case_folding.h"

#include <algorithm>
#include <utility>

#include "corpus/base/code_point_table.h"
#include "corpus/base/embedded.h"
#include "corpus/base/frozen_rows.h"
#include "corpus/base/normalization.h"
#include "corpus/base/utf8.h"

namespace dossier {

DOSSIER_EMBEDDED(unicode_folding)

namespace {

struct FoldingTables {
  CodePointTable<char32_t> simple;  // 0: itself
  CodePointTexts nfkc_casefold;
};

FoldingTables ReadFoldingTables() {
  FoldingTables tables;
  ForEachFrozenRow(Embedded_unicode_folding(), [&](std::string_view row) {
    const bool simple = TakeUntil(row, '\t') == "s";
    const CodePointRange range = FrozenRange(TakeUntil(row, '\t'));
    if (simple) {
      tables.simple.Set(range.first, range.last, FrozenNumber(row, 16));
    } else {
      tables.nfkc_casefold.Set(range.first, range.last, FrozenText(row));
    }
  });
  return tables;
}

const FoldingTables& FoldingData() {
  static const FoldingTables* const tables = new FoldingTables(ReadFoldingTables());  // lives as long as the process
  return *tables;
}

}  // namespace

char32_t FoldedCase(char32_t code_point) {
  const char32_t folded = FoldingData().simple.At(code_point);
  return folded == 0 ? code_point : folded;
}

std::u32string ToNfkcCasefold(std::string_view utf8) {
  const FoldingTables& tables = FoldingData();
  std::u32string folded;
  folded.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    const char32_t c = NextCodePoint(utf8, i);
    tables.nfkc_casefold.AppendTo(folded, c);
  }
  return ToNfc(std::move(folded));
}

namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string FoldCase(std::string_view text) {
  std::string out(text);
  size_t i = 0;
  for (; i < out.size() && static_cast<unsigned char>(out[i]) < 0x80; ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + 32);
  }
  if (i == text.size()) return out;
  out.resize(i);
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      ++i;
    } else {
      AppendUtf8(out, FoldedCase(NextCodePoint(text, i)));
    }
  }
  return out;
}

std::string FoldForComparison(std::string_view text) {
  if (IsAscii(text)) return CollapseWhiteSpace(FoldCase(text));
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : ToNfkcCasefold(text)) {
    if (c >= 0x2010 && c <= 0x2015) {
      out += '-';
    } else if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032) {
      out += '\'';
    } else if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x2033 || c == 0xAB || c == 0xBB) {
      out += '"';
    } else {
      AppendUtf8(out, c);
    }
  }
  return CollapseWhiteSpace(out);
}

}  // namespace dossier
