#include "crawler/parse/sitemap.h"

#include <algorithm>

#include "corpus/base/compress.h"
#include "corpus/base/utf8.h"
#include "corpus/url/url.h"
#include "crawler/parse/feed.h"
#include "crawler/parse/xml_scanner.h"
#include "crawler/parse/xml_text.h"

namespace dossier::crawler {
namespace {

constexpr size_t kMaxUrls = 200000;    // the protocol allows 50,000
constexpr size_t kMaxHead = 64 << 10;  // bytes in which entities are declared
constexpr DecodeLimits kLimits{uint64_t{64} << 20, 400};

std::string TrimUnicode(std::string_view text) { return CollapseWhiteSpace(text); }

bool IsAddress(std::string_view line) { return line.starts_with("http://") || line.starts_with("https://"); }

// Reads <url> and <sitemap> entries. Only elements of the root's own prefix count, so that an image's or a video's
// address is not taken for a page's.
class SitemapReader {
 public:
  explicit SitemapReader(std::string_view text)
      : scanner_(text), declares_entities_(text.substr(0, kMaxHead).find("<!ENTITY") != std::string_view::npos) {}

  Sitemap Read() {
    XmlEvent event;
    while (scanner_.Next(event)) {
      if (event.kind == XmlEvent::Kind::kStart) OnStart(event);
      if (event.kind == XmlEvent::Kind::kText && target_ != nullptr) *target_ += event.text;
      if (event.kind == XmlEvent::Kind::kEnd) OnEnd();
    }
    out_.damaged = scanner_.damaged();
    return std::move(out_);
  }

 private:
  void OnStart(const XmlEvent& event) {
    if (target_ != nullptr) {
      // Markup inside a field: only its text counts, unless the field was not closed before the next one.
      if (event.prefix != prefix_ || !IsField(event.name)) return;
      EndField();
      scanner_.Forget(field_depth_);
    }
    if (out_.kind.empty()) {
      if (event.name != "urlset" && event.name != "sitemapindex") {
        // A fragment without its root still has its entries.
        if (event.name != "url" && event.name != "sitemap") return;
        out_.kind = event.name == "url" ? "urlset" : "index";
        out_.damaged = true;
        StartEntry(event);
        return;
      }
      out_.kind = event.name == "urlset" ? "urlset" : "index";
      prefix_ = event.prefix;
      return;
    }
    const bool own = event.prefix == prefix_;
    const bool entry = event.name == "url" || event.name == "sitemap";
    if (own && in_entry_ && (entry || (event.name == "loc" && !entry_.location.empty()))) {
      // A block that was not closed, or one of several addresses: each is an entry.
      EndEntry();
      entry_ = {};
      in_entry_ = !entry;
      if (entry) scanner_.Forget(entry_depth_);
    }
    if (own && !in_entry_ && (event.name == "url" || event.name == "sitemap")) {
      StartEntry(event);
    } else if (in_entry_) {
      target_ = FieldOf(event, own);
      if (target_ != nullptr) {
        target_->clear();
        field_depth_ = scanner_.depth();
      }
    }
  }

  void StartEntry(const XmlEvent& event) {
    in_entry_ = true;
    entry_depth_ = scanner_.depth();
    prefix_ = event.prefix;
    entry_ = {};
  }

  std::string* FieldOf(const XmlEvent& event, bool own) {
    if (own && event.name == "loc" && entry_.location.empty()) return &entry_.location;
    if (own && event.name == "lastmod") return &entry_.modified;
    const bool news = event.prefix == "news" || event.space.find("sitemap-news") != std::string::npos;
    if (!news) return nullptr;
    if (event.name == "title") return &entry_.news_title;
    if (event.name == "publication_date") return &entry_.news_published;
    if (event.name == "name") return &entry_.news_publication;
    if (event.name == "language") return &entry_.news_language;
    return nullptr;
  }

  void OnEnd() {
    if (target_ != nullptr) {
      if (scanner_.depth() != field_depth_) return;
      EndField();
      if (scanner_.depth() != entry_depth_) return;
    }
    if (in_entry_ && scanner_.depth() == entry_depth_) EndEntry();
  }

  static bool IsField(std::string_view name) {
    return name == "loc" || name == "lastmod" || name == "changefreq" || name == "priority";
  }

  void EndField() {
    *target_ = TrimUnicode(*target_);
    if (scanner_.cut()) target_->clear();  // half an address leads elsewhere
    target_ = nullptr;
  }

  // An entity that the document declares is never fetched or filled in: an address made with it is none.
  void EndEntry() {
    in_entry_ = false;
    const size_t at = entry_.location.find('&');
    const bool entity = at != std::string::npos && entry_.location.find(';', at) != std::string::npos;
    if (entity && (at == 0 || declares_entities_)) {
      out_.damaged = true;
      return;
    }
    if (!entry_.location.empty() && out_.urls.size() < kMaxUrls) out_.urls.push_back(std::move(entry_));
  }

  XmlScanner scanner_;
  bool declares_entities_;
  Sitemap out_;
  SitemapUrl entry_;
  std::string prefix_;
  std::string* target_ = nullptr;
  bool in_entry_ = false;
  size_t entry_depth_ = 0;
  size_t field_depth_ = 0;
};

Sitemap ReadList(std::string_view text) {
  Sitemap out;
  out.kind = "text";
  while (!text.empty() && out.urls.size() < kMaxUrls) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string line = TrimUnicode(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (IsAddress(line))
      out.urls.push_back({line, {}, {}, {}, {}, {}});
    else if (!line.empty())
      out.damaged = true;
  }
  return out;
}

std::string RootName(std::string_view text) {
  XmlScanner scanner(text);
  XmlEvent event;
  while (scanner.Next(event)) {
    if (event.kind == XmlEvent::Kind::kStart) {
      const size_t colon = event.raw_name.find(':');
      return colon == std::string::npos ? event.raw_name : event.raw_name.substr(colon + 1);
    }
  }
  return {};
}

}  // namespace

bool LooksLikeSitemap(std::string_view text) {
  const std::string_view start = text.substr(0, 4096);
  return start.find("<urlset") != std::string_view::npos || start.find("<sitemapindex") != std::string_view::npos ||
         start.find(":urlset") != std::string_view::npos || start.find(":sitemapindex") != std::string_view::npos;
}

Result<Sitemap> ParseSitemap(std::string_view bytes, std::string_view content_type, std::string_view url) {
  Decoded unpacked;
  bool cut = false;
  if (bytes.starts_with("\x1f\x8b")) {
    unpacked = DecodeContent(bytes, "gzip", kLimits);
    bytes = unpacked.bytes;
    cut = !unpacked.complete;
  }
  const XmlText text = DecodeXml(bytes, content_type);
  const size_t first = text.text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text.text[first] == '<') {
    if (LooksLikeFeed(text.text) && !LooksLikeSitemap(text.text)) {
      DOSSIER_TRY_ASSIGN(const Feed feed, ParseFeed(bytes, content_type, url));
      Sitemap out;
      out.kind = RootName(text.text);
      for (const FeedEntry& entry : feed.entries) {
        if (!entry.link.empty()) out.urls.push_back({entry.link, {}, {}, {}, {}, {}});
      }
      return out;
    }
    Sitemap out = SitemapReader(text.text).Read();
    out.damaged |= cut;
    if (out.kind.empty()) return Fail(ErrorCode::kParse, "no sitemap in this document");
    return out;
  }
  Sitemap list = ReadList(text.text);
  list.damaged |= cut;
  if (list.urls.empty()) return Fail(ErrorCode::kParse, "no sitemap in this document");
  return list;
}

}  // namespace dossier::crawler
