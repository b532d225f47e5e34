#include "query/answer/proposals.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/suggest.h"
#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

using corpus::NameAct;
using corpus::NameDecision;
using indexer::EntityType;
using indexer::LearnedName;
using indexer::Sign;

constexpr size_t kDocumentsOfWeak = 2;  // a weak sign counts when so many documents show it

// Whether enough speaks for a name to show it unasked.
bool WellFounded(const LearnedName& name) {
  size_t weak = 0, weak_documents = 0;
  for (const auto& [sign, documents] : name.signs) {
    switch (sign) {
      case Sign::kStated:
      case Sign::kLegalForm:
      case Sign::kTicker:
      case Sign::kApposition:
      case Sign::kDescribed:
      case Sign::kAgencyDescribed:
      case Sign::kAgencyWord:
        return true;
      default:
        ++weak;
        weak_documents = std::max(weak_documents, documents);
    }
  }
  return weak >= 2 || weak_documents >= kDocumentsOfWeak;
}

// The listed vendor whose name the proposal's name begins with.
std::string LikeOf(const indexer::Gazetteer& gazetteer, const std::string& name) {
  for (size_t at = name.rfind(' '); at != std::string::npos && at > 3; at = name.rfind(' ', at - 1)) {
    if (name.substr(0, at).find('.') != std::string::npos) continue;  // "J.D. Power" is not of JD
    const auto found = gazetteer.Resolve(name.substr(0, at), EntityType::kVendor);
    if (found.size() == 1) return found[0]->id;
  }
  return "";
}

Proposal ProposalOf(const Engine& engine, LearnedName learned) {
  Proposal proposal;
  proposal.state = learned.provisional ? "answers" : WellFounded(learned) ? "proposed" : "weak";
  proposal.like = LikeOf(engine.gazetteer(), learned.name);
  if (const NameDecision* decision = engine.names().DecisionOn(learned.id)) {
    proposal.target = decision->target;
    proposal.state = decision->act == NameAct::kAccept  ? "accepted"
                     : decision->act == NameAct::kMerge ? "merged"
                                                        : "rejected";
  }
  proposal.learned = std::move(learned);
  return proposal;
}

// Names near the one written: the same beginning, or few letters apart.
std::string NearNames(const Engine& engine, const std::string& written) {
  const std::string wanted = indexer::ProvisionalIdOf(written);
  const auto learned = engine.index().LearnedNames();
  std::string near;
  size_t count = 0;
  for (const LearnedName& name : learned ? *learned : std::vector<LearnedName>()) {
    const bool begins = wanted.size() > 3 && (name.id.starts_with(wanted) || wanted.starts_with(name.id + "-"));
    if (!begins && (wanted.size() < 5 || EditDistance(name.id, wanted) > 2)) continue;
    near += (count ? ", " : "") + Quoted(name.name);
    if (++count == 3) break;
  }
  return near.empty() ? "dossier vendors --learned lists the names that can be accepted" : "did you mean " + near + "?";
}

// The id of the index that a person means by a name: of an unlisted organisation of this corpus.
Result<std::string> UnlistedId(const Engine& engine, const std::string& written) {
  std::string id = indexer::IsProvisional(written) ? FoldCase(written) : indexer::ProvisionalIdOf(written);
  const std::string_view prefix = indexer::FieldOf(indexer::FieldId::kVendor).prefix;
  size_t passages = 0;
  if (!id.empty()) {
    DOSSIER_TRY_ASSIGN(passages, engine.index().PassagesWith(prefix, id));
  }
  if (passages) return id;
  return Fail(ErrorCode::kNotFound, "no unlisted organisation of this corpus is called " + Quoted(written),
              NearNames(engine, written));
}

// The listed or decided vendor or agency of that name, or nothing.
std::optional<Standing> Standing_(const Engine& engine, const std::string& written) {
  for (EntityType type : {EntityType::kVendor, EntityType::kAgency}) {
    const auto listed = engine.gazetteer().Resolve(written, type);
    if (listed.size() == 1) return engine.names().Find(listed[0]->id);
    if (const auto known = engine.names().Resolve(written, type)) return known;
  }
  return std::nullopt;
}

std::string NameToShow(const Engine& engine, const std::string& id, const std::string& written) {
  const auto learned = engine.index().FindLearned(id);
  if (learned && *learned) return (*learned)->name;
  return indexer::IsProvisional(written) ? written.substr(1) : written;
}

bool IsPlainId(const std::string& id) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && id.size() <= 80 && std::all_of(id.begin(), id.end(), plain) && id.front() != '-' &&
         id.back() != '-';
}

std::string PlainIdOf(const std::string& provisional) {
  std::string id;
  for (char c : provisional) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

}  // namespace

Result<std::vector<Proposal>> ListProposals(const Engine& engine, const ProposalFilter& filter) {
  DOSSIER_TRY_ASSIGN(std::vector<LearnedName> learned, engine.index().LearnedNames());
  std::vector<Proposal> proposals;
  for (LearnedName& name : learned) {
    if (!filter.kind.empty() && name.kind != filter.kind) continue;
    Proposal proposal = ProposalOf(engine, std::move(name));
    if (!filter.all && proposal.state != "answers" && proposal.state != "proposed") continue;
    proposals.push_back(std::move(proposal));
    if (proposals.size() == filter.limit) break;
  }
  return proposals;
}

Result<NameDecision> AcceptName(const Engine& engine, const std::string& corpus_directory, const Acceptance& wanted) {
  for (EntityType type : {EntityType::kVendor, EntityType::kAgency})
    for (const indexer::Entity* entity : engine.gazetteer().Resolve(wanted.name, type))
      return Fail(ErrorCode::kUsage, Quoted(wanted.name) + " is listed already, as " + entity->id,
                  "dossier evidence " + entity->id + " answers for it");
  DOSSIER_TRY_ASSIGN(const std::string provisional, UnlistedId(engine, wanted.name));
  NameDecision decision;
  decision.act = NameAct::kAccept;
  decision.id = provisional;
  decision.name = NameToShow(engine, provisional, wanted.name);
  decision.target = wanted.id.empty() ? PlainIdOf(provisional) : wanted.id;
  decision.kind = wanted.kind;
  if (const NameDecision* before = engine.names().DecisionOn(provisional); before && before->act != NameAct::kReject)
    return Fail(ErrorCode::kUsage,
                Quoted(decision.name) + " counts as " + before->target + " already, by decision " +
                    std::to_string(before->number),
                "dossier vendors --undo " + std::to_string(before->number) + " takes that back");
  if (!IsPlainId(decision.target))
    return Fail(ErrorCode::kUsage, Quoted(decision.target) + " is no id",
                "--as ID: lower-case letters, digits and hyphens");
  const auto taken = engine.names().Find(decision.target);
  if (engine.gazetteer().Find(decision.target) || (taken && taken->status == "accepted"))
    return Fail(ErrorCode::kUsage,
                "the id " + decision.target + " belongs to " + (taken ? taken->name : decision.target),
                "--as OTHER-ID, or if it is the same: dossier vendors --merge " + Quoted(decision.name) + " --into " +
                    decision.target);
  return corpus::AppendNameDecision(corpus_directory, std::move(decision));
}

Result<NameDecision> MergeNames(const Engine& engine, const std::string& corpus_directory, const std::string& name,
                                const std::string& into) {
  const auto target = Standing_(engine, into);
  if (!target)
    return Fail(ErrorCode::kNotFound, "no vendor or agency is known as " + Quoted(into),
                "accept it first: dossier vendors --accept " + Quoted(into));
  NameDecision decision;
  decision.act = NameAct::kMerge;
  decision.target = target->id;
  const auto known = Standing_(engine, name);
  if (known) {
    decision.id = known->id;
    decision.name = known->name;
  } else {
    DOSSIER_TRY_ASSIGN(decision.id, UnlistedId(engine, name));
    decision.name = NameToShow(engine, decision.id, name);
  }
  if (decision.id == decision.target)
    return Fail(ErrorCode::kUsage, Quoted(name) + " and " + Quoted(into) + " are one already: " + target->id, "");
  if (known && known->type != target->type)
    return Fail(ErrorCode::kUsage, Quoted(name) + " and " + Quoted(into) + " are not of one kind",
                "a vendor is merged into a vendor, an agency into an agency");
  return corpus::AppendNameDecision(corpus_directory, std::move(decision));
}

Result<NameDecision> RejectName(const Engine& engine, const std::string& corpus_directory, const std::string& name) {
  NameDecision decision;
  decision.act = NameAct::kReject;
  DOSSIER_TRY_ASSIGN(decision.id, UnlistedId(engine, name));
  decision.name = NameToShow(engine, decision.id, name);
  if (const NameDecision* before = engine.names().DecisionOn(decision.id))
    return Fail(ErrorCode::kUsage,
                Quoted(decision.name) + " is decided already, by decision " + std::to_string(before->number),
                "dossier vendors --undo " + std::to_string(before->number) + " takes that back");
  return corpus::AppendNameDecision(corpus_directory, std::move(decision));
}

Result<NameDecision> UndoDecision(const std::string& corpus_directory, int64_t number) {
  DOSSIER_TRY_ASSIGN(const std::vector<NameDecision> decisions, corpus::ReadNameDecisions(corpus_directory));
  NameDecision undo;
  undo.act = NameAct::kUndo;
  undo.undoes = number;
  if (number == 0)
    for (const NameDecision& decision : decisions)
      if (decision.in_force && decision.act != NameAct::kUndo) undo.undoes = decision.number;
  if (undo.undoes == 0)
    return Fail(ErrorCode::kNotFound, "there is no decision to undo", "dossier vendors --decisions lists them");
  for (const NameDecision& decision : decisions) {
    if (decision.number != undo.undoes) continue;
    if (!decision.in_force)
      return Fail(ErrorCode::kUsage, "decision " + std::to_string(number) + " is undone already",
                  "dossier vendors --decisions lists them");
    undo.id = decision.id;
    undo.name = decision.name;
  }
  return corpus::AppendNameDecision(corpus_directory, std::move(undo));
}

}  // namespace dossier::query
