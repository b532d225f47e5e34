// Facets: how the statements that answer a question spread over each field of the query language.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "query/answer/rows.h"

namespace dossier::query {

struct FacetValue {
  std::string value;  // as a query takes it: source:fortune.com, published:2018
  std::string shown;  // the name to show
  size_t statements = 0;
  size_t documents = 0;
};

struct Facet {
  std::string_view field;          // of the field table
  std::vector<FacetValue> values;  // most statements first, then by value
};

// The name to show of a vendor's or agency's id (Engine::NameOf).
using NameOfId = std::function<std::string(std::string_view id)>;

// Counts over the rows of an answer, which are statements checked one by one; denials are not counted. Fields that
// are free text (text, title) and the ids of single rows have no facet. Dates count by year, captures by month.
std::vector<Facet> FacetsOf(const EvidenceAnswer& answer, const NameOfId& name_of);
// The agencies that act in the rows' events, asserted ones; a query takes the values as by:fbi.
Facet ActingOf(const EvidenceAnswer& answer, const NameOfId& name_of);

}  // namespace dossier::query
