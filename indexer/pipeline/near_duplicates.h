// Copies of one text: MinHash signatures of word shingles, and the folding of documents into origins.
//
// Wrong merges matter more than missed ones: two reports of one event are two origins. A document joins an origin
// only by its likeness to the origin's first document, never through a chain.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/origin.h"
#include "indexer/index/writer.h"

namespace dossier::indexer {

// 128 minima over shingles of four words (Broder 1997); empty for texts under 50 words, which prove nothing.
std::vector<uint32_t> SignatureOf(std::string_view text);
// The estimated Jaccard likeness of two texts, 0-1; 0 when either has no signature.
double Likeness(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b);

// The agency or outlet that a text credits in its dateline ("WASHINGTON (Reuters) - ..."), or "".
std::string DatelineCredit(std::string_view text);

// Groups of copies among the newest revisions, the earliest document first; groups of one are left out.
std::vector<Origin> FindOrigins(const std::vector<DocumentRecord>& records);

}  // namespace dossier::indexer
