#include "query/proof/verifier.h"

#include <algorithm>

#include "corpus/base/utf8.h"
#include "corpus/forms/container.h"
#include "corpus/gate/saved_page.h"
#include "corpus/text/charset.h"

namespace dossier::query {
namespace {

using corpus::CaptureId;
using corpus::TextId;

constexpr size_t kKept = 64;  // derived texts

DerivedText Failed(VerifyState state, std::string reason) { return {state, std::move(reason), "", ""}; }

DerivedText OfError(const Error& error) {
  switch (error.code) {
    case ErrorCode::kCorrupt:
      return Failed(VerifyState::kAltered, error.message);
    case ErrorCode::kNotFound:
      return Failed(VerifyState::kCaptureMissing, error.message);
    case ErrorCode::kIo:
      return Failed(VerifyState::kCaptureMissing, error.message);
    default:
      return Failed(VerifyState::kUnchecked, error.message);
  }
}

Result<corpus::Capture> FindCapture(const corpus::Corpus& corpus, const std::string& sha256, int64_t hint) {
  DOSSIER_TRY_ASSIGN(const Digest digest, ParseDigest(sha256));
  if (hint) {
    auto capture = corpus.FindCapture(CaptureId{hint});
    if (capture && capture->sha256 == digest) return std::move(*capture);
  }
  DOSSIER_TRY_ASSIGN(std::optional<corpus::Capture> found, corpus.FindCaptureByDigest(digest));
  if (!found)
    return Fail(ErrorCode::kNotFound,
                "no capture with the digest sha256:" + sha256.substr(0, 16) + "... is in the corpus");
  return std::move(*found);
}

// The stored text with the digest that is claimed; a reader may have made another one since.
Result<corpus::TextMap> FindText(const corpus::Corpus& corpus, const corpus::Capture& capture,
                                 const std::string& sha256, int64_t hint) {
  if (hint) {
    auto stored = corpus.FindText(TextId{hint});
    if (stored && stored->sha256.hex() == sha256) return corpus.ReadText(TextId{hint});
  }
  DOSSIER_TRY_ASSIGN(const Digest digest, ParseDigest(sha256));
  DOSSIER_TRY_ASSIGN(const auto newest, corpus.FindTextOf(capture.id, digest));
  if (!newest) return Fail(ErrorCode::kNotFound, "the capture has no canonical text in the archive");
  return corpus.ReadText(newest->id);
}

// Every start of `needle` in `text`.
std::vector<size_t> Occurrences(std::string_view text, std::string_view needle) {
  std::vector<size_t> starts;
  if (needle.empty()) return starts;
  for (size_t at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + 1))
    starts.push_back(at);
  return starts;
}

}  // namespace

std::string_view VerifyStateName(VerifyState state) {
  switch (state) {
    case VerifyState::kVerified:
      return "verified";
    case VerifyState::kAltered:
      return "altered";
    case VerifyState::kQuoteNotFound:
      return "quote-not-found";
    case VerifyState::kAmbiguous:
      return "ambiguous";
    case VerifyState::kCaptureMissing:
      return "capture-missing";
    case VerifyState::kUnchecked:
      return "unchecked";
  }
  return "unchecked";
}

VerifyResult MatchQuotation(const Claim& claim, std::string_view text) {
  VerifyResult result;
  if (claim.exact.empty()) {
    result.state = VerifyState::kUnchecked;
    result.reason = "the certificate quotes nothing";
    return result;
  }
  const CodePointMap map(text);
  const std::vector<size_t> found = Occurrences(text, claim.exact);
  auto placed = [&](size_t start, std::string reason) {
    result.state = VerifyState::kVerified;
    result.begin = map.ToCodePoint(start);
    result.end = map.ToCodePoint(start + claim.exact.size());
    result.reason = std::move(reason);
    return result;
  };
  for (size_t start : found)
    if (map.ToCodePoint(start) == claim.begin) return placed(start, "");
  if (found.empty()) {
    result.state = VerifyState::kQuoteNotFound;
    result.reason = "the canonical text does not hold the quotation";
    return result;
  }
  if (found.size() == 1) return placed(found[0], "at another place of the text than recorded");
  std::vector<size_t> in_context;
  for (size_t start : found) {
    const std::string_view before = text.substr(0, start), after = text.substr(start + claim.exact.size());
    if (before.ends_with(claim.prefix) && after.starts_with(claim.suffix)) in_context.push_back(start);
  }
  if (in_context.size() == 1)
    return placed(in_context[0], "at another place of the text than recorded, by its context");
  result.state = VerifyState::kAmbiguous;
  result.reason =
      "the quotation stands " + std::to_string(found.size()) + " times in the text, none at the recorded place";
  return result;
}

Result<Verifier::Opened> Verifier::Open(const std::string& capture_sha256, int64_t capture_hint) const {
  Opened opened;
  opened.sha256 = capture_sha256;
  DOSSIER_TRY_ASSIGN(opened.capture, FindCapture(corpus_, capture_sha256, capture_hint));
  DOSSIER_TRY_ASSIGN(auto payload, corpus_.ReadPayload(opened.capture.id));
  if (Sha256(payload.body).hex() != capture_sha256)
    return Fail(ErrorCode::kCorrupt, "the captured bytes have another SHA-256 than recorded");
  opened.decoded = std::move(payload.decoded);
  // What the proof begins with: a capture may have come in marked.
  if (const auto metadata = corpus_.ReadMetadata(opened.capture.id)) opened.marks = corpus::MarksOf(*metadata);
  return opened;
}

DerivedText Verifier::DeriveNow(const std::string& capture_sha256, int64_t capture_hint, const std::string& text_sha256,
                                int64_t text_hint) {
  if (!opened_ || opened_->sha256 != capture_sha256) {
    auto opened = Open(capture_sha256, capture_hint);
    if (!opened) return OfError(opened.error());
    opened_ = std::move(*opened);
  }
  auto map = FindText(corpus_, opened_->capture, text_sha256, text_hint);
  if (!map) return OfError(map.error());
  const std::string way = map->reader.substr(0, map->reader.find('#')) + "|" + map->charset;
  if (!opened_->checks || opened_->way != way) {
    const auto bytes = corpus::BytesOfText(map->reader, opened_->decoded);
    if (!bytes) return OfError(bytes.error());
    auto decoded = DecodeToUtf8(*bytes, map->charset);
    if (!decoded) return OfError(decoded.error());
    opened_->checks.emplace(std::move(*decoded));
    opened_->way = way;
  }
  if (auto same = opened_->checks->Check(*map); !same) {
    const std::string other = corpus::WhyOtherText(map->reader);
    return other.empty() ? OfError(same.error()) : Failed(VerifyState::kUnchecked, other);
  }
  DerivedText derived;
  derived.state = VerifyState::kVerified;
  derived.text = std::move(map->text);
  derived.record_id = opened_->capture.record_id;
  derived.reason = opened_->marks;
  return derived;
}

const DerivedText& Verifier::Derive(const std::string& capture_sha256, int64_t capture_hint,
                                    const std::string& text_sha256, int64_t text_hint) {
  const std::string key = capture_sha256 + "|" + text_sha256;
  if (auto found = derived_.find(key); found != derived_.end()) return found->second;
  if (order_.size() >= kKept) {
    derived_.erase(order_.front());
    order_.erase(order_.begin());
  }
  order_.push_back(key);
  return derived_[key] = DeriveNow(capture_sha256, capture_hint, text_sha256, text_hint);
}

VerifyResult Verifier::Verify(const Claim& claim) {
  const DerivedText& derived = Derive(claim.capture_sha256, claim.capture_id, claim.text_sha256, claim.text_id);
  if (derived.state != VerifyState::kVerified) return {derived.state, derived.reason, 0, 0, ""};
  VerifyResult result = MatchQuotation(claim, derived.text);
  result.record_id = derived.record_id;
  if (result.state == VerifyState::kVerified && !derived.reason.empty())
    result.reason += (result.reason.empty() ? "" : "; ") + derived.reason;
  return result;
}

}  // namespace dossier::query
