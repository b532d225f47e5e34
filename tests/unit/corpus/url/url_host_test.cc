// Hosts decide who is asked and whether that is allowed: every spelling of an address must become the same text.
#include "corpus/url/url_host.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

std::string HostOf(std::string_view text) { return ParseUrlHost(text, false).value_or("(failure)"); }

TEST(UrlHost, WhenAnIpv4AddressIsSpeltOddly_ThenItIsDotted) {
  for (const char* loopback : {"127.0.0.1", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0x7f000001", "127.0.1",
                               "127.0.0.1.", "%31%32%37.0.0.1", "0X7F.0x0.0x00.0x1"})
    EXPECT_EQ(HostOf(loopback), "127.0.0.1") << loopback;
  EXPECT_EQ(HostOf("\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1"), "127.0.0.1");  // fullwidth digits
}

TEST(UrlHost, WhenANumberIsNoAddress_ThenThereIsNoHost) {
  for (const char* bad : {"256.1.1.1", "1.2.3.4.5", "127.0.0.08", "4294967296", "0x100000000", "1.2.3.256", "1..2",
                          "99999999999999999999999", "foo.1"})
    EXPECT_EQ(HostOf(bad), "(failure)") << bad;
}

TEST(UrlHost, WhenAnIpv6AddressIsWritten_ThenItIsShortened) {
  EXPECT_EQ(HostOf("[::1]"), "[::1]");
  EXPECT_EQ(HostOf("[0:0:0:0:0:0:0:1]"), "[::1]");
  EXPECT_EQ(HostOf("[2001:DB8:0:0:1:0:0:1]"), "[2001:db8::1:0:0:1]");  // the first of equal runs
  EXPECT_EQ(HostOf("[::ffff:127.0.0.1]"), "[::ffff:7f00:1]");
  EXPECT_EQ(HostOf("[1:2:3:4:5:6:7:8]"), "[1:2:3:4:5:6:7:8]");
  EXPECT_EQ(HostOf("[::]"), "[::]");
  for (const char* bad :
       {"[", "[]", "[:]", "[1]", "[1:2:3:4:5:6:7:8:9]", "[::1::]", "[12345::]", "[::1.2.3]", "[::1.2.3.4.5]",
        "[::256.1.1.1]", "[::01.2.3.4]", "[1:2:3:4:5:6:7:1.2.3.4]", "[::1%25eth0]", "[::1", "[:::1]", "[1:]"})
    EXPECT_EQ(HostOf(bad), "(failure)") << bad;
}

TEST(UrlHost, WhenADomainIsForeign_ThenItIsPunycodeOnceAndForAll) {
  EXPECT_EQ(HostOf("EXAMPLE.org"), "example.org");
  EXPECT_EQ(HostOf("b\xC3\xBC"
                   "cher.example"),
            "xn--bcher-kva.example");
  EXPECT_EQ(HostOf("B\xC3\x9C"
                   "CHER.example"),
            "xn--bcher-kva.example");
  EXPECT_EQ(HostOf("xn--bcher-kva.example"), "xn--bcher-kva.example");
  EXPECT_EQ(HostOf("fa\xC3\x9F.example"), "xn--fa-hia.example");  // not "fass": another owner's name
  EXPECT_EQ(HostOf("a\xE3\x80\x82"
                   "example"),
            "a.example");  // ideographic full stop
}

TEST(UrlHost, WhenADomainHoldsWhatSplitsAUrl_ThenThereIsNoHost) {
  for (const char* bad : {"", "a b", "a%20b", "a%2Fb", "a%00b", "a<b", "a@b", "a:b", "a%", "%zz",
                          "a\x7f"
                          "b",
                          "a^b", "a|b", "\xC2\xAD"})
    EXPECT_EQ(HostOf(bad), "(failure)") << bad;
  EXPECT_EQ(ParseUrlHost(std::string(9000, '\xC3'), false), std::nullopt);
}

TEST(UrlHost, WhenTheSchemeIsNotSpecial_ThenTheHostIsOnlyEncoded) {
  EXPECT_EQ(ParseUrlHost("EXAMPLE", true), "EXAMPLE");
  EXPECT_EQ(ParseUrlHost("\xC3\xBC", true), "%C3%BC");
  EXPECT_EQ(ParseUrlHost("a b", true), std::nullopt);
}

}  // namespace
}  // namespace dossier
