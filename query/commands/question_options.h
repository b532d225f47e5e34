// The options with which evidence, timeline, brief and others ask a question; they become parts of one query.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/cli/command_line.h"
#include "query/question/question.h"

namespace dossier::query {

struct QuestionOptions {
  std::vector<std::string> words;  // vendor names, or query text with fields
  std::vector<std::string> agencies, actions, sources, kinds, cves, languages;
  std::string since, until, event, speaker, reported_by, text;

  // `positional` describes the words in the help.
  void Declare(CommandLine& line, const char* positional);
  // A word without a colon or quotation marks is a vendor's name; anything else is query text.
  Result<Query> ToQuery() const;
};

}  // namespace dossier::query
