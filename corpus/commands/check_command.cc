// `dossier check`: is every stored byte and row what was written?
#include <fmt/format.h>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/commands/commands.h"
#include "corpus/corpus.h"

namespace dossier::corpus {
namespace {

Json ReportJson(const CheckReport& report) {
  Json damage = Json::array();
  for (const Damage& one : report.damage) damage.push_back(Json{{"where", one.where}, {"what", one.what}});
  return Json{{"schema", "dossier.check/1"}, {"records", report.records}, {"rows", report.rows},
              {"bytes", report.bytes},       {"damage", damage},          {"intact", report.damage.empty()}};
}

}  // namespace

int RunCheck(const Invocation& given, const std::vector<FurtherCheck>& further) {
  Invocation invocation = given;
  CommandLine line(
      "Compares every stored gzip member, every row of the catalogue and every byte of the index with "
      "its SHA-256, and baskets, settings, decisions and the seal with what they must be.",
      "dossier check");
  if (const auto exit = ParseArguments(line, invocation)) return *exit;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  auto corpus = Corpus::Open(invocation.corpus_dir, Access::kRead);
  if (!corpus) return Report(corpus.error());
  Result<CheckReport> report = [&] {
    Progress progress(invocation, "check");
    return corpus->Check([&](uint64_t done, uint64_t all) {
      progress.Update(fmt::format("{} of {} MB", done / 1'000'000, all / 1'000'000));
    });
  }();
  for (const FurtherCheck& check : further) {
    if (!report) break;
    if (const Status checked = check(*corpus, *report); !checked) return Report(checked.error());
  }
  if (!report) return Report(report.error());
  if (*format == Format::kJson) {
    Print(DumpJson(ReportJson(*report), 2) + "\n");
  } else {
    for (const Damage& damage : report->damage) Print(fmt::format("damaged: {}: {}\n", damage.where, damage.what));
    Print(fmt::format("checked {} records ({} bytes of content) and {} rows: {}\n", report->records, report->bytes,
                      report->rows,
                      report->damage.empty() ? "all intact" : fmt::format("{} damaged", report->damage.size())));
  }
  return report->damage.empty() ? kExitOk : kExitNothing;
}

}  // namespace dossier::corpus
