// The options with which evidence, timeline, brief and others ask a question; they become parts of one query.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "query/question/question.h"

namespace dossier::query {

struct QuestionOptions {
  std::vector<std::string> words;  // vendor names, or query text with fields
  std::vector<std::string> agencies, by, names, actions, sources, kinds, cves, languages;
  std::string since, until, as_of, event, speaker, reported_by, text;

  // `positional` describes the words in the help.
  void Declare(CommandLine& line, const char* positional);
  // A word without a colon or quotation marks is a vendor's name; anything else is query text.
  Result<Query> ToQuery() const;
};

// Says what the index left aside, behind an answer: as its last line where people read it, else as a note.
void TellLeftAside(const Invocation& invocation, Format format);

}  // namespace dossier::query
