// The command table: every verb, the function that runs it, what it needs, and one line about it.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "app/check_command.h"
#include "app/live_fetch.h"
#include "app/manual.h"
#include "app/verb_table.h"
#include "corpus/base/cli/command.h"
#include "corpus/base/cli/description.h"
#include "corpus/base/cli/pager.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/suggest.h"
#include "corpus/commands/commands.h"
#include "crawler/commands/commands.h"
#include "indexer/commands/commands.h"
#include "query/commands/commands.h"

namespace dossier {
int RunDemo(const Invocation& invocation);         // app/demo_command.cc
int RunServe(const Invocation& invocation);        // app/serve_command.cc
int RunCorpusMerge(const Invocation& invocation);  // app/merge_command.cc
namespace {

int RunVerify(const Invocation& invocation) {
  return query::RunVerify(invocation, [&](const auto& urls, const auto& options) {
    return FetchLive(invocation.corpus_dir, urls, options);
  });
}

int RunCrawl(const Invocation& invocation) { return crawler::RunCrawl(invocation, query::TellCitedChanges); }

constexpr Verb kVerbs[] = {
    {"demo", RunDemo, "Start here", "run the whole pipeline on the bundled sample, with the commands shown"},
    {"import", corpus::RunImport, "Collect", "local files, directories and WARC files into the corpus"},
    {"corpus merge", RunCorpusMerge, "Collect", "what another corpus holds into this one, each thing once"},
    {"source add", crawler::RunSourceAdd, "Collect", "add a source to crawl, from the catalogue or by address"},
    {"source list", crawler::RunSourceList, "Collect", "the sources of the corpus, or the catalogue to choose from"},
    {"source remove", crawler::RunSourceRemove, "Collect", "take a source out; its captures stay"},
    {"source show", crawler::RunSourceShow, "Collect", "how a source is set"},
    {"crawl", RunCrawl, "Collect", "fetch pages and sources into the corpus"},
    {"index", indexer::RunIndex, "Read and index", "read what is new in the corpus into the index"},
    {"evidence", query::RunEvidence, "Ask", "the supporting evidence for a vendor", true},
    {"timeline", query::RunTimeline, "Ask", "dated rows, a quotation in each; also as a picture", true},
    {"facets", query::RunFacets, "Ask", "counts of the evidence for a question, field by field", true},
    {"search", query::RunSearch, "Ask", "documents by free text and fields", true},
    {"vendors", query::RunVendors, "Ask", "the vendors of the corpus, and who is mentioned with whom", true},
    {"agencies", query::RunAgencies, "Ask", "the agencies of the corpus", true},
    {"show", query::RunShow, "Ask", "a document or a piece of evidence whole", true},
    {"history", query::RunHistory, "Ask", "the revisions of a document: what changed, and whether it was said", true},
    {"diff", query::RunDiff, "Ask", "what differs between two revisions, field by field", true},
    {"news", query::RunNews, "Ask", "what is new since the last time: revisions, pages gone, evidence, names", true},
    {"question", query::RunQuestion, "Ask", "save, list, remove the questions that news answers", true},
    {"explain", query::RunExplain, "Ask", "how a query is read", true},
    {"fields", query::RunFields, "Ask", "the fields of the query language", true},
    {"serve", RunServe, "Ask", "the corpus as pages in a browser on this machine, and as a JSON API"},
    {"mcp", query::RunMcp, "Ask", "the corpus for language models: words with certificates (MCP over stdio)"},
    {"cite", query::RunCite, "Cite and verify", "citations of evidence, verified first", true},
    {"brief", query::RunBrief, "Cite and verify", "a briefing with footnotes: docx, html, md, pdf"},
    {"basket", query::RunBasket, "Cite and verify", "lists of evidence with your notes, for a briefing"},
    {"tag", query::RunTag, "Cite and verify", "your tags on documents and rows, which tag:NAME in a query finds"},
    {"verify", RunVerify, "Cite and verify", "derive quotations again from the archive", true},
    {"seal", query::RunSeal, "Cite and verify", "sign a hash chain over all captures, or check one"},
    {"export bundle", query::RunExportBundle, "Cite and verify", "what was cited, to check without dossier (BagIt)"},
    {"export stix", query::RunExportStix, "Cite and verify", "evidence as a STIX 2.1 bundle"},
    {"export ftm", query::RunExportFtm, "Cite and verify", "evidence as FollowTheMoney entities"},
    {"stat", corpus::RunStat, "Care and debugging", "what is in the corpus"},
    {"check", RunCheck, "Care and debugging", "is every stored byte and row what was written"},
    {"export", corpus::RunExport, "Care and debugging", "captures as WARC, CDXJ or WACZ for other tools"},
    {"inspect warc", corpus::RunInspectWarc, "Care and debugging", "the records of a WARC file, and its damage"},
    {"extract", indexer::RunExtract, "Care and debugging", "read files without a corpus, one JSON line each"},
    {"inspect robots", crawler::RunInspectRobots, "Care and debugging",
     "ask a robots.txt what may be fetched, and why"},
    {"inspect url", crawler::RunInspectUrl, "Care and debugging", "resolve a reference, show the canonical form"},
    {"inspect feed", crawler::RunInspectFeed, "Care and debugging", "the entries of an RSS, Atom or JSON feed"},
    {"inspect sitemap", crawler::RunInspectSitemap, "Care and debugging", "the addresses in a sitemap"},
    {"completion", RunCompletion, "Care and debugging", "what bash, zsh or fish complete dossier with"},
    {"manual", RunManual, "Care and debugging", "man pages, made from the options of every verb"},
    {"gazetteer", indexer::RunGazetteer, "Care and debugging", "the tables of known organisations: check, list, show"},
};

// "  crawl            fetch pages ...", folded beside the name where the terminal is narrow.
std::string VerbLine(const Verb& verb) {
  constexpr size_t kNames = 19;
  std::string head = std::string("  ") + verb.name, text;
  head.resize(std::max(head.size() + 1, kNames), ' ');
  const size_t width = TerminalWidth();
  for (const std::string& line : WrapText(verb.summary, width > kNames + 20 ? width - kNames : width)) {
    text += head + line + "\n";
    head.assign(kNames, ' ');
  }
  return text;
}

void PrintHelp() {
  std::string text =
      "dossier: who said or did what about a vendor, when, in which words,\n"
      "and where to check it\n"
      "\n"
      "usage: dossier [-C DIR] <verb> [options]        dossier <verb> --help\n";
  std::string group;
  for (const Verb& verb : kVerbs) {
    if (group != verb.group) {
      group = verb.group;
      text += "\n" + group + "\n";
    }
    text += VerbLine(verb);
  }
  text +=
      "\n"
      "Global options: -C DIR (the corpus; else $DOSSIER_CORPUS, else\n"
      "                ./dossier.corpus), --format, --quiet, --color, --no-pager\n"
      "Exit codes: 0 done, 1 nothing found or verification failed, 2 usage,\n"
      "            3 corpus missing or locked, 4 other version, 5 partly done,\n"
      "            6 network, 70 internal, 130 interrupted\n";
  Print(text);
}

const Verb* FindVerb(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kVerbs), std::end(kVerbs), [&](const Verb& verb) { return name == verb.name; });
  return found == std::end(kVerbs) ? nullptr : &*found;
}

// The verbs of two words that begin with this one ("source"); false when there are none.
bool PrintFamily(const std::string& word) {
  std::string text;
  for (const Verb& verb : kVerbs) {
    if (!std::string_view(verb.name).starts_with(word + " ")) continue;
    text += VerbLine(verb);
  }
  if (text.empty()) return false;
  Print("dossier " + word + ": one of\n\n" + text + "\ndossier " + word + " <one of them> --help tells more\n");
  return true;
}

// What other programs, or people, call it.
constexpr std::pair<const char*, const char*> kOtherNames[] = {
    {"find", "search"},       {"query", "search"},    {"grep", "search"},
    {"ask", "evidence"},      {"fetch", "crawl"},     {"get", "crawl"},
    {"download", "crawl"},    {"update", "crawl"},    {"sources", "source list"},
    {"vendor", "vendors"},    {"agency", "agencies"}, {"log", "history"},
    {"status", "stat"},       {"stats", "stat"},      {"info", "stat"},
    {"fsck", "check"},        {"report", "brief"},    {"quote", "cite"},
    {"web", "serve"},         {"server", "serve"},    {"reindex", "index --rebuild"},
    {"validate", "verify"},   {"label", "tag"},       {"join", "corpus merge"},
    {"version", "--version"}, {"man", "manual"},
};

int UnknownVerb(const std::string& word) {
  std::vector<std::string> names;
  for (const Verb& verb : kVerbs) names.emplace_back(verb.name);
  const auto means = [&](const std::string& verb) {
    return Report({ErrorCode::kUsage, "unknown verb '" + word + "'", "did you mean dossier " + verb + "?"});
  };
  for (const auto& [other, verb] : kOtherNames)
    if (word == other) return means(verb);
  for (const Verb& verb : kVerbs)  // "add": source add
    if (std::string_view(verb.name).ends_with(" " + word)) return means(verb.name);
  return Report(UnknownName("verb", word, names, "dossier --help lists the verbs"));
}

// "source add" or "crawl" at the beginning of the words; nullptr when they name no verb.
const Verb* TakeVerb(std::vector<std::string>& words) {
  for (size_t length : {size_t{2}, size_t{1}}) {
    if (words.size() < length) continue;
    const Verb* verb = FindVerb(length == 2 ? words[0] + " " + words[1] : words[0]);
    if (verb == nullptr) continue;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
    return verb;
  }
  return nullptr;
}

// `dossier help`, `dossier help crawl`, `dossier help source add`.
int RunHelp(Invocation& invocation, std::vector<std::string> words) {
  if (words.empty()) {
    PrintHelp();
    return kExitOk;
  }
  const std::string first = words[0];
  const Verb* verb = TakeVerb(words);
  if (verb == nullptr) return PrintFamily(first) ? int{kExitOk} : UnknownVerb(first);
  invocation.verb = verb->name;
  SetExamples(ExamplesOf(verb->name));
  invocation.arguments = {"--help"};
  return verb->run(invocation);
}

}  // namespace

std::span<const Verb> Verbs() { return kVerbs; }

}  // namespace dossier

int main(int argc, char** argv) {
  using namespace dossier;
  return RunProgram(argc, argv, [](Invocation& invocation, std::vector<std::string> words) -> int {
    if (words.empty()) {
      PrintHelp();
      return kExitUsage;
    }
    if (words[0] == "help" || words[0] == "--help" || words[0] == "-h")
      return RunHelp(invocation, {words.begin() + 1, words.end()});
    if (words[0] == "--version" || words[0] == "-V") {
      Print("dossier " DOSSIER_VERSION "\n");
      return kExitOk;
    }
    const std::string first = words[0];
    const bool asks = words.size() == 1 || words[1] == "--help" || words[1] == "-h";
    if (const Verb* verb = TakeVerb(words)) {
      invocation.verb = verb->name;
      SetExamples(ExamplesOf(verb->name));
      invocation.arguments = std::move(words);
      if (verb->paged) StartPager(invocation);
      return verb->run(invocation);
    }
    if (asks && PrintFamily(first)) return words.size() == 1 ? kExitUsage : kExitOk;
    return UnknownVerb(first);
  });
}
