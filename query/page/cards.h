// A row of evidence as a card: who did what to whom and when, the words in their context, whether they verify now, and
// how to cite them.
#pragma once

#include <vector>

#include "query/answer/timeline.h"
#include "query/page/visit.h"

namespace dossier::query {

struct CardLook {
  bool unsupporting = false;  // shown because it is near, not because it answers
  Html more;                  // below the card: a note's form, ...
};
// The row must be verified (its state is what the badge says); `engine` names organisations.
Html EvidenceCard(const Visit& visit, const Engine& engine, const EvidenceRow& row, const CardLook& look = {});
// The rows verified now, as cards.
Html EvidenceCards(const Visit& visit, const Engine& engine, std::vector<EvidenceRow>& rows, const CardLook& look = {});

// "verified now", or why not.
Html VerifyBadge(const EvidenceRow& row);

}  // namespace dossier::query
