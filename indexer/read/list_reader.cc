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
#include "indexer/read/list_entry.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/structured.h"
#include "indexer/read/xml/text.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;

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
    if (ListValue(CsvValue(table, field)).empty()) continue;
    if (!ranges.empty()) {
      ranges.push_back({separator_at, separator_at + 1});
      if (blank < table.size()) ranges.push_back({blank, blank + 1});
    }
    ranges.insert(ranges.end(), field.ranges.begin(), field.ranges.end());
  }
  xml::AddBlock(table, std::move(ranges), BlockKind::kTableRow, 0, map);
}

// The rows of a table whose fields have fixed places (OFAC's .FF): each begins where every line has a character behind
// a blank, since empty fields are "-0-". Nothing when the places are not as many as a list of OFAC has.
std::vector<CsvRow> FixedRows(std::string_view table) {
  std::vector<std::string_view> lines;
  for (size_t at = 0; at < table.size();) {
    const size_t end = std::min(table.find('\n', at), table.size());
    std::string_view line = table.substr(at, end - at);
    while (line.ends_with('\r') || line.ends_with('\x1A')) line.remove_suffix(1);
    if (!line.empty()) lines.push_back(line);
    if (lines.size() > kMaxEntries) return {};
    at = end + 1;
  }
  if (lines.empty()) return {};
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  std::vector<size_t> begins;
  for (size_t at = 0; at < lines[0].size(); ++at)
    if (at == 0 || (!blank(lines[0][at]) && blank(lines[0][at - 1]))) begins.push_back(at);
  for (const std::string_view line : lines)
    std::erase_if(begins,
                  [&](size_t at) { return at > 0 && (at >= line.size() || blank(line[at]) || !blank(line[at - 1])); });
  if (begins.size() != kPrimary.size() && begins.size() != kOtherNames.size()) return {};
  std::vector<CsvRow> rows;
  for (const std::string_view line : lines) {
    const auto start = static_cast<uint64_t>(line.data() - table.data());
    CsvRow& row = rows.emplace_back();
    for (size_t i = 0; i < begins.size(); ++i) {
      uint64_t end = i + 1 < begins.size() ? begins[i + 1] : line.size();
      while (end > begins[i] && blank(line[end - 1])) --end;
      uint64_t begin = begins[i];
      while (begin < end && blank(line[begin])) ++begin;
      row.fields.push_back({{{start + begin, start + end}}});
    }
  }
  return rows;
}

Result<std::vector<CsvRow>> RowsOf(std::string_view table, char& separator) {
  separator = SeparatorOf(table);
  const std::string_view line = table.substr(0, table.find('\n'));
  if (line.find("-0-") != std::string_view::npos && std::count(line.begin(), line.end(), separator) < 4)
    if (std::vector<CsvRow> fixed = FixedRows(table); !fixed.empty()) {
      separator = ' ';
      return fixed;
    }
  return ReadCsv(table, separator);
}

Result<ReadDocument> ReadTable(const std::string& table) {
  char separator = ',';
  DOSSIER_TRY_ASSIGN(std::vector<CsvRow> rows, RowsOf(table, separator));
  // The end-of-file sign of old systems.
  while (!rows.empty() && CsvValue(table, rows.back().fields[0]).starts_with('\x1A')) rows.pop_back();
  if (rows.empty()) return Fail(ErrorCode::kParse, "list: no rows");
  std::vector<std::string> columns;
  std::string owner;
  for (const CsvField& field : rows[0].fields) columns.push_back(ListValue(CsvValue(table, field)));
  size_t first = 1;
  const auto named = [&](std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  if (!named("name")) {
    first = 0;
    columns = rows[0].fields.size() == kPrimary.size() ? kPrimary : kOtherNames;
    owner = kOfac;  // nobody else writes such files
  }
  if (rows.size() > kMaxEntries) return Fail(ErrorCode::kLimit, "list: more rows than any list has");
  ReadDocument out;
  out.text.reader = kListReader;
  out.text.syntax = corpus::BlockSyntax::kPlain;
  const uint64_t blank = std::min(table.find('\n'), table.find(' '));
  UniqueKeys keys;
  for (size_t i = first; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    if (row.fields.size() + 2 < columns.size())
      return Fail(ErrorCode::kParse, "list: row " + std::to_string(i + 1) + " has " +
                                         std::to_string(row.fields.size()) + " of " + std::to_string(columns.size()) +
                                         " fields: broken or cut");
    ListFields fields;
    const CsvField* name = nullptr;
    for (size_t k = 0; k < std::min(columns.size(), row.fields.size()); ++k) {
      fields.emplace(columns[k], ListValue(CsvValue(table, row.fields[k])));
      if (columns[k] == "name") name = &row.fields[k];
    }
    if (FieldOf(fields, "name").empty()) continue;
    fields["owner"] = owner;
    if (const std::string of = FieldOf(fields, "of"); !of.empty())
      fields["entity_number"] = of + "/" + FieldOf(fields, "number");
    ReadDocument& entry = AddListEntry(fields, keys, corpus::BlockSyntax::kPlain, out);
    AddRow(table, row, separator, blank, entry.text);
    xml::AddBlock(table, name->ranges, BlockKind::kHeading, 2, out.text);
  }
  FinishList(keys, out);
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
  JsonText names{std::string(kListReader)};
  UniqueKeys keys;
  for (size_t i = 0; i < results.size(); ++i) {
    const Json& item = results[i];
    if (StringAt(item, "name").empty()) continue;
    ListFields fields;
    for (const char* key : {"source", "name", "type", "federal_register_notice", "start_date", "remarks",
                            "license_policy", "license_requirement", "source_information_url"})
      fields.emplace(key, StringAt(item, key));
    fields.emplace("programs", Joined(MemberAt(item, "programs")));
    fields.emplace("alt_names", Joined(MemberAt(item, "alt_names")));
    const Json& number = MemberAt(item, "entity_number");
    fields.emplace("entity_number", number.is_number_integer() ? std::to_string(number.get<int64_t>())
                                                               : StringAt(item, "entity_number", StringAt(item, "id")));
    ReadDocument& entry = AddListEntry(fields, keys, corpus::BlockSyntax::kJson, out);
    const std::string here = PointerTo("/results", i);
    JsonText text{entry.text.reader};
    text.Add(item, "name", here, BlockKind::kParagraph);
    for (const char* part : {"license_requirement", "license_policy", "federal_register_notice", "remarks"})
      text.Add(item, part, here, BlockKind::kParagraph);
    entry.text = text.Take();
    names.Add(item, "name", here, BlockKind::kHeading, 2);
  }
  out.text = names.Take();
  FinishList(keys, out);
  return out;
}

}  // namespace

Result<ReadDocument> ReadList(const ReaderInput& input) {
  const std::string charset = SniffHtmlEncoding(input.bytes, CharsetOfContentType(input.content_type));
  DOSSIER_TRY_ASSIGN(const std::string payload, DecodeToUtf8(input.bytes, charset));
  const size_t first = payload.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  const bool json = first != std::string::npos && payload[first] == '{';
  DOSSIER_TRY_ASSIGN(ReadDocument out, json ? ReadJson(payload) : ReadTable(payload));
  if (out.entries.empty()) return Fail(ErrorCode::kParse, "list: no row that is known");
  for (ReadDocument& entry : out.entries) entry.text.charset = charset;
  out.text.charset = charset;
  return out;
}

Result<ReadDocument> ReadListXml(const xml::Tree& tree) {
  ReadDocument out;
  out.text.reader = kListReader;
  out.text.syntax = corpus::BlockSyntax::kMarkup;
  UniqueKeys keys;
  for (const xml::NodeId id : tree.All(tree.root(), {"sdnEntry"})) {
    ListFields fields;
    fields["owner"] = kOfac;
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
    ReadDocument& entry = AddListEntry(fields, keys, corpus::BlockSyntax::kMarkup, out);
    for (const char* part : {"lastName", "remarks"})
      if (const xml::NodeId node = tree.Child(id, part); node != xml::kNone)
        xml::AddBlock(tree.bytes(), {tree.at(node).content}, BlockKind::kParagraph, 0, entry.text);
    xml::AddBlock(tree.bytes(), {tree.at(tree.Child(id, "lastName")).content}, BlockKind::kHeading, 2, out.text);
    if (out.entries.size() > kMaxEntries) return Fail(ErrorCode::kLimit, "list: more rows than any list has");
  }
  if (out.entries.empty()) return Fail(ErrorCode::kParse, "list: no row that is known");
  FinishList(keys, out);
  return out;
}

}  // namespace dossier::indexer
