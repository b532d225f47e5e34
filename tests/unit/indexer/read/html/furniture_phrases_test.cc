#include "indexer/read/html/furniture_phrases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "corpus/base/embedded.h"

namespace dossier::indexer {

DOSSIER_EMBEDDED(furniture_phrases)

namespace {

bool Begins(std::string_view text, Phrase phrase) { return PhrasesOf(text).begins >> static_cast<int>(phrase) & 1; }
bool Says(std::string_view text, Phrase phrase) { return PhrasesOf(text).holds >> static_cast<int>(phrase) & 1; }

TEST(HtmlPhrases, EveryLineOfTheFileIsOfAKnownKind) {
  std::set<std::string_view> kinds;
  for (int p = 0; p < kPhraseCount; ++p) kinds.insert(PhraseName(static_cast<Phrase>(p)));
  std::string_view rest = Embedded_furniture_phrases();
  size_t lines = 0;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.empty() || line.front() == '#') continue;
    ++lines;
    const size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string_view::npos) << line;
    EXPECT_TRUE(kinds.contains(line.substr(0, tab))) << line.substr(0, tab);
    const std::string_view list = line.substr(tab + 1);
    EXPECT_EQ(list.find("’"), std::string_view::npos) << line.substr(0, 60);
    EXPECT_EQ(("|" + std::string(list) + "|").find("||"), std::string::npos)
        << "an empty phrase in " << line.substr(0, 60);
  }
  EXPECT_GE(lines, kinds.size());
}

TEST(HtmlPhrases, FindsThemInAnyCaseAndBehindQuotationMarks) {
  EXPECT_TRUE(Begins("READ ALSO: Towns stop buying cameras", Phrase::kRelated));
  EXPECT_TRUE(Begins("“Sign up for our newsletter”", Phrase::kPromo));
  EXPECT_TRUE(Begins("Читайте также: Города отказались от камер", Phrase::kRelated));
  EXPECT_TRUE(Begins("À LIRE AUSSI — Les villes renoncent", Phrase::kRelated));
  EXPECT_TRUE(Begins("Você pode gostar...", Phrase::kRelated));
  EXPECT_TRUE(Begins("Διαβάστε επίσης", Phrase::kRelated));
  EXPECT_TRUE(Begins("相关阅读", Phrase::kRelated));
  EXPECT_TRUE(Says("We can’t do this without your help", Phrase::kAppeal));
  EXPECT_TRUE(Begins("Bereits Abonnent? Anmelden", Phrase::kWall));
}

TEST(HtmlPhrases, HoldsToWordBoundaries) {
  EXPECT_FALSE(Says("The shareholders met on Monday", Phrase::kShare));
  EXPECT_FALSE(Says("The commentator left", Phrase::kComment));
  EXPECT_FALSE(Begins("The inspectors of the commission of inquiry wrote: read also", Phrase::kRelated));
}

TEST(HtmlPhrases, TheShareSaysHowMuchOfALineIsFurniture) {
  EXPECT_GT(PhrasesOf("Sign up for our newsletter").share, 0.6f);
  EXPECT_LT(
      PhrasesOf("The agency said on Tuesday that it had sent the newsletter of the ministry to every town.").share,
      0.2f);
  EXPECT_EQ(PhrasesOf("").share, 0);
}

}  // namespace
}  // namespace dossier::indexer
