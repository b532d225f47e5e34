// Numbers with units: durations, frequencies, and dates counted from other dates.
#include <string>

#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

Unit UnitOf(const Token& token) { return static_cast<Unit>(token.value); }

// The period letters of a unit: "P" + number + letter, with T before the time units.
std::string Period(std::string_view number, Unit unit) {
  switch (unit) {
    case Unit::kSecond:
      return "PT" + std::string(number) + "S";
    case Unit::kMinute:
      return "PT" + std::string(number) + "M";
    case Unit::kHour:
      return "PT" + std::string(number) + "H";
    case Unit::kNight:
      return "P" + std::string(number) + "NI";
    case Unit::kWeekend:
      return "P" + std::string(number) + "WE";
    case Unit::kWeek:
      return "P" + std::string(number) + "W";
    case Unit::kFortnight:
      return "P" + std::to_string(2 * std::atoi(std::string(number).c_str())) + "W";
    case Unit::kMonth:
      return "P" + std::string(number) + "M";
    case Unit::kQuarter:
      return "P" + std::string(number) + "Q";
    case Unit::kSeasonUnit:
      return "P" + std::string(number) + "SE";
    case Unit::kHalf:
      return "P" + std::string(number) + "H";
    case Unit::kYear:
      return "P" + std::string(number) + "Y";
    case Unit::kDecade:
      return "P" + std::string(number) + "DE";
    case Unit::kCentury:
      return "P" + std::string(number) + "CE";
    case Unit::kMillennium:
      return "P" + std::string(number) + "ML";
    case Unit::kDay:
      break;
  }
  return "P" + std::string(number) + "D";
}

std::string NumberText(const Amount& amount) {
  if (amount.unknown) return "X";
  return amount.decimal.empty() ? std::to_string(amount.value) : std::string(amount.decimal);
}

size_t ParseDigits(const Cursor& cursor, size_t i, Amount& amount) {
  if (IsPartOfIdentifier(cursor, i) || cursor.At(i).digits > 6) return i;
  amount.value = cursor.At(i).value;
  size_t k = i + 1;
  while (cursor.At(k).IsPunct(',') && cursor.IsGlued(k) && cursor.IsGlued(k + 1) && cursor.At(k + 1).digits == 3) {
    if (amount.value > 100000) return i;
    amount.value = amount.value * 1000 + cursor.At(k + 1).value;
    k += 2;
  }
  if (cursor.At(k).IsPunct('.') && cursor.IsGlued(k) && cursor.IsGlued(k + 1) &&
      cursor.At(k + 1).type == Type::kNumber) {
    const char* first = cursor.Text(i).data();
    const std::string_view last = cursor.Text(k + 1);
    amount.decimal = std::string_view(first, static_cast<size_t>(last.data() + last.size() - first));
    k += 2;
  }
  if (cursor.At(k).Is(Type::kCardinal, 1000000) && amount.value < 2000) {
    amount.value *= 1000000;
    ++k;
  }
  return k;
}

// "twenty-five", "two hundred", "a hundred", "three dozen"
size_t ParseNumberWords(const Cursor& cursor, size_t i, Amount& amount) {
  int total = 0, current = 0;
  size_t k = i;
  while (cursor.At(k).type == Type::kCardinal && (k == i || cursor.Continues(k)) && k < i + 8) {
    const int value = cursor.At(k).value;
    if (value < 100 && value != 12) {
      if (current != 0 && (current % 100 < 20 || value >= 10)) break;
      current += value;
    } else if (value == 12) {
      current = current == 0 || cursor.IsWord(k, "dozen") ? 12 * std::max(current, 1) : current + 12;
    } else if (value == 100) {
      current = std::max(current, 1) * 100;
    } else {
      total += std::max(current, 1) * std::min(value, 100000);
      current = 0;
    }
    ++k;
    const bool hyphen = cursor.At(k).IsPunct('-') && cursor.IsGlued(k) && cursor.IsGlued(k + 1);
    if ((hyphen || (cursor.IsPrep(k, Prep::kAnd) && value >= 100)) && cursor.At(k + 1).type == Type::kCardinal) ++k;
  }
  amount.value = total + current;
  return k;
}

// "about", "more than", "at least": the words before an amount.
size_t ParseApprox(const Cursor& cursor, size_t i, std::string_view& mod) {
  if (cursor.IsWord(i, "just") || cursor.IsWord(i, "only")) ++i;
  const Token& token = cursor.At(i);
  if (token.type == Type::kApprox) {
    const auto approx = static_cast<Approx>(token.value);
    mod = approx == Approx::kAbout ? "APPROX" : approx == Approx::kOver ? "MORE_THAN" : "LESS_THAN";
    if (cursor.IsWord(i, "ca") && cursor.At(i + 1).IsPunct('.')) return i + 2;
    return i + 1;
  }
  if ((cursor.IsWord(i, "more") || cursor.IsWord(i, "less") || cursor.IsWord(i, "fewer") ||
       cursor.IsWord(i, "longer")) &&
      cursor.IsWord(i + 1, "than")) {
    mod = cursor.IsWord(i, "more") || cursor.IsWord(i, "longer") ? "MORE_THAN" : "LESS_THAN";
    return i + 2;
  }
  if (cursor.IsPrep(i, Prep::kAt) && (cursor.IsWord(i + 1, "least") || cursor.IsWord(i + 1, "most"))) {
    mod = cursor.IsWord(i + 1, "least") ? "EQUAL_OR_MORE" : "EQUAL_OR_LESS";
    return i + 2;
  }
  if (cursor.IsWord(i, "up") && cursor.IsPrep(i + 1, Prep::kTo)) {
    mod = "EQUAL_OR_LESS";
    return i + 2;
  }
  if (cursor.IsWord(i, "close") && cursor.IsPrep(i + 1, Prep::kTo)) {
    mod = "LESS_THAN";
    return i + 2;
  }
  return i;
}

// Adjectives that may stand between a number and its unit.
bool IsUnitAdjective(const Cursor& cursor, size_t i) {
  for (const std::string_view word :
       {"full", "straight", "consecutive", "more", "additional", "long", "calendar", "whole", "bloody", "short",
        "business", "working", "successive", "fiscal", "further", "other"}) {
    if (cursor.IsWord(i, word)) return true;
  }
  return false;
}

size_t ParseQuantity(const Cursor& cursor, size_t i, Amount& amount) {
  amount.unknown = true;
  size_t k = i + 1;
  if (cursor.At(i).Is(Type::kQuantity, 2)) {
    amount.unknown = false;
    amount.value = 2;
    if (cursor.IsPrep(k, Prep::kOf)) ++k;
  } else if (cursor.IsWord(i, "few") || cursor.IsWord(i, "many") || cursor.IsWord(i, "several")) {
    if (cursor.IsWord(k, "more") || cursor.IsWord(k, "dozen")) ++k;
  }
  return k;
}

// "ago", "later", "before": turns an amount of units into a date. Returns the index after the shift word.
size_t ParseShift(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (!cursor.Continues(i)) return i;
  if (cursor.IsPrep(i, Prep::kFrom) && (cursor.IsWord(i + 1, "now") || cursor.IsWord(i + 1, "today"))) {
    e.anchor = Anchor::kSpeech;
    return i + 2;
  }
  if (token.type != Type::kShift) return i;
  switch (static_cast<Shift>(token.value)) {
    case Shift::kAgo:
      e.anchor = Anchor::kSpeech;
      e.amount = -e.amount;
      return i + 1;
    case Shift::kHence:
      e.anchor = Anchor::kSpeech;
      return i + 1;
    case Shift::kEarlier:
      e.anchor = Anchor::kReference;
      e.amount = -e.amount;
      return i + 1;
    case Shift::kLater:
      e.anchor = Anchor::kReference;
      return i + 1;
    case Shift::kBefore:
    case Shift::kAfter:
      break;
  }
  // "two years before." counts from the date spoken of; "two years before the war" is a duration.
  const Token& next = cursor.At(i + 1);
  const bool adverb = cursor.IsWord(i, "afterwards") || cursor.IsWord(i, "afterward") ||
                      cursor.IsWord(i, "previously") || cursor.IsWord(i, "beforehand") ||
                      cursor.IsWord(i, "thereafter");
  const bool closes = next.type == Type::kPunct || next.Has(kLineStart);
  const bool that = cursor.IsWord(i + 1, "that") && (cursor.At(i + 2).type == Type::kPunct || !cursor.Continues(i + 2));
  if (!adverb && !closes && !that) return i;
  e.anchor = Anchor::kReference;
  if (token.Is(Type::kShift, static_cast<int>(Shift::kBefore))) e.amount = -e.amount;
  return i + 1;
}

// A unit after its number: "years", "-year", " bloody weeks". Returns the index after the unit.
size_t ParseUnit(const Cursor& cursor, size_t i, Unit& unit, bool& hyphenated) {
  size_t k = i;
  hyphenated = cursor.At(k).IsPunct('-') && cursor.IsGlued(k) && cursor.IsGlued(k + 1);
  if (hyphenated)
    ++k;
  else if (!cursor.Continues(k))
    return i;
  if (!hyphenated && IsUnitAdjective(cursor, k)) ++k;
  const Token& token = cursor.At(k);
  if (token.Is(Type::kOrdinal, 2) && hyphenated) {
    unit = Unit::kSecond;
    return k + 1;
  }
  if (token.Is(Type::kDayPart, static_cast<int>(DayPart::kNight)) && cursor.Continues(k)) {
    unit = Unit::kNight;
    return k + 1;
  }
  if (token.type != Type::kUnit || (!cursor.Continues(k) && !cursor.IsGlued(k))) return i;
  unit = UnitOf(token);
  // "two quarters", but no "three halves"; "two-second" is hyphenated.
  if (unit == Unit::kHalf) return i;
  return k + 1;
}

void SetDuration(Expression& e, const Amount& amount, Unit unit) {
  e.form = Form::kVague;
  e.kind = DateKind::kDuration;
  e.text = Period(NumberText(amount), unit);
  e.mod = amount.mod;
}

// A duration that a shift word turns into a point in time.
size_t Shifted(const Cursor& cursor, size_t k, Expression& e, const Amount& amount, Unit unit) {
  Expression shifted = e;
  shifted.unit = unit;
  shifted.amount = amount.value;
  shifted.amount_unknown = amount.unknown;
  const size_t next = ParseShift(cursor, k, shifted);
  if (next == k) return k;
  shifted.mod = amount.mod;
  if (amount.unknown) {
    const bool back = cursor.IsWord(next - 1, "ago") || cursor.IsWord(next - 1, "earlier") ||
                      cursor.IsWord(k, "before") || cursor.IsWord(k, "previously");
    e.form = Form::kVague;
    e.text = back ? "PAST_REF" : "FUTURE_REF";
    return next;
  }
  if (unit == Unit::kNight) shifted.unit = Unit::kDay;
  if (unit == Unit::kFortnight) {
    shifted.unit = Unit::kWeek;
    shifted.amount *= 2;
  }
  if (unit == Unit::kHour || unit == Unit::kMinute || unit == Unit::kSecond) shifted.kind = DateKind::kTime;
  e = shifted;
  return next;
}

bool IsRate(const Cursor& cursor, size_t i) {
  const Token& before = cursor.Before(i);
  return before.type == Type::kNumber || before.IsPunct('%') || cursor.IsWord(i - 1, "times") ||
         cursor.IsWord(i - 1, "once") || cursor.IsWord(i - 1, "twice") || before.Is(Type::kCardinal, 1000000) ||
         cursor.IsWord(i - 1, "billion");
}

size_t AfterAge(const Cursor& cursor, size_t k, bool hyphenated) {
  if (hyphenated && (cursor.IsWord(k, "old") || (cursor.At(k).IsPunct('-') && cursor.IsWord(k + 1, "old"))))
    return 0;  // "11-year-old": no date
  if (cursor.IsWord(k, "old") && cursor.Continues(k)) return k + 1;
  if (cursor.IsPrep(k, Prep::kOf) && cursor.IsWord(k + 1, "age")) return k + 2;
  if (cursor.IsWord(k, "long") && !cursor.IsWord(k + 1, "before")) return k + 1;
  return k;
}

}  // namespace

size_t ParseAmount(const Cursor& cursor, size_t i, Amount& amount) {
  size_t k = ParseApprox(cursor, i, amount.mod);
  if (k != i && !cursor.Continues(k)) return i;
  const Token& token = cursor.At(k);
  size_t next = k;
  if (token.type == Type::kNumber)
    next = ParseDigits(cursor, k, amount);
  else if (token.type == Type::kCardinal)
    next = ParseNumberWords(cursor, k, amount);
  else if (token.type == Type::kQuantity)
    next = ParseQuantity(cursor, k, amount);
  else if (cursor.IsArticleA(k)) {
    amount.value = 1;
    next = k + 1;
    if (cursor.At(next).type == Type::kQuantity)
      next = ParseQuantity(cursor, next, amount);
    else if (cursor.At(next).type == Type::kCardinal && cursor.At(next).value >= 12)
      next = ParseNumberWords(cursor, next, amount);
  } else if (cursor.IsUnit(k, Unit::kHalf) && (cursor.IsArticleA(k + 1))) {
    amount.decimal = "0.5";
    next = k + 2;
  }
  return next == k ? i : next;
}

size_t ParseAmountRange(const Cursor& cursor, size_t i, Amount& amount) {
  const size_t k = ParseAmount(cursor, i, amount);
  const bool joined = cursor.At(k).IsPunct('-') || cursor.IsPrep(k, Prep::kTo) || cursor.IsPrep(k, Prep::kOr);
  const Token& second = cursor.At(k + 1);
  if (k == i || !joined || !cursor.Continues(k + 1) || cursor.IsArticleA(i)) return k;
  size_t after = k + 1;
  int value = 0;
  if (second.type == Type::kNumber && second.digits <= 3) {
    value = second.value;
    ++after;
  } else if (second.type == Type::kCardinal) {
    Amount upper;
    after = ParseNumberWords(cursor, k + 1, upper);
    value = upper.value;
  }
  Unit unit{};
  bool hyphenated = false;
  if (after == k + 1 || ParseUnit(cursor, after, unit, hyphenated) == after) return k;
  amount.value = value;
  return after;
}

size_t ParseSpanOfTime(const Cursor& cursor, size_t i, Expression& e) {
  Amount amount;
  size_t k = ParseAmountRange(cursor, i, amount);
  if (k == i) return i;
  // "three and a half years"
  const bool and_half = cursor.IsPrep(k, Prep::kAnd) && cursor.IsArticleA(k + 1) && cursor.IsUnit(k + 2, Unit::kHalf);
  if (and_half) k += 3;
  Unit unit{};
  bool hyphenated = false;
  size_t next = ParseUnit(cursor, k, unit, hyphenated);
  if (next == k) return i;
  const Token& unit_token = cursor.At(next - 1);
  const bool article = cursor.IsArticleA(k - 1);
  // "One day he left": no length of time.
  if (cursor.IsWord(i, "one") && cursor.StartsSentence(i) && !hyphenated &&
      (unit == Unit::kDay || unit == Unit::kNight)) {
    if (cursor.At(next).type != Type::kShift) return i;
  }
  if (article && (unit_token.Has(kPlural) || unit == Unit::kHalf)) return i;
  if (article && unit == Unit::kNight && (cursor.At(next).type == Type::kOther || cursor.At(next).IsPunct('-')))
    return i;
  if (!hyphenated && !unit_token.Has(kPlural) && !article && amount.value != 1 && !cursor.IsWord(next, "period") &&
      !cursor.IsWord(next, "long") && cursor.At(next).type != Type::kOther) {
    return i;
  }
  if (unit == Unit::kQuarter && (article || hyphenated)) return i;
  if (unit == Unit::kSeasonUnit && article) return i;
  if (cursor.IsPrep(next, Prep::kOr) && cursor.IsWord(next + 1, "so") && cursor.At(next + 2).type == Type::kShift)
    next += 2;
  const size_t shifted = hyphenated ? next : Shifted(cursor, next, e, amount, unit);
  if (shifted != next) return shifted;
  next = AfterAge(cursor, next, hyphenated);
  if (next == 0) return i;
  SetDuration(e, amount, unit);
  const bool half = amount.decimal == "0.5";
  if (and_half) e.text = Period(std::to_string(amount.value) + ".5", unit);
  if (half && unit == Unit::kDecade) e.text = "P5Y";
  if (half && unit == Unit::kCentury) e.text = "P50Y";
  if (article && IsRate(cursor, i)) e.kind = DateKind::kSet;
  return next;
}

size_t ParseBareUnits(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kUnit || !token.Has(kPlural)) return i;
  const Unit unit = UnitOf(token);
  if (unit == Unit::kSeasonUnit || unit == Unit::kQuarter || unit == Unit::kWeekend || unit == Unit::kHalf) return i;
  Amount amount;
  amount.unknown = true;
  const size_t shifted = Shifted(cursor, i + 1, e, amount, unit);
  if (shifted != i + 1) {
    return shifted;
  }
  const Token& before = cursor.Before(i);
  const bool prep =
      before.type == Type::kPreposition &&
      (cursor.IsPrep(i - 1, Prep::kFor) || cursor.IsPrep(i - 1, Prep::kWithin) || cursor.IsPrep(i - 1, Prep::kIn));
  const bool after = cursor.IsWord(i - 1, "after") && cursor.At(i - 1).type == Type::kShift;
  const bool over_the = cursor.IsThe(i - 1) && cursor.IsWord(i - 2, "over");
  const bool verb = cursor.IsWord(i - 1, "took") || cursor.IsWord(i - 1, "take") || cursor.IsWord(i - 1, "spent") ||
                    cursor.IsWord(i - 1, "spend") || cursor.IsWord(i - 1, "lasted") || cursor.IsWord(i - 1, "waited");
  const bool of = cursor.IsPrep(i + 1, Prep::kOf) && before.type != Type::kDeterminer && before.type != Type::kEdge &&
                  before.type != Type::kOrdinal && before.type != Type::kRelative && before.type != Type::kNumber &&
                  unit >= Unit::kHour && !before.Has(kCapital) &&
                  (before.type != Type::kOther || before.verb != Verb::kNone);
  const bool before_event = cursor.At(i + 1).type == Type::kShift &&
                            (cursor.IsWord(i + 1, "after") || cursor.IsWord(i + 1, "before")) &&
                            (before.type == Type::kPunct || before.Is(Type::kDeterminer, 1) ||
                             cursor.StartsSentence(i) || cursor.IsWord(i - 1, "just"));
  if (before_event) {
    SetDuration(e, amount, unit);
    return i + 1;
  }
  if (!prep && !after && !over_the && !verb && !of) return i;
  SetDuration(e, amount, unit);
  return i + 1;
}

}  // namespace dossier::indexer::dates
