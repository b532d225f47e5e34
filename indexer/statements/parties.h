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

// Whether the two stand side by side in one list: "CISA and Microsoft warned".
bool StandInOneList(const Sentence& sentence, const std::vector<std::string>& one,
                    const std::vector<std::string>& other);

}  // namespace dossier::indexer
