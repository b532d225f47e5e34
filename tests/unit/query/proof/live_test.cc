#include "query/proof/live.h"

#include <gtest/gtest.h>

#include "corpus/base/digest.h"

namespace dossier::query {
namespace {

const std::string kQuoted = "The Commerce Department banned American companies from selling parts to ZTE on Monday.";

std::string PageWith(const std::string& sentence) {
  return "<!DOCTYPE html><html lang=\"en\"><head><title>Parts</title></head><body><article><h1>Parts</h1><p>The order "
         "was "
         "made public in the afternoon, hours after markets had closed for the day, officials said.</p><p>" +
         sentence +
         "</p><p>The company did not answer letters that asked for its view of the order and of what comes "
         "next.</p></article></body></html>";
}

LivePage Answered(const std::string& html) {
  LivePage page;
  page.asked = page.url = "https://example.org/1";
  page.outcome = "fetched";
  page.content_type = "text/html; charset=utf-8";
  page.bytes = html;
  page.sha256 = Sha256(html).hex();
  return page;
}

Claim Quoted() {
  Claim claim;
  claim.exact = kQuoted;
  claim.capture_sha256 = Sha256(PageWith(kQuoted)).hex();
  return claim;
}

TEST(Live, WhenThePageIsAsItWas_ThenItIsIntactAndElsewhereMoved) {
  LivePage page = Answered(PageWith(kQuoted));
  EXPECT_EQ(CompareLive(Quoted(), page).state, LiveState::kIntact);
  page.url = "https://example.org/2";
  EXPECT_EQ(CompareLive(Quoted(), page).state, LiveState::kMoved);
}

TEST(Live, WhenOnlyAWordChanged_ThenItIsAlteredAndTheDiffSaysWhich) {
  std::string changed = kQuoted;
  changed.replace(changed.find("banned"), 6, "warned");
  const LiveResult result = CompareLive(Quoted(), Answered(PageWith(changed)));
  ASSERT_EQ(result.state, LiveState::kAltered) << result.reason;
  EXPECT_EQ(result.now, changed);
  std::string removed, added;
  for (const DiffPart& part : result.diff) {
    if (part.op == DiffPart::Op::kRemoved) removed += part.text;
    if (part.op == DiffPart::Op::kAdded) added += part.text;
  }
  EXPECT_EQ(removed, "banned");
  EXPECT_EQ(added, "warned");
}

TEST(Live, WhenTheWordsAreGone_ThenItIsGoneNotAltered) {
  EXPECT_EQ(
      CompareLive(Quoted(), Answered(PageWith("A new text stands here, which speaks of the weather in spring."))).state,
      LiveState::kGone);
}

// A page that could not be had is never taken for one that is gone.
TEST(Live, WhenThePageCouldNotBeHad_ThenItIsUnchecked) {
  for (const char* outcome : {"timeout", "robots", "dns", "http-503", "http-429", "http-403", "", "something new"}) {
    LivePage page = Answered("");
    page.outcome = outcome;
    EXPECT_EQ(CompareLive(Quoted(), page).state, LiveState::kUnchecked) << outcome;
  }
  for (const char* outcome : {"http-404", "http-410"}) {
    LivePage page = Answered("");
    page.outcome = outcome;
    EXPECT_EQ(CompareLive(Quoted(), page).state, LiveState::kGone) << outcome;
  }
  EXPECT_EQ(CompareLive(Claim{}, Answered(PageWith(kQuoted))).state, LiveState::kUnchecked);
}

TEST(Live, WhenTheAnswerIsHostile_ThenItIsNeverIntact) {
  for (const std::string& bytes : {std::string(), std::string(1000, '\0'), std::string(100000, '<'),
                                   "%PDF-1.4 " + kQuoted.substr(0, 20), std::string("{\"a\":[[[[")}) {
    const LiveState state = CompareLive(Quoted(), Answered(bytes)).state;
    EXPECT_NE(state, LiveState::kIntact);
    EXPECT_NE(state, LiveState::kMoved);
  }
}

TEST(DiffWords, WhenPutTogether_ThenBothTextsComeBack) {
  const std::string cases[][2] = {{"a b c", "a x c"},   {"", "a b"},    {"a b", ""},
                                  {"a a a b", "a b a"}, {"x y", "a b"}, {"", ""}};
  for (const auto& [before, after] : cases) {
    std::string first, second;
    for (const DiffPart& part : DiffWords(before, after)) {
      if (part.op != DiffPart::Op::kAdded) first += (first.empty() ? "" : " ") + part.text;
      if (part.op != DiffPart::Op::kRemoved) second += (second.empty() ? "" : " ") + part.text;
    }
    EXPECT_EQ(first, before);
    EXPECT_EQ(second, after);
  }
  EXPECT_EQ(DiffWords("a b", "a b").size(), 1u);
}

}  // namespace
}  // namespace dossier::query
