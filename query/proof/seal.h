// The seal: a hash chain over all captures with a root a day, signed. Changing, removing or reordering a sealed
// capture, or anything that is said of it, changes every later root.
//
//   chain(0) = 64 zeros; chain(n) = SHA-256, in hexadecimal, of these lines, each with "\n" at its end: chain(n-1);
//   WARC-Record-ID; address; time of the fetch (RFC 3339 with milliseconds); status; media type; id, publisher, kind
//   and language of the source; SHA-256 of the body; SHA-256 of the gzip member with the record, as it is in the
//   archive now
//
// Control characters in a field are written as \u001b (sinks.h), so that a line is a field. Captures are taken in the
// order stored. What it proves: that these captures were there, in this order, when the root was signed by the holder
// of the key (or time-stamped). Not what the server sent, nor when, unless a third party holds a root. Texts, documents
// and the index are derived from captures and are not covered.
//
// Seals of version 1 cover bodies, record ids and their order only; they are still checked, and say so.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/corpus.h"

namespace dossier::query {

struct SealDay {
  std::string day;        // UTC day of the fetch
  uint64_t captures = 0;  // of the chain up to and with this day's last one
  std::string root;       // hex
};

struct Seal {
  uint64_t captures = 0;
  std::string root;           // hex
  std::vector<SealDay> days;  // in the order of the chain
};

Result<Seal> MakeSeal(const corpus::Corpus& corpus);
// "dossier.seal/2" without signature; the signed message is the line that MessageOf gives.
Json SealJson(const Seal& seal);
std::string MessageOf(const Seal& seal);

// What a stored seal says about the corpus today: later captures may follow, sealed ones must be as they were.
struct SealCheck {
  bool intact = false;
  std::string reason;
};
// What a person holds apart from the corpus. Without either, a seal proves only that it belongs to this corpus: who can
// write the corpus can write another seal.
struct SealTrust {
  std::string key;          // PEM of the signer's public key, or of the private one; "" for none
  std::string root;         // hex of the root that was published; "" for none
  std::string authorities;  // PEM of certificates that vouch for time stamps; "" for none
};
Result<SealCheck> CheckSeal(const Json& stored, const corpus::Corpus& corpus, const SealTrust& trust = {});
// A line of the ledger: the message of a day's root, after the day. What is checked needs nothing but the line: one
// that was published proves what was stored up to it.
std::vector<std::string> LedgerLines(const Seal& seal);
// Errors: kParse when it is no line of a ledger.
Result<SealCheck> CheckLine(std::string_view line, const corpus::Corpus& corpus);

}  // namespace dossier::query
