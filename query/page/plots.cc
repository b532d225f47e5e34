#include "query/page/plots.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "query/answer/timeline.h"
#include "query/output/words.h"

namespace dossier::query {
namespace {

constexpr size_t kMostRows = 25;  // of the matrix

std::string Number(double value) { return fmt::format("{:.1f}", value); }

std::vector<const BriefQuotation*> All(const BriefSection& section) {
  std::vector<const BriefQuotation*> all;
  for (const auto* quotations : {&section.quotations, &section.denials})
    for (const BriefQuotation& quotation : *quotations) all.push_back(&quotation);
  return all;
}

Html Cell(const Html& content) { return Tag("td", {Class("number")}, content); }
Html HeadCell(const Html& content, bool number = false) {
  return Tag("th", {Attr("scope", "col"), Class(number ? "number" : "")}, content);
}

Html PlotTable(const BriefSection& section) {
  std::map<std::string, std::map<std::string, size_t>> lanes;
  std::set<std::string> years;
  for (const BriefQuotation* quotation : All(section)) {
    const std::string year = quotation->date.size() >= 4 ? quotation->date.substr(0, 4) : "undated";
    ++lanes[LaneOf(quotation->row)][year];
    years.insert(year);
  }
  Html head = HeadCell("Kind");
  for (const std::string& year : years) head += HeadCell(year, true);
  Html body;
  for (const auto& [lane, counts] : lanes) {
    Html row = Tag("th", {Attr("scope", "row")}, lane);
    for (const std::string& year : years) {
      const auto count = counts.find(year);
      row += Cell(count == counts.end() ? "" : std::to_string(count->second));
    }
    body += Tag("tr", row);
  }
  return Tag(
      "details", {Class("as-table")},
      Tag("summary", "The picture as a table") +
          ScrollTable("Statements by kind and year", Tag("table", Tag("thead", Tag("tr", head)) + Tag("tbody", body))));
}

}  // namespace

Html TimelinePlot(const BriefSection& section) {
  if (!section.timeline) return {};
  using Text = TimelinePicture::Text;
  const TimelinePicture& picture = *section.timeline;
  Html svg = Tag("title", "Statements about " + section.heading + " by kind and date");
  for (const TimelinePicture::Line& line : picture.lines)
    svg += Tag("line", {Attr("x1", Number(line.x1)), Attr("y1", Number(line.y1)), Attr("x2", Number(line.x2)),
                        Attr("y2", Number(line.y2))});
  for (const Text& text : picture.texts) {
    if (text.kind == Text::Kind::kHeading) continue;  // the page has one
    svg +=
        Tag("text",
            {Attr("x", Number(text.x)), Attr("y", Number(text.y)), Class(text.kind == Text::Kind::kYear ? "year" : "")},
            text.text);
  }
  for (const TimelinePicture::Mark& mark : picture.marks)
    svg += Tag("circle", {Attr("cx", Number(mark.x)), Attr("cy", Number(mark.y)), Attr("r", 6),
                          Class(mark.stated ? "stated" : "")});
  constexpr int kTop = 36;  // where the heading would stand
  const Html plot = Tag("svg",
                        {Attr("viewBox", fmt::format("0 {} {} {}", kTop, picture.width, picture.height - kTop)),
                         Attr("role", "img"), Attr("aria-label", "Timeline of " + section.heading)},
                        svg);
  return Tag("figure", {Class("timeline")},
             Tag("div",
                 {Class("scroll"), Attr("tabindex", "0"), Attr("role", "region"),
                  Attr("aria-label", "Timeline, a picture")},
                 plot) +
                 Tag("figcaption", "Full marks: the sentence states the date. Hollow marks: the day of publication.")) +
         PlotTable(section);
}

Html YearLinks(const BriefSection& section, const std::string& query) {
  std::map<std::string, size_t> years;
  for (const BriefQuotation& quotation : section.quotations)
    if (const std::string& published = quotation.row.passage.from.published; published.size() >= 4)
      ++years[published.substr(0, 4)];
  Html items;
  for (const auto& [year, count] : years)
    items += Tag("li", Tag("a", {Href(SearchPath(query + " published:" + year) + "&sort=date")},
                           Html(year) + Tag("span", {Class("count")}, std::to_string(count))));
  if (items.empty()) return {};
  return Tag("nav", {Class("years"), Attr("aria-label", section.heading + " by year of publication")},
             Tag("span", {Class("soft")}, "Published in") + Tag("ul", items));
}

Html ActionMatrix(const BriefSection& section, const Engine& engine, const std::string& id, bool of_vendor) {
  std::map<std::string, std::map<indexer::ActionType, std::set<std::string>>> rows;  // evidence ids
  std::map<indexer::ActionType, size_t> columns;
  for (const BriefQuotation* quotation : All(section))
    for (const indexer::Action* event : quotation->row.events()) {
      if (event->polarity != indexer::Polarity::kAsserted) continue;
      const bool acts = std::find(event->actors.begin(), event->actors.end(), id) != event->actors.end();
      if (!of_vendor && !acts) continue;
      for (const std::string& other : of_vendor ? event->actors : event->targets) {
        const std::vector<std::string>& agencies = quotation->row.said().agencies;
        if (of_vendor && std::find(agencies.begin(), agencies.end(), other) == agencies.end()) continue;
        if (rows[other][event->type].insert(quotation->row.said().id).second) ++columns[event->type];
      }
    }
  if (rows.empty()) return {};
  std::vector<std::pair<std::string, size_t>> order;
  for (const auto& [other, cells] : rows) {
    size_t sum = 0;
    for (const auto& [type, ids] : cells) sum += ids.size();
    order.emplace_back(other, sum);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Html head = HeadCell(of_vendor ? "Agency" : "Vendor");
  for (const auto& [type, count] : columns) head += HeadCell(ActionWords(type), true);
  Html body;
  for (size_t i = 0; i < order.size() && i < kMostRows; ++i) {
    const std::string& other = order[i].first;
    Html line = Tag("th", {Attr("scope", "row")},
                    Link(PathOf(of_vendor ? "agency" : "vendor", other), OrganisationName(other, engine)));
    for (const auto& [type, count] : columns) {
      const auto cell = rows[other].find(type);
      if (cell == rows[other].end()) {
        line += Cell("");
        continue;
      }
      const std::string query = "vendor:" + QueryValue(of_vendor ? id : other) +
                                " by:" + QueryValue(of_vendor ? other : id) +
                                " action:" + std::string(indexer::ActionTypeName(type));
      line += Cell(Tag("a",
                       {Href(SearchPath(query)),
                        Attr("aria-label", fmt::format("{}: {} by {}", cell->second.size(), ActionWords(type),
                                                       engine.NameOf(of_vendor ? other : id)))},
                       std::to_string(cell->second.size())));
    }
    body += Tag("tr", line);
  }
  Html out = ScrollTable("Who did what to " + section.heading,
                         Tag("table", {Class("matrix")}, Tag("thead", Tag("tr", head)) + Tag("tbody", body)));
  if (order.size() > kMostRows)
    out += Tag("p", {Class("soft")}, fmt::format("{} more acted less often.", order.size() - kMostRows));
  return out;
}

}  // namespace dossier::query
