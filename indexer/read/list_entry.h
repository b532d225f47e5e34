// What the readers of lists of parties share: a row's fields and the document that it is.
//
// Pure values; a UniqueKeys belongs to one list.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "indexer/facts/document.h"

namespace dossier::indexer {

inline constexpr std::string_view kListReader = "list/1";

// A row by the names of its fields, as far as it has them: "name", "entity_number", "programs", "alt_names", "source"
// ("Entity List (EL) - Bureau of Industry and Security"), "remarks", "start_date", "federal_register_notice",
// "license_policy", "source_information_url".
using ListFields = std::map<std::string, std::string, std::less<>>;

// The field's value, "" when the row has none.
std::string FieldOf(const ListFields& fields, std::string_view name);

// "-0-" is OFAC's empty field.
std::string ListValue(std::string_view written);

// Keys of entries within one list are unique: a number that comes again gets the place of its row.
class UniqueKeys {
 public:
  std::string Take(std::string key);

 private:
  std::set<std::string> seen_;
  std::map<std::string, int> next_;  // the place that a key's next repetition tries first
};

// A new entry of the list with the facts of its row, whatever file it comes from; its text is the caller's to add.
// The reference holds until the next one is made.
ReadDocument& AddListEntry(const ListFields& row, UniqueKeys& keys, corpus::BlockSyntax syntax, ReadDocument& list);

// What the list itself is, once its entries stand.
void FinishList(ReadDocument& list);

}  // namespace dossier::indexer
