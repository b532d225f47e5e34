// Reading the records of a capture where StoredRecords says they are: digests checked, content coding undone. Needs no
// catalogue, no lock and no thread of its own; thread safe, and safe in a process made by fork.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "corpus/capture/capture.h"

namespace dossier::corpus {

class Corpus;

// Where the records of a capture lie and what their bytes must be: enough to read them without the catalogue, so that a
// process that reads pages needs neither a lock nor a connection.
struct RecordPlace {
  uint64_t offset = 0;  // of the gzip member in the file
  uint64_t length = 0;
  Digest sha256;  // of the member's bytes
};
struct StoredRecords {
  Capture capture;   // the one that has the bytes
  std::string path;  // of the WARC file
  RecordPlace payload;
  std::optional<RecordPlace> metadata;
};

// The records of a capture, of payload_of for a revisit. On the corpus's thread. Errors: kNotFound, kCorrupt, kIo.
Result<StoredRecords> RecordsOf(const Corpus& corpus, CaptureId id);

// The uncompressed record at that place of the file, its digest checked. `what` names it in errors. Errors: kCorrupt,
// kIo.
Result<std::string> ReadRecord(const std::string& path, const RecordPlace& place, std::string_view what);
// Errors: kCorrupt, kIo.
Result<Payload> PayloadOf(const StoredRecords& records);
// What NewCapture::metadata held; an empty object when there is no such record. Errors: kCorrupt, kIo, kParse.
Result<Json> MetadataOf(const StoredRecords& records);

}  // namespace dossier::corpus
