#include "corpus/archive/warc.h"

#include <fmt/format.h>
#include <uuid/uuid.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "corpus/base/ascii.h"
#include "corpus/base/digest.h"

namespace dossier::corpus {
namespace {

constexpr std::string_view kUrnPrefix = "<urn:uuid:";

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Field values are one line, whatever the caller got from the network.
void AppendFieldValue(std::string& out, std::string_view value) {
  for (const char c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
}

void AppendField(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  AppendFieldValue(out, value);
  out.append("\r\n");
}

}  // namespace

std::string HeaderValue(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (EqualIgnoringAsciiCase(key, name)) return value;
  }
  return {};
}

std::string NewRecordId() {
  uuid_t id;
  uuid_generate_random(id);
  return RecordIdFromBytes({reinterpret_cast<const char*>(id), sizeof(id)});
}

std::string RecordIdBytes(std::string_view record_id) {
  uuid_t id;
  if (!record_id.starts_with(kUrnPrefix) || !record_id.ends_with('>')) return {};
  const std::string text(record_id.substr(kUrnPrefix.size(), record_id.size() - kUrnPrefix.size() - 1));
  if (text.size() != 36 || uuid_parse(text.c_str(), id) != 0) return {};
  return {reinterpret_cast<const char*>(id), sizeof(id)};
}

std::string RecordIdFromBytes(std::string_view bytes) {
  uuid_t id{};
  std::memcpy(id, bytes.data(), std::min(bytes.size(), sizeof(id)));
  char text[37];
  uuid_unparse_lower(id, text);
  return fmt::format("{}{}>", kUrnPrefix, text);
}

std::string FormatWarcDate(UtcTime time) { return FormatRfc3339(time, time.milliseconds % 1000 != 0); }

std::string UrlForHeader(std::string_view url) {
  std::string out;
  out.reserve(url.size());
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::string SerializeWarc(const WarcDraft& draft) {
  Sha256Stream digest;
  digest.Add(draft.block_head);
  digest.Add(draft.block_body);
  const size_t length = draft.block_head.size() + draft.block_body.size();
  std::string out;
  out.reserve(length + 1024);
  out.append("WARC/1.1\r\n");
  AppendField(out, "WARC-Type", draft.type);
  for (const auto& [name, value] : draft.fields) AppendField(out, name, value);
  AppendField(out, "WARC-Block-Digest", "sha256:" + digest.Finish().hex());
  AppendField(out, "Content-Length", std::to_string(length));
  out.append("\r\n").append(draft.block_head).append(draft.block_body).append("\r\n\r\n");
  return out;
}

size_t ParseHeaderBlock(std::string_view bytes, std::string* start_line, Headers& headers) {
  size_t at = 0;
  bool first = start_line != nullptr;
  while (true) {
    const size_t line_end = bytes.find('\n', at);
    if (line_end == std::string_view::npos) return std::string_view::npos;
    std::string_view line = bytes.substr(at, line_end - at);
    at = line_end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (first) {
      *start_line = line;
      first = false;
      continue;
    }
    if (line.empty()) return at;
    if ((line.front() == ' ' || line.front() == '\t') && !headers.empty()) {
      headers.back().second.append(" ").append(Trim(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    headers.emplace_back(Trim(line.substr(0, colon)), Trim(line.substr(colon + 1)));
  }
}

Result<WarcView> ParseWarc(std::string_view bytes) {
  if (!bytes.starts_with("WARC/")) return Fail(ErrorCode::kCorrupt, "no WARC record starts here");
  WarcView record;
  const size_t head = ParseHeaderBlock(bytes, &record.version, record.fields);
  if (head == std::string_view::npos) return Fail(ErrorCode::kCorrupt, "the WARC header has no end");
  const std::string length_text = HeaderValue(record.fields, "Content-Length");
  uint64_t length = 0;
  const auto [end, code] = std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
  if (code != std::errc{} || end != length_text.data() + length_text.size()) {
    return Fail(ErrorCode::kCorrupt, "the WARC header has no usable Content-Length");
  }
  if (bytes.size() - head < length) return Fail(ErrorCode::kCorrupt, "the WARC block is cut short");
  record.block = bytes.substr(head, length);
  return record;
}

HttpMessage ParseHttp(std::string_view block) {
  HttpMessage message;
  message.body = block;
  if (!block.starts_with("HTTP/")) return message;
  const size_t head = ParseHeaderBlock(block, &message.start_line, message.headers);
  if (head == std::string_view::npos) {
    message.headers.clear();
    return message;
  }
  message.ok = true;
  message.body = block.substr(head);
  return message;
}

int StatusOf(std::string_view start_line) {
  const size_t space = start_line.find(' ');
  if (space == std::string_view::npos) return 0;
  int status = 0;
  std::from_chars(start_line.data() + space + 1, start_line.data() + start_line.size(), status);
  return status;
}

std::string_view ProtocolOf(std::string_view response_head) {
  if (response_head.starts_with("HTTP/2")) return "h2";
  if (response_head.starts_with("HTTP/3")) return "h3";
  return {};
}

std::string ArchivedResponseHead(std::string_view response_head) {
  std::string out;
  out.reserve(response_head.size() + 64);
  if (!ProtocolOf(response_head).empty()) {
    const size_t line_end = std::min(response_head.find('\n'), response_head.size());
    std::string_view line = response_head.substr(0, line_end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    line.remove_prefix(std::min(line.find(' '), line.size()));  // of this line only: others may be without a status
    out.append("HTTP/1.1").append(line).append("\r\n");
    response_head.remove_prefix(std::min(line_end + 1, response_head.size()));
  }
  while (!response_head.empty()) {
    const size_t line_end = response_head.find('\n');
    std::string_view line = response_head.substr(0, line_end);
    response_head.remove_prefix(line_end == std::string_view::npos ? response_head.size() : line_end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    const size_t colon = line.find(':');
    if (colon != std::string_view::npos && EqualIgnoringAsciiCase(Trim(line.substr(0, colon)), "Transfer-Encoding")) {
      out.append(kOriginalTransferEncoding);
      line.remove_prefix(colon);
    }
    out.append(line).append("\r\n");
  }
  return out.append("\r\n");
}

void RestoreHeaders(Headers& headers) {
  for (auto& [name, value] : headers) {
    if (name == kOriginalTransferEncoding) name = "Transfer-Encoding";
  }
}

}  // namespace dossier::corpus
