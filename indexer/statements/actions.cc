#include "indexer/statements/actions.h"

#include <algorithm>

#include "indexer/statements/action_vocabulary.h"
#include "indexer/statements/scope.h"

namespace dossier::indexer {
namespace {

constexpr int kGap = 14;
constexpr int kNear = 8;
constexpr int kNotNear = 6;
constexpr int kObjectReach = 14;

// A phrase found on tokens [first, last].
struct Match {
  const ActionPhrase* phrase = nullptr;
  int first = 0;
  int last = 0;
  std::vector<int> tokens;  // those that matched words
};

bool IsParty(const EntitySpan& span, Party party) {
  switch (party) {
    case Party::kVendor:
      return span.type == MentionType::kVendor;
    case Party::kAgency:
    case Party::kState:
      return span.type == MentionType::kAgency;
    case Party::kEntity:
    case Party::kAny:
      return span.type == MentionType::kVendor || span.type == MentionType::kAgency ||
             span.type == MentionType::kOrganisation || span.type == MentionType::kProduct ||
             span.type == MentionType::kOutlet;
    case Party::kNobody:
      return true;
  }
  return true;
}

class Finder {
 public:
  explicit Finder(const Sentence& sentence)
      : s_(sentence), vocabulary_(ActionVocabulary::English()), used_(sentence.tokens.size(), false) {}

  std::vector<Action> Run() {
    for (int i = 0; i < s_.size(); ++i) {
      uint32_t word = s_.At(i).word;
      if (word == 0 || used_[static_cast<size_t>(i)] || s_.EntityAt(i) != nullptr) continue;
      for (uint32_t index : vocabulary_.PhrasesAt(word)) {
        if (Try(vocabulary_.phrases()[index], i)) break;
      }
    }
    DenialOfOneself();
    return Select();
  }

 private:
  struct Found {
    Action action;
    bool weak = false;
  };

  bool Try(const ActionPhrase& phrase, int first) {
    Match match;
    match.phrase = &phrase;
    match.first = first;
    if (!MatchFrom(phrase, 0, first, match.tokens)) return false;
    match.last = match.tokens.back();
    if (!PartFits(match) || !ConditionsHold(match)) return false;
    for (int token : match.tokens) {
      if (token == first || phrase.type == ActionType::kProhibition || SameTypeAt(token, phrase.type))
        used_[static_cast<size_t>(token)] = true;
    }
    Add(match);
    return true;
  }

  // Whether the word would say the same action on its own: "fine" in "pay a fine", but not "flaw" in "address a flaw".
  bool SameTypeAt(int token, ActionType type) const {
    const std::vector<uint32_t>& phrases = vocabulary_.PhrasesAt(s_.At(token).word);
    return type == ActionType::kDenial || std::all_of(phrases.begin(), phrases.end(), [&](uint32_t index) {
             const ActionPhrase& phrase = vocabulary_.phrases()[index];
             return phrase.type == type || phrase.elements.size() > 1;
           });
  }

  bool MatchFrom(const ActionPhrase& phrase, size_t element, int at, std::vector<int>& tokens) const {
    if (element == phrase.elements.size()) return true;
    if (phrase.elements[element].gap) {
      for (int skip = 0; skip <= kGap && at + skip < s_.size(); ++skip) {
        size_t kept = tokens.size();
        if (MatchFrom(phrase, element + 1, at + skip, tokens)) return true;
        tokens.resize(kept);
        if (StopsGap(at + skip)) return false;
      }
      return false;
    }
    if (at >= s_.size() || !InSet(phrase.elements[element].words, s_.At(at).word)) return false;
    if (used_[static_cast<size_t>(at)]) return false;
    tokens.push_back(at);
    return MatchFrom(phrase, element + 1, at + 1, tokens);
  }

  bool StopsGap(int at) const {
    char mark = s_.MarkAt(at);
    if (mark == ';' || mark == ':' || mark == '-') return true;
    Tag tag = s_.TagAt(at);
    return (tag == Tag::kSubordinator && !s_.IsWord(at, "as")) || (tag == Tag::kVerb && s_.TagAt(at - 1) != Tag::kTo) ||
           tag == Tag::kModal || s_.IsWord(at, "but");
  }

  bool PartFits(const Match& match) const {
    Tag tag = s_.TagAt(match.first);
    Tag last = s_.TagAt(match.last);
    switch (match.phrase->part) {
      case PhrasePart::kVerb:
        if (s_.Is(match.first, WordClass::kBe) || s_.Is(match.first, WordClass::kGet)) return true;
        if (tag == Tag::kAdjective && s_.Word(match.first).ends_with("ed")) return match.phrase->elements.size() == 1;
        return IsVerbal(tag);
      case PhrasePart::kNoun:
        return last == Tag::kNoun || last == Tag::kName || (last == Tag::kGerund && match.tokens.size() > 1) ||
               (last == Tag::kVerb && match.tokens.size() > 1);
      default:
        return true;
    }
  }

  bool ConditionsHold(const Match& match) const {
    const ActionPhrase& phrase = *match.phrase;
    uint32_t after = WordAt(match.last + 1);
    uint32_t before = WordAt(match.first - 1);
    if (!phrase.after.empty() && !InSet(phrase.after, after)) return false;
    if (InSet(phrase.not_after, after)) return false;
    if (!phrase.before.empty() && !InSet(phrase.before, before)) return false;
    if (InSet(phrase.not_before, before)) return false;
    if (!phrase.without.empty() && Near(phrase.without, 0, s_.size(), match)) return false;
    if (!phrase.with.empty() && !HasCompany(match)) return false;
    if (!phrase.near.empty() && !Near(phrase.near, match.first - kNear, match.last + kNear, match)) return false;
    if (!phrase.not_near.empty() && Near(phrase.not_near, match.last + 1, match.last + kNotNear, match)) return false;
    if (phrase.passive && !IsPassive(s_, match.first)) return false;
    if (phrase.active && IsPassive(s_, match.first)) return false;
    if (phrase.definite && !HasDeterminer(match.last)) return false;
    if (phrase.object != Party::kNobody && !HasObject(match)) return false;
    return phrase.subject == Party::kNobody || HasSubject(match);
  }

  uint32_t WordAt(int at) const { return at >= 0 && at < s_.size() ? s_.At(at).word : 0; }

  bool Near(const WordSet& words, int from, int to, const Match& match) const {
    for (int i = std::max(0, from); i < s_.size() && i <= to; ++i) {
      if (i >= match.first && i <= match.last &&
          std::find(match.tokens.begin(), match.tokens.end(), i) != match.tokens.end())
        continue;
      if (InSet(words, s_.At(i).word)) return true;
    }
    return false;
  }

  // One of the words that must stand in the sentence does, or an agency where that is enough.
  bool HasCompany(const Match& match) const {
    if (match.phrase->with_agency && PartyIn(0, s_.size(), Party::kAgency)) return true;
    return Near(match.phrase->with, 0, s_.size(), match);
  }

  bool HasDeterminer(int noun) const {
    int start = NounPhraseStart(s_, noun);
    if (start == noun) return s_.headline;
    for (int i = start; i < noun; ++i) {
      if (s_.TagAt(i) == Tag::kDeterminer || s_.TagAt(i) == Tag::kPossessive || s_.TagAt(i) == Tag::kNumber ||
          s_.TagAt(i) == Tag::kName || s_.TagAt(i) == Tag::kAdjective) {
        return true;
      }
    }
    return false;
  }

  bool HasObject(const Match& match) const {
    Party party = match.phrase->object;
    if (IsPassive(s_, match.first)) return party == Party::kAny || PartyIn(0, match.first, party);
    int reach = std::min(s_.size(), match.last + kObjectReach);
    if (party == Party::kAny) {
      int next = match.last + 1;
      while (s_.TagAt(next) == Tag::kAdverb || s_.IsWord(next, "about") || s_.IsWord(next, "than") ||
             s_.IsWord(next, "up"))
        ++next;
      Tag tag = s_.TagAt(next);
      return IsNominal(tag) || s_.MarkAt(next) == '$' || s_.MarkAt(next) == '{' || s_.MarkAt(next) == '"' ||
             match.tokens.size() > 1;
    }
    for (int i = match.first + 1; i < reach; ++i) {
      if (s_.MarkAt(i) == ';' || s_.TagAt(i) == Tag::kSubordinator) return false;
      if (s_.EntityAt(i) != nullptr && IsParty(*s_.EntityAt(i), party)) return true;
    }
    return false;
  }

  bool HasSubject(const Match& match) const {
    Party party = match.phrase->subject;
    if (IsPassive(s_, match.first)) {
      for (int i = match.last + 1; i < s_.size(); ++i) {
        if (s_.IsWord(i, "by"))
          return PartyIn(i, s_.size(), party) || (party == Party::kState && OfficialIn(i, s_.size()));
      }
      return false;
    }
    int start = ClauseStart(match.first);
    return PartyIn(start, match.first, party) || (party == Party::kState && OfficialIn(start, match.first));
  }

  // A state or one of its bodies that is no known agency: "Estonia", "the home ministry".
  bool OfficialIn(int from, int to) const {
    for (int i = std::max(0, from); i < to; ++i) {
      if (InSet(vocabulary_.officials(), s_.At(i).word)) return true;
    }
    return false;
  }

  bool PartyIn(int from, int to, Party party) const {
    for (int i = std::max(0, from); i < to; ++i) {
      if (s_.EntityAt(i) != nullptr && IsParty(*s_.EntityAt(i), party)) return true;
    }
    return false;
  }

  int ClauseStart(int at) const {
    int i = at;
    while (i > 0) {
      Tag tag = s_.TagAt(i - 1);
      if (s_.MarkAt(i - 1) == ';' || s_.MarkAt(i - 1) == ':' || tag == Tag::kSubordinator || s_.IsWord(i - 1, "but"))
        break;
      if (tag == Tag::kVerb && i - 1 < at - 1 && s_.TagAt(i - 2) != Tag::kTo) break;
      --i;
    }
    return i;
  }

  void Add(const Match& match) {
    const ActionPhrase& phrase = *match.phrase;
    bool verbal = phrase.part == PhrasePart::kVerb || (phrase.part == PhrasePart::kWord && !EndsAsNoun(match));
    bool modifies = verbal && s_.TagAt(match.first) == Tag::kAdjective;  // "banned vendors"
    Scope scope = modifies ? ScopeOf(s_, match.first, NounPhraseEnd(s_, match.first), false)
                           : ScopeOf(s_, match.first, match.last, verbal);
    if (phrase.real && (scope.modality == Modality::kConsidered || scope.modality == Modality::kProposed)) return;
    if (NegatedInside(match)) scope.negated = !scope.negated;
    if (scope.mention || IsLabel(match) || (phrase.spoken && (!scope.spoken || scope.denied || scope.negated))) return;
    if (phrase.type == ActionType::kWarning && !verbal && (IsBackReference(match) || IsPointer(match))) return;
    Found found;
    found.weak = phrase.weak || (modifies && phrase.type == ActionType::kBreach);
    Action& action = found.action;
    action.type = phrase.type;
    action.modality = scope.modality;
    if (phrase.modality == Modality::kOrdered && action.modality == Modality::kDone)
      action.modality = Modality::kOrdered;
    if (scope.reversed && Reversible(phrase.type)) action.type = ActionType::kReversal;
    if (scope.negated && InsistsFollows(match.last)) scope.denied = true;
    if (scope.denied && phrase.type != ActionType::kDenial) {
      action.polarity = Polarity::kDenied;
    } else if (scope.negated) {
      action.polarity = Polarity::kNegated;
    }
    int first = std::min(match.first, scope.begin);
    int last = std::max(match.last, scope.end);
    action.begin = s_.At(first).begin;
    action.end = s_.At(last).end;
    Parties(match, scope, verbal, action);
    bool also = scope.reversed && (phrase.type == ActionType::kLegalAction || phrase.type == ActionType::kProcurement);
    for (ActionType type : phrase.also) {
      Found second = found;
      second.action.type = type;
      found_.push_back(std::move(second));
    }
    if (also) {  // a lawsuit that is dismissed was one, a contract that is cancelled was awarded
      Found original = found;
      original.action.type = phrase.type;
      original.action.polarity = Polarity::kAsserted;
      original.action.modality = Modality::kDone;
      found_.push_back(std::move(original));
    }
    found_.push_back(std::move(found));
  }

  // "There was no breach, the company insisted": the attribution at the end.
  bool InsistsFollows(int last) const {
    int end = s_.size() - 1;
    while (end > last && s_.At(end).mark != 0) --end;
    if (end <= last || !(s_.IsWord(end, "insisted") || s_.IsWord(end, "insists"))) return false;
    for (int i = end - 1; i > last; --i) {
      if (s_.MarkAt(i) == ',' || s_.MarkAt(i) == '}' || s_.MarkAt(i) == '"') return true;
    }
    return false;
  }

  // "poses no greater risk", and phrases that hold their own negation ("no truth in") turned back.
  bool NegatedInside(const Match& match) const {
    if (match.phrase->part == PhrasePart::kWord) {
      return s_.IsWord(match.first, "no") && EndsAsNoun(match) && NounPhraseStart(s_, match.last) <= match.first;
    }
    for (int i = match.first + 1; i < match.last; ++i) {
      bool literal = std::find(match.tokens.begin(), match.tokens.end(), i) != match.tokens.end();
      if (!literal && s_.IsWord(i, "no")) return true;
    }
    return false;
  }

  // "Warning: use of undefined constant": the word heads a line and warns of nothing that the sentence names.
  bool IsLabel(const Match& match) const {
    return match.first == 0 && match.last == 0 && s_.MarkAt(1) == ':' && match.phrase->part == PhrasePart::kNoun;
  }

  bool EndsAsNoun(const Match& match) const { return s_.TagAt(match.last) == Tag::kNoun; }

  static bool Reversible(ActionType type) {
    return type == ActionType::kProhibition || type == ActionType::kRestriction || type == ActionType::kSanction ||
           type == ActionType::kLegalAction || type == ActionType::kInvestigation || type == ActionType::kRecall ||
           type == ActionType::kProcurement;
  }

  // "The new warning also returns attention to": an event told before, whose sentence is about something else.
  bool IsBackReference(const Match& match) const {
    int start = NounPhraseStart(s_, match.last);
    if (!s_.Is(start, WordClass::kDefinite)) return false;
    for (int i = match.last + 1; i < s_.size() && i < match.last + 5; ++i) {
      Tag tag = s_.TagAt(i);
      if (tag == Tag::kAdverb) continue;
      if (tag != Tag::kVerb && tag != Tag::kParticiple) return false;
      constexpr std::string_view kEffects[] = {"attention", "questions", "spotlight", "focus", "scrutiny", "debate"};
      for (int k = i + 1; k < s_.size() && k < i + 5; ++k) {
        for (std::string_view effect : kEffects) {
          if (s_.IsWord(k, effect)) return true;
        }
      }
      return false;
    }
    return false;
  }

  // "For more information see Siemens' security advisory": says where to read on.
  bool IsPointer(const Match& match) const {
    constexpr std::string_view kVerbs[] = {"see", "refer", "visit", "consult", "please", "review"};
    int from = s_.IsWord(0, "please") ? 1 : 0;
    bool about = s_.IsWord(from, "for") || s_.IsWord(from, "additional") || s_.IsWord(from, "further") ||
                 s_.IsWord(from, "more");
    for (int i = from; i < match.first; ++i) {
      bool opens = i == from || about || s_.IsWord(i - 1, "please") || s_.MarkAt(i - 1) == ',';
      bool points =
          std::any_of(std::begin(kVerbs), std::end(kVerbs), [&](std::string_view verb) { return s_.IsWord(i, verb); });
      if (points && opens) return true;
      if (s_.IsWord(i, "found") && (s_.IsWord(i - 1, "be") || s_.TagAt(i - 1) == Tag::kBe)) return true;
    }
    for (int i = match.last + 1; i < s_.size() && i < match.last + 4; ++i) {
      if (s_.IsWord(i, "found") && s_.IsWord(i - 1, "be")) return true;
    }
    return false;
  }

  void AddIds(const EntitySpan& span, std::vector<std::string>& ids) const {
    for (const std::string& id : span.ids) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
  }

  // Targets are vendors acted on, actors agencies or vendors that act: by side of the verb and by voice.
  void Parties(const Match& match, const Scope& scope, bool verbal, Action& action) const {
    int verb = scope.verb >= 0 ? scope.verb : match.first;
    bool passive = IsPassive(s_, verb);
    int by = s_.size();
    for (int i = match.last + 1; passive && i < s_.size(); ++i) {
      if (s_.IsWord(i, "by")) {
        by = i;
        break;
      }
    }
    int pivot = verbal ? match.first : std::min(verb, match.first);
    std::vector<const EntitySpan*> targets;
    bool agency_acts = !passive && std::any_of(s_.entities.begin(), s_.entities.end(), [&](const EntitySpan& span) {
      return span.type == MentionType::kAgency && span.last < pivot && IsSubject(span.first);
    });
    for (const EntitySpan& span : s_.entities) {
      bool vendor = span.type == MentionType::kVendor;
      if (!vendor && span.type != MentionType::kAgency) continue;
      if (vendor && IsSource(span)) continue;
      bool left = span.last < pivot && !(vendor && !verbal && Modifies(span, match));
      bool actor = passive ? span.first > by : left && IsSubject(span.first);
      if (action.type == ActionType::kDenial) {
        if (vendor && (actor || Speaks(span))) AddIds(span, action.actors);
        continue;
      }
      if (vendor && actor) actor = VendorActs(span, action.type, verbal, passive, agency_acts, verb);
      if (!vendor && actor) actor = !IsMishap(action.type);
      if (actor) {
        AddIds(span, action.actors);
      } else if (vendor) {
        targets.push_back(&span);
      }
    }
    AddTargets(match, targets, action);
  }

  // Of the vendors that may be acted on, those in the clause of the action; all when it names none.
  void AddTargets(const Match& match, const std::vector<const EntitySpan*>& targets, Action& action) const {
    int from = ClauseStart(match.first);
    int to = match.last + 1;
    while (to < s_.size() && !IsClauseBoundary(s_, to) && s_.TagAt(to) != Tag::kVerb && !IsAuxiliary(s_.TagAt(to)))
      ++to;
    auto inside = [&](const EntitySpan* span) { return span->first >= from && span->last < to; };
    bool any = std::any_of(targets.begin(), targets.end(), inside);
    for (const EntitySpan* span : targets) {
      if (!any || inside(span)) AddIds(*span, action.targets);
    }
  }

  // "researchers at Mandiant", "according to estimates from Chainalysis", "..., said Erin Plante of Chainalysis": who
  // tells of it, not who is concerned.
  bool IsSource(const EntitySpan& span) const {
    int before = NounPhraseStart(s_, span.first) - 1;
    if (s_.IsWord(before, "to") && s_.IsWord(before - 1, "according")) return true;
    if (s_.TagAt(before) == Tag::kPreposition) {
      constexpr std::string_view kTellers[] = {"researcher", "researchers", "analyst",       "analysts",   "expert",
                                               "experts",    "estimates",   "estimate",      "strategist", "economist",
                                               "economists", "specialist",  "investigations"};
      for (std::string_view teller : kTellers) {
        if (s_.IsWord(before - 1, teller)) return true;
      }
    }
    for (int i = span.first - 1; i > 1 && i > span.first - 16; --i) {
      if (!s_.IsWord(i, "said") && !s_.IsWord(i, "says")) continue;
      bool closes = s_.MarkAt(i - 1) == ',' || s_.MarkAt(i - 1) == '}' || s_.MarkAt(i - 1) == '"';
      return closes && s_.At(i + 1).shape == Shape::kCapital && s_.EntityAt(i + 1) == nullptr;
    }
    return false;
  }

  // "..., Hikvision said", "a spokeswoman for Hikvision disputed".
  bool Speaks(const EntitySpan& span) const {
    int next = span.last + 1;
    while (s_.TagAt(next) == Tag::kAdverb || s_.TagAt(next) == Tag::kHave) ++next;
    return IsVerbal(s_.TagAt(next)) && s_.TagAt(next) != Tag::kGerund;
  }

  // What happens to products and networks: nobody that the sentence names does it, unless it says so.
  static bool IsMishap(ActionType type) {
    return type == ActionType::kVulnerability || type == ActionType::kExploitation || type == ActionType::kBreach;
  }

  // Whether a vendor that stands as the subject does the deed, or it is done to it: "ZTE agreed to pay a fine".
  bool VendorActs(const EntitySpan& span, ActionType type, bool verbal, bool passive, bool agency_acts,
                  int verb) const {
    if (agency_acts && IsOfficial(type)) return false;
    switch (type) {
      case ActionType::kSanction:
      case ActionType::kRestriction:
      case ActionType::kProcurement:
      case ActionType::kReversal:
        return false;
      case ActionType::kProhibition:
        return verbal || passive;
      case ActionType::kVulnerability:
      case ActionType::kExploitation:
      case ActionType::kBreach:
        return passive || OtherVendorAfter(span, verb);
      default:
        break;
    }
    return verbal || passive || !IsUndergone(verb);
  }

  // "Kaspersky found a flaw in Cisco routers": the flaw is the other's.
  bool OtherVendorAfter(const EntitySpan& span, int verb) const {
    return std::any_of(s_.entities.begin(), s_.entities.end(), [&](const EntitySpan& other) {
      return other.type == MentionType::kVendor && other.first > verb && other.ids != span.ids;
    });
  }

  // "faces a lawsuit", "lost the appeal": verbs whose subject the deed is done to.
  bool IsUndergone(int verb) const {
    constexpr std::string_view kStems[] = {"face",  "facing", "suffer",  "receiv", "draw", "drew", "incur", "escap",
                                           "avoid", "surviv", "attract", "await",  "fear", "get",  "got"};
    return std::any_of(std::begin(kStems), std::end(kStems), [&](std::string_view stem) {
      std::string_view word = s_.Word(verb);
      return word.starts_with(stem) && word.size() <= stem.size() + 3;
    });
  }

  // Not inside a phrase that a preposition or verb governs: "a letter to the FTC", "told Congress".
  bool IsSubject(int first) const {
    int before = NounPhraseStart(s_, first) - 1;
    while (before > 0 && (s_.TagAt(before) == Tag::kCoordinator || s_.MarkAt(before) == ',') &&
           IsNominal(s_.TagAt(before - 1)) && s_.EntityAt(before - 1) != nullptr) {
      before = NounPhraseStart(s_, before - 1) - 1;  // "Apple and the FBI"
    }
    if (s_.IsWord(before, "by") || (s_.IsWord(before, "to") && s_.IsWord(before - 1, "according"))) return true;
    Tag tag = s_.TagAt(before);
    return !((tag == Tag::kPreposition || tag == Tag::kTo) && !s_.Is(before, WordClass::kSubordinator)) &&
           !(IsVerbal(tag) && !s_.Is(before, WordClass::kSpeechVerb));
  }

  // "the ZTE ban", "Huawei Ban Lifted": the name before the noun is what it is about; "Huawei's denial" is not.
  bool Modifies(const EntitySpan& span, const Match& match) const {
    return span.first >= NounPhraseStart(s_, match.last) && s_.TagAt(span.last + 1) != Tag::kPossessive;
  }

  // Where an agency acts, a vendor that is named before the verb is acted on all the same: "said Huawei posed a risk".
  static bool IsOfficial(ActionType type) {
    return type == ActionType::kWarning || type == ActionType::kProhibition || type == ActionType::kRestriction ||
           type == ActionType::kSanction || type == ActionType::kInvestigation;
  }

  // "Huawei said it has never given data to anyone": a vendor says of itself that it does no such thing.
  void DenialOfOneself() {
    bool told = std::any_of(found_.begin(), found_.end(), [](const Found& f) {
      return f.action.type == ActionType::kDenial || f.action.polarity == Polarity::kDenied;
    });
    if (told) return;
    int speech = SpeechOfVendor();
    if (speech < 0) return;
    int subject = VerbGroupStart(s_, speech) - 1;
    bool trails = speech + 6 > s_.size() &&
                  (s_.MarkAt(subject - 1) == '}' || s_.MarkAt(subject - 1) == ',' || s_.MarkAt(subject - 1) == '"');
    int denied = trails ? DeniedIn(0, subject - 1) : DeniedIn(speech + 1, s_.size());
    if (denied < 0) return;
    AddDenial(std::min(speech, denied), std::max(speech, denied));
    if (s_.EntityAt(subject) != nullptr) AddIds(*s_.EntityAt(subject), found_.back().action.actors);
  }

  // The word on tokens [from, to) that a speaker says it has, is or does not: "it has no ties", "we never shared".
  int DeniedIn(int from, int to) const {
    bool itself = false;
    for (int i = from; i < to; ++i) {
      itself |= s_.IsWord(i, "it") || s_.IsWord(i, "its") || s_.IsWord(i, "we") || s_.IsWord(i, "they") ||
                s_.IsWord(i, "our") || (s_.EntityAt(i) != nullptr && s_.EntityAt(i)->type == MentionType::kVendor);
      bool never = s_.IsWord(i, "never");
      bool no = s_.IsWord(i, "no");
      bool negates = never || no || s_.TagAt(i) == Tag::kNegator || s_.Is(i, WordClass::kContraction);
      if (!negates || !(itself || OursFollows(i, to))) continue;
      for (int k = i + 1; k < to && k <= i + 5; ++k) {
        bool link = s_.Is(k, WordClass::kLinkNoun);
        bool deed = !no && s_.Is(k, WordClass::kSelfDenied) && (IsVerbal(s_.TagAt(k)) || s_.TagAt(k) == Tag::kHave);
        if (!(link && (no || k > i + 1)) && !deed) continue;
        if (s_.Is(i - 1, WordClass::kModalWould) || s_.Is(i - 1, WordClass::kModalWill)) break;
        return k;
      }
    }
    return -1;
  }

  // "There is no backdoor in our products".
  bool OursFollows(int from, int to) const {
    for (int i = from + 1; i < to && i <= from + 6; ++i) {
      if (s_.IsWord(i, "our") || s_.IsWord(i, "its")) return true;
    }
    return false;
  }

  // A finite verb of saying with a vendor as its subject; -1 for none.
  int SpeechOfVendor() const {
    for (int i = 1; i < s_.size(); ++i) {
      if (!s_.Is(i, WordClass::kStrongSpeechVerb) || !IsVerbal(s_.TagAt(i)) || s_.TagAt(i) == Tag::kGerund) continue;
      int subject = VerbGroupStart(s_, i) - 1;
      if (s_.EntityAt(subject) != nullptr && s_.EntityAt(subject)->type == MentionType::kVendor) return i;
      if (i <= 1 && s_.IsWord(0, "it")) return i;
    }
    return -1;
  }

  void AddDenial(int first, int last) {
    Found found;
    found.action.type = ActionType::kDenial;
    found.action.begin = s_.At(first).begin;
    found.action.end = s_.At(last).end;
    found_.push_back(std::move(found));
  }

  // Weak actions only where nothing stronger is said; each triple once.
  std::vector<Action> Select() {
    bool strong = std::any_of(found_.begin(), found_.end(), [](const Found& f) { return !f.weak; });
    std::vector<Action> actions;
    for (Found& found : found_) {
      if (found.weak && strong) continue;
      auto same = std::find_if(actions.begin(), actions.end(), [&](const Action& a) {
        return a.type == found.action.type && a.polarity == found.action.polarity &&
               a.modality == found.action.modality;
      });
      if (same == actions.end()) {
        actions.push_back(std::move(found.action));
      } else {
        Merge(found.action.actors, same->actors);
        Merge(found.action.targets, same->targets);
      }
    }
    return actions;
  }

  static void Merge(const std::vector<std::string>& from, std::vector<std::string>& into) {
    for (const std::string& id : from) {
      if (std::find(into.begin(), into.end(), id) == into.end()) into.push_back(id);
    }
  }

  const Sentence& s_;
  const ActionVocabulary& vocabulary_;
  std::vector<bool> used_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<Action> FindActions(const Sentence& sentence) { return Finder(sentence).Run(); }

}  // namespace dossier::indexer
