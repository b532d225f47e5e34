// Questions and documents asked for by what people call a document: the publisher's number however it is written, the
// place where it was printed, a CVE (query/history/document_name.h). All doors (verbs, pages, API, MCP) ask here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/answer/engine.h"
#include "query/question/asked.h"

namespace dossier::query {

// The question as it was asked; when its words are nothing but the name of documents of the corpus ("83 FR 21776",
// "2018-09921", "BOD 17-01", "S. Con. Res. 10") or a CVE, the question for those documents with all else that was
// asked; and when no document has such a name, the question for the passages that write it ("Pub. L. 115-232"). Errors:
// those of Asked::ToQuery. A corpus that cannot be read names nothing.
Result<Query> QueryAsked(const Asked& asked, const std::string& corpus_directory);
// The same of words and fields in one text.
Result<Query> QueryWritten(const std::string& text, const std::string& corpus_directory);

// Engine::FindDocument, and by such a name where that knows none. Errors: kNotFound; kUsage (several: lists them).
Result<std::vector<indexer::Passage>> PassagesNamed(const Engine& engine, const std::string& corpus_directory,
                                                    const std::string& name, const std::optional<AsOf>& as_of = {});

}  // namespace dossier::query
