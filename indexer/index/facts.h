// What is known late of documents (newest revisions, origins, learned names, counts): keys and values in immutable
// tiers.
//
// A publish adds what it changed as a tier of its own, and joins it with the tiers before it that are not much larger,
// so that it costs what it changed and each entry is copied a logarithmic number of times. The newest tier that has a
// key decides; kFactDropped says that there is none any more.
//
// Beside the entries a tier has a table of bands (near_duplicates.h): which documents share a part of their signature.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::indexer {

inline constexpr std::string_view kFactDropped = "-";  // the value of a key that is no more

// A document stands in a band.
struct BandEntry {
  uint32_t band = 0;      // hash of band and content
  uint64_t document = 0;  // BandDocument
  auto operator<=>(const BandEntry&) const = default;
};
// The 60 bits of a document id as a number, and back; 0 of what is no document id.
uint64_t BandDocument(std::string_view document_id);
std::string DocumentOfBand(uint64_t number);

// A change of the facts.
struct FactsChange {
  std::map<std::string, std::string> entries;
  std::vector<BandEntry> bands;  // to be added; in any order
};

// The facts of an opened index. Not thread safe.
class Facts {
 public:
  // The tiers, oldest first; none: facts of nothing. Errors: kIo, kCorrupt.
  static Result<Facts> Open(const std::string& index_directory, const std::vector<std::string>& tiers);
  ~Facts();
  Facts(Facts&&) noexcept;
  Facts& operator=(Facts&&) noexcept;

  bool empty() const;                                   // without tiers
  Result<std::string> Get(std::string_view key) const;  // "" when there is none
  // All whose key begins so, in the order of the keys; `visit` ends the walk by an error.
  Status ForEach(std::string_view beginning,
                 const std::function<Status(const std::string& key, const std::string& value)>& visit) const;
  // Documents that stand in a band, at most `most`; some may have left it since.
  std::vector<uint64_t> InBand(uint32_t band, size_t most) const;

  // Writes the change as a new tier `name`, which takes the place of the newest tiers that are not much larger.
  // Returns the tiers that are live then, oldest first. Nothing is removed.
  Result<std::vector<std::string>> Add(const FactsChange& change, const std::string& name) const;

 private:
  struct Impl;
  explicit Facts(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dossier::indexer
