#include "crawler/parse/xml_scanner.h"

#include <gtest/gtest.h>

#include <chrono>

namespace dossier::crawler {
namespace {

// Events on one line: "<a >a text".
std::string EventsOf(std::string_view text, bool* damaged = nullptr) {
  XmlScanner scanner(text);
  XmlEvent event;
  std::string out;
  while (scanner.Next(event)) {
    out += out.empty() ? "" : " ";
    if (event.kind == XmlEvent::Kind::kStart) out += "<" + event.name;
    if (event.kind == XmlEvent::Kind::kEnd) out += ">" + event.name;
    if (event.kind == XmlEvent::Kind::kText) out += "'" + event.text + "'";
  }
  if (damaged) *damaged = scanner.damaged();
  return out;
}

TEST(XmlScanner, WhenAFileIsWhole_ThenItsEventsAre) {
  bool damaged = true;
  EXPECT_EQ(EventsOf("<?xml version='1.0'?><A><b x='1'/>t<!-- <c> --></A>", &damaged), "<a <b >b 't' >a");
  EXPECT_FALSE(damaged);
}

TEST(XmlScanner, WhenElementsAreNotClosed_ThenEveryStartHasItsEnd) {
  EXPECT_EQ(EventsOf("<a><b><c></a>"), "<a <b <c >c >b >a");
  EXPECT_EQ(EventsOf("<a></b></a></c>"), "<a >a");
  EXPECT_EQ(EventsOf("<a><b>t"), "<a <b 't' >b >a");
  XmlScanner scanner("<a><b>");
  XmlEvent event;
  while (scanner.Next(event)) {
  }
  EXPECT_TRUE(scanner.cut());
}

TEST(XmlScanner, WhenReferencesAreOdd_ThenTheTextIsKept) {
  EXPECT_EQ(EventsOf("<a>AT&T &amp; &lt;b&gt; &#65;&#x42; &nbsp;&unknown; &</a>"),
            "<a 'AT&T & <b> AB \xC2\xA0&unknown; &' >a");
  XmlScanner scanner("<a><![CDATA[<b>&amp;]]></a>");
  XmlEvent event;
  ASSERT_TRUE(scanner.Next(event));
  ASSERT_TRUE(scanner.Next(event));
  EXPECT_TRUE(event.cdata);
  EXPECT_EQ(event.text, "<b>&amp;");
}

// Nothing is expanded or fetched: no bomb, no file of the machine.
TEST(XmlScanner, WhenADoctypeDeclaresEntities_ThenTheyStayNames) {
  const std::string events =
      EventsOf("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>");
  EXPECT_EQ(events.find("root:"), std::string::npos);
  EXPECT_NE(events.find("&y;"), std::string::npos) << events;
}

TEST(XmlScanner, WhenPrefixesAreDeclared_ThenTheNamespaceIsThatInScope) {
  XmlScanner scanner("<a xmlns='u:a' xmlns:d='u:d'><d:b xmlns:d='u:e'/><d:c Z='1' d:y='2'/><x:e/></a>");
  XmlEvent event;
  std::vector<std::string> spaces;
  while (scanner.Next(event))
    if (event.kind == XmlEvent::Kind::kStart) {
      spaces.push_back(event.name + "=" + event.space);
      if (event.name == "c") {
        EXPECT_EQ(event.Attribute("z"), "1");
        EXPECT_EQ(event.Attribute("d:y"), "2");
        EXPECT_EQ(event.Attribute("none"), "");
      }
    }
  EXPECT_EQ(spaces, (std::vector<std::string>{"a=u:a", "b=u:e", "c=u:d", "e="}));
}

TEST(XmlScanner, WhenTheFileIsCutAnywhere_ThenItsEventsBalance) {
  const std::string text = "<?xml?><!DOCTYPE a [<!ENTITY b 'c'>]><a b='&lt;'><!-- x --><![CDATA[y]]>&amp;<c/></a>";
  for (size_t size = 0; size <= text.size(); ++size) {
    XmlScanner scanner(std::string_view(text).substr(0, size));
    XmlEvent event;
    int open = 0;
    while (scanner.Next(event)) {
      open += event.kind == XmlEvent::Kind::kStart;
      open -= event.kind == XmlEvent::Kind::kEnd;
      ASSERT_GE(open, 0);
    }
    EXPECT_EQ(open, 0) << size;
  }
}

TEST(XmlScanner, WhenAFileIsMadeToCostTime_ThenItDoesNot) {
  const auto started = std::chrono::steady_clock::now();
  std::string deep, closing;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  for (int i = 0; i < 100000; ++i) closing += "</b>";
  EventsOf(deep + closing);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
}

}  // namespace
}  // namespace dossier::crawler
