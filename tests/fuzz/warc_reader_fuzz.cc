// Whole WARC files, plain and gzip: no crash, no endless loop, places inside the file, damage named when a block is not
// whole, and the strict reader never gives more than the lenient one.
#include <cstdint>
#include <string>

#include "corpus/archive/warc_reader.h"
#include "tests/fuzz/property.h"

namespace {

size_t CountRecords(const std::string& bytes, bool strict) {
  using namespace dossier::corpus;
  WarcReadOptions options;
  options.strict = strict;
  options.max_block_bytes = 1 << 20;
  WarcReader reader = WarcReader::FromBytes(bytes, options);
  size_t records = 0;
  while (true) {
    const auto entry = reader.Next();
    DOSSIER_PROPERTY(entry.has_value());
    if (!*entry) break;
    ++records;
    DOSSIER_PROPERTY((*entry)->offset <= bytes.size());
    DOSSIER_PROPERTY((*entry)->length <= bytes.size());
    DOSSIER_PROPERTY((*entry)->whole || !reader.damage().empty());
    DigestsHold(**entry, (*entry)->block);
    TargetUri((*entry)->fields);
  }
  return records;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const size_t lenient = CountRecords(bytes, false);
  DOSSIER_PROPERTY(CountRecords(bytes, true) <= lenient);
  return 0;
}
