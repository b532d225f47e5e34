#include "indexer/pipeline/stated_events.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dossier::indexer {
namespace {

constexpr int kStated = 100;  // certainty of what a field states

bool Holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

void AddOnce(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && !Holds(list, item)) list.push_back(item);
}

// The event that every entry of such a list is. Programs of OFAC are sanctions; BIS and the FCC restrict trade.
std::optional<ActionType> EventOf(const StructuredFacts& facts) {
  if (facts.kind == "kev") return ActionType::kExploitation;
  if (facts.kind != "list" || facts.status != "listed") return std::nullopt;
  const bool trade =
      facts.publisher == "Bureau of Industry and Security" || facts.publisher == "Federal Communications Commission";
  return trade ? ActionType::kRestriction : ActionType::kSanction;
}

void AddEvent(ActionType type, const StructuredFacts& facts, const std::string& agency,
              const std::vector<std::string>& vendors, Statement& statement) {
  for (const std::string& vendor : vendors)
    if (!vendor.starts_with('~')) AddOnce(statement.vendors, vendor);
  AddOnce(statement.agencies, agency);
  // Names, places and reasons of a list are words of its fields: none of them tells of an act of its own.
  if (facts.kind == "list") statement.actions.clear();
  std::erase_if(statement.actions, [&](const Action& action) { return action.type == type; });
  std::erase_if(statement.unsure, [&](const Action& action) { return action.type == type; });
  Action action;
  action.type = type;
  action.begin = action.end = statement.begin;
  if (type != ActionType::kExploitation && !agency.empty()) action.actors = {agency};
  action.targets = vendors;
  action.date = facts.initial.substr(0, 10);
  action.certainty = kStated;
  statement.actions.push_back(std::move(action));
}

}  // namespace

void AddStatedEvents(const Gazetteer& gazetteer, const ReadDocument& read, const std::vector<std::string>& vendors,
                     Analysis& analysis) {
  if (!read.structured || vendors.empty()) return;
  const StructuredFacts& facts = *read.structured;
  if (const auto type = EventOf(facts)) {
    const auto agencies = gazetteer.Resolve(facts.publisher, EntityType::kAgency);
    const std::string agency = agencies.size() == 1 ? agencies[0]->id : "";
    bool first = true;
    for (Statement& statement : analysis.statements) {
      const bool names = std::any_of(statement.vendors.begin(), statement.vendors.end(),
                                     [&](const std::string& id) { return Holds(vendors, id); });
      if (first || names) AddEvent(*type, facts, agency, vendors, statement);
      first = false;
    }
    return;
  }
  std::vector<std::string> spared;  // vendors none of whose products is affected
  for (const ProductStatus& status : facts.product_status)
    if (status.status == "not affected") spared.push_back(status.vendor);
  if (spared.empty()) return;
  for (Statement& statement : analysis.statements) {
    const bool only_spared =
        !statement.vendors.empty() && std::all_of(statement.vendors.begin(), statement.vendors.end(),
                                                  [&](const std::string& id) { return Holds(spared, id); });
    if (!only_spared) continue;
    for (Action& action : statement.actions)
      if (action.type == ActionType::kVulnerability || action.type == ActionType::kExploitation)
        action.polarity = Polarity::kNegated;
  }
}

}  // namespace dossier::indexer
