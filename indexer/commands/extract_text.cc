#include "indexer/commands/extract_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/cli/table.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

namespace {

constexpr size_t kLabel = 12;         // columns
constexpr size_t kVerdict = 22;       // "keep  0.98  paragraph  "
constexpr double kHardlyAsked = 0.1;  // of a score: menus and the like, counted but not listed
constexpr size_t kShown = 120;        // bytes of a block's text

std::string Field(std::string_view label, const std::string& value, size_t width) {
  if (value.empty()) return "";
  std::string out;
  for (const std::string& part : WrapText(value, width > kLabel + 20 ? width - kLabel : 60)) {
    out += fmt::format("{:<{}}{}\n", out.empty() ? label : "", kLabel, part);
  }
  return out;
}

std::string DateField(std::string_view label, const Json& line) {
  const std::string key(label), date = StringAt(line, key);
  if (date.empty()) return "";
  const Json& confidence = MemberAt(line, key + "_confidence");
  const std::string sure = confidence.is_number() ? fmt::format(", confidence {:.2f}", confidence.get<double>()) : "";
  return fmt::format("{:<{}}{} (from {}{})\n", label, kLabel, date, StringAt(line, key + "_from"), sure);
}

std::string Joined(const Json& names) {
  std::string out;
  for (const Json& name : names) out += (out.empty() ? "" : "; ") + name.get<std::string>();
  return out;
}

double NumberAt(const Json& object, std::string_view key) {
  const Json& value = MemberAt(object, key);
  return value.is_number() ? value.get<double>() : 0;
}

std::string CandidatesText(const Json& explanation, size_t width) {
  std::string out;
  const std::string won = StringAt(explanation, "won");
  for (const auto& [name, candidate] : MemberAt(explanation, "candidates").items()) {
    out += Field(out.empty() ? "candidates" : "",
                 fmt::format("{} {:.2f} {}{}", name, NumberAt(candidate, "agreement"), StringAt(candidate, "element"),
                             name == won ? "  (agrees best with what was taken)" : ""),
                 width);
  }
  return out;
}

std::string ReasonsText(const Json& block) {
  const std::string rule = StringAt(block, "rule");
  if (!rule.empty()) return "rule: " + rule;
  std::string out;
  for (const Json& reason : MemberAt(block, "because")) {
    out += fmt::format("{}{}={:g} ({:+.2f})", out.empty() ? "" : ", ", StringAt(reason, "feature"),
                       NumberAt(reason, "value"), NumberAt(reason, "weight"));
  }
  return out;
}

std::string BlocksText(const Json& blocks, size_t width) {
  std::string out;
  size_t left_out = 0;
  for (const Json& block : blocks) {
    const bool kept = MemberAt(block, "kept").get<bool>();
    const double score = NumberAt(block, "score");
    const std::string reasons = ReasonsText(block);
    if (!kept && score < kHardlyAsked && StringAt(block, "rule").empty()) {
      ++left_out;
      continue;
    }
    const std::string text = StringAt(block, "text");
    const std::string_view shown = CutUtf8(text, std::min(kShown, width > kVerdict + 20 ? width - kVerdict : 60));
    out += fmt::format("{:<6}{:.2f}  {:<10}{}{}\n", kept ? "keep" : "drop", score, StringAt(block, "kind"),
                       CollapseWhiteSpace(shown), shown.size() < text.size() ? "..." : "");
    if (kept) continue;
    for (const std::string& part : WrapText(reasons, width > kVerdict + 20 ? width - kVerdict : 60)) {
      out += fmt::format("{:<{}}{}\n", "", kVerdict, part);
    }
  }
  if (left_out > 0)
    out += fmt::format("{} with a score below {} not listed\n", Plural(left_out, "block"), kHardlyAsked);
  return out;
}

}  // namespace

std::string ExtractText(const Json& line, size_t width) {
  std::string out = Field("file", StringAt(line, "file"), width);
  if (const std::string error = StringAt(line, "error"); !error.empty()) return out + Field("error", error, width);
  out +=
      Field("title", StringAt(line, "title"), width) + Field("author", Joined(MemberAt(line, "author")), width) +
      Field("publisher", StringAt(line, "publisher"), width) + DateField("published", line) +
      DateField("updated", line) + Field("language", StringAt(line, "language"), width) +
      Field("page kind", StringAt(line, "page_kind") + (MemberAt(line, "partial") == true ? ", partial" : ""), width) +
      Field("confidence", fmt::format("{:.2f}", NumberAt(line, "confidence")), width);
  const Json& explanation = MemberAt(line, "explanation");
  if (!explanation.is_object() || !MemberAt(explanation, "blocks").is_array())
    return out + "\n" + StringAt(line, "text") + "\n";
  return out + CandidatesText(explanation, width) + "\n" + BlocksText(MemberAt(explanation, "blocks"), width);
}

}  // namespace dossier::indexer
