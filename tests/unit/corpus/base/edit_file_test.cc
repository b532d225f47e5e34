#include "corpus/base/edit_file.h"

#include <gtest/gtest.h>

#include "corpus/base/file.h"
#include "tests/support/at_once.h"
#include "tests/support/temp_dir.h"

namespace dossier {
namespace {

using testing::kWriters;
using testing::TempDir;
using Bytes = std::optional<std::string>;

EditedFile FileIn(const TempDir& dir) { return {dir / "list", dir / "list.lock", "the list", "test"}; }

TEST(EditFile, WhenFiftyWritersChangeItAtOnce_ThenEveryChangeIsThere) {
  const TempDir dir;
  EXPECT_EQ(testing::SucceededAtOnce([&](int) {
              return EditFile(FileIn(dir), [](const Bytes& old) -> Result<Bytes> { return old.value_or("") + "x"; })
                  .has_value();
            }),
            kWriters);
  EXPECT_EQ(*ReadFile(dir / "list"), std::string(kWriters, 'x'));
  EXPECT_EQ(ListFiles(dir.path())->size(), 2u) << "no temporary file is left";
}

TEST(EditFile, WhenTheChangeFailsOrGivesNothing_ThenTheFileIsAsItWas) {
  const TempDir dir;
  const auto edit = [&](const FileChange& change) { return EditFile(FileIn(dir), change); };
  EXPECT_TRUE(edit([](const Bytes& old) -> Result<Bytes> {
    EXPECT_FALSE(old) << "there is no file yet";
    return std::nullopt;
  }));
  EXPECT_FALSE(ReadFile(dir / "list"));
  ASSERT_TRUE(WriteFileAtomically(dir / "list", "one"));
  EXPECT_FALSE(edit([](const Bytes&) -> Result<Bytes> { return Fail(ErrorCode::kUsage, "no"); }));
  EXPECT_TRUE(edit([](const Bytes&) -> Result<Bytes> { return std::nullopt; }));
  EXPECT_EQ(*ReadFile(dir / "list"), "one");
}

TEST(EditFile, WhenTheFileIsTooLarge_ThenItIsRefusedAndUnchanged) {
  const TempDir dir;
  ASSERT_TRUE(WriteFileAtomically(dir / "list", "12345"));
  EditedFile file = FileIn(dir);
  file.max_bytes = 4;
  const auto edited = EditFile(file, [](const Bytes&) -> Result<Bytes> { return "new"; });
  ASSERT_FALSE(edited);
  EXPECT_EQ(edited.error().code, ErrorCode::kLimit);
  EXPECT_EQ(*ReadFile(dir / "list"), "12345");
}

}  // namespace
}  // namespace dossier
