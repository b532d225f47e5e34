// Predictions of the date module for a case file in the scorer's form: reads JSON Lines with "id", "text" and
// "published" from the file named first, writes {"id", "mentions"} lines with UTF-8 byte offsets.
//
//   build/tests/eval/dates_cases CASES.jsonl [--narrative] > PREDICTIONS.jsonl
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/dates/dates.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: dates_cases CASES.jsonl [--narrative]\n";
    return 2;
  }
  const bool narrative = argc > 2 && std::string(argv[2]) == "--narrative";
  std::ifstream input(argv[1]);
  std::string line;
  while (std::getline(input, line)) {
    if (line.empty()) continue;
    const auto record = nlohmann::json::parse(line);
    const std::string text = record.at("text").get<std::string>();
    dossier::indexer::DateContext context;
    if (record.contains("published") && record["published"].is_string())
      context.published = record["published"].get<std::string>();
    context.narrative = narrative;
    nlohmann::json mentions = nlohmann::json::array();
    for (const auto& span : dossier::indexer::FindDates(text, context)) {
      mentions.push_back({{"start", span.begin},
                          {"end", span.end},
                          {"type", dossier::indexer::DateKindName(span.kind)},
                          {"value", span.value}});
      if (!span.mod.empty()) mentions.back()["mod"] = span.mod;
    }
    nlohmann::json out = {{"id", record.at("id")}, {"mentions", std::move(mentions)}};
    if (record.contains("set")) out["set"] = record["set"];
    std::cout << out.dump() << '\n';
  }
  return 0;
}
