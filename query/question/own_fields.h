// Fields of the query language that no field of the index stands behind: roles of an agency in the event, and what
// people noted in the corpus. Beside indexer/index/schema.h; help, man page and suggestions are made from both.
#pragma once

#include <array>
#include <string_view>

namespace dossier::query {

struct OwnField {
  std::string_view name, takes, description, example;
};
inline constexpr std::array kOwnFields = {
    OwnField{"by", "name", "an agency that acts", "by:fbi"},
    OwnField{"names", "name", "an agency that stands anywhere in the sentence", "names:fbi"},
    OwnField{"tag", "exact", "a tag that you put on the row or its document (dossier tag)", "tag:to-check"},
};

}  // namespace dossier::query
