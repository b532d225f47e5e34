// What the index left aside: captures that no answer speaks for, said with every answer and with "none found".
#pragma once

#include <string>

#include "corpus/base/json.h"

namespace dossier::query {

// For people: "6 PDF files could not be read (not read by this version); left aside: 3 images"; "" when there is
// nothing, or no index.
std::string LeftAsideLine(const std::string& corpus_directory);
// {"unread": {name: count}, "left_aside": {name: count}}, to be added to a coverage object.
Json LeftAsideJson(const std::string& corpus_directory);

}  // namespace dossier::query
