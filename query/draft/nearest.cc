#include "query/draft/nearest.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/index/reader.h"

namespace dossier::query {
namespace {

// Stems of the words that tell something, sorted; of all words when none does.
std::vector<std::string> TellingWords(std::string_view text) {
  std::vector<std::string> telling, all;
  for (const auto& word : indexer::WordsOf(text)) {
    all.push_back(word.stem);
    if (!IsCommonWord(FoldCase(text.substr(word.begin, word.end - word.begin)))) telling.push_back(word.stem);
  }
  std::vector<std::string>& words = telling.empty() ? all : telling;
  std::sort(words.begin(), words.end());
  return std::move(words);
}

std::vector<std::string_view> Sentences(std::string_view text) {
  std::vector<std::string_view> sentences;
  size_t begin = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (std::string_view(".!?").find(text[i]) == std::string_view::npos || text[i + 1] != ' ') continue;
    if (i - begin < 20) continue;  // an abbreviation, more likely
    sentences.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 2;
  }
  if (begin < text.size()) sentences.push_back(text.substr(begin));
  return sentences;
}

}  // namespace

bool IsCommonWord(std::string_view folded) {
  static const std::set<std::string, std::less<>> kCommon = {
      "a",       "about",   "after",  "again",   "against", "all",    "also",  "always", "am",     "an",     "and",
      "another", "any",     "are",    "as",      "at",      "back",   "be",    "been",   "before", "being",  "both",
      "but",     "by",      "can",    "case",    "come",    "could",  "day",   "did",    "do",     "does",   "done",
      "down",    "each",    "either", "end",     "even",    "ever",   "every", "fact",   "few",    "first",  "for",
      "from",    "get",     "give",   "given",   "go",      "good",   "great", "had",    "has",    "have",   "he",
      "her",     "here",    "him",    "his",     "how",     "i",      "if",    "in",     "into",   "is",     "it",
      "its",     "just",    "kind",   "know",    "last",    "less",   "like",  "little", "long",   "made",   "make",
      "many",    "may",     "me",     "might",   "more",    "most",   "much",  "must",   "my",     "never",  "new",
      "no",      "not",     "now",    "of",      "off",     "on",     "once",  "one",    "only",   "or",     "other",
      "our",     "out",     "over",   "own",     "part",    "people", "place", "put",    "right",  "said",   "same",
      "say",     "says",    "see",    "she",     "should",  "so",     "some",  "still",  "such",   "take",   "than",
      "that",    "the",     "their",  "them",    "then",    "there",  "these", "they",   "thing",  "things", "this",
      "those",   "through", "time",   "to",      "too",     "two",    "under", "until",  "up",     "us",     "very",
      "was",     "way",     "we",     "well",    "were",    "what",   "when",  "where",  "which",  "while",  "who",
      "why",     "will",    "with",   "without", "work",    "world",  "would", "year",   "years",  "yes",    "yet",
      "you",     "your"};
  return kCommon.contains(folded);
}

std::string NearestSentence(std::string_view quotation, const std::vector<indexer::Passage>& passages) {
  const std::vector<std::string> wanted = TellingWords(quotation);
  std::string best;
  double best_share = 0.4;
  const auto look = [&](std::string_view sentence) {
    const std::vector<std::string> held = TellingWords(sentence);
    std::vector<std::string> common;
    std::set_intersection(wanted.begin(), wanted.end(), held.begin(), held.end(), std::back_inserter(common));
    if (common.size() < std::min<size_t>(2, wanted.size()) || wanted.empty()) return;
    const double of_wanted = static_cast<double>(common.size()) / static_cast<double>(wanted.size());
    const double of_held = static_cast<double>(common.size()) / static_cast<double>(held.size());
    const double share = 0.85 * of_wanted + 0.15 * of_held;
    if (share <= best_share) return;
    best_share = share;
    best = CollapseWhiteSpace(sentence);
  };
  for (const indexer::Passage& passage : passages) {
    std::vector<std::pair<size_t, size_t>> said;
    for (const auto& statement : passage.statements) {
      look(statement.text_of(passage.text));
      said.emplace_back(statement.begin, statement.end);
    }
    for (const std::string_view sentence : Sentences(passage.text)) {
      const size_t begin = static_cast<size_t>(sentence.data() - passage.text.data());
      const bool told = std::any_of(said.begin(), said.end(), [&](const auto& range) {
        return range.first < begin + sentence.size() && range.second > begin;
      });
      if (!told && sentence.size() < 2000) look(sentence);
    }
  }
  return best;
}

}  // namespace dossier::query
