#include "query/page/cards.h"

#include <algorithm>

#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"
#include "query/cite/citation.h"
#include "query/output/text.h"
#include "query/output/words.h"
#include "query/proof/provenance_json.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

constexpr size_t kContext = 220;  // code points on either side

// What stands before the quotation in its passage, from a word's beginning on.
std::string Before(std::string_view text) {
  std::string_view last = LastCodePoints(text, kContext);
  if (last.size() == text.size()) return std::string(text);
  const size_t blank = std::min(last.find(' '), last.size());
  return "\xE2\x80\xA6 " + std::string(last.substr(std::min(blank + 1, last.size())));
}

std::string Behind(std::string_view text) {
  const std::string_view first = FirstCodePoints(text, kContext);
  if (first.size() == text.size()) return std::string(text);
  const size_t blank = first.rfind(' ');
  return std::string(first.substr(0, blank == first.npos ? first.size() : blank)) + " \xE2\x80\xA6";
}

Html Words(const EvidenceRow& row) {
  if (row.verification != Verification::kVerified)
    return Tag("p", {Class("withheld")}, "The quotation is withheld: " + row.verification_reason + ".");
  const auto& said = row.said();
  const std::string_view text = row.passage.text;
  const std::string before = Before(text.substr(0, said.begin)), behind = Behind(text.substr(said.end));
  Html words;
  if (!before.empty()) words += Tag("span", {Class("context")}, before);
  words += Tag("q", {Id("quote-" + said.id)}, row.quotation());
  if (!behind.empty()) words += Tag("span", {Class("context")}, behind);
  const std::string cite = SafeAddress(WithoutUserinfo(row.passage.from.url));
  return Tag("blockquote", {cite.empty() ? HtmlAttribute() : Attr("cite", cite)}, Tag("p", words));
}

Html Fact(const char* name, const Html& value) {
  if (value.empty()) return {};
  return Tag("div", Tag("dt", name) + Tag("dd", value));
}

Html Names(const std::vector<std::string>& names) {
  std::vector<Html> parts(names.begin(), names.end());
  return JoinedHtml(parts, ", ");
}

// When it happened, as the sentence says; else when it was published, and said so.
Html When(const EvidenceRow& row) {
  EvidenceAnswer alone;
  alone.rows.push_back(row);
  const auto entries = TimelineOf(alone);
  const bool stated = !entries.empty() && entries[0].stated;
  const std::string date = entries.empty() ? row.passage.from.published.substr(0, 10) : entries[0].date;
  const std::string words = DateWords(date);
  Html time = words == "unknown" ? Html("date unknown") : Tag("time", {Attr("datetime", date)}, words);
  if (words == "unknown") return time;
  return time + Tag("span", {Class("soft")}, stated ? " (stated)" : " (published)");
}

Html Facts(const EvidenceRow& row, const Engine& engine) {
  const Parties parties = PartiesOf(row, engine);
  std::vector<std::string> whom = parties.on;
  if (whom.empty() && !row.vendor.name.empty()) whom = {row.vendor.name};
  Html what = ActionsText(row);
  if (row.unsure && !what.empty()) what += Tag("span", {Class("soft")}, " (unsure)");
  std::string speaker;
  if (const auto& said = row.said().speaker) {
    speaker =
        said->name.empty() ? (said->organisation.empty() ? said->role : engine.NameOf(said->organisation)) : said->name;
    if (!said->name.empty() && !said->role.empty()) speaker += ", " + said->role;
  }
  return Tag("dl", {Class("facts")},
             Fact("Who", Names(parties.by)) + Fact("Did what", what) + Fact("To whom", Names(whom)) +
                 Fact("When", When(row)) + Fact("Said by", speaker) + Fact("Also named", Names(parties.names)));
}

Html CopyButton(const std::string& what, const std::string& of, std::string_view label, char key = 0) {
  return Tag("button",
             {Attr("type", "button"), Attr("data-copy", of), Flag("hidden"),
              key ? Attr("data-key", std::string(1, key)) : HtmlAttribute(),
              Attr("aria-label", std::string(label) + " of " + what)},
             Html(label));
}

Html AddForm(const Visit& visit, const std::string& id) {
  const std::string name = visit.basket();
  return PostForm(visit, "/basket", "inline",
                  Hidden("task", "add") + Hidden("name", name) + Hidden("id", id) +
                      Hidden("back", visit.Here() + "#" + id) +
                      Tag("button", {Attr("data-key", "b"), Attr("aria-label", "Add to basket " + name + ": " + id)},
                          "Add to basket"));
}

Html CardTools(const Visit& visit, const EvidenceRow& row, bool citable) {
  const std::string& id = row.said().id;
  Html tools = Link(PathOf("document", row.passage.from.document_id) + "?at=" + id + "#" + id, "In its document") +
               Link(PathOf("evidence", id), "Proof");
  const std::string url = WithoutUserinfo(row.passage.from.url);
  tools += OutsideLink(citable ? WithTextFragment(url, row.said().fragment) : url, "As published");
  if (citable)
    tools += CopyButton(id, "cite-" + id, "Copy citation", 'c') +
             CopyButton(id, "quote-" + id + " cite-" + id, "Copy quotation and citation") +
             CopyButton(id, "link-" + id, "Copy checked link");
  return Tag("div", {Class("tools")}, tools + (citable ? AddForm(visit, id) : Html()));
}

// One line for the source: the citation in the style chosen, with the address that it names.
Html Source(const Visit& visit, const EvidenceRow& row) {
  const std::string& id = row.said().id;
  const auto citations = RenderCitations({RecordOf(row)}, {.style = visit.style()});
  const std::string text = citations && !citations->empty() ? citations->front().entry : row.passage.from.title;
  const std::string link = WithTextFragment(WithoutUserinfo(row.passage.from.url), row.said().fragment);
  return Tag("p", {Class("source"), Id("cite-" + id)}, text) + Tag("span", {Id("link-" + id), Flag("hidden")}, link);
}

}  // namespace

Html VerifyBadge(const EvidenceRow& row) {
  switch (row.verification) {
    case Verification::kVerified:
      return Tag("span", {Class("badge good")}, "\xE2\x9C\x93 verified now") +
             (row.verification_reason.empty() ? Html() : Tag("span", {Class("soft")}, " " + row.verification_reason));
    case Verification::kFailed:
      return Tag("span", {Class("badge bad")}, "\xE2\x9C\x97 does not verify");
    case Verification::kUnchecked:
      break;
  }
  return Tag("span", {Class("badge")}, "unchecked");
}

Html EvidenceCard(const Visit& visit, const Engine& engine, const EvidenceRow& row, const CardLook& look) {
  const indexer::Provenance& from = row.passage.from;
  std::vector<Html> state = {VerifyBadge(row)};
  if (row.denial) state.push_back(Tag("span", {Class("badge warn")}, "denied or negated"));
  if (look.unsupporting) state.push_back(Tag("span", {Class("badge warn")}, "near, does not support the question"));
  if (row.superseded) state.push_back(Tag("span", {Class("badge warn")}, "from a revision that was replaced"));
  state.push_back(LocatorOf(row.passage));
  if (row.origin && row.origin->members.size() > 1)
    state.push_back("1 origin in " + std::to_string(row.origin->members.size()) + " documents");
  std::string why;
  for (const std::string& reason : row.why) why += (why.empty() ? "" : "; ") + reason;
  const bool citable = row.verification == Verification::kVerified;
  Html inside = Facts(row, engine) + Words(row) +
                (citable ? Source(visit, row) : Tag("p", {Class("source")}, from.title)) +
                Tag("p", {Class("state")}, JoinedHtml(state, " \xC2\xB7 "));
  if (!why.empty()) inside += Tag("p", {Class("why")}, "Why it is here: " + why);
  inside += CardTools(visit, row, citable) + look.more;
  const std::string& id = row.said().id;
  return Tag("article",
             {Class(row.denial ? "card denial" : "card"), Id(id), Attr("tabindex", "-1"),
              Attr("aria-label", "Evidence " + id)},
             inside);
}

Html EvidenceCards(const Visit& visit, const Engine& engine, std::vector<EvidenceRow>& rows, const CardLook& look) {
  VerifyRows(visit.desk.archive(), rows);
  Html cards;
  for (const EvidenceRow& row : rows) cards += EvidenceCard(visit, engine, row, look);
  return cards;
}

}  // namespace dossier::query
