#include "query/history/document_name.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "corpus/base/ascii.h"

namespace dossier::query {
namespace {

bool IsDigitByte(char c) { return c >= '0' && c <= '9'; }
bool IsLetterByte(char c) { return AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z'; }

std::string WithHyphens(std::string_view name) {
  std::string text(name);
  for (const std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x92", "\xE2\x80\x91", "\xE2\x80\x90", "\xE2\x80\x94"})
    for (size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at)) text.replace(at, 3, "-");
  return text;
}

// Words that stand for others in numbers, each without blanks and full stops.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSameWords = {
    {{"bindingoperationaldirective", "bod"},
     {"emergencydirective", "ed"},
     {"publ", "publiclaw"},
     {"publno", "publiclaw"},
     {"publiclawno", "publiclaw"},
     {"pl", "publiclaw"},
     {"plno", "publiclaw"}}};

constexpr std::array<std::string_view, 8> kBills = {"s", "hr", "sres", "hres", "sjres", "hjres", "sconres", "hconres"};

// How texts write what ComparedNumber folds, before the digits.
struct Written {
  std::string_view stem;
  std::array<std::string_view, 6> before;
};
constexpr std::array<Written, 3> kWritten = {
    {{"publiclaw", {"Public Law ", "Pub. L. ", "Pub. L. No. ", "P.L. ", "PL ", "Public Law No. "}},
     {"bod", {"BOD ", "BOD-", "Binding Operational Directive ", "Binding Operational Directive (BOD) ", "", ""}},
     {"ed", {"ED ", "ED-", "Emergency Directive ", "Emergency Directive (ED) ", "", ""}}}};

}  // namespace

std::string RegisterCitation(std::string_view name) {
  size_t at = 0;
  const auto number = [&] {
    std::string digits;
    for (; at < name.size() && (IsDigitByte(name[at]) || (name[at] == ',' && !digits.empty())); ++at)
      if (name[at] != ',') digits += name[at];
    return digits;
  };
  const std::string volume = number();
  std::string letters;
  for (; at < name.size() && !IsDigitByte(name[at]); ++at) {
    if (IsLetterByte(name[at]))
      letters += AsciiLower(name[at]);
    else if (name[at] != ' ' && name[at] != '.')
      return "";
  }
  const std::string page = number();
  const bool of_register = letters == "fr" || letters == "fedreg" || letters == "federalregister";
  const bool sized = !volume.empty() && volume.size() <= 3 && !page.empty() && page.size() <= 6;
  return of_register && sized && at == name.size() ? volume + " FR " + page : "";
}

std::string ComparedNumber(std::string_view name) {
  const std::string text = WithHyphens(name);
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool between = i > 0 && i + 1 < text.size() && IsDigitByte(text[i - 1]) && IsDigitByte(text[i + 1]);
    if (c == ' ' || c == '.' || (c == '-' && !between)) continue;
    out += AsciiLower(c);
  }
  const size_t digits = out.find_first_of("0123456789");
  const std::string stem = out.substr(0, digits);
  for (const auto& [word, same] : kSameWords)
    if (stem == word) return std::string(same) + out.substr(std::min(digits, out.size()));
  // "Binding Operational Directive BOD-17-01".
  for (const std::string_view twice : {"bindingoperationaldirectivebod", "emergencydirectiveed"})
    if (stem == twice)
      return std::string(twice.ends_with("bod") ? "bod" : "ed") + out.substr(std::min(digits, out.size()));
  return out;
}

std::string CveIn(std::string_view name) {
  std::string text = WithHyphens(name);
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (!text.starts_with("CVE-") || text.size() < 13 || text.size() > 24 || text[8] != '-') return "";
  const auto digits = [&](size_t from, size_t to) {
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to),
                       IsDigitByte);
  };
  return digits(4, 8) && digits(9, text.size()) ? text : "";
}

std::string BillNumber(std::string_view name) {
  if (name.size() > 40 || name.find_first_of(". ") == std::string_view::npos) return "";
  const std::string number = ComparedNumber(name);
  const size_t letters = std::min(number.find_first_not_of("0123456789"), number.size());
  const size_t digits = std::min(number.find_first_of("0123456789", letters), number.size());
  const std::string stem = number.substr(letters, digits - letters), rest = number.substr(digits);
  const bool bill = std::find(kBills.begin(), kBills.end(), stem) != kBills.end();
  const bool numbered = !rest.empty() && rest.size() <= 5 && rest.find_first_not_of("0123456789") == std::string::npos;
  return bill && numbered && letters <= 3 ? number : "";
}

std::vector<std::string> SpellingsOf(std::string_view name) {
  std::vector<std::string> spellings = {std::string(name)};
  const auto add = [&](std::string one) {
    if (std::find(spellings.begin(), spellings.end(), one) == spellings.end()) spellings.push_back(std::move(one));
  };
  if (const std::string citation = RegisterCitation(name); !citation.empty()) {
    const std::string volume = citation.substr(0, citation.find(' ')), page = citation.substr(citation.rfind(' ') + 1);
    const std::string comma =
        page.size() > 3 ? page.substr(0, page.size() - 3) + "," + page.substr(page.size() - 3) : "";
    for (const char* const of : {" FR ", " Fed. Reg. ", " F.R. "}) {
      add(volume + of + page);
      if (!comma.empty()) add(volume + of + comma);
    }
    return spellings;
  }
  const std::string number = ComparedNumber(name);
  const size_t digits = std::min(number.find_first_of("0123456789"), number.size());
  for (const Written& written : kWritten)
    for (const std::string_view before : written.before)
      if (!before.empty() && number.substr(0, digits) == written.stem) add(std::string(before) + number.substr(digits));
  return spellings;
}

bool MayNameDocument(std::string_view name) {
  if (!RegisterCitation(name).empty() || !BillNumber(name).empty()) return true;
  const std::string number = ComparedNumber(name);
  const size_t digits = number.find_first_of("0123456789");
  if (digits == std::string::npos || number.size() > 40) return false;
  const std::string stem = number.substr(0, digits), rest = number.substr(digits);
  if (rest.find('-') == std::string::npos) return false;
  const bool known = stem == "bod" || stem == "ed" || stem == "publiclaw" || stem == "icsa" || stem == "icsma" ||
                     stem == "aa" || stem == "ta" || stem == "ar";
  // "2018-09921", "E8-1234" of the Federal Register.
  const bool of_register = (stem.empty() || stem == "e" || stem == "c" || stem == "z") && rest.size() >= 6 &&
                           rest.find_first_not_of("0123456789-") == std::string::npos &&
                           name.find(' ') == std::string_view::npos && name.find("..") == std::string_view::npos &&
                           rest.find('-') == rest.rfind('-') &&
                           rest.size() - rest.find('-') > 3;  // "2018-09" is a month
  return known || of_register;
}

}  // namespace dossier::query
