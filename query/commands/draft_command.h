// `dossier verify FILE`: the quotations of drafts.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/cli/command.h"
#include "corpus/corpus.h"
#include "query/answer/engine.h"

namespace dossier::query {

struct DraftOptions {
  std::string fix;                // a copy of the draft with comments, or ""
  std::string style = "chicago";  // of the citations that are proposed
};

// Prints what fails first, then what warns, then the rest, and the count. Exit 1 when a quotation does not stand as it
// is quoted and attributed, or when nothing was checked. `engine` may be null.
int VerifyDrafts(const Invocation& invocation, Format format, const std::vector<std::string>& files,
                 const DraftOptions& options, const Engine* engine, const corpus::Corpus& corpus);

}  // namespace dossier::query
