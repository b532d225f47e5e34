#include "indexer/statements/scope.h"

#include <algorithm>

#include "indexer/statements/clauses.h"

namespace dossier::indexer {
namespace {

constexpr int kMaxSteps = 8;   // governors that are looked through
constexpr int kMaxReach = 30;  // tokens to the left that a clause is looked for

int Rank(Modality modality) {
  switch (modality) {
    case Modality::kDone:
      return 0;
    case Modality::kOrdered:
      return 1;
    case Modality::kAlleged:
      return 2;
    case Modality::kProposed:
      return 3;
    case Modality::kConsidered:
      return 4;
  }
  return 0;
}

class Walk {
 public:
  Walk(const Sentence& sentence, Scope& scope) : s_(sentence), scope_(scope) {}

  // From a verb: its auxiliaries (when `own`), then what governs its clause.
  void Verb(int verb, bool own) {
    if (++steps_ > kMaxSteps) return;
    int start = VerbGroupStart(s_, verb);
    if (own) Auxiliaries(start, verb);
    if (own && NobodyBefore(start)) Apply(Operator::kNegated, start - 1);
    int to = -1;
    for (int i = start; i < verb; ++i) {
      if (s_.TagAt(i) == Tag::kTo) to = i;
    }
    if (to >= 0 && to > start && own) ObligationBefore(to);
    if (to == start && to > 0) return Infinitive(to);
    Tag tag = s_.TagAt(verb);
    bool bare = start == verb;
    if (bare && tag == Tag::kGerund) return Gerund(verb);
    if (bare && Coordinated(verb, own)) return;
    if (bare && tag == Tag::kParticiple && IsReducedRelative(verb)) return;
    Finite(start);
  }

  // From a noun: its modifiers, then what governs its phrase.
  void Noun(int head) {
    if (++steps_ > kMaxSteps) return;
    int end = CompoundEnd(s_, head);
    if (end != head && ApplyAt(end, PhrasePart::kNoun, -1)) head = end;
    int start = NounPhraseStart(s_, head);
    definite_ = steps_ == 1 && s_.IsWord(start, "the");
    Modifiers(start, head);
    Governor(start, head, end);
  }

 private:
  void Apply(Operator op, int at) {
    applied_ = true;
    if (presupposed_ && op != Operator::kDenied && op != Operator::kAlleged) return;
    switch (op) {
      case Operator::kReverses:
        scope_.reversed = true;
        break;
      case Operator::kNegated:
        Negate();
        break;
      case Operator::kDenied:
        Deny(at);
        break;
      case Operator::kMention:
        scope_.mention = true;
        break;
      case Operator::kConsidered:
        Weaken(Modality::kConsidered);
        break;
      case Operator::kProposed:
        Weaken(Modality::kProposed);
        break;
      case Operator::kOrdered:
        Weaken(Modality::kOrdered);
        break;
      case Operator::kAlleged:
        Weaken(Modality::kAlleged);
        break;
    }
    scope_.begin = std::min(scope_.begin, at);
    scope_.end = std::max(scope_.end, at);
  }

  // Two negations leave it open: "did not rule out a ban".
  void Negate() {
    if (scope_.negated) Weaken(Modality::kConsidered);
    scope_.negated = !scope_.negated;
  }

  // "rejected a plan to ban" refuses the deed; "denied that" and "rejected reports that" say that it is not so.
  void Deny(int at) {
    bool refuses = s_.Word(at).starts_with("reject") && !clause_ && scope_.modality != Modality::kAlleged;
    if (refuses)
      scope_.negated = true;
    else
      scope_.denied = true;
  }

  void Weaken(Modality modality) {
    if (presupposed_ && modality != Modality::kAlleged) return;
    if (Rank(modality) > Rank(scope_.modality)) scope_.modality = modality;
  }

  // Applies the operator that token `at` is, when it is one of that part of speech and its particle stands at
  // `particle` (or right behind it).
  bool ApplyAt(int at, PhrasePart part, int particle) {
    if (at < 0 || at >= s_.size() || s_.EntityAt(at) != nullptr) return false;
    uint32_t word = s_.At(at).word;
    if (word == 0) return false;
    for (const OperatorPhrase& entry : ActionVocabulary::English().OperatorsAt(word)) {
      if (entry.part != part) continue;
      int next = particle >= 0 ? particle : at + 1;
      uint32_t following = next < s_.size() ? s_.At(next).word : 0;
      if (entry.particle != 0 && entry.particle != following) continue;
      if (!entry.after.empty() && !InSet(entry.after, following)) continue;
      Apply(entry.kind, at);
      return true;
    }
    return false;
  }

  bool IsOperator(int at, PhrasePart part) const {
    if (at < 0 || s_.EntityAt(at) != nullptr || s_.At(at).word == 0) return false;
    const auto& entries = ActionVocabulary::English().OperatorsAt(s_.At(at).word);
    return std::any_of(entries.begin(), entries.end(), [part](const OperatorPhrase& e) { return e.part == part; });
  }

  void Auxiliaries(int start, int verb) {
    for (int i = start; i < verb; ++i) {
      if (s_.TagAt(i) == Tag::kNegator || s_.Is(i, WordClass::kContraction)) Apply(Operator::kNegated, i);
      if (s_.IsWord(i, "no") && s_.IsWord(i + 1, "longer")) Apply(Operator::kNegated, i);
      if (s_.Is(i, WordClass::kModalWeak)) Weaken(Modality::kConsidered);
      if (s_.Is(i, WordClass::kModalWould) || s_.Is(i, WordClass::kModalShould)) Weaken(Modality::kProposed);
      if (s_.Is(i, WordClass::kModalMust)) Weaken(Modality::kOrdered);
      if (s_.IsWord(i, "allegedly") || s_.IsWord(i, "reportedly")) Weaken(Modality::kAlleged);
      if (s_.IsWord(i, "falsely") || s_.IsWord(i, "wrongly")) Apply(Operator::kNegated, i);
    }
  }

  // "Nobody has banned", "no agency has banned", "none of them banned".
  bool NobodyBefore(int start) const {
    if (s_.TagAt(start) == Tag::kTo || start == 0) return false;
    int head = start - 1;
    if (s_.IsWord(head, "nobody") || s_.IsWord(head, "none") || s_.IsWord(head, "neither")) return true;
    if (s_.IsWord(head, "one") && s_.IsWord(head - 1, "no")) return true;
    if (!IsNominal(s_.TagAt(head))) return false;
    int first = NounPhraseStart(s_, head);
    return s_.IsWord(first, "no") || s_.IsWord(first, "neither");
  }

  // "has to remove", "is to ban"; "has yet to ban" is negated.
  void ObligationBefore(int to) {
    if (s_.IsWord(to - 1, "yet")) return Apply(Operator::kNegated, to - 1);
    if (s_.TagAt(to - 1) == Tag::kHave || s_.TagAt(to - 1) == Tag::kBe) Weaken(Modality::kOrdered);
  }

  // "to VERB" tells of a deed only where something brings deeds about ("voted to ban", "a law to ban", "the first to
  // ban"): "her pledge to ban", "hopes to ban" and whatever governs in a word that no list has are not done.
  void Infinitive(int to) {
    applied_ = false;
    const Modality before = scope_.modality;
    FindGovernor(to);
    if (applied_ || scope_.modality != before || BringsAbout(to)) return;
    Weaken(Modality::kProposed);
  }

  bool BringsAbout(int to) const {
    constexpr int kReach = 9;
    if (s_.TagAt(to + 1) == Tag::kHave) return true;  // "is said to have banned"
    for (int i = to - 1; i >= 0 && i >= to - kReach; --i) {
      if (s_.MarkAt(i) == ';' || s_.TagAt(i) == Tag::kSubordinator) return false;
      if (s_.Is(i, WordClass::kBringsAbout)) return true;
    }
    return false;
  }

  // The governor of "to VERB": "plans to", "urged Congress to", "a bill to", "unlikely to", "called on X to".
  void FindGovernor(int to) {
    int at = to - 1;
    if (s_.Is(at, WordClass::kCondition)) {  // "has not decided whether to"
      Weaken(Modality::kConsidered);
      presupposed_ = true;
      return;
    }
    if (s_.IsWord(at, "yet")) {
      Apply(Operator::kNegated, at);
      return;
    }
    while (at > 0 && (s_.TagAt(at) == Tag::kNegator || s_.TagAt(at) == Tag::kAdverb)) {
      if (s_.TagAt(at) == Tag::kNegator) Apply(Operator::kNegated, at);
      --at;
    }
    if (s_.TagAt(at) == Tag::kCoordinator || s_.MarkAt(at) == ',') {
      if (int first = InfinitiveBefore(at); first >= 0) return Infinitive(first);
    }
    if (IsVerbal(s_.TagAt(at))) return GoverningVerb(at, -1);
    if (s_.TagAt(at) == Tag::kAdjective || s_.TagAt(at) == Tag::kNoun) {
      if (ApplyAt(at, PhrasePart::kAdjective, -1)) return Copula(at);
      if (ApplyAt(at, PhrasePart::kNoun, to)) return Noun(at);
    }
    if (IsPredicate(s_, at)) {  // "it would be wrong to ban"
      Weaken(Modality::kConsidered);
      return Copula(at);
    }
    if (!IsNominal(s_.TagAt(at))) return;
    for (int hops = 0; hops < 3; ++hops) {
      int start = NounPhraseStart(s_, at);
      int before = start - 1;
      if (before < 0) return;
      if (IsVerbal(s_.TagAt(before))) return GoverningVerb(before, -1);
      if (s_.TagAt(before) == Tag::kPreposition && IsVerbal(s_.TagAt(before - 1))) {
        ApplyAt(before - 1, PhrasePart::kVerb, before);
        return Verb(before - 1, true);
      }
      if (s_.TagAt(before) == Tag::kPreposition && IsNominal(s_.TagAt(before - 1))) {
        if (ApplyAt(before - 1, PhrasePart::kNoun, before)) return Noun(before - 1);
        at = before - 1;
        continue;
      }
      if ((s_.TagAt(before) == Tag::kCoordinator || s_.MarkAt(before) == ',') && IsNominal(s_.TagAt(before - 1))) {
        at = before - 1;
        continue;
      }
      return;
    }
  }

  // "is unlikely to": the clause of the copula.
  void Copula(int at) {
    for (int i = at - 1; i >= 0 && i >= at - 4; --i) {
      if (s_.TagAt(i) == Tag::kNegator || s_.Is(i, WordClass::kContraction)) Apply(Operator::kNegated, i);
      if (s_.TagAt(i) == Tag::kBe) return Verb(i, true);
    }
  }

  // "could allow an attacker to read data or to steal it": the "to" that the one after `at` goes with; -1 for none.
  int InfinitiveBefore(int at) const {
    for (int i = at - 1; i > 0 && i > at - 16; --i) {
      if (s_.MarkAt(i) == ';' || s_.TagAt(i) == Tag::kSubordinator || s_.TagAt(i) == Tag::kModal) return -1;
      if (s_.TagAt(i) == Tag::kTo && IsVerbal(s_.TagAt(i + 1))) return i;
    }
    return -1;
  }

  void GoverningVerb(int verb, int particle) {
    NoteSpeech(verb);
    bool changed = ApplyAt(verb, PhrasePart::kVerb, particle);
    Verb(verb, changed || s_.Is(verb, WordClass::kSupportVerb) || particle < 0);
  }

  void NoteSpeech(int verb) {
    if (s_.TagAt(verb) == Tag::kGerund) return;
    if (scope_.negated && s_.Word(verb).starts_with("insist")) scope_.denied = true;
    if (s_.Is(verb, WordClass::kSpeechVerb)) scope_.spoken = true;
  }

  // "considered banning", "accused of hacking", "a bill banning", "by banning".
  void Gerund(int verb) {
    int before = verb - 1;
    Tag tag = s_.TagAt(before);
    if (before < 0 || tag == Tag::kSubordinator) return GerundSubject(verb);
    if (tag == Tag::kNegator) Apply(Operator::kNegated, before--);
    tag = s_.TagAt(before);
    if (IsVerbal(tag)) return GoverningVerb(before, -1);
    if (tag == Tag::kPreposition) return AfterPreposition(before);
    if (tag == Tag::kCoordinator || s_.MarkAt(before) == ',') {
      Coordinated(verb, true);
      return;
    }
    if (!IsNominal(tag)) return;
    if (ApplyAt(before, PhrasePart::kNoun, -1)) return Noun(before);
    Noun(before);
  }

  // "banning Huawei would be costly".
  void GerundSubject(int verb) {
    for (int i = verb + 1; i < s_.size() && i < verb + 14; ++i) {
      if (s_.Is(i, WordClass::kModalWould)) return Weaken(Modality::kProposed);
      if (s_.Is(i, WordClass::kModalWeak)) return Weaken(Modality::kConsidered);
      if (s_.TagAt(i) == Tag::kVerb || s_.TagAt(i) == Tag::kBe || s_.MarkAt(i) == ';') return;
    }
  }

  // What governs "PREPOSITION X".
  void AfterPreposition(int preposition) {
    if (s_.IsWord(preposition, "without")) return Apply(Operator::kNegated, preposition);
    int before = preposition - 1;
    if (s_.IsWord(preposition, "of") && s_.IsWord(before, "instead")) return Apply(Operator::kNegated, before);
    if (s_.IsWord(preposition, "of") && s_.IsWord(before, "short")) return Apply(Operator::kNegated, before);
    if (before < 0) return;
    if (IsVerbal(s_.TagAt(before))) {
      if (scope_.verb < 0) scope_.verb = before;
      if (ApplyAt(before, PhrasePart::kVerb, preposition)) return Verb(before, true);
      Presuppose(s_.Is(before, WordClass::kSupportVerb));
      return Verb(before, s_.Is(before, WordClass::kSupportVerb));
    }
    if (s_.IsWord(before, "aware")) return Copula(before);
    if (s_.TagAt(before) == Tag::kAdjective && ApplyAt(before, PhrasePart::kAdjective, preposition))
      return Copula(before);
    if (!IsNominal(s_.TagAt(before)) || NoEvidence(before)) return;
    if (s_.Is(before, WordClass::kLightNoun)) return Noun(before);
    bool rumour = IsContentNoun(s_, before) || IsOperator(before, PhrasePart::kNoun);
    if (rumour && CalledFalse(s_, preposition)) scope_.denied = true;
    if (ApplyAt(before, PhrasePart::kNoun, preposition)) return Noun(before);
    int start = NounPhraseStart(s_, before);
    if (start > 0 && IsVerbal(s_.TagAt(start - 1))) {
      if (scope_.verb < 0) scope_.verb = start - 1;
      bool changed = IsOperator(start - 1, PhrasePart::kVerb) && !s_.IsWord(preposition, "of") &&
                     ApplyAt(start - 1, PhrasePart::kVerb, preposition);
      bool accused = !changed && s_.IsWord(preposition, "of") && IsAccusation(s_, start - 1);
      if (accused) Weaken(Modality::kAlleged);
      Presuppose(changed);
      Verb(start - 1, changed);
    }
  }

  // "fined and banned", "did not ban or fine": shares the governor of the verb before. False when there is none.
  bool Coordinated(int verb, bool own) {
    int before = verb - 1;
    bool joined = s_.TagAt(before) == Tag::kCoordinator || (s_.MarkAt(before) == ',' && s_.TagAt(verb) == Tag::kGerund);
    if (!joined) return false;
    if (s_.IsWord(before, "but") || s_.IsWord(before, "yet")) return false;
    Tag tag = s_.TagAt(verb);
    for (int i = before - 1; i >= 0 && i >= before - 12; --i) {
      if (s_.MarkAt(i) == ';' || s_.TagAt(i) == Tag::kSubordinator) return false;
      if (s_.TagAt(i) != tag) continue;
      bool share = tag != Tag::kParticiple || IsPassive(s_, i) == IsPassive(s_, verb);
      if (!share) return false;
      Verb(i, own && tag != Tag::kParticiple);
      return true;
    }
    return false;
  }

  // "phones banned by the FCC": the clause around says nothing about it.
  bool IsReducedRelative(int verb) const {
    return IsPassive(s_, verb) && IsNominal(s_.TagAt(verb - 1)) && HasFiniteVerbAfter(s_, verb);
  }

  // The clause that begins left of `start`: a complement ("denied that"), a condition, a relative clause.
  void Finite(int start) {
    int at = start - 1;
    for (int reach = 0; at >= 0 && reach < kMaxReach; --at, ++reach) {
      Tag tag = s_.TagAt(at);
      if (s_.Is(at, WordClass::kCondition) && !s_.Is(at, WordClass::kModalShould)) {
        if (EitherWay(s_, at)) return Apply(Operator::kMention, at);
        scope_.negated = false;  // "if London does not exclude it": both are only thought of
        return Weaken(Modality::kConsidered);
      }
      if (s_.IsWord(at, "that") && tag == Tag::kSubordinator) return Complement(at);
      if (s_.MarkAt(at) == ';' || s_.MarkAt(at) == ':' || s_.MarkAt(at) == ',') return;
      if (s_.IsWord(at, "but") || s_.IsWord(at, "yet") || tag == Tag::kSubordinator) return;
      if (s_.IsWord(at, "who") || s_.IsWord(at, "which")) return;
      if (tag == Tag::kVerb || tag == Tag::kParticiple) {
        if (s_.TagAt(at) == Tag::kParticiple && IsPassive(s_, at) && !IsComplementVerb(at)) continue;
        if (IsComplementVerb(at)) {
          NoteSpeech(at);
          if (IsOperator(at, PhrasePart::kVerb)) ApplyComplement(at);
          return Verb(at, false);
        }
        return;
      }
    }
  }

  bool IsComplementVerb(int verb) const {
    if (s_.Is(verb, WordClass::kSpeechVerb)) return true;
    const auto& entries = ActionVocabulary::English().OperatorsAt(s_.At(verb).word);
    return std::any_of(entries.begin(), entries.end(), [](const OperatorPhrase& e) {
      return e.part == PhrasePart::kVerb && (e.kind == Operator::kDenied || e.kind == Operator::kAlleged);
    });
  }

  // Over a clause only some operators act: "denied that", "suggested that", "feared that", not "lifted".
  void ApplyComplement(int verb) {
    for (const OperatorPhrase& entry : ActionVocabulary::English().OperatorsAt(s_.At(verb).word)) {
      if (entry.part != PhrasePart::kVerb || entry.particle != 0 || entry.kind == Operator::kReverses ||
          entry.kind == Operator::kMention || entry.kind == Operator::kNegated) {
        continue;
      }
      if (entry.kind == Operator::kOrdered && s_.IsWord(verb, "told")) continue;
      Apply(entry.kind, verb);
      return;
    }
  }

  // "X that CLAUSE": X is a verb (denied), a noun (reports, a bill), or a verb before its adverbial.
  void Complement(int that) {
    clause_ = true;
    int before = that - 1;
    while (before > 0 && (s_.TagAt(before) == Tag::kAdverb || s_.MarkAt(before) == ',' || s_.MarkAt(before) == '"' ||
                          s_.MarkAt(before) == '}')) {
      --before;
    }
    if (before < 0) return;
    if (SaidFalse(s_, before)) {
      scope_.denied = true;
      return;
    }
    if (IsVerbal(s_.TagAt(before))) return ComplementVerb(before);
    if (s_.TagAt(before) == Tag::kNoun || s_.TagAt(before) == Tag::kName) {
      if (s_.Is(before, WordClass::kRiskCarrier)) scope_.spoken = true;
      if (definite_ && IsEvidence(before)) return;
      if (NoEvidence(before)) return;
      if (CalledFalse(s_, that)) scope_.denied = true;
      if (IsOperator(before, PhrasePart::kNoun) && ApplyAt(before, PhrasePart::kNoun, -1)) return Noun(before);
      if (s_.Is(before, WordClass::kRiskCarrier) || IsContentNoun(s_, before)) return Noun(before);
    }
    for (int i = before; i >= 0 && i >= before - 8; --i) {
      if (s_.MarkAt(i) == ';') return;
      if (!IsVerbal(s_.TagAt(i))) continue;
      if (IsComplementVerb(i)) return ComplementVerb(i);
      return;
    }
  }

  bool IsEvidence(int noun) const {
    constexpr std::string_view kNouns[] = {"evidence", "indication", "indications", "proof", "sign", "signs", "basis"};
    return std::any_of(std::begin(kNouns), std::end(kNouns), [&](std::string_view n) { return s_.IsWord(noun, n); });
  }

  bool NoEvidence(int noun) {
    if (!IsEvidence(noun)) return false;
    for (int i = noun - 1; i >= 0 && i >= noun - 5; --i) {
      if (s_.IsWord(i, "no") || s_.TagAt(i) == Tag::kNegator || s_.Is(i, WordClass::kContraction)) {
        Apply(Operator::kNegated, i);
        return true;
      }
    }
    return false;
  }

  void ComplementVerb(int verb) {
    NoteSpeech(verb);
    if (IsOperator(verb, PhrasePart::kVerb)) ApplyComplement(verb);
    Verb(verb, scope_.denied || scope_.modality != Modality::kDone);
  }

  void Modifiers(int start, int head) {
    for (int i = start; i < head; ++i) {
      if (s_.IsWord(i, "no") || s_.IsWord(i, "neither")) {
        Apply(Operator::kNegated, i);
      } else if (s_.TagAt(i) != Tag::kDeterminer && s_.EntityAt(i) == nullptr) {
        ApplyAt(i, PhrasePart::kAdjective, -1);
        if (s_.TagAt(i) == Tag::kParticiple || s_.TagAt(i) == Tag::kAdjective) ModifierVerb(i);
      }
    }
  }

  // "a lifted ban", "the proposed and rejected ban".
  void ModifierVerb(int at) {
    if (!IsOperator(at, PhrasePart::kVerb) || IsOperator(at, PhrasePart::kAdjective)) return;
    if (s_.Word(at).ends_with("ed")) ApplyAt(at, PhrasePart::kVerb, -1);
  }

  void Governor(int start, int head, int end) {
    int left = start - 1;
    while (left >= 0 && (s_.MarkAt(left) == '{' || s_.MarkAt(left) == '"' || s_.MarkAt(left) == '(')) --left;
    Tag tag = s_.TagAt(left);
    if (left >= 0 && tag == Tag::kNegator) {
      Apply(Operator::kNegated, left);
      --left;
      tag = s_.TagAt(left);
    }
    if (left >= 0) {
      if (tag == Tag::kPreposition || tag == Tag::kTo) {
        AfterPreposition(left);
        if (s_.Is(left, WordClass::kSubordinator)) Predicate(head, end);  // "after the ban was lifted"
        return;
      }
      if (IsVerbal(tag) && OnHold(s_, end + 1)) Apply(Operator::kReverses, end + 1);
      if (IsVerbal(tag)) return ObjectOf(left, -1);
      if (tag == Tag::kBe) return Verb(left, true);
      if (tag == Tag::kAdverb && IsVerbal(s_.TagAt(left - 1))) return ObjectOf(left - 1, left);
      if (IsNominal(tag) && s_.MarkAt(left + 1) == 0) {  // "gave ZTE a reprieve"
        int before = NounPhraseStart(s_, left) - 1;
        if (before >= 0 && IsVerbal(s_.TagAt(before))) return ObjectOf(before, -1);
      }
      bool joined = tag == Tag::kCoordinator || s_.MarkAt(left) == ',';
      if (joined && !s_.IsWord(left, "but") && IsNominal(s_.TagAt(left - 1)) && !PredicateVerb(s_, end)) {
        int sibling = left - 1;
        int sibling_start = NounPhraseStart(s_, sibling);
        return Governor(sibling_start, sibling, sibling);
      }
      if (s_.Is(left, WordClass::kCondition)) Weaken(Modality::kConsidered);
    }
    Predicate(head, end);
    Finite(start);
  }

  void ObjectOf(int verb, int particle) {
    if (scope_.verb < 0) scope_.verb = verb;
    bool changed = ApplyAt(verb, PhrasePart::kVerb, particle);
    NoteSpeech(verb);
    bool transfers = changed || s_.Is(verb, WordClass::kSupportVerb);
    Presuppose(transfers);
    Verb(verb, transfers);
  }

  // Under an ordinary verb a noun is taken for granted: "failed to patch the flaw" does not deny the flaw. Only what
  // somebody denies or alleges still counts.
  void Presuppose(bool transfers) { presupposed_ = presupposed_ || !transfers; }

  // "the ban was lifted", "a ban would hurt", "ban lifted", "a ban is possible".
  void Predicate(int head, int end) {
    int verb = PredicateVerb(s_, end);
    if (verb == 0) return;
    if (scope_.verb < 0) scope_.verb = verb;
    if (s_.TagAt(verb) == Tag::kBe || s_.TagAt(verb) == Tag::kModal) {
      for (int i = verb + 1; i < s_.size() && i <= verb + 3; ++i) {
        if (ApplyAt(i, PhrasePart::kAdjective, -1)) break;
        if (s_.IsWord(i, "consideration")) Weaken(Modality::kConsidered);
      }
      int start = NounPhraseStart(s_, head);
      if (Indefinite(s_, start)) Auxiliaries(VerbGroupStart(s_, verb), verb + 1);
      return;
    }
    for (int i = VerbGroupStart(s_, verb); i < verb; ++i) {
      if (s_.Is(i, WordClass::kModalWould)) Weaken(Modality::kProposed);  // "the ban would hurt"
    }
    bool passive = IsPassive(s_, verb);
    bool intransitive = s_.Word(verb).starts_with("expire") || s_.Word(verb).starts_with("lapse") ||
                        s_.IsWord(verb, "ended") || s_.IsWord(verb, "ends") || s_.IsWord(verb, "end");
    bool changed = (passive || intransitive) && ApplyPassive(verb);
    if (changed || s_.Is(verb, WordClass::kSupportVerb) || Indefinite(s_, NounPhraseStart(s_, head))) {
      Auxiliaries(VerbGroupStart(s_, verb), verb);
    }
    if (changed && s_.TagAt(VerbGroupStart(s_, verb)) == Tag::kTo) return;
    // "proposed to end the trade" tells of an aim, "expected to be lifted" of what happens to the ban.
    const bool undergone = passive && changed && s_.TagAt(verb + 2) == Tag::kBe;
    if (undergone || (s_.TagAt(verb) != Tag::kGerund && !passive && !changed)) InfinitivePredicate(verb, changed);
  }

  // "the ban is expected to be lifted", "the ban is set to expire".
  void InfinitivePredicate(int verb, bool applied) {
    if (s_.TagAt(verb + 1) != Tag::kTo) return;
    for (int i = verb + 2; i < s_.size() && i < verb + 6; ++i) {
      if (!IsVerbal(s_.TagAt(i))) continue;
      if (ApplyPassive(i) && !applied) ApplyAt(verb, PhrasePart::kVerb, -1);
      return;
    }
  }

  bool ApplyPassive(int verb) {
    if (OnHold(s_, verb + 1)) {
      Apply(Operator::kReverses, verb + 1);
      return true;
    }
    for (const OperatorPhrase& entry : ActionVocabulary::English().OperatorsAt(s_.At(verb).word)) {
      if (entry.part != PhrasePart::kVerb || entry.particle != 0) continue;
      Apply(entry.kind == Operator::kDenied ? Operator::kNegated : entry.kind, verb);
      return true;
    }
    return false;
  }

  const Sentence& s_;
  Scope& scope_;
  int steps_ = 0;
  bool presupposed_ = false;
  bool definite_ = false;  // "the bug": it exists, whatever is said of it
  bool applied_ = false;   // an operator, since the last infinitive was met
  bool clause_ = false;    // inside "that ..."
};

}  // namespace

Scope ScopeOf(const Sentence& sentence, int first, int last, bool verbal) {
  Scope scope;
  scope.begin = first;
  scope.end = last;
  Walk walk(sentence, scope);
  if (verbal) {
    scope.verb = first;
    walk.Verb(first, true);
  } else {
    walk.Noun(last);
  }
  return scope;
}

}  // namespace dossier::indexer
