#include "indexer/html_dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>

#include "corpus/base/embedded.h"
#include "indexer/tree_model.h"

namespace dossier::indexer {

DOSSIER_EMBEDDED(date_model)

namespace {

constexpr float kLeastProbability = 0.22f;  // below it, saying nothing is better

struct DayEvidence {
  std::array<int, kDateSources> counts{};
  int nearest_to_title = 1000;
  bool ambiguous = true;       // every statement of it could be read otherwise
  const DateCandidate* best = nullptr;
};

// Which statement of a day is quoted as its source: the most explicit.
bool MoreExplicit(const DateCandidate& a, const DateCandidate& b) {
  if (a.source != b.source) return a.source < b.source;
  return a.date.value.size() > b.date.value.size();
}

std::string_view FromOf(DateSource source) {
  if (source <= DateSource::kJsonLdOther) return "json-ld";
  if (source <= DateSource::kMetaModified) return "meta";
  if (source <= DateSource::kTimeOther) return "time";
  if (source == DateSource::kUrl) return "url";
  if (source == DateSource::kScript) return "script";
  return "visible";
}

std::vector<std::string> BuildNames() {
  std::vector<std::string> names;
  for (int i = 0; i < kDateSources; ++i) names.emplace_back(DateSourceName(static_cast<DateSource>(i)));
  for (int i = 0; i < kDateSources; ++i) names.push_back("other-" + std::string(DateSourceName(static_cast<DateSource>(i))));
  names.insert(names.end(), {"from-title", "ambiguous", "is-first", "is-last", "rank", "days", "sources", "statements",
                             "from-json-ld", "from-meta", "from-url", "from-line", "after-first", "before-last", "precise", "utc-early", "utc-late"});
  return names;
}

float Clip(int64_t days, int64_t bound) { return static_cast<float>(std::clamp(days, -bound, bound)); }

class Weigher {
 public:
  explicit Weigher(const std::vector<DateCandidate>& candidates) {
    for (const DateCandidate& candidate : candidates) {
      DayEvidence& evidence = days_[DaysSinceEpoch(candidate.date.day)];
      ++evidence.counts[static_cast<size_t>(candidate.source)];
      ++totals_[static_cast<size_t>(candidate.source)];
      evidence.nearest_to_title = std::min(evidence.nearest_to_title, std::abs(candidate.from_title));
      evidence.ambiguous = evidence.ambiguous && candidate.date.ambiguous;
      if (evidence.best == nullptr || MoreExplicit(candidate, *evidence.best)) evidence.best = &candidate;
      NoteUtc(candidate);
      const auto first = [&](DateSource source, int64_t& slot) {
        if (candidate.source == source && slot == kNone) slot = DaysSinceEpoch(candidate.date.day);
      };
      first(DateSource::kJsonLdPublished, json_ld_);
      first(DateSource::kMetaPublished, meta_);
      first(DateSource::kUrl, url_);
      first(DateSource::kLineNear, line_);
      first(DateSource::kLinePublished, line_);
    }
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
    for (size_t i = 0; i < kDateSources; ++i) out.push_back(static_cast<float>(std::min(totals_[i] - evidence.counts[i], 4)));
    const auto rank = std::distance(days_.begin(), days_.find(day));
    out.push_back(static_cast<float>(std::min(evidence.nearest_to_title, 200)));
    out.push_back(evidence.ambiguous ? 1.0f : 0.0f);
    out.push_back(rank == 0 ? 1.0f : 0.0f);
    out.push_back(day == days_.rbegin()->first ? 1.0f : 0.0f);
    out.push_back(static_cast<float>(std::min<int64_t>(rank, 20)));
    out.push_back(static_cast<float>(std::min<size_t>(days_.size(), 30)));
    out.push_back(static_cast<float>(sources));
    out.push_back(static_cast<float>(std::min(statements, 20)));
    for (const int64_t other : {json_ld_, meta_, url_, line_}) out.push_back(other == kNone ? -100.0f : Clip(day - other, 40));
    out.push_back(Clip(day - days_.begin()->first, 400));
    out.push_back(Clip(days_.rbegin()->first - day, 400));
    out.push_back(evidence.best->date.value.size() > 10 ? 1.0f : 0.0f);
    out.push_back(utc_early_ ? 1.0f : 0.0f);
    out.push_back(utc_late_ ? 1.0f : 0.0f);
    return out;
  }

 private:
  // A stamp in UTC can lie on another day than the publisher's own: early ones in America, late ones in Asia.
  void NoteUtc(const DateCandidate& candidate) {
    if (candidate.source != DateSource::kJsonLdPublished && candidate.source != DateSource::kMetaPublished) return;
    const std::string& value = candidate.date.value;
    if (value.size() < 20 || (!value.ends_with("Z") && !value.ends_with("+00:00"))) return;
    const std::string_view hour = std::string_view(value).substr(11, 2);
    utc_early_ = utc_early_ || hour < "09";
    utc_late_ = utc_late_ || hour > "14";
  }

  static constexpr int64_t kNone = INT64_MIN;
  bool utc_early_ = false, utc_late_ = false;
  std::map<int64_t, DayEvidence> days_;
  std::array<int, kDateSources> totals_{};
  int64_t json_ld_ = kNone, meta_ = kNone, url_ = kNone, line_ = kNone;
};

const TreeModel* Model() {
  static const auto* const model = [] {
    Result<TreeModel> parsed = TreeModel::Parse(Embedded_date_model(), DateFeatureNames());
    return parsed ? new TreeModel(std::move(*parsed)) : nullptr;
  }();
  return model;
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
      return {candidate.date.value, std::string(FromOf(source)), confidence};
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
  const Weigher weigher(candidates);
  float best_probability = 0;
  const DayEvidence* best = nullptr;
  if (explain) out.explanation = Json::array();
  for (const auto& [day, evidence] : weigher.days()) {
    const std::vector<float> features = weigher.Features(day);
    const float probability = Model() == nullptr ? 0 : Model()->Probability(features.data());
    if (probability > best_probability) {
      best_probability = probability;
      best = &evidence;
    }
    if (explain) {
      Json sources = Json::object();
      for (size_t i = 0; i < kDateSources; ++i) {
        if (evidence.counts[i] > 0) sources[std::string(DateSourceName(static_cast<DateSource>(i)))] = evidence.counts[i];
      }
      out.explanation.push_back({{"day", FormatDay(DayFromEpoch(day))}, {"probability", probability}, {"sources", std::move(sources)}, {"features", features}});
    }
  }
  if (best != nullptr && best_probability >= kLeastProbability) {
    out.published = {best->best->date.value, std::string(FromOf(best->best->source)), best_probability};
  }
  out.updated = UpdatedTime(candidates, out.published);
  return out;
}

}  // namespace dossier::indexer
