#include "query/answer/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/base/case_folding.h"
#include "corpus/base/sinks.h"
#include "indexer/index/reader.h"

namespace dossier::query {
namespace {

std::optional<int64_t> DayNumber(const std::string& date) {
  const auto range = RangeOfDateValue(date);
  if (!range || !range->first) return std::nullopt;
  return DaysSinceEpoch(*range->first);
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words that begin another clause: a date behind one of them is not that of the event before it.
bool BeginsClause(std::string_view word) {
  return IsOneOf(word, {"after", "before", "since", "that", "which", "who", "whose", "because", "following", "under",
                        "until", "when", "where", "while", "although", "though", "despite"});
}

// Whether a year in running text is part of a name: "the Act of 2021", "the 2016 election".
bool IsPartOfName(std::string_view before, std::string_view behind) {
  if (before.ends_with(" of ")) return true;
  if (behind.size() < 2 || behind[0] != ' ' || behind[1] < 'a' || behind[1] > 'z') return false;
  const std::string_view next = behind.substr(1, behind.find_first_of(" ,.;:", 1) - 1);
  return !BeginsClause(next) &&
         !IsOneOf(next, {"and", "to", "for", "in", "on", "by", "but", "with", "as", "it", "or", "against"});
}

// Whether a date of another year than the article's can be that of an event: nothing between the two begins another
// clause, and the date is no part of a name.
bool BelongsToEvent(const EvidenceRow& row, const indexer::Action& event, const std::string& date) {
  const std::string& published = row.passage.from.published;
  const auto day = DayNumber(date), issued = DayNumber(published.substr(0, 10));
  if (!day || !issued || date.substr(0, 4) == published.substr(0, 4) || (*issued >= *day && *issued - *day < 90))
    return true;
  const indexer::IndexedStatement& said = row.said();
  const std::string& text = row.passage.text;
  const size_t at = text.find(date.substr(0, 4), said.begin);
  if (at == std::string::npos || at + 4 > said.end) return false;
  if (IsPartOfName(std::string_view(text).substr(said.begin, at - said.begin),
                   std::string_view(text).substr(at + 4, said.end - at - 4)))
    return false;
  if (at < event.end) return true;  // it leads the sentence
  const std::string between = FoldCase(text.substr(event.end, at - event.end));
  for (const auto& word : indexer::WordsOf(between))
    if (BeginsClause(std::string_view(between).substr(word.begin, word.end - word.begin))) return false;
  return true;
}

// The first date of the sentence that is a calendar date and not later than the capture.
std::string StatedDate(const EvidenceRow& row) {
  for (const indexer::Action* event : row.events())
    if (const auto day = DayNumber(event->date);
        day && *day <= DaysSinceEpoch(UtcDayOf(row.passage.from.fetched)) && BelongsToEvent(row, *event, event->date))
      return event->date;
  // A sentence whose events have parties and no date tells none of them: its dates are of something else.
  if (!row.events().empty() && row.events().front()->certainty > 0) return "";
  static const indexer::Action kNone;
  const indexer::Action& event = row.events().empty() ? kNone : *row.events().front();
  for (const auto& date : row.said().dates)
    if (const auto day = DayNumber(date.value);
        day && *day <= DaysSinceEpoch(UtcDayOf(row.passage.from.fetched)) && BelongsToEvent(row, event, date.value))
      return date.value;
  return "";
}

// Days with their labels: months where the picture spans two years or less, else years.
std::vector<std::pair<int64_t, std::string>> Ticks(int64_t first, int64_t last) {
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::vector<std::pair<int64_t, std::string>> ticks;
  const Day from = DayFromEpoch(first), to = DayFromEpoch(last);
  const int months = (to.year - from.year) * 12 + to.month - from.month;
  if (months > 24) {
    const int step = std::max(1, (to.year - from.year) / 12 + 1);
    for (int year = from.year; year <= to.year; year += step)
      ticks.emplace_back(DaysSinceEpoch({year, 1, 1}), std::to_string(year));
    return ticks;
  }
  const int step = std::max(1, months / 8 + (months % 8 > 0));
  for (int month = 0; month <= months; month += step) {
    const int number = from.month - 1 + month;
    const Day day{from.year + number / 12, number % 12 + 1, 1};
    const bool with_year = month == 0 || day.month <= step;
    ticks.emplace_back(DaysSinceEpoch(day),
                       std::string(kMonths[day.month - 1]) + (with_year ? " " + std::to_string(day.year) : ""));
  }
  return ticks;
}

}  // namespace

std::string LaneOf(const EvidenceRow& row) {
  for (const indexer::Action* event : row.events()) {
    if (event->polarity != indexer::Polarity::kAsserted) return "denied or negated";
    // As people say it; the codes are JSON's.
    std::string lane(event->type == indexer::ActionType::kProhibition ? "ban" : indexer::ActionTypeName(event->type));
    std::replace(lane.begin(), lane.end(), '-', ' ');
    return lane;
  }
  return "other";
}

std::vector<TimelineEntry> TimelineOf(const EvidenceAnswer& answer) {
  std::vector<TimelineEntry> entries;
  for (const auto* rows : {&answer.rows, &answer.denials})
    for (const EvidenceRow& row : *rows) {
      if (row.verification == Verification::kFailed) continue;
      const std::string stated = StatedDate(row);
      entries.push_back({stated.empty() ? row.passage.from.published.substr(0, 10) : stated, !stated.empty(), &row});
    }
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    const auto day_a = DayNumber(a.date), day_b = DayNumber(b.date);
    if (!day_a || !day_b) return day_a.has_value() && !day_b.has_value();
    return *day_a != *day_b ? *day_a < *day_b : a.date.size() < b.date.size();
  });
  return entries;
}

TimelinePicture DrawTimeline(const std::vector<TimelineEntry>& entries, const std::string& heading) {
  constexpr int kWidth = 960, kLeft = 210, kRight = 40, kTop = 50, kLane = 38;
  std::map<std::string, int> lanes;
  int64_t first = INT64_MAX, last = INT64_MIN;
  for (const TimelineEntry& entry : entries) {
    const auto day = DayNumber(entry.date);
    if (!day) continue;
    first = std::min(first, *day);
    last = std::max(last, *day);
    lanes.emplace(LaneOf(*entry.row), 0);
  }
  int lane_number = 0;
  for (auto& [name, number] : lanes) number = lane_number++;
  if (first > last) first = last = 0;
  const int64_t span = std::max<int64_t>(30, last - first);
  auto x_of = [&](int64_t day) {
    return kLeft + static_cast<double>(day - first) * (kWidth - kLeft - kRight) / static_cast<double>(span);
  };
  TimelinePicture picture;
  picture.width = kWidth;
  picture.height = kTop + lane_number * kLane + 46;
  picture.texts.push_back({TimelinePicture::Text::Kind::kHeading, 12, 24, heading});
  for (const auto& [name, number] : lanes) {
    const double y = kTop + number * kLane + kLane / 2;
    picture.lines.push_back({kLeft, y, kWidth - kRight, y});
    picture.texts.push_back({TimelinePicture::Text::Kind::kLane, 12, y + 6, name});
  }
  if (!lanes.empty()) {
    for (const auto& [day, label] : Ticks(first, last)) {
      const double x = std::max<double>(kLeft, x_of(day));
      if (!picture.texts.empty() && picture.texts.back().kind == TimelinePicture::Text::Kind::kYear &&
          x - picture.texts.back().x < 12.0 * static_cast<double>(label.size()))
        continue;
      if (x > kWidth - kRight) continue;
      picture.texts.push_back({TimelinePicture::Text::Kind::kYear, x, picture.height - 14.0, label});
    }
  }
  for (const TimelineEntry& entry : entries) {
    const auto day = DayNumber(entry.date);
    if (!day) continue;
    const double y = kTop + lanes[LaneOf(*entry.row)] * kLane + kLane / 2;
    picture.marks.push_back({x_of(*day), y, entry.stated,
                             entry.date + " " + entry.row->passage.from.publisher + ": " + entry.row->quotation()});
  }
  return picture;
}

std::string TimelineSvg(const TimelinePicture& picture) {
  using Text = TimelinePicture::Text;
  const std::string heading = picture.texts.empty() ? "" : EscapeMarkup(picture.texts[0].text);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "font-family=\"sans-serif\" font-size=\"18\">\n<title>{2}</title>\n<rect width=\"{0}\" height=\"{1}\" "
      "fill=\"#ffffff\"/>\n",
      picture.width, picture.height, heading);
  for (const TimelinePicture::Line& line : picture.lines)
    svg += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#cccccc\"/>\n", line.x1, line.y1,
                       line.x2, line.y2);
  for (const Text& text : picture.texts) {
    const char* look = text.kind == Text::Kind::kHeading ? " font-size=\"20\" font-weight=\"bold\""
                       : text.kind == Text::Kind::kYear  ? " fill=\"#555555\""
                                                         : "";
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\"{}>{}</text>\n", text.x, text.y, look, EscapeMarkup(text.text));
  }
  for (const TimelinePicture::Mark& mark : picture.marks)
    svg += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{}\" r=\"6\" fill=\"{}\" stroke=\"#1f4e79\" "
        "stroke-width=\"2\"><title>{}</title></circle>\n",
        mark.x, mark.y, mark.stated ? "#1f4e79" : "#ffffff", EscapeMarkup(mark.title));
  return svg + "</svg>\n";
}

}  // namespace dossier::query
