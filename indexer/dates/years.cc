// Whether digits are a year: what stands around them decides.
#include <array>

#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

bool IsStreet(const Cursor& cursor, size_t i) {
  static constexpr std::array<std::string_view, 10> kStreets = {"Street", "Avenue", "Road", "Drive", "Boulevard",
                                                                "Lane",   "St",     "Ave",  "Blvd",  "Rd"};
  for (size_t k = i + 2; k <= i + 4; ++k) {
    if (!cursor.At(k).Has(kCapital)) return false;
    for (const std::string_view street : kStreets) {
      if (cursor.Text(k) == street) return cursor.At(i + 1).Has(kCapital);
    }
  }
  return false;
}

// Words that only a date follows: "in", "since", "during", "until", "early".
bool LeadsStrongly(const Cursor& cursor, size_t i) {
  const Token& before = cursor.Before(i);
  if (before.type == Type::kPreposition) {
    const auto prep = static_cast<Prep>(before.value);
    return prep == Prep::kIn || prep == Prep::kSince || prep == Prep::kUntil || prep == Prep::kDuring ||
           prep == Prep::kThroughout;
  }
  return before.type == Type::kEdge || before.type == Type::kSeason || before.type == Type::kMonth;
}

bool LeadsWeakly(const Cursor& cursor, size_t i) {
  const Token& before = cursor.Before(i);
  return before.type == Type::kPreposition || before.IsPunct('(') || before.type == Type::kShift ||
         before.IsPunct('[') || before.Is(Type::kApprox, static_cast<int>(Approx::kAbout)) ||
         (before.type == Type::kRelative && cursor.IsWord(i - 1, "past"));
}

// A number below 100 in words: "ninety-six", "seven". Returns the index after it.
size_t ParseTwoDigits(const Cursor& cursor, size_t i, int& value) {
  const Token& first = cursor.At(i);
  if (first.type != Type::kCardinal || first.value >= 100 || first.value < 1 || !cursor.Continues(i)) return i;
  value = first.value;
  if (value < 20) return i + 1;
  const size_t k = cursor.At(i + 1).IsPunct('-') && cursor.IsGlued(i + 1) ? i + 2 : i + 1;
  const Token& second = cursor.At(k);
  if (second.type != Type::kCardinal || second.value >= 10 || second.value < 1 || !cursor.Continues(k)) return i + 1;
  value += second.value;
  return k + 1;
}

}  // namespace

size_t ParseSpelledYear(const Cursor& cursor, size_t i, Expression& e) {
  int value = 0;
  if (cursor.At(i).Is(Type::kCardinal, 2) && cursor.At(i + 1).Is(Type::kCardinal, 1000)) {
    const size_t k = cursor.IsPrep(i + 2, Prep::kAnd) ? i + 3 : i + 2;
    const size_t next = ParseTwoDigits(cursor, k, value);
    if (next == k && cursor.IsCounted(i + 2)) return i;
    e.year = 2000 + (next == k ? 0 : value);
    return next == k ? i + 2 : next;
  }
  const Token& century = cursor.At(i);
  if (century.type != Type::kCardinal || century.value < 16 || century.value > 20) return i;
  const bool hundred = cursor.At(i + 1).Is(Type::kCardinal, 100);
  size_t k = i + 1;
  if (hundred) k = cursor.IsPrep(i + 2, Prep::kAnd) ? i + 3 : i + 2;
  const size_t next = ParseTwoDigits(cursor, k, value);
  if (next == k || (value < 10 && !hundred)) return i;
  e.year = century.value * 100 + value;
  return next;
}

bool NamesANumber(const Cursor& cursor, size_t i) {
  static constexpr std::array<std::string_view, 57> kWords = {
      "section", "sections", "article",  "version",    "v",          "page",   "p",        "pp",       "pages",
      "windows", "office",   "server",   "exchange",   "sharepoint", "studio", "model",    "route",    "highway",
      "flight",  "room",     "chapter",  "resolution", "rule",       "part",   "cfr",      "usc",      "title",
      "boeing",  "airbus",   "number",   "no",         "nos",        "class",  "code",     "port",     "iso",
      "rfc",     "order",    "than",     "directive",  "regulation", "parts",  "articles", "chapters", "numbers",
      "form",    "forms",    "versions", "release",    "build",      "update", "ext",      "bin",      "id",
      "vol",     "volume",   "figure"};
  size_t k = i;
  // "Server 2012, 2016 and 2019": the list is of names as its first number is.
  for (int steps = 0; steps < 6 && k >= 2; ++steps) {
    const bool link = cursor.At(k - 1).IsPunct(',') || cursor.IsPrep(k - 1, Prep::kAnd) ||
                      cursor.IsPrep(k - 1, Prep::kOr) || cursor.At(k - 1).IsPunct('/');
    if (!link) break;
    const size_t back = cursor.At(k - 2).IsPunct(',') && k >= 3 ? k - 3 : k - 2;
    if (cursor.At(back).digits != 4) break;
    k = back;
  }
  if (k >= 2 && cursor.At(k - 1).IsPunct(':')) --k;  // "Control Number: 1505"
  const size_t first = k;
  if (k > 0 && cursor.At(k - 1).IsPunct('.')) --k;  // "No. 1999"
  if (k == 0) return false;
  const bool dotted = k != first;
  for (const std::string_view word : kWords) {
    if (cursor.IsWord(k - 1, word)) return !dotted || word.size() <= 4;
  }
  return false;
}

bool IsYearInContext(const Cursor& cursor, size_t i) {
  const Token& token = cursor.At(i);
  if (IsPartOfIdentifier(cursor, i) || NamesANumber(cursor, i) || IsStreet(cursor, i)) return false;
  const Token& before = cursor.Before(i);
  const Token& after = cursor.At(i + 1);
  if (before.type == Type::kNumber && !before.Has(kLineStart)) return false;
  if (before.type == Type::kApprox && before.value != static_cast<int>(Approx::kAbout)) return false;
  if (after.IsPunct('-') && cursor.IsGlued(i + 1) && cursor.IsGlued(i + 2) && cursor.At(i + 2).type == Type::kOther) {
    return cursor.IsWord(i + 2, "present");
  }
  // "2018-13-45" is no date, and no year either.
  if (after.IsPunct('-') && cursor.IsGlued(i + 1) && cursor.IsGlued(i + 2) && cursor.At(i + 3).IsPunct('-') &&
      cursor.IsGlued(i + 3) && cursor.IsGlued(i + 4)) {
    return false;
  }
  const bool strong = LeadsStrongly(cursor, i);
  if (strong)
    return !(cursor.At(i + 1).type == Type::kUnit && cursor.Continues(i + 1) && cursor.At(i + 1).Has(kPlural));
  if (cursor.IsCounted(i + 1)) {
    const bool article = before.type == Type::kDeterminer && before.value == 0;
    return article && token.value >= 1900 && token.value % 100 != 0 && after.type == Type::kOther;
  }
  // "at the address of 1100 Hwy 16"
  if (token.value < 1500) return LeadsWeakly(cursor, i) && !(after.type == Type::kOther && after.Has(kCapital));
  const bool name_before = before.type == Type::kOther && before.Has(kCapital);  // "Ram 1500"
  if (token.value > 2100 || token.value < 1700)
    return LeadsWeakly(cursor, i) || (after.type == Type::kPunct && !name_before);
  return true;
}

}  // namespace dossier::indexer::dates
