#include "corpus/stored_records.h"

#include <fmt/format.h>

#include "corpus/archive/archive_writer.h"
#include "corpus/archive/warc.h"
#include "corpus/base/compress.h"
#include "corpus/base/digest.h"
#include "corpus/base/file.h"

namespace dossier::corpus {

Result<std::string> ReadRecord(const std::string& path, const RecordPlace& place, std::string_view what) {
  const auto where = [&] { return fmt::format("{} at {} ({})", path, place.offset, what); };
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadFileRange(path, place.offset, place.length));
  if (bytes.size() != place.length) {
    return Fail(ErrorCode::kCorrupt, fmt::format("{}: the file ends before the record does", where()),
                "dossier check lists all damage");
  }
  if (Sha256(bytes) != place.sha256) {
    return Fail(ErrorCode::kCorrupt, fmt::format("{}: the stored bytes are not those that were written", where()),
                "dossier check lists all damage");
  }
  size_t consumed = 0;
  // The bytes are ours, so the ratio needs no bound; the size has one that no capture reaches.
  auto record = GunzipMember(bytes, &consumed, {uint64_t{8} << 30, 2000});
  if (!record) return Fail(record.error().code, fmt::format("{}: {}", where(), record.error().message));
  return record;
}

Result<Json> MetadataOf(const StoredRecords& records) {
  if (!records.metadata) return Json::object();
  DOSSIER_TRY_ASSIGN(const std::string bytes,
                     ReadRecord(records.path, *records.metadata, RecordTypeName(RecordType::kMetadata)));
  DOSSIER_TRY_ASSIGN(const WarcView record, ParseWarc(bytes));
  return ParseJson(record.block, fmt::format("the metadata of capture {}", static_cast<int64_t>(records.capture.id)));
}

Result<Payload> PayloadOf(const StoredRecords& records) {
  const Capture& capture = records.capture;
  const RecordType type = capture.kind == CaptureKind::kResource ? RecordType::kResource : RecordType::kResponse;
  DOSSIER_TRY_ASSIGN(const std::string bytes, ReadRecord(records.path, records.payload, RecordTypeName(type)));
  DOSSIER_TRY_ASSIGN(const WarcView record, ParseWarc(bytes));
  Payload payload;
  if (HeaderValue(record.fields, "Content-Type").starts_with("application/http")) {
    HttpMessage message = ParseHttp(record.block);
    RestoreHeaders(message.headers);
    payload.headers = std::move(message.headers);
    payload.body = message.body;
  } else {
    payload.body = record.block;
  }
  if (Sha256(payload.body) != capture.sha256) {
    return Fail(
        ErrorCode::kCorrupt,
        fmt::format("{} at {}: the body is not the one that was captured", records.path, records.payload.offset),
        "dossier check lists all damage");
  }
  Decoded decoded = ContentOf(payload.body, HeaderValue(payload.headers, "Content-Encoding"));
  payload.decoded = std::move(decoded.bytes);
  payload.complete = decoded.complete && capture.truncated.empty();
  payload.problem = !decoded.complete           ? std::move(decoded.problem)
                    : capture.truncated.empty() ? ""
                                                : "the capture was cut: " + capture.truncated;
  return payload;
}

}  // namespace dossier::corpus
