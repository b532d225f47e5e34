// Pages made to cost time: whatever the reader does once for each of many things must not look at all of them again.
// Sizes are such that a linear reader needs well under a second and a quadratic one many.
#include <gtest/gtest.h>

#include <ctime>
#include <functional>
#include <string>

#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/scan.h"
#include "indexer/read/html/reader.h"

namespace dossier::indexer {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr double kSeconds = 60;  // unoptimised code with sanitizers is many times slower
#else
constexpr double kSeconds = 4;
#endif

constexpr const char* kWords =
    "<p>The trade commission opened an inquiry on Tuesday into how the maker of network equipment sold its routers, "
    "according "
    "to two officials who had read the notice.</p>";

std::string Each(int count, const std::function<std::string(const std::string&)>& part) {
  std::string out;
  for (int i = 0; i < count; ++i) out += part(std::to_string(i));
  return out;
}

std::string Same(int count, const std::string& part) {
  return Each(count, [&](const std::string&) { return part; });
}

std::string HostilePage(const std::string& body, const std::string& head = "") {
  return "<html><head><title>Inquiry opens</title>" + head + "</head><body>" + kWords + kWords + kWords + body +
         kWords + "</body></html>";
}

std::string JsonLd(const std::string& json) { return "<script type='application/ld+json'>" + json + "</script>"; }

// What is behind a million tags or 65,536 blocks is left out, and the document says so: memory stays bounded.
TEST(HtmlHostile, FloodsOfBlocksAndTagsArePartial) {
  for (const int count : {static_cast<int>(kMostBlocks) + 10, static_cast<int>(kMaxStartTags) + 10}) {
    const std::string page = HostilePage(Same(count, "<p>ab")) + "<p>The last line of all.</p>";
    ReaderInput input;
    input.bytes = page;
    const Result<ReadDocument> document = ReadHtml(input);
    ASSERT_TRUE(document) << document.error().message;
    EXPECT_TRUE(document->partial) << count;
    EXPECT_NE(document->text.text.find("opened an inquiry on Tuesday"), std::string::npos);
    EXPECT_EQ(document->text.text.find("The last line"), std::string::npos);
  }
}

TEST(HtmlHostile, ManyOfAnythingTakeLinearTime) {
  const std::pair<const char*, std::string> pages[] = {
      {"dates in lines",
       HostilePage(Each(20000, [](const std::string& i) { return "<p>Published: May 6, 2024 at " + i + "</p>"; }))},
      {"dates in one line",
       HostilePage("<div>" + Each(40000, [](const std::string& i) { return "<span>May 6, 2024 " + i + "</span> "; }) +
                   "</div>")},
      {"bylines", HostilePage(Each(20000, [](const std::string& i) { return "<p>By Ann Bee" + i + "</p>"; }))},
      {"one long byline", HostilePage("<p class=byline>By " +
                                      Each(40000, [](const std::string& i) { return "Ann Bee" + i + ", "; }) + "</p>")},
      {"headings", HostilePage(Each(20000,
                                    [](const std::string& i) {
                                      return "<h1>Inquiry opens " + i + "</h1><p>Words of page " + i + ".</p>";
                                    }))},
      {"a long title", "<html><head><title>" + Same(40000, "Inquiry | opens - ") + "</title></head><body>" + kWords +
                           kWords + "</body></html>"},
      {"meta elements", HostilePage("", Each(20000,
                                             [](const std::string& i) {
                                               return "<meta property='article:tag' content=x" + i +
                                                      "><meta name=author content='Ann Bee" + i + "'>";
                                             }))},
      {"fostered text", HostilePage("<table>" + Same(40000, "<b>x<i>y") + "</table>")},
      {"tables in rows", HostilePage(Same(40000, "<table><tr>") + Same(40000, "text "))},
      {"formats closed in another order", HostilePage(Same(30000, "<b><i><u><p>x</b></i>y</u>"))},
      {"a long attribute name", HostilePage("<p " + std::string(4000000, 'a') + "=1>x</p>")},
      {"class names", HostilePage("<p class='" + Same(200000, "related ") + "'>x</p>")},
      {"character references", HostilePage("<p>" + Same(60000, "&NotEqualTilde;&amp;&#128512;") + "</p>")},
      {"nested descriptions",
       HostilePage("", JsonLd(Same(40000, "{\"@type\":\"Article\",\"isPartOf\":") + "1" + std::string(40000, '}')))},
      {"a list of descriptions",
       HostilePage(
           "<h1>Inquiry opens</h1>",
           JsonLd("[" +
                  Same(40000,
                       "{\"@type\":\"NewsArticle\",\"headline\":\"Inquiry opens\",\"author\":{\"name\":\"A B\"}},") +
                  "1]"))},
      {"descriptions that refer to each other",
       HostilePage("", JsonLd("{\"@graph\":[" +
                              Each(20000,
                                   [](const std::string& i) {
                                     return "{\"@id\":\"#" + i +
                                            "\",\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"#" + i + "0\"}},";
                                   }) +
                              "1]}"))},
      {"scripts of descriptions",
       HostilePage("", Same(20000, JsonLd("{\"@type\":\"NewsArticle\",\"headline\":\"Inquiry opens\"}")))},
      {"keys of dates", HostilePage("<script>" + Same(100000, "publish ") + "</script>")},
      {"keys of dates without end", HostilePage(Same(60000, "publish "))},
      {"a breadcrumb", HostilePage("<ol class=breadcrumb>" + Same(20000, "<li><a href=/x>News</a>") + "</ol>")},
      {"authors' links",
       HostilePage("<address>" + Same(20000, "<a rel=author href=/author/a-b>Ann Bee</a> ") + "</address>")},
      {"walls", "<title>x</title>" + Same(20000, "<p>cookies partner accept all subscribe to read access denied</p>")},
      {"teasers", HostilePage(Each(10000,
                                   [](const std::string& i) {
                                     return "<h3><a href=/" + i +
                                            ">Headline of a story</a></h3><p>And what it says in a few words.</p>";
                                   }))},
      {"a stub's script", "<script>" + Same(8000, "location ") + "</script>"},
      {"same paragraphs",
       HostilePage(Same(60000, "<p class=story>The same words of a paragraph of some length, over and over.</p>"))},
  };
  for (const auto& [name, html] : pages) {
    const auto start = std::clock();
    ReaderInput input;
    input.bytes = html;
    const Result<ReadDocument> document = ReadHtml(input);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, kSeconds) << name;
    EXPECT_TRUE(document || document.error().code == ErrorCode::kLimit) << name;
  }
}

}  // namespace
}  // namespace dossier::indexer
