#include "crawler/parse/links.h"

#include <algorithm>
#include <unordered_set>

#include "corpus/base/ascii.h"
#include "corpus/text/charset.h"
#include "crawler/parse/tag_scanner.h"

namespace dossier::crawler {
namespace {

// Whether a list of words, separated by white space or commas, holds the word. Both in lower case.
bool HasWord(std::string_view list, std::string_view word) {
  for (size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    const auto ends = [](char c) { return IsHtmlSpace(c) || c == ','; };
    const size_t after = at + word.size();
    if ((at == 0 || ends(list[at - 1])) && (after == list.size() || ends(list[after]))) return true;
  }
  return false;
}

bool IsFeedType(std::string_view type) {
  const std::string media = MediaTypeOf(type);
  return media == "application/rss+xml" || media == "application/atom+xml" || media == "application/feed+json" ||
         media == "application/rdf+xml";
}

LinkKind KindOfLinkElement(const std::string& rel, const std::string& type) {
  if (HasWord(rel, "canonical")) return LinkKind::kCanonical;
  if (HasWord(rel, "alternate") && IsFeedType(type)) return LinkKind::kFeed;
  if (HasWord(rel, "next") || HasWord(rel, "prev") || HasWord(rel, "previous")) return LinkKind::kSequence;
  return LinkKind::kOther;
}

void ReadMeta(const TagScanner& tags, RawLinks& out) {
  if (AsciiLowered(tags.Value("http-equiv")) == "refresh") {
    if (std::optional<std::string> address = RefreshAddress(tags.Value("content"))) {
      out.links.push_back({LinkKind::kRefresh, *std::move(address)});
    }
  } else if (AsciiLowered(tags.Value("name")) == "robots") {
    const std::string content = AsciiLowered(tags.Value("content"));
    out.nofollow |= HasWord(content, "nofollow") || HasWord(content, "none");
  }
}

void ReadTag(const TagScanner& tags, RawLinks& out) {
  const std::string_view name = tags.name();
  if (name == "a" || name == "area") {
    if (tags.Has("href"))
      out.links.push_back({LinkKind::kPage, tags.Value("href"), HasWord(AsciiLowered(tags.Value("rel")), "nofollow")});
  } else if (name == "link") {
    if (tags.Has("href")) {
      out.links.push_back({KindOfLinkElement(AsciiLowered(tags.Value("rel")), tags.Value("type")), tags.Value("href")});
    }
  } else if (name == "iframe" || name == "frame") {
    if (tags.Has("src")) out.links.push_back({LinkKind::kFrame, tags.Value("src")});
  } else if (name == "base") {
    if (!out.base && tags.Has("href")) out.base = tags.Value("href");
  } else if (name == "meta") {
    ReadMeta(tags, out);
  }
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// An address of a page in a legacy encoding as UTF-8: the query keeps the page's bytes, percent-encoded, because that
// is what a browser would send (URL standard 4.4, query state).
std::string AddressToUtf8(std::string_view address, std::string_view encoding) {
  constexpr char digits[] = "0123456789ABCDEF";
  const size_t hash = std::min(address.find('#'), address.size());
  const size_t question = std::min(address.substr(0, hash).find('?'), hash);
  const auto decode = [&](std::string_view part) { return DecodeToUtf8(part, encoding).value_or(std::string(part)); };
  std::string out = decode(address.substr(0, question));
  for (char c : address.substr(question, hash - question)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out + decode(address.substr(hash));
}

// Resolves addresses of one page.
class Resolver {
 public:
  Resolver(std::string_view page, std::string_view content_type, const Url& page_url)
      : page_(page), content_type_(content_type), base_(page_url) {}

  void SetBase(const std::string& address) {
    if (Result<Url> base = Resolve(address); base && base->IsHttp()) base_ = *std::move(base);
  }
  Result<Url> Resolve(const std::string& address) {
    if (IsAscii(address)) return Url::Parse(address, &base_);
    if (encoding_.empty()) encoding_ = SniffHtmlEncoding(page_, CharsetOfContentType(content_type_));
    return Url::Parse(encoding_ == "utf-8" ? address : AddressToUtf8(address, encoding_), &base_);
  }

 private:
  std::string_view page_;
  std::string_view content_type_;
  Url base_;
  std::string encoding_;
};

bool IsUtf16(std::string_view page, std::string_view content_type) {
  if (page.starts_with("\xFE\xFF") || page.starts_with("\xFF\xFE")) return true;
  return AsciiLowered(CharsetOfContentType(content_type)).starts_with("utf-16");
}

}  // namespace

RawLinks ScanLinks(std::string_view page) {
  RawLinks out;
  TagScanner tags(page);
  while (tags.NextStartTag()) ReadTag(tags, out);
  return out;
}

PageLinks ExtractLinks(std::string_view page, std::string_view content_type, const Url& page_url, size_t max_links) {
  if (IsUtf16(page, content_type)) {
    const std::string encoding = SniffHtmlEncoding(page, CharsetOfContentType(content_type));
    if (Result<std::string> text = DecodeToUtf8(page, encoding); text && encoding.starts_with("utf-16")) {
      return ExtractLinks(*text, "text/html; charset=utf-8", page_url, max_links);
    }
  }
  PageLinks out;
  const RawLinks raw = ScanLinks(page);
  out.nofollow = raw.nofollow;
  Resolver resolver(page, content_type, page_url);
  if (raw.base) resolver.SetBase(*raw.base);
  std::unordered_set<std::string> seen;
  for (const RawLink& link : raw.links) {
    if (link.address.starts_with('#')) continue;  // the page itself
    if (out.links.size() >= max_links) {
      ++out.cut;
      continue;
    }
    Result<Url> url = resolver.Resolve(link.address);
    if (!url) {
      ++out.bad;
      continue;
    }
    if (!url->IsHttp()) {
      ++out.not_http;
      continue;
    }
    if (link.kind == LinkKind::kCanonical && !out.canonical) out.canonical = *url;
    std::string key = std::to_string(static_cast<int>(link.kind)) + url->WithoutFragment();
    if (seen.insert(std::move(key)).second) out.links.push_back({link.kind, *std::move(url), link.nofollow});
  }
  return out;
}

std::optional<std::string> RefreshAddress(std::string_view content) {
  size_t at = 0;
  const auto skip_space = [&] {
    while (at < content.size() && IsHtmlSpace(content[at])) ++at;
  };
  skip_space();
  const size_t digits = at;
  while (at < content.size() && content[at] >= '0' && content[at] <= '9') ++at;
  if (at == digits && (at == content.size() || content[at] != '.')) return std::nullopt;
  while (at < content.size() && ((content[at] >= '0' && content[at] <= '9') || content[at] == '.')) ++at;
  const size_t number_end = at;
  skip_space();
  if (at == content.size() || (content[at] != ';' && content[at] != ',' && at == number_end)) return std::nullopt;
  if (content[at] == ';' || content[at] == ',') ++at;
  skip_space();
  std::string_view rest = content.substr(at);
  if (rest.size() >= 3 && AsciiLowered(std::string(rest.substr(0, 3))) == "url") {
    size_t equals = 3;
    while (equals < rest.size() && IsHtmlSpace(rest[equals])) ++equals;
    if (equals < rest.size() && rest[equals] == '=') {
      do ++equals;
      while (equals < rest.size() && IsHtmlSpace(rest[equals]));
      rest.remove_prefix(equals);
    }
  }
  if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) {
    const char quote = rest[0];
    rest.remove_prefix(1);
    rest = rest.substr(0, rest.find(quote));
  }
  if (rest.empty()) return std::nullopt;
  return std::string(rest);
}

}  // namespace dossier::crawler
