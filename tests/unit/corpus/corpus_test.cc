#include "corpus/corpus.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "corpus/archive/warc.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/corpus_impl.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

NewCapture Page(const std::string& url, const std::string& body) {
  NewCapture capture;
  capture.url = url;
  capture.fetched = ParseRfc3339("2018-08-04T16:49:00.250Z").value();
  capture.http_status = 200;
  capture.request_head = "GET / HTTP/1.1\r\nHost: example.org\r\n";
  capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked";
  capture.body = body;
  capture.content_type = "text/html";
  capture.ip = "192.0.2.1";
  capture.source = {"example", "Example", "news", "en"};
  return capture;
}

Corpus Writer(const TempDir& dir) {
  auto corpus = Corpus::Open(dir / "c", Access::kArchive, Create::kIfMissing, "crawl");
  EXPECT_TRUE(corpus) << corpus.error().message;
  return *std::move(corpus);
}

TextMap Text(const std::string& text, const std::string& reader = "html/1") {
  TextMap map;
  map.reader = reader;
  map.text = text;
  map.syntax = BlockSyntax::kPlain;
  Block block;
  block.end = text.size();
  block.ranges = {{0, text.size()}};
  map.blocks = {block};
  return map;
}

TEST(Corpus, WhenACaptureIsAppended_ThenItReadsBackAsItWas) {
  TempDir dir;
  {
    Corpus corpus = Writer(dir);
    auto id = corpus.Append(Page("https://example.org/a", "<p>hello</p>"));
    ASSERT_TRUE(id) << id.error().message;
    ASSERT_TRUE(corpus.Flush());
  }
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  ASSERT_TRUE(corpus);
  auto capture = corpus->LatestCaptureOf("https://example.org/a");
  ASSERT_TRUE(capture);
  ASSERT_TRUE(*capture);
  EXPECT_EQ((*capture)->fetched, ParseRfc3339("2018-08-04T16:49:00.250Z").value());
  EXPECT_EQ((*capture)->source.publisher, "Example");
  EXPECT_EQ((*capture)->sha256, Sha256("<p>hello</p>"));
  auto payload = corpus->ReadPayload((*capture)->id);
  ASSERT_TRUE(payload) << payload.error().message;
  EXPECT_EQ(payload->body, "<p>hello</p>");
  EXPECT_EQ(payload->decoded, "<p>hello</p>");
  EXPECT_EQ(HeaderValue(payload->headers, "transfer-encoding"), "chunked");
  EXPECT_TRUE(payload->complete);
}

TEST(Corpus, WhenTheBodyIsCompressed_ThenTheCodingIsKeptAndUndoneOnReading) {
  TempDir dir;
  Corpus corpus = Writer(dir);
  NewCapture page = Page("https://example.org/z", GzipMember("plain words"));
  page.response_head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  auto id = corpus.Append(page);
  ASSERT_TRUE(id);
  auto payload = corpus.ReadPayload(*id);
  ASSERT_TRUE(payload) << payload.error().message;
  EXPECT_EQ(payload->body, page.body);
  EXPECT_EQ(payload->decoded, "plain words");
}

TEST(Corpus, WhenACaptureIsARevisit_ThenItsPayloadIsTheOriginals) {
  TempDir dir;
  Corpus corpus = Writer(dir);
  auto first = corpus.Append(Page("https://example.org/a", "same"));
  NewCapture again = Page("https://example.org/a", "");
  again.kind = CaptureKind::kRevisit;
  again.http_status = 304;
  again.response_head = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"";
  again.same_as = *first;
  auto second = corpus.Append(again);
  ASSERT_TRUE(second) << second.error().message;
  again.same_as = *second;  // a revisit of a revisit leads to the original
  auto third = corpus.Append(again);
  ASSERT_TRUE(third);
  auto capture = corpus.FindCapture(*third);
  ASSERT_TRUE(capture) << capture.error().message;
  EXPECT_EQ(capture->payload_of, *first);
  EXPECT_EQ(corpus.ReadPayload(*third)->body, "same");
  int unread = 0;
  ASSERT_TRUE(corpus.ForEachUnread("html/1", [&](const Capture&) { return ++unread, Ok(); }));
  EXPECT_EQ(unread, 1);
}

TEST(Corpus, WhenNothingWasFlushed_ThenNothingIsThere) {
  TempDir dir;
  {
    Corpus corpus = Writer(dir);
    ASSERT_TRUE(corpus.Append(Page("https://example.org/a", "x")));
  }
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  EXPECT_EQ(corpus->Stat()->captures, 0u);
}

TEST(Corpus, WhenAHundredAreQueued_ThenTheyAreCommittedAsAGroup) {
  TempDir dir;
  Corpus corpus = Writer(dir);
  corpus.impl().group_age = std::chrono::hours(1);
  auto reader = Corpus::Open(dir / "c", Access::kRead);
  ASSERT_TRUE(reader);
  for (int i = 0; i < 99; ++i) ASSERT_TRUE(corpus.Append(Page("https://example.org/" + std::to_string(i), "x")));
  EXPECT_EQ(reader->Stat()->captures, 0u);
  ASSERT_TRUE(corpus.Append(Page("https://example.org/99", "x")));
  // It is on its way to the disk; the caller need not wait for that.
  for (int i = 0; i < 1000 && reader->Stat()->captures == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_TRUE(corpus.impl().FlushOld());
  }
  EXPECT_EQ(reader->Stat()->captures, 100u);
}

TEST(Corpus, WhenASecondWriterComes_ThenItIsToldWhoTheFirstIs) {
  TempDir dir;
  Corpus first = Writer(dir);
  auto second = Corpus::Open(dir / "c", Access::kArchive, Create::kIfMissing, "import");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_NE(second.error().message.find("dossier crawl (pid " + std::to_string(getpid())), std::string::npos)
      << second.error().message;
  EXPECT_TRUE(Corpus::Open(dir / "c", Access::kIndex));  // the index has a lock of its own
  EXPECT_TRUE(Corpus::Open(dir / "c", Access::kRead));
}

TEST(Corpus, WhenThereIsNoCorpus_ThenOnlyCreateMakesOne) {
  TempDir dir;
  for (const Access access : {Access::kRead, Access::kIndex, Access::kArchive}) {
    auto corpus = Corpus::Open(dir / "none", access);
    ASSERT_FALSE(corpus);
    EXPECT_EQ(corpus.error().code, ErrorCode::kNoCorpus);
  }
  EXPECT_FALSE(std::filesystem::exists(dir / "none"));
}

TEST(Corpus, WhenTheSchemaIsNewer_ThenItIsLeftAlone) {
  TempDir dir;
  { Writer(dir); }
  {
    auto database = Database::Open(dir / "c/corpus.db", Database::Mode::kReadWrite);
    ASSERT_TRUE(database);
    ASSERT_TRUE((*database)->Execute("PRAGMA user_version=999"));
  }
  for (const Access access : {Access::kRead, Access::kIndex, Access::kArchive}) {
    auto corpus = Corpus::Open(dir / "c", access);
    ASSERT_FALSE(corpus);
    EXPECT_EQ(corpus.error().code, ErrorCode::kVersion);
  }
}

TEST(Corpus, WhenTheSchemaIsOlder_ThenAWriterBringsItUpToDateAndEveryRowHolds) {
  TempDir dir;
  { Writer(dir); }
  {
    auto database = Database::Open(dir / "c/corpus.db", Database::Mode::kReadWrite);
    ASSERT_TRUE(database);
    ASSERT_TRUE((*database)->Execute(
        "ALTER TABLE reads DROP COLUMN digest; ALTER TABLE aliases DROP COLUMN digest; PRAGMA user_version=1;"
        "DROP TABLE index_parts;"
        "INSERT INTO reads VALUES ('html/1', 7, 'text'), ('html/1', 8, 'block page');"
        "INSERT INTO aliases VALUES ('https://a.example/', 3);"));
  }
  auto reader = Corpus::Open(dir / "c", Access::kRead);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::kVersion);
  { ASSERT_TRUE(Corpus::Open(dir / "c", Access::kIndex)); }
  auto database = Database::Open(dir / "c/corpus.db", Database::Mode::kReadOnly);
  ASSERT_TRUE(database);
  int rows = 0;
  for (const DigestedTable& table : DigestedTables()) {
    if (table.table != "reads" && table.table != "aliases") continue;
    auto query = (*database)->Select(table.select);
    ASSERT_TRUE(query);
    for (auto row = query->Next(); row && *row; row = query->Next(), ++rows)
      EXPECT_TRUE(RowIsIntact(*query, table.table)) << table.table;
  }
  EXPECT_EQ(rows, 3);
}

TEST(Corpus, WhenTheCatalogueIsMissing_ThenTheArchiveIsNotTouched) {
  TempDir dir;
  {
    Corpus corpus = Writer(dir);
    ASSERT_TRUE(corpus.Append(Page("https://example.org/a", "x")));
    ASSERT_TRUE(corpus.Flush());
  }
  for (const char* name : {"corpus.db", "corpus.db-wal", "corpus.db-shm"}) std::filesystem::remove(dir / "c/" + name);
  auto corpus = Corpus::Open(dir / "c", Access::kArchive, Create::kIfMissing);
  ASSERT_FALSE(corpus);
  EXPECT_EQ(corpus.error().code, ErrorCode::kCorrupt);
}

TEST(Corpus, WhenTheFileGrowsPastItsLimit_ThenANewOneBegins) {
  TempDir dir;
  Corpus corpus = Writer(dir);
  corpus.impl().rotate_bytes = 1;
  std::vector<CaptureId> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(*corpus.Append(Page("https://example.org/" + std::to_string(i), "body " + std::to_string(i))));
    ASSERT_TRUE(corpus.Flush());
  }
  EXPECT_EQ(corpus.Stat()->archive_files, 3u);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(corpus.ReadPayload(ids[static_cast<size_t>(i)])->body, "body " + std::to_string(i));
}

TEST(Corpus, WhenATextIsStored_ThenItReadsBackWithItsMap) {
  TempDir dir;
  CaptureId capture;
  {
    Corpus corpus = Writer(dir);
    capture = *corpus.Append(Page("https://example.org/a", "words"));
    ASSERT_TRUE(corpus.Flush());
  }
  auto corpus = Corpus::Open(dir / "c", Access::kIndex);
  ASSERT_TRUE(corpus);
  auto text = corpus->AppendText(capture, Text("words"));
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_EQ(*corpus->AppendText(capture, Text("words")), *text);  // one text a capture and reader
  auto map = corpus->ReadText(*text);
  ASSERT_TRUE(map) << map.error().message;
  EXPECT_EQ(map->text, "words");
  EXPECT_EQ(map->reader, "html/1");
  ASSERT_EQ(map->blocks.size(), 1u);
  EXPECT_EQ(map->blocks[0].ranges[0], (ByteRange{0, 5}));
  EXPECT_EQ((*corpus->FindTextOf(capture))->id, *text);
}

TEST(Corpus, WhenTextsOfOneReaderDiffer_ThenThereIsANewRevision) {
  TempDir dir;
  std::vector<CaptureId> captures;
  {
    Corpus corpus = Writer(dir);
    for (int i = 0; i < 5; ++i) captures.push_back(*corpus.Append(Page("https://example.org/a", std::to_string(i))));
    ASSERT_TRUE(corpus.Flush());
  }
  for (const bool flush_between : {false, true}) {
    SCOPED_TRACE(flush_between);
    auto corpus = Corpus::Open(dir / "c", Access::kIndex);
    ASSERT_TRUE(corpus);
    const std::string key = flush_between ? "flushed" : "queued";
    Document document;
    document.key = key;
    document.url = "https://example.org/" + key;
    auto stored = corpus->UpsertDocument(document, {"alias-" + key});
    ASSERT_TRUE(stored) << stored.error().message;
    const auto add = [&](size_t capture, const std::string& reader, const std::string& words) {
      Revision revision;
      revision.document = stored->id;
      revision.capture = captures[capture];
      revision.text = *corpus->AppendText(captures[capture], Text(words, reader + key));
      auto added = corpus->AddRevision(revision);
      EXPECT_TRUE(added) << added.error().message;
      if (flush_between) {
        EXPECT_TRUE(corpus->Flush());
      }
      return added->ordinal;
    };
    EXPECT_EQ(add(0, "html/1", "first"), 1);
    EXPECT_EQ(add(1, "html/1", "first"), 1);
    EXPECT_EQ(add(2, "html/1", "second"), 2);
    EXPECT_EQ(add(0, "html/2", "First!"), 1);  // a new reader makes no revision
    EXPECT_EQ(add(2, "html/2", "Second!"), 2);
    EXPECT_EQ(add(3, "html/2", "Second!"), 2);  // compared with the same reader's text
    // A text that comes back is no third one, so that an index that is made again counts as many.
    EXPECT_EQ(add(4, "html/2", "First!"), 1);
    EXPECT_EQ(add(4, "html/2", "First!"), 1);
    EXPECT_EQ(corpus->Revisions(stored->id)->size(), 2u);
    EXPECT_EQ((*corpus->FindDocument("alias-" + key))->id, stored->id);
    EXPECT_EQ((*corpus->FindDocument("https://example.org/" + key))->id, stored->id);
    EXPECT_TRUE(corpus->Flush());
    EXPECT_EQ((*corpus->FindDocument("alias-" + key))->key, key);
    EXPECT_EQ(corpus->Revisions(stored->id)->size(), 2u);
  }
}

TEST(Corpus, WhenACaptureWasMarkedRead_ThenItIsNotUnread) {
  TempDir dir;
  {
    Corpus corpus = Writer(dir);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(corpus.Append(Page("https://example.org/" + std::to_string(i), "x")));
    ASSERT_TRUE(corpus.Flush());
  }
  auto corpus = Corpus::Open(dir / "c", Access::kIndex);
  int seen = 0;
  ASSERT_TRUE(corpus->ForEachUnread("r1", [&](const Capture& capture) {
    ++seen;
    return corpus->MarkRead(capture.id, "r1", "block page");
  }));
  EXPECT_EQ(seen, 3);
  ASSERT_TRUE(corpus->ForEachUnread("r1", [&](const Capture&) { return ++seen, Ok(); }));
  EXPECT_EQ(seen, 3);
  ASSERT_TRUE(corpus->ForEachUnread("r2", [&](const Capture&) { return ++seen, Ok(); }));
  EXPECT_EQ(seen, 6);
}

TEST(Corpus, WhenACertificateIsStoredByAReader_ThenItIsFound) {
  TempDir dir;
  { Writer(dir); }
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  Certificate certificate;
  certificate.evidence_id = "e1";
  certificate.content = Json{{"quotation", "words"}};
  certificate.stored = UtcTime{5};
  ASSERT_TRUE(corpus->StoreCertificate(certificate));
  auto found = corpus->FindCertificate("e1");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->content, certificate.content);
  EXPECT_FALSE(*corpus->FindCertificate("e2"));
}

TEST(Corpus, WhenEvidenceIsCitedAgain_ThenItsCertificatesAppendAndEqualOnesAreOne) {
  TempDir dir;
  { Writer(dir); }
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  const auto store = [&](const char* words) {
    ASSERT_TRUE(corpus->StoreCertificate({"e1", Json{{"quotation", words}}, UtcTime{5}}));
  };
  for (const char* words : {"first", "first", "second", "first", "first"}) store(words);
  const auto all = corpus->Certificates();
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3u);
  EXPECT_EQ((*corpus->FindCertificate("e1"))->content, (Json{{"quotation", "first"}})) << "the newest one answers";
}

// As schema 2 had it: one certificate a piece of evidence, no manifest of the index.
TEST(Corpus, WhenTheSchemaIsOneBefore_ThenItIsReadAsItStandsAndTheFirstWriteBringsItUpToDate) {
  TempDir dir;
  { Writer(dir); }
  {
    auto corpus = Corpus::Open(dir / "c", Access::kRead);
    ASSERT_TRUE(corpus->StoreCertificate({"e1", Json{{"quotation", "old"}}, UtcTime{5}}));
    auto database = Database::Open(dir / "c/corpus.db", Database::Mode::kReadWrite);
    ASSERT_TRUE((*database)->Execute(
        "CREATE TABLE c2(evidence_id TEXT PRIMARY KEY, content TEXT NOT NULL, stored INTEGER NOT NULL, digest BLOB NOT "
        "NULL) WITHOUT ROWID; INSERT INTO c2 SELECT * FROM certificates; DROP TABLE certificates;"
        "ALTER TABLE c2 RENAME TO certificates; DROP TABLE index_parts; PRAGMA user_version=2;"));
  }
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  ASSERT_TRUE(corpus) << corpus.error().message;
  EXPECT_TRUE(*corpus->FindCertificate("e1"));
  EXPECT_TRUE(corpus->Check({})->damage.empty());
  ASSERT_TRUE(corpus->StoreCertificate({"e1", Json{{"quotation", "new"}}, UtcTime{6}}));
  auto again = Corpus::Open(dir / "c", Access::kRead);
  EXPECT_EQ(again->Certificates()->size(), 2u);
  EXPECT_EQ((*again->FindCertificate("e1"))->content, (Json{{"quotation", "new"}}));
  EXPECT_TRUE(again->Check({})->damage.empty());
}

}  // namespace
}  // namespace dossier::corpus
