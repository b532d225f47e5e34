// Answers for people: tables and cards.
#pragma once

#include <string>

#include "query/answer/engine.h"

namespace dossier::query {

struct TextOptions {
  size_t width = 100;
  bool color = false;
};

std::string EvidenceText(const Query& query, const EvidenceAnswer& answer, const Engine& engine,
                         const TextOptions& options);
std::string EvidenceMarkdown(const EvidenceAnswer& answer, const Engine& engine);
std::string EvidenceCsv(const EvidenceAnswer& answer, const Engine& engine);
std::string SearchText(const SearchAnswer& answer, const TextOptions& options);
// "searched 12 documents of 3 sources (Fortune 1, CISA 11), captured 2026-09-20 to 2026-09-21".
std::string CoverageText(const Coverage& coverage);
// "prohibition (ordered)", "denies warning".
std::string ActionsText(const EvidenceRow& row);
std::string VerificationText(const EvidenceRow& row);

}  // namespace dossier::query
