#include "query/proof/live.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "corpus/url/url.h"
#include "indexer/read/reader.h"
#include "query/forms/typography.h"

namespace dossier::query {
namespace {

constexpr double kLeastAlike = 0.6;  // share of the words that an altered sentence keeps
constexpr size_t kLeastSameWords = 3;
constexpr size_t kMostCells = 40'000'000;  // of the alignment; a longer page is aligned in its first part
constexpr size_t kSentenceWords = 40;      // that a sentence may go on before and after what was aligned

struct Word {
  std::string_view text;
  size_t begin = 0, end = 0;
};

std::vector<Word> SplitWords(std::string_view text) {
  std::vector<Word> words;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = std::min(text.find_first_not_of(" \n\t", i), text.size());
    const size_t end = std::min(text.find_first_of(" \n\t", begin), text.size());
    if (end > begin) words.push_back({text.substr(begin, end - begin), begin, end});
    i = end;
  }
  return words;
}

std::vector<std::string> FoldedWords(const std::vector<Word>& words) {
  std::vector<std::string> folded;
  folded.reserve(words.size());
  for (const Word& word : words) {
    std::string bare;
    const std::string text = FoldCase(word.text);
    for (size_t i = 0; i < text.size();) {
      const char32_t c = NextCodePoint(text, i);
      if (IsWordChar(c)) AppendUtf8(bare, c);
    }
    folded.push_back(bare.empty() ? text : bare);
  }
  return folded;
}

struct Region {
  size_t begin = 0, end = 0;  // words
  size_t edits = 0;
};

// The part of `text` with the least word edits from `quote`: an alignment whose ends are free in `text`.
Region NearestRegion(const std::vector<std::string>& quote, const std::vector<std::string>& text) {
  struct Cell {
    size_t edits, start;
  };
  std::vector<Cell> above(text.size() + 1), row(text.size() + 1);
  for (size_t j = 0; j <= text.size(); ++j) above[j] = {0, j};
  for (size_t i = 1; i <= quote.size(); ++i) {
    row[0] = {i, 0};
    for (size_t j = 1; j <= text.size(); ++j) {
      row[j] = {above[j - 1].edits + (quote[i - 1] == text[j - 1] ? 0 : 1), above[j - 1].start};
      if (above[j].edits + 1 < row[j].edits) row[j] = {above[j].edits + 1, above[j].start};
      if (row[j - 1].edits + 1 < row[j].edits) row[j] = {row[j - 1].edits + 1, row[j - 1].start};
    }
    std::swap(above, row);
  }
  Region best{0, 0, quote.size()};
  for (size_t j = 1; j <= text.size(); ++j)
    if (above[j].edits < best.edits) best = {above[j].start, j, above[j].edits};
  return best;
}

bool EndsSentence(std::string_view word) {
  while (!word.empty() && (word.ends_with('"') || word.ends_with(')') || word.ends_with("\xE2\x80\x9D")))
    word.remove_suffix(word.ends_with("\xE2\x80\x9D") ? 3 : 1);
  return word.ends_with('.') || word.ends_with('!') || word.ends_with('?');
}

// The words before and after the aligned part that belong to its sentence.
Region WholeSentence(Region region, const std::vector<Word>& words, std::string_view text) {
  const auto block_ends = [&](size_t before, size_t after) {
    return text.substr(words[before].end, words[after].begin - words[before].end).find("\n\n") !=
           std::string_view::npos;
  };
  size_t begin = region.begin, end = region.end;
  while (begin > 0 && !EndsSentence(words[begin - 1].text) && !block_ends(begin - 1, begin)) --begin;
  while (end < words.size() && !EndsSentence(words[end - 1].text) && !block_ends(end - 1, end)) ++end;
  if (region.begin - begin <= kSentenceWords) region.begin = begin;
  if (end - region.end <= kSentenceWords) region.end = end;
  return region;
}

// The sentence of `text` that became of the quotation, when one is alike enough.
std::optional<std::string> AlteredSentence(const std::string& exact, std::string_view text) {
  const std::vector<Word> quote = SplitWords(exact);
  std::vector<Word> words = SplitWords(text);
  if (quote.empty() || words.empty()) return std::nullopt;
  words.resize(std::min(words.size(), std::max<size_t>(kMostCells / quote.size(), 1)));
  const Region nearest = NearestRegion(FoldedWords(quote), FoldedWords(words));
  const size_t same = quote.size() - std::min(quote.size(), nearest.edits);
  if (nearest.begin == nearest.end || same < std::min(kLeastSameWords, quote.size())) return std::nullopt;
  if (static_cast<double>(same) < kLeastAlike * static_cast<double>(quote.size())) return std::nullopt;
  const Region sentence = WholeSentence(nearest, words, text);
  return CollapseWhiteSpace(
      text.substr(words[sentence.begin].begin, words[sentence.end - 1].end - words[sentence.begin].begin));
}

// What stands between the quotation's neighbours now, when both are still there and near each other.
std::optional<std::string> BetweenNeighbours(const Claim& claim, std::string_view text) {
  if (claim.prefix.size() < 12 || claim.suffix.size() < 12) return std::nullopt;
  const size_t before = text.find(claim.prefix);
  if (before == std::string_view::npos || text.find(claim.prefix, before + 1) != std::string_view::npos)
    return std::nullopt;
  const size_t begin = before + claim.prefix.size();
  const size_t end = text.find(claim.suffix, begin);
  if (end == std::string_view::npos || end - begin > 3 * claim.exact.size() + 100) return std::nullopt;
  std::string between = CollapseWhiteSpace(text.substr(begin, end - begin));
  if (between.empty()) return std::nullopt;
  return between;
}

// An address without what a move to https, a fragment or a last slash changes.
std::string SameAddress(const std::string& address) {
  const auto url = Url::Parse(address);
  std::string text = url ? CanonicalUrl(*url) : address;
  if (const size_t scheme = text.find("://"); scheme != std::string::npos) text.erase(0, scheme + 3);
  while (text.ends_with('/')) text.pop_back();
  return text;
}

bool SameBesideTypography(std::string_view text, const std::string& exact) {
  return FoldTypography(text).find(FoldTypography(exact)) != std::string::npos;
}

// Every text of an HTML page, menus and comments too: words that left the article may stand there.
std::string WholePage(const LivePage& page, const indexer::ReadDocument& read) {
  if (read.format != "html") return "";
  const auto decoded = DecodeToUtf8(page.bytes, read.text.charset);
  if (!decoded) return "";
  corpus::Block block;
  block.ranges = {{0, decoded->size()}};
  auto text = corpus::RenderBlock(*decoded, corpus::BlockSyntax::kMarkup, block, corpus::kCanonicalRuleVersion);
  return text ? *text : "";
}

LiveResult Say(LiveState state, std::string reason) { return {state, std::move(reason), "", {}}; }

LiveResult OfOutcome(const LivePage& page) {
  if (page.outcome == "http-404" || page.outcome == "http-410")
    return Say(LiveState::kGone, "the server answers " + page.outcome.substr(5));
  std::string reason = "no page: " + page.outcome;
  if (page.outcome == "robots") reason = "robots.txt forbids asking";
  if (page.outcome == "private-address") reason = "the address is not public (--allow-private, --allow-host)";
  if (!page.detail.empty()) reason += ": " + page.detail;
  return Say(LiveState::kUnchecked, reason);
}

// Pages that stand in for the one asked for tell nothing about its words.
std::optional<LiveResult> OfKind(indexer::PageKind kind) {
  switch (kind) {
    case indexer::PageKind::kNotFound:
      return Say(LiveState::kGone, "the page now says that it was not found");
    case indexer::PageKind::kBlockPage:
      return Say(LiveState::kUnchecked, "a page that blocks readers answered");
    case indexer::PageKind::kLoginWall:
      return Say(LiveState::kUnchecked, "a login page answered");
    case indexer::PageKind::kRedirectStub:
      return Say(LiveState::kUnchecked, "the page leads on by script or refresh, which is not followed");
    case indexer::PageKind::kEmpty:
      return Say(LiveState::kUnchecked, "the page is empty without scripts");
    default:
      return std::nullopt;
  }
}

// The words stand in the page's text; where?
LiveResult OfPlace(const Claim& claim, const std::string& text, bool elsewhere, const std::string& url) {
  size_t near_before = 0, near_after = 0, near_both = 0, count = 0;
  for (size_t at = text.find(claim.exact); at != std::string::npos; at = text.find(claim.exact, at + 1)) {
    ++count;
    const std::string_view before = std::string_view(text).substr(0, at),
                           after = std::string_view(text).substr(at + claim.exact.size());
    const bool prefix = before.ends_with(claim.prefix), suffix = after.starts_with(claim.suffix);
    near_before += prefix;
    near_after += suffix;
    near_both += prefix && suffix;
  }
  if (elsewhere) return Say(LiveState::kMoved, "the page is now at " + url);
  if (near_both) return Say(LiveState::kIntact, "");
  if (near_before) return Say(LiveState::kIntact, "the text after it has changed");
  if (near_after) return Say(LiveState::kIntact, "the text before it has changed");
  return Say(LiveState::kMoved, "it stands in other surroundings now" +
                                    (count > 1 ? ", " + std::to_string(count) + " times" : std::string()));
}

}  // namespace

std::string_view LiveStateName(LiveState state) {
  switch (state) {
    case LiveState::kIntact:
      return "intact";
    case LiveState::kMoved:
      return "moved";
    case LiveState::kAltered:
      return "altered";
    case LiveState::kGone:
      return "gone";
    case LiveState::kUnchecked:
      return "unchecked";
  }
  return "unchecked";
}

std::vector<DiffPart> DiffWords(std::string_view before, std::string_view after) {
  const std::vector<Word> a = SplitWords(before), b = SplitWords(after);
  // Longest common subsequence of the words, from the end.
  std::vector<std::vector<uint32_t>> common(a.size() + 1, std::vector<uint32_t>(b.size() + 1, 0));
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      common[i][j] = a[i].text == b[j].text ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<DiffPart> parts;
  const auto add = [&](DiffPart::Op op, std::string_view word) {
    if (parts.empty() || parts.back().op != op) parts.push_back({op, ""});
    if (!parts.back().text.empty()) parts.back().text += ' ';
    parts.back().text += word;
  };
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i].text == b[j].text) {
      add(DiffPart::Op::kSame, a[i++].text);
      ++j;
    } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
      add(DiffPart::Op::kRemoved, a[i++].text);
    } else {
      add(DiffPart::Op::kAdded, b[j++].text);
    }
  }
  return parts;
}

LiveResult CompareLive(const Claim& claim, const LivePage& page) {
  if (claim.exact.empty()) return Say(LiveState::kUnchecked, "the certificate quotes nothing");
  if (page.outcome != "fetched") return OfOutcome(page);
  const bool elsewhere = SameAddress(page.url) != SameAddress(page.asked);
  if (page.sha256 == claim.capture_sha256)
    return elsewhere ? Say(LiveState::kMoved, "the same bytes, now at " + page.url)
                     : Say(LiveState::kIntact, "the same bytes");
  indexer::ReaderInput input;
  input.bytes = page.bytes;
  input.url = page.url;
  input.content_type = page.content_type;
  input.fetched = page.fetched;
  const auto read = indexer::Read(input);
  if (!read) return Say(LiveState::kUnchecked, "the page cannot be read: " + read.error().message);
  if (auto result = OfKind(read->page_kind)) return *result;
  const std::string& text = read->text.text;
  if (text.find(claim.exact) != std::string::npos) return OfPlace(claim, text, elsewhere, page.url);
  if (SameBesideTypography(text, claim.exact)) {
    LiveResult result =
        elsewhere ? Say(LiveState::kMoved, "the page is now at " + page.url + "; ") : Say(LiveState::kIntact, "");
    result.reason += "but for quotation marks, dashes or spaces";
    return result;
  }
  auto now = AlteredSentence(claim.exact, text);
  const std::string whole = WholePage(page, *read);
  if (!now && SameBesideTypography(whole, claim.exact))
    return Say(LiveState::kMoved, "the words stand in the page, not in what is read as its main text");
  if (!now) now = BetweenNeighbours(claim, text);
  if (!now && elsewhere) return Say(LiveState::kGone, "the address leads to " + page.url + ", which does not hold it");
  if (!now) return Say(LiveState::kGone, "the page is there, without these words or any like them");
  LiveResult result = Say(LiveState::kAltered, elsewhere ? "the page is now at " + page.url : "");
  result.now = std::move(*now);
  result.diff = DiffWords(claim.exact, result.now);
  return result;
}

}  // namespace dossier::query
