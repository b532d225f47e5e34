// dossier seal: signs the hash chain over all captures, or checks a seal.
#include <fmt/format.h>

#include <filesystem>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/file.h"
#include "corpus/base/signing.h"
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

int Check(const std::string& path, const corpus::Corpus& corpus, const std::string& key, const std::string& root) {
  SealTrust trust;
  trust.root = root;
  if (!key.empty()) {
    auto pem = ReadFile(key, 1 << 16);
    if (!pem) return Report(pem.error());
    trust.key = *pem;
  }
  auto text = ReadFile(path, 64 << 20);
  if (!text) return Report(text.error());
  auto stored = ParseJson(*text, path);
  if (!stored) return Report(stored.error());
  auto check = CheckSeal(*stored, corpus, trust);
  if (!check) return Report(check.error());
  Print(fmt::format("{}: {}\n", check->intact ? "intact" : "BROKEN", check->reason));
  return check->intact ? kExitOk : kExitNothing;
}

}  // namespace

int RunSeal(const Invocation& given) {
  Invocation invocation = given;
  std::string key, output, check, timestamp, root;
  CommandLine line("A hash chain over all captures with a root a day, written to a file and signed.", "dossier seal");
  line.Add("--key", key,
           "Ed25519 private key in PEM form; made when the file does not exist. With --check: the signer's "
           "public key");
  line.Add("--output,-o", output, "where to write the seal (default: seal.json in the corpus)");
  line.Add("--timestamp", timestamp, "an RFC 3161 answer over the message, kept in the seal");
  line.Add("--check", check, "check this seal against the corpus");
  line.Add("--root", root, "with --check: the root that was given to someone else");
  line.Footer(kLimits);
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  if (!check.empty()) return Check(check, *corpus, key, root);
  auto seal = MakeSeal(*corpus);
  if (!seal) return Report(seal.error());
  Json json = SealJson(*seal);
  if (!key.empty()) {
    auto pem = LoadKey(invocation, key);
    if (!pem) return Report(pem.error());
    auto signature = SignEd25519(MessageOf(*seal), *pem);
    if (!signature) return Report(signature.error());
    auto public_key = PublicKeyOf(*pem);
    if (!public_key) return Report(public_key.error());
    json["signature"] = Hex(*signature);
    json["public_key"] = *public_key;
  }
  if (!timestamp.empty()) {
    auto answer = ReadFile(timestamp, 1 << 20);
    if (!answer) return Report(answer.error());
    if (!StampIsAbout(*answer, MessageOf(*seal)))
      return Report(
          {ErrorCode::kUsage, timestamp + ": no time stamp of this root; nothing was written",
           "openssl ts -query -sha256 over the member \"message\" of the seal, sent to a time-stamping authority"});
    json["rfc3161"] = Hex(*answer);
  }
  if (output.empty()) output = invocation.corpus_dir + "/seal.json";
  if (auto written = WriteFileAtomically(output, DumpJson(json, 2) + "\n"); !written) return Report(written.error());
  Print(fmt::format("sealed {} captures, root {}{}\nwrote {}\n", seal->captures, seal->root,
                    key.empty() ? " (not signed)" : ", signed", output));
  if (!invocation.quiet) Print(kLimits);
  return kExitOk;
}

}  // namespace dossier::query
