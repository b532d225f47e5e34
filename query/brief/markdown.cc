#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "query/brief/brief.h"
#include "query/cite/citation.h"

namespace dossier::query {
namespace {

// Characters that Markdown would read as marks. Quotations keep their words: an escape is not shown.
std::string Escaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool mark = std::string_view("\\`*_[]<").find(c) != std::string_view::npos;
    if (mark) out += '\\';
    out += c;
  }
  return out;
}

// Italics of a citation; its addresses stay as they are.
std::string Marked(std::string_view runs) {
  std::string out;
  for (char c : runs) {
    if (c == kItalicOn || c == kItalicOff)
      out += '*';
    else
      out += c;
  }
  return out;
}

std::string ByLine(const BriefQuotation& quotation) {
  std::string text;
  for (const std::string& part : BriefByLine(quotation)) text += (text.empty() ? "" : " · ") + Escaped(part);
  return text;
}

void AppendQuotation(std::string& out, const BriefQuotation& quotation) {
  out += "**" + ByLine(quotation) + "**\n\n";
  out += fmt::format("> {}[^{}]\n\n", Escaped(quotation.row.quotation()), quotation.footnote);
  if (!quotation.note.empty()) out += Escaped(quotation.note) + "\n\n";
}

void AppendSection(std::string& out, const BriefSection& section) {
  if (!section.heading.empty()) out += "## " + Escaped(section.heading) + "\n\n";
  out += BriefCountText(section) + "\n\n";
  if (!section.Summary().empty()) {
    Table table;
    table.columns = {{"Date", false, false},
                     {"Agency", false, false},
                     {"Action", false, false},
                     {"Published by", false, false},
                     {"Note", true, false}};
    for (const BriefQuotation* quotation : section.Summary())
      table.rows.push_back({BriefDateText(*quotation), quotation->agencies, quotation->actions, quotation->publisher,
                            fmt::format("[^{}]", quotation->footnote)});
    out += RenderMarkdown(table) + "\n";
  }
  for (const BriefQuotation& quotation : section.quotations) AppendQuotation(out, quotation);
  if (!section.denials.empty()) out += "### Denied or negated (not counted)\n\n";
  for (const BriefQuotation& quotation : section.denials) AppendQuotation(out, quotation);
}

}  // namespace

std::string BriefMarkdown(const Brief& brief) {
  std::string out = "# " + Escaped(brief.title) + "\n\n";
  if (!brief.question.empty()) out += "*" + Escaped(brief.question) + "*\n\n";
  for (const BriefNote& note : brief.notes)
    out += (note.kind == BriefNote::Kind::kHeading     ? "### "
            : note.kind == BriefNote::Kind::kQuotation ? "> "
                                                       : "") +
           note.text + "\n\n";
  for (const BriefSection& section : brief.sections) AppendSection(out, section);
  out += "## Coverage and method\n\n" + Escaped(BriefMethodText(brief)) + "\n\n";
  for (const BriefWithheld& withheld : brief.withheld)
    out += fmt::format("- left out: {} ({}): {}\n", withheld.evidence_id, withheld.url, Escaped(withheld.reason));
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
