#include "corpus/text/charset_decoders.h"

#include <optional>
#include <utility>

#include "corpus/base/utf8.h"
#include "corpus/text/charset_index.h"

namespace dossier {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsIn(uint32_t value, uint32_t first, uint32_t last) { return value >= first && value <= last; }

void AppendEntry(std::string& out, char32_t entry) {
  if (entry > 0x10FFFF) {
    AppendUtf8(out, entry >> 16);
    AppendUtf8(out, entry & 0xFFFF);
  } else {
    AppendUtf8(out, entry);
  }
}

char32_t At(const PairTable& table, size_t pointer) { return pointer < table.size() ? table[pointer] : 0; }

// The bytes from a position on; past the end there is nothing.
struct Rest {
  const unsigned char* bytes;
  size_t size;  // at least 1
  unsigned char operator[](size_t i) const { return bytes[i]; }
};

// What all decoders of pairs do in the end: `entry` for both bytes, or U+FFFD for both, or for the lead alone when the
// trail is ASCII, which must not be swallowed (it may be the "<" of a tag). `length` counts the lead and the trail.
size_t FinishPair(std::string& out, char32_t entry, unsigned char trail, size_t length) {
  AppendEntry(out, entry != 0 ? entry : kReplacement);
  return entry == 0 && trail < 0x80 ? length - 1 : length;
}

size_t Replace(std::string& out, size_t length) {
  AppendUtf8(out, kReplacement);
  return length;
}

// Each step reads one character that does not start with an ASCII byte and returns how many bytes it took.

size_t StepBig5(Rest rest, std::string& out) {
  const uint32_t lead = rest[0];
  if (!IsIn(lead, 0x81, 0xFE) || rest.size < 2) return Replace(out, 1);
  const unsigned char trail = rest[1];
  char32_t entry = 0;
  if (IsIn(trail, 0x40, 0x7E) || IsIn(trail, 0xA1, 0xFE)) {
    entry = At(PairsOf(PairIndex::kBig5), (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62));
  }
  return FinishPair(out, entry, trail, 2);
}

size_t StepEucKr(Rest rest, std::string& out) {
  const uint32_t lead = rest[0];
  if (!IsIn(lead, 0x81, 0xFE) || rest.size < 2) return Replace(out, 1);
  const unsigned char trail = rest[1];
  const char32_t entry =
      IsIn(trail, 0x41, 0xFE) ? At(PairsOf(PairIndex::kEucKr), (lead - 0x81) * 190 + trail - 0x41) : 0;
  return FinishPair(out, entry, trail, 2);
}

size_t StepShiftJis(Rest rest, std::string& out) {
  const uint32_t lead = rest[0];
  if (lead == 0x80 || IsIn(lead, 0xA1, 0xDF)) {
    AppendUtf8(out, lead == 0x80 ? 0x80 : 0xFF61 - 0xA1 + lead);
    return 1;
  }
  if (lead == 0xA0 || lead > 0xFC || rest.size < 2) return Replace(out, 1);
  const unsigned char trail = rest[1];
  char32_t entry = 0;
  if (IsIn(trail, 0x40, 0x7E) || IsIn(trail, 0x80, 0xFC)) {
    const uint32_t row = lead - (lead < 0xA0 ? 0x81 : 0xC1);
    entry = At(PairsOf(PairIndex::kJis0208), row * 188 + trail - (trail < 0x7F ? 0x40 : 0x41));
  }
  return FinishPair(out, entry, trail, 2);
}

char32_t EntryOf94(PairIndex index, uint32_t lead, uint32_t trail, uint32_t base) {
  if (!IsIn(lead, base, base + 93) || !IsIn(trail, base, base + 93)) return 0;
  return At(PairsOf(index), (lead - base) * 94 + trail - base);
}

size_t StepEucJp(Rest rest, std::string& out) {
  const uint32_t lead = rest[0];
  if ((lead != 0x8E && lead != 0x8F && !IsIn(lead, 0xA1, 0xFE)) || rest.size < 2) return Replace(out, 1);
  const unsigned char second = rest[1];
  if (lead == 0x8E && IsIn(second, 0xA1, 0xDF)) {
    AppendUtf8(out, 0xFF61 - 0xA1 + second);
    return 2;
  }
  if (lead == 0x8F && IsIn(second, 0xA1, 0xFE)) {
    if (rest.size < 3) return Replace(out, 2);
    return FinishPair(out, EntryOf94(PairIndex::kJis0212, second, rest[2], 0xA1), rest[2], 3);
  }
  return FinishPair(out, EntryOf94(PairIndex::kJis0208, lead, second, 0xA1), second, 2);
}

char32_t EntryOfQuad(uint32_t pointer) {
  if (IsIn(pointer, 189000, 1237575)) return 0x10000 + pointer - 189000;
  return At(Gb18030Quads(), pointer);
}

// Also gbk, whose decoder is the same (section 10.1.1).
size_t StepGb18030(Rest rest, std::string& out) {
  const uint32_t lead = rest[0];
  if (lead == 0x80) {
    AppendUtf8(out, 0x20AC);
    return 1;
  }
  if (lead == 0xFF || rest.size < 2) return Replace(out, 1);
  const unsigned char second = rest[1];
  if (!IsIn(second, 0x30, 0x39)) {
    char32_t entry = 0;
    if (IsIn(second, 0x40, 0x7E) || IsIn(second, 0x80, 0xFE)) {
      entry = At(PairsOf(PairIndex::kGb18030), (lead - 0x81) * 190 + second - (second < 0x7F ? 0x40 : 0x41));
    }
    return FinishPair(out, entry, second, 2);
  }
  if (rest.size < 3) return Replace(out, 2);
  if (!IsIn(rest[2], 0x81, 0xFE)) return Replace(out, 1);
  if (rest.size < 4) return Replace(out, 3);
  if (!IsIn(rest[3], 0x30, 0x39)) return Replace(out, 1);
  const char32_t entry =
      EntryOfQuad(((lead - 0x81) * 10 + second - 0x30) * 1260 + (rest[2] - 0x81u) * 10 + rest[3] - 0x30);
  AppendEntry(out, entry != 0 ? entry : kReplacement);
  return 4;
}

// ASCII passes as it is; the rest goes to `step`.
template <typename Step>
std::string DecodeSteps(std::string_view bytes, Step step) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  for (size_t i = 0; i < bytes.size();) {
    const size_t begin = i;
    while (i < bytes.size() && data[i] < 0x80) ++i;
    out.append(bytes, begin, i - begin);
    if (i < bytes.size()) i += step(Rest{data + i, bytes.size() - i}, out);
  }
  return out;
}

// --- ISO-2022-JP (section 12.2) ---

class Iso2022JpDecoder {
 public:
  explicit Iso2022JpDecoder(std::string_view bytes) : bytes_(bytes) { out_.reserve(bytes.size() * 2); }

  std::string Decode() {
    while (i_ < bytes_.size()) {
      const unsigned char byte = Byte(i_);
      if (byte == 0x1B) {
        Escape();
      } else if (set_ == Set::kPairs) {
        Pair(byte);
      } else {
        ++i_;
        after_escape_ = false;
        AppendUtf8(out_, Single(byte));
      }
    }
    return std::move(out_);
  }

 private:
  enum class Set { kAscii, kRoman, kKatakana, kPairs };

  unsigned char Byte(size_t i) const { return static_cast<unsigned char>(bytes_[i]); }

  char32_t Single(unsigned char byte) const {
    if (set_ == Set::kKatakana) return IsIn(byte, 0x21, 0x5F) ? 0xFF61 - 0x21 + byte : kReplacement;
    if (byte >= 0x80 || byte == 0x0E || byte == 0x0F) return kReplacement;
    if (set_ == Set::kRoman && byte == 0x5C) return 0xA5;
    if (set_ == Set::kRoman && byte == 0x7E) return 0x203E;
    return byte;
  }

  void Pair(unsigned char lead) {
    ++i_;
    after_escape_ = false;
    if (!IsIn(lead, 0x21, 0x7E) || i_ == bytes_.size() || Byte(i_) == 0x1B) return AppendUtf8(out_, kReplacement);
    const char32_t entry = EntryOf94(PairIndex::kJis0208, lead, Byte(i_++), 0x21);
    AppendUtf8(out_, entry != 0 ? entry : kReplacement);
  }

  // A switch that is followed by a switch shows nothing, and could hide text from a filter: the standard marks it.
  void Escape() {
    const std::string_view sequence = bytes_.substr(i_ + 1, 2);
    std::optional<Set> set;
    if (sequence == "(B") set = Set::kAscii;
    if (sequence == "(J") set = Set::kRoman;
    if (sequence == "(I") set = Set::kKatakana;
    if (sequence == "$@" || sequence == "$B") set = Set::kPairs;
    if (!set || after_escape_) AppendUtf8(out_, kReplacement);
    i_ += set ? 3 : 1;
    after_escape_ = set.has_value();
    set_ = set.value_or(set_);
  }

  std::string_view bytes_;
  std::string out_;
  size_t i_ = 0;
  Set set_ = Set::kAscii;
  bool after_escape_ = false;
};

// --- UTF-16 (section 14.2) ---

std::string DecodeUtf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  const auto unit_at = [&](size_t i) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return big_endian ? first << 8 | second : second << 8 | first;
  };
  size_t i = 0;
  while (i + 1 < bytes.size()) {
    const char32_t unit = unit_at(i);
    i += 2;
    if (!IsIn(unit, 0xD800, 0xDFFF)) {
      AppendUtf8(out, unit);
    } else if (IsIn(unit, 0xD800, 0xDBFF) && i + 1 < bytes.size() && IsIn(unit_at(i), 0xDC00, 0xDFFF)) {
      AppendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (unit_at(i) - 0xDC00));
      i += 2;
    } else {
      AppendUtf8(out, kReplacement);
      if (IsIn(unit, 0xD800, 0xDBFF) && i + 1 == bytes.size()) return out;  // half a pair and half a unit: one fault
    }
  }
  if (i < bytes.size()) AppendUtf8(out, kReplacement);
  return out;
}

std::string DecodeSingleBytes(std::string_view bytes, std::string_view name) {
  const ByteTable& table = BytesOf(name);
  return DecodeSteps(bytes, [&](Rest rest, std::string& out) {
    const char32_t entry = table[rest[0] - 0x80u];
    AppendUtf8(out, entry != 0 ? entry : kReplacement);
    return size_t{1};
  });
}

}  // namespace

std::string DecodeLegacy(std::string_view bytes, std::string_view name) {
  if (name == "utf-16be" || name == "utf-16le") return DecodeUtf16(bytes, name == "utf-16be");
  if (name == "replacement") return std::string(bytes.empty() ? "" : "\xEF\xBF\xBD");
  if (name == "x-user-defined") {
    return DecodeSteps(bytes, [](Rest rest, std::string& out) {
      AppendUtf8(out, 0xF780u + rest[0] - 0x80u);
      return size_t{1};
    });
  }
  if (name == "gbk" || name == "gb18030") return DecodeSteps(bytes, StepGb18030);
  if (name == "big5") return DecodeSteps(bytes, StepBig5);
  if (name == "euc-kr") return DecodeSteps(bytes, StepEucKr);
  if (name == "shift_jis") return DecodeSteps(bytes, StepShiftJis);
  if (name == "euc-jp") return DecodeSteps(bytes, StepEucJp);
  if (name == "iso-2022-jp") return Iso2022JpDecoder(bytes).Decode();
  return DecodeSingleBytes(bytes, name);
}

}  // namespace dossier
