// Citing as verbs, pages and API do it: the quotation is verified first, its certificate is stored.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/corpus.h"
#include "query/answer/engine.h"
#include "query/cite/citation.h"
#include "query/proof/verifier.h"

namespace dossier::query {

struct Cited {
  EvidenceRow row;
  CitationRecord record;
  Json certificate;
};

// `engine` may be null: stored certificates alone are asked then. Errors: kNotFound; kCorrupt when it does not verify.
Result<std::vector<Cited>> CiteAll(const std::vector<std::string>& ids, const Engine* engine, corpus::Corpus& corpus);
std::vector<CitationRecord> RecordsOf(const std::vector<Cited>& cited);
// "none", "short", "full". Errors: kUsage.
Result<Archived> ArchivedOf(const std::string& name);
// dossier.citations/1 (OUTPUT.md); one citation for each of `cited`.
Json CitationsJson(const std::vector<Cited>& cited, const std::vector<Citation>& citations, const std::string& style);

// The styles that make notes for people, not data for programs.
const std::vector<std::string>& FootnoteStyles();

}  // namespace dossier::query
