// The manifest of the index (corpus/index_manifest.h): written when `index` publishes, compared by `check`.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "indexer/index/segments.h"

namespace dossier::indexer {

// Publishes with its manifest. `kept`: parts that were published before and are not written again; what the manifest
// says of them stays. Errors: kIo, kCorrupt; the old index is then still the published one.
Status PublishNoted(corpus::Corpus& corpus, const PublishedIndex& published, const std::set<std::string>& kept);
// For an index that was published before there were manifests.
Status NotePublished(corpus::Corpus& corpus, const PublishedIndex& published);

// Adds what is wrong with the index, every byte of it compared. A corpus without index is whole: it can be made again.
Status CheckIndex(const corpus::Corpus& corpus, corpus::CheckReport& report);

}  // namespace dossier::indexer
