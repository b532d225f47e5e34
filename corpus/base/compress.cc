#include "corpus/base/compress.h"

#include <brotli/decode.h>
#include <fmt/format.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/base/hex.h"

namespace dossier {
namespace {

constexpr size_t kSmallestGzipMember = 18;  // header, trailer
constexpr uint64_t kRatioGrace = uint64_t{1} << 20;
constexpr size_t kStep = 64 << 10;
constexpr int kMostSilentLayers = 2;

// How much `input_bytes` may expand to.
uint64_t OutputBound(const DecodeLimits& limits, uint64_t input_bytes) {
  const uint64_t by_ratio = input_bytes > limits.max_bytes / std::max<uint64_t>(limits.max_ratio, 1)
                                ? limits.max_bytes
                                : input_bytes * limits.max_ratio;
  return std::min(limits.max_bytes, std::max(by_ratio, kRatioGrace));
}

std::string LimitProblem(uint64_t bound) { return fmt::format("expands to more than the {} bytes allowed", bound); }

// --- gzip members ------------------------------------------------------------------------------------------------

struct CompressorFree {
  void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
};
struct DecompressorFree {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

libdeflate_compressor* CompressorOf(int level) {
  thread_local std::unique_ptr<libdeflate_compressor, CompressorFree> compressors[13];
  auto& slot = compressors[level];
  if (!slot) slot.reset(libdeflate_alloc_compressor(level));
  return slot.get();
}

libdeflate_decompressor* ThreadDecompressor() {
  thread_local std::unique_ptr<libdeflate_decompressor, DecompressorFree> decompressor(libdeflate_alloc_decompressor());
  return decompressor.get();
}

// ISA-L at its level 1: some ten times faster than zlib 6 for about 15 % more bytes. Empty when it declines.
std::string FastGzipMember(std::string_view bytes) {
  thread_local std::vector<uint8_t> level_buffer(ISAL_DEF_LVL1_DEFAULT);
  if (bytes.size() > UINT32_MAX / 2) return {};
  isal_zstream stream;
  isal_deflate_stateless_init(&stream);
  stream.gzip_flag = IGZIP_GZIP;
  stream.end_of_stream = 1;
  stream.flush = NO_FLUSH;
  stream.level = 1;
  stream.level_buf = level_buffer.data();
  stream.level_buf_size = static_cast<uint32_t>(level_buffer.size());
  std::string out(bytes.size() + bytes.size() / 1000 + 512, '\0');
  stream.next_in = reinterpret_cast<uint8_t*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uint32_t>(bytes.size());
  stream.next_out = reinterpret_cast<uint8_t*>(out.data());
  stream.avail_out = static_cast<uint32_t>(out.size());
  if (isal_deflate_stateless(&stream) != COMP_OK || stream.avail_in != 0) return {};
  out.resize(stream.total_out);
  return out;
}

// When the input is exactly one member, its last four bytes tell the size of the content: one call, no streaming.
// nullopt when that guess does not hold; the streaming way then decides.
std::optional<std::string> GunzipExactMember(std::string_view bytes, uint64_t bound) {
  if (bytes.size() < kSmallestGzipMember) return std::nullopt;
  uint32_t size = 0;
  for (int i = 3; i >= 0; --i)
    size = size << 8 | static_cast<uint8_t>(bytes[bytes.size() - 4 + static_cast<size_t>(i)]);
  // Deflate expands at most 1032 times, so a larger figure is no size.
  if (size > bound || size > bytes.size() * uint64_t{1032} + 64) return std::nullopt;
  std::string out(size, '\0');
  size_t in_bytes = 0;
  size_t out_bytes = 0;
  const libdeflate_result result = libdeflate_gzip_decompress_ex(ThreadDecompressor(), bytes.data(), bytes.size(),
                                                                 out.data(), out.size(), &in_bytes, &out_bytes);
  if (result != LIBDEFLATE_SUCCESS || in_bytes != bytes.size() || out_bytes != size) return std::nullopt;
  return out;
}

// --- streaming decoders ------------------------------------------------------------------------------------------

enum class StreamEnd { kDone, kTorn, kBad, kLimit };

// Inflates one stream of the form `window_bits` says; appends to `out` until it would pass `bound`.
StreamEnd Inflate(std::string_view in, int window_bits, uint64_t bound, std::string& out, size_t* consumed) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return StreamEnd::kBad;
  StreamEnd end = StreamEnd::kTorn;
  size_t offered = 0;
  char buffer[kStep];
  while (true) {
    if (stream.avail_in == 0 && offered < in.size()) {
      const size_t chunk = std::min<size_t>(in.size() - offered, 1 << 30);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data() + offered));
      stream.avail_in = static_cast<uInt>(chunk);
      offered += chunk;
    }
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = kStep;
    const int code = inflate(&stream, Z_NO_FLUSH);
    const size_t got = kStep - stream.avail_out;
    if (out.size() + got > bound) {
      out.append(buffer, bound - out.size());
      end = StreamEnd::kLimit;
      break;
    }
    out.append(buffer, got);
    if (code == Z_STREAM_END) {
      end = StreamEnd::kDone;
      break;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) {
      end = StreamEnd::kBad;
      break;
    }
    if (got == 0 && stream.avail_in == 0 && offered == in.size()) break;  // wants more than there is
  }
  *consumed = offered - stream.avail_in;
  inflateEnd(&stream);
  return end;
}

std::string ProblemOf(StreamEnd end, std::string_view coding, uint64_t bound) {
  switch (end) {
    case StreamEnd::kDone:
      return {};
    case StreamEnd::kTorn:
      return fmt::format("the {} data ends early", coding);
    case StreamEnd::kBad:
      return fmt::format("the {} data is damaged", coding);
    case StreamEnd::kLimit:
      return LimitProblem(bound);
  }
  return {};
}

bool LooksLikeGzip(std::string_view in) { return in.size() >= 2 && in[0] == '\x1f' && in[1] == '\x8b'; }

StreamEnd DecodeGzip(std::string_view in, uint64_t bound, std::string& out) {
  if (auto exact = GunzipExactMember(in, bound)) {
    out = std::move(*exact);
    return StreamEnd::kDone;
  }
  // RFC 1952 section 2.2: members follow each other; what follows the last one and is none is ignored, as
  // browsers do.
  StreamEnd end = StreamEnd::kTorn;
  bool first = true;
  while (first || LooksLikeGzip(in)) {
    size_t consumed = 0;
    end = Inflate(in, 15 + 16, bound, out, &consumed);
    if (end != StreamEnd::kDone) break;
    in.remove_prefix(consumed);
    first = false;
  }
  return end;
}

// "deflate" means zlib (RFC 9110 section 8.4.1.2), and yet servers send raw deflate: both are taken.
StreamEnd DecodeDeflate(std::string_view in, uint64_t bound, std::string& out) {
  size_t consumed = 0;
  const bool zlib_header = in.size() >= 2 && (in[0] & 0x0f) == 8 &&
                           ((static_cast<uint8_t>(in[0]) << 8 | static_cast<uint8_t>(in[1])) % 31) == 0;
  if (zlib_header) {
    const StreamEnd end = Inflate(in, 15, bound, out, &consumed);
    if (end != StreamEnd::kBad || !out.empty()) return end;
  }
  return Inflate(in, -15, bound, out, &consumed);
}

StreamEnd DecodeBrotli(std::string_view in, uint64_t bound, std::string& out) {
  std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  size_t left = in.size();
  auto next = reinterpret_cast<const uint8_t*>(in.data());
  char buffer[kStep];
  while (true) {
    size_t room = kStep;
    auto at = reinterpret_cast<uint8_t*>(buffer);
    const auto code = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &at, nullptr);
    const size_t got = kStep - room;
    if (out.size() + got > bound) {
      out.append(buffer, bound - out.size());
      return StreamEnd::kLimit;
    }
    out.append(buffer, got);
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return StreamEnd::kDone;
    if (code == BROTLI_DECODER_RESULT_ERROR) return StreamEnd::kBad;
    if (code == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return StreamEnd::kTorn;
  }
}

StreamEnd DecodeZstd(std::string_view in, uint64_t bound, std::string& out) {
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
  // RFC 9659: the window of the "zstd" content coding is at most 8 MiB.
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 23);
  ZSTD_inBuffer input{in.data(), in.size(), 0};
  char buffer[kStep];
  while (true) {
    ZSTD_outBuffer output{buffer, kStep, 0};
    const size_t code = ZSTD_decompressStream(stream.get(), &output, &input);
    if (ZSTD_isError(code) != 0U) return StreamEnd::kBad;
    if (out.size() + output.pos > bound) {
      out.append(buffer, bound - out.size());
      return StreamEnd::kLimit;
    }
    out.append(buffer, output.pos);
    if (code == 0 && input.pos == input.size) return StreamEnd::kDone;
    if (input.pos == input.size && output.pos < kStep) return StreamEnd::kTorn;
  }
}

// Undoes one coding; nullopt when nobody knows it.
std::optional<StreamEnd> DecodeOne(const std::string& coding, std::string_view in, uint64_t bound, std::string& out) {
  if (coding == "gzip" || coding == "x-gzip") return DecodeGzip(in, bound, out);
  if (coding == "deflate") return DecodeDeflate(in, bound, out);
  if (coding == "br") return DecodeBrotli(in, bound, out);
  if (coding == "zstd") return DecodeZstd(in, bound, out);
  return std::nullopt;
}

// Whether bytes that could not be undone were never of this coding. gzip (RFC 1952) and zstd (RFC 8878, frames and
// skippable frames) begin with a mark; the others have none, but nothing compressed reads as a text for long.
bool IsNoneOf(std::string_view coding, std::string_view in) {
  if (coding == "gzip" || coding == "x-gzip") return !LooksLikeGzip(in);
  if (coding == "zstd")
    return !in.starts_with("\x28\xB5\x2F\xFD") && (in.size() < 4 || in.substr(1, 3) != "\x2A\x4D\x18");
  const std::string_view head = in.substr(0, 512);
  return std::none_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
}

// Magic, the only method there is, and no reserved flag (RFC 1952, section 2.3.1).
bool IsGzipMember(std::string_view in) {
  return in.size() >= kSmallestGzipMember && in.starts_with("\x1f\x8b\x08") &&
         (static_cast<uint8_t>(in[3]) & 0xE0) == 0;
}

void AddMark(Decoded& decoded, std::string_view mark) {
  decoded.mark += decoded.mark.empty() ? "" : "; ";
  decoded.mark += mark;
}

std::vector<std::string> CodingsOf(std::string_view header) {
  std::vector<std::string> codings;
  while (true) {
    const size_t comma = header.find(',');
    std::string_view item = header.substr(0, comma);
    while (!item.empty() && (item.front() == ' ' || item.front() == '\t')) item.remove_prefix(1);
    while (!item.empty() && (item.back() == ' ' || item.back() == '\t')) item.remove_suffix(1);
    std::string name(item);
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (!name.empty() && name != "identity") codings.push_back(std::move(name));
    if (comma == std::string_view::npos) return codings;
    header.remove_prefix(comma + 1);
  }
}

}  // namespace

std::string GzipMember(std::string_view bytes, int level) {
  if (level <= 1) {
    std::string fast = FastGzipMember(bytes);
    if (!fast.empty()) return fast;
  }
  libdeflate_compressor* compressor = CompressorOf(std::clamp(level, 1, 12));
  std::string out(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

Result<std::string> GunzipMember(std::string_view bytes, size_t* consumed, const DecodeLimits& limits) {
  const uint64_t bound = OutputBound(limits, bytes.size());
  if (auto exact = GunzipExactMember(bytes, bound)) {
    *consumed = bytes.size();
    return std::move(*exact);
  }
  if (!LooksLikeGzip(bytes)) return Fail(ErrorCode::kCorrupt, "no gzip member starts here");
  std::string out;
  const StreamEnd end = Inflate(bytes, 15 + 16, bound, out, consumed);
  if (end == StreamEnd::kDone) return out;
  return Fail(end == StreamEnd::kLimit ? ErrorCode::kLimit : ErrorCode::kCorrupt, ProblemOf(end, "gzip", bound));
}

Decoded DecodeContent(std::string_view bytes, std::string_view content_encoding, const DecodeLimits& limits) {
  const std::vector<std::string> codings = CodingsOf(content_encoding);
  Decoded result;
  const uint64_t bound = OutputBound(limits, bytes.size());
  std::string current;
  std::string_view in = bytes;
  for (auto coding = codings.rbegin(); coding != codings.rend() && !in.empty(); ++coding) {
    std::string out;
    const std::optional<StreamEnd> end = DecodeOne(*coding, in, bound, out);
    if (!end || (*end != StreamEnd::kDone && IsNoneOf(*coding, in))) {
      AddMark(result, end ? fmt::format("not {}, though its header says so; taken as it is", *coding)
                          : fmt::format("unknown content coding '{}'; taken as it is", *coding));
      continue;
    }
    if (*end != StreamEnd::kDone && result.complete) {
      result.complete = false;
      result.problem = ProblemOf(*end, *coding, bound);
    }
    current = std::move(out);
    in = current;
  }
  if (in.data() == current.data()) {
    result.bytes = std::move(current);
  } else {
    result.bytes = in;
  }
  return result;
}

Decoded ContentOf(std::string_view bytes, std::string_view content_encoding, const DecodeLimits& limits) {
  Decoded content = DecodeContent(bytes, content_encoding, limits);
  for (int layer = 0; layer < kMostSilentLayers && IsGzipMember(content.bytes); ++layer) {
    std::string out;
    const uint64_t bound = OutputBound(limits, content.bytes.size());
    const StreamEnd end = DecodeGzip(content.bytes, bound, out);
    if (end == StreamEnd::kBad && out.empty()) break;
    if (end != StreamEnd::kDone && content.complete) {
      content.complete = false;
      content.problem = ProblemOf(end, "gzip", bound);
    }
    content.bytes = std::move(out);
    AddMark(content, "gzip that no header names; undone");
  }
  return content;
}

Decoded DecodeChunked(std::string_view bytes) {
  Decoded result;
  const std::string_view all = bytes;
  bool first = true;  // nothing was a chunk so far
  const auto fail = [&](std::string_view why) {
    if (first && !all.empty()) {
      result.bytes = all;
      result.mark = "not chunked, though its header says so; taken as it is";
      return result;
    }
    result.complete = false;
    result.problem = why;
    return result;
  };
  while (true) {
    const size_t line_end = bytes.find('\n');
    if (line_end == std::string_view::npos) return fail("a chunk size is missing");
    uint64_t size = 0;
    size_t digits = 0;
    for (; digits < line_end; ++digits) {
      const int value = HexValue(bytes[digits]);
      if (value < 0) break;
      if (digits >= 15) return fail("a chunk size is too large");
      size = size << 4 | static_cast<uint64_t>(value);
    }
    if (digits == 0) return fail("a chunk size is no number");
    const char after = bytes[digits];
    if (after != ';' && after != '\r' && after != '\n' && after != ' ' && after != '\t') {
      return fail("a chunk size is no number");
    }
    const bool network_line = line_end > 0 && bytes[line_end - 1] == '\r';
    bytes.remove_prefix(line_end + 1);
    if (size == 0) return result;  // trailer fields are no part of the body
    if (bytes.size() < size) {
      // A first line of a text may be a number too ("2021"); only a line of the network is the size of a cut chunk.
      if (network_line) first = false;
      if (!first) result.bytes.append(bytes);
      return fail("the last chunk is cut short");
    }
    const std::string_view chunk = bytes.substr(0, size);
    bytes.remove_prefix(size);
    const size_t end = bytes.starts_with("\r\n") ? 2 : bytes.starts_with("\n") ? 1 : 0;
    if (end == 0 && !bytes.empty() && first) return fail("a chunk does not end where its size says");
    first = false;
    result.bytes.append(chunk);
    if (end == 0) return fail("a chunk does not end where its size says");
    bytes.remove_prefix(end);
  }
}

}  // namespace dossier
