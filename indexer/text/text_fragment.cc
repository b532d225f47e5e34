#include "indexer/text/text_fragment.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <iterator>
#include <utility>
#include <vector>

#include "corpus/base/case_folding.h"
#include "corpus/base/hash.h"
#include "corpus/base/unseen.h"
#include "corpus/base/utf8.h"
#include "indexer/text/words.h"

namespace dossier::indexer {
namespace {

constexpr size_t kLongestWhole = 300;  // bytes; longer sentences are given by their first and last words
constexpr size_t kEdgeWords = 6;
constexpr std::string_view kBreakMark = "\xEF\xB7\x90";  // U+FDD0

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kKey = 16;              // bytes of a text that say in which chain it stands
constexpr size_t kMostSteps = 1000;      // along a chain
constexpr size_t kMostSearched = 65536;  // bytes of a page that is searched for a text shorter than a key
constexpr size_t kAround = 512;          // bytes of a block that are looked at before and after a sentence

uint64_t KeyAt(std::string_view text, size_t at) {
  const uint64_t hash = Fnv1a(text.substr(at, kKey));
  return hash ^ hash >> 32;
}

// The last bytes of a text, from a blank on.
std::string_view EndOf(std::string_view text) {
  if (text.size() <= kAround) return text;
  text.remove_prefix(text.size() - kAround);
  return text.substr(std::min(text.find(' '), text.size()));
}

std::string_view BeginningOf(std::string_view text) {
  if (text.size() <= kAround) return text;
  const size_t blank = text.rfind(' ', kAround);
  return text.substr(0, blank == std::string_view::npos ? 0 : blank);
}

// What a browser compares: it reads past soft hyphens and characters without width.
std::string Plain(std::string_view text) { return CollapseWhiteSpace(WithoutUnseen(text)); }
std::string Folded(std::string_view text) { return FoldCase(Plain(text)); }

std::vector<RawWord> Words(std::string_view text) {
  std::vector<RawWord> words;
  ForEachWord(text, [&](const RawWord& word) { words.push_back(word); });
  return words;
}

}  // namespace

std::string MarkBreaks(std::string_view markup) {
  static constexpr std::string_view kTags[] = {
      "address", "article",  "aside",      "blockquote", "br",     "caption", "dd",  "details", "div", "dl",
      "dt",      "fieldset", "figcaption", "figure",     "footer", "form",    "h1",  "h2",      "h3",  "h4",
      "h5",      "h6",       "header",     "hr",         "li",     "main",    "nav", "ol",      "p",   "pre",
      "section", "summary",  "table",      "tbody",      "td",     "tfoot",   "th",  "thead",   "tr",  "ul"};
  std::string out;
  out.reserve(markup.size() + markup.size() / 8);
  size_t copied = 0;
  for (size_t at = markup.find('<'); at != std::string_view::npos; at = markup.find('<', at + 1)) {
    size_t name = at + 1;
    if (name < markup.size() && markup[name] == '/') ++name;
    size_t end = name;
    std::string tag;
    while (end < markup.size() && tag.size() < 12 && std::isalnum(static_cast<unsigned char>(markup[end])))
      tag += static_cast<char>(std::tolower(static_cast<unsigned char>(markup[end++])));
    if (!std::binary_search(std::begin(kTags), std::end(kTags), std::string_view(tag))) continue;
    out.append(markup, copied, at - copied).append(kBreakMark);
    copied = at;
  }
  return out.append(markup, copied);
}

PageText::PageText(std::string_view text) {
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(kBreakMark, at), text.size());
    const std::string part = Folded(text.substr(at, end - at));
    if (!part.empty() && !folded_.empty()) {
      breaks_.push_back(folded_.size());
      folded_ += ' ';
    }
    folded_ += part;
    at = end + kBreakMark.size();
  }
  AddPlaces();
}

void PageText::AddPlaces() {
  if (folded_.size() >= kNone) return;
  for (size_t at = 0; at + kKey <= folded_.size(); ++at)
    if (IsWordBoundary(folded_, at)) boundaries_.push_back(static_cast<uint32_t>(at));
  chains_.assign(std::bit_ceil(boundaries_.size() + 1), kNone);
  next_.assign(boundaries_.size(), kNone);
  for (size_t i = boundaries_.size(); i-- > 0;) {  // from the end, so that chains are in the order of the text
    uint32_t& first = chains_[KeyAt(folded_, boundaries_[i]) & (chains_.size() - 1)];
    next_[i] = std::exchange(first, static_cast<uint32_t>(i));
  }
}

std::vector<size_t> PageText::Places(std::string_view needle) const {
  std::vector<size_t> places;
  if (needle.empty() || chains_.empty()) return places;
  const auto stands = [&](size_t at) {
    return IsWordBoundary(folded_, at) && IsWordBoundary(folded_, at + needle.size());
  };
  if (needle.size() < kKey) {
    if (folded_.size() > kMostSearched) return {0, 0};
    for (size_t at = folded_.find(needle); at != std::string::npos && places.size() < 2;
         at = folded_.find(needle, at + 1))
      if (stands(at)) places.push_back(at);
    return places;
  }
  size_t steps = 0;
  for (uint32_t i = chains_[KeyAt(needle, 0) & (chains_.size() - 1)]; i != kNone && places.size() < 2; i = next_[i]) {
    if (++steps > kMostSteps) return {0, 0};
    const size_t at = boundaries_[i];
    if (folded_.compare(at, needle.size(), needle) == 0 && stands(at)) places.push_back(at);
  }
  return places;
}

bool PageText::IsBroken(size_t begin, size_t end) const {
  const auto next = std::upper_bound(breaks_.begin(), breaks_.end(), begin);
  return next != breaks_.end() && *next < end;
}

std::string EncodeFragment(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += static_cast<char>(c);
    } else {
      out += '%';
      out += kHex[c >> 4];
      out += kHex[c & 15];
    }
  }
  return out;
}

// "start,end" for a sentence that is long or that lines and blocks break: its first words up to a break, its last ones
// behind one. Either must stand once in the page, else the range could begin or end elsewhere.
std::string PageText::Range(const std::string& sentence, size_t place) const {
  const std::string folded = Folded(sentence);
  const auto words = Words(sentence), places = Words(folded);
  if (words.size() != places.size() || words.size() < 3) return "";
  const bool broken = IsBroken(place, place + folded.size());
  if (!broken && words.size() < 3 * kEdgeWords) return "";
  size_t first = 1, last = 1;
  while (first < kEdgeWords && !IsBroken(place + places[0].begin, place + places[first].end)) ++first;
  while (last < kEdgeWords && !IsBroken(place + places[words.size() - 1 - last].begin, place + places.back().end))
    ++last;
  if (first + last > words.size()) return "";
  const std::string start = sentence.substr(words[0].begin, words[first - 1].end - words[0].begin);
  const size_t end_begin = words[words.size() - last].begin;
  const std::string end = sentence.substr(end_begin, words.back().end - end_begin);
  if (!StandsOnce(Folded(start)) || !StandsOnce(Folded(end))) return "";
  return "#:~:text=" + EncodeFragment(start) + "," + EncodeFragment(end);
}

std::string PageText::FragmentFor(std::string_view sentence, std::string_view before, std::string_view after) const {
  const std::string whole = Plain(sentence), folded = Folded(whole);
  before = EndOf(before);
  after = BeginningOf(after);
  const auto places = Places(folded);
  if (places.empty() || Words(whole).size() < 3) return "";
  const auto unbroken = [&](size_t place) {
    return whole.size() <= kLongestWhole && !IsBroken(place, place + folded.size());
  };
  if (places.size() == 1) return unbroken(places[0]) ? "#:~:text=" + EncodeFragment(whole) : Range(whole, places[0]);
  if (const auto earlier = Words(before); !earlier.empty()) {
    const size_t first = earlier.size() > kEdgeWords ? earlier.size() - kEdgeWords : 0;
    const std::string prefix = Plain(before.substr(earlier[first].begin));
    const size_t length = Folded(prefix).size();
    const auto found = Places(Folded(prefix + " " + whole));
    if (found.size() == 1 && unbroken(found[0] + length + 1) && !IsBroken(found[0], found[0] + length))
      return "#:~:text=" + EncodeFragment(prefix) + "-," + EncodeFragment(whole);
  }
  if (const auto later = Words(after); !later.empty()) {
    const std::string suffix =
        Plain(after.substr(later[0].begin, later[std::min(kEdgeWords, later.size()) - 1].end - later[0].begin));
    const auto found = Places(Folded(whole + " " + suffix));
    if (found.size() == 1 && unbroken(found[0]) &&
        !IsBroken(found[0] + folded.size() + 1, found[0] + folded.size() + 1 + Folded(suffix).size()))
      return "#:~:text=" + EncodeFragment(whole) + ",-" + EncodeFragment(suffix);
  }
  return "";
}

}  // namespace dossier::indexer
