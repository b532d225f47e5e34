// Why the reader took a page's article for what it did, for `extract --explain` and for fitting the model.
#pragma once

#include <vector>

#include "corpus/base/json.h"
#include "indexer/read/html/arbiter.h"
#include "indexer/read/html/candidates.h"
#include "indexer/read/html/page/blocks.h"
#include "indexer/read/html/page/tree.h"

namespace dossier::indexer {

// candidates: each one's element and how well its text agrees with the text that was taken (F1 by letters); won: the
// one that agrees best, null when none does; feature_names; blocks: of each block its score, its kind, its text,
// whether it was kept, the rule that decided beside the score if one did, the strongest reasons of the score, and its
// features.
// For people and for the fit: its keys are the input of indexer/training/fit_blocks.py. Slow; pure.
Json ExplainVerdict(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks, const HtmlCandidates& candidates,
                    const Verdict& verdict);

}  // namespace dossier::indexer
