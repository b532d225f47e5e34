#include "corpus/gate/saved_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/base64.h"
#include "corpus/base/take_until.h"
#include "corpus/text/markup.h"
#include "corpus/url/url.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostHead = 4096;
constexpr size_t kMostFields = 200;
constexpr size_t kMostParts = 2000;

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

int Number(std::string_view digits) {
  int value = -1;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

int MonthOf(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto found = std::find(kMonths.begin(), kMonths.end(), name.substr(0, 3));
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::string_view word = TakeUntil(text, ' ');
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

// "Thu Dec 16 2021 18:30:54 GMT+0200 (...)" of ECMAScript (section 21.4.4.41) and "Thu, 16 Dec 2021 16:30:54 -0000" of
// RFC 5322. Without a zone the instant is not known.
std::optional<UtcTime> ParseSaved(std::string_view text) {
  const std::vector<std::string_view> words = WordsOf(text);
  if (words.size() < 6) return std::nullopt;
  const bool script = MonthOf(words[1]) != 0;
  const int month = MonthOf(words[script ? 1 : 2]), day = Number(words[script ? 2 : 1]), year = Number(words[3]);
  std::string_view zone = words[5];
  if (zone.starts_with("GMT") || zone.starts_with("UTC")) zone.remove_prefix(3);
  if (zone.empty()) zone = "+0000";
  if (month == 0 || day < 1 || year < 1990 || year > 9999 || zone.size() != 5 || words[4].size() != 8)
    return std::nullopt;
  const std::string stated =
      fmt::format("{:04}-{:02}-{:02}T{}{}:{}", year, month, day, words[4], zone.substr(0, 3), zone.substr(3));
  if (const auto time = ParseRfc3339(stated)) return *time;
  return std::nullopt;
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

using Fields = std::vector<std::pair<std::string, std::string>>;

// Takes header fields and the empty line behind them off `text`; names in lower case, folded lines joined.
Fields TakeFields(std::string_view& text) {
  Fields fields;
  while (!text.empty() && fields.size() < kMostFields) {
    const std::string_view raw = TakeUntil(text, '\n');
    if (TrimmedField(raw).empty()) break;
    if ((raw.front() == ' ' || raw.front() == '\t') && !fields.empty()) {
      fields.back().second.append(" ").append(TrimmedField(raw));
      continue;
    }
    const size_t colon = raw.find(':');
    if (colon == std::string_view::npos) continue;
    fields.emplace_back(AsciiLowered(TrimmedField(raw.substr(0, colon))),
                        std::string(TrimmedField(raw.substr(colon + 1))));
  }
  return fields;
}

std::string FieldOf(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return "";
}

std::string BoundaryOf(const std::string& content_type) {
  const size_t at = AsciiLowered(content_type).find("boundary=");
  if (at == std::string::npos) return "";
  std::string_view value = std::string_view(content_type).substr(at + 9);
  if (value.starts_with('"')) {
    value.remove_prefix(1);
    return std::string(TakeUntil(value, '"'));
  }
  return std::string(TrimmedField(TakeUntil(value, ';')));
}

int HexOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// RFC 2045, section 6.7; what is no escape stands for itself.
std::string DecodeQuotedPrintable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else if (text.substr(i + 1, 2) == "\r\n") {
      i += 2;
    } else if (text.substr(i + 1, 1) == "\n") {
      i += 1;
    } else if (i + 2 < text.size() && HexOf(text[i + 1]) >= 0 && HexOf(text[i + 2]) >= 0) {
      out += static_cast<char>(HexOf(text[i + 1]) * 16 + HexOf(text[i + 2]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

Result<std::string> Undone(std::string_view body, const std::string& coding) {
  const std::string name = AsciiLowered(coding);
  if (name == "quoted-printable") return DecodeQuotedPrintable(body);
  if (name == "base64") return DecodeBase64(body);
  return std::string(body);
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
  std::string_view rest = bytes;
  const Fields head = TakeFields(rest);
  const std::string boundary = BoundaryOf(FieldOf(head, "content-type"));
  if (boundary.empty()) return Fail(ErrorCode::kParse, "no web archive of a browser: its header names no boundary");
  const std::string line = "--" + boundary;
  MhtmlPage page;
  for (size_t part = 0; part < kMostParts; ++part) {
    const size_t begin = rest.find(line);
    if (begin == std::string_view::npos) break;
    rest.remove_prefix(begin + line.size());
    if (rest.starts_with("--")) break;
    TakeUntil(rest, '\n');
    const Fields fields = TakeFields(rest);
    const size_t end = std::min(rest.find("\n" + line), rest.size());
    const std::string type = FieldOf(fields, "content-type");
    if (!AsciiLowered(type).starts_with("text/html")) continue;
    std::string_view body = rest.substr(0, end);
    if (body.ends_with('\r')) body.remove_suffix(1);
    DOSSIER_TRY_ASSIGN(page.html, Undone(body, FieldOf(fields, "content-transfer-encoding")));
    page.content_type = type;
    std::string url = FieldOf(head, "snapshot-content-location");
    if (url.empty()) url = FieldOf(fields, "content-location");
    if (IsWebAddress(url)) {
      page.origin = StatedOrigin{url, ParseSaved(FieldOf(head, "date")), "MHTML"};
      UnwrapMemento(*page.origin);
    }
    return page;
  }
  return Fail(ErrorCode::kParse, "a web archive of a browser (MHTML) without a page in it");
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
                                         : "address and time are stated by the file");
  return marks;
}

}  // namespace dossier::corpus
