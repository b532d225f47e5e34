#include "corpus/base/sinks.h"

#include <fmt/format.h>

#include "corpus/base/utf8.h"

namespace dossier {
namespace {

constexpr size_t kLongestLink = 4000;  // bytes

bool IsBidiControl(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }
// Letters that nobody sees: what hides in them is read by programs only.
bool IsTag(char32_t c) { return c >= 0xE0000 && c <= 0xE007F; }
bool IsNoncharacter(char32_t c) { return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }

// As JSON spells a character outside of ASCII, in UTF-16.
void AppendEscape(std::string& out, char32_t c) {
  if (c >= 0x10000) {
    const char32_t rest = c - 0x10000;
    out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + static_cast<uint32_t>(rest >> 10),
                       0xDC00 + static_cast<uint32_t>(rest & 0x3FF));
    return;
  }
  out += fmt::format("\\u{:04x}", static_cast<uint32_t>(c));
}

bool IsNumber(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool IsWebAddress(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

void AppendPercent(std::string& out, std::string_view bytes) {
  for (const char c : bytes) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
}

// The address without what would end it early, or what Markdown would read as a mark.
std::string Encoded(std::string_view url, std::string_view marks) {
  std::string out;
  for (size_t i = 0; i < url.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(url, i);
    const bool mark = c < 0x80 && marks.find(static_cast<char>(c)) != std::string_view::npos;
    if (c <= 0x20 || IsActing(c) || mark)
      AppendPercent(out, url.substr(start, i - start));
    else
      AppendUtf8(out, c);
  }
  return out;
}

// A mark that is one only at the beginning of a line.
bool BeginsBlock(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("+-=").find(text[0]) != std::string_view::npos) return true;
  const size_t digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && (text[digits] == '.' || text[digits] == ')');
}

std::string MarkdownMarks(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    if (c < 0x80 && std::string_view("\\`*_[]<>#|~&").find(static_cast<char>(c)) != std::string_view::npos) out += '\\';
    if (!IsActing(c)) AppendUtf8(out, c);
  }
  return out;
}

}  // namespace

bool IsActing(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || IsBidiControl(c) || IsTag(c) ||
         IsNoncharacter(c);
}

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    if (const auto byte = static_cast<unsigned char>(text[i]); byte >= 0x20 && byte < 0x7F) {
      out += text[i++];
      continue;
    }
    if (text.substr(i, 2) == "\r\n") {  // a line's end in CSV
      out += "\r\n";
      i += 2;
      continue;
    }
    const char32_t c = NextCodePoint(text, i);
    if (IsActing(c))
      AppendEscape(out, c);
    else
      AppendUtf8(out, c);
  }
  return out;
}

std::string ShownLine(std::string_view text, size_t most) {
  std::string line = CollapseWhiteSpace(RepairUtf8(text));
  const size_t count = CodePointCount(line);
  if (count <= most) return line;
  return std::string(FirstCodePoints(line, most)) + fmt::format("... ({} characters)", count);
}

std::string WithoutUserinfo(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  const size_t begin = scheme + 3;
  const std::string_view authority = url.substr(begin, url.find_first_of("/?#\\", begin) - begin);
  const size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  return std::string(url.substr(0, begin)) + std::string(url.substr(begin + at + 1));
}

std::string WithTextFragment(std::string_view url, std::string_view fragment) {
  const std::string plain = WithoutUserinfo(url);
  if (fragment.starts_with('#') && plain.find('#') != std::string::npos) fragment.remove_prefix(1);
  return plain + std::string(fragment);
}

std::string CsvCell(std::string_view text) {
  std::string cell(text);
  const bool formula = !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
  if (formula && !IsNumber(cell)) cell.insert(0, "'");
  if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string MarkdownText(std::string_view text) {
  const std::string line = CollapseWhiteSpace(RepairUtf8(text));
  if (!BeginsBlock(line)) return MarkdownMarks(line);
  // A backslash before a digit is no escape: the mark behind the number takes it.
  const size_t mark = std::min(line.find_first_not_of("0123456789"), line.size());
  return line.substr(0, mark) + "\\" + line.substr(mark, 1) + MarkdownMarks(std::string_view(line).substr(mark + 1));
}

std::string MarkdownAddress(std::string_view url) {
  return IsWebAddress(url) && url.size() <= kLongestLink ? Encoded(WithoutUserinfo(url), "()<>[]\\`*|\"") : "";
}

std::string MarkdownLine(std::string_view text) {
  const std::string line = CollapseWhiteSpace(RepairUtf8(text));
  std::string out;
  for (size_t at = 0; at < line.size();) {
    const std::string_view rest = std::string_view(line).substr(at);
    if (IsWebAddress(rest)) {
      const size_t end = std::min(rest.find(' '), rest.size());
      out += Encoded(rest.substr(0, end), "<>[]\\`*|\"");  // ) and . may belong to the sentence around it
      at += end;
      continue;
    }
    size_t next = line.find("http", at + 1);
    if (next == std::string::npos) next = line.size();
    out += MarkdownMarks(rest.substr(0, next - at));
    at = next;
  }
  return out;
}

std::string EscapeMarkup(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\r' || !IsActing(c))
      AppendUtf8(out, c);
  }
  return out;
}

}  // namespace dossier
