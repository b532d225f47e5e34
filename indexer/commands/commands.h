// The verbs of indexer/, one function a command file. app/main.cc lists them in its table.
#pragma once

#include "corpus/base/cli/command.h"

namespace dossier::indexer {

int RunGazetteer(const Invocation& invocation);  // gazetteer_command.cc

int RunExtract(const Invocation& invocation);  // extract_command.cc
int RunIndex(const Invocation& invocation);

}  // namespace dossier::indexer
