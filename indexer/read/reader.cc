#include "indexer/read/reader.h"

#include <algorithm>
#include <array>

#include "corpus/text/charset.h"
#include "corpus/text/markup.h"
#include "indexer/read/csaf_reader.h"
#include "indexer/read/html/reader.h"
#include "indexer/read/text_reader.h"

namespace dossier::indexer {

namespace {

constexpr std::array<std::string_view, 9> kKindNames = {"article",  "advisory",  "index", "block", "login",
                                                        "redirect", "not-found", "video", "empty"};

constexpr std::array<std::string_view, 14> kHtmlMarks = {"!doctype html", "html",   "head", "body",    "title",
                                                         "meta",          "script", "div",  "article", "p",
                                                         "table",         "h1",     "!--",  "main"};

// Whether the bytes begin like HTML: by the marks of the MIME Sniffing standard (section 7.1) and a few more.
bool LooksLikeHtml(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n\f");
  if (first != std::string_view::npos && bytes[first] == '<' &&
      ReadMarkup(bytes.substr(0, first + 2048), first).kind == Markup::Kind::kStartTag)
    return true;
  bytes = bytes.substr(0, 2048);
  for (size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    const std::string_view rest = bytes.substr(at + 1);
    for (const std::string_view mark : kHtmlMarks) {
      if (rest.size() > mark.size() && EqualsNoCase(rest.substr(0, mark.size()), mark)) return true;
    }
  }
  return false;
}

bool IsUtf16Text(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

}  // namespace

std::string ReaderSet() { return "html/3 text/3 csaf/1"; }

std::string_view PageKindName(PageKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

bool IsEvidence(PageKind kind) { return kind == PageKind::kArticle || kind == PageKind::kAdvisory; }

Result<ReadDocument> Read(const ReaderInput& input) {
  const std::string type = MediaTypeOf(input.content_type);
  if (LooksLikeCsaf(input.bytes)) return ReadCsaf(input);
  if (input.bytes.starts_with("%PDF-")) return Fail(ErrorCode::kParse, "no reader for PDF documents in this build");
  if (type != "text/plain" && (LooksLikeHtml(input.bytes) || type == "text/html" || type == "application/xhtml+xml" ||
                               IsUtf16Text(input.bytes))) {
    return ReadHtml(input);
  }
  return ReadText(input);
}

}  // namespace dossier::indexer
