#include "indexer/statements/grammar.h"

#include <algorithm>

namespace dossier::indexer {
namespace {

constexpr uint64_t Bits(std::initializer_list<WordClass> classes) {
  uint64_t bits = 0;
  for (WordClass c : classes) bits |= ClassBit(c);
  return bits;
}

constexpr uint64_t kClosedClasses =
    Bits({WordClass::kDeterminer, WordClass::kPossessive, WordClass::kPronoun, WordClass::kPreposition,
          WordClass::kCoordinator, WordClass::kSubordinator, WordClass::kBe, WordClass::kHave, WordClass::kDo,
          WordClass::kModalWeak, WordClass::kModalWould, WordClass::kModalShould, WordClass::kModalMust,
          WordClass::kModalWill, WordClass::kNegator, WordClass::kContraction, WordClass::kTo, WordClass::kAdverb});
constexpr uint64_t kModals = Bits({WordClass::kModalWeak, WordClass::kModalWould, WordClass::kModalShould,
                                   WordClass::kModalMust, WordClass::kModalWill});

// Title case or all capitals: most long words start with a capital.
bool LooksLikeHeadline(const Sentence& sentence) {
  int capital = 0;
  int lower = 0;
  for (int i = 1; i < sentence.size(); ++i) {
    const Token& token = sentence.At(i);
    if (token.mark != 0 || token.end - token.begin < 4) continue;
    if (sentence.EntityAt(i) != nullptr) continue;
    if (token.shape == Shape::kLower) ++lower;
    if (token.shape == Shape::kCapital || token.shape == Shape::kUpper || token.shape == Shape::kMixed) ++capital;
  }
  return capital >= 2 && lower * 4 <= capital;
}

class PartsOfSpeech {
 public:
  explicit PartsOfSpeech(Sentence& sentence) : s_(sentence), lexicon_(Lexicon::English()) {}

  void Run() {
    s_.headline = LooksLikeHeadline(s_);
    s_.tags.assign(s_.tokens.size(), Tag::kPunctuation);
    for (int i = 0; i < s_.size(); ++i) s_.tags[static_cast<size_t>(i)] = TagOf(i);
  }

 private:
  Tag TagOf(int i) {
    const Token& token = s_.At(i);
    if (token.mark == 's') return Tag::kPossessive;
    if (token.mark == '$') return Tag::kNumber;
    if (token.mark != 0) return Tag::kPunctuation;
    if (s_.EntityAt(i) != nullptr) return Tag::kName;
    if (token.shape == Shape::kNumber) return Tag::kNumber;
    uint64_t classes = lexicon_.classes(token.word);
    uint16_t forms = lexicon_.forms(token.word);
    if ((classes & ClassBit(WordClass::kCountryAdjective)) != 0) return NationalityTag(i);
    if (IsNameByShape(i, token, classes)) return Tag::kName;
    if ((classes & kClosedClasses) != 0) return ClosedTag(i, classes, forms);
    if (forms == 0) return UnknownTag(i, token, classes);
    return OpenTag(i, forms);
  }

  // "Chinese" before a noun is an adjective, else a name.
  Tag NationalityTag(int i) const {
    bool noun_follows =
        i + 1 < s_.size() && s_.At(i + 1).mark == 0 && (lexicon_.classes(s_.At(i + 1).word) & kClosedClasses) == 0;
    return noun_follows ? Tag::kAdjective : Tag::kName;
  }

  bool IsNameByShape(int i, const Token& token, uint64_t classes) const {
    if (token.shape == Shape::kLower) return false;
    size_t length = token.end - token.begin;
    if (token.shape == Shape::kUpper && length <= 3 && length > 1) return s_.headline ? classes == 0 : true;
    if (token.shape == Shape::kMixed || token.shape == Shape::kAlphanumeric) return true;
    bool first = i == 0 || s_.MarkAt(i - 1) == '{' || s_.MarkAt(i - 1) == '"' || s_.MarkAt(i - 1) == ':';
    if (s_.headline || first) return token.word == 0 && length > 1;
    return (classes & kClosedClasses) == 0 || token.shape == Shape::kUpper;
  }

  Tag ClosedTag(int i, uint64_t classes, uint16_t forms) const {
    auto has = [classes](WordClass c) { return (classes & ClassBit(c)) != 0; };
    if (has(WordClass::kContraction)) return Tag::kModal;
    if (has(WordClass::kTo)) return Tag::kTo;
    if (has(WordClass::kBe)) return Tag::kBe;
    if (has(WordClass::kHave)) return Tag::kHave;
    if (has(WordClass::kDo)) return Tag::kDo;
    if ((classes & kModals) != 0)
      return s_.IsWord(i, "may") && s_.At(i).shape == Shape::kCapital ? Tag::kName : Tag::kModal;
    if (has(WordClass::kPossessive) || s_.IsWord(i, "a") || s_.IsWord(i, "an") || s_.IsWord(i, "the"))
      return Tag::kDeterminer;
    if (s_.IsWord(i, "that")) return ThatTag(i);
    if (has(WordClass::kNegator) && !s_.IsWord(i, "no") && !s_.IsWord(i, "neither")) {
      return s_.IsWord(i, "without")                                                     ? Tag::kPreposition
             : s_.IsWord(i, "nobody") || s_.IsWord(i, "nothing") || s_.IsWord(i, "none") ? Tag::kPronoun
                                                                                         : Tag::kNegator;
    }
    if (has(WordClass::kSubordinator) && has(WordClass::kPreposition)) {  // after, before, until, since
      return Tag::kPreposition;
    }
    if (has(WordClass::kSubordinator)) return Tag::kSubordinator;
    if (s_.IsWord(i, "yet") && (IsAuxiliary(Before(i)) || Before(i) == Tag::kNegator)) return Tag::kAdverb;
    if (has(WordClass::kCoordinator)) return Tag::kCoordinator;
    if ((s_.IsWord(i, "both") || s_.IsWord(i, "all")) && IsAuxiliary(Before(i))) return Tag::kAdverb;
    if (has(WordClass::kDeterminer)) return Tag::kDeterminer;
    if (has(WordClass::kPronoun)) return Tag::kPronoun;
    if (has(WordClass::kPreposition)) return Tag::kPreposition;
    if (has(WordClass::kAdverb) && forms == 0) return Tag::kAdverb;
    return forms != 0 ? OpenTag(i, forms) : Tag::kAdverb;
  }

  // "that" before a noun it points at is a determiner; after a verb or noun it opens a clause.
  Tag ThatTag(int i) const {
    Tag before = s_.TagAt(i - 1);
    if (i == 0 || before == Tag::kPreposition) return Tag::kDeterminer;
    return Tag::kSubordinator;
  }

  Tag UnknownTag(int i, const Token& token, uint64_t classes) const {
    std::string_view word = s_.Word(i);
    if ((classes & Bits({WordClass::kMonth, WordClass::kWeekday})) != 0) return Tag::kName;
    if ((classes & ClassBit(WordClass::kNumberWord)) != 0) return Tag::kNumber;
    if (token.shape == Shape::kAlphanumeric) return Tag::kName;
    Tag before = Before(i);
    if (before == Tag::kModal || before == Tag::kDo) return Tag::kVerb;
    bool adverb_between = i > 0 && s_.TagAt(i - 1) == Tag::kAdverb;
    // "to completely compromise", but "to sully the name".
    bool adverb = word.size() > 4 && word.ends_with("ly");
    if (adverb && before == Tag::kTo && MayBeVerb(i + 1)) return Tag::kAdverb;
    if (before == Tag::kTo && token.shape == Shape::kLower && !word.ends_with("s") &&
        (adverb_between || ObjectFollows(i)))
      return Tag::kVerb;
    bool after_noun_slot = before == Tag::kDeterminer || before == Tag::kPossessive || before == Tag::kAdjective;
    if (adverb) return Tag::kAdverb;
    if (word.size() > 4 && word.ends_with("ed")) return after_noun_slot ? Tag::kAdjective : Tag::kParticiple;
    if (word.size() > 5 && word.ends_with("ing")) {
      return after_noun_slot || before == Tag::kNoun ? Tag::kNoun : Tag::kGerund;
    }
    return Tag::kNoun;
  }

  // The tag before `i`, adverbs passed over.
  Tag Before(int i) const {
    int at = i - 1;
    while (at >= 0 && (s_.TagAt(at) == Tag::kAdverb || (s_.IsWord(at, "no") && s_.IsWord(at + 1, "longer")))) --at;
    return s_.TagAt(at);
  }

  bool MayBeVerb(int i) const { return i < s_.size() && (lexicon_.forms(s_.At(i).word) & kBase) != 0; }

  // Whether a noun phrase could begin right after `i`: an object of a verb there.
  bool ObjectFollows(int i) const {
    int next = i + 1;
    if (next >= s_.size()) return false;
    if (s_.EntityAt(next) != nullptr) return true;
    const Token& token = s_.At(next);
    if (token.mark != 0) return token.mark == '$';
    uint64_t classes = lexicon_.classes(token.word);
    if ((classes & Bits({WordClass::kDeterminer, WordClass::kPossessive, WordClass::kPronoun})) != 0)
      return !s_.IsWord(next, "that");
    if ((classes & kClosedClasses) != 0) return false;
    return token.shape != Shape::kPunctuation;
  }

  Tag OpenTag(int i, uint16_t forms) const {
    Tag before = Before(i);
    bool verb = (forms & kVerbForms) != 0;
    bool noun = (forms & kNounForms) != 0;
    bool adjective = (forms & kAdjectiveForm) != 0;
    if (!verb) return adjective && !noun ? Tag::kAdjective : adjective ? AdjectiveOrNoun(i) : Tag::kNoun;
    if ((forms & kGerund) != 0) return GerundTag(i, before, noun);
    if ((forms & (kPast | kParticiple)) != 0 && (forms & (kBase | kThird)) == 0)
      return ParticipleTag(i, before, adjective);
    return FiniteTag(i, before, forms, noun, adjective);
  }

  Tag AdjectiveOrNoun(int i) const {
    Tag next = i + 1 < s_.size() && s_.At(i + 1).mark == 0 ? Tag::kNoun : Tag::kPunctuation;
    uint64_t classes = i + 1 < s_.size() ? lexicon_.classes(s_.At(i + 1).word) : 0;
    return next == Tag::kNoun && (classes & kClosedClasses) == 0 ? Tag::kAdjective : Tag::kNoun;
  }

  Tag GerundTag(int i, Tag before, bool noun) const {
    if (before == Tag::kBe) return Tag::kGerund;
    bool slot =
        before == Tag::kDeterminer || before == Tag::kPossessive || before == Tag::kAdjective || before == Tag::kNumber;
    if (slot) return Tag::kNoun;
    if (noun && !ObjectFollows(i) && !s_.IsWord(i + 1, "that")) return Tag::kNoun;
    if (noun && before == Tag::kVerb && !ObjectFollows(i)) return Tag::kNoun;
    return Tag::kGerund;
  }

  Tag ParticipleTag(int i, Tag before, bool adjective) const {
    bool slot = before == Tag::kDeterminer || before == Tag::kPossessive || before == Tag::kAdjective;
    // "its finance chief told Reuters": what looks like an adjective is who speaks.
    if (s_.Is(i - 1, WordClass::kRoleHead) && s_.Is(i, WordClass::kSpeechVerb)) return Tag::kParticiple;
    if (slot && (adjective || ObjectFollows(i))) return Tag::kAdjective;
    if (adjective && ObjectFollows(i) && before != Tag::kName && before != Tag::kPronoun && before != Tag::kHave &&
        before != Tag::kNoun && before != Tag::kBe) {
      return Tag::kAdjective;
    }
    return Tag::kParticiple;
  }

  Tag FiniteTag(int i, Tag before, uint16_t forms, bool noun, bool adjective) const {
    bool third = (forms & kThird) != 0 && (forms & kBase) == 0;
    switch (before) {
      case Tag::kDeterminer:
      case Tag::kPossessive:
      case Tag::kAdjective:
      case Tag::kNumber:
        if (s_.Is(i - 1, WordClass::kDemonstrative) && noun && (s_.IsWord(i - 1, "this") || s_.IsWord(i - 1, "these")))
          return Tag::kNoun;
        return noun || !third ? Tag::kNoun : Tag::kVerb;
      case Tag::kTo:
        return third && noun ? Tag::kNoun : Tag::kVerb;
      case Tag::kModal:
      case Tag::kDo:
        return Tag::kVerb;
      case Tag::kNegator:
        return noun && third ? Tag::kNoun : Tag::kVerb;
      case Tag::kPronoun:
        return Tag::kVerb;
      case Tag::kPreposition:
        return noun ? Tag::kNoun : Tag::kVerb;
      case Tag::kBe:
      case Tag::kHave:
        if ((forms & kParticiple) != 0) return Tag::kParticiple;
        return noun ? Tag::kNoun : adjective ? Tag::kAdjective : Tag::kVerb;
      case Tag::kName:
      case Tag::kNoun:
        return AfterNoun(i, before, third, noun);
      case Tag::kVerb:
      case Tag::kParticiple:
      case Tag::kGerund:
        return noun || !third ? Tag::kNoun : Tag::kVerb;
      default:
        break;
    }
    if (!noun) return Tag::kVerb;
    if (i == 0 || s_.MarkAt(i - 1) == '{' || s_.MarkAt(i - 1) == '"' || s_.MarkAt(i - 1) == ':') {
      return !third && ObjectFollows(i) ? Tag::kVerb : Tag::kNoun;
    }
    if (before == Tag::kCoordinator) return AfterCoordinator(i);
    return third && ObjectFollows(i) && s_.EntityAt(i + 1) != nullptr ? Tag::kVerb : Tag::kNoun;
  }

  // "U.S. bans Huawei" and "senators ban it" are verbs; "ZTE ban", "ZTE sanctions bite" are nouns.
  Tag AfterNoun(int i, Tag before, bool third, bool noun) const {
    if (!noun || s_.TagAt(i - 1) == Tag::kAdverb) return Tag::kVerb;  // "also returns"
    if (s_.IsWord(i + 1, "that")) return third && before == Tag::kName ? Tag::kVerb : Tag::kNoun;
    if (third && before == Tag::kName && s_.IsWord(i + 1, "out")) return Tag::kVerb;  // "UK rules out"
    if (!ObjectFollows(i)) return Tag::kNoun;
    uint64_t next = lexicon_.classes(s_.At(i + 1).word);
    bool strong_object = s_.EntityAt(i + 1) != nullptr || s_.MarkAt(i + 1) == '$' ||
                         (next & Bits({WordClass::kDeterminer, WordClass::kPossessive, WordClass::kPronoun})) != 0;
    if (third) return strong_object || before == Tag::kName ? Tag::kVerb : Tag::kNoun;
    bool plural = i > 0 && s_.Word(i - 1).ends_with("s") && s_.EntityAt(i - 1) == nullptr;
    return plural && strong_object ? Tag::kVerb : Tag::kNoun;
  }

  // "charged and fined": like the tag before the coordinator.
  Tag AfterCoordinator(int i) const {
    int at = i - 2;
    while (at >= 0 && s_.TagAt(at) == Tag::kAdverb) --at;
    for (int steps = 0; at >= 0 && steps < 8; --at, ++steps) {
      if (s_.TagAt(at) == Tag::kVerb && ObjectFollows(i)) return Tag::kVerb;
      if (s_.TagAt(at) == Tag::kPunctuation) break;
    }
    return Tag::kNoun;
  }

  Sentence& s_;
  const Lexicon& lexicon_;
};

}  // namespace

bool Sentence::IsWord(int i, std::string_view lower) const {
  if (i < 0 || i >= size()) return false;
  std::string_view word = Word(i);
  if (word.size() != lower.size()) return false;
  for (size_t k = 0; k < lower.size(); ++k) {
    char c = word[k] >= 'A' && word[k] <= 'Z' ? static_cast<char>(word[k] - 'A' + 'a') : word[k];
    if (c != lower[k]) return false;
  }
  return true;
}

void ReadSentence(std::string_view text, SentenceRange range, Sentence& sentence) {
  sentence.text = text;
  sentence.range = range;
  sentence.tokens.clear();
  sentence.entities.clear();
  Tokenize(text, range.begin, range.end, sentence.tokens);
  const Lexicon& lexicon = Lexicon::English();
  sentence.entity.assign(sentence.tokens.size(), -1);
  sentence.quoted.assign(sentence.tokens.size(), false);
  bool open = false;
  for (size_t i = 0; i < sentence.tokens.size(); ++i) {
    Token& token = sentence.tokens[i];
    if (token.mark == 0 || token.mark == '$') token.word = lexicon.Find(TokenText(text, token));
    if (token.mark == '{') open = true;
    if (token.mark == '"') open = !open;
    if (token.mark == '}') open = false;
    sentence.quoted[i] = open;
  }
}

bool PlaceEntity(Sentence& sentence, size_t begin, size_t end, EntitySpan span) {
  auto starts = [](const Token& token, size_t at) { return token.begin < at; };
  auto first = std::lower_bound(sentence.tokens.begin(), sentence.tokens.end(), begin, starts);
  auto last = std::lower_bound(first, sentence.tokens.end(), end, starts);
  if (first == last) return false;
  span.first = static_cast<int>(first - sentence.tokens.begin());
  span.last = static_cast<int>(last - sentence.tokens.begin()) - 1;
  for (int i = span.first; i <= span.last; ++i) {
    if (sentence.entity[static_cast<size_t>(i)] >= 0) return false;
  }
  for (int i = span.first; i <= span.last; ++i) {
    sentence.entity[static_cast<size_t>(i)] = static_cast<int>(sentence.entities.size());
  }
  sentence.entities.push_back(std::move(span));
  return true;
}

void TagSentence(Sentence& sentence) { PartsOfSpeech(sentence).Run(); }

int NounPhraseStart(const Sentence& sentence, int head) {
  int at = head;
  while (at > 0) {
    Tag before = sentence.TagAt(at - 1);
    if (!IsNominal(before) || before == Tag::kPronoun) {
      // "tough and sweeping sanctions", "anti-dumping, export sanctions"
      bool joined = (before == Tag::kCoordinator || sentence.MarkAt(at - 1) == ',') &&
                    sentence.TagAt(at - 2) == Tag::kAdjective && sentence.TagAt(at) == Tag::kAdjective;
      if (!joined && before != Tag::kAdverb) break;
      if (before == Tag::kAdverb && sentence.TagAt(at) != Tag::kAdjective) break;
    }
    if (sentence.TagAt(at) == Tag::kDeterminer && before != Tag::kDeterminer) break;
    --at;
  }
  return at;
}

int NounPhraseEnd(const Sentence& sentence, int at) {
  while (at + 1 < sentence.size() && IsNominal(sentence.TagAt(at + 1)) && sentence.TagAt(at + 1) != Tag::kDeterminer &&
         sentence.TagAt(at + 1) != Tag::kPronoun) {
    ++at;
  }
  return at;
}

int VerbGroupStart(const Sentence& sentence, int verb) {
  int at = verb;
  while (at > 0) {
    Tag before = sentence.TagAt(at - 1);
    bool part = IsAuxiliary(before) || before == Tag::kNegator || before == Tag::kAdverb || before == Tag::kTo ||
                sentence.Is(at - 1, WordClass::kGet) ||
                (sentence.IsWord(at - 1, "both") && sentence.TagAt(at - 2) == Tag::kHave);
    if (!part && sentence.IsWord(at - 1, "no") && sentence.IsWord(at, "longer")) part = true;
    // "have all rejected", "have now both said"
    if (!part && before == Tag::kDeterminer && IsAuxiliary(sentence.TagAt(at - 2)) && sentence.IsWord(at - 1, "all"))
      part = true;
    if (!part) break;
    --at;
  }
  return at;
}

bool IsPassive(const Sentence& sentence, int verb) {
  if (sentence.TagAt(verb) != Tag::kParticiple) return false;
  for (int at = verb - 1; at >= 0; --at) {
    Tag tag = sentence.TagAt(at);
    if (tag == Tag::kBe || sentence.Is(at, WordClass::kGet)) return true;
    if (tag == Tag::kHave || tag == Tag::kModal || tag == Tag::kDo || tag == Tag::kTo) return false;
    if (tag != Tag::kAdverb && tag != Tag::kNegator && !sentence.IsWord(at, "both") && !sentence.IsWord(at, "all"))
      break;
  }
  int next = verb + 1;
  while (sentence.TagAt(next) == Tag::kAdverb) ++next;
  if (next >= sentence.size() || sentence.IsWord(next, "by")) return true;
  Tag tag = sentence.TagAt(next);
  if (sentence.MarkAt(next) == '$' || sentence.MarkAt(next) == '{') return false;
  return tag == Tag::kPreposition || tag == Tag::kTo || tag == Tag::kPunctuation || tag == Tag::kCoordinator;
}

bool IsClauseBoundary(const Sentence& sentence, int at) {
  if (at < 0 || at >= sentence.size()) return true;
  char mark = sentence.MarkAt(at);
  if (mark == ';' || mark == ':' || mark == '-' || mark == '{' || mark == '}' || mark == '"' || mark == '(' ||
      mark == ')')
    return true;
  if (sentence.TagAt(at) == Tag::kSubordinator) return true;
  if (sentence.IsWord(at, "but") || sentence.IsWord(at, "yet")) return true;
  if (mark == ',') return true;
  return false;
}

bool IsFormer(const Sentence& sentence, int at) {
  constexpr int kReach = 6;  // tokens: "a former deputy director of the FBI"
  static constexpr std::string_view kWords[] = {"former", "ex", "retired", "onetime", "erstwhile", "then-former"};
  for (int i = at; i >= 0 && i > at - kReach; --i) {
    if (std::any_of(std::begin(kWords), std::end(kWords),
                    [&](std::string_view word) { return sentence.IsWord(i, word); }))
      return true;
    const bool inside = IsNominal(sentence.TagAt(i)) || sentence.IsWord(i, "of") || sentence.IsWord(i, "at") ||
                        sentence.MarkAt(i) == '-' || sentence.EntityAt(i) != nullptr;
    if (!inside) return false;
  }
  return false;
}

bool IsOneOf(const Sentence& sentence, int at, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return sentence.IsWord(at, word); });
}

int TokenAt(const Sentence& sentence, size_t byte) {
  int at = 0;
  while (at < sentence.size() && sentence.At(at).end <= byte) ++at;
  return at;
}

}  // namespace dossier::indexer
