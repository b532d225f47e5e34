// What the readers of structured formats share: members of documents that others wrote, and the canonical text of a
// JSON document. Pure; thread safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/text/canonical_text.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// More blocks than any real document has; the rest of a hostile file is not read.
inline constexpr size_t kMaxBlocks = 100'000;
// More entries than any list that is published has (OFAC's has some 18,000).
inline constexpr size_t kMaxEntries = 100'000;

// Names are kept as they were written, but for white space around them.
std::string TrimmedName(std::string_view text);

// The elements of an array member, or nothing when it is absent or no array.
const Json::array_t& ElementsOf(const Json& object, std::string_view key);

// A list of strings, each once, in the order of the document; a set beside it keeps a huge one linear.
class UniqueNames {
 public:
  void Add(std::string value);
  bool empty() const { return names_.empty(); }
  std::vector<std::string> Take() { return std::move(names_); }

 private:
  std::vector<std::string> names_;
  std::unordered_set<std::string> seen_;
};

// A publisher's time, kept as stated when it begins with a day of the calendar; unknown otherwise.
StatedTime StatedAs(const std::string& value, std::string_view from);

// "CVE-2024-1, CVE-2024-2, CVE-2024-3 and 4 more"
std::string FewOf(const std::vector<std::string>& names);

// The highest of the base scores (CVSS) as a decimal number, as they were written.
class HighestScore {
 public:
  void Add(const Json& score);
  std::string text() const;

 private:
  double highest_ = -1;
};

// Collects the canonical text of a JSON document: every block is the string that its pointer names, with white space
// collapsed.
class JsonText {
 public:
  explicit JsonText(std::string reader);

  // Adds object[key] when it is a string with anything in it; `pointer` is the object's.
  void Add(const Json& object, std::string_view key, const std::string& pointer, corpus::BlockKind kind, int level = 0);
  // One text member of each element of a list of the object.
  void AddEach(const Json& object, std::string_view list, std::string_view key, const std::string& pointer,
               corpus::BlockKind kind);
  // A member that is itself a string.
  void AddValue(const Json& value, const std::string& pointer, corpus::BlockKind kind, int level = 0);

  corpus::TextMap Take() { return std::move(map_); }

 private:
  corpus::TextMap map_;
};

// "/notes" and 3 give "/notes/3".
std::string PointerTo(const std::string& pointer, size_t index);

}  // namespace dossier::indexer
