#include "query/proof/verify_all.h"

#include <algorithm>
#include <set>

#include "query/proof/certificate.h"

namespace dossier::query {
namespace {

constexpr size_t kPage = 2000;  // passages fetched at a time

void Count(VerifyReport& report, Claim claim, VerifyResult result) {
  ++report.claims;
  if (result.state == VerifyState::kVerified)
    ++report.verified;
  else
    report.failures.push_back({std::move(claim), std::move(result)});
}

Status VerifyIndex(const Engine& engine, Verifier& verifier, VerifyReport& report,
                   const std::function<void(uint64_t)>& progress, const std::function<bool()>& stop) {
  indexer::FindOptions options;
  options.order = indexer::HitOrder::kOldest;  // passages of one document stay together, so its text is derived once
  options.limit = kPage;
  std::set<std::string> done;
  for (;; options.offset += kPage) {
    DOSSIER_TRY_ASSIGN(const indexer::Hits hits, engine.index().Find(indexer::Expression::All(), options));
    for (const indexer::Hit& hit : hits.hits) {
      EvidenceRow row;
      DOSSIER_TRY_ASSIGN(row.passage, engine.Fetch(hit.id));
      for (row.statement = 0; row.statement < row.passage.statements.size(); ++row.statement) {
        if (row.said().vendors.empty()) continue;
        if (!done.insert(row.said().id + std::to_string(row.passage.from.revision)).second) continue;
        Claim claim = ClaimOf(row);
        VerifyResult result = verifier.Verify(claim);
        Count(report, std::move(claim), std::move(result));
      }
      if (stop && stop()) return Ok();
    }
    if (progress) progress(report.claims);
    if (hits.hits.size() < kPage) return Ok();
  }
}

}  // namespace

Result<VerifyReport> VerifyAll(const Engine* engine, const corpus::Corpus& corpus,
                               const std::function<void(uint64_t done)>& progress, const std::function<bool()>& stop) {
  VerifyReport report;
  Verifier verifier(corpus);
  DOSSIER_TRY_ASSIGN(const auto certificates, corpus.Certificates());
  for (const corpus::Certificate& certificate : certificates) {
    ++report.from_certificates;
    auto claim = ClaimOfCertificate(certificate.content);
    if (!claim) {
      Claim unknown;
      unknown.evidence_id = certificate.evidence_id;
      Count(report, unknown, {VerifyState::kAltered, claim.error().message, 0, 0, ""});
      continue;
    }
    VerifyResult result = verifier.Verify(*claim);
    Count(report, std::move(*claim), std::move(result));
  }
  if (engine) DOSSIER_CHECK(VerifyIndex(*engine, verifier, report, progress, stop));
  return report;
}

}  // namespace dossier::query
