#include "query/commands/draft_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/file.h"
#include "query/cite/citation.h"
#include "query/draft/checker.h"
#include "query/draft/comments.h"
#include "query/draft/reader.h"
#include "query/output/words.h"

namespace dossier::query {
namespace {

// A citation to paste: of where the words stand. "" when there is none.
std::string CitationOf(const DraftResult& result, const std::string& style) {
  if (!result.row || result.state == DraftState::kTitle || result.row->passage.statements.empty()) return "";
  auto citations = RenderCitations({RecordOf(*result.row)}, {.style = style});
  return citations && !citations->empty() ? citations->front().entry : "";
}

Json DraftJson(const DraftResult& result, const std::string& citation) {
  static const indexer::Provenance kNone;
  const indexer::Provenance& from = result.row ? result.row->passage.from : kNone;
  Json json = {{"quotation", result.quotation.text},    {"paragraph", result.quotation.paragraph},
               {"state", DraftStateName(result.state)}, {"reason", result.reason},
               {"document", from.document_id},          {"title", from.title},
               {"publisher", from.publisher},           {"url", from.url},
               {"evidence", result.evidence_id},        {"nearest", result.nearest}};
  json["line"] = result.quotation.line ? Json(result.quotation.line) : Json();
  json["place"] = result.quotation.place;
  json["omitted"] = result.match.omitted;
  json["warnings"] = result.match.warnings;
  json["right"] = result.right;
  json["citation"] = citation;
  return json;
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
  if (!result.match.omitted.empty()) out += "    left out: " + JoinedNames(result.match.omitted, " | ") + "\n";
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

bool NeedsAnEye(const DraftResult& result) {
  return Fails(result.state) || result.state == DraftState::kTooShort ||
         (Stands(result.state) && !result.match.warnings.empty());
}

// Failures, then warnings and what is too short, then the rest; each in the order of the draft.
int Urgency(const DraftResult& result) { return Fails(result.state) ? 0 : NeedsAnEye(result) ? 1 : 2; }

std::string Summary(const DraftCounts& counts, const std::vector<std::string>& files) {
  if (counts.checked == 0 && counts.too_short == 0)
    return "nothing was checked: no quotation of three words or more was found in " + JoinedNames(files, ", ") + "\n";
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
      comments.push_back({result.quotation.paragraph, CommentText(result, CitationOf(result, style))});
  DOSSIER_TRY_ASSIGN(const std::string bytes, WithComments(file, comments, Now()));
  return WriteFileAtomically(fix, bytes);
}

}  // namespace

int VerifyDrafts(const Invocation& invocation, Format format, const std::vector<std::string>& files,
                 const DraftOptions& options, const Engine* engine, const corpus::Corpus& corpus) {
  if (!options.fix.empty() && files.size() != 1)
    return Report({ErrorCode::kUsage, "--fix takes one draft", "dossier verify DRAFT.docx --fix OUT.docx"});
  Json json;
  json["schema"] = "dossier.draft/1";
  json["rows"] = Json::array();
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
    std::stable_sort(results->begin(), results->end(),
                     [](const DraftResult& a, const DraftResult& b) { return Urgency(a) < Urgency(b); });
    for (const DraftResult& result : *results) {
      const std::string citation = CitationOf(result, options.style);
      if (format == Format::kText) PrintResult(file, result, citation, UseColor(invocation));
      Json row = DraftJson(result, citation);
      row["file"] = file;
      json["rows"].push_back(std::move(row));
    }
  }
  json["quotations"] = all.checked;
  json["verified"] = all.verified;
  json["too_short"] = all.too_short;
  json["warned"] = all.warned;
  Print(format == Format::kJson ? DumpJson(json, 2) + "\n" : Summary(all, files));
  return all.verified == all.checked && all.checked > 0 ? kExitOk : kExitNothing;
}

}  // namespace dossier::query
