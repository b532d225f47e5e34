#include "indexer/dates/dates.h"

#include <algorithm>
#include <array>

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
  return spans;
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
