#include "query/proof/selector.h"

#include "tests/support/answers.h"

namespace dossier::query {
namespace {

using testing::RowOf;

std::string Repeated(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST(Selector, WhenTheTextHasLongCharacters_ThenPlacesCountCodePoints) {
  EvidenceRow row = RowOf("\xC3\xA9\xE2\x80\x93 ", "\xF0\x9F\x98\x80 said", " \xC3\xA9");
  row.passage.begin_code_point = 100;
  const Selector selector = SelectorOf(row);
  EXPECT_EQ(selector.exact, "\xF0\x9F\x98\x80 said");
  EXPECT_EQ(selector.start, 103u);
  EXPECT_EQ(selector.end, 109u);
  EXPECT_EQ(selector.prefix, "\xC3\xA9\xE2\x80\x93 ");
  EXPECT_EQ(selector.suffix, " \xC3\xA9");
}

TEST(Selector, WhenTheContextIsLong_ThenItIsCutToThirtyTwoWholeCharacters) {
  const std::string many = Repeated("\xC3\xA9", 50);
  const Selector selector = SelectorOf(RowOf(many, "quoted", many));
  EXPECT_EQ(selector.prefix, Repeated("\xC3\xA9", 32));
  EXPECT_EQ(selector.suffix, Repeated("\xC3\xA9", 32));
}

TEST(Selector, WhenTheStatementIsTheWholePassage_ThenTheContextIsThatOfTheText) {
  EvidenceRow row = RowOf("", "quoted", "");
  row.passage.before = "the text before ";
  row.passage.after = " the text behind";
  const Selector selector = SelectorOf(row);
  EXPECT_EQ(selector.prefix, "the text before ");
  EXPECT_EQ(selector.suffix, " the text behind");
  EXPECT_EQ(selector.start, 0u);
}

}  // namespace
}  // namespace dossier::query
