#include "indexer/gazetteer/domains.h"

#include <gtest/gtest.h>

#include <set>

namespace dossier::indexer {
namespace {

std::string OwnerId(std::string_view host) {
  static const auto gazetteer = *Gazetteer::Embedded();  // owns what OwnerOfHost gives
  const Entity* owner = OwnerOfHost(*gazetteer, host);
  return owner ? owner->id : "";
}

TEST(Domains, TheLongestDomainDecides) {
  EXPECT_EQ(OwnerId("cyber.dhs.gov"), "cisa");
  EXPECT_EQ(OwnerId("www.cyber.dhs.gov"), "cisa");
  EXPECT_EQ(OwnerId("www.dhs.gov"), "us-department-of-homeland-security");
  EXPECT_EQ(OwnerId("www.reuters.com"), "reuters");
}

TEST(Domains, OnlyWholeLabelsCount) {
  EXPECT_EQ(OwnerId("notcisa.gov"), "");
  EXPECT_EQ(OwnerId("cisa.gov.example.org"), "");
  EXPECT_EQ(OwnerId("gov"), "");
  EXPECT_EQ(OwnerId(""), "");
}

TEST(Domains, EveryRowNamesAKnownOrganisationOnce) {
  const auto gazetteer = *Gazetteer::Embedded();
  std::set<std::string> seen;
  for (const auto& [domain, id] : DomainTable()) {
    EXPECT_TRUE(gazetteer->Find(id)) << domain << " " << id;
    EXPECT_TRUE(seen.insert(domain).second) << domain;
    EXPECT_EQ(domain.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-"), std::string::npos) << domain;
    EXPECT_NE(domain.find('.'), std::string::npos) << domain;
  }
  EXPECT_GT(seen.size(), 500u);
}

}  // namespace
}  // namespace dossier::indexer
