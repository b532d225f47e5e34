// WARC records and HTTP messages inside them: no crash, and views stay inside the input.
#include <cstdint>
#include <string_view>

#include "corpus/archive/warc.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto record = corpus::ParseWarc(bytes)) {
    DOSSIER_PROPERTY(record->block.empty() ||
                     (record->block.data() >= bytes.data() &&
                      record->block.data() + record->block.size() <= bytes.data() + bytes.size()));
    corpus::ParseHttp(record->block);
  }
  corpus::ParseHttp(bytes);
  corpus::ArchivedResponseHead(bytes);
  corpus::StatusOf(bytes);
  return 0;
}
