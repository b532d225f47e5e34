// What the readers of Federal Register documents share, whatever format a document comes in. Pure; thread safe.
#pragma once

#include <string>
#include <string_view>

#include "indexer/facts/document.h"

namespace dossier::indexer {

// Dashes stand for hyphens in numbers of documents.
std::string WithHyphens(std::string text);
// "[FR Doc. 2018-09932 Filed 5-9-18; 8:45 am]" gives "2018-09932"; "" when there is none.
std::string RegisterNumberIn(const std::string& line);
// "The rule is effective June 7, 2017": the first date behind the word in a DATES line, else "".
std::string EffectiveIn(const std::string& text);
// "85 FR 230"; without a volume by the year of publication, since volumes are years since 1935. "" when unknown.
std::string CitationOf(const std::string& volume, const StatedTime& published, int page);
// The number that the text is; 0 when it is none or above ten millions.
int NumberFrom(std::string_view text);
// The document as a person would say it: "Federal Trade Commission published notice 2018-09932 (83 FR 21776) on ...".
std::string RegisterReads(const StructuredFacts& facts);

}  // namespace dossier::indexer
