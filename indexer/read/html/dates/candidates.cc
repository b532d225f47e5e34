#include "indexer/read/html/dates/candidates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <set>

#include "corpus/base/utf8.h"
#include "indexer/read/html/dates/instants.h"
#include "indexer/read/html/dates/place.h"
#include "indexer/read/html/dates/script_dates.h"
#include "indexer/read/html/dates/words.h"

namespace dossier::indexer {

namespace {

constexpr size_t kMaxLineBytes = 260;   // a longer block is text, not a date line
constexpr size_t kMaxNoteBytes = 1200;  // "This entry was posted on ... and is filed under ..."
constexpr size_t kDatelineBytes = 140;
constexpr size_t kLabelBytes = 60;  // a label stands so near to its date
constexpr size_t kAloneBytes = 16;  // a weekday or a short label may stand beside a date that is alone
constexpr size_t kBylineBytes = 120;
constexpr int kNearTitle = 14;  // blocks around the title in which a date line is the article's
constexpr size_t kMaxCandidates = 400;

size_t DigitCount(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

bool IsNear(int from_title) { return from_title >= -kNearTitle && from_title <= kNearTitle; }

class Collector {
 public:
  explicit Collector(const DateInput& input) : in_(input), places_(input.tree, input.blocks, input.title, input.kept) {
    order_ = SlashOrderOf(in_.meta.language.empty() ? in_.language : std::string_view(in_.meta.language));
    if (order_ == SlashOrder::kUnknown) order_ = GuessOrder();
  }

  std::vector<DateCandidate> Run() {
    FromJsonLd();
    FromMeta();
    FromUrl();
    FromScripts();
    FromElements();
    FromBlocks();
    SettleOrders();
    SettleInstants(out_);
    return std::move(out_);
  }

 private:
  // 4/8/2018 in English: as Americans do, unless the address is of elsewhere.
  SlashOrder GuessOrder() const {
    for (const std::string_view mark :
         {".co.uk/", ".uk/", ".au/", ".nz/", ".ie/", ".in/", ".za/", ".com.sg/", ".pk/", ".ng/", ".ke/", "/en-gb/",
          "/en-au/", "/en-nz/", "/en-ie/", "/en-in/", "/en-za/", "/en_gb/"}) {
      if (in_.url.find(mark) != std::string_view::npos) return SlashOrder::kDayFirst;
    }
    return SlashOrder::kMonthFirst;
  }

  // What is known about a statement in the page's body.
  struct Spot {
    int from_title = 1000;
    uint32_t form = 0;
    bool named = false;
    bool alone = false;
    bool in_text = false;
    bool byline = false;
  };

  void Add(StatedDate date, DateSource source, const Spot& spot) {
    if (out_.size() >= kMaxCandidates) return;
    const int64_t last = DaysSinceEpoch(in_.last_day) + 1;
    if (date.swappable && date.slashes) {
      StatedDate other = Swapped(date);
      if (DaysSinceEpoch(other.day) <= last)
        out_.push_back({std::move(other), DateSource::kSwapped, spot.from_title, 0, false, false, false, false});
    }
    if (DaysSinceEpoch(date.day) > last) return;
    out_.push_back(
        {std::move(date), source, spot.from_title, spot.form, spot.named, spot.alone, spot.in_text, spot.byline});
  }

  static StatedDate Swapped(const StatedDate& date) {
    StatedDate other;
    other.day = {date.day.year, date.day.day, date.day.month};
    other.value = FormatDay(other.day);
    return other;
  }

  // Numbers whose order could be another have that in which another source states the same day.
  void SettleOrders() {
    std::set<int64_t> sure;
    for (const DateCandidate& candidate : out_) {
      if (!candidate.date.swappable && candidate.source != DateSource::kSwapped)
        sure.insert(DaysSinceEpoch(candidate.date.day));
    }
    for (DateCandidate& candidate : out_) {
      if (!candidate.date.swappable || sure.contains(DaysSinceEpoch(candidate.date.day))) continue;
      StatedDate other = Swapped(candidate.date);
      if (sure.contains(DaysSinceEpoch(other.day))) candidate.date = std::move(other);
    }
  }

  void AddStamp(std::string_view value, DateSource source) { AddStamp(value, source, Spot{}); }
  void AddStamp(std::string_view value, DateSource source, const Spot& spot) {
    if (value.empty()) return;
    if (auto date = ParseStamp(value, order_)) Add(std::move(*date), source, spot);
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
    bool described = false;
    for (const auto& [name, content] : in_.meta.entries) {
      switch (DateMetaOf(name)) {
        case DateMeta::kPublished:
          AddStamp(content, DateSource::kMetaPublished);
          break;
        case DateMeta::kModified:
          AddStamp(content, DateSource::kMetaModified);
          break;
        case DateMeta::kDate:
          AddStamp(content, DateSource::kMetaDate);
          break;
        case DateMeta::kNone:
          if (!described && (name == "description" || name == "og:description")) {
            described = true;
            for (StatedDate& date : FindStatedDates(CutUtf8(content, 400), order_))
              Add(std::move(date), DateSource::kMetaText, Spot{});
          } else if (name == "og:image" || name == "twitter:image") {
            if (const auto day = DayInUrl(content)) AddDay(*day, DateSource::kImageUrl);
          }
      }
    }
  }

  // Elements of one kind: a date whose form stands only once in the page is no teaser's.
  uint32_t FormOf(uint32_t element) const {
    const auto& elements = in_.tree.elements();
    std::string form(HtmlTagName(elements[element].tag));
    form += in_.tree.Attribute(element, HtmlAttributeName::kClass);
    if (elements[element].parent != element)
      form += in_.tree.Attribute(elements[element].parent, HtmlAttributeName::kClass);
    return static_cast<uint32_t>(std::hash<std::string>{}(form)) | 1u;
  }

  bool IsNamed(uint32_t element) const {
    const auto& elements = in_.tree.elements();
    return Has(elements[element].words | elements[elements[element].parent].words, ClassWord::kDate);
  }

  // "By Jane Doe", "4 min read", or the name of the page's author.
  bool IsByline(const HtmlBlock& block) const {
    const auto& elements = in_.tree.elements();
    if (Has(elements[block.element].words, ClassWord::kAuthor) && block.text.size() <= kBylineBytes) return true;
    const std::string_view text = CutUtf8(block.text, kBylineBytes);
    if (SaysByline(text)) return true;
    return std::any_of(in_.authors.begin(), in_.authors.end(), [&](const std::string& author) {
      return author.size() >= 4 && text.find(author) != std::string_view::npos;
    });
  }

  bool IsBesideByline(size_t block) const {
    if (in_.blocks.empty() || block >= in_.blocks.size()) return false;
    const size_t last = std::min(block + 1, in_.blocks.size() - 1);
    for (size_t i = block == 0 ? 0 : block - 1; i <= last; ++i) {
      if (in_.blocks[i].text.size() <= kMaxLineBytes && IsByline(in_.blocks[i])) return true;
    }
    return false;
  }

  DateSource AtPlace(DatePlace place, DateLabel label, DateSource own) const {
    if (place == DatePlace::kOwn) return own;
    if (place == DatePlace::kComment) return DateSource::kComment;
    if (label == DateLabel::kPublished) return DateSource::kAsidePublished;
    return place == DatePlace::kTeaser ? DateSource::kTeaser : DateSource::kAside;
  }

  bool IsCaption(uint32_t text) const {
    const size_t block = places_.BlockAt(text);
    return block < in_.blocks.size() && in_.blocks[block].kind == corpus::BlockKind::kCaption;
  }

  // What a time element, or one with a date in a property, holds; empty when nothing.
  std::string ValueOf(uint32_t i) const {
    const bool time = in_.tree.elements()[i].tag == HtmlTag::kTime;
    const std::string_view property = in_.tree.Attribute(i, HtmlAttributeName::kItemprop);
    std::string value(in_.tree.Attribute(i, HtmlAttributeName::kDatetime));
    if (value.empty()) value = in_.tree.Attribute(i, HtmlAttributeName::kContent);
    if (value.empty() && (time || !property.empty())) value = in_.tree.Attribute(i, HtmlAttributeName::kTitle);
    if (value.empty() && (time || property.find("date") != std::string_view::npos)) value = in_.tree.TextOf(i, 120);
    return value;
  }

  void FromElements() {
    const auto& elements = in_.tree.elements();
    for (uint32_t i = 1; i < elements.size(); ++i) {
      const HtmlElement& element = elements[i];
      const bool time = element.tag == HtmlTag::kTime;
      const std::string_view property = in_.tree.Attribute(i, HtmlAttributeName::kItemprop);
      if (element.tag == HtmlTag::kMeta || (!time && property.empty() && !Has(element.words, ClassWord::kDate)))
        continue;
      const std::string value = ValueOf(i);
      if (value.empty() || DigitCount(value) < 3) continue;
      DateLabel label =
          LabelOfNames(std::string(property) + " " + std::string(in_.tree.Attribute(i, HtmlAttributeName::kProperty)) +
                       " " + std::string(in_.tree.Attribute(i, HtmlAttributeName::kClass)));
      if (in_.tree.Attribute(i, HtmlAttributeName::kPubdate).data() != nullptr && label == DateLabel::kNone)
        label = DateLabel::kPublished;
      const int distance = places_.BlocksFromTitle(element.first_text);
      DateSource source = IsNear(distance) ? DateSource::kTimeNear : DateSource::kTimeOther;
      if (label == DateLabel::kModified) source = DateSource::kTimeModified;
      if (label == DateLabel::kPublished) source = DateSource::kTimePublished;
      AddStamp(value, AtPlace(places_.Of(i, distance), label, source),
               {distance, FormOf(i), IsNamed(i), false, IsCaption(element.first_text),
                IsBesideByline(places_.BlockAt(element.first_text))});
    }
  }

  void FromBlocks() {
    for (size_t i = 0; i < in_.blocks.size(); ++i) {
      const HtmlBlock& block = in_.blocks[i];
      const bool line = block.text.size() <= kMaxLineBytes;
      const bool opening =
          places_.first_kept() != SIZE_MAX && i >= places_.first_kept() && i <= places_.first_kept() + 2;
      const bool note = !line && block.text.size() <= kMaxNoteBytes && (i >= places_.last_kept() || in_.kept[i] == 0);
      if (!line && !opening && !note) continue;
      const std::string_view text =
          opening && !line ? CutUtf8(block.text, kDatelineBytes) : std::string_view(block.text);
      if (DigitCount(text) < 3) continue;
      const int distance =
          in_.title.block == UINT32_MAX ? 1000 : static_cast<int>(i) - static_cast<int>(in_.title.block);
      const uint32_t form = FormOf(block.element);
      const bool byline = IsBesideByline(i);
      std::vector<StatedDate> dates = FindStatedDates(text, order_);
      for (size_t k = 0; k < dates.size(); ++k) {
        StatedDate& date = dates[k];
        const bool updated = line && k + 1 < dates.size() && IsUpdated(text, date, dates[k + 1]);
        DateSource source = LineSource(i, distance, text, date, updated);
        if (opening && !line && source != DateSource::kLineModified) source = DateSource::kDateline;
        if (note && source != DateSource::kLinePublished && source != DateSource::kLineModified) continue;
        const bool alone = block.text.size() <= date.end - date.begin + kAloneBytes;
        const bool in_text = block.kind == corpus::BlockKind::kCaption || (in_.kept[i] != 0 && !alone);
        Add(std::move(date), source, {distance, form, IsNamed(block.element), alone, in_text, byline});
      }
    }
  }

  // "August 4, 2018. Updated: August 9, 2018": the first day is that of publication.
  static bool IsUpdated(std::string_view text, const StatedDate& date, const StatedDate& next) {
    const size_t end = text.find_first_not_of(" .,;|()-", date.end);
    return date.begin <= kLabelBytes && end < next.begin && next.begin - end <= kLabelBytes && date.day < next.day &&
           StartsAsModified(text.substr(end, next.begin - end));
  }

  DateSource LineSource(size_t i, int distance, std::string_view text, const StatedDate& date, bool updated) const {
    std::string before(text.substr(0, date.begin));
    if (CollapseWhiteSpace(before).empty() && i > 0 && in_.blocks[i - 1].text.size() <= 40)
      before = in_.blocks[i - 1].text;
    if (text.size() > kMaxLineBytes && before.size() > kLabelBytes) {
      size_t cut = before.size() - kLabelBytes;
      while (cut < before.size() && (before[cut] & 0xC0) == 0x80) ++cut;
      before.erase(0, cut);
    }
    DateLabel label = LabelOfDate(before, CutUtf8(text.substr(date.end), kLabelBytes));
    if (updated && label == DateLabel::kNone) label = DateLabel::kPublished;
    // "accounts that were created after 1 May" in a paragraph is no date line.
    if (in_.kept[i] != 0 && date.begin > kLabelBytes) label = DateLabel::kNone;
    if (label == DateLabel::kNone)
      label = LabelOfNames(in_.tree.Attribute(in_.blocks[i].element, HtmlAttributeName::kClass));
    DateSource own = DateSource::kLineOther;
    if (label == DateLabel::kModified) {
      own = DateSource::kLineModified;
    } else if (label == DateLabel::kPublished) {
      own = DateSource::kLinePublished;
    } else if (distance >= -4 && distance <= kNearTitle &&
               (places_.first_kept() == SIZE_MAX || i <= places_.first_kept() + 1)) {
      own = DateSource::kLineNear;
    } else if (places_.first_kept() != SIZE_MAX && i >= places_.first_kept()) {
      own = i <= places_.last_kept() ? DateSource::kLineText : DateSource::kLineAfter;
    }
    return AtPlace(places_.Of(in_.blocks[i].element, distance), label, own);
  }

  void AddDay(Day day, DateSource source) {
    StatedDate date;
    date.day = day;
    date.value = FormatDay(day);
    Add(std::move(date), source, Spot{});
  }

  void FromUrl() {
    std::string_view url = in_.url;
    if (url.empty()) url = in_.meta.canonical_url;
    if (url.empty()) url = in_.meta.Get("og:url");
    if (const auto day = DayInUrl(url)) AddDay(*day, DateSource::kUrl);
  }

  void FromScripts() {
    for (const ScriptDate& date : FindScriptDates(in_.payload))
      AddStamp(date.value, date.created ? DateSource::kScriptCreated : DateSource::kScript);
  }

  const DateInput& in_;
  const DatePlaces places_;
  SlashOrder order_ = SlashOrder::kUnknown;
  std::vector<DateCandidate> out_;
};

constexpr std::array<std::string_view, kDateSources> kSourceNames = {"json-ld-published",
                                                                     "json-ld-modified",
                                                                     "json-ld-created",
                                                                     "json-ld-other",
                                                                     "meta-published",
                                                                     "meta-date",
                                                                     "meta-modified",
                                                                     "time-published",
                                                                     "time-modified",
                                                                     "time-near",
                                                                     "time-other",
                                                                     "line-published",
                                                                     "line-modified",
                                                                     "line-near",
                                                                     "line-text",
                                                                     "line-after",
                                                                     "line-other",
                                                                     "dateline",
                                                                     "script",
                                                                     "script-created",
                                                                     "url",
                                                                     "image-url",
                                                                     "meta-text",
                                                                     "aside-published",
                                                                     "aside",
                                                                     "teaser",
                                                                     "comment",
                                                                     "swapped"};

}  // namespace

std::string_view DateSourceName(DateSource source) { return kSourceNames[static_cast<size_t>(source)]; }

std::vector<DateCandidate> CollectDates(const DateInput& input) { return Collector(input).Run(); }

}  // namespace dossier::indexer
