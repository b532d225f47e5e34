// Citation styles against goldens: tests/golden/citations/README.md says how they were checked.
#include "query/cite/citation.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "corpus/base/file.h"
#include "tests/support/paths.h"
#include "tests/support/temp_dir.h"

namespace dossier::query {
namespace {

const std::string kGoldens = dossier::testing::SourceDirectory() + "/tests/golden/citations/";

std::vector<CitationRecord> Records() {
  std::vector<CitationRecord> records;
  std::ifstream in(kGoldens + "records.jsonl");
  for (std::string line; std::getline(in, line);) {
    auto json = ParseJson(line, "records.jsonl");
    EXPECT_TRUE(json.has_value()) << line;
    if (json) records.push_back(RecordOfCslJson(*json));
  }
  return records;
}

class CitationGolden : public ::testing::TestWithParam<std::string> {};

// DOSSIER_WRITE_GOLDENS=1 writes them anew; the difference is then read before it is committed.
TEST_P(CitationGolden, EveryRecordIsRenderedAsInTheGolden) {
  const std::vector<CitationRecord> records = Records();
  ASSERT_GE(records.size(), 60u);
  auto citations = RenderCitations(records, {GetParam(), Archived::kNone, Markup::kMarkdown});
  ASSERT_TRUE(citations.has_value());
  std::ostringstream text;
  for (size_t i = 0; i < citations->size(); ++i) {
    text << "# " << records[i].id << "\n";
    if (!(*citations)[i].in_text.empty()) text << (*citations)[i].in_text << "\n";
    text << (*citations)[i].entry << "\n\n";
  }
  const std::string path = kGoldens + GetParam() + ".txt";
  if (std::getenv("DOSSIER_WRITE_GOLDENS")) {
    ASSERT_TRUE(WriteFileAtomically(path, text.str()).has_value());
  }
  const auto golden = ReadFile(path);
  ASSERT_TRUE(golden.has_value()) << path;
  EXPECT_EQ(text.str(), *golden);
}

INSTANTIATE_TEST_SUITE_P(AllStyles, CitationGolden, ::testing::ValuesIn(CitationStyles()), [](const auto& style) {
  std::string name = style.param;
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
});

TEST(Citation, CslJsonKeepsEveryField) {
  for (const CitationRecord& record : Records()) {
    const CitationRecord back = RecordOfCslJson(CslJson(record, Archived::kFull));
    EXPECT_EQ(CslJson(back, Archived::kFull), CslJson(record, Archived::kFull)) << record.id;
    EXPECT_EQ(back.updated, record.updated);
    EXPECT_EQ(back.sha256, record.sha256);
    EXPECT_EQ(back.paragraph, record.paragraph);
  }
}

// The formats for programs, read by others than us (tests/golden/citations/read_again.py names them).
TEST(Citation, IndependentReadersLoseNoField) {
  testing::TempDir directory;
  const std::vector<CitationRecord> records = Records();
  for (const char* style : {"biblatex", "ris", "csl-json"}) {
    const auto citations = RenderCitations(records, {style, Archived::kFull, Markup::kMarkdown});
    ASSERT_TRUE(citations.has_value());
    std::string text;
    for (const Citation& citation : *citations)
      text += citation.entry + (std::string(style) == "csl-json" ? ",\n" : "\n\n");
    if (std::string(style) == "csl-json") text = "[" + text.substr(0, text.size() - 2) + "]\n";
    ASSERT_TRUE(WriteFileAtomically(directory.path() + "/" + style + ".txt", text).has_value());
  }
  const std::string command = "python3 '" + kGoldens + "read_again.py' '" + directory.path() + "' '" + kGoldens +
                              "records.jsonl' > '" + directory.path() + "/said' 2>&1";
  const int code = std::system(command.c_str());
  const std::string said = *ReadFile(directory.path() + "/said");
  if (WEXITSTATUS(code) == 77) GTEST_SKIP() << said;
  EXPECT_EQ(WEXITSTATUS(code), 0) << said;
  std::cout << said;
}

TEST(Citation, FormatsForProgramsCarryNoMarkup) {
  CitationRecord record;
  record.id = "e1";
  record.title = "A_B";
  for (const char* style : {"ris", "csl-json"}) {
    const auto citations = RenderCitations({record}, {style, Archived::kNone, Markup::kMarkdown});
    EXPECT_NE((*citations)[0].entry.find("A_B"), std::string::npos) << style;
  }
}

TEST(Citation, StoredCopyClauseIsSwitchable) {
  CitationRecord record;
  record.title = "A Title";
  record.sha256 = std::string(64, 'a');
  record.record_id = "<urn:uuid:12345678-0000-4000-8000-000000000000>";
  const auto entry = [&](Archived archived) {
    return (*RenderCitations({record}, {"chicago", archived, Markup::kPlain}))[0].entry;
  };
  EXPECT_EQ(entry(Archived::kNone).find("Archived"), std::string::npos);
  EXPECT_NE(entry(Archived::kShort).find("(dossier:12345678, sha256 aaaaaaaaaaaaaaaa)"), std::string::npos);
  EXPECT_NE(entry(Archived::kFull).find("sha256 " + std::string(64, 'a') + ")"), std::string::npos);
}

TEST(Citation, UnknownStyleNamesTheNearest) {
  const auto citations = RenderCitations({}, {"chicgo", Archived::kNone, Markup::kPlain});
  ASSERT_FALSE(citations.has_value());
  EXPECT_NE(citations.error().hint.find("chicago"), std::string::npos);
}

TEST(Citation, BylinesBecomeNames) {
  EXPECT_EQ(NameOfByline("Jane Q. Doe").family, "Doe");
  EXPECT_EQ(NameOfByline("Jane Q. Doe").given, "Jane Q.");
  EXPECT_EQ(NameOfByline("Ursula von der Leyen").family, "von der Leyen");
  EXPECT_EQ(NameOfByline("Doe, Jane").given, "Jane");
  EXPECT_TRUE(NameOfByline("Reuters").corporate());
}

TEST(Citation, HtmlEscapesWhatItMarks) {
  CitationRecord record;
  record.title = "A <b> & C";
  record.container = "X & Y";
  const auto citations = RenderCitations({record}, {"chicago", Archived::kNone, Markup::kHtml});
  EXPECT_NE((*citations)[0].entry.find("A &lt;b&gt; &amp; C"), std::string::npos);
  EXPECT_NE((*citations)[0].entry.find("<i>X &amp; Y</i>"), std::string::npos);
}

}  // namespace
}  // namespace dossier::query
