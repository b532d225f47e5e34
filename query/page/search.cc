// /: the search box, what answers, and how it spreads.
#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/cli/table.h"
#include "corpus/base/utf8.h"
#include "query/answer/facets.h"
#include "query/answer/left_aside.h"
#include "query/output/text.h"
#include "query/output/words.h"
#include "query/page/cards.h"
#include "query/page/pages.h"
#include "query/page/rows.h"

namespace dossier::query {
namespace {

constexpr size_t kFacetValues = 8;       // at once
constexpr size_t kFacetValuesHeld = 60;  // with those that are folded

struct ShownFacet {
  std::string_view field, name;
};
constexpr ShownFacet kShownFacets[] = {{"vendor", "Vendor"}, {"action", "Action"}, {"published", "Year"},
                                       {"source", "Source"}, {"kind", "Kind"},     {"lang", "Language"}};

// Each part of the question as it was written, with a link to the question without it.
Html Chips(const Visit& visit, const Query& query) {
  if (query.parts.empty()) return {};
  Html chips;
  for (size_t i = 0; i < query.parts.size(); ++i) {
    const size_t begin = query.parts[i].position;
    const size_t end = i + 1 < query.parts.size() ? query.parts[i + 1].position : query.text.size();
    const std::string part(CollapseWhiteSpace(std::string_view(query.text).substr(begin, end - begin)));
    const std::string rest = CollapseWhiteSpace(query.text.substr(0, begin) + " " + query.text.substr(end));
    chips += Tag("li", Tag("a", {Href(visit.With({{"q", rest}})), Attr("aria-label", "Remove " + part)},
                           Html(part) + Tag("span", {Attr("aria-hidden", "true")}, " \xC3\x97")));
  }
  if (const std::string day = visit.request.Get("as-of"); !day.empty())
    chips += Tag("li", Tag("a", {Href(visit.With({{"as-of", ""}})), Attr("aria-label", "Remove as of " + day)},
                           "as of " + day + " \xC3\x97"));
  return Tag("ul", {Class("chips"), Attr("aria-label", "Parts of the question")}, chips);
}

Html FacetList(const Visit& visit, const Query& query, const Facet& facet, std::string_view name) {
  if (facet.values.empty()) return {};
  const auto item = [&](const FacetValue& value) {
    const std::string part = std::string(facet.field) + ":" + QueryValue(value.value);
    const bool chosen = (" " + query.text + " ").find(" " + part + " ") != std::string::npos;
    const std::string shown = facet.field == "action" ? ActionWords(*indexer::ActionTypeOf(value.value)) : value.shown;
    const Html label = Tag("span", shown) + Tag("span", {Class("count")}, std::to_string(value.statements));
    return Tag("li", chosen ? Tag("span", {Class("chosen")}, label)
                            : Tag("a", {Href(visit.With({{"q", query.text + " " + part}}))}, label));
  };
  Html first, rest;
  for (size_t i = 0; i < facet.values.size() && i < kFacetValuesHeld; ++i)
    (i < kFacetValues ? first : rest) += item(facet.values[i]);
  Html list = Tag("ul", first);
  if (!rest.empty()) {
    if (facet.values.size() > kFacetValuesHeld)
      rest += Tag("li",
                  fmt::format("and {} rarer ones; dossier facets lists them", facet.values.size() - kFacetValuesHeld));
    list +=
        Tag("details", Tag("summary", std::to_string(facet.values.size() - kFacetValues) + " more") + Tag("ul", rest));
  }
  return Tag("div", {Class("facet")}, Tag("h3", name) + list);
}

// What facets are counted over: as many statements as pages can show, unless all are asked for.
EvidenceOptions Counted(const Visit& visit) {
  EvidenceOptions options;
  options.limit = visit.request.Get("facets") == "all" ? 10000 : kMostPages * kRowsOnPage;
  return options;
}

// Whether facets are counted over the rows that are shown: the question is asked once then.
bool CountsShown(const Visit& visit) {
  const EvidenceOptions asked = RowsAsked(visit);
  return visit.request.Get("view") != "documents" && visit.request.Get("facets") != "all" &&
         asked.order == EvidenceOrder::kRank && !asked.unsure;
}

Html FacetColumn(const Visit& visit, const Engine& engine, const Query& query, const EvidenceAnswer& answer) {
  if (answer.rows.empty()) return Html();
  const bool all = visit.request.Get("facets") == "all";
  const auto name_of = [&](std::string_view id) { return engine.NameOf(id); };
  const auto facets = FacetsOf(answer, name_of);
  Html lists;
  for (const ShownFacet& shown : kShownFacets) {
    const auto facet =
        std::find_if(facets.begin(), facets.end(), [&](const Facet& one) { return one.field == shown.field; });
    if (facet != facets.end()) lists += FacetList(visit, query, *facet, shown.name);
    if (shown.field == "vendor") lists += FacetList(visit, query, ActingOf(answer, name_of), "Agency acting");
  }
  Html note;
  if (answer.more)
    note = Tag("p", {Class("soft")},
               fmt::format("Counted over the {} statements that answer best. ", answer.rows.size()) +
                   (all ? Html() : Link(visit.With({{"facets", "all"}}), "Count all")));
  return Tag("aside", {Class("facets"), Attr("aria-label", "How the evidence spreads")},
             Tag("h2", "Narrow down") + lists + note);
}

// Words that are names: asked for as names, they find what the words alone miss.
Html NamesMeant(const Visit& visit, const Engine& engine, const Query& query) {
  std::vector<std::string> candidates;
  std::string together;
  for (const QueryPart& part : query.parts) {
    if (part.negated || (part.kind != QueryPart::Kind::kWord && part.kind != QueryPart::Kind::kPhrase)) continue;
    candidates.push_back(part.values[0]);
    together += (together.empty() ? "" : " ") + part.values[0];
  }
  if (candidates.size() > 1) candidates.push_back(together);
  std::vector<Html> links;
  for (const std::string& words : candidates)
    for (const auto field : {indexer::FieldId::kVendor, indexer::FieldId::kAgency}) {
      Query one;
      one.AddField(field, {words});
      const auto resolved = engine.Resolve(one);
      if (!resolved) continue;
      const bool vendor = field == indexer::FieldId::kVendor;
      const auto& lists = vendor ? resolved->vendors : resolved->agencies;
      if (lists.empty() || lists[0].empty()) continue;
      const Name& name = lists[0][0];
      links.push_back(Link(PathOf(vendor ? "vendor" : "agency", name.id), name.name) +
                      Tag("span", {Class("soft")}, vendor ? " (vendor)" : " (agency)"));
      if (candidates.size() == 1)
        links.push_back(Link(visit.With({{"q", (vendor ? "vendor:" : "agency:") + QueryValue(name.id)}}),
                             std::string("evidence for ") + (vendor ? "vendor:" : "agency:") + QueryValue(name.id)));
    }
  if (links.empty()) return {};
  return Tag("p", {Class("meant")}, "Perhaps you mean: " + JoinedHtml(links, " \xC2\xB7 "));
}

Html Choice(const Visit& visit, const char* field, const std::string& now,
            std::initializer_list<std::pair<const char*, const char*>> values, const char* label) {
  std::vector<Html> items;
  for (const auto& [value, name] : values)
    items.push_back(now == value ? Tag("span", {Attr("aria-current", "true")}, name)
                                 : Tag("a", {Href(visit.With({{field, value}}))}, name));
  return Tag("div", {Class("choice"), Attr("role", "group"), Attr("aria-label", label)}, JoinedHtml(items, " "));
}

Html Snippet(const SearchRow& row) {
  Html out;
  size_t at = 0;
  for (const auto& [begin, end] : row.highlights) {
    if (begin < at || end > row.snippet.size()) continue;
    out += Html(std::string_view(row.snippet).substr(at, begin - at)) +
           Tag("mark", std::string_view(row.snippet).substr(begin, end - begin));
    at = end;
  }
  return out + Html(std::string_view(row.snippet).substr(std::min(at, row.snippet.size())));
}

Result<Html> Documents(const Visit& visit, const Engine& engine, const Query& query) {
  const size_t page = PageNumber(visit);
  DOSSIER_TRY_ASSIGN(const SearchAnswer answer, engine.Search(query, kRowsOnPage + 1, (page - 1) * kRowsOnPage));
  Html rows;
  for (size_t i = 0; i < answer.rows.size() && i < kRowsOnPage; ++i) {
    const indexer::Provenance& from = answer.rows[i].document;
    rows +=
        Tag("li", Tag("h2", Link(PathOf("document", from.document_id), from.title.empty() ? from.url : from.title)) +
                      Tag("p", {Class("soft")},
                          DateWords(from.published.substr(0, 10)) + " \xC2\xB7 " +
                              indexer::ShownPublisher(from.publisher, from.url)) +
                      Tag("p", Snippet(answer.rows[i])));
  }
  if (rows.empty() && page > 1)
    return Tag("p", {Class("lead")}, "There are fewer pages than that.") + Pager(visit, page, false);
  if (rows.empty())
    return Tag("p", {Class("lead")}, "No document was found.") +
           Tag("p", {Class("soft")}, CoverageText(answer.coverage));
  Html head = Tag("p", {Class("soft")},
                  (answer.any_word ? "No passage has all words; these have some. " : "") +
                      fmt::format("About {}.", Plural(answer.documents, "document")));
  return head + Tag("ol", {Class("documents")}, rows) + Pager(visit, page, answer.rows.size() > kRowsOnPage);
}

Html Evidence(const Visit& visit, const Engine& engine, EvidenceAnswer answer) {
  const size_t page = PageNumber(visit);
  const RowsShown shown = ShowRows(visit, engine, std::move(answer), page);
  if (!shown.cards.empty())
    return Tag("p", {Class("soft")}, shown.count) + shown.cards + Pager(visit, page, shown.more);
  if (page > 1) return Tag("p", {Class("lead")}, "There are fewer pages than that.") + Pager(visit, page, false);
  return Tag("p", {Class("lead")}, "No evidence was found.") + Tag("p", {Class("soft")}, shown.coverage) +
         shown.nearest;
}

Html Listed(const Engine& engine, indexer::EntityType type, const char* folder) {
  Html rows;
  if (const auto names = engine.Names(type, 12))
    for (const NameCount& name : *names)
      rows += Tag("tr", Tag("th", {Attr("scope", "row")}, Link(PathOf(folder, name.id), name.name)) +
                            Tag("td", {Class("number")}, std::to_string(name.documents)));
  if (rows.empty()) return {};
  const bool vendor = type == indexer::EntityType::kVendor;
  return Tag(
      "div",
      Tag("h2", vendor ? "Vendors" : "Agencies") +
          Tag("table", Tag("thead", Tag("tr", Tag("th", {Attr("scope", "col")}, "Name") +
                                                  Tag("th", {Attr("scope", "col"), Class("number")}, "Documents"))) +
                           Tag("tbody", rows)) +
          Tag("p", Link(vendor ? "/vendors" : "/agencies", vendor ? "All vendors" : "All agencies")));
}

Html Front(const Visit& visit, const Engine& engine) {
  Html examples;
  for (const char* query : {"vendor:zte action:ban", "vendor:huawei by:fbi", "action:warning published:2018",
                            "kind:advisory \"remote code execution\""})
    examples += Tag("li", Link(SearchPath(query), Tag("code", query)));
  Html out = Tag("div", {Class("columns")},
                 Listed(engine, indexer::EntityType::kVendor, "vendor") +
                     Listed(engine, indexer::EntityType::kAgency, "agency") +
                     Tag("div", Tag("h2", "Try") + Tag("ul", {Class("plain")}, examples) +
                                    Tag("p", Link("/help", "The query language"))));
  if (const auto coverage = engine.Searched()) {
    std::string text = CoverageText(*coverage);
    if (text.starts_with("searched")) text = "This corpus holds" + text.substr(8);
    out += Tag("p", {Class("soft")}, text + ".");
  }
  if (const std::string left = LeftAsideLine(visit.desk.directory()); !left.empty())
    out += Tag("p", {Class("soft")}, left + ".");
  return out;
}

}  // namespace

PageResult SearchPage(const Visit& visit) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  const std::string written = visit.request.Get("q");
  PageFrame frame;
  frame.active = "/";
  if (CollapseWhiteSpace(written).empty()) {
    frame.title = "Who said or did what about a vendor";
    frame.body_class = "front";
    return MakePage(visit, frame, Tag("h1", frame.title) + SearchBox(visit, "", true) + Front(visit, *engine));
  }
  DOSSIER_TRY_ASSIGN(const Query query, QuestionOf(visit, written));
  frame.title = query.text;
  const bool documents = visit.request.Get("view") == "documents";
  EvidenceAnswer answer;
  if (!CountsShown(visit)) {
    DOSSIER_TRY_ASSIGN(answer, engine->Evidence(query, Counted(visit)));
  }
  Html rows, facets;
  if (documents) {
    DOSSIER_TRY_ASSIGN(rows, Documents(visit, *engine, query));
    facets = FacetColumn(visit, *engine, query, answer);
  } else {
    DOSSIER_TRY_ASSIGN(EvidenceAnswer shown, engine->Evidence(query, RowsAsked(visit)));
    facets = FacetColumn(visit, *engine, query, CountsShown(visit) ? shown : answer);
    rows = Evidence(visit, *engine, std::move(shown));
  }
  const std::string sort = visit.request.Get("sort");
  Html bar = Choice(visit, "view", documents ? "documents" : "", {{"", "Evidence"}, {"documents", "Documents"}},
                    "What to show");
  if (!documents)
    bar += Choice(visit, "sort", sort, {{"", "Best first"}, {"date", "Oldest"}, {"newest", "Newest"}}, "Order") +
           PostForm(visit, "/questions", "inline save",
                    Hidden("task", "save") + Hidden("words", query.text) +
                        Tag("label", {Attr("for", "save-name")}, "Save as") +
                        Tag("input", {Attr("name", "name"), Id("save-name"), Attr("size", 12), Attr("maxlength", 64),
                                      Attr("pattern", "[A-Za-z0-9_\\-][A-Za-z0-9._\\-]*")}) +
                        Button("Save question"));
  return MakePage(
      visit, frame,
      Tag("h1", {Class("visually-hidden")}, "Evidence for " + query.text) + SearchBox(visit, query.text, true) +
          Chips(visit, query) + NamesMeant(visit, *engine, query) + Tag("div", {Class("bar")}, bar) +
          Tag("div", {Class(facets.empty() ? "" : "with-aside")}, Tag("div", {Class("results")}, rows) + facets));
}

}  // namespace dossier::query
