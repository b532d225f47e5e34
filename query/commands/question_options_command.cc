
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/answer/left_aside.h"
#include "query/commands/question_options.h"

namespace dossier::query {

using indexer::FieldId;

namespace {

std::vector<std::string> InRole(const std::string& role, std::vector<std::string> agencies) {
  for (std::string& agency : agencies) agency.insert(0, role);
  return agencies;
}

}  // namespace

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

Result<Query> QuestionOptions::ToQuery() const {
  std::string written;
  std::vector<std::string> vendors;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    const bool query_text =
        word.find(':') != std::string::npos || word.find('"') != std::string::npos || word[0] == '-';
    if (query_text)
      written += (written.empty() ? "" : " ") + word;
    else
      vendors.push_back(word);
  }
  if (!text.empty()) written += (written.empty() ? "" : " ") + text;
  DOSSIER_TRY_ASSIGN(Query query, ParseQuery(written));
  for (const std::string& vendor : vendors) query.AddField(FieldId::kVendor, {vendor});
  query.AddField(FieldId::kAgency, agencies);
  query.AddField(FieldId::kAgency, InRole("by:", by));
  query.AddField(FieldId::kAgency, InRole("names:", names));
  query.AddField(FieldId::kAction, actions);
  query.AddField(FieldId::kSource, sources);
  query.AddField(FieldId::kKind, kinds);
  query.AddField(FieldId::kCve, cves);
  query.AddField(FieldId::kLanguage, languages);
  if (!since.empty() || !until.empty()) query.AddField(FieldId::kPublished, {since + ".." + until});
  if (!event.empty()) query.AddField(FieldId::kEvent, {event});
  if (!speaker.empty()) query.AddField(FieldId::kSpeaker, {speaker});
  if (!reported_by.empty()) query.AddField(FieldId::kReportedBy, {reported_by});
  if (!as_of.empty()) {
    DOSSIER_TRY_ASSIGN(query.as_of, ParseAsOf(as_of));
  }
  return query;
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
