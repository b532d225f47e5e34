// The pages of page_kinds.txt: each must be of a kind that its first line names.
#include "indexer/read/html/page_kind.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/file.h"
#include "indexer/read/html/reader.h"
#include "tests/support/paths.h"

namespace dossier::indexer {
namespace {

struct KindPage {
  std::string kinds, url, what, html;
};

std::string TakeField(std::string_view& rest) {
  const size_t end = std::min(rest.find(" | "), rest.size());
  std::string field(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 3, rest.size()));
  return field;
}

std::vector<KindPage> ReadPages() {
  std::vector<KindPage> pages;
  const Result<std::string> file =
      ReadFile(dossier::testing::SourceDirectory() + "/tests/unit/indexer/read/html/page_kinds.txt");
  EXPECT_TRUE(file);
  std::string_view rest = file ? std::string_view(*file) : std::string_view();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.starts_with("=== ")) {
      line.remove_prefix(4);
      KindPage& page = pages.emplace_back();
      page.kinds = TakeField(line);
      page.url = TakeField(line);
      page.what = TakeField(line);
    } else if (!pages.empty()) {
      pages.back().html += std::string(line) + "\n";
    }
  }
  return pages;
}

TEST(PageKind, PagesThatStandInPlaceOfAnArticleAreNoEvidence) {
  const std::vector<KindPage> pages = ReadPages();
  EXPECT_GE(pages.size(), 98u);
  for (const KindPage& page : pages) {
    ReaderInput input;
    input.bytes = page.html;
    input.url = page.url;
    const Result<ReadDocument> document = ReadHtml(input);
    ASSERT_TRUE(document) << page.what;
    const std::string kind = std::string(PageKindName(document->page_kind)) + (document->partial ? "+" : "");
    EXPECT_NE(("/" + page.kinds + "/").find("/" + kind + "/"), std::string::npos)
        << page.what << ": " << kind << " for " << page.kinds;
    EXPECT_EQ(document->text.text.empty(), !IsEvidence(document->page_kind)) << page.what;
  }
}

}  // namespace
}  // namespace dossier::indexer
