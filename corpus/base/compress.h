// Compression with limits: gzip members for the archive, and HTTP content codings for reading what was captured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

// What hostile input may expand to. A stream that would pass either bound is cut there, never read on.
struct DecodeLimits {
  uint64_t max_bytes = uint64_t{256} << 20;
  uint64_t max_ratio = 1000;  // output bytes per input byte, once the output is above 1 MiB
};

// One complete gzip member (RFC 1952) with no name and no time, so equal input gives equal bytes.
std::string GzipMember(std::string_view bytes, int level = 6);

// The first gzip member at the start of `bytes`: its content, and in *consumed how many bytes it took.
// Errors: kCorrupt (bad header, data or CRC, or torn), kLimit.
Result<std::string> GunzipMember(std::string_view bytes, size_t* consumed, const DecodeLimits& limits = {});

// Decoded content, and whether all of it could be had.
struct Decoded {
  std::string bytes;
  bool complete = true;  // false: damaged, cut short, or a limit was reached; `bytes` holds what came before
  std::string problem;   // why, when not complete
};

// Undoes Content-Encoding as listed in the header value ("gzip", "br", "deflate, gzip", "zstd", "identity", "");
// last listed is undone first (RFC 9110 section 8.4). deflate accepts raw and zlib-wrapped data. An unknown
// coding gives complete = false with the bytes unchanged.
Decoded DecodeContent(std::string_view bytes, std::string_view content_encoding, const DecodeLimits& limits = {});

// Undoes chunked transfer coding (RFC 9112 section 7.1); complete = false when a chunk is bad or missing.
Decoded DecodeChunked(std::string_view bytes);

}  // namespace dossier
