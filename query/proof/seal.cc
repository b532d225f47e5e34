#include "query/proof/seal.h"

#include <fmt/format.h>

#include "corpus/base/hex.h"
#include "corpus/base/signing.h"

namespace dossier::query {
namespace {

Result<std::string> FromHex(std::string_view hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = HexValue(hex[i]), low = HexValue(hex[i + 1]);
    if (high < 0 || low < 0) return Fail(ErrorCode::kParse, "not hexadecimal: " + std::string(hex.substr(0, 20)));
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string_view BytesOf(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

// Walks the chain; `visit` sees each capture's place, day and the root after it.
template <class Visit>
Status WalkChain(const corpus::Corpus& corpus, Visit visit) {
  Digest root;
  uint64_t count = 0;
  return corpus.ForEachCapture([&](const corpus::Capture& capture) -> Status {
    std::string link(BytesOf(root));
    link += BytesOf(capture.sha256);
    link += capture.record_id;
    root = Sha256(link);
    visit(++count, FormatDay(UtcDayOf(capture.fetched)), root);
    return Ok();
  });
}

}  // namespace

Result<Seal> MakeSeal(const corpus::Corpus& corpus) {
  Seal seal;
  seal.root = Digest{}.hex();
  DOSSIER_CHECK(WalkChain(corpus, [&](uint64_t count, const std::string& day, const Digest& root) {
    seal.captures = count;
    seal.root = root.hex();
    if (seal.days.empty() || seal.days.back().day != day) seal.days.push_back({day, 0, ""});
    seal.days.back().captures = count;
    seal.days.back().root = seal.root;
  }));
  return seal;
}

std::string MessageOf(const Seal& seal) { return fmt::format("dossier.seal/1 {} {}\n", seal.captures, seal.root); }

Json SealJson(const Seal& seal) {
  Json json;
  json["schema"] = "dossier.seal/1";
  json["captures"] = seal.captures;
  json["root"] = seal.root;
  json["days"] = Json::array();
  for (const SealDay& day : seal.days)
    json["days"].push_back({{"day", day.day}, {"captures", day.captures}, {"root", day.root}});
  json["sealed"] = FormatRfc3339(Now());
  json["message"] = MessageOf(seal);
  return json;
}

Result<SealCheck> CheckSeal(const Json& stored, const corpus::Corpus& corpus) {
  if (StringAt(stored, "schema") != "dossier.seal/1")
    return Fail(ErrorCode::kParse, "not a seal that this program knows");
  Seal sealed;
  sealed.captures = static_cast<uint64_t>(IntegerAt(stored, "captures"));
  sealed.root = StringAt(stored, "root");
  if (StringAt(stored, "message") != MessageOf(sealed))
    return SealCheck{false, "the signed message is not about this root"};
  const std::string signature = StringAt(stored, "signature");
  if (!signature.empty()) {
    DOSSIER_TRY_ASSIGN(const std::string bytes, FromHex(signature));
    DOSSIER_TRY_ASSIGN(const bool good, VerifyEd25519(MessageOf(sealed), bytes, StringAt(stored, "public_key")));
    if (!good) return SealCheck{false, "the signature does not belong to the root"};
  }
  std::string then;
  uint64_t now = 0;
  DOSSIER_CHECK(WalkChain(corpus, [&](uint64_t count, const std::string&, const Digest& root) {
    if (count == sealed.captures) then = root.hex();
    now = count;
  }));
  if (now < sealed.captures)
    return SealCheck{false, fmt::format("{} captures were sealed, {} are left", sealed.captures, now)};
  if (sealed.captures && then != sealed.root)
    return SealCheck{false, "a sealed capture was changed, removed or put elsewhere"};
  return SealCheck{true, fmt::format("{} captures as sealed, {} since; {}", sealed.captures, now - sealed.captures,
                                     signature.empty() ? "not signed" : "signature good")};
}

}  // namespace dossier::query
