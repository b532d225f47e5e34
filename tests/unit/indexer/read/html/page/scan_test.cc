// The scan before the parse: what holds no text goes, what stays maps back to the payload, and limits hold.
#include "indexer/read/html/page/scan.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "indexer/read/html/page/tree.h"
#include "tests/unit/indexer/read/html/page/made_page.h"

namespace dossier::indexer {
namespace {

TEST(HtmlScan, WhenBytesHoldNoText_ThenTheParserNeverSeesThem) {
  const std::string secret = "xyzzyplugh";
  for (const std::string& markup :
       {"<script>" + secret + "</script>", "<SCRIPT type=x>" + secret + "</SCRIPT >", "<style>" + secret + "</style>",
        "<!-- " + secret + " -->", "<noscript>" + secret + "</noscript>", "<template>" + secret + "</template>",
        "<svg><path d=" + secret + "></svg>", "<p onclick=" + secret + ">", "<p data-x='" + secret + "'>"}) {
    const std::string payload = markup + "<p>shown";
    const HtmlScan scan = ScanHtml(payload);
    EXPECT_EQ(scan.html.find(secret), std::string::npos) << markup;
    for (const HtmlScan::Run& run : scan.runs) EXPECT_EQ(run.text.find(secret), std::string::npos) << markup;
    EXPECT_FALSE(scan.cut);
  }
}

TEST(HtmlScan, WhenAScriptHoldsJsonLd_ThenItsBodyIsKeptAside) {
  const std::string payload =
      "<script type=\"application/ld+json\">{\"a\":1}</script><script type='application/LD+JSON; "
      "charset=utf-8'>2</script>"
      "<script>3</script><script type=application/json>4</script>";
  const HtmlScan scan = ScanHtml(payload);
  ASSERT_GE(scan.json_ld.size(), 1u);
  EXPECT_EQ(scan.json_ld[0], "{\"a\":1}");
  for (std::string_view body : scan.json_ld) EXPECT_TRUE(body != "3" && body != "4");
}

void ExpectMapped(std::string_view payload) {
  const HtmlScan scan = ScanHtml(payload);
  for (size_t i = 0; i < scan.pieces.size(); ++i) {
    ASSERT_LE(scan.pieces[i].begin, scan.html.size());
    ASSERT_LE(scan.pieces[i].source, payload.size());
    if (i > 0) {
      ASSERT_LE(scan.pieces[i - 1].begin, scan.pieces[i].begin);
      ASSERT_LE(scan.pieces[i - 1].source, scan.pieces[i].source);
    } else {
      EXPECT_EQ(scan.pieces[0].begin, 0u);
    }
  }
  uint32_t at = 0;
  for (const HtmlScan::Run& run : scan.runs) {
    ASSERT_LE(at, run.at);
    ASSERT_LT(run.at, scan.html.size());
    ASSERT_LE(run.source, run.source_end);
    ASSERT_LE(run.source_end, payload.size());
    if (run.in_payload) {
      EXPECT_EQ(run.text, payload.substr(run.source, run.text.size()));
    }
    at = run.at;
  }
  for (const HtmlScan::Tag& tag : scan.tags) {
    ASSERT_LT(tag.at, scan.html.size());
    ASSERT_LE(tag.first + tag.count, scan.attributes.size());
  }
  for (size_t i = 0; i < scan.html.size(); i += 7) ASSERT_LE(scan.ToPayload(i), payload.size());
}

TEST(HtmlScan, WhenOffsetsAreMapped_ThenTheyPointIntoThePayloadInOrder) {
  ExpectMapped("<p>one</p><script>x</script><p class=a title='b'>two &amp; three</p><!-- c --><p>é</p>");
  for (const std::string& markup : HostileMarkup()) ExpectMapped(markup);
}

TEST(HtmlScan, WhenNestingHasNoEnd_ThenDepthIsBoundedAndTextStays) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  deep += "shown";
  const Result<HtmlTree> tree = HtmlTree::Parse(ScanHtml(deep));
  ASSERT_TRUE(tree);
  for (const HtmlElement& element : tree->elements()) ASSERT_LE(element.depth, kMaxDepth + 10);
  EXPECT_EQ(tree->TextOf(0), "shown");
}

TEST(HtmlScan, WhenAnElementIsNeverClosed_ThenTheScanEndsWithThePage) {
  for (const char* markup : {"<p>shown<script>x", "<p>shown<style>", "<p>shown<!-- x", "<p>shown<svg><svg>",
                             "<p>shown<noscript>x", "<p>shown<p class='x"}) {
    const std::string payload = markup;
    const Result<HtmlTree> tree = HtmlTree::Parse(ScanHtml(payload));
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->TextOf(0), "shown") << markup;
  }
}

TEST(HtmlScan, WhenComparedWithTheWholeParse_ThenVisibleTextIsTheSame) {
  for (const char* markup :
       {"<p>one <b>two</b> three", "<ul><li>a<li>b</ul>", "<table><tr><td>a<td>b</table>", "<p>A&amp;B &lt;c&gt;",
        "<div>a<script>x</script>b<style>y</style>c</div>", "<p>a\r\nb\rc", "<p>  a  b  "}) {
    const std::string payload = markup;
    const Result<HtmlTree> reduced = HtmlTree::Parse(ScanHtml(payload));
    const Result<HtmlTree> whole = HtmlTree::Parse(KeepWholeHtml(payload));
    ASSERT_TRUE(reduced && whole);
    EXPECT_EQ(reduced->TextOf(0), whole->TextOf(0)) << markup;
  }
}

TEST(HtmlScan, WhenAPageGrows_ThenTimeGrowsWithIt) {
  // The best of three: what else runs on the machine takes time from some of them.
  auto seconds = [](std::string_view part, size_t size) {
    std::string payload;
    while (payload.size() < size) payload += part;
    double best = 1e9;
    for (int turn = 0; turn < 3; ++turn) {
      const auto begin = std::clock();
      ScanHtml(payload);
      best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return best;
  };
  for (const char* part : {"<p>text ", "<", "<!--", "<script", "<b><i>", "</x>", "&amp;", "<p a=b c=d "}) {
    const double once = std::max(seconds(part, 100000), 2e-3);
    EXPECT_LT(seconds(part, 800000), 24 * once) << part;
  }
}

}  // namespace
}  // namespace dossier::indexer
