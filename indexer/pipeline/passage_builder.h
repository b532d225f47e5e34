// From a document that was read and analysed to the passages that are indexed.
#pragma once

#include <vector>

#include "corpus/capture/capture.h"
#include "indexer/facts/document.h"
#include "indexer/facts/statement.h"
#include "indexer/index/record.h"
#include "indexer/names/unlisted_names.h"
#include "indexer/text/text_fragment.h"

namespace dossier::indexer {

// What the catalogue says about the revision that the text belongs to.
struct RevisionFacts {
  corpus::Document document;
  int ordinal = 1;
  corpus::Capture capture;
  Digest text_sha256;
  std::string publisher_id;  // of the gazetteer, or ""
};

// One passage for each block that is no heading, with the statements that name a vendor, an agency or an unlisted
// organisation. `page` is everything the page says, for text fragments; null when the document is no web page.
// What depends on the text alone; Identify adds the rest.
std::vector<NewPassage> BuildPassages(const ReadDocument& read, const Analysis& analysis, const UnlistedNames& unlisted,
                                      const PageText* page);
DocumentRecord BuildRecord(const ReadDocument& read, const UnlistedNames& unlisted);

// Fills in what the catalogue knows: where the document comes from, and the ids made from its key.
void Identify(const ReadDocument& read, const RevisionFacts& facts, std::vector<NewPassage>& passages,
              DocumentRecord& record);

}  // namespace dossier::indexer
