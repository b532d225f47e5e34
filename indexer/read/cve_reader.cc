#include "indexer/read/cve_reader.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/utf8.h"
#include "indexer/read/structured.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;

// The word that assigners write where they know no vendor or product; it names nobody.
bool NamesSomebody(const std::string& name) { return !name.empty() && name != "n/a"; }

// What one entry of "affected" says: "affected" when any version is, "not affected" when only that is said.
std::string StatusOf(const Json& affected) {
  std::vector<std::string> said = {StringAt(affected, "defaultStatus")};
  for (const Json& version : ElementsOf(affected, "versions")) {
    said.push_back(StringAt(version, "status"));
    for (const Json& change : ElementsOf(version, "changes")) said.push_back(StringAt(change, "status"));
  }
  const auto has = [&](std::string_view word) { return std::find(said.begin(), said.end(), word) != said.end(); };
  if (has("affected")) return "affected";
  if (has("unaffected")) return "not affected";
  return has("unknown") ? "unknown" : "";
}

// Each vendor with what its products are said to be; a vendor of both has both.
std::vector<ProductStatus> StatusesOf(const Json& cna) {
  std::map<std::string, std::vector<std::string>> said;
  for (const Json& affected : ElementsOf(cna, "affected")) {
    const std::string vendor = TrimmedName(StringAt(affected, "vendor")), status = StatusOf(affected);
    if (!NamesSomebody(vendor) || status.empty()) continue;
    std::vector<std::string>& statuses = said[vendor];
    if (std::find(statuses.begin(), statuses.end(), status) == statuses.end()) statuses.push_back(status);
  }
  std::vector<ProductStatus> out;
  for (auto& [vendor, statuses] : said) {
    std::sort(statuses.begin(), statuses.end());
    ProductStatus status{vendor, ""};
    for (const std::string& each : statuses) status.status += (status.status.empty() ? "" : ", ") + each;
    out.push_back(std::move(status));
  }
  return out;
}

void ReadMetrics(const Json& container, HighestScore& highest, StructuredFacts& facts) {
  for (const Json& metric : ElementsOf(container, "metrics")) {
    if (!metric.is_object()) continue;
    for (const auto& [key, value] : metric.items())
      if (key.starts_with("cvssV")) highest.Add(MemberAt(value, "baseScore"));
    const Json& other = MemberAt(metric, "other");
    const Json& content = MemberAt(other, "content");
    const std::string type = StringAt(other, "type");
    if (type == "kev") facts.kev_since = StringAt(content, "dateAdded");
    if (type == "ssvc")
      for (const Json& option : ElementsOf(content, "options"))
        if (const std::string word = StringAt(option, "Exploitation"); !word.empty()) facts.exploitation = word;
  }
}

void ReadAffected(const Json& cna, const Json& root, StructuredFacts& facts) {
  UniqueNames vendors, products, of_others;
  for (const Json& affected : ElementsOf(cna, "affected")) {
    if (const std::string name = StringAt(affected, "vendor"); NamesSomebody(name)) vendors.Add(name);
    if (const std::string name = StringAt(affected, "product"); NamesSomebody(name)) products.Add(name);
  }
  for (const Json& adp : ElementsOf(MemberAt(root, "containers"), "adp"))
    for (const Json& affected : ElementsOf(adp, "affected"))
      if (const std::string name = StringAt(affected, "vendor"); NamesSomebody(name)) of_others.Add(name);
  facts.vendors = vendors.Take();
  facts.products = products.Take();
  facts.adp_vendors = of_others.Take();
}

void ReadWeaknesses(const Json& container, UniqueNames& cwes) {
  for (const Json& type : ElementsOf(container, "problemTypes"))
    for (const Json& description : ElementsOf(type, "descriptions")) cwes.Add(StringAt(description, "cweId"));
}

// The texts in English first, then the others: an assigner may give both.
void AddTexts(const Json& cna, std::string_view list, BlockKind kind, JsonText& text) {
  const Json::array_t& elements = ElementsOf(cna, list);
  for (const bool english : {true, false})
    for (size_t i = 0; i < elements.size(); ++i) {
      const std::string language = AsciiLowered(StringAt(elements[i], "lang", "en"));
      if (language.starts_with("en") == english)
        text.Add(elements[i], "value", PointerTo("/containers/cna/" + std::string(list), i), kind);
    }
}

std::string LanguageOf(const Json& cna) {
  const Json::array_t& descriptions = ElementsOf(cna, "descriptions");
  for (const Json& description : descriptions)
    if (StringAt(description, "lang").starts_with("en")) return "en";
  const std::string first = descriptions.empty() ? "en" : AsciiLowered(StringAt(descriptions[0], "lang", "en"));
  return first.substr(0, first.find_first_of("-_"));
}

std::string ReadsAs(const StructuredFacts& facts) {
  if (facts.status == "rejected") return facts.tracking_id + " was rejected by its assigner, " + facts.publisher;
  std::string reads = facts.tracking_id + ", published by " + facts.publisher;
  if (!facts.initial.empty()) reads += " on " + facts.initial.substr(0, 10);
  if (!facts.vendors.empty()) reads += ", names " + FewOf(facts.vendors);
  if (!facts.products.empty()) reads += (facts.vendors.empty() ? ", names " : " (") + FewOf(facts.products);
  if (!facts.products.empty() && !facts.vendors.empty()) reads += ")";
  if (!facts.kev_since.empty()) reads += "; known to be exploited since " + facts.kev_since;
  return reads;
}

}  // namespace

Result<ReadDocument> ReadCve(const ReaderInput& input) {
  const std::string payload = RepairUtf8(input.bytes);
  DOSSIER_TRY_ASSIGN(const Json root, ParseJson(payload, input.url.empty() ? "CVE record" : input.url));
  const Json& metadata = MemberAt(root, "cveMetadata");
  const Json& cna = MemberAt(MemberAt(root, "containers"), "cna");
  if (StringAt(metadata, "cveId").empty())
    return Fail(ErrorCode::kParse,
                "CVE record: no \"cveMetadata\" with a \"cveId\" (records of version 4 and answers "
                "with many records are not read)");
  ReadDocument out;
  StructuredFacts& facts = out.structured.emplace();
  out.format = facts.kind = "cve";
  out.page_kind = PageKind::kAdvisory;
  out.confidence = 1;
  facts.tracking_id = StringAt(metadata, "cveId");
  facts.publisher = StringAt(metadata, "assignerShortName");
  facts.version = StringAt(root, "dataVersion");
  facts.status = AsciiLowered(StringAt(metadata, "state"));
  facts.initial = StringAt(metadata, "datePublished");
  facts.current = StringAt(metadata, "dateUpdated");
  facts.cves = {facts.tracking_id};
  facts.title = StringAt(cna, "title");
  out.published = StatedAs(facts.initial, "stated");
  if (facts.current != facts.initial) out.updated = StatedAs(facts.current, "stated");
  out.publisher = facts.publisher;
  out.language = LanguageOf(cna);
  JsonText text("cve/1");
  if (facts.status == "rejected") {
    AddTexts(cna, "rejectedReasons", BlockKind::kParagraph, text);
  } else {
    text.Add(cna, "title", "/containers/cna", BlockKind::kHeading, 1);
    for (const char* list : {"descriptions", "exploits", "workarounds", "solutions"})
      AddTexts(cna, list, BlockKind::kParagraph, text);
    ReadAffected(cna, root, facts);
    facts.product_status = StatusesOf(cna);
    HighestScore highest;
    UniqueNames cwes;
    ReadMetrics(cna, highest, facts);
    ReadWeaknesses(cna, cwes);
    for (const Json& adp : ElementsOf(MemberAt(root, "containers"), "adp")) {
      ReadMetrics(adp, highest, facts);
      ReadWeaknesses(adp, cwes);
    }
    facts.cwes = cwes.Take();
    facts.severity = highest.text();
    if (!facts.kev_since.empty()) facts.actions = {"kev"};
  }
  UniqueNames references;
  for (const Json& reference : ElementsOf(cna, "references")) references.Add(StringAt(reference, "url"));
  facts.references = references.Take();
  facts.reads = ReadsAs(facts);
  const std::string title = CollapseWhiteSpace(facts.title);
  out.title = title.empty() ? facts.tracking_id : facts.tracking_id + ": " + title;
  out.text = text.Take();
  return out;
}

}  // namespace dossier::indexer
