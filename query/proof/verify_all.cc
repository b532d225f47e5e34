#include "query/proof/verify_all.h"

#include <set>

#include "indexer/index/walk.h"
#include "query/answer/name_book.h"
#include "query/proof/certificate.h"

namespace dossier::query {
namespace {

constexpr uint64_t kTold = 2000;  // passages between two calls of `progress`

void Count(VerifyReport& report, Claim claim, VerifyResult result) {
  ++report.claims;
  if (result.state == VerifyState::kVerified)
    ++report.verified;
  else
    report.failures.push_back({std::move(claim), std::move(result)});
}

// One pass in the order of the index: the passages of a document stand together, so its text is derived once and only
// its own evidence ids are kept.
Status VerifyIndex(const Engine& engine, const corpus::Corpus& corpus, Verifier& verifier, VerifyReport& report,
                   const std::function<void(uint64_t)>& progress, const std::function<bool()>& stop) {
  std::string revision;        // whose passages come now
  std::set<std::string> done;  // evidence ids of it
  uint64_t passages = 0;
  DOSSIER_TRY_ASSIGN(const indexer::IndexWalk index, indexer::IndexWalk::Open(corpus.index_directory()));
  return index.All([&](indexer::Passage& passage) -> Result<bool> {
    EvidenceRow row;
    row.passage = std::move(passage);
    engine.names().Apply(row.passage);
    std::string now = row.passage.from.document_id + "|" + std::to_string(row.passage.from.revision);
    if (now != revision) {
      revision = std::move(now);
      done.clear();
    }
    for (row.statement = 0; row.statement < row.passage.statements.size(); ++row.statement) {
      if (row.said().vendors.empty() || !done.insert(row.said().id).second) continue;
      Claim claim = ClaimOf(row);
      VerifyResult result = verifier.Verify(claim);
      Count(report, std::move(claim), std::move(result));
    }
    if (progress && ++passages % kTold == 0) progress(report.claims);
    return !(stop && stop());
  });
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
  if (engine) DOSSIER_CHECK(VerifyIndex(*engine, corpus, verifier, report, progress, stop));
  return report;
}

}  // namespace dossier::query
