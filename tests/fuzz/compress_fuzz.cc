// Content codings of hostile streams: bounded output, no crash; what we compress comes back.
#include <cstdint>
#include <string_view>

#include "corpus/base/compress.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  DecodeLimits limits;
  limits.max_bytes = 1 << 20;
  size_t consumed = 0;
  if (const auto content = GunzipMember(bytes, &consumed, limits)) {
    DOSSIER_PROPERTY(content->size() <= limits.max_bytes);
    DOSSIER_PROPERTY(consumed <= size);
  }
  for (const char* coding : {"gzip", "deflate", "br", "zstd", "gzip, br", "x-unknown"}) {
    DOSSIER_PROPERTY(DecodeContent(bytes, coding, limits).bytes.size() <= std::max<size_t>(limits.max_bytes, size));
  }
  DecodeChunked(bytes);
  const std::string member = GzipMember(bytes);
  const auto back = GunzipMember(member, &consumed);
  DOSSIER_PROPERTY(back.has_value() && *back == bytes && consumed == member.size());
  return 0;
}
