#include "corpus/gate/prose.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/gate/data_lines.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostProse = 64 << 10;
constexpr size_t kMostHeaderLines = 60;

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHex(char c) { return IsDigitAscii(c) || (c >= 'A' && c <= 'F'); }

std::string_view TrimmedLine(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return line;
}

std::vector<std::string_view> LinesOf(std::string_view text, size_t most) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < most) {
    const size_t stop = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, stop));
    text.remove_prefix(std::min(text.size(), stop + 1));
  }
  return lines;
}

// The name of a header field of RFC 5322, in lower case; "" when the line is none.
std::string FieldName(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 40) return "";
  const std::string_view name = line.substr(0, colon);
  if (!std::all_of(name.begin(), name.end(), [](char c) { return IsAlpha(c) || IsDigitAscii(c) || c == '-'; }))
    return "";
  return AsciiLowered(name);
}

// A message in transit: a block of header fields of which some are only there for the post (RFC 5322, RFC 2045).
std::string_view MessageForm(std::string_view text) {
  constexpr std::array<std::string_view, 6> kOfPost = {"mime-version", "content-transfer-encoding",
                                                       "message-id",   "received",
                                                       "return-path",  "snapshot-content-location"};
  bool mbox = false, post = false, related = false;
  size_t fields = 0;
  for (const std::string_view raw : LinesOf(text, kMostHeaderLines)) {
    const std::string_view line = TrimmedLine(raw);
    if (line.empty()) break;
    if (fields == 0 && line.starts_with("From ") && line.size() < 200) {
      mbox = line.find(':') != std::string_view::npos;
      if (!mbox) return "";
      continue;
    }
    if (fields > 0 && (raw.front() == ' ' || raw.front() == '\t')) {
      related = related || AsciiLowered(line).find("multipart/related") != std::string::npos;
      continue;
    }
    const std::string name = FieldName(line);
    if (name.empty()) {
      if (fields == 0) return "";
      break;
    }
    ++fields;
    post = post || std::find(kOfPost.begin(), kOfPost.end(), name) != kOfPost.end();
    if (name == "content-type") related = AsciiLowered(line).find("multipart/related") != std::string::npos;
  }
  if (!post || fields < 2) return "";
  return mbox ? "mbox" : related ? "mhtml" : "email";
}

// How programs and style sheets begin, and sentences do not.
bool BeginsAsProgram(std::string_view text) {
  constexpr std::array<std::string_view, 30> kBeginnings = {
      "#!/",       "<?php",     "/*",           "//",       "(function",      "!function",
      "function(", "function ", "var ",         "const ",   "let ",           "window.",
      "document.", "jQuery(",   "$(",           "define(",  "\"use strict\"", "'use strict'",
      "import {",  "import(",   "export ",      "@charset", "@import ",       "@media ",
      "#include",  "self.",     "webpackJsonp", "angular.", "(()=>",          "(self."};
  for (const std::string_view beginning : kBeginnings) {
    if (!text.starts_with(beginning)) continue;
    // A word of both: only with the signs that programs put behind it.
    if (beginning.back() != ' ') return true;
    const std::string_view head = text.substr(0, 400);
    const auto signs =
        std::count_if(head.begin(), head.end(), [](char c) { return c == '{' || c == '}' || c == ';' || c == '='; });
    return signs >= 3;
  }
  return false;
}

// Signs that join the parts of programs, against all bytes; and lines that end as statements do.
bool IsProgram(std::string_view text) {
  size_t signs = 0, ended = 0, lines = 0, words = 0;
  for (const std::string_view raw : LinesOf(text, SIZE_MAX)) {
    const std::string_view line = TrimmedLine(raw);
    if (line.empty()) continue;
    ++lines;
    const char last = line.back();
    ended += last == ';' || last == '{' || last == '}' || (last == ',' && line.find('=') != std::string_view::npos);
    const std::string_view first = line.substr(0, line.find_first_of(" ("));
    for (const std::string_view word : {"def", "import", "elif", "return", "except", "local", "fi", "esac", "done"})
      words += first == word;
    for (const char c : line)
      signs += c == '{' || c == '}' || c == ';' || c == '=' || c == '<' || c == '>' || c == '|' || c == '&' ||
               c == '\\' || c == '$';
  }
  if (lines == 0) return false;
  const bool dense = signs * 100 > 5 * text.size() && signs >= 12;
  const bool statements = lines >= 4 && ended * 2 > lines;
  return dense || statements || (lines >= 6 && words * 4 > lines);
}

// Text in the coding of RFC 2045, section 6.7: "=3D", and lines that go on behind a "=".
bool IsQuotedPrintable(std::string_view text) {
  size_t escapes = 0, soft = 0, lines = 0;
  for (const std::string_view raw : LinesOf(text, SIZE_MAX)) {
    ++lines;
    std::string_view line = raw;
    if (line.ends_with('\r')) line.remove_suffix(1);
    soft += line.size() > 40 && line.ends_with('=');
    for (size_t at = line.find('='); at != std::string_view::npos; at = line.find('=', at + 1))
      escapes += at + 2 < line.size() && IsHex(line[at + 1]) && IsHex(line[at + 2]);
  }
  return (soft >= 2 && soft * 4 > lines) || (soft >= 1 && escapes >= 3) || escapes * 60 > text.size();
}

// Lines, or one word, of the alphabet of RFC 4648 without a blank.
bool IsBase64(std::string_view text) {
  size_t coded = 0, all = 0;
  for (const std::string_view raw : LinesOf(text, SIZE_MAX)) {
    const std::string_view line = TrimmedLine(raw);
    all += line.size();
    if (line.size() < 40) continue;
    const bool alphabet = std::all_of(line.begin(), line.end(), [](char c) {
      return IsAlpha(c) || IsDigitAscii(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
    });
    if (alphabet) coded += line.size();
  }
  return coded > 80 && coded * 2 > all;
}

// The numbers of separators in the first records; quoted fields may hold separators and line breaks (RFC 4180).
std::vector<size_t> SeparatorsOf(std::string_view text, char separator, size_t most_records) {
  std::vector<size_t> records;
  bool quoted = false;
  size_t here = 0;
  for (size_t i = 0; i < text.size() && records.size() < most_records; ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    here += c == separator;
    if (c != '\n') continue;
    if (here > 0 || i == 0 || text[i - 1] != '\n') records.push_back(here);
    here = 0;
  }
  return records;
}

// A table: a first record of short names, and as many fields in nearly all records.
bool IsTable(std::string_view text) {
  const std::string_view head = TrimmedLine(text.substr(0, text.find('\n')));
  if (head.empty() || head.size() > 2000 || head.ends_with('.')) return false;
  for (const char separator : {',', ';', '\t', '|'}) {
    const auto in_head = static_cast<size_t>(std::count(head.begin(), head.end(), separator));
    if (in_head < 2 || head.size() / (in_head + 1) > 40) continue;
    const std::vector<size_t> records = SeparatorsOf(text, separator, 200);
    const auto same = static_cast<size_t>(std::count(records.begin(), records.end(), in_head));
    // Sentences have commas too, with a blank behind them: then every line must have as many.
    const bool spaced = separator == ',' && head.find(", ") != std::string_view::npos;
    if (spaced && (records.size() < 3 || same != records.size())) continue;
    if (records.size() >= 2 && same * 10 >= records.size() * 8) return true;
  }
  return false;
}

bool IsJsonLike(std::string_view text) {
  const size_t next = text.size() < 2 ? std::string_view::npos : text.find_first_not_of(" \t\r\n", 1);
  if (next == std::string_view::npos) return false;
  if (text[0] == '{') return text[next] == '"' || text[next] == '}';
  return text[0] == '[' && (text[next] == '{' || text[next] == '"' || text[next] == '[' || text[next] == ']');
}

}  // namespace

std::string_view SkipBlank(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const size_t at = text.find_first_not_of(" \t\r\n\f");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

std::string_view FormOfBeginning(std::string_view text) {
  text = SkipBlank(text.substr(0, kMostProse));
  if (text.starts_with("WARC/")) return "warc";
  if (text.starts_with("filedesc://")) return "arc";
  if (text.starts_with("BEGIN:VCALENDAR") || text.starts_with("BEGIN:VCARD")) return "calendar";
  if (text.starts_with("{\\rtf")) return "rtf";
  if (text.starts_with("%!PS")) return "postscript";
  if (text.starts_with("-----BEGIN ") && !text.starts_with("-----BEGIN PGP SIGNED MESSAGE")) return "key";
  if (const std::string_view message = MessageForm(text); !message.empty()) return message;
  if (const std::string_view form = FormOfMachineBeginning(text); !form.empty()) return form;
  return BeginsAsProgram(text) ? "script" : "";
}

std::string_view WhyNoProse(std::string_view text) {
  text = SkipBlank(text.substr(0, kMostProse));
  if (const std::string_view form = FormOfBeginning(text); !form.empty()) return form;
  if (IsJsonLike(text)) return "json";
  if (text.starts_with("<?xml")) return "xml";
  if (IsBase64(text)) return "base64";
  if (IsQuotedPrintable(text)) return "quoted-printable";
  if (IsTable(text)) return "csv";
  return IsProgram(text) ? "script" : FormOfLines(text);
}

}  // namespace dossier::corpus
