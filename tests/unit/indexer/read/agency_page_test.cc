#include "indexer/read/agency_page.h"

#include <gmock/gmock.h>

#include "tests/support/read_record.h"

namespace dossier::indexer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Directive(const std::string& day) {
  return "<!DOCTYPE html><html lang=en><head><title>Emergency Directive 20-07</title></head><body><main>"
         "<h1>Emergency Directive 20-07</h1><p>" +
         day +
         "</p><h2>Mitigate Pumps</h2><p>This page contains a version of the directive on pumps of Acme, which "
         "attackers "
         "use, as CVE-2020-12345 lets them do whatever they please in the network of an agency.</p>"
         "<h3>Required Actions</h3><p>All agencies shall do this, without waiting for anybody else to do it first:</p>"
         "<ul><li>Disconnect all pumps of Acme by 5 pm on Friday, July 5, 2020, and keep them disconnected.</li></ul>"
         "<h3>Duration</h3><p>This directive remains in effect until it is replaced by another one of the agency.</p>"
         "</main></body></html>";
}

TEST(AgencyPage, WhenPageIsADirective_ThenNumberDaysAndActionsAreFacts) {
  const ReadDocument read = ReadRecord(Directive("July 1, 2020"), "https://cyber.dhs.gov/ed/20-07/");
  ASSERT_TRUE(read.structured);
  EXPECT_EQ(read.structured->tracking_id, "ED-20-07");
  EXPECT_EQ(read.structured->publisher, "CISA");
  EXPECT_EQ(read.structured->initial, "2020-07-01");
  EXPECT_THAT(read.structured->cves, ElementsAre("CVE-2020-12345"));
  EXPECT_EQ(read.structured->actions.size(), 2U);
  EXPECT_EQ(read.structured->due, "2020-07-05");
  EXPECT_EQ(ReadRecord(Directive("July 1, 2017"), "https://cyber.dhs.gov/x").structured->publisher, "DHS");
}

TEST(AgencyPage, WhenAnotherSiteHasThePage_ThenItIsNoDirective) {
  EXPECT_FALSE(ReadRecord(Directive("July 1, 2020"), "https://news.example/ed-20-07").structured);
  EXPECT_FALSE(ReadRecord(Directive("July 1, 2020"), "https://www.auditors.gov/ed-20-07").structured);
}

TEST(PreText, WhenProseIsPreformatted_ThenParagraphsPartAndBrokenWordsJoin) {
  const ReadDocument read = ReadRecord(R"(<html><head><title>Federal Register, Volume 83</title></head><body><pre>
[Federal Register Volume 83, Number 91 (Thursday, May 10, 2018)]
[Rules and Regulations]
[Pages 21716-21718]
[FR Doc No: 2018-00001]

=======================================================================

DEPARTMENT OF PUMPS

Radios of Acme and of some other makers that
are sold here

AGENCY: Valve Service.

ACTION: Final rule.

SUMMARY: The Valve Service bans the radios of Acme from all networks,
and the enforce-
ment begins at once; well-
known makers are not concerned by what the service does to well-known
[[Page 21717]]
others.
    A second paragraph begins with an indented line, as it is usual here.
</pre></body></html>)",
                                       "https://www.govinfo.gov/content/pkg/FR-2018-05-10/html/2018-00001.htm");
  ASSERT_TRUE(read.structured);
  EXPECT_EQ(read.structured->tracking_id, "2018-00001");
  EXPECT_EQ(read.structured->citation, "83 FR 21716");
  EXPECT_EQ(read.structured->initial, "2018-05-10");
  EXPECT_EQ(read.title, "Radios of Acme and of some other makers that are sold here");
  EXPECT_THAT(read.text.text,
              HasSubstr("and the enforcement begins at once; well-known makers are not concerned by what the service "
                        "does to well-known others.\n\nA second paragraph begins"));
  EXPECT_EQ(read.text.text.find("===="), std::string::npos);
}

}  // namespace
}  // namespace dossier::indexer
