// The verbs of corpus/, one function a command file. app/main.cc lists them in its table.
#pragma once

#include "corpus/base/cli/command.h"

namespace dossier::corpus {

int RunImport(const Invocation& invocation);       // import_command.cc
int RunExport(const Invocation& invocation);       // export_command.cc
int RunCheck(const Invocation& invocation);        // check_command.cc
int RunStat(const Invocation& invocation);         // stat_command.cc
int RunInspectWarc(const Invocation& invocation);  // inspect_warc_command.cc

}  // namespace dossier::corpus
