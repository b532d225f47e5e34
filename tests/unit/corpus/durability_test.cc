// What the evidence store promises when processes die, disks fill up and bytes change.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>

#include "corpus/base/file.h"
#include "corpus/corpus.h"
#include "corpus/corpus_impl.h"
#include "corpus/index_manifest.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

NewCapture Page(int number, size_t noise_bytes = 0) {
  NewCapture capture;
  capture.url = "https://example.org/" + std::to_string(number);
  capture.fetched = UtcTime{1533401340000 + number};
  capture.http_status = 200;
  capture.request_head = "GET / HTTP/1.1\r\nHost: example.org";
  capture.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
  capture.body = "<p>page " + std::to_string(number) + "</p>";
  std::mt19937_64 random(static_cast<uint64_t>(number));
  for (size_t i = 0; i < noise_bytes; ++i) capture.body += static_cast<char>(random());
  capture.content_type = "text/html";
  capture.source = {"example", "Example", "news", "en"};
  return capture;
}

// Makes a corpus with `captures` of them and gives the name of its one archive file.
std::string Make(const std::string& directory, int captures) {
  {
    auto corpus = Corpus::Open(directory, Access::kArchive, Create::kIfMissing);
    EXPECT_TRUE(corpus) << corpus.error().message;
    for (int i = 0; i < captures; ++i) EXPECT_TRUE(corpus->Append(Page(i)));
    EXPECT_TRUE(corpus->Flush());
  }
  auto files = ListFiles(directory + "/archive");
  EXPECT_EQ(files->size(), 1u);
  return files->at(0);
}

bool Soak() { return std::getenv("DOSSIER_SOAK") != nullptr; }

std::string Slurp(const std::string& path) { return ReadFile(path).value(); }
void Spill(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
}

CheckReport CheckOf(const std::string& directory) {
  auto corpus = Corpus::Open(directory, Access::kRead);
  EXPECT_TRUE(corpus) << corpus.error().message;
  auto report = corpus->Check({});
  EXPECT_TRUE(report) << report.error().message;
  return *std::move(report);
}

// As a killed process leaves it: the file not marked complete.
void Reopen(const std::string& directory) {
  auto database = Database::Open(directory + "/corpus.db", Database::Mode::kReadWrite);
  ASSERT_TRUE(database);
  ASSERT_TRUE((*database)->Run("UPDATE archive_files SET closed = 0"));
}

TEST(Durability, WhenTheTailIsTornAtAnyByte_ThenOpenCutsItOffAndSaysSo) {
  TempDir dir;
  const std::string file = Make(dir / "c", 2);
  const std::string whole = Slurp(file);
  const Member extra =
      MakeMember(RecordType::kResponse, "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n", 1);
  // Every byte in a soak; a sample of them, the first and the last among it, otherwise.
  const size_t step = Soak() ? 1 : 13;
  for (size_t torn = 1; torn <= extra.bytes.size(); torn += torn + step > extra.bytes.size() ? 1 : step) {
    Spill(file, whole + extra.bytes.substr(0, torn));
    Reopen(dir / "c");
    {
      auto corpus = Corpus::Open(dir / "c", Access::kArchive);
      ASSERT_TRUE(corpus) << corpus.error().message;
      ASSERT_EQ(corpus->repairs().size(), 1u);
      EXPECT_NE(corpus->repairs()[0].find("cut " + std::to_string(torn) + " bytes"), std::string::npos)
          << corpus->repairs()[0];
    }
    ASSERT_EQ(Slurp(file), whole);
  }
  EXPECT_TRUE(CheckOf(dir / "c").damage.empty());
}

TEST(Durability, WhenTheOtherRoleIsAtWork_ThenItsTailIsLeftAlone) {
  TempDir dir;
  const std::string file = Make(dir / "c", 2);
  const std::string whole = Slurp(file);
  Spill(file, whole + "in flight");
  Reopen(dir / "c");
  { ASSERT_TRUE(Corpus::Open(dir / "c", Access::kIndex)); }
  EXPECT_EQ(Slurp(file), whole + "in flight");
}

TEST(Durability, WhenTheFileEndsEarlyAtAnyByte_ThenCheckNamesIt) {
  TempDir dir;
  const std::string file = Make(dir / "c", 2);
  const std::string whole = Slurp(file);
  for (size_t size = whole.size() - 300; size < whole.size(); size += 7) {
    Spill(file, whole.substr(0, size));
    const CheckReport report = CheckOf(dir / "c");
    ASSERT_FALSE(report.damage.empty()) << size;
    EXPECT_NE(report.damage[0].where.find("archive/"), std::string::npos);
  }
}

TEST(Durability, WhenAnyByteOfTheArchiveChanges_ThenCheckFindsIt) {
  TempDir dir;
  const std::string file = Make(dir / "c", 1);
  const std::string whole = Slurp(file);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  ASSERT_TRUE(corpus);
  ASSERT_TRUE(corpus->Check({})->damage.empty());
  std::mt19937 random(7);
  // One bit of every byte in a soak, of every 7th otherwise, and of all gzip header bytes of the first member.
  for (size_t at = 0; at < whole.size(); at += Soak() || at < 20 ? 1 : 7) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 8));
    Spill(file, changed);
    const auto report = corpus->Check({});
    ASSERT_EQ(report->damage.size(), 1u) << "byte " << at;
  }
}

// 10,000 random flips over a larger archive with DOSSIER_SOAK=1, some hundreds otherwise.
TEST(Durability, WhenRandomBytesChange_ThenEachIsFound) {
  TempDir dir;
  const std::string file = Make(dir / "c", 60);
  std::string bytes = Slurp(file);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  std::mt19937_64 random(20261122);
  const int flips = Soak() ? 10000 : 300;
  const int fd = open(file.c_str(), O_RDWR);
  for (int i = 0; i < flips; ++i) {
    const size_t at = random() % bytes.size();
    const char changed = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random() % 255));
    ASSERT_EQ(pwrite(fd, &changed, 1, static_cast<off_t>(at)), 1);
    ASSERT_EQ(corpus->Check({})->damage.size(), 1u) << "byte " << at;
    ASSERT_EQ(pwrite(fd, &bytes[at], 1, static_cast<off_t>(at)), 1);
  }
  close(fd);
  EXPECT_TRUE(corpus->Check({})->damage.empty());
}

TEST(Durability, WhenAnyColumnOfARowChanges_ThenCheckFindsTheRow) {
  TempDir dir;
  Make(dir / "c", 3);
  {
    auto corpus = Corpus::Open(dir / "c", Access::kIndex);
    TextMap map;
    map.reader = "text/1";
    map.text = "words";
    map.syntax = BlockSyntax::kPlain;
    Block block;
    block.end = 5;
    block.ranges = {{0, 5}};
    map.blocks = {block};
    const auto text = corpus->AppendText(CaptureId{1}, map);
    ASSERT_TRUE(text);
    Document document;
    document.key = "key";
    const auto stored = corpus->UpsertDocument(document, {"another key"});
    Revision revision;
    revision.document = stored->id;
    revision.text = *text;
    revision.capture = CaptureId{1};
    ASSERT_TRUE(corpus->AddRevision(revision));
    ASSERT_TRUE(corpus->MarkRead(CaptureId{1}, "text/1", "text"));
    ASSERT_TRUE(corpus->Flush());
    ASSERT_TRUE(corpus->StoreCertificate({"e1", Json{{"a", 1}}, UtcTime{1}}));
    ASSERT_TRUE(AnnounceIndexParts(*corpus, {{"seg-000001", 1, 2, Sha256("part")}}));
  }
  EXPECT_TRUE(CheckOf(dir / "c").damage.empty());
  auto database = Database::Open(dir / "c/corpus.db", Database::Mode::kReadWrite);
  int columns = 0;
  for (const DigestedTable& table : DigestedTables()) {
    std::vector<std::string> names;
    {
      auto query = (*database)->Select("SELECT name FROM pragma_table_info(?1)", table.table);
      ASSERT_TRUE(query);
      while (*query->Next()) names.emplace_back(query->Text(0));
    }
    for (const std::string& name : names) {
      const std::string where = std::string(table.table) + "." + name;
      ASSERT_TRUE((*database)->Execute("SAVEPOINT one"));
      // Text, blob and integer values each get another value of their own type.
      ASSERT_TRUE((*database)->Execute("UPDATE " + std::string(table.table) + " SET " + name + " = CASE typeof(" +
                                       name + ") WHEN 'integer' THEN " + name + " + 1000 WHEN 'text' THEN " + name +
                                       " || 'x' ELSE CAST(" + name + " || 'x' AS BLOB) END"))
          << where;
      ASSERT_TRUE((*database)->Execute("RELEASE one"));
      const CheckReport report = CheckOf(dir / "c");
      EXPECT_FALSE(report.damage.empty()) << where;
      ASSERT_TRUE((*database)->Execute("UPDATE " + std::string(table.table) + " SET " + name + " = CASE typeof(" +
                                       name + ") WHEN 'integer' THEN " + name + " - 1000 WHEN 'text' THEN substr(" +
                                       name + ", 1, length(" + name + ") - 1) ELSE substr(" + name + ", 1, length(" +
                                       name + ") - 1) END"));
      ++columns;
    }
  }
  EXPECT_GE(columns, 60);
  EXPECT_TRUE(CheckOf(dir / "c").damage.empty());
}

TEST(Durability, WhenACaptureIsTakenOut_ThenTheChainAndTheFileTell) {
  TempDir dir;
  Make(dir / "c", 3);
  {
    auto database = Database::Open(dir / "c/corpus.db", Database::Mode::kReadWrite);
    ASSERT_TRUE((*database)->Run("DELETE FROM captures WHERE id = 2"));
  }
  const CheckReport report = CheckOf(dir / "c");
  bool chain = false, gap = false;
  for (const Damage& damage : report.damage) {
    chain = chain || damage.what.find("hash chain") != std::string::npos;
    gap = gap || damage.what.find("no record for the bytes") != std::string::npos;
  }
  EXPECT_TRUE(chain);
  EXPECT_TRUE(gap);
}

TEST(Durability, WhenAFileIsMissingOrUnknown_ThenCheckNamesIt) {
  TempDir dir;
  const std::string file = Make(dir / "c", 1);
  std::filesystem::rename(file, dir / "c/archive/other.warc.gz");
  std::filesystem::last_write_time(dir / "c/archive/other.warc.gz",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  std::string all;
  for (const Damage& damage : CheckOf(dir / "c").damage) all += damage.where + ": " + damage.what + "\n";
  EXPECT_NE(all.find("missing"), std::string::npos) << all;
  EXPECT_NE(all.find("archive/other.warc.gz: a file that the catalogue does not know"), std::string::npos) << all;
}

// Writes captures one group each until the file size limit strikes; the exit code says how many were promised.
int WriteUntilFull(const std::string& directory) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{400 << 10, 400 << 10};
  setrlimit(RLIMIT_FSIZE, &limit);
  auto corpus = Corpus::Open(directory, Access::kArchive, Create::kIfMissing);
  if (!corpus) return 201;
  for (int i = 0; i < 200; ++i) {
    auto appended = corpus->Append(Page(i, 20000));
    Status flushed = appended ? corpus->Flush() : Status(Fail(appended.error()));
    if (!flushed) return flushed.error().code == ErrorCode::kIo ? i : 202;
  }
  return 203;
}

TEST(Durability, WhenTheDiskIsFull_ThenWritingStopsCleanlyAndGoesOnAfterwards) {
  TempDir dir;
  const pid_t child = fork();
  if (child == 0) _exit(WriteUntilFull(dir / "c"));
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  const int promised = WEXITSTATUS(status);
  ASSERT_GT(promised, 5);
  ASSERT_LT(promised, 200);
  EXPECT_TRUE(CheckOf(dir / "c").damage.empty());
  auto corpus = Corpus::Open(dir / "c", Access::kArchive);
  ASSERT_TRUE(corpus);
  EXPECT_EQ(corpus->Stat()->captures, static_cast<uint64_t>(promised));
  for (int i = promised; i < promised + 3; ++i) ASSERT_TRUE(corpus->Append(Page(i, 20000)));
  ASSERT_TRUE(corpus->Flush());
  const auto report = corpus->Check({});
  EXPECT_TRUE(report->damage.empty());
  EXPECT_EQ(corpus->Stat()->captures, static_cast<uint64_t>(promised) + 3);
}

// A writer that tells through a pipe what it was promised, killed at a random moment.
TEST(Durability, WhenAWriterIsKilled_ThenEverythingPromisedIsThere) {
  TempDir dir;
  std::mt19937 random(3);
  int next = 0;
  const int rounds = Soak() ? 300 : 15;
  for (int round = 0; round < rounds; ++round) {
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const pid_t child = fork();
    if (child == 0) {
      auto corpus = Corpus::Open(dir / "c", Access::kArchive, Create::kIfMissing);
      if (!corpus) _exit(1);
      for (int i = next;; ++i) {
        if (!corpus->Append(Page(i, 3000))) _exit(2);
        if (i % 3 == 0) {
          if (!corpus->Flush()) _exit(3);
          if (write(pipe_ends[1], &i, sizeof(i)) != sizeof(i)) _exit(4);
        }
      }
    }
    close(pipe_ends[1]);
    int promised = next - 1;
    if (round % 2 == 0) {  // every second time let it get going first
      ASSERT_EQ(read(pipe_ends[0], &promised, sizeof(promised)), static_cast<ssize_t>(sizeof(promised)));
    }
    usleep(static_cast<useconds_t>(random() % 30000));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "exit " << WEXITSTATUS(status);
    while (read(pipe_ends[0], &promised, sizeof(promised)) == sizeof(promised)) {
    }
    close(pipe_ends[0]);
    auto corpus = Corpus::Open(dir / "c", Access::kArchive, Create::kIfMissing);
    ASSERT_TRUE(corpus) << corpus.error().message;
    const auto report = corpus->Check({});
    ASSERT_TRUE(report) << report.error().message;
    for (const Damage& damage : report->damage) ADD_FAILURE() << damage.where << ": " << damage.what;
    const int stored = static_cast<int>(corpus->Stat()->captures);
    ASSERT_GE(stored, promised + 1);
    for (int i = next; i < stored; ++i) {
      auto payload = corpus->ReadPayload(CaptureId{i + 1});
      ASSERT_TRUE(payload) << payload.error().message;
      ASSERT_EQ(payload->body, Page(i, 3000).body);
    }
    next = stored;
  }
  EXPECT_GE(next, rounds / 2);
}

TEST(HashChain, WhenItIsRecomputedByHand_ThenTheRootIsTheSame) {
  TempDir dir;
  Make(dir / "c", 3);
  auto corpus = Corpus::Open(dir / "c", Access::kRead);
  const auto roots = corpus->ChainRoots();
  ASSERT_TRUE(roots);
  ASSERT_FALSE(roots->empty());
  EXPECT_EQ(roots->back().last_capture, CaptureId{3});
  std::string value(64, '0');
  ASSERT_TRUE(corpus->ForEachCapture([&](const Capture& capture) {
    const std::string member =
        ReadFileRange(dir / "c/archive/" + capture.warc_file, capture.warc_offset, capture.warc_length).value();
    const std::string leaf =
        Sha256(capture.record_id + "\n" + capture.url + "\n" + FormatRfc3339(capture.fetched, true) + "\n" +
               capture.sha256.hex() + "\n" + Sha256(member).hex() + "\n")
            .hex();
    value = Sha256(value + "\n" + leaf + "\n").hex();
    return Ok();
  }));
  EXPECT_EQ(roots->back().value.hex(), value);
}

}  // namespace
}  // namespace dossier::corpus
