// Dates as people write them in a query.
#include <charconv>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/question/question.h"

namespace dossier::query {
namespace {

Day Shifted(Day day, int64_t days) { return DayFromEpoch(DaysSinceEpoch(day) + days); }

Day FirstOfMonth(Day day) { return {day.year, day.month, 1}; }
Day MonthsBefore(Day day, int months) {
  const int index = day.year * 12 + day.month - 1 - months;
  return {index / 12, index % 12 + 1, 1};
}
Day LastOfMonth(Day first) { return Shifted(MonthsBefore(first, -1), -1); }

DayRange Span(Day first, Day last) { return {first, last}; }

std::optional<DayRange> NamedRange(std::string_view text, Day today) {
  if (text == "today") return Span(today, today);
  if (text == "yesterday") return Span(Shifted(today, -1), Shifted(today, -1));
  const Day monday = Shifted(today, 1 - WeekdayOf(today));
  if (text == "this week") return Span(monday, Shifted(monday, 6));
  if (text == "last week") return Span(Shifted(monday, -7), Shifted(monday, -1));
  if (text == "this month") return Span(FirstOfMonth(today), LastOfMonth(FirstOfMonth(today)));
  if (text == "last month") return Span(MonthsBefore(today, 1), LastOfMonth(MonthsBefore(today, 1)));
  if (text == "this year") return Span({today.year, 1, 1}, {today.year, 12, 31});
  if (text == "last year") return Span({today.year - 1, 1, 1}, {today.year - 1, 12, 31});
  return std::nullopt;
}

// "3 days ago", "last 2 weeks": from then until today.
std::optional<DayRange> CountedRange(std::string_view text, Day today) {
  if (text.starts_with("last ")) text.remove_prefix(5);
  int count = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
  if (parsed.ec != std::errc() || count <= 0 || count > 100000) return std::nullopt;
  std::string_view unit = text.substr(static_cast<size_t>(parsed.ptr - text.data()));
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit.ends_with(" ago")) unit.remove_suffix(4);
  if (unit.ends_with('s')) unit.remove_suffix(1);
  if (unit == "day") return Span(Shifted(today, -count), today);
  if (unit == "week") return Span(Shifted(today, -7 * int64_t{count}), today);
  if (unit == "month") {
    Day day = MonthsBefore(today, count);
    const Day last = LastOfMonth(day);
    day.day = std::min(today.day, last.day);
    return Span(day, today);
  }
  if (unit == "year") {
    Day day = today;
    day.year -= count;
    if (!IsValid(day)) day.day = 28;
    return Span(day, today);
  }
  return std::nullopt;
}

std::optional<DayRange> OneRange(std::string_view text) {
  if (auto range = RangeOfDateValue(text)) return range;
  const Day today = UtcDayOf(Now());
  if (auto range = NamedRange(text, today)) return range;
  return CountedRange(text, today);
}

}  // namespace

Result<DayRange> ParseDateRange(std::string_view written) {
  const std::string text = FoldCase(CollapseWhiteSpace(written));
  auto bad = [&] {
    return Fail(ErrorCode::kUsage, "not a date or range of dates: " + std::string(written),
                "for example 2018, 2018-04, 2018-04-16, 2018-01..2018-08, 2018.., \"last week\"");
  };
  // ISO values are written with capitals (2018-Q3, 2018-W31).
  auto range_of = [](std::string part) {
    std::string upper = part;
    for (char& c : upper)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    auto range = RangeOfDateValue(upper);
    return range ? range : OneRange(part);
  };
  const size_t dots = text.find("..");
  if (dots == std::string::npos) {
    auto range = range_of(text);
    if (!range) return bad();
    return *range;
  }
  DayRange range;
  const std::string low = CollapseWhiteSpace(text.substr(0, dots)), high = CollapseWhiteSpace(text.substr(dots + 2));
  if (low.empty() && high.empty()) return bad();
  if (!low.empty()) {
    auto from = range_of(low);
    if (!from) return bad();
    range.first = from->first;
  }
  if (!high.empty()) {
    auto to = range_of(high);
    if (!to) return bad();
    range.last = to->last;
  }
  if (range.first && range.last && *range.last < *range.first)
    return Fail(ErrorCode::kUsage, "the range " + std::string(written) + " ends before it starts",
                "write the earlier date first");
  return range;
}

Result<AsOf> ParseAsOf(std::string_view text) {
  if (const auto instant = ParseRfc3339(text)) return AsOf{*instant, FormatRfc3339(*instant)};
  DOSSIER_TRY_ASSIGN(const DayRange range, ParseDateRange(text));
  if (!range.last)
    return Fail(ErrorCode::kUsage, "the date " + std::string(text) + " has no end",
                "for example --as-of 2018-04-16: what was known at the end of that day (UTC)");
  const int64_t next = StartOfDay(DayFromEpoch(DaysSinceEpoch(*range.last) + 1)).milliseconds;
  return AsOf{UtcTime{next - 1}, FormatDay(*range.last)};
}

}  // namespace dossier::query
