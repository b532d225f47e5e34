// How to check one quotation without dossier: tail, gzip, head and sha256sum.
#pragma once

#include <string>

#include "query/proof/verifier.h"

namespace dossier::query {

// A shell script with comments; run in the corpus directory it prints two digests and the quotation.
// Every number in it (offsets and lengths in bytes) was read from the catalogue and tried before it is printed, and
// nothing of the page's text stands in it, so that no page can write commands. The digests and the place are those of
// the newest canonical text of the capture. Errors: kNotFound (no capture or text), kCorrupt (the claim does not hold
// in the text, or a record is damaged), kIo, kParse (the claim's digest is none). Thread safe as `corpus` is.
Result<std::string> RecipeFor(const Claim& claim, const corpus::Corpus& corpus);

}  // namespace dossier::query
