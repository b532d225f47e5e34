// WordprocessingML parts of a briefing. Fixed parts are files in query/docx/, embedded at build.
#include <fmt/format.h>

#include "corpus/base/embedded.h"
#include "query/brief.h"
#include "query/citation.h"
#include "query/escape_markup.h"
#include "query/zip_bytes.h"

DOSSIER_EMBEDDED(docx_content_types)
DOSSIER_EMBEDDED(docx_settings)
DOSSIER_EMBEDDED(docx_styles)

namespace dossier::query {
namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string Run(std::string_view text, bool italic = false) {
  return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", italic ? "<w:rPr><w:i/></w:rPr>" : "", EscapeMarkup(text));
}

// Text whose italics stand between kItalicOn and kItalicOff.
std::string Runs(std::string_view marked) {
  std::string out;
  bool italic = false;
  for (size_t i = 0; i < marked.size();) {
    if (marked[i] == kItalicOn || marked[i] == kItalicOff) {
      italic = marked[i++] == kItalicOn;
      continue;
    }
    const size_t end = std::min(marked.find_first_of(std::string{kItalicOn, kItalicOff}, i), marked.size());
    out += Run(marked.substr(i, end - i), italic);
    i = end;
  }
  return out;
}

std::string Paragraph(std::string_view style, const std::string& runs) {
  const std::string properties = style.empty() ? "" : fmt::format("<w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>", style);
  return "<w:p>" + properties + runs + "</w:p>\n";
}

std::string FootnoteReference(size_t number) {
  return fmt::format("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>", number);
}

std::string Cell(int width, const std::string& text, bool header) {
  const std::string run = header ? fmt::format("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", EscapeMarkup(text)) : Run(text);
  return fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", width, Paragraph("TableText", run));
}

constexpr int kColumns[] = {1900, 2400, 2300, 1900, 600};   // twentieths of a point

std::string TableRow(const std::vector<std::string>& cells, bool header) {
  std::string out = header ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (size_t i = 0; i < cells.size(); ++i) out += Cell(kColumns[i], cells[i], header);
  return out + "</w:tr>\n";
}

std::string SummaryTable(const BriefSection& section) {
  std::string out = "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>";
  for (int width : kColumns) out += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  out += "</w:tblGrid>\n" + TableRow({"Date", "Agency", "Action", "Published by", "Note"}, true);
  for (const BriefQuotation* quotation : section.Summary())
    out += TableRow({BriefDateText(*quotation), quotation->agencies, quotation->actions, quotation->publisher,
                     std::to_string(quotation->footnote)}, false);
  return out + "</w:tbl>\n" + Paragraph("", "");
}

// Word numbers footnotes in the order of their references, which is the order of the model.
class Document {
 public:
  explicit Document(const Brief& brief) : brief_(brief) {}

  std::string Body() {
    body_ += Paragraph("Title", Run(brief_.title));
    if (!brief_.question.empty()) body_ += Paragraph("Subtitle", Run(brief_.question));
    for (const BriefNote& note : brief_.notes)
      body_ += Paragraph(note.kind == BriefNote::Kind::kHeading ? "Heading2" : note.kind == BriefNote::Kind::kQuotation ? "Quote" : "", Run(note.text));
    for (const BriefSection& section : brief_.sections) AddSection(section);
    body_ += Paragraph("Heading1", Run("Coverage and method")) + Paragraph("", Run(BriefMethodText(brief_)));
    for (const BriefWithheld& withheld : brief_.withheld)
      body_ += Paragraph("", Run("left out: " + withheld.evidence_id + " (" + withheld.url + "): " + withheld.reason));
    if (!brief_.sources.empty()) body_ += Paragraph("Heading1", Run("Sources"));
    for (const BriefSource& source : brief_.sources) {
      body_ += Paragraph("", Runs(source.entry));
      body_ += Paragraph("Capture", Run(fmt::format("captured {}; sha256 {}; record {} of {}", FormatRfc3339(source.from.fetched),
                                                    source.from.capture_sha256, source.from.record_id, source.from.warc)));
    }
    return body_;
  }

 private:
  void AddSection(const BriefSection& section) {
    if (!section.heading.empty()) body_ += Paragraph("Heading1", Run(section.heading));
    body_ += Paragraph("", Run(BriefCountText(section)));
    if (!section.Summary().empty()) body_ += SummaryTable(section);
    for (const BriefQuotation& quotation : section.quotations) AddQuotation(quotation);
    if (!section.denials.empty()) body_ += Paragraph("Heading2", Run("Denied or negated (not counted)"));
    for (const BriefQuotation& quotation : section.denials) AddQuotation(quotation);
  }

  void AddQuotation(const BriefQuotation& quotation) {
    std::string by;
    for (const std::string& part : BriefByLine(quotation)) by += (by.empty() ? "" : " · ") + part;
    body_ += Paragraph("ByLine", Run(by));
    body_ += Paragraph("Quote", Run(quotation.row.quotation()) + FootnoteReference(quotation.footnote));
    if (!quotation.note.empty()) body_ += Paragraph("", Run(quotation.note));
  }

  const Brief& brief_;
  std::string body_;
};

std::string DocumentPart(const Brief& brief) {
  return fmt::format(
      "{}<w:document xmlns:w=\"{}\"><w:body>\n{}"
      "<w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/>"
      "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>"
      "</w:sectPr></w:body></w:document>\n",
      kXml, kWord, Document(brief).Body());
}

std::string FootnotesPart(const Brief& brief) {
  std::string out = fmt::format(
      "{}<w:footnotes xmlns:w=\"{}\">\n"
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\n"
      "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\n",
      kXml, kWord);
  for (size_t i = 0; i < brief.footnotes.size(); ++i)
    out += fmt::format("<w:footnote w:id=\"{}\">{}</w:footnote>\n", i + 1,
                       Paragraph("FootnoteText", "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>" +
                                                     Run(" ") + Runs(brief.footnotes[i])));
  return out + "</w:footnotes>\n";
}

std::string Relationships(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out = std::string(kXml) + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n";
  for (size_t i = 0; i < parts.size(); ++i)
    out += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}\" Target=\"{}\"/>\n", i + 1, parts[i].first, parts[i].second);
  return out + "</Relationships>\n";
}

std::string CoreProperties(const Brief& brief) {
  const std::string made = FormatRfc3339(brief.made);
  return fmt::format(
      "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>dossier</dc:creator>"
      "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{}</dcterms:modified>"
      "</cp:coreProperties>\n",
      kXml, EscapeMarkup(brief.title), made, made);
}

}  // namespace

Result<std::string> BriefDocx(const Brief& brief) {
  const std::string relations(kRelations);
  return ZipBytes({{"[Content_Types].xml", std::string(Embedded_docx_content_types())},
                   {"_rels/.rels", Relationships({{relations + "/officeDocument", "word/document.xml"},
                                                  {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                                                   "docProps/core.xml"},
                                                  {relations + "/extended-properties", "docProps/app.xml"}})},
                   {"docProps/core.xml", CoreProperties(brief)},
                   {"docProps/app.xml", std::string(kXml) + "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                                                            "extended-properties\"><Application>dossier</Application></Properties>\n"},
                   {"word/document.xml", DocumentPart(brief)},
                   {"word/_rels/document.xml.rels", Relationships({{relations + "/styles", "styles.xml"},
                                                                   {relations + "/settings", "settings.xml"},
                                                                   {relations + "/footnotes", "footnotes.xml"}})},
                   {"word/styles.xml", std::string(Embedded_docx_styles())},
                   {"word/settings.xml", std::string(Embedded_docx_settings())},
                   {"word/footnotes.xml", FootnotesPart(brief)}},
                  brief.made);
}

}  // namespace dossier::query
