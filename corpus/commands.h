// The verbs of corpus/, one function a command file. main.cc lists them in its table.
#pragma once

#include "corpus/base/command.h"

namespace dossier::corpus {

}  // namespace dossier::corpus
