#include "indexer/statements/event_dates.h"

#include <string_view>

#include "indexer/statements/clauses.h"

namespace dossier::indexer {
namespace {

// "..., which it first saw in May", "what a hacker told over the weekend: ...": the date stands in a clause of its own
// and the event's words do not.
bool IsOfRelativeClause(const Sentence& s, int date, const Action& event) {
  static constexpr std::string_view kRelative[] = {"which", "who", "whose", "where", "when", "before", "after", "what"};
  constexpr int kReach = 14;  // tokens
  const auto ends = [&](int i) { return s.MarkAt(i) == ',' || s.MarkAt(i) == ';' || s.MarkAt(i) == ':'; };
  for (int i = date - 1; i >= 0 && i > date - kReach && !ends(i); --i) {
    if (!IsOneOf(s, i, kRelative)) continue;
    bool verb = false;
    for (int k = i + 1; k < date; ++k) verb |= IsVerbal(s.TagAt(k)) || IsAuxiliary(s.TagAt(k));
    if (!verb) return false;
    if (event.begin >= event.end) return s.IsWord(i, "which") || s.IsWord(i, "who") || s.IsWord(i, "what");
    int end = date;
    while (end < s.size() && !ends(end)) ++end;
    const int trigger = TokenAt(s, event.begin);
    return trigger < i || trigger >= end;
  }
  return false;
}

// "Last week ... following its addition to the list", "in May it lost an appeal against the fine", "over the sale of
// recalled airbags": the event's words are a noun or an attribute of a phrase that only says what came before, and the
// date stands outside of it.
bool StandsBehind(const Sentence& s, int date, const Action& event) {
  static constexpr std::string_view kBefore[] = {"following", "against", "despite", "over", "after"};
  constexpr int kReach = 6;  // tokens: "against the 2.42 billion euro fine"
  if (event.begin >= event.end) return false;
  const int trigger = TokenAt(s, event.begin);
  if (date >= trigger || trigger >= s.size()) return false;
  const bool attribute = s.Word(trigger).ends_with("ed") && s.TagAt(trigger - 1) == Tag::kPreposition &&
                         IsNominal(s.TagAt(trigger + 1)) && s.TagAt(trigger + 1) != Tag::kDeterminer;
  if (attribute) return true;
  if (IsVerbal(s.TagAt(trigger)) && s.TagAt(trigger) != Tag::kGerund) return false;
  for (int i = trigger - 1; i > date && i > trigger - kReach; --i) {
    if (IsOneOf(s, i, kBefore)) return true;
    if (!IsNominal(s.TagAt(i))) return false;
  }
  return false;
}

// "On Tuesday he told reporters that agencies had removed": when it was said, and what is told was before.
bool IsDayOfTelling(const Sentence& s, int date, const Action& event) {
  if (event.begin >= event.end) return false;
  const int trigger = TokenAt(s, event.begin);
  int at = trigger - 1;
  while (s.TagAt(at) == Tag::kAdverb) --at;
  if (!s.IsWord(at, "had")) return false;
  for (int i = date; i < at; ++i)
    if (IsSaying(s, i)) return true;
  return false;
}

// What tells of an event and has a day of its own.
constexpr std::string_view kTexts[] = {"report", "reports",   "article", "story",    "analysis", "profile",  "post",
                                       "item",   "interview", "column",  "dispatch", "version",  "editorial"};

}  // namespace

bool IsDateOfElse(const Sentence& sentence, const DateSpan& date, const Action& event) {
  const int first = TokenAt(sentence, date.begin);
  int last = first;
  while (last + 1 < sentence.size() && sentence.At(last + 1).end <= date.end) ++last;
  const int before = BeforeName(sentence, first);
  if (event.modality == Modality::kOrdered && sentence.IsWord(before, "by")) return true;
  if (sentence.IsWord(before, "until") || sentence.IsWord(before, "till") || sentence.IsWord(before, "before"))
    return true;
  for (int i = first - 1; i > first - 4; --i)  // "set to go into effect on Sunday"
    if (sentence.IsWord(i, "effect") && !IsInWords(sentence, i, event)) return true;
  static constexpr std::string_view kCounted[] = {"first",  "second", "third", "fourth",   "fifth", "sixth", "seventh",
                                                  "eighth", "ninth",  "tenth", "eleventh", "more",  "times"};
  if (sentence.IsWord(before, "since"))
    for (int i = before - 1; i >= 0 && i > before - 8; --i)
      if (IsOneOf(sentence, i, kCounted) || sentence.TagAt(i) == Tag::kNumber) return true;
  // "In 2013 and 2014": which of both is the event's, nobody says.
  const bool joined = (sentence.IsWord(first - 1, "and") && sentence.TagAt(first - 2) == Tag::kNumber) ||
                      (sentence.IsWord(last + 1, "and") && sentence.TagAt(last + 2) == Tag::kNumber);
  if (joined) return true;
  // "An article on May 18 stated"
  const bool at_day = sentence.IsWord(before, "on") || sentence.IsWord(before, "in") || sentence.IsWord(before, "of") ||
                      sentence.IsWord(before, "from");
  for (int i = before - 1; at_day && i > before - 4; --i)  // "following reports by Reuters in 2012"
    if (IsOneOf(sentence, i, kTexts) && !IsInWords(sentence, i, event)) return true;
  if (StandsBehind(sentence, first, event)) return true;
  if (IsOfRelativeClause(sentence, first, event) || IsDayOfTelling(sentence, first, event)) return true;
  // "over its 2012 meltdown", "Google's 2015 revenue": the date of the noun behind it, which is not what is told.
  const bool of_noun = (sentence.TagAt(last + 1) == Tag::kNoun || sentence.TagAt(last + 1) == Tag::kName) &&
                       before < first - 1 && sentence.MarkAt(last + 1) == '\0';
  return of_noun && !IsInWords(sentence, last + 1, event);
}

}  // namespace dossier::indexer
