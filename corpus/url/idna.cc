#include "corpus/url/idna.h"

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "corpus/base/code_point_table.h"
#include "corpus/base/embedded.h"
#include "corpus/base/frozen_rows.h"
#include "corpus/base/normalization.h"
#include "corpus/base/unicode_properties.h"
#include "corpus/base/utf8.h"
#include "corpus/url/punycode.h"

namespace dossier {

DOSSIER_EMBEDDED(idna_mapping)

namespace {

constexpr size_t kLongestDomain = 8192;  // bytes
constexpr char32_t kNonJoiner = 0x200C, kJoiner = 0x200D;
constexpr uint8_t kVirama = 9;  // a combining class
constexpr std::u32string_view kAcePrefix = U"xn--";

struct IdnaTables {
  CodePointTable<uint8_t> valid;  // 1: valid in a label
  CodePointTexts mapped;          // "" where ignored
};

IdnaTables ReadIdnaTables() {
  IdnaTables tables;
  ForEachFrozenRow(Embedded_idna_mapping(), [&](std::string_view row) {
    const CodePointRange range = FrozenRange(TakeUntil(row, '\t'));
    if (TakeUntil(row, '\t') == "v") {
      tables.valid.Set(range.first, range.last, 1);
    } else {
      tables.mapped.Set(range.first, range.last, FrozenText(row));
    }
  });
  return tables;
}

const IdnaTables& IdnaData() {
  static const IdnaTables* const tables = new IdnaTables(ReadIdnaTables());  // lives as long as the process
  return *tables;
}

// --- Joiners (RFC 5892, appendix A) ---

// From `i` away from a joiner: the first that is not transparent joins on that side.
bool JoinsBefore(std::u32string_view label, size_t i) {
  while (i > 0) {
    const JoiningType type = PropertiesOf(label[--i]).joining;
    if (type != JoiningType::kTransparent) return type == JoiningType::kLeft || type == JoiningType::kDual;
  }
  return false;
}

bool JoinsAfter(std::u32string_view label, size_t i) {
  for (++i; i < label.size(); ++i) {
    const JoiningType type = PropertiesOf(label[i]).joining;
    if (type != JoiningType::kTransparent) return type == JoiningType::kRight || type == JoiningType::kDual;
  }
  return false;
}

bool HasGoodJoiners(std::u32string_view label) {
  for (size_t i = 0; i < label.size(); ++i) {
    if (label[i] != kNonJoiner && label[i] != kJoiner) continue;
    if (i > 0 && CombiningClassOf(label[i - 1]) == kVirama) continue;
    if (label[i] == kJoiner || !JoinsBefore(label, i) || !JoinsAfter(label, i)) return false;
  }
  return true;
}

// --- Direction (RFC 5893, section 2) ---

using BidiSet = uint32_t;

constexpr BidiSet SetOf(BidiClass c) { return BidiSet{1} << static_cast<int>(c); }
template <typename... Classes>
constexpr BidiSet SetOf(BidiClass first, Classes... others) {
  return SetOf(first) | SetOf(others...);
}

using enum BidiClass;
constexpr BidiSet kLeftToRight = SetOf(kL, kEN, kES, kCS, kET, kON, kBN, kNSM);
constexpr BidiSet kRightToLeft = SetOf(kR, kAL, kAN, kEN, kES, kCS, kET, kON, kBN, kNSM);

bool IsBidiDomain(std::u32string_view domain) {
  return std::any_of(domain.begin(), domain.end(),
                     [](char32_t c) { return c >= 0x80 && (SetOf(PropertiesOf(c).bidi) & SetOf(kR, kAL, kAN)) != 0; });
}

bool KeepsBidiRule(std::u32string_view label) {
  if (label.empty()) return true;
  BidiSet all = 0, last = 0;  // `last` looks through the marks at the end
  for (const char32_t c : label) {
    const BidiSet own = SetOf(PropertiesOf(c).bidi);
    all |= own;
    if (own != SetOf(kNSM)) last = own;
  }
  const BidiSet first = SetOf(PropertiesOf(label[0]).bidi);
  if (first == SetOf(kL)) return (all & ~kLeftToRight) == 0 && (last & SetOf(kL, kEN)) != 0;
  const bool mixes_numbers = (all & SetOf(kEN)) != 0 && (all & SetOf(kAN)) != 0;
  return (first & SetOf(kR, kAL)) != 0 && (all & ~kRightToLeft) == 0 && (last & SetOf(kR, kAL, kEN, kAN)) != 0 &&
         !mixes_numbers;
}

// --- Labels (UTS #46, sections 4 and 4.1) ---

bool IsAsciiLabel(std::u32string_view label) {
  return std::all_of(label.begin(), label.end(), [](char32_t c) { return c < 0x80; });
}

// The validity criteria but for direction, which is the whole name's matter.
bool IsValidLabel(std::u32string_view label) {
  if (label.empty()) return true;
  using enum GeneralCategory;
  if (label.starts_with(kAcePrefix) || IsOfCategory(label[0], kMn, kMc, kMe)) return false;
  const auto is_valid = [&valid = IdnaData().valid](char32_t c) { return c != U'.' && valid.At(c) != 0; };
  return std::all_of(label.begin(), label.end(), is_valid) && HasGoodJoiners(label);
}

// Makes the label what people read: what "xn--" stands for, kept in `decoded`, else itself. False: not valid.
bool ReadLabel(std::u32string_view& label, std::deque<std::u32string>& decoded) {
  if (!label.starts_with(kAcePrefix)) return IsValidLabel(label);
  if (!IsAsciiLabel(label)) return false;
  std::optional<std::u32string> read = DecodePunycode(label.substr(kAcePrefix.size()));
  if (!read || IsAsciiLabel(*read) || !IsValidLabel(*read) || ToNfc(*read) != *read) return false;
  label = decoded.emplace_back(*std::move(read));
  return true;
}

std::u32string Mapped(std::string_view domain) {
  const IdnaTables& tables = IdnaData();
  std::u32string out;
  out.reserve(domain.size());
  for (size_t i = 0; i < domain.size();) {
    const char32_t c = NextCodePoint(domain, i);
    tables.mapped.AppendTo(out, c);
  }
  return ToNfc(std::move(out));
}

bool AppendAscii(std::string& out, std::u32string_view label) {
  if (IsAsciiLabel(label)) {
    out.append(label.begin(), label.end());
    return true;
  }
  const std::optional<std::string> encoded = EncodePunycode(label);
  if (encoded) out.append("xn--").append(*encoded);
  return encoded.has_value();
}

}  // namespace

std::optional<std::string> DomainToAscii(std::string_view domain) {
  if (domain.size() > kLongestDomain) return std::nullopt;
  const std::u32string mapped = Mapped(domain);
  std::deque<std::u32string> decoded;  // what labels look into, beside `mapped`
  std::vector<std::u32string_view> labels;
  for (std::u32string_view rest = mapped;;) {
    const size_t dot = std::min(rest.find(U'.'), rest.size());
    if (!ReadLabel(labels.emplace_back(rest.substr(0, dot)), decoded)) return std::nullopt;
    if (dot == rest.size()) break;
    rest.remove_prefix(dot + 1);
  }
  const bool is_bidi = std::any_of(labels.begin(), labels.end(), IsBidiDomain);
  std::string out;
  for (const std::u32string_view& label : labels) {
    if (is_bidi && !KeepsBidiRule(label)) return std::nullopt;
    if (&label != &labels.front()) out += '.';
    if (!AppendAscii(out, label)) return std::nullopt;
  }
  return out;
}

}  // namespace dossier
