// What people decided about names that the corpus learned: accepted as a vendor or agency, merged into another,
// rejected, and any of it undone. An append-only log in the corpus directory (names.jsonl, FORMAT.md); nothing else in
// the corpus changes by a decision, so undoing one brings back the answers there were.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::corpus {

// The names are written to disk: never rename one.
enum class NameAct { kAccept, kMerge, kReject, kUndo };
std::string_view NameActName(NameAct act);

struct NameDecision {
  int64_t number = 0;  // from 1, in the order taken
  UtcTime time;
  NameAct act = NameAct::kAccept;
  std::string id;        // whose: a provisional id, or a vendor's or agency's; "" for kUndo
  std::string name;      // as to be shown
  std::string target;    // kAccept: the id it gets; kMerge: the id it becomes a name of
  std::string kind;      // kAccept: "vendor" or "agency"
  int64_t undoes = 0;    // kUndo: the number of the decision taken back
  bool in_force = true;  // false: an undo that is itself in force takes it back. Not on disk
};

// All decisions in the order taken; none when there is no log. A torn last line (a killed process) counts as not
// written. Errors: kCorrupt with the line where the log was changed or damaged, kIo.
Result<std::vector<NameDecision>> ReadNameDecisions(const std::string& corpus_directory);

// Gives the decision its number and time and writes it durably. Waits for others that write one. Errors: kNoCorpus,
// kBusy (none of them ended), kNotFound (an undo of what is not there), kIo, kCorrupt.
Result<NameDecision> AppendNameDecision(const std::string& corpus_directory, NameDecision decision);

// What a merge of two corpora made of the other's decisions.
struct DecisionsMerged {
  size_t added = 0, known = 0;
  std::vector<NameDecision> held_back;  // added and undone at once: a decision of ours about the same name stands
};
// Adds the decisions of another corpus that are not here, each with the time when it was taken, in their order. Of the
// same name ours stay in force. Errors as of AppendNameDecision; what was added up to then stays.
Result<DecisionsMerged> MergeNameDecisions(const std::string& corpus_directory,
                                           const std::vector<NameDecision>& theirs);

}  // namespace dossier::corpus
