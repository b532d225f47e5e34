#include "indexer/page_kind.h"

#include <algorithm>
#include <array>

#include "corpus/base/utf8.h"

namespace dossier::indexer {

namespace {

struct Sign {
  PageKind kind;
  std::string_view phrase;  // folded
};

// What pages say instead of their article; a short page whose title or text holds one is not the article.
constexpr std::array<Sign, 34> kSigns = {{
    {PageKind::kBlockPage, "access denied"},
    {PageKind::kBlockPage, "request access"},
    {PageKind::kBlockPage, "access to this page has been denied"},
    {PageKind::kBlockPage, "you don't have permission to access"},
    {PageKind::kBlockPage, "are you a robot"},
    {PageKind::kBlockPage, "are you a human"},
    {PageKind::kBlockPage, "verify you are human"},
    {PageKind::kBlockPage, "verifying you are human"},
    {PageKind::kBlockPage, "checking your browser"},
    {PageKind::kBlockPage, "just a moment"},
    {PageKind::kBlockPage, "attention required"},
    {PageKind::kBlockPage, "unusual traffic"},
    {PageKind::kBlockPage, "pardon our interruption"},
    {PageKind::kBlockPage, "request unsuccessful"},
    {PageKind::kBlockPage, "the request could not be satisfied"},
    {PageKind::kBlockPage, "please enable javascript and cookies"},
    {PageKind::kBlockPage, "enable js and disable any ad blocker"},
    {PageKind::kBlockPage, "403 forbidden"},
    {PageKind::kBlockPage, "too many requests"},
    {PageKind::kBlockPage, "not available in your region"},
    {PageKind::kBlockPage, "unavailable for legal reasons"},
    {PageKind::kNotFound, "page not found"},
    {PageKind::kNotFound, "404 not found"},
    {PageKind::kNotFound, "404 error"},
    {PageKind::kNotFound, "error 404"},
    {PageKind::kNotFound, "page you requested could not be found"},
    {PageKind::kNotFound, "page you are looking for"},
    {PageKind::kNotFound, "page doesn't exist"},
    {PageKind::kNotFound, "page does not exist"},
    {PageKind::kNotFound, "no longer available"},
    {PageKind::kLoginWall, "log in to continue"},
    {PageKind::kLoginWall, "sign in to continue"},
    {PageKind::kLoginWall, "please log in"},
    {PageKind::kLoginWall, "you must be logged in"},
}};

// Words by which agencies and vendors call their advisories, in titles; folded.
constexpr std::array<std::string_view, 16> kAdvisoryWords = {
    "advisory", "directive", "security bulletin", "security alert", "security notice", "security update", "vulnerability note", "vulnerability in",
    "vulnerabilities in", "cve-20", "icsa-", "alert (", "technical alert", "public service announcement", "final rule", "notice of"};

// What paywalled pages say below the part that everybody may read; folded.
constexpr std::array<std::string_view, 12> kPaywallWords = {
    "subscribe to continue", "subscribe to read", "to continue reading", "continue reading this article", "already a subscriber",
    "this article is for subscribers", "this content is for subscribers", "log in to read", "sign in to read", "register to read",
    "unlock this article", "to read the full"};

template <size_t N>
bool HoldsAny(std::string_view folded, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return folded.find(word) != std::string_view::npos; });
}

// Whether a short block asks the reader to pay. All blocks of a page are asked, so the rare words come first.
bool AsksToSubscribe(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const std::string_view view = lower;
  if (view.find("read") == std::string_view::npos && view.find("continue") == std::string_view::npos &&
      view.find("subscriber") == std::string_view::npos) {
    return false;
  }
  return HoldsAny(view, kPaywallWords);
}

// A page of teasers: hardly a paragraph, mostly links, no description of an article, no date.
bool IsIndexPage(const PageKindInput& input, size_t all, size_t linked, size_t paragraphs) {
  const bool article = std::any_of(input.works.begin(), input.works.end(), [](const JsonLdWork& work) { return work.IsArticle(); }) ||
                       input.meta.Get("og:type") == "article";
  return !article && !input.dated && paragraphs <= 2 && input.blocks.size() >= 40 && linked * 10 >= all * 6;
}

bool IsVideoPage(const PageKindInput& input, size_t kept) {
  if (kept > 600) return false;
  const bool video = std::any_of(input.works.begin(), input.works.end(), [](const JsonLdWork& work) { return work.type == "VideoObject"; });
  const bool article = std::any_of(input.works.begin(), input.works.end(), [](const JsonLdWork& work) { return work.IsArticle(); });
  return input.meta.Get("og:type").starts_with("video") || (video && !article);
}

constexpr size_t kFullArticle = 2500;  // letters: a paywalled page that shows more shows the article
constexpr size_t kShortPage = 1200;  // letters: an article is longer, or has nothing of these in it
constexpr size_t kSomeLinks = 120;   // letters of links: a short list of articles, more than a way back

const Sign* FindSign(std::string_view text) {
  const std::string folded = FoldForComparison(text);
  for (const Sign& sign : kSigns) {
    if (folded.find(sign.phrase) != std::string::npos) return &sign;
  }
  return nullptr;
}

}  // namespace

bool IsTitledAsAdvisory(std::string_view title) { return HoldsAny(FoldForComparison(title), kAdvisoryWords); }

PageKindVerdict ClassifyPage(const PageKindInput& input) {
  PageKindVerdict verdict;
  size_t all = 0, kept = 0, linked = 0, paragraphs = 0;
  bool paywalled = std::any_of(input.works.begin(), input.works.end(), [](const JsonLdWork& work) { return work.restricted; });
  std::string start;
  for (size_t i = 0; i < input.blocks.size(); ++i) {
    all += input.blocks[i].letters;
    linked += input.blocks[i].link_letters;
    if (!paywalled && input.blocks[i].text.size() < 300) paywalled = AsksToSubscribe(input.blocks[i].text);
    if (start.size() < 2 * kShortPage) start += input.blocks[i].text + " ";
    if (input.kept[i] == 0) continue;
    kept += input.blocks[i].letters;
    paragraphs += IsParagraphText(input.blocks[i]) ? 1 : 0;
  }
  const Sign* sign = FindSign(input.title);
  if (sign == nullptr && all < kShortPage) sign = FindSign(start);
  if (sign != nullptr && kept < kShortPage) {
    verdict.kind = sign->kind;
    verdict.why = "says \"" + std::string(sign->phrase) + "\" and little else";
  } else if (input.meta.refresh_at_once && kept < kShortPage / 2) {
    verdict.kind = PageKind::kRedirectStub;
    verdict.why = "sends the visitor on";
  } else if (kept == 0) {
    const bool links = linked >= kSomeLinks && linked * 2 >= all;
    verdict.kind = all > kShortPage || links ? PageKind::kIndexPage : PageKind::kEmpty;
    verdict.why = "holds no paragraph of an article";
  } else if (IsVideoPage(input, kept)) {
    verdict.kind = PageKind::kVideo;
    verdict.why = "describes a video and holds little text";
  } else if (IsIndexPage(input, all, linked, paragraphs)) {
    verdict.kind = PageKind::kIndexPage;
    verdict.why = "is mostly links to other pages";
  } else if (IsTitledAsAdvisory(input.title)) {
    verdict.kind = PageKind::kAdvisory;
    verdict.why = "is titled as an advisory";
  }
  verdict.partial = paywalled && kept < kFullArticle;
  return verdict;
}

}  // namespace dossier::indexer
