// Evidence by its ids, as a person picked it: found, verified and certified before anything is made of it.
#pragma once

#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "query/answer/engine.h"

namespace dossier::query {

// The evidence of an id from the index, else from a stored certificate. `engine` may be null. Errors: kNotFound.
Result<EvidenceRow> FindEvidenceOrCertificate(const std::string& id, const Engine* engine,
                                              const corpus::Corpus& corpus);

// All of them, in the order given, each once. The first that does not verify stops it; certificates are stored.
// Errors: kNotFound; kCorrupt naming the id and why.
Result<std::vector<EvidenceRow>> PickEvidence(const std::vector<std::string>& ids, const Engine* engine,
                                              corpus::Corpus& corpus);

}  // namespace dossier::query
