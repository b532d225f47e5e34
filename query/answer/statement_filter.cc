// Whether one statement is evidence for a question, how well it supports it, and why.
#include <algorithm>
#include <utility>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/answer/engine_impl.h"

namespace dossier::query {
namespace {

using indexer::Action;
using indexer::IndexedStatement;
using indexer::Mention;
using indexer::MentionType;
using indexer::Passage;
using indexer::Polarity;

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// The words of the statement that name the entity; a name before a reference.
std::string WordsNaming(const Passage& passage, const IndexedStatement& statement, MentionType type,
                        const std::string& id) {
  const Mention* best = nullptr;
  for (const Mention& mention : passage.mentions) {
    if (mention.type != type || mention.begin < statement.begin || mention.end > statement.end) continue;
    // "the two companies" stands for several vendors and may carry the id of one of them or of none.
    const bool reference = mention.via == indexer::Via::kReference;
    if (mention.id != id && !(reference && mention.id.empty())) continue;
    if (!best || (best->via == indexer::Via::kReference && !reference)) best = &mention;
  }
  return best ? passage.text.substr(best->begin, best->end - best->begin) : "";
}

// Folded words of `needle` all stand in `text`.
bool HoldsWords(const std::string& text, const std::string& needle) {
  const auto words = indexer::WordsOf(text);
  for (const auto& wanted : indexer::WordsOf(needle)) {
    const bool found =
        std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.stem == wanted.stem; });
    if (!found) return false;
  }
  return true;
}

bool Overlaps(const std::string& value, const DayRange& asked) {
  const auto said = RangeOfDateValue(value);
  if (!said) return false;
  if (asked.last && said->first && *said->first > *asked.last) return false;
  if (asked.first && said->last && *said->last < *asked.first) return false;
  return true;
}

class Judge_ {
 public:
  Judge_(const ResolvedQuery& query, const Passage& passage, const IndexedStatement& statement)
      : query_(query), passage_(passage), statement_(statement) {}

  Judgement Done() {
    if (!Vendors() || !Actions() || !Agencies() || !Dates() || !Voices() || !Tags() || !Excluded()) return {};
    Provenance();
    result_.supports = !result_.denies && !result_.unsure;
    return std::move(result_);
  }

 private:
  void Why(double score, std::string reason) {
    result_.score += score;
    if (!reason.empty()) result_.why.push_back(std::move(reason));
  }

  bool Vendors() {
    for (const auto& alternatives : query_.vendors) {
      const Name* found = nullptr;
      for (const Name& name : alternatives)
        if (!found && Holds(statement_.vendors, name.id)) found = &name;
      if (!found) return false;
      const bool referenced = Holds(statement_.referenced, found->id);
      const std::string words = WordsNaming(passage_, statement_, MentionType::kVendor, found->id);
      if (result_.vendor.id.empty()) {
        result_.vendor = *found;
        result_.referenced = referenced;
        result_.matched = words;
      }
      if (referenced)
        Why(0, "refers to " + found->name + (words.empty() ? "" : " as \"" + words + "\""));
      else
        Why(3, "names " + found->name + (words.empty() || words == found->name ? "" : " (\"" + words + "\")"));
    }
    return true;
  }

  // Who an agency is to the statement: it acts in the event asked for, speaks, published it, or is only named.
  bool Agencies() {
    for (const auto& alternatives : query_.agencies)
      if (std::none_of(alternatives.begin(), alternatives.end(), [&](const Name& name) { return IsOf(name); }))
        return false;
    return true;
  }

  // Whether it has a part in the event asked for, or in one that is told of the vendor when none was.
  bool HasPart(const Name& name, bool only_acts) const {
    for (const Action& action : statement_.actions) {
      if (event_ != nullptr && &action != event_) continue;
      if (!result_.vendor.id.empty() && !indexer::IsToldOf(action, result_.vendor.id)) continue;
      if (Holds(action.actors, name.id) || (!only_acts && Holds(action.targets, name.id))) return true;
    }
    return false;
  }
  bool TellsWhoActs() const {
    return std::any_of(statement_.actions.begin(), statement_.actions.end(), [&](const Action& action) {
      return action.certainty > 0 && !action.actors.empty() &&
             (result_.vendor.id.empty() || indexer::IsToldOf(action, result_.vendor.id));
    });
  }

  bool IsOf(const Name& name) {
    if (name.written.starts_with("names:")) {
      if (!Holds(statement_.agencies, name.id)) return false;
      Why(2, "names " + name.name);
      return true;
    }
    if (name.written.starts_with("by:")) {
      if (!HasPart(name, true)) return false;
      Why(2, "done by " + name.name);
      return true;
    }
    if (event_ != nullptr && (Holds(event_->actors, name.id) || Holds(event_->targets, name.id))) {
      Why(2, (Holds(event_->actors, name.id) ? "done by " : "done to ") + name.name);
    } else if (statement_.speaker && statement_.speaker->organisation == name.id) {
      Why(2, "said by " + name.name);
    } else if (event_ == nullptr && HasPart(name, false)) {
      Why(2, (HasPart(name, true) ? "done by " : "done to ") + name.name);
    } else if (Holds(statement_.agencies, name.id) && (event_ == nullptr ? !TellsWhoActs() : event_->certainty == 0)) {
      // Beside an event whose parties the sentence tells, who is only named has no part in it: "The FCC banned Huawei
      // and the Commerce Department fined ZTE".
      Why(2, "names " + name.name + " in the same sentence");
    } else if (passage_.from.publisher_id == name.id) {
      Why(1.5, "published by " + name.name);
    } else {
      return false;
    }
    return true;
  }

  // A question for an action and a date asks for the date of that event, where the sentence tells it.
  bool Dates() {
    for (const DayRange& range : query_.event) {
      if (event_ != nullptr && !event_->date.empty()) {
        if (!Overlaps(event_->date, range)) return false;
        Why(1, "dated " + event_->date);
        continue;
      }
      const auto hit = std::find_if(statement_.dates.begin(), statement_.dates.end(),
                                    [&](const auto& date) { return Overlaps(date.value, range); });
      if (hit == statement_.dates.end()) return false;
      Why(1, "states the date " + hit->value + " (\"" + hit->text + "\")");
    }
    if (!statement_.dates.empty()) Why(0.25, "");
    return true;
  }

  bool Voices() {
    for (const std::string& wanted : query_.speakers) {
      if (!statement_.speaker) return false;
      const auto& speaker = *statement_.speaker;
      if (!HoldsWords(speaker.name + " " + speaker.role + " " + speaker.organisation, wanted)) return false;
      Why(1, "said by " + (speaker.name.empty() ? speaker.organisation : speaker.name));
    }
    for (const std::string& wanted : query_.reported_by)
      if (statement_.reported_by.empty() || !HoldsWords(statement_.reported_by, wanted)) return false;
    if (statement_.reported_by.empty())
      Why(1, "");
    else
      Why(0, "as reported by " + statement_.reported_by);
    return true;
  }

  bool IsTagged(const std::vector<std::string>& ids) const {
    return std::binary_search(ids.begin(), ids.end(), statement_.id) ||
           std::binary_search(ids.begin(), ids.end(), passage_.from.document_id);
  }

  bool Tags() const {
    return std::all_of(query_.tagged.begin(), query_.tagged.end(), [&](const auto& ids) { return IsTagged(ids); }) &&
           std::none_of(query_.not_tagged.begin(), query_.not_tagged.end(),
                        [&](const auto& ids) { return IsTagged(ids); });
  }

  bool Excluded() const {
    for (const auto& names : query_.not_vendors)
      for (const Name& name : names)
        if (Holds(statement_.vendors, name.id)) return false;
    for (const auto& names : query_.not_agencies)
      for (const Name& name : names)
        if (Holds(statement_.agencies, name.id)) return false;
    for (const auto& types : query_.not_actions)
      for (const Action& action : statement_.actions)
        if (action.polarity == Polarity::kAsserted && std::find(types.begin(), types.end(), action.type) != types.end())
          return false;
    return true;
  }

  // Each action asked for must be said of the vendor. One that is denied or negated is a denial, never the action.
  // The first one is the event that agencies and dates of the question belong to.
  bool Actions() {
    for (const auto& types : query_.actions) {
      const Action* asserted = nullptr;
      const Action* other = nullptr;
      for (const Action& action : statement_.actions) {
        if (!IsAsked(action, types)) continue;
        if (action.polarity == Polarity::kAsserted)
          asserted = Better(asserted, action);
        else
          other = other ? other : &action;
      }
      const Action* found = asserted ? asserted : other;
      if (!found) {
        const auto doubtful = std::find_if(statement_.unsure.begin(), statement_.unsure.end(),
                                           [&](const Action& action) { return IsAsked(action, types); });
        if (doubtful == statement_.unsure.end()) return false;
        result_.unsure = true;
        found = &*doubtful;
        Why(0, "too little speaks for " + std::string(indexer::ActionTypeName(found->type)));
      } else if (asserted) {
        Why(2, std::string(indexer::ActionTypeName(asserted->type)) + " (" +
                   std::string(indexer::ModalityName(asserted->modality)) + ") in the same sentence");
        if (IsDeed(*asserted)) Why(0.5, "");
      } else {
        result_.denies = true;
        Why(0, std::string(indexer::ActionTypeName(other->type)) + " is " +
                   std::string(indexer::PolarityName(other->polarity)));
      }
      if (!event_) event_ = found;
    }
    if (query_.actions.empty() && !statement_.actions.empty()) Why(1, "");
    return true;
  }

  bool IsAsked(const Action& action, const std::vector<indexer::ActionType>& types) const {
    if (std::find(types.begin(), types.end(), action.type) == types.end()) return false;
    // "warned about ZTE and banned Huawei": the vendor must be a party of this event.
    return result_.vendor.id.empty() || indexer::IsToldOf(action, result_.vendor.id);
  }

  static bool IsDeed(const Action& action) {
    return action.modality == indexer::Modality::kDone || action.modality == indexer::Modality::kOrdered;
  }

  // Of several events that answer, the one that an agency asked for does; else a deed before a plan; else the first.
  const Action* Better(const Action* best, const Action& action) const {
    const auto rank = [&](const Action& event) {
      int by_agency = 0;
      for (const auto& alternatives : query_.agencies)
        for (const Name& name : alternatives) by_agency += Holds(event.actors, name.id);
      return std::pair(by_agency, IsDeed(event));
    };
    return best == nullptr || rank(action) > rank(*best) ? &action : best;
  }

  void Provenance() {
    const std::string& kind = passage_.from.source_kind;
    if (kind == "agency" || kind == "congress" || passage_.from.kind == "advisory") Why(1.5, "primary source");
  }

  const ResolvedQuery& query_;
  const Passage& passage_;
  const IndexedStatement& statement_;
  const Action* event_ = nullptr;  // the action asked for; none when the question has none
  Judgement result_;
};

}  // namespace

std::vector<const Action*> EvidenceRow::events() const {
  std::vector<const Action*> events;
  for (const std::vector<Action>* actions : {&said().actions, &said().unsure}) {
    if (actions == &said().unsure && !unsure) continue;
    for (const Action& action : *actions)
      if (vendor.id.empty() || indexer::IsToldOf(action, vendor.id)) events.push_back(&action);
  }
  return events;
}

Judgement Judge(const ResolvedQuery& query, const Passage& passage, const IndexedStatement& statement) {
  return Judge_(query, passage, statement).Done();
}

bool HoldsPhrases(const std::vector<std::string>& phrases, const Passage& passage) {
  if (phrases.empty()) return true;
  const std::string text = FoldForComparison(passage.text);
  for (const std::string& phrase : phrases)
    if (text.find(FoldForComparison(phrase)) == std::string::npos) return false;
  return true;
}

}  // namespace dossier::query
