#include "corpus/exchange/importer.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "corpus/archive/warc.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "corpus/exchange/exporter.h"
#include "corpus/gate/saved_page.h"
#include "tests/support/as_nobody.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

void Put(const std::string& path, const std::string& bytes) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

constexpr const char* kHtml = "<!DOCTYPE html><html><body><p>Hello</p></body></html>";
constexpr const char* kCsaf = R"({"document": {"csaf_version": "2.0", "title": "x"}})";

ImportReport ImportOnce(const std::string& corpus_dir, const std::string& path, ImportOptions options = {}) {
  auto corpus = Corpus::Open(corpus_dir, Access::kArchive, Create::kIfMissing);
  EXPECT_TRUE(corpus) << corpus.error().message;
  Importer importer(*corpus, std::move(options));
  EXPECT_TRUE(importer.Import(path));
  EXPECT_TRUE(corpus->Flush());
  return importer.report();
}

TEST(Importer, WhenADirectoryIsMixed_ThenDocumentsAreStoredAndTheRestIsCounted) {
  TempDir dir;
  Put(dir / "in/a.html", kHtml);
  Put(dir / "in/b.json", kCsaf);
  Put(dir / "in/c.txt", "Some words.\n");
  Put(dir / "in/d.html.gz", GzipMember("<html><body>zipped</body></html>"));
  Put(dir / "in/README.md", "# about");
  Put(dir / "in/README", "about");
  Put(dir / "in/b.json.asc", "-----BEGIN PGP SIGNATURE-----");
  Put(dir / "in/x.bin", std::string("\0\1\2", 3));
  Put(dir / "in/other.json", "{\"a\": 1}");
  Put(dir / "in/empty.html", "");
  const ImportReport report = ImportOnce(dir / "c", dir / "in");
  EXPECT_EQ(report.captures, 4u);
  EXPECT_EQ(report.by_type.at("html"), 2u);
  EXPECT_EQ(report.by_type.at("csaf"), 1u);
  EXPECT_EQ(report.by_type.at("text"), 1u);
  EXPECT_EQ(report.left_out.at(".md"), 1u);
  EXPECT_EQ(report.left_out.at("README"), 1u);
  EXPECT_EQ(report.left_out.at(".asc"), 1u);
  EXPECT_EQ(report.left_out.at(".json"), 1u);
  EXPECT_EQ(report.left_out.at("empty"), 1u);
  EXPECT_TRUE(report.problems.empty());
}

TEST(Importer, WhenTheSameFileComesAgain_ThenOnlyAChangeIsStored) {
  TempDir dir;
  Put(dir / "a.html", kHtml);
  EXPECT_EQ(ImportOnce(dir / "c", dir / "a.html").captures, 1u);
  const ImportReport again = ImportOnce(dir / "c", dir / "a.html");
  EXPECT_EQ(again.captures, 0u);
  EXPECT_EQ(again.unchanged, 1u);
  Put(dir / "a.html", std::string(kHtml) + "<!-- changed -->");
  EXPECT_EQ(ImportOnce(dir / "c", dir / "a.html").captures, 1u);
  Put(dir / "b.html", kHtml);  // the same bytes under another name are not stored twice
  const ImportReport copy = ImportOnce(dir / "c", dir / "b.html");
  EXPECT_EQ(copy.captures, 1u);
  EXPECT_EQ(copy.revisits, 1u);
}

TEST(Importer, WhenTheFileDoesNotSay_ThenTheOptionsDo) {
  TempDir dir;
  Put(dir / "a.html", kHtml);
  ImportOptions options;
  options.url = "https://example.org/a";
  options.source = {"ex", "Example", "agency", "en"};
  options.fetched = ParseRfc3339("2018-08-04T16:49:00Z").value();
  ImportOnce(dir / "c", dir / "a.html", options);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  const auto capture = corpus->LatestCaptureOf("https://example.org/a");
  ASSERT_TRUE(capture && *capture);
  EXPECT_EQ((*capture)->source.publisher, "Example");
  EXPECT_EQ((*capture)->fetched, *options.fetched);
  EXPECT_EQ(corpus->ReadPayload((*capture)->id)->decoded, kHtml);
}

TEST(Importer, WhenTheUrlIsAPrefix_ThenFilesOfADirectoryHangBelowIt) {
  TempDir dir;
  Put(dir / "in/2018/a b.html", kHtml);
  ImportOptions options;
  options.url = "https://example.org/";
  ImportOnce(dir / "c", dir / "in", options);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  EXPECT_TRUE(*corpus->LatestCaptureOf("https://example.org/2018/a%20b.html"));
}

TEST(Importer, WhenAChecksumDoesNotHold_ThenItIsToldAndTheFileIsMarked) {
  TempDir dir;
  Put(dir / "in/a.json", kCsaf);
  Put(dir / "in/a.json.sha512", std::string(128, '0') + "  a.json\n");
  Put(dir / "in/b.html", "abc<html>");
  Put(dir / "in/b.html.sha256", Sha256("abc<html>").hex() + " b.html");
  const ImportReport report = ImportOnce(dir / "c", dir / "in");
  EXPECT_EQ(report.checksums, 2u);
  ASSERT_EQ(report.problems.size(), 1u);
  EXPECT_NE(report.problems[0].find("a.json: does not match"), std::string::npos);
  EXPECT_EQ(report.captures, 2u);
}

TEST(Importer, WhenAFileCannotBeRead_ThenTheOthersAreImported) {
  if (geteuid() == 0) {
    TempDir dir;  // root reads everything: a path that is not there stands for it
    EXPECT_EQ(ImportOnce(dir / "c", dir / "none.html").problems.size(), 1u);
    return;
  }
  TempDir dir;
  Put(dir / "in/a.html", kHtml);
  Put(dir / "in/b.html", kHtml + std::string(" "));
  std::filesystem::permissions(dir / "in/a.html", std::filesystem::perms::none);
  const ImportReport report = ImportOnce(dir / "c", dir / "in");
  EXPECT_EQ(report.captures, 1u);
  EXPECT_EQ(report.problems.size(), 1u);
}

std::string WarcRecord(const std::string& type, const std::string& id, const std::string& more,
                       const std::string& block, const std::string& url = "http://example.com/",
                       const std::string& date = "2017-03-06T04:02:06Z") {
  return GzipMember("WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Record-ID: " + id + "\r\nWARC-Date: " + date +
                    "\r\nWARC-Target-URI: " + url + "\r\n" + more + "Content-Length: " + std::to_string(block.size()) +
                    "\r\n\r\n" + block + "\r\n\r\n");
}

TEST(Importer, WhenAnArchiveOfOthersComes_ThenCapturesKeepTheirDatesAndRevisitsTheirPayload) {
  TempDir dir;
  const std::string file =
      WarcRecord("request", "<urn:q>", "WARC-Concurrent-To: <urn:r>\r\n",
                 "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n") +
      WarcRecord(
          "response", "<urn:r>", "WARC-Payload-Digest: sha1:AAAA\r\n",
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n") +
      WarcRecord("revisit", "<urn:v>", "WARC-Refers-To: <urn:r>\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n") +
      WarcRecord("revisit", "<urn:w>", "WARC-Refers-To: <urn:unknown>\r\n", "HTTP/1.1 304 Not Modified\r\n\r\n") +
      WarcRecord("metadata", "<urn:m>", "", "fetchTimeMs: 3");
  Put(dir / "x.warc.gz", file);
  const ImportReport report = ImportOnce(dir / "c", dir / "x.warc.gz");
  EXPECT_EQ(report.captures, 2u);
  EXPECT_EQ(report.left_out.at("WARC revisit without its payload"), 1u);
  EXPECT_EQ(report.left_out.at("WARC metadata"), 1u);
  EXPECT_TRUE(report.problems.empty());
  {
    auto corpus = Corpus::Open(dir / "c", Access::kRead);
    const auto capture = corpus->FindCapture(CaptureId{1});
    EXPECT_EQ(FormatRfc3339(capture->fetched), "2017-03-06T04:02:06Z");
    EXPECT_EQ(corpus->ReadPayload(CaptureId{1})->body, "hello");
    EXPECT_EQ(corpus->FindCapture(CaptureId{2})->payload_of, CaptureId{1});
    EXPECT_TRUE(corpus->Check({})->damage.empty());
  }
  const ImportReport again = ImportOnce(dir / "c", dir / "x.warc.gz");
  EXPECT_EQ(again.captures, 0u);
  EXPECT_EQ(again.unchanged, 2u);
}

// As large archives wrote their files for years: codings undone, header lines left.
TEST(Importer, WhenTheHeaderNamesCodingsThatAreNotThere_ThenTheBodyIsReadAsItIsAndMarked) {
  TempDir dir;
  const std::string page = "<!DOCTYPE html><html><body><p>Plain words.</p></body></html>";
  const auto body_of = [&](const std::string& head, const std::string& body, Json& metadata) {
    Put(dir / "x.warc.gz",
        WarcRecord("response", "<urn:r>", "", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + "\r\n" + body));
    std::filesystem::remove_all(dir / "c");
    EXPECT_EQ(ImportOnce(dir / "c", dir / "x.warc.gz").captures, 1u);
    auto corpus = Corpus::Open(dir / "c", Access::kRead);
    metadata = *corpus->ReadMetadata(CaptureId{1});
    return corpus->ReadPayload(CaptureId{1})->decoded;
  };
  Json metadata;
  EXPECT_EQ(body_of("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", page, metadata), page);
  EXPECT_EQ(
      StringAt(metadata, "coding"),
      "not chunked, though its header says so; taken as it is; not gzip, though its header says so; taken as it is");
  EXPECT_EQ(body_of("Content-Encoding: br\r\n", page, metadata), page);
  EXPECT_EQ(body_of("", GzipMember(page), metadata), page);
  EXPECT_EQ(body_of("Content-Encoding: gzip\r\n", GzipMember(page), metadata), page);
  EXPECT_FALSE(metadata.contains("coding"));
}

TEST(Importer, WhenARecordHasNoReadableDate_ThenItIsStoredOnceAllTheSame) {
  TempDir dir;
  const std::string block = "HTTP/1.1 200 OK\r\n\r\nhello";
  Put(dir / "x.warc",
      "WARC/0.18\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:r>\r\nWARC-Date: 2008-10-294T05:21:46-0700\r\n"
      "WARC-Target-URI: http://example.com/\r\nContent-Length: " +
          std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n");
  EXPECT_EQ(ImportOnce(dir / "c", dir / "x.warc").captures, 1u);
  const ImportReport again = ImportOnce(dir / "c", dir / "x.warc");
  EXPECT_EQ(again.captures, 0u);
  EXPECT_EQ(again.unchanged, 1u);
}

TEST(Importer, WhenAUrlIsGivenForOneFile_ThenItIsThatPagesUrl) {
  TempDir dir;
  Put(dir / "index.html", kHtml);
  ImportOptions options;
  options.url = "https://example.org/2018/08/04/report/";
  ImportOnce(dir / "c", dir / "index.html", options);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  EXPECT_TRUE(*corpus->LatestCaptureOf("https://example.org/2018/08/04/report/"));
}

TEST(Importer, WhenOurOwnArchiveIsImported_ThenSourceUrlAndBytesAreThere) {
  TempDir dir;
  Put(dir / "a.html", kHtml);
  ImportOptions options;
  options.url = "https://example.org/a";
  options.source = {"ex", "Example", "agency", "en"};
  ImportOnce(dir / "c", dir / "a.html", options);
  const ImportReport report = ImportOnce(dir / "c2", dir / "c/archive");
  EXPECT_EQ(report.captures, 1u);
  auto corpus = Corpus::Open(dir / "c2", Access::kRead);
  const auto capture = corpus->LatestCaptureOf("https://example.org/a");
  ASSERT_TRUE(capture && *capture);
  EXPECT_EQ((*capture)->source.publisher, "Example");
  EXPECT_EQ((*capture)->source.kind, "agency");
}

TEST(Exporter, WhenASelectionIsExported_ThenItHoldsThoseCapturesWithTheirBytes) {
  TempDir dir;
  for (const char* name : {"a", "b"}) Put(dir / (std::string("in/") + name + ".html"), std::string(kHtml) + name);
  ImportOptions options;
  options.url = "https://example.org/";
  ImportOnce(dir / "c", dir / "in", options);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  const auto one = ExportWarc(*corpus, {"https://example.org/a.html", "", {}}, dir / "a.warc.gz");
  ASSERT_TRUE(one) << one.error().message;
  EXPECT_EQ(one->captures, 1u);
  EXPECT_EQ(ExportWarc(*corpus, {"https://example.org/*", "", {}}, dir / "all.warc.gz")->captures, 2u);
  EXPECT_EQ(ImportOnce(dir / "c2", dir / "all.warc.gz").captures, 2u);
  const auto index = ExportCdxj(*corpus, {}, dir / "x.cdxj");
  ASSERT_TRUE(index);
  EXPECT_EQ(ReadFile(dir / "x.cdxj")->find("org,example)/a.html 20"), 0u);
  const auto package = ExportWacz(*corpus, {}, dir / "x.wacz");
  ASSERT_TRUE(package) << package.error().message;
  EXPECT_TRUE(ReadFile(dir / "x.wacz")->starts_with("PK"));
  EXPECT_FALSE(std::filesystem::exists(dir / "x.wacz.warc.part"));
}

TEST(Exporter, WhenTheArchiveIsDamaged_ThenNothingIsExported) {
  TempDir dir;
  Put(dir / "a.html", kHtml);
  ImportOnce(dir / "c", dir / "a.html");
  const std::string file = ListFiles(dir / "c/archive")->at(0);
  std::string bytes = *ReadFile(file);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  Put(file, bytes);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  const auto exported = ExportWarc(*corpus, {}, dir / "a.warc.gz");
  ASSERT_FALSE(exported);
  EXPECT_EQ(exported.error().code, ErrorCode::kCorrupt);
  EXPECT_FALSE(std::filesystem::exists(dir / "a.warc.gz"));
}

TEST(Importer, WhenArchivesAreReferredTo_ThenNothingIsCopiedAndTheirBytesAreChecked) {
  TempDir dir;
  const auto record = [](const std::string& uri, const std::string& head, const std::string& body) {
    const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + "\r\n" + body;
    return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + uri +
           "\r\nWARC-Date: 2020-01-02T03:04:05Z\r\nWARC-Record-ID: " + NewRecordId() +
           "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " + std::to_string(block.size()) +
           "\r\n\r\n" + block + "\r\n\r\n";
  };
  Put(dir / "news.warc.gz",
      GzipMember(record("http://h/a", "", kHtml)) +
          GzipMember(record("http://h/b", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n")));
  Put(dir / "plain.warc", record("http://h/c", "", "<p>plain</p>"));
  ImportOptions options;
  options.by_reference = true;
  const ImportReport report = ImportOnce(dir / "c", dir / "news.warc.gz", options);
  EXPECT_EQ(report.by_type.at("warc response (by reference)"), 1u);
  EXPECT_EQ(report.by_type.at("warc response (copied)"), 1u);  // its chunks have to be undone
  EXPECT_EQ(ImportOnce(dir / "c", dir / "plain.warc", options).by_type.at("warc response (copied)"), 1u);
  EXPECT_EQ(ImportOnce(dir / "c", dir / "news.warc.gz", options).captures, 0u);
  {
    auto corpus = Corpus::Open(dir / "c", Access::kRead);
    const auto capture = corpus->LatestCaptureOf("http://h/a");
    ASSERT_TRUE(capture && *capture);
    EXPECT_EQ((*capture)->warc_file, std::filesystem::canonical(dir / "news.warc.gz").string());
    EXPECT_EQ(corpus->ReadPayload((*capture)->id)->body, kHtml);
    EXPECT_TRUE(corpus->Check({})->damage.empty());
    ASSERT_TRUE(ExportWarc(*corpus, {}, dir / "out.warc.gz"));
  }
  EXPECT_EQ(ImportOnce(dir / "d", dir / "out.warc.gz").captures, 3u);
  std::filesystem::rename(dir / "news.warc.gz", dir / "away");
  {
    auto corpus = Corpus::Open(dir / "c", Access::kRead);
    const auto damage = corpus->Check({})->damage;
    ASSERT_EQ(damage.size(), 1u);
    EXPECT_NE(damage[0].where.find("news.warc.gz"), std::string::npos) << damage[0].where;
    EXPECT_FALSE(corpus->ReadPayload((*corpus->LatestCaptureOf("http://h/a"))->id));
  }
  std::string changed = *ReadFile(dir / "away", 1 << 20);
  changed[60] = static_cast<char>(changed[60] ^ 1);
  Put(dir / "news.warc.gz", changed);
  EXPECT_EQ(Corpus::Open(dir / "c", Access::kRead)->Check({})->damage.size(), 1u);
}

std::multiset<std::string> CapturesIn(const std::string& corpus_dir) {
  std::multiset<std::string> captures;
  auto corpus = Corpus::Open(corpus_dir, Access::kRead);
  EXPECT_TRUE(corpus);
  EXPECT_TRUE(corpus->ForEachCapture([&](const Capture& capture) {
    captures.insert(capture.url + " " + FormatRfc3339(capture.fetched) + " " + capture.sha256.hex() + " " +
                    std::to_string(capture.http_status));
    return Ok();
  }));
  return captures;
}

TEST(Exporter, WhenAPackageIsImportedAgain_ThenTheCapturesAreTheSame) {
  TempDir dir;
  Put(dir / "in/a.html", kHtml);
  Put(dir / "in/b.json", kCsaf);
  ImportOptions old;
  old.fetched = UtcTime{1500000000000};
  ImportOnce(dir / "c", dir / "in", old);
  Put(dir / "in/a.html", std::string(kHtml) + "<!-- changed -->");
  ImportOnce(dir / "c", dir / "in");
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  ASSERT_TRUE(ExportWacz(*corpus, {}, dir / "x.wacz"));
  const ImportReport report = ImportOnce(dir / "d", dir / "x.wacz");
  EXPECT_TRUE(report.problems.empty()) << report.problems[0];
  EXPECT_EQ(report.checksums, 1u);
  EXPECT_EQ(CapturesIn(dir / "d").size(), 3u);
  EXPECT_EQ(CapturesIn(dir / "c"), CapturesIn(dir / "d"));
  EXPECT_EQ(ImportOnce(dir / "d", dir / "x.wacz").captures, 0u);  // once more brings nothing new
}

std::string ZipOf(const std::vector<std::pair<std::string, std::string>>& files, const std::string& path) {
  int code = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  for (const auto& [name, bytes] : files) {
    zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  }
  zip_close(zip);
  return *ReadFile(path, 1 << 24);
}

// As archives hand out a collection of crawls; and as anybody packs a folder.
TEST(Importer, WhenPackagesLieInAPackage_ThenTheirCapturesAreImportedAndTheirDigestsCompared) {
  TempDir dir;
  const std::string warc = WarcRecord("response", "<urn:r>", "", "HTTP/1.1 200 OK\r\n\r\n<p>Words.</p>");
  const std::string inner = ZipOf({{"archive/data.warc.gz", warc}}, dir / "inner.wacz");
  const std::string about =
      R"({"profile": "multi-wacz-package", "resources": [{"path": "a/one.wacz", "hash": "sha256:)" +
      Sha256(inner).hex() + R"("}, {"path": "two.wacz", "hash": "sha256:)" + Sha256("other").hex() + "\"}]}";
  ZipOf({{"a/one.wacz", inner}, {"two.wacz", inner}, {"datapackage.json", about}}, dir / "all.wacz");
  const ImportReport report = ImportOnce(dir / "c", dir / "all.wacz");
  EXPECT_EQ(report.captures, 1u);
  EXPECT_EQ(report.unchanged, 1u);
  EXPECT_EQ(report.checksums, 2u);
  ASSERT_EQ(report.problems.size(), 1u);
  EXPECT_NE(report.problems[0].find("all.wacz#two.wacz"), std::string::npos);
  ZipOf({{"datapackage.json", R"({"resources": [{"path": "https://a.example/one.wacz"}]})"}}, dir / "away.wacz");
  const ImportReport away = ImportOnce(dir / "c", dir / "away.wacz");
  ASSERT_EQ(away.problems.size(), 1u);
  EXPECT_NE(away.problems[0].find("https://a.example/one.wacz"), std::string::npos);
}

TEST(Importer, WhenAZipHoldsFiles_ThenEachIsImportedUnlessTheZipIsAFormatOfItsOwn) {
  TempDir dir;
  const std::string warc = WarcRecord("response", "<urn:r>", "", "HTTP/1.1 200 OK\r\n\r\n<p>Words.</p>");
  ZipOf({{"d/", ""}, {"d/a.html", kHtml}, {"b.json", kCsaf}, {"../../c.txt", "Some words."}, {"x.warc.gz", warc}},
        dir / "all.zip");
  const ImportReport report = ImportOnce(dir / "c", dir / "all.zip");
  EXPECT_EQ(report.captures, 4u);
  EXPECT_TRUE(report.problems.empty());
  EXPECT_FALSE(std::filesystem::exists(dir / "c.txt"));
  {
    auto corpus = Corpus::Open(dir / "c", Access::kRead);
    const std::string place = "file://" + std::filesystem::canonical(dir / "all.zip").string();
    EXPECT_TRUE(*corpus->LatestCaptureOf(place + "/d/a.html"));
  }
  ZipOf({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w:document/>"}}, dir / "memo.docx");
  const ImportReport office = ImportOnce(dir / "c", dir / "memo.docx");
  EXPECT_EQ(office.captures, 1u);
  EXPECT_EQ(office.by_type.at("docx"), 1u);
  std::string nested = ZipOf({{"a.html", std::string(kHtml) + "deep"}}, dir / "deep0.zip");
  for (int i = 1; i < 5; ++i) nested = ZipOf({{"in.zip", nested}}, dir / ("deep" + std::to_string(i) + ".zip"));
  EXPECT_EQ(ImportOnce(dir / "c", dir / "deep4.zip").problems.size(), 1u);
}

TEST(Importer, WhenAMailBoxComes_ThenEachMessageIsACapture) {
  TempDir dir;
  const std::string first = "From: a@x.example\nMessage-ID: <1@x>\nDate: Tue, 5 Jun 2018 16:00:00 +0000\n\nWords.\n\n";
  const std::string second = "From: b@x.example\nMessage-ID: <2@x>\nArchived-At: <https://lists.example/2>\n\nMore.\n";
  Put(dir / "in/list.mbox.gz",
      GzipMember("From a@x Tue Jun  5 16:00:00 2018\n" + first + "From b@x Tue Jun  5 17:00:00 2018\n" + second));
  Put(dir / "in/one.eml", "From: c@x.example\nMIME-Version: 1.0\nMessage-ID: <3@x>\n\nWords of three.\n");
  const ImportReport report = ImportOnce(dir / "c", dir / "in");
  EXPECT_EQ(report.captures, 3u);
  EXPECT_EQ(report.by_type.at("email"), 3u);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  EXPECT_EQ(FormatRfc3339(corpus->FindCapture(CaptureId{1})->fetched), "2018-06-05T16:00:00Z");
  EXPECT_TRUE(corpus->FindCapture(CaptureId{1})->url.ends_with("/in/list.mbox.gz/1@x"));
  EXPECT_EQ(corpus->FindCapture(CaptureId{2})->url, "https://lists.example/2");
  EXPECT_EQ(corpus->ReadPayload(CaptureId{1})->decoded, first);
  EXPECT_EQ(MarksOf(*corpus->ReadMetadata(CaptureId{1})), "the time is stated by the file");
}

TEST(Importer, WhenAnArchiveOfTheWebWasCrawled_ThenItsPagesAreTheOriginals) {
  TempDir dir;
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  Put(dir / "x.warc.gz",
      WarcRecord("response", "<urn:1>", "", head + "\r\n<p>by address</p>",
                 "https://archive.example/web/20180301120000id_/https://paper.example/a") +
          WarcRecord("response", "<urn:2>", "",
                     head +
                         "Memento-Datetime: Thu, 16 Dec 2021 16:30:54 GMT\r\nLink: <https://t.example/g>; "
                         "rel=\"timegate\", <https://paper.example/b>; rel=\"original first\"\r\n\r\n<p>by fields</p>",
                     "https://archive.example/AbC") +
          WarcRecord("response", "<urn:3>", "", head + "\r\n<p>an ordinary page</p>",
                     "https://paper.example/2018/story"));
  EXPECT_EQ(ImportOnce(dir / "c", dir / "x.warc.gz").captures, 3u);
  EXPECT_EQ(ImportOnce(dir / "c", dir / "x.warc.gz").captures, 0u);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  const auto line = [&](int64_t id) {
    const auto capture = corpus->FindCapture(CaptureId{id});
    return capture->url + " " + FormatRfc3339(capture->fetched) + " " + MarksOf(*corpus->ReadMetadata(CaptureId{id}));
  };
  const std::string mark = "Z address and time are stated by the file";
  EXPECT_EQ(line(1), "https://paper.example/a 2018-03-01T12:00:00" + mark);
  EXPECT_EQ(line(2), "https://paper.example/b 2021-12-16T16:30:54" + mark);
  EXPECT_EQ(line(3), "https://paper.example/2018/story 2017-03-06T04:02:06Z ");
}

// Whatever the order of files, and of records in them, the same captures are there.
TEST(Importer, WhenArchivesComeInAnyOrder_ThenTheCapturesAreTheSame) {
  TempDir dir;
  const std::string ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
  std::vector<std::string> records;
  for (int i = 0; i < 60; ++i) {
    const std::string number = std::to_string(i), page = std::to_string(i % 20), body = std::to_string(i % 7);
    records.push_back(
        WarcRecord("response", "<urn:" + number + ">", "WARC-Payload-Digest: sha1:B" + body + "\r\n", ok + "<p>" + body,
                   "https://p.example/" + page,
                   "2017-03-06T04:02:" + std::string(i % 40 < 10 ? "0" : "") + std::to_string(i % 40) + "Z"));
    if (i % 5 == 0)
      records.push_back(WarcRecord("revisit", "<urn:r" + number + ">", "WARC-Payload-Digest: sha1:B" + body + "\r\n",
                                   "HTTP/1.1 304 Not Modified\r\n\r\n", "https://p.example/" + page,
                                   "2018-03-06T04:02:06Z"));
  }
  std::set<std::string> before;
  for (const bool backwards : {false, true}) {
    std::string a, b;
    for (size_t i = 0; i < records.size(); ++i) (i % 2 == 0 ? a : b) += records[backwards ? records.size() - 1 - i : i];
    const std::string in = dir / (backwards ? "in2" : "in1"), c = dir / (backwards ? "c2" : "c1");
    Put(in + (backwards ? "/2.warc.gz" : "/1.warc.gz"), a);
    Put(in + (backwards ? "/1.warc.gz" : "/2.warc.gz"), b);
    ImportOnce(c, in);
    EXPECT_EQ(ImportOnce(c, in).captures, 0u);
    auto corpus = Corpus::Open(c, Access::kRead);
    std::set<std::string> captures;
    for (int64_t id = 1; corpus->FindCapture(CaptureId{id}); ++id) {
      const auto capture = corpus->FindCapture(CaptureId{id});
      captures.insert(capture->url + " " + FormatRfc3339(capture->fetched) + " " + capture->sha256.hex());
    }
    EXPECT_GT(captures.size(), 50u);
    if (backwards) {
      EXPECT_EQ(captures, before);
    }
    before = captures;
  }
}

// A capture of 2001 is a capture of 2001.
TEST(Importer, WhenAnArcFileComes_ThenItsCapturesHaveTheirTimes) {
  TempDir dir;
  const std::string page = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Old words.</p>";
  const auto record = [](const std::string& line, const std::string& block) {
    return GzipMember(line + " " + std::to_string(block.size()) + "\n" + block + "\n");
  };
  Put(dir / "x.arc.gz", record("filedesc://x.arc 0.0.0.0 20010911124559 text/plain", "1 0 Somebody\n") +
                            record("dns:a.example 192.0.2.1 20010911124600 text/dns", "a.example.") +
                            record("http://a.example/old 192.0.2.7 20010911124601 text/html", page));
  const ImportReport report = ImportOnce(dir / "c", dir / "x.arc.gz");
  EXPECT_EQ(report.by_type.at("arc response"), 1u);
  EXPECT_TRUE(report.problems.empty());
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  const auto capture = corpus->LatestCaptureOf("http://a.example/old");
  ASSERT_TRUE(capture && *capture);
  EXPECT_EQ(FormatRfc3339((*capture)->fetched), "2001-09-11T12:46:01Z");
  EXPECT_EQ(corpus->ReadPayload((*capture)->id)->decoded, "<p>Old words.</p>");
  EXPECT_EQ(ImportOnce(dir / "c", dir / "x.arc.gz").unchanged, 1u);
}

TEST(Importer, WhenAllRecordsShareAMember_ThenThatIsSaidAndNoneIsReferredTo) {
  TempDir dir;
  std::string all;
  for (const char* id :
       {"<urn:uuid:00000000-0000-4000-8000-000000000001>", "<urn:uuid:00000000-0000-4000-8000-000000000002>"}) {
    size_t consumed = 0;
    all += *GunzipMember(WarcRecord("response", id, "", std::string("HTTP/1.1 200 OK\r\n\r\n") + id), &consumed);
  }
  Put(dir / "x.warc.gz", GzipMember(all));
  ImportOptions options;
  options.by_reference = true;
  const ImportReport report = ImportOnce(dir / "c", dir / "x.warc.gz", options);
  EXPECT_EQ(report.by_type.at("warc response (copied)"), 2u);
  EXPECT_TRUE(report.problems.empty());
  ASSERT_EQ(report.notes.size(), 1u);
  EXPECT_NE(report.notes[0].find("record by record"), std::string::npos);
}

TEST(Importer, WhenAPackageIsDamaged_ThenItIsSaid) {
  TempDir dir;
  Put(dir / "in/a.html", kHtml);
  ImportOnce(dir / "c", dir / "in");
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  ASSERT_TRUE(ExportWacz(*corpus, {}, dir / "x.wacz"));
  std::string bytes = *ReadFile(dir / "x.wacz", 1 << 24);
  bytes[200] = static_cast<char>(bytes[200] ^ 0x20);  // inside the stored WARC
  Put(dir / "x.wacz", bytes);
  EXPECT_FALSE(ImportOnce(dir / "d", dir / "x.wacz").problems.empty());
  Put(dir / "cut.wacz", bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(ImportOnce(dir / "d", dir / "cut.wacz").captures, 0u);
}

TEST(Importer, WhenAFolderMayNotBeEntered_ThenThatIsSaidAndTheRestIsImported) {
  TempDir dir;
  Put(dir / "in/a.html", kHtml);
  Put(dir / "in/closed/b.html", kHtml);
  std::filesystem::permissions(dir.path(), std::filesystem::perms::all);
  std::filesystem::permissions(dir / "in/closed", std::filesystem::perms::none);
  {
    const testing::AsNobody nobody;
    const ImportReport report = ImportOnce(dir / "c", dir / "in");
    EXPECT_EQ(report.captures, 1u);
    ASSERT_EQ(report.problems.size(), 1u);
    EXPECT_NE(report.problems[0].find("in/closed"), std::string::npos) << report.problems[0];
  }
  std::filesystem::permissions(dir / "in/closed", std::filesystem::perms::owner_all);
}

TEST(Corpus, WhenItLiesOnReadOnlyMedia_ThenItIsReadAndCheckedAllTheSame) {
  TempDir dir;
  Put(dir / "in/a.html", kHtml);
  ImportOnce(dir / "c", dir / "in");
  for (const char* rest : {"-wal", "-shm"}) std::filesystem::remove((dir / "c/corpus.db") + rest);
  std::filesystem::permissions(dir.path(), static_cast<std::filesystem::perms>(0555));
  std::filesystem::permissions(dir / "c", static_cast<std::filesystem::perms>(0555));
  {
    const testing::AsNobody nobody;
    auto corpus = Corpus::Open(dir / "c", Access::kRead);
    ASSERT_TRUE(corpus) << corpus.error().message;
    EXPECT_EQ(corpus->Stat()->captures, 1u);
    EXPECT_EQ(corpus->ReadPayload(CaptureId{1})->body, kHtml);
    EXPECT_TRUE(corpus->Check({})->damage.empty());
  }
  std::filesystem::permissions(dir.path(), std::filesystem::perms::owner_all);
  std::filesystem::permissions(dir / "c", std::filesystem::perms::owner_all);
}

TEST(Surt, WhenUrlsDifferInForm_ThenTheySortByHost) {
  EXPECT_EQ(Surt("https://www.Example.com:443/A?b=C#x"), "com,example)/a?b=c");
  EXPECT_EQ(Surt("http://example.com"), "com,example)/");
  EXPECT_EQ(Surt("http://127.0.0.1:8765/x"), "127.0.0.1:8765)/x");
}

}  // namespace
}  // namespace dossier::corpus
