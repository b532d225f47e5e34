#include "query/history/output.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

constexpr size_t kWideEnough = 110;    // columns from which both digests stand in the table
constexpr size_t kLongestShown = 600;  // code points of a value for people
constexpr size_t kShortDigest = 12;

std::string Minute(UtcTime time) {
  std::string text = FormatRfc3339(time);
  text[10] = ' ';
  return text.substr(0, 16);
}

std::string DayAt(const std::string& date) { return date.empty() ? "unknown" : date.substr(0, 10); }

std::string KindOf(const HistoryStep& step) {
  return step.change ? std::string(ChangeKindName(step.change->kind)) : "first";
}

bool SeveralFormats(const DocumentHistory& history) {
  return std::any_of(history.steps.begin(), history.steps.end(),
                     [&](const HistoryStep& step) { return step.format != history.steps.front().format; });
}

bool AnyVersion(const DocumentHistory& history) {
  return std::any_of(history.steps.begin(), history.steps.end(),
                     [](const HistoryStep& step) { return !step.stated_version.empty(); });
}

std::string WhatOf(const HistoryStep& step) {
  std::string text = step.change ? ChangedWords(step.change->changed) : "";
  if (step.change && step.change->changed.empty()) text = "version and history only";
  if (step.same_as) text += (text.empty() ? "" : "; ") + fmt::format("as revision {} again", step.same_as);
  return text;
}

std::string ShortDigestOf(const Digest& digest) {
  return digest.empty() ? "none" : digest.hex().substr(0, kShortDigest);
}

Table StepsTable(const DocumentHistory& history, bool digests, bool whole) {
  const bool formats = SeveralFormats(history), versions = AnyVersion(history);
  Table table;
  const auto column = [&](const char* header, bool right = false, bool wraps = false) {
    table.columns.push_back({header, right, wraps});
  };
  column("#", true);
  column("seen (UTC)");
  if (versions) column("version");
  column("dated");
  if (formats) column("format");
  column("change");
  column("what changed", false, true);
  if (digests) column("text"), column("capture");
  for (const HistoryStep& step : history.steps) {
    std::vector<std::string> row = {std::to_string(step.ordinal), Minute(step.seen.fetched)};
    if (versions) row.push_back(step.stated_version.empty() ? "none" : step.stated_version);
    row.push_back(DayAt(step.stated_date));
    if (formats) row.push_back(step.format);
    row.push_back(KindOf(step));
    row.push_back(WhatOf(step));
    if (digests) {
      row.push_back(whole ? step.text.hex() : ShortDigestOf(step.text));
      row.push_back(whole ? step.seen.sha256.hex() : ShortDigestOf(step.seen.sha256));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table DigestsTable(const DocumentHistory& history) {
  Table table;
  table.columns = {{"#", true}, {"text"}, {"capture"}};
  for (const HistoryStep& step : history.steps)
    table.rows.push_back({std::to_string(step.ordinal), ShortDigestOf(step.text), ShortDigestOf(step.seen.sha256)});
  return table;
}

std::string TitleOf(const DocumentHistory& history) {
  return history.steps.empty() ? history.document.title : history.steps.back().title;
}

// "4 revisions in 6 captures, 2023-09-07 to 2024-02-01; changes: 2 silent, 1 stated"
std::string CountsText(const DocumentHistory& history) {
  std::string text = Plural(history.steps.size(), "revision") + " in " + Plural(history.captures, "capture");
  if (!history.steps.empty()) {
    const std::string first = FormatDay(UtcDayOf(history.steps.front().seen.fetched));
    UtcTime latest = history.steps.front().last_seen;
    for (const HistoryStep& step : history.steps) latest = std::max(latest, step.last_seen);
    const std::string last = FormatDay(UtcDayOf(latest));
    text += ", " + first + (last == first ? "" : " to " + last);
  }
  std::string kinds;
  for (ChangeKind kind : {ChangeKind::kSilent, ChangeKind::kPartial, ChangeKind::kStated})
    if (const size_t count = history.Count(kind))
      kinds += fmt::format("{}{} {}", kinds.empty() ? "; changes: " : ", ", count, ChangeKindName(kind));
  text += kinds;
  if (history.unreadable) text += "; " + Plural(history.unreadable, "capture") + " cannot be read";
  return text;
}

std::string GoneText(const DocumentHistory& history) {
  if (!history.gone) return "";
  return fmt::format("gone since {}: the address answers {}", FormatDay(UtcDayOf(history.gone->since)),
                     history.gone->status);
}

std::string StepName(const HistoryStep& step) {
  std::string text = fmt::format("revision {} (seen {}", step.ordinal, Minute(step.seen.fetched));
  if (!step.stated_version.empty()) text += ", version " + step.stated_version;
  if (!step.stated_date.empty()) text += ", dated " + DayAt(step.stated_date);
  return text + ")";
}

std::string HeadingOf(const ShownDiff& diff) {
  return fmt::format("{}: {} to {}", diff.history.id, StepName(diff.before), StepName(diff.after));
}

std::string KindsLine(const ShownDiff& diff) {
  std::string text(ChangeKindName(diff.kinds.kind));
  if (diff.kinds.kind == ChangeKind::kSilent) text += ": version and dates stayed";
  if (diff.kinds.kind == ChangeKind::kPartial) text += ": the version stayed";
  if (!diff.kinds.any()) return "no difference";
  return text + "; " + (diff.kinds.changed.empty() ? "version and history only" : ChangedWords(diff.kinds.changed));
}

std::string CutText() { return fmt::format("only the first {} differences are shown", kMostChanges); }

std::string OpWord(const FieldChange& change) { return std::string(ChangeName(change.op)); }

void AppendWrapped(std::string& out, const std::string& mark, std::string_view text, size_t width) {
  const size_t room = width > 40 ? width - 6 : 34;
  bool first = true;
  for (const std::string& line : WrapText(ShownLine(text, kLongestShown), room)) {
    out += fmt::format("    {} {}\n", first ? mark : " ", line);
    first = false;
  }
}

Json WordsJson(const std::vector<DiffPart>& words) {
  static constexpr const char* kOps[] = {"same", "removed", "added"};
  Json parts = Json::array();
  for (const DiffPart& part : words) parts.push_back({{"op", kOps[static_cast<int>(part.op)]}, {"text", part.text}});
  return parts;
}

Json StepJson(const HistoryStep& step) {
  const auto or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  Json json;
  json["ordinal"] = step.ordinal;
  json["seen"] = FormatRfc3339(step.seen.fetched);
  json["stated_version"] = or_null(step.stated_version);
  json["stated_date"] = or_null(step.stated_date);
  json["kind"] = ChangeKindName(step.change ? step.change->kind : ChangeKind::kStated);
  if (step.change) {
    json["changed"] = step.change->changed;
    json["tracking"] = step.change->tracking;
  }
  json["text_sha256"] = step.text.empty() ? Json(nullptr) : Json(step.text.hex());
  json["capture_sha256"] = step.seen.sha256.hex();
  json["status"] = or_null(step.status);
  json["format"] = step.format;
  json["last_seen"] = FormatRfc3339(step.last_seen);
  json["captures"] = step.captures;
  if (step.same_as) json["same_as"] = step.same_as;
  json["url"] = WithoutUserinfo(step.seen.url);
  return json;
}

std::string MarkdownWords(const FieldChange& change) {
  std::string text;
  for (const DiffPart& part : change.words) {
    const std::string words = MarkdownText(part.text);
    text += text.empty() ? "" : " ";
    text += part.op == DiffPart::Op::kSame      ? words
            : part.op == DiffPart::Op::kRemoved ? "~~" + words + "~~"
                                                : "**" + words + "**";
  }
  return text;
}

std::string HtmlWords(const FieldChange& change) {
  std::string text;
  for (const DiffPart& part : change.words) {
    const std::string words = EscapeMarkup(part.text);
    text += text.empty() ? "" : " ";
    text += part.op == DiffPart::Op::kSame      ? words
            : part.op == DiffPart::Op::kRemoved ? "<del>" + words + "</del>"
                                                : "<ins>" + words + "</ins>";
  }
  return text;
}

// The value of one side for people: a list or an object on one line, cut.
std::string Shown(const std::string& value) { return value.empty() ? "(empty)" : ShownLine(value, kLongestShown); }

}  // namespace

std::string ChangedWords(const std::vector<std::string>& changed) {
  if (changed.size() == 1 && changed[0] == "references") return "references only";
  std::string text;
  for (const std::string& name : changed) {
    std::string word = name == "product_tree" ? "products" : name;
    std::replace(word.begin(), word.end(), '_', ' ');
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

std::string MarkedWords(const std::vector<DiffPart>& words) {
  std::string text;
  for (const DiffPart& part : words) {
    text += text.empty() ? "" : " ";
    text += part.op == DiffPart::Op::kSame      ? part.text
            : part.op == DiffPart::Op::kRemoved ? "[-" + part.text + "-]"
                                                : "{+" + part.text + "+}";
  }
  return text;
}

std::string HistoryText(const DocumentHistory& history, size_t width) {
  std::string out;
  for (const std::string& line : WrapText(ShownLine(TitleOf(history)), width)) out += line + "\n";
  for (const std::string& value :
       {history.id == history.document_id ? std::string() : history.id, history.document.source.publisher,
        history.document_id, WithoutUserinfo(history.document.url)})
    if (!value.empty()) out += "  " + ShownLine(value, 300) + "\n";
  for (const std::string& line : WrapText(CountsText(history), width)) out += line + "\n";
  if (const std::string gone = GoneText(history); !gone.empty()) out += gone + "\n";
  const bool wide = width >= kWideEnough;
  out += "\n" + RenderText(StepsTable(history, wide, false), width);
  if (!wide) out += "\nsha256 of\n" + RenderText(DigestsTable(history), width);
  return out;
}

std::string HistoryMarkdown(const DocumentHistory& history) {
  std::string out = "# " + MarkdownText(TitleOf(history)) + "\n\n";
  out += MarkdownText(history.id) + ", " + MarkdownText(history.document.source.publisher) + ". " +
         MarkdownText(CountsText(history)) + ".\n";
  if (const std::string gone = GoneText(history); !gone.empty()) out += "\n" + gone + "\n";
  return out + "\n" + RenderMarkdown(StepsTable(history, true, false));
}

std::string HistoryCsv(const DocumentHistory& history) { return RenderCsv(StepsTable(history, true, true)); }

Json HistoryJson(const DocumentHistory& history) {
  Json json;
  json["schema"] = "dossier.history/1";
  json["id"] = history.id;
  json["document"] = {{"id", history.document_id},
                      {"key", history.document.key},
                      {"title", TitleOf(history)},
                      {"publisher", history.document.source.publisher},
                      {"url", WithoutUserinfo(history.document.url)}};
  json["captures"] = history.captures;
  json["unreadable"] = history.unreadable;
  json["gone"] = nullptr;
  if (history.gone) json["gone"] = {{"since", FormatRfc3339(history.gone->since)}, {"status", history.gone->status}};
  json["revisions"] = Json::array();
  for (const HistoryStep& step : history.steps) json["revisions"].push_back(StepJson(step));
  return json;
}

std::string DiffAsText(const ShownDiff& diff, size_t width) {
  std::string out;
  for (const std::string& line : WrapText(HeadingOf(diff), width)) out += line + "\n";
  for (const std::string& line : WrapText(KindsLine(diff), width)) out += line + "\n";
  std::string field;
  for (const FieldChange& change : diff.changes.list) {
    if (change.field != field) out += "\n" + change.field + "\n";
    field = change.field;
    const std::string place = OpWord(change) + (change.place.empty() ? "" : ": " + ShownLine(change.place, 300));
    bool first = true;
    for (const std::string& line : WrapText(place, width > 40 ? width - 4 : 36)) {
      out += (first ? "  " : "    ") + line + "\n";
      first = false;
    }
    if (!change.words.empty()) {
      AppendWrapped(out, "~", MarkedWords(change.words), width);
      continue;
    }
    if (change.op == FieldChange::Op::kRemoved || change.op == FieldChange::Op::kChanged)
      AppendWrapped(out, "-", Shown(change.before), width);
    if (change.op == FieldChange::Op::kAdded || change.op == FieldChange::Op::kChanged)
      AppendWrapped(out, "+", Shown(change.after), width);
    if (change.op == FieldChange::Op::kMoved && !change.after.empty())
      AppendWrapped(out, "=", Shown(change.after), width);
  }
  if (diff.changes.cut) out += "\n" + CutText() + "\n";
  return out;
}

std::string DiffAsMarkdown(const ShownDiff& diff) {
  std::string out = "# " + MarkdownText(HeadingOf(diff)) + "\n\n" + MarkdownText(KindsLine(diff)) + "\n";
  std::string field;
  for (const FieldChange& change : diff.changes.list) {
    if (change.field != field) out += "\n## " + MarkdownText(change.field) + "\n\n";
    field = change.field;
    out += "- " + OpWord(change) + (change.place.empty() ? "" : ", " + MarkdownText(change.place)) + ": ";
    if (!change.words.empty())
      out += MarkdownWords(change);
    else if (change.op == FieldChange::Op::kChanged)
      out += "~~" + MarkdownText(Shown(change.before)) + "~~ **" + MarkdownText(Shown(change.after)) + "**";
    else
      out += MarkdownText(Shown(change.op == FieldChange::Op::kRemoved ? change.before : change.after));
    out += "\n";
  }
  if (diff.changes.cut) out += "\n" + CutText() + "\n";
  return out;
}

std::string DiffAsHtml(const ShownDiff& diff) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + EscapeMarkup(diff.history.id) +
      "</title>\n<style>\nbody{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111;"
      "background:#fff}\ndel{background:#fdd;color:#700}\nins{background:#dfd;color:#050}\n"
      "li{margin:.6em 0}\n.place{color:#555}\n</style>\n</head>\n<body>\n<h1>" +
      EscapeMarkup(TitleOf(diff.history)) + "</h1>\n<p>" + EscapeMarkup(HeadingOf(diff)) + "<br>" +
      EscapeMarkup(KindsLine(diff)) + "</p>\n";
  std::string field;
  for (const FieldChange& change : diff.changes.list) {
    if (change.field != field)
      out += (field.empty() ? "" : "</ul>\n") + ("<h2>" + EscapeMarkup(change.field) + "</h2>\n<ul>\n");
    field = change.field;
    out += "<li><span class=\"place\">" + OpWord(change) +
           (change.place.empty() ? "" : ", " + EscapeMarkup(change.place)) + "</span><br>";
    if (!change.words.empty()) {
      out += HtmlWords(change);
    } else {
      if (change.op == FieldChange::Op::kRemoved || change.op == FieldChange::Op::kChanged)
        out += "<del>" + EscapeMarkup(Shown(change.before)) + "</del> ";
      if (change.op == FieldChange::Op::kAdded || change.op == FieldChange::Op::kChanged)
        out += "<ins>" + EscapeMarkup(Shown(change.after)) + "</ins>";
      if (change.op == FieldChange::Op::kMoved) out += EscapeMarkup(change.after);
    }
    out += "</li>\n";
  }
  if (!field.empty()) out += "</ul>\n";
  if (diff.changes.cut) out += "<p>" + CutText() + "</p>\n";
  return out + "</body>\n</html>\n";
}

Json DiffAsJson(const ShownDiff& diff) {
  Json json;
  json["schema"] = "dossier.diff/1";
  json["id"] = diff.history.id;
  json["from"] = StepJson(diff.before);
  json["to"] = StepJson(diff.after);
  json["kind"] = ChangeKindName(diff.kinds.kind);
  json["changed"] = diff.kinds.changed;
  json["tracking"] = diff.kinds.tracking;
  json["cut"] = diff.changes.cut;
  json["changes"] = Json::array();
  for (const FieldChange& change : diff.changes.list) {
    Json one;
    one["op"] = ChangeName(change.op);
    one["field"] = change.field;
    one["place"] = change.place;
    one["pointer"] = change.pointer.empty() ? Json(nullptr) : Json(change.pointer);
    one["before"] = change.before.empty() ? Json(nullptr) : Json(change.before);
    one["after"] = change.after.empty() ? Json(nullptr) : Json(change.after);
    one["words"] = WordsJson(change.words);
    json["changes"].push_back(std::move(one));
  }
  return json;
}

}  // namespace dossier::query
