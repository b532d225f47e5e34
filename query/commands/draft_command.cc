#include "query/commands/draft_command.h"

#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/file.h"
#include "query/draft/checker.h"
#include "query/draft/comments.h"
#include "query/draft/reader.h"
#include "query/tasks/drafts.h"

namespace dossier::query {
namespace {

std::string Joined(const std::vector<std::string>& items, const char* between) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : between) + item;
  return text;
}

std::string PlaceOf(const DraftQuotation& quotation) {
  std::string text =
      quotation.line ? fmt::format("line {}", quotation.line) : fmt::format("paragraph {}", quotation.paragraph);
  return quotation.place.empty() ? text : text + " (" + quotation.place + ")";
}

std::string Coloured(const std::string& text, const DraftResult& result, bool color) {
  if (!color) return text;
  if (Fails(result.state)) return Styled(text, Style::kRed);
  if (!Stands(result.state) || !result.match.warnings.empty()) return Styled(text, Style::kYellow);
  return Styled(text, Style::kGreen);
}

void PrintResult(const std::string& file, const DraftResult& result, const std::string& citation, bool color) {
  std::string out =
      fmt::format("{}: {}: {}\n    \"{}\"\n", file, PlaceOf(result.quotation),
                  Coloured(std::string(DraftStateName(result.state)), result, color), result.quotation.text);
  for (const std::string& warning : result.match.warnings) out += "    warning: " + warning + "\n";
  if (!result.reason.empty()) out += "    " + result.reason + "\n";
  if (!result.match.omitted.empty()) out += "    left out: " + Joined(result.match.omitted, " | ") + "\n";
  if (result.row) {
    const indexer::Provenance& from = result.row->passage.from;
    out += fmt::format("    {} {}, {}, {}\n", result.evidence_id.empty() ? from.document_id : result.evidence_id,
                       from.publisher, from.title, from.url);
  }
  if (Fails(result.state) && !citation.empty()) out += "    cite: " + citation + "\n";
  if (!result.nearest.empty()) out += "    nearest true sentence: " + result.nearest + "\n";
  Print(out);
}

std::string CommentText(const DraftResult& result, const std::string& citation) {
  std::string text = fmt::format("{}: \"{}\"\n", DraftStateName(result.state), result.quotation.text);
  if (!result.reason.empty()) text += result.reason + "\n";
  for (const std::string& warning : result.match.warnings) text += "warning: " + warning + "\n";
  if (!citation.empty()) text += "cite: " + citation + "\n";
  if (!result.nearest.empty()) text += "nearest true sentence: " + result.nearest + "\n";
  return text;
}

std::string Summary(const DraftCounts& counts, const std::vector<std::string>& files) {
  if (counts.checked == 0 && counts.too_short == 0)
    return "nothing was checked: no quotation of three words or more was found in " + Joined(files, ", ") + "\n";
  std::string text = counts.checked == 0 ? "nothing was verified: no quotation is long enough to tell\n"
                                         : fmt::format("verified {} of {}", counts.verified, counts.checked);
  if (counts.checked == 0) return text;
  if (counts.warned) text += fmt::format(", {} with a warning", counts.warned);
  if (counts.too_short) text += fmt::format("; {} too short to tell", counts.too_short);
  return text + "\n";
}

Status WriteFix(const std::string& file, const std::string& fix, const std::vector<DraftResult>& results,
                const std::string& style) {
  std::vector<DraftComment> comments;
  for (const DraftResult& result : results)
    if (NeedsAnEye(result))
      comments.push_back({result.quotation.paragraph, CommentText(result, DraftCitation(result, style))});
  DOSSIER_TRY_ASSIGN(const std::string bytes, WithComments(file, comments, Now()));
  return WriteFileAtomically(fix, bytes);
}

}  // namespace

int VerifyDrafts(const Invocation& invocation, Format format, const std::vector<std::string>& files,
                 const DraftOptions& options, const Engine* engine, const corpus::Corpus& corpus) {
  if (!options.fix.empty() && files.size() != 1)
    return Report({ErrorCode::kUsage, "--fix takes one draft", "dossier verify DRAFT.docx --fix OUT.docx"});
  Json rows = Json::array();
  DraftCounts all;
  for (const std::string& file : files) {
    auto paragraphs = ReadDraft(file);
    if (!paragraphs) return Report(paragraphs.error());
    auto results = CheckDraft(FindQuotations(*paragraphs), engine, corpus);
    if (!results) return Report(results.error());
    if (!options.fix.empty())
      if (auto written = WriteFix(file, options.fix, *results, options.style); !written) return Report(written.error());
    const DraftCounts counts = CountDraft(*results);
    all.checked += counts.checked, all.verified += counts.verified;
    all.warned += counts.warned, all.too_short += counts.too_short;
    SortByUrgency(*results);
    for (const DraftResult& result : *results) {
      const std::string citation = DraftCitation(result, options.style);
      if (format == Format::kText) PrintResult(file, result, citation, UseColor(invocation));
      Json row = DraftRowJson(result, citation);
      row["file"] = file;
      rows.push_back(std::move(row));
    }
  }
  Print(format == Format::kJson ? DumpJson(DraftJson(std::move(rows), all), 2) + "\n" : Summary(all, files));
  return all.verified == all.checked && all.checked > 0 ? kExitOk : kExitNothing;
}

}  // namespace dossier::query
