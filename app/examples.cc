// Two examples a verb, for its help and its man page. tests/cli/examples_test.py runs every one on the sample.
#include "app/verb_table.h"

namespace dossier {
namespace {

struct Examples {
  std::string_view verb, one, other;
};

constexpr Examples kExamples[] = {
    {"demo", "dossier demo", "dossier demo --keep"},
    {"import", "dossier import pages/ crawl.warc.gz", "dossier import --url https://example.org/notice notice.html"},
    {"corpus merge", "dossier corpus merge ../colleague.corpus", "dossier -C team.corpus corpus merge mine.corpus"},
    {"source add", "dossier source add cisa-advisories",
     "dossier source add example --feed https://example.org/news/feed.xml"},
    {"source list", "dossier source list", "dossier source list --catalogue"},
    {"source remove", "dossier source remove example", "dossier -C zte.corpus source remove example"},
    {"source show", "dossier source show cisa-advisories", "dossier source show cisa-advisories --format json"},
    {"crawl", "dossier crawl https://example.org/news/zte", "dossier crawl cisa-advisories --max-pages 200"},
    {"index", "dossier index", "dossier index --rebuild --jobs 4"},
    {"evidence", "dossier evidence ZTE --agency fbi", "dossier evidence Huawei --action ban --since 2018 --format md"},
    {"timeline", "dossier timeline ZTE", "dossier timeline Huawei --action ban --svg huawei.svg"},
    {"facets", "dossier facets ZTE", "dossier facets Huawei --since 2018"},
    {"search", "dossier search 'entity list'", "dossier search 'vendor:zte \"phones made by\"'"},
    {"vendors", "dossier vendors", "dossier vendors --co-mentioned kaspersky"},
    {"agencies", "dossier agencies", "dossier agencies --format csv"},
    {"show", "dossier show e3k7q2m9x4tzw", "dossier show https://example.org/news/zte"},
    {"history", "dossier history icsa-19-029-02", "dossier history https://example.org/news/zte --format json"},
    {"diff", "dossier diff icsa-19-029-02", "dossier diff icsa-19-029-02 1 3 --format md"},
    {"news", "dossier news --since last", "dossier news zte-watch --format atom"},
    {"question", "dossier question save zte-watch 'vendor:zte action:ban'", "dossier question list"},
    {"explain", "dossier explain 'vendor:zte by:fbi'", "dossier explain 'huawei published:2018-01..2018-08'"},
    {"fields", "dossier fields", "dossier fields --format json"},
    {"serve", "dossier serve", "dossier serve --port 0"},
    {"mcp", "dossier mcp", "dossier -C zte.corpus mcp"},
    {"cite", "dossier cite e3k7q2m9x4tzw", "dossier cite e3k7q2m9x4tzw --style apa"},
    {"brief", "dossier brief ZTE Huawei --output zte.docx",
     "dossier brief ZTE --question 'Who banned its phones?' --output zte.html"},
    {"basket", "dossier basket add zte e3k7q2m9x4tzw", "dossier basket note zte e3k7q2m9x4tzw 'the first ban'"},
    {"tag", "dossier tag add to-check e3k7q2m9x4tzw https://example.org/news/zte", "dossier tag list to-check"},
    {"verify", "dossier verify e3k7q2m9x4tzw", "dossier verify report.docx --fix commented.docx"},
    {"seal", "dossier seal", "dossier seal --check dossier.corpus/seal.json"},
    {"export bundle", "dossier export bundle proof e3k7q2m9x4tzw", "dossier export bundle proof.zip --basket zte"},
    {"export stix", "dossier export stix zte.json e3k7q2m9x4tzw", "dossier export stix zte.json --basket zte"},
    {"export ftm", "dossier export ftm zte.ftm e3k7q2m9x4tzw", "dossier export ftm zte.ftm --basket zte"},
    {"stat", "dossier stat", "dossier stat --format json"},
    {"check", "dossier check", "dossier check --format json"},
    {"export", "dossier export warc out.warc.gz", "dossier export wacz out.wacz"},
    {"inspect warc", "dossier inspect warc crawl.warc.gz", "dossier inspect warc crawl.warc.gz --format jsonl"},
    {"extract", "dossier extract page.html",
     "dossier extract --url https://example.org/a --published 2018-08-04 a.html"},
    {"inspect robots", "dossier inspect robots --file robots.txt https://example.org/news/",
     "dossier inspect robots --file robots.txt --agent other https://example.org/a"},
    {"inspect url", "dossier inspect url HTTP://Example.org/a/../b", "dossier inspect url ../c --format json"},
    {"inspect feed", "dossier inspect feed feed.xml", "dossier inspect feed feed.xml --format json"},
    {"inspect sitemap", "dossier inspect sitemap sitemap.xml", "dossier inspect sitemap sitemap.xml --format json"},
    {"gazetteer", "dossier gazetteer show huawei", "dossier gazetteer check"},
    {"completion", "dossier completion bash > ~/.local/share/bash-completion/completions/dossier",
     "dossier completion fish > ~/.config/fish/completions/dossier.fish"},
    {"manual", "dossier manual evidence | man -l -", "dossier manual --all man1"},
};

}  // namespace

std::string ExamplesOf(std::string_view verb) {
  for (const Examples& examples : kExamples)
    if (examples.verb == verb) return "  " + std::string(examples.one) + "\n  " + std::string(examples.other) + "\n";
  return "";
}

}  // namespace dossier
