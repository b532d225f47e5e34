// `dossier check` over everything in a corpus directory: each module says what must hold of its own files.
#pragma once

#include "corpus/base/cli/command.h"

namespace dossier {

int RunCheck(const Invocation& invocation);

}  // namespace dossier
