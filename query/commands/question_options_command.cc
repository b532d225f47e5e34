
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/answer/left_aside.h"
#include "query/commands/question_options.h"

namespace dossier::query {

void QuestionOptions::Declare(CommandLine& line, const char* positional) {
  line.Add("question", words, positional);
  line.Add("--agency", agencies,
           "agency that acts or is acted upon, by any name, any, or a country: us (a comma separates alternatives)")
      .SplitAt(',')
      .OneEach();
  line.Add("--by", by, "agency that acts").SplitAt(',').OneEach();
  line.Add("--names", names, "agency that stands anywhere in the sentence").SplitAt(',').OneEach();
  line.Add("--action", actions, "warning, ban, sanction, ... (a comma separates alternatives)").SplitAt(',').OneEach();
  line.Add("--since", since, "published on or after this date");
  line.Add("--until", until, "published on or before this date");
  line.Add("--as-of", as_of, "what was known then: captures up to this day (UTC), the revisions of that day");
  line.Add("--event", event, "a date or range that the sentence states");
  line.Add("--source", sources, "source id, host or publisher").SplitAt(',').OneEach();
  line.Add("--kind", kinds, "news, agency, vendor, congress, article, advisory").SplitAt(',').OneEach();
  line.Add("--cve", cves, "CVE id, or its beginning with *").SplitAt(',').OneEach();
  line.Add("--lang", languages, "language of the document").SplitAt(',').OneEach();
  line.Add("--speaker", speaker, "who says it");
  line.Add("--reported-by", reported_by, "the outlet that the report was taken from");
  line.Add("--text", text, "words or \"a phrase\" of the passage");
}

void TellLeftAside(const Invocation& invocation, Format format) {
  const std::string left = LeftAsideLine(invocation.corpus_dir);
  if (left.empty()) return;
  if (format == Format::kText || format == Format::kMarkdown) {
    for (const std::string& line : WrapText(left, TerminalWidth())) Print(line + "\n");
  } else if (format != Format::kJson) {  // there it stands in the coverage
    Note(invocation, left);
  }
}

}  // namespace dossier::query
