// What differs between two contents: fields of JSON by their names, texts sentence by sentence.
//
// Input is hostile: work is linear in its size but for sentences and words, where it is bounded; what is beyond the
// bounds is told as a whole. Pure and thread safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "query/proof/live.h"

namespace dossier::query {

// One thing that differs. Offsets and order are those of the later content, of the earlier one for what was removed.
struct FieldChange {
  // The names are written to output: never rename one.
  enum class Op { kAdded, kRemoved, kChanged, kMoved };
  Op op = Op::kChanged;
  std::string field;            // "product_tree", "title", "text": as in a history
  std::string place;            // for people: "vulnerabilities, CVE-2019-5909, title"
  std::string pointer;          // JSON pointer (RFC 6901), of the later content unless removed; "" in texts
  std::string before, after;    // the text, or the JSON value on one line
  std::vector<DiffPart> words;  // kChanged of prose: from `before` to `after`
};
std::string_view ChangeName(FieldChange::Op op);  // "added"...

// At most so many are told of one pair; `cut` says that there are more.
inline constexpr size_t kMostChanges = 5000;
struct Changes {
  std::vector<FieldChange> list;
  bool cut = false;
};

// The same value, whatever the order of an object's members; 1 and 1.0 are the same number.
bool SameJson(const Json& a, const Json& b);

// Elements of lists are told apart by what identifies them (cve, product_id, number, url, name), so that one put in
// front is one addition. A list that only changed its order is one kMoved.
void DiffJson(const Json& before, const Json& after, const std::string& field, const std::string& pointer,
              Changes& changes);

// Paragraphs are parted by blank lines. A sentence that stands elsewhere now is kMoved.
void DiffTexts(std::string_view before, std::string_view after, const std::string& field, const std::string& place,
               const std::string& pointer, Changes& changes);

}  // namespace dossier::query
