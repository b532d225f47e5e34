#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "query/brief/brief.h"
#include "query/cite/citation.h"

namespace dossier::query {
namespace {

// Italics of a citation; its addresses stay links.
std::string Marked(std::string_view runs) {
  std::string out;
  for (size_t at = 0; at < runs.size();) {
    const size_t next = std::min(runs.find_first_of(std::string{kItalicOn, kItalicOff}, at), runs.size());
    const std::string_view piece = runs.substr(at, next - at);
    // The blanks beside italics are part of the sentence.
    if (piece.starts_with(' ')) out += ' ';
    out += MarkdownLine(piece);
    if (piece.size() > 1 && piece.ends_with(' ')) out += ' ';
    if (next < runs.size()) out += '*';
    at = next + 1;
  }
  return out;
}

std::string ByLine(const BriefQuotation& quotation) {
  std::string text;
  for (const std::string& part : BriefByLine(quotation)) text += (text.empty() ? "" : " · ") + MarkdownText(part);
  return text;
}

void AppendQuotation(std::string& out, const BriefQuotation& quotation) {
  out += "**" + ByLine(quotation) + "**\n\n";
  out += fmt::format("> {}[^{}]\n\n", MarkdownText(quotation.row.quotation()), quotation.footnote);
  if (!quotation.note.empty()) out += MarkdownText(quotation.note) + "\n\n";
}

std::string References(const std::vector<size_t>& footnotes) {
  std::string text;
  for (const size_t footnote : footnotes) text += fmt::format("[^{}]", footnote);
  return text;
}

void AppendSection(std::string& out, const BriefSection& section) {
  if (!section.heading.empty()) out += "## " + MarkdownText(section.heading) + "\n\n";
  for (const BriefSentence& sentence : section.answer)
    out += MarkdownText(sentence.text) + References(sentence.footnotes) + " ";
  out += section.answer.empty() ? BriefCountText(section) + "\n\n" : "\n\n";
  if (!section.Summary().empty()) {
    Table table;
    table.columns = {{"Date", false, false},
                     {"Who", false, false},
                     {"Did what", false, false},
                     {"To whom", false, false},
                     {"Source", true, false, true}};
    for (const BriefQuotation* quotation : section.Summary())
      table.rows.push_back({BriefDateText(*quotation), BriefWho(*quotation), quotation->actions, quotation->whom,
                            MarkdownText(quotation->publisher) + fmt::format(" [^{}]", quotation->footnote)});
    out += RenderMarkdown(table) + "\n";
  }
  for (const BriefQuotation* quotation : section.Main()) AppendQuotation(out, *quotation);
  if (!section.denials.empty()) out += "### Denied or negated (not counted)\n\n";
  for (const BriefQuotation& quotation : section.denials)
    if (!quotation.repeated) AppendQuotation(out, quotation);
}

void AppendAnnex(std::string& out, const Brief& brief) {
  if (!brief.has_annex()) return;
  out += "## Annex: quotations that name the vendors and say no action\n\n";
  for (const BriefSection& section : brief.sections)
    for (const BriefQuotation* quotation : section.Annex()) AppendQuotation(out, *quotation);
}

}  // namespace

std::string BriefMarkdown(const Brief& brief) {
  std::string out = "# " + MarkdownText(brief.title) + "\n\n";
  out += MarkdownText(brief.dateline()) + "\n\n";
  if (!brief.question.empty()) out += "*" + MarkdownText(brief.question) + "*\n\n";
  for (const BriefNote& note : brief.notes)
    out += (note.kind == BriefNote::Kind::kHeading     ? "### "
            : note.kind == BriefNote::Kind::kQuotation ? "> "
                                                       : "") +
           MarkdownText(note.text) + "\n\n";
  for (const BriefSection& section : brief.sections) AppendSection(out, section);
  AppendAnnex(out, brief);
  out += "## Coverage and method\n\n" + MarkdownText(BriefMethodText(brief)) + "\n\n";
  for (const BriefWithheld& withheld : brief.withheld)
    out += fmt::format("- left out: {} ({}): {}\n", withheld.evidence_id, MarkdownLine(WithoutUserinfo(withheld.url)),
                       MarkdownText(withheld.reason));
  if (!brief.withheld.empty()) out += "\n";
  if (!brief.sources.empty()) out += "## Sources\n\n";
  for (const BriefSource& source : brief.sources)
    out += fmt::format("- {}\n  Captured {}, sha256 `{}`, record `{}` of `{}`\n", Marked(source.entry),
                       FormatRfc3339(source.from.fetched), source.from.capture_sha256, source.from.record_id,
                       source.from.warc);
  out += "\n";
  for (size_t i = 0; i < brief.footnotes.size(); ++i)
    out += fmt::format("[^{}]: {}\n", i + 1, Marked(brief.footnotes[i]));
  return out;
}

}  // namespace dossier::query
