#include "query/citation_parts.h"

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

std::string WithEnd(std::string text, char end) {
  if (text.ends_with('?') || text.ends_with('!') || (end == '.' && text.ends_with('.'))) return text;
  return text + end;
}

std::string InnerQuotes(std::string_view title) {
  std::string out;
  bool open = true;
  for (size_t i = 0; i < title.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(title, i);
    if (c == 0x201C) out += "\xE2\x80\x98";
    else if (c == 0x201D) out += "\xE2\x80\x99";
    else if (c == '"') {
      out += open ? "\xE2\x80\x98" : "\xE2\x80\x99";
      open = !open;
    } else {
      out += title.substr(start, i - start);
    }
  }
  return out;
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
