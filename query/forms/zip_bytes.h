// Zip archives made in memory: docx files and bundles.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::query {

// Names (UTF-8, '/' between folders) and contents, in the order given; the first entry of a container format counts.
// `modified` is written for every entry, so equal input gives equal bytes. Errors: kInternal.
Result<std::string> ZipBytes(const std::vector<std::pair<std::string, std::string>>& entries, UtcTime modified);

}  // namespace dossier::query
