// What `vendors --learned` shows and what can be decided about it: proposals with their state, and the decisions that
// accept, merge, reject and undo. Decisions are checked here before they are written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/answer/engine.h"
#include "query/answer/name_book.h"

namespace dossier::query {

// A learned name with what became of it.
struct Proposal {
  indexer::LearnedName learned;
  std::string state;   // answers (by itself), proposed, weak, accepted, merged, rejected
  std::string target;  // accepted, merged: the id it counts as
  std::string like;    // id of a listed vendor whose name it begins with: perhaps a part of it; or ""
};

struct ProposalFilter {
  std::string kind;  // vendor, agency, outlet, other; "" is any
  bool all = false;  // also those already decided, and those that too little speaks for
  size_t limit = 100;
};

// Best supported first.
Result<std::vector<Proposal>> ListProposals(const Engine& engine, const ProposalFilter& filter);

// The decisions. Names are as people write them, or ids. Each returns the decision as written to the log.
// Errors: kNotFound (no such name, with near ones), kUsage (listed already, id taken, nothing to undo), as of
// AppendNameDecision.
struct Acceptance {
  std::string name;
  std::string id;    // to give; "" makes one of the name
  std::string kind;  // "vendor" or "agency"
};
Result<corpus::NameDecision> AcceptName(const Engine& engine, const std::string& corpus_directory,
                                        const Acceptance& wanted);
Result<corpus::NameDecision> MergeNames(const Engine& engine, const std::string& corpus_directory,
                                        const std::string& name, const std::string& into);
Result<corpus::NameDecision> RejectName(const Engine& engine, const std::string& corpus_directory,
                                        const std::string& name);
// `number` 0: the last decision in force.
Result<corpus::NameDecision> UndoDecision(const std::string& corpus_directory, int64_t number);

}  // namespace dossier::query
