// Asking the web again for `verify --live`: the crawler's rules for query's question.
#pragma once

#include <string>
#include <vector>

#include "query/proof/live.h"

namespace dossier {

// Fetches each address as `dossier crawl URL` would: robots.txt obeyed, hosts left their pauses, only public addresses
// unless allowed, redirects followed hop by hop. The answers go into a corpus that is thrown away, or with
// options.store into the one at `corpus_directory`. Errors: kBusy, kIo; a page that fails is no error.
Result<std::vector<query::LivePage>> FetchLive(const std::string& corpus_directory,
                                               const std::vector<std::string>& urls, const query::LiveOptions& options);

}  // namespace dossier
