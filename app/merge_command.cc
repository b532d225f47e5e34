// dossier corpus merge: two people's corpora in one.
#include <fmt/format.h>

#include <filesystem>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/corpus.h"
#include "corpus/exchange/merge.h"
#include "corpus/name_decisions.h"
#include "query/tasks/merge.h"

namespace dossier {
namespace {

using corpus::Access;
using corpus::Corpus;

struct Merged {
  corpus::MergeReport evidence;
  corpus::DecisionsMerged decisions;
  query::WorkMerged work;
};

Status MergeEvidence(const Invocation& invocation, const Corpus& other, corpus::MergeReport& report) {
  Progress progress(invocation, "merge");
  const auto go_on = [&] {
    progress.Update(fmt::format("{} captures and {} texts taken over, {} there before", report.captures, report.texts,
                                report.captures_known));
    return !Interrupted();
  };
  corpus::MergedCaptures captures;
  {
    DOSSIER_TRY_ASSIGN(Corpus into,
                       Corpus::Open(invocation.corpus_dir, Access::kArchive, corpus::Create::kNever, "corpus merge"));
    DOSSIER_TRY_ASSIGN(captures, corpus::MergeCaptures(other, into, report, go_on));
    DOSSIER_CHECK(corpus::MergeCertificates(other, into, report));
  }
  DOSSIER_TRY_ASSIGN(Corpus into,
                     Corpus::Open(invocation.corpus_dir, Access::kIndex, corpus::Create::kNever, "corpus merge"));
  return corpus::MergeTexts(other, into, captures, report, go_on);
}

Result<Merged> Merge(const Invocation& invocation, const std::string& other_directory) {
  std::error_code none;
  DOSSIER_CHECK(Corpus::Open(invocation.corpus_dir, Access::kRead));
  DOSSIER_TRY_ASSIGN(const Corpus other, Corpus::Open(other_directory, Access::kRead));
  if (std::filesystem::equivalent(other_directory, invocation.corpus_dir, none))
    return Fail(ErrorCode::kUsage, other_directory + " is this corpus itself", "dossier -C MINE corpus merge THEIRS");
  Merged merged;
  DOSSIER_CHECK(MergeEvidence(invocation, other, merged.evidence));
  if (Interrupted()) return merged;
  DOSSIER_TRY_ASSIGN(const auto theirs, corpus::ReadNameDecisions(other_directory));
  DOSSIER_TRY_ASSIGN(merged.decisions, corpus::MergeNameDecisions(invocation.corpus_dir, theirs));
  DOSSIER_TRY_ASSIGN(merged.work, query::MergeWork(other_directory, invocation.corpus_dir));
  return merged;
}

Json MergedJson(const Merged& merged) {
  const auto& [evidence, decisions, work] = merged;
  Json held_back = Json::array();
  for (const corpus::NameDecision& one : decisions.held_back)
    held_back.push_back({{"number", one.number}, {"do", corpus::NameActName(one.act)}, {"id", one.id}});
  return Json{{"schema", "dossier.merge/1"},
              {"captures", evidence.captures},
              {"captures_known", evidence.captures_known},
              {"texts", evidence.texts},
              {"certificates", evidence.certificates},
              {"decisions", decisions.added},
              {"decisions_held_back", held_back},
              {"basket_items", work.basket_items},
              {"notes", work.notes},
              {"questions", work.questions},
              {"tags", work.tags},
              {"told", work.told},
              {"problems", evidence.problems}};
}

void PrintMerged(const Merged& merged) {
  const auto& [evidence, decisions, work] = merged;
  Print(fmt::format("merged {} ({} there before), {}, {}, {}\n", Plural(evidence.captures, "capture"),
                    evidence.captures_known, Plural(evidence.texts, "text"),
                    Plural(evidence.certificates, "certificate"), Plural(decisions.added, "decision")));
  Print(fmt::format("  {} of baskets, {}, {}, {}\n", Plural(work.basket_items, "item"), Plural(work.notes, "note"),
                    Plural(work.questions, "question"), Plural(work.tags, "tag")));
  for (const corpus::NameDecision& one : decisions.held_back)
    Print(
        fmt::format("  decision {} ({} {}) is not in force: yours about that name stands; dossier vendors --undo {} "
                    "takes it\n",
                    one.number, corpus::NameActName(one.act), one.id, one.number + 1));
  for (const std::string& line : work.told) Print("  " + line + "\n");
  if (evidence.captures > 0) Print("  dossier index reads what is new\n");
}

}  // namespace

int RunCorpusMerge(const Invocation& given) {
  Invocation invocation = given;
  std::string other;
  CommandLine line(
      "What another corpus holds into this one: captures with their records, stored texts, certificates, decisions "
      "about names, baskets with notes, saved questions, tags. Nothing of this one is replaced, nothing comes twice. "
      "Sources to crawl and seals stay where they are.",
      "dossier corpus merge");
  line.Add("OTHER", other, "the other corpus directory; it is only read").Required();
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  WatchInterrupts();
  const auto merged = Merge(invocation, other);
  if (!merged) return Report(merged.error());
  for (const std::string& problem : merged->evidence.problems) Report({ErrorCode::kIo, problem, ""});
  if (*format == Format::kJson)
    Print(DumpJson(MergedJson(*merged), 2) + "\n");
  else
    PrintMerged(*merged);
  if (Interrupted()) return kExitInterrupted;
  return merged->evidence.problems.empty() ? kExitOk : kExitPartly;
}

}  // namespace dossier
