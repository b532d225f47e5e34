// Outlets that a draft names as the source of a quotation, in the sentence that holds it.
#pragma once

#include <string>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"
#include "query/draft/reader.h"

namespace dossier::query {

// Ids of the known outlets named in the sentence around the quotation, outside of it; empty when the quotation stands
// in its paragraph several times or not at all.
std::vector<std::string> OutletsAround(const DraftQuotation& quotation, const indexer::Gazetteer& gazetteer);

// Ids of the outlets that a publisher's name may mean.
std::vector<std::string> OutletIds(const std::string& publisher, const indexer::Gazetteer& gazetteer);

}  // namespace dossier::query
