#include "indexer/gazetteer/name_tokens.h"

#include <array>

namespace dossier::indexer {
namespace {

constexpr std::array<unsigned char, 256> MakeClasses() {
  std::array<unsigned char, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[static_cast<size_t>(c)] = 1;
  for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<size_t>(c)] = 2;
  for (int c = '0'; c <= '9'; ++c) classes[static_cast<size_t>(c)] = 3;
  classes['&'] = 4;
  for (size_t c = 0x80; c < 256; ++c) classes[c] = 5;
  return classes;
}

enum class Wide { kNone, kLetter, kSingle };

struct WideChar {
  char32_t code = 0;
  size_t length = 1;
};

WideChar Decode(std::string_view text, size_t position) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[position + i]); };
  const size_t left = text.size() - position;
  const unsigned char lead = byte(0);
  if (lead >= 0xC2 && lead < 0xE0 && left >= 2)
    return {static_cast<char32_t>((lead & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
  if (lead >= 0xE0 && lead < 0xF0 && left >= 3) {
    return {static_cast<char32_t>((lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)), 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && left >= 4) {
    return {
        static_cast<char32_t>((lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F)),
        4};
  }
  return {0xFFFD, 1};
}

Wide KindOf(char32_t c) {
  if (c >= 0xC0 && c <= 0x24F) return c == 0xD7 || c == 0xF7 ? Wide::kNone : Wide::kLetter;
  if (c >= 0x250 && c < 0x370) return c >= 0x300 ? Wide::kLetter : Wide::kNone;  // combining marks belong to a word
  if (c >= 0x370 && c < 0x1100) return Wide::kLetter;
  if (c >= 0x1E00 && c < 0x2000) return Wide::kLetter;
  if ((c >= 0x3041 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7B0)) return Wide::kSingle;
  return Wide::kNone;
}

// The base letters of Latin-1 and Latin Extended-A, from U+00C0 on; '*' where two letters or none are meant.
constexpr std::string_view kBase =
    "aaaaaa*ceeeeiiiidnooooo*ouuuuyts"   // C0-DF
    "aaaaaa*ceeeeiiiidnooooo*ouuuuyty"   // E0-FF
    "aaaaaaccccccccddddeeeeeeeeeegggg"   // 100-11F
    "gggghhhhiiiiiiiiii**jjkkklllllll"   // 120-13F
    "lllnnnnnnnnnoooooo**rrrrrrssssss"   // 140-15F
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // 160-17F

uint64_t Feed(uint64_t hash, uint64_t unit) { return (hash ^ unit) * 0x100000001B3u; }

constexpr uint64_t kSeed = 0xCBF29CE484222325u;
constexpr uint64_t kAmpersandHash = 0x7FB5D329728EA185u;

uint64_t FeedWide(uint64_t hash, char32_t c) {
  if (c >= 0xC0 && c < 0xC0 + kBase.size()) {
    const char base = kBase[c - 0xC0];
    if (base != '*') return Feed(hash, static_cast<unsigned char>(base));
    if (c == 0xC6 || c == 0xE6) return Feed(Feed(hash, 'a'), 'e');
    if (c == 0x152 || c == 0x153) return Feed(Feed(hash, 'o'), 'e');
    return hash;
  }
  if (c >= 0x300 && c < 0x370) return hash;                   // combining marks fold away
  if (c >= 0x391 && c <= 0x3A9) return Feed(hash, c + 0x20);  // Greek and Cyrillic capitals
  if (c >= 0x410 && c <= 0x42F) return Feed(hash, c + 0x20);
  if (c >= 0x400 && c <= 0x40F) return Feed(hash, c + 0x50);
  return Feed(hash, c);
}

bool IsLetterAt(std::string_view text, size_t position) {
  if (position >= text.size()) return false;
  const unsigned char kind = kNameByteClass[static_cast<unsigned char>(text[position])];
  return kind == 1 || kind == 2;
}

bool IsWordAt(std::string_view text, size_t position) {
  if (position >= text.size()) return false;
  const unsigned char kind = kNameByteClass[static_cast<unsigned char>(text[position])];
  if (kind == 5) return KindOf(Decode(text, position).code) != Wide::kNone;
  return kind >= 1 && kind <= 3;
}

// "U.S." "S.p.A." "F.B.I": single letters joined by single full stops read as one word.
bool Initialism(std::string_view text, size_t begin, NameToken& token) {
  size_t at = begin;
  int letters = 1;
  uint64_t hash = Feed(kSeed, static_cast<unsigned char>(text[begin] | 0x20));
  while (at + 2 < text.size() && text[at + 1] == '.' && IsLetterAt(text, at + 2) && !IsWordAt(text, at + 3)) {
    at += 2;
    ++letters;
    hash = Feed(hash, static_cast<unsigned char>(text[at] | 0x20));
  }
  if (letters < 2) return false;
  token.begin = begin;
  token.end = at + 1 < text.size() && text[at + 1] == '.' ? at + 2 : at + 1;
  token.hash = hash;
  return true;
}

}  // namespace

namespace {
constexpr std::array<unsigned char, 256> kClasses = MakeClasses();
}

// A plain array, so that the header needs no <array>.
#define ROW_(n)                                                                                                      \
  kClasses[n], kClasses[n + 1], kClasses[n + 2], kClasses[n + 3], kClasses[n + 4], kClasses[n + 5], kClasses[n + 6], \
      kClasses[n + 7]
#define ROWS_(n) ROW_(n), ROW_(n + 8), ROW_(n + 16), ROW_(n + 24)
const unsigned char kNameByteClass[256] = {ROWS_(0),   ROWS_(32),  ROWS_(64),  ROWS_(96),
                                           ROWS_(128), ROWS_(160), ROWS_(192), ROWS_(224)};
#undef ROWS_
#undef ROW_

bool NextNameToken(std::string_view text, size_t position, NameToken& token) {
  size_t at = position;
  while (at < text.size()) {
    const unsigned char kind = kNameByteClass[static_cast<unsigned char>(text[at])];
    if (kind == 0) {
      ++at;
    } else if (kind == 4) {
      token = {at, at + (text.substr(at, 5) == "&amp;" ? 5u : 1u), kAmpersandHash};
      return true;
    } else if (kind == 5) {
      const WideChar wide = Decode(text, at);
      const Wide what = KindOf(wide.code);
      if (what == Wide::kSingle) {
        token = {at, at + wide.length, FeedWide(kSeed, wide.code)};
        return true;
      }
      if (what == Wide::kLetter) break;
      at += wide.length;
    } else {
      break;
    }
  }
  if (at >= text.size()) return false;
  if (IsLetterAt(text, at) && at + 1 < text.size() && text[at + 1] == '.' && Initialism(text, at, token)) return true;
  token.begin = at;
  uint64_t hash = kSeed;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    const unsigned char kind = kNameByteClass[c];
    if (kind == 1 || kind == 3) {
      hash = Feed(hash, c);
      ++at;
    } else if (kind == 2) {
      hash = Feed(hash, c | 0x20u);
      ++at;
    } else if (kind == 5) {
      const WideChar wide = Decode(text, at);
      if (KindOf(wide.code) != Wide::kLetter) break;
      hash = FeedWide(hash, wide.code);
      at += wide.length;
    } else {
      break;
    }
  }
  token.end = at;
  token.hash = hash;
  const std::string_view word = text.substr(token.begin, at - token.begin);
  if (word.size() == 3 && (word[0] | 0x20) == 'a' && (word[1] | 0x20) == 'n' && (word[2] | 0x20) == 'd')
    token.hash = kAmpersandHash;
  return true;
}

bool StartsWithCapital(std::string_view text, size_t position) {
  if (position >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[position]);
  if (c < 0x80) return kNameByteClass[c] == 2;
  const char32_t wide = Decode(text, position).code;
  if (wide >= 0xC0 && wide <= 0xDE) return wide != 0xD7;
  if (wide >= 0x100 && wide <= 0x137) return wide % 2 == 0;
  if (wide >= 0x139 && wide <= 0x148) return wide % 2 == 1;
  if (wide >= 0x14A && wide <= 0x177) return wide % 2 == 0;
  if (wide >= 0x178 && wide <= 0x17E) return wide == 0x178 || wide % 2 == 1;
  return (wide >= 0x391 && wide <= 0x3A9) || (wide >= 0x400 && wide <= 0x42F);
}

bool IsAllCapitals(std::string_view text) {
  bool capital = false;
  for (size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (kNameByteClass[c] == 1) return false;
    if (c < 0x80) {
      capital |= kNameByteClass[c] == 2;
      ++at;
      continue;
    }
    const WideChar wide = Decode(text, at);
    if (KindOf(wide.code) == Wide::kLetter) {
      if (!StartsWithCapital(text, at) && !(wide.code >= 0x300 && wide.code < 0x370)) return false;
      capital = true;
    }
    at += wide.length;
  }
  return capital;
}

}  // namespace dossier::indexer
