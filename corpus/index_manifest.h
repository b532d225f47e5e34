// What the index is made of, noted in the catalogue: each database that `index` published, with its size and digest. So
// a part that is missing, a line taken out of the stub and a flipped bit are noticed, though the index is derived and
// can always be made again.
//
// Publishing takes two steps, since the stub is a file of its own: AnnounceIndexParts adds a generation beside the one
// in force, the stub is replaced, SettleIndexParts drops the older ones. A kill in between leaves two generations, and
// the stub is right when it agrees with either. All on the corpus's thread. Errors: kIo, kCorrupt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/result.h"
#include "corpus/corpus.h"

namespace dossier::corpus {

struct IndexPart {
  std::string name;        // the folder in index/
  uint64_t documents = 0;  // document revisions in it
  uint64_t bytes = 0;      // of all its files
  Digest sha256;           // over name, size and SHA-256 of each file, sorted by name
};

// Reads the whole folder. Lock files of the database do not count.
Result<IndexPart> MeasureIndexPart(const std::string& index_directory, const std::string& name, uint64_t documents);

// The corpus is open for Access::kIndex. The new generation.
Result<int64_t> AnnounceIndexParts(Corpus& corpus, const std::vector<IndexPart>& parts);
Status SettleIndexParts(Corpus& corpus, int64_t generation);

// Of the newest generation; none when the index was made before there were manifests.
Result<std::vector<IndexPart>> IndexParts(const Corpus& corpus);

enum class Compare { kNamesAndSizes, kEveryByte };
// What is wrong with an index whose stub names `published`; nothing when there is no manifest.
Result<std::vector<Damage>> CompareIndexParts(const Corpus& corpus, const std::vector<std::string>& published,
                                              Compare depth);

}  // namespace dossier::corpus
