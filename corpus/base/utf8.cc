#include "corpus/base/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace dossier {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr size_t kAnchorStride = 64;

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Decodes one sequence as the WHATWG UTF-8 decoder does: `length` becomes the bytes taken, which for a fault is the
// maximal part that could have begun a valid sequence (at least one). nullopt is a fault.
struct Sequence {
  char32_t code_point = kReplacement;
  size_t length = 1;
  bool valid = false;
};

Sequence Decode(std::string_view text, size_t position) {
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead < 0x80) return {lead, 1, true};
  int more = 0;
  unsigned char lower = 0x80, upper = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    more = 1;
    value = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    more = 2;
    value = lead & 0x0F;
    if (lead == 0xE0) lower = 0xA0;
    if (lead == 0xED) upper = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    more = 3;
    value = lead & 0x07;
    if (lead == 0xF0) lower = 0x90;
    if (lead == 0xF4) upper = 0x8F;
  } else {
    return {};
  }
  size_t length = 1;
  for (; more > 0; --more, ++length) {
    if (position + length >= text.size()) return {kReplacement, length, false};
    const auto byte = static_cast<unsigned char>(text[position + length]);
    if (byte < lower || byte > upper) return {kReplacement, length, false};
    lower = 0x80;
    upper = 0xBF;
    value = (value << 6) | (byte & 0x3F);
  }
  return {value, length, true};
}

}  // namespace

namespace {

// How many bytes from `begin` on are ASCII, looked at by 32.
size_t AsciiLength(std::string_view bytes, size_t begin) {
  constexpr uint64_t kHigh = 0x8080808080808080u;
  size_t i = begin;
  for (; i + 32 <= bytes.size(); i += 32) {
    std::array<uint64_t, 4> words{};
    std::memcpy(words.data(), bytes.data() + i, sizeof(words));
    if (((words[0] | words[1] | words[2] | words[3]) & kHigh) != 0) break;
  }
  while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
  return i - begin;
}

// How many bytes from `begin` on are valid; eight ASCII bytes are looked at together.
size_t ValidLength(std::string_view bytes, size_t begin) {
  size_t i = begin;
  while (i < bytes.size()) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      i += AsciiLength(bytes, i);
      continue;
    }
    const Sequence sequence = Decode(bytes, i);
    if (!sequence.valid) break;
    i += sequence.length;
  }
  return i - begin;
}

}  // namespace

bool IsValidUtf8(std::string_view bytes) { return ValidLength(bytes, 0) == bytes.size(); }

std::string RepairUtf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (size_t i = 0; i < bytes.size();) {
    const size_t valid = ValidLength(bytes, i);
    out.append(bytes.substr(i, valid));
    i += valid;
    if (i == bytes.size()) break;
    AppendUtf8(out, kReplacement);
    i += Decode(bytes, i).length;
  }
  return out;
}

char32_t NextCodePoint(std::string_view text, size_t& position) {
  if (position >= text.size()) {
    position = text.size();
    return kReplacement;
  }
  const Sequence sequence = Decode(text, position);
  position += sequence.valid ? sequence.length : 1;
  return sequence.code_point;
}

void AppendUtf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

size_t CodePointStart(std::string_view text, size_t position) {
  if (position >= text.size()) return text.size();
  while (position > 0 && IsContinuation(text[position])) --position;
  return position;
}

std::string_view CutUtf8(std::string_view text, size_t max_bytes) {
  return text.substr(0, CodePointStart(text, max_bytes));
}

std::string_view FirstCodePoints(std::string_view text, size_t count) {
  size_t end = 0;
  for (size_t taken = 0; end < text.size() && taken < count; ++taken) NextCodePoint(text, end);
  return text.substr(0, end);
}

std::string_view LastCodePoints(std::string_view text, size_t count) {
  size_t start = text.size();
  for (size_t taken = 0; start > 0 && taken < count; ++taken) start = CodePointStart(text, start - 1);
  return text.substr(start);
}

size_t CodePointCount(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return !IsContinuation(byte); }));
}

CodePointMap::CodePointMap(std::string_view text) : text_(text) {
  anchors_.reserve(text.size() / kAnchorStride + 1);
  uint32_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kAnchorStride == 0) anchors_.push_back(count);
    if (!IsContinuation(text[i])) ++count;
  }
  if (text.size() % kAnchorStride == 0) anchors_.push_back(count);
}

size_t CodePointMap::ToCodePoint(size_t byte_offset) const {
  byte_offset = std::min(byte_offset, text_.size());
  const size_t anchor = byte_offset / kAnchorStride;
  size_t count = anchors_[anchor];
  for (size_t i = anchor * kAnchorStride; i < byte_offset; ++i) {
    if (!IsContinuation(text_[i])) ++count;
  }
  return count;
}

size_t CodePointMap::ToByte(size_t code_point_offset) const {
  const auto after = std::upper_bound(anchors_.begin(), anchors_.end(), code_point_offset);
  const auto anchor = static_cast<size_t>(after - anchors_.begin()) - 1;
  size_t count = anchors_[anchor];
  size_t i = anchor * kAnchorStride;
  while (i < text_.size() && IsContinuation(text_[i])) ++i;
  while (i < text_.size() && count < code_point_offset) {
    ++i;
    while (i < text_.size() && IsContinuation(text_[i])) ++i;
    ++count;
  }
  return i;
}

bool IsWhiteSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  return u_isUWhiteSpace(static_cast<UChar32>(c));
}

std::string CollapseWhiteSpace(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto is_letter = [&](size_t i) { return text[i] > ' ' && text[i] < 0x7F; };
  bool pending = false;
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    // Words of ASCII with one blank between them, at once.
    while (i < text.size() &&
           (is_letter(i) || (text[i] == ' ' && i > start && i + 1 < text.size() && is_letter(i + 1))))
      ++i;
    if (i == start && IsWhiteSpace(NextCodePoint(text, i))) {
      pending = true;
      continue;
    }
    if (pending && !out.empty()) out += ' ';
    pending = false;
    out.append(text.substr(start, i - start));
  }
  return out;
}

std::string FoldCase(std::string_view text) {
  std::string out(text);
  size_t i = 0;
  for (; i < out.size() && static_cast<unsigned char>(out[i]) < 0x80; ++i) {
    if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + 32);
  }
  if (i == text.size()) return out;
  out.resize(i);
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      ++i;
    } else {
      AppendUtf8(out,
                 static_cast<char32_t>(u_foldCase(static_cast<UChar32>(NextCodePoint(text, i)), U_FOLD_CASE_DEFAULT)));
    }
  }
  return out;
}

std::string FoldForComparison(std::string_view text) {
  if (AsciiLength(text, 0) == text.size()) return CollapseWhiteSpace(FoldCase(text));
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string folded;
  if (U_SUCCESS(status)) {
    nfkc->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))),
                    status)
        .toUTF8String(folded);
  }
  if (U_FAILURE(status)) folded = FoldCase(text);
  std::string out;
  for (size_t i = 0; i < folded.size();) {
    const char32_t c = NextCodePoint(folded, i);
    if (c >= 0x2010 && c <= 0x2015) {
      out += '-';
    } else if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032) {
      out += '\'';
    } else if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x2033 || c == 0xAB || c == 0xBB) {
      out += '"';
    } else {
      AppendUtf8(out, c);
    }
  }
  return CollapseWhiteSpace(out);
}

bool IsLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(static_cast<UChar32>(c));
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool IsDigit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return u_isdigit(static_cast<UChar32>(c));
}

bool IsWordChar(char32_t c) {
  if (c < 0x80) return IsLetter(c) || IsDigit(c) || c == '_';
  const auto type = u_charType(static_cast<UChar32>(c));
  return u_isalnum(static_cast<UChar32>(c)) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool IsWordBoundary(std::string_view text, size_t position) {
  if (position == 0 || position >= text.size()) return true;
  size_t before = CodePointStart(text, position - 1);
  return !IsWordChar(NextCodePoint(text, before)) || !IsWordChar(NextCodePoint(text, position));
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<UChar32>(NextCodePoint(text, i));
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) continue;
    if (c >= 0x300) {
      const auto type = u_charType(c);
      if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) continue;
      const int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
      if (wide == U_EA_WIDE || wide == U_EA_FULLWIDTH) ++width;
    }
    ++width;
  }
  return width;
}

}  // namespace dossier
