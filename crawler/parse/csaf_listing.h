// Where a publisher of CSAF advisories says that they are (CSAF 2.0, section 7.1): provider metadata and aggregators,
// ROLIE services and feeds (RFC 8322), the directory's changes.csv and index.txt, and the CSAF lines of a security.txt.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/url/url.h"

namespace dossier::crawler {

struct CsafListing {
  std::vector<std::string> lists;      // addresses of further lists, as written or made from a directory's
  std::vector<std::string> documents;  // addresses of advisories, as written; relative ones are below `url`
  // Of provider metadata: lists of the same advisories, to be asked when one of `lists` cannot be had. Both forms hold
  // the same documents (sections 7.1.16 and 7.1.20).
  std::vector<std::string> fallback;
  bool provider = false;  // it is provider metadata
};

// Told by content; of the two plain files also by their names, which the standard fixes. nullopt: none of these.
// What is not public (a TLP label other than WHITE or CLEAR) is left out.
std::optional<CsafListing> ReadCsafListing(std::string_view body, const Url& url);

}  // namespace dossier::crawler
