// WARC files of others (Common Crawl, wget, Browsertrix, another corpus): their captures are copied with their own
// dates; the record id and the file they came from are noted in the metadata record.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "corpus/archive/warc.h"
#include "corpus/base/ascii.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "corpus/catalogue/catalogue.h"
#include "corpus/corpus_impl.h"
#include "corpus/exchange/importer.h"
#include "corpus/gate/gate.h"
#include "corpus/gate/saved_page.h"

namespace dossier::corpus {
namespace {

constexpr size_t kMostWaitingRequests = 4000;
constexpr size_t kMostWaitingRevisits = 200'000;
constexpr size_t kMostForeignMetadata = 64 << 10;  // bytes kept of a metadata record of others

// What an archive of the web shows is the original's page of that time. Where it was shown, and when, is kept.
void TakeMemento(NewCapture& capture) {
  const HttpMessage head = ParseHttp(capture.response_head);
  const auto origin =
      OriginOfMemento(capture.url, HeaderValue(head.headers, "Memento-Datetime"), HeaderValue(head.headers, "Link"));
  if (!origin || !origin->saved || JudgeStatus(capture.http_status).pass != Pass::kText) return;
  capture.metadata["stated_by_file"] = Json{{"by", origin->by},
                                            {"url", origin->url},
                                            {"saved", FormatRfc3339(*origin->saved)},
                                            {"shown_at", capture.url},
                                            {"shown", FormatRfc3339(capture.fetched)}};
  capture.url = origin->url;
  capture.fetched = *origin->saved;
}

bool IsOurs(std::string_view warcinfo) {
  return warcinfo.starts_with("software: dossier/") || warcinfo.find("\nsoftware: dossier/") != std::string_view::npos;
}

// How the record's bytes differ from what its head says of their coding: kept with the capture. Only codings with a
// mark of their own are looked for here; the others show when they are undone.
void NoteCoding(const Decoded& chunks, std::string_view content_encoding, NewCapture& capture) {
  std::string mark = chunks.mark;
  const std::string coding = AsciiLowered(content_encoding);
  if ((coding == "gzip" || coding == "x-gzip" || coding == "zstd") && !capture.body.empty()) {
    const std::string head = capture.body.substr(0, 512);
    if (const std::string content = DecodeContent(head, coding).mark; !content.empty())
      mark += (mark.empty() ? "" : "; ") + content;
  }
  if (!mark.empty()) capture.metadata["coding"] = mark;
}

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
  Decoded plain;
  if (AsciiLowered(HeaderValue(message.headers, "Transfer-Encoding")).find("chunked") != std::string::npos) {
    plain = DecodeChunked(message.body);
    capture.body = std::move(plain.bytes);
    if (!plain.complete && capture.truncated.empty()) capture.truncated = "disconnect";
  }
  NoteCoding(plain, HeaderValue(message.headers, "Content-Encoding"), capture);
}

// Whether a stated digest is as long as its algorithm's are, in hexadecimal, base32 or base64; other forms say nothing.
bool IsWholeDigest(std::string_view stated) {
  const size_t colon = std::min(stated.find(':'), stated.size());
  std::string_view value = stated.substr(std::min(colon + 1, stated.size()));
  while (value.ends_with('=')) value.remove_suffix(1);
  const std::string_view algorithm = stated.substr(0, colon);
  const size_t bytes = algorithm == "sha1" || algorithm == "SHA1"       ? 20
                       : algorithm == "sha256" || algorithm == "SHA256" ? 32
                       : algorithm == "sha512" || algorithm == "SHA512" ? 64
                       : algorithm == "md5" || algorithm == "MD5"       ? 16
                                                                        : 0;
  return bytes != 0 &&
         (value.size() == 2 * bytes || value.size() == (bytes * 8 + 4) / 5 || value.size() == (bytes * 8 + 5) / 6);
}

std::string RequestHead(std::string_view block) {
  const size_t end = block.find("\r\n\r\n");
  return std::string(block.substr(0, end == std::string_view::npos ? block.size() : end + 4));
}

// Our own metadata records say where a capture came from. Whoever wrote the record: the capture's address is its
// WARC-Target-URI, and the metadata's is taken only as another spelling of that.
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
  if (const std::string url = StringAt(*metadata, "url"); UrlForHeader(url) == capture.url) capture.url = url;
}

// WARC-Date in any granularity of the W3C profile of ISO 8601 (WARC/1.1, section 5.4), to the beginning of what it
// names: "2015", "2015-10", "2015-10-01", "2015-10-01T22:21Z", and the 14 digits that some tools write.
std::optional<UtcTime> ParseWarcDate(std::string_view text) {
  if (const auto whole = ParseRfc3339(text)) return *whole;
  if (text.size() == 14 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    const std::string with = fmt::format("{}-{}-{}T{}:{}:{}Z", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2),
                                         text.substr(8, 2), text.substr(10, 2), text.substr(12, 2));
    if (const auto digits = ParseRfc3339(with)) return *digits;
    return std::nullopt;
  }
  constexpr std::string_view kRest = "0000-01-01T00:00:00Z";
  std::string filled(text);
  const size_t zone = filled.find_first_of("Z+", 10);
  if (text.size() > 10 && zone == std::string::npos) return std::nullopt;
  if (text.size() == 4 || text.size() == 7 || text.size() == 10) {
    filled += kRest.substr(text.size());
  } else if (zone == 16) {  // hours and minutes
    filled.insert(16, ":00");
  }
  if (const auto time = ParseRfc3339(filled)) return *time;
  return std::nullopt;
}

}  // namespace

Status Importer::ImportWarc(const std::string& path, const std::string& name) {
  referenced_.clear();
  ours_ = false;
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
  if (const uint64_t sharing = reader->sharing_members(); sharing > 0) {
    report_.notes.push_back(
        fmt::format("{}: not compressed record by record, {} of its records do not begin a gzip "
                    "member of their own; read all the same",
                    name, sharing));
  }
  requests_.clear();
  return StorePending();
}

Status Importer::ImportRecord(const std::string& name, const WarcEntry& entry) {
  const std::string type = HeaderValue(entry.fields, "WARC-Type");
  const std::string id = HeaderValue(entry.fields, "WARC-Record-ID");
  const std::string concurrent = HeaderValue(entry.fields, "WARC-Concurrent-To");
  if (type == "metadata" && waiting_ && !waiting_->record_id.empty() &&
      HeaderValue(entry.fields, "WARC-Refers-To") == waiting_->record_id) {
    if (ours_) {
      TakeSource(entry.block, waiting_->capture);
    } else {  // kept as it was written, never obeyed
      waiting_->capture.metadata["foreign_metadata"] =
          RepairUtf8(std::string_view(entry.block).substr(0, kMostForeignMetadata));
    }
    return Ok();
  }
  DOSSIER_CHECK(StorePending());
  if (type == "request") {
    if (requests_.size() > kMostWaitingRequests) requests_.clear();
    if (!concurrent.empty()) requests_[concurrent] = RequestHead(entry.block);
    if (!id.empty()) requests_[id] = RequestHead(entry.block);
    return Ok();
  }
  const std::string url = TargetUri(entry.fields);
  if (type == "warcinfo") ours_ = IsOurs(entry.block);
  if (type != "response" && type != "resource" && type != "revisit") {
    ++report_.left_out["WARC " + type];
    return Ok();
  }
  if (const Judgement judgement = JudgeAddress(url); judgement.pass != Pass::kText) {
    ++report_.left_out[judgement.name];
    return Ok();
  }
  if (!entry.whole) return Ok();  // told as damage by the reader
  Waiting waiting;
  waiting.record_id = id;
  waiting.type = (entry.version == "ARC" ? "arc " : "warc ") + type;
  waiting.payload_digest = HeaderValue(entry.fields, "WARC-Payload-Digest");
  NewCapture& capture = waiting.capture;
  capture.kind = type == "resource" ? CaptureKind::kResource : CaptureKind::kResponse;
  capture.url = url;
  const auto date = ParseWarcDate(HeaderValue(entry.fields, "WARC-Date"));
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
  TakeMemento(capture);
  if (type == "revisit") {
    return ImportRevisit({std::move(capture), id, HeaderValue(entry.fields, "WARC-Refers-To"), waiting.payload_digest,
                          HeaderValue(entry.fields, "WARC-Refers-To-Target-URI"),
                          HeaderValue(entry.fields, "WARC-Refers-To-Date")});
  }
  CompareDigests(name, entry, capture);
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

// Records of ARC files have no id.
void Importer::NoteRecord(const std::string& record_id, CaptureId id) {
  if (!record_id.empty()) by_record_id_[record_id] = id;
}

// Stores the capture that waited for its metadata record.
Status Importer::StorePending() {
  if (!waiting_) return Ok();
  Waiting waiting = std::move(*waiting_);
  waiting_.reset();
  NewCapture& capture = waiting.capture;
  const Digest digest = Sha256(capture.body);
  DOSSIER_TRY_ASSIGN(const std::optional<CaptureId> known, SameRecord(capture, digest));
  if (known) {  // this very record was imported before
    ++report_.unchanged;
    NoteRecord(waiting.record_id, *known);
    if (!waiting.payload_digest.empty()) by_payload_digest_[waiting.payload_digest] = *known;
    return Ok();
  }
  DOSSIER_TRY_ASSIGN(const std::optional<Recent> latest, NewestOf(capture.url));
  if (latest && latest->sha256 == digest && !waiting.dated) {  // nothing says that it is another capture
    ++report_.unchanged;
    return Ok();
  }
  if (latest && latest->sha256 == digest && (latest->kind == capture.kind || latest->kind == CaptureKind::kRevisit)) {
    capture.kind = CaptureKind::kRevisit;
    capture.same_as = latest->id;
    capture.body.clear();
    ++report_.revisits;
  }
  const std::string url = capture.url;
  const Recent recent{CaptureId::kNone, capture.kind, capture.fetched, digest};
  DOSSIER_TRY_ASSIGN(const CaptureId id, Keep(waiting));
  Remember(url, {id, recent.kind, recent.fetched, digest});
  NoteRecord(waiting.record_id, id);
  if (!waiting.payload_digest.empty()) by_payload_digest_[waiting.payload_digest] = id;
  ++report_.captures;
  ++report_.by_type[waiting.type];
  return Ok();
}

// A group of captures is in the catalogue when the number of the group being filled has grown by two.
void Importer::Remember(const std::string& url, Recent recent) {
  const uint64_t group = corpus_.impl().group_number();
  if (group >= recent_since_ + 2) {
    older_ = std::move(recent_);
    recent_.clear();
    recent_since_ = group;
  }
  recent_[url].push_back(recent);
}

Result<std::optional<CaptureId>> Importer::SameRecord(const NewCapture& capture, const Digest& digest) const {
  for (const RecentByUrl* generation : {&recent_, &older_}) {
    const auto found = generation->find(capture.url);
    if (found == generation->end()) continue;
    for (const Recent& one : found->second)
      if (one.fetched == capture.fetched && one.sha256 == digest) return std::optional<CaptureId>(one.id);
  }
  DOSSIER_TRY_ASSIGN(const int64_t known, corpus_.impl().database->Number(
                                              "SELECT id FROM captures WHERE url = ?1 AND fetched = ?2 AND sha256 = ?3",
                                              capture.url, capture.fetched.milliseconds, Blob{ViewOf(digest)}));
  return known == 0 ? std::optional<CaptureId>() : std::optional<CaptureId>(CaptureId{known});
}

Result<std::optional<Importer::Recent>> Importer::NewestOf(const std::string& url) const {
  std::optional<Recent> newest;
  DOSSIER_TRY_ASSIGN(const std::optional<Capture> stored, corpus_.LatestCaptureOf(url));
  if (stored) newest = Recent{stored->id, stored->kind, stored->fetched, stored->sha256};
  for (const RecentByUrl* generation : {&older_, &recent_}) {
    const auto found = generation->find(url);
    if (found == generation->end()) continue;
    for (const Recent& one : found->second)
      if (!newest || std::pair(one.fetched, one.id) >= std::pair(newest->fetched, newest->id)) newest = one;
  }
  return newest;
}

// Compares what the archive states of the record with what it holds, and keeps the result with the capture. A payload
// digest may be that of the body as sent, without chunks, or without its content coding: tools differ. A record that
// was cut, and a form of digest that is not known, cannot be compared.
void Importer::CompareDigests(const std::string& name, const WarcEntry& entry, NewCapture& capture) {
  Json compared = Json::object();
  std::string broken;
  const auto compare = [&](const char* field, const char* key, const std::vector<std::string_view>& forms) {
    const std::string stated = HeaderValue(entry.fields, field);
    if (stated.empty()) return;
    bool known = false, holds = false;
    for (const std::string_view bytes : forms) {
      const std::optional<bool> one = DigestHolds(stated, bytes);
      known = known || (one && IsWholeDigest(stated));
      holds = holds || one.value_or(false);
    }
    if (!known && !holds) return;
    compared[key] = Json{{"value", stated}, {"holds", holds}};
    if (!holds) broken += (broken.empty() ? "" : " and ") + std::string(field);
  };
  compare("WARC-Block-Digest", "block", {entry.block});
  if (capture.truncated.empty() && HeaderValue(entry.fields, "WARC-Segment-Number").empty()) {
    const HttpMessage message = ParseHttp(entry.block);
    const std::string_view sent =
        capture.response_head.empty() || !message.ok ? std::string_view(entry.block) : message.body;
    std::vector<std::string_view> forms = {sent, capture.body};
    const std::string stated = HeaderValue(entry.fields, "WARC-Payload-Digest");
    const std::string coding = message.ok ? HeaderValue(message.headers, "Content-Encoding") : "";
    const auto differs = [&](std::string_view bytes) { return !DigestHolds(stated, bytes).value_or(true); };
    std::string plain;
    if (!coding.empty() && differs(sent) && differs(capture.body)) plain = DecodeContent(capture.body, coding).bytes;
    if (!plain.empty()) forms.push_back(plain);
    compare("WARC-Payload-Digest", "payload", forms);
  }
  if (compared.empty()) return;
  ++report_.digests;
  capture.metadata["stated_digests"] = std::move(compared);
  if (broken.empty()) return;
  Problem(fmt::format("{} at {}: {} does not match the bytes of {}; imported, and marked", name, entry.offset, broken,
                      capture.url));
}

Result<std::optional<CaptureId>> Importer::OriginalOf(const Revisit& revisit) const {
  if (const auto named = by_record_id_.find(revisit.refers_to);
      !revisit.refers_to.empty() && named != by_record_id_.end())
    return std::optional<CaptureId>(named->second);
  const auto same = by_payload_digest_.find(revisit.payload_digest);
  if (!revisit.payload_digest.empty() && same != by_payload_digest_.end())
    return std::optional<CaptureId>(same->second);
  Database& database = *corpus_.impl().database;
  const std::string& url = revisit.refers_to_uri.empty() ? revisit.capture.url : revisit.refers_to_uri;
  int64_t found = 0;
  if (const auto stated = ParseWarcDate(revisit.refers_to_date)) {
    DOSSIER_TRY_ASSIGN(
        found, database.Number("SELECT id FROM captures WHERE url = ?1 AND fetched = ?2", url, stated->milliseconds));
  } else if (revisit.refers_to.empty() && revisit.payload_digest.empty()) {
    // "Not modified" and nothing else: what the address gave before (RFC 9110, section 15.4.5).
    DOSSIER_TRY_ASSIGN(found, database.Number("SELECT id FROM captures WHERE url = ?1 AND fetched <= ?2 AND status IN "
                                              "(0, 200, 203) ORDER BY fetched DESC, id DESC LIMIT 1",
                                              url, revisit.capture.fetched.milliseconds));
  }
  return found == 0 ? std::optional<CaptureId>() : std::optional<CaptureId>(CaptureId{found});
}

// A revisit of another archive: stored as one when the payload it refers to is known; else it waits until all files
// were read.
Status Importer::ImportRevisit(Revisit revisit) {
  const bool named = by_record_id_.contains(revisit.refers_to) || by_payload_digest_.contains(revisit.payload_digest);
  if (named || revisits_.size() >= kMostWaitingRevisits) {
    DOSSIER_TRY_ASSIGN(const bool stored, StoreRevisit(revisit));
    if (!stored) ++report_.left_out["WARC revisit without its payload"];
    return Ok();
  }
  revisits_.push_back(std::move(revisit));
  return Ok();
}

Status Importer::FinishRevisits() {
  if (revisits_.empty()) return Ok();
  DOSSIER_CHECK(corpus_.Flush());
  for (Revisit& revisit : revisits_) {
    DOSSIER_TRY_ASSIGN(const bool stored, StoreRevisit(revisit));
    if (!stored) ++report_.left_out["WARC revisit without its payload"];
  }
  revisits_.clear();
  return Ok();
}

bool Importer::IsRecentRevisit(const NewCapture& capture, const Digest& digest) const {
  for (const RecentByUrl* generation : {&recent_, &older_}) {
    const auto found = generation->find(capture.url);
    if (found == generation->end()) continue;
    for (const Recent& one : found->second)
      if (one.kind == CaptureKind::kRevisit && one.fetched == capture.fetched && one.sha256 == digest) return true;
  }
  return false;
}

Result<bool> Importer::StoreRevisit(Revisit& revisit) {
  DOSSIER_TRY_ASSIGN(const std::optional<CaptureId> original, OriginalOf(revisit));
  if (!original) return false;
  NewCapture& capture = revisit.capture;
  DOSSIER_TRY_ASSIGN(const Capture repeated, corpus_.FindCapture(*original));
  DOSSIER_TRY_ASSIGN(
      const int64_t known,
      corpus_.impl().database->Number(
          "SELECT id FROM captures WHERE url = ?1 AND fetched = ?2 AND kind = ?3 AND sha256 = ?4", capture.url,
          capture.fetched.milliseconds, CaptureKind::kRevisit, Blob{ViewOf(repeated.sha256)}));
  if (known != 0 || IsRecentRevisit(capture, repeated.sha256)) {
    ++report_.unchanged;
    return true;
  }
  capture.kind = CaptureKind::kRevisit;
  capture.same_as = original;
  capture.body.clear();
  const std::string url = capture.url;
  const UtcTime fetched = capture.fetched;
  DOSSIER_TRY_ASSIGN(const CaptureId id, corpus_.Append(std::move(capture)));
  Remember(url, {id, CaptureKind::kRevisit, fetched, repeated.sha256});
  NoteRecord(revisit.record_id, id);
  ++report_.captures;
  ++report_.revisits;
  ++report_.by_type["warc revisit"];
  return true;
}

}  // namespace dossier::corpus
