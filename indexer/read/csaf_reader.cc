#include "indexer/read/csaf_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "corpus/base/json.h"
#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"

namespace dossier::indexer {
namespace {

using corpus::Block;
using corpus::BlockKind;

// More blocks than any real advisory has; the rest of a hostile file is not read.
constexpr size_t kMaxBlocks = 100'000;

// The facts under collection, with a set beside each list so that a huge product tree stays linear.
struct Facts {
  StructuredFacts facts;
  std::unordered_set<std::string> vendors, products, cves;
};

void AddUnique(std::vector<std::string>& list, std::unordered_set<std::string>& seen, std::string value) {
  if (!value.empty() && seen.insert(value).second) list.push_back(std::move(value));
}

// Names are kept as they were written, but for white space around them.
std::string Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos
             ? ""
             : std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

// The elements of an array member, or nothing when it is absent or no array.
const Json::array_t& Elements(const Json& object, std::string_view key) {
  static const Json::array_t kNone;
  const Json& value = MemberAt(object, key);
  return value.is_array() ? value.get_ref<const Json::array_t&>() : kNone;
}

// Collects the canonical text: every block is the string that its pointer names, with white space collapsed.
class TextBuilder {
 public:
  TextBuilder() {
    map_.reader = "csaf/1";
    map_.syntax = corpus::BlockSyntax::kJson;
  }

  // Adds object[key] when it is a string with anything in it; `pointer` is the object's.
  void Add(const Json& object, std::string_view key, const std::string& pointer, BlockKind kind, int level = 0) {
    const Json& value = MemberAt(object, key);
    if (!value.is_string() || map_.blocks.size() >= kMaxBlocks) return;
    const std::string text = CollapseWhiteSpace(value.get_ref<const std::string&>());
    if (text.empty()) return;
    if (!map_.text.empty()) map_.text += "\n\n";
    Block block;
    block.kind = kind;
    block.level = level;
    block.begin = map_.text.size();
    map_.text += text;
    block.end = map_.text.size();
    block.pointer = pointer + "/" + std::string(key);
    map_.blocks.push_back(std::move(block));
  }

  corpus::TextMap Take() { return std::move(map_); }

 private:
  corpus::TextMap map_;
};

std::string Indexed(const std::string& pointer, size_t index) { return pointer + "/" + std::to_string(index); }

void AddNotes(const Json& object, const std::string& pointer, int level, TextBuilder& text) {
  const Json::array_t& notes = Elements(object, "notes");
  for (size_t i = 0; i < notes.size(); ++i) {
    if (StringAt(notes[i], "category") == "legal_disclaimer") continue;
    const std::string here = Indexed(pointer + "/notes", i);
    text.Add(notes[i], "title", here, BlockKind::kHeading, level);
    text.Add(notes[i], "text", here, BlockKind::kNote);
  }
}

// One text member of each element: remediations and threats have "details", revisions "summary".
void AddEach(const Json& object, std::string_view list, std::string_view key, const std::string& pointer,
             BlockKind kind, TextBuilder& text) {
  const Json::array_t& elements = Elements(object, list);
  for (size_t i = 0; i < elements.size(); ++i) {
    text.Add(elements[i], key, Indexed(pointer + "/" + std::string(list), i), kind,
             kind == BlockKind::kListItem ? 1 : 0);
  }
}

// Section 3.1.2: branches nest vendor > product_name > product_version; each leaf may name a full product.
void AddBranches(const Json& object, const std::string& pointer, Facts& facts, TextBuilder& text) {
  const Json::array_t& branches = Elements(object, "branches");
  for (size_t i = 0; i < branches.size(); ++i) {
    const std::string here = Indexed(pointer + "/branches", i);
    const std::string category = StringAt(branches[i], "category");
    const std::string name = Trimmed(StringAt(branches[i], "name"));
    if (category == "vendor") AddUnique(facts.facts.vendors, facts.vendors, name);
    if (category == "product_name" || category == "product_family")
      AddUnique(facts.facts.products, facts.products, name);
    text.Add(MemberAt(branches[i], "product"), "name", here + "/product", BlockKind::kHeading, 4);
    AddBranches(branches[i], here, facts, text);
  }
}

void AddProducts(const Json& root, Facts& facts, TextBuilder& text) {
  const std::string pointer = "/product_tree";
  const Json& tree = MemberAt(root, "product_tree");
  AddBranches(tree, pointer, facts, text);
  const Json::array_t& names = Elements(tree, "full_product_names");
  for (size_t i = 0; i < names.size(); ++i) {
    const bool bare = facts.vendors.empty();  // no branches: these names are all there is
    if (bare) AddUnique(facts.facts.products, facts.products, Trimmed(StringAt(names[i], "name")));
    text.Add(names[i], "name", Indexed(pointer + "/full_product_names", i), BlockKind::kHeading, 4);
  }
  const Json::array_t& relations = Elements(tree, "relationships");
  for (size_t i = 0; i < relations.size(); ++i) {
    text.Add(MemberAt(relations[i], "full_product_name"), "name",
             Indexed(pointer + "/relationships", i) + "/full_product_name", BlockKind::kHeading, 4);
  }
}

void AddVulnerabilities(const Json& root, Facts& facts, TextBuilder& text) {
  const Json::array_t& vulnerabilities = Elements(root, "vulnerabilities");
  for (size_t i = 0; i < vulnerabilities.size(); ++i) {
    const Json& item = vulnerabilities[i];
    const std::string here = Indexed("/vulnerabilities", i);
    AddUnique(facts.facts.cves, facts.cves, Trimmed(StringAt(item, "cve")));
    text.Add(item, "cve", here, BlockKind::kHeading, 2);
    text.Add(item, "title", here, BlockKind::kHeading, 2);
    AddNotes(item, here, 3, text);
    AddEach(item, "threats", "details", here, BlockKind::kNote, text);
    AddEach(item, "remediations", "details", here, BlockKind::kNote, text);
  }
}

// Which vendors' products an id of a product means: those of the branch it stands in; of a relationship both parts'.
using ProductVendors = std::map<std::string, std::vector<std::string>>;

void CollectProducts(const Json& object, const std::string& vendor, ProductVendors& vendors) {
  for (const Json& branch : Elements(object, "branches")) {
    const std::string own = StringAt(branch, "category") == "vendor" ? Trimmed(StringAt(branch, "name")) : vendor;
    const std::string id = StringAt(MemberAt(branch, "product"), "product_id");
    if (!id.empty() && !own.empty()) vendors[id] = {own};
    CollectProducts(branch, own, vendors);
  }
}

ProductVendors VendorsOfProducts(const Json& root) {
  ProductVendors vendors;
  const Json& tree = MemberAt(root, "product_tree");
  CollectProducts(tree, "", vendors);
  for (const Json& relation : Elements(tree, "relationships")) {
    const std::string id = StringAt(MemberAt(relation, "full_product_name"), "product_id");
    if (id.empty()) continue;
    std::vector<std::string> both;
    for (const char* part : {"product_reference", "relates_to_product_reference"}) {
      const auto found = vendors.find(StringAt(relation, part));
      if (found == vendors.end()) continue;
      for (const std::string& vendor : found->second)
        if (std::find(both.begin(), both.end(), vendor) == both.end()) both.push_back(vendor);
    }
    if (!both.empty()) vendors[id] = std::move(both);
  }
  return vendors;
}

// The statuses of section 3.2.3.9 in the words of an answer.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kStatuses = {{
    {"known_affected", "affected"},
    {"first_affected", "affected"},
    {"last_affected", "affected"},
    {"known_not_affected", "not affected"},
    {"first_fixed", "fixed"},
    {"fixed", "fixed"},
    {"under_investigation", "under investigation"},
    {"recommended", "recommended"},
    {"unknown", "unknown"},  // CSAF 2.1
}};

// "CVE-2024-1, CVE-2024-2, CVE-2024-3 and 4 more"
std::string FewOf(const std::vector<std::string>& names) {
  constexpr size_t kMostNamed = 3;
  std::string text;
  for (size_t i = 0; i < std::min(names.size(), kMostNamed); ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kMostNamed) text += " and " + std::to_string(names.size() - kMostNamed) + " more";
  return text;
}

// What the vulnerabilities say of each vendor's products.
std::vector<ProductStatus> ProductStatuses(const Json& root) {
  const ProductVendors vendors = VendorsOfProducts(root);
  const Json::array_t& vulnerabilities = Elements(root, "vulnerabilities");
  // By vendor and status: the vulnerabilities of which it is said.
  std::map<std::string, std::map<std::string_view, std::vector<std::string>>> said;
  for (const Json& item : vulnerabilities) {
    const Json& status = MemberAt(item, "product_status");
    const std::string cve = Trimmed(StringAt(item, "cve"));
    for (const auto& [key, words] : kStatuses) {
      for (const Json& product : Elements(status, key)) {
        const auto found = vendors.find(product.is_string() ? product.get_ref<const std::string&>() : std::string());
        if (found == vendors.end()) continue;
        for (const std::string& vendor : found->second) {
          std::vector<std::string>& cves = said[vendor][words];
          if (cves.empty() || cves.back() != cve) cves.push_back(cve);
        }
      }
    }
  }
  std::vector<ProductStatus> statuses;
  for (const auto& [vendor, by_status] : said) {
    ProductStatus out{vendor, ""};
    for (const auto& [words, cves] : by_status) {
      out.status += out.status.empty() ? "" : ", ";
      out.status += words;
      if (cves.size() < vulnerabilities.size() && !cves[0].empty()) out.status += " (" + FewOf(cves) + ")";
    }
    statuses.push_back(std::move(out));
  }
  return statuses;
}

// A publisher's time, kept as stated when it begins with a day of the calendar; unknown otherwise.
StatedTime TimeOf(const std::string& value) {
  StatedTime time;
  if (value.size() < 10 || !ParseDay(std::string_view(value).substr(0, 10))) return time;
  time.value = value;
  time.from = "csaf";
  time.confidence = 1;
  return time;
}

// Section 3.2.1.10: the "self" reference for people, else the one for programs.
std::string SelfUrl(const Json& document) {
  std::string for_programs;
  for (const Json& reference : Elements(document, "references")) {
    const std::string url = StringAt(reference, "url");
    if (StringAt(reference, "category") != "self" || !url.starts_with("http")) continue;
    if (!url.ends_with(".json")) return url;
    if (for_programs.empty()) for_programs = url;
  }
  return for_programs;
}

// "en-US" gives "en".
std::string PrimaryLanguage(std::string tag) {
  tag.resize(std::min(tag.find('-'), tag.size()));
  for (char& c : tag) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return tag;
}

void ReadTracking(const Json& document, ReadDocument& out, StructuredFacts& facts) {
  const Json& tracking = MemberAt(document, "tracking");
  facts.tracking_id = Trimmed(StringAt(tracking, "id"));
  facts.version = StringAt(tracking, "version");
  facts.status = StringAt(tracking, "status");
  facts.initial = StringAt(tracking, "initial_release_date");
  facts.current = StringAt(tracking, "current_release_date");
  facts.revisions = static_cast<int>(Elements(tracking, "revision_history").size());
  out.published = TimeOf(facts.initial);
  if (facts.current != facts.initial) out.updated = TimeOf(facts.current);
}

// Whether the outermost JSON object has this key (given with its quotation marks): a JSON schema of CSAF has it only
// further in.
bool HasOuterKey(std::string_view json, std::string_view quoted_key) {
  int depth = 0;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == '"') {
      const size_t begin = i++;
      while (i < json.size() && json[i] != '"') i += json[i] == '\\' ? 2 : 1;
      if (depth != 1 || i >= json.size() || json.substr(begin, i + 1 - begin) != quoted_key) continue;
      const size_t next = json.find_first_not_of(" \t\r\n", i + 1);
      if (next != std::string_view::npos && json[next] == ':') return true;
    }
  }
  return false;
}

}  // namespace

bool LooksLikeCsaf(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || bytes[first] != '{') return false;
  if (!HasOuterKey(bytes, "\"document\"")) return false;
  if (bytes.find("\"csaf_version\"") != std::string_view::npos) return true;
  return bytes.find("\"tracking\"") != std::string_view::npos && bytes.find("\"publisher\"") != std::string_view::npos;
}

Result<ReadDocument> ReadCsaf(const ReaderInput& input) {
  // Ill-formed UTF-8 is repaired as the charset decoder does it, so that the map fits the decoded payload.
  const std::string payload = RepairUtf8(input.bytes);
  DOSSIER_TRY_ASSIGN(const Json root, ParseJson(payload, input.url.empty() ? "CSAF document" : input.url));
  const Json& document = MemberAt(root, "document");
  if (!document.is_object()) return Fail(ErrorCode::kParse, "CSAF document: no object named \"document\"");

  ReadDocument out;
  Facts facts;
  TextBuilder text;
  out.format = "csaf";
  out.page_kind = PageKind::kAdvisory;
  out.confidence = 1;
  out.title = CollapseWhiteSpace(StringAt(document, "title"));
  out.section = StringAt(document, "category");
  out.language = PrimaryLanguage(StringAt(document, "lang"));
  out.publisher = facts.facts.publisher = Trimmed(StringAt(MemberAt(document, "publisher"), "name"));
  if (out.publisher.empty()) out.publisher = input.publisher;
  out.canonical_url = SelfUrl(document);
  ReadTracking(document, out, facts.facts);

  facts.facts.product_status = ProductStatuses(root);
  AddNotes(document, "/document", 2, text);
  AddProducts(root, facts, text);
  AddVulnerabilities(root, facts, text);
  AddEach(MemberAt(document, "tracking"), "revision_history", "summary", "/document/tracking", BlockKind::kListItem,
          text);
  out.text = text.Take();
  out.structured = std::move(facts.facts);
  return out;
}

}  // namespace dossier::indexer
