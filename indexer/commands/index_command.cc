// dossier index: read what is new into the index.
#include <fmt/format.h>

#include <cmath>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/json.h"
#include "corpus/corpus.h"
#include "corpus/gate/gate.h"
#include "indexer/commands/commands.h"
#include "indexer/pipeline/indexer.h"

namespace dossier::indexer {
namespace {

Json RefusalsJson(const std::vector<Refusal>& refusals) {
  Json list = Json::array();
  for (const Refusal& refusal : refusals) list.push_back({{"url", refusal.url}, {"reason", refusal.reason}});
  return list;
}

Json CountsJson(const std::vector<std::pair<std::string, uint64_t>>& counts) {
  Json json = Json::object();
  for (const auto& [name, count] : counts) json[name] = count;
  return json;
}

Json AbandonedJson(const std::vector<corpus::AbandonedCapture>& captures) {
  Json list = Json::array();
  for (const corpus::AbandonedCapture& one : captures)
    list.push_back({{"capture", static_cast<int64_t>(one.capture)}, {"url", one.url}, {"reason", one.reason}});
  return list;
}

// By the clock, and of processors by stage; to the millisecond.
Json SecondsJson(const StageSeconds& seconds) {
  const auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
  return {{"clock", rounded(seconds.clock)},
          {"reading", rounded(seconds.reading)},
          {"writing", rounded(seconds.writing)},
          {"merging", rounded(seconds.merging)},
          {"registering", rounded(seconds.registering)}};
}

// "640 of 1328 captures, 25000 passages, reading; 31 pages/s, 22 s left": the rate of the run so far.
std::string ProgressText(const IndexProgress& state) {
  std::string text =
      fmt::format("{} of {} captures, {} passages, {}", state.done, state.all, state.passages, state.state);
  if (state.done == 0 || state.seconds < 1) return text;
  const double rate = static_cast<double>(state.done) / state.seconds;
  text += rate < 10 ? fmt::format("; {:.1f} pages/s", rate) : fmt::format("; {:.0f} pages/s", rate);
  if (state.all > state.done) {
    const double left = static_cast<double>(state.all - state.done) / rate;
    text += left < 120 ? fmt::format(", {:.0f} s left", left) : fmt::format(", {:.0f} min left", left / 60);
  }
  return text;
}

Json ReportJson(const IndexReport& report) {
  Json json;
  json["schema"] = "dossier.index/1";
  json["captures"] = report.captures;
  json["documents"] = report.documents;
  json["passages"] = report.passages;
  json["statements"] = report.statements;
  json["unchanged"] = report.unchanged;
  json["revisits"] = report.revisits;
  json["machine_files"] = report.machine_files;
  json["unread"] = CountsJson(report.left_aside.unread);
  json["left_aside"] = CountsJson(report.left_aside.aside);
  json["without_text"] = CountsJson(report.left_aside.other);
  json["refused"] = RefusalsJson(report.refused);
  json["unreadable"] = RefusalsJson(report.unreadable);
  json["abandoned"] = AbandonedJson(report.abandoned);
  json["total_documents"] = report.total_documents;
  json["total_passages"] = report.total_passages;
  json["seconds"] = SecondsJson(report.seconds);
  json["rebuilt"] = report.rebuilt;
  json["interrupted"] = report.interrupted;
  return json;
}

void PrintText(const Invocation& invocation, const IndexReport& report) {
  if (report.rebuilt) Note(invocation, "the index was made again: " + report.rebuilt_because);
  Print(fmt::format("indexed {} from {}: {}, {} that name a vendor or an agency\n",
                    Plural(report.documents, "document"), Plural(report.captures, "capture"),
                    Plural(report.passages, "passage"), Plural(report.statements, "statement")));
  if (report.unchanged) Print(fmt::format("{} captures brought no new text\n", report.unchanged));
  if (!report.refused.empty())
    Print(fmt::format("{} {} kept but no evidence\n", report.refused.size(),
                      report.refused.size() == 1 ? "page is" : "pages are"));
  for (const Refusal& refusal : report.refused) Note(invocation, refusal.url + ": " + refusal.reason);
  if (!report.unreadable.empty()) Print(fmt::format("{} captures could not be read\n", report.unreadable.size()));
  for (const Refusal& refusal : report.unreadable) Note(invocation, refusal.url + ": " + refusal.reason);
  for (const corpus::AbandonedCapture& one : report.abandoned)
    Print(fmt::format("capture {} left aside: {}: {}\n", static_cast<int64_t>(one.capture), one.reason, one.url));
  Print(fmt::format("the index holds {}, {}\n", Plural(report.total_documents, "document"),
                    Plural(report.total_passages, "passage")));
  for (const std::string& text : {corpus::UnreadText(report.left_aside), corpus::AsideText(report.left_aside)})
    if (!text.empty()) Print("of all captures: " + text + "\n");
}

}  // namespace

int RunIndex(const Invocation& given) {
  Invocation invocation = given;
  IndexOptions options;
  CommandLine line("Read what is new in the corpus into the index.", "dossier index");
  line.Flag("--rebuild", options.rebuild, "read every capture again");
  line.Add("--jobs,-j", options.jobs, "pages read at a time (default: one for each core)").Range(1, 256);
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kIndex, corpus::Create::kNever, "index");
  if (!corpus) return Report(corpus.error());
  WatchInterrupts();
  Progress progress(invocation, "indexing");
  options.stop = Interrupted;
  options.progress = [&](const IndexProgress& state) { progress.Update(ProgressText(state)); };
  auto report = IndexAll(*corpus, options);
  if (!report) return Report(report.error());
  if (*format == Format::kJson) {
    Print(DumpJson(ReportJson(*report), 2) + "\n");
  } else {
    PrintText(invocation, *report);
  }
  if (report->interrupted) return kExitInterrupted;
  const bool all = report->unreadable.empty() && report->abandoned.empty() && report->unread == 0;
  return all ? kExitOk : kExitPartly;
}

}  // namespace dossier::indexer
