#include "indexer/read/kev_reader.h"

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"
#include "corpus/text/charset.h"
#include "indexer/read/csv.h"
#include "indexer/read/structured.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;
using corpus::BlockSyntax;

constexpr std::string_view kReader = "kev/1";

// The addresses of a "notes" field, joined by " ; ".
std::vector<std::string> AddressesIn(std::string_view notes) {
  UniqueNames found;
  for (size_t at = notes.find("http"); at != std::string_view::npos; at = notes.find("http", at + 4)) {
    const std::string_view rest = notes.substr(at);
    if (!rest.starts_with("http://") && !rest.starts_with("https://")) continue;
    found.Add(std::string(rest.substr(0, rest.find_first_of(" ;\t\r\n"))));
  }
  return found.Take();
}

// The fields of an entry by the names of the schema.
using Fields = std::map<std::string, std::string, std::less<>>;

std::string At(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

ReadDocument EntryOf(const Fields& fields, const std::string& version) {
  ReadDocument entry;
  entry.format = "kev";
  entry.page_kind = PageKind::kAdvisory;
  entry.confidence = 1;
  entry.language = "en";
  StructuredFacts& facts = entry.structured.emplace();
  facts.kind = "kev";
  facts.tracking_id = At(fields, "cveID");
  facts.publisher = entry.publisher = "CISA";
  facts.version = version;
  facts.status = "listed";
  facts.title = At(fields, "vulnerabilityName");
  entry.title = CollapseWhiteSpace(facts.title);
  facts.cves = {facts.tracking_id};
  if (const std::string vendor = At(fields, "vendorProject"); !vendor.empty()) {
    facts.vendors = {vendor};
    facts.product_status = {{TrimmedName(vendor), "affected"}};
  }
  if (const std::string product = At(fields, "product"); !product.empty()) facts.products = {product};
  facts.initial = facts.kev_since = At(fields, "dateAdded");
  entry.published = StatedAs(facts.initial, "stated");
  facts.due = At(fields, "dueDate");
  facts.ransomware = At(fields, "knownRansomwareCampaignUse");
  if (const std::string action = At(fields, "requiredAction"); !action.empty()) facts.actions = {action};
  facts.references = AddressesIn(At(fields, "notes"));
  facts.reads = "CISA added " + facts.tracking_id + " (" + TrimmedName(At(fields, "vendorProject")) + ", " +
                TrimmedName(At(fields, "product")) + ") to its catalogue of known exploited vulnerabilities on " +
                facts.initial;
  if (!facts.due.empty()) facts.reads += "; due " + facts.due;
  if (facts.ransomware == "Known") facts.reads += "; used in ransomware campaigns";
  return entry;
}

// A refusal of the whole file: half a catalogue is no catalogue.
Error Cut(const std::string& why) {
  return {ErrorCode::kParse, "KEV catalogue: " + why + "; refused, so that nothing missing from it counts as removed",
          ""};
}

Result<ReadDocument> ReadJsonCatalogue(const ReaderInput& input) {
  const std::string payload = RepairUtf8(input.bytes);
  auto parsed = ParseJson(payload, "KEV catalogue");
  if (!parsed && parsed.error().code == ErrorCode::kParse) return Fail(Cut("the JSON is broken or was cut"));
  if (!parsed) return Fail(parsed.error());
  const Json& root = *parsed;
  const Json& list = MemberAt(root, "vulnerabilities");
  if (!list.is_array()) return Fail(Cut("no list named \"vulnerabilities\""));
  const auto counted = IntegerAt(root, "count", -1);
  if (counted > static_cast<int64_t>(list.size()))
    return Fail(Cut("it counts " + std::to_string(counted) + " entries and has " + std::to_string(list.size())));
  if (list.size() > kMaxEntries) return Fail(ErrorCode::kLimit, "KEV catalogue: more entries than any list has");
  ReadDocument out;
  StructuredFacts& facts = out.structured.emplace();
  facts.version = StringAt(root, "catalogVersion");
  facts.current = StringAt(root, "dateReleased");
  facts.title = StringAt(root, "title");
  JsonText ids{std::string(kReader)};
  for (size_t i = 0; i < list.size(); ++i) {
    const Json& item = list[i];
    ids.Add(item, "cveID", PointerTo("/vulnerabilities", i), BlockKind::kHeading, 2);
    Fields fields;
    if (item.is_object())
      for (const auto& [key, value] : item.items())
        if (value.is_string()) fields.emplace(key, value.get<std::string>());
    if (At(fields, "cveID").empty()) return Fail(Cut("entry " + std::to_string(i + 1) + " has no \"cveID\""));
    ReadDocument entry = EntryOf(fields, facts.version);
    UniqueNames cwes;
    for (const Json& cwe : ElementsOf(item, "cwes"))
      if (cwe.is_string()) cwes.Add(cwe.get<std::string>());
    entry.structured->cwes = cwes.Take();
    JsonText text(std::string(kReader) + "#" + entry.structured->tracking_id);
    const std::string here = PointerTo("/vulnerabilities", i);
    text.Add(item, "vulnerabilityName", here, BlockKind::kHeading, 1);
    text.Add(item, "shortDescription", here, BlockKind::kParagraph);
    text.Add(item, "requiredAction", here, BlockKind::kParagraph);
    entry.text = text.Take();
    out.entries.push_back(std::move(entry));
  }
  out.text = ids.Take();
  return out;
}

// A block of a table: the bytes of one field.
void AddField(std::string_view table, const CsvField& field, BlockKind kind, corpus::TextMap& map) {
  const std::string text = CollapseWhiteSpace(CsvValue(table, field));
  if (text.empty()) return;
  if (!map.text.empty()) map.text += "\n\n";
  corpus::Block block;
  block.kind = kind;
  block.level = kind == BlockKind::kHeading ? 1 : 0;
  block.begin = map.text.size();
  map.text += text;
  block.end = map.text.size();
  block.ranges = field.ranges;
  map.blocks.push_back(std::move(block));
}

Result<ReadDocument> ReadTable(const ReaderInput& input) {
  // As whoever verifies decodes it: places are those behind a byte order mark.
  DOSSIER_TRY_ASSIGN(const std::string payload, DecodeToUtf8(input.bytes, corpus::TextMap().charset));
  auto rows = ReadCsv(payload, ',');
  if (!rows && rows.error().code == ErrorCode::kParse) return Fail(Cut("a quotation is not closed"));
  if (!rows) return Fail(rows.error());
  if (rows->empty()) return Fail(Cut("it is empty"));
  std::vector<std::string> names;
  for (const CsvField& field : (*rows)[0].fields) names.push_back(TrimmedName(CsvValue(payload, field)));
  if (rows->size() > kMaxEntries) return Fail(ErrorCode::kLimit, "KEV catalogue: more entries than any list has");
  ReadDocument out;
  out.structured.emplace();
  out.text.reader = kReader;
  out.text.syntax = BlockSyntax::kPlain;
  for (size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& row = (*rows)[i];
    if (row.fields.size() + 3 < names.size())
      return Fail(Cut("row " + std::to_string(i + 1) + " has " + std::to_string(row.fields.size()) + " of " +
                      std::to_string(names.size()) + " fields"));
    Fields fields;
    std::map<std::string, const CsvField*, std::less<>> places;
    for (size_t k = 0; k < std::min(names.size(), row.fields.size()); ++k) {
      fields.emplace(names[k], CsvValue(payload, row.fields[k]));
      places.emplace(names[k], &row.fields[k]);
    }
    if (At(fields, "cveID").empty()) return Fail(Cut("row " + std::to_string(i + 1) + " has no cveID"));
    ReadDocument entry = EntryOf(fields, "");
    if (const std::string cwes = At(fields, "cwes"); !cwes.empty()) entry.structured->cwes = {cwes};
    entry.text.reader = std::string(kReader) + "#" + entry.structured->tracking_id;
    entry.text.syntax = BlockSyntax::kPlain;
    for (const auto& [name, kind] : {std::pair{"vulnerabilityName", BlockKind::kHeading},
                                     {"shortDescription", BlockKind::kParagraph},
                                     {"requiredAction", BlockKind::kParagraph}})
      if (const auto place = places.find(name); place != places.end())
        AddField(payload, *place->second, kind, entry.text);
    AddField(payload, *places.find("cveID")->second, BlockKind::kHeading, out.text);
    out.entries.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

Result<ReadDocument> ReadKev(const ReaderInput& input) {
  const size_t first = input.bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  const bool json = first != std::string_view::npos && input.bytes[first] == '{';
  DOSSIER_TRY_ASSIGN(ReadDocument out, json ? ReadJsonCatalogue(input) : ReadTable(input));
  out.format = "kev";
  out.page_kind = PageKind::kAdvisory;
  out.confidence = 1;
  out.language = "en";
  StructuredFacts& facts = *out.structured;
  facts.kind = "kev";
  facts.tracking_id = "known-exploited-vulnerabilities";
  facts.publisher = out.publisher = "CISA";
  facts.status = "final";
  if (facts.title.empty()) facts.title = "Known Exploited Vulnerabilities Catalog";
  out.title = CollapseWhiteSpace(facts.title);
  out.updated = StatedAs(facts.current, "stated");
  return out;
}

}  // namespace dossier::indexer
