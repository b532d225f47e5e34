// The verbs of query/, one function a command file. main.cc lists them in its table.
#pragma once

#include "corpus/base/command.h"

namespace dossier::query {

}  // namespace dossier::query
