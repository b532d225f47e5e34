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
  std::string mark;      // how the bytes differ from what was said of them, when they could be had all the same
};

// Undoes Content-Encoding as listed in the header value ("gzip", "br", "deflate, gzip", "zstd", "identity", "");
// last listed is undone first (RFC 9110 section 8.4). deflate accepts raw and zlib-wrapped data. Each coding that is
// named is tried; where the bytes are none of it, or nobody knows it ("none", "UTF-8"), they are taken as they are and
// that is marked: many archives hold bodies whose coding was undone and whose header was left.
Decoded DecodeContent(std::string_view bytes, std::string_view content_encoding, const DecodeLimits& limits = {});

// The same, and gzip that no header names is undone too (a page whose header was lost, a file "x.json.gz"), marked.
// What capture, import, `inspect` and `index` take for the content of a body.
Decoded ContentOf(std::string_view bytes, std::string_view content_encoding, const DecodeLimits& limits = {});

// Undoes chunked transfer coding (RFC 9112 section 7.1); complete = false when a chunk is bad or missing. Bytes that
// are no chunks from the first on are taken as they are and marked.
Decoded DecodeChunked(std::string_view bytes);

}  // namespace dossier
