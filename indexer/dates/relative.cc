// "last year", "the same day", "the past two weeks", "every Monday": expressions that lean on another date.
#include <string>

#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

Relative RelativeOf(const Token& token) { return static_cast<Relative>(token.value); }

// "will last two years": a verb, not a relation.
bool IsVerbLast(const Cursor& cursor, size_t i) {
  if (!cursor.At(i).Is(Type::kRelative, static_cast<int>(Relative::kLast))) return false;
  for (const std::string_view word :
       {"will", "would", "could", "can", "may", "might", "should", "must", "to", "not", "did", "t"}) {
    if (cursor.IsWord(i - 1, word)) return true;
  }
  return false;
}

void SetPeriod(Expression& e, int amount, bool unknown, Unit unit) {
  e.form = Form::kVague;
  e.kind = DateKind::kDuration;
  static constexpr std::string_view kLetters[] = {"S", "M", "H",  "D", "NI", "WE", "W",  "W",
                                                  "M", "Q", "SE", "H", "Y",  "DE", "CE", "ML"};
  const bool clock = unit <= Unit::kHour;
  e.text = std::string(clock ? "PT" : "P") + (unknown ? "X" : std::to_string(amount)) +
           std::string(kLetters[static_cast<int>(unit)]);
}

void SetVague(Expression& e, std::string_view value) {
  e.form = Form::kVague;
  e.text = value;
}

// How many units away, and from what, a relation to one unit is.
bool SetOffset(Expression& e, Relative relative, bool definite) {
  switch (relative) {
    case Relative::kThis:
    case Relative::kCurrent:
      e.anchor = Anchor::kSpeech;
      e.amount = 0;
      return true;
    case Relative::kLast:
      e.anchor = Anchor::kSpeech;
      e.amount = -1;
      return true;
    case Relative::kPast:
      e.anchor = Anchor::kSpeech;
      e.amount = -1;
      return true;
    case Relative::kNext:
      e.anchor = definite ? Anchor::kReference : Anchor::kSpeech;
      e.amount = 1;
      return true;
    case Relative::kComing:
      e.anchor = Anchor::kSpeech;
      e.amount = 1;
      return true;
    case Relative::kPrevious:
      e.anchor = Anchor::kReference;
      e.amount = -1;
      return true;
    case Relative::kFollowing:
      e.anchor = Anchor::kReference;
      e.amount = 1;
      return true;
    case Relative::kThat:
    case Relative::kSame:
      e.anchor = Anchor::kReference;
      e.amount = 0;
      return true;
    case Relative::kRecent:
      return false;
  }
  return false;
}

// Plural units: "these days", "recent years", "the coming weeks", "previous months".
size_t ParsePluralUnits(const Cursor& cursor, size_t k, Relative relative, Expression& e) {
  const Unit unit = static_cast<Unit>(cursor.At(k).value);
  switch (relative) {
    case Relative::kRecent:
      SetVague(e, "PAST_REF");
      return k + 1;
    case Relative::kThis:
      if (unit != Unit::kDay) return k;
      SetVague(e, "PRESENT_REF");
      return k + 1;
    case Relative::kThat:
      if (unit != Unit::kDay) return k;
      SetVague(e, "PAST_REF");
      return k + 1;
    case Relative::kComing:
      SetVague(e, "FUTURE_REF");
      return k + 1;
    case Relative::kPrevious:
      SetVague(e, "PAST_REF");
      return k + 1;
    case Relative::kLast:
    case Relative::kPast:
    case Relative::kNext:
    case Relative::kFollowing:
      SetPeriod(e, 0, true, unit);
      return k + 1;
    default:
      return k;
  }
}

size_t ParseRelativeUnit(const Cursor& cursor, size_t k, Relative relative, bool definite, Expression& e) {
  const Token& token = cursor.At(k);
  const Unit unit = static_cast<Unit>(token.value);
  // "that year-round resort"
  if (cursor.At(k + 1).IsPunct('-') && cursor.IsGlued(k + 1) && cursor.IsGlued(k + 2) &&
      cursor.At(k + 2).type == Type::kOther)
    return k;
  if (token.Has(kPlural)) return ParsePluralUnits(cursor, k, relative, e);
  // "the past decade" lasts; "last decade" is a date.
  if (relative == Relative::kPast || (relative == Relative::kLast && definite && unit >= Unit::kDecade)) {
    if (unit == Unit::kSeasonUnit || unit == Unit::kQuarter || unit == Unit::kHalf) return k;
    SetPeriod(e, 1, false, unit);
    return k + 1;
  }
  // "for the next year" lasts as well.
  const size_t first = k >= 2 ? k - 2 : 0;
  if (relative == Relative::kNext && definite && unit >= Unit::kDay && unit != Unit::kWeekend &&
      unit != Unit::kQuarter &&
      (cursor.IsPrep(first - 1, Prep::kFor) || cursor.IsWord(first - 1, "over") ||
       cursor.IsPrep(first - 1, Prep::kWithin)) &&
      first > 0) {
    SetPeriod(e, 1, false, unit);
    return k + 1;
  }
  if (unit == Unit::kSecond || unit == Unit::kMinute || unit == Unit::kHour || unit == Unit::kNight ||
      unit == Unit::kHalf)
    return k;
  if (!SetOffset(e, relative, definite)) return k;
  if (unit == Unit::kSeasonUnit) return k;
  e.unit = unit;
  if (unit == Unit::kWeekend) {
    e.unit = Unit::kWeek;
    e.weekend = true;
  }
  if (unit == Unit::kFortnight) {
    e.unit = Unit::kWeek;
    e.amount *= 2;
  }
  return k + 1;
}

Direction DirectionOf(Relative relative) {
  switch (relative) {
    case Relative::kLast:
    case Relative::kPast:
    case Relative::kPrevious:
      return Direction::kLast;
    case Relative::kNext:
    case Relative::kComing:
    case Relative::kFollowing:
      return Direction::kNext;
    default:
      return Direction::kThis;
  }
}

bool CountsFromReference(Relative relative, bool definite) {
  return relative == Relative::kThat || relative == Relative::kSame || relative == Relative::kPrevious ||
         relative == Relative::kFollowing || (relative == Relative::kNext && definite);
}

// "this morning", "last night", "the next evening", "that afternoon"
size_t ParseRelativeDayPart(const Cursor& cursor, size_t k, Relative relative, bool definite, Expression& e) {
  const Token& token = cursor.At(k);
  if (token.Has(kPlural) || relative == Relative::kRecent) return k;
  static constexpr std::string_view kParts[] = {"MO", "MI", "AF", "EV", "NI", "DT", "MI", "NI"};
  if (!SetOffset(e, relative, definite)) return k;
  e.unit = Unit::kDay;
  e.kind = DateKind::kTime;
  e.part = kParts[token.value];
  return k + 1;
}

size_t ParseRelativeName(const Cursor& cursor, size_t k, Relative relative, bool definite, Expression& e) {
  const Token& token = cursor.At(k);
  if (relative == Relative::kRecent || relative == Relative::kCurrent) return k;
  if (relative == Relative::kFollowing && !definite) return k;  // "following Thursday's game": after it
  if (token.Has(kPlural) || (token.Has(kAbbreviated) && token.Has(kRisky) && !token.Has(kCapital))) return k;
  if (token.Has(kRisky) && !token.Has(kCapital) && token.type == Type::kMonth) return k;
  if (token.type == Type::kMonth && token.Has(kForeign)) return k;
  if (token.type == Type::kMonth)
    e.month = token.value;
  else if (token.type == Type::kWeekday)
    e.weekday = token.value;
  else
    e.season = static_cast<char>(token.value);
  e.direction = relative == Relative::kComing && e.weekday >= 0 ? Direction::kThis : DirectionOf(relative);
  if (CountsFromReference(relative, definite)) e.anchor = Anchor::kReference;
  size_t next = k + 1;
  if (token.Has(kAbbreviated) && cursor.At(next).IsPunct('.') && cursor.IsGlued(next)) ++next;
  // "last April 5", "last Dec. 12"
  const Token& day = cursor.At(next);
  if (token.type == Type::kMonth && day.type == Type::kNumber && day.digits <= 2 && day.value >= 1 && day.value <= 31 &&
      cursor.Continues(next) && !cursor.IsCounted(next + 1)) {
    e.day = day.value;
    ++next;
  }
  return next;
}

size_t ParseNumberedUnits(const Cursor& cursor, size_t k, Relative relative, Expression& e) {
  if (IsPartOfIdentifier(cursor, k) || cursor.IsArticleA(k)) return k;
  Amount amount;
  const size_t after = ParseAmountRange(cursor, k, amount);
  if (after == k) return k;
  size_t unit_at = after;
  if (cursor.At(unit_at).IsPunct('-')) ++unit_at;
  for (const std::string_view word :
       {"full", "fiscal", "calendar", "consecutive", "successive", "straight", "business"}) {
    if (cursor.IsWord(unit_at, word)) ++unit_at;
  }
  const Token& token = cursor.At(unit_at);
  if (token.type == Type::kDayPart && cursor.IsWord(unit_at, "night")) return k;
  if (token.type != Type::kUnit || !cursor.Continues(unit_at) || relative == Relative::kRecent) return k;
  if (!token.Has(kPlural) && !cursor.At(after).IsPunct('-') && amount.value != 1) return k;
  const Unit unit = static_cast<Unit>(token.value);
  if (unit == Unit::kHalf) return k;
  SetPeriod(e, amount.value, amount.unknown, unit);
  return unit_at + 1;
}

// "next week on Tuesday", "this week Monday"
size_t ParseDayOfWeek(const Cursor& cursor, size_t i, size_t unit_at, Expression& e) {
  if (i == unit_at || e.form != Form::kCalendar || e.unit != Unit::kWeek || e.weekend) return i;
  const size_t k = cursor.IsPrep(i, Prep::kOn) ? i + 1 : i;
  const Token& token = cursor.At(k);
  if (token.type != Type::kWeekday || token.Has(kPlural) || token.Has(kAbbreviated) || !cursor.Continues(k)) return i;
  e.weekday = token.value;
  return k + 1;
}

}  // namespace

size_t ParseRelative(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kRelative || IsVerbLast(cursor, i)) return i;
  Relative relative = RelativeOf(token);
  size_t k = i + 1;
  const Token& second = cursor.At(k);
  if (second.type == Type::kRelative && cursor.Continues(k) &&
      (relative == Relative::kThis || relative == Relative::kThat)) {  // "this past week", "that same day"
    relative = RelativeOf(second);
    ++k;
    if (relative == Relative::kPast &&
        !(cursor.At(k + 1).type == Type::kUnit && cursor.At(k + 1).value >= static_cast<int>(Unit::kYear))) {
      relative = Relative::kLast;
    }
  }
  if (cursor.At(k).IsPunct('-') && cursor.IsGlued(k)) return i;
  // "The Last Day": a title.
  if (token.Has(kCapital) && cursor.At(k).Has(kCapital) && cursor.At(k).type != Type::kMonth &&
      cursor.At(k).type != Type::kWeekday && !cursor.StartsSentence(i) && !cursor.StartsSentence(i - 1)) {
    return i;
  }
  if (cursor.IsWord(k, "fiscal") || cursor.IsWord(k, "calendar") || cursor.IsWord(k, "very")) ++k;
  if (!cursor.Continues(k)) return i;
  if (token.Has(kRisky) && cursor.At(k).type != Type::kUnit) return i;  // "the latest May report"
  const bool definite = cursor.IsThe(i - 1);
  const Token& head = cursor.At(k);
  size_t next = k;
  switch (head.type) {
    case Type::kUnit:
      next = ParseRelativeUnit(cursor, k, relative, definite, e);
      next = ParseDayOfWeek(cursor, next, k, e);
      break;
    case Type::kDayPart:
      next = ParseRelativeDayPart(cursor, k, relative, definite, e);
      break;
    case Type::kMonth:
    case Type::kWeekday:
    case Type::kSeason:
      next = ParseRelativeName(cursor, k, relative, definite, e);
      break;
    case Type::kHoliday:
      next = ParseHoliday(cursor, k, e);
      e.direction = DirectionOf(relative);
      if (CountsFromReference(relative, definite)) e.anchor = Anchor::kReference;
      break;
    case Type::kNumber:
    case Type::kCardinal:
    case Type::kQuantity:
      if (relative == Relative::kThis || relative == Relative::kThat || relative == Relative::kSame) return i;
      next = ParseNumberedUnits(cursor, k, relative, e);
      break;
    default:
      return i;
  }
  return next == k ? i : next;
}

size_t ParseFrequency(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  e.form = Form::kVague;
  e.kind = DateKind::kSet;
  if (token.type == Type::kFrequency) {
    if (token.Has(kCapital) && !cursor.StartsSentence(i)) return i;  // "the Daily Telegraph"
    SetPeriod(e, 1, false, static_cast<Unit>(token.value));
    e.kind = DateKind::kSet;
    return i + 1;
  }
  if (token.type != Type::kEvery) return i;
  size_t k = i + 1;
  Amount amount;
  amount.value = 1;
  if (cursor.IsWord(k, "other")) {
    amount.value = 2;
    ++k;
  } else if (cursor.At(k).type == Type::kNumber || cursor.At(k).type == Type::kCardinal || cursor.IsWord(k, "few")) {
    k = ParseAmount(cursor, k, amount);
  } else if (cursor.IsWord(k, "single") || cursor.IsWord(k, "passing")) {
    ++k;
  }
  if (cursor.IsWord(k, "calendar") || cursor.IsWord(k, "business")) ++k;
  const Token& head = cursor.At(k);
  if (!cursor.Continues(k)) return i;
  if (head.Is(Type::kUnit, static_cast<int>(Unit::kHalf)) || (cursor.At(k + 1).IsPunct('-') && cursor.IsGlued(k + 1)))
    return i;
  if (head.type == Type::kUnit) {
    SetPeriod(e, amount.value, amount.unknown, static_cast<Unit>(head.value));
    e.kind = DateKind::kSet;
    return k + 1;
  }
  if (head.type == Type::kWeekday) {
    e.text = "XXXX-WXX-" + std::to_string(head.value);
    return k + 1;
  }
  if (head.type == Type::kMonth && head.Has(kCapital)) {
    e.text = head.value < 10 ? "XXXX-0" + std::to_string(head.value) : "XXXX-" + std::to_string(head.value);
    return k + 1;
  }
  if (head.type == Type::kSeason && head.value != 'F') {
    e.text = std::string("XXXX-") + (head.value == 'P' ? "SP" : head.value == 'S' ? "SU" : "WI");
    return k + 1;
  }
  if (head.type == Type::kDayPart) {
    static constexpr std::string_view kParts[] = {"MO", "MI", "AF", "EV", "NI", "DT", "MI", "NI"};
    e.text = "XXXX-XX-XXT" + std::string(kParts[head.value]);
    return k + 1;
  }
  return i;
}

size_t ParseDeictic(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  // "the day before yesterday", "the day after tomorrow"
  if (cursor.IsUnit(i, Unit::kDay) && cursor.At(i + 1).type == Type::kShift &&
      cursor.At(i + 2).type == Type::kDeictic) {
    const bool before = cursor.IsWord(i + 1, "before") && cursor.IsWord(i + 2, "yesterday");
    const bool after = cursor.IsWord(i + 1, "after") && cursor.IsWord(i + 2, "tomorrow");
    if (!before && !after) return i;
    e.anchor = Anchor::kSpeech;
    e.amount = before ? -2 : 2;
    return i + 3;
  }
  if (token.type != Type::kDeictic) return i;
  const Token& before = cursor.Before(i);
  const bool title =
      token.Has(kCapital) && !cursor.StartsSentence(i) && before.type != Type::kPunct && before.Has(kCapital);
  if (title && !cursor.StartsSentence(i - 1)) return i;  // "See Tomorrow"
  e.anchor = Anchor::kSpeech;
  e.unit = Unit::kDay;
  switch (static_cast<Deictic>(token.value)) {
    case Deictic::kToday:
      if (cursor.IsWord(i - 1, "usa") && cursor.At(i).Has(kCapital)) return i;
      e.amount = 0;
      e.today = true;
      return i + 1;
    case Deictic::kYesterday:
      e.amount = -1;
      return i + 1;
    case Deictic::kTomorrow:
      e.amount = 1;
      return i + 1;
    case Deictic::kTonight:
      e.part = "NI";
      e.kind = DateKind::kTime;
      return i + 1;
    case Deictic::kOvernight: {
      const Token& next = cursor.At(i + 1);
      if (next.type != Type::kPunct && next.type != Type::kPreposition && !next.Has(kLineStart))
        return i;  // "overnight success"
      e.part = "NI";
      e.kind = DateKind::kTime;
      return i + 1;
    }
    case Deictic::kPresent:
      if (cursor.IsWord(i + 1, "that") && cursor.IsWord(i, "now")) return i;
      e.form = Form::kVague;
      e.text = "PRESENT_REF";
      return i + 1;
    case Deictic::kPast:
      e.form = Form::kVague;
      e.text = "PAST_REF";
      return i + 1;
    case Deictic::kFuture: {
      const bool noun = cursor.IsThe(i - 1) || cursor.IsWord(i - 1, "near") || cursor.IsWord(i - 1, "foreseeable") ||
                        cursor.IsPrep(i - 1, Prep::kIn);
      if (!noun || cursor.At(i + 1).type == Type::kOther || cursor.IsPrep(i + 1, Prep::kOf)) return i;
      e.form = Form::kVague;
      e.text = "FUTURE_REF";
      return i + 1;
    }
  }
  return i;
}

}  // namespace dossier::indexer::dates
