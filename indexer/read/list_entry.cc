#include "indexer/read/list_entry.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/structured.h"

namespace dossier::indexer {
namespace {

// "A; B; C" as a list. OFAC joins programs by "] [".
std::vector<std::string> Parts(std::string_view text, std::string_view separator) {
  UniqueNames parts;
  while (!text.empty()) {
    const size_t at = std::min(text.find(separator), text.size());
    parts.Add(TrimmedName(text.substr(0, at)));
    text.remove_prefix(std::min(text.size(), at + separator.size()));
  }
  return parts.Take();
}

// The remark that begins with `label` ("Linked To: HUAWEI ..."), up to the semicolon; "" when there is none.
std::string Remark(const std::string& remarks, std::string_view label) {
  size_t at = remarks.find(label);
  while (at != std::string::npos && at > 0 && remarks[at - 1] != ' ' && remarks[at - 1] != ';')
    at = remarks.find(label, at + 1);
  if (at == std::string::npos) return "";
  std::string remark = remarks.substr(at + label.size(), remarks.find(';', at) - at - label.size());
  while (!remark.empty() && (remark.back() == '.' || remark.back() == ' ')) remark.pop_back();
  return TrimmedName(remark);
}

// The day behind a label that may name a program in brackets: "Listing Date (CMIC) 03 Jun 2021".
std::string DayBehind(const std::string& remarks, std::string_view label) {
  const auto day = FirstLongDate(std::string_view(Remark(remarks, label)));
  return day ? FormatDay(*day) : "";
}

// Names that the remarks give beside the first: "a.k.a. 'ZAHAR, Mahmoud'".
void AddAliases(const std::string& remarks, std::vector<std::string>& aliases) {
  for (const std::string_view mark : {"a.k.a. '", "f.k.a. '", "n.k.a. '", "a.k.a. \"", "f.k.a. \""})
    for (size_t at = remarks.find(mark); at != std::string::npos; at = remarks.find(mark, at + 1)) {
      const size_t begin = at + mark.size(), end = remarks.find(mark.back(), begin);
      if (end != std::string::npos) aliases.push_back(remarks.substr(begin, end - begin));
    }
}

// "82 F.R. 48792 10/20/2017", "83 FR 44824": the citation as one writes it.
std::string CitationIn(const std::string& text) {
  for (const std::string_view mark : {" FR ", " F.R. ", " Fed. Reg. "}) {
    const size_t at = text.find(mark);
    if (at == std::string::npos) continue;
    size_t begin = at;
    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
    size_t end = at + mark.size();
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == ',')) ++end;
    while (end > at && text[end - 1] == ',') --end;
    if (begin < at && end > at + mark.size())
      return text.substr(begin, at - begin) + " FR " + text.substr(at + mark.size(), end - at - mark.size());
  }
  return "";
}

// Who keeps the list that a row is of. The Consolidated Screening List names them behind a dash.
std::string OwnerOf(const std::string& source) {
  const size_t dash = source.rfind(" - ");
  const std::string owner = dash == std::string::npos ? "" : source.substr(dash + 3);
  if (owner == "Treasury Department") return "Office of Foreign Assets Control";
  if (owner == "State Department") return "Department of State";
  return owner;
}

// The facts of a row, whatever the file they come from.
void FinishEntry(const ListFields& row, ReadDocument& entry) {
  StructuredFacts& facts = *entry.structured;
  entry.format = facts.kind = "list";
  entry.page_kind = PageKind::kAdvisory;
  entry.confidence = 1;
  entry.language = "en";
  const std::string source = FieldOf(row, "source"), remarks = FieldOf(row, "remarks");
  facts.title = FieldOf(row, "name");
  entry.title = CollapseWhiteSpace(facts.title);
  facts.vendors = {facts.title};
  facts.publisher = entry.publisher = OwnerOf(source);
  if (facts.publisher.empty()) facts.publisher = entry.publisher = "Office of Foreign Assets Control";
  facts.tracking_id = FieldOf(row, "entity_number");
  if (facts.tracking_id.empty()) facts.tracking_id = entry.title;
  facts.status = "listed";
  const std::vector<std::string> programs =
      Parts(FieldOf(row, "programs"), FieldOf(row, "programs").find("] [") != std::string::npos ? "] [" : ";");
  for (const std::string& program : programs) facts.category += (facts.category.empty() ? "" : "; ") + program;
  facts.aliases = Parts(FieldOf(row, "alt_names"), ";");
  AddAliases(remarks, facts.aliases);
  facts.initial = FieldOf(row, "start_date");
  if (facts.initial.empty()) facts.initial = DayBehind(remarks, "Listing Date");
  facts.effective = DayBehind(remarks, "Effective Date");
  facts.citation = CitationIn(FieldOf(row, "federal_register_notice"));
  if (facts.citation.empty()) facts.citation = CitationIn(remarks);
  facts.action = FieldOf(row, "license_policy");
  if (const std::string url = FieldOf(row, "source_information_url"); !url.empty()) facts.references = {url};
  entry.published = StatedAs(facts.initial, "stated");
  const std::string list = source.substr(0, source.rfind(" - "));
  facts.reads = facts.publisher + " lists " + entry.title;
  if (!list.empty()) facts.reads += " on the " + list;
  if (!facts.category.empty()) facts.reads += " under " + facts.category;
  if (!facts.initial.empty()) facts.reads += " since " + facts.initial;
  if (!facts.citation.empty()) facts.reads += " (" + facts.citation + ")";
  if (const std::string linked = Remark(remarks, "Linked To:"); !linked.empty()) facts.reads += "; linked to " + linked;
}

}  // namespace

std::string FieldOf(const ListFields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

std::string ListValue(std::string_view written) {
  std::string value = TrimmedName(written);
  return value == "-0-" ? "" : value;
}

std::string UniqueKeys::Take(std::string key) {
  std::string unique = key;
  for (int& again = next_.emplace(key, 2).first->second; !seen_.insert(unique).second; ++again)
    unique = key + " (" + std::to_string(again) + ")";
  return unique;
}

ReadDocument& AddListEntry(const ListFields& row, UniqueKeys& keys, corpus::BlockSyntax syntax, ReadDocument& list) {
  ReadDocument& entry = list.entries.emplace_back();
  entry.structured.emplace();
  FinishEntry(row, entry);
  entry.structured->tracking_id = keys.Take(entry.structured->tracking_id);
  entry.text.reader = std::string(kListReader) + "#" + entry.structured->tracking_id;
  entry.text.syntax = syntax;
  return entry;
}

void FinishList(ReadDocument& out) {
  out.format = "list";
  out.page_kind = PageKind::kAdvisory;
  out.confidence = 1;
  out.language = "en";
  StructuredFacts& facts = out.structured.emplace();
  facts.kind = "list";
  facts.publisher = out.publisher = out.entries.empty() ? "" : out.entries[0].publisher;
  for (const ReadDocument& entry : out.entries)
    if (entry.publisher != facts.publisher) facts.publisher = out.publisher = "International Trade Administration";
  facts.title = out.title = out.publisher == "International Trade Administration" ? "Consolidated Screening List"
                                                                                  : "List of " + out.publisher;
  facts.status = "final";
}

}  // namespace dossier::indexer
