// Lists of parties that agencies publish as a table on a page: the FCC's Covered List (47 CFR 1.50002) and the Entity
// List of BIS (15 CFR part 744, supplement 4, as eCFR shows it).
#pragma once

#include <string_view>

#include "indexer/facts/document.h"

namespace dossier::indexer {

// Makes the rows of such tables entries of `read`, a page of markup that was decoded to `payload`: known by the words
// of its header row; of a page that states its publisher, only when that is the agency (or eCFR), since a newspaper may
// print the table too. The rows that became entries, and their header, are no blocks of the page itself then; what else
// the table holds stays its text. `partial` when there are more rows than any list has. Does nothing on other pages.
// Whether the page may be an agency's own at all is asked before (agency_page.h).
// Pure, thread safe; linear in the payload.
void AddListTables(std::string_view payload, ReadDocument& read);

// The company that an entry of the Covered List names: "Telecommunications equipment produced by Acme Corp., including
// ..." gives "Acme Corp."; "" when it names none.
std::string CoveredCompany(std::string_view text);

// Name and other names of an entry of the Entity List: "Acme Co., Ltd., a.k.a., the following two aliases: -A; and -B.
// 1 Main St., ..." gives "Acme Co., Ltd." and "A; B".
struct EntityNames {
  std::string name, aliases;
};
EntityNames NamesOfEntity(std::string_view text);

}  // namespace dossier::indexer
