#include "corpus/archive/file_type.h"

#include <algorithm>
#include <array>

#include "corpus/base/ascii.h"
#include "corpus/base/utf8.h"

namespace dossier::corpus {
namespace {

constexpr size_t kSniffBytes = 4096;

std::string Lowered(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c != '\0') out += AsciiLower(c);  // dropping NUL makes ASCII of UTF-16
  }
  return out;
}

std::string_view SkipMarkAndSpace(std::string_view text) {
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
  }
  while (!text.empty() && (text[0] == ' ' || text[0] == '\t' || text[0] == '\r' || text[0] == '\n'))
    text.remove_prefix(1);
  return text;
}

// The name of the first element after declarations, comments and a document type; "" when there is none.
std::string_view RootElement(std::string_view xml) {
  while (true) {
    const size_t open = xml.find('<');
    if (open == std::string_view::npos || open + 1 >= xml.size()) return {};
    xml.remove_prefix(open + 1);
    if (xml[0] != '?' && xml[0] != '!') return xml.substr(0, xml.find_first_of(" \t\r\n/>"));
    const std::string_view end = xml.starts_with("!--") ? "-->" : ">";
    const size_t close = xml.find(end);
    if (close == std::string_view::npos) return {};
    xml.remove_prefix(close + end.size());
  }
}

bool IsHtml(std::string_view lowered) {
  constexpr std::array<std::string_view, 9> kSigns = {"<!doctype html", "<html", "<head>", "<body", "<title>",
                                                      "<article",       "<div",  "<p>",    "<h1"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return lowered.find(sign) != std::string_view::npos; });
}

// Roots of published documents: Federal Register and congressional papers (USLM and the older GPO and bill forms).
bool IsDocumentRoot(std::string_view root) {
  constexpr std::array<std::string_view, 9> kRoots = {
      "rule", "notice", "bill", "resolution", "prorule", "presdocu", "amendment-doc", "public-law", "plaw"};
  const std::string lowered = Lowered(root);
  return std::find(kRoots.begin(), kRoots.end(), lowered) != kRoots.end();
}

FileType JsonType(std::string_view content, std::string_view label) {
  const auto has = [&](std::string_view key) { return content.find(key) != std::string_view::npos; };
  if (has("\"csaf_version\"")) return {FileKind::kCsaf, "application/json", "csaf"};
  if (has("\"CVE_RECORD\"")) return {FileKind::kCve, "application/json", "cve"};
  if (has("\"catalogVersion\"") && has("\"vulnerabilities\"")) return {FileKind::kKev, "application/json", "kev"};
  return {FileKind::kUnknown, "application/json", std::string(label)};
}

std::string SuffixOf(std::string_view name) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  return Lowered(name.substr(dot));
}

bool IsTextName(std::string_view name, bool named) {
  const std::string lowered = Lowered(name);
  for (const std::string_view sign : {".sha512", ".sha256", ".sha1", ".md5", ".asc", ".sig"}) {
    if (lowered.ends_with(sign)) return false;  // they speak about another file
  }
  if (named) return true;
  for (const std::string_view about : {"readme", "license", "licence", "copying", "changelog", "makefile"}) {
    if (lowered.starts_with(about)) return false;
  }
  const std::string suffix = SuffixOf(name);
  return suffix.empty() || suffix == ".txt" || suffix == ".text";
}

bool IsProse(std::string_view content) {
  if (content.find('\0') != std::string_view::npos) return false;
  const auto controls = std::count_if(content.begin(), content.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
  });
  return static_cast<size_t>(controls) * 100 <= content.size();
}

}  // namespace

FileType TypeOfFile(std::string_view content, std::string_view name, bool named) {
  const std::string suffix = SuffixOf(name);
  const std::string unknown = suffix.empty() ? std::string(name) : suffix;
  if (content.starts_with("WARC/")) return {FileKind::kWarc, "application/warc", "warc"};
  if (content.starts_with("%PDF-")) return {FileKind::kPdf, "application/pdf", "pdf"};
  const std::string_view start = SkipMarkAndSpace(content);
  if (start.empty()) return {FileKind::kUnknown, "", "empty"};
  if (start[0] == '{' || start[0] == '[') return JsonType(content, unknown);
  const std::string lowered = Lowered(start.substr(0, kSniffBytes));
  const bool text_name = IsTextName(name, false);
  if (lowered.starts_with("<?xml")) {
    const std::string_view root = RootElement(start.substr(0, kSniffBytes * 4));
    if (Lowered(root) == "html") return {FileKind::kHtml, "application/xhtml+xml", "html"};
    if (IsDocumentRoot(root)) return {FileKind::kXmlDocument, "application/xml", "xml"};
    return {FileKind::kUnknown, "application/xml", unknown};
  }
  if (lowered[0] == '<') {
    if (IsHtml(lowered)) return {FileKind::kHtml, "text/html", "html"};
    if (IsDocumentRoot(RootElement(start.substr(0, kSniffBytes * 4)))) {
      return {FileKind::kXmlDocument, "application/xml", "xml"};
    }
  }
  if ((suffix == ".html" || suffix == ".htm") && IsHtml(lowered)) return {FileKind::kHtml, "text/html", "html"};
  if ((text_name || IsTextName(name, named)) && IsProse(content.substr(0, kSniffBytes * 16))) {
    return {FileKind::kText, IsValidUtf8(content) ? "text/plain; charset=utf-8" : "text/plain", "text"};
  }
  return {FileKind::kUnknown, "", unknown};
}

}  // namespace dossier::corpus
