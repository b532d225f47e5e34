#include "indexer/dates/dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <string>

#include "indexer/dates/grammar.h"
#include "indexer/dates/tokens.h"
#include "indexer/dates/values.h"

namespace dossier::indexer {
namespace {

// The end of the paragraph that starts at `begin`: a blank line, or the end of the text.
size_t EndOfParagraph(std::string_view text, size_t begin) {
  const size_t blank = text.find("\n\n", begin);
  return blank == std::string_view::npos ? text.size() : blank;
}

dates::GrammarOptions OptionsFor(std::string_view language) {
  static constexpr std::array<std::string_view, 6> kForeign = {"de", "fr", "es", "it", "nl", "pt"};
  const bool foreign = std::find(kForeign.begin(), kForeign.end(), language.substr(0, 2)) != kForeign.end();
  return {.day_first = foreign, .foreign = foreign};
}

}  // namespace

std::string_view DateKindName(DateKind kind) {
  switch (kind) {
    case DateKind::kDate:
      return "DATE";
    case DateKind::kTime:
      return "TIME";
    case DateKind::kDuration:
      return "DURATION";
    case DateKind::kSet:
      return "SET";
  }
  return "DATE";
}

namespace {

constexpr int64_t kWeek = 7;  // days

// The Monday of "2018-W31" in days since 1970 (ISO 8601, section 5.7); nullopt for what is no week.
std::optional<int64_t> MondayOf(const std::string& value) {
  if (value.size() != 8 || value[4] != '-' || value[5] != 'W') return std::nullopt;
  const int year = std::atoi(value.substr(0, 4).c_str()), week = std::atoi(value.substr(6).c_str());
  if (year == 0 || week == 0) return std::nullopt;
  const int64_t fourth = DaysSinceEpoch({year, 1, 4});
  return fourth - (fourth + 3) % kWeek + kWeek * (week - 1);
}

bool IsOneWord(std::string_view text) { return text.find_first_of(" \n\t") == std::string_view::npos; }

// One day that two expressions say: "a week ago Friday", "on Tuesday two weeks ago".
class Joiner {
 public:
  Joiner(std::string_view text, const Day& published) : text_(text), published_(DaysSinceEpoch(published)) {}

  std::vector<DateSpan> Run(std::vector<DateSpan> spans) const {
    std::vector<DateSpan> out;
    for (DateSpan& span : spans) {
      if (!out.empty() && Joins(out.back(), span)) {
        out.back().end = span.end;
        out.back().kind = DateKind::kDate;
        continue;
      }
      out.push_back(std::move(span));
    }
    return out;
  }

 private:
  std::string_view Of(const DateSpan& span) const { return text_.substr(span.begin, span.end - span.begin); }

  bool Joins(DateSpan& first, const DateSpan& second) const {
    if (second.begin <= first.end) return false;
    const std::string_view between = text_.substr(first.end, second.begin - first.end);
    if (between != " " && between != " on " && between != ", ") return false;
    std::string value = WeekdayOfWeek(first, second);
    if (value.empty()) value = WeekdayOfWeek(second, first);
    if (value.empty()) return false;
    first.value = std::move(value);
    return true;
  }

  // As many weeks before the last such weekday as the text says.
  std::string WeekdayOfWeek(const DateSpan& week, const DateSpan& weekday) const {
    const std::optional<int64_t> monday = Of(week).ends_with(" ago") ? MondayOf(week.value) : std::nullopt;
    if (!monday || weekday.value.size() != 10 || !IsOneWord(Of(weekday))) return "";
    const auto day = ParseDay(weekday.value);
    if (!day) return "";
    const int64_t weeks = (published_ - (published_ + 3) % kWeek - *monday) / kWeek;
    int64_t found = DaysSinceEpoch(*day);
    if (found >= published_) found -= kWeek;
    return weeks > 0 ? FormatDay(DayFromEpoch(found - weeks * kWeek)) : "";
  }

  std::string_view text_;
  int64_t published_;
};

}  // namespace

std::vector<DateSpan> FindDates(std::string_view text, const DateContext& context) {
  std::vector<dates::Expression> expressions;
  std::vector<dates::Token> tokens;
  const dates::GrammarOptions options = OptionsFor(context.language);
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = EndOfParagraph(text, begin);
    tokens.clear();
    if (dates::Tokenize(text, begin, end, tokens)) dates::FindExpressions(text, tokens, options, expressions);
    begin = end + (end < text.size() ? 2 : 0);
  }
  std::optional<Day> published;
  if (context.published.size() >= 10) {
    if (const auto day = ParseDay(std::string_view(context.published).substr(0, 10))) published = *day;
  }
  const bool narrative = context.narrative || dates::IsNarrative(expressions, published);
  dates::Resolver resolver(published, narrative);
  resolver.SetAncient(dates::IsAncient(expressions));
  std::vector<DateSpan> spans;
  spans.reserve(expressions.size());
  for (const dates::Expression& expression : expressions) {
    if (auto span = resolver.Resolve(expression)) spans.push_back(std::move(*span));
  }
  return published && !narrative ? Joiner(text, *published).Run(std::move(spans)) : spans;
}

bool IsEventDate(const DateSpan& span) {
  if (span.kind != DateKind::kDate && span.kind != DateKind::kTime) return false;
  return !span.value.ends_with("_REF") && !span.value.starts_with("XXXX-XX-XX");
}

const DateSpan* DateForAction(std::string_view text, const std::vector<DateSpan>& spans, size_t sentence_begin,
                              size_t sentence_end, size_t action_begin, size_t action_end) {
  const DateSpan* best = nullptr;
  size_t best_cost = 0;
  for (const DateSpan& span : spans) {
    if (span.begin < sentence_begin || span.end > sentence_end || !IsEventDate(span)) continue;
    const bool after = span.begin >= action_end;
    const size_t from = after ? action_end : span.end;
    const size_t to = after ? span.begin : action_begin;
    const std::string_view between = to > from ? text.substr(from, to - from) : std::string_view();
    // A clause boundary between the two counts like a long way; a date that opens the sentence is of its verb.
    size_t cost = between.size();
    for (const char c : between) cost += c == ',' ? 40 : c == ';' || c == ':' ? 120 : 0;
    for (const std::string_view word :
         {" that ", " which ", " who ", " after ", " before ", " when ", " while ", " because ", " and "}) {
      if (between.find(word) != std::string_view::npos) cost += 60;
    }
    if (!after) cost = span.begin <= sentence_begin + 12 ? between.size() / 2 + 20 : cost + 30;
    if (best == nullptr || cost < best_cost) {
      best = &span;
      best_cost = cost;
    }
  }
  return best;
}

}  // namespace dossier::indexer
