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

constexpr size_t kShortPage = 1200;  // letters: an article is longer, or has nothing of these in it

const Sign* FindSign(std::string_view text) {
  const std::string folded = FoldForComparison(text);
  for (const Sign& sign : kSigns) {
    if (folded.find(sign.phrase) != std::string::npos) return &sign;
  }
  return nullptr;
}

}  // namespace

PageKindVerdict ClassifyPage(const PageKindInput& input) {
  PageKindVerdict verdict;
  size_t all = 0, kept = 0, paragraphs = 0;
  std::string start;
  for (size_t i = 0; i < input.blocks.size(); ++i) {
    all += input.blocks[i].letters;
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
    verdict.kind = all > kShortPage ? PageKind::kIndexPage : PageKind::kEmpty;
    verdict.why = "holds no paragraph of an article";
  }
  return verdict;
}

}  // namespace dossier::indexer
