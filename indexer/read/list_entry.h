// What the readers of lists of parties share: a row's fields and the document that it is.
//
// Pure values; a UniqueKeys belongs to one list.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/facts/document.h"

namespace dossier::indexer {

inline constexpr std::string_view kListReader = "list/1";
inline constexpr std::string_view kOfac = "Office of Foreign Assets Control";

// A row by the names of its fields, as far as it has them: "name", "entity_number", "programs", "alt_names", "source"
// ("Entity List (EL) - Bureau of Industry and Security"), "remarks", "start_date", "federal_register_notice",
// "license_policy", "source_information_url". Readers add "owner", where the file says by its form who keeps the list,
// "country", and "status" for a row that is not listed.
using ListFields = std::map<std::string, std::string, std::less<>>;

// The field's value, "" when the row has none.
std::string FieldOf(const ListFields& fields, std::string_view name);

// "-0-" is OFAC's empty field.
std::string ListValue(std::string_view written);

// Keys of entries within one list are unique, and a row that is added or moved changes no other row's key. Of rows with
// one number or name the one that was listed first, by its day, has it alone; the others, or all where that is unknown,
// add what tells them apart: country or list, and citation or day ("Acme (DELMAR, 84 FR 22963)"). What even this leaves
// alike is counted in the order of rows.
class UniqueKeys {
 public:
  void Add(std::string key, std::string apart, std::string day);
  // Gives the entries, which were added in their order, their keys. O(n log n).
  void Give(ReadDocument& list);

 private:
  struct Wanted {
    std::string key, apart, day;
  };
  std::vector<Wanted> wanted_;
};

// A new entry of the list with the facts of its row, whatever file it comes from; its text is the caller's to add, its
// key comes with UniqueKeys::Give. The reference holds until the next one is made.
ReadDocument& AddListEntry(const ListFields& row, UniqueKeys& keys, corpus::BlockSyntax syntax, ReadDocument& list);

// What the list itself is, once its entries stand; gives them their keys.
void FinishList(UniqueKeys& keys, ReadDocument& list);

}  // namespace dossier::indexer
