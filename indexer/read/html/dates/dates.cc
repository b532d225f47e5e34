#include "indexer/read/html/dates/dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>

#include "corpus/base/embedded.h"
#include "indexer/models/tree_model.h"

namespace dossier::indexer {

DOSSIER_EMBEDDED(date_model)

namespace {

constexpr float kLeastProbability = 0.4f;  // below it, saying nothing is better (fit_dates.py prints the trade)

struct DayEvidence {
  std::array<int, kDateSources> counts{};
  int nearest_to_title = 1000;  // signed: negative before the title
  int utc_hour = -1;            // the latest hour of the stamps in UTC that state it
  int form_count = 50;          // statements that look like the one of it that looks most special
  bool swappable = true;        // every statement of it could be read otherwise
  int named = 0;                // statements in elements that are called dates, with the article
  int alone = 0;                // lines of the article that hold little else
  int byline = 0;               // beside the author's name or the reading time
  int clock = 0;                // with the time of day, where readers see it
  bool offset = false;          // a stamp with an offset from UTC
  bool first_near = false;      // the first date after the title
  int told = 0;                 // called the day of publication where readers see it, outside of the text
  int lines = 0;                // date lines near the title, outside of the text
  const DateCandidate* best = nullptr;
  int Count(DateSource source) const { return counts[static_cast<size_t>(source)]; }
};

// Which statement of a day is quoted as its source: the most explicit.
bool MoreExplicit(const DateCandidate& a, const DateCandidate& b) {
  if (a.source != b.source) return a.source < b.source;
  return a.date.value.size() > b.date.value.size();
}

std::string_view FromOf(DateSource source) {
  if (source <= DateSource::kJsonLdOther) return "json-ld";
  if (source <= DateSource::kMetaModified || source == DateSource::kMetaText) return "meta";
  if (source <= DateSource::kTimeOther) return "time";
  if (source == DateSource::kUrl || source == DateSource::kImageUrl) return "url";
  if (source == DateSource::kScript || source == DateSource::kScriptCreated) return "script";
  return "visible";
}

// Statements that a reader of the article sees.
bool IsShown(DateSource source) {
  return (source >= DateSource::kTimePublished && source <= DateSource::kDateline) ||
         source == DateSource::kAsidePublished;
}

bool IsModified(DateSource source) {
  return source == DateSource::kJsonLdModified || source == DateSource::kMetaModified ||
         source == DateSource::kTimeModified || source == DateSource::kLineModified;
}

std::vector<std::string> BuildNames() {
  std::vector<std::string> names;
  for (int i = 0; i < kDateSources; ++i) names.emplace_back(DateSourceName(static_cast<DateSource>(i)));
  for (int i = 0; i < kDateSources; ++i)
    names.push_back("other-" + std::string(DateSourceName(static_cast<DateSource>(i))));
  names.insert(
      names.end(),
      {"from-title",  "after-title",   "swappable",      "is-first",  "is-last",    "rank",      "days",
       "sources",     "statements",    "from-json-ld",   "from-meta", "from-url",   "from-line", "from-modified",
       "after-first", "before-last",   "precise",        "utc-hour",  "before-utc", "after-utc", "local-beside",
       "url-month",   "image-month",   "form-count",     "shown",     "shown-days", "named",     "alone",
       "first-near",  "first-of-year", "never-modified", "byline",    "clock",      "offset"});
  return names;
}

const TreeModel* Model() {
  static const auto* const model = [] {
    Result<TreeModel> parsed = TreeModel::Parse(Embedded_date_model(), DateFeatureNames());
    return parsed ? new TreeModel(std::move(*parsed)) : nullptr;
  }();
  return model;
}

constexpr int64_t kNone = INT64_MIN;

float Clip(int64_t days, int64_t bound) { return static_cast<float>(std::clamp(days, -bound, bound)); }
float Distance(int64_t day, int64_t other) { return other == kNone ? -100.0f : Clip(day - other, 40); }

class Weigher {
 public:
  Weigher(const std::vector<DateCandidate>& candidates, const DateInput& input)
      : url_month_(MonthInUrl(input.url)), image_month_(MonthInUrl(input.meta.Get("og:image"))) {
    std::map<uint32_t, int> forms;
    for (const DateCandidate& candidate : candidates) ++forms[candidate.form];
    int64_t first_near = kNone;
    for (const DateCandidate& candidate : candidates) {
      const int64_t day = DaysSinceEpoch(candidate.date.day);
      DayEvidence& evidence = days_[day];
      ++evidence.counts[static_cast<size_t>(candidate.source)];
      ++totals_[static_cast<size_t>(candidate.source)];
      if (std::abs(candidate.from_title) < std::abs(evidence.nearest_to_title))
        evidence.nearest_to_title = candidate.from_title;
      if (candidate.form != 0) evidence.form_count = std::min(evidence.form_count, forms[candidate.form]);
      evidence.swappable = evidence.swappable && (candidate.date.swappable || candidate.source == DateSource::kSwapped);
      if (evidence.best == nullptr || MoreExplicit(candidate, *evidence.best)) evidence.best = &candidate;
      if (first_near == kNone && candidate.source == DateSource::kLineNear && candidate.from_title >= 0)
        first_near = day;
      evidence.named += candidate.named && IsShown(candidate.source) ? 1 : 0;
      evidence.alone += candidate.alone && IsShown(candidate.source) ? 1 : 0;
      evidence.byline += candidate.byline && IsShown(candidate.source) ? 1 : 0;
      evidence.clock += candidate.date.value.size() > 10 && IsShown(candidate.source) ? 1 : 0;
      evidence.offset =
          evidence.offset || (candidate.date.value.size() == 25 && !candidate.date.value.ends_with("+00:00"));
      NoteUtc(candidate, evidence);
      NoteLine(candidate, evidence);
      Note(candidate, day);
    }
    if (first_near != kNone) days_[first_near].first_near = true;
    for (const auto& [day, evidence] : days_) shown_days_ += Shown(evidence) > 0 ? 1 : 0;
  }

  const std::map<int64_t, DayEvidence>& days() const { return days_; }

  std::vector<float> Features(int64_t day) const {
    const DayEvidence& evidence = days_.at(day);
    std::vector<float> out;
    out.reserve(DateFeatureNames().size());
    int sources = 0, statements = 0;
    for (const int count : evidence.counts) {
      out.push_back(static_cast<float>(std::min(count, 4)));
      sources += count > 0 ? 1 : 0;
      statements += count;
    }
    for (size_t i = 0; i < kDateSources; ++i)
      out.push_back(static_cast<float>(std::min(totals_[i] - evidence.counts[i], 4)));
    const auto add = [&](auto value) { out.push_back(static_cast<float>(value)); };
    const auto rank = std::distance(days_.begin(), days_.find(day));
    add(std::min(std::abs(evidence.nearest_to_title), 200));
    add(std::clamp(evidence.nearest_to_title, -60, 60));
    add(evidence.swappable);
    add(rank == 0);
    add(day == days_.rbegin()->first);
    add(std::min<int64_t>(rank, 20));
    add(std::min<size_t>(days_.size(), 30));
    add(sources);
    add(std::min(statements, 20));
    for (const int64_t other : {json_ld_, meta_, url_, line_, modified_}) add(Distance(day, other));
    add(Clip(day - days_.begin()->first, 400));
    add(Clip(days_.rbegin()->first - day, 400));
    add(evidence.best->date.value.size() > 10);
    add(evidence.utc_hour);
    add(IsBesideUtc(day + 1, 0, 11));
    add(IsBesideUtc(day - 1, 14, 23));
    add(HasLocalBeside(day, evidence.utc_hour));
    add(MonthAgrees(day, url_month_));
    add(MonthAgrees(day, image_month_));
    add(evidence.form_count);
    add(std::min(Shown(evidence), 4));
    add(std::min(shown_days_, 10));
    add(std::min(evidence.named, 3));
    add(std::min(evidence.alone, 3));
    add(evidence.first_near);
    add(DayFromEpoch(day).month == 1 && DayFromEpoch(day).day == 1);
    add(json_ld_ != kNone && json_ld_ == modified_);
    add(std::min(evidence.byline, 3));
    add(std::min(evidence.clock, 3));
    add(evidence.offset);
    return out;
  }

  // Of each day in order: that it is the day of publication. They and "none of them" add up to one.
  std::vector<float> Probabilities() const {
    std::vector<float> out;
    float sum = 1;  // none has the score 0
    for (const auto& [day, evidence] : days_) {
      const std::vector<float> features = Features(day);
      const float score = Model() == nullptr ? -50.0f : std::clamp(Model()->Score(features.data()), -50.0f, 50.0f);
      out.push_back(std::exp(score));
      sum += out.back();
    }
    for (float& weight : out) weight /= sum;
    return out;
  }

 private:
  // A stamp in UTC can lie on another day than the publisher's own: early ones in America, late ones in Asia.
  static void NoteUtc(const DateCandidate& candidate, DayEvidence& evidence) {
    const std::string& value = candidate.date.value;
    if (value.size() < 20 || (!value.ends_with("Z") && !value.ends_with("+00:00"))) return;
    evidence.utc_hour = std::max(evidence.utc_hour, std::atoi(value.substr(11, 2).c_str()));
  }

  static void NoteLine(const DateCandidate& candidate, DayEvidence& evidence) {
    if (candidate.in_text) return;
    const bool told = candidate.source == DateSource::kTimePublished || candidate.source == DateSource::kLinePublished;
    const bool line = candidate.source == DateSource::kTimeNear || candidate.source == DateSource::kLineNear;
    evidence.told += told ? 1 : 0;
    evidence.lines += line && (candidate.named || candidate.alone || candidate.byline) ? 1 : 0;
  }

  void Note(const DateCandidate& candidate, int64_t day) {
    const auto first = [&](bool applies, int64_t& slot) {
      if (applies && slot == kNone) slot = day;
    };
    first(candidate.source == DateSource::kJsonLdPublished, json_ld_);
    first(candidate.source == DateSource::kMetaPublished, meta_);
    first(candidate.source == DateSource::kUrl, url_);
    first(candidate.source == DateSource::kLineNear || candidate.source == DateSource::kLinePublished, line_);
    if (IsModified(candidate.source)) modified_ = std::max(modified_, day);
  }

  bool IsBesideUtc(int64_t stamp_day, int from_hour, int to_hour) const {
    const auto stamp = days_.find(stamp_day);
    return stamp != days_.end() && stamp->second.utc_hour >= from_hour && stamp->second.utc_hour <= to_hour;
  }

  // Whether readers are shown the day before or after, where the stamps of this one may be off by a time zone.
  bool HasLocalBeside(int64_t day, int utc_hour) const {
    if (utc_hour < 0 || (utc_hour > 11 && utc_hour < 14)) return false;
    const auto beside = days_.find(utc_hour <= 11 ? day - 1 : day + 1);
    return beside != days_.end() && Shown(beside->second) > 0;
  }

  static int MonthAgrees(int64_t day, const std::optional<Day>& month) {
    if (!month) return 0;
    const Day own = DayFromEpoch(day);
    return own.year == month->year && own.month == month->month ? 1 : -1;
  }

  static int Shown(const DayEvidence& evidence) {
    int shown = 0;
    for (size_t i = 0; i < kDateSources; ++i) shown += IsShown(static_cast<DateSource>(i)) ? evidence.counts[i] : 0;
    return shown;
  }

  std::optional<Day> url_month_, image_month_;
  std::map<int64_t, DayEvidence> days_;
  std::array<int, kDateSources> totals_{};
  int shown_days_ = 0;
  int64_t json_ld_ = kNone, meta_ = kNone, url_ = kNone, line_ = kNone, modified_ = kNone;
};

// What is left of a page without JSON-LD, meta elements and scripts: another page to learn from.
std::vector<DateCandidate> Unmarked(std::vector<DateCandidate> candidates) {
  std::erase_if(candidates, [](const DateCandidate& candidate) {
    return candidate.source <= DateSource::kMetaModified || candidate.source == DateSource::kScript ||
           candidate.source == DateSource::kScriptCreated || candidate.source == DateSource::kMetaText;
  });
  return candidates;
}

bool IsStatedByMachines(const DayEvidence& evidence) {
  return evidence.Count(DateSource::kJsonLdPublished) + evidence.Count(DateSource::kMetaPublished) > 0;
}

bool IsSaidModified(const DayEvidence& evidence) {
  return evidence.Count(DateSource::kJsonLdModified) + evidence.Count(DateSource::kMetaModified) +
             evidence.Count(DateSource::kTimeModified) + evidence.Count(DateSource::kLineModified) >
         0;
}

// Whether anything says of a day that is called a modification that it could be more: readers see it unlabelled with
// the article, a script or the address knows it.
bool IsOnlyModified(const DayEvidence& evidence) {
  for (const DateSource source :
       {DateSource::kJsonLdPublished, DateSource::kJsonLdCreated, DateSource::kMetaPublished, DateSource::kMetaDate,
        DateSource::kTimePublished, DateSource::kTimeNear, DateSource::kLinePublished, DateSource::kLineNear,
        DateSource::kDateline, DateSource::kUrl, DateSource::kAsidePublished}) {
    if (evidence.Count(source) > 0) return false;
  }
  return IsSaidModified(evidence);
}

// A page that states when it was published is believed: what the model makes of all days then chooses among those days
// that are stated, or shown as the day of publication. The day of a change, a caption's or the text's is none of them.
class Choice {
 public:
  explicit Choice(const Weigher& weigher) : days_(weigher.days()), probabilities_(weigher.Probabilities()) {
    for (const auto& [day, evidence] : days_) {
      if (first_stated_ == kNone && IsStatedByMachines(evidence)) first_stated_ = day;
    }
    size_t i = 0;
    for (const auto& [day, evidence] : days_) {
      const float probability = probabilities_[i++];
      none_ -= probability;
      if (!MayBe(day, evidence)) {
        overruled_ += probability;
        continue;
      }
      allowed_ += probability;
      if (best_ != nullptr && probability <= best_probability_) continue;
      best_ = &evidence;
      best_day_ = day;
      best_probability_ = probability;
    }
  }

  StatedTime Published() const {
    const bool stated = first_stated_ != kNone;
    if (best_ == nullptr || best_->best == nullptr) return {};
    if (!stated && best_probability_ < kLeastProbability) return {};
    StatedTime out = {best_->best->date.value, std::string(FromOf(best_->best->source)), best_probability_, {}};
    if (!stated) return out;
    out.confidence = best_probability_ / std::max(allowed_ + std::max(none_, 0.0f), 1e-6f) * (1 - overruled_ / 2);
    for (const auto& [day, evidence] : days_) {
      const bool said = IsStatedByMachines(evidence) || evidence.told > 0;
      const bool likelier =
          probabilities_[static_cast<size_t>(std::distance(days_.begin(), days_.find(day)))] > best_probability_;
      if (day != best_day_ && (said || likelier)) out.disagrees.push_back(FormatDay(DayFromEpoch(day)));
    }
    return out;
  }

 private:
  bool MayBe(int64_t day, const DayEvidence& evidence) const {
    if (first_stated_ == kNone) return !IsOnlyModified(evidence);
    if (IsStatedByMachines(evidence)) return true;
    if (IsSaidModified(evidence)) return false;
    if (evidence.told > 0) return true;
    // A date line of the article that is older than what machines are told: some sites tell them the day of the last
    // change, and none shows its readers a day before that of publication.
    return evidence.lines > 0 && day < first_stated_;
  }

  const std::map<int64_t, DayEvidence>& days_;
  const std::vector<float> probabilities_;
  int64_t first_stated_ = kNone;
  int64_t best_day_ = kNone;
  const DayEvidence* best_ = nullptr;
  float best_probability_ = 0, allowed_ = 0, overruled_ = 0, none_ = 1;
};

Json Explain(const Weigher& weigher) {
  Json out = Json::array();
  const std::vector<float> probabilities = weigher.Probabilities();
  size_t i = 0;
  for (const auto& [day, evidence] : weigher.days()) {
    Json sources = Json::object();
    for (size_t k = 0; k < kDateSources; ++k) {
      if (evidence.counts[k] > 0) sources[std::string(DateSourceName(static_cast<DateSource>(k)))] = evidence.counts[k];
    }
    out.push_back({{"day", FormatDay(DayFromEpoch(day))},
                   {"probability", probabilities[i++]},
                   {"sources", std::move(sources)},
                   {"features", weigher.Features(day)}});
  }
  return out;
}

StatedTime UpdatedTime(const std::vector<DateCandidate>& candidates, const StatedTime& published) {
  constexpr std::array<std::pair<DateSource, double>, 4> kSources = {{{DateSource::kJsonLdModified, 0.9},
                                                                      {DateSource::kTimeModified, 0.8},
                                                                      {DateSource::kLineModified, 0.8},
                                                                      {DateSource::kMetaModified, 0.75}}};
  for (const auto& [source, confidence] : kSources) {
    for (const DateCandidate& candidate : candidates) {
      if (candidate.source != source) continue;
      if (published.known() && candidate.date.value.substr(0, 10) < published.day()) continue;
      return {candidate.date.value, std::string(FromOf(source)), confidence, {}};
    }
  }
  return {};
}

}  // namespace

const std::vector<std::string>& DateFeatureNames() {
  static const auto* const names = new std::vector<std::string>(BuildNames());
  return *names;
}

HtmlDates FindDates(const DateInput& input, bool explain) {
  HtmlDates out;
  const std::vector<DateCandidate> candidates = CollectDates(input);
  const Weigher weigher(candidates, input);
  out.published = Choice(weigher).Published();
  out.updated = UpdatedTime(candidates, out.published);
  if (explain) {
    out.explanation = Explain(weigher);
    out.unmarked = Explain(Weigher(Unmarked(candidates), input));
  }
  return out;
}

}  // namespace dossier::indexer
