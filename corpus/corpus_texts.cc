// Canonical texts, documents and revisions.
#include <fmt/format.h>

#include "corpus/archive/warc.h"
#include "corpus/corpus_impl.h"

namespace dossier::corpus {
namespace {

constexpr std::string_view kSelectText =
    "SELECT t.id, t.capture, t.sha256, t.reader, t.created, f.name, t.offset, t.length, t.record_id "
    "FROM texts t JOIN archive_files f ON f.id = t.file ";
constexpr std::string_view kSelectDocument =
    "SELECT d.id, d.key, d.kind, d.title, d.url, d.metadata, s.name, s.publisher, s.kind, s.language "
    "FROM documents d JOIN sources s ON s.id = d.source ";
constexpr std::string_view kSelectRevision =
    "SELECT document, ordinal, text, capture, first_seen, stated, stated_version FROM revisions ";

// Extension field of a conversion record: the reader and its version.
constexpr std::string_view kReaderField = "Dossier-Reader";
constexpr int kDocumentBatch = 500;

StoredText TextOf(const Query& row) {
  StoredText text;
  text.id = TextId{row.Integer(0)};
  text.capture = CaptureId{row.Integer(1)};
  text.sha256 = DigestFrom(row.BlobAt(2));
  text.reader = row.Text(3);
  text.created = UtcTime{row.Integer(4)};
  text.warc_file = row.Text(5);
  text.warc_offset = static_cast<uint64_t>(row.Integer(6));
  text.warc_length = static_cast<uint64_t>(row.Integer(7));
  text.record_id = RecordIdFromBytes(row.BlobAt(8));
  return text;
}

template <class... Values>
Result<std::optional<StoredText>> FindOneText(Database& database, std::string_view condition, const Values&... values) {
  DOSSIER_TRY_ASSIGN(Query query, database.Select(std::string(kSelectText).append(condition), values...));
  DOSSIER_TRY_ASSIGN(const bool found, query.Next());
  if (!found) return std::optional<StoredText>{};
  return std::optional<StoredText>(TextOf(query));
}

Result<Document> DocumentOf(const Query& row) {
  Document document;
  document.id = DocumentId{row.Integer(0)};
  document.key = row.Text(1);
  document.kind = row.Text(2);
  document.title = row.Text(3);
  document.url = row.Text(4);
  DOSSIER_TRY_ASSIGN(document.metadata, ParseJson(row.Text(5), "the metadata of document " + document.key));
  document.source = {std::string(row.Text(6)), std::string(row.Text(7)), std::string(row.Text(8)),
                     std::string(row.Text(9))};
  return document;
}

template <class... Values>
Result<std::optional<Document>> FindOneDocument(Database& database, std::string_view condition,
                                                const Values&... values) {
  DOSSIER_TRY_ASSIGN(Query query, database.Select(std::string(kSelectDocument).append(condition), values...));
  DOSSIER_TRY_ASSIGN(const bool found, query.Next());
  if (!found) return std::optional<Document>{};
  DOSSIER_TRY_ASSIGN(Document document, DocumentOf(query));
  return std::optional<Document>(std::move(document));
}

Result<std::vector<Revision>> StoredRevisions(Database& database, DocumentId id) {
  DOSSIER_TRY_ASSIGN(Query query,
                     database.Select(std::string(kSelectRevision) + "WHERE document = ?1 ORDER BY ordinal", id));
  std::vector<Revision> revisions;
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return revisions;
    revisions.push_back({DocumentId{query.Integer(0)}, static_cast<int>(query.Integer(1)), TextId{query.Integer(2)},
                         CaptureId{query.Integer(3)}, UtcTime{query.Integer(4)}, query.Integer(5) != 0,
                         std::string(query.Text(6))});
  }
}

Status NeedIndexAccess(Access access) {
  if (access == Access::kIndex) return Ok();
  return Fail(ErrorCode::kInternal, "texts and documents need a corpus opened with Access::kIndex");
}

Member ConversionRecord(const Capture& capture, const TextMap& map, const std::string& id, UtcTime now, int level) {
  WarcDraft draft;
  draft.type = "conversion";
  draft.fields = {{"WARC-Record-ID", id},
                  {"WARC-Date", FormatWarcDate(now)},
                  {"WARC-Target-URI", UrlForHeader(capture.url)},
                  {"WARC-Refers-To", capture.record_id},
                  {"WARC-Payload-Digest", Sha1Base32(map.text)},
                  {std::string(kReaderField), map.reader},
                  {"Content-Type", "text/plain; charset=utf-8"}};
  draft.block_body = map.text;
  return MakeMember(RecordType::kConversion, SerializeWarc(draft), level);
}

Member MapRecord(const Capture& capture, const TextMap& map, const std::string& text_id, UtcTime now, int level) {
  const std::string json = SerializeTextMap(map);
  WarcDraft draft;
  draft.type = "metadata";
  draft.fields = {{"WARC-Record-ID", NewRecordId()},
                  {"WARC-Date", FormatWarcDate(now)},
                  {"WARC-Target-URI", UrlForHeader(capture.url)},
                  {"WARC-Refers-To", text_id},
                  {"Content-Type", std::string(kJsonType)}};
  draft.block_body = json;
  return MakeMember(RecordType::kMetadata, SerializeWarc(draft), level);
}

}  // namespace

Result<TextId> Corpus::AppendText(CaptureId capture_id, const TextMap& map) {
  Impl& impl = *impl_;
  DOSSIER_CHECK(NeedIndexAccess(impl.access));
  const std::pair<int64_t, std::string> by_reader{static_cast<int64_t>(capture_id), map.reader};
  if (const auto queued = impl.pending.text_of.find(by_reader); queued != impl.pending.text_of.end()) {
    return TextId{queued->second};
  }
  DOSSIER_TRY_ASSIGN(const std::optional<StoredText> known,
                     FindOneText(*impl.database, "WHERE t.capture = ?1 AND t.reader = ?2", capture_id, map.reader));
  if (known) return known->id;
  DOSSIER_TRY_ASSIGN(const Capture capture, FindCapture(capture_id));

  StoredText text;
  text.id = TextId{impl.next_text++};
  text.capture = capture_id;
  text.sha256 = Sha256(map.text);
  text.reader = map.reader;
  text.created = Now();
  text.record_id = NewRecordId();
  std::vector<Member> members;
  members.push_back(ConversionRecord(capture, map, text.record_id, text.created, impl.compression_level));
  members.push_back(MapRecord(capture, map, text.record_id, text.created, impl.compression_level));
  text.warc_length = members[0].bytes.size();
  impl.pending.texts[static_cast<int64_t>(text.id)] = text;
  impl.pending.text_of[by_reader] = static_cast<int64_t>(text.id);
  const TextId id = text.id;
  const std::string packed = PackMembers(members);
  DOSSIER_CHECK(impl.Enqueue(std::move(members), [text, packed](Database& database, const Place& place) {
    return WriteRow(database, "texts",
                    "INSERT INTO texts(id, capture, reader, sha256, created, file, first_offset, offset, length, "
                    "members, record_id, digest) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
                    text.id, text.capture, text.reader, Blob{ViewOf(text.sha256)}, text.created.milliseconds,
                    place.file, place.offset, place.offset, text.warc_length, Blob{packed},
                    Blob{RecordIdBytes(text.record_id)});
  }));
  return id;
}

Status Corpus::MarkRead(CaptureId capture, std::string_view reader_set, std::string_view outcome) {
  DOSSIER_CHECK(NeedIndexAccess(impl_->access));
  return impl_->EnqueueChange(
      [capture, set = std::string(reader_set), what = std::string(outcome)](Database& database) {
        return WriteRow(database, "reads",
                        "REPLACE INTO reads(reader_set, capture, outcome, digest) VALUES (?1, ?2, ?3, ?4)", set,
                        capture, what);
      });
}

Result<std::optional<StoredText>> Corpus::FindTextOf(CaptureId capture) const {
  DOSSIER_CHECK(impl_->Flush());
  return FindOneText(*impl_->database, "WHERE t.capture = ?1 ORDER BY t.id DESC LIMIT 1", capture);
}

Result<std::optional<StoredText>> Corpus::FindTextOf(CaptureId capture, const Digest& sha256) const {
  DOSSIER_CHECK(impl_->Flush());
  DOSSIER_TRY_ASSIGN(auto text, FindOneText(*impl_->database, "WHERE t.capture = ?1 AND t.sha256 = ?2 LIMIT 1", capture,
                                            Blob{ViewOf(sha256)}));
  if (text) return text;
  return FindTextOf(capture);
}

Result<StoredText> Corpus::FindText(TextId id) const {
  if (impl_->pending.texts.contains(static_cast<int64_t>(id))) DOSSIER_CHECK(impl_->Flush());
  DOSSIER_TRY_ASSIGN(std::optional<StoredText> text, FindOneText(*impl_->database, "WHERE t.id = ?1", id));
  if (!text) return Fail(ErrorCode::kNotFound, fmt::format("no text with the number {}", static_cast<int64_t>(id)));
  return *std::move(text);
}

Result<TextMap> Corpus::ReadText(TextId id) const {
  DOSSIER_TRY_ASSIGN(const StoredText text, FindText(id));
  std::vector<MemberInfo> members;
  {
    DOSSIER_TRY_ASSIGN(Query query, impl_->database->Select("SELECT members FROM texts WHERE id = ?1", id));
    DOSSIER_TRY_ASSIGN([[maybe_unused]] const bool row, query.Next());
    DOSSIER_TRY_ASSIGN(members, UnpackMembers(query.BlobAt(0)));
  }
  if (members.size() != 2) {
    return Fail(ErrorCode::kCorrupt, fmt::format("corpus.db, texts, row {}: damaged", static_cast<int64_t>(id)),
                "dossier check lists all damage");
  }
  DOSSIER_TRY_ASSIGN(const std::string conversion, impl_->ReadMember(text.warc_file, text.warc_offset, members[0]));
  DOSSIER_TRY_ASSIGN(const std::string map,
                     impl_->ReadMember(text.warc_file, text.warc_offset + members[0].length, members[1]));
  DOSSIER_TRY_ASSIGN(const WarcView conversion_record, ParseWarc(conversion));
  DOSSIER_TRY_ASSIGN(const WarcView map_record, ParseWarc(map));
  if (Sha256(conversion_record.block) != text.sha256) {
    return Fail(ErrorCode::kCorrupt,
                fmt::format("{} at {}: the text is not the one that was stored", impl_->PathOf(text.warc_file),
                            text.warc_offset),
                "dossier check lists all damage");
  }
  return ParseTextMap(map_record.block, std::string(conversion_record.block));
}

// --- Documents ---

Result<std::optional<Document>> Corpus::FindDocument(std::string_view key_or_url) const {
  const std::string wanted(key_or_url);
  if (const auto queued = impl_->pending.keys.find(wanted); queued != impl_->pending.keys.end()) {
    return std::optional<Document>(impl_->pending.documents.at(static_cast<int64_t>(queued->second)));
  }
  Database& database = *impl_->database;
  DOSSIER_TRY_ASSIGN(std::optional<Document> found, FindOneDocument(database, "WHERE d.key = ?1", wanted));
  if (!found) {
    DOSSIER_TRY_ASSIGN(
        found, FindOneDocument(database, "WHERE d.id = (SELECT document FROM aliases WHERE alias = ?1)", wanted));
  }
  if (!found) {
    DOSSIER_TRY_ASSIGN(found, FindOneDocument(database, "WHERE d.url = ?1 ORDER BY d.id LIMIT 1", wanted));
  }
  if (found) {  // an update of it may be queued
    const auto queued = impl_->pending.documents.find(static_cast<int64_t>(found->id));
    if (queued != impl_->pending.documents.end()) return std::optional<Document>(queued->second);
  }
  return found;
}

Result<Document> Corpus::GetDocument(DocumentId id) const {
  const auto queued = impl_->pending.documents.find(static_cast<int64_t>(id));
  if (queued != impl_->pending.documents.end()) return queued->second;
  DOSSIER_TRY_ASSIGN(std::optional<Document> found, FindOneDocument(*impl_->database, "WHERE d.id = ?1", id));
  if (!found)
    return Fail(ErrorCode::kNotFound, fmt::format("no document with the number {}", static_cast<int64_t>(id)));
  return *std::move(found);
}

Result<Document> Corpus::UpsertDocument(const Document& document, const std::vector<std::string>& aliases) {
  Impl& impl = *impl_;
  DOSSIER_CHECK(NeedIndexAccess(impl.access));
  DOSSIER_TRY_ASSIGN(std::optional<Document> known, FindDocument(document.key));
  for (const std::string& alias : aliases) {
    if (known) break;
    DOSSIER_TRY_ASSIGN(known, FindDocument(alias));
  }
  Document result = document;
  if (known) {
    result.id = known->id;
    result.key = known->key;  // fixed when first seen
    if (result.title.empty()) result.title = known->title;
    if (result.url.empty()) result.url = known->url;
    if (result.kind.empty()) result.kind = known->kind;
    if (result.metadata.is_null()) result.metadata = known->metadata;
  } else {
    result.id = DocumentId{impl.next_document++};
  }
  std::vector<std::string> names = aliases;
  if (document.key != result.key) names.push_back(document.key);
  impl.pending.documents[static_cast<int64_t>(result.id)] = result;
  impl.pending.keys.emplace(result.key, result.id);
  if (!result.url.empty()) impl.pending.keys.emplace(result.url, result.id);
  for (const std::string& name : names) impl.pending.keys.emplace(name, result.id);
  Status queued = impl.EnqueueChange([&impl, result, names](Database& database) -> Status {
    DOSSIER_TRY_ASSIGN(const int64_t source, impl.SourceRow(result.source));
    DOSSIER_CHECK(WriteRow(database, "documents",
                           "REPLACE INTO documents(id, key, kind, title, url, source, metadata, digest) "
                           "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                           result.id, result.key, result.kind, result.title, result.url, source,
                           DumpJson(result.metadata)));
    for (const std::string& name : names) {
      if (name == result.key) continue;
      DOSSIER_CHECK(WriteRow(database, "aliases",
                             "INSERT OR IGNORE INTO aliases(alias, document, digest) VALUES (?1, ?2, ?3)", name,
                             result.id));
    }
    return Ok();
  });
  if (!queued) return Fail(queued.error());
  return result;
}

// --- Revisions ---

Result<std::vector<Revision>> Corpus::Revisions(DocumentId id) const {
  const auto queued = impl_->pending.revisions.find(static_cast<int64_t>(id));
  if (queued != impl_->pending.revisions.end()) return queued->second;
  return StoredRevisions(*impl_->database, id);
}

// The text that `reader` made of a capture, else the text `otherwise`.
Result<StoredText> Corpus::Impl::TextForComparison(CaptureId capture, const std::string& reader,
                                                   TextId otherwise) const {
  if (const auto queued = pending.text_of.find({static_cast<int64_t>(capture), reader});
      queued != pending.text_of.end()) {
    return pending.texts.at(queued->second);
  }
  DOSSIER_TRY_ASSIGN(std::optional<StoredText> same_reader,
                     FindOneText(*database, "WHERE t.capture = ?1 AND t.reader = ?2", capture, reader));
  if (same_reader) return *std::move(same_reader);
  if (const auto queued = pending.texts.find(static_cast<int64_t>(otherwise)); queued != pending.texts.end()) {
    return queued->second;
  }
  DOSSIER_TRY_ASSIGN(std::optional<StoredText> any, FindOneText(*database, "WHERE t.id = ?1", otherwise));
  if (!any) {
    return Fail(ErrorCode::kNotFound, fmt::format("no text with the number {}", static_cast<int64_t>(otherwise)));
  }
  return *std::move(any);
}

Result<Revision> Corpus::AddRevision(const Revision& revision) {
  Impl& impl = *impl_;
  DOSSIER_CHECK(NeedIndexAccess(impl.access));
  DOSSIER_TRY_ASSIGN(std::vector<Revision> known, Revisions(revision.document));
  for (const Revision& one : known) {
    if (one.capture == revision.capture) return one;  // a new reader of an old capture makes no revision
  }
  // A revision is a distinct content of the document: with all of them it is compared, whatever the order in which
  // captures come, so that an index made again counts as many. A text that comes back is seen again (LastSeen).
  if (!known.empty()) {
    DOSSIER_TRY_ASSIGN(const StoredText text, impl.TextForComparison(revision.capture, "", revision.text));
    for (auto one = known.rbegin(); one != known.rend(); ++one) {
      DOSSIER_TRY_ASSIGN(const StoredText same, impl.TextForComparison(one->capture, text.reader, one->text));
      if (same.sha256 == text.sha256) return *one;
    }
  }
  Revision added = revision;
  added.ordinal = known.empty() ? 1 : known.back().ordinal + 1;
  known.push_back(added);
  impl.pending.revisions[static_cast<int64_t>(revision.document)] = std::move(known);
  DOSSIER_CHECK(impl.EnqueueChange([added](Database& database) {
    return WriteRow(database, "revisions",
                    "INSERT INTO revisions(document, ordinal, text, capture, first_seen, stated, stated_version, "
                    "digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    added.document, added.ordinal, added.text, added.capture, added.first_seen.milliseconds,
                    added.stated, added.stated_version);
  }));
  return added;
}

Status Corpus::ForEachDocument(const std::function<Status(const Document&)>& visit) const {
  DOSSIER_CHECK(impl_->Flush());
  const std::string sql = fmt::format("{} WHERE d.id > ?1 ORDER BY d.id LIMIT {}", kSelectDocument, kDocumentBatch);
  int64_t last = 0;
  std::vector<Document> batch;
  do {
    batch.clear();
    {
      DOSSIER_TRY_ASSIGN(Query query, impl_->database->Select(sql, last));
      while (true) {
        DOSSIER_TRY_ASSIGN(const bool row, query.Next());
        if (!row) break;
        DOSSIER_TRY_ASSIGN(Document document, DocumentOf(query));
        batch.push_back(std::move(document));
      }
    }
    for (const Document& document : batch) {
      last = static_cast<int64_t>(document.id);
      DOSSIER_CHECK(visit(document));
    }
  } while (!batch.empty());
  return Ok();
}

}  // namespace dossier::corpus
