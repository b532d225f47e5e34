// The parts of `dossier vendors` and `dossier agencies` that deal with learned names: the list of proposals, the
// decisions about them, and the log of decisions.
#pragma once

#include <optional>
#include <string>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "indexer/gazetteer/gazetteer.h"

namespace dossier::query {

class NameTasks {
 public:
  explicit NameTasks(indexer::EntityType type) : type_(type) {}
  void Declare(CommandLine& line);
  // Does what was asked for and returns the exit code; nothing when none of its options was given.
  std::optional<int> Run(const Invocation& invocation, const CommandLine& line, size_t limit);

 private:
  int List(const Invocation& invocation, size_t limit) const;
  int ListDecisions(const Invocation& invocation) const;
  int Decide(const Invocation& invocation, const CommandLine& line);

  indexer::EntityType type_;
  bool learned_ = false, all_ = false, decisions_ = false;
  std::string kind_, accept_, as_, merge_, into_, reject_, undo_;
};

}  // namespace dossier::query
