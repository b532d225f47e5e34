#include "indexer/read/list_reader.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset.h"
#include "indexer/read/csv.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/structured.h"
#include "indexer/read/xml/text.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;

constexpr std::string_view kReader = "list/1";

// A row by the names of its fields, as far as it has them.
using Fields = std::map<std::string, std::string, std::less<>>;

std::string At(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

// "-0-" is OFAC's empty field.
std::string ValueOf(std::string_view written) {
  std::string value = TrimmedName(written);
  return value == "-0-" ? "" : value;
}

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
void FinishEntry(const Fields& row, ReadDocument& entry) {
  StructuredFacts& facts = *entry.structured;
  entry.format = facts.kind = "list";
  entry.page_kind = PageKind::kAdvisory;
  entry.confidence = 1;
  entry.language = "en";
  const std::string source = At(row, "source"), remarks = At(row, "remarks");
  facts.title = At(row, "name");
  entry.title = CollapseWhiteSpace(facts.title);
  facts.vendors = {facts.title};
  facts.publisher = entry.publisher = OwnerOf(source);
  if (facts.publisher.empty()) facts.publisher = entry.publisher = "Office of Foreign Assets Control";
  facts.tracking_id = At(row, "entity_number");
  if (facts.tracking_id.empty()) facts.tracking_id = entry.title;
  facts.status = "listed";
  const std::vector<std::string> programs =
      Parts(At(row, "programs"), At(row, "programs").find("] [") != std::string::npos ? "] [" : ";");
  for (const std::string& program : programs) facts.category += (facts.category.empty() ? "" : "; ") + program;
  facts.aliases = Parts(At(row, "alt_names"), ";");
  AddAliases(remarks, facts.aliases);
  facts.initial = At(row, "start_date");
  if (facts.initial.empty()) facts.initial = DayBehind(remarks, "Listing Date");
  facts.effective = DayBehind(remarks, "Effective Date");
  facts.citation = CitationIn(At(row, "federal_register_notice"));
  if (facts.citation.empty()) facts.citation = CitationIn(remarks);
  facts.action = At(row, "license_policy");
  if (const std::string url = At(row, "source_information_url"); !url.empty()) facts.references = {url};
  entry.published = StatedAs(facts.initial, "stated");
  const std::string list = source.substr(0, source.rfind(" - "));
  facts.reads = facts.publisher + " lists " + entry.title;
  if (!list.empty()) facts.reads += " on the " + list;
  if (!facts.category.empty()) facts.reads += " under " + facts.category;
  if (!facts.initial.empty()) facts.reads += " since " + facts.initial;
  if (!facts.citation.empty()) facts.reads += " (" + facts.citation + ")";
  if (const std::string linked = Remark(remarks, "Linked To:"); !linked.empty()) facts.reads += "; linked to " + linked;
}

// Keys of entries within one list are unique: a number that comes again gets the place of its row.
class UniqueKeys {
 public:
  std::string Take(std::string key) {
    std::string unique = key;
    for (int& again = next_.emplace(key, 2).first->second; !seen_.insert(unique).second; ++again)
      unique = key + " (" + std::to_string(again) + ")";
    return unique;
  }

 private:
  std::set<std::string> seen_;
  std::map<std::string, int> next_;  // the place that a key's next repetition tries first
};

// --- Tables -------------------------------------------------------------------------------------------------------

// The columns of OFAC's files without a header: the list itself, other names, addresses.
const std::vector<std::string> kPrimary = {"entity_number", "name",        "type",         "programs",
                                           "title",         "call_sign",   "vessel_type",  "tonnage",
                                           "grt",           "vessel_flag", "vessel_owner", "remarks"};
const std::vector<std::string> kOtherNames = {"of", "number", "alias_type", "name", "remarks"};

// The separator that parts the first line into the most fields.
char SeparatorOf(std::string_view table) {
  const std::string_view line = table.substr(0, table.find('\n'));
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', '|', '@', '\t', ';'})
    if (const auto count = std::count(line.begin(), line.end(), candidate); count > most) {
      most = count;
      best = candidate;
    }
  // A semicolon stands in remarks, an at sign nowhere else.
  return std::count(line.begin(), line.end(), '@') >= 4 ? '@' : best;
}

// The row as one block: its fields that hold something, with the separator and a blank between, all bytes of the table.
void AddRow(std::string_view table, const CsvRow& row, char separator, uint64_t blank, corpus::TextMap& map) {
  std::vector<corpus::ByteRange> ranges;
  uint64_t separator_at = table.find(separator);
  for (const CsvField& field : row.fields) {
    if (ValueOf(CsvValue(table, field)).empty()) continue;
    if (!ranges.empty()) {
      ranges.push_back({separator_at, separator_at + 1});
      if (blank < table.size()) ranges.push_back({blank, blank + 1});
    }
    ranges.insert(ranges.end(), field.ranges.begin(), field.ranges.end());
  }
  xml::AddBlock(table, std::move(ranges), BlockKind::kTableRow, 0, map);
}

Result<ReadDocument> ReadTable(const std::string& table) {
  const char separator = SeparatorOf(table);
  DOSSIER_TRY_ASSIGN(std::vector<CsvRow> rows, ReadCsv(table, separator));
  // The end-of-file sign of old systems.
  while (!rows.empty() && CsvValue(table, rows.back().fields[0]).starts_with('\x1A')) rows.pop_back();
  if (rows.empty()) return Fail(ErrorCode::kParse, "list: no rows");
  std::vector<std::string> columns;
  for (const CsvField& field : rows[0].fields) columns.push_back(ValueOf(CsvValue(table, field)));
  size_t first = 1;
  const auto named = [&](std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  if (!named("name")) {
    first = 0;
    columns = rows[0].fields.size() == kPrimary.size() ? kPrimary : kOtherNames;
  }
  if (rows.size() > kMaxEntries) return Fail(ErrorCode::kLimit, "list: more rows than any list has");
  ReadDocument out;
  out.text.reader = kReader;
  out.text.syntax = corpus::BlockSyntax::kPlain;
  const uint64_t blank = std::min(table.find('\n'), table.find(' '));
  UniqueKeys keys;
  for (size_t i = first; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    if (row.fields.size() + 2 < columns.size())
      return Fail(ErrorCode::kParse, "list: row " + std::to_string(i + 1) + " has " +
                                         std::to_string(row.fields.size()) + " of " + std::to_string(columns.size()) +
                                         " fields: broken or cut");
    Fields fields;
    const CsvField* name = nullptr;
    for (size_t k = 0; k < std::min(columns.size(), row.fields.size()); ++k) {
      fields.emplace(columns[k], ValueOf(CsvValue(table, row.fields[k])));
      if (columns[k] == "name") name = &row.fields[k];
    }
    if (At(fields, "name").empty()) continue;
    if (const std::string of = At(fields, "of"); !of.empty()) fields["entity_number"] = of + "/" + At(fields, "number");
    ReadDocument& entry = out.entries.emplace_back();
    entry.structured.emplace();
    FinishEntry(fields, entry);
    const std::string key = keys.Take(entry.structured->tracking_id);
    entry.structured->tracking_id = key;
    entry.text.reader = std::string(kReader) + "#" + key;
    entry.text.syntax = corpus::BlockSyntax::kPlain;
    AddRow(table, row, separator, blank, entry.text);
    xml::AddBlock(table, name->ranges, BlockKind::kHeading, 2, out.text);
  }
  return out;
}

// --- JSON of the Consolidated Screening List ----------------------------------------------------------------------

std::string Joined(const Json& list) {
  std::string out;
  if (list.is_array())
    for (const Json& item : list)
      if (item.is_string()) out += (out.empty() ? "" : "; ") + item.get<std::string>();
  return list.is_string() ? list.get<std::string>() : out;
}

Result<ReadDocument> ReadJson(const std::string& payload) {
  DOSSIER_TRY_ASSIGN(const Json root, ParseJson(payload, "Consolidated Screening List"));
  const Json::array_t& results = ElementsOf(root, "results");
  if (results.empty()) return Fail(ErrorCode::kParse, "Consolidated Screening List: no \"results\"");
  if (results.size() > kMaxEntries) return Fail(ErrorCode::kLimit, "list: more rows than any list has");
  ReadDocument out;
  JsonText names{std::string(kReader)};
  UniqueKeys keys;
  for (size_t i = 0; i < results.size(); ++i) {
    const Json& item = results[i];
    if (StringAt(item, "name").empty()) continue;
    Fields fields;
    for (const char* key : {"source", "name", "type", "federal_register_notice", "start_date", "remarks",
                            "license_policy", "license_requirement", "source_information_url"})
      fields.emplace(key, StringAt(item, key));
    fields.emplace("programs", Joined(MemberAt(item, "programs")));
    fields.emplace("alt_names", Joined(MemberAt(item, "alt_names")));
    const Json& number = MemberAt(item, "entity_number");
    fields.emplace("entity_number", number.is_number_integer() ? std::to_string(number.get<int64_t>())
                                                               : StringAt(item, "entity_number", StringAt(item, "id")));
    ReadDocument& entry = out.entries.emplace_back();
    entry.structured.emplace();
    FinishEntry(fields, entry);
    const std::string key = keys.Take(entry.structured->tracking_id);
    entry.structured->tracking_id = key;
    const std::string here = PointerTo("/results", i);
    JsonText text{std::string(kReader) + "#" + key};
    text.Add(item, "name", here, BlockKind::kParagraph);
    for (const char* part : {"license_requirement", "license_policy", "federal_register_notice", "remarks"})
      text.Add(item, part, here, BlockKind::kParagraph);
    entry.text = text.Take();
    names.Add(item, "name", here, BlockKind::kHeading, 2);
  }
  out.text = names.Take();
  return out;
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

}  // namespace

Result<ReadDocument> ReadList(const ReaderInput& input) {
  const std::string charset = SniffHtmlEncoding(input.bytes, CharsetOfContentType(input.content_type));
  DOSSIER_TRY_ASSIGN(const std::string payload, DecodeToUtf8(input.bytes, charset));
  const size_t first = payload.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  const bool json = first != std::string::npos && payload[first] == '{';
  DOSSIER_TRY_ASSIGN(ReadDocument out, json ? ReadJson(payload) : ReadTable(payload));
  if (out.entries.empty()) return Fail(ErrorCode::kParse, "list: no row that is known");
  FinishList(out);
  for (ReadDocument& entry : out.entries) entry.text.charset = charset;
  out.text.charset = charset;
  return out;
}

Result<ReadDocument> ReadListXml(const xml::Tree& tree) {
  ReadDocument out;
  out.text.reader = kReader;
  out.text.syntax = corpus::BlockSyntax::kMarkup;
  UniqueKeys keys;
  for (const xml::NodeId id : tree.All(tree.root(), {"sdnEntry"})) {
    Fields fields;
    const auto name_of = [&](xml::NodeId node) {
      const std::string last = tree.TextOf(node, "lastName"), first = tree.TextOf(node, "firstName");
      return first.empty() ? last : last + ", " + first;
    };
    fields["name"] = name_of(id);
    fields["entity_number"] = tree.TextOf(id, "uid");
    fields["type"] = tree.TextOf(id, "sdnType");
    fields["remarks"] = tree.TextOf(id, "remarks");
    std::string programs, aliases;
    for (const xml::NodeId program : tree.All(id, {"program"}))
      programs += (programs.empty() ? "" : "; ") + tree.Text(program);
    for (const xml::NodeId aka : tree.All(id, {"aka"})) aliases += (aliases.empty() ? "" : "; ") + name_of(aka);
    fields["programs"] = programs;
    fields["alt_names"] = aliases;
    if (fields["name"].empty()) continue;
    ReadDocument& entry = out.entries.emplace_back();
    entry.structured.emplace();
    FinishEntry(fields, entry);
    const std::string key = keys.Take(entry.structured->tracking_id);
    entry.structured->tracking_id = key;
    entry.text.reader = std::string(kReader) + "#" + key;
    entry.text.syntax = corpus::BlockSyntax::kMarkup;
    for (const char* part : {"lastName", "remarks"})
      if (const xml::NodeId node = tree.Child(id, part); node != xml::kNone)
        xml::AddBlock(tree.bytes(), {tree.at(node).content}, BlockKind::kParagraph, 0, entry.text);
    xml::AddBlock(tree.bytes(), {tree.at(tree.Child(id, "lastName")).content}, BlockKind::kHeading, 2, out.text);
    if (out.entries.size() > kMaxEntries) return Fail(ErrorCode::kLimit, "list: more rows than any list has");
  }
  if (out.entries.empty()) return Fail(ErrorCode::kParse, "list: no row that is known");
  FinishList(out);
  return out;
}

}  // namespace dossier::indexer
