// The verbs of corpus/, one function a command file. app/main.cc lists them in its table.
#pragma once

#include <functional>
#include <vector>

#include "corpus/base/cli/command.h"
#include "corpus/corpus.h"

namespace dossier::corpus {

// What `check` covers beside the corpus itself: it adds to the report what is damaged and how much was looked at.
using FurtherCheck = std::function<Status(const Corpus&, CheckReport&)>;

int RunImport(const Invocation& invocation);                                           // import_command.cc
int RunExport(const Invocation& invocation);                                           // export_command.cc
int RunCheck(const Invocation& invocation, const std::vector<FurtherCheck>& further);  // check_command.cc
int RunStat(const Invocation& invocation);                                             // stat_command.cc
int RunInspectWarc(const Invocation& invocation);                                      // inspect_warc_command.cc

}  // namespace dossier::corpus
