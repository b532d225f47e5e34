// Whether one statement is evidence for a question, how well it supports it, and why.
#include <algorithm>

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
    if (!Vendors() || !Agencies() || !Dates() || !Voices() || !Excluded()) return {};
    if (!Actions()) return {};
    Provenance();
    result_.supports = !result_.denies;
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

  bool Agencies() {
    for (const auto& alternatives : query_.agencies) {
      bool found = false;
      for (const Name& name : alternatives) {
        if (Holds(statement_.agencies, name.id)) {
          Why(2, "names " + name.name + " in the same sentence");
          found = true;
        } else if (statement_.speaker && statement_.speaker->organisation == name.id) {
          Why(2, "said by " + name.name);
          found = true;
        } else if (passage_.from.publisher_id == name.id) {
          Why(1.5, "published by " + name.name);
          found = true;
        }
        if (found) break;
      }
      if (!found) return false;
    }
    return true;
  }

  bool Dates() {
    for (const DayRange& range : query_.event) {
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
  bool Actions() {
    for (const auto& types : query_.actions) {
      const Action* asserted = nullptr;
      const Action* other = nullptr;
      for (const Action& action : statement_.actions) {
        if (std::find(types.begin(), types.end(), action.type) == types.end()) continue;
        // "warned about ZTE and banned Huawei": the target, where the sentence has one, must be the vendor.
        if (!action.targets.empty() && !result_.vendor.id.empty() && !Holds(action.targets, result_.vendor.id))
          continue;
        if (action.polarity == Polarity::kAsserted)
          asserted = asserted ? asserted : &action;
        else
          other = other ? other : &action;
      }
      if (asserted) {
        Why(2, std::string(indexer::ActionTypeName(asserted->type)) + " (" +
                   std::string(indexer::ModalityName(asserted->modality)) + ") in the same sentence");
        if (asserted->modality == indexer::Modality::kDone || asserted->modality == indexer::Modality::kOrdered)
          Why(0.5, "");
      } else if (other) {
        result_.denies = true;
        Why(0, std::string(indexer::ActionTypeName(other->type)) + " is " +
                   std::string(indexer::PolarityName(other->polarity)));
      } else {
        return false;
      }
    }
    if (query_.actions.empty() && !statement_.actions.empty()) Why(1, "");
    return true;
  }

  void Provenance() {
    const std::string& kind = passage_.from.source_kind;
    if (kind == "agency" || kind == "congress" || passage_.from.kind == "advisory") Why(1.5, "primary source");
  }

  const ResolvedQuery& query_;
  const Passage& passage_;
  const IndexedStatement& statement_;
  Judgement result_;
};

}  // namespace

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
