// The scan that drops bytes against the full parse, on every page of the prepared sets: the same visible text.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "corpus/base/charset.h"
#include "corpus/base/compress.h"
#include "corpus/base/file.h"
#include "indexer/html_scan.h"
#include "indexer/html_tree.h"

namespace dossier::indexer {
namespace {

// Visible text without white space.
std::string Solid(const HtmlTree& tree) {
  std::string out;
  for (const HtmlText& text : tree.texts()) {
    for (const char c : text.text) {
      if (static_cast<unsigned char>(c) > ' ') out += c;
    }
  }
  return out;
}

TEST(HtmlPreparation, DroppedBytesHoldNoText) {
  const char* given = std::getenv("DOSSIER_SHARED");
  const std::string shared = given != nullptr ? given : std::string(DOSSIER_SOURCE_DIR) + "/../shared";
  const auto files = ListFiles(shared + "/eval/extraction/pages");
  if (!files) GTEST_SKIP() << "the prepared pages are not here";
  const size_t step = std::getenv("DOSSIER_SOAK") != nullptr ? 1 : 25;
  size_t compared = 0, different = 0;
  for (size_t i = 0; i < files->size(); i += step) {
    const auto packed = ReadFile((*files)[i]);
    size_t consumed = 0;
    ASSERT_TRUE(packed);
    const auto bytes = GunzipMember(*packed, &consumed);
    ASSERT_TRUE(bytes) << (*files)[i];
    const auto page = DecodeToUtf8(*bytes, SniffHtmlEncoding(*bytes, ""));
    ASSERT_TRUE(page);
    const auto reduced = HtmlTree::Parse(ScanHtml(*page));
    const auto whole = HtmlTree::Parse(KeepWholeHtml(*page));
    ASSERT_TRUE(reduced && whole) << (*files)[i];
    ++compared;
    if (Solid(*reduced) != Solid(*whole)) ++different;
  }
  // A few pages have scripts that no two tokenizers end alike.
  EXPECT_LE(different * 50, compared) << different << " of " << compared << " pages differ";
}

}  // namespace
}  // namespace dossier::indexer
