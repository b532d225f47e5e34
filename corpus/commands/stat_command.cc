// `dossier stat`: what is in the corpus.
#include <fmt/format.h>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/commands/commands.h"
#include "corpus/corpus.h"
#include "corpus/reading_list.h"

namespace dossier::corpus {
namespace {

Json TimeOrNull(const std::optional<UtcTime>& time) { return time ? Json(FormatRfc3339(*time)) : Json(nullptr); }

Json LeftAsideJson(const std::vector<LeftAside>& captures) {
  Json list = Json::array();
  for (const LeftAside& one : captures)
    list.push_back({{"capture", static_cast<int64_t>(one.capture)}, {"url", one.url}, {"reason", one.reason}});
  return list;
}

Json StatJson(const CorpusStat& stat, const std::vector<Source>& sources, const std::vector<LeftAside>& left_aside) {
  Json list = Json::array();
  for (const Source& source : sources) {
    list.push_back(
        Json{{"id", source.id}, {"publisher", source.publisher}, {"kind", source.kind}, {"language", source.language}});
  }
  return Json{{"schema", "dossier.stat/1"},
              {"captures", stat.captures},
              {"revisits", stat.revisits},
              {"body_bytes", stat.body_bytes},
              {"archive_files", stat.archive_files},
              {"archive_bytes", stat.archive_bytes},
              {"texts", stat.texts},
              {"documents", stat.documents},
              {"revisions", stat.revisions},
              {"certificates", stat.certificates},
              {"first_capture", TimeOrNull(stat.first_capture)},
              {"last_capture", TimeOrNull(stat.last_capture)},
              {"sources", list},
              {"left_aside", LeftAsideJson(left_aside)}};
}

std::string StatText(const CorpusStat& stat, const std::vector<LeftAside>& left_aside) {
  Table table;
  table.columns = {{"what", false, false}, {"count", true, false}, {"more", false, false}};
  const auto add = [&](const char* what, uint64_t count, std::string more) {
    table.rows.push_back({what, std::to_string(count), std::move(more)});
  };
  add("captures", stat.captures,
      stat.first_capture ? FormatRfc3339(*stat.first_capture) + " to " + FormatRfc3339(*stat.last_capture) : "");
  add("  revisits", stat.revisits, "unchanged since an earlier capture");
  add("sources", stat.sources, "");
  add("texts", stat.texts, "");
  add("documents", stat.documents, "");
  add("revisions", stat.revisions, "");
  add("certificates", stat.certificates, "");
  add("archive files", stat.archive_files,
      fmt::format("{:.1f} MB for {:.1f} MB captured", static_cast<double>(stat.archive_bytes) / 1e6,
                  static_cast<double>(stat.body_bytes) / 1e6));
  std::string text = RenderText(table, TerminalWidth());
  for (const LeftAside& one : left_aside)
    text += fmt::format("capture {} left aside: {}: {}\n", static_cast<int64_t>(one.capture), one.reason, one.url);
  return text;
}

}  // namespace

int RunStat(const Invocation& given) {
  Invocation invocation = given;
  CommandLine line("What is in the corpus: captures, texts, documents, sizes, times.", "dossier stat");
  if (const auto exit = ParseArguments(line, invocation)) return *exit;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  auto corpus = Corpus::Open(invocation.corpus_dir, Access::kRead);
  if (!corpus) return Report(corpus.error());
  auto stat = corpus->Stat();
  if (!stat) return Report(stat.error());
  auto sources = corpus->Sources();
  if (!sources) return Report(sources.error());
  auto left_aside = CapturesLeftAside(*corpus);
  if (!left_aside) return Report(left_aside.error());
  Print(*format == Format::kJson ? DumpJson(StatJson(*stat, *sources, *left_aside), 2) + "\n"
                                 : StatText(*stat, *left_aside));
  return kExitOk;
}

}  // namespace dossier::corpus
