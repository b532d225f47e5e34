// Where the tests find files of the source tree.
#pragma once

#include <string>

namespace dossier::testing {

// The root of the repository, without a slash at the end.
std::string SourceDirectory();

}  // namespace dossier::testing
