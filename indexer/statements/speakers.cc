#include "indexer/statements/speakers.h"

#include <algorithm>
#include <iterator>

#include "indexer/statements/reported_by.h"

namespace dossier::indexer {
namespace {

constexpr int kMaxSubject = 28;  // tokens of a subject with its apposition
constexpr int kMaxName = 5;

bool IsOrganisation(const EntitySpan& span) {
  return span.type == MentionType::kVendor || span.type == MentionType::kAgency ||
         span.type == MentionType::kOrganisation;
}

bool IsRoleWord(const Sentence& s, int i) {
  return s.Is(i, WordClass::kRoleHead) || s.Is(i, WordClass::kRoleTitle) || s.Is(i, WordClass::kRoleModifier);
}

// A word that can be part of a person's name: capitalised, no entity, no role, no everyday word.
bool IsNameWord(const Sentence& s, int i) {
  if (i < 0 || i >= s.size()) return false;
  if (const EntitySpan* span = s.EntityAt(i); span != nullptr && (!span->ids.empty() || span->first != span->last))
    return false;
  const Token& token = s.At(i);
  if (token.mark != 0)
    return token.mark == '.' && i > 0 && s.At(i - 1).shape == Shape::kUpper &&
           s.At(i - 1).end - s.At(i - 1).begin == 1 && !token.space_before;
  if (token.shape != Shape::kCapital && token.shape != Shape::kMixed && token.shape != Shape::kUpper) return false;
  if (token.shape == Shape::kUpper && token.end - token.begin > 2) return false;
  const Lexicon& lexicon = Lexicon::English();
  constexpr uint64_t kNot =
      ClassBit(WordClass::kDeterminer) | ClassBit(WordClass::kPossessive) | ClassBit(WordClass::kPronoun) |
      ClassBit(WordClass::kPreposition) | ClassBit(WordClass::kCoordinator) | ClassBit(WordClass::kSubordinator) |
      ClassBit(WordClass::kMonth) | ClassBit(WordClass::kWeekday) | ClassBit(WordClass::kCountryAdjective) |
      ClassBit(WordClass::kAdverb) | ClassBit(WordClass::kBe) | ClassBit(WordClass::kAgencyNoun);
  if (s.IsWord(i, "will") || s.IsWord(i, "mark") || s.IsWord(i, "may")) return !(i == 0);
  if ((lexicon.classes(token.word) & kNot) != 0) return false;
  if (s.IsWord(i - 1, "of") && IsRoleWord(s, i - 2)) return false;  // Secretary of State Mike Pompeo
  return !IsRoleWord(s, i);
}

bool IsParticle(const Sentence& s, int i) {
  constexpr std::string_view kParticles[] = {"van", "von", "de", "bin", "al", "der"};
  return std::any_of(std::begin(kParticles), std::end(kParticles), [&](std::string_view p) { return s.IsWord(i, p); });
}

struct NameRun {
  int first = -1;
  int last = -1;
  int words = 0;
};

NameRun NameAt(const Sentence& s, int at) {
  NameRun run;
  int i = at;
  while (i < s.size() && i < at + kMaxName) {
    // One or two particles may stand inside a name: "Jan van der Roe".
    const bool inside = run.words > 0 && IsParticle(s, i);
    const bool joins =
        IsNameWord(s, i) || (inside && (IsNameWord(s, i + 1) || (IsParticle(s, i + 1) && IsNameWord(s, i + 2))));
    if (!joins) break;
    if (run.first < 0) run.first = i;
    run.last = i;
    if (s.At(i).mark == 0) ++run.words;
    ++i;
  }
  return run;
}

}  // namespace

const Person* Speakers::BySurname(std::string_view surname) const {
  for (auto person = people_.rbegin(); person != people_.rend(); ++person) {
    std::string_view name = person->name;
    if (name == surname) return &*person;
    size_t blank = name.rfind(' ');
    if (blank != std::string_view::npos && name.substr(blank + 1) == surname) return &*person;
  }
  return nullptr;
}

void Speakers::StartBlock(std::optional<Speaker> voice) {
  voice_ = std::move(voice);
  if (!voice_) return;
  if (const Person* known = BySurname(voice_->name)) {
    voice_->name = known->name;
    if (!known->role.empty()) voice_->role = known->role;
    if (voice_->organisation.empty()) voice_->organisation = known->organisation;
  } else if (!voice_->name.empty()) {
    Remember({voice_->name, voice_->role, voice_->organisation});
  }
  last_person_ = voice_;
}

void Speakers::Remember(const Person& person) {
  for (Person& known : people_) {
    if (known.name != person.name) continue;
    if (person.gender != Gender::kUnknown) known.gender = person.gender;
    if (!person.role.empty()) known.role = person.role;
    if (!person.organisation.empty()) known.organisation = person.organisation;
    return;
  }
  people_.push_back(person);
}

// The work on one sentence.
class SpeakerFinder {
 public:
  SpeakerFinder(Speakers& speakers, const Sentence& sentence) : speakers_(speakers), s_(sentence) {}

  Attribution Run() {
    FindPeople();
    for (int i = 0; i < s_.size(); ++i) {
      if (s_.IsWord(i, "according") && s_.TagAt(i + 1) == Tag::kTo) AccordingTo(i + 2);
      if (s_.Is(i, WordClass::kSpeechVerb) && IsVerbal(s_.TagAt(i))) SpeechVerb(i);
      if (s_.IsWord(i, "read") || s_.IsWord(i, "reads")) TextReads(i);
      if (IsRefusal(i)) Refusal(i);
    }
    NoteText();
    if (!best_ && speakers_.voice_) {
      out_.speaker = speakers_.voice_;
      return std::move(out_);
    }
    out_.reported_by = ReportedBy(s_, speakers_.gazetteer_);
    if (best_) {
      out_.speaker = std::move(best_);
      NoteSpeaker();
    }
    return std::move(out_);
  }

 private:
  // People introduced anywhere: title before a name, or a role in apposition. Later surnames alone.
  void FindPeople() {
    for (int i = 0; i < s_.size(); ++i) {
      NameRun run = NameAt(s_, i);
      if (run.words == 0) continue;
      bool modifier = s_.Is(i - 1, WordClass::kRoleModifier) && !s_.Is(i - 1, WordClass::kRoleHead);
      bool titled = IsRoleWord(s_, i - 1) && !modifier && s_.MarkAt(i - 1) == 0;
      bool honorific =
          s_.Is(i - 1, WordClass::kHonorific) || (s_.MarkAt(i - 1) == '.' && s_.Is(i - 2, WordClass::kRoleTitle));
      bool apposition = run.words >= 2 && AppositionRole(run.last + 1).has_value();
      bool speech = run.words >= 2 && (NextToSpeech(run) || RoleBefore(run) || WhoFollows(run));
      std::string name(s_.Span(run.first, run.last));
      const Person* known = speakers_.BySurname(name);
      bool alone = known == nullptr && SurnameSpeaks(run);
      if (known != nullptr || ((titled || honorific) && run.words >= 1) || apposition || speech || alone) {
        bool adds = known == nullptr || (known->role.empty() && (titled || apposition));
        bool introduces = adds && run.words >= 2;
        if (introduces) Introduce(run, titled || honorific);
        if (known != nullptr || run.words >= 2 || titled || honorific || alone) {
          const std::string& full = known != nullptr ? known->name : name;
          out_.people.push_back({run.first, run.last, full});
          if (const Gender gender = GenderBefore(run.first); gender != Gender::kUnknown)
            speakers_.Remember({full, "", "", gender});
        }
      }
      i = run.last;
    }
  }

  // "Schumer said: “...”": one unknown name that opens the sentence or follows a quotation, and says words in quotation
  // marks. A company that no table knows says things too, but seldom with a colon and never in a post.
  bool SurnameSpeaks(const NameRun& run) const {
    if (run.words != 1 || run.first != run.last || s_.headline) return false;
    const Token& token = s_.At(run.first);
    if (token.word != 0 || token.shape != Shape::kCapital || s_.Word(run.first).ends_with('s')) return false;
    if (!s_.Is(run.last + 1, WordClass::kStrongSpeechVerb)) return false;
    return run.first == 0 && s_.MarkAt(run.last + 2) == ':';
  }

  // By the title before the name.
  Gender GenderBefore(int name) const {
    const int title = s_.MarkAt(name - 1) == '.' ? name - 2 : name - 1;
    if (s_.IsWord(title, "mr")) return Gender::kMale;
    if (s_.IsWord(title, "mrs") || s_.IsWord(title, "ms") || s_.IsWord(title, "miss")) return Gender::kFemale;
    return Gender::kUnknown;
  }

  // "The DNC's chief security officer, Bob Lord, warned".
  bool RoleBefore(const NameRun& run) const {
    if (s_.MarkAt(run.first - 1) != ',' || s_.MarkAt(run.last + 1) != ',') return false;
    Speaker speaker;
    return RoleIn(AppositionStart(run.first), run.first - 2, speaker);
  }

  // The first token of the phrase that ends at the comma before `name`.
  int AppositionStart(int name) const {
    int from = name - 2;
    while (from > 0 && from > name - 14 && s_.MarkAt(from - 1) != ',' && s_.MarkAt(from - 1) != '}' &&
           !IsVerbal(s_.TagAt(from - 1)) && s_.TagAt(from - 1) != Tag::kSubordinator) {
      --from;
    }
    return from;
  }

  // "Jen Easterly, who heads CISA,"
  bool WhoFollows(const NameRun& run) const { return s_.MarkAt(run.last + 1) == ',' && s_.IsWord(run.last + 2, "who"); }

  // The organisation of a relative clause that starts at `who`, when it tells whom somebody works for.
  std::string OrganisationOfWho(int who) const {
    constexpr std::string_view kVerbs[] = {"heads", "leads",  "runs", "directs",  "chairs", "founded",
                                           "led",   "headed", "ran",  "oversees", "owns"};
    bool works = std::any_of(std::begin(kVerbs), std::end(kVerbs),
                             [&](std::string_view verb) { return s_.IsWord(who + 1, verb); });
    for (int i = who + 2; works && i < s_.size() && i < who + 5; ++i) {
      if (s_.EntityAt(i) != nullptr && IsOrganisation(*s_.EntityAt(i))) return Name(*s_.EntityAt(i));
    }
    return "";
  }

  bool NextToSpeech(const NameRun& run) const {
    int next = run.last + 1;
    while (s_.TagAt(next) == Tag::kAdverb || s_.TagAt(next) == Tag::kHave) ++next;
    bool after = s_.Is(next, WordClass::kSpeechVerb) && IsVerbal(s_.TagAt(next));
    bool before = s_.Is(run.first - 1, WordClass::kSpeechVerb) &&
                  (s_.MarkAt(run.first - 2) == '}' || s_.MarkAt(run.first - 2) == '"');
    return after || before;
  }

  // ", chief security officer of X" that starts at the comma.
  std::optional<Speaker> AppositionRole(int comma) const {
    if (s_.MarkAt(comma) != ',') return std::nullopt;
    int end = comma + 1;
    while (end < s_.size() && end < comma + 16 && s_.MarkAt(end) != ',' && s_.MarkAt(end) != ';' &&
           s_.MarkAt(end) != '{' && s_.TagAt(end) != Tag::kVerb && s_.TagAt(end) != Tag::kSubordinator) {
      ++end;
    }
    Speaker speaker;
    if (!RoleIn(comma + 1, end - 1, speaker)) return std::nullopt;
    return speaker;
  }

  void Introduce(const NameRun& run, bool titled) {
    Speaker speaker;
    bool found = false;
    if (titled) {
      int from = std::max(0, run.first - 10);
      for (int i = run.first - 1; i >= from; --i) {
        if (s_.MarkAt(i) == ',' || s_.MarkAt(i) == ';' || IsVerbal(s_.TagAt(i)) || s_.MarkAt(i) == '}' ||
            s_.MarkAt(i) == '{') {
          from = i + 1;
        }
      }
      found = RoleIn(from, run.first - 1, speaker);
    }
    if (!found) {
      if (auto role = AppositionRole(run.last + 1)) {
        speaker = *role;
        found = true;
      }
    }
    if (!found && s_.MarkAt(run.first - 1) == ',') {  // "The DNC's chief security officer, Bob Lord,"
      RoleIn(AppositionStart(run.first), run.first - 2, speaker);
    }
    if (speaker.organisation.empty() && WhoFollows(run)) speaker.organisation = OrganisationOfWho(run.last + 2);
    speakers_.Remember({std::string(s_.Span(run.first, run.last)), speaker.role, speaker.organisation});
  }

  // The role and organisation that tokens [first, last] tell. False when they hold no role.
  bool RoleIn(int first, int last, Speaker& speaker) const {
    int head = -1;
    for (int i = last; i >= first; --i) {
      if (s_.EntityAt(i) == nullptr && s_.Is(i, WordClass::kRoleHead)) {
        head = i;
        if (!PrepositionBefore(i, first)) break;
      }
    }
    if (head < 0) {
      for (int i = last; i >= first && head < 0; --i) {
        if (s_.EntityAt(i) == nullptr && (s_.Is(i, WordClass::kSpeakerNoun) || s_.Is(i, WordClass::kRoleTitle)) &&
            !s_.Is(i, WordClass::kHonorific)) {
          head = i;
        }
      }
    }
    if (head < 0) return false;
    int begin = head;
    while (begin > first && RolePart(begin - 1)) --begin;
    int end = RoleEnd(head, last);
    speaker.role = std::string(s_.Span(begin, end));
    speaker.organisation = OrganisationOf(begin, end, first, last);
    return true;
  }

  bool PrepositionBefore(int i, int first) const {
    for (int k = i - 1; k >= first && k >= i - 4; --k) {
      if (s_.TagAt(k) == Tag::kPreposition && IsRoleWord(s_, k - 1)) return true;
    }
    return false;
  }

  bool RolePart(int i) const {
    if (s_.EntityAt(i) != nullptr || s_.At(i).mark != 0) return false;
    if (IsRoleWord(s_, i)) return true;
    if (s_.IsWord(i, "and")) return IsRoleWord(s_, i - 1);
    Tag tag = s_.TagAt(i);
    if (tag == Tag::kDeterminer || tag == Tag::kPreposition || tag == Tag::kPossessive) return false;
    if (s_.Is(i, WordClass::kCompanyNoun) || s_.Is(i, WordClass::kCountryAdjective) || s_.IsWord(i, "company"))
      return false;
    return tag == Tag::kNoun || tag == Tag::kAdjective || tag == Tag::kGerund ||
           (tag == Tag::kName && i > 0 && s_.At(i).shape == Shape::kCapital && IsRoleWord(s_, i + 1));
  }

  // "Secretary of State", "head of security" go on; "president of ORG" ends before "of".
  int RoleEnd(int head, int last) const {
    int end = head;
    while (end + 1 <= last && s_.EntityAt(end + 1) == nullptr && s_.Is(end + 1, WordClass::kRoleHead)) ++end;
    bool of = s_.IsWord(end + 1, "of") || s_.IsWord(end + 1, "for");
    if (!of || end + 2 > last || s_.EntityAt(end + 2) != nullptr) return end;
    int stop = end + 2;
    if (s_.TagAt(stop) == Tag::kDeterminer) return end;
    while (stop + 1 <= last && IsNominal(s_.TagAt(stop + 1)) && s_.EntityAt(stop + 1) == nullptr &&
           s_.TagAt(stop + 1) != Tag::kDeterminer && s_.TagAt(stop + 1) != Tag::kPossessive &&
           !IsNameWord(s_, stop + 1)) {
      ++stop;
    }
    return IsNominal(s_.TagAt(stop)) ? stop : end;
  }

  // The organisation next to a role: just before it ("FBI Director", "the DNC's chief"), else after it ("of ORG").
  std::string OrganisationOf(int begin, int end, int first, int last) const {
    int left = begin - 1;
    while (left >= first && (s_.TagAt(left) == Tag::kPossessive || s_.Is(left, WordClass::kCountryAdjective))) --left;
    if (IsFormer(s_, begin)) return "";
    if (left >= 0 && s_.EntityAt(left) != nullptr && IsOrganisation(*s_.EntityAt(left)))
      return Name(*s_.EntityAt(left));
    for (int i = end + 1; i <= last; ++i) {
      if (s_.EntityAt(i) != nullptr && IsOrganisation(*s_.EntityAt(i))) return Name(*s_.EntityAt(i));
    }
    return "";
  }

  std::string Name(const EntitySpan& span) const {
    if (span.ids.size() == 1) return span.ids[0];
    return span.ids.empty() ? std::string(s_.Span(span.first, span.last)) : "";
  }

  void AccordingTo(int first) {
    int last = RegionEnd(first);
    if (last < first) return;
    if (auto speaker = Subject(first, last, true, false)) Take(std::move(*speaker), 1);
  }

  // The last token of a subject phrase that starts at `first` and stands after its verb.
  int RegionEnd(int first) const {
    int i = first;
    for (; i < s_.size() && i < first + kMaxSubject; ++i) {
      char mark = s_.MarkAt(i);
      if (mark == ';' || mark == '{' || mark == '"' || mark == '}' || mark == ':' || mark == '(') break;
      if (mark == '.' && !IsNameWord(s_, i)) break;
      Tag tag = s_.TagAt(i);
      if (tag == Tag::kVerb || tag == Tag::kSubordinator || tag == Tag::kBe) break;
      if (tag == Tag::kModal && !IsNameWord(s_, i)) break;  // "said Will Moss"
      if (mark == ',' && !AppositionRole(i) && !NameFollowsRole(first, i)) break;
    }
    return i - 1;
  }

  // "said Cisco's head of security, Anthony Grieco."
  bool NameFollowsRole(int first, int comma) const {
    const NameRun run = NameAt(s_, comma + 1);
    Speaker speaker;
    return run.words >= 2 && s_.At(run.last).mark == 0 &&
           (run.last + 1 >= s_.size() || s_.At(run.last + 1).mark != 0) && RoleIn(first, comma - 1, speaker);
  }

  bool InPerson(int i) const {
    return std::any_of(out_.people.begin(), out_.people.end(),
                       [i](const PersonSpan& p) { return p.first <= i && i <= p.last; });
  }

  void SpeechVerb(int verb) {
    if (s_.TagAt(verb) == Tag::kGerund || (IsPassive(s_, verb) && HasBe(verb))) return;
    if (s_.TagAt(VerbGroupStart(s_, verb)) == Tag::kTo || s_.IsWord(verb + 1, "nothing")) return;
    int group = VerbGroupStart(s_, verb);
    for (int i = group; i < verb; ++i) {
      if (s_.Is(i, WordClass::kModalWould) || s_.TagAt(i) == Tag::kTo || s_.TagAt(i) == Tag::kNegator) return;
    }
    int last = PastRelative(CoordinatedSubject(group) - 1);
    int first = RegionStart(last);
    if (first <= last) {
      bool after_quote = s_.MarkAt(first - 1) == '}' || s_.MarkAt(first - 1) == '"';
      if (auto speaker = Subject(first, last, Speaks(verb) || after_quote, true))
        return Take(std::move(*speaker), EndsSentence(first, last, verb) ? 3 : 2);
    }
    bool quote_before = s_.MarkAt(group - 1) == '}' || s_.MarkAt(group - 1) == '"' ||
                        (s_.MarkAt(group - 1) == ',' && (s_.Is(verb, WordClass::kStrongSpeechVerb)));
    if (!quote_before) return;
    int end = RegionEnd(verb + 1);
    if (end <= verb) return;
    if (auto speaker = Subject(verb + 1, end, true, false)) Take(std::move(*speaker), 2);
  }

  // "..., Kaspersky said Monday.": who speaks last, after a comma, says all of it, whoever announced something in it.
  bool EndsSentence(int first, int last, int verb) const {
    constexpr int kTail = 5;  // tokens: "said on Monday ."
    if (s_.size() - verb > kTail || !s_.Is(verb, WordClass::kStrongSpeechVerb)) return false;
    for (int i = std::max(first - 1, 1); i <= last; ++i)
      if (s_.MarkAt(i) == ',') return true;
    return false;
  }

  // "Apple denied the report and said": the verb group whose subject the one at `group` shares.
  int CoordinatedSubject(int group) const {
    if (s_.TagAt(group - 1) != Tag::kCoordinator) return group;
    for (int i = group - 2; i > 0 && i > group - 20; --i) {
      if (s_.MarkAt(i) == ';' || s_.TagAt(i) == Tag::kSubordinator) return group;
      Tag tag = s_.TagAt(i);
      bool finite = tag == Tag::kVerb || (tag == Tag::kParticiple && !IsPassive(s_, i)) || tag == Tag::kBe;
      if (finite && VerbGroupStart(s_, i) <= i && s_.TagAt(VerbGroupStart(s_, i)) != Tag::kTo)
        return VerbGroupStart(s_, i);
    }
    return group;
  }

  // Over ", which Barracuda hired," back to the subject.
  int PastRelative(int last) const {
    if (s_.MarkAt(last) != ',') return last;
    for (int i = last - 1; i > 0 && i > last - 14; --i) {
      if (s_.MarkAt(i) != ',') continue;
      return s_.IsWord(i + 1, "which") || s_.IsWord(i + 1, "who") || s_.IsWord(i + 1, "whose") ? i - 1 : last;
    }
    return last;
  }

  bool HasBe(int verb) const {
    for (int i = verb - 1; i >= VerbGroupStart(s_, verb); --i) {
      if (s_.TagAt(i) == Tag::kBe) return true;
    }
    return false;
  }

  // Whether an organisation as the subject speaks here: it says something, it does not order, ask or tell somebody to
  // do it. A clause or quotation must follow, or precede.
  bool Speaks(int verb) const {
    bool quoted_before = s_.MarkAt(verb - 1) == '}' || s_.MarkAt(verb - 1) == '"';
    bool at_end = verb + 2 >= s_.size();
    if (quoted_before || at_end) return true;
    if (!s_.Is(verb, WordClass::kStrongSpeechVerb) && !s_.IsWord(verb, "called") && !s_.IsWord(verb, "calls"))
      return false;
    if (s_.IsWord(verb, "warned") || s_.IsWord(verb, "warns") || s_.IsWord(verb, "cautioned")) return false;
    if (s_.IsWord(verb, "said") || s_.IsWord(verb, "says") || s_.IsWord(verb, "say")) return true;
    if (s_.IsWord(verb, "called") || s_.IsWord(verb, "calls")) {
      return !s_.IsWord(verb + 1, "for") && !s_.IsWord(verb + 1, "on") && !IsPassive(s_, verb);
    }
    if (s_.IsWord(verb, "added") || s_.IsWord(verb, "adds")) return s_.IsWord(verb + 1, "that");
    bool told = s_.Word(verb).starts_with("t");
    for (int i = verb + 1; i < s_.size() && i < verb + 10; ++i) {
      if (told && s_.TagAt(i) == Tag::kTo) return false;
      if (s_.IsWord(i, "that") || s_.MarkAt(i) == '{' || s_.MarkAt(i) == '"') return true;
      Tag tag = s_.TagAt(i);
      if (s_.Word(verb).starts_with("w")) continue;  // "wrote to operators"
      if (tag == Tag::kVerb || tag == Tag::kBe || tag == Tag::kModal || tag == Tag::kHave || tag == Tag::kParticiple)
        return i > verb + 1;
    }
    const bool ends = told && s_.size() - verb <= 5;  // "..., its finance chief told Reuters."
    return ends || s_.IsWord(verb, "confirmed") || s_.IsWord(verb, "added");
  }

  int RegionStart(int last) const {
    int i = last;
    int commas = 0;
    for (; i >= 0 && i > last - kMaxSubject; --i) {
      char mark = s_.MarkAt(i);
      if (mark == ';' || mark == '{' || mark == '"' || mark == '}' || mark == ':' || mark == '-' || mark == ')') break;
      if (s_.TagAt(i) == Tag::kSubordinator || s_.IsWord(i, "who") || s_.IsWord(i, "which")) break;
      Tag tag = s_.TagAt(i);
      if (InPerson(i)) continue;
      if (tag == Tag::kVerb || tag == Tag::kBe || tag == Tag::kModal || (tag == Tag::kParticiple && i > 0)) break;
      if (s_.IsWord(i, "but") || (tag == Tag::kCoordinator && s_.MarkAt(i - 1) == ',')) break;
      if (mark == ',' && ++commas > 3) break;
    }
    return i + 1;
  }

  // Who the subject on tokens [first, last] is.
  std::optional<Speaker> Subject(int first, int last, bool organisation_speaks, bool before_verb) {
    // Without an apposition that ends before the verb, the subject is what follows the last comma.
    if (before_verb && s_.MarkAt(last) != ',') {
      for (int i = last; i > first; --i) {
        if (s_.MarkAt(i) == ',' && !IsNameWord(s_, i + 1)) {
          if (s_.TagAt(i + 1) != Tag::kCoordinator) first = i + 1;
          break;
        }
      }
    }
    for (const PersonSpan& person : out_.people) {
      if (person.first < first || person.last > last) continue;
      const Person* known = speakers_.BySurname(person.name);
      if (known != nullptr) return Speaker{known->name, known->role, known->organisation};
      Speaker speaker;
      RoleIn(first, person.first - 1, speaker);
      speaker.name = person.name;
      return speaker;
    }
    if (first == last && s_.Is(first, WordClass::kPersonPronoun)) return LastPerson(first);
    const bool opens = first == 0 || s_.MarkAt(first - 1) != 0;
    if (opens && IsText(last) && last - first <= 1 && !speakers_.text_of_.empty())
      return Speaker{"", "", speakers_.text_of_};
    if (first == last && s_.IsWord(first, "it") && !speakers_.last_organisation_.empty()) {
      return Speaker{"", "", speakers_.last_organisation_};
    }
    Speaker speaker;
    if (RoleIn(first, last, speaker)) {
      if (speaker.organisation.empty()) speaker.organisation = OnlyOrganisation(first, last);
      const bool its = s_.IsWord(first, "its");
      if (speaker.organisation.empty() && its) speaker.organisation = OnlyOrganisation(0, first - 1);
      // "The interior minister told parliament": somebody, though nobody says whose.
      const bool definite = organisation_speaks && (its || s_.IsWord(first, "the")) && last - first <= 4;
      if (!speaker.organisation.empty() || definite) return speaker;
    }
    if (!organisation_speaks) return std::nullopt;
    return OrganisationAlone(first, last);
  }

  // Whom "he" or "she" means: the last one who spoke, unless a title or a role says that it was the other.
  std::optional<Speaker> LastPerson(int pronoun) const {
    const std::optional<Speaker>& person = speakers_.last_person_;
    if (!person) return std::nullopt;
    const Gender gender = GenderOf(*person);
    const bool he = s_.IsWord(pronoun, "he");
    const bool she = s_.IsWord(pronoun, "she");
    if ((he && gender == Gender::kFemale) || (she && gender == Gender::kMale)) return std::nullopt;
    return person;
  }

  Gender GenderOf(const Speaker& speaker) const {
    if (const Person* known = speaker.name.empty() ? nullptr : speakers_.BySurname(speaker.name);
        known != nullptr && known->gender != Gender::kUnknown)
      return known->gender;
    const std::string_view role = speaker.role;
    if (role.ends_with("woman")) return Gender::kFemale;
    return role.ends_with("man") ? Gender::kMale : Gender::kUnknown;
  }

  std::string OnlyOrganisation(int first, int last) const {
    std::string name;
    for (const EntitySpan& span : s_.entities) {
      if (span.first < first || span.last > last || !IsOrganisation(span) || IsFormer(s_, span.first)) continue;
      if (!name.empty()) return "";
      name = Name(span);
    }
    return name;
  }

  // "The FBI said", "Huawei officials said", "the company said": one organisation, at the end or before its people.
  std::optional<Speaker> OrganisationAlone(int first, int last) const {
    const EntitySpan* only = nullptr;
    for (const EntitySpan& span : s_.entities) {
      if (span.first < first || span.last > last || !IsOrganisation(span) || IsFormer(s_, span.first)) continue;
      if (only != nullptr && s_.TagAt(span.first - 1) == Tag::kPreposition) continue;  // "Huawei said on Twitter"
      if (only != nullptr && only->ids != span.ids) return std::nullopt;
      only = &span;
    }
    if (only == nullptr || s_.TagAt(only->first - 1) == Tag::kCoordinator) return std::nullopt;
    bool everyday = only->ids.empty() && only->first == only->last && s_.At(only->first).word != 0;
    if (everyday) return std::nullopt;  // "Prosecutors"
    std::string name = Name(*only);
    if (name.empty()) return std::nullopt;
    int head = only->last + 1;
    while (head <= last && s_.TagAt(head) == Tag::kPossessive) ++head;
    while (head <= last && only->type == MentionType::kVendor && s_.TagAt(head) == Tag::kName &&
           s_.EntityAt(head) == nullptr)
      ++head;
    constexpr std::string_view kStaff[] = {
        "officials",       "executives",  "lawyers",  "researchers", "engineers", "investigators",
        "representatives", "prosecutors", "analysts", "experts",     "attorneys", "staff",
        "board",           "management",  "leaders",  "scientists",  "managers",  "directors"};
    // "Researchers from Mandiant", "lawyers for Meta"
    int staff_at = s_.TagAt(only->first - 1) == Tag::kDeterminer ? only->first - 3 : only->first - 2;
    if (head > last && s_.TagAt(staff_at + 1) == Tag::kPreposition && staff_at == first) {
      for (std::string_view staff : kStaff) {
        if (s_.IsWord(staff_at, staff)) return Speaker{"", std::string(staff), name};
      }
    }
    if (head > last || s_.TagAt(head) == Tag::kPreposition || s_.MarkAt(head) == ',' || s_.MarkAt(head) == '(') {
      bool subject = s_.TagAt(only->first - 1) != Tag::kPreposition || only->first == first;
      return subject ? std::optional<Speaker>(Speaker{"", "", name}) : std::nullopt;
    }
    for (std::string_view staff : kStaff) {
      if (s_.IsWord(last, staff) && last <= head + 1) return Speaker{"", std::string(staff), name};
    }
    return std::nullopt;
  }

  void Take(Speaker speaker, int weight) {
    int rank = weight + (speaker.name.empty() ? 0 : 10);
    if (rank <= best_rank_) return;
    best_rank_ = rank;
    best_ = std::move(speaker);
  }

  void NoteSpeaker() {
    const Speaker& speaker = *out_.speaker;
    speakers_.last_organisation_ = speaker.name.empty() && speaker.role.empty() ? speaker.organisation : "";
    if (speaker.name.empty() && (speaker.role.empty() || speaker.role.ends_with('s'))) return;  // "officials"
    speakers_.last_person_ = speaker;
    if (!speaker.name.empty()) speakers_.Remember({speaker.name, speaker.role, speaker.organisation});
  }

  // A text that somebody gave out, and that may be quoted as "the statement".
  bool IsText(int i) const {
    constexpr std::string_view kTexts[] = {"statement", "letter",   "memo",     "post",  "notice",
                                           "release",   "advisory", "bulletin", "filing"};
    return std::any_of(std::begin(kTexts), std::end(kTexts), [&](std::string_view text) { return s_.IsWord(i, text); });
  }

  // "“...,” the statement read."
  void TextReads(int verb) {
    if (!IsText(verb - 1) || !s_.IsWord(verb - 2, "the") || speakers_.text_of_.empty()) return;
    Take(Speaker{"", "", speakers_.text_of_}, 2);
  }

  // "Dahua released a statement": whose it is. One that a speaker is quoted from is the speaker's.
  void NoteText() {
    constexpr std::string_view kGivesOut[] = {"released", "issued", "published", "posted", "sent",   "shared",
                                              "put",      "wrote",  "gave",      "made",   "emailed"};
    for (int i = 0; i < s_.size(); ++i) {
      if (!IsText(i)) continue;
      int verb = i - 1;
      while (verb >= 0 && verb > i - 5 && !IsVerbal(s_.TagAt(verb))) --verb;
      const bool gives = std::any_of(std::begin(kGivesOut), std::end(kGivesOut),
                                     [&](std::string_view word) { return s_.IsWord(verb, word); });
      if (gives && !IsPassive(s_, verb)) speakers_.text_of_ = OnlyOrganisation(0, verb - 1);
      if (!gives && best_ && s_.TagAt(i - 2) == Tag::kPreposition) speakers_.text_of_ = best_->organisation;
    }
  }

  // "Rita Moll, a Nokia lawyer, rejected the charge": a named person who answers an accusation. A judge who dismisses
  // a claim decides and makes no statement.
  bool IsRefusal(int i) const {
    constexpr std::string_view kVerbs[] = {"rejected", "rejects",   "denied",    "denies",    "disputed",
                                           "disputes", "dismissed", "dismisses", "contested", "refuted"};
    constexpr std::string_view kSaid[] = {"charge",      "charges",     "allegation", "allegations", "accusation",
                                          "accusations", "claim",       "claims",     "report",      "reports",
                                          "suggestion",  "suggestions", "finding",    "findings",    "criticism",
                                          "assertion",   "assertions",  "idea"};
    if (std::none_of(std::begin(kVerbs), std::end(kVerbs), [&](std::string_view word) { return s_.IsWord(i, word); }))
      return false;
    for (int k = i + 1; k <= i + 3; ++k) {
      if (std::any_of(std::begin(kSaid), std::end(kSaid), [&](std::string_view word) { return s_.IsWord(k, word); }))
        return !IsPassive(s_, i);
    }
    return false;
  }

  void Refusal(int verb) {
    const int last = PastRelative(CoordinatedSubject(VerbGroupStart(s_, verb)) - 1);
    const int first = RegionStart(last);
    if (first > last) return;
    std::optional<Speaker> speaker = Subject(first, last, false, true);
    if (!speaker || speaker->name.empty()) return;
    for (std::string_view role : {"udge", "ustice", "agistrate", "ourt"}) {
      if (speaker->role.find(role) != std::string::npos) return;
    }
    Take(std::move(*speaker), 1);
  }

  Speakers& speakers_;
  const Sentence& s_;
  Attribution out_;
  std::optional<Speaker> best_;
  int best_rank_ = 0;
};

Attribution Speakers::Read(const Sentence& sentence) { return SpeakerFinder(*this, sentence).Run(); }

}  // namespace dossier::indexer
