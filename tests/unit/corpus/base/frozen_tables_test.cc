// What canonical text and document keys rest on is data of ours and frozen: whoever changes a table changes a digest
// here, and reads corpus/frozen/SOURCES.md first ("Changing a table").
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "corpus/base/digest.h"
#include "corpus/base/embedded.h"
#include "corpus/base/file.h"
#include "tests/support/paths.h"

DOSSIER_EMBEDDED(charset_indexes)
DOSSIER_EMBEDDED(idna_mapping)
DOSSIER_EMBEDDED(public_suffixes)
DOSSIER_EMBEDDED(unicode_folding)
DOSSIER_EMBEDDED(unicode_normalization)
DOSSIER_EMBEDDED(unicode_properties)

namespace dossier {
namespace {

struct Frozen {
  const char* name;
  std::string_view data;
  const char* version;  // in the first line
  const char* sha256;
};

TEST(FrozenTables, WhenRead_ThenVersionAndBytesAreThoseOfThisRelease) {
  const Frozen tables[] = {{"charset_indexes", Embedded_charset_indexes(), "edition of 2023 (GB 18030-2022)",
                            "738ec102ae3d88ad3fc22dc82196a0631678cb3825d0a0cba09f4914010ebe9a"},
                           {"idna_mapping", Embedded_idna_mapping(), "UTS #46 18.0.0",
                            "fe55a7ce5f1dc7339b48926743d6f57cc792f62c76a644449371e04b9684a662"},
                           {"public_suffixes", Embedded_public_suffixes(), "Public suffix list 2026-10-22_08-36-41_UTC",
                            "e335138ca1f54bf30a098143661102d0b70d9ead3e747ae6edc53d548a949b5f"},
                           {"unicode_folding", Embedded_unicode_folding(), "Unicode 18.0.0",
                            "be78930edcf6ecce903d327b58d57f5bc334d2a2b232289ae4351361852c7150"},
                           {"unicode_normalization", Embedded_unicode_normalization(), "Unicode 18.0.0",
                            "d907387ba6e0813ef4fc9317b62440840e36d4410a5dafb91eb8e9844ae67a57"},
                           {"unicode_properties", Embedded_unicode_properties(), "Unicode 18.0.0",
                            "f5198eee3c7bf7f0cd0ff371753237edbccb6e5124be3ecbc3284e8bd2846a6c"}};
  for (const Frozen& table : tables) {
    EXPECT_NE(table.data.substr(0, table.data.find('\n')).find(table.version), std::string_view::npos) << table.name;
    EXPECT_EQ(Sha256(table.data).hex(), table.sha256) << table.name;
  }
}

// Feeds in a rare charset are the one thing for which a library's tables are asked: their words are never kept as a
// text.
TEST(FrozenTables, WhenTheCorpusIsRead_ThenNoLibrarysTablesAreIncluded) {
  const std::filesystem::path corpus = std::filesystem::path(dossier::testing::SourceDirectory()) / "corpus";
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    const std::string extension = entry.path().extension();
    if ((extension != ".cc" && extension != ".h") || entry.path().stem() == "any_charset") continue;
    ++files;
    const std::string text = ReadFile(entry.path()).value_or("");
    for (const char* header : {"<unicode/", "<libpsl", "<iconv", "<idn", "<locale", "<cwctype>", "<wctype"}) {
      EXPECT_EQ(text.find(std::string("#include ") + header), std::string::npos) << entry.path() << " " << header;
    }
  }
  EXPECT_GT(files, 50);
}

}  // namespace
}  // namespace dossier
