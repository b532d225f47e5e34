// dossier verify: derives quotations again from the archive.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "corpus/base/cli/command_line.h"
#include "query/answer/engine.h"
#include "query/commands/commands.h"
#include "query/commands/draft_command.h"
#include "query/commands/live_command.h"
#include "query/history/cited.h"
#include "query/proof/certificate.h"
#include "query/proof/recipe.h"
#include "query/proof/verify_all.h"

namespace dossier::query {
namespace {

Json ResultJson(const VerifiedClaim& one) {
  return {{"id", one.claim.evidence_id},
          {"state", VerifyStateName(one.result.state)},
          {"reason", one.result.reason},
          {"capture", {{"sha256", one.claim.capture_sha256}, {"record_id", one.result.record_id}}}};
}

int Finish(Format format, const VerifyReport& report, const std::vector<VerifiedClaim>& shown) {
  const bool good = report.verified == report.claims && report.claims > 0;
  if (format == Format::kJson) {
    Json json;
    json["schema"] = "dossier.verify/1";
    json["claims"] = report.claims;
    json["verified"] = report.verified;
    json["rows"] = Json::array();
    for (const VerifiedClaim& one : shown) json["rows"].push_back(ResultJson(one));
    Print(DumpJson(json, 2) + "\n");
    return good ? kExitOk : kExitNothing;
  }
  for (const VerifiedClaim& one : shown)
    Print(fmt::format("{}  {}{}\n", one.claim.evidence_id, VerifyStateName(one.result.state),
                      one.result.reason.empty() ? "" : "  " + one.result.reason));
  Print(fmt::format("verified {} of {}\n", report.verified, report.claims));
  return good ? kExitOk : kExitNothing;
}

Result<Claim> ClaimOfId(const std::string& id, const Result<Engine>& engine, const corpus::Corpus& corpus) {
  DOSSIER_TRY_ASSIGN(const auto stored, corpus.FindCertificate(id));
  if (stored) return ClaimOfCertificate(stored->content);
  if (!engine) return Fail(engine.error());
  DOSSIER_TRY_ASSIGN(const EvidenceRow row, engine->FindEvidence(id));
  return ClaimOf(row);
}

int PrintRecipe(const std::string& id, const Result<Engine>& engine, const corpus::Corpus& corpus) {
  auto claim = ClaimOfId(id, engine, corpus);
  if (!claim) return Report(claim.error());
  auto recipe = RecipeFor(*claim, corpus);
  if (!recipe) return Report(recipe.error());
  Print(*recipe);
  return kExitOk;
}

int VerifyIds(Format format, const std::vector<std::string>& ids, const Result<Engine>& engine,
              const corpus::Corpus& corpus) {
  VerifyReport report;
  std::vector<VerifiedClaim> shown;
  Verifier verifier(corpus);
  for (const std::string& id : ids) {
    auto claim = ClaimOfId(id, engine, corpus);
    if (!claim) return Report(claim.error());
    VerifyResult result = verifier.Verify(*claim);
    ++report.claims;
    report.verified += result.state == VerifyState::kVerified;
    shown.push_back({std::move(*claim), std::move(result)});
  }
  return Finish(format, report, shown);
}

// What --live asks about: the ids given, else everything that was cited.
Result<std::vector<Claim>> LiveClaims(const std::vector<std::string>& ids, const Result<Engine>& engine,
                                      const corpus::Corpus& corpus) {
  std::vector<Claim> claims;
  for (const std::string& id : ids) {
    DOSSIER_TRY_ASSIGN(Claim claim, ClaimOfId(id, engine, corpus));
    claims.push_back(std::move(claim));
  }
  if (!ids.empty()) return claims;
  DOSSIER_TRY_ASSIGN(const auto stored, corpus.Certificates());
  for (const corpus::Certificate& certificate : stored) {
    DOSSIER_TRY_ASSIGN(Claim claim, ClaimOfCertificate(certificate.content));
    claims.push_back(std::move(claim));
  }
  if (claims.empty())
    return Fail(ErrorCode::kNotFound, "nothing was cited yet, and no id was given",
                "dossier evidence VENDOR lists ids; dossier cite ID stores a certificate");
  return claims;
}

// Whether a target is a draft: a file, or a name that no id has ("notes.docx", "texts/a").
bool NamesFile(const std::string& target) {
  return std::filesystem::is_regular_file(target) || target.find_first_of("./\\") != std::string::npos;
}

// Exit 1 when something that was cited has changed, or nothing was cited.
int VerifyChanges(Format format, const Engine* engine, const corpus::Corpus& corpus) {
  auto all = CitedNow(corpus, engine);
  if (!all) return Report(all.error());
  if (all->empty())
    return Report({ErrorCode::kNotFound, "nothing was cited yet: no certificate and no basket",
                   "dossier cite ID stores a certificate; dossier basket add NAME ID"});
  if (format == Format::kJson)
    Print(DumpJson(CitedJson(*all), 2) + "\n");
  else
    Print(CitedText(*all, TerminalWidth()));
  return std::any_of(all->begin(), all->end(), HasChanged) ? kExitNothing : kExitOk;
}

}  // namespace

void TellCitedChanges(const Invocation& invocation) {
  if (invocation.quiet) return;
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return;
  const auto engine = Engine::Open(invocation.corpus_dir);
  const auto all = CitedNow(*corpus, engine ? &*engine : nullptr);
  if (!all || std::none_of(all->begin(), all->end(), HasChanged)) return;
  constexpr size_t kMostTold = 10;
  Note(invocation, CitedSummary(*all) + "; dossier verify --changes shows how");
  size_t told = 0;
  for (const CitedEvidence& one : *all)
    if (HasChanged(one) && told++ < kMostTold)
      Note(invocation, fmt::format("cited {} {}: {}", one.claim.evidence_id, CitedStateName(one.state), one.reason));
}

int RunVerify(const Invocation& given, const FetchLive& fetch) {
  Invocation invocation = given;
  std::vector<std::string> targets;
  std::string recipe;
  CommandLine line(
      "Derives quotations again from the WARC files: all of the index and all certificates, or those named.",
      "dossier verify");
  line.Add("target", targets,
           "evidence ids, or drafts (docx, odt, html, md, txt) whose quotations are checked; none: everything");
  line.Add("--recipe", recipe, "print how to check the quotation of this id with tail, gzip, head and sha256sum");
  DraftOptions draft;
  line.Add("--fix", draft.fix, "of one docx draft: write a copy with a comment at each quotation that fails or warns");
  line.Add("--style", draft.style, "of the citations that are proposed for a draft: chicago (default), apa, mla...");
  bool live = false, changes = false;
  LiveOptions options;
  line.Flag(
      "--changes", changes,
      "what was cited (baskets, briefings, certificates) against the newest captures: moved, altered, superseded, "
      "gone");
  line.Flag(
      "--live", live,
      "ask the web again for the pages of these ids (none: of all that was cited), and say what became of the words");
  line.Flag("--store", options.store, "with --live: keep the answers in the corpus as captures");
  line.Flag("--allow-private", options.allow_private, "with --live: connect to addresses that are not public");
  line.Add("--allow-host", options.allow_hosts, "with --live: connect to this host wherever its name leads").OneEach();
  line.Add("--timeout", options.timeout_seconds, "with --live: seconds for one address, redirects included")
      .Positive()
      .ShowDefault();
  line.Add("--delay", options.delay_seconds, "with --live: seconds between requests to a host")
      .NotNegative()
      .ShowDefault();
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  const auto engine = Engine::Open(invocation.corpus_dir);
  if (!recipe.empty()) return PrintRecipe(recipe, engine, *corpus);
  if (changes) return VerifyChanges(*format, engine ? &*engine : nullptr, *corpus);
  if (live) {
    auto claims = LiveClaims(targets, engine, *corpus);
    if (!claims) return Report(claims.error());
    return RunLive(invocation, *format, *claims, options, fetch);
  }
  if (std::any_of(targets.begin(), targets.end(), NamesFile)) {
    if (const auto id = std::find_if_not(targets.begin(), targets.end(), NamesFile); id != targets.end())
      return Report({ErrorCode::kUsage, "drafts and ids cannot be verified together: '" + *id + "' is no file",
                     "one call for the drafts, one for the ids"});
    return VerifyDrafts(invocation, *format, targets, draft, engine ? &*engine : nullptr, *corpus);
  }
  if (!targets.empty()) return VerifyIds(*format, targets, engine, *corpus);
  if (!engine) Note(invocation, engine.error().message + "; verifying the stored certificates alone");
  WatchInterrupts();
  Progress progress(invocation, "verifying");
  auto report = VerifyAll(
      engine ? &*engine : nullptr, *corpus, [&](uint64_t done) { progress.Update(fmt::format("{} quotations", done)); },
      Interrupted);
  if (!report) return Report(report.error());
  if (Interrupted()) return kExitInterrupted;
  if (!report->claims) Note(invocation, "there is nothing to verify: no index and no certificates");
  return Finish(*format, *report, report->failures);
}

}  // namespace dossier::query
