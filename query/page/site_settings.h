// What is the same for every page of one server.
#pragma once

#include <string>

#include "query/web/guard.h"

namespace dossier::query {

struct Site {
  SiteRules rules;
  std::string version;  // of the program, to show
};

}  // namespace dossier::query
