// The readers of structured formats (CVE, KEV, Federal Register, bills, lists): no crash, valid text, and every block
// of the document and of its entries leads back to its bytes.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "indexer/read/reader.h"
#include "tests/fuzz/property.h"

namespace {

void CheckMap(std::string_view bytes, const dossier::corpus::TextMap& map) {
  DOSSIER_PROPERTY(dossier::IsValidUtf8(map.text));
  const auto payload = dossier::DecodeToUtf8(bytes, map.charset);
  DOSSIER_PROPERTY(payload.has_value());
  DOSSIER_PROPERTY(dossier::corpus::CheckTextMap(*payload, map).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  dossier::indexer::ReaderInput input;
  input.bytes = std::string_view(reinterpret_cast<const char*>(data), size);
  const auto document = dossier::indexer::Read(input);
  if (!document) return 0;
  CheckMap(input.bytes, document->text);
  for (const auto& entry : document->entries) CheckMap(input.bytes, entry.text);
  return 0;
}
