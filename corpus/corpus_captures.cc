// Captures: their WARC records, their rows, and reading them back.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "corpus/archive/warc.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/corpus_impl.h"
#include "corpus/gate/gate.h"
#include "corpus/reading_list.h"
#include "corpus/stored_records.h"

namespace dossier::corpus {
namespace {

constexpr std::string_view kSelectCapture =
    "SELECT c.id, c.kind, c.url, c.fetched, c.status, c.content_type, c.truncated, c.sha256, c.body_bytes, f.name, "
    "c.offset, c.length, c.record_id, c.payload_of, s.name, s.publisher, s.kind, s.language "
    "FROM captures c JOIN archive_files f ON f.id = c.file JOIN sources s ON s.id = c.source ";

// How many rows a walk over all captures reads at a time, so that no read transaction stays open while the visitor
// works (an open one would keep the WAL from being reset).
constexpr int kBatch = 500;

// The catalogue holds the length of a gzip member in four bytes, and incompressible bytes grow a little.
constexpr uint64_t kMostBodyBytes = uint64_t{4} * 1000 * 1000 * 1000;

Capture CaptureOf(const Query& row) {
  Capture capture;
  capture.id = CaptureId{row.Integer(0)};
  capture.kind = static_cast<CaptureKind>(row.Integer(1));
  capture.url = row.Text(2);
  capture.fetched = UtcTime{row.Integer(3)};
  capture.http_status = static_cast<int>(row.Integer(4));
  capture.content_type = row.Text(5);
  capture.truncated = row.Text(6);
  capture.sha256 = DigestFrom(row.BlobAt(7));
  capture.body_bytes = static_cast<uint64_t>(row.Integer(8));
  capture.warc_file = row.Text(9);
  capture.warc_offset = static_cast<uint64_t>(row.Integer(10));
  capture.warc_length = static_cast<uint64_t>(row.Integer(11));
  capture.record_id = RecordIdFromBytes(row.BlobAt(12));
  capture.payload_of = CaptureId{row.Integer(13)};
  capture.source.id = row.Text(14);
  capture.source.publisher = row.Text(15);
  capture.source.kind = row.Text(16);
  capture.source.language = row.Text(17);
  return capture;
}

template <class... Values>
Result<std::optional<Capture>> FindOne(Database& database, std::string_view condition, const Values&... values) {
  DOSSIER_TRY_ASSIGN(Query query, database.Select(std::string(kSelectCapture).append(condition), values...));
  DOSSIER_TRY_ASSIGN(const bool found, query.Next());
  if (!found) return std::optional<Capture>{};
  return std::optional<Capture>(CaptureOf(query));
}

Error NoCapture(CaptureId id) {
  return {ErrorCode::kNotFound, fmt::format("no capture with the number {}", static_cast<int64_t>(id)), ""};
}

// What a queued capture's row needs besides its place.
struct CaptureRow {
  CaptureId id = CaptureId::kNone;
  CaptureKind kind = CaptureKind::kResponse;
  std::string url;
  UtcTime fetched;
  UtcTime stored;
  int status = 0;
  std::string content_type;
  std::string truncated;
  Digest sha256;
  uint64_t body_bytes = 0;
  uint64_t main_offset = 0;  // from the first member
  uint64_t main_length = 0;
  Digest main_sha256;
  std::string members;
  std::string record_id;
  CaptureId payload_of = CaptureId::kNone;
  Source source;
};

Status InsertCapture(Database& database, const CaptureRow& row, const Place& place, int64_t source,
                     const Digest& chain) {
  return WriteRow(database, "captures",
                  "INSERT INTO captures(id, kind, url, fetched, stored, status, content_type, truncated, sha256, "
                  "body_bytes, file, first_offset, offset, length, members, record_id, payload_of, source, chain, "
                  "digest) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20)",
                  row.id, row.kind, row.url, row.fetched.milliseconds, row.stored.milliseconds, row.status,
                  row.content_type, row.truncated, Blob{ViewOf(row.sha256)}, row.body_bytes, place.file, place.offset,
                  place.offset + row.main_offset, row.main_length, Blob{row.members},
                  Blob{RecordIdBytes(row.record_id)}, row.payload_of, source, Blob{ViewOf(chain)});
}

Json MetadataOf(const NewCapture& capture) {
  Json metadata = Json::object();
  Json source = Json::object();
  source["id"] = capture.source.id;
  source["publisher"] = capture.source.publisher;
  source["kind"] = capture.source.kind;
  if (!capture.source.language.empty()) source["language"] = capture.source.language;
  metadata["source"] = std::move(source);
  metadata["url"] = capture.url;
  if (capture.metadata.is_object()) {
    for (const auto& [key, value] : capture.metadata.items()) metadata[key] = value;
  }
  return metadata;
}

// The records of one capture, in the order written: request, the capture itself, metadata.
class CaptureRecords {
 public:
  CaptureRecords(const NewCapture& capture, std::string record_id, int level)
      : capture_(capture),
        id_(std::move(record_id)),
        url_(UrlForHeader(capture.url)),
        date_(FormatWarcDate(capture.fetched)),
        level_(level) {}

  Member Request() const {
    const std::string head = capture_.request_head.ends_with("\r\n\r\n") ? capture_.request_head
                             : capture_.request_head.ends_with("\r\n")   ? capture_.request_head + "\r\n"
                                                                         : capture_.request_head + "\r\n\r\n";
    WarcDraft draft = Draft("request", "application/http;msgtype=request", NewRecordId());
    draft.fields.emplace_back("WARC-Concurrent-To", id_);
    draft.block_head = head;
    return MakeMember(RecordType::kRequest, SerializeWarc(draft), level_);
  }

  Member Main(const Digest& payload, const std::optional<Capture>& original) const {
    const bool http = !capture_.response_head.empty();
    const bool revisit = capture_.kind == CaptureKind::kRevisit;
    const std::string head = http ? ArchivedResponseHead(capture_.response_head) : std::string{};
    const std::string type = http                            ? "application/http;msgtype=response"
                             : capture_.content_type.empty() ? "application/octet-stream"
                                                             : capture_.content_type;
    WarcDraft draft = Draft(revisit ? "revisit" : http ? "response" : "resource", type, id_);
    auto& fields = draft.fields;
    if (!capture_.ip.empty()) fields.emplace_back("WARC-IP-Address", capture_.ip);
    const std::string_view protocol = ProtocolOf(capture_.response_head);
    if (!protocol.empty()) fields.emplace_back("WARC-Protocol", protocol);
    if (original) {
      fields.emplace_back("WARC-Profile", capture_.http_status == 304 ? kProfileNotModified : kProfileSamePayload);
      fields.emplace_back("WARC-Refers-To", original->record_id);
      fields.emplace_back("WARC-Refers-To-Target-URI", UrlForHeader(original->url));
      fields.emplace_back("WARC-Refers-To-Date", FormatWarcDate(original->fetched));
    } else {
      fields.emplace_back("WARC-Payload-Digest", Sha1Base32(capture_.body));
      draft.block_body = capture_.body;
    }
    fields.emplace_back(kPayloadSha256Field, payload.hex());
    if (!capture_.truncated.empty()) fields.emplace_back("WARC-Truncated", capture_.truncated);
    draft.block_head = head;
    const RecordType record_type = revisit ? RecordType::kRevisit
                                   : http  ? RecordType::kResponse
                                           : RecordType::kResource;
    return MakeMember(record_type, SerializeWarc(draft), level_);
  }

  Member Metadata() const {
    const std::string json = DumpJson(MetadataOf(capture_));
    WarcDraft draft = Draft("metadata", std::string(kJsonType), NewRecordId());
    draft.fields.emplace_back("WARC-Refers-To", id_);
    draft.fields.emplace_back("WARC-Concurrent-To", id_);
    draft.block_head = json;
    return MakeMember(RecordType::kMetadata, SerializeWarc(draft), level_);
  }

 private:
  WarcDraft Draft(std::string type, std::string content_type, std::string id) const {
    WarcDraft draft;
    draft.type = std::move(type);
    draft.fields = {{"WARC-Record-ID", std::move(id)},
                    {"WARC-Date", date_},
                    {"WARC-Target-URI", url_},
                    {"Content-Type", std::move(content_type)}};
    return draft;
  }
  const NewCapture& capture_;
  std::string id_, url_, date_;
  int level_;
};

// The part of appending that costs: digests and compression. Runs on the background thread; fills in the row.
std::vector<Member> MakeRecords(const NewCapture& capture, const std::optional<Capture>& original,
                                const Digest& body_sha256, int level, CaptureRow& row) {
  row.sha256 = original ? original->sha256 : body_sha256.empty() ? Sha256(capture.body) : body_sha256;
  row.record_id = NewRecordId();
  const CaptureRecords records(capture, row.record_id, level);
  std::vector<Member> members;
  if (!capture.request_head.empty()) members.push_back(records.Request());
  row.main_offset = members.empty() ? 0 : members[0].bytes.size();
  members.push_back(records.Main(row.sha256, original));
  row.main_length = members.back().bytes.size();
  row.main_sha256 = members.back().sha256;
  // A revisit may have nothing to add to its records.
  if (capture.kind != CaptureKind::kRevisit || !capture.metadata.is_null()) members.push_back(records.Metadata());
  row.members = PackMembers(members);
  return members;
}

}  // namespace

Result<int64_t> Corpus::Impl::SourceRow(const Source& source) {
  const std::string key = source.id + '\0' + source.publisher + '\0' + source.kind + '\0' + source.language;
  if (const auto known = source_rows_.find(key); known != source_rows_.end()) return known->second;
  DOSSIER_TRY_ASSIGN(int64_t id, database->Number("SELECT id FROM sources WHERE name = ?1 AND publisher = ?2 AND "
                                                  "kind = ?3 AND language = ?4",
                                                  source.id, source.publisher, source.kind, source.language));
  if (id == 0) {
    DOSSIER_TRY_ASSIGN(const int64_t last, database->Number("SELECT max(id) FROM sources"));
    id = last + 1;
    DOSSIER_CHECK(WriteRow(*database, "sources",
                           "INSERT INTO sources(id, name, publisher, kind, language, digest) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                           id, source.id, source.publisher, source.kind, source.language));
  }
  source_rows_.emplace(key, id);
  return id;
}

Result<CaptureId> Corpus::Append(NewCapture capture) { return impl_->Append(*this, std::move(capture), Digest{}); }

Result<CaptureId> Corpus::Impl::Append(const Corpus& corpus, NewCapture capture, const Digest& body_sha256) {
  Impl& impl = *this;
  if (impl.access != Access::kArchive) {
    return Fail(ErrorCode::kInternal, "captures need a corpus opened with Access::kArchive");
  }
  std::optional<Capture> original;
  if (capture.kind == CaptureKind::kRevisit) {
    if (!capture.same_as) return Fail(ErrorCode::kInternal, "a revisit must name the capture it repeats");
    DOSSIER_TRY_ASSIGN(Capture named, corpus.FindCapture(*capture.same_as));
    if (named.payload_of != CaptureId::kNone) {
      DOSSIER_TRY_ASSIGN(named, corpus.FindCapture(named.payload_of));
    }
    original = std::move(named);
  }
  if (capture.body.size() > kMostBodyBytes) {
    return Fail(ErrorCode::kLimit, fmt::format("{}: a body of {} bytes is more than a record may hold ({})",
                                               capture.url, capture.body.size(), kMostBodyBytes));
  }
  auto row = std::make_shared<CaptureRow>();
  row->id = CaptureId{impl.next_capture++};
  row->kind = capture.kind;
  row->url = capture.url;
  row->fetched = capture.fetched;
  row->stored = impl.last_stored = std::max(Now(), impl.last_stored);
  row->status = capture.http_status;
  row->content_type = capture.content_type;
  row->truncated = capture.truncated;
  row->body_bytes = original ? original->body_bytes : capture.body.size();
  row->payload_of = original ? original->id : CaptureId::kNone;
  row->source = capture.source;

  const CaptureId id = row->id;
  const size_t bytes = capture.body.size() + capture.response_head.size() + capture.request_head.size();
  BackgroundWorker::Task make(
      [row, capture = std::move(capture), original, body_sha256, level = impl.compression_level] {
        return MakeRecords(capture, original, body_sha256, level, *row);
      });
  Status queued =
      impl.EnqueueTask(std::move(make), bytes, [&impl, row](Database& target, const Place& place) -> Status {
        DOSSIER_TRY_ASSIGN(const int64_t source, impl.SourceRow(row->source));
        impl.chain = NextLink(impl.chain, {row->record_id, row->url, row->fetched, row->sha256, row->main_sha256});
        return InsertCapture(target, *row, place, source, impl.chain.value);
      });
  if (!queued) return Fail(queued.error());
  return id;
}

Result<CaptureId> Corpus::Impl::Refer(NewCapture capture, const std::string& record_id, const Reference& reference) {
  DOSSIER_TRY_ASSIGN(const int64_t file, ReferencedFile(reference.path));
  Member member;
  member.type = capture.kind == CaptureKind::kResource ? RecordType::kResource : RecordType::kResponse;
  member.sha256 = Sha256(reference.member);
  auto row = std::make_shared<CaptureRow>();
  row->id = CaptureId{next_capture++};
  row->kind = capture.kind;
  row->url = capture.url;
  row->fetched = capture.fetched;
  row->stored = last_stored = std::max(Now(), last_stored);
  row->status = capture.http_status;
  row->content_type = capture.content_type;
  row->truncated = capture.truncated;
  row->sha256 = Sha256(capture.body);
  row->body_bytes = capture.body.size();
  row->source = capture.source;
  row->record_id = RecordIdFromBytes(RecordIdBytes(record_id));
  row->main_length = reference.member.size();
  row->main_sha256 = member.sha256;
  member.bytes = reference.member;
  row->members = PackMembers({member});
  Status queued =
      EnqueueItem({{},
                   {},
                   [this, row, place = Place{file, reference.offset}](Database& target, const Place&) -> Status {
                     DOSSIER_TRY_ASSIGN(const int64_t source, SourceRow(row->source));
                     chain = NextLink(chain, {row->record_id, row->url, row->fetched, row->sha256, row->main_sha256});
                     return InsertCapture(target, *row, place, source, chain.value);
                   }},
                  0);
  if (!queued) return Fail(queued.error());
  return row->id;
}

Result<CaptureId> Corpus::Impl::Adopt(const Capture& theirs, std::vector<Member> members, CaptureId original) {
  auto row = std::make_shared<CaptureRow>();
  row->id = CaptureId{next_capture++};
  row->kind = theirs.kind;
  row->url = theirs.url;
  row->fetched = theirs.fetched;
  row->stored = last_stored = std::max(Now(), last_stored);
  row->status = theirs.http_status;
  row->content_type = theirs.content_type;
  row->truncated = theirs.truncated;
  row->sha256 = theirs.sha256;
  row->body_bytes = theirs.body_bytes;
  row->payload_of = original;
  row->source = theirs.source;
  row->record_id = theirs.record_id;
  for (const Member& member : members) {
    const bool main = member.type == RecordType::kResponse || member.type == RecordType::kResource ||
                      member.type == RecordType::kRevisit;
    if (main) {
      row->main_length = member.bytes.size();
      row->main_sha256 = member.sha256;
      break;
    }
    row->main_offset += member.bytes.size();
  }
  row->members = PackMembers(members);
  DOSSIER_CHECK(Enqueue(std::move(members), [this, row](Database& target, const Place& place) -> Status {
    DOSSIER_TRY_ASSIGN(const int64_t source, SourceRow(row->source));
    chain = NextLink(chain, {row->record_id, row->url, row->fetched, row->sha256, row->main_sha256});
    return InsertCapture(target, *row, place, source, chain.value);
  }));
  return row->id;
}

Result<std::string> Corpus::Impl::ReadMember(const std::string& file, uint64_t offset, const MemberInfo& member) const {
  return ReadRecord(PathOf(file), {offset, member.length, member.sha256}, RecordTypeName(member.type));
}

Result<Capture> Corpus::FindCapture(CaptureId id) const {
  if (static_cast<int64_t>(id) < impl_->next_capture && impl_->HasQueued()) {
    DOSSIER_TRY_ASSIGN(std::optional<Capture> stored, FindOne(*impl_->database, "WHERE c.id = ?1", id));
    if (stored) return *std::move(stored);
    DOSSIER_CHECK(impl_->Flush());
  }
  DOSSIER_TRY_ASSIGN(std::optional<Capture> found, FindOne(*impl_->database, "WHERE c.id = ?1", id));
  if (!found) return Fail(NoCapture(id));
  return *std::move(found);
}

Result<std::optional<Capture>> Corpus::LatestCaptureOf(std::string_view url) const {
  return FindOne(*impl_->database, "WHERE c.url = ?1 ORDER BY c.fetched DESC, c.id DESC LIMIT 1", url);
}

Result<std::optional<Capture>> Corpus::FindCaptureByDigest(const Digest& sha256) const {
  return FindOne(*impl_->database, "WHERE c.sha256 = ?1 AND c.payload_of = 0 ORDER BY c.id LIMIT 1",
                 Blob{ViewOf(sha256)});
}

namespace {

struct PlacedMember {
  MemberInfo info;
  uint64_t offset = 0;  // in the capture's WARC file
};

// The gzip members of a capture, in the order written.
Result<std::vector<PlacedMember>> MembersOf(Database& database, const Capture& capture) {
  DOSSIER_TRY_ASSIGN(Query query,
                     database.Select("SELECT members, first_offset FROM captures WHERE id = ?1", capture.id));
  DOSSIER_TRY_ASSIGN(const bool row, query.Next());
  if (!row) return Fail(NoCapture(capture.id));
  DOSSIER_TRY_ASSIGN(const std::vector<MemberInfo> members, UnpackMembers(query.BlobAt(0)));
  std::vector<PlacedMember> placed;
  auto at = static_cast<uint64_t>(query.Integer(1));
  for (const MemberInfo& member : members) {
    placed.push_back({member, at});
    at += member.length;
  }
  return placed;
}

}  // namespace

Result<std::vector<Member>> RawMembersOf(const Corpus& corpus, const Capture& capture) {
  const Corpus::Impl& impl = corpus.impl();
  DOSSIER_TRY_ASSIGN(const std::vector<PlacedMember> placed, MembersOf(*impl.database, capture));
  std::vector<Member> members;
  for (const PlacedMember& one : placed) {
    DOSSIER_TRY_ASSIGN(std::string bytes, ReadFileRange(impl.PathOf(capture.warc_file), one.offset, one.info.length));
    if (Sha256(bytes) != one.info.sha256) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("{} at {}: the stored bytes are not those that were written",
                              impl.PathOf(capture.warc_file), one.offset),
                  "dossier check lists all damage");
    }
    members.push_back({one.info.type, std::move(bytes), one.info.sha256});
  }
  return members;
}

Result<StoredRecords> RecordsOf(const Corpus& corpus, CaptureId id) {
  StoredRecords records;
  DOSSIER_TRY_ASSIGN(records.capture, corpus.FindCapture(id));
  if (records.capture.payload_of != CaptureId::kNone) {
    DOSSIER_TRY_ASSIGN(records.capture, corpus.FindCapture(records.capture.payload_of));
  }
  const Capture& capture = records.capture;
  records.path = corpus.impl().PathOf(capture.warc_file);
  records.payload = {capture.warc_offset, capture.warc_length, {}};
  DOSSIER_TRY_ASSIGN(const std::vector<PlacedMember> members, MembersOf(*corpus.impl().database, capture));
  for (const PlacedMember& member : members) {
    if (member.offset == capture.warc_offset) records.payload.sha256 = member.info.sha256;
    if (member.info.type == RecordType::kMetadata && !records.metadata)
      records.metadata = RecordPlace{member.offset, member.info.length, member.info.sha256};
  }
  return records;
}

Result<Json> Corpus::ReadMetadata(CaptureId id) const {
  DOSSIER_TRY_ASSIGN(const Capture capture, FindCapture(id));
  DOSSIER_TRY_ASSIGN(const std::vector<PlacedMember> members, MembersOf(*impl_->database, capture));
  StoredRecords records{capture, impl_->PathOf(capture.warc_file), {}, {}};
  for (const PlacedMember& member : members) {
    if (member.info.type != RecordType::kMetadata) continue;
    records.metadata = RecordPlace{member.offset, member.info.length, member.info.sha256};
    break;
  }
  return MetadataOf(records);
}

Result<Payload> Corpus::ReadPayload(CaptureId id) const {
  DOSSIER_TRY_ASSIGN(const StoredRecords records, RecordsOf(*this, id));
  return PayloadOf(records);
}

namespace {

// Visits captures in the order stored, a batch at a time; `condition` may use ?2 for `parameter`.
Status Walk(Database& database, std::string_view condition, std::string_view parameter,
            const std::function<Status(const Capture&)>& visit) {
  const std::string sql =
      fmt::format("{} WHERE c.id > ?1 {} ORDER BY c.id LIMIT {}", kSelectCapture, condition, kBatch);
  int64_t last = 0;
  std::vector<Capture> batch;
  do {
    batch.clear();
    {
      DOSSIER_TRY_ASSIGN(Query query, database.Select(sql, last));
      if (!condition.empty()) query.Bind(2, parameter);
      while (true) {
        DOSSIER_TRY_ASSIGN(const bool row, query.Next());
        if (!row) break;
        batch.push_back(CaptureOf(query));
      }
    }
    for (const Capture& capture : batch) {
      last = static_cast<int64_t>(capture.id);
      DOSSIER_CHECK(visit(capture));
    }
  } while (!batch.empty());
  return Ok();
}

}  // namespace

Status Corpus::ForEachUnread(std::string_view reader_set, const std::function<Status(const Capture&)>& visit) const {
  DOSSIER_CHECK(impl_->Flush());
  return Walk(
      *impl_->database,
      "AND NOT EXISTS (SELECT 1 FROM reads r WHERE r.reader_set = ?2 AND r.capture = c.id) AND (c.payload_of = 0 "
      "OR c.url <> (SELECT o.url FROM captures o WHERE o.id = c.payload_of))",
      reader_set, visit);
}

Status Corpus::ForEachCapture(const std::function<Status(const Capture&)>& visit) const {
  DOSSIER_CHECK(impl_->Flush());
  return Walk(*impl_->database, "", "", visit);
}

Result<std::vector<Capture>> CapturesAfter(const Corpus& corpus, CaptureId after, size_t most) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select(
                                      fmt::format("{} WHERE c.id > ?1 ORDER BY c.id LIMIT {}", kSelectCapture, most),
                                      static_cast<int64_t>(after)));
  std::vector<Capture> captures;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return captures;
    captures.push_back(CaptureOf(query));
  }
}

Result<CaptureId> LastCapture(const Corpus& corpus) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select("SELECT max(id) FROM captures"));
  DOSSIER_TRY_ASSIGN(const bool row, query.Next());
  return row ? CaptureId{query.Integer(0)} : CaptureId::kNone;
}

Result<std::vector<AbandonedCapture>> AbandonedCaptures(const Corpus& corpus) {
  DOSSIER_CHECK(corpus.impl().Flush());
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select(
                                      "SELECT c.id, c.url, r.outcome FROM reads r JOIN captures c ON c.id = r.capture "
                                      "WHERE substr(r.outcome, 1, ?1) = ?2 ORDER BY c.id",
                                      static_cast<int64_t>(kLeftAside.size()), kLeftAside));
  std::vector<AbandonedCapture> list;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return list;
    list.push_back({CaptureId{query.Integer(0)}, std::string(query.Text(1)),
                    std::string(query.Text(2).substr(kLeftAside.size()))});
  }
}

Result<std::vector<Source>> Corpus::Sources() const {
  DOSSIER_TRY_ASSIGN(Query query,
                     impl_->database->Select("SELECT name, publisher, kind, language FROM sources ORDER BY name, id"));
  std::vector<Source> sources;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return sources;
    sources.push_back({std::string(query.Text(0)), std::string(query.Text(1)), std::string(query.Text(2)),
                       std::string(query.Text(3))});
  }
}

}  // namespace dossier::corpus
