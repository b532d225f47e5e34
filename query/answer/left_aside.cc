#include "query/answer/left_aside.h"

#include "corpus/gate/gate.h"
#include "indexer/index/gate_facts.h"

namespace dossier::query {
namespace {

corpus::LeftAside LeftAsideOf(const std::string& corpus_directory) {
  const auto facts = indexer::ReadGateFacts(corpus_directory + "/index");
  return facts ? corpus::CountLeftAside(facts->outcomes) : corpus::LeftAside();
}

}  // namespace

std::string LeftAsideLine(const std::string& corpus_directory) {
  return corpus::CoverageText(LeftAsideOf(corpus_directory));
}

Json LeftAsideJson(const std::string& corpus_directory) {
  const corpus::LeftAside left = LeftAsideOf(corpus_directory);
  Json json = {{"unread", Json::object()}, {"left_aside", Json::object()}};
  for (const auto& [name, count] : left.unread) json["unread"][name] = count;
  for (const auto& [name, count] : left.aside) json["left_aside"][name] = count;
  return json;
}

}  // namespace dossier::query
