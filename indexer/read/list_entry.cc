#include "indexer/read/list_entry.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
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

// OFAC's own lists by their names in its files (ListValues of the advanced data model).
bool IsListOfOfac(const std::string& source) {
  static constexpr std::array<std::string_view, 3> kLists = {"SDN List", "Consolidated List", "Specially Designated"};
  return source.starts_with("Non-SDN ") ||
         std::any_of(kLists.begin(), kLists.end(), [&](std::string_view list) { return source.starts_with(list); });
}

// Who keeps the list that a row is of; "" when that is unknown. The Consolidated Screening List names them behind a
// dash.
std::string OwnerOf(const std::string& source) {
  const size_t dash = source.rfind(" - ");
  const std::string owner = dash == std::string::npos ? "" : source.substr(dash + 3);
  if (owner.empty() && IsListOfOfac(source)) return std::string(kOfac);
  if (owner == "Treasury Department") return std::string(kOfac);
  if (owner == "State Department") return "Department of State";
  return owner;
}

std::string ListOf(const std::string& source) { return source.substr(0, source.rfind(" - ")); }

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
  facts.publisher = entry.publisher = FieldOf(row, "owner").empty() ? OwnerOf(source) : FieldOf(row, "owner");
  facts.tracking_id = FieldOf(row, "entity_number");
  if (facts.tracking_id.empty()) facts.tracking_id = entry.title;
  facts.status = row.contains("status") ? FieldOf(row, "status") : "listed";
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
  const std::string list = ListOf(source);
  facts.reads = facts.publisher.empty() ? entry.title + " is " + (facts.status == "listed" ? "listed" : "named")
                                        : facts.publisher + " lists " + entry.title;
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

void UniqueKeys::Add(std::string key, std::string apart, std::string day) {
  wanted_.push_back({std::move(key), std::move(apart), std::move(day)});
}

void UniqueKeys::Give(ReadDocument& list) {
  struct Group {
    size_t rows = 0, first = 0, at = 0;  // first: of the earliest day, the last of them `at`
    std::string_view earliest;           // "" where one row's day is unknown
  };
  std::map<std::string_view, Group> groups;
  for (const Wanted& wanted : wanted_) {
    Group& group = groups[wanted.key];
    group.earliest = group.rows++ == 0 ? std::string_view(wanted.day) : std::min(group.earliest, {wanted.day});
  }
  for (size_t i = 0; i < wanted_.size(); ++i) {
    Group& group = groups[wanted_[i].key];
    if (group.rows > 1 && (group.earliest.empty() || wanted_[i].day != group.earliest)) continue;
    ++group.first;
    group.at = i;
  }
  std::set<std::string> seen;
  std::map<std::string, int> next;  // the place that a key's next repetition tries first
  for (size_t i = 0; i < std::min(wanted_.size(), list.entries.size()); ++i) {
    const Wanted& wanted = wanted_[i];
    const Group& group = groups[wanted.key];
    std::string key = wanted.key;
    if ((group.first != 1 || group.at != i) && !wanted.apart.empty()) key += " (" + wanted.apart + ")";
    std::string unique = key;
    for (int& again = next.emplace(key, 2).first->second; !seen.insert(unique).second; ++again)
      unique = key + " (" + std::to_string(again) + ")";
    list.entries[i].structured->tracking_id = unique;
    list.entries[i].text.reader = std::string(kListReader) + "#" + unique;
  }
}

ReadDocument& AddListEntry(const ListFields& row, UniqueKeys& keys, corpus::BlockSyntax syntax, ReadDocument& list) {
  ReadDocument& entry = list.entries.emplace_back();
  entry.structured.emplace();
  FinishEntry(row, entry);
  const StructuredFacts& facts = *entry.structured;
  std::string apart = FieldOf(row, "country").empty() ? ListOf(FieldOf(row, "source")) : FieldOf(row, "country");
  if (const std::string& more = facts.citation.empty() ? facts.initial : facts.citation; !more.empty())
    apart += (apart.empty() ? "" : ", ") + more;
  keys.Add(facts.tracking_id, std::move(apart), facts.initial);
  entry.text.syntax = syntax;
  return entry;
}

void FinishList(UniqueKeys& keys, ReadDocument& out) {
  keys.Give(out);
  out.format = "list";
  out.page_kind = PageKind::kAdvisory;
  out.confidence = 1;
  out.language = "en";
  StructuredFacts& facts = out.structured.emplace();
  facts.kind = "list";
  std::set<std::string_view> owners;  // of what is listed; "": unknown
  for (const ReadDocument& entry : out.entries)
    if (entry.structured->status == "listed") owners.insert(entry.publisher);
  // Only the screening list joins what several agencies keep.
  const bool screening = owners.size() > (owners.contains("") ? 2 : 1);
  if (screening) out.publisher = "International Trade Administration";
  if (owners.size() == 1) out.publisher = *owners.begin();
  facts.publisher = out.publisher;
  facts.title = out.title =
      screening ? "Consolidated Screening List" : "List of " + (out.publisher.empty() ? "parties" : out.publisher);
  facts.status = "final";
}

}  // namespace dossier::indexer
