// In the style of the list's own test (https://publicsuffix.org/list/), with cases of ours.
#include "corpus/url/public_suffix.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "corpus/base/digest.h"
#include "corpus/base/embedded.h"
#include "corpus/base/frozen_rows.h"
#include "corpus/url/url.h"

DOSSIER_EMBEDDED(public_suffixes)

namespace dossier {
namespace {

TEST(PublicSuffix, WhenHostsAreAsked_ThenTheSuffixAndOneLabel) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},  // nothing to ask
      {"com", ""},
      {"cisa.com", "cisa.com"},
      {"www.cisa.com", "cisa.com"},
      {"a.b.cisa.com", "cisa.com"},
      {"zz", ""},  // an unlisted top-level name
      {"acme.zz", "acme.zz"},
      {"b.acme.zz", "acme.zz"},
      {"uk", ""},  // two levels
      {"co.uk", ""},
      {"bbc.co.uk", "bbc.co.uk"},
      {"news.bbc.co.uk", "bbc.co.uk"},
      {"ncsc.gov.uk", "ncsc.gov.uk"},
      {"service.gov.uk", ""},  // a suffix below a suffix
      {"www.gov.uk", "www.gov.uk"},
      {"ck", ""},  // a wildcard and its exception
      {"acme.ck", ""},
      {"b.acme.ck", "b.acme.ck"},
      {"a.b.acme.ck", "b.acme.ck"},
      {"www.ck", "www.ck"},
      {"a.www.ck", "www.ck"},
      {"kobe.jp", ""},
      {"acme.kobe.jp", ""},
      {"b.acme.kobe.jp", "b.acme.kobe.jp"},
      {"city.kobe.jp", "city.kobe.jp"},
      {"www.city.kobe.jp", "city.kobe.jp"},
      {"acme.ide.kyoto.jp", "acme.ide.kyoto.jp"},
      {"xn--85x722f.com.cn", "xn--85x722f.com.cn"},  // names of other scripts
      {"www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"},
      {"xn--fiqs8s", ""},
      {"shishi.xn--fiqs8s", "shishi.xn--fiqs8s"},
      {"github.io", ""},  // the list's private section
      {"pages.acme.github.io", "acme.github.io"},
      {".com", ""},  // empty labels
      {"a..com", ""},
      {"acme.com.", ""}};
  for (const auto& [host, domain] : cases) EXPECT_EQ(RegistrableDomainIn(host), domain) << host;
}

TEST(PublicSuffix, WhenThereIsNoRegistrableDomain_ThenTheHostStands) {
  EXPECT_EQ(RegistrableDomain("co.uk"), "co.uk");
  EXPECT_EQ(RegistrableDomain("www.cisa.gov."), "cisa.gov");
  EXPECT_EQ(RegistrableDomain("a..com"), "a..com");
  EXPECT_EQ(RegistrableDomain("10.0.0.1"), "10.0.0.1");
}

// The digest is of what publicsuffixlist 1.1.2.20261023, a package of others, gives for the same hosts and list.
TEST(PublicSuffix, WhenEachRuleOfTheListIsAsked_ThenTheAnswersOfTheAlgorithm) {
  std::string all;
  ForEachFrozenRow(Embedded_public_suffixes(), [&](std::string_view row) {
    const std::string name(TakeUntil(row, '\t'));
    for (const char* below : {"", "a.", "b.a.", "c.b.a."}) all += RegistrableDomain(below + name) + "\n";
  });
  EXPECT_EQ(Sha256(all).hex(), "f1fb393c53d66958a317c6c89aca324bace1dcb66d1349cd10c8f441597a978a");
}

}  // namespace
}  // namespace dossier
