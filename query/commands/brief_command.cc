// dossier brief: a briefing with footnotes, every quotation verified.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/file.h"
#include "query/answer/engine.h"
#include "query/brief/brief.h"
#include "query/brief/pdf.h"
#include "query/commands/commands.h"
#include "query/commands/question_options.h"
#include "query/draft/reader.h"
#include "query/output/text.h"
#include "query/tasks/baskets.h"
#include "query/tasks/named.h"

namespace dossier::query {
namespace {

constexpr const char* kForms = "--output needs a name that ends in .docx, .html, .md or .pdf";

struct BriefOptions {
  QuestionOptions question;
  std::string basket, notes, output;
  BriefRequest request;
};

std::string EndingOf(const std::string& path) {
  const size_t dot = path.rfind('.');
  return dot == std::string::npos ? "" : path.substr(dot + 1);
}

// One section a vendor; what is no vendor's name asks in every section.
Result<std::vector<BriefSubject>> SubjectsOf(const QuestionOptions& question, const Engine& engine,
                                             const std::string& corpus_directory) {
  std::vector<std::string> vendors, rest;
  for (const std::string& word : question.words)
    (word.find_first_of(":\"") != std::string::npos || word.starts_with('-') ? rest : vendors).push_back(word);
  std::vector<BriefSubject> subjects;
  if (vendors.empty() && !rest.empty()) vendors.push_back("");
  for (const std::string& vendor : vendors) {
    QuestionOptions one = question;
    one.words = rest;
    if (!vendor.empty()) one.words.push_back(vendor);
    BriefSubject subject;
    DOSSIER_TRY_ASSIGN(subject.query, QueryAsked(one, corpus_directory));
    DOSSIER_TRY_ASSIGN(const ResolvedQuery resolved, engine.Resolve(subject.query));
    subject.heading = vendor;
    if (!resolved.vendors.empty() && !resolved.vendors.back().empty())
      subject.heading = resolved.vendors.back().front().name;
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

Status Write(const Brief& brief, const std::string& path) {
  const std::string ending = EndingOf(path);
  if (ending == "md") return WriteFileAtomically(path, BriefMarkdown(brief));
  if (ending == "html") return WriteFileAtomically(path, BriefHtml(brief));
  if (ending == "pdf") return PrintPdf(BriefHtml(brief), path);
  DOSSIER_TRY_ASSIGN(const std::string docx, BriefDocx(brief));
  return WriteFileAtomically(path, docx);
}

Result<Brief> Make(const Invocation& invocation, BriefOptions& options) {
  DOSSIER_TRY_ASSIGN(const Engine engine, Engine::Open(invocation.corpus_dir));
  DOSSIER_TRY_ASSIGN(corpus::Corpus corpus, corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  BriefRequest& request = options.request;
  DOSSIER_TRY_ASSIGN(request.subjects, SubjectsOf(options.question, engine, invocation.corpus_dir));
  if (!options.basket.empty()) {
    DOSSIER_TRY_ASSIGN(BriefSubject picked,
                       SubjectOfBasket(invocation.corpus_dir, options.basket,
                                       request.subjects.empty() ? "" : "Basket " + options.basket));
    request.subjects.push_back(std::move(picked));
  }
  if (!options.notes.empty()) {
    DOSSIER_TRY_ASSIGN(const auto paragraphs, ReadDraft(options.notes));
    request.notes = DraftTexts(paragraphs);
  }
  return MakeBrief(engine, corpus, request);
}

Json ReportJson(const Brief& brief, const std::string& output) {
  Json json = {{"schema", "dossier.brief/1"}, {"output", output}, {"title", brief.title}};
  json["quotations"] = brief.quotation_count();
  json["denials"] = brief.denial_count();
  json["sources"] = brief.sources.size();
  json["withheld"] = Json::array();
  for (const BriefWithheld& withheld : brief.withheld)
    json["withheld"].push_back({{"id", withheld.evidence_id}, {"url", withheld.url}, {"reason", withheld.reason}});
  return json;
}

}  // namespace

int RunBrief(const Invocation& given) {
  Invocation invocation = given;
  BriefOptions options;
  CommandLine line("A briefing: what is said of each vendor, every quotation verified and cited in a footnote.",
                   "dossier brief");
  options.question.Declare(line,
                           "vendors by any alias, one section each; query text (agency:fbi) asks in every section");
  line.Add("--question", options.request.question, "the question that the briefing answers, printed below the title");
  line.Add("--title", options.request.title, "title (else made of the vendors)");
  line.Add("--author", options.request.author, "who writes the briefing, printed below the title");
  line.Add("--notes", options.notes,
           "your own text (md, txt, html, docx); every quotation in it must stand in a stored text");
  line.Add("--basket", options.basket, "the evidence of this basket, with its notes");
  line.Add("--style", options.request.style,
           "of the footnotes: chicago (default), apa, mla, bluebook, iso690, icd206...");
  line.Add("--limit", options.request.limit, "quotations a vendor (default 200)").Range(1, 10000);
  line.Add("--tlp", options.request.tlp,
           "clear, green (default), amber, amber+strict or red: the strictest that may be quoted")
      .OneOf({"clear", "green", "amber", "amber+strict", "red"});
  line.Add("-o,--output", options.output, "FILE.docx, FILE.html, FILE.md or FILE.pdf").Required();
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  const std::string ending = EndingOf(options.output);
  if (ending != "md" && ending != "html" && ending != "docx" && ending != "pdf")
    return Report({ErrorCode::kUsage, "no such form: '" + options.output + "'", kForms});
  if (options.question.words.empty() && options.basket.empty())
    return Report({ErrorCode::kUsage, "no vendor and no basket is given",
                   "for example: dossier brief ZTE Huawei --output zte.docx"});
  auto brief = Make(invocation, options);
  if (!brief) return Report(brief.error());
  for (const BriefWithheld& withheld : brief->withheld)
    Note(invocation, (withheld.reason.starts_with("TLP:") ? "left out: " : "left out, it does not verify: ") +
                         withheld.evidence_id + " " + withheld.url + ": " + withheld.reason);
  if (brief->quotation_count() + brief->denial_count() == 0) {
    Note(invocation, "no evidence that verifies; no briefing was written; " + brief->coverage);
    return kExitNothing;
  }
  if (auto written = Write(*brief, options.output); !written) return Report(written.error());
  if (*format == Format::kJson)
    Print(DumpJson(ReportJson(*brief, options.output), 2) + "\n");
  else
    Print(fmt::format("wrote {}: {} and {}, all verified, from {}\n", options.output,
                      Plural(brief->quotation_count(), "quotation"), Plural(brief->denial_count(), "denial"),
                      Plural(brief->sources.size(), "source")));
  return brief->withheld.empty() ? kExitOk : kExitNothing;
}

}  // namespace dossier::query
