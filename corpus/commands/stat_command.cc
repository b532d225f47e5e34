// `dossier stat`: what is in the corpus.
#include <fmt/format.h>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/commands/commands.h"
#include "corpus/corpus.h"
#include "corpus/gate/gate.h"
#include "corpus/outcomes.h"

namespace dossier::corpus {
namespace {

Json TimeOrNull(const std::optional<UtcTime>& time) { return time ? Json(FormatRfc3339(*time)) : Json(nullptr); }

Json CountsJson(const std::vector<std::pair<std::string, uint64_t>>& counts) {
  Json json = Json::object();
  for (const auto& [name, count] : counts) json[name] = count;
  return json;
}

Json StatJson(const CorpusStat& stat, const std::vector<Source>& sources, const LeftAside& left) {
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
              {"unread", CountsJson(left.unread)},
              {"left_aside", CountsJson(left.aside)},
              {"without_text", CountsJson(left.other)},
              {"sources", list}};
}

std::string StatText(const CorpusStat& stat, const LeftAside& left) {
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
  for (const std::string& line : {UnreadText(left), AsideText(left)})
    if (!line.empty()) text += line + "\n";
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
  auto outcomes = Outcomes(*corpus);
  if (!outcomes) return Report(outcomes.error());
  const LeftAside left = CountLeftAside(*outcomes);
  Print(*format == Format::kJson ? DumpJson(StatJson(*stat, *sources, left), 2) + "\n" : StatText(*stat, left));
  return kExitOk;
}

}  // namespace dossier::corpus
