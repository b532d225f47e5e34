// dossier news, dossier question: what is new since the last time, for a saved question or for all.
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/commands/commands.h"
#include "query/tasks/questions.h"

namespace dossier::query {
namespace {

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Table QuestionsTable(const Questions& questions) {
  Table table;
  table.columns = {{"name"}, {"saved"}, {"told"}, {"question", false, true}};
  for (const SavedQuestion& one : questions.list)
    table.rows.push_back({one.name, FormatDay(UtcDayOf(one.saved)), one.told ? FormatRfc3339(one.told->time) : "never",
                          Joined(one.words)});
  return table;
}

}  // namespace

int RunNews(const Invocation& given) {
  Invocation invocation = given;
  NewsAsked options;
  CommandLine line("What is new since the last time: revisions (silent ones first), pages gone, evidence, names.",
                   "dossier news");
  line.Add("question", options.name, "a saved question (dossier question save); none: everything");
  line.Add("--since", options.since, "last (what was not told yet), a date, or an instant").ShowDefault();
  line.Add("--limit", options.limit, "rows of evidence (default 200)").Range(1, 10000);
  line.Flag("--keep", options.keep, "with --since last: tell the same again the next time");
  line.Footer("Exit 0 when something is new, 1 when not. --format: text, json, md, atom (a feed).");
  if (auto code = ParseArguments(line, invocation)) return *code;
  const bool atom = invocation.format == "atom";
  if (atom) invocation.format.clear();
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  auto news = GatherNews(*corpus, *engine, options);
  if (!news) return Report(news.error());
  if (atom)
    Print(NewsAtom(*news));
  else if (*format == Format::kJson)
    Print(DumpJson(NewsJson(*news), 2) + "\n");
  else if (*format == Format::kMarkdown)
    Print(NewsMarkdown(*news, *engine));
  else
    Print(NewsText(*news, *engine, TerminalWidth()));
  if (options.since == "last" && !options.keep)
    if (auto kept = KeepTold(invocation.corpus_dir, *news); !kept) return Report(kept.error());
  return news->any() ? kExitOk : kExitNothing;
}

int RunQuestion(const Invocation& given) {
  Invocation invocation = given;
  std::string what, name;
  std::vector<std::string> words;
  CommandLine line("Questions that are asked again and again: dossier news NAME tells what is new.",
                   "dossier question");
  line.Add("what", what, "save NAME QUERY..., list, or remove NAME").Required().OneOf({"save", "list", "remove"});
  line.Add("name", name, "letters, digits, '.', '_' and '-'");
  line.Add("query", words, "as for dossier evidence: vendors, field:value, \"a phrase\"");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto corpus = corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead);
  if (!corpus) return Report(corpus.error());
  if (what == "list") {
    auto questions = LoadQuestions(invocation.corpus_dir);
    if (!questions) return Report(questions.error());
    const Table table = QuestionsTable(*questions);
    if (*format == Format::kJson)
      Print(DumpJson(QuestionsJson(*questions), 2) + "\n");
    else if (*format == Format::kCsv)
      Print(RenderCsv(table));
    else if (*format == Format::kMarkdown)
      Print(RenderMarkdown(table));
    else
      Print(questions->list.empty() ? "no question is saved\n" : RenderText(table, TerminalWidth()));
    return questions->list.empty() ? kExitNothing : kExitOk;
  }
  if (auto good = CheckQuestionName(name); !good) return Report(good.error());
  if (what == "remove") {
    auto removed = RemoveQuestion(invocation.corpus_dir, name);
    return removed ? int{kExitOk} : Report(removed.error());
  }
  const auto engine = Engine::Open(invocation.corpus_dir);
  auto saved = SaveQuestion(invocation.corpus_dir, name, words, engine ? &*engine : nullptr);
  if (!saved) return Report(saved.error());
  Note(invocation, "saved; dossier news " + name + " tells what is new, all of it the first time");
  return kExitOk;
}

}  // namespace dossier::query
