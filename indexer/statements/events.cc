#include "indexer/statements/events.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include "corpus/base/embedded.h"
#include "indexer/dates/dates.h"
#include "indexer/models/event_model.h"
#include "indexer/statements/clauses.h"
#include "indexer/statements/event_dates.h"
#include "indexer/statements/mentions.h"
#include "indexer/statements/parties.h"
#include "indexer/statements/senses.h"

DOSSIER_EMBEDDED(event_weights)

namespace dossier::indexer {
namespace {

using models::EntityKind;
using models::Factuality;
using models::VendorEvents;

constexpr float kFactDespiteDenial = 0.98F;  // what is a fact to the model and denied to a rule
constexpr float kFactDespitePlan = 0.95F;    // what is a fact to the model and only planned to a rule
constexpr float kDoubt = 0.7F;               // what is denied to the model and a plain fact to a rule
constexpr float kDoubtful = 0.9F;            // what is only planned to the model and speaks of itself as there
constexpr float kLeastUnsure = 0.05F;        // less is nothing, unless a rule names the vendor as a party
constexpr float kDated = 0.5F;               // a date belongs to the event from here
constexpr float kLinked = 0.55F;             // an author belongs to the event from here
constexpr float kLinkedAlone = 0.65F;        // an author of what no rule finds
constexpr float kAgreed = 0.35F;             // an author that the rule has found too
constexpr float kActs = 0.2F;                // a vendor does it from here where grammar or a rule says so too, else 0.5
constexpr int kJoined = 25;                  // percent that the model must give to what a list makes sure
constexpr size_t kLongest = 1200;  // bytes; longer sentences are tables and lists, which the model has not learned

void AddAll(const std::vector<std::string>& ids, std::vector<std::string>& into) {
  for (const std::string& id : ids) AddDistinct(into, id);
}

// The names of a sentence as the model takes them: mentions of one thing share a group.
class Names {
 public:
  explicit Names(const Sentence& sentence) : sentence_(sentence) {}

  void AddSpans() {
    for (const EntitySpan& span : sentence_.entities) {
      const size_t begin = sentence_.At(span.first).begin - sentence_.range.begin;
      const size_t end = sentence_.At(span.last).end - sentence_.range.begin;
      if (span.type == MentionType::kAgency && IsFormer(sentence_, span.first))
        Add(begin, end, EntityKind::kPerson, "formerly " + KeyOf(span), {});
      else
        Add(begin, end, KindOf(span.type), KeyOf(span), span.ids);
    }
  }

  void AddPeople(const std::vector<PersonSpan>& people) {
    for (const PersonSpan& person : people)
      Add(sentence_.At(person.first).begin - sentence_.range.begin,
          sentence_.At(person.last).end - sentence_.range.begin, EntityKind::kPerson, "person " + person.name, {});
  }

  void AddDates(std::span<const DateSpan> dates) {
    for (const DateSpan& date : dates) {
      if (date.begin < sentence_.range.begin || date.end > sentence_.range.end || !IsEventDate(date)) continue;
      const uint32_t group = Add(date.begin - sentence_.range.begin, date.end - sentence_.range.begin,
                                 EntityKind::kDate, "date " + std::to_string(date.begin), {});
      dates_.emplace(group, &date);
    }
  }

  // Entities must come in text order and not overlap.
  std::vector<models::Entity> InOrder() const {
    std::vector<models::Entity> ordered = entities_;
    std::stable_sort(ordered.begin(), ordered.end(), [](const models::Entity& a, const models::Entity& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::vector<models::Entity> apart;
    for (const models::Entity& entity : ordered)
      if (apart.empty() || entity.begin >= apart.back().end) apart.push_back(entity);
    return apart;
  }

  bool HasKnownVendor() const {
    return std::any_of(sentence_.entities.begin(), sentence_.entities.end(), [](const EntitySpan& span) {
      return (span.type == MentionType::kVendor || span.type == MentionType::kProduct) && !span.ids.empty();
    });
  }

  // Agencies of one list act together: "the heads of the FBI, the CIA and the NSA told senators".
  void AddCoordinated(std::vector<std::string>& actors) const {
    std::vector<const EntitySpan*> agencies;
    for (const EntitySpan& span : sentence_.entities)
      if (span.type == MentionType::kAgency) agencies.push_back(&span);
    std::sort(agencies.begin(), agencies.end(),
              [](const EntitySpan* a, const EntitySpan* b) { return a->first < b->first; });
    const auto join = [&](const EntitySpan& from, const EntitySpan& to) {
      if (!PartsNames(sentence_, std::min(from.last, to.last) + 1, std::max(from.first, to.first))) return;
      if (HoldsAny(actors, from.ids)) AddAll(to.ids, actors);
    };
    for (size_t i = 1; i < agencies.size(); ++i) join(*agencies[i - 1], *agencies[i]);
    for (size_t i = agencies.size(); i-- > 1;) join(*agencies[i], *agencies[i - 1]);
  }

  // Whether a mention of one vendor and one of the other are neighbours in a list: "fined Hytera Corp. (“Hytera”) and
  // ZTE". What is done to one member of a list is done to all.
  bool AreListed(const std::vector<std::string>& one, const std::vector<std::string>& other) const {
    std::vector<const EntitySpan*> vendors;
    for (const EntitySpan& span : sentence_.entities)
      if (span.type == MentionType::kVendor || span.type == MentionType::kProduct) vendors.push_back(&span);
    std::sort(vendors.begin(), vendors.end(),
              [](const EntitySpan* a, const EntitySpan* b) { return a->first < b->first; });
    for (size_t i = 1; i < vendors.size(); ++i) {
      const EntitySpan &left = *vendors[i - 1], &right = *vendors[i];
      const bool pair = (HoldsAny(one, left.ids) && HoldsAny(other, right.ids)) ||
                        (HoldsAny(other, left.ids) && HoldsAny(one, right.ids));
      if (pair && IsVendorList(left.last + 1, right.first)) return true;
    }
    return false;
  }

  // Whether those who act stand in one list: who acts in clauses of their own acts on days of their own.
  bool AreOneList(const std::vector<std::string>& actors) const {
    for (size_t i = 1; i < actors.size(); ++i)
      if (!StandInOneList(sentence_, {actors[i - 1]}, {actors[i]}) &&
          !StandInOneList(sentence_, {actors[0]}, {actors[i]}))
        return false;
    return true;
  }

  const std::vector<std::string>& IdsOf(uint32_t group) const { return ids_[group]; }
  const DateSpan* DateOf(uint32_t group) const {
    const auto found = dates_.find(group);
    return found == dates_.end() ? nullptr : found->second;
  }

 private:
  // A list of companies, whose forms and short names in brackets belong to them: "Corp. (“Hytera”) and".
  bool IsVendorList(int from, int to) const {
    bool parted = false;
    int brackets = 0;
    for (int i = from; i < to; ++i) {
      const char mark = sentence_.MarkAt(i);
      brackets += mark == '(';
      brackets -= mark == ')';
      if (brackets > 0 || mark == ')' || mark == '}' || mark == '"') continue;
      const bool parts = mark == ',' || sentence_.IsWord(i, "and") || sentence_.IsWord(i, "or");
      parted |= parts;
      const bool form =
          mark == '.' || (!parted && sentence_.EntityAt(i) == nullptr && sentence_.TagAt(i) == Tag::kName);
      if (!parts && !form && sentence_.TagAt(i) != Tag::kDeterminer) return false;
    }
    return parted;
  }

  static EntityKind KindOf(MentionType type) {
    if (type == MentionType::kAgency) return EntityKind::kAgency;
    return type == MentionType::kOutlet ? EntityKind::kPerson : EntityKind::kVendor;
  }

  std::string KeyOf(const EntitySpan& span) const {
    if (span.ids.empty()) return "words " + std::string(sentence_.Span(span.first, span.last));
    std::string key;
    for (const std::string& id : span.ids) key += id + ' ';
    return key;
  }

  uint32_t Add(size_t begin, size_t end, EntityKind kind, const std::string& key, const std::vector<std::string>& ids) {
    const auto [at, added] = groups_.emplace(key, static_cast<uint32_t>(ids_.size()));
    if (added) ids_.push_back(ids);
    models::Entity entity;
    entity.begin = begin;
    entity.end = end;
    entity.kind = kind;
    entity.group = at->second;
    entities_.push_back(entity);
    return at->second;
  }

  const Sentence& sentence_;
  std::vector<models::Entity> entities_;
  std::map<std::string, uint32_t> groups_;
  std::vector<std::vector<std::string>> ids_;  // of each group
  std::map<uint32_t, const DateSpan*> dates_;
};

bool IsDeed(const Action& action) {
  return action.modality == Modality::kDone || action.modality == Modality::kOrdered;
}

// Words that say that somebody claims it, or asks.
bool IsAlleged(const Sentence& sentence) {
  static constexpr std::string_view kWords[] = {"alleged",   "allegedly",  "accused", "accuses",
                                                "suspected", "reportedly", "claimed", "claims",
                                                "alleges",   "rumoured",   "rumored", "accusing"};
  for (int i = 0; i < sentence.size(); ++i)
    if (sentence.IsWord(i, "aware") && sentence.IsWord(i + 1, "of") &&
        (sentence.IsWord(i + 2, "reports") || sentence.IsWord(i + 3, "report")))
      return true;
  for (int i = 0; i < sentence.size(); ++i)
    for (const std::string_view word : kWords)
      if (sentence.IsWord(i, word)) return true;
  return false;
}

class Decision {
 public:
  Decision(const models::EventModel& model, const EventReader::Document& document, const Sentence& sentence,
           const Names& names, std::vector<Action> rules)
      : model_(model), document_(document), sentence_(sentence), names_(names), rules_(std::move(rules)) {}

  EventReader::Events Of(const std::vector<VendorEvents>& vendors) {
    for (const VendorEvents& vendor : vendors) {
      const std::vector<std::string>& ids = names_.IdsOf(vendor.group);
      if (ids.empty()) continue;
      for (size_t type = 0; type < models::kEventTypes; ++type) Read(vendor, ids, type);
    }
    JoinLists();
    for (Action& event : told_) AddOfNobody(std::move(event));
    for (std::vector<Action>* events : {&events_.sure, &events_.unsure})
      std::sort(events->begin(), events->end(), [](const Action& a, const Action& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.type < b.type;
      });
    return std::move(events_);
  }

 private:
  // What is sure of one company of a list is sure of the one beside it, where the model finds the same there too.
  void JoinLists() {
    for (size_t turn = 0; turn < events_.unsure.size(); ++turn) {
      const auto joins = [&](const Action& unsure) {
        return std::any_of(events_.sure.begin(), events_.sure.end(), [&](const Action& sure) {
          return unsure.certainty >= kJoined && sure.type == unsure.type && sure.polarity == unsure.polarity &&
                 sure.modality == unsure.modality && !sure.targets.empty() && unsure.targets.size() == 1 &&
                 std::any_of(sure.targets.begin(), sure.targets.end(),
                             [&](const std::string& target) { return names_.AreListed({target}, unsure.targets); });
        });
      };
      const auto found = std::find_if(events_.unsure.begin(), events_.unsure.end(), joins);
      if (found == events_.unsure.end()) return;
      Action event = std::move(*found);
      events_.unsure.erase(found);
      Join(std::move(event), events_.sure);
    }
  }

  // What the sentence tells, but not of the vendor that it names: an event without a patient, unless one with it is
  // there.
  void AddOfNobody(Action event) {
    const auto same = [&](const Action& other) { return other.type == event.type; };
    if (std::none_of(events_.sure.begin(), events_.sure.end(), same)) events_.sure.push_back(std::move(event));
  }

  // The rule's action of this type that may be said of the vendor: with it among the parties, else without parties.
  const Action* RuleFor(ActionType type, const std::vector<std::string>& ids) const {
    const Action* open = nullptr;
    for (const Action& action : rules_) {
      if (action.type != type) continue;
      if (HoldsAny(action.targets, ids) || HoldsAny(action.actors, ids)) return &action;
      if (!open) open = &action;
    }
    return open;
  }

  void Read(const VendorEvents& vendor, const std::vector<std::string>& ids, size_t type) {
    const auto kind = static_cast<ActionType>(type);
    const Action* rule = RuleFor(kind, ids);
    const bool named = rule != nullptr && (HoldsAny(rule->targets, ids) || HoldsAny(rule->actors, ids));
    if (vendor.Score(type) < (named ? 0.0F : kLeastUnsure)) return;
    Action event;
    event.type = kind;
    event.begin = rule != nullptr ? rule->begin : sentence_.range.begin;
    event.end = rule != nullptr ? rule->end : sentence_.range.begin;
    const float score = Present(vendor, type, rule, event);
    if (rule == nullptr && IsUndone(kind, ids, score, event)) return;
    const bool acts = Acts(vendor, ids, type, rule);
    AddAll(ids, acts ? event.actors : event.targets);
    AddAuthors(vendor, type, rule, acts, event);
    event.date = DateOf(vendor, type, event);
    event.certainty = std::clamp(static_cast<int>(score * 100), 1, 100);
    const models::AnswerPoints& points = model_.points();
    float least = named ? points.named : rule != nullptr ? points.open : points.alone;
    if (rule != nullptr) least = std::max(least, LeastDespite(*rule, event));
    if (score >= least && (acts ? kind == ActionType::kMitigation && OnlyCarries(sentence_, ids) : Stands(kind, ids))) {
      (acts ? event.actors : event.targets).clear();
      told_.push_back(std::move(event));
      return;
    }
    const bool sure = score >= least && !IsRuledOut(event, ids, rule, acts);
    Join(std::move(event), sure ? events_.sure : events_.unsure);
  }

  // Whether grammar rules the event out, whatever its score is (parties.h, senses.h).
  bool IsRuledOut(const Action& event, const std::vector<std::string>& ids, const Action* rule, bool acts) const {
    const bool asserted = event.polarity == Polarity::kAsserted;
    const bool alone = rule == nullptr && !IsOfTheMaker(event.type) && !IsSaid(event.type);
    if (IsContrasted(sentence_, ids) || IsSubjectLine(sentence_) || (taken_back_ && asserted)) return true;
    if (!asserted && IsOnlyUnsaid(sentence_)) return true;
    if (IsDeed(event) && SpeaksOfAny(sentence_, event)) return true;
    if (alone && asserted && IsDeed(event) && SpeaksOfPlans(sentence_)) return true;
    if (!acts && OnlyReceives(sentence_, ids, event)) return true;
    switch (event.type) {
      case ActionType::kVulnerability:
      case ActionType::kExploitation:
        return IsOnlySought(sentence_);
      case ActionType::kInvestigation:
        return (event.actors.empty() && InvestigatesFault(sentence_, event)) || (!acts && LooksInto(sentence_, ids));
      case ActionType::kMitigation:
        return !document_.speaks_of_faults() && IsTradeNews(sentence_);
      case ActionType::kReversal:
        return OnlyAppeals(sentence_);
      case ActionType::kBreach:
        return BreaksRule(sentence_, event);
      default:
        return false;
    }
  }

  // The model hears the ban in "a judge blocked the order that bans X" and not the blocking; where no rule reads a ban
  // and one reads a reversal, the rule is right about that much. The reversal is sure as far as the model is of the
  // ban.
  bool IsUndone(ActionType kind, const std::vector<std::string>& ids, float score, const Action& event) {
    const bool may =
        kind == ActionType::kProhibition || kind == ActionType::kRestriction || kind == ActionType::kSanction;
    if (!may || event.polarity != Polarity::kAsserted || !IsDeed(event)) return false;
    const Action* undone = RuleFor(ActionType::kReversal, ids);
    if (undone == nullptr || undone->polarity != Polarity::kAsserted || !IsDeed(*undone)) return false;
    if (!IsUndoing(sentence_, *undone)) return false;
    const bool behind = std::any_of(sentence_.entities.begin(), sentence_.entities.end(), [&](const EntitySpan& span) {
      return HoldsAny(ids, span.ids) && sentence_.At(span.first).begin > undone->begin;
    });
    if (!behind) return false;
    Action reversal = *undone;
    reversal.modality = Modality::kDone;
    reversal.targets = ids;
    reversal.certainty = std::clamp(static_cast<int>(score * 100), 1, 100);
    const bool named = HoldsAny(undone->targets, ids) && score >= model_.points().open;
    Join(std::move(reversal), named ? events_.sure : events_.unsure);
    return true;
  }

  // Whether the vendor does it. The model leans to the patient where a verb that mostly has an object has none.
  bool Acts(const VendorEvents& vendor, const std::vector<std::string>& ids, size_t type, const Action* rule) const {
    if (ActsItself(sentence_, ids, static_cast<ActionType>(type))) return true;
    const bool agreed = rule != nullptr && HoldsAny(rule->actors, ids) && !HoldsAny(rule->targets, ids);
    return vendor.agent[type] >= (agreed ? kActs : 0.5F);
  }

  // Who else does it. Measured on judged rows, an author beside a vendor that acts is hardly ever one: whoever is named
  // in "Huawei denied a Journal account" or "Philips, after CISA's advisory, patched it" does something else.
  void AddAuthors(const VendorEvents& vendor, size_t type, const Action* rule, bool acts, Action& event) const {
    for (const models::Link& link : vendor.authors) {
      const std::vector<std::string>& author = names_.IdsOf(link.group);
      const bool phrase = IsNamedByPhrase(sentence_, author, event);
      const bool agreed = rule != nullptr && HoldsAny(rule->actors, author);
      if (acts && !StandInOneList(sentence_, author, event.actors)) continue;
      const float least = agreed ? kAgreed : rule != nullptr ? kLinked : kLinkedAlone;
      if (!phrase && link.score[type] < least) continue;
      if (OnlyStandsBeside(sentence_, author) || OnlyHearsOf(sentence_, author, event)) continue;
      AddAll(author, event.actors);
    }
    names_.AddCoordinated(event.actors);
  }

  // Polarity and modality, and how likely the model finds an event of this type that is so. Measured on real pages,
  // the model alone decides better between deed, plan and denial than the weaker of its word and the rule's; the rule
  // still tells apart what the model does not (denied from negated, considered from proposed).
  float Present(const VendorEvents& vendor, size_t type, const Action* rule, Action& event) const {
    const auto& share = vendor.type[type];
    const bool rule_is_plan = rule != nullptr && !IsDeed(*rule);
    switch (vendor.FactualityOf(type)) {
      case Factuality::kNegated:
        event.polarity =
            rule != nullptr && rule->polarity == Polarity::kDenied ? Polarity::kDenied : Polarity::kNegated;
        if (rule_is_plan) event.modality = rule->modality;
        return share[4];
      case Factuality::kHypothetical:
        if (IsProposedClass(sentence_)) return share[3];  // a class is proposed, the suit is filed
        event.modality = IsOfTheMaker(event.type) && IsAlleged(sentence_) ? Modality::kAlleged
                         : IsOfTheMaker(event.type)                       ? Modality::kProposed
                         : rule_is_plan                                   ? rule->modality
                         : IsAlleged(sentence_)                           ? Modality::kAlleged
                                                                          : Modality::kProposed;
        return share[3];
      case Factuality::kOrdered:
        event.modality = IsOnlyUrged(sentence_) ? Modality::kProposed : Modality::kOrdered;
        break;
      case Factuality::kDone:
      case Factuality::kNone:
        break;
    }
    return share[1] + share[2];
  }

  // Whether the vendor is named for another reason than that it is done to it.
  bool Stands(ActionType type, const std::vector<std::string>& ids) const {
    if (OnlyTells(sentence_, ids)) return true;
    if (IsOfTheMaker(type) && OnlyCarries(sentence_, ids)) return true;
    if (type == ActionType::kBreach && OnlyOwnsWhatOthersUse(sentence_, ids)) return true;
    const bool found = IsOfTheMaker(type) || type == ActionType::kBreach;
    return found && OnlyFinds(sentence_, ids, document_.IsNamedLess(ids));
  }

  static bool IsOfTheMaker(ActionType type) {
    return type == ActionType::kVulnerability || type == ActionType::kExploitation;
  }

  // Whoever "would not advise" has warned: what is said is done by saying it.
  static bool IsSaid(ActionType type) { return type == ActionType::kWarning; }

  // What a fact of the model's needs where a rule sees an operator over the words: "UK rules out Huawei ban", "pushed
  // to reverse the ban". Measured on labelled pages, to show it as the rule's plan instead was right less often.
  float LeastDespite(const Action& rule, const Action& event) const {
    const bool fact = rule.polarity == Polarity::kAsserted && IsDeed(rule);
    if (event.polarity != Polarity::kAsserted) return !fact ? 0 : IsDeed(event) ? kDoubt : kDoubtful;
    if (!IsDeed(event)) return fact && event.type == ActionType::kSanction && IsThere(sentence_, rule) ? kDoubtful : 0;
    if (rule.polarity != Polarity::kAsserted) return kFactDespiteDenial;
    return IsDeed(rule) || IsSaid(event.type) ? 0 : kFactDespitePlan;
  }

  std::string DateOf(const VendorEvents& vendor, size_t type, const Action& event) const {
    const models::Link* best = nullptr;
    for (const models::Link& link : vendor.dates)
      if (link.score[type] >= kDated && (!best || link.score[type] > best->score[type])) best = &link;
    const DateSpan* date = best ? names_.DateOf(best->group) : nullptr;
    bool known = date != nullptr && date->value.find('X') == std::string::npos;
    if (known && IsDeed(event) && event.polarity == Polarity::kAsserted) known = !document_.IsAhead(date->value);
    if (known && event.actors.size() > 1 && vendor.dates.size() > 1) known = names_.AreOneList(event.actors);
    return known && !IsDateOfElse(sentence_, *date, event) ? date->value : std::string();
  }

  // Vendors that the same event is said of share one action.
  void Join(Action event, std::vector<Action>& events) const {
    for (Action& other : events) {
      const bool same = other.type == event.type && other.polarity == event.polarity &&
                        other.modality == event.modality && other.begin == event.begin && other.date == event.date;
      if (!same || other.targets.empty() != event.targets.empty()) continue;
      if (!event.targets.empty() && other.actors != event.actors) continue;
      if (event.targets.empty() && !StandInOneList(sentence_, event.actors, other.actors)) continue;
      AddAll(event.targets, other.targets);
      AddAll(event.actors, other.actors);
      other.certainty = std::min(other.certainty, event.certainty);
      return;
    }
    events.push_back(std::move(event));
  }

  const models::EventModel& model_;
  const EventReader::Document& document_;
  const Sentence& sentence_;
  const Names& names_;
  std::vector<Action> rules_;
  std::vector<Action> told_;  // of vendors that only tell of it
  const bool taken_back_ = TakesBack(sentence_);
  EventReader::Events events_;
};

}  // namespace

const EventReader& EventReader::Built() {
  static const EventReader reader = [] {
    const std::string_view weights = Embedded_event_weights();
    auto model = weights.empty() ? Result<models::EventModel>(Fail(ErrorCode::kNotFound, "no weights"))
                                 : models::EventModel::Load(weights);
    return EventReader(model ? std::make_shared<const models::EventModel>(std::move(*model)) : nullptr);
  }();
  return reader;
}

struct EventReader::Document::Known {
  std::vector<models::Entity> entities;
  models::SentenceEvents events;
};

EventReader::Document::Document(std::string_view text, std::string published, size_t most)
    : most_(most), speaks_of_faults_(SpeaksOfFaults(text)), published_(std::move(published)) {}

bool EventReader::Document::IsAhead(const std::string& date) const {
  const size_t size = std::min(date.size(), published_.size());
  const bool plain = size >= 4 && date.find_first_not_of("0123456789-", 0) >= size;
  return plain && date.compare(0, size, published_, 0, size) > 0;
}

void EventReader::Document::AddVendor(const std::string& id) { most_named_ = std::max(most_named_, ++named_[id]); }

bool EventReader::Document::IsNamedLess(const std::vector<std::string>& ids) const {
  return std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
    const auto found = named_.find(id);
    return found != named_.end() && found->second < most_named_;
  });
}
EventReader::Document::~Document() = default;

// What the model says of the sentence; nullptr when the document is spent.
const models::SentenceEvents* EventReader::Document::Predict(const models::EventModel& model,
                                                             const models::Sentence& sentence) {
  std::string text(sentence.text);
  const auto same = [](const models::Entity& a, const models::Entity& b) {
    return a.begin == b.begin && a.end == b.end && a.kind == b.kind && a.group == b.group;
  };
  const auto found = known_.find(text);
  if (found != known_.end() && std::ranges::equal(found->second->entities, sentence.entities, same))
    return &found->second->events;
  const size_t cost = sentence.text.size() + kOfSentence;
  spent_ = spent_ || read_ + cost > most_;
  if (spent_) return nullptr;
  read_ += cost;
  auto& known = known_[std::move(text)];
  known = std::make_unique<Known>(Known{sentence.entities, std::move(model.Predict({&sentence, 1}).front())});
  return &known->events;
}

EventReader::Events EventReader::Read(const Sentence& sentence, std::vector<Action> rules,
                                      const std::vector<PersonSpan>& people, std::span<const DateSpan> dates,
                                      Document& document) const {
  Names names(sentence);
  if (!model_ || !names.HasKnownVendor()) return {std::move(rules), {}};
  if (sentence.range.end - sentence.range.begin > kLongest) return {{}, std::move(rules)};
  names.AddSpans();
  names.AddPeople(people);
  names.AddDates(dates);
  models::Sentence input;
  input.text = sentence.text.substr(sentence.range.begin, sentence.range.end - sentence.range.begin);
  input.entities = names.InOrder();
  if (rules.empty() && !model_->MayHoldEvents(input)) return {};
  const models::SentenceEvents* const read = document.Predict(*model_, input);
  if (!read) return {{}, std::move(rules)};
  return Decision(*model_, document, sentence, names, std::move(rules)).Of(read->vendors);
}

}  // namespace dossier::indexer
