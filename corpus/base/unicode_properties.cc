#include "corpus/base/unicode_properties.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "corpus/base/code_point_table.h"
#include "corpus/base/embedded.h"
#include "corpus/base/frozen_rows.h"

namespace dossier {

DOSSIER_EMBEDDED(unicode_properties)

namespace {

// In the order of the enumerations.
constexpr std::string_view kCategories[] = {"Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd",
                                            "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
                                            "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co"};
constexpr std::string_view kBidiClasses[] = {"-",   "L",   "R",   "AL",  "EN",  "ES",  "ET",  "AN",
                                             "CS",  "NSM", "BN",  "B",   "S",   "WS",  "ON",  "LRE",
                                             "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"};
constexpr std::string_view kJoiningTypes[] = {"-", "L", "R", "D", "C", "T"};

template <typename Enum, size_t count>
Enum ValueOf(const std::string_view (&names)[count], std::string_view name) {
  return static_cast<Enum>(std::find(std::begin(names), std::end(names), name) - std::begin(names));
}

using Packed = uint16_t;  // CharacterProperties

Packed Pack(CharacterProperties p) {
  return static_cast<Packed>(static_cast<int>(p.category) | static_cast<int>(p.bidi) << 5 |
                             static_cast<int>(p.joining) << 10 | static_cast<int>(p.wide) << 13);
}

CodePointTable<Packed> ReadPropertyTable() {
  CodePointTable<Packed> table;
  ForEachFrozenRow(Embedded_unicode_properties(), [&](std::string_view row) {
    const CodePointRange range = FrozenRange(TakeUntil(row, '\t'));
    CharacterProperties properties{};
    properties.category = ValueOf<GeneralCategory>(kCategories, TakeUntil(row, '\t'));
    properties.bidi = ValueOf<BidiClass>(kBidiClasses, TakeUntil(row, '\t'));
    properties.joining = ValueOf<JoiningType>(kJoiningTypes, TakeUntil(row, '\t'));
    properties.wide = row == "W";
    table.Set(range.first, range.last, Pack(properties));
  });
  return table;
}

Packed PackedOf(char32_t code_point) {
  static const auto* const table = new CodePointTable<Packed>(ReadPropertyTable());  // lives as long as the process
  return table->At(code_point);
}

}  // namespace

CharacterProperties PropertiesOf(char32_t code_point) {
  const Packed packed = PackedOf(code_point);
  return {static_cast<GeneralCategory>(packed & 31), static_cast<BidiClass>(packed >> 5 & 31),
          static_cast<JoiningType>(packed >> 10 & 7), (packed >> 13 & 1) != 0};
}

GeneralCategory CategoryOf(char32_t code_point) { return static_cast<GeneralCategory>(PackedOf(code_point) & 31); }

}  // namespace dossier
