#include "indexer/read/metadata/page_kind_signs.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/embedded.h"
#include "corpus/base/take_until.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

DOSSIER_EMBEDDED(page_kind_signs)

namespace {

constexpr size_t kBlockBytes = 600;  // of a block that are looked at
constexpr size_t kTitleBytes = 120;  // a title or heading of more is a sentence
constexpr PageKind kKinds[] = {PageKind::kBlockPage, PageKind::kNotFound, PageKind::kLoginWall,
                               PageKind::kRedirectStub};

struct Sign {
  PageKind kind = PageKind::kBlockPage;
  bool title = false;
  int points = 0;
  std::vector<std::vector<std::string_view>> groups;  // one of each has to stand there
};

std::vector<Sign> ReadSigns() {
  std::vector<Sign> signs;
  std::string_view rest = Embedded_page_kind_signs();
  while (!rest.empty()) {
    std::string_view line = TakeUntil(rest, '\n');
    if (line.empty() || line.front() == '#') continue;
    Sign sign;
    const std::string_view kind = TakeUntil(line, '\t');
    for (const PageKind each : kKinds) {
      if (PageKindName(each) == kind) sign.kind = each;
    }
    sign.title = TakeUntil(line, '\t') == "title";
    sign.points = TakeUntil(line, '\t') == "2" ? 2 : 1;
    while (!line.empty()) {
      std::string_view group = TakeUntil(line, '&');
      if (!group.empty() && group.front() == ' ') group.remove_prefix(1);
      if (!group.empty() && group.back() == ' ' && !line.empty()) group.remove_suffix(1);
      std::vector<std::string_view>& words = sign.groups.emplace_back();
      while (!group.empty()) words.push_back(TakeUntil(group, '|'));
    }
    signs.push_back(std::move(sign));
  }
  return signs;
}

const std::vector<Sign>& Signs() {
  static const auto* const signs = new std::vector<Sign>(ReadSigns());  // lives as long as the process
  return *signs;
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Where a word or phrase begins that `folded` holds from the start of a word on; npos when it does not.
size_t FindWord(std::string_view folded, std::string_view word) {
  for (size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
    if (at == 0 || !IsWordByte(folded[at - 1])) return at;
  }
  return std::string_view::npos;
}

// The first sign of each group, joined; "" when a group has none.
std::string Match(const Sign& sign, std::string_view folded) {
  std::string found;
  for (const std::vector<std::string_view>& group : sign.groups) {
    const auto word = std::find_if(group.begin(), group.end(), [&](std::string_view each) {
      return FindWord(folded, each) != std::string_view::npos;
    });
    if (word == group.end()) return {};
    if (!found.empty()) found += " ... ";
    found += *word;
  }
  return found;
}

}  // namespace

void SignCounter::AddTitle(std::string_view text, bool whole) {
  if (text.size() <= kTitleBytes) Add(text, true, whole);
}

void SignCounter::AddBlock(std::string_view text) { Add(CutUtf8(text, kBlockBytes), false, false); }

void SignCounter::Add(std::string_view text, bool title, bool whole) {
  const std::string folded = FoldForComparison(text);
  if (folded.empty()) return;
  const std::vector<Sign>& signs = Signs();
  counted_.resize(signs.size());
  for (size_t i = 0; i < signs.size(); ++i) {
    const Sign& sign = signs[i];
    if (counted_[i] != 0 || sign.title != title) continue;
    const std::string found = Match(sign, folded);
    if (found.empty() || (title && found.size() * 10 < folded.size() * (whole ? 6 : 3))) continue;
    counted_[i] = 1;
    const auto kind = static_cast<size_t>(sign.kind);
    points_[kind] += sign.points;
    titled_[kind] = titled_[kind] || title;
    if (why_[kind].empty()) why_[kind] = found;
  }
}

PageKind SignCounter::Best() const {
  return *std::max_element(std::begin(kKinds), std::end(kKinds),
                           [&](PageKind a, PageKind b) { return points(a) < points(b); });
}

std::string SignCounter::Why(PageKind kind) const { return why_[static_cast<size_t>(kind)]; }

}  // namespace dossier::indexer
