#include <fmt/format.h>

#include "corpus/base/embedded.h"
#include "corpus/base/sinks.h"
#include "query/brief/brief.h"
#include "query/cite/citation.h"

DOSSIER_EMBEDDED(brief_css)

namespace dossier::query {
namespace {

// Italics and addresses of a citation.
std::string Marked(std::string_view runs) {
  std::string out;
  for (size_t i = 0; i < runs.size();) {
    if (runs[i] == kItalicOn || runs[i] == kItalicOff) {
      out += runs[i++] == kItalicOn ? "<i>" : "</i>";
      continue;
    }
    const size_t end = std::min(runs.find_first_of(std::string{kItalicOn, kItalicOff}, i), runs.size());
    out += EscapeMarkup(runs.substr(i, end - i));
    i = end;
  }
  return out;
}

bool IsWebAddress(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

// A link to the page with what is needed when it rots: the address, the stored copy, and the day of both
// (robustlinks.mementoweb.org). The stored copy is the record in the archive.
std::string RobustLink(const indexer::Provenance& from, const std::string& fragment, const std::string& text) {
  if (!IsWebAddress(from.url)) return EscapeMarkup(text);
  std::string record = from.record_id;
  std::erase_if(record, [](char c) { return c == '<' || c == '>'; });
  return fmt::format(
      "<a href=\"{1}\" data-originalurl=\"{0}\" data-versionurl=\"{2}\" data-versiondate=\"{3}\">{4}</a>",
      EscapeMarkup(WithoutUserinfo(from.url)), EscapeMarkup(WithTextFragment(from.url, fragment)), EscapeMarkup(record),
      FormatRfc3339(from.fetched), EscapeMarkup(text));
}

std::string Reference(const BriefQuotation& quotation) {
  return fmt::format("<sup><a id=\"ref{0}\" href=\"#note{0}\">{0}</a></sup>", quotation.footnote);
}

// A number that leads to its quotation.
std::string Row(size_t footnote) { return fmt::format("<sup><a href=\"#row{0}\">{0}</a></sup>", footnote); }

void AppendQuotation(std::string& out, const BriefQuotation& quotation) {
  const std::vector<std::string> parts = BriefByLine(quotation);
  out += fmt::format("<div class=\"evidence\" id=\"row{}\" data-evidence=\"{}\">\n<p class=\"by\"><time>{}</time>",
                     quotation.footnote, quotation.row.said().id, EscapeMarkup(parts[0]));
  for (size_t i = 1; i < parts.size(); ++i) out += " · " + EscapeMarkup(parts[i]);
  const std::string cite = WithoutUserinfo(quotation.row.passage.from.url);
  out += fmt::format("</p>\n<blockquote cite=\"{}\"><p>{}</p></blockquote>\n",
                     IsWebAddress(cite) ? EscapeMarkup(cite) : "", EscapeMarkup(quotation.row.quotation()));
  const std::string title =
      quotation.row.passage.from.title.empty() ? quotation.publisher : quotation.row.passage.from.title;
  out += "<p class=\"by\">" + RobustLink(quotation.row.passage.from, quotation.row.said().fragment, title) +
         Reference(quotation) + "</p>\n";
  if (!quotation.note.empty()) out += "<p>" + EscapeMarkup(quotation.note) + "</p>\n";
  out += "</div>\n";
}

void AppendSummary(std::string& out, const BriefSection& section) {
  out +=
      "<div class=\"scroll\"><table>\n<thead><tr><th>Date</th><th>Who</th><th>Did what</th><th>To whom</th>"
      "<th>Source</th></tr></thead>\n<tbody>\n";
  for (const BriefQuotation* quotation : section.Summary())
    out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}&#160;{}</td></tr>\n",
                       EscapeMarkup(BriefDateText(*quotation)), EscapeMarkup(BriefWho(*quotation)),
                       EscapeMarkup(quotation->actions), EscapeMarkup(quotation->whom),
                       EscapeMarkup(quotation->publisher), Row(quotation->footnote));
  out += "</tbody></table></div>\n";
}

void AppendSection(std::string& out, const BriefSection& section) {
  out += "<section>\n";
  if (!section.heading.empty()) out += "<h2>" + EscapeMarkup(section.heading) + "</h2>\n";
  if (section.answer.empty()) out += "<p>" + EscapeMarkup(BriefCountText(section)) + "</p>\n";
  if (!section.answer.empty()) out += "<p class=\"answer\">";
  for (const BriefSentence& sentence : section.answer) {
    out += EscapeMarkup(sentence.text);
    for (const size_t footnote : sentence.footnotes) out += Row(footnote);
    out += " ";
  }
  if (!section.answer.empty()) out += "</p>\n";
  if (section.timeline)
    out +=
        "<div class=\"timeline\">\n" + TimelineSvg(*section.timeline) +
        "<p class=\"by\">Full marks: the sentence states the date. Hollow marks: the day of publication.</p></div>\n";
  if (!section.Summary().empty()) AppendSummary(out, section);
  for (const BriefQuotation* quotation : section.Main()) AppendQuotation(out, *quotation);
  if (!section.denials.empty()) {
    out += "<div class=\"denials\">\n<h3>Denied or negated (not counted)</h3>\n";
    for (const BriefQuotation& quotation : section.denials)
      if (!quotation.repeated) AppendQuotation(out, quotation);
    out += "</div>\n";
  }
  out += "</section>\n";
}

void AppendAnnex(std::string& out, const Brief& brief) {
  if (!brief.has_annex()) return;
  out += "<section class=\"annex\">\n<h2>Annex: quotations that name the vendors and say no action</h2>\n";
  for (const BriefSection& section : brief.sections)
    for (const BriefQuotation* quotation : section.Annex()) AppendQuotation(out, *quotation);
  out += "</section>\n";
}

// The title at the head of each printed page, as a string of CSS (CSS Paged Media 3, section 5.3).
std::string RunningHead(const std::string& title) {
  std::string text;
  for (const char c : ShownLine(title, 90))
    if (c == '"' || c == '\\' || c == '<')
      text += fmt::format("\\{:x} ", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      text += c;
  return "@media print { @page { @top-left { content: \"" + text + "\"; } } }\n";
}

void AppendSources(std::string& out, const Brief& brief) {
  if (brief.sources.empty()) return;
  out += "<h2>Sources</h2>\n<ul class=\"sources\">\n";
  for (const BriefSource& source : brief.sources)
    out += fmt::format(
        "<li>{} {}<span class=\"capture\">captured {} · sha256 <code>{}</code> · record <code>{}</code> of "
        "{}</span></li>\n",
        Marked(source.entry), RobustLink(source.from, "", "Page as published"), FormatRfc3339(source.from.fetched),
        source.from.capture_sha256, EscapeMarkup(source.from.record_id), EscapeMarkup(source.from.warc));
  out += "</ul>\n";
}

}  // namespace

std::string BriefHtml(const Brief& brief) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>{0}</title>\n<style>\n{1}</style>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n<p class=\"by\">{2}</p>\n",
      EscapeMarkup(brief.title), std::string(Embedded_brief_css()) + RunningHead(brief.title),
      EscapeMarkup(brief.dateline()));
  if (!brief.question.empty()) out += "<p class=\"question\">" + EscapeMarkup(brief.question) + "</p>\n";
  for (const BriefNote& note : brief.notes) {
    const std::string text = EscapeMarkup(note.text);
    switch (note.kind) {
      case BriefNote::Kind::kHeading:
        out += "<h3>" + text + "</h3>\n";
        break;
      case BriefNote::Kind::kQuotation:
        out += "<blockquote><p>" + text + "</p></blockquote>\n";
        break;
      case BriefNote::Kind::kParagraph:
        out += "<p>" + text + "</p>\n";
        break;
    }
  }
  for (const BriefSection& section : brief.sections) AppendSection(out, section);
  AppendAnnex(out, brief);
  out += "<h2>Coverage and method</h2>\n<p>" + EscapeMarkup(BriefMethodText(brief)) + "</p>\n";
  if (!brief.withheld.empty()) {
    out += "<ul>\n";
    for (const BriefWithheld& withheld : brief.withheld)
      out += fmt::format("<li>left out: {} ({}): {}</li>\n", EscapeMarkup(withheld.evidence_id),
                         EscapeMarkup(ShownLine(WithoutUserinfo(withheld.url))), EscapeMarkup(withheld.reason));
    out += "</ul>\n";
  }
  AppendSources(out, brief);
  if (!brief.footnotes.empty()) out += "<h2>Notes</h2>\n<ol class=\"notes\">\n";
  for (size_t i = 0; i < brief.footnotes.size(); ++i)
    out += fmt::format("<li id=\"note{0}\">{1} <a href=\"#ref{0}\" aria-label=\"back to the quotation\">↩</a></li>\n",
                       i + 1, Marked(brief.footnotes[i]));
  if (!brief.footnotes.empty()) out += "</ol>\n";
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace dossier::query
