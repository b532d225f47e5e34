// The part of `dossier verify` that asks the web again.
#pragma once

#include <vector>

#include "corpus/base/cli/command.h"
#include "query/proof/live.h"

namespace dossier::query {

// Fetches the address of every claim and prints what became of its words.
int RunLive(const Invocation& invocation, Format format, const std::vector<Claim>& claims, const LiveOptions& options,
            const FetchLive& fetch);

}  // namespace dossier::query
