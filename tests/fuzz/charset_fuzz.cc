// Encodings: the first line names an encoding, the rest is decoded; output is always valid UTF-8.
#include <cstdint>
#include <string_view>

#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const size_t line = std::min(all.find('\n'), all.size());
  const std::string_view body = all.substr(std::min(line + 1, all.size()));
  const std::string sniffed = SniffHtmlEncoding(body, all.substr(0, line));
  const auto decoded = DecodeToUtf8(body, sniffed);
  DOSSIER_PROPERTY(decoded.has_value());
  DOSSIER_PROPERTY(IsValidUtf8(*decoded));
  if (const auto label = EncodingForLabel(all.substr(0, line))) {
    const auto text = DecodeToUtf8(body, *label);
    DOSSIER_PROPERTY(text.has_value());
    DOSSIER_PROPERTY(IsValidUtf8(*text));
  }
  CharsetOfContentType(all);
  MediaTypeOf(all);
  return 0;
}
