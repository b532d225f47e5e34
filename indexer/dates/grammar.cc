// What can stand where an expression starts: the rules of the other files in the order in which they are tried.
#include "indexer/dates/grammar.h"

#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

constexpr std::string_view kParts[] = {"MO", "MI", "AF", "EV", "NI", "DT", "MI", "NI"};

std::string_view ModOf(Edge edge) {
  switch (edge) {
    case Edge::kEarly:
    case Edge::kStart:
      return "START";
    case Edge::kMid:
    case Edge::kMiddle:
      return "MID";
    case Edge::kLate:
    case Edge::kEnd:
      return "END";
    default:
      return "";
  }
}

size_t ParseBareYear(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.digits == 4 && token.value >= 1000 && !IsYearInContext(cursor, i)) return i;
  if (token.type == Type::kNumber && token.digits < 4 && IsPartOfIdentifier(cursor, i)) return i;
  const size_t next = Try(ParseYear, cursor, i, e);
  if (next != i) return next;
  // "In 348, ...": a year only where the story is ancient.
  const Token& after = cursor.At(i + 1);
  const bool led = cursor.IsPrep(i - 1, Prep::kIn) || cursor.IsPrep(i - 1, Prep::kUntil) ||
                   cursor.IsPrep(i - 1, Prep::kSince) || cursor.Before(i).type == Type::kApprox ||
                   cursor.Before(i).IsPunct('-') || cursor.IsPrep(i - 1, Prep::kOf);
  if (token.digits != 3 || token.value < 100 || !led || IsPartOfIdentifier(cursor, i)) return i;
  if (cursor.IsGlued(i + 1) && after.type != Type::kPunct) return i;
  if (cursor.IsCounted(i + 1) || after.type == Type::kUnit ||
      (after.type == Type::kOther && cursor.Before(i).type == Type::kApprox))
    return i;
  if (after.IsPunct(',') && cursor.IsGlued(i + 2)) return i;
  e.year = token.value;
  e.ancient = true;
  e.ancient_led = !cursor.Before(i).IsPunct('-') && !cursor.IsPrep(i - 1, Prep::kOf);
  return i + 1;
}

// "the year", "the month" where a date is expected: of the story, or now.
size_t ParseDefiniteUnit(const Cursor& cursor, size_t i, Expression& e) {
  if (!cursor.IsThe(i)) return i;
  const Token& token = cursor.At(i + 1);
  if (token.type != Type::kUnit || token.Has(kPlural) || !cursor.Continues(i + 1)) return i;
  const Unit unit = static_cast<Unit>(token.value);
  if (unit != Unit::kDay && unit != Unit::kWeek && unit != Unit::kMonth && unit != Unit::kYear &&
      unit != Unit::kDecade && unit != Unit::kCentury && unit != Unit::kQuarter && unit != Unit::kWeekend) {
    return i;
  }
  e.anchor = Anchor::kContext;
  e.unit = unit == Unit::kWeekend ? Unit::kWeek : unit;
  e.weekend = unit == Unit::kWeekend;
  return i + 2;
}

// A day with its part: "Tuesday morning", "yesterday afternoon".
size_t ParseDayPartAfter(const Cursor& cursor, size_t i, Expression& e) {
  if (!e.HasDay() || e.HasTime() || e.form != Form::kCalendar) return i;
  size_t k = i;
  if (cursor.At(k).Is(Type::kEdge) && cursor.At(k + 1).type == Type::kDayPart && cursor.Continues(k)) ++k;
  const Token& token = cursor.At(k);
  if (token.type != Type::kDayPart || !cursor.Continues(k) || token.Has(kPlural)) return i;
  if (token.Is(Type::kDayPart, static_cast<int>(DayPart::kNoon)) ||
      token.Is(Type::kDayPart, static_cast<int>(DayPart::kMidnight)))
    return i;
  if (token.Has(kRisky) && token.Has(kCapital)) return i;
  e.part = kParts[token.value];
  e.kind = DateKind::kTime;
  return k + 1;
}

// "..., at 10 a.m.", "... 1:00AM" after a day.
size_t ParseClockAfter(const Cursor& cursor, size_t i, Expression& e) {
  if (!e.HasDay() || e.hour >= 0 || e.form != Form::kCalendar) return i;
  size_t k = i;
  if (cursor.At(k).IsPunct(',')) ++k;
  if (cursor.IsPrep(k, Prep::kAt)) ++k;
  if (cursor.At(k).Is(Type::kApprox, static_cast<int>(Approx::kAbout)) && k != i) ++k;
  if (!cursor.Continues(k) || (k != i && cursor.At(k).Has(kGlued))) return i;
  if (cursor.At(k).type == Type::kDayPart && k == i && cursor.Continues(k) == false) return i;
  Expression clock;
  const size_t next = ParseClock(cursor, k, clock);
  if (next == k) return i;
  e.hour = clock.hour;
  e.minute = clock.minute;
  e.second = clock.second;
  e.zone = clock.zone;
  e.part = {};
  e.kind = DateKind::kTime;
  return next;
}

size_t ParseCalendarWithTime(const Cursor& cursor, size_t i, Expression& e) {
  size_t next = ParseCalendar(cursor, i, e);
  if (next == i) return i;
  next = ParseDayPartAfter(cursor, next, e);
  return ParseClockAfter(cursor, next, e);
}

// "in the morning", "at night", "the morning of 4 May", "early in the morning on Tuesday"
size_t ParseDayPart(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kDayPart || token.Has(kPlural)) return i;
  size_t k = i + 1;
  if (cursor.IsWord(k, "hours")) ++k;
  if ((cursor.IsPrep(k, Prep::kOf) || cursor.IsPrep(k, Prep::kOn)) && cursor.Continues(k)) {
    size_t day_at = k + 1;
    if (cursor.IsThe(day_at) && cursor.At(day_at + 1).type == Type::kRelative) ++day_at;
    Expression day = e;
    const size_t next = ParseCalendar(cursor, day_at, day);
    if (next != day_at && day.HasDay() && !day.HasTime() && day.form == Form::kCalendar) {
      e = std::move(day);
      e.kind = DateKind::kTime;
      e.part = kParts[token.value];
      return next;
    }
  }
  if (token.Is(Type::kDayPart, static_cast<int>(DayPart::kMidday))) {  // "midday Monday"
    Expression day = e;
    const size_t next = ParseWeekdayTerm(cursor, k, day);
    if (next != k && cursor.Continues(k) && day.form == Form::kCalendar) {
      e = std::move(day);
      e.kind = DateKind::kTime;
      e.part = "MI";
      return next;
    }
  }
  const Token& before = cursor.Before(i);
  const bool night = token.Is(Type::kDayPart, static_cast<int>(DayPart::kNight));
  const bool article = cursor.IsThe(i - 1) && (cursor.IsPrep(i - 2, Prep::kIn) || cursor.IsPrep(i - 2, Prep::kDuring) ||
                                               cursor.IsPrep(i - 2, Prep::kBy));
  const bool at_night = night && cursor.IsPrep(i - 1, Prep::kAt);
  const bool edge = before.type == Type::kEdge;
  if (token.Has(kRisky) || token.Has(kCapital) || (!article && !at_night && !edge)) return i;
  if (cursor.At(k).type == Type::kOther && night && !at_night) return i;
  e.kind = DateKind::kTime;
  if (at_night) {
    e.form = Form::kVague;
    e.text = "XXXX-XX-XXTNI";
  } else {
    e.anchor = Anchor::kContext;
    e.unit = Unit::kDay;
    e.part = kParts[token.value];
  }
  return k;
}

// "10 a.m. on Tuesday", "2:30 the next day", "noon today"
size_t ParseClockFirst(const Cursor& cursor, size_t i, Expression& e) {
  const size_t k = ParseClock(cursor, i, e);
  if (k == i) return i;
  e.anchor = Anchor::kContext;
  e.unit = Unit::kDay;
  size_t day_at = k;
  // "noon Eastern Daylight Time on ..."
  if (cursor.IsWord(day_at, "eastern") || cursor.IsWord(day_at, "pacific") || cursor.IsWord(day_at, "central")) {
    if (cursor.IsPrep(day_at + 1, Prep::kOn) || cursor.At(day_at + 1).type == Type::kWeekday) ++day_at;
  }
  for (size_t words = 0; words < 3 && cursor.At(day_at + words).type == Type::kOther; ++words) {
    if (cursor.IsWord(day_at + words, "time")) day_at += words + 1;
  }
  if (cursor.At(day_at).IsPunct(',') || cursor.IsPrep(day_at, Prep::kOn) || cursor.IsPrep(day_at, Prep::kOf)) ++day_at;
  if (cursor.IsPrep(day_at, Prep::kOn)) ++day_at;
  if (cursor.IsThe(day_at)) ++day_at;
  if (!cursor.Continues(day_at)) return k;
  Expression day;
  const size_t next = ParseCalendar(cursor, day_at, day);
  if (next != day_at && day.HasDay() && day.form == Form::kCalendar && day.hour < 0) {
    day.hour = e.hour;
    day.minute = e.minute;
    day.second = e.second;
    day.zone = e.zone;
    day.part = {};
    day.kind = DateKind::kTime;
    e = std::move(day);
    return next;
  }
  return k;
}

// "early", "late", "mid-" and "the end of" before a calendar expression.
size_t ParseEdge(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kEdge) return i;
  const auto edge = static_cast<Edge>(token.value);
  size_t k = i + 1;
  bool needs_of = edge >= Edge::kStart;
  if (cursor.At(k).IsPunct('-') && cursor.IsGlued(k)) {
    ++k;
    needs_of = false;
  } else if (!cursor.Continues(k)) {
    return i;
  }
  const bool of =
      cursor.IsPrep(k, Prep::kOf) || (!needs_of && (cursor.IsPrep(k, Prep::kIn) || cursor.IsPrep(k, Prep::kOn)));
  if (!needs_of && !of && cursor.IsWord(k, "hours") &&
      cursor.IsPrep(k + 1, Prep::kOf)) {  // "the early hours of Friday"
    const size_t next = Try(ParseCalendar, cursor, k + 2, e);
    if (next == k + 2 || !e.HasDay() || e.HasTime() || e.form == Form::kVague) return i;
    e.kind = DateKind::kTime;
    e.part = edge == Edge::kEarly ? "MO" : "NI";
    return next;
  }
  if (needs_of && !of) return i;
  if (of) ++k;
  size_t next = Try(ParseDefiniteUnit, cursor, k, e);
  if (next == k || !of) {
    if (cursor.IsThe(k)) ++k;
    next = Try(ParseCalendarWithTime, cursor, k, e);
    if (next == k) next = Try(ParseDayPart, cursor, k, e);
  }
  if (next == k || (e.form == Form::kVague && e.kind != DateKind::kTime)) return i;
  e.mod = ModOf(edge);
  return next;
}

// "the first half of the 1990s", "the early part of next year"
size_t ParsePart(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  size_t k = i + 1;
  std::string_view mod;
  if (token.type == Type::kOrdinal && token.value <= 2 && cursor.IsUnit(k, Unit::kHalf))
    mod = token.value == 1 ? "START" : "END";
  else if (cursor.IsWord(k, "part") || cursor.IsWord(k, "half") || cursor.IsWord(k, "days") ||
           cursor.IsWord(k, "years") || cursor.IsWord(k, "months") || cursor.IsWord(k, "weeks")) {
    if (token.type == Type::kEdge)
      mod = ModOf(static_cast<Edge>(token.value));
    else if (cursor.IsWord(i, "latter"))
      mod = "END";
  }
  if (mod.empty() || !cursor.IsPrep(k + 1, Prep::kOf)) return i;
  k += 2;
  size_t next = Try(ParseDefiniteUnit, cursor, k, e);
  if (next == k) {
    if (cursor.IsThe(k)) ++k;
    next = Try(ParseCalendar, cursor, k, e);
  }
  if (next == k || e.form == Form::kVague) return i;
  e.mod = mod;
  return next;
}

// "earlier this month", "later that day"
size_t ParseShiftedRelation(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  const bool earlier = token.Is(Type::kShift, static_cast<int>(Shift::kEarlier));
  if (!earlier && !token.Is(Type::kShift, static_cast<int>(Shift::kLater))) return i;
  size_t k = i + 1;
  if (cursor.IsPrep(k, Prep::kIn) && cursor.IsThe(k + 1)) {
    const size_t next = cursor.At(k + 2).type == Type::kUnit ? Try(ParseDefiniteUnit, cursor, k + 1, e)
                                                             : Try(ParseSeasonTerm, cursor, k + 2, e);
    if (next == k + 1 || next == k + 2) return i;
    e.mod = earlier ? "START" : "END";
    return next;
  }
  if (cursor.IsThe(k)) ++k;
  if (!cursor.Continues(k) || (cursor.At(k).type != Type::kRelative && cursor.At(k).type != Type::kDeictic)) return i;
  const size_t next = ParseCalendarWithTime(cursor, k, e);
  if (next == k || e.form == Form::kVague) return i;
  e.mod = earlier ? "START" : "END";
  return next;
}

// "year-end", "at year end"
size_t ParseYearEnd(const Cursor& cursor, size_t i, Expression& e) {
  if (!cursor.IsUnit(i, Unit::kYear) || cursor.At(i).Has(kPlural)) return i;
  const size_t k = cursor.At(i + 1).IsPunct('-') ? i + 2 : i + 1;
  if (!cursor.IsWord(k, "end") || !cursor.Continues(k)) return i;
  e.anchor = Anchor::kContext;
  e.unit = Unit::kYear;
  e.mod = "END";
  return k + 1;
}

// "the day before", "the following day" in its other order: "the day following", "the night before", "the year before."
size_t ParseNeighbour(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  const bool night = token.Is(Type::kDayPart, static_cast<int>(DayPart::kNight)) ||
                     token.Is(Type::kDayPart, static_cast<int>(DayPart::kMorning));
  if (!cursor.IsThe(i - 1) || (token.type != Type::kUnit && !night) || token.Has(kPlural)) return i;
  const bool before = cursor.IsWord(i + 1, "before"),
             after = cursor.IsWord(i + 1, "after") || cursor.IsWord(i + 1, "following");
  if ((!before && !after) || !cursor.Continues(i + 1)) return i;
  const Token& next = cursor.At(i + 2);
  const bool closes = next.type == Type::kPunct || next.Has(kLineStart) ||
                      (next.type == Type::kPreposition && !cursor.IsPrep(i + 2, Prep::kIn));
  if (!closes) return i;
  e.anchor = Anchor::kReference;
  e.amount = before ? -1 : 1;
  e.unit = night ? Unit::kDay : static_cast<Unit>(token.value);
  if (night) {
    e.part = kParts[token.value];
    e.kind = DateKind::kTime;
  }
  return e.unit < Unit::kDay ? i : i + 2;
}

// "year-ago", "a year-earlier"
size_t ParseYearAgo(const Cursor& cursor, size_t i, Expression& e) {
  if (!cursor.IsUnit(i, Unit::kYear) || !cursor.At(i + 1).IsPunct('-') || !cursor.IsGlued(i + 1)) return i;
  if (!cursor.IsWord(i + 2, "ago") && !cursor.IsWord(i + 2, "earlier")) return i;
  e.anchor = Anchor::kSpeech;
  e.unit = Unit::kYear;
  e.amount = -1;
  const bool named = cursor.IsUnit(i + 3, Unit::kQuarter) || cursor.IsWord(i + 3, "period");
  return named && cursor.Continues(i + 3) ? i + 4 : i + 3;
}

// "the year 1950"
size_t ParseNamedYear(const Cursor& cursor, size_t i, Expression& e) {
  if (!cursor.IsUnit(i, Unit::kYear) || cursor.At(i + 1).type != Type::kNumber || !cursor.Continues(i + 1)) return i;
  const size_t next = ParseYear(cursor, i + 1, e);
  return next == i + 1 ? i : next;
}

// "over the weekend", "for the year", "in the quarter": the one that the text is about.
size_t ParseTheUnit(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kUnit || token.Has(kPlural) || !cursor.IsThe(i - 1) || !cursor.Continues(i)) return i;
  const Token& lead = cursor.Before(i, 2);
  const Token& after = cursor.At(i + 1);
  const bool closes = after.type == Type::kPunct || after.type == Type::kPreposition || after.Has(kLineStart) ||
                      after.verb != Verb::kNone;
  const auto unit = static_cast<Unit>(token.value);
  const bool possessive = after.IsPunct('\'');
  const bool subject = after.type == Type::kCardinal || after.type == Type::kNumber || after.type == Type::kDeterminer;
  if (!(closes || (subject && unit == Unit::kWeekend)) || cursor.IsPrep(i + 1, Prep::kOf) || after.IsPunct('-') ||
      (possessive && unit != Unit::kWeekend))
    return i;
  if (unit == Unit::kWeekend) {
    if (lead.type != Type::kPreposition && lead.type != Type::kApprox && !possessive) return i;
    e.unit = Unit::kWeek;
    e.weekend = true;
    e.anchor = Anchor::kContext;
    e.amount = TenseAround(cursor, i, i + 1) == Direction::kFuture ? 0 : -1;
    return i + 1;
  }
  if (unit != Unit::kYear && unit != Unit::kQuarter && unit != Unit::kMonth) return i;
  if (!cursor.IsPrep(i - 2, Prep::kFor) && !cursor.IsPrep(i - 2, Prep::kIn) && !cursor.IsPrep(i - 2, Prep::kDuring))
    return i;
  e.anchor = Anchor::kContext;
  e.unit = unit;
  return i + 1;
}

// "at that time", "during this period", "at the time."
size_t ParseThatTime(const Cursor& cursor, size_t i, Expression& e) {
  const Token& token = cursor.At(i);
  const bool demonstrative = token.type == Type::kRelative && (cursor.IsWord(i, "this") || cursor.IsWord(i, "that"));
  if (!demonstrative && !cursor.IsThe(i)) return i;
  const bool time = cursor.IsWord(i + 1, "time"), period = cursor.IsWord(i + 1, "period");
  if ((!time && !period) || !cursor.Continues(i + 1) || (!demonstrative && !time)) return i;
  const Token& lead = cursor.Before(i);
  const bool led = lead.type == Type::kPreposition && !cursor.IsPrep(i - 1, Prep::kOf) &&
                   !cursor.IsPrep(i - 1, Prep::kAnd) && !cursor.IsPrep(i - 1, Prep::kOr) &&
                   !cursor.IsPrep(i - 1, Prep::kFor) && !cursor.IsPrep(i - 1, Prep::kTo);
  if (!led || (!demonstrative && !cursor.IsPrep(i - 1, Prep::kAt))) return i;
  const Token& after = cursor.At(i + 2);
  if (cursor.IsPrep(i + 2, Prep::kOf)) return i;  // "at this time of year"
  if (!demonstrative && after.type != Type::kPunct && !after.Has(kLineStart))
    return i;  // "at the time of the accident"
  e.that_time = true;
  e.form = Form::kVague;
  e.text = cursor.IsWord(i, "this") ? "PRESENT_REF" : "PAST_REF";
  return i + 2;
}

}  // namespace

size_t ParseAt(const Cursor& cursor, size_t i, Expression& e) {
  using Rule = size_t (*)(const Cursor&, size_t, Expression&);
  static constexpr Rule kNumberRules[] = {ParseClockFirst, ParseNth, ParseCalendarWithTime, ParseDayOfMonth,
                                          ParseSpanOfTime};
  static constexpr Rule kOrdinalRules[] = {ParseNth, ParseFirstOfMany, ParseCalendarWithTime, ParsePart};
  static constexpr Rule kEdgeRules[] = {ParsePart, ParseEdge};
  static constexpr Rule kDayPartRules[] = {ParseNeighbour, ParseClockFirst, ParseDayPart};
  static constexpr Rule kRelativeRules[] = {ParseNth, ParseThatTime, ParseCalendarWithTime};
  static constexpr Rule kDeterminerRules[] = {ParseThatTime, ParseSpanOfTime};
  static constexpr Rule kUnitRules[] = {ParseDeictic,   ParseWeekOf,  ParseNamedYear, ParseYearEnd,   ParseYearAgo,
                                        ParseNeighbour, ParseTheUnit, ParseBareUnits, ParseSpanOfTime};
  static constexpr Rule kShiftRules[] = {ParseShiftedRelation};
  static constexpr Rule kAmountRules[] = {ParseSpanOfTime};
  static constexpr Rule kFrequencyRules[] = {ParseFrequency};
  static constexpr Rule kCalendarRules[] = {ParseCalendarWithTime};
  const auto first = [&](const auto& rules) {
    for (const Rule rule : rules) {
      const size_t next = Try(rule, cursor, i, e);
      if (next != i) return next;
    }
    return i;
  };
  switch (cursor.At(i).type) {
    case Type::kNumber:
      return first(kNumberRules);
    case Type::kCardinal:
      return first(kNumberRules);
    case Type::kOrdinal:
      return first(kOrdinalRules);
    case Type::kEdge:
      return first(kEdgeRules);
    case Type::kDayPart:
      return first(kDayPartRules);
    case Type::kUnit:
      return first(kUnitRules);
    case Type::kShift:
      return first(kShiftRules);
    case Type::kQuantity:
    case Type::kApprox:
      return first(kAmountRules);
    case Type::kDeterminer:
      return first(kDeterminerRules);
    case Type::kRelative:
      return first(kRelativeRules);
    case Type::kEvery:
    case Type::kFrequency:
      return first(kFrequencyRules);
    case Type::kMonth:
    case Type::kWeekday:
    case Type::kSeason:
    case Type::kDeictic:
    case Type::kDecade:
    case Type::kHoliday:
    case Type::kEra:
    case Type::kFiscal:
      return first(kCalendarRules);
    case Type::kPreposition:
    case Type::kOther: {
      // "at least two years", "more than a week", "just 14 years later"
      const Token& next = cursor.At(i + 1);
      if (cursor.IsPrep(i, Prep::kAt)
              ? next.type == Type::kOther
              : cursor.IsWord(i, "more") || cursor.IsWord(i, "less") || cursor.IsWord(i, "up") ||
                    cursor.IsWord(i, "fewer") || cursor.IsWord(i, "just") || cursor.IsWord(i, "latter") ||
                    cursor.IsWord(i, "longer")) {
        return cursor.IsWord(i, "latter") ? Try(ParsePart, cursor, i, e) : first(kAmountRules);
      }
      return i;
    }
    default:
      return i;
  }
}

size_t ParseCalendar(const Cursor& cursor, size_t i, Expression& e) {
  using Rule = size_t (*)(const Cursor&, size_t, Expression&);
  static constexpr Rule kNumberRules[] = {ParseNumericDate, ParseMonthTerm, ParseDecade, ParseOrdinalTerm,
                                          ParseBareYear};
  static constexpr Rule kOrdinalRules[] = {ParseMonthTerm, ParseOrdinalTerm};
  const auto first = [&](const auto& rules) {
    for (const Rule rule : rules) {
      const size_t next = Try(rule, cursor, i, e);
      if (next != i) return next;
    }
    return i;
  };
  switch (cursor.At(i).type) {
    case Type::kNumber:
      return first(kNumberRules);
    case Type::kOrdinal:
      return first(kOrdinalRules);
    case Type::kCardinal: {
      const size_t ordinal = Try(ParseOrdinalTerm, cursor, i, e);
      if (ordinal != i) return ordinal;
      const bool led =
          cursor.IsPrep(i - 1, Prep::kIn) || cursor.IsPrep(i - 1, Prep::kSince) || cursor.IsPrep(i - 1, Prep::kUntil);
      const size_t year = led ? Try(ParseSpelledYear, cursor, i, e) : i;
      return year != i && cursor.IsCounted(year) ? i : year;
    }
    case Type::kMonth:
      return Try(ParseMonthTerm, cursor, i, e);
    case Type::kWeekday:
      return Try(ParseWeekdayTerm, cursor, i, e);
    case Type::kSeason:
      return Try(ParseSeasonTerm, cursor, i, e);
    case Type::kRelative:
      return Try(ParseRelative, cursor, i, e);
    case Type::kDeictic:
    case Type::kUnit:
      return Try(ParseDeictic, cursor, i, e);
    case Type::kDecade:
      return Try(ParseDecade, cursor, i, e);
    case Type::kHoliday:
      return Try(ParseHoliday, cursor, i, e);
    case Type::kEra:
      return Try(ParseYear, cursor, i, e);
    case Type::kFiscal:
      return Try(ParseFiscal, cursor, i, e);
    default:
      return i;
  }
}

}  // namespace dossier::indexer::dates
