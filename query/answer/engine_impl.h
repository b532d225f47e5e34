// The parts of an Engine that its .cc files share.
#pragma once

#include <map>

#include "corpus/capture/capture.h"
#include "query/answer/engine.h"
#include "query/answer/known_then.h"
#include "query/answer/name_book.h"

namespace dossier::query {

// All names of one type, counted at the first question for them: pages ask several times, and an opened index and its
// names do not change.
struct CountedNames {
  std::vector<NameCount> names;               // best first
  std::vector<std::vector<std::string>> ids;  // that answer for each
  size_t with_aliases = 0;                    // so many of them have their aliases
};

struct Engine::Impl {
  std::string corpus_directory;
  indexer::IndexReader index;
  std::shared_ptr<const indexer::Gazetteer> gazetteer;
  NameBook names;
  std::map<indexer::EntityType, CountedNames> counted = {};
};

// Names to ids (name_resolver.cc). Errors: kNotFound with suggestions, kUsage when ambiguous.
Result<std::vector<Name>> ResolveNames(const indexer::IndexReader& index, const indexer::Gazetteer& gazetteer,
                                       const NameBook& names, indexer::EntityType type,
                                       const std::vector<std::string>& written);
// A passage as the names of the corpus have it.
Result<indexer::Passage> FetchPassage(const indexer::IndexReader& index, const NameBook& names, uint32_t id);
// What was known at a time; null when `as_of` is none. Errors as of KnownThen::Open.
Result<std::unique_ptr<KnownThen>> KnownAt(const std::string& corpus_directory, const std::optional<AsOf>& as_of);
// The ids of the index that answer for a name.
std::vector<std::string> IdsOf(const Name& name);

// The question put to the index (expression.cc). `for_evidence`: actions, agencies and dates must stand in one
// statement with the vendor; else in the passage.
indexer::Expression ExpressionOf(const ResolvedQuery& query);
// The passages that hold one of the rows, or are of one of the documents, with these ids.
indexer::Expression TaggedExpression(const std::vector<std::string>& ids);
// What makes a passage preferable, for HitOrder::kPreference.
std::vector<indexer::Expression> PreferencesOf(const ResolvedQuery& query);

// What a statement says to the question (statement_filter.cc).
struct Judgement {
  bool supports = false;  // a row of evidence
  bool denies = false;    // it would support the question but for its polarity
  bool unsure = false;    // it would support the question if the action were sure
  Name vendor;
  std::string matched;
  bool referenced = false;
  double score = 0;
  std::vector<std::string> why;
};
Judgement Judge(const ResolvedQuery& query, const indexer::Passage& passage,
                const indexer::IndexedStatement& statement);
// Whether a quoted phrase stands in the text as written, but for case, quotes, dashes and white space.
bool HoldsPhrases(const std::vector<std::string>& phrases, const indexer::Passage& passage);

}  // namespace dossier::query
