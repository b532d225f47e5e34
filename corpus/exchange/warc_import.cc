// WARC files of others (Common Crawl, wget, Browsertrix, another corpus): their captures are copied with their own
// dates; the record id and the file they came from are noted in the metadata record.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "corpus/archive/warc.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/catalogue/catalogue.h"
#include "corpus/corpus_impl.h"
#include "corpus/exchange/importer.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostWaitingRequests = 4000;

// The response as a capture: head and body apart, transfer coding undone.
void FillFromHttp(std::string_view block, NewCapture& capture) {
  HttpMessage message = ParseHttp(block);
  if (!message.ok) {  // no HTTP head (HTTP/0.9, garbage): the bytes are what there is
    capture.body = block;
    return;
  }
  capture.response_head = block.substr(0, block.size() - message.body.size());
  capture.http_status = StatusOf(message.start_line);
  capture.content_type = HeaderValue(message.headers, "Content-Type");
  capture.body = message.body;
  if (HeaderValue(message.headers, "Transfer-Encoding").find("chunked") == std::string::npos) return;
  Decoded plain = DecodeChunked(message.body);
  // Many archives store the body with the coding undone and the header left: then there are no chunks to find.
  if (!plain.complete && plain.bytes.empty()) return;
  capture.body = std::move(plain.bytes);
  if (!plain.complete && capture.truncated.empty()) capture.truncated = "disconnect";
}

std::string RequestHead(std::string_view block) {
  const size_t end = block.find("\r\n\r\n");
  return std::string(block.substr(0, end == std::string_view::npos ? block.size() : end + 4));
}

// Our own metadata records say where a capture came from; those of others are not interpreted.
void TakeSource(std::string_view json, NewCapture& capture) {
  const auto metadata = ParseJson(json, "metadata record");
  if (!metadata || !metadata->is_object()) return;
  const Json& source = MemberAt(*metadata, "source");
  if (!source.is_object()) return;
  if (const std::string id = StringAt(source, "id"); !id.empty()) capture.source.id = id;
  capture.source.publisher = StringAt(source, "publisher", capture.source.publisher);
  capture.source.kind = StringAt(source, "kind", capture.source.kind);
  capture.source.language = StringAt(source, "language", capture.source.language);
  for (const auto& [key, value] : metadata->items()) {
    if (key != "source" && key != "url" && !capture.metadata.contains(key)) capture.metadata[key] = value;
  }
  if (const std::string url = StringAt(*metadata, "url"); !url.empty()) capture.url = url;
}

}  // namespace

Status Importer::ImportWarc(const std::string& path, const std::string& name) {
  referenced_.clear();
  if (options_.by_reference && path == name) {  // a part of a package is no file of its own
    std::error_code code;
    const std::string real = std::filesystem::canonical(path, code).string();
    if (!code) referenced_ = real;
  }
  auto reader = WarcReader::OpenFile(path);
  if (!reader) {
    Problem(reader.error().message);
    return Ok();
  }
  while (true) {
    Result<std::optional<WarcEntry>> entry = reader->Next();
    if (!entry) {
      Problem(fmt::format("{}: {}", name, entry.error().message));
      break;
    }
    if (!*entry) break;
    DOSSIER_CHECK(ImportRecord(name, **entry));
    if (!Progress(name)) break;
  }
  for (const std::string& damage : reader->damage()) Problem(fmt::format("{} {}", name, damage));
  requests_.clear();
  return StorePending();
}

Status Importer::ImportRecord(const std::string& name, const WarcEntry& entry) {
  const std::string type = HeaderValue(entry.fields, "WARC-Type");
  const std::string id = HeaderValue(entry.fields, "WARC-Record-ID");
  const std::string concurrent = HeaderValue(entry.fields, "WARC-Concurrent-To");
  if (type == "metadata" && waiting_ && HeaderValue(entry.fields, "WARC-Refers-To") == waiting_->record_id) {
    TakeSource(entry.block, waiting_->capture);
    return Ok();
  }
  DOSSIER_CHECK(StorePending());
  if (type == "request") {
    if (requests_.size() > kMostWaitingRequests) requests_.clear();
    if (!concurrent.empty()) requests_[concurrent] = RequestHead(entry.block);
    requests_[id] = RequestHead(entry.block);
    return Ok();
  }
  const std::string url = TargetUri(entry.fields);
  const bool http = url.starts_with("http:") || url.starts_with("https:");
  const bool capture_record = (type == "response" && http) || type == "resource" || (type == "revisit" && http);
  if (!capture_record || url.empty() || !entry.whole) {
    if (capture_record && !entry.whole) return Ok();  // told as damage by the reader
    ++report_.left_out["WARC " + (type == "response" ? url.substr(0, url.find(':')) + " response" : type)];
    return Ok();
  }
  Waiting waiting;
  waiting.record_id = id;
  waiting.type = "warc " + type;
  waiting.payload_digest = HeaderValue(entry.fields, "WARC-Payload-Digest");
  NewCapture& capture = waiting.capture;
  capture.kind = type == "resource" ? CaptureKind::kResource : CaptureKind::kResponse;
  capture.url = url;
  const auto date = ParseRfc3339(HeaderValue(entry.fields, "WARC-Date"));
  capture.fetched = date ? *date : options_.fetched.value_or(Now());
  waiting.dated = date.has_value();
  waiting.offset = entry.offset;
  waiting.length = entry.length;
  capture.ip = HeaderValue(entry.fields, "WARC-IP-Address");
  capture.truncated = HeaderValue(entry.fields, "WARC-Truncated");
  capture.source = options_.source;
  capture.metadata = Json{{"imported_from",
                           {{"file", name.substr(name.rfind('/') + 1)},
                            {"offset", entry.offset},
                            {"record_id", id},
                            {"date", HeaderValue(entry.fields, "WARC-Date")}}}};
  if (type == "resource") {
    capture.content_type = HeaderValue(entry.fields, "Content-Type");
    capture.body = entry.block;
    waiting.as_stored = true;
  } else {
    FillFromHttp(entry.block, capture);
    waiting.as_stored = !capture.response_head.empty() &&
                        capture.response_head.size() + capture.body.size() == entry.block.size() &&
                        HeaderValue(ParseHttp(capture.response_head).headers, "Transfer-Encoding").empty();
    for (const std::string& key : {id, concurrent}) {
      if (const auto request = requests_.find(key); request != requests_.end()) {
        capture.request_head = std::move(request->second);
        requests_.erase(request);
        break;
      }
    }
  }
  if (type == "revisit") return ImportRevisit(entry, std::move(capture));
  waiting_ = std::move(waiting);
  return Ok();
}

// By reference where that was asked for and is possible, else as a copy.
Result<CaptureId> Importer::Keep(Waiting& waiting) {
  const bool can = !referenced_.empty() && waiting.as_stored && waiting.capture.kind != CaptureKind::kRevisit &&
                   waiting.length > 0 && waiting.length < (uint64_t{1} << 32) &&
                   !RecordIdBytes(waiting.record_id).empty();
  if (can) {
    DOSSIER_TRY_ASSIGN(const std::string member, ReadFileRange(referenced_, waiting.offset, waiting.length));
    size_t consumed = 0;
    if (member.starts_with("\x1f\x8b") && GunzipMember(member, &consumed) && consumed == member.size()) {
      waiting.type += " (by reference)";
      return corpus_.impl().Refer(std::move(waiting.capture), waiting.record_id, {referenced_, waiting.offset, member});
    }
  }
  if (!referenced_.empty() && waiting.capture.kind != CaptureKind::kRevisit) waiting.type += " (copied)";
  return corpus_.Append(std::move(waiting.capture));
}

// Stores the capture that waited for its metadata record.
Status Importer::StorePending() {
  if (!waiting_) return Ok();
  Waiting waiting = std::move(*waiting_);
  waiting_.reset();
  NewCapture& capture = waiting.capture;
  const Digest digest = Sha256(capture.body);
  DOSSIER_TRY_ASSIGN(const int64_t known, corpus_.impl().database->Number(
                                              "SELECT id FROM captures WHERE url = ?1 AND fetched = ?2 AND sha256 = ?3",
                                              capture.url, capture.fetched.milliseconds, Blob{ViewOf(digest)}));
  if (known != 0) {  // this very record was imported before
    ++report_.unchanged;
    by_record_id_[waiting.record_id] = CaptureId{known};
    if (!waiting.payload_digest.empty()) by_payload_digest_[waiting.payload_digest] = CaptureId{known};
    return Ok();
  }
  DOSSIER_TRY_ASSIGN(const std::optional<Capture> latest, corpus_.LatestCaptureOf(capture.url));
  if (latest && latest->sha256 == digest && !waiting.dated) {  // nothing says that it is another capture
    ++report_.unchanged;
    return Ok();
  }
  if (latest && latest->sha256 == digest && latest->kind == capture.kind) {
    capture.kind = CaptureKind::kRevisit;
    capture.same_as = latest->id;
    capture.body.clear();
    ++report_.revisits;
  }
  DOSSIER_TRY_ASSIGN(const CaptureId id, Keep(waiting));
  by_record_id_[waiting.record_id] = id;
  if (!waiting.payload_digest.empty()) by_payload_digest_[waiting.payload_digest] = id;
  ++report_.captures;
  ++report_.by_type[waiting.type];
  return Ok();
}

// A revisit of another archive: stored as one when the payload it refers to is known, else left out and counted.
Status Importer::ImportRevisit(const WarcEntry& entry, NewCapture capture) {
  std::optional<CaptureId> original;
  if (const auto named = by_record_id_.find(HeaderValue(entry.fields, "WARC-Refers-To"));
      named != by_record_id_.end()) {
    original = named->second;
  } else if (const auto same = by_payload_digest_.find(HeaderValue(entry.fields, "WARC-Payload-Digest"));
             same != by_payload_digest_.end()) {
    original = same->second;
  } else {
    const std::string uri = HeaderValue(entry.fields, "WARC-Refers-To-Target-URI");
    DOSSIER_TRY_ASSIGN(const std::optional<Capture> earlier, corpus_.LatestCaptureOf(uri.empty() ? capture.url : uri));
    const auto stated = ParseRfc3339(HeaderValue(entry.fields, "WARC-Refers-To-Date"));
    if (earlier && stated && earlier->fetched == *stated) original = earlier->id;
  }
  if (!original) {
    ++report_.left_out["WARC revisit without its payload"];
    return Ok();
  }
  DOSSIER_TRY_ASSIGN(const int64_t known, corpus_.impl().database->Number(
                                              "SELECT id FROM captures WHERE url = ?1 AND fetched = ?2 AND kind = ?3",
                                              capture.url, capture.fetched.milliseconds, CaptureKind::kRevisit));
  if (known != 0) {
    ++report_.unchanged;
    return Ok();
  }
  capture.kind = CaptureKind::kRevisit;
  capture.same_as = original;
  capture.body.clear();
  DOSSIER_TRY_ASSIGN(const CaptureId id, corpus_.Append(std::move(capture)));
  by_record_id_[HeaderValue(entry.fields, "WARC-Record-ID")] = id;
  ++report_.captures;
  ++report_.revisits;
  ++report_.by_type["warc revisit"];
  return Ok();
}

}  // namespace dossier::corpus
