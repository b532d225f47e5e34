// Documents folded into origins: groups of copies of one text, kept up to date document by document.
//
// In the order of time (IsEarlier) each document joins the origin whose first document it is most alike, else it begins
// one; it joins only by its likeness to the first, never through a chain. A change looks at the documents that share a
// band with those that changed, and at the members of the origins that it touches: nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/index/origin.h"
#include "indexer/index/record.h"

namespace dossier::indexer {

// Documents that are looked at in one band, so that boilerplate that many share cannot make it quadratic.
inline constexpr size_t kMostOfBand = 200;

// Where documents and their origins are found as they were before the change.
class OriginSource {
 public:
  virtual ~OriginSource() = default;
  // The newest revision of a document, as it is now; nullptr when there is none. Holds as long as the source.
  virtual Result<const DocumentRecord*> Newest(const std::string& document) = 0;
  virtual Result<std::string> OriginOf(const std::string& document) = 0;  // "": it stands alone
  virtual Result<std::vector<std::string>> MembersOf(const std::string& origin) = 0;
  // Documents that began an origin and stand in the band, at most kMostOfBand; some may have left either since.
  virtual Result<std::vector<std::string>> InBand(uint32_t band) = 0;
};

class Origins {
 public:
  // `source` must outlive it.
  explicit Origins(OriginSource& source) : source_(source) {}

  // Places documents whose newest revision is another one than before, or new.
  Status Place(const std::set<std::string>& changed);

  // What came of it. Origins that changed, by id; those with one member or none are no more.
  Result<std::map<std::string, Origin>> Changed();
  // The origin of each document that was placed; "": it stands alone.
  std::map<std::string, std::string> Placed() const;
  // Documents that begin an origin, perhaps of one, and did not before or had another text: to be found by their bands.
  const std::set<std::string>& beginning() const { return beginning_; }
  // How many documents more are copies now than before.
  int64_t more_copies() const { return more_copies_; }

 private:
  struct Best {
    std::string first;
    double likeness = 0;
  };
  Result<std::string> FirstOf(const std::string& document);
  Result<std::set<std::string>*> CopiesOf(const std::string& first);
  Status Enqueue(const std::string& document);
  Status Leave(const std::string& document);
  Status Free(const std::string& first);
  Status PlaceOne(const DocumentRecord& document);
  Result<Best> BestOf(const DocumentRecord& document, const std::set<std::string>& near);
  Status AskAgain(const DocumentRecord& first, const std::set<std::string>& near);
  Result<std::set<std::string>> Near(const DocumentRecord& document);

  struct InTime {
    bool operator()(const DocumentRecord* a, const DocumentRecord* b) const;
  };

  OriginSource& source_;
  std::set<std::string> changed_;
  std::set<const DocumentRecord*, InTime> queue_;
  std::map<std::string, std::string> first_of_;           // of documents that were looked at
  std::map<std::string, std::set<std::string>> copies_;   // by first, without it
  std::map<uint32_t, std::vector<std::string>> in_band_;  // of what began an origin now, kMostOfBand at most
  std::set<std::string> placed_, beginning_, touched_;    // touched_: firsts whose copies are others
  int64_t more_copies_ = 0;
};

// Origins of all these at once, the earliest document first; groups of one are left out.
std::vector<Origin> FindOrigins(const std::vector<DocumentRecord>& records);

}  // namespace dossier::indexer
