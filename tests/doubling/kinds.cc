#include "tests/doubling/kinds.h"

namespace dossier::testing {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kPage =
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour news</title></head><body><article>"
    "<h1>Harbour news</h1><p>The ministry closed the northern harbour to ships of Huawei on Tuesday, its speaker "
    "said.</p>";
constexpr std::string_view kParagraph =
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour news</title></head><body><article>"
    "<h1>Harbour news</h1><p>The ministry closed the northern harbour to ships of Huawei on Tuesday, its speaker "
    "said. ";
constexpr std::string_view kHead = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour news</title>";
constexpr std::string_view kScript =
    "<!doctype html><html lang=en><head><title>Harbour news</title><script type=\"application/ld+json\">";
constexpr std::string_view kAfterHead =
    "</head><body><article><h1>Harbour news</h1><p>The ministry closed the northern harbour on Tuesday.</p>";
constexpr std::string_view kAfterScript =
    "</script></head><body><article><h1>Harbour news</h1><p>The ministry closed the harbour on Tuesday.</p>";

constexpr std::string_view kCsaf =
    "{\"document\":{\"category\":\"csaf_security_advisory\",\"csaf_version\":\"2.0\",\"title\":\"Pump advisory\","
    "\"publisher\":{\"name\":\"Pump Cert\"},\"tracking\":{\"id\":\"P-1\",\"version\":\"1\"}},";
constexpr std::string_view kRss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour</title>";
constexpr std::string_view kAtom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour</title><entry>";
constexpr std::string_view kRecord =
    "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
    "WARC-Target-URI: http://harbour.example/\r\nWARC-Date: 2020-01-01T00:00:00Z\r\nContent-Length: "
    "4\r\n\r\nport\r\n\r\n";
// An empty gzip member, after which false ones follow.
constexpr std::string_view kMember = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0"sv;

std::vector<Kind> Pages() {
  return {
      {"page", "nested blocks", kPage, "<section>", ""},
      {"page", "nested emphasis", kPage, "<em>", ""},
      {"page", "emphasis across paragraphs", kPage, "<i><p>x", ""},
      {"page", "links across paragraphs", kPage, "<a href=/#><p>port", ""},
      {"page", "misnested", kPage, "<b><i><u></b></i></u><p>", ""},
      {"page", "fonts that differ", kPage, "<font color=#><p>", ""},
      {"page", "tables in tables", kPage, "<table>", ""},
      {"page", "text fostered by a table", "<table>", "<b>x", ""},
      {"page", "attributes", "<p ", "a#=1 ", ">port</p>"},
      {"page", "one attribute again", "<p ", "a=1 ", ">port</p>"},
      {"page", "less-than", kPage, "<", ""},
      {"page", "bogus comments", kPage, "<!", ""},
      {"page", "comments that never end", kPage, "<!--", ""},
      {"page", "cdata", kPage, "<svg><![CDATA[", ""},
      {"page", "scripts that never end", kPage, "<script>", ""},
      {"page", "scripts", kPage, "<script>x</script>", ""},
      {"page", "titles", "", "<title>", ""},
      {"page", "ampersands", kPage, "&", ""},
      {"page", "torn references", kPage, "&#", ""},
      {"page", "references", kPage, "&notin;&amp;&DoubleLongLeftRightArrow;", ""},
      {"page", "lists in lists", kPage, "<ul><li>", ""},
      {"page", "options", kPage, "<select><option>", ""},
      {"page", "forms", kPage, "<form><input>", ""},
      {"page", "frames", "<frameset>", "<frameset>", ""},
      {"page", "ruby", kPage, "<ruby><rt>", ""},
      {"page", "foreign objects", kPage, "<svg><foreignObject>", ""},
      {"page", "templates", kPage, "<template>", ""},
      {"page", "bodies", kPage, "<body class=#>", ""},
      {"page", "classes", "<div class=\"", "sidebar ", "\">port</div>"},
      {"page", "style", "<p style=\"", "display:none;", "\">port</p>"},
      {"page", "headings", kPage, "<h1>Harbour news</h1>", ""},
      {"page", "time elements", kPage, "<time datetime=\"2020-05-04\">May 4, 2020</time>", ""},
      {"page", "teasers", kPage, "<li><a href=/x>Same teaser</a><p>Same words</p></li>", ""},
      {"page", "links", kPage, "<a href=/#>more</a>", ""},
      {"page", "metas of dates", kHead, "<meta property=\"article:published_time\" content=\"2020-05-04T10:00:00Z\">",
       kAfterHead},
      {"page", "metas of authors", kHead, "<meta name=author content=\"Ann Pier#\">", kAfterHead},
      {"page", "byline", kPage, "<p class=byline>By Ann Pier and Bo Quay and ", "</p>"},
      {"page", "dates in scripts", "<script>", "{\"datePublished\":\"2020-05-04\"},", "</script>"},
      {"page", "braces in a script", "<script>var a=", "{", "</script>"},
      {"page", "linked data that nests", kScript, "[", kAfterScript},
      {"page", "authors in linked data", kScript, "{\"@type\":\"Person\",\"name\":\"Ann\"},", kAfterScript},
      {"page", "names in linked data", kScript, "{\"a\":1,\"k#\":2},", kAfterScript},
      {"page", "escape sequences", "<meta charset=iso-2022-jp>", "\x1b$B", ""},
      {"page", "gb18030", "<meta charset=gb18030>", "\x81\x30\x81\x30", ""},
      {"page", "words", kParagraph, "pier ", ""},
      {"page", "one word", kParagraph, "w", ""},
      {"page", "capitals", kParagraph, "North South Pier ", ""},
      {"page", "vendors in one sentence", kParagraph, "Huawei and ZTE and Kaspersky, ", ""},
      {"page", "names with a rule", kParagraph, "Apple, Target and Orange, ", ""},
      {"page", "acronyms in brackets", kParagraph, "(FCC) (ZTE) ", ""},
      {"page", "one sentence again", kParagraph, "The FCC barred Huawei on Monday. ", ""},
      {"page", "sentences that differ", kParagraph, "Ship # of Huawei left pier # on Monday. ", ""},
      {"page", "paragraphs", kPage, "<p>Ship # of ZTE left.", ""},
      {"page", "dates", kParagraph, "on 4 May 2020, 4/5/6, last Monday of next month, ", ""},
      {"page", "digits", kParagraph, "1", ""},
      {"page", "digits and slashes", kParagraph, "1/", ""},
      {"page", "full stops", kParagraph, ".", ""},
      {"page", "initials", kParagraph, "U.S. ", ""},
      {"page", "opening quotes", kParagraph, "\xE2\x80\x9C", ""},
      {"page", "straight quotes", kParagraph, "\"", ""},
      {"page", "brackets", kParagraph, "Huawei (", ""},
      {"page", "hyphens", kParagraph, "-a", ""},
      {"page", "of the", kParagraph, "of the Department ", ""},
      {"page", "and said that", kParagraph, "and said that it ", ""},
      {"page", "companies", kParagraph, "Pier# Widgets Inc., a maker of ropes, said. ", ""},
      {"page", "corporations with acronyms", kParagraph, "Quay Rope# Corporation (QR#C) said so. ", ""},
      {"page", "line breaks", kParagraph, "x<br>", ""},
      {"page", "blanks that do not break", kParagraph, "\xC2\xA0", ""},
      {"page", "accents", kParagraph, "\xCC\x81", ""},
      {"json", "csaf: names of an object", kCsaf, "\"k#\":1,", "\"z\":1}"},
      {"json", "csaf: one name again", kCsaf, "\"product_tree\":{},", "\"z\":1}"},
      {"json", "csaf: nested", kCsaf, "\"a\":[", ""},
      {"json", "csaf: notes", "{\"document\":{\"csaf_version\":\"2.0\",\"title\":\"Pumps\",\"notes\":[",
       "{\"category\":\"summary\",\"title\":\"T#\",\"text\":\"The pump # stops.\"},", "{}]}}"},
      {"json", "csaf: vendors",
       "{\"document\":{\"csaf_version\":\"2.0\",\"title\":\"Pumps\"},\"product_tree\":{\"branches\":[",
       "{\"category\":\"vendor\",\"name\":\"V#\",\"branches\":[{\"category\":\"product_name\",\"name\":\"P#\","
       "\"product\":{\"name\":\"P\",\"product_id\":\"I#\"}}]},",
       "{}]}}"},
      {"text", "lines", "Harbour news\n\n", "x\n", ""},
      {"text", "one line", "Harbour news\n\n", "pier ", ""},
      {"text", "heads", "", "Date: 2020-05-04\n", ""},
      {"text", "indented", "Harbour news\n\n", "      x\n\n   x\n", ""},
  };
}

std::vector<Kind> Lists() {
  return {
      {"feed", "items", kRss, "<item><title>Ship #</title><link>http://harbour.example/#</link></item>",
       "</channel></rss>"},
      {"feed", "items that never end", kRss, "<item><title>", ""},
      {"feed", "less-than", kRss, "<", ""},
      {"feed", "cdata", kRss, "<![CDATA[", ""},
      {"feed", "comments", kRss, "<!--", ""},
      {"feed", "references", "<rss><channel><item><title>", "&amp;amp;", "</title></item></channel></rss>"},
      {"feed", "bases", kAtom, "<x xml:base=\"a/\">", ""},
      {"feed", "prefixes", kAtom, "<x xmlns:p#=\"http://p.example/#\">", ""},
      {"feed", "attributes", "<feed ", "a#=\"1\" ", "><entry/></feed>"},
      {"feed", "people", kAtom, "<author><name>Ann #</name></author>", "</entry></feed>"},
      {"feed", "base64", "<feed><entry><content mode=\"base64\">", "QUJD", "</content></entry></feed>"},
      {"feed", "one line", kRss, "port ", ""},
      {"feed", "json items", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[",
       "{\"id\":\"#\",\"url\":\"http://harbour.example/#\",\"title\":\"Ship #\"},", "{}]}"},
      {"feed", "json names", "{\"version\":\"https://jsonfeed.org/version/1.1\",", "\"k#\":1,", "\"items\":[]}"},
      {"sitemap", "addresses", "<urlset>", "<url><loc>http://harbour.example/#</loc></url>", "</urlset>"},
      {"sitemap", "less-than", "<urlset>", "<", ""},
      {"sitemap", "open elements", "<urlset>", "<url><loc>", ""},
      {"sitemap", "lines", "", "http://harbour.example/#\n", ""},
      {"robots", "rules", "User-agent: *\n", "Disallow: /a#*b$\n", ""},
      {"robots", "agents", "", "User-agent: bot#\n", "Disallow: /\n"},
      {"robots", "stars", "User-agent: *\nDisallow: /", "*a", "\n"},
      {"links", "links", "<body>", "<a href=\"/ship/#\">Ship #</a>", "</body>"},
      {"links", "links that never end", "<body>", "<a href=\"x", ""},
      {"links", "less-than", "<body>", "<", ""},
      {"links", "comments", "<body>", "<!--", ""},
      {"links", "scripts", "<body>", "<script>", ""},
      {"links", "bases", "", "<base href=/a/>", "<a href=b>c</a>"},
      {"listing", "names", "{", "\"k#\":1,", "\"z\":1}"},
      {"listing", "lines", "", "2020/p-#.json\n", ""},
      {"addresses", "lines", "", "http://harbour.example/#\n", ""},
      {"addresses", "words", "", "port ", ""},
  };
}

std::vector<Kind> Archives() {
  return {
      {"warc", "records", "", kRecord, ""},
      {"warc", "lines that are none", kRecord, "port\n", ""},
      {"warc", "one line that is none", kRecord, "p", ""},
      {"warc", "heads without end", kRecord, "WARC/1.0\nA: b\n", ""},
      {"warc", "no length", "", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", ""},
      {"warc", "longer than it says", "", "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 1\r\n\r\nport\r\n\r\n",
       ""},
      {"warc", "shorter than it says", "", "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\n",
       ""},
      {"warc", "fields", "WARC/1.0\r\nWARC-Type: resource\r\n", "X-#: y\r\n", "Content-Length: 0\r\n\r\n\r\n\r\n"},
      {"warc", "folded field", "WARC/1.0\r\nX: y\r\n", " z\r\n", "Content-Length: 0\r\n\r\n\r\n\r\n"},
      {"warc", "false members", kMember, "\x1f\x8b\x08\0\0\0\0\0\0\x03"sv, ""},
      {"warc", "false members with names", kMember, "\x1f\x8b\x08\x08nnnnnn", ""},
      {"warc", "false members with remarks", kMember, "\x1f\x8b\x08\x10nnnnnn", ""},
      {"warc", "false members that share a block", kMember, "\x1f\x8b\x08\0\0\0\0\0\0\x03\0\xff\xff\0\0"sv, ""},
      {"warc", "false frames", "\x28\xB5\x2F\xFD\x20\0\x01\0\0"sv, "\x28\xB5\x2F\xFD", ""},
      {"http", "fields", "HTTP/1.1 200 OK\r\n", "X-#: y\r\n", "\r\nport"},
      {"http", "chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", "0\r\n\r\n"},
  };
}

// As pdftotext prints them.
std::vector<Kind> Papers() {
  constexpr std::string_view kPrinted = "<page width=\"612\" height=\"792\">";
  return {
      {"pdf", "a paragraph over pages", "",
       "<page width=\"612\" height=\"792\"><line><word xMin=\"72\" yMin=\"300\" xMax=\"500\" yMax=\"310\">and a port "
       "north of port # or</word></line></page>",
       ""},
      {"pdf", "pages of sentences", "",
       "<page width=\"612\" height=\"792\"><line><word xMin=\"72\" yMin=\"300\" xMax=\"500\" yMax=\"310\">Port # was "
       "closed. The quay of it</word></line></page>",
       ""},
      {"pdf", "lines at one place", kPrinted,
       "<line><word xMin=\"72\" yMin=\"300\" xMax=\"500\" yMax=\"310\">Port #</word></line>", ""},
      {"pdf", "words of one line", "<page width=\"612\" height=\"792\"><line>",
       "<word xMin=\"72\" yMin=\"300\" xMax=\"75\" yMax=\"310\">Port</word>", "</line></page>"},
      {"pdf", "marks of notes", "<page width=\"612\" height=\"792\"><line>",
       "<word xMin=\"72\" yMin=\"300\" xMax=\"75\" yMax=\"310\">Port</word><word yMin=\"300\" yMax=\"304\">7</word>",
       "</line></page>"},
  };
}

std::vector<Kind> Drafts() {
  return {
      {"draft.html", "less-than", "<!doctype html>", "<", ""},
      {"draft.html", "names that never end", "<!doctype html>", "<x", ""},
      {"draft.html", "comments", "<!doctype html>", "<!--", ""},
      {"draft.html", "paragraphs", "<!doctype html>", "<p>", ""},
      {"draft.html", "quotations", "<!doctype html>", "<p>\"The ministry closed the northern harbour #\"</p>", ""},
      {"draft.md", "quotations of one paragraph", "", "\"The ministry closed the northern harbour #\" ", ""},
      {"draft.md", "opening marks", "", "\xE2\x80\x9C", ""},
      {"draft.md", "block quotations", "", "> The ministry closed it\n\n", ""},
      {"draft.md", "marks of block quotations", "", ">", " The ministry closed it"},
      {"draft.md", "open footnotes", "", "[^1", ""},
      {"draft.md", "footnotes", "", "[^1]", ""},
      {"draft.md", "backslashes", "", "\\", ""},
      {"draft.md", "marks of notes", "", "\x1e", ""},
      {"draft.md", "opening marks, and one behind", "", "\xE2\x80\x9C", "\n\n\xE2\x80\x9C"},
      {"draft.md", "quotations that go on", "", "\xE2\x80\x9CThe ministry closed it ", "\n\n\xE2\x80\x9CThe end"},
      {"draft.md", "quotations and notes", "[^1]: The gazette\n\n", "\"The ministry closed it\"[^1] ", ""},
      {"draft.md", "omissions", "\"", "the port [...] ", "\""},
      {"document.xml", "quotation styles", "<w:p>", "<w:pStyle w:val=\"Quote\"/>",
       "<w:t>the northern port closed</w:t></w:p>"},
      {"document.xml", "less-than", "<w:p><w:t>", "<", ""},
      {"document.xml", "runs", "<w:p>", "<w:r><w:t>x</w:t></w:r>", "</w:p>"},
      {"document.xml", "references", "<w:p><w:t>", "&amp;", "</w:t></w:p>"},
  };
}

}  // namespace

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = [] {
    std::vector<Kind> all = Pages();
    for (const auto& more : {Lists(), Archives(), Papers(), Drafts()}) all.insert(all.end(), more.begin(), more.end());
    return all;
  }();
  return kinds;
}

std::string InputOf(const Kind& kind, size_t size) {
  std::string input(kind.begin);
  const size_t wanted = input.size() + size;
  for (size_t count = 0; input.size() < wanted; ++count)
    for (const char c : kind.part) {
      if (c == '#')
        input += std::to_string(count);
      else
        input += c;
    }
  return input.append(kind.end);
}

}  // namespace dossier::testing
