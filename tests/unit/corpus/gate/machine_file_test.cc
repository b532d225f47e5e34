#include "corpus/gate/machine_file.h"

#include <gtest/gtest.h>

namespace dossier::corpus {
namespace {

TEST(MachineFile, ByRootElementOrByThePlaceOfRobots) {
  EXPECT_EQ(MachineFileKind("User-agent: *", "https://a.example/robots.txt"), "robots");
  EXPECT_EQ(MachineFileKind("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">", ""), "sitemap");
  EXPECT_EQ(MachineFileKind("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<sitemapindex>", ""),
            "sitemap");
  EXPECT_EQ(MachineFileKind("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">", ""), "feed");
  EXPECT_EQ(MachineFileKind("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", ""), "feed");
}

TEST(MachineFile, PagesAreNone) {
  EXPECT_EQ(MachineFileKind("<!DOCTYPE html><html><body><feed>", "https://a.example/"), "");
  EXPECT_EQ(MachineFileKind("We wrote about <rss> today", ""), "");
  EXPECT_EQ(MachineFileKind("What a robots.txt says", "https://a.example/guide/robots.txt"), "");
  EXPECT_EQ(MachineFileKind("<rdf:RDF xmlns=\"http://xmlns.com/foaf/0.1/\">", ""), "");
  EXPECT_EQ(MachineFileKind("", ""), "");
  EXPECT_EQ(MachineFileKind("<!-- never closed", ""), "");
}

}  // namespace
}  // namespace dossier::corpus
