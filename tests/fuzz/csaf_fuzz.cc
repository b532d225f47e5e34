// The CSAF reader: no crash, valid text, and every block leads back to its JSON string.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "indexer/read/csaf_reader.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  indexer::LooksLikeCsaf(bytes);
  indexer::ReaderInput input;
  input.bytes = bytes;
  const auto document = indexer::ReadCsaf(input);
  if (!document) return 0;
  DOSSIER_PROPERTY(IsValidUtf8(document->text.text));
  const auto payload = DecodeToUtf8(bytes, document->text.charset);
  DOSSIER_PROPERTY(payload.has_value());
  DOSSIER_PROPERTY(corpus::CheckTextMap(*payload, document->text).has_value());
  return 0;
}
