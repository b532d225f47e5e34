#include "corpus/archive/archive_writer.h"

#include <gtest/gtest.h>

#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "tests/support/temp_dir.h"

namespace dossier::corpus {
namespace {

using testing::TempDir;

TEST(ArchiveWriter, WhenMembersArePacked_ThenTheyComeBack) {
  std::vector<Member> members = {MakeMember(RecordType::kResponse, "one", 6),
                                 MakeMember(RecordType::kMetadata, std::string(100000, 'm'), 1)};
  members.push_back(members[0]);
  members[2].bytes.assign(70000, 'x');  // a length of three bytes
  const auto back = UnpackMembers(PackMembers(members));
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*back)[i].type, members[i].type);
    EXPECT_EQ((*back)[i].length, members[i].bytes.size());
    EXPECT_EQ((*back)[i].sha256, members[i].sha256);
  }
  EXPECT_EQ(members[0].sha256, Sha256(members[0].bytes));
  EXPECT_EQ(PackMembers({members[0]}).size(), 37u);  // the width is on disk
}

TEST(ArchiveWriter, WhenTheListIsDamaged_ThenItIsRefusedNotCut) {
  const std::string packed = PackMembers({MakeMember(RecordType::kResponse, "one", 6)});
  EXPECT_TRUE(UnpackMembers("")->empty());
  EXPECT_EQ(UnpackMembers(packed.substr(1)).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(UnpackMembers(packed + "r").error().code, ErrorCode::kCorrupt);
}

TEST(ArchiveWriter, WhenAppendedAndCutBack_ThenTheFileHoldsWhatStayed) {
  TempDir dir;
  auto writer = ArchiveWriter::Create(dir / "a.warc.gz");
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->Append("first"));
  ASSERT_TRUE(writer->Append("torn"));
  ASSERT_TRUE(writer->CutBackTo(5));
  EXPECT_EQ(writer->size(), 5u);
  ASSERT_TRUE(writer->Append(" second"));
  ASSERT_TRUE(writer->Append(""));
  ASSERT_TRUE(writer->Sync());
  ArchiveWriter moved = std::move(*writer);
  ASSERT_TRUE(moved.Append("."));
  EXPECT_EQ(*ReadFile(dir / "a.warc.gz"), "first second.");
  EXPECT_EQ(moved.size(), 13u);
}

// Evidence that is there is never opened for writing again.
TEST(ArchiveWriter, WhenTheFileExists_ThenItIsRefusedAndUnchanged) {
  TempDir dir;
  ASSERT_TRUE(WriteFileAtomically(dir / "a.warc.gz", "evidence"));
  const auto writer = ArchiveWriter::Create(dir / "a.warc.gz");
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, ErrorCode::kIo);
  EXPECT_EQ(*ReadFile(dir / "a.warc.gz"), "evidence");
}

TEST(ArchiveWriter, WhenTypesAreNamed_ThenTheyAreThoseOfTheStandard) {
  EXPECT_EQ(RecordTypeName(RecordType::kRevisit), "revisit");
  EXPECT_EQ(RecordTypeName(RecordType::kConversion), "conversion");
  EXPECT_EQ(RecordTypeName(static_cast<RecordType>('?')), "unknown");  // of a damaged row
}

}  // namespace
}  // namespace dossier::corpus
