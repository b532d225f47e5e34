// In which sense a sentence speaks of an event: a law that is breached is no break-in, an appeal no reversal, an urging
// no order, a bounty no flaw. Words that the rules find and the model (models/event_model.h) weighs are told apart here
// by the few constructions in which they mean something else.
#pragma once

#include <string_view>

#include "indexer/facts/statement.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// All are pure and thread safe, want a tagged sentence (TagSentence), are linear in it and never fail. `event` has its
// trigger's bytes, equal when the model found none.

// Whether the reversal's words begin with a verb that stops an act of somebody's: "blocked the order that bans".
bool IsUndoing(const Sentence& sentence, const Action& reversal);

// Whether the event's words speak of it as of something that is there: "the penalty", "a decision to fine".
bool IsThere(const Sentence& sentence, const Action& event);

// Whether an appeal is only made: "will appeal the decision".
bool OnlyAppeals(const Sentence& sentence);

// Whether the event's words speak of such deeds in general: "Banning X violates our rights".
bool SpeaksOfAny(const Sentence& sentence, const Action& event);

// Whether "proposed" belongs to a class of plaintiffs, whose suit is filed: "proposed class action".
bool IsProposedClass(const Sentence& sentence);

// Whether a verb of the sentence speaks of what will or may be: "will soon be powered".
bool SpeaksOfPlans(const Sentence& sentence);

// Whether it is a law, an order or a contract that is breached: "breached a 2019 court order".
bool BreaksRule(const Sentence& sentence, const Action& event);

// Whether it is the line of a memorandum or a mail that names its subject, and says nothing: "SUBJECT: Removal of X".
bool IsSubjectLine(const Sentence& sentence);

// Whether what is looked into is a fault and not the vendor: "the issue is being investigated".
bool InvestigatesFault(const Sentence& sentence, const Action& event);

// Whether the text speaks of faults and fixes at all. Linear in the text.
bool SpeaksOfFaults(std::string_view text);

// Whether something is brought out: "released an update to the model". In a text that speaks of no fault that is trade
// news and no fix.
bool IsTradeNews(const Sentence& sentence);

// Whether people are urged or advised and nobody orders: "CISA urged operators to update".
bool IsOnlyUrged(const Sentence& sentence);

// Whether flaws are only looked for or told where to report: a bug bounty, an issue tracker.
bool IsOnlySought(const Sentence& sentence);

// Whether it is only not said: "makes no mention of the flaw being exploited" is no denial.
bool IsOnlyUnsaid(const Sentence& sentence);

// Whether the sentence takes back or corrects what it repeats: "an earlier version said", "because of an editing
// error", "we wrote that".
bool TakesBack(const Sentence& sentence);

}  // namespace dossier::indexer
