// Names of the analysis contract's enumerations, as they are written to disk and output.
#include "indexer/facts/statement.h"

#include <algorithm>
#include <array>

namespace dossier::indexer {
namespace {

constexpr std::array<std::string_view, 12> kMentionTypes = {"vendor", "agency",   "outlet", "organisation",
                                                            "person", "product",  "cve",    "date",
                                                            "time",   "duration", "set",    "place"};
constexpr std::array<std::string_view, 5> kVias = {"name", "alias", "acronym", "reference", "tagger"};
constexpr std::array<std::string_view, 14> kActionTypes = {
    "warning",  "prohibition",   "restriction",  "sanction",   "legal-action", "investigation", "denial",
    "reversal", "vulnerability", "exploitation", "mitigation", "breach",       "recall",        "procurement"};
constexpr std::array<std::string_view, 3> kPolarities = {"asserted", "negated", "denied"};
constexpr std::array<std::string_view, 5> kModalities = {"done", "ordered", "proposed", "considered", "alleged"};

// Everyday words for the types.
constexpr std::pair<std::string_view, ActionType> kEveryday[] = {{"warn", ActionType::kWarning},
                                                                 {"alert", ActionType::kWarning},
                                                                 {"advisory", ActionType::kWarning},
                                                                 {"ban", ActionType::kProhibition},
                                                                 {"bans", ActionType::kProhibition},
                                                                 {"banned", ActionType::kProhibition},
                                                                 {"prohibit", ActionType::kProhibition},
                                                                 {"entity-list", ActionType::kRestriction},
                                                                 {"blacklist", ActionType::kRestriction},
                                                                 {"export-control", ActionType::kRestriction},
                                                                 {"restrict", ActionType::kRestriction},
                                                                 {"fine", ActionType::kSanction},
                                                                 {"fines", ActionType::kSanction},
                                                                 {"penalty", ActionType::kSanction},
                                                                 {"sanctions", ActionType::kSanction},
                                                                 {"lawsuit", ActionType::kLegalAction},
                                                                 {"indictment", ActionType::kLegalAction},
                                                                 {"settlement", ActionType::kLegalAction},
                                                                 {"legal", ActionType::kLegalAction},
                                                                 {"suit", ActionType::kLegalAction},
                                                                 {"probe", ActionType::kInvestigation},
                                                                 {"inquiry", ActionType::kInvestigation},
                                                                 {"deny", ActionType::kDenial},
                                                                 {"waiver", ActionType::kReversal},
                                                                 {"reprieve", ActionType::kReversal},
                                                                 {"license", ActionType::kReversal},
                                                                 {"licence", ActionType::kReversal},
                                                                 {"lifting", ActionType::kReversal},
                                                                 {"flaw", ActionType::kVulnerability},
                                                                 {"bug", ActionType::kVulnerability},
                                                                 {"vuln", ActionType::kVulnerability},
                                                                 {"exploit", ActionType::kExploitation},
                                                                 {"exploited", ActionType::kExploitation},
                                                                 {"patch", ActionType::kMitigation},
                                                                 {"fix", ActionType::kMitigation},
                                                                 {"update", ActionType::kMitigation},
                                                                 {"hack", ActionType::kBreach},
                                                                 {"leak", ActionType::kBreach},
                                                                 {"contract", ActionType::kProcurement},
                                                                 {"purchase", ActionType::kProcurement}};

std::string Folded(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ' || c == '_') c = '-';
  }
  return folded;
}

}  // namespace

std::string_view MentionTypeName(MentionType type) { return kMentionTypes[static_cast<size_t>(type)]; }
std::string_view ViaName(Via via) { return kVias[static_cast<size_t>(via)]; }
std::string_view ActionTypeName(ActionType type) { return kActionTypes[static_cast<size_t>(type)]; }
std::string_view PolarityName(Polarity polarity) { return kPolarities[static_cast<size_t>(polarity)]; }
std::string_view ModalityName(Modality modality) { return kModalities[static_cast<size_t>(modality)]; }

bool IsToldOf(const Action& action, std::string_view vendor) {
  const auto is_it = [&](const std::string& id) { return id == vendor; };
  if (std::any_of(action.targets.begin(), action.targets.end(), is_it)) return true;
  if (action.certainty == 0) return action.targets.empty();
  return std::any_of(action.actors.begin(), action.actors.end(), is_it);
}

std::vector<std::string> ActionTypeNames() { return {kActionTypes.begin(), kActionTypes.end()}; }

std::optional<ActionType> ActionTypeOf(std::string_view name) {
  std::string folded = Folded(name);
  const auto* found = std::find(kActionTypes.begin(), kActionTypes.end(), folded);
  if (found != kActionTypes.end()) return static_cast<ActionType>(found - kActionTypes.begin());
  for (const auto& [word, type] : kEveryday) {
    if (word == folded) return type;
  }
  return std::nullopt;
}

}  // namespace dossier::indexer
