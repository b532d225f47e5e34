#include "crawler/parse/feed.h"

#include <algorithm>

#include "corpus/base/base64.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "corpus/url/url.h"
#include "crawler/parse/feed_dates.h"
#include "crawler/parse/xml_scanner.h"
#include "crawler/parse/xml_text.h"

namespace dossier::crawler {
namespace {

constexpr size_t kMaxEntries = 20000;
constexpr size_t kMaxField = size_t{1} << 20;

std::string Trim(std::string_view text) {
  const size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  return std::string(text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1));
}

std::string EscapeMarkup(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

// What an element means for a feed, whatever vocabulary it comes from.
enum class Field {
  kNone,
  kTitle,
  kLink,
  kOriginalLink,
  kId,
  kPublished,
  kUpdated,
  kAuthor,
  kSummary,
  kAuthorName,
  kAuthorEmail,
  kSkip
};

// The vocabulary of an element: the core of some feed format, a known extension, or none of a feed's business.
enum class Vocabulary { kCore, kDublinCore, kDublinTerms, kContent, kMedia, kItunes, kOther };

Vocabulary VocabularyOf(const XmlEvent& event) {
  const std::string_view space = event.space;
  const auto same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a + 32 : a) == (b >= 'A' && b <= 'Z' ? b + 32 : b);
  };
  const auto has = [&](std::string_view part) {  // feeds write these addresses in any case
    return std::search(space.begin(), space.end(), part.begin(), part.end(), same) != space.end();
  };
  if (space.empty()) {
    if (event.prefix.empty() || event.prefix == "rss" || event.prefix == "atom" || event.prefix == "rdf")
      return Vocabulary::kCore;
    if (event.prefix == "dc") return Vocabulary::kDublinCore;
    if (event.prefix == "dcterms") return Vocabulary::kDublinTerms;
    if (event.prefix == "content") return Vocabulary::kContent;
    if (event.prefix == "media") return Vocabulary::kMedia;
    if (event.prefix == "itunes") return Vocabulary::kItunes;
    return Vocabulary::kOther;
  }
  if (has("purl.org/dc/elements")) return Vocabulary::kDublinCore;
  if (has("purl.org/dc/terms")) return Vocabulary::kDublinTerms;
  if (has("purl.org/rss/1.0/modules/content")) return Vocabulary::kContent;
  if (has("search.yahoo.com/mrss")) return Vocabulary::kMedia;
  if (has("itunes.com/dtds")) return Vocabulary::kItunes;
  if (has("purl.org/rss/1.0/modules")) return Vocabulary::kOther;
  if (has("w3.org/2005/Atom") || has("purl.org/atom/ns") || has("purl.org/rss/1.0/") || has("netscape.com/") ||
      has("purl.org/net/rss1") || has("backend.userland.com/") || has("blogs.law.harvard.edu/tech/rss") ||
      has("example.com/") || has("rss-specification") || has("22-rdf-syntax-ns") || has("cyber.law.harvard.edu/rss") ||
      has("channel.netscape.com") || has("purl.org/rss/2.0")) {
    return Vocabulary::kCore;
  }
  return event.prefix.empty() ? Vocabulary::kCore : Vocabulary::kOther;
}

Field CoreField(const std::string& name) {
  if (name == "title") return Field::kTitle;
  if (name == "link") return Field::kLink;
  if (name == "id" || name == "guid") return Field::kId;
  if (name == "pubdate" || name == "published" || name == "issued") return Field::kPublished;
  if (name == "updated" || name == "modified" || name == "lastbuilddate" || name == "lastmod") return Field::kUpdated;
  if (name == "author" || name == "managingeditor") return Field::kAuthor;
  if (name == "description" || name == "summary" || name == "abstract" || name == "tagline" || name == "subtitle")
    return Field::kSummary;
  // Parts with titles and links of their own.
  if (name == "image" || name == "textinput" || name == "source" || name == "contributor" || name == "cloud" ||
      name == "items" || name == "content" || name == "category" || name == "enclosure") {
    return Field::kSkip;
  }
  return Field::kNone;
}

Field FieldOf(const XmlEvent& event) {
  const std::string& name = event.name;
  switch (VocabularyOf(event)) {
    case Vocabulary::kCore:
      return CoreField(name);
    case Vocabulary::kDublinCore:
      if (name == "title") return Field::kTitle;
      if (name == "date") return Field::kUpdated;
      if (name == "creator" || name == "author") return Field::kAuthor;
      if (name == "description") return Field::kSummary;
      return Field::kNone;
    case Vocabulary::kDublinTerms:
      if (name == "modified") return Field::kUpdated;
      if (name == "issued") return Field::kPublished;
      return Field::kNone;
    case Vocabulary::kMedia:
      if (name == "content" || name == "group") return Field::kNone;  // a title may stand inside
      return name == "title" ? Field::kTitle : Field::kSkip;
    case Vocabulary::kItunes:
      return name == "author" ? Field::kAuthor : Field::kNone;
    case Vocabulary::kContent:
      return Field::kSkip;
    case Vocabulary::kOther:
      // Where the item was published, when the link is that of a service that counts clicks (feedburner:origLink).
      return name == "origlink" ? Field::kOriginalLink : Field::kSkip;
  }
  return Field::kNone;
}

std::string FormatOf(const XmlEvent& root) {
  const std::string& name = root.name;
  if (name == "rss") {
    const std::string version(root.Attribute("version"));
    if (version.starts_with("2")) return "rss20";
    if (version.starts_with("0.9")) return "rss0" + version.substr(2);
    return "rss";
  }
  if (name == "rdf") return "rss10";
  if (name == "feed") return root.space.find("purl.org/atom/ns") != std::string::npos ? "atom03" : "atom10";
  if (name == "channel") return "cdf";
  return {};
}

class FeedReader {
 public:
  FeedReader(const XmlText& text, std::string_view url) : scanner_(text.text) {
    if (Result<Url> base = Url::Parse(url)) bases_.push_back({0, *std::move(base)});
    feed_.encoding = text.encoding;
    feed_.damaged = text.guessed;
  }

  Result<Feed> Read() {
    XmlEvent event;
    while (scanner_.Next(event)) {
      if (event.kind == XmlEvent::Kind::kStart) OnStart(event);
      if (event.kind == XmlEvent::Kind::kText) OnText(event);
      if (event.kind == XmlEvent::Kind::kEnd) OnEnd(event);
    }
    feed_.damaged |= scanner_.damaged();
    if (feed_.format.empty()) return Fail(ErrorCode::kParse, "no feed in this document");
    return std::move(feed_);
  }

 private:
  struct Base {
    size_t depth;
    Url url;
  };

  void OnStart(const XmlEvent& event) {
    const size_t depth = scanner_.depth();
    if (const std::string base(event.Attribute("xml:base")); !base.empty()) {
      if (Result<Url> url = Url::Parse(base, bases_.empty() ? nullptr : &bases_.back().url))
        bases_.push_back({depth, *std::move(url)});
    }
    if (skip_depth_ > 0) return;
    if (field_ != Field::kNone) {
      StartInsideField(event);
      return;
    }
    if (feed_.format.empty()) {
      feed_.format = FormatOf(event);
      if (event.name == "channel" && feed_.format == "cdf") ReadCdfLink(event);
      return;
    }
    if (event.name == "item" || event.name == "entry") {
      if (VocabularyOf(event) == Vocabulary::kCore) StartEntry(event);
      return;
    }
    StartField(event);
  }

  void StartEntry(const XmlEvent& event) {
    if (feed_.entries.size() >= kMaxEntries) {
      skip_depth_ = scanner_.depth();
      return;
    }
    feed_.entries.emplace_back();
    in_entry_ = true;
    entry_depth_ = scanner_.depth();
    title_set_ = own_title_set_ = link_set_ = false;
    original_link_.clear();
    id_is_link_ = true;
    entry().id = Trim(event.Attribute("rdf:about"));
    if (feed_.format == "cdf") ReadCdfLink(event);
  }

  // CDF writes an item's address as an attribute.
  void ReadCdfLink(const XmlEvent& event) {
    const std::string href = Trim(event.Attribute("href"));
    if (!href.empty() && in_entry_) SetLink(href);
    const std::string time(event.Attribute("lastmod"));
    if (in_entry_) entry().updated = ParseFeedDate(time);
  }

  void StartField(const XmlEvent& event) {
    field_ = FieldOf(event);
    if (field_ == Field::kSkip) {
      field_ = Field::kNone;
      if (event.name == "content" && in_entry_ && entry().summary.empty() && VocabularyOf(event) == Vocabulary::kCore) {
        field_ = Field::kSummary;
      } else {
        skip_depth_ = scanner_.depth();
        return;
      }
    }
    if (field_ == Field::kNone) return;
    field_depth_ = scanner_.depth();
    own_title_ = field_ == Field::kTitle && VocabularyOf(event) != Vocabulary::kMedia;
    text_.clear();
    base64_ = event.Attribute("mode") == "base64";
    const std::string_view type = event.Attribute("type");
    markup_ = type == "xhtml" || type == "application/xhtml+xml" || event.Attribute("mode") == "xml";
    author_name_.clear();
    author_email_.clear();
    if (field_ == Field::kLink) StartLink(event);
    if (field_ == Field::kId) {
      const std::string_view permalink = event.Attribute("ispermalink");
      id_is_link_ = permalink.empty() || permalink == "true";
    }
  }

  // Atom's links are attributes; the alternate HTML one is the entry's own.
  void StartLink(const XmlEvent& event) {
    const std::string href = Trim(event.Attribute("href"));
    if (href.empty()) return;
    const std::string_view rel = event.Attribute("rel");
    const std::string_view type = event.Attribute("type");
    const bool html = type.empty() || type.find("html") != std::string_view::npos;
    const bool alternate = rel.empty() || rel == "alternate";
    if (in_entry_ && alternate && (html || !link_set_)) SetLink(href);
    skip_depth_ = scanner_.depth();
    field_ = Field::kNone;
  }

  void StartInsideField(const XmlEvent& event) {
    if (field_ == Field::kAuthor) {
      person_part_ = event.name == "name" ? &author_name_ : event.name == "email" ? &author_email_ : &ignored_;
      return;
    }
    if (!markup_) return;
    text_ += "<" + event.name;
    for (const auto& [key, value] : event.attributes) {
      if (key != "xmlns" && !key.starts_with("xmlns:")) text_ += " " + key + "=\"" + EscapeMarkup(value) + "\"";
    }
    text_ += ">";
  }

  void OnText(const XmlEvent& event) {
    if (field_ == Field::kNone || skip_depth_ > 0 || text_.size() > kMaxField) return;
    if (person_part_ != nullptr) {
      *person_part_ += event.text;
    } else {
      text_ += markup_ ? EscapeMarkup(event.text) : event.text;
    }
  }

  void OnEnd(const XmlEvent& event) {
    const size_t depth = scanner_.depth();
    if (skip_depth_ > 0) {
      if (depth == skip_depth_) skip_depth_ = 0;
    } else if (field_ != Field::kNone) {
      if (depth == field_depth_) {
        EndField();
      } else if (field_ == Field::kAuthor) {
        person_part_ = nullptr;
      } else if (markup_) {
        text_ += "</" + event.name + ">";
      }
    } else if (in_entry_ && depth == entry_depth_) {
      if (!original_link_.empty()) entry().link = std::exchange(original_link_, {});
      in_entry_ = false;
    }
    while (!bases_.empty() && bases_.back().depth >= depth && bases_.back().depth > 0) bases_.pop_back();
  }

  void EndField() {
    const Field field = std::exchange(field_, Field::kNone);
    person_part_ = nullptr;
    std::string value = Trim(text_);
    if (base64_) value = RepairUtf8(DecodeBase64(value).value_or(value));
    if (!in_entry_) {
      if (field == Field::kTitle && feed_.title.empty() && scanner_.depth() <= 3) feed_.title = value;
      return;
    }
    FeedEntry& target = entry();
    switch (field) {
      case Field::kTitle:
        // The format's own title goes before one of a vocabulary beside it, wherever either stands.
        if (value.empty()) break;
        if (!title_set_ || (own_title_ && !own_title_set_)) target.title = value;
        title_set_ = true;
        own_title_set_ |= own_title_;
        break;
      case Field::kLink:
        if (!value.empty()) SetLink(value);
        break;
      case Field::kOriginalLink:
        if (value.starts_with("http://") || value.starts_with("https://")) original_link_ = Absolute(value);
        break;
      case Field::kId:
        SetId(value);
        break;
      case Field::kPublished:
        if (const auto time = ParseFeedDate(value)) target.published = time;
        break;
      case Field::kUpdated:
        if (const auto time = ParseFeedDate(value)) target.updated = time;
        break;
      case Field::kAuthor:
        if (std::string author = AuthorOf(value); !author.empty()) target.author = std::move(author);
        break;
      case Field::kSummary:
        if (target.summary.empty()) target.summary = value;
        break;
      default:
        break;
    }
  }

  void SetLink(const std::string& href) {
    entry().link = Absolute(href);
    link_set_ = true;
  }

  void SetId(const std::string& value) {
    if (value.empty()) return;
    entry().id = id_is_link_ ? Absolute(value) : value;
    if (id_is_link_ && entry().link.empty()) entry().link = entry().id;
  }

  std::string AuthorOf(const std::string& text) const {
    const std::string name = Trim(author_name_);
    const std::string email = Trim(author_email_);
    if (name.empty() && email.empty()) return text;
    if (name.empty()) return email;
    return email.empty() ? name : name + " (" + email + ")";
  }

  // An absolute address stays as it is written; a relative one is resolved.
  std::string Absolute(const std::string& address) const {
    if (Url::Parse(address)) return address;
    const Result<Url> url = Url::Parse(address, bases_.empty() ? nullptr : &bases_.back().url);
    return url ? url->href() : address;
  }

  FeedEntry& entry() { return feed_.entries.back(); }

  XmlScanner scanner_;
  Feed feed_;
  std::vector<Base> bases_;
  bool in_entry_ = false;
  size_t entry_depth_ = 0;
  size_t skip_depth_ = 0;
  Field field_ = Field::kNone;
  size_t field_depth_ = 0;
  std::string text_, author_name_, author_email_, ignored_;
  std::string* person_part_ = nullptr;
  bool markup_ = false, base64_ = false;
  bool title_set_ = false, own_title_ = false, own_title_set_ = false, link_set_ = false, id_is_link_ = true;
  std::string original_link_;
};

FeedEntry JsonEntry(const Json& item, const Url* base) {
  FeedEntry entry;
  const auto text = [&](std::string_view key) {
    const Json& value = MemberAt(item, key);
    return value.is_string()           ? value.get<std::string>()
           : value.is_number_integer() ? std::to_string(value.get<int64_t>())
                                       : std::string();
  };
  entry.id = text("id");
  entry.title = text("title");
  entry.link = text("url");
  if (entry.link.empty()) entry.link = text("external_url");
  if (entry.link.empty() && Url::Parse(entry.id)) entry.link = entry.id;
  if (const Result<Url> url = Url::Parse(entry.link, base); url && !entry.link.empty()) entry.link = url->href();
  entry.summary = text("summary");
  if (entry.summary.empty()) entry.summary = text("content_text");
  if (entry.summary.empty()) entry.summary = text("content_html");
  entry.published = ParseFeedDate(text("date_published"));
  entry.updated = ParseFeedDate(text("date_modified"));
  entry.author = StringAt(MemberAt(item, "author"), "name");
  const Json& authors = MemberAt(item, "authors");
  if (authors.is_array() && !authors.empty()) entry.author = StringAt(authors.front(), "name");
  return entry;
}

Result<Feed> ParseJsonFeed(const XmlText& text, std::string_view url) {
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(text.text, "feed"));
  const Json& items = MemberAt(json, "items");
  if (!items.is_array() || StringAt(json, "version").find("jsonfeed.org") == std::string::npos) {
    return Fail(ErrorCode::kParse, "no feed in this document");
  }
  const Result<Url> base = Url::Parse(url);
  Feed feed;
  feed.format = "json";
  feed.encoding = text.encoding;
  feed.title = StringAt(json, "title");
  for (const Json& item : items) {
    if (feed.entries.size() < kMaxEntries && item.is_object())
      feed.entries.push_back(JsonEntry(item, base ? &*base : nullptr));
  }
  return feed;
}

}  // namespace

bool LooksLikeFeed(std::string_view text) {
  const std::string_view start = text.substr(0, 4096);
  const auto has = [&](std::string_view part) { return start.find(part) != std::string_view::npos; };
  const size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string_view::npos && start[first] == '{') return has("jsonfeed.org/version");
  if (has("<html") || has("<HTML")) return false;
  return has("<rss") || has("<rdf:RDF") || has("<RDF") || (has("<feed") && (has("/Atom") || has("atom/ns"))) ||
         has("<CHANNEL") || has("http://www.w3.org/2005/Atom");
}

Result<Feed> ParseFeed(std::string_view bytes, std::string_view content_type, std::string_view url) {
  const XmlText text = DecodeXml(bytes, content_type);
  const size_t first = text.text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text.text[first] == '{') return ParseJsonFeed(text, url);
  return FeedReader(text, url).Read();
}

}  // namespace dossier::crawler
