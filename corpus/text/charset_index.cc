#include "corpus/text/charset_index.h"

#include <unicode/ucnv.h>

#include <charconv>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "corpus/base/embedded.h"
#include "corpus/base/take_until.h"

namespace dossier {

DOSSIER_EMBEDDED(charset_differences)

namespace {

constexpr size_t kGb18030Quads = 39420;       // the last pointer of the plane is 39419
constexpr size_t kGb18030PrivateQuad = 7457;  // U+E7C7, out of order

using Differences = std::unordered_map<uint32_t, char32_t>;  // by the byte or the pair

uint32_t HexNumber(std::string_view digits) {
  uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

char32_t EntryOf(std::string_view field) {
  if (field == "-") return 0;
  const std::string_view first = TakeUntil(field, '+');
  return field.empty() ? HexNumber(first) : HexNumber(first) << 16 | HexNumber(field);
}

Differences DifferencesOf(std::string_view name) {
  Differences out;
  std::string_view rest = Embedded_charset_differences();
  while (!rest.empty()) {
    std::string_view line = TakeUntil(rest, '\n');
    if (line.empty() || line.front() == '#' || TakeUntil(line, '\t') != name) continue;
    uint32_t bytes = HexNumber(TakeUntil(line, '\t'));
    while (!line.empty()) out[bytes++] = EntryOf(TakeUntil(line, ' '));
  }
  return out;
}

// One converter of ICU, asked for single characters.
class IcuTable {
 public:
  explicit IcuTable(std::string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(std::string(name).c_str(), &status));
    if (U_FAILURE(status)) converter_.reset();
    if (converter_) ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  explicit operator bool() const { return converter_ != nullptr; }

  // The one character that all of `bytes` stand for, or 0.
  char32_t At(std::string_view bytes) const {
    UErrorCode status = U_ZERO_ERROR;
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    ucnv_resetToUnicode(converter_.get());
    const UChar32 code_point = ucnv_getNextUChar(converter_.get(), &source, end, &status);
    if (U_FAILURE(status) || source != end || code_point == 0xFFFD || code_point == 0x1A) return 0;
    return static_cast<char32_t>(code_point);
  }

 private:
  struct Closer {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Closer> converter_;
};

// How an index counts the pairs: pointer = (number of the lead) * trails + (number of the trail).
struct PairLayout {
  std::string_view name;  // in charset_differences.tsv
  std::string_view converter;
  bool holds_private_use;  // else such characters of the converter are not the standard's
  bool after_8f;           // the pair stands after a byte 0x8F
  uint32_t leads, trails;
  uint32_t lead_gap, trail_gap;      // leads / trails before the gap in their values, which
  uint32_t lead_begin, lead_resume;  // start at `begin`, and go on with `number + resume` after it
  uint32_t trail_begin, trail_resume;
};

constexpr PairLayout kLayouts[] = {
    {"big5", "ibm-1375_P100-2008", false, false, 126, 157, 126, 0x3F, 0x81, 0x81, 0x40, 0x62},
    {"jis0208", "ibm-943_P15A-2003", true, false, 60, 188, 0x1F, 0x3F, 0x81, 0xC1, 0x40, 0x41},
    {"jis0212", "euc-jp-2007", false, true, 94, 94, 94, 94, 0xA1, 0xA1, 0xA1, 0xA1},
    {"euc-kr", "windows-949-2000", false, false, 126, 190, 126, 190, 0x81, 0x81, 0x41, 0x41},
    {"gb18030", "gb18030", true, false, 126, 190, 126, 0x3F, 0x81, 0x81, 0x40, 0x41},
};

// With the standard's differences, or as ICU has them.
PairTable MakePairs(const PairLayout& layout, bool with_differences) {
  PairTable table;
  const IcuTable icu(layout.converter);
  if (!icu) return table;
  const Differences differences = with_differences ? DifferencesOf(layout.name) : Differences();
  table.reserve(layout.leads * layout.trails);
  for (uint32_t l = 0; l < layout.leads; ++l) {
    const uint32_t lead = l + (l < layout.lead_gap ? layout.lead_begin : layout.lead_resume);
    for (uint32_t t = 0; t < layout.trails; ++t) {
      const uint32_t trail = t + (t < layout.trail_gap ? layout.trail_begin : layout.trail_resume);
      const auto different = differences.find(lead << 8 | trail);
      const char bytes[] = {'\x8F', static_cast<char>(lead), static_cast<char>(trail)};
      char32_t entry = different != differences.end()
                           ? different->second
                           : icu.At({bytes + (layout.after_8f ? 0 : 1), layout.after_8f ? 3u : 2u});
      if (different == differences.end() && !layout.holds_private_use && entry >= 0xE000 && entry < 0xF900) entry = 0;
      table.push_back(entry);
    }
  }
  return table;
}

// What has no pair gets four bytes, in the order of the code points. The edition of 2022 gave pairs of the private use
// area to characters that keep their four bytes too, so the pairs of ICU (the edition of 2005) are those that count.
PairTable MakeQuads() {
  const PairTable pairs = MakePairs(kLayouts[static_cast<size_t>(PairIndex::kGb18030)], false);
  std::vector<bool> taken(0x10000);
  for (const char32_t entry : pairs) {
    if (entry < 0x10000) taken[entry] = true;
  }
  for (const char32_t entry : PairsOf(PairIndex::kGb18030)) {
    if (entry >= 0xE000 && entry < 0xF900) taken[entry] = true;
  }
  PairTable quads;
  quads.reserve(kGb18030Quads);
  for (char32_t c = 0x80; c < 0x10000 && !pairs.empty(); ++c) {
    if (quads.size() == kGb18030PrivateQuad) quads.push_back(0xE7C7);
    if ((c >= 0xD800 && c < 0xE000) || c == 0xE7C7 || taken[c]) continue;
    quads.push_back(c);
  }
  return quads;
}

template <PairIndex index>
const PairTable& PairsOnce() {
  static const PairTable* const table = new PairTable(MakePairs(kLayouts[static_cast<size_t>(index)], true));
  return *table;
}

ByteTable MakeBytes(std::string_view name, std::string_view converter) {
  ByteTable table{};
  const IcuTable icu(converter);
  if (!icu) return table;
  const Differences differences = DifferencesOf(name);
  for (uint32_t i = 0; i < table.size(); ++i) {
    const auto different = differences.find(0x80 + i);
    const char byte = static_cast<char>(0x80 + i);
    table[i] = different != differences.end() ? different->second : icu.At({&byte, 1});
  }
  return table;
}

}  // namespace

const PairTable& PairsOf(PairIndex index) {
  switch (index) {
    case PairIndex::kBig5:
      return PairsOnce<PairIndex::kBig5>();
    case PairIndex::kJis0208:
      return PairsOnce<PairIndex::kJis0208>();
    case PairIndex::kJis0212:
      return PairsOnce<PairIndex::kJis0212>();
    case PairIndex::kEucKr:
      return PairsOnce<PairIndex::kEucKr>();
    case PairIndex::kGb18030:
      break;
  }
  return PairsOnce<PairIndex::kGb18030>();
}

const ByteTable& BytesOf(std::string_view name, std::string_view converter) {
  static std::mutex mutex;
  static auto* const tables = new std::map<std::string, ByteTable, std::less<>>;
  const std::scoped_lock lock(mutex);
  auto found = tables->find(name);
  if (found == tables->end()) found = tables->emplace(name, MakeBytes(name, converter)).first;
  return found->second;
}

const PairTable& Gb18030Quads() {
  static const PairTable* const quads = new PairTable(MakeQuads());
  return *quads;
}

}  // namespace dossier
