// Questions to the index, independent of Xapian.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/schema.h"

namespace dossier::indexer {

// A query over the index, independent of Xapian. A value; cheap to copy for the sizes people write.
struct Expression {
  enum class Op { kAll, kNothing, kTerm, kBeginning, kWords, kPhrase, kNear, kRange, kAnd, kOr, kAndNot, kScale };
  Op op = Op::kAll;
  std::string prefix;     // kTerm, kBeginning: whole prefix; kWords, kPhrase, kNear: of the words; kRange: of the
                          // year terms of the dates in the slot, or ""
  std::string text;       // the value, or the words
  int slot = kNoSlot;     // kRange
  std::string low, high;  // kRange: inclusive, "" is open
  double factor = 1;      // kScale
  size_t window = 0;      // kNear: words apart
  std::vector<Expression> parts;  // kAnd, kOr; kAndNot: the first without the others; kScale: one; kNear: words

  static Expression All() { return {}; }
  static Expression Nothing();
  static Expression Term(std::string_view prefix, std::string_view value);
  static Expression Beginning(std::string_view prefix, std::string_view value);
  // One written word; it may hold several tokens ("CVE-2018-1", "U.S."), which then form a phrase.
  static Expression Words(std::string_view prefix, std::string_view text);
  static Expression Phrase(std::string_view prefix, std::string_view text);
  static Expression Near(std::string_view prefix, std::string_view text, size_t window);
  static Expression Range(int slot, std::string_view low, std::string_view high);
  // The same for a field of dates: the years inside are terms, only the first and the last are read value by value.
  static Expression Days(std::string_view prefix, int slot, std::string_view low, std::string_view high);
  static Expression And(std::vector<Expression> parts);
  static Expression Or(std::vector<Expression> parts);
  static Expression AndNot(Expression keep, Expression drop);
  static Expression Scale(Expression part, double factor);
};

}  // namespace dossier::indexer
