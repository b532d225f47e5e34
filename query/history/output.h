// Histories and their differences for people and programs (OUTPUT.md: dossier.history/1, dossier.diff/1). Pure.
#pragma once

#include <string>

#include "corpus/base/json.h"
#include "query/history/history.h"

namespace dossier::query {

// `width` in terminal columns.
std::string HistoryText(const DocumentHistory& history, size_t width);
std::string HistoryMarkdown(const DocumentHistory& history);
std::string HistoryCsv(const DocumentHistory& history);
Json HistoryJson(const DocumentHistory& history);

// One step to another, with what lies between told in the heading.
struct ShownDiff {
  const DocumentHistory& history;
  const HistoryStep& before;
  const HistoryStep& after;
  ContentChange kinds;
  Changes changes;
};
std::string DiffAsText(const ShownDiff& diff, size_t width);
std::string DiffAsMarkdown(const ShownDiff& diff);
// One file that asks for nothing from outside.
std::string DiffAsHtml(const ShownDiff& diff);
Json DiffAsJson(const ShownDiff& diff);

// "products, vulnerabilities", "references only": kinds of content in words.
std::string ChangedWords(const std::vector<std::string>& changed);
// "[-old-] {+new+}" among the words that stay.
std::string MarkedWords(const std::vector<DiffPart>& words);

}  // namespace dossier::query
