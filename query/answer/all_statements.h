// Every statement that answers a question, for counts that are exact at any size: one walk over what the index finds,
// nothing ranked, nothing kept but statements of documents with several revisions.
#pragma once

#include <functional>
#include <string>

#include "query/answer/engine.h"

namespace dossier::query {

// Calls `see` with the row of each statement that supports the question, once: of several revisions that say it the
// newest one's. Those of one document come one after another. Rows have neither origin nor verification, and belong to
// the call. Denials, unsure and withdrawn statements and bare names are no answers. Errors as of
// Engine::Evidence.
Status ForEachStatement(const Engine& engine, const std::string& corpus_directory, const Query& query,
                        const std::function<void(const EvidenceRow&)>& see);

}  // namespace dossier::query
