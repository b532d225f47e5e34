// Verification: a quotation is derived again from the WARC file, without the reader, the index or the gazetteer.
//
//   captured bytes (SHA-256 as recorded) -> decoded payload -> frozen rule of corpus/canonical_text -> canonical
//   text (equal to the stored one) -> the quotation at the place that the certificate names.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus.h"
#include "corpus/text/canonical_text.h"

namespace dossier::query {

// The names are written to output: never rename one.
enum class VerifyState { kVerified, kAltered, kQuoteNotFound, kAmbiguous, kCaptureMissing, kUnchecked };
//   kVerified       derived from the captured bytes, as claimed or at another place of the same text
//   kAltered        the bytes or the text are there and are not what was recorded
//   kQuoteNotFound  bytes and text hold, and the words are not in them
//   kAmbiguous      the words stand several times, none at the recorded place: no guess is made
//   kCaptureMissing neither the hint nor the digest leads to a capture, or its file cannot be read
//   kUnchecked      nothing could be said (an empty quotation, a digest that is none): never a success
// The result is a literal.
std::string_view VerifyStateName(VerifyState state);  // "verified", "quote-not-found"...

// What is claimed of a quotation: enough to derive it again.
struct Claim {
  std::string evidence_id;
  std::string exact, prefix, suffix;  // of the canonical text
  uint64_t begin = 0;                 // code points of the canonical text
  uint64_t end = 0;
  std::string capture_sha256;  // hex, of the body as stored
  int64_t capture_id = 0;      // a hint; the digest decides
  std::string text_sha256;     // hex, of the canonical text
  int64_t text_id = 0;         // a hint
  std::string url;             // that the capture was fetched from; of an imported file, the address it stands for
  UtcTime fetched;
};

struct VerifyResult {
  VerifyState state = VerifyState::kUnchecked;
  std::string reason;           // in words; for verified: how it was derived
  uint64_t begin = 0, end = 0;  // code points where it stands now, when found
  std::string record_id;        // WARC-Record-ID of the capture that it was derived from
};

// A canonical text as it was derived again from its capture.
struct DerivedText {
  VerifyState state = VerifyState::kUnchecked;  // kVerified: text and capture are what they were
  std::string reason;
  std::string text;
  std::string record_id;
};

// Derives and compares; keeps the texts of the last captures, since the rows of an answer share few. Not thread safe:
// one a thread, each with a Corpus of its own. Nothing is written.
class Verifier {
 public:
  // `corpus` must outlive the verifier.
  explicit Verifier(const corpus::Corpus& corpus) : corpus_(corpus) {}

  // Never fails: what keeps a claim from being checked is a state of the result, with its reason in words.
  VerifyResult Verify(const Claim& claim);
  // The text of a capture, derived once and kept; the last few captures only. Digests are hexadecimal; the hints are
  // row numbers of this corpus or 0, and only save a search. The reference holds until the next call.
  const DerivedText& Derive(const std::string& capture_sha256, int64_t capture_hint, const std::string& text_sha256,
                            int64_t text_hint);

 private:
  // A capture whose bytes are what was recorded, decoded as its last text was.
  struct Opened {
    std::string sha256;
    corpus::Capture capture;
    std::string decoded, marks;
    std::string way;  // reader and charset of the text that `checks` is for
    std::optional<corpus::TextChecks> checks;
  };

  DerivedText DeriveNow(const std::string& capture_sha256, int64_t capture_hint, const std::string& text_sha256,
                        int64_t text_hint);
  Result<Opened> Open(const std::string& capture_sha256, int64_t capture_hint) const;

  const corpus::Corpus& corpus_;
  std::optional<Opened> opened_;  // the last one: the rows of a catalogue are texts of one capture
  std::map<std::string, DerivedText> derived_;
  std::vector<std::string> order_;  // keys of derived_, oldest first
};

// Whether `claim` holds in `text` (UTF-8), byte for byte: by position first, then alone, then by its context.
// Costs the length of the text times the number of places where the quotation stands. Thread safe.
VerifyResult MatchQuotation(const Claim& claim, std::string_view text);

}  // namespace dossier::query
