// What grammar rules out of an event: a vendor that only tells of it, an agency that stands beside it, a date of
// something else. The model (models/event_model.h) names parties and dates that fit the sentence; these questions see
// the few constructions in which they cannot be the event's. Unknown is better than wrong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/facts/date_span.h"
#include "indexer/facts/statement.h"
#include "indexer/statements/grammar.h"

namespace dossier::indexer {

// All are pure and thread safe, want a tagged sentence (TagSentence), look at some twenty tokens around a name and
// never fail.

// Whether the lists share an id.
bool HoldsAny(const std::vector<std::string>& ids, const std::vector<std::string>& of);

// Whether every mention of the vendor is one of who found, told of or passed on a flaw, an attack or a break-in, and
// not whose it is: "Viettel Cyber Security reported the bug", "found by Mandiant", "through ZDI", "Rapid7 researcher
// Jane Roe", "security firm Wiz said". `others`: whether the text is about another vendor too. Alone in its sentence
// and its text, and where "its" points back, a vendor reports on itself.
bool OnlyFinds(const Sentence& sentence, const std::vector<std::string>& vendor, bool others);

// Whether every mention of the vendor only names what another's product runs on or is like: "Linux-based machines",
// "failed to patch Office on macOS", "AMD's equivalent of Intel's SGX".
bool OnlyCarries(const Sentence& sentence, const std::vector<std::string>& vendor);

// Whether every mention of the vendor names what its customers own: "broke into Apple devices", "Office 365 tenants".
// Who breaks into these has not broken into the vendor.
bool OnlyOwnsWhatOthersUse(const Sentence& sentence, const std::vector<std::string>& vendor);

// Whether every mention of the vendor is one of whose words are told: "according to X, Y and Z", "as defined by X"; or
// it praises or criticises what is done to another that the sentence names.
bool OnlyTells(const Sentence& sentence, const std::vector<std::string>& vendor);

// Whether every mention of the vendor only sets another apart: "Unlike Nokia, ...".
bool IsContrasted(const Sentence& sentence, const std::vector<std::string>& vendor);

// Whether the vendor is the subject of a verb that says it acts for itself and cannot be done to it without an object:
// "SK Telecom sued in January", "is recalling", "has challenged it"; or owner of a suit ("Apple's lawsuit", "a suit
// brought by Apple").
bool ActsItself(const Sentence& sentence, const std::vector<std::string>& vendor, ActionType type);

// Whether the vendor gets what the event costs another or is only taken sides with: "Samsung paid Apple", "siding with
// Apple".
bool OnlyReceives(const Sentence& sentence, const std::vector<std::string>& vendor, const Action& event);

// Whether it is the vendor that looks into something: "Tencent said it is reviewing the rules".
bool LooksInto(const Sentence& sentence, const std::vector<std::string>& vendor);

// Whether the reversal's words begin with a verb that stops an act of somebody's: "blocked the order that bans".
bool IsUndoing(const Sentence& sentence, const Action& reversal);

// Whether an appeal is only made: "will appeal the decision".
bool OnlyAppeals(const Sentence& sentence);

// Whether the event's words speak of such deeds in general: "Banning X violates our rights".
bool SpeaksOfAny(const Sentence& sentence, const Action& event);

// Whether "proposed" belongs to a class of plaintiffs, whose suit is filed: "proposed class action".
bool IsProposedClass(const Sentence& sentence);

// Whether a verb of the sentence speaks of what will or may be: "will soon be powered".
bool SpeaksOfPlans(const Sentence& sentence);

// Whether no mention of the agency can be the author of the event: all stand as a place ("in China", "in the Ninth
// Circuit"), as who is turned to ("appealed to the court", "in a filing with the SEC") or as somebody else's partner
// ("collaborate with the government").
bool OnlyStandsBeside(const Sentence& sentence, const std::vector<std::string>& agency);

// Whether the event's words are followed by a phrase that names the agency as who does it: "warnings from CIA, NSA and
// FBI officials", "a fine by the FCC".
bool IsNamedByPhrase(const Sentence& sentence, const std::vector<std::string>& agency, const Action& event);

// Whether every mention of the agency is the subject of another clause, which tells of the event in a that-clause with
// a subject of its own: "the committee learned that a party was buying phones". `event` as below.
bool OnlyHearsOf(const Sentence& sentence, const std::vector<std::string>& agency, const Action& event);

// Whether the date cannot be the event's own: the end ("until May 20") or a deadline ("by May 8" of an order), the
// start of a count ("its ninth since 2018"), the day of the report that tells of it ("an article on May 18 said"), one
// of two that are joined ("in 2013 and 2014"), of what the event only came before or stands beside ("lost an appeal
// against the fine in May", "recalled airbags"), or of another thing or clause ("over its 2012 meltdown", "which it
// first saw in May"). `event` has its trigger's bytes, equal when the model found none.
bool IsDateOfElse(const Sentence& sentence, const DateSpan& date, const Action& event);

// Whether it is a law, an order or a contract that is breached: "breached a 2019 court order".
bool BreaksRule(const Sentence& sentence, const Action& event);

// Whether what is looked into is a fault and not the vendor: "the issue is being investigated".
bool InvestigatesFault(const Sentence& sentence, const Action& event);

// Whether the text speaks of faults and fixes at all. Linear in the text.
bool SpeaksOfFaults(std::string_view text);

// Whether something is brought out: "released an update to the model". In a text that speaks of no fault that is trade
// news and no fix.
bool IsTradeNews(const Sentence& sentence);

// Whether people are urged or advised and nobody orders: "CISA urged operators to update".
bool IsOnlyUrged(const Sentence& sentence);

// Whether flaws are only looked for: a bug bounty.
bool IsOnlySought(const Sentence& sentence);

// Whether it is only not said: "makes no mention of the flaw being exploited" is no denial.
bool IsOnlyUnsaid(const Sentence& sentence);

// Whether the two stand side by side in one list: "CISA and Microsoft warned".
bool StandInOneList(const Sentence& sentence, const std::vector<std::string>& one,
                    const std::vector<std::string>& other);

// Whether the sentence takes back or corrects what it repeats: "an earlier version said", "because of an editing
// error", "we wrote that".
bool TakesBack(const Sentence& sentence);

}  // namespace dossier::indexer
