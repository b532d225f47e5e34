// Tags on documents and rows of evidence (corpus/tags.h), by what people call these: an id or its beginning, a key, an
// address. Each change is made under the lock of the tags; what fails leaves them unchanged.
#pragma once

#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/tags.h"
#include "query/answer/engine.h"

namespace dossier::query {

struct TagChange {
  std::string tag;
  size_t changed = 0, held = 0;  // how many were added or taken off; how many have it now
};

// `ids` as for `show`. `engine` may be null: then only evidence with a stored certificate is known.
// Errors: kUsage (no tag, an ambiguous id), kNotFound, as of EditTags.
Result<TagChange> AddTag(const std::string& tag, const std::vector<std::string>& ids, const Engine* engine,
                         const corpus::Corpus& corpus);
// Of these; of all when there are none. Errors: kNotFound (no such tag, not on one of them), as of EditTags.
Result<TagChange> RemoveTag(const std::string& corpus_directory, const std::string& tag,
                            const std::vector<std::string>& ids);

// What a tag is on, for people: the title of a document, the words of a row that verify now.
struct TaggedThing {
  corpus::Tagging tagging;
  std::string what;
};
// Errors: kNotFound (no such tag), kUsage.
Result<std::vector<TaggedThing>> ThingsTagged(const std::string& tag, const Engine* engine,
                                              const corpus::Corpus& corpus);

}  // namespace dossier::query
