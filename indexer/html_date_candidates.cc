#include "indexer/html_date_candidates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "corpus/base/utf8.h"

namespace dossier::indexer {

namespace {

constexpr size_t kMaxLineBytes = 260;     // a longer block is text, not a date line
constexpr size_t kDatelineBytes = 140;
constexpr int kNearTitle = 14;            // blocks around the title in which a date line is the article's
constexpr int kNearBefore = 3;            // where even a card or a sidebar is the article's own
constexpr int kNearAfter = 8;
constexpr size_t kMaxCandidates = 400;

constexpr std::string_view kMetaPublished[] = {
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "publishdate", "publish_date", "publish-date", "published_date", "published-date", "published_time", "publisheddate",
    "pubdate", "pub_date", "publication_date", "publication-date", "publicationdate", "date.published", "published_at",
    "article.published", "article_date_original", "article-publication-date", "originalpublicationdate", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date.created", "dcterms.issued", "dcterms.created",
    "dcterms.date", "dc.date", "dc:date", "dc:created", "citation_publication_date", "citation_date", "citation_online_date",
    "rnews:datepublished", "vr:published_time", "video:release_date", "prism.publicationdate", "bt:pubdate", "og:pubdate",
    "article:publish_date", "article:post_date", "displaydate", "release_date", "releasedate", "original-publish-date",
    "shareaholic:article_published_time", "date_published", "article-published", "creation_date", "datecreated", "date_created",
    "og:release_date", "article:created", "dateposted", "twitter:datepublished", "published", "gentime", "ptime", "dc.date.publication"};
constexpr std::string_view kMetaModified[] = {
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dateupdated", "last-modified", "lastmod",
    "modified_time", "updated_time", "dc.date.modified", "dcterms.modified", "article:modified", "lastmodified", "last_updated",
    "moddate", "revision_date", "cxenseparse:recs:modifiedtime", "shareaholic:article_modified_time", "dc.modified", "updated"};
constexpr std::string_view kMetaDate[] = {"date", "timestamp", "time", "datetime", "dates", "article:date", "content_date", "pdate", "og:date", "buildtime", "og:time"};

// Words that call a date the one of publication, or of a change; folded.
constexpr std::string_view kPublishedWords[] = {
    "publish", "posted", "released", "release date", "issued", "first published", "created", "veröffentlicht", "erstellt", "publié",
    "publicado", "publicada", "pubblicato", "gepubliceerd", "geplaatst", "publicerad", "publisert", "udgivet", "julkaistu",
    "opublikowano", "data publikacji", "опубликовано", "yayınlan", "written", "date:", "original release", "creado", "mis en ligne", "on:", "datum",
    "press release", "for immediate release", "data:", "fecha", "pubblicata", "vom", "le "};
constexpr std::string_view kModifiedWords[] = {
    "updat", "modified", "last edited", "revised", "changed", "reviewed", "aktualisiert", "mis à jour", "mise à jour", "actualizado", "modifié",
    "atualizado", "atualizada", "aggiornato", "bijgewerkt", "uppdaterad", "oppdatert", "opdateret", "päivitetty", "aktualizacja", "обновлено",
    "güncelle", "actualisé", "geändert", "stand:", "last checked", "as of", "accessed", "retrieved"};

bool HoldsAny(std::string_view text, const std::string_view* begin, const std::string_view* end) {
  return std::any_of(begin, end, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool IsIn(std::string_view name, const std::string_view* begin, const std::string_view* end) { return std::find(begin, end, name) != end; }

size_t DigitCount(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

class Collector {
 public:
  explicit Collector(const DateInput& input) : in_(input) {
    order_ = SlashOrderOf(in_.meta.language.empty() ? in_.language : std::string_view(in_.meta.language));
    if (order_ == SlashOrder::kUnknown) order_ = GuessOrder();
    FindKeptRegion();
  }

  std::vector<DateCandidate> Run() {
    FromJsonLd();
    FromMeta();
    FromElements();
    FromBlocks();
    FromUrl();
    FromScripts();
    return std::move(out_);
  }

 private:
  // 4/8/2018 in English: as the other dates of the page with slashes have it, else as Americans do, unless the host
  // is elsewhere.
  SlashOrder GuessOrder() const {
    for (const std::string_view domain : {".co.uk/", ".uk/", ".au/", ".nz/", ".ie/", ".in/", ".za/", ".com.sg/", ".pk/", ".ng/", ".ke/"}) {
      if (in_.url.find(domain) != std::string_view::npos) return SlashOrder::kDayFirst;
    }
    return SlashOrder::kMonthFirst;
  }

  void FindKeptRegion() {
    for (size_t i = 0; i < in_.kept.size(); ++i) {
      if (in_.kept[i] == 0 || !(in_.blocks[i].letters > 60)) continue;
      if (first_kept_ == SIZE_MAX) first_kept_ = i;
      last_kept_ = i;
    }
  }

  void Add(StatedDate date, DateSource source, int from_title = 1000) {
    if (out_.size() >= kMaxCandidates) return;
    if (in_.last_day && DaysSinceEpoch(date.day) > DaysSinceEpoch(*in_.last_day) + 1) return;
    out_.push_back({std::move(date), source, from_title});
  }

  void AddStamp(std::string_view value, DateSource source, int from_title = 1000) {
    if (value.empty()) return;
    if (auto date = ParseStamp(value, order_)) Add(std::move(*date), source, from_title);
  }

  void FromJsonLd() {
    for (const JsonLdWork& work : in_.works) {
      if (&work == in_.work) {
        AddStamp(work.published, DateSource::kJsonLdPublished);
        AddStamp(work.modified, DateSource::kJsonLdModified);
        AddStamp(work.created, DateSource::kJsonLdCreated);
      } else {
        AddStamp(work.published, DateSource::kJsonLdOther);
      }
    }
  }

  void FromMeta() {
    for (const auto& [name, content] : in_.meta.entries) {
      if (IsIn(name, std::begin(kMetaPublished), std::end(kMetaPublished))) {
        AddStamp(content, DateSource::kMetaPublished);
      } else if (IsIn(name, std::begin(kMetaModified), std::end(kMetaModified))) {
        AddStamp(content, DateSource::kMetaModified);
      } else if (IsIn(name, std::begin(kMetaDate), std::end(kMetaDate))) {
        AddStamp(content, DateSource::kMetaDate);
      }
    }
  }

  // The block that a place in the page belongs to or stands before.
  int BlocksFromTitle(uint32_t first_text) const {
    if (in_.title.block == UINT32_MAX) return 1000;
    const auto at = std::lower_bound(in_.blocks.begin(), in_.blocks.end(), first_text,
                                     [](const HtmlBlock& block, uint32_t text) { return block.end_text <= text; });
    return static_cast<int>(at - in_.blocks.begin()) - static_cast<int>(in_.title.block);
  }

  // Whether the element belongs to a comment, a teaser of another page or the page's frame. Near the title only
  // comments and related links do: bylines stand in lists, cards and sidebars of all kinds.
  bool InOtherPage(uint32_t element, int distance) const {
    const auto& elements = in_.tree.elements();
    constexpr ClassWords kAlways = BitOf(ClassWord::kComment) | BitOf(ClassWord::kRelated);
    constexpr ClassWords kFarOnly = BitOf(ClassWord::kSidebar) | BitOf(ClassWord::kFooter) | BitOf(ClassWord::kTeaser);
    const bool near = distance >= -kNearBefore && distance <= kNearAfter;
    int steps = 0;
    for (uint32_t e = element; elements[e].parent != e && steps < 8; e = elements[e].parent, ++steps) {
      if (elements[e].tag == HtmlTag::kBody) break;
      if (!near && (elements[e].tag == HtmlTag::kAside || elements[e].tag == HtmlTag::kFooter)) return true;
      if (elements[e].tag == HtmlTag::kArticle || elements[e].tag == HtmlTag::kMain) return false;
      if ((elements[e].words & (near ? kAlways : kAlways | kFarOnly)) != 0) return true;
    }
    return false;
  }

  void FromElements() {
    const auto& elements = in_.tree.elements();
    for (uint32_t i = 1; i < elements.size(); ++i) {
      const HtmlElement& element = elements[i];
      const bool time = element.tag == HtmlTag::kTime;
      std::string_view property = in_.tree.Attribute(i, HtmlAttributeName::kItemprop);
      if (!time && property.empty() && !(Has(element.words, ClassWord::kDate) && element.tag != HtmlTag::kMeta)) continue;
      if (element.tag == HtmlTag::kMeta) continue;
      std::string_view value = in_.tree.Attribute(i, HtmlAttributeName::kDatetime);
      if (value.empty()) value = in_.tree.Attribute(i, HtmlAttributeName::kContent);
      if (value.empty() && (time || !property.empty())) value = in_.tree.Attribute(i, HtmlAttributeName::kTitle);
      std::string text;
      if (value.empty() && (time || property.find("date") != std::string_view::npos)) {
        text = in_.tree.TextOf(i, 120);
        value = text;
      }
      if (value.empty() || DigitCount(value) < 3) continue;
      const std::string said = FoldCase(std::string(property) + " " + std::string(in_.tree.Attribute(i, HtmlAttributeName::kClass)));
      const int distance = BlocksFromTitle(element.first_text);
      DateSource source = DateSource::kTimeOther;
      if (InOtherPage(i, distance)) {
        source = DateSource::kComment;
      } else if (HoldsAny(said, std::begin(kModifiedWords), std::end(kModifiedWords))) {
        source = DateSource::kTimeModified;
      } else if (said.find("publish") != std::string::npos || said.find("created") != std::string::npos || said.find("posted") != std::string::npos ||
                 said.find("entry-date") != std::string::npos || in_.tree.Attribute(i, HtmlAttributeName::kPubdate).data() != nullptr) {
        source = DateSource::kTimePublished;
      } else if (distance >= -kNearTitle && distance <= kNearTitle) {
        source = DateSource::kTimeNear;
      }
      AddStamp(value, source, distance);
    }
  }

  void FromBlocks() {
    for (size_t i = 0; i < in_.blocks.size(); ++i) {
      const HtmlBlock& block = in_.blocks[i];
      const bool line = block.text.size() <= kMaxLineBytes;
      const bool opening = first_kept_ != SIZE_MAX && i >= first_kept_ && i <= first_kept_ + 2;
      if (!line && !opening) continue;
      const std::string_view text = line ? std::string_view(block.text) : CutUtf8(block.text, kDatelineBytes);
      if (DigitCount(text) < 3) continue;
      for (StatedDate& date : FindStatedDates(text, order_)) {
        const DateSource source = line ? LineSource(i, text, date) : DateSource::kDateline;
        const int distance = in_.title.block == UINT32_MAX ? 1000 : static_cast<int>(i) - static_cast<int>(in_.title.block);
        Add(std::move(date), source, distance);
      }
    }
  }

  DateSource LineSource(size_t i, std::string_view text, const StatedDate& date) const {
    const HtmlBlock& block = in_.blocks[i];
    const int from_title = in_.title.block == UINT32_MAX ? 1000 : static_cast<int>(i) - static_cast<int>(in_.title.block);
    if (InOtherPage(block.element, from_title)) return DateSource::kComment;
    std::string label = FoldCase(text.substr(0, date.begin));
    if (CollapseWhiteSpace(label).empty() && i > 0 && in_.blocks[i - 1].text.size() <= 40) label = FoldCase(in_.blocks[i - 1].text);
    // The word nearest to the date counts: "Published 1 May, updated 2 May".
    size_t published = std::string::npos, modified = std::string::npos;
    for (const std::string_view word : kPublishedWords) {
      const size_t at = label.rfind(word);
      if (at != std::string::npos && (published == std::string::npos || at > published)) published = at;
    }
    for (const std::string_view word : kModifiedWords) {
      const size_t at = label.rfind(word);
      if (at != std::string::npos && (modified == std::string::npos || at > modified)) modified = at;
    }
    if (modified != std::string::npos && (published == std::string::npos || modified > published)) return DateSource::kLineModified;
    if (published != std::string::npos) return DateSource::kLinePublished;
    if (in_.title.block != UINT32_MAX) {
      if (from_title >= -4 && from_title <= kNearTitle && (first_kept_ == SIZE_MAX || i <= first_kept_ + 1)) return DateSource::kLineNear;
    }
    if (first_kept_ != SIZE_MAX && i >= first_kept_ && i <= last_kept_) return DateSource::kLineText;
    if (first_kept_ != SIZE_MAX && i > last_kept_) return DateSource::kLineAfter;
    return DateSource::kLineOther;
  }

  void FromUrl() {
    std::string_view url = in_.url;
    if (url.empty()) url = in_.meta.canonical_url;
    if (url.empty()) url = in_.meta.Get("og:url");
    if (const auto day = DayInUrl(url)) {
      StatedDate date;
      date.day = *day;
      date.value = FormatDay(*day);
      Add(std::move(date), DateSource::kUrl);
    }
  }

  // memmem looks at many bytes at once; string_view::find stops at every first letter.
  size_t FindFast(std::string_view key, size_t from) const {
    if (from >= in_.payload.size()) return std::string_view::npos;
    const void* found = memmem(in_.payload.data() + from, in_.payload.size() - from, key.data(), key.size());
    return found == nullptr ? std::string_view::npos : static_cast<size_t>(static_cast<const char*>(found) - in_.payload.data());
  }

  // Keys such as "datePublished":"2018-..." anywhere in the page's source, for pages that build themselves by script.
  void FromScripts() {
    constexpr std::array<std::string_view, 4> kKeys = {"ublish", "ubDate", "dateCreated", "displayDate"};
    int found = 0;
    for (const std::string_view key : kKeys) {
      for (size_t at = FindFast(key, 0); at != std::string_view::npos && found < 12; at = FindFast(key, at + key.size())) {
        // The key's closing quote, the colon and the opening quote of the value follow at once.
        size_t i = in_.payload.find_first_of("\"'", at + key.size());
        if (i == std::string_view::npos || i - at > 24) continue;
        const std::string_view rest = in_.payload.substr(i + 1, 48);
        size_t value = 0;
        while (value < rest.size() && (rest[value] == ' ' || rest[value] == ':' || rest[value] == '"' || rest[value] == '\'' || rest[value] == '\\' || rest[value] == ',')) ++value;
        if (value == 0 || value >= rest.size() || rest[value] < '0' || rest[value] > '9') continue;
        ++found;
        AddStamp(rest.substr(value), DateSource::kScript);
      }
    }
  }

  const DateInput& in_;
  SlashOrder order_ = SlashOrder::kUnknown;
  size_t first_kept_ = SIZE_MAX, last_kept_ = 0;
  std::vector<DateCandidate> out_;
};

constexpr std::array<std::string_view, kDateSources> kSourceNames = {
    "json-ld-published", "json-ld-modified", "json-ld-created", "json-ld-other", "meta-published", "meta-date", "meta-modified",
    "time-published", "time-modified", "time-near", "time-other", "line-published", "line-modified", "line-near", "line-text",
    "line-after", "line-other", "dateline", "script", "url", "comment"};

}  // namespace

std::string_view DateSourceName(DateSource source) { return kSourceNames[static_cast<size_t>(source)]; }

std::vector<DateCandidate> CollectDates(const DateInput& input) { return Collector(input).Run(); }

}  // namespace dossier::indexer
