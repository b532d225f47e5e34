#include "corpus/gate/file_type.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/base/utf8.h"

namespace dossier::corpus {
namespace {

// What is stored of a form, when it is: the type that its record states.
constexpr std::array<std::pair<std::string_view, std::string_view>, 21> kTypes = {{
    {"html", "text/html"},
    {"csaf", "application/json"},
    {"kev", "application/json"},
    {"cve", "application/json"},
    {"federal-register", "application/xml"},
    {"bill", "application/xml"},
    {"list", "text/csv"},
    {"vulnerability", "application/json"},
    {"stix", "application/json"},
    {"pdf", "application/pdf"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"office", "application/octet-stream"},
    {"epub", "application/epub+zip"},
    {"rtf", "application/rtf"},
    {"postscript", "application/postscript"},
    {"mhtml", "multipart/related"},
    {"email", "message/rfc822"},
    {"mbox", "application/mbox"},
    {"arc", "application/x-internet-archive"},
    {"warc", "application/warc"},
}};

std::string Lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
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

// The type that is stated of a text: a name decides, so that a text which quotes markup stays a text.
std::string_view StatedByName(std::string_view suffix) {
  if (suffix == ".eml") return "message/rfc822";
  if (suffix == ".mbox") return "application/mbox";
  return suffix == ".txt" || suffix == ".text" || suffix == ".md" ? "text/plain" : "";
}

}  // namespace

FileType TypeOfFile(std::string_view content, std::string_view name, bool named) {
  const std::string suffix = SuffixOf(name);
  FileType type;
  type.label = suffix.empty() ? std::string(name) : suffix;
  const size_t first = content.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string_view::npos) {
    type.label = "empty";
    return type;
  }
  const Form& form = FormOf(content, StatedByName(suffix));
  type.form = &form;
  if (form.id == "text") {
    if (!IsTextName(name, named)) return type;
    type.store = true;
    type.media_type = IsValidUtf8(content) ? "text/plain; charset=utf-8" : "text/plain";
    type.label = "text";
    return type;
  }
  for (const auto& [id, media] : kTypes) {
    if (id != form.id) continue;
    type.store = true;
    type.media_type = media;
    type.label = form.id;
  }
  if (form.id == "html" && content.substr(first).starts_with("<?xml")) type.media_type = "application/xml";
  if (form.id == "kev" && content[first] != '{') type.media_type = "text/csv";
  if (form.id == "federal-register" && content[first] == '{') type.media_type = "application/json";
  if (form.id == "list" && content[first] == '<') type.media_type = "application/xml";
  if (form.id == "list" && content[first] == '{') type.media_type = "application/json";
  // A table, a coded text or another XML is a document only where a person says so.
  if (!type.store && named && form.entry == Entry::kUnread && form.id != "unknown" && form.id != "packed" &&
      form.id != "zip") {
    type.store = true;
    type.media_type = form.id == "xml" ? "application/xml" : form.id == "csv" ? "text/csv" : "text/plain";
    type.label = form.id;
  }
  return type;
}

}  // namespace dossier::corpus
