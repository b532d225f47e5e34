// The word lists behind the context rules of names: what stands next to organisations, persons and places.
#pragma once

#include <string_view>

namespace dossier::indexer {

// Words that stand for kinds, not names of anybody: a name here would be a rule for one vendor. Lists overlap freely.
// The tables are made at first use, never change, and serve all threads.

// Every list is of lower-case English words; `word` is compared folded.
enum class WordList {
  kOrganisationVerb,  // said, patched, fined, unsealed: what organisations do
  kActedOnVerb,       // fined, sued, bought, using: before an organisation
  kCompanyNoun,       // shares, customers, engineers, firewalls: after a company's name
  kCompanyKind,       // firm, maker, giant, app: before or in apposition to a company
  kOfficialNoun,      // officials, secretary, spokesman, rule: after an agency's name
  kDeterminer,        // a, this, my, every
  kPreposition,
  kPlacePreposition,  // in, near, across
  kPlaceNoun,         // river, valley, street, arena: after a place or venue name
  kFunctionWord,      // words that begin sentences with a capital and are no names
  kTitle,             // Mr, President, Senator: before a person
  kFirstName,
  kTechWord,    // breach, software, users
  kMarketWord,  // yields, bonds: what Treasury also is
  kSportWord,
  kFinanceWord,
  kMassNoun,   // ice, commerce, progress: subjects without an article although they are no names
  kAuxiliary,  // has, was, will: finite forms that follow any subject
};

// Thread safe. False for "".
bool InList(WordList list, std::string_view word);

// ISO 3166-1 alpha-2 code (or "EU", "UN") of a country's name, adjective or capital: "Germany", "German", "Berlin",
// "U.S."; "" for other words. Case matters: "US" but not "us".
std::string_view CountryOfWord(std::string_view word);

}  // namespace dossier::indexer
