// Copies of one text: MinHash signatures of word shingles, and when two texts are one.
//
// Wrong merges matter more than missed ones: two reports of one event are two origins.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/record.h"

namespace dossier::indexer {

// 128 minima over shingles of four words (Broder 1997); empty for texts under 50 words, which prove nothing.
std::vector<uint32_t> SignatureOf(std::string_view text);
// The estimated Jaccard likeness of two texts, 0-1; 0 when either has no signature.
double Likeness(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b);

// The agency or outlet that a text credits in its dateline ("WASHINGTON (Reuters) - ..."), or "".
std::string DatelineCredit(std::string_view text);

// Hashes of the parts of a signature: texts that are copies of one another share one at least, nearly always (32 bands
// of 4 minima: above a likeness of 0.6 in 99 of 100 cases). None for a text without signature.
std::vector<uint32_t> BandsOf(const std::vector<uint32_t>& signature);

// Why `other` is a copy of `first` when their texts are so alike, or "".
std::string ReasonToMerge(const DocumentRecord& first, const DocumentRecord& other, double likeness);

// The order of copies: by the stated date, then by when they were fetched.
bool IsEarlier(const DocumentRecord& a, const DocumentRecord& b);

}  // namespace dossier::indexer
