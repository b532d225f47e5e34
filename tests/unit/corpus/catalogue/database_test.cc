#include "corpus/catalogue/database.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

std::unique_ptr<Database> Made(const std::string& path) {
  auto database = Database::Open(path, Database::Mode::kCreate);
  EXPECT_TRUE(database) << database.error().message;
  EXPECT_TRUE((*database)->Execute("CREATE TABLE t(a, b)"));
  return std::move(*database);
}

TEST(Database, WhenATransactionIsNotCommitted_ThenNothingOfItStays) {
  TempDir dir;
  const auto database = Made(dir / "d");
  {
    auto transaction = Transaction::Begin(*database);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(database->Run("INSERT INTO t VALUES (?1, ?2)", 1, "one"));
    const Transaction moved = std::move(*transaction);  // the one moved from must not roll back what moved commits
  }
  EXPECT_EQ(*database->Number("SELECT count(*) FROM t"), 0);
  {
    auto transaction = Transaction::Begin(*database);
    ASSERT_TRUE(database->Run("INSERT INTO t VALUES (?1, ?2)", 1, "one"));
    ASSERT_TRUE(transaction->Commit());
  }
  EXPECT_EQ(*database->Number("SELECT count(*) FROM t"), 1);
}

TEST(Database, WhenOneStatementRunsInsideItself_ThenBothWalksAreWhole) {
  TempDir dir;
  const auto database = Made(dir / "d");
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(database->Run("INSERT INTO t(a) VALUES (?1)", i));
  const char* sql = "SELECT a FROM t WHERE a >= ?1 ORDER BY a";
  int pairs = 0;
  auto outer = database->Select(sql, 1);
  ASSERT_TRUE(outer);
  for (auto row = outer->Next(); row && *row; row = outer->Next()) {
    auto inner = database->Select(sql, outer->Integer(0));
    ASSERT_TRUE(inner);
    for (auto each = inner->Next(); each && *each; each = inner->Next()) ++pairs;
  }
  EXPECT_EQ(pairs, 3 + 2 + 1);
}

TEST(Database, WhenAStatementIsUsedAgain_ThenNoParameterOfBeforeIsLeft) {
  TempDir dir;
  const auto database = Made(dir / "d");
  ASSERT_TRUE(database->Run("INSERT INTO t VALUES (?1, ?2)", 1, "left"));
  ASSERT_TRUE(database->Run("INSERT INTO t VALUES (?1, ?2)", 2));  // the second is not bound: NULL
  auto query = database->Select("SELECT b FROM t WHERE a = 2");
  ASSERT_TRUE(*query->Next());
  EXPECT_TRUE(query->IsNull(0));
}

TEST(Database, WhenBytesAreStored_ThenTheyComeBackInTheirTypeAndWhole) {
  TempDir dir;
  const auto database = Made(dir / "d");
  const std::string bytes("a\0b\xFF", 4);
  ASSERT_TRUE(database->Run("INSERT INTO t VALUES (?1, ?2)", std::string_view(bytes), Blob{bytes}));
  ASSERT_TRUE(database->Run("INSERT INTO t VALUES (?1, ?2)", std::string_view(), Blob{}));
  auto query = database->Select("SELECT a, b, typeof(a), typeof(b) FROM t ORDER BY rowid");
  ASSERT_TRUE(*query->Next());
  EXPECT_EQ(query->Text(0), bytes);
  EXPECT_EQ(query->BlobAt(1), bytes);
  EXPECT_EQ(query->Text(2), "text");
  EXPECT_EQ(query->Text(3), "blob");
  ASSERT_TRUE(*query->Next());  // empty is not NULL: the digest of a row tells them apart
  EXPECT_EQ(query->Text(2), "text");
  EXPECT_EQ(query->Text(3), "blob");
}

TEST(Database, WhenAnotherWrites_ThenItIsBusyAndNothingIsLost) {
  TempDir dir;
  const auto first = Made(dir / "d");
  auto second = Database::Open(dir / "d", Database::Mode::kReadWrite, 1);
  ASSERT_TRUE(second);
  auto transaction = Transaction::Begin(*first);
  ASSERT_TRUE(transaction);
  const auto refused = Transaction::Begin(**second);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kBusy);
  ASSERT_TRUE(first->Run("INSERT INTO t(a) VALUES (1)"));
  ASSERT_TRUE(transaction->Commit());
  EXPECT_EQ(*(*second)->Number("SELECT count(*) FROM t"), 1);
}

TEST(Database, WhenTheFileIsNoneOrMissing_ThenTheKindOfErrorSaysSo) {
  TempDir dir;
  EXPECT_EQ(Database::Open(dir / "none", Database::Mode::kReadOnly).error().code, ErrorCode::kIo);
  std::ofstream(dir / "other") << "This file is a letter, and it is longer than the header of a database would be, "
                                  "so that its first hundred bytes are all there to be looked at.";
  auto other = Database::Open(dir / "other", Database::Mode::kReadOnly);
  if (other) {
    EXPECT_EQ((*other)->Number("SELECT count(*) FROM t").error().code, ErrorCode::kCorrupt);
  } else {
    EXPECT_EQ(other.error().code, ErrorCode::kCorrupt);
  }
}

TEST(Database, WhenOpenedForReading_ThenItCannotBeChangedAndSeesTheLog) {
  TempDir dir;
  const auto writer = Made(dir / "with space?and#.db");
  ASSERT_TRUE(writer->Run("INSERT INTO t(a) VALUES (1)"));
  auto reader = Database::Open(dir / "with space?and#.db", Database::Mode::kReadOnly);
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(*(*reader)->Number("SELECT count(*) FROM t"), 1);
  EXPECT_FALSE((*reader)->Run("DELETE FROM t"));
}

}  // namespace
}  // namespace dossier::corpus
