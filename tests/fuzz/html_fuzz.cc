// The reader of any format, HTML above all: no crash, valid text, and every block leads back to its bytes.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "indexer/read/reader.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  indexer::ReaderInput input;
  input.bytes = bytes;
  input.url = "https://news.example/2018/08/04/story.html";
  input.content_type = "text/html";
  const auto document = indexer::Read(input);
  if (!document) return 0;
  DOSSIER_PROPERTY(IsValidUtf8(document->text.text));
  DOSSIER_PROPERTY(IsValidUtf8(document->title));
  DOSSIER_PROPERTY(indexer::IsEvidence(document->page_kind) || document->text.text.empty());
  const auto payload = DecodeToUtf8(bytes, document->text.charset);
  DOSSIER_PROPERTY(payload.has_value());
  DOSSIER_PROPERTY(corpus::CheckTextMap(*payload, document->text).has_value());
  return 0;
}
