// The quotations of drafts in every format: marks, block quotations, notes, and where they stand.
#include "query/draft/quotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/base/file.h"
#include "query/draft/comments.h"
#include "query/draft/office.h"
#include "query/draft/reader.h"
#include "query/forms/zip_bytes.h"
#include "tests/support/temp_dir.h"

namespace dossier::query {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DraftFile : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& bytes) {
    const std::string path = temp_ / name;
    EXPECT_TRUE(WriteFileAtomically(path, bytes));
    return path;
  }
  std::vector<DraftQuotation> Of(const std::string& name, const std::string& bytes) {
    auto paragraphs = ReadDraft(Write(name, bytes));
    EXPECT_TRUE(paragraphs) << paragraphs.error().message;
    return paragraphs ? FindQuotations(*paragraphs) : std::vector<DraftQuotation>();
  }
  std::vector<std::string> Texts(const std::string& name, const std::string& bytes) {
    std::vector<std::string> texts;
    for (const DraftQuotation& quotation : Of(name, bytes)) texts.push_back(quotation.text);
    return texts;
  }
  std::string Docx(const std::string& body, const std::string& notes = "", const std::string& styles = "") {
    const std::string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    std::vector<std::pair<std::string, std::string>> parts = {
        {"[Content_Types].xml", "<Types></Types>"},
        {"word/_rels/document.xml.rels", "<Relationships></Relationships>"},
        {"word/styles.xml", "<w:styles " + w + ">" + styles + "</w:styles>"},
        {"word/document.xml", "<w:document " + w + "><w:body>" + body + "</w:body></w:document>"}};
    if (!notes.empty()) parts.emplace_back("word/footnotes.xml", "<w:footnotes " + w + ">" + notes + "</w:footnotes>");
    return *ZipBytes(parts, UtcTime{});
  }
  static std::string Paragraph(const std::string& text, const std::string& style = "") {
    const std::string properties = style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>";
    return "<w:p>" + properties + "<w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }
  testing::TempDir temp_;
};

TEST_F(DraftFile, WhenMarksAreOfAnyLanguage_ThenTheirWordsAreFound) {
  EXPECT_THAT(
      Texts("a.txt",
            "He said \"one two three\", \xE2\x80\x9C"
            "four five six\xE2\x80\x9D, \xC2\xAB seven eight nine "
            "\xC2\xBB, \xE2\x80\x9Eten eleven twelve\xE2\x80\x9C, \xC2\xBBred green blue\xC2\xAB, \xE2\x80\xB9up "
            "down left\xE2\x80\xBA, \xE2\x80\x98north south east\xE2\x80\x99 and 'spring summer autumn'."),
      ElementsAre("one two three", "four five six", " seven eight nine ", "ten eleven twelve", "red green blue",
                  "up down left", "north south east", "spring summer autumn"));
}

TEST_F(DraftFile, WhenAnApostropheIsNoMark_ThenNothingIsQuoted) {
  EXPECT_THAT(Texts("a.txt", "The maker's cameras and the ports' gates don't work; rock 'n' roll."), IsEmpty());
  EXPECT_THAT(Texts("b.txt", "It said 'the cameras don't work' twice."), ElementsAre("the cameras don't work"));
}

TEST_F(DraftFile, WhenAQuotationRunsOverParagraphs_ThenEachPartIsFound) {
  EXPECT_THAT(Texts("a.md",
                    "\xE2\x80\x9COne two three.\n\n\xE2\x80\x9C"
                    "Four five six.\xE2\x80\x9D\n"),
              ElementsAre("One two three.", "Four five six."));
}

TEST_F(DraftFile, WhenMarkdownHasBlocksNotesAndTables_ThenTheirPlacesAreTold) {
  const auto found =
      Of("a.md",
         "Intro:\n\n> A block of words.\n> \xE2\x80\x94 Port Gazette\n\n| \"cell of words\" | x |\n|---|---|\n\n"
         "He said \"one two three\"[^n].\n\n[^n]: Port Gazette, https://port.example/1\n");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].text, "A block of words.");
  EXPECT_TRUE(found[0].block);
  EXPECT_EQ(found[0].line, 3u);
  EXPECT_THAT(found[0].context, HasSubstr("Port Gazette"));
  EXPECT_EQ(found[1].place, "table");
  EXPECT_EQ(found[2].line, 9u);
  EXPECT_THAT(found[2].notes, HasSubstr("https://port.example/1"));
}

TEST_F(DraftFile, WhenHtmlHasQuotesAndScripts_ThenOnlyWordsAreRead) {
  const auto found =
      Of("a.html",
         "<html><head><title>\"no words here\"</title></head><body><script>\"not this one\"</script>\n"
         "<p>He said <q>one <b>two</b> three</q><a href=\"#fn1\"><sup>1</sup></a>.</p>\n"
         "<blockquote><p>Block of words.</p></blockquote><li id=\"fn1\">Port Gazette</li></body></html>");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, "one two three");
  EXPECT_EQ(found[0].line, 2u);
  EXPECT_EQ(found[1].text, "Block of words.");
}

TEST_F(DraftFile, WhenDocxUsesAnyQuotationStyle_ThenItsParagraphsAreBlocks) {
  const std::string styles =
      "<w:style w:styleId=\"a7\"><w:name w:val=\"Intense Quote\"/></w:style>"
      "<w:style w:styleId=\"Mine\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"a7\"/></w:style>"
      "<w:style w:styleId=\"Body\"><w:name w:val=\"Body Text\"/></w:style>";
  EXPECT_THAT(
      Texts("a.docx", Docx(Paragraph("one two three", "a7") + Paragraph("four five six", "Mine") +
                               Paragraph("no quote at all", "Body") + Paragraph("ten eleven twelve", "BlockText") +
                               Paragraph("red green blue", "Zitat") + Paragraph("up down left", "Quotations"),
                           "", styles)),
      ElementsAre("one two three", "four five six", "ten eleven twelve", "red green blue", "up down left"));
}

TEST_F(DraftFile, WhenDocxHasTablesBoxesNotesAndDeletions_ThenEachWordCountsOnce) {
  const std::string box = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + Paragraph("\"box of words\"") +
                          "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + Paragraph("\"box of words\"") +
                          "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>";
  const std::string body =
      "<w:tbl><w:tr><w:tc>" + Paragraph("\"cell of words\"") + "</w:tc></w:tr></w:tbl>" + box +
      "<w:p><w:del><w:r><w:t>\"these are deleted words\"</w:t></w:r></w:del><w:r><w:t>\"one two three\"</w:t></w:r>"
      "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
  const std::string notes = "<w:footnote w:type=\"separator\" w:id=\"-1\">" + Paragraph("\"no real note\"") +
                            "</w:footnote><w:footnote w:id=\"2\">" +
                            Paragraph("See \"note of words\" in https://a.example/x") + "</w:footnote>";
  const auto found = Of("a.docx", Docx(body, notes));
  ASSERT_EQ(found.size(), 5u);
  EXPECT_EQ(found[0].place, "table");
  EXPECT_EQ(found[1].place, "text box");
  EXPECT_EQ(found[2].text, "one two three");
  EXPECT_THAT(found[2].notes, HasSubstr("https://a.example/x"));
  EXPECT_EQ(found[4].place, "footnote 2");
}

TEST_F(DraftFile, WhenOdtHasStylesAndNotes_ThenTheyAreRead) {
  const std::string content =
      "<office:document-content><office:automatic-styles><style:style style:name=\"P1\" "
      "style:parent-style-name=\"Quotations\"/></office:automatic-styles><office:body><office:text>"
      "<text:p text:style-name=\"P1\">one<text:s/>two three</text:p><text:p>He said \xE2\x80\x9C"
      "four five "
      "six\xE2\x80\x9D<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Port "
      "Gazette</text:p></text:note-body></text:note>.</text:p></office:text></office:body></office:document-content>";
  const auto found =
      Of("a.odt",
         *ZipBytes({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}}, UtcTime{}));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_TRUE(found[0].block);
  EXPECT_EQ(found[0].text, "one two three");
  EXPECT_THAT(found[1].notes, HasSubstr("Port Gazette"));
}

TEST_F(DraftFile, WhenItIsMissingOrOfAnotherFormat_ThenTheErrorSaysSo) {
  EXPECT_EQ(ReadDraft(temp_ / "none.md").error().code, ErrorCode::kNotFound);
  EXPECT_THAT(ReadDraft(Write("a.rtf", "{\\rtf1 words}")).error().message, HasSubstr("RTF"));
  EXPECT_EQ(ReadDraft(Write("b.docx", "PK\x03\x04 no zip")).error().code, ErrorCode::kParse);
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "<w:p>";
  EXPECT_EQ(ReadDraft(Write("c.docx", Docx(deep))).error().code, ErrorCode::kLimit);
}

TEST_F(DraftFile, WhenCommentsAreWritten_ThenTheCopyHasThemAndTheSameWords) {
  const std::string notes = "<w:footnote w:id=\"2\">" + Paragraph("\"note of words\"") + "</w:footnote>";
  const std::string path =
      Write("a.docx", Docx(Paragraph("\"one two three\"", "Quote") +
                               "<w:p><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>x</w:t></w:r></w:p>",
                           notes));
  const auto fixed = WithComments(path, {{1, "not-found: <here>"}, {3, "in the note"}}, UtcTime{});
  ASSERT_TRUE(fixed) << fixed.error().message;
  const std::string copy = Write("b.docx", *fixed);
  auto parts = ReadOfficeParts(copy);
  ASSERT_TRUE(parts);
  EXPECT_THAT(*FindPart(*parts, "word/comments.xml"), HasSubstr("not-found: &lt;here&gt;"));
  const std::string& body = *FindPart(*parts, "word/document.xml");
  EXPECT_THAT(body, HasSubstr("</w:pPr><w:commentRangeStart w:id=\"0\"/>"));
  EXPECT_THAT(body, HasSubstr("<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>"));
  EXPECT_THAT(*FindPart(*parts, "[Content_Types].xml"), HasSubstr("/word/comments.xml"));
  EXPECT_EQ(DraftTexts(*ReadDraft(path)), DraftTexts(*ReadDraft(copy)));
  EXPECT_EQ(WithComments(Write("c.md", "words"), {}, UtcTime{}).error().code, ErrorCode::kUsage);
}

TEST_F(DraftFile, WhenAParagraphIsVeryLong_ThenAQuotationKeepsWhatStandsAroundItAndNoMore) {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += "Minister number" + std::to_string(i) + " said \"the harbour " + std::to_string(i) + " is closed\". ";
  const auto found = Of("a.md", text);
  ASSERT_EQ(found.size(), 3000U);
  for (const DraftQuotation& quotation : found) {
    EXPECT_LT(quotation.context.size(), 9000U);
    EXPECT_EQ(quotation.context.substr(quotation.at, quotation.text.size()), quotation.text);
    EXPECT_EQ(quotation.context.find("is closed"), quotation.at + quotation.text.find("is closed"));
    const std::string number = quotation.text.substr(12, quotation.text.find(" is") - 12);
    EXPECT_THAT(quotation.context, HasSubstr("number" + number + " said"));
  }
}

TEST_F(DraftFile, WhenNoMarkClosesManyQuotations_ThenAFewOfThemGoOn) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "\xE2\x80\x9COpen words number " + std::to_string(i) + " ";
  EXPECT_THAT(Texts("a.md", text), IsEmpty()) << "nothing goes on";
  const auto found = Of("a.md", text + "\n\n\xE2\x80\x9CThe last words.\xE2\x80\x9D");
  EXPECT_LE(found.size(), 10U);
  EXPECT_EQ(found.back().text, "The last words.");
}

}  // namespace
}  // namespace dossier::query
