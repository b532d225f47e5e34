// dossier export bundle, export stix, export ftm: picked evidence for people and tools that have no dossier.
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "corpus/base/ascii.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/digest.h"
#include "corpus/base/file.h"
#include "query/answer/engine.h"
#include "query/commands/commands.h"
#include "query/exchange/bundle.h"
#include "query/exchange/entity_exports.h"
#include "query/forms/tlp.h"
#include "query/forms/zip_bytes.h"
#include "query/proof/basket.h"
#include "query/proof/picked_evidence.h"

namespace dossier::query {
namespace {

struct Picked {
  std::vector<EvidenceRow> rows;
  NamedFiles payload;                        // of a bundle
  std::map<std::string, std::string> names;  // of the vendors and agencies in the rows
};

// The rows of the ids and of the basket, verified.
Result<Picked> Pick(const Invocation& invocation, std::vector<std::string> ids, const std::string& basket_name,
                    const std::string& tlp, bool bundle) {
  DOSSIER_TRY_ASSIGN(corpus::Corpus corpus, corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  if (!basket_name.empty()) {
    DOSSIER_TRY_ASSIGN(const Basket basket, LoadBasket(invocation.corpus_dir, basket_name));
    for (const BasketItem& item : basket.items) ids.push_back(item.id);
  }
  if (ids.empty()) return Fail(ErrorCode::kUsage, "no evidence is named", "give evidence ids or --basket NAME");
  const auto engine = Engine::Open(invocation.corpus_dir);
  Picked picked;
  DOSSIER_TRY_ASSIGN(picked.rows, PickEvidence(ids, engine ? &*engine : nullptr, corpus));
  for (const EvidenceRow& row : picked.rows)
    if (TlpRank(row.passage.from.tlp) > TlpRank(tlp))
      return Fail(ErrorCode::kUsage, row.said().id + " is TLP:" + row.passage.from.tlp + "; nothing was written",
                  "leave it out, or say --tlp " + AsciiLowered(row.passage.from.tlp));
  for (const EvidenceRow& row : picked.rows)
    for (const auto* held : {&row.said().vendors, &row.said().agencies})
      for (const std::string& id : *held) picked.names[id] = engine ? engine->NameOf(id) : id;
  if (bundle) {
    DOSSIER_TRY_ASSIGN(picked.payload, BundlePayload(picked.rows, corpus));
  }
  return picked;
}

// A folder that appears under its name only when it is whole.
Status WriteFolder(const NamedFiles& files, const std::string& path) {
  const std::string part = path + ".part";
  std::error_code error;
  std::filesystem::remove_all(part, error);
  for (const auto& [name, bytes] : files) {
    const std::string file = part + "/" + name;
    DOSSIER_CHECK(MakeDirectories(file.substr(0, file.rfind('/'))));
    DOSSIER_CHECK(WriteFileAtomically(file, bytes));
  }
  std::filesystem::rename(part, path, error);
  if (error) return Fail(ErrorCode::kIo, path + ": cannot finish: " + error.message());
  return Ok();
}

Status WriteBag(const NamedFiles& files, const std::string& path, UtcTime made) {
  if (!path.ends_with(".zip")) return WriteFolder(files, path);
  // A serialised bag has one folder on top (RFC 8493 section 4).
  std::string top = path.substr(path.rfind('/') + 1);
  top.resize(top.size() - 4);
  if (top.empty()) top = "bundle";
  NamedFiles entries;
  for (const auto& [name, bytes] : files) entries.emplace_back(top + "/" + name, bytes);
  DOSSIER_TRY_ASSIGN(const std::string zip, ZipBytes(entries, made));
  return WriteFileAtomically(path, zip);
}

// The verb's arguments: where to write, and what.
struct Wanted {
  std::string output, basket, tlp = "green";
  std::vector<std::string> ids;

  std::optional<int> Parse(CommandLine& line, Invocation& invocation, const char* output_help) {
    line.Add("OUTPUT", output, output_help).Required();
    line.Add("ID", ids, "evidence ids");
    line.Add("--basket", basket, "the evidence of this basket");
    line.Add("--tlp", tlp, "clear, green (default), amber, amber+strict or red: the strictest that may be exported")
        .OneOf({"clear", "green", "amber", "amber+strict", "red"});
    return ParseArguments(line, invocation);
  }
};

int Finish(const Status& written, const std::string& output, size_t count, const char* what) {
  if (!written) return Report(written.error());
  Print(fmt::format("exported {} as {} to {}\n", Plural(count, "verified quotation"), what, output));
  return kExitOk;
}

}  // namespace

int RunExportBundle(const Invocation& given) {
  Invocation invocation = given;
  Wanted wanted;
  CommandLine line(
      "What was cited, with all that is needed to check it without dossier: a BagIt folder, or a .zip of one.",
      "dossier export bundle");
  if (auto code = wanted.Parse(line, invocation, "a new folder, or FILE.zip")) return *code;
  if (!wanted.output.ends_with(".zip") && std::filesystem::exists(wanted.output))
    return Report(
        {ErrorCode::kUsage, wanted.output + " exists; nothing was written", "give a folder that does not exist yet"});
  auto picked = Pick(invocation, wanted.ids, wanted.basket, wanted.tlp, true);
  if (!picked) return Report(picked.error());
  const UtcTime made = Now();
  const int code = Finish(WriteBag(BagOf(std::move(picked->payload), made), wanted.output, made), wanted.output,
                          picked->rows.size(), "a bag");
  if (code != kExitOk) return code;
  // What pins the whole bag: the manifests themselves could be rewritten, this digest travels by another way.
  const std::string root = wanted.output.ends_with(".zip") ? wanted.output : wanted.output + "/tagmanifest-sha256.txt";
  auto bytes = ReadFile(root);
  if (!bytes) return Report(bytes.error());
  Print(fmt::format("{}  {}\n", Sha256(*bytes).hex(), root));
  return kExitOk;
}

int RunExportStix(const Invocation& given) {
  Invocation invocation = given;
  Wanted wanted;
  CommandLine line("Evidence as a STIX 2.1 bundle: a report, identities, and a note for each quotation.",
                   "dossier export stix");
  if (auto code = wanted.Parse(line, invocation, "FILE.json")) return *code;
  auto picked = Pick(invocation, wanted.ids, wanted.basket, wanted.tlp, false);
  if (!picked) return Report(picked.error());
  const Json bundle = StixBundle(
      picked->rows, [&](const std::string& id) { return picked->names[id]; }, Now());
  return Finish(WriteFileAtomically(wanted.output, DumpJson(bundle, 2) + "\n"), wanted.output, picked->rows.size(),
                "STIX 2.1");
}

int RunExportFtm(const Invocation& given) {
  Invocation invocation = given;
  Wanted wanted;
  CommandLine line("Evidence as FollowTheMoney entities, one JSON object a line.", "dossier export ftm");
  if (auto code = wanted.Parse(line, invocation, "FILE.json")) return *code;
  auto picked = Pick(invocation, wanted.ids, wanted.basket, wanted.tlp, false);
  if (!picked) return Report(picked.error());
  std::string lines;
  for (const Json& entity : FtmEntities(picked->rows, [&](const std::string& id) { return picked->names[id]; }))
    lines += DumpJson(entity) + "\n";
  return Finish(WriteFileAtomically(wanted.output, lines), wanted.output, picked->rows.size(), "FollowTheMoney");
}

}  // namespace dossier::query
