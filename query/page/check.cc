// /check: each quotation of a draft, found in the archive or not.
#include <fmt/format.h>

#include "corpus/base/cli/table.h"
#include "query/page/pages.h"
#include "query/tasks/drafts.h"

namespace dossier::query {
namespace {

Html Form(const Visit& visit, const std::string& text) {
  return Tag("form",
             {Attr("method", "post"), Action("/check"), Attr("enctype", "multipart/form-data"), Class("stacked")},
             Hidden("secret", visit.site.rules.secret) + Tag("label", {Attr("for", "text")}, "Your draft") +
                 Tag("textarea", {Id("text"), Attr("name", "text"), Attr("maxlength", 1000000)}, text) +
                 Tag("label", {Attr("for", "file")}, "or a file: docx, odt, html, md, txt") +
                 Tag("input", {Id("file"), Attr("name", "file"), Attr("type", "file"),
                               Attr("accept", ".docx,.odt,.html,.htm,.md,.txt")}) +
                 Tag("button", {Class("primary")}, "Check every quotation"));
}

Html ResultItem(const Visit& visit, const DraftResult& result) {
  const char* tone = Fails(result.state)                           ? "badge bad"
                     : NeedsAnEye(result) || !Stands(result.state) ? "badge warn"
                                                                   : "badge good";
  const char* mark = Fails(result.state) ? "\xE2\x9C\x97 " : Stands(result.state) ? "\xE2\x9C\x93 " : "";
  const std::string place = result.quotation.line ? fmt::format("line {}", result.quotation.line)
                                                  : fmt::format("paragraph {}", result.quotation.paragraph);
  Html inside = Tag("p", {Class("state")},
                    Tag("span", {Class(tone)}, mark + std::string(DraftStateName(result.state))) + " \xC2\xB7 " +
                        place + (result.quotation.place.empty() ? "" : ", " + result.quotation.place)) +
                Tag("blockquote", Tag("p", Tag("q", result.quotation.text)));
  if (!result.reason.empty()) inside += Tag("p", result.reason);
  for (const std::string& warning : result.match.warnings) inside += Tag("p", {Class("warn")}, "Warning: " + warning);
  for (const std::string& omitted : result.match.omitted) inside += Tag("p", {Class("soft")}, "Left out: " + omitted);
  if (result.row) {
    const indexer::Provenance& from = result.row->passage.from;
    inside +=
        Tag("p", {Class("source")},
            Html("Stands in: ") +
                Link(PathOf("document", from.document_id) +
                         (result.evidence_id.empty() ? "" : "?at=" + result.evidence_id + "#" + result.evidence_id),
                     from.title.empty() ? from.url : from.title) +
                (result.evidence_id.empty()
                     ? Html()
                     : Html(" \xC2\xB7 ") + Tag("a",
                                                {Href(PathOf("evidence", result.evidence_id)),
                                                 Attr("aria-label", "proof of " + result.evidence_id)},
                                                "proof")));
  }
  if (const std::string citation = DraftCitation(result, visit.style()); !citation.empty())
    inside += Tag("p", {Class("source")}, "Cite: " + citation);
  if (!result.nearest.empty()) inside += Tag("p", "The nearest true sentence: " + result.nearest);
  return Tag("article", {Class("card"), Attr("aria-label", "Quotation in " + place)}, inside);
}

}  // namespace

PageResult CheckPage(const Visit& visit) {
  PageFrame frame;
  frame.title = "Check a draft";
  frame.active = "/check";
  return MakePage(visit, frame,
                  Tag("h1", frame.title) +
                      Tag("p", {Class("lead")},
                          "Every passage in quotation marks is looked for in the archive, and whether it was said "
                          "there by whom your draft names. Nothing is kept.") +
                      Form(visit, ""));
}

PageResult CheckedPage(const Visit& visit) {
  std::string bytes = visit.request.Posted("text"), name = "draft.md";
  for (const Upload& upload : visit.request.uploads)
    if (!upload.bytes.empty()) {
      bytes = upload.bytes;
      name = upload.file_name;
    }
  if (bytes.empty())
    return Fail(ErrorCode::kUsage, "there is nothing to check", "paste your draft, or choose its file");
  DOSSIER_TRY_ASSIGN(auto results, CheckDraftBytes(bytes, name, visit.desk.engine(), visit.desk.archive()));
  const DraftCounts counts = CountDraft(results);
  SortByUrgency(results);
  std::string summary = counts.checked == 0
                            ? "No quotation is long enough to tell."
                            : fmt::format("{} of {} verified.", counts.verified, Plural(counts.checked, "quotation"));
  if (results.empty()) summary = "No quotation of three words or more was found.";
  if (counts.warned) summary += fmt::format(" {} with a warning.", counts.warned);
  if (counts.too_short) summary += fmt::format(" {} too short to tell.", counts.too_short);
  Html cards;
  for (const DraftResult& result : results) cards += ResultItem(visit, result);
  PageFrame frame;
  frame.title = "Your draft, checked";
  frame.active = "/check";
  const bool pasted = visit.request.uploads.empty() || name == "draft.md";
  return MakePage(visit, frame,
                  Tag("h1", frame.title) + Tag("p", {Class("lead")}, summary) + Tag("div", {Class("results")}, cards) +
                      Section("again", "Check again", Form(visit, pasted ? bytes : "")));
}

}  // namespace dossier::query
