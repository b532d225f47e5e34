#include "corpus/gate/saved_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/base/take_until.h"
#include "corpus/forms/mhtml.h"
#include "corpus/forms/mime.h"
#include "corpus/text/markup.h"
#include "corpus/url/url.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostHead = 4096;

std::string_view TrimmedField(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool IsWebAddress(std::string_view text) {
  const auto url = Url::Parse(std::string(text));
  return url && url->IsHttp() && !url->host().empty();
}

// Without a zone the instant is not known.
std::optional<UtcTime> ParseSaved(std::string_view text) {
  const auto date = ParseMimeDate(text);
  return date ? date->instant : std::nullopt;
}

// The value behind `name` up to the end of the line.
std::string_view LineBehind(std::string_view text, std::string_view name) {
  const size_t at = text.find(name);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + name.size());
  return TrimmedField(TakeUntil(text, '\n'));
}

// Archives of the web show a page as it was under an address that holds the time and the page's own address:
// ".../20180301120000/https://..." with letters behind the digits for how it is shown (RFC 7089 leaves the form open,
// and web.archive.org, national archives and pywb write this one). What was saved is then the page of that time.
void UnwrapMemento(StatedOrigin& origin) {
  constexpr size_t kDigits = 14;
  const std::string& url = origin.url;
  const size_t begin = url.find("://") + 3;
  for (size_t at = url.find('/', begin); at != std::string::npos; at = url.find('/', at + 1)) {
    const std::string_view rest = std::string_view(url).substr(at + 1);
    const size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    const size_t slash = rest.find('/');
    if (digits != kDigits || slash == std::string_view::npos) continue;
    const std::string_view shown = rest.substr(digits, slash - digits);
    if (!shown.empty() && (shown.size() > 4 || shown.back() != '_')) continue;
    std::string original(rest.substr(slash + 1));
    // Some servers make one slash of two.
    for (const std::string_view scheme : {"http:/", "https:/"})
      if (original.starts_with(scheme) && original.substr(scheme.size(), 1) != "/") original.insert(scheme.size(), "/");
    const auto time =
        ParseRfc3339(fmt::format("{}-{}-{}T{}:{}:{}Z", rest.substr(0, 4), rest.substr(4, 2), rest.substr(6, 2),
                                 rest.substr(8, 2), rest.substr(10, 2), rest.substr(12, 2)));
    if (!time || !IsWebAddress(original)) return;
    origin.by += " from " + url.substr(begin, url.find('/', begin) - begin);
    origin.saved = *time;
    origin.url = std::move(original);
    return;
  }
}

// The first target of a Link field (RFC 8288) with this relation among its ones; "" for none.
std::string LinkOf(std::string_view field, std::string_view relation) {
  constexpr size_t kMostLinks = 100;
  for (size_t i = 0; i < kMostLinks; ++i) {
    const size_t open = field.find('<'), close = field.find('>');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return "";
    const std::string_view target = field.substr(open + 1, close - open - 1);
    field.remove_prefix(close + 1);
    const std::string_view parameters = field.substr(0, std::min(field.find('<'), field.size()));
    std::string relations = MimeParameter(parameters, "rel");
    for (std::string_view rest = relations; !rest.empty();)
      if (TakeUntil(rest, ' ') == relation) return std::string(target);
  }
  return "";
}

std::optional<StatedOrigin> OfComment(std::string_view comment) {
  StatedOrigin origin;
  if (comment.find("Page saved with SingleFile") != std::string_view::npos) {
    origin.by = "SingleFile";
    origin.url = LineBehind(comment, "url:");
    origin.saved = ParseSaved(LineBehind(comment, "saved date:"));
  } else if (const size_t at = comment.find("saved from url=("); at != std::string_view::npos) {
    const size_t close = comment.find(')', at);
    if (close == std::string_view::npos) return std::nullopt;
    const std::string_view rest = TrimmedField(comment.substr(close + 1));
    origin.by = "a browser";
    origin.url = rest.substr(0, rest.find_first_of(" \t\r\n"));
  }
  if (!IsWebAddress(origin.url)) return std::nullopt;
  UnwrapMemento(origin);
  return origin;
}

}  // namespace

std::optional<StatedOrigin> OriginStatedIn(std::string_view html) {
  html = html.substr(0, kMostHead);
  // Only comments before the head count: behind it anybody's text may stand.
  for (size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const Markup markup = ReadMarkup(html, at);
    if (markup.kind == Markup::Kind::kText || !markup.closed) return std::nullopt;
    if (markup.kind == Markup::Kind::kStartTag && !EqualsNoCase(markup.name, "html")) return std::nullopt;
    if (markup.kind == Markup::Kind::kComment) {
      if (auto origin = OfComment(html.substr(at, markup.end - at))) return origin;
    }
    at = markup.end;
  }
  return std::nullopt;
}

Result<MhtmlPage> ReadMhtml(std::string_view bytes) {
  DOSSIER_TRY_ASSIGN(MhtmlPart part, ReadMhtmlPart(bytes));
  MhtmlPage page;
  page.html = std::move(part.html);
  page.content_type = std::move(part.content_type);
  if (IsWebAddress(part.address)) {
    page.origin = StatedOrigin{std::move(part.address), ParseSaved(part.date), "MHTML"};
    UnwrapMemento(*page.origin);
  }
  return page;
}

std::optional<StatedOrigin> OriginOfMemento(const std::string& url, std::string_view datetime, std::string_view link) {
  if (!IsWebAddress(url)) return std::nullopt;
  StatedOrigin origin;
  origin.url = url;
  origin.by = "memento";
  UnwrapMemento(origin);
  if (origin.url != url) return origin;
  const auto time = ParseHttpDate(datetime);
  const std::string original = LinkOf(link, "original");
  if (!time || !IsWebAddress(original) || original == url) return std::nullopt;
  const size_t begin = url.find("://") + 3;
  origin.by += " from " + url.substr(begin, url.find('/', begin) - begin);
  origin.url = original;
  origin.saved = *time;
  return origin;
}

std::string MarksOf(const Json& metadata) {
  std::string marks;
  const auto mark = [&](const std::string& words) { marks += (marks.empty() ? "" : "; ") + words; };
  const Json& stated = MemberAt(metadata, "stated_digests");
  if (stated.is_object()) {
    for (const auto& [name, digest] : stated.items()) {
      const Json& holds = MemberAt(digest, "holds");
      if (holds.is_boolean() && !holds.get<bool>())
        mark(fmt::format("the {} digest that the archive states does not match these bytes", name));
    }
  }
  const Json& holds = MemberAt(MemberAt(metadata, "published_checksum"), "holds");
  if (holds.is_boolean() && !holds.get<bool>()) mark("the checksum published beside the file does not match it");
  const Json& file = MemberAt(metadata, "stated_by_file");
  if (file.is_object())
    mark(StringAt(file, "saved").empty() ? "the address is stated by the file"
         : StringAt(file, "url").empty() ? "the time is stated by the file"
                                         : "address and time are stated by the file");
  return marks;
}

}  // namespace dossier::corpus
