// Whose a web address is: domains of well-known agencies, outlets and vendors (gazetteer/domains.tsv, embedded).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"

namespace dossier::indexer {

// The organisation whose domain `host` is or lies below, the longest domain first ("cyber.dhs.gov" before
// "dhs.gov"); nullptr when the table has none. Thread safe; `host` is lower case, as Url gives it.
// Ownership is what the table says and not what a page claims of itself. The pointer is the gazetteer's.
const Entity* OwnerOfHost(const Gazetteer& gazetteer, std::string_view host);

// The table as written: domain, id. For tests and checks.
std::vector<std::pair<std::string, std::string>> DomainTable();

}  // namespace dossier::indexer
