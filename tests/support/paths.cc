#include "tests/support/paths.h"

namespace dossier::testing {

std::string SourceDirectory() { return DOSSIER_SOURCE_DIR; }

}  // namespace dossier::testing
