#include "indexer/read/html/reader.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "corpus/base/file.h"
#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"
#include "corpus/text/charset.h"
#include "indexer/read/html/dates/dates.h"
#include "indexer/read/html/features.h"
#include "indexer/read/html/page/scan.h"
#include "indexer/read/html/page/tree.h"
#include "tests/support/paths.h"
#include "tests/support/shared_data.h"

namespace dossier::indexer {
namespace {

constexpr const char* kFirst =
    "The trade commission opened an inquiry on Tuesday into how the maker of network equipment sold its routers, "
    "according to two officials who had read the notice.";
constexpr const char* kSecond =
    "The company said that it had answered every question of the commission, and that none of its routers had left the "
    "country without a licence, a spokesman added.";
constexpr const char* kThird =
    "Several towns have stopped buying the devices, and a committee of the lower house wants to hear the company's "
    "chief "
    "executive before the summer, its chairwoman said.";

std::string P(const std::string& text) { return "<p>" + text + "</p>\n"; }

std::string HtmlPage(const std::string& body, const std::string& head = "") {
  return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Inquiry into router sales opens | The Sample "
         "Courier</title><meta property=\"og:site_name\" content=\"The Sample Courier\">" +
         head +
         "</head><body><header><nav><ul><li><a href=/>Home</a></li><li><a "
         "href=/news>News</a></li></ul></nav></header>" +
         body + "<footer><p>Terms of use | Privacy policy</p></footer></body></html>";
}

std::string Article(const std::string& middle = P(kSecond), const std::string& head = "") {
  return HtmlPage(
      "<main><article><h1>Inquiry into router sales opens</h1><div class=byline>By <a href=/author/jane-doe "
      "rel=author>Jane Doe</a></div><time datetime=\"2018-08-04T09:30:00+02:00\">August 4, 2018</time>" +
          P(kFirst) + middle + P(kThird) + "</article></main>",
      head);
}

ReadDocument ReadPage(const std::string& html, const std::string& url = "https://courier.example/news/inquiry") {
  ReaderInput input;
  input.bytes = html;
  input.url = url;
  Result<ReadDocument> document = ReadHtml(input);
  EXPECT_TRUE(document) << document.error().message;
  if (!document) return {};
  const std::string payload = *DecodeToUtf8(html, document->text.charset);
  const Status map = corpus::CheckTextMap(payload, document->text);
  EXPECT_TRUE(map) << map.error().message;
  return *document;
}

bool Holds(const ReadDocument& document, std::string_view text) {
  return document.text.text.find(text) != std::string::npos;
}

TEST(HtmlReader, ReadsAnArticle) {
  const ReadDocument document = ReadPage(Article());
  EXPECT_EQ(document.title, "Inquiry into router sales opens");
  EXPECT_EQ(document.authors, std::vector<std::string>{"Jane Doe"});
  EXPECT_EQ(document.publisher, "The Sample Courier");
  EXPECT_EQ(document.published.value, "2018-08-04T09:30:00+02:00");
  EXPECT_EQ(document.language, "en");
  EXPECT_EQ(document.page_kind, PageKind::kArticle);
  EXPECT_EQ(document.text.text, std::string(kFirst) + "\n\n" + kSecond + "\n\n" + kThird);
  EXPECT_GT(document.confidence, 0.5);
}

TEST(HtmlReader, ReadsAReferenceThatNamesNoCharacterAsTheReplacementCharacter) {
  const ReadDocument document = ReadPage(HtmlPage(
      "<h1>Makers&#8211111111; phones and &#xFFFFFFFFF; more</h1><article>" + P(kFirst) + P(kSecond) + "</article>"));
  EXPECT_EQ(document.title, "Makers\xEF\xBF\xBD phones and \xEF\xBF\xBD more");
}

TEST(HtmlReader, KeepsTheMarkThatOnlyScreenReadersSeeBetweenWords) {
  const ReadDocument document = ReadPage(HtmlPage(
      "<article><h1><span>Telecoms</span><span class=visually-hidden>: </span><span>Inquiry into routers opens</span>"
      "</h1>" +
      P(kFirst) + P(kSecond) + "</article>"));
  EXPECT_EQ(document.title, "Telecoms: Inquiry into routers opens");
}

TEST(HtmlReader, KeepsTheLocalDayOfAStampWithAnOffset) {
  const ReadDocument document =
      ReadPage(Article(P(kSecond), "<meta property=article:published_time content=2018-08-04T00:30:00+09:00>"));
  EXPECT_EQ(document.published.day(), "2018-08-04");
}

TEST(HtmlReader, LeavesFurnitureOut) {
  const ReadDocument document = ReadPage(Article(
      P(kSecond) +
      "<p class=newsletter><strong><a href=/n>Get The Courier's technology newsletter.</a></strong></p>"
      "<aside class=related><h3>Related</h3><ul><li><a href=/a>Another story about something else</a></li></ul></aside>"
      "<div class=share><a href=#>Share</a> <a href=#>Tweet</a></div>"));
  EXPECT_FALSE(Holds(document, "newsletter"));
  EXPECT_FALSE(Holds(document, "Another story"));
  EXPECT_FALSE(Holds(document, "Tweet"));
  EXPECT_TRUE(Holds(document, kThird));
}

// The page the project began with: its text is the article and nothing else.
TEST(HtmlReader, TheSeedPageGivesItsArticle) {
  DOSSIER_SHARED_OR_SKIP(root, "corpora/seed");
  const auto page = ReadFile(root + "/site/2018/08/04/dnc-zte-huawei-warning/index.html");
  const auto article = ReadFile(root + "/article.txt");
  ASSERT_TRUE(page.has_value() && article.has_value());
  const ReadDocument document = ReadPage(*page, "https://fortune.com/2018/08/04/dnc-zte-huawei-warning/");
  EXPECT_EQ(document.text.text + "\n", article->ends_with('\n') ? *article : *article + "\n");
}

TEST(HtmlReader, AHiddenCopyOfTheArticleIsNotReadTwice) {
  const std::string whole = std::string(kFirst) + " " + kSecond + " " + kThird;
  const ReadDocument document =
      ReadPage(Article(P(kSecond) +
                       "<div style=\"display:none\" itemscope><div itemprop=headline>Inquiry into "
                       "router sales opens</div><div itemprop=articleBody>" +
                       whole + "</div></div>"));
  const size_t first = document.text.text.find(kFirst);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(document.text.text.find(kFirst, first + 1), std::string::npos) << document.text.text;
}

TEST(HtmlReader, WindowsThatOpenOverAWordAreNoPartOfTheParagraph) {
  const ReadDocument document = ReadPage(Article(
      "<p>The senator <a href=/p/1>Ann Roe</a><span class=\"rollover-people-block\"><span>Ann Roe <a href=/2>Ten more "
      "stories about her</a></span></span> asked the agency for every contract that names the company, its "
      "subsidiaries "
      "or its resellers, and for the names of all who signed them.</p>"));
  EXPECT_TRUE(Holds(document, "The senator Ann Roe asked the agency")) << document.text.text;
  EXPECT_FALSE(Holds(document, "Ten more stories"));
}

TEST(HtmlReader, ConsentTextsAreNoArticle) {
  const std::string consent = P("When you visit our website, we store cookies on your browser to collect information "
                                "that is used to make the site work.") +
                              P("Performance cookies count visits, and targeting cookies may be set through our site "
                                "by our advertising partners on your device.") +
                              P("You can choose not to allow some types of cookies; your privacy preferences are then "
                                "stored in a cookie on your browser.") +
                              P("Strictly necessary cookies cannot be switched off, and your consent is asked for all "
                                "other cookies on this website.");
  const ReadDocument document = ReadPage(Article(P(kSecond)) + "<div>" + consent + "</div>");
  EXPECT_TRUE(Holds(document, kThird));
  EXPECT_FALSE(Holds(document, "targeting cookies")) << document.text.text;
}

TEST(HtmlReader, TheExplanationNamesTheCandidateThatAgreesAndReasons) {
  ReaderInput input;
  const std::string html = Article(P(kSecond));
  input.bytes = html;
  input.explain = true;
  const Result<ReadDocument> document = ReadHtml(input);
  ASSERT_TRUE(document) << document.error().message;
  const Json& explanation = document->explanation;
  const std::string won = explanation["won"].get<std::string>();
  EXPECT_GT(explanation["candidates"][won]["agreement"].get<double>(), 0.9) << explanation["candidates"].dump();
  size_t kept = 0, dropped = 0;
  for (const Json& block : explanation["blocks"]) {
    const bool towards = block["kept"].get<bool>();
    (towards ? kept : dropped) += 1;
    if (!block["rule"].get<std::string>().empty()) continue;
    ASSERT_FALSE(block["because"].empty()) << block["text"];
    for (const Json& reason : block["because"])
      EXPECT_EQ(reason["weight"].get<double>() > 0, towards) << block["text"] << reason.dump();
  }
  EXPECT_EQ(kept, 3u);
  EXPECT_GE(dropped, 3u);
}

TEST(HtmlReader, AListOfWhichAnItemIsKeptIsKeptToItsShortItems) {
  const Result<std::string> page =
      ReadFile(dossier::testing::SourceDirectory() + "/corpus/sample/site/courier/2020/07/14/britain-huawei.html");
  ASSERT_TRUE(page) << page.error().message;
  const ReadDocument document = ReadPage(*page);
  EXPECT_TRUE(Holds(document, "Canada has not decided yet"));
  EXPECT_TRUE(Holds(document, "Australia excluded Huawei and ZTE")) << document.text.text;
  EXPECT_TRUE(Holds(document, "Ericsson and Nokia are expected"));
  EXPECT_FALSE(Holds(document, "Nokia warned of a price war")) << "a teaser";
}

TEST(HtmlReader, ATableInsideTheArticleIsKeptWhole) {
  std::string rows = "<tr><th>Vendor</th><th>Identifier</th><th>Type</th></tr>";
  for (const char* row :
       {"Northfield|NF-1|Remote code execution", "Eastmere|EM-22|-", "7|0|n/a", "Westlake||Denial of service"}) {
    std::string cells = "<td>";
    for (const char* c = row; *c != 0; ++c) cells += *c == '|' ? std::string("</td><td>") : std::string(1, *c);
    rows += "<tr>" + cells + "</td></tr>";
  }
  const ReadDocument document = ReadPage(Article(P(kSecond) + "<table>" + rows + "</table>" + P(kFirst)));
  for (const char* row : {"Vendor Identifier Type", "Northfield NF-1", "Eastmere EM-22", "7 0 n/a", "Westlake"}) {
    EXPECT_TRUE(Holds(document, row)) << row << "\n" << document.text.text;
  }
}

TEST(HtmlReader, AppealsForMoneyAreNoArticle) {
  const std::string appeal = P("At The Sample Courier, we believe that everyone should be able to read what towns "
                               "decide, but we know that not all of you can pay for it.") +
                             P("Our reporters spend weeks on public records, and they answer to our readers alone. "
                               "That is why we ask for your support today.") +
                             P("Help us keep our reporting free for everyone by giving us as little as $2. Your "
                               "contribution will go a long way.") +
                             P("We can't do this without readers like you. Make a donation today and become a "
                               "supporter of independent journalism.");
  const ReadDocument document =
      ReadPage(Article(P(kSecond) + P(kFirst)) + "<section><div>" + appeal + "</div></section>");
  EXPECT_TRUE(Holds(document, kThird));
  EXPECT_FALSE(Holds(document, "Your contribution")) << document.text.text;
  EXPECT_FALSE(Holds(document, "our reporting free")) << document.text.text;
}

TEST(HtmlReader, JoinsABodySplitOverSiblings) {
  const ReadDocument document = ReadPage(HtmlPage(
      "<main><h1>Inquiry into router sales opens</h1><div class=story-text>" + P(kFirst) + P(kSecond) +
      "</div><div class=ad-slot>Advertisement</div><div class=story-text>" + P(kThird) + P(kSecond) + "</div></main>"));
  EXPECT_TRUE(Holds(document, kFirst));
  EXPECT_TRUE(Holds(document, kThird));
  EXPECT_FALSE(Holds(document, "Advertisement"));
}

TEST(HtmlReader, TheSiteNameInTheFirstHeadingIsNotTheTitle) {
  const ReadDocument document = ReadPage(
      "<html lang=en><head><meta charset=utf-8><title>The Sample Courier: Inquiry into router sales opens</title>"
      "<meta name=publisher content=\"The Sample Courier\"></head><body><div id=top><h1><a href=/>The Sample "
      "Courier</a></h1></div>"
      "<div class=post><h2>Inquiry into router sales opens</h2><div>" +
      P(kFirst) + P(kSecond) + P(kThird) + "</div></div></body></html>");
  EXPECT_EQ(document.title, "Inquiry into router sales opens");
  EXPECT_EQ(document.text.text.find("Inquiry into router sales opens"), std::string::npos);
}

TEST(HtmlReader, KeepsATableBetweenPassages) {
  const ReadDocument document = ReadPage(Article(
      P(kSecond) +
      "<h2>Affected products</h2><table><tr><th>Vendor</th><th>Number</th><th>Type</th></tr><tr><td>Northfield</td>"
      "<td>CVE-2030-0001</td><td>Remote code execution</td></tr></table>"));
  EXPECT_NE(document.text.text.find("Northfield CVE-2030-0001 Remote code execution"), std::string::npos);
}

TEST(HtmlReader, KeepsBlocksApart) {
  const ReadDocument document = ReadPage(
      Article("<h2>What comes next</h2>" + P(kSecond) + "<table><tr><td>Router R1</td><td>1.2</td></tr></table>"));
  EXPECT_EQ(document.text.text.find("nextThe"), std::string::npos);
  EXPECT_EQ(document.text.text.find("R11.2"), std::string::npos);
}

TEST(HtmlReader, SplitsParagraphsAtEmptyLines) {
  const ReadDocument document = ReadPage(
      HtmlPage("<main><article><h1>Inquiry into router sales opens</h1><div class=story-body>" + std::string(kFirst) +
               "<br><br>" + kSecond + "<br /> <br />" + kThird + "</div></article></main>"));
  EXPECT_EQ(document.text.blocks.size(), 3u) << document.text.text;
}

TEST(HtmlReader, JsonLdOfAnyFormIsReadOrIgnored) {
  for (const char* json :
       {"[]", "{", "null", "\"text\"",
        "{\"@type\":[\"NewsArticle\"],\"headline\":[\"Inquiry\"],\"author\":{\"name\":{\"name\":[\"Jane Doe\"]}}}",
        "{\"@graph\":[{\"@id\":\"#a\",\"@type\":\"Person\",\"name\":\"Jane "
        "Doe\"},{\"@type\":\"NewsArticle\",\"headline\":7,\"author\":{\"@id\":\"#a\"}}]}",
        "<!-- {\"@type\":\"NewsArticle\",\n\"description\":\"a\nb\"} -->"}) {
    const ReadDocument document =
        ReadPage(Article(P(kSecond), std::string("<script type=\"application/ld+json\">") + json + "</script>"));
    EXPECT_EQ(document.title, "Inquiry into router sales opens") << json;
    EXPECT_EQ(document.authors, std::vector<std::string>{"Jane Doe"}) << json;
  }
}

TEST(HtmlReader, PhoneNumbersAndReferencesAreNoDates) {
  const ReadDocument document =
      ReadPage(HtmlPage("<main><h1>Rules for senders</h1><p>Call 2018-555-0142 or see § 20.10.5.</p>" + P(kFirst) +
                        P(kSecond) + "</main>"),
               "");
  EXPECT_FALSE(document.published.known()) << document.published.value << document.published.from;
}

TEST(HtmlReader, TellsPublishedFromUpdated) {
  const ReadDocument document = ReadPage(HtmlPage("<main><article><h1>Inquiry into router sales opens</h1><p "
                                                  "class=dates>Updated August 9, 2018 | Published August 4, 2018</p>" +
                                                  P(kFirst) + P(kSecond) + P(kThird) + "</article></main>"),
                                         "");
  EXPECT_EQ(document.published.day(), "2018-08-04");
  EXPECT_EQ(document.updated.day(), "2018-08-09");
}

TEST(HtmlReader, DatesAfterTheFetchAreImpossible) {
  const std::string html = Article(P(kSecond), "<meta property=article:published_time content=2031-01-01>");
  ReaderInput input;
  input.bytes = html;
  input.fetched = ParseRfc3339("2018-08-05T00:00:00Z").value();
  EXPECT_EQ(ReadHtml(input)->published.day(), "2018-08-04");
}

struct KindCase {
  const char* name;
  std::string html;
  PageKind kind;
};

TEST(HtmlReader, RefusesPagesThatAreNoArticles) {
  std::string teasers;
  for (int i = 0; i < 60; ++i)
    teasers += "<li><a href=/a" + std::to_string(i) + ">A headline of some other story number " + std::to_string(i) +
               "</a></li>";
  const KindCase cases[] = {
      {"block",
       "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>You don't have permission to "
       "access this page.</p></body></html>",
       PageKind::kBlockPage},
      {"challenge",
       "<html><head><title>Just a moment...</title></head><body><p>Checking your browser before accessing the "
       "site.</p></body></html>",
       PageKind::kBlockPage},
      {"missing",
       "<html><head><title>Page not found</title></head><body><h1>404</h1><p>The page you are looking for has "
       "moved.</p></body></html>",
       PageKind::kNotFound},
      {"login", "<html><head><title>Courier</title></head><body><p>Please log in to read on.</p></body></html>",
       PageKind::kLoginWall},
      {"stub",
       "<html><head><meta http-equiv=refresh content='0; url=/there'></head><body><a href=/there>Go "
       "on</a></body></html>",
       PageKind::kRedirectStub},
      {"empty", "<html><body></body></html>", PageKind::kEmpty},
      {"index", "<html><head><title>News</title></head><body><ul>" + teasers + "</ul></body></html>",
       PageKind::kIndexPage},
      {"short index",
       "<html><head><title>News</title></head><body><h1>News</h1><p>Pages of the courier.</p><ul>" +
           teasers.substr(0, 500) + "</a></li></ul></body></html>",
       PageKind::kIndexPage},
  };
  for (const KindCase& c : cases) {
    const ReadDocument document = ReadPage(c.html);
    EXPECT_EQ(PageKindName(document.page_kind), PageKindName(c.kind)) << c.name;
    EXPECT_EQ(document.text.text, "") << c.name;
  }
}

TEST(HtmlReader, AdvisoriesAreToldByTheirTitles) {
  const ReadDocument document = ReadPage(
      "<html><head><title>Emergency Directive 30-01</title></head><body><main><h1>Emergency Directive 30-01</h1>" +
      P(kFirst) + P(kSecond) + P(kThird) + "</main></body></html>");
  EXPECT_EQ(document.page_kind, PageKind::kAdvisory);
}

TEST(HtmlReader, ReadsOtherCharsets) {
  std::string html =
      HtmlPage("<main><article><h1>Caf\xE9 r\xE9sum\xE9</h1>" + P(kFirst) + P(kSecond) + "</article></main>");
  html.replace(html.find("utf-8"), 5, "latin1");
  const ReadDocument document = ReadPage(html);
  EXPECT_EQ(document.text.charset, "windows-1252");
}

TEST(HtmlReader, BothPreparationsShowTheSameText) {
  const std::string html =
      Article(P(kSecond) +
              "<script>var a='<p>';</script><svg><text>drawn</text></svg><!-- <p>hidden</p> --><style>p{}</style>");
  ReaderInput input;
  input.bytes = html;
  EXPECT_EQ(ReadHtml(input, HtmlPreparation::kReduced)->text.text, ReadHtml(input, HtmlPreparation::kWhole)->text.text);
}

// --- Hostile input: linear in time and memory, never a crash. ---

std::string Repeat(std::string_view part, size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (size_t i = 0; i < times; ++i) out += part;
  return out;
}

// CPU time that no page may need; unoptimised code with sanitizers is many times slower.
#ifdef __SANITIZE_ADDRESS__
constexpr double kHostileSeconds = 60;
#else
constexpr double kHostileSeconds = 4;
#endif

TEST(HtmlReader, SurvivesHostilePages) {
  const struct {
    const char* name;
    std::string html;
  } cases[] = {
      {"deep", Repeat("<div>", 100000) + P(kFirst)},
      {"deep closed", Repeat("<div>", 100000) + P(kFirst) + Repeat("</div>", 100000)},
      {"deep formatting", Repeat("<b><i><font color=x>", 50000) + Repeat("<p>x", 20000)},
      {"unclosed", Repeat("<p><span><a href=x>", 100000)},
      {"tables", Repeat("<table><tr><td>", 30000)},
      {"lists", Repeat("<ul><li>", 60000)},
      {"forms", Repeat("<form><select><option>", 30000)},
      {"attributes", "<p " + Repeat("a=1 class=x b=2 ", 100000) + ">" + kFirst},
      {"attribute names",
       [] {
         std::string out = "<p";
         for (int i = 0; i < 100000; ++i) out += " a" + std::to_string(i) + "=1";
         return out + ">x";
       }()},
      {"svg flood", Repeat("<svg>", 200000)},
      {"template flood", Repeat("<template>", 200000)},
      {"comment flood", Repeat("<!--", 300000)},
      {"script flood", Repeat("<script><!--<script>", 100000)},
      {"quotes", Repeat("<a b=\"", 200001)},
      {"end tags", Repeat("</p></div></b>", 100000)},
      {"references", Repeat("&&amp;&#x;&#99999999999;", 100000)},
      {"json", "<script type=application/ld+json>" + Repeat("[", 500000) + "</script>"},
      {"blocks", Repeat("<p>ab", 150000)},
      {"one class", Repeat("<p class=related-promo>ab", 100000)},
      {"nul", std::string(200000, '\0')},
  };
  for (const auto& c : cases) {
    const auto start = std::clock();
    ReaderInput input;
    input.bytes = c.html;
    const Result<ReadDocument> document = ReadHtml(input);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, kHostileSeconds) << c.name;
    EXPECT_TRUE(document || document.error().code == ErrorCode::kLimit) << c.name;
  }
}

// A page whose only statements of a day are `lines` below the headline and `head` in the markup.
std::string DayOf(const std::string& lines, const std::string& head = "",
                  const std::string& url = "https://agency.example/news/notice") {
  const std::string page = HtmlPage(
      "<main><h1>Inquiry into router sales opens</h1>" + lines + P(kFirst) + P(kSecond) + P(kThird) + "</main>", head);
  return ReadPage(page, url).published.value.substr(0, 10);
}

TEST(HtmlDates, ALabelledLineGoesBeforeTheDatesOfTheText) {
  EXPECT_EQ(DayOf("<div class=dates>Publicerad: 2020-10-20</div><p>Bytet ska vara klart senast den 1 januari 2025, "
                  "enligt beslutet.</p>"),
            "2020-10-20");
  EXPECT_EQ(DayOf("<p>Original release date: March 9, 2021 | Last revised: March 30, 2021</p>"), "2021-03-09");
  EXPECT_EQ(DayOf("<div>First published:</div><div>09 Nov 2023</div><div>Last updated:</div><div>21 Nov 2023</div>"),
            "2023-11-09");
}

TEST(HtmlDates, TheDayBeforeALaterChangeIsThatOfPublication) {
  const std::string head = "<meta property=\"article:modified_time\" content=\"2018-08-09T10:00:00Z\">";
  const std::string page =
      HtmlPage("<main><h1>Inquiry into router sales opens</h1>" + P(kFirst) + P(kSecond) + P(kThird) +
                   "<p class=foot>August 4, 2018. <i>Updated: August 9, 2018</i></p></main>",
               head);
  EXPECT_EQ(ReadPage(page, "https://agency.example/news/notice").published.value, "2018-08-04");
}

TEST(HtmlDates, ALongNoteUnderTheArticleIsRead) {
  EXPECT_EQ(
      ReadPage(HtmlPage("<main><h1>Inquiry into router sales opens</h1>" + P(kFirst) + P(kSecond) + P(kThird) +
                        "<p>This entry was posted on Saturday, August 4, "
                        "2018 and is filed under trade, routers, inquiries, imports and duties. You can follow any "
                        "responses to this entry through the feed of the "
                        "page; responses are closed, but you can leave a trackback from your own site, or write to "
                        "the editors by letter or telephone.</p></main>"),
               "https://courier.example/news/inquiry")
          .published.value,
      "2018-08-04");
}

TEST(HtmlDates, TheOrderOfNumbersFollowsOtherStatements) {
  EXPECT_EQ(DayOf("<div class=date>03/10/2023</div>", "", "https://agency.example/2023/october/03/notice"),
            "2023-10-03");
  EXPECT_EQ(DayOf("<div class=date>03/10/2023</div>",
                  "<meta property=\"article:published_time\" content=\"2023-03-10T09:00:00Z\">"),
            "2023-03-10");
}

// What a page with `lines` below the headline and `head` in the markup gives, with the time.
std::string StampOf(const std::string& lines, const std::string& head) {
  return ReadPage(HtmlPage("<main><h1>Inquiry into router sales opens</h1>" + lines + P(kFirst) + P(kSecond) +
                               P(kThird) + "</main>",
                           head))
      .published.value;
}

TEST(HtmlDates, AStampInUtcIsOfThePublishersDay) {
  const std::string head = "<meta property=\"article:published_time\" content=\"2023-12-23T03:22:07Z\">";
  EXPECT_EQ(StampOf("<time datetime=\"2023-12-22T22:22:07-05:00\">yesterday</time>", head),
            "2023-12-22T22:22:07-05:00");
  EXPECT_EQ(StampOf("<div>Published 10:22 PM EST, Fri December 22, 2023</div>", head), "2023-12-22T22:22:00-05:00");
  EXPECT_EQ(DayOf("<div>Posted: December 22, 2023</div>", head), "2023-12-22") << "a line without a clock";
  EXPECT_EQ(DayOf("<div>Posted: 5 January 2024</div>",
                  "<meta property=\"article:published_time\" content=\"2024-01-04T23:00:00Z\">"),
            "2024-01-05");
  EXPECT_EQ(DayOf("<div>Posted: December 23, 2023</div><p>It was still Friday, December 22, 2023 in Boston.</p>", head),
            "2023-12-23")
      << "readers are shown the stamp's own day";
  EXPECT_EQ(StampOf("<div>Posted: December 23, 2023</div>", head), "2023-12-23T03:22:07Z");
}

TEST(HtmlDates, QuotedPostsHaveDatesOfTheirOwn) {
  const std::string post =
      "<blockquote class=post-embed><p>Routers are on sale again</p><time datetime=\"2023-10-02T07:08:52Z\">Oct 2, "
      "2023</time></blockquote>";
  EXPECT_EQ(DayOf(post + "<div>November 5, 2023</div>"), "2023-11-05");
}

TEST(HtmlDates, DaysAfterTheFetchAreImpossible) {
  ReaderInput input;
  const std::string page = HtmlPage(
      "<main><h1>Inquiry into router sales opens</h1><p class=date>August 4, 2018</p><p class=date>Ends August 9, "
      "2018</p>" +
      P(kFirst) + P(kSecond) + P(kThird) + "</main>");
  input.bytes = page;
  input.url = "https://courier.example/news/inquiry";
  input.fetched = *ParseRfc3339("2018-08-05T10:00:00Z");
  const Result<ReadDocument> document = ReadHtml(input);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->published.value.substr(0, 10), "2018-08-04");
}

// The authors of a page with `lines` below the headline and `head` in the markup, joined by ";".
std::string AuthorsOf(const std::string& lines, const std::string& head = "") {
  const std::string page = HtmlPage("<main><article class=comments-open><h1>Inquiry into router sales opens</h1>" +
                                        lines + P(kFirst) + P(kSecond) + P(kThird) + "</article></main>",
                                    head);
  std::string joined;
  for (const std::string& name : ReadPage(page).authors) joined += (joined.empty() ? "" : ";") + name;
  return joined;
}

TEST(HtmlByline, NamesOfTheArticleOnly) {
  EXPECT_EQ(AuthorsOf("<div class=latest-by>By <a href=/author/jane-doe>Jane Doe</a></div>"), "Jane Doe");
  EXPECT_EQ(
      AuthorsOf("<p itemprop=\"author creator\"><a rel=author href=/x>Jane Doe and John Roe, Harbor Times</a></p>"),
      "Jane Doe;John Roe");
  EXPECT_EQ(AuthorsOf("<small>posted on 2018-08-04 23:30 EST by Jane Doe</small>"), "Jane Doe");
  EXPECT_EQ(
      AuthorsOf(
          "<p>By <a href=/author/jane-doe>Jane Doe</a></p><p>Photography by <a href=/author/john-roe>John Roe</a></p>",
          "<meta name=author content=\"Jane Doe, John Roe\">"),
      "Jane Doe");
  EXPECT_EQ(AuthorsOf("<p>Medically reviewed by Max Muster</p><p>Written by Jane Doe</p>"), "Jane Doe");
  EXPECT_EQ(AuthorsOf("<p>By Ren\xC3\xA9 Doe</p>", "<meta name=author content=\"Rene Doe\">"), "Ren\xC3\xA9 Doe");
  EXPECT_EQ(
      AuthorsOf("<p class=byline><span class=author>Jane Doe</span> and <a href=/author/john-roe>John Roe</a></p>",
                "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Inquiry into router sales "
                "opens\","
                "\"author\":{\"@type\":\"Person\",\"name\":[\"Jane Doe\",\"John Roe\"]}}</script>"),
      "Jane Doe;John Roe");
  EXPECT_EQ(AuthorsOf("<dl><dt>Source:</dt><dd>Harbor University</dd></dl>"), "Harbor University");
  EXPECT_EQ(AuthorsOf("<p itemprop=author>jdoe<span>18th Dec 2025</span>Forum<span>3 min read</span></p>"), "");
  EXPECT_EQ(AuthorsOf("<p>Last updated on 4 August 2018</p>", "<meta name=author content=jane.doe.1232>"), "");
}

TEST(HtmlScan, MapsEveryByteBack) {
  const std::string page = "<p onclick='x()' class=\"a\">one<!-- c --> two<script>s</script>three &amp; four</p>";
  const HtmlScan scan = ScanHtml(page);
  ASSERT_EQ(scan.runs.size(), 2u);
  for (const HtmlScan::Run& run : scan.runs) {
    EXPECT_EQ(scan.ToPayload(run.at), page.find(run.text)) << run.text;
    EXPECT_EQ(run.source, page.find(run.text)) << run.text;
  }
  EXPECT_EQ(scan.ToPayload(scan.html.find("three")), page.find("three"));
  EXPECT_EQ(scan.html.find("onclick"), std::string::npos);
  EXPECT_EQ(scan.html.find("script"), std::string::npos);
}

TEST(HtmlScan, WhiteSpaceBetweenTagsShrinksAndRangesStay) {
  const std::string page = "<p>one\n\n\n\n\n   two      \n\n</p>\n\n\n\n\n\n<p>      three</p>";
  const auto reduced = HtmlTree::Parse(ScanHtml(page)), whole = HtmlTree::Parse(KeepWholeHtml(page));
  ASSERT_TRUE(reduced && whole);
  EXPECT_LT(reduced->scan().html.size(), whole->scan().html.size());
  ASSERT_EQ(reduced->texts().size(), whole->texts().size());
  for (size_t i = 0; i < whole->texts().size(); ++i) {
    EXPECT_EQ(reduced->texts()[i].range.begin, whole->texts()[i].range.begin);
    EXPECT_EQ(reduced->texts()[i].range.end, whole->texts()[i].range.end);
  }
}

TEST(HtmlScan, AddressesAreCutBetweenCharacters) {
  for (size_t before = 0; before < 50; ++before) {
    const std::string page = "<a href=/" + std::string(before, 'x') +
                             "/\xE5\x95\x86\xE5\x93\x81\xE5\x95\x86\xE5\x93\x81\xE5\x95\x86>link</a>";
    const auto tree = HtmlTree::Parse(ScanHtml(page));
    ASSERT_TRUE(tree);
    for (uint32_t i = 0; i < tree->elements().size(); ++i)
      EXPECT_TRUE(IsValidUtf8(tree->Attribute(i, HtmlAttributeName::kHref))) << before;
  }
}

TEST(HtmlScan, KeepsJsonLdAside) {
  const std::string page = "<script type='application/ld+json'>{\"a\":1}</script><script>x</script>";
  const HtmlScan scan = ScanHtml(page);
  ASSERT_EQ(scan.json_ld.size(), 1u);
  EXPECT_EQ(scan.json_ld[0], "{\"a\":1}");
}

TEST(HtmlScan, FollowsScriptEscapes) {
  const HtmlScan scan = ScanHtml("<script><!-- <script> </script> --></script><p>after</p>");
  EXPECT_EQ(scan.html.find("-->"), std::string::npos) << scan.html;
  ASSERT_EQ(scan.runs.size(), 1u);
  EXPECT_EQ(scan.runs[0].text, "after");
}

TEST(HtmlFeatures, TheFittedModelsMatchTheProgram) {
  EXPECT_GT(BlockFeatureNames().size(), 100u);
  EXPECT_GT(DateFeatureNames().size(), 30u);
  const ReadDocument document = ReadPage(Article());  // a model of other features would stop the program here
  EXPECT_TRUE(document.published.known());
}

}  // namespace
}  // namespace dossier::indexer
