// WordprocessingML parts of a briefing. Fixed parts are files in query/docx/, embedded at build.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/base/embedded.h"
#include "corpus/base/sinks.h"
#include "query/brief/brief.h"
#include "query/cite/citation.h"
#include "query/forms/zip_bytes.h"

DOSSIER_EMBEDDED(docx_content_types)
DOSSIER_EMBEDDED(docx_settings)
DOSSIER_EMBEDDED(docx_styles)

namespace dossier::query {
namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kPictureSpace = "http://schemas.openxmlformats.org/drawingml/2006/picture";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string Run(std::string_view text, bool italic = false) {
  return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", italic ? "<w:rPr><w:i/></w:rPr>" : "",
                     EscapeMarkup(text));
}

// The addresses that a part links to; each part of a package has relationships of its own.
class Links {
 public:
  std::string Id(const std::string& url) {
    const size_t number = static_cast<size_t>(std::find(urls_.begin(), urls_.end(), url) - urls_.begin()) + 1;
    if (number > urls_.size()) urls_.push_back(url);
    return "link" + std::to_string(number);
  }
  const std::vector<std::string>& urls() const { return urls_; }

 private:
  std::vector<std::string> urls_;
};

std::string Link(std::string_view shown, const std::string& url, Links& links) {
  return fmt::format(
      "<w:hyperlink r:id=\"{}\" w:history=\"1\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>"
      "<w:t xml:space=\"preserve\">{}</w:t></w:r></w:hyperlink>",
      links.Id(url), EscapeMarkup(shown));
}

// Where an address in running text ends: before the blank, and before the punctuation of the sentence around it.
size_t AddressEnd(std::string_view text, size_t begin) {
  size_t end = std::min(text.find_first_of(" \t\n<>\"", begin), text.size());
  while (end > begin && std::string_view(".,;:)]").find(text[end - 1]) != std::string_view::npos) --end;
  return end;
}

// A run whose web addresses are links; `target` is where the address `of` leads instead (the words in the page).
std::string Linked(std::string_view text, bool italic, Links& links, const std::string& of = "",
                   const std::string& target = "") {
  std::string out;
  size_t done = 0;
  for (size_t at = text.find("http"); at != std::string_view::npos; at = text.find("http", at + 1)) {
    const std::string_view rest = text.substr(at);
    if (!rest.starts_with("http://") && !rest.starts_with("https://")) continue;
    const size_t end = AddressEnd(text, at);
    const std::string url(text.substr(at, end - at));
    if (at > done) out += Run(text.substr(done, at - done), italic);
    out += Link(url, url == of ? target : url, links);
    done = end;
    at = end - 1;
  }
  if (done < text.size()) out += Run(text.substr(done), italic);
  return out;
}

// Text whose italics stand between kItalicOn and kItalicOff.
std::string Runs(std::string_view marked, Links& links, const std::string& of = "", const std::string& target = "") {
  std::string out;
  bool italic = false;
  for (size_t i = 0; i < marked.size();) {
    if (marked[i] == kItalicOn || marked[i] == kItalicOff) {
      italic = marked[i++] == kItalicOn;
      continue;
    }
    const size_t end = std::min(marked.find_first_of(std::string{kItalicOn, kItalicOff}, i), marked.size());
    out += Linked(marked.substr(i, end - i), italic, links, of, target);
    i = end;
  }
  return out;
}

std::string Paragraph(std::string_view style, const std::string& runs) {
  const std::string properties = style.empty() ? "" : fmt::format("<w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>", style);
  return "<w:p>" + properties + runs + "</w:p>\n";
}

std::string FootnoteReference(size_t number) {
  return fmt::format(
      "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>", number);
}

// A number that leads to its quotation, where the bookmark stands.
std::string RowLink(size_t footnote) {
  return fmt::format(
      "<w:hyperlink w:anchor=\"row{0}\" w:history=\"1\"><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
      "<w:t xml:space=\"preserve\">{0} </w:t></w:r></w:hyperlink>",
      footnote);
}

std::string Cell(int width, const std::string& text, bool header, size_t footnote = 0) {
  const std::string run = header ? fmt::format("<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>", EscapeMarkup(text))
                                 : Run(text) + (footnote ? Run("\xC2\xA0") + RowLink(footnote) : std::string());
  return fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", width,
                     Paragraph("TableText", run));
}

constexpr int kColumns[] = {1750, 2100, 1800, 1750, 1950};  // twentieths of a point

std::string TableRow(const std::vector<std::string>& cells, bool header, size_t footnote = 0) {
  std::string out =
      header ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (size_t i = 0; i < cells.size(); ++i)
    out += Cell(kColumns[i], cells[i], header, i + 1 == cells.size() ? footnote : 0);
  return out + "</w:tr>\n";
}

std::string SummaryTable(const BriefSection& section) {
  std::string out =
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>";
  for (int width : kColumns) out += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  out += "</w:tblGrid>\n" + TableRow({"Date", "Who", "Did what", "To whom", "Source"}, true);
  for (const BriefQuotation* quotation : section.Summary())
    out += TableRow(
        {BriefDateText(*quotation), BriefWho(*quotation), quotation->actions, quotation->whom, quotation->publisher},
        false, quotation->footnote);
  return out + "</w:tbl>\n" + Paragraph("", "");
}

constexpr int64_t kEmu = 914400 / 96;       // English metric units a pixel
constexpr int64_t kTextWidth = 6 * 914400;  // between the margins

// The picture in line with the text, as wide as the text.
std::string Picture(const TimelinePicture& picture, size_t number, const std::string& words) {
  const int64_t width = std::min<int64_t>(kTextWidth, picture.width * kEmu),
                height = width * picture.height / picture.width;
  return Paragraph(
      "",
      fmt::format("<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{0}\" "
                  "cy=\"{1}\"/>"
                  "<wp:docPr id=\"{2}\" name=\"Timeline {2}\" descr=\"{3}\"/><a:graphic><a:graphicData "
                  "uri=\"{4}\"><pic:pic><pic:nvPicPr>"
                  "<pic:cNvPr id=\"{2}\" name=\"timeline{2}.emf\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "
                  "r:embed=\"picture{2}\"/>"
                  "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext "
                  "cx=\"{0}\" cy=\"{1}\"/></a:xfrm>"
                  "<a:prstGeom "
                  "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></"
                  "w:drawing></w:r>",
                  width, height, number, EscapeMarkup(words), kPictureSpace));
}

// Word numbers footnotes in the order of their references, which is the order of the model.
class Document {
 public:
  Document(const Brief& brief, Links& links) : brief_(brief), links_(links) {}

  std::string Body() {
    body_ += Paragraph("Title", Run(brief_.title)) + Paragraph("Capture", Run(brief_.dateline()));
    if (!brief_.question.empty()) body_ += Paragraph("Subtitle", Run(brief_.question));
    for (const BriefNote& note : brief_.notes)
      body_ += Paragraph(note.kind == BriefNote::Kind::kHeading     ? "Heading2"
                         : note.kind == BriefNote::Kind::kQuotation ? "Quote"
                                                                    : "",
                         Run(note.text));
    for (const BriefSection& section : brief_.sections) AddSection(section);
    if (brief_.has_annex())
      body_ += Paragraph("Heading1", Run("Annex: quotations that name the vendors and say no action"));
    for (const BriefSection& section : brief_.sections)
      for (const BriefQuotation* quotation : section.Annex()) AddQuotation(*quotation);
    body_ += Paragraph("Heading1", Run("Coverage and method")) + Paragraph("", Run(BriefMethodText(brief_)));
    for (const BriefWithheld& withheld : brief_.withheld)
      body_ += Paragraph("", Linked("left out: " + withheld.evidence_id + " (" + withheld.url + "): " + withheld.reason,
                                    false, links_));
    if (!brief_.sources.empty()) body_ += Paragraph("Heading1", Run("Sources"));
    for (const BriefSource& source : brief_.sources) {
      body_ += Paragraph("Source", Runs(source.entry, links_));
      body_ += Paragraph("Capture",
                         Run(fmt::format("captured {}; sha256 {}; record {} of {}", FormatRfc3339(source.from.fetched),
                                         source.from.capture_sha256, source.from.record_id, source.from.warc)));
    }
    return body_;
  }
  // As Enhanced Metafiles, in the order in which the body embeds them.
  const std::vector<std::string>& pictures() const { return pictures_; }

 private:
  void AddSection(const BriefSection& section) {
    if (!section.heading.empty()) body_ += Paragraph("Heading1", Run(section.heading));
    std::string answer;
    for (const BriefSentence& sentence : section.answer) {
      answer += Run(sentence.text);
      for (const size_t footnote : sentence.footnotes) answer += RowLink(footnote);
      answer += Run(" ");
    }
    body_ += Paragraph("", answer.empty() ? Run(BriefCountText(section)) : answer);
    if (section.timeline) {
      pictures_.push_back(TimelineEmf(*section.timeline));
      body_ += Picture(*section.timeline, pictures_.size(), "Timeline of the quotations below, a lane for each action");
    }
    if (!section.Summary().empty()) body_ += SummaryTable(section);
    for (const BriefQuotation* quotation : section.Main()) AddQuotation(*quotation);
    if (!section.denials.empty()) body_ += Paragraph("Heading2", Run("Denied or negated (not counted)"));
    for (const BriefQuotation& quotation : section.denials)
      if (!quotation.repeated) AddQuotation(quotation);
  }

  void AddQuotation(const BriefQuotation& quotation) {
    std::string by;
    for (const std::string& part : BriefByLine(quotation)) by += (by.empty() ? "" : " · ") + part;
    body_ += Paragraph("ByLine", Run(by));
    body_ += Paragraph("Quote",
                       fmt::format("<w:bookmarkStart w:id=\"{0}\" w:name=\"row{0}\"/>{1}<w:bookmarkEnd w:id=\"{0}\"/>",
                                   quotation.footnote, Run(quotation.row.quotation())) +
                           FootnoteReference(quotation.footnote));
    if (!quotation.note.empty()) body_ += Paragraph("", Run(quotation.note));
  }

  const Brief& brief_;
  Links& links_;
  std::string body_;
  std::vector<std::string> pictures_;
};

std::string DocumentPart(const Brief& brief, Links& links, std::vector<std::string>& pictures) {
  Document document(brief, links);
  const std::string body = document.Body();
  pictures = document.pictures();
  return fmt::format(
      "{}<w:document xmlns:w=\"{}\" xmlns:r=\"{}\" xmlns:pic=\"{}\" "
      "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"><w:body>\n{}"
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header1\"/>"
      "<w:footerReference w:type=\"default\" r:id=\"footer1\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/>"
      "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"720\" w:footer=\"720\" "
      "w:gutter=\"0\"/>"
      "</w:sectPr></w:body></w:document>\n",
      kXml, kWord, kRelations, kPictureSpace, body);
}

// The quotation of each footnote, for the link that leads to its words.
std::map<size_t, const EvidenceRow*> RowsOfFootnotes(const Brief& brief) {
  std::map<size_t, const EvidenceRow*> rows;
  for (const BriefSection& section : brief.sections)
    for (const auto* quotations : {&section.quotations, &section.denials})
      for (const BriefQuotation& quotation : *quotations) rows[quotation.footnote] = &quotation.row;
  return rows;
}

// The running head and the page's number.
std::string HeaderPart(const Brief& brief) {
  return fmt::format("{}<w:hdr xmlns:w=\"{}\">{}</w:hdr>\n", kXml, kWord,
                     Paragraph("Capture", Run(ShownLine(brief.title, 90))));
}

std::string FooterPart() {
  const auto field = [](const char* name) {
    return fmt::format("<w:fldSimple w:instr=\" {} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>", name);
  };
  return fmt::format(
      "{}<w:ftr xmlns:w=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"Capture\"/><w:jc w:val=\"right\"/></w:pPr>"
      "{}{}{}</w:p></w:ftr>\n",
      kXml, kWord, field("PAGE"), Run(" / "), field("NUMPAGES"));
}

std::string FootnotesPart(const Brief& brief, Links& links) {
  const auto rows = RowsOfFootnotes(brief);
  std::string out = fmt::format(
      "{}<w:footnotes xmlns:w=\"{}\" xmlns:r=\"{}\">\n"
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\n"
      "<w:footnote w:type=\"continuationSeparator\" "
      "w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\n",
      kXml, kWord, kRelations);
  for (size_t i = 0; i < brief.footnotes.size(); ++i) {
    const auto row = rows.find(i + 1);
    const std::string url = row == rows.end() ? "" : row->second->passage.from.url;
    const std::string target = row == rows.end() ? "" : WithTextFragment(url, row->second->said().fragment);
    out += fmt::format(
        "<w:footnote w:id=\"{}\">{}</w:footnote>\n", i + 1,
        Paragraph("FootnoteText", "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>" +
                                      Run(" ") + Runs(brief.footnotes[i], links, url, target)));
  }
  return out + "</w:footnotes>\n";
}

std::string Relationships(const std::vector<std::pair<std::string, std::string>>& parts, const Links& links = {},
                          const std::string& more = "") {
  std::string out =
      std::string(kXml) + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n";
  for (size_t i = 0; i < parts.size(); ++i)
    out +=
        fmt::format("<Relationship Id=\"rId{}\" Type=\"{}\" Target=\"{}\"/>\n", i + 1, parts[i].first, parts[i].second);
  for (size_t i = 0; i < links.urls().size(); ++i)
    out += fmt::format("<Relationship Id=\"link{}\" Type=\"{}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>\n",
                       i + 1, kRelations, EscapeMarkup(links.urls()[i]));
  return out + more + "</Relationships>\n";
}

std::string CoreProperties(const Brief& brief) {
  const std::string made = FormatRfc3339(brief.made);
  return fmt::format(
      "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>dossier</dc:creator>"
      "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created><dcterms:modified "
      "xsi:type=\"dcterms:W3CDTF\">{}</dcterms:modified>"
      "</cp:coreProperties>\n",
      kXml, EscapeMarkup(brief.title), made, made);
}

}  // namespace

// The parts by their names, the fixed ones and those of this briefing.
Result<std::string> BriefDocx(const Brief& brief) {
  const std::string relations(kRelations);
  Links of_document, of_footnotes;
  std::vector<std::string> pictures;
  const std::string document = DocumentPart(brief, of_document, pictures),
                    footnotes = FootnotesPart(brief, of_footnotes);
  std::string embedded = fmt::format(
      "<Relationship Id=\"header1\" Type=\"{0}/header\" Target=\"header1.xml\"/>\n"
      "<Relationship Id=\"footer1\" Type=\"{0}/footer\" Target=\"footer1.xml\"/>\n",
      kRelations);
  for (size_t i = 1; i <= pictures.size(); ++i)
    embedded += fmt::format("<Relationship Id=\"picture{0}\" Type=\"{1}/image\" Target=\"media/timeline{0}.emf\"/>\n",
                            i, kRelations);
  std::vector<std::pair<std::string, std::string>> parts = {
      {"[Content_Types].xml", std::string(Embedded_docx_content_types())},
      {"_rels/.rels",
       Relationships({{relations + "/officeDocument", "word/document.xml"},
                      {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                       "docProps/core.xml"},
                      {relations + "/extended-properties", "docProps/app.xml"}})},
      {"docProps/core.xml", CoreProperties(brief)},
      {"docProps/app.xml", std::string(kXml) +
                               "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                               "extended-properties\"><Application>dossier</Application></Properties>\n"},
      {"word/document.xml", document},
      {"word/_rels/document.xml.rels", Relationships({{relations + "/styles", "styles.xml"},
                                                      {relations + "/settings", "settings.xml"},
                                                      {relations + "/footnotes", "footnotes.xml"}},
                                                     of_document, embedded)},
      {"word/_rels/footnotes.xml.rels", Relationships({}, of_footnotes)},
      {"word/styles.xml", std::string(Embedded_docx_styles())},
      {"word/settings.xml", std::string(Embedded_docx_settings())},
      {"word/header1.xml", HeaderPart(brief)},
      {"word/footer1.xml", FooterPart()},
      {"word/footnotes.xml", footnotes}};
  for (size_t i = 0; i < pictures.size(); ++i)
    parts.emplace_back(fmt::format("word/media/timeline{}.emf", i + 1), std::move(pictures[i]));
  return ZipBytes(parts, brief.made);
}

}  // namespace dossier::query
