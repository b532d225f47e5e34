// Briefings: the model's words, and what each file format must hold.
#include "query/brief/brief.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "corpus/base/file.h"
#include "corpus/base/sinks.h"
#include "query/cite/citation.h"
#include "query/draft/reader.h"
#include "query/forms/zip_bytes.h"

namespace dossier::query {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kQuotation = "We <must> not buy \"phones\" & parts from *ZTE* [sic].";

Brief SmallBrief() {
  BriefQuotation quotation;
  quotation.row.passage.text = kQuotation;
  quotation.row.passage.from.url = "https://example.org/a?b=1&c=2";
  quotation.row.passage.from.title = "A <Title>";
  quotation.row.passage.from.record_id = "<urn:uuid:12345678-0000-4000-8000-000000000000>";
  quotation.row.passage.from.capture_sha256 = std::string(64, 'a');
  indexer::IndexedStatement statement;
  statement.id = "e0123456789ab";
  statement.end = quotation.row.passage.text.size();
  quotation.row.passage.statements.push_back(statement);
  quotation.row.verification = Verification::kVerified;
  quotation.date = "2018-08-04";
  quotation.publisher = "Sample Courier";
  quotation.actions = "warning";
  quotation.footnote = 1;
  Brief brief;
  brief.title = "Briefing: ZTE & others";
  brief.notes = {{BriefNote::Kind::kParagraph, "My own <words>."}};
  brief.made = *ParseRfc3339("2026-01-02T03:04:05Z");
  BriefSection section;
  section.heading = "ZTE";
  section.origins = section.documents = 1;
  section.quotations = {quotation};
  brief.sections = {section};
  brief.footnotes = {std::string("Jane Doe, ") + kItalicOn + "Courier & Co" + kItalicOff + ", 2018."};
  brief.sources = {{quotation.row.passage.from, "An entry."}};
  brief.withheld = {{"ebadbadbadbad", "https://example.org/bad", "altered"}};
  brief.coverage = "searched 1 document";
  return brief;
}

std::vector<std::string> Reread(const std::string& name, const std::string& bytes) {
  const std::string path = testing::TempDir() + name;
  EXPECT_TRUE(WriteFileAtomically(path, bytes).has_value());
  auto paragraphs = ReadDraft(path);
  EXPECT_TRUE(paragraphs.has_value());
  return paragraphs ? DraftTexts(*paragraphs) : std::vector<std::string>();
}

TEST(Brief, HtmlKeepsTheWordsAndAsksForNothing) {
  const std::string html = BriefHtml(SmallBrief());
  EXPECT_THAT(html, HasSubstr("We &lt;must&gt; not buy &quot;phones&quot; &amp; parts from *ZTE* [sic]."));
  EXPECT_THAT(html, HasSubstr("<i>Courier &amp; Co</i>"));
  EXPECT_THAT(html, HasSubstr("data-originalurl=\"https://example.org/a?b=1&amp;c=2\""));
  EXPECT_THAT(html, HasSubstr("data-versionurl=\"urn:uuid:12345678-0000-4000-8000-000000000000\""));
  EXPECT_THAT(html, HasSubstr("data-versiondate=\"1970-01-01T00:00:00Z\""));
  EXPECT_THAT(html, HasSubstr("My own &lt;words&gt;."));
  EXPECT_THAT(html, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(html, HasSubstr("left out: ebadbadbadbad"));
  for (const char* request : {"<script", "<link", "<img", "src=", "url(", "@import"})
    EXPECT_THAT(html, Not(HasSubstr(request)));
}

TEST(Brief, DocxHoldsTheWordsAndTheFootnote) {
  const auto docx = BriefDocx(SmallBrief());
  ASSERT_TRUE(docx.has_value());
  const auto paragraphs = Reread("brief.docx", *docx);
  EXPECT_THAT(paragraphs, Contains(HasSubstr(kQuotation)));
  EXPECT_THAT(paragraphs, Contains(HasSubstr("Jane Doe, Courier & Co, 2018.")));
  EXPECT_THAT(paragraphs, Contains("Briefing: ZTE & others"));
}

TEST(Brief, DocxOfTheSameBriefIsTheSameFile) { EXPECT_EQ(*BriefDocx(SmallBrief()), *BriefDocx(SmallBrief())); }

TEST(Brief, MarkdownEscapesMarksInQuotations) {
  const std::string markdown = BriefMarkdown(SmallBrief());
  EXPECT_THAT(markdown, HasSubstr("> We \\<must\\> not buy \"phones\" \\& parts from \\*ZTE\\* \\[sic\\].[^1]\n"));
  EXPECT_THAT(markdown, HasSubstr("[^1]: Jane Doe, *Courier \\& Co*, 2018.\n"));
}

TEST(Brief, CountsAndMethodSayWhatWasLeftOut) {
  const Brief brief = SmallBrief();
  EXPECT_EQ(BriefCountText(brief.sections[0]), "1 quotation from 1 document of 1 independent origin.");
  EXPECT_EQ(BriefCountText({}), "No evidence was found.");
  EXPECT_THAT(BriefMethodText(brief), HasSubstr("1 quotation did not verify and is left out."));
}

TEST(Brief, DatesKeepTheirGranularity) {
  EXPECT_EQ(BriefDate("2018-08-04"), "4 August 2018");
  EXPECT_EQ(BriefDate("2018-08"), "August 2018");
  EXPECT_EQ(BriefDate("2018"), "2018");
  EXPECT_EQ(BriefDate("2018-Q3"), "third quarter of 2018");
  EXPECT_EQ(BriefDate("2018-W23"), "week of 4 June 2018");
  EXPECT_EQ(BriefDate("XXXX-WXX-4"), "date unknown");
  EXPECT_EQ(BriefDate(""), "date unknown");
}

TEST(Brief, WhenARowSaysNoAction_ThenItStandsInTheAnnexAlone) {
  Brief brief = SmallBrief();
  BriefQuotation bare = brief.sections[0].quotations[0];
  bare.actions.clear();
  bare.footnote = 2;
  brief.footnotes.push_back("Another note.");
  brief.sections[0].quotations.push_back(bare);
  EXPECT_EQ(brief.sections[0].Main().size(), 1u);
  EXPECT_EQ(brief.sections[0].Annex().size(), 1u);
  const std::string markdown = BriefMarkdown(brief);
  EXPECT_LT(markdown.find("[^1]\n"), markdown.find("## Annex"));
  EXPECT_GT(markdown.find("[^2]\n"), markdown.find("## Annex"));
}

TEST(Brief, WhenTheAnswerCountsRows_ThenEveryNumberLeadsToItsRow) {
  Brief brief = SmallBrief();
  brief.author = "Jane Doe";
  brief.sections[0].answer = {{"One organisation banned ZTE.", {1}}};
  const std::string html = BriefHtml(brief);
  EXPECT_THAT(html, HasSubstr("One organisation banned ZTE.<sup><a href=\"#row1\">1</a></sup>"));
  EXPECT_THAT(html, HasSubstr("id=\"row1\""));
  EXPECT_THAT(html, HasSubstr("2 January 2026 \xC2\xB7 Jane Doe"));
  EXPECT_THAT(BriefMarkdown(brief), HasSubstr("One organisation banned ZTE.[^1]"));
}

TEST(Brief, NotesKnowHeadingsAndQuotations) {
  EXPECT_EQ(NoteOf("## A heading").kind, BriefNote::Kind::kHeading);
  EXPECT_EQ(NoteOf("## A heading").text, "A heading");
  EXPECT_EQ(NoteOf("> words").kind, BriefNote::Kind::kQuotation);
  EXPECT_EQ(NoteOf("#1 in the market").kind, BriefNote::Kind::kParagraph);
}

TEST(EscapeMarkup, DropsWhatXmlCannotHold) {
  EXPECT_EQ(EscapeMarkup(std::string("a\x01\x0B<b>\"&\n")), "a&lt;b&gt;&quot;&amp;\n");
}

TEST(ZipBytes, AreReproducibleAndDependOnTheContent) {
  const UtcTime time = *ParseRfc3339("2026-01-02T03:04:05Z");
  const auto one = ZipBytes({{"a.txt", "one"}}, time), same = ZipBytes({{"a.txt", "one"}}, time),
             other = ZipBytes({{"a.txt", "two"}}, time);
  ASSERT_TRUE(one && same && other);
  EXPECT_TRUE(one->starts_with("PK\x03\x04"));
  EXPECT_EQ(*one, *same);
  EXPECT_NE(*one, *other);
}

}  // namespace
}  // namespace dossier::query
