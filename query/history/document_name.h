// What people call a document by: the publisher's number however it is written, or the place where it was printed.
// Pure; thread safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dossier::query {

// "83 FR 21,776", "83 F.R. 21776", "83 Fed. Reg. 21776" give "83 FR 21776"; "" for what is no such citation.
std::string RegisterCitation(std::string_view name);

// A number as it is compared: "BOD 17-01", "Binding Operational Directive 17-01" and "BOD-17-01" are one, "2018–09921"
// is "2018-09921", "Pub. L. 115-232" is "Public Law 115-232". Letter case, blanks and full stops do not count; hyphens
// do between digits.
std::string ComparedNumber(std::string_view name);

// "CVE-2021-44228" in whatever case, as it is written; "" for anything else.
std::string CveIn(std::string_view name);

// A bill or resolution of the United States Congress as it is compared: "S. Con. Res. 10" gives "sconres10", "116 H.R.
// 5515" gives "116hr5515"; "" for what is none. A bare "S10" is none: more than bills are called so.
std::string BillNumber(std::string_view name);

// How texts write the name, for those that speak of a document that is not there: "Pub. L. 115-232", "Public Law
// 115-232" and the like; at least the name itself.
std::vector<std::string> SpellingsOf(std::string_view name);

// Whether a question may be nothing but the name of a document: such a citation, a directive, a public law, a bill, or
// a number of the Federal Register or of an advisory.
bool MayNameDocument(std::string_view name);

}  // namespace dossier::query
