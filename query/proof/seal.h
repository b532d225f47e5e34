// The seal: a hash chain over all captures with a root a day, signed. Changing, removing or reordering a sealed
// capture changes every later root.
//
//   chain(0) = 32 zero bytes; chain(n) = SHA-256(chain(n-1) + SHA-256 of capture n's body + its WARC-Record-ID)
//
// Captures are taken in the order stored. What it proves: that these captures were there, in this order, when the
// root was signed by the holder of the key (or time-stamped). Not what the server sent, nor when, unless a third
// party holds a root.
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
// "dossier.seal/1" without signature; the signed message is the line that MessageOf gives.
Json SealJson(const Seal& seal);
std::string MessageOf(const Seal& seal);

// What a stored seal says about the corpus today: later captures may follow, sealed ones must be as they were.
struct SealCheck {
  bool intact = false;
  std::string reason;
};
Result<SealCheck> CheckSeal(const Json& stored, const corpus::Corpus& corpus);

}  // namespace dossier::query
