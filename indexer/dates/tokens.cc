#include "indexer/dates/tokens.h"

#include <array>

namespace dossier::indexer::dates {
namespace {

constexpr size_t kLongestWord = 14;  // no word of the table is longer

enum class Class : uint8_t { kSpace, kLetter, kDigit, kPunct, kHigh, kNewline };

constexpr std::array<Class, 256> BuildClasses() {
  std::array<Class, 256> classes{};
  for (size_t c = 0; c < 256; ++c) {
    if (c == '\n' || c == '\r')
      classes[c] = Class::kNewline;
    else if (c <= ' ')
      classes[c] = Class::kSpace;
    else if (c >= '0' && c <= '9')
      classes[c] = Class::kDigit;
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      classes[c] = Class::kLetter;
    else if (c >= 0x80)
      classes[c] = Class::kHigh;
    else
      classes[c] = Class::kPunct;
  }
  return classes;
}
constexpr std::array<Class, 256> kClasses = BuildClasses();

Class ClassAt(std::string_view text, size_t position) { return kClasses[static_cast<uint8_t>(text[position])]; }

// Punctuation outside ASCII that dates meet: dashes, quotes, no-break spaces. Length 0: an ordinary letter.
struct HighChar {
  size_t length = 0;
  char as = 0;
};
HighChar ReadHigh(std::string_view text, size_t position) {
  const auto byte = [&](size_t i) { return position + i < text.size() ? static_cast<uint8_t>(text[position + i]) : 0; };
  if (byte(0) == 0xC2 && (byte(1) == 0xA0 || byte(1) < 0xAA)) return {2, byte(1) == 0xA0 ? ' ' : '#'};
  if (byte(0) == 0xC2 && byte(1) == 0xB7) return {2, '.'};
  if (byte(0) != 0xE2 || byte(1) != 0x80) return {};
  const int third = byte(2);
  if (third <= 0x8D || third == 0xAF) return {3, ' '};
  if (third <= 0x95) return {3, '-'};
  if (third == 0x98 || third == 0x99 || third == 0xB2) return {3, '\''};
  if (third <= 0x9F || third == 0xB3) return {3, '"'};
  return {3, '#'};
}

void ReadWord(std::string_view text, Token& token, bool has_high) {
  const std::string_view word = text.substr(token.begin, token.end - token.begin);
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (upper(word[0])) token.flags |= kCapital;
  if (word.size() > 1 && upper(word[0]) && upper(word[1])) token.flags |= kAllCaps;
  if (word.size() > kLongestWord) return;
  char lower[kLongestWord];
  for (size_t i = 0; i < word.size(); ++i) lower[i] = upper(word[i]) ? static_cast<char>(word[i] + 32) : word[i];
  const std::string_view folded(lower, word.size());
  if (const WordInfo* info = FindWord(folded)) {
    token.type = info->type;
    token.value = info->value;
    token.flags |= info->flags;
    token.verb = info->verb;
  } else if (!has_high && word.size() > 3 && folded.ends_with("ed") && !upper(word[0])) {
    token.verb = Verb::kPast;
  }
}

// Reads one token at `position` (no space); returns the position after it.
size_t ReadToken(std::string_view text, size_t position, size_t end, Token& token) {
  token.begin = static_cast<uint32_t>(position);
  size_t next = position;
  if (ClassAt(text, position) == Class::kDigit) {
    int64_t value = 0;
    while (next < end && ClassAt(text, next) == Class::kDigit) {
      if (next - position < 9) value = value * 10 + (text[next] - '0');
      ++next;
    }
    token.type = Type::kNumber;
    token.value = static_cast<int32_t>(value);
    token.digits = static_cast<uint8_t>(next - position > 255 ? 255 : next - position);
    token.end = static_cast<uint32_t>(next);
    return next;
  }
  if (ClassAt(text, position) == Class::kPunct) {
    token.type = Type::kPunct;
    token.value = text[position];
    token.end = static_cast<uint32_t>(position + 1);
    return position + 1;
  }
  bool has_high = false;
  while (next < end) {
    const Class c = ClassAt(text, next);
    if (c == Class::kHigh) {
      if (ReadHigh(text, next).length != 0) break;
      has_high = true;
    } else if (c != Class::kLetter) {
      break;
    }
    ++next;
  }
  token.end = static_cast<uint32_t>(next);
  ReadWord(text, token, has_high);
  return next;
}

bool StartsSomething(Type type) {
  return type != Type::kOther && type != Type::kPunct && type != Type::kPreposition && type != Type::kDeterminer &&
         type != Type::kSuffix;
}

}  // namespace

bool Tokenize(std::string_view text, size_t begin, size_t end, std::vector<Token>& tokens) {
  bool any = false;
  uint8_t pending = kLineStart;
  size_t position = begin;
  while (position < end) {
    const Class c = ClassAt(text, position);
    if (c == Class::kSpace || c == Class::kNewline) {
      pending = static_cast<uint8_t>((pending & ~kGlued) | (c == Class::kNewline ? kLineStart : 0));
      ++position;
      continue;
    }
    Token token;
    if (c == Class::kHigh) {
      const HighChar high = ReadHigh(text, position);
      if (high.length != 0 && high.as == ' ') {
        pending = static_cast<uint8_t>(pending & ~kGlued);
        position += high.length;
        continue;
      }
      if (high.length != 0) {
        token = {static_cast<uint32_t>(position), static_cast<uint32_t>(position + high.length), high.as, Type::kPunct};
        position += high.length;
      }
    }
    if (token.end == 0) position = ReadToken(text, position, end, token);
    token.flags |= pending;
    pending = kGlued;
    any = any || StartsSomething(token.type);
    tokens.push_back(token);
  }
  return any;
}

}  // namespace dossier::indexer::dates
