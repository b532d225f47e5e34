// Walks the tokens of a paragraph, and completes what pairs, lists and ranges leave out.
#include <utility>

#include "indexer/dates/grammar.h"
#include "indexer/dates/rules.h"

namespace dossier::indexer::dates {
namespace {

constexpr size_t kNearBytes = 60;  // how near a day must stand for the hours after it to be its own

// The collector: walks the tokens, and adds what a pair or range leaves out.
class Collector {
 public:
  Collector(const Cursor& cursor, std::vector<Expression>& out) : cursor_(cursor), out_(out), first_(out.size()) {}

  void Run() {
    size_t i = 0;
    while (i < cursor_.size()) {
      const size_t listed = DayList(i);
      if (listed != i) {
        i = listed;
        continue;
      }
      Expression e;
      const size_t next = ParseAt(cursor_, i, e);
      if (next == i) {
        ++i;
        continue;
      }
      Emit(std::move(e), i, next);
      i = AfterPair(next);
    }
  }

 private:
  void Emit(Expression e, size_t i, size_t next) {
    size_t start = i;
    // "that Dec. 3 game"
    if (cursor_.At(i).type == Type::kRelative && e.month >= 0 && e.day >= 0 && e.holiday < 0 &&
        (cursor_.IsWord(i, "that") || cursor_.IsWord(i, "this")))
      ++start;
    const Type type = cursor_.At(i).type;
    const bool takes_article = type == Type::kRelative || type == Type::kEdge ||
                               (type == Type::kOrdinal && e.day < 0) || type == Type::kSeason || type == Type::kUnit ||
                               e.decade >= 0 || e.century >= 0 || (type == Type::kDeictic && e.text == "FUTURE_REF");
    if (takes_article && i > 0 && cursor_.IsThe(i - 1) && cursor_.Continues(i)) --start;
    e.begin = cursor_.At(start).begin;
    e.end = cursor_.At(next - 1).end;
    if (e.form == Form::kCalendar && e.direction == Direction::kNone && e.year < 0)
      e.direction = TenseAround(cursor_, i, next);
    // "on June 23, from 1 p.m. to 5 p.m.": the hours are of that day.
    const bool bare_clock = e.hour >= 0 && e.anchor == Anchor::kContext;
    if (bare_clock && out_.size() > first_ && out_.back().HasDay() && e.begin - out_.back().end < kNearBytes)
      e.anchor = Anchor::kReference;
    Inherit(e, start);
    out_.push_back(std::move(e));
    last_end_ = next;
  }

  bool IsConnector(size_t k) const {
    return cursor_.At(k).IsPunct('-') || cursor_.At(k).IsPunct('/') || cursor_.IsPrep(k, Prep::kAnd) ||
           cursor_.IsPrep(k, Prep::kTo) || cursor_.IsPrep(k, Prep::kOr) || cursor_.IsPrep(k, Prep::kThrough) ||
           cursor_.IsPrep(k, Prep::kUntil);
  }

  // "March to August 2011", "May 4 and June 7, 1940", "summer and autumn of 481 BC": the year counts for both.
  void Inherit(const Expression& e, size_t start) {
    if (out_.size() == first_ || e.form != Form::kCalendar) return;
    Expression& before = out_.back();
    // "Thursday (Nov. 16)": the brackets say which Thursday.
    if (before.weekday >= 0 && before.day < 0 && before.anchor == Anchor::kNone && e.month >= 0 && e.day >= 0 &&
        start == last_end_ + 1 && cursor_.At(last_end_).IsPunct('(')) {
      before.weekday = -1;
      before.month = e.month;
      before.day = e.day;
      before.year = e.year;
      before.direction = e.direction;
      return;
    }
    if (e.year < 0) return;
    if (before.year >= 0 || before.form != Form::kCalendar || before.anchor != Anchor::kNone) return;
    if (start != last_end_ + 1 || !IsConnector(last_end_)) return;
    const bool months = before.month >= 0 && e.month >= 0;
    const bool seasons = before.season != 0 && e.season != 0;
    const bool quarters = before.quarter >= 0 && e.quarter >= 0;
    if (!months && !seasons && !quarters) return;
    before.year = e.year - (months && before.month > e.month ? 1 : 0);
    before.bc = e.bc;
    before.direction = Direction::kNone;
  }

  // "4-7 June 1942", "5 and 6 June": the first days take month and year of the last.
  size_t DayList(size_t i) {
    if (!IsDayNumber(cursor_.At(i)) || IsPartOfIdentifier(cursor_, i)) return i;
    size_t days[4];
    size_t count = 0, k = i;
    while (count < 3 && IsDayNumber(cursor_.At(k))) {
      days[count++] = k;
      size_t after = k + 1;
      if (cursor_.At(after).type == Type::kSuffix && cursor_.IsGlued(after)) ++after;
      if (cursor_.At(after).IsPunct('.') && cursor_.IsGlued(after) && cursor_.At(after + 1).IsPunct('-')) ++after;
      if (!IsConnector(after) && !cursor_.At(after).IsPunct(',')) return i;
      if (cursor_.At(after).IsPunct('/')) return i;
      k = after + 1;
      if (cursor_.At(after).IsPunct(',') && cursor_.IsPrep(k, Prep::kAnd)) ++k;
      if (cursor_.IsThe(k)) ++k;
      if (!cursor_.Continues(k)) return i;
      Expression last;
      const size_t next = IsDayNumber(cursor_.At(k)) && cursor_.At(k).value != 0 ? ParseListEnd(k, last) : k;
      if (next == k) continue;
      for (size_t n = 0; n < count; ++n) {
        Expression day = last;
        day.day = cursor_.At(days[n]).value;
        if (day.day > last.day && n + 1 == count && cursor_.At(after).IsPunct('-')) return i;
        Emit(day, days[n], days[n] + (cursor_.At(days[n] + 1).type == Type::kSuffix ? 2 : 1));
      }
      Emit(last, k, next);
      return next;
    }
    return i;
  }

  size_t ParseListEnd(size_t k, Expression& last) const {
    // The number after a dash touches it: read it as a fresh date.
    const Token& month = cursor_.At(cursor_.At(k + 1).type == Type::kSuffix ? k + 2 : k + 1);
    const bool of =
        cursor_.IsPrep(k + 1, Prep::kOf) || cursor_.IsPrep(k + 2, Prep::kOf) || cursor_.At(k + 1).IsPunct('.');
    if (month.type != Type::kMonth && !of) return k;
    return Try(ParseDayMonthInList, cursor_, k, last);
  }

  static size_t ParseDayMonthInList(const Cursor& cursor, size_t k, Expression& e) {
    size_t m = k + 1;
    if (cursor.At(m).type == Type::kSuffix) ++m;
    if (cursor.At(m).IsPunct('.')) ++m;
    if (cursor.IsPrep(m, Prep::kOf)) ++m;
    const Token& month = cursor.At(m);
    if (month.type != Type::kMonth || cursor.IsGlued(m) || !cursor.Continues(m)) return k;
    if (!month.Has(kCapital) && !month.Has(kForeign)) return k;
    e.day = cursor.At(k).value;
    e.month = month.value;
    size_t next = m + 1;
    if (month.Has(kAbbreviated) && cursor.At(next).IsPunct('.') && cursor.IsGlued(next)) ++next;
    size_t year_at = next;
    if (cursor.At(year_at).IsPunct(',') || cursor.IsPrep(year_at, Prep::kOf)) ++year_at;
    if (cursor.At(year_at).type == Type::kNumber && cursor.Continues(year_at)) {
      const size_t after = ParseYear(cursor, year_at, e);
      if (after != year_at) return after;
    }
    return ParseYearTail(cursor, next, e);
  }

  // After an expression: "1892-94", "1939-1945", "May 4 and 5", "April 6-7, 1915".
  size_t AfterPair(size_t next) {
    const Expression before = out_.back();
    if (before.form != Form::kCalendar || before.kind != DateKind::kDate) return next;
    if (!IsConnector(next)) return next;
    const Token& token = cursor_.At(next + 1);
    if (token.type != Type::kNumber || !cursor_.Continues(next + 1)) return next;
    if (before.year >= 0 && before.month < 0 && before.quarter < 0) return SecondYear(before, next);
    if (before.month >= 0 && before.day >= 0 && before.year < 0 && before.anchor == Anchor::kNone)
      return SecondDay(before, next);
    return next;
  }

  size_t SecondYear(const Expression& before, size_t next) {
    const Token& token = cursor_.At(next + 1);
    const bool dash = cursor_.At(next).IsPunct('-') || cursor_.At(next).IsPunct('/');
    // "the 2016 and 2017 lists": what follows the pair does not count it.
    const bool near =
        token.digits == 4 && token.value > before.year && token.value - before.year <= 30 && token.value % 100 != 0;
    if (!dash && (!near || before.bc)) return next;
    if (cursor_.IsGlued(next + 2)) {
      const Token& after = cursor_.At(next + 2);
      if (after.type != Type::kPunct || (cursor_.IsGlued(next + 3) && cursor_.At(next + 3).type == Type::kNumber))
        return next;
    }
    Expression e;
    size_t end = next + 1;
    if (token.digits == 2 && !before.bc && token.value > before.year % 100) {
      e.year = before.year / 100 * 100 + token.value;
      e.season = before.season;
      ++end;
    } else if (token.digits >= 3) {
      end = Try(ParseYear, cursor_, next + 1, e);
      if (end == next + 1 && before.ancient && token.digits == 3) {
        e.year = token.value;
        e.ancient = true;
        ++end;
      }
    }
    if (end == next + 1) return next;
    Emit(e, next + 1, end);
    return end;
  }

  size_t SecondDay(const Expression& before, size_t next) {
    const Token& token = cursor_.At(next + 1);
    if (!IsDayNumber(token) || cursor_.At(next).IsPunct('/')) return next;
    size_t end = next + 2;
    if (cursor_.At(end).type == Type::kSuffix && cursor_.IsGlued(end))
      ++end;
    else if (cursor_.IsGlued(end) && !(cursor_.At(end).type == Type::kPunct && !cursor_.IsGlued(end + 1)))
      return next;
    if (token.value <= before.day) return next;
    const Type after = cursor_.At(end).type;
    if (cursor_.IsCounted(end) || after == Type::kMonth || after == Type::kUnit) return next;
    if (after == Type::kOther && cursor_.At(end).Has(kCapital) && end == next + 2 && !cursor_.At(next).IsPunct('-'))
      return next;
    Expression e;
    e.month = before.month;
    e.day = token.value;
    if (cursor_.At(end).IsPunct(',') && cursor_.Continues(end + 1) && cursor_.At(end + 1).digits == 4) {
      const size_t dated = ParseYear(cursor_, end + 1, e);
      if (dated != end + 1) end = dated;
    } else if (cursor_.At(end).digits == 4 && cursor_.Continues(end)) {
      end = ParseYear(cursor_, end, e);
    }
    if (e.year >= 0) out_.back().year = e.year;
    Emit(e, next + 1, end);
    return end;
  }

  const Cursor& cursor_;
  std::vector<Expression>& out_;
  size_t first_;
  size_t last_end_ = 0;
};

}  // namespace

void FindExpressions(std::string_view text, const std::vector<Token>& tokens, const GrammarOptions& options,
                     std::vector<Expression>& expressions) {
  const Cursor cursor(text, tokens, options);
  Collector(cursor, expressions).Run();
}

}  // namespace dossier::indexer::dates
