// A question as options, forms and API give it: names and values apart, made into one query.
#pragma once

#include <string>
#include <vector>

#include "query/question/question.h"

namespace dossier::query {

struct Asked {
  std::vector<std::string> words;  // vendor names, or query text with fields
  std::vector<std::string> agencies, by, names, actions, sources, kinds, cves, languages;
  std::string since, until, as_of, event, speaker, reported_by, text;

  // A word without a colon or quotation marks is a vendor's name; anything else is query text. Errors: kUsage.
  Result<Query> ToQuery() const;
};

}  // namespace dossier::query
