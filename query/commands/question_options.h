// The options with which evidence, timeline, brief and others ask a question; they become parts of one query.
#pragma once

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "query/question/asked.h"

namespace dossier::query {

struct QuestionOptions : Asked {
  // `positional` describes the words in the help.
  void Declare(CommandLine& line, const char* positional);
};

// Says what the index left aside, behind an answer: as its last line where people read it, else as a note.
void TellLeftAside(const Invocation& invocation, Format format);

}  // namespace dossier::query
