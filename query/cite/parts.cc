#include "query/cite/parts.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};

int NumberAt(std::string_view text, size_t at, size_t length) {
  int number = 0;
  if (text.size() < at + length) return 0;
  const auto parsed = std::from_chars(text.data() + at, text.data() + at + length, number);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + at + length ? number : 0;
}

}  // namespace

CitedDate DateOf(std::string_view iso) {
  CitedDate date;
  date.year = NumberAt(iso, 0, 4);
  if (!date.year || iso.size() < 7 || iso[4] != '-') return date;
  date.month = NumberAt(iso, 5, 2);
  if (date.month < 1 || date.month > 12) date.month = 0;
  if (!date.month || iso.size() < 10 || iso[7] != '-') return date;
  date.day = NumberAt(iso, 8, 2);
  if (!IsValid({date.year, date.month, date.day})) date.day = 0;
  return date;
}

CitedDate DateOf(UtcTime time) {
  const Day day = UtcDayOf(time);
  return {day.year, day.month, day.day};
}

std::string MonthName(int month) { return month >= 1 && month <= 12 ? kMonths[static_cast<size_t>(month - 1)] : ""; }

std::string AmericanDate(const CitedDate& date) {
  if (!date.known()) return "";
  if (!date.month) return std::to_string(date.year);
  if (!date.day) return fmt::format("{} {}", MonthName(date.month), date.year);
  return fmt::format("{} {}, {}", MonthName(date.month), date.day, date.year);
}

std::string BritishDate(const CitedDate& date) {
  if (!date.known()) return "";
  if (!date.month) return std::to_string(date.year);
  if (!date.day) return fmt::format("{} {}", MonthName(date.month), date.year);
  return fmt::format("{} {} {}", date.day, MonthName(date.month), date.year);
}

std::pair<std::string, std::string> GivenAndSuffix(std::string_view given) {
  const size_t comma = given.rfind(", ");
  if (comma == std::string_view::npos) return {std::string(given), ""};
  return {std::string(given.substr(0, comma)), std::string(given.substr(comma + 2))};
}

std::string GivenFirst(const CitedName& name) {
  if (name.corporate()) return Typeset(name.literal);
  if (name.given.empty()) return Typeset(name.family);
  const auto [given, suffix] = GivenAndSuffix(name.given);
  return Typeset(given + " " + name.family + (suffix.empty() ? "" : " " + suffix));
}

std::string FamilyFirst(const CitedName& name) {
  if (name.corporate()) return Typeset(name.literal);
  return Typeset(name.given.empty() ? name.family : name.family + ", " + name.given);
}

std::string Initials(std::string_view given) {
  std::string initials;
  bool starts = true;
  for (size_t i = 0; i < given.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(given, i);
    if (c == ' ' || c == '-') {
      starts = true;
      if (c == '-' && !initials.empty()) initials += '-';
      continue;
    }
    if (!starts || !IsLetter(c)) continue;
    starts = false;
    if (!initials.empty() && initials.back() != '-') initials += ' ';
    initials += given.substr(start, i - start);
    initials += '.';
  }
  return initials;
}

std::string JoinNames(const std::vector<std::string>& names, std::string_view last_of_two,
                      std::string_view last_of_many) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) {
      const bool last = i + 1 == names.size();
      text += !last ? ", " : names.size() == 2 ? std::string(last_of_two) : std::string(last_of_many);
    }
    text += names[i];
  }
  return text;
}

std::string Italic(std::string_view text) { return kItalicOn + std::string(text) + kItalicOff; }

std::string WithEnd(std::string text, char end) {
  if (end == 0) return text;
  size_t bare = text.size();
  while (bare > 0 && text[bare - 1] == kItalicOff) --bare;
  // American styles put the mark inside closing quotation marks.
  constexpr std::string_view kDouble = "\xE2\x80\x9D", kSingle = "\xE2\x80\x99";
  size_t inside = bare;
  while (std::string_view(text).substr(0, inside).ends_with(kDouble)) inside -= kDouble.size();
  if (inside < bare && std::string_view(text).substr(0, inside).ends_with(kSingle)) inside -= kSingle.size();
  const char last = inside > 0 ? text[inside - 1] : '\0';
  if (last == end || (end == '.' && (last == '?' || last == '!'))) return text;
  if (inside < bare) return text.insert(inside, 1, end);
  return text + end;
}

std::string Typeset(std::string_view text) {
  std::string out;
  bool open = true;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool after_space = i == 0 || text[i - 1] == ' ' || text[i - 1] == '(' || text[i - 1] == '[';
    if (c == '\'') {
      out += after_space && i + 1 < text.size() && text[i + 1] != ' ' ? "\xE2\x80\x98" : "\xE2\x80\x99";
    } else if (c == '"') {
      out += open ? "\xE2\x80\x9C" : "\xE2\x80\x9D";
      open = !open;
    } else {
      out += c;
    }
  }
  return out;
}

std::string Quoted(std::string_view text, char end) {
  std::string inner;
  const std::string typeset = Typeset(text);
  for (size_t i = 0; i < typeset.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(typeset, i);
    if (c == 0x201C)
      inner += "\xE2\x80\x98";
    else if (c == 0x201D)
      inner += "\xE2\x80\x99";
    else
      inner.append(typeset, start, i - start);
  }
  // A quotation that ends the title takes the mark inside, too.
  if (typeset.ends_with("\xE2\x80\x9D") && end != 0)
    return "\xE2\x80\x9C" + WithEnd(inner.substr(0, inner.size() - 3), end) + "\xE2\x80\x99\xE2\x80\x9D";
  return "\xE2\x80\x9C" + WithEnd(inner, end) + "\xE2\x80\x9D";
}

std::string GenreAndNumber(const CitationRecord& record) {
  if (record.number.empty()) return record.genre;
  return record.genre.empty() ? record.number : record.genre + " " + record.number;
}

void Sentences::Add(const std::string& part) {
  if (part.empty()) return;
  if (!text_.empty()) text_ += ' ';
  text_ += WithEnd(part, '.');
}

std::string ArchivedClause(const CitationRecord& record, Archived archived) {
  if (archived == Archived::kNone || record.sha256.empty()) return "";
  std::string id = record.record_id;
  if (id.starts_with("<urn:uuid:") && id.ends_with('>')) id = id.substr(10, id.size() - 11);
  const std::string date = AmericanDate(DateOf(record.accessed));
  if (archived == Archived::kShort)
    return fmt::format("Archived {} (dossier:{}, sha256 {})", date, id.substr(0, 8), record.sha256.substr(0, 16));
  return fmt::format("Archived {} (dossier:{}, sha256 {})", date, id, record.sha256);
}

}  // namespace dossier::query
