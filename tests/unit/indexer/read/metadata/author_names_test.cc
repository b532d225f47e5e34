#include "indexer/read/metadata/author_names.h"

#include <gtest/gtest.h>

namespace dossier::indexer {
namespace {

using Names = std::vector<std::string>;

TEST(AuthorNames, ReadsBylines) {
  const struct {
    const char* text;
    Names names;
  } cases[] = {
      {"By Jane Doe", {"Jane Doe"}},
      {"By Jane Doe and John Roe, Reuters | Aug. 4, 2018", {"Jane Doe", "John Roe"}},
      {"Written by: Ana de la Cruz, Senior Reporter", {"Ana de la Cruz"}},
      {"Von Max Muster und Erika Beispiel", {"Max Muster", "Erika Beispiel"}},
      {"Jane Doe, Bleacher Report", {"Jane Doe"}},
      {"Jane Doe Staff Writer", {"Jane Doe"}},
      {"Jane Doe As Ananova", {"Jane Doe"}},
      {"JD Jane Doe", {"Jane Doe"}},
      {"Maria (Lopez) Doe, Reuters (London)", {"Maria (Lopez) Doe"}},
      {"Jane Doe (Reuters) in London", {"Jane Doe"}},
      {"Jane DoeMay 4, 2018", {"Jane Doe"}},
      {"By Jane DoePublished 4 May", {"Jane Doe"}},
      {"By Jane McDoe", {"Jane McDoe"}},
      {"Jane Doe M.D.", {"Jane Doe"}},
      {"Jane Doe PhD, CISSP", {"Jane Doe"}},
      {"By Jane Doe MBA and Yo-Yo Ma", {"Jane Doe", "Yo-Yo Ma"}},
      {"Published By : Jane Doe", {"Jane Doe"}},
      {"By Jane Doe 3minute Read", {"Jane Doe"}},
      {"Lantern Lantern", {}},
      {"The Harbor Telegram", {}},
      {"Member Login", {}},
      {"Recent Posts", {}},
      {"Staff", {}},
      {"By Associated Press", {}},
      {"Newsroom Team", {}},
      {"jane.doe@example.org", {}},
      {"", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(PeopleOfByline(c.text), c.names) << c.text;
}

// Bylines of pages are anybody's bytes: whatever marks stand in them, no word may be taken for one that has a letter.
TEST(AuthorNames, WhenABylineHoldsMarksInAnyOrder_ThenNothingEnds) {
  const char* const parts[] = {"By ", "Jane", " Doe", ">", " > ",          "|",        ",",    " ", "(", ")", "\"", "'",
                               "-",   "\t",   "and ", "/", "\xE2\x80\x94", "\xC2\xA0", "\x81", "&", "."};
  unsigned random = 1;
  for (int i = 0; i < 20000; ++i) {
    std::string byline;
    for (int j = 0; j < 7; ++j) {
      random = random * 1664525u + 1013904223u;
      byline += parts[(random >> 16) % std::size(parts)];
    }
    for (const std::string& name : PeopleOfByline(byline)) EXPECT_FALSE(name.empty()) << byline;
  }
  EXPECT_EQ(PeopleOfByline("By Jane Doe > Reuters"), Names{"Jane Doe"});
}

TEST(AuthorNames, KnowsLabels) {
  EXPECT_TRUE(NamesNobody("admin"));
  EXPECT_TRUE(NamesNobody("Staff Writer"));
  EXPECT_FALSE(NamesNobody("University of Tokyo"));
  EXPECT_TRUE(AnnouncesAuthor("Written by Jane Doe"));
  EXPECT_FALSE(AnnouncesAuthor("Bystanders saw it"));
}

}  // namespace
}  // namespace dossier::indexer
