// The rows of actions.tsv as words: cells, and the forms that words take at their places.
#include "indexer/text/action_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace dossier::indexer {
namespace {

std::string Joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

TEST(SplitWords, WhenSeparatorsRepeat_ThenNoPartIsEmpty) {
  EXPECT_TRUE(SplitWords("", ' ').empty());
  EXPECT_TRUE(SplitWords("   ", ' ').empty());
  EXPECT_EQ(SplitWords("a", '|'), (std::vector<std::string_view>{"a"}));
  EXPECT_EQ(SplitWords("|a||b|", '|'), (std::vector<std::string_view>{"a", "b"}));
}

TEST(ActionRows, WhenRead_ThenEveryRowIsWellFormed) {
  ASSERT_GT(ActionRows().size(), 900u);
  std::set<std::string> seen;
  for (const ActionRow& row : ActionRows()) {
    EXPECT_FALSE(row.type.empty() || row.part.empty() || row.phrase.empty());
    if (row.type != kActionSetRow) {
      const std::set<std::string_view> parts = {"verb", "noun", "adjective", "word"};
      EXPECT_TRUE(parts.count(row.part)) << row.part << " " << row.phrase;
    }
    const std::string key = std::string(row.type) + "\t" + std::string(row.part) + "\t" + std::string(row.phrase) +
                            "\t" + std::string(row.conditions);
    EXPECT_TRUE(seen.insert(key).second) << "twice: " << key;
  }
}

TEST(ActionRows, WhenAConditionIsWritten_ThenItIsOneThatTheTableKnows) {
  const std::set<std::string_view> known = {
      "after",  "notafter", "before",   "notbefore", "near",    "with", "also",   "active",  "without", "notnear",
      "object", "subject",  "modality", "real",      "passive", "weak", "spoken", "operand", "definite"};
  for (const ActionRow& row : ActionRows()) {
    if (row.type == kActionSetRow) continue;
    for (std::string_view condition : SplitWords(row.conditions, ' '))
      EXPECT_TRUE(known.count(condition.substr(0, condition.find('=')))) << condition << " of " << row.phrase;
  }
}

TEST(ActionRows, WhenASetIsNamed_ThenItIsDefined) {
  std::set<std::string_view> sets = {"agency"};
  for (const ActionRow& row : ActionRows())
    if (row.type == kActionSetRow) sets.insert(row.part);
  for (const ActionRow& row : ActionRows()) {
    if (row.type == kActionSetRow) continue;
    for (std::string_view cell : {row.phrase, row.conditions}) {
      for (size_t at = cell.find('@'); at != std::string_view::npos; at = cell.find('@', at + 1)) {
        const size_t stop = std::min(cell.find_first_of(" |", at), cell.size());
        EXPECT_TRUE(sets.count(cell.substr(at + 1, stop - at - 1))) << cell;
      }
    }
  }
}

TEST(ActionFormsOf, WhenAWordStandsWhereItIsInflected_ThenAllFormsComeElseOnlyItself) {
  EXPECT_EQ(Joined(ActionFormsOf("ban", PhrasePart::kVerb, true, true)), "ban bans banned banned banning");
  EXPECT_EQ(Joined(ActionFormsOf("ban", PhrasePart::kVerb, false, true)), "ban");
  EXPECT_EQ(Joined(ActionFormsOf("advisory", PhrasePart::kNoun, true, true)), "advisory advisories");
  EXPECT_EQ(Joined(ActionFormsOf("security", PhrasePart::kNoun, true, false)), "security");
  EXPECT_EQ(Joined(ActionFormsOf("alleged", PhrasePart::kAdjective, true, true)), "alleged");
  EXPECT_EQ(Joined(ActionFormsOf("warns", PhrasePart::kWord, true, true)), "warns");
  for (const char* form : {"forbade", "forbidden", "forbidding"}) {
    const std::vector<std::string> forms = ActionFormsOf("forbid", PhrasePart::kVerb, true, true);
    EXPECT_NE(std::find(forms.begin(), forms.end(), form), forms.end()) << form;
  }
  for (const char* form : {"canceled", "cancelled", "cancelling"}) {
    const std::vector<std::string> forms = ActionFormsOf("cancel", PhrasePart::kVerb, true, true);
    EXPECT_NE(std::find(forms.begin(), forms.end(), form), forms.end()) << form << ": both spellings are written";
  }
}

TEST(PhrasePartOf, WhenNamed_ThenItIsThatPart) {
  EXPECT_EQ(PhrasePartOf("verb"), PhrasePart::kVerb);
  EXPECT_EQ(PhrasePartOf("noun"), PhrasePart::kNoun);
  EXPECT_EQ(PhrasePartOf("adjective"), PhrasePart::kAdjective);
  for (const char* other : {"word", "", "Verb"}) EXPECT_EQ(PhrasePartOf(other), PhrasePart::kWord);
}

}  // namespace
}  // namespace dossier::indexer
