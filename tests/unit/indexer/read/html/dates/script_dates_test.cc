#include "indexer/read/html/dates/script_dates.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier::indexer {
namespace {

std::string Found(const std::string& payload) {
  std::string out;
  for (const ScriptDate& date : FindScriptDates(payload)) {
    out += (out.empty() ? "" : " ") + std::string(date.created ? "c" : "p") + std::string(date.value.substr(0, 10));
  }
  return out;
}

TEST(ScriptDates, EveryKeyAtEveryPlace) {
  for (const char* key : {"\"datePublished\":\"", "\"pubDate\": '", "displayDate&quot;:&quot;",
                          "\\\"dateCreated\\\":\\\"", "\"createdAt\":\"", "dc:date=\""}) {
    const bool created = std::string(key).find("reated") != std::string::npos || std::string(key).starts_with("dc:");
    for (size_t before = 0; before < 40; ++before) {
      for (const size_t after : {0, 1, 7, 30}) {
        EXPECT_EQ(Found(std::string(before, 'x') + key + "2024-05-06" + std::string(after, 'y')),
                  std::string(created ? "c" : "p") + "2024-05-06")
            << key << " after " << before;
      }
    }
  }
}

TEST(ScriptDates, KeysComeInTheirOrderAndNumbersOnly) {
  EXPECT_EQ(
      Found(
          "\"createdAt\":\"2024-01-01\" \"pubDate\":\"2024-01-02\" \"published\":\"2024-01-03\" \"isPublished\":true"),
      "p2024-01-03 p2024-01-02 c2024-01-01");
  EXPECT_EQ(Found("\"publisher\":{\"name\":\"2024\"}"), "");
  EXPECT_EQ(Found("published a quarter of a century ago \"2024-01-03\""), "");
  EXPECT_EQ(Found(""), "");
  std::string many;
  for (int i = 0; i < 50; ++i) many += "\"published\":\"2024-01-03\",";
  EXPECT_EQ(FindScriptDates(many).size(), 12u);
}

TEST(ScriptDates, AFloodOfKeysIsReadInLinearTime) {
  std::string flood;
  for (int i = 0; i < 2'000'000; ++i) flood += "ublish";
  EXPECT_EQ(Found(flood), "");  // each key used to look for its quote to the end of the page
}

}  // namespace
}  // namespace dossier::indexer
