#include "query/output/text.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"
#include "query/output/json.h"
#include "query/output/words.h"

namespace dossier::query {
namespace {

std::string Styled(const std::string& text, Style style, bool color) {
  return color ? dossier::Styled(text, style) : text;
}

std::string Address(const std::string& url) { return ShownLine(WithoutUserinfo(url)); }

std::string DayText(const indexer::Provenance& from) {
  return from.published.empty() ? "date unknown" : from.published.substr(0, 10);
}

// What a document states of itself that a reader must know before use; "" for a plain one.
std::string StatedOf(const indexer::Provenance& from) {
  std::string stated = from.status == "withdrawn" || from.status == "rejected" ? from.status : "";
  if (!from.tlp.empty() && from.tlp != "WHITE" && from.tlp != "CLEAR")
    stated += (stated.empty() ? "TLP:" : "; TLP:") + ShownLine(from.tlp);
  return stated;
}

// What may be shown as the quotation: nothing when it does not verify.
std::string Shown(const EvidenceRow& row) {
  if (row.verification == Verification::kFailed) return "[quotation withheld: " + row.verification_reason + "]";
  return row.quotation();
}

void AppendMembers(std::string& out, const indexer::Origin& origin) {
  for (const indexer::OriginMember& member : origin.members)
    out += fmt::format("      {}  {}  {}  alike {:.2f}: {}\n", member.document_id, member.published.substr(0, 10),
                       member.publisher, member.similarity, member.reason);
}

// On one line where that is wide enough; else what was done, and who is named, below.
void AppendHead(std::string& out, const std::string& day, const std::string& publisher, const std::string& actions,
                const std::string& names, Style style, const TextOptions& options) {
  size_t width = DisplayWidth(day) + 2 + DisplayWidth(publisher);
  for (const std::string& part : {actions, names}) width += part.empty() ? 0 : 2 + DisplayWidth(part);
  out += day + "  " + Styled(publisher, Style::kBold, options.color);
  if (width <= options.width) {
    if (!actions.empty()) out += "  " + Styled(actions, style, options.color);
    if (!names.empty()) out += "  " + names;
    out += "\n";
    return;
  }
  out += "\n";
  const size_t room = options.width > 12 ? options.width - 4 : 80;
  if (!actions.empty())
    for (const std::string& line : WrapText(actions, room)) out += "    " + Styled(line, style, options.color) + "\n";
  if (!names.empty())
    for (const std::string& line : WrapText(names, room)) out += "    " + line + "\n";
}

void AppendCard(std::string& out, const EvidenceRow& row, const Engine& engine, const TextOptions& options,
                bool members = false) {
  const indexer::Provenance& from = row.passage.from;
  const std::string publisher = ShownLine(indexer::ShownPublisher(from.publisher, from.url));
  std::string actions = EventsText(row, engine);
  if (!actions.empty() && row.unsure) actions += "?";
  const Parties parties = PartiesOf(row, engine);
  const std::string names = parties.names.empty() ? "" : "names " + JoinedNames(parties.names);
  AppendHead(out, DayText(from), publisher, actions, names, row.denial ? Style::kYellow : Style::kCyan, options);
  const std::string quotation =
      row.verification == Verification::kFailed ? Shown(row) : "\xE2\x80\x9C" + row.quotation() + "\xE2\x80\x9D";
  for (const std::string& line : WrapText(quotation, options.width > 12 ? options.width - 4 : 80))
    out += "    " + line + "\n";
  std::vector<std::string> details;
  if (const std::string speaker = SpeakerWords(row, engine); !speaker.empty()) details.push_back("said by " + speaker);
  for (const auto& date : row.said().dates) {
    const std::string words = DateWords(date.value);
    if (words != "unknown" && date.text.find(words) == std::string::npos && date.text != date.value)
      details.push_back("\xE2\x80\x9C" + date.text + "\xE2\x80\x9D: " + words);
  }
  for (const std::string& reason : row.why) details.push_back(reason);
  if (row.origin && row.origin->members.size() > 1)
    details.push_back(
        fmt::format("1 origin in {} documents, first {}", row.origin->members.size(),
                    indexer::ShownPublisher(row.origin->members[0].publisher, row.origin->members[0].url)));
  for (const std::string& line : WrapText(JoinedNames(details, "; "), options.width > 12 ? options.width - 4 : 80))
    out += "    " + Styled(line, Style::kFaint, options.color) + "\n";
  const Style verdict = row.verification == Verification::kVerified ? Style::kGreen
                        : row.verification == Verification::kFailed ? Style::kRed
                                                                    : Style::kFaint;
  out += "    " + row.said().id + "  " + Styled(VerificationText(row), verdict, options.color) +
         (row.superseded ? "  " + Styled("superseded", Style::kYellow, options.color) : "") + "  " +
         LocatorOf(row.passage) + "  " + Address(from.url) + "\n";
  if (members && row.origin) AppendMembers(out, *row.origin);
  out += "\n";
}

Table EvidenceTable(const EvidenceAnswer& answer, const Engine& engine) {
  Table table;
  for (const char* header :
       {"id", "published", "publisher", "vendor", "matched", "agencies", "actions", "quotation", "speaker",
        "reported_by", "verified", "title", "url", "locator", "sha256", "by", "on", "names"})
    table.columns.push_back({header, false, false});
  for (const auto* rows : {&answer.rows, &answer.denials})
    for (const EvidenceRow& row : *rows) {
      const indexer::Provenance& from = row.passage.from;
      const Parties parties = PartiesOf(row, engine);
      std::vector<std::string> agencies;
      for (const std::string& id : row.said().agencies) agencies.push_back(OrganisationName(id, engine));
      table.rows.push_back({row.said().id, from.published, from.publisher, row.vendor.name, row.matched,
                            JoinedNames(agencies), ActionsText(row), Shown(row), SpeakerWords(row, engine),
                            row.said().reported_by, VerificationText(row), from.title, WithoutUserinfo(from.url),
                            LocatorOf(row.passage), from.capture_sha256, JoinedNames(parties.by),
                            JoinedNames(parties.on), JoinedNames(parties.names)});
    }
  return table;
}

}  // namespace

std::string ActionsText(const EvidenceRow& row) {
  std::vector<std::string> parts;
  for (const indexer::Action* event : row.events())
    if (std::string words = EventWords(*event); std::find(parts.begin(), parts.end(), words) == parts.end())
      parts.push_back(std::move(words));
  return JoinedNames(parts, "; ");
}

std::string VerificationText(const EvidenceRow& row) {
  switch (row.verification) {
    case Verification::kVerified:
      return row.verification_reason.empty() ? "verified" : "verified; " + row.verification_reason;
    case Verification::kFailed:
      return "NOT VERIFIED: " + row.verification_reason;
    case Verification::kUnchecked:
      break;
  }
  return row.verification_reason.empty() ? "unchecked" : "unchecked: " + row.verification_reason;
}

std::string CoverageText(const Coverage& coverage) {
  if (!coverage.as_of.empty())
    return fmt::format("as of {}: searched {} of {} documents, those captured by then{}", coverage.as_of,
                       coverage.documents, coverage.all_documents,
                       coverage.first_capture ? " (since " + FormatDay(UtcDayOf(*coverage.first_capture)) + ")" : "");
  std::string text = fmt::format("searched {} ({}) of {}", Plural(coverage.documents, "document"),
                                 Plural(coverage.passages, "passage"), Plural(coverage.sources, "source"));
  std::vector<std::string> names;
  for (const auto& [name, count] : coverage.by_source) {
    if (names.size() == 5) {
      names.push_back("...");
      break;
    }
    names.push_back(fmt::format("{} {}", name, count));
  }
  if (!names.empty()) text += ": " + JoinedNames(names);
  if (coverage.first_capture && coverage.last_capture) {
    const std::string first = FormatDay(UtcDayOf(*coverage.first_capture)),
                      last = FormatDay(UtcDayOf(*coverage.last_capture));
    text += "; captured " + first + (first == last ? "" : " to " + last);
  }
  return text;
}

void AppendWrapped(std::string& out, const std::string& text, const TextOptions& options) {
  for (const std::string& line : WrapText(text, options.width)) out += line + "\n";
}

std::string EvidenceText(const Query&, const EvidenceAnswer& answer, const Engine& engine, const TextOptions& options) {
  std::string out;
  for (const EvidenceRow& row : answer.rows) AppendCard(out, row, engine, options, answer.grouped);
  if (!answer.denials.empty()) {
    out += Styled("Denied or negated (not counted)", Style::kBold, options.color) + "\n\n";
    for (const EvidenceRow& row : answer.denials) AppendCard(out, row, engine, options);
  }
  if (answer.rows.empty() && answer.denials.empty()) {
    out += "none found\n";
    AppendWrapped(out, CoverageText(answer.coverage), options);
    if (!answer.nearest.empty()) {
      out += "\n" + Styled("Nearest, NOT supporting the question", Style::kBold, options.color) + "\n\n";
      for (const EvidenceRow& row : answer.nearest) AppendCard(out, row, engine, options);
    }
    return out;
  }
  const std::string shown = Plural(answer.rows.size(), "row");
  std::string end = answer.more ? fmt::format("{} shown, there are more (--limit N shows them)", shown) : shown;
  size_t verified = 0, checked = 0;
  for (const auto* rows : {&answer.rows, &answer.denials})
    for (const EvidenceRow& row : *rows) {
      verified += row.verification == Verification::kVerified;
      checked += row.verification != Verification::kUnchecked;
    }
  if (checked) end += fmt::format(", {} of {} verified", verified, answer.rows.size() + answer.denials.size());
  if (answer.unsure > 0)
    end += fmt::format("; {}{} too unsure to count (--all shows them)", answer.more ? "at least " : "", answer.unsure);
  AppendWrapped(out, end + "; " + CoverageText(answer.coverage), options);
  return out;
}

std::string EvidenceMarkdown(const EvidenceAnswer& answer, const Engine& engine) {
  Table table;
  for (const char* header :
       {"Published", "Publisher", "Actions", "By", "On", "Names", "Quotation", "Evidence", "Verified"})
    table.columns.push_back({header, false, false, std::string_view(header) == "Evidence"});
  for (const auto* rows : {&answer.rows, &answer.denials})
    for (const EvidenceRow& row : *rows) {
      const indexer::Provenance& from = row.passage.from;
      const std::string address = MarkdownAddress(from.url);
      const std::string evidence = address.empty() ? row.said().id : "[" + row.said().id + "](" + address + ")";
      const Parties parties = PartiesOf(row, engine);
      table.rows.push_back({DayText(from), from.publisher, ActionsText(row), JoinedNames(parties.by),
                            JoinedNames(parties.on), JoinedNames(parties.names), Shown(row), evidence,
                            VerificationText(row)});
    }
  return RenderMarkdown(table) + "\n" + MarkdownText(CoverageText(answer.coverage)) + "\n";
}

std::string EvidenceCsv(const EvidenceAnswer& answer, const Engine& engine) {
  return RenderCsv(EvidenceTable(answer, engine));
}

std::string SearchText(const SearchAnswer& answer, const TextOptions& options) {
  std::string out;
  if (answer.any_word && !answer.rows.empty()) out += "no passage has all words; these have some\n\n";
  for (const SearchRow& row : answer.rows) {
    const std::string title = row.document.title.empty() ? Address(row.document.url) : ShownLine(row.document.title);
    for (const std::string& part : WrapText(title, options.width > 12 ? options.width : 80))
      out += Styled(part, Style::kBold, options.color) + "\n";
    out += "    " + DayText(row.document) + "  " + ShownLine(row.document.publisher) + "  " +
           ShownLine(row.document.document_id) + "  " + Address(row.document.url) + "\n";
    if (const std::string stated = StatedOf(row.document); !stated.empty()) out += "    " + stated + "\n";
    for (const std::string& line : WrapText(row.snippet, options.width > 12 ? options.width - 4 : 80))
      out += "    " + line + "\n";
    out += "\n";
  }
  if (answer.rows.empty())
    out += "none found\n" + CoverageText(answer.coverage) + "\n";
  else
    out += fmt::format("{} of about {}\n", answer.rows.size(), Plural(answer.documents, "document"));
  return out;
}

}  // namespace dossier::query
