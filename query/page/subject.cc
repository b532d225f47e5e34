// /vendor/X, /agency/X, /cve/ID: what the corpus holds about one subject; /vendors and /agencies: who there is.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/base/cli/table.h"
#include "query/answer/name_book.h"
#include "query/brief/brief.h"
#include "query/output/text.h"
#include "query/output/words.h"
#include "query/page/pages.h"
#include "query/page/plots.h"
#include "query/page/rows.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

using indexer::EntityType;
using indexer::FieldId;

constexpr size_t kRowsLookedAt = 200;  // behind answer, picture and matrix
constexpr size_t kEdges = 8;
constexpr size_t kDocumentsListed = 50;
constexpr size_t kNamesListed = 300;

// The sentences that a briefing opens with; the numbers lead to the rows that they count.
Html AnswerOf(const BriefSection& section) {
  std::map<size_t, std::string> ids;
  for (const auto* quotations : {&section.quotations, &section.denials})
    for (const BriefQuotation& quotation : *quotations) ids[quotation.footnote] = quotation.row.said().id;
  Html sentences;
  for (const BriefSentence& sentence : section.answer) {
    sentences += sentence.text;
    size_t shown = 0;
    for (const size_t footnote : sentence.footnotes) {
      if (++shown > 6) break;
      sentences += Tag("sup", Tag("a",
                                  {Href(PathOf("evidence", ids[footnote])),
                                   Attr("aria-label", std::to_string(footnote) + ": evidence " + ids[footnote])},
                                  std::to_string(footnote)));
    }
    sentences += " ";
  }
  return Tag("p", {Class("lead")}, sentences);
}

// Each alias with the years that the tables give it, and what the rows looked at say of its use.
Html NamesTable(const Engine& engine, const std::string& id, const BriefSection& section) {
  struct Use {
    size_t statements = 0;
    std::string first, last;
  };
  std::map<std::string, Use> uses;
  for (const BriefQuotation& quotation : section.quotations) {
    if (quotation.row.matched.empty()) continue;
    Use& use = uses[quotation.row.matched];
    ++use.statements;
    const std::string day = quotation.row.passage.from.published.substr(0, 10);
    if (day.empty()) continue;
    if (use.first.empty() || day < use.first) use.first = day;
    if (day > use.last) use.last = day;
  }
  Html rows;
  const auto row = [&](const std::string& name, const std::string& kind, const std::string& years, const Use* use) {
    rows += Tag("tr", Tag("th", {Attr("scope", "row")}, name) + Tag("td", kind) + Tag("td", years) +
                          Tag("td", {Class("number")}, use ? std::to_string(use->statements) : "") +
                          Tag("td", use && !use->first.empty()
                                        ? use->first + (use->last == use->first ? "" : " to " + use->last)
                                        : ""));
  };
  const indexer::Gazetteer& table = engine.gazetteer();
  if (const indexer::Entity* entity = table.Find(id)) {
    const auto index = static_cast<uint32_t>(entity - table.entities().data());
    for (const uint32_t alias : table.AliasesOf(index)) {
      const indexer::Alias& one = table.aliases()[alias];
      std::string years;
      if (one.from_year || one.to_year)
        years = (one.from_year ? std::to_string(one.from_year) : "") + "\xE2\x80\x93" +
                (one.to_year ? std::to_string(one.to_year) : "");
      const auto use = uses.find(one.text);
      row(one.text, one.relation, years, use == uses.end() ? nullptr : &use->second);
      if (use != uses.end()) uses.erase(use);
    }
  }
  for (const auto& [name, use] : uses) row(name, "as written", "", &use);
  if (rows.empty()) return {};
  Html head;
  for (const char* name : {"Name", "Kind", "In use", "Rows", "Published"})
    head += Tag("th", {Attr("scope", "col"), Class(std::string_view(name) == "Rows" ? "number" : "")}, name);
  return ScrollTable("Names", Tag("table", Tag("thead", Tag("tr", head)) + Tag("tbody", rows)));
}

Html Decisions(const Engine& engine, const std::string& id) {
  Html items;
  for (const corpus::NameDecision& one : engine.names().decisions()) {
    if (one.id != id && one.target != id) continue;
    std::string text = fmt::format("{}: {} {}", FormatDay(UtcDayOf(one.time)), corpus::NameActName(one.act),
                                   one.name.empty() ? one.id : one.name);
    if (!one.target.empty() && one.target != one.id) text += " as " + one.target;
    if (!one.in_force) text += " (taken back)";
    items += Tag("li", text);
  }
  const auto standing = engine.names().Find(id);
  Html out;
  if (standing && standing->status != "listed")
    out += Tag("p", standing->status == "learned"
                        ? "On no list: learned from this corpus. dossier vendors --learned says why."
                        : "On no list: accepted by a person.");
  if (!items.empty()) out += Tag("ul", items);
  return out;
}

Html Together(const Visit& visit, const Engine& engine, const BriefSection& section, const std::string& id) {
  std::vector<EvidenceRow> rows;
  for (const BriefQuotation& quotation : section.quotations) rows.push_back(quotation.row);
  std::vector<EvidenceRow> examples;
  auto edges = engine.CoMentionsIn(rows, rows.size());
  const size_t all = edges.size();
  if (all > kEdges) edges.resize(kEdges);
  for (const CoMention& edge : edges) examples.push_back(edge.example);
  VerifyRows(visit.desk.archive(), examples);
  Html items;
  for (size_t i = 0; i < edges.size(); ++i) {
    const bool good = examples[i].verification == Verification::kVerified;
    items +=
        Tag("li",
            Tag("p", Link(PathOf("vendor", edges[i].other.id), edges[i].other.name) +
                         Tag("span", {Class("soft")},
                             fmt::format(" in {} of {} \xC2\xB7 ", Plural(edges[i].statements, "sentence"),
                                         Plural(edges[i].documents, "document"))) +
                         Link(SearchPath("vendor:" + QueryValue(id) + " vendor:" + QueryValue(edges[i].other.id)),
                              "all of them")) +
                Tag("blockquote",
                    Tag("p", good ? Tag("q", examples[i].quotation()) + " " +
                                        Tag("a",
                                            {Href(PathOf("evidence", examples[i].said().id)),
                                             Attr("aria-label", "\xE2\x9C\x93 verified now: " + examples[i].said().id)},
                                            "\xE2\x9C\x93 verified now")
                                  : Html("the sentence is withheld: it does not verify"))));
  }
  if (items.empty()) return {};
  Html out = Tag("ul", {Class("edges")}, items);
  if (all > kEdges)
    out +=
        Tag("p", {Class("soft")},
            fmt::format("Of {} others the {} named together with it most often; dossier vendors --co-mentioned lists "
                        "them.",
                        all, kEdges));
  return out;
}

struct Subject {
  FieldId field;
  const char* folder;
  const char* word;  // as the query language has it
};

PageResult SubjectPage(const Visit& visit, const Subject& subject, const std::string& written) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  Query query;
  query.AddField(subject.field, {written});
  DOSSIER_TRY_ASSIGN(const ResolvedQuery resolved, engine->Resolve(query));
  const bool vendor = subject.field == FieldId::kVendor;
  const auto& lists = vendor ? resolved.vendors : resolved.agencies;
  if (lists.empty() || lists[0].empty())
    return Fail(ErrorCode::kNotFound, "there is no " + std::string(subject.word) + " '" + written + "'");
  const Name& name = lists[0][0];
  const std::string asked = std::string(subject.word) + ":" + QueryValue(name.id);
  DOSSIER_TRY_ASSIGN(query, QuestionOf(visit, asked));
  EvidenceOptions options;
  options.limit = kRowsLookedAt;
  DOSSIER_TRY_ASSIGN(EvidenceAnswer answer, engine->Evidence(query, options));
  const BriefSection section = SectionOf(name.name, answer, *engine);
  const size_t page = PageNumber(visit);
  DOSSIER_TRY_ASSIGN(const RowsShown shown, ShowRows(visit, *engine, query, page));
  PageFrame frame;
  frame.title = name.name;
  frame.active = vendor ? "/vendors" : "/agencies";
  frame.question = asked;
  Html head = Tag("h1", name.name);
  if (const indexer::Entity* entity = engine->gazetteer().Find(name.id)) {
    std::vector<Html> facts;
    if (!entity->country.empty()) facts.push_back(entity->country);
    if (!entity->subtype.empty()) facts.push_back(entity->subtype);
    if (!entity->parent.empty())
      facts.push_back(Html(entity->parent_relation + " of ") +
                      Link(PathOf(subject.folder, entity->parent), engine->NameOf(entity->parent)));
    head += Tag("p", {Class("soft")}, JoinedHtml(facts, " \xC2\xB7 "));
  }
  if (section.quotations.empty() && section.denials.empty()) {
    head +=
        Tag("p", {Class("lead")}, "No evidence was found.") + Tag("p", {Class("soft")}, shown.coverage) + shown.nearest;
    return MakePage(visit, frame, head);
  }
  head += page == 1 ? AnswerOf(section) : Html();
  Html tools = Link(SearchPath(asked), "Narrow down by agency, action, year, source");
  if (vendor) tools += Link("/compare?a=" + EncodePart(name.id), "Compare with another vendor");
  head += Tag("div", {Class("tools")}, tools);
  Html body;
  if (page == 1) {
    body += Section("timeline", "What happened, when", TimelinePlot(section) + YearLinks(section, asked));
    body += Section("matrix", vendor ? "Who did what" : "Did what, to whom",
                    ActionMatrix(section, *engine, name.id, vendor));
  }
  body += Section("rows", "The evidence",
                  Tag("p", {Class("soft")}, shown.count) + shown.cards + Pager(visit, page, shown.more));
  if (page == 1 && vendor) {
    body += Section("together", "Named together with", Together(visit, *engine, section, name.id));
    body += Section("names", "Names", NamesTable(*engine, name.id, section) + Decisions(*engine, name.id));
  }
  if (section.more)
    body += Tag("p", {Class("soft")},
                fmt::format("Answer, picture and counts are of the {} rows that answer best; more were found.",
                            answer.rows.size()));
  return MakePage(visit, frame, head + body);
}

}  // namespace

PageResult VendorPage(const Visit& visit, const std::string& name) {
  return SubjectPage(visit, {FieldId::kVendor, "vendor", "vendor"}, name);
}

PageResult AgencyPage(const Visit& visit, const std::string& name) {
  return SubjectPage(visit, {FieldId::kAgency, "agency", "agency"}, name);
}

PageResult CvePage(const Visit& visit, const std::string& id) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  const std::string asked = "cve:" + QueryValue(id);
  DOSSIER_TRY_ASSIGN(const Query query, QuestionOf(visit, asked));
  DOSSIER_TRY_ASSIGN(const SearchAnswer found, engine->Search(query, kDocumentsListed));
  if (found.rows.empty()) return Fail(ErrorCode::kNotFound, "no document names " + id, CoverageText(found.coverage));
  const size_t page = PageNumber(visit);
  DOSSIER_TRY_ASSIGN(const RowsShown shown, ShowRows(visit, *engine, query, page));
  std::string exploited;
  Html documents;
  for (const SearchRow& row : found.rows) {
    const indexer::Provenance& from = row.document;
    if (!from.kev_since.empty()) exploited = from.kev_since;
    documents += Tag(
        "tr", Tag("td", Tag("time", from.published.substr(0, 10))) +
                  Tag("td", indexer::ShownPublisher(from.publisher, from.url)) +
                  Tag("td", Link(PathOf("document", from.document_id), from.title.empty() ? from.url : from.title)) +
                  Tag("td", from.status));
  }
  Html head;
  for (const char* name : {"Published", "Publisher", "Document", "Status"})
    head += Tag("th", {Attr("scope", "col")}, name);
  PageFrame frame;
  frame.title = id;
  frame.question = asked;
  Html main = Tag("h1", id);
  if (!exploited.empty())
    main += Tag("p", {Class("lead")}, "CISA lists it as exploited since " + DateWords(exploited) + ".");
  const Html cut = found.documents <= found.rows.size()
                       ? Html()
                       : Tag("p", {Class("soft")},
                             fmt::format("{} of about {} documents. ", found.rows.size(), found.documents) +
                                 Link(SearchPath(asked) + "&view=documents", "All of them"));
  main +=
      Section("documents", "Documents that name it",
              ScrollTable("Documents", Tag("table", Tag("thead", Tag("tr", head)) + Tag("tbody", documents))) + cut);
  main += Section("rows", "Evidence",
                  shown.cards.empty()
                      ? Tag("p", page > 1 ? "There are fewer pages than that."
                                          : "No sentence of theirs names a vendor or an agency.")
                      : Tag("p", {Class("soft")}, shown.count) + shown.cards + Pager(visit, page, shown.more));
  return MakePage(visit, frame, main);
}

PageResult NamesPage(const Visit& visit, EntityType type) {
  DOSSIER_TRY_ASSIGN(const Engine* engine, visit.desk.Asked());
  DOSSIER_TRY_ASSIGN(auto names, engine->Names(type, kNamesListed + 1));
  const bool cut = names.size() > kNamesListed;
  if (cut) names.resize(kNamesListed);
  const bool vendor = type == EntityType::kVendor;
  Html rows;
  for (const NameCount& name : names) {
    std::string aliases;
    for (size_t i = 0; i < name.aliases.size() && i < 4; ++i) aliases += (i ? ", " : "") + name.aliases[i].first;
    rows +=
        Tag("tr", Tag("th", {Attr("scope", "row")}, Link(PathOf(vendor ? "vendor" : "agency", name.id), name.name)) +
                      Tag("td", {Class("number")}, std::to_string(name.documents)) +
                      Tag("td", {Class("number")}, std::to_string(name.passages)) +
                      Tag("td", name.status == "listed" ? "" : name.status) + Tag("td", {Class("soft")}, aliases));
  }
  Html head;
  for (const char* one : {"Name", "Documents", "Passages", "Standing", "Written as"}) {
    const std::string_view word(one);
    head += Tag("th", {Attr("scope", "col"), Class(word == "Documents" || word == "Passages" ? "number" : "")}, one);
  }
  PageFrame frame;
  frame.title = vendor ? "Vendors" : "Agencies";
  frame.active = vendor ? "/vendors" : "/agencies";
  return MakePage(
      visit, frame,
      Tag("h1", frame.title) +
          (cut ? Tag("p", {Class("soft")},
                     fmt::format("The {} that most documents name; {} --limit N lists more.", kNamesListed,
                                 vendor ? "dossier vendors" : "dossier agencies"))
               : Html()) +
          (rows.empty() ? Tag("p", "None is named in this corpus.")
                        : ScrollTable(frame.title, Tag("table", {Class("wide")},
                                                       Tag("thead", Tag("tr", head)) + Tag("tbody", rows)))));
}

}  // namespace dossier::query
