// The outlet that a sentence names as the one that reported.
#include "indexer/statements/reported_by.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/unit/indexer/statements/made_gazetteer.h"
#include "tests/unit/indexer/statements/made_sentence.h"

namespace dossier::indexer {
namespace {

const std::vector<Named>& ReporterNames() {
  static const std::vector<Named> names = [] {
    std::vector<Named> all = SomeNames();
    all.push_back({"The Lantern", MentionType::kOutlet, "the-lantern"});
    all.push_back({"Evening Post", MentionType::kOutlet, ""});
    all.push_back({"Kettlewick", MentionType::kOrganisation, ""});
    return all;
  }();
  return names;
}

TEST(ReportedBy, WhenAnOutletReports_ThenItIsNamedAsThePressDoes) {
  const std::pair<const char*, const char*> cases[] = {
      {"The Lantern reported that Quellgrid was fined.", "Lantern"},
      {"Quellgrid will appeal, a lawyer told The Lantern.", "Lantern"},
      {"Quellgrid was fined, according to The Lantern.", "Lantern"},
      {"Quellgrid was fined, the Evening Post reported.", "Evening Post"},
      {"OSLO (Evening Post) - Quellgrid was fined.", "Evening Post"},
      {"Quellgrid was fined, the newspaper Kettlewick wrote.", "Kettlewick"},
      {"The Lantern uses Quellgrid radios.", ""},
      {"Quellgrid sold radios to The Lantern.", ""},
  };
  for (const auto& [text, outlet] : cases)
    EXPECT_EQ(ReportedBy(Made(text, ReporterNames()), MadeGazetteer()), outlet) << text;
}

TEST(ReportedBy, WhenInputIsHostile_ThenThereIsNone) {
  for (const std::string& text : HostileSentences())
    EXPECT_EQ(ReportedBy(Made(text, ReporterNames()), MadeGazetteer()), "") << text;
}

}  // namespace
}  // namespace dossier::indexer
