#include "query/answer/name_book.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

using corpus::NameAct;
using indexer::EntityType;
using indexer::IsProvisional;

constexpr int kLongestChain = 32;  // of merges; a ring ends there

void AddDistinct(std::vector<std::string>& ids, const std::string& id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

}  // namespace

Result<NameBook> NameBook::Open(const std::string& corpus_directory, const indexer::IndexReader& index,
                                std::shared_ptr<const indexer::Gazetteer> gazetteer) {
  NameBook book;
  book.index_ = &index;
  book.gazetteer_ = std::move(gazetteer);
  DOSSIER_TRY_ASSIGN(book.decisions_, corpus::ReadNameDecisions(corpus_directory));
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> provisional, index.ProvisionalIds());
  book.provisional_.insert(provisional.begin(), provisional.end());
  for (size_t i = 0; i < book.decisions_.size(); ++i) {
    const corpus::NameDecision& decision = book.decisions_[i];
    if (!decision.in_force || decision.act == NameAct::kUndo) continue;
    book.ruling_[decision.id] = i;
    if (decision.act != NameAct::kAccept) continue;
    const EntityType type = decision.kind == "agency" ? EntityType::kAgency : EntityType::kVendor;
    book.accepted_[decision.target] = {decision.target, decision.name, type, "accepted"};
  }
  return book;
}

const corpus::NameDecision* NameBook::DecisionOn(std::string_view id) const {
  const auto found = ruling_.find(id);
  return found == ruling_.end() ? nullptr : &decisions_[found->second];
}

std::string NameBook::FinalId(std::string_view id) const {
  std::string now(id);
  for (int step = 0; step < kLongestChain; ++step) {
    const corpus::NameDecision* decision = DecisionOn(now);
    if (!decision || decision->act == NameAct::kReject || decision->target == now) break;
    // What was merged into a name that is no longer accepted stands for itself again.
    const bool exists =
        IsProvisional(decision->target) || accepted_.contains(decision->target) || gazetteer_->Find(decision->target);
    if (!exists) break;
    now = decision->target;
  }
  return now;
}

const indexer::LearnedName* NameBook::Learned(const std::string& id) const {
  const auto [entry, fresh] = learned_.try_emplace(id);
  if (fresh)
    if (auto found = index_->FindLearned(id)) entry->second = std::move(*found);
  return entry->second ? &*entry->second : nullptr;
}

std::optional<Standing> NameBook::Find(std::string_view id) const {
  const std::string now = FinalId(id);
  if (const corpus::NameDecision* decision = DecisionOn(now); decision && decision->act == NameAct::kReject)
    return std::nullopt;
  if (const auto accepted = accepted_.find(now); accepted != accepted_.end()) return accepted->second;
  if (!IsProvisional(now)) {
    const indexer::Entity* entity = gazetteer_->Find(now);
    return Standing{now, entity ? entity->name : now, entity ? entity->type : EntityType::kVendor, "listed"};
  }
  if (!provisional_.contains(now)) return std::nullopt;
  const indexer::LearnedName* learned = Learned(now);
  return Standing{now, learned ? learned->name : now, EntityType::kVendor, "learned"};
}

std::vector<std::string> NameBook::MembersOf(const std::string& id) const {
  std::vector<std::string> members = {id};
  for (const auto& [other, decision] : ruling_)
    if (other != id && decisions_[decision].act != NameAct::kReject && FinalId(other) == id)
      AddDistinct(members, other);
  return members;
}

std::optional<Standing> NameBook::Resolve(std::string_view written, EntityType type) const {
  std::vector<std::string> candidates = {FoldCase(written)};
  const std::string provisional = indexer::ProvisionalIdOf(written);
  if (!provisional.empty()) candidates.push_back(provisional);
  for (const auto& [id, standing] : accepted_)
    if (FoldForComparison(standing.name) == FoldForComparison(written)) candidates.push_back(id);
  for (const std::string& id : candidates) {
    if (!IsProvisional(id) && !accepted_.contains(id)) continue;
    const auto standing = Find(id);
    if (standing && standing->type == type) return standing;
  }
  return std::nullopt;
}

// Whether anything changed.
bool NameBook::MapIds(std::vector<std::string>& ids) const {
  bool changed = false;
  for (const std::string& id : ids) changed = changed || ruling_.contains(id);
  if (!changed) return false;
  std::vector<std::string> mapped;
  for (const std::string& id : ids) AddDistinct(mapped, FinalId(id));
  ids = std::move(mapped);
  return true;
}

void NameBook::Apply(indexer::Passage& passage, Keep keep) const {
  for (indexer::IndexedStatement& said : passage.statements) {
    if (!ruling_.empty()) {
      MapIds(said.vendors);
      MapIds(said.referenced);
      MapIds(said.agencies);
      for (std::vector<indexer::Action>* actions : {&said.actions, &said.unsure})
        for (indexer::Action& action : *actions) {
          MapIds(action.actors);
          MapIds(action.targets);
        }
    }
    for (const std::string& id : said.unlisted) {
      const auto standing = Find(id);
      if (!standing || standing->type == EntityType::kOutlet) continue;
      AddDistinct(standing->type == EntityType::kAgency ? said.agencies : said.vendors, standing->id);
      std::erase(said.referenced, standing->id);  // it is named here
    }
    said.unlisted.clear();
  }
  if (keep == Keep::kNamed)
    std::erase_if(passage.statements, [](const auto& said) { return said.vendors.empty() && said.agencies.empty(); });
  for (indexer::Mention& mention : passage.mentions) {
    if (!IsProvisional(mention.id) && !ruling_.contains(mention.id)) continue;
    const bool unlisted = IsProvisional(mention.id);
    const auto standing = Find(mention.id);
    mention.id = standing ? standing->id : "";
    if (standing && unlisted)
      mention.type =
          standing->type == EntityType::kAgency ? indexer::MentionType::kAgency : indexer::MentionType::kVendor;
  }
}

}  // namespace dossier::query
