#include "query/proof/seal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "corpus/base/file.h"
#include "corpus/base/hex.h"
#include "corpus/base/signing/signing.h"
#include "corpus/base/signing/timestamp.h"
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
  return text;
}

// What the seal's time stamp proves, if it has one. Errors: kCorrupt, kParse.
Result<std::string> ProofOfTime(const Json& stored, const std::string& message, const SealTrust& trust) {
  const std::string stamp = StringAt(stored, "rfc3161");
  if (stamp.empty()) {
    if (!trust.authorities.empty()) return Fail(ErrorCode::kCorrupt, "it has no time stamp");
    return std::string();
  }
  DOSSIER_TRY_ASSIGN(const std::string answer, FromHex(stamp));
  DOSSIER_TRY_ASSIGN(const TimeStamp verified, VerifyTimeStamp(answer, message, trust.authorities));
  const std::string time = FormatRfc3339(verified.time);
  if (verified.vouched) return fmt::format("; time-stamped {} by {}", time, verified.signer);
  return fmt::format(
      "; its time stamp states {}, signed by {}, for whom nobody vouches here: give the authority's certificate "
      "(--tsa-certificate)",
      time, verified.signer);
}

// Which captures differ: those between the last day whose root is as sealed and the first whose is not.
std::string WhereItDiffers(const Json& stored, const std::map<uint64_t, std::string>& roots) {
  constexpr std::string_view kWhat = "a capture, or its address, time, source or record, was changed, removed or moved";
  uint64_t before = 0;
  for (const Json& day : MemberAt(stored, "days")) {
    const auto count = static_cast<uint64_t>(IntegerAt(day, "captures"));
    const auto root = roots.find(count);
    if (root == roots.end() || root->second != StringAt(day, "root"))
      return fmt::format("{}: one of {} to {} in the order stored, fetched on {} as it was sealed", kWhat, before + 1,
                         count, StringAt(day, "day"));
    before = count;
  }
  return fmt::format("{} before number {}", kWhat, before + 1);
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

std::vector<std::string> LedgerLines(const Seal& seal) {
  std::vector<std::string> lines;
  for (const SealDay& day : seal.days) lines.push_back(day.day + " " + MessageOf({day.captures, day.root, {}}));
  return lines;
}

Result<SealCheck> CheckLine(std::string_view line, const corpus::Corpus& corpus) {
  const size_t at = line.find("dossier.seal/2 ");
  std::string_view rest = at == std::string_view::npos ? std::string_view() : line.substr(at + 15);
  uint64_t captures = 0;
  const char* const last = rest.data() + rest.size();
  const auto [end, error] = std::from_chars(rest.data(), last, captures);
  if (rest.empty() || error != std::errc() || captures == 0 || end == last || *end != ' ')
    return Fail(ErrorCode::kParse, "not a line of a ledger", "2026-01-31 dossier.seal/2 1200 3f5a...");
  rest.remove_prefix(static_cast<size_t>(end - rest.data()) + 1);
  const std::string_view root = rest.substr(0, rest.find_first_not_of("0123456789abcdef"));
  if (root.size() != 64) return Fail(ErrorCode::kParse, "the root of the ledger's line is not whole: 64 digits");
  std::string then, day;
  uint64_t now = 0;
  DOSSIER_CHECK(WalkChain(corpus, kVersion, [&](uint64_t count, const std::string& on, const Digest& value) {
    if (count == captures) then = value.hex(), day = on;
    now = count;
  }));
  if (now < captures) return SealCheck{false, fmt::format("the line is of {} captures, {} are left", captures, now)};
  if (then != root)
    return SealCheck{false, fmt::format("one of the first {} captures, or its address, time, source or record, was "
                                        "changed, removed or moved since the line was written",
                                        captures)};
  return SealCheck{true, fmt::format("the first {} captures, the last of them fetched on {}, are as when the line was "
                                     "written; {} since",
                                     captures, day, now - captures)};
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
  const Result<std::string> time = ProofOfTime(stored, message, trust);
  if (!time && time.error().code != ErrorCode::kCorrupt) return Fail(time.error());
  if (!time) return SealCheck{false, time.error().message};
  std::string then;
  std::map<uint64_t, std::string> roots;  // at the ends of days
  for (const Json& day : MemberAt(stored, "days")) roots[static_cast<uint64_t>(IntegerAt(day, "captures"))];
  uint64_t now = 0;
  DOSSIER_CHECK(WalkChain(corpus, version, [&](uint64_t count, const std::string&, const Digest& root) {
    if (count == sealed.captures) then = root.hex();
    if (const auto day = roots.find(count); day != roots.end()) day->second = root.hex();
    now = count;
  }));
  if (now < sealed.captures)
    return SealCheck{false, fmt::format("{} captures were sealed, {} are left", sealed.captures, now)};
  if (sealed.captures && then != sealed.root) return SealCheck{false, WhereItDiffers(stored, roots)};
  return SealCheck{true, fmt::format("{} captures as sealed, {} since; {}{}", sealed.captures, now - sealed.captures,
                                     Proof(stored, version, trust), *time)};
}

}  // namespace dossier::query
