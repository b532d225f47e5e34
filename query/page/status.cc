// /status and /help.
#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "corpus/outcomes.h"
#include "corpus/sightings.h"
#include "query/answer/left_aside.h"
#include "query/output/words.h"
#include "query/page/pages.h"
#include "query/question/own_fields.h"

namespace dossier::query {
namespace {

constexpr int64_t kSilentDays = 30;

Html Line(const char* name, const std::string& value) {
  return Tag("tr", Tag("th", {Attr("scope", "row")}, name) + Tag("td", {Class("number")}, value));
}

std::string MinuteOf(UtcTime time) {
  std::string text = FormatRfc3339(time).substr(0, 16);
  text[10] = ' ';
  return text;
}

Html Sources(const std::vector<corpus::SourceActivity>& sources, UtcTime newest) {
  Html rows;
  for (const corpus::SourceActivity& one : sources) {
    const UtcTime since = one.last_new.value_or(one.last);
    const int64_t days = (newest.milliseconds - since.milliseconds) / 86'400'000;
    const std::string name = one.source.publisher.empty() ? one.source.id : one.source.publisher;
    rows += Tag("tr", Tag("th", {Attr("scope", "row")}, Link(SearchPath("source:" + QueryValue(name)), name)) +
                          Tag("td", one.source.kind) + Tag("td", {Class("number")}, std::to_string(one.captures)) +
                          Tag("td", MinuteOf(one.last)) + Tag("td", one.last_new ? MinuteOf(*one.last_new) : "never") +
                          Tag("td", days > kSilentDays
                                        ? Tag("span", {Class("badge warn")}, fmt::format("silent for {} days", days))
                                        : Html()));
  }
  Html head;
  for (const char* name : {"Source", "Kind", "Captures", "Last capture (UTC)", "Last new text (UTC)", "State"})
    head += Tag("th", {Attr("scope", "col"), Class(std::string_view(name) == "Captures" ? "number" : "")}, name);
  return ScrollTable("Sources", Tag("table", {Class("wide")}, Tag("thead", Tag("tr", head)) + Tag("tbody", rows)));
}

}  // namespace

PageResult StatusPage(const Visit& visit) {
  const corpus::Corpus& corpus = visit.desk.archive();
  DOSSIER_TRY_ASSIGN(const corpus::CorpusStat stat, corpus.Stat());
  DOSSIER_TRY_ASSIGN(const auto sources, corpus::SourcesSeen(corpus));
  DOSSIER_TRY_ASSIGN(const corpus::CaptureId read, corpus::LastRead(corpus));
  DOSSIER_TRY_ASSIGN(const corpus::CaptureId last, corpus::LastStoredBefore(corpus, UtcTime{INT64_MAX}));
  Html lines = Line("Captures", std::to_string(stat.captures)) +
               Line("of them unchanged", std::to_string(stat.revisits)) +
               Line("Documents", std::to_string(stat.documents)) + Line("Revisions", std::to_string(stat.revisions)) +
               Line("Certificates", std::to_string(stat.certificates)) +
               Line("Archive", fmt::format("{:.1f} MB in {}", static_cast<double>(stat.archive_bytes) / 1e6,
                                           Plural(stat.archive_files, "file"))) +
               Line("First capture", stat.first_capture ? MinuteOf(*stat.first_capture) : "none") +
               Line("Last capture", stat.last_capture ? MinuteOf(*stat.last_capture) : "none");
  const int64_t behind = static_cast<int64_t>(last) - static_cast<int64_t>(read);
  std::string state = behind > 0 ? fmt::format("{} not yet indexed: run dossier index.",
                                               behind == 1 ? "1 capture is" : fmt::format("{} captures are", behind))
                                 : "Every capture is indexed.";
  if (!visit.desk.engine())
    if (const auto asked = visit.desk.Asked(); !asked) state = asked.error().message + ".";
  Html main = Tag("h1", "Status") + Tag("p", {Class("lead")}, state);
  if (const std::string left = LeftAsideLine(visit.desk.directory()); !left.empty()) main += Tag("p", left + ".");
  main += Tag("table", {Class("figures")}, Tag("tbody", lines));
  main += Section("sources", "Sources",
                  Tag("p", {Class("soft")},
                      fmt::format("Silent: nothing new for more than {} days before the newest capture of the corpus.",
                                  kSilentDays)) +
                      Sources(sources, stat.last_capture.value_or(UtcTime{})));
  PageFrame frame;
  frame.title = "Status";
  frame.active = "/status";
  return MakePage(visit, frame, main);
}

PageResult HelpPage(const Visit& visit) {
  Html rows;
  for (const indexer::Field& field : indexer::kFields)
    rows += Tag("tr", Tag("th", {Attr("scope", "row")}, Tag("code", field.name)) + Tag("td", field.description) +
                          Tag("td", Link(SearchPath(field.example), Tag("code", field.example))));
  for (const OwnField& own : kOwnFields) {
    const std::string example = "vendor:zte " + std::string(own.example);
    rows += Tag("tr", Tag("th", {Attr("scope", "row")}, Tag("code", own.name)) + Tag("td", own.description) +
                          Tag("td", Link(SearchPath(example), Tag("code", example))));
  }
  Html head;
  for (const char* name : {"Field", "Finds", "Example"}) head += Tag("th", {Attr("scope", "col")}, name);
  Html ways;
  const std::pair<const char*, const char*> kWays[] = {
      {"vendor:zte action:ban", "a vendor and what was done to it, in one sentence"},
      {"vendor:zte,huawei", "one of several"},
      {"\"entity list\"", "words as they stand"},
      {"chips NEAR/5 export", "words near each other"},
      {"phones OR routers", "one of two"},
      {"vendor:huawei -source:example.org", "without"},
      {"published:2018-01..2018-08", "a range of dates"},
      {"cve:CVE-2018-*", "the beginning of a number"}};
  for (const auto& [query, what] : kWays)
    ways += Tag("tr", Tag("td", Link(SearchPath(query), Tag("code", query))) + Tag("td", what));
  Html actions;
  for (const std::string& name : indexer::ActionTypeNames())
    actions += Tag("li", Link(SearchPath("action:" + name), ActionWords(*indexer::ActionTypeOf(name))));
  Html keys;
  const std::pair<const char*, const char*> kKeys[] = {{"/", "to the search box"},
                                                       {"j", "next card"},
                                                       {"k", "previous card"},
                                                       {"c", "copy the card's citation"},
                                                       {"b", "put the card into the basket"},
                                                       {"?", "this page"}};
  for (const auto& [key, what] : kKeys)
    keys += Tag("tr", Tag("th", {Attr("scope", "row")}, Tag("kbd", key)) + Tag("td", what));
  PageFrame frame;
  frame.title = "Help";
  frame.active = "/help";
  const auto scrolled = [](const char* label, const Html& table) { return ScrollTable(label, table); };
  return MakePage(
      visit, frame,
      Tag("h1", "Help") +
          Tag("p", {Class("lead")},
              "Ask for vendors, agencies, actions and times. An answer is a sentence that somebody published, with "
              "where it stands.") +
          Section("ways", "Ways to ask", scrolled("Ways to ask", Tag("table", Tag("tbody", ways)))) +
          Section("fields", "Fields",
                  scrolled("Fields", Tag("table", Tag("thead", Tag("tr", head)) + Tag("tbody", rows)))) +
          Section("actions", "Actions", Tag("ul", {Class("inline-list")}, actions)) +
          Section("keys", "Keys",
                  Tag("p", "They can be switched off at the foot of every page.") + Tag("table", Tag("tbody", keys))));
}

}  // namespace dossier::query
