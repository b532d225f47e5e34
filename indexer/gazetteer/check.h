// Finds contradictions in gazetteer tables: what `dossier gazetteer check` reports and a test holds at none.
#pragma once

#include <string>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"

namespace dossier::indexer {

// Owned values, so that they may outlive the gazetteer.
struct GazetteerFault {
  std::string entity;  // id
  std::string name;    // the name it is about, or ""
  std::string fault;   // what is wrong, in one sentence
};

// Pure. The tables parsed, so each row has its columns and each id is unique; everything else is checked here.
// A test runs it over the embedded tables.
std::vector<GazetteerFault> CheckGazetteer(const Gazetteer& gazetteer);

}  // namespace dossier::indexer
