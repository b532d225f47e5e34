// How to check one quotation without dossier: tail, gzip, head and sha256sum.
#pragma once

#include <string>

#include "query/proof/verifier.h"

namespace dossier::query {

// A shell script with comments; run in the corpus directory it prints two digests and the quotation.
// Errors: kNotFound, kCorrupt, kIo.
Result<std::string> RecipeFor(const Claim& claim, const corpus::Corpus& corpus);

}  // namespace dossier::query
