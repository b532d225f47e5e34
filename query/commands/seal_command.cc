// dossier seal: signs the hash chain over all captures, or checks a seal.
#include <fmt/format.h>

#include <filesystem>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/file.h"
#include "corpus/base/signing/signing.h"
#include "corpus/base/signing/timestamp.h"
#include "query/commands/commands.h"
#include "query/proof/seal.h"

namespace dossier::query {
namespace {

constexpr char kLimits[] =
    "A seal proves that these captures were here, in this order, when the root was signed; not what a server sent.\n"
    "Give a root to someone else, or have it time-stamped (RFC 3161), so that the holder of the key cannot make it "
    "anew.\n";

std::string Hex(std::string_view bytes) {
  std::string hex;
  for (unsigned char c : bytes) hex += fmt::format("{:02x}", c);
  return hex;
}

// The private key at `path`, made when there is none, readable by its owner only. Of several that make it at once, all
// sign with the one that stays.
Result<std::string> LoadKey(const Invocation& invocation, const std::string& path) {
  if (!std::filesystem::exists(path)) {
    DOSSIER_TRY_ASSIGN(const SigningKey key, GenerateSigningKey());
    DOSSIER_TRY_ASSIGN(const bool made, WriteNewSecret(path, key.private_pem));
    if (made) Note(invocation, "made a new key: " + path);
  }
  return ReadFile(path, 1 << 16);
}

struct Options {
  std::string key, output, check, timestamp, request, authority, root, line;
  bool ledger = false;
};

int Tell(const Result<SealCheck>& check) {
  if (!check) return Report(check.error());
  Print(fmt::format("{}: {}\n", check->intact ? "intact" : "BROKEN", check->reason));
  return check->intact ? kExitOk : kExitNothing;
}

Result<SealCheck> Check(const Options& options, const corpus::Corpus& corpus) {
  SealTrust trust;
  trust.root = options.root;
  if (!options.key.empty()) {
    DOSSIER_TRY_ASSIGN(trust.key, ReadFile(options.key, 1 << 16));
  }
  if (!options.authority.empty()) {
    DOSSIER_TRY_ASSIGN(trust.authorities, ReadFile(options.authority, 1 << 20));
  }
  DOSSIER_TRY_ASSIGN(const std::string text, ReadFile(options.check, 64 << 20));
  DOSSIER_TRY_ASSIGN(const Json stored, ParseJson(text, options.check));
  return CheckSeal(stored, corpus, trust);
}

// The answer of an authority, verified before it is kept.
Status AddTimeStamp(const Options& options, const Seal& seal, Json& json) {
  DOSSIER_TRY_ASSIGN(const std::string answer, ReadFile(options.timestamp, 1 << 20));
  std::string authorities;
  if (!options.authority.empty()) {
    DOSSIER_TRY_ASSIGN(authorities, ReadFile(options.authority, 1 << 20));
  }
  if (const auto stamp = VerifyTimeStamp(answer, MessageOf(seal), authorities); !stamp) {
    return Fail(ErrorCode::kUsage, options.timestamp + ": " + stamp.error().message + "; nothing was written",
                "dossier seal --timestamp-request FILE writes what a time-stamping authority is asked");
  }
  json["rfc3161"] = Hex(answer);
  return Ok();
}

Status Sign(const Invocation& invocation, const Options& options, const Seal& seal, Json& json) {
  DOSSIER_TRY_ASSIGN(const std::string pem, LoadKey(invocation, options.key));
  DOSSIER_TRY_ASSIGN(const std::string signature, SignEd25519(MessageOf(seal), pem));
  json["signature"] = Hex(signature);
  DOSSIER_TRY_ASSIGN(json["public_key"], PublicKeyOf(pem));
  return Ok();
}

int Write(const Invocation& invocation, const Options& options, const Seal& seal) {
  Json json = SealJson(seal);
  if (!options.key.empty())
    if (const Status signed_ = Sign(invocation, options, seal, json); !signed_) return Report(signed_.error());
  if (!options.timestamp.empty())
    if (const Status added = AddTimeStamp(options, seal, json); !added) return Report(added.error());
  const std::string output = options.output.empty() ? invocation.corpus_dir + "/seal.json" : options.output;
  if (auto written = WriteFileAtomically(output, DumpJson(json, 2) + "\n"); !written) return Report(written.error());
  Print(fmt::format("sealed {} captures, root {}{}\nwrote {}\n", seal.captures, seal.root,
                    options.key.empty() ? " (not signed)" : ", signed", output));
  if (!options.request.empty()) {
    const auto request = TimeStampRequest(MessageOf(seal));
    if (!request) return Report(request.error());
    if (auto written = WriteFileAtomically(options.request, *request); !written) return Report(written.error());
    Print("wrote " + options.request + "\n");
  }
  if (const auto lines = LedgerLines(seal); !lines.empty()) Print("line to publish: " + lines.back());
  if (!invocation.quiet) Print(kLimits);
  return kExitOk;
}

}  // namespace

int RunSeal(const Invocation& given) {
  Invocation invocation = given;
  Options options;
  CommandLine line("A hash chain over all captures with a root a day, written to a file and signed.", "dossier seal");
  line.Add("--key", options.key,
           "Ed25519 private key in PEM form; made when the file does not exist. With --check: the signer's "
           "public key");
  line.Add("--output,-o", options.output, "where to write the seal (default: seal.json in the corpus)");
  line.Add("--timestamp-request", options.request, "write the request (RFC 3161) that an authority is to answer");
  line.Add("--timestamp", options.timestamp, "an authority's answer, verified and kept in the seal");
  line.Add("--tsa-certificate", options.authority, "PEM certificates that vouch for time stamps; also with --check");
  line.Add("--check", options.check, "check this seal against the corpus");
  line.Add("--root", options.root, "with --check: the root that was given to someone else");
  line.Flag("--ledger", options.ledger, "print one line a day, to be published; nothing is written");
  line.Add("--line", options.line, "check the corpus against such a line, without the seal");
  line.Footer(kLimits);
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  if (!options.line.empty()) return Tell(CheckLine(options.line, *corpus));
  if (!options.check.empty()) return Tell(Check(options, *corpus));
  auto seal = MakeSeal(*corpus);
  if (!seal) return Report(seal.error());
  if (!options.ledger) return Write(invocation, options, *seal);
  for (const std::string& one : LedgerLines(*seal)) Print(one);
  return kExitOk;
}

}  // namespace dossier::query
