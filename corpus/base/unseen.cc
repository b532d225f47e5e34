#include "corpus/base/unseen.h"

#include <algorithm>
#include <array>

namespace dossier {

namespace {

constexpr auto kUnseen = std::to_array<std::string_view>(
    {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x81\xA0", "\xEF\xBB\xBF"});

// The bytes of the unseen character at `at`; 0 when there is none.
size_t LengthAt(std::string_view text, size_t at) {
  const char first = text[at];
  if (first != '\xC2' && first != '\xE2' && first != '\xEF') return 0;
  for (const std::string_view unseen : kUnseen) {
    if (text.substr(at).starts_with(unseen)) return unseen.size();
  }
  return 0;
}

}  // namespace

bool IsUnseen(char32_t c) { return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF; }

bool HoldsUnseen(std::string_view text) {
  return std::any_of(kUnseen.begin(), kUnseen.end(),
                     [&](std::string_view unseen) { return text.find(unseen) != std::string_view::npos; });
}

std::string WithoutUnseen(std::string_view text) {
  return HoldsUnseen(text) ? SeenText(text).text() : std::string(text);
}

SeenText::SeenText(std::string_view source) {
  text_.reserve(source.size());
  size_t gone = 0;
  for (size_t i = 0; i < source.size();) {
    const size_t length = LengthAt(source, i);
    if (length == 0) {
      text_ += source[i++];
      continue;
    }
    gone += length;
    i += length;
    if (gaps_.empty() || gaps_.back().at != text_.size()) gaps_.push_back({text_.size(), gone});
    gaps_.back().gone = gone;
  }
}

size_t SeenText::BeginInSource(size_t begin) const {
  const auto next =
      std::upper_bound(gaps_.begin(), gaps_.end(), begin, [](size_t at, const Gap& gap) { return at < gap.at; });
  return begin + (next == gaps_.begin() ? 0 : std::prev(next)->gone);
}

size_t SeenText::EndInSource(size_t end) const {
  const auto next =
      std::lower_bound(gaps_.begin(), gaps_.end(), end, [](const Gap& gap, size_t at) { return gap.at < at; });
  return end + (next == gaps_.begin() ? 0 : std::prev(next)->gone);
}

size_t SeenText::FromSource(size_t at) const {
  // The last gap whose place in the source, its bytes taken in, is not behind `at`.
  const auto next = std::upper_bound(gaps_.begin(), gaps_.end(), at,
                                     [](size_t source, const Gap& gap) { return source < gap.at + gap.gone; });
  const size_t seen = at - (next == gaps_.begin() ? 0 : std::prev(next)->gone);
  return next == gaps_.end() ? seen : std::min(seen, next->at);
}

}  // namespace dossier
