// Properties of characters by Unicode 18.0 (base/frozen/unicode_properties.tsv, no library's): the same on every
// machine, so that what is derived from them is. Read when first asked for; pure and thread safe.
#pragma once

#include <cstdint>

namespace dossier {

// General_Category (Unicode standard, section 4.5).
enum class GeneralCategory : uint8_t {
  kCn,
  kLu,
  kLl,
  kLt,
  kLm,
  kLo,
  kMn,
  kMc,
  kMe,
  kNd,
  kNl,
  kNo,
  kPc,
  kPd,
  kPs,
  kPe,
  kPi,
  kPf,
  kPo,
  kSm,
  kSc,
  kSk,
  kSo,
  kZs,
  kZl,
  kZp,
  kCc,
  kCf,
  kCs,
  kCo
};

// Bidi_Class (UAX #9, section 3.2).
enum class BidiClass : uint8_t {
  kNone,
  kL,
  kR,
  kAL,
  kEN,
  kES,
  kET,
  kAN,
  kCS,
  kNSM,
  kBN,
  kB,
  kS,
  kWS,
  kON,
  kLRE,
  kLRO,
  kRLE,
  kRLO,
  kPDF,
  kLRI,
  kRLI,
  kFSI,
  kPDI
};

// Joining_Type (Unicode standard, section 9.2).
enum class JoiningType : uint8_t { kNone, kLeft, kRight, kDual, kCausing, kTransparent };

struct CharacterProperties {
  GeneralCategory category;
  BidiClass bidi;
  JoiningType joining;
  bool wide;  // East_Asian_Width is Wide or Fullwidth (UAX #11)
};

// All kCn, kNone and narrow for what Unicode 18.0 does not assign.
CharacterProperties PropertiesOf(char32_t code_point);
GeneralCategory CategoryOf(char32_t code_point);

// Whether the code point is of one of these categories.
template <typename... Categories>
bool IsOfCategory(char32_t code_point, Categories... categories) {
  const auto bit = [](GeneralCategory category) { return uint32_t{1} << static_cast<int>(category); };
  return ((bit(categories) | ...) & bit(CategoryOf(code_point))) != 0;
}

}  // namespace dossier
