// /archived/SHA256: the captured page itself, for a frame without rights.
//
// What was captured is hostile. Three fences, each enough alone: the answer's own policy (sandbox, nothing but inline
// styles and data: images), the frame's sandbox attribute, and no element that makes a browser look elsewhere before a
// policy is asked (link with its prefetch and preconnect, meta refresh, base).
#include "corpus/base/ascii.h"
#include "corpus/text/charset.h"
#include "query/page/pages.h"

namespace dossier::query {
namespace {

constexpr size_t kMostShown = size_t{4} << 20;

constexpr std::string_view kArchivedPolicy =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'";

// "<link" becomes "<x-link": an element that means nothing. Element names hold no references and no blanks (HTML,
// section 13.2.5.6), so there is no other way to write one.
std::string WithoutElements(std::string_view html) {
  static constexpr std::string_view kElements[] = {"link",  "meta",   "base",  "script", "iframe",
                                                   "frame", "object", "embed", "portal"};
  std::string out;
  out.reserve(html.size() + 256);
  for (size_t i = 0; i < html.size(); ++i) {
    out += html[i];
    if (html[i] != '<') continue;
    for (const std::string_view element : kElements)
      if (html.size() - i - 1 >= element.size() &&
          EqualIgnoringAsciiCase(html.substr(i + 1, element.size()), element)) {
        out += "x-";
        break;
      }
  }
  return out;
}

}  // namespace

PageResult ArchivedPage(const Visit& visit, const std::string& digest) {
  DOSSIER_TRY_ASSIGN(const Digest sha256, ParseDigest(digest));
  const corpus::Corpus& corpus = visit.desk.archive();
  DOSSIER_TRY_ASSIGN(const auto capture, corpus.FindCaptureByDigest(sha256));
  if (!capture) return Fail(ErrorCode::kNotFound, "no capture has the digest " + digest);
  DOSSIER_TRY_ASSIGN(const corpus::Payload payload, corpus.ReadPayload(capture->id));
  WebResponse response;
  response.Set("Content-Security-Policy", std::string(kArchivedPolicy));
  response.Set("X-Frame-Options", "SAMEORIGIN");
  const std::string media = MediaTypeOf(capture->content_type);
  const bool html = media == "text/html" || media == "application/xhtml+xml";
  const bool text = html || media.starts_with("text/") || media.ends_with("json") || media.ends_with("xml");
  if (!text || payload.decoded.size() > kMostShown) {
    response.type = "application/octet-stream";
    response.Set("Content-Disposition", "attachment; filename=\"" + sha256.hex().substr(0, 16) + "\"");
    response.body = payload.decoded;
    return response;
  }
  const std::string charset = CharsetOfContentType(capture->content_type);
  const std::string encoding =
      html ? SniffHtmlEncoding(payload.decoded, charset) : EncodingForLabel(charset).value_or("utf-8");
  DOSSIER_TRY_ASSIGN(std::string decoded, DecodeToUtf8(payload.decoded, encoding));
  response.type = html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
  response.body = html ? WithoutElements(decoded) : std::move(decoded);
  return response;
}

}  // namespace dossier::query
