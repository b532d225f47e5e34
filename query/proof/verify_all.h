// Every quotation that the index or a stored certificate claims, verified.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "query/answer/engine.h"
#include "query/proof/verifier.h"

namespace dossier::query {

struct VerifiedClaim {
  Claim claim;
  VerifyResult result;
};

struct VerifyReport {
  uint64_t claims = 0;
  uint64_t verified = 0;
  uint64_t from_certificates = 0;
  std::vector<VerifiedClaim> failures;
};

// `engine` may be null: then the certificates alone. Calls `progress` with the number done now and then.
Result<VerifyReport> VerifyAll(const Engine* engine, const corpus::Corpus& corpus,
                               const std::function<void(uint64_t done)>& progress, const std::function<bool()>& stop);

}  // namespace dossier::query
