#include "corpus/forms/mime.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/base/ascii.h"
#include "corpus/base/take_until.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostFields = 400;
constexpr size_t kMostFieldBytes = 64 << 10;
constexpr size_t kMostMimeParts = 2000;

std::string_view TrimmedField(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

int HexOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int HexPair(std::string_view two) {
  if (two.size() < 2 || HexOf(two[0]) < 0 || HexOf(two[1]) < 0) return -1;
  return HexOf(two[0]) * 16 + HexOf(two[1]);
}

// RFC 2045, section 6.7; what is no escape stands for itself. Blanks before a soft line break belong to the text,
// blanks before a hard one to the transport.
std::string DecodeQuotedPrintable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const bool broken = text.find('\n') != std::string_view::npos;
    std::string_view line = TakeUntil(text, '\n');
    const bool returned = line.ends_with('\r');
    if (returned) line.remove_suffix(1);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    const bool soft = line.ends_with('=');
    if (soft) line.remove_suffix(1);
    for (size_t i = 0; i < line.size(); ++i) {
      const int byte = line[i] == '=' ? HexPair(line.substr(i + 1, 2)) : -1;
      if (byte >= 0) i += 2;
      out += byte >= 0 ? static_cast<char>(byte) : line[i];
    }
    if (!soft && broken) out += returned ? "\r\n" : "\n";
  }
  return out;
}

// RFC 2045, section 6.8: what is not of the alphabet is passed over, a damaged end gives what there is.
std::string DecodeBase64Lines(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 3 / 4);
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+' || c == '-') value = 62;
    if (c == '/' || c == '_') value = 63;
    if (value < 0) continue;
    bits = bits << 6 | static_cast<uint32_t>(value);
    if (++count % 4 == 1) continue;
    out += static_cast<char>(bits >> (count % 4 == 2 ? 4 : count % 4 == 3 ? 2 : 0) & 0xFF);
  }
  return out;
}

// "=?utf-8?B?...?=" at the beginning of `rest`, taken off it as bytes in UTF-8; false when it is no coded word.
bool TakeCodedWord(std::string_view& rest, std::string& out) {
  if (!rest.starts_with("=?")) return false;
  const size_t charset_end = rest.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= rest.size() || rest[charset_end + 2] != '?')
    return false;
  const size_t end = rest.find("?=", charset_end + 3);
  if (end == std::string_view::npos || end > 2000) return false;
  std::string_view charset = rest.substr(2, charset_end - 2);
  charset = charset.substr(0, charset.find('*'));  // RFC 2231, section 5: a language
  const char kind = rest[charset_end + 1];
  std::string coded(rest.substr(charset_end + 3, end - charset_end - 3));
  if (kind == 'Q' || kind == 'q') {
    std::replace(coded.begin(), coded.end(), '_', ' ');
    std::string plain;
    for (size_t i = 0; i < coded.size(); ++i) {
      const int byte = coded[i] == '=' ? HexPair(std::string_view(coded).substr(i + 1, 2)) : -1;
      if (byte >= 0) i += 2;
      plain += byte >= 0 ? static_cast<char>(byte) : coded[i];
    }
    out += MimeText(plain, charset);
  } else if (kind == 'B' || kind == 'b') {
    out += MimeText(DecodeBase64Lines(coded), charset);
  } else {
    return false;
  }
  rest.remove_prefix(end + 2);
  return true;
}

int NumberIn(std::string_view digits) {
  int value = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() && digits.size() <= 4 ? value : -1;
}

int MonthNamed(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (name.size() < 3) return 0;
  const auto found = std::find(kMonths.begin(), kMonths.end(), AsciiLowered(name.substr(0, 3)));
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

// "+0200", "GMT+0200", "EST" as "+02:00"; "" for a zone that is not known (RFC 5322, section 4.3: letters of the
// military are not).
std::string OffsetOf(std::string_view zone) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kZones = {{{"UT", "+00:00"},
                                                                                     {"UTC", "+00:00"},
                                                                                     {"GMT", "+00:00"},
                                                                                     {"Z", "+00:00"},
                                                                                     {"EST", "-05:00"},
                                                                                     {"EDT", "-04:00"},
                                                                                     {"CST", "-06:00"},
                                                                                     {"CDT", "-05:00"},
                                                                                     {"MST", "-07:00"},
                                                                                     {"MDT", "-06:00"},
                                                                                     {"PST", "-08:00"},
                                                                                     {"PDT", "-07:00"}}};
  for (const auto& [name, offset] : kZones)
    if (zone == name) return std::string(offset);
  if (zone.starts_with("GMT") || zone.starts_with("UTC")) zone.remove_prefix(3);
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return "";
  const int hours = NumberIn(zone.substr(1, 2)), minutes = NumberIn(zone.substr(3, 2));
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return "";
  return fmt::format("{}{:02}:{:02}", zone[0], hours, minutes);
}

std::vector<std::string> DateWords(std::string_view text) {
  std::string plain;
  int depth = 0;  // comments in parentheses
  for (const char c : text.substr(0, 200)) {
    depth += c == '(';
    if (depth == 0) plain += c == ',' || c == '\t' || c == '\r' || c == '\n' ? ' ' : c;
    if (c == ')' && depth > 0) --depth;
  }
  std::vector<std::string> words;
  for (std::string_view rest = plain; !rest.empty();) {
    const std::string_view word = TakeUntil(rest, ' ');
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

}  // namespace

MimeFields TakeMimeFields(std::string_view& text) {
  MimeFields fields;
  while (!text.empty()) {
    const std::string_view raw = TakeUntil(text, '\n');
    const std::string_view line = TrimmedField(raw);
    if (line.empty()) break;
    if ((raw.front() == ' ' || raw.front() == '\t') && !fields.empty()) {
      if (fields.back().second.size() < kMostFieldBytes) fields.back().second.append(" ").append(line);
      continue;
    }
    const size_t colon = raw.find(':');
    if (colon == std::string_view::npos || fields.size() >= kMostFields) continue;
    fields.emplace_back(AsciiLowered(TrimmedField(raw.substr(0, colon))),
                        std::string(TrimmedField(raw.substr(colon + 1))));
  }
  return fields;
}

std::string MimeField(const MimeFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return "";
}

std::string MimeParameter(std::string_view value, std::string_view name) {
  std::string extended;
  bool quoted = false;
  for (size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '"') quoted = !quoted;
    if (value[i] != ';' || quoted) continue;
    std::string_view rest = TrimmedField(value.substr(i + 1));
    if (!EqualIgnoringAsciiCase(rest.substr(0, name.size()), name)) continue;
    rest.remove_prefix(name.size());
    const size_t equals = rest.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view mark = TrimmedField(rest.substr(0, equals));
    if (!mark.empty() && mark[0] != '*') continue;  // the beginning of a longer name
    rest = TrimmedField(rest.substr(equals + 1));
    std::string one;
    if (rest.starts_with('"')) {
      for (size_t at = 1; at < rest.size() && rest[at] != '"'; ++at) {
        if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
        one += rest[at];
      }
    } else {
      one = std::string(TrimmedField(rest.substr(0, rest.find(';'))));
    }
    if (mark.empty()) return one;
    extended += one;
  }
  return extended;
}

std::string DecodeTransfer(std::string_view body, std::string_view coding) {
  const std::string name = AsciiLowered(TrimmedField(coding));
  if (name == "quoted-printable") return DecodeQuotedPrintable(body);
  if (name == "base64") return DecodeBase64Lines(body);
  return std::string(body);
}

std::string MimeText(std::string_view bytes, std::string_view charset) {
  const auto stated = EncodingForLabel(charset);
  const std::string encoding = stated && *stated != "replacement" && *stated != "utf-8" ? *stated
                               : IsValidUtf8(bytes)                                     ? "utf-8"
                                                                                        : "windows-1252";
  auto decoded = DecodeToUtf8(bytes, encoding);
  std::string text = decoded ? *std::move(decoded) : RepairUtf8(bytes);
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || text.substr(i + 1, 1) != "\n") out += text[i];
  return out;
}

std::string DecodeMimeWords(std::string_view value) {
  std::string out;
  bool coded = false;  // the last thing was a coded word: blanks up to the next one are no text (section 6.2)
  for (std::string_view rest = value; !rest.empty();) {
    const size_t next = std::min(rest.find("=?"), rest.size());
    const std::string_view between = rest.substr(0, next);
    rest.remove_prefix(next);
    std::string word;
    const bool is_word = TakeCodedWord(rest, word);
    if (!coded || !is_word || !TrimmedField(between).empty()) out += MimeText(between, "");
    out += word;
    if (!is_word && !rest.empty()) {
      out += rest.substr(0, 2);
      rest.remove_prefix(2);
    }
    coded = is_word;
  }
  return CollapseWhiteSpace(out);
}

std::vector<std::string_view> MimeParts(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> parts;
  if (boundary.empty()) return parts;
  const std::string mark = "--" + std::string(boundary);
  size_t begin = std::string_view::npos;  // of the open part
  for (size_t at = 0; at < body.size() && parts.size() < kMostMimeParts;) {
    const size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line = TrimmedField(body.substr(at, end - at));
    if (line.starts_with(mark) && (line.size() == mark.size() || line.substr(mark.size()) == "--")) {
      if (begin != std::string_view::npos) {
        size_t stop = at;  // the line break before a boundary is the boundary's
        if (stop > begin && body[stop - 1] == '\n') --stop;
        if (stop > begin && body[stop - 1] == '\r') --stop;
        parts.push_back(body.substr(begin, stop - begin));
      }
      if (line.size() != mark.size()) return parts;
      begin = std::min(end + 1, body.size());
    }
    at = end + 1;
  }
  if (begin != std::string_view::npos && begin < body.size() && parts.size() < kMostMimeParts)
    parts.push_back(body.substr(begin));
  return parts;
}

std::optional<MimeDate> ParseMimeDate(std::string_view text) {
  std::vector<std::string> words = DateWords(text);
  if (!words.empty() && MonthNamed(words[0]) == 0 && NumberIn(words[0]) < 0) words.erase(words.begin());
  if (words.size() < 3) return std::nullopt;
  const bool month_first = MonthNamed(words[0]) != 0;
  const int month = MonthNamed(words[month_first ? 0 : 1]);
  const int day = NumberIn(words[month_first ? 1 : 0]);
  int year = NumberIn(words[2]);
  // RFC 5322, section 4.3: years of two and three digits.
  if (words[2].size() == 2) year += year < 50 ? 2000 : 1900;
  if (words[2].size() == 3) year += 1900;
  if (month == 0 || year < 1970 || !IsValid(Day{year, month, day})) return std::nullopt;
  MimeDate date;
  date.stated = FormatDay(Day{year, month, day});
  if (words.size() < 5) return date;
  std::string clock = words[3];
  if (clock.size() == 5) clock += ":00";
  const std::string offset = OffsetOf(words[4]);
  if (offset.empty()) return date;
  const std::string whole = date.stated + "T" + clock + offset;
  const auto instant = ParseRfc3339(whole);
  if (!instant) return date;
  date.stated = whole;
  date.instant = *instant;
  return date;
}

}  // namespace dossier::corpus
