// Facets: how the statements that answer a question spread over each field of the query language.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/index/schema.h"
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

// Counts statements that were checked one by one; denials are left to the caller. Fields that are free text (text,
// title) and the ids of single rows have no facet. Dates count by year, captures by month. Not thread safe.
class FacetCounter {
 public:
  explicit FacetCounter(NameOfId name_of) : name_of_(std::move(name_of)) {}
  // Rows of one document come one after another.
  void Add(const EvidenceRow& row);
  size_t statements() const { return statements_; }
  std::vector<Facet> Facets() const;

 private:
  struct Count {
    std::string shown;
    size_t statements = 0, documents = 0;
    size_t document = 0;  // the number of the last one
  };
  const std::string& NameOf(const std::string& id);
  void Tally(indexer::FieldId field, const std::string& value, const std::string& shown);
  void AddSaid(const EvidenceRow& row);

  NameOfId name_of_;
  std::unordered_map<std::string, std::string> names_;
  std::array<std::unordered_map<std::string, Count>, indexer::kFields.size()> counts_;
  std::string document_;  // of the last row
  size_t document_number_ = 0, statements_ = 0;
};

}  // namespace dossier::query
