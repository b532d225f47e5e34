// Evidence for the tools of others: STIX 2.1 (OASIS) and FollowTheMoney.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "corpus/base/json.h"
#include "query/answer/rows.h"

namespace dossier::query {

// Gives the display name of a vendor or agency id.
using NameLookup = std::function<std::string(const std::string& id)>;

// A bundle: one report, an identity for each organisation, a note for each quotation. Ids are UUIDs made of the
// evidence ids, so the same evidence always has the same ids; `made` is the time of all objects. Rows must be verified.
Json StixBundle(const std::vector<EvidenceRow>& rows, const NameLookup& name_of, UtcTime made);

// Evidence as FollowTheMoney entities: Company and PublicBody for vendors and agencies, Article for documents, Mention
// for each name in a document, and Documentation that holds the quotation. One object a line of the export.
std::vector<Json> FtmEntities(const std::vector<EvidenceRow>& rows, const NameLookup& name_of);

}  // namespace dossier::query
