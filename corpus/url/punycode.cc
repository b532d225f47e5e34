#include "corpus/url/punycode.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace dossier {
namespace {

// RFC 3492 section 5.
constexpr uint32_t kBase = 36, kLeast = 1, kMost = 26, kSkew = 38, kDamp = 700, kFirstBias = 72, kFirstCodePoint = 0x80;
constexpr uint32_t kLargest = std::numeric_limits<uint32_t>::max();

// Section 6.1.
uint32_t Adapted(uint32_t delta, size_t points, bool first) {
  delta = first ? delta / kDamp : delta / 2;
  delta += delta / static_cast<uint32_t>(points);
  uint32_t k = 0;
  for (; delta > (kBase - kLeast) * kMost / 2; k += kBase) delta /= kBase - kLeast;
  return k + (kBase - kLeast + 1) * delta / (delta + kSkew);
}

uint32_t Threshold(uint32_t k, uint32_t bias) { return k <= bias ? kLeast : std::min(k - bias, kMost); }

char DigitOf(uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + value - 26); }

// kBase for what is no digit.
uint32_t ValueOf(char32_t digit) {
  if (digit >= '0' && digit <= '9') return digit - '0' + 26;
  if (digit >= 'a' && digit <= 'z') return digit - 'a';
  if (digit >= 'A' && digit <= 'Z') return digit - 'A';
  return kBase;
}

void AppendNumber(std::string& out, uint32_t number, uint32_t bias) {
  for (uint32_t k = kBase;; k += kBase) {
    const uint32_t threshold = Threshold(k, bias);
    if (number < threshold) break;
    out += DigitOf(threshold + (number - threshold) % (kBase - threshold));
    number = (number - threshold) / (kBase - threshold);
  }
  out += DigitOf(number);
}

// The number that begins at `at`, added to `sum`; false when there is none or it does not fit.
bool AddNumber(std::u32string_view text, size_t& at, uint32_t bias, uint32_t& sum) {
  uint64_t weight = 1;
  for (uint32_t k = kBase;; k += kBase) {
    const uint32_t digit = at < text.size() ? ValueOf(text[at++]) : kBase;
    if (digit == kBase) return false;
    const uint64_t larger = sum + digit * weight;
    if (larger > kLargest) return false;
    sum = static_cast<uint32_t>(larger);
    const uint32_t threshold = Threshold(k, bias);
    if (digit < threshold) return true;
    weight *= kBase - threshold;
    if (weight > kLargest) return false;
  }
}

}  // namespace

std::optional<std::string> EncodePunycode(std::u32string_view label) {
  std::string out;
  for (const char32_t c : label) {
    if (c < kFirstCodePoint) out += static_cast<char>(c);
  }
  const size_t plain = out.size();
  if (plain > 0) out += '-';
  uint32_t delta = 0, bias = kFirstBias;
  char32_t reached = kFirstCodePoint;
  for (size_t done = plain; done < label.size();) {
    char32_t next = 0x110000;
    for (const char32_t c : label) {
      if (c >= reached) next = std::min(next, c);
    }
    const uint64_t jump = delta + uint64_t{next - reached} * (done + 1);
    if (jump + label.size() > kLargest) return std::nullopt;
    delta = static_cast<uint32_t>(jump);
    for (const char32_t c : label) {
      if (c < next) ++delta;
      if (c != next) continue;
      AppendNumber(out, delta, bias);
      bias = Adapted(delta, done + 1, done == plain);
      delta = 0;
      ++done;
    }
    ++delta;
    reached = next + 1;
  }
  return out;
}

std::optional<std::u32string> DecodePunycode(std::u32string_view text) {
  const size_t hyphen = text.rfind(U'-');
  const size_t plain = hyphen == std::u32string_view::npos ? 0 : hyphen;
  std::u32string out(text.substr(0, plain));
  uint32_t position = 0, bias = kFirstBias, code_point = kFirstCodePoint;
  for (size_t at = plain == 0 ? 0 : plain + 1; at < text.size();) {
    const uint32_t before = position;
    if (!AddNumber(text, at, bias, position)) return std::nullopt;
    const auto length = static_cast<uint32_t>(out.size() + 1);
    bias = Adapted(position - before, length, before == 0);
    if (position / length > 0x10FFFF - code_point) return std::nullopt;
    code_point += position / length;
    if (code_point >= 0xD800 && code_point < 0xE000) return std::nullopt;
    position %= length;
    out.insert(out.begin() + position++, code_point);
  }
  return out;
}

}  // namespace dossier
