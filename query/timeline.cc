#include "query/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

std::string Escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::optional<int64_t> DayNumber(const std::string& date) {
  const auto range = RangeOfDateValue(date);
  if (!range || !range->first) return std::nullopt;
  return DaysSinceEpoch(*range->first);
}

// The first date of the sentence that is a calendar date and not later than the capture.
std::string StatedDate(const EvidenceRow& row) {
  for (const auto& date : row.said().dates)
    if (const auto day = DayNumber(date.value); day && *day <= DaysSinceEpoch(UtcDayOf(row.passage.from.fetched))) return date.value;
  return "";
}

std::string LaneOf(const EvidenceRow& row) {
  for (const auto& action : row.said().actions) {
    if (action.polarity != indexer::Polarity::kAsserted) return "denied or negated";
    return std::string(indexer::ActionTypeName(action.type));
  }
  return "other";
}

}  // namespace

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

std::string TimelineSvg(const std::vector<TimelineEntry>& entries, const std::string& heading) {
  constexpr int kWidth = 960, kLeft = 150, kRight = 30, kTop = 50, kLane = 34;
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
  const int height = kTop + lane_number * kLane + 40;
  if (first > last) first = last = 0;
  const int64_t span = std::max<int64_t>(30, last - first);
  auto x_of = [&](int64_t day) { return kLeft + static_cast<double>(day - first) * (kWidth - kLeft - kRight) / static_cast<double>(span); };
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "font-family=\"sans-serif\" font-size=\"12\">\n<title>{2}</title>\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n"
      "<text x=\"12\" y=\"24\" font-size=\"15\" font-weight=\"bold\">{2}</text>\n",
      kWidth, height, Escaped(heading));
  for (const auto& [name, number] : lanes) {
    const int y = kTop + number * kLane + kLane / 2;
    svg += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#cccccc\"/>\n<text x=\"12\" y=\"{}\">{}</text>\n", kLeft, y,
                       kWidth - kRight, y, y + 4, Escaped(name));
  }
  if (!lanes.empty()) {
    const int from = DayFromEpoch(first).year, to = DayFromEpoch(last).year;
    const int step = std::max(1, (to - from) / 12 + 1);
    double drawn = -1000;
    for (int year = from; year <= to; year += step) {
      const double x = std::max<double>(kLeft, x_of(DaysSinceEpoch({year, 1, 1})));
      if (x - drawn < 40) continue;
      drawn = x;
      svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" fill=\"#555555\">{}</text>\n", x, height - 12, year);
    }
  }
  for (const TimelineEntry& entry : entries) {
    const auto day = DayNumber(entry.date);
    if (!day) continue;
    const int y = kTop + lanes[LaneOf(*entry.row)] * kLane + kLane / 2;
    // A hollow mark: only the day of publication is known.
    svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{}\" r=\"6\" fill=\"{}\" stroke=\"#1f4e79\" stroke-width=\"2\"><title>{}</title></circle>\n",
                       x_of(*day), y, entry.stated ? "#1f4e79" : "#ffffff",
                       Escaped(entry.date + " " + entry.row->passage.from.publisher + ": " + entry.row->quotation()));
  }
  return svg + "</svg>\n";
}

}  // namespace dossier::query
