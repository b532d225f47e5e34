#include "indexer/statements/clauses.h"

#include <algorithm>
#include <string_view>

namespace dossier::indexer {

bool IsPredicate(const Sentence& s, int at) {
  int before = at - 1;
  while (before >= 0 && (s.TagAt(before) == Tag::kAdverb || s.TagAt(before) == Tag::kNegator)) --before;
  return s.TagAt(before) == Tag::kBe && s.EntityAt(at) == nullptr;
}

bool HasFiniteVerbAfter(const Sentence& s, int at) {
  for (int i = at + 1; i < s.size() && i < at + 20; ++i) {
    Tag tag = s.TagAt(i);
    if (tag == Tag::kVerb || tag == Tag::kBe || tag == Tag::kModal || tag == Tag::kHave) return true;
    if (tag == Tag::kSubordinator || s.MarkAt(i) == ';') return false;
  }
  return false;
}

bool CalledFalse(const Sentence& s, int from) {
  for (int i = from + 1; i + 1 < s.size(); ++i) {
    if (s.TagAt(i) != Tag::kBe) continue;
    int next = i + 1;
    while (s.TagAt(next) == Tag::kAdverb) ++next;
    if (s.Is(next, WordClass::kFalseWord)) return true;
    if (s.TagAt(next) == Tag::kNegator && s.IsWord(next + 1, "true")) return true;
  }
  return false;
}

bool SaidFalse(const Sentence& s, int at) {
  if (s.Is(at, WordClass::kFalseWord)) return true;
  return s.IsWord(at, "true") && (s.TagAt(at - 1) == Tag::kNegator || s.Is(at - 1, WordClass::kContraction));
}

bool EitherWay(const Sentence& s, int condition) {
  if (!s.IsWord(condition, "whether")) return false;
  return s.IsWord(condition + 1, "or") || (s.IsWord(condition - 1, "of") && s.IsWord(condition - 2, "regardless"));
}

bool IsContentNoun(const Sentence& s, int at) {
  constexpr std::string_view kNouns[] = {"report",      "reports",     "claims",     "charges",     "charge",
                                         "allegations", "accusations", "suggestion", "suggestions", "assertion",
                                         "assertions",  "notion",      "statement",  "statements",  "finding",
                                         "findings",    "news",        "fact",       "rumors",      "rumours",
                                         "criticism",   "idea",        "conclusion", "argument",    "belief"};
  return std::any_of(std::begin(kNouns), std::end(kNouns), [&](std::string_view noun) { return s.IsWord(at, noun); });
}

bool IsAccusation(const Sentence& s, int verb) {
  return s.Word(verb).size() > 4 && (s.Word(verb).starts_with("accus") || s.Word(verb).starts_with("suspect"));
}

int CompoundEnd(const Sentence& s, int head) {
  int end = head;
  while (s.TagAt(end + 1) == Tag::kNoun && s.EntityAt(end + 1) == nullptr) ++end;
  return end;
}

int PredicateVerb(const Sentence& s, int end) {
  int at = end + 1;
  for (int reach = 0; at < s.size() && reach < 16; ++at, ++reach) {
    Tag tag = s.TagAt(at);
    if (tag == Tag::kBe || tag == Tag::kHave || tag == Tag::kDo || tag == Tag::kModal || tag == Tag::kVerb ||
        tag == Tag::kParticiple) {
      break;
    }
    if (tag == Tag::kPunctuation && s.MarkAt(at) != '(' && s.MarkAt(at) != ')') return 0;
    if (tag == Tag::kSubordinator || tag == Tag::kTo || tag == Tag::kCoordinator) {
      if (tag != Tag::kCoordinator || !IsNominal(s.TagAt(at + 1))) return 0;
    }
  }
  int main = 0;
  for (; at < s.size(); ++at) {
    Tag tag = s.TagAt(at);
    if (IsVerbal(tag)) return at;
    if (IsAuxiliary(tag)) {
      main = at;
    } else if (tag != Tag::kAdverb && tag != Tag::kNegator && !s.IsWord(at, "no")) {
      break;
    }
  }
  return main;
}

bool OnHold(const Sentence& s, int at) {
  return s.IsWord(at, "on") && (s.IsWord(at + 1, "hold") || s.IsWord(at + 1, "ice") || s.IsWord(at + 1, "pause"));
}

bool Indefinite(const Sentence& s, int start) {
  return s.IsWord(start, "a") || s.IsWord(start, "an") || s.IsWord(start, "any") || s.TagAt(start) != Tag::kDeterminer;
}

bool PartsNames(const Sentence& s, int from, int to) {
  for (int i = from; i < to; ++i)
    if (s.MarkAt(i) != ',' && s.TagAt(i) != Tag::kCoordinator && s.TagAt(i) != Tag::kDeterminer) return false;
  return from < to;
}

int BeforeName(const Sentence& s, int first) {
  int at = first - 1;
  for (constexpr int kMost = 4; at >= 0 && at >= first - kMost; --at) {
    const Tag tag = s.TagAt(at);
    const bool owner = s.TagAt(at + 1) == Tag::kPossessive;  // "Intel's SGX"
    const bool inside = tag == Tag::kDeterminer || tag == Tag::kAdjective || tag == Tag::kPossessive ||
                        ((owner || s.EntityAt(at) == nullptr) && tag == Tag::kName);
    if (!inside) break;
  }
  return at;
}

int VerbOfSubject(const Sentence& s, int end) {
  int at = end + 1;
  for (constexpr int kMost = 4; at <= end + kMost; ++at)
    if (!IsAuxiliary(s.TagAt(at)) && s.TagAt(at) != Tag::kAdverb) break;
  return IsVerbal(s.TagAt(at)) ? at : -1;
}

bool IsSaying(const Sentence& s, int verb) {
  static constexpr std::string_view kSays[] = {"reports", "explains", "explained", "notes", "says", "adds", "writes"};
  return s.Is(verb, WordClass::kSpeechVerb) || IsOneOf(s, verb, kSays);
}

bool IsInWords(const Sentence& s, int token, const Action& event) {
  return token >= 0 && token < s.size() && s.At(token).begin >= event.begin && s.At(token).end <= event.end;
}

}  // namespace dossier::indexer
