// What the index is given: passages, and the record of the document revision that they belong to. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/index/passage.h"
#include "indexer/names/learned_name.h"

namespace dossier::indexer {

// One revision of a document, kept as metadata of the segment: where its passages come from, and what late facts are
// made from.
struct DocumentRecord {
  Provenance from;
  uint32_t words = 0;
  std::vector<uint32_t> signature;    // MinHash of the text's shingles; empty for texts too short to compare
  std::vector<LearnedName> unlisted;  // organisations that the gazetteer does not list
  std::string credit;                 // wire service or outlet that the text credits, or ""
};

// A passage about to be indexed, with the headings above it, which are searched but never quoted.
struct NewPassage : Passage {
  std::string headings;
};

// The passages of a document revision are stored in groups: the data of the first of a group holds all of them, since a
// compressor makes nothing of a sentence alone; the data of the others says how many passages before them that one is.
// A group refers to the document's record by document id and revision.
struct PassageGroup {
  std::string document_id;
  int revision = 0;
  std::vector<std::string> passages;  // as stored (record_data.h, PassageOf)
};

}  // namespace dossier::indexer
