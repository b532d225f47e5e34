#include "query/proof/seal.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/file.h"
#include "corpus/base/hex.h"
#include "corpus/base/signing.h"
#include "corpus/base/sinks.h"

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

constexpr int kVersion = 2;

Result<Digest> NextOfVersion1(const Digest& root, const corpus::Capture& capture) {
  std::string link(BytesOf(root));
  link += BytesOf(capture.sha256);
  link += capture.record_id;
  return Sha256(link);
}

// The member is read again: rows that agree with each other prove nothing about the archive.
Result<Digest> NextOfVersion2(const Digest& root, const corpus::Capture& capture, const corpus::Corpus& corpus) {
  const std::string& file = capture.warc_file;
  const std::string path = file.starts_with('/') ? file : corpus.directory() + "/archive/" + file;
  DOSSIER_TRY_ASSIGN(const std::string member, ReadFileRange(path, capture.warc_offset, capture.warc_length));
  std::string link = root.hex() + "\n";
  const corpus::Source& source = capture.source;
  for (const std::string& field :
       {capture.record_id, capture.url, FormatRfc3339(capture.fetched, true), std::to_string(capture.http_status),
        capture.content_type, source.id, source.publisher, source.kind, source.language, capture.sha256.hex(),
        Sha256(member).hex()}) {
    std::string line = Printable(field);
    std::replace(line.begin(), line.end(), '\n', ' ');
    link += line + "\n";
  }
  return Sha256(link);
}

// Walks the chain; `visit` sees each capture's place, day and the root after it.
template <class Visit>
Status WalkChain(const corpus::Corpus& corpus, int version, Visit visit) {
  Digest root;
  uint64_t count = 0;
  return corpus.ForEachCapture([&](const corpus::Capture& capture) -> Status {
    DOSSIER_TRY_ASSIGN(root, version == 1 ? NextOfVersion1(root, capture) : NextOfVersion2(root, capture, corpus));
    visit(++count, FormatDay(UtcDayOf(capture.fetched)), root);
    return Ok();
  });
}

std::string MessageOfVersion(int version, const Seal& seal) {
  return fmt::format("dossier.seal/{} {} {}\n", version, seal.captures, seal.root);
}

// The public key of a PEM that may hold the private one.
std::string PublicPem(const std::string& pem) {
  const auto of_private = PublicKeyOf(pem);
  return of_private ? *of_private : pem;
}

// What is wrong with who signed; "" when nothing is.
Result<std::string> WrongSigner(const Json& stored, const std::string& message, const SealTrust& trust) {
  const std::string signature = StringAt(stored, "signature");
  if (signature.empty()) return std::string(trust.key.empty() ? "" : "it is not signed");
  DOSSIER_TRY_ASSIGN(const std::string bytes, FromHex(signature));
  const std::string key = trust.key.empty() ? StringAt(stored, "public_key") : PublicPem(trust.key);
  DOSSIER_TRY_ASSIGN(const bool good, VerifyEd25519(message, bytes, key));
  if (good) return std::string();
  return std::string(trust.key.empty() ? "the signature does not belong to the root"
                                       : "it was not signed with the key given");
}

// What the seal proves, given what the person holds.
std::string Proof(const Json& stored, int version, const SealTrust& trust) {
  std::string text = !trust.key.empty() ? "signed with the key given"
                     : StringAt(stored, "signature").empty()
                         ? "not signed"
                         : "signed with a key that the seal itself names, signature good";
  if (!trust.root.empty()) text += ", root as given";
  if (trust.key.empty() && trust.root.empty()) text += "; proves order only: give the key (--key) or the root (--root)";
  if (version == 1) text += "; a seal of version 1 covers bodies and their order, not addresses or times: seal again";
  if (!StringAt(stored, "rfc3161").empty())
    text += "; its time stamp is for this root, the stamp's signature is not checked here (openssl ts -verify)";
  return text;
}

}  // namespace

Result<Seal> MakeSeal(const corpus::Corpus& corpus) {
  Seal seal;
  seal.root = Digest{}.hex();
  DOSSIER_CHECK(WalkChain(corpus, kVersion, [&](uint64_t count, const std::string& day, const Digest& root) {
    seal.captures = count;
    seal.root = root.hex();
    if (seal.days.empty() || seal.days.back().day != day) seal.days.push_back({day, 0, ""});
    seal.days.back().captures = count;
    seal.days.back().root = seal.root;
  }));
  return seal;
}

std::string MessageOf(const Seal& seal) { return MessageOfVersion(kVersion, seal); }

Json SealJson(const Seal& seal) {
  Json json;
  json["schema"] = "dossier.seal/2";
  json["captures"] = seal.captures;
  json["root"] = seal.root;
  json["days"] = Json::array();
  for (const SealDay& day : seal.days)
    json["days"].push_back({{"day", day.day}, {"captures", day.captures}, {"root", day.root}});
  json["sealed"] = FormatRfc3339(Now());
  json["message"] = MessageOf(seal);
  return json;
}

bool StampIsAbout(std::string_view answer, std::string_view message) {
  const Digest digest = Sha256(message);
  return answer.find(BytesOf(digest)) != std::string_view::npos;
}

Result<SealCheck> CheckSeal(const Json& stored, const corpus::Corpus& corpus, const SealTrust& trust) {
  const std::string schema = StringAt(stored, "schema");
  if (schema != "dossier.seal/1" && schema != "dossier.seal/2")
    return Fail(ErrorCode::kParse, "not a seal that this program knows");
  const int version = schema.ends_with('1') ? 1 : 2;
  Seal sealed;
  sealed.captures = static_cast<uint64_t>(IntegerAt(stored, "captures"));
  sealed.root = StringAt(stored, "root");
  const std::string message = MessageOfVersion(version, sealed);
  if (StringAt(stored, "message") != message) return SealCheck{false, "the signed message is not about this root"};
  if (!trust.root.empty() && trust.root != sealed.root) return SealCheck{false, "its root is not the one given"};
  DOSSIER_TRY_ASSIGN(const std::string wrong, WrongSigner(stored, message, trust));
  if (!wrong.empty()) return SealCheck{false, wrong};
  if (const std::string stamp = StringAt(stored, "rfc3161"); !stamp.empty()) {
    DOSSIER_TRY_ASSIGN(const std::string answer, FromHex(stamp));
    if (!StampIsAbout(answer, message)) return SealCheck{false, "its time stamp is not about this root"};
  }
  std::string then;
  uint64_t now = 0;
  DOSSIER_CHECK(WalkChain(corpus, version, [&](uint64_t count, const std::string&, const Digest& root) {
    if (count == sealed.captures) then = root.hex();
    now = count;
  }));
  if (now < sealed.captures)
    return SealCheck{false, fmt::format("{} captures were sealed, {} are left", sealed.captures, now)};
  if (sealed.captures && then != sealed.root)
    return SealCheck{false, "a sealed capture, or its address, time or source, was changed, removed or put elsewhere"};
  return SealCheck{true, fmt::format("{} captures as sealed, {} since; {}", sealed.captures, now - sealed.captures,
                                     Proof(stored, version, trust))};
}

}  // namespace dossier::query
