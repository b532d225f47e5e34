// News as text, Markdown, JSON and Atom.
#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "query/forms/uuid.h"
#include "query/history/news.h"
#include "query/history/output.h"
#include "query/output/json.h"
#include "query/output/text.h"

namespace dossier::query {
namespace {

std::string SinceText(const News& news) {
  std::string text = "news";
  if (!news.question.empty()) text += " of " + news.question;
  if (news.since_time) return text + " since " + FormatRfc3339(*news.since_time);
  return text + (news.since == corpus::CaptureId::kNone ? ", all of the corpus" : "");
}

std::string CountsOf(const News& news) {
  if (!news.any()) return "nothing is new";
  const auto silent = std::count_if(news.revisions.begin(), news.revisions.end(),
                                    [](const auto& one) { return one.step.change->kind == ChangeKind::kSilent; });
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (!news.revisions.empty())
    add(Plural(news.revisions.size(), "new revision") + (silent ? fmt::format(" ({} silent)", silent) : ""));
  if (!news.gone.empty()) add(Plural(news.gone.size(), "page") + " gone");
  if (!news.rows.empty())
    add(Plural(news.rows.size(), "row") + " of evidence" + (news.more ? ", cut by the limit" : ""));
  if (!news.names.empty()) add(Plural(news.names.size(), "new name"));
  if (news.documents) add(Plural(news.documents, "new document"));
  return text;
}

Table RevisionsTable(const News& news) {
  Table table;
  table.columns = {{"change"}, {"document"}, {"#", true}, {"seen"}, {"what changed", false, true}};
  for (const NewsRevision& one : news.revisions)
    table.rows.push_back(
        {std::string(ChangeKindName(one.step.change->kind)), one.id, std::to_string(one.step.ordinal),
         FormatDay(UtcDayOf(one.step.seen.fetched)),
         (one.step.change->changed.empty() ? "version and history only" : ChangedWords(one.step.change->changed)) +
             " (" + ShownLine(one.title, 100) + ")"});
  return table;
}

Table GoneTable(const News& news) {
  Table table;
  table.columns = {{"gone since"}, {"answer"}, {"document"}, {"title", false, true}};
  for (const NewsGone& one : news.gone)
    table.rows.push_back({FormatDay(UtcDayOf(one.gone.since)), std::to_string(one.gone.status), one.id, one.title});
  return table;
}

std::string Quoted(const EvidenceRow& row) {
  return row.verification == Verification::kFailed ? "[quotation withheld]" : row.quotation();
}

Table RowsTable(const News& news) {
  Table table;
  table.columns = {{"published"}, {"publisher"}, {"action"}, {"evidence"}, {"quotation", false, true}};
  for (const EvidenceRow& row : news.rows)
    table.rows.push_back({row.passage.from.published.empty() ? "unknown" : row.passage.from.published.substr(0, 10),
                          ShownLine(indexer::ShownPublisher(row.passage.from.publisher, row.passage.from.url), 24),
                          ShownLine(ActionsText(row), 24), row.said().id, Quoted(row)});
  return table;
}

std::string NamesText(const News& news) {
  std::string text;
  for (const auto& [id, name] : news.names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// An entry of the feed. Its id is made of what it tells, so that a reader knows it again.
std::string AtomEntry(const std::string& name, const std::string& title, UtcTime updated, const std::string& url,
                      const std::string& summary) {
  std::string out = "  <entry>\n    <id>urn:uuid:" + UuidOfUrl("dossier:" + name) + "</id>\n    <title>" +
                    EscapeMarkup(ShownLine(title)) + "</title>\n    <updated>" + FormatRfc3339(updated) +
                    "</updated>\n";
  if (url.starts_with("http"))
    out += "    <link rel=\"alternate\" href=\"" + EscapeMarkup(WithoutUserinfo(url)) + "\"/>\n";
  return out + "    <summary type=\"text\">" + EscapeMarkup(summary) + "</summary>\n  </entry>\n";
}

}  // namespace

std::string NewsText(const News& news, const Engine&, size_t width) {
  std::string out;
  for (const std::string& line : WrapText(SinceText(news) + ": " + CountsOf(news), width)) out += line + "\n";
  if (!news.revisions.empty()) out += "\nRevisions, silent ones first\n\n" + RenderText(RevisionsTable(news), width);
  if (!news.gone.empty()) out += "\nGone; what was captured stays\n\n" + RenderText(GoneTable(news), width);
  if (!news.rows.empty()) out += "\nEvidence\n\n" + RenderText(RowsTable(news), width);
  if (!news.names.empty()) {
    out += "\nNames that no older document has\n\n";
    for (const std::string& line : WrapText(NamesText(news), width)) out += line + "\n";
  }
  return out;
}

std::string NewsMarkdown(const News& news, const Engine&) {
  std::string out = "# " + MarkdownText(SinceText(news)) + "\n\n" + MarkdownText(CountsOf(news)) + "\n";
  if (!news.revisions.empty()) out += "\n## Revisions\n\n" + RenderMarkdown(RevisionsTable(news));
  if (!news.gone.empty()) out += "\n## Gone\n\n" + RenderMarkdown(GoneTable(news));
  if (!news.rows.empty()) out += "\n## Evidence\n\n" + RenderMarkdown(RowsTable(news));
  if (!news.names.empty()) out += "\n## Names\n\n" + MarkdownText(NamesText(news)) + "\n";
  return out;
}

Json NewsJson(const News& news) {
  Json json;
  json["schema"] = "dossier.news/1";
  json["question"] = news.question.empty() ? Json(nullptr) : Json(news.question);
  json["since"] = {{"capture", static_cast<int64_t>(news.since)},
                   {"time", news.since_time ? Json(FormatRfc3339(*news.since_time)) : Json(nullptr)}};
  json["until"] = {{"capture", static_cast<int64_t>(news.until)}};
  json["new"] = news.any();
  json["documents"] = news.documents;
  json["more"] = news.more;
  json["revisions"] = Json::array();
  for (const NewsRevision& one : news.revisions) {
    Json row = {{"id", one.id},
                {"document", one.document_id},
                {"title", one.title},
                {"publisher", one.publisher},
                {"url", one.url}};
    row["ordinal"] = one.step.ordinal;
    row["seen"] = FormatRfc3339(one.step.seen.fetched);
    row["kind"] = ChangeKindName(one.step.change->kind);
    row["changed"] = one.step.change->changed;
    row["stated_version"] = one.step.stated_version.empty() ? Json(nullptr) : Json(one.step.stated_version);
    row["capture_sha256"] = one.step.seen.sha256.hex();
    json["revisions"].push_back(std::move(row));
  }
  json["gone"] = Json::array();
  for (const NewsGone& one : news.gone)
    json["gone"].push_back({{"id", one.id},
                            {"document", one.document_id},
                            {"title", one.title},
                            {"url", one.url},
                            {"since", FormatRfc3339(one.gone.since)},
                            {"status", one.gone.status}});
  json["rows"] = Json::array();
  for (const EvidenceRow& row : news.rows) json["rows"].push_back(RowJson(row));
  json["names"] = Json::array();
  for (const auto& [id, name] : news.names) json["names"].push_back({{"id", id}, {"name", name}});
  return json;
}

std::string NewsAtom(const News& news) {
  UtcTime updated = Now();
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n  <id>urn:uuid:" +
      UuidOfUrl("dossier:news/" + news.question) + "</id>\n  <title>" +
      EscapeMarkup("dossier: " + (news.question.empty() ? std::string("news") : news.question)) +
      "</title>\n  <updated>" + FormatRfc3339(updated) + "</updated>\n  <author><name>dossier</name></author>\n";
  for (const NewsRevision& one : news.revisions) {
    const std::string kind(ChangeKindName(one.step.change->kind));
    out += AtomEntry(
        "revision/" + one.document_id + "/" + one.step.seen.sha256.hex() + "/" + FormatRfc3339(one.step.seen.fetched),
        one.id + ": " + kind + " change of " + ChangedWords(one.step.change->changed), one.step.seen.fetched, one.url,
        one.title + " (" + one.publisher + ")");
  }
  for (const NewsGone& one : news.gone)
    out += AtomEntry("gone/" + one.document_id + "/" + FormatRfc3339(one.gone.since), one.id + " is gone",
                     one.gone.since, one.url, one.title + ": the address answers " + std::to_string(one.gone.status));
  for (const EvidenceRow& row : news.rows)
    out += AtomEntry("evidence/" + row.said().id, row.passage.from.publisher + ": " + row.passage.from.title,
                     row.passage.from.fetched, row.passage.from.url, Quoted(row) + " [" + row.said().id + "]");
  for (const auto& [id, name] : news.names) out += AtomEntry("name/" + id, "new name: " + name, updated, "", name);
  return out + "</feed>\n";
}

}  // namespace dossier::query
