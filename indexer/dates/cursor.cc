#include "indexer/dates/cursor.h"

#include <array>

namespace dossier::indexer::dates {
namespace {

constexpr size_t kReach = 30;  // tokens looked at on either side for a verb

bool EndsSentence(const Cursor& cursor, size_t i) {
  const Token& token = cursor.At(i);
  if (token.type != Type::kPunct) return false;
  if (token.value == ';') return true;
  if (token.value != '.' && token.value != '!' && token.value != '?') return false;
  const Token& before = cursor.Before(i);
  if (before.Has(kAbbreviated) || (before.type != Type::kNumber && before.end - before.begin <= 2)) return false;
  if (before.type == Type::kNumber && !cursor.At(i + 1).Has(kCapital)) return false;
  return !cursor.IsGlued(i + 1) || cursor.At(i + 1).type == Type::kPunct;
}

// "will be released", "to be released": the participle speaks of the future.
Direction DirectionOfVerb(const Cursor& cursor, size_t i) {
  const Token& token = cursor.At(i);
  if (token.verb != Verb::kPast) return Direction::kFuture;
  for (size_t back = 1; back <= 3 && back <= i; ++back) {
    const size_t k = i - back;
    if (cursor.At(k).verb == Verb::kModal) return Direction::kFuture;
    if (cursor.IsPrep(k, Prep::kTo) && cursor.IsWord(k + 1, "be")) return Direction::kFuture;
    if (cursor.At(k).type == Type::kPunct) break;
  }
  return Direction::kPast;
}

// "The game is on Saturday", "polls open Sunday": the present tells of a plan.
bool IsScheduled(const Cursor& cursor, size_t begin) {
  static constexpr std::array<std::string_view, 16> kVerbs = {"is",     "are",   "opens",  "open",    "starts", "start",
                                                              "begins", "begin", "ends",   "expires", "closes", "meets",
                                                              "meet",   "due",   "leaves", "arrives"};
  for (size_t back = 1; back <= 3 && back <= begin; ++back) {
    const Token& token = cursor.At(begin - back);
    for (const std::string_view verb : kVerbs) {
      if (cursor.IsWord(begin - back, verb)) return true;
    }
    if (token.type != Type::kPreposition && token.type != Type::kDeterminer) return false;
  }
  return false;
}

}  // namespace

const Token Cursor::kNothing{0, 0, 0, Type::kPunct, kLineStart, 0, Verb::kNone};

bool Cursor::IsCounted(size_t i) const {
  static constexpr std::array<std::string_view, 22> kIrregular = {
      "people",  "men",  "women",  "children", "troops", "km", "feet", "percent", "per",    "cent",   "million",
      "billion", "tons", "tonnes", "aircraft", "m",      "kg", "more", "mph",     "square", "meters", "metres"};
  if (!Continues(i)) return false;
  const Token& token = At(i);
  if (token.IsPunct('%')) return true;
  if (token.type == Type::kUnit) return token.Has(kPlural);
  if (token.type != Type::kOther || token.Has(kCapital) || token.verb != Verb::kNone) return false;
  const std::string_view word = Text(i);
  for (const std::string_view irregular : kIrregular) {
    if (word == irregular) return true;
  }
  return word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's' && word != "was" && word != "this";
}

Direction TenseAround(const Cursor& cursor, size_t begin, size_t end) {
  const auto tells = [&](size_t k) {
    const Verb verb = cursor.At(k).verb;
    const bool compound = cursor.IsGlued(k) && cursor.At(k - 1).IsPunct('-');  // "than-expected"
    return (verb == Verb::kPast || verb == Verb::kFuture || verb == Verb::kModal) && !(k > 0 && compound);
  };
  for (size_t k = begin, steps = 0; k > 0 && steps < kReach; ++steps) {
    --k;
    if (EndsSentence(cursor, k)) break;
    if (tells(k)) return DirectionOfVerb(cursor, k);
  }
  for (size_t k = end, steps = 0; k < cursor.size() && steps < kReach; ++steps, ++k) {
    if (EndsSentence(cursor, k)) break;
    if (tells(k)) return DirectionOfVerb(cursor, k);
  }
  return IsScheduled(cursor, begin) ? Direction::kFuture : Direction::kNone;
}

}  // namespace dossier::indexer::dates
