// What a crawl may connect to. One address too many here is a request into somebody's own network.
#include "crawler/address.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

namespace dossier::crawler {
namespace {

TEST(Address, WhenABlockIsSpecial_ThenItsFirstAndLastAreNotPublicAndItsNeighboursAre) {
  for (const char* own :
       {"0.0.0.0",      "0.255.255.255",   "10.0.0.0",    "10.255.255.255",  "100.64.0.0", "100.127.255.255",
        "127.0.0.1",    "127.255.255.255", "169.254.0.1", "169.254.169.254", "172.16.0.0", "172.31.255.255",
        "192.0.0.8",    "192.0.2.1",       "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255",
        "198.51.100.7", "203.0.113.7",     "224.0.0.1",   "239.255.255.255", "240.0.0.1",  "255.255.255.255"})
    EXPECT_FALSE(IsPublicAddress(std::string(own))) << own;
  for (const char* open : {"1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                           "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255",
                           "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"})
    EXPECT_TRUE(IsPublicAddress(std::string(open))) << open;
}

TEST(Address, WhenIpv6CarriesAnIpv4Address_ThenItCountsAsThat) {
  for (const char* own : {"::ffff:127.0.0.1", "::ffff:10.1.2.3", "[::ffff:a9fe:a9fe]", "64:ff9b::10.0.0.1",
                          "2002:7f00:1::1", "2002:c0a8:101::", "2001:0:1:2:3:4:80ff:fffe",  // Teredo of 127.0.0.1
                          "::127.0.0.1"})
    EXPECT_FALSE(IsPublicAddress(std::string(own))) << own;
  for (const char* open : {"::ffff:9.9.9.9", "64:ff9b::9.9.9.9", "2002:909:909::1"})
    EXPECT_TRUE(IsPublicAddress(std::string(open))) << open;
}

TEST(Address, WhenIpv6IsNotGlobalUnicast_ThenItIsNotPublic) {
  for (const char* own : {"::", "::1", "fe80::1", "fc00::1", "fdff::1", "ff02::1", "2001:db8::1", "100::1", "4000::1",
                          "3fff::1", "64:ff9b:1::1", "2001:10::1"})
    EXPECT_FALSE(IsPublicAddress(std::string(own))) << own;
  for (const char* open : {"2606:4700::1", "[2a00:1450::1]", "2001:4860:4860::8888"})
    EXPECT_TRUE(IsPublicAddress(std::string(open))) << open;
}

TEST(Address, WhenItIsNoAddress_ThenItIsNotPublic) {
  for (const char* none :
       {"", "example.org", "9.9.9", "9.9.9.9.9", "[9.9.9.9", "1.2.3.4:80", "fe80::1%eth0", "0x9.9.9.9", "9.9.9.9 "})
    EXPECT_FALSE(IsPublicAddress(std::string(none))) << none;
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_FALSE(IsPublicAddress(local));
}

}  // namespace
}  // namespace dossier::crawler
