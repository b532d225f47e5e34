#include "indexer/read/csaf_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/json.h"
#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"
#include "indexer/read/structured.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;

// The names under collection.
struct Names {
  UniqueNames vendors, products, cves, cwes, aliases, references, actions;
};

void AddNotes(const Json& object, const std::string& pointer, int level, JsonText& text) {
  const Json::array_t& notes = ElementsOf(object, "notes");
  for (size_t i = 0; i < notes.size(); ++i) {
    if (StringAt(notes[i], "category") == "legal_disclaimer") continue;
    const std::string here = PointerTo(pointer + "/notes", i);
    text.Add(notes[i], "title", here, BlockKind::kHeading, level);
    text.Add(notes[i], "text", here, BlockKind::kNote);
  }
}

// Section 3.1.2: branches nest vendor > product_name > product_version; each leaf may name a full product.
void AddBranches(const Json& object, const std::string& pointer, Names& names, JsonText& text) {
  const Json::array_t& branches = ElementsOf(object, "branches");
  for (size_t i = 0; i < branches.size(); ++i) {
    const std::string here = PointerTo(pointer + "/branches", i);
    const std::string category = StringAt(branches[i], "category");
    if (category == "vendor") names.vendors.Add(StringAt(branches[i], "name"));
    if (category == "product_name" || category == "product_family") names.products.Add(StringAt(branches[i], "name"));
    text.Add(MemberAt(branches[i], "product"), "name", here + "/product", BlockKind::kHeading, 4);
    AddBranches(branches[i], here, names, text);
  }
}

void AddProducts(const Json& root, Names& names, JsonText& text) {
  const std::string pointer = "/product_tree";
  const Json& tree = MemberAt(root, "product_tree");
  AddBranches(tree, pointer, names, text);
  const Json::array_t& full = ElementsOf(tree, "full_product_names");
  const bool bare = names.vendors.empty();  // no branches: these names are all there is
  for (size_t i = 0; i < full.size(); ++i) {
    if (bare) names.products.Add(StringAt(full[i], "name"));
    text.Add(full[i], "name", PointerTo(pointer + "/full_product_names", i), BlockKind::kHeading, 4);
  }
  const Json::array_t& relations = ElementsOf(tree, "relationships");
  for (size_t i = 0; i < relations.size(); ++i) {
    text.Add(MemberAt(relations[i], "full_product_name"), "name",
             PointerTo(pointer + "/relationships", i) + "/full_product_name", BlockKind::kHeading, 4);
  }
}

void AddVulnerabilities(const Json& root, Names& names, JsonText& text) {
  const Json::array_t& vulnerabilities = ElementsOf(root, "vulnerabilities");
  for (size_t i = 0; i < vulnerabilities.size(); ++i) {
    const Json& item = vulnerabilities[i];
    const std::string here = PointerTo("/vulnerabilities", i);
    names.cves.Add(StringAt(item, "cve"));
    text.Add(item, "cve", here, BlockKind::kHeading, 2);
    text.Add(item, "title", here, BlockKind::kHeading, 2);
    AddNotes(item, here, 3, text);
    text.AddEach(item, "threats", "details", here, BlockKind::kNote);
    text.AddEach(item, "remediations", "details", here, BlockKind::kNote);
  }
}

// Which vendors' products an id of a product means: those of the branch it stands in; of a relationship both parts'.
using ProductVendors = std::map<std::string, std::vector<std::string>>;

void CollectProducts(const Json& object, const std::string& vendor, ProductVendors& vendors) {
  for (const Json& branch : ElementsOf(object, "branches")) {
    const std::string own = StringAt(branch, "category") == "vendor" ? TrimmedName(StringAt(branch, "name")) : vendor;
    const std::string id = StringAt(MemberAt(branch, "product"), "product_id");
    if (!id.empty() && !own.empty()) vendors[id] = {own};
    CollectProducts(branch, own, vendors);
  }
}

ProductVendors VendorsOfProducts(const Json& root) {
  ProductVendors vendors;
  const Json& tree = MemberAt(root, "product_tree");
  CollectProducts(tree, "", vendors);
  for (const Json& relation : ElementsOf(tree, "relationships")) {
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

// What the vulnerabilities say of each vendor's products.
std::vector<ProductStatus> ProductStatuses(const Json& root) {
  const ProductVendors vendors = VendorsOfProducts(root);
  const Json::array_t& vulnerabilities = ElementsOf(root, "vulnerabilities");
  // By vendor and status: the vulnerabilities of which it is said.
  std::map<std::string, std::map<std::string_view, std::vector<std::string>>> said;
  for (const Json& item : vulnerabilities) {
    const Json& status = MemberAt(item, "product_status");
    const std::string cve = TrimmedName(StringAt(item, "cve"));
    for (const auto& [key, words] : kStatuses) {
      for (const Json& product : ElementsOf(status, key)) {
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

// Section 3.2.1.10: the "self" reference to cite. Publishers name a vendor's page as "self" too, so the one with the
// tracking id in it or on the publisher's own host counts first, and one for people before one for programs.
std::string SelfUrl(const Json& document) {
  const std::string id = AsciiLowered(TrimmedName(StringAt(MemberAt(document, "tracking"), "id")));
  const std::string home = AsciiLowered(StringAt(MemberAt(document, "publisher"), "namespace"));
  const auto host_of = [](std::string_view url) {
    const size_t begin = url.find("://");
    if (begin == std::string_view::npos) return std::string_view();
    const std::string_view host = url.substr(begin + 3, url.find('/', begin + 3) - begin - 3);
    return host.starts_with("www.") ? host.substr(4) : host;
  };
  std::string best;
  int best_rank = -1;
  for (const Json& reference : ElementsOf(document, "references")) {
    const std::string url = StringAt(reference, "url"), lower = AsciiLowered(url);
    if (StringAt(reference, "category") != "self" || !url.starts_with("http")) continue;
    const std::string_view host = host_of(lower), own = host_of(home);
    const bool of_publisher = !own.empty() && (host == own || host.ends_with("." + std::string(own)));
    const bool numbered = !id.empty() && lower.find(id) != std::string::npos;
    const int rank =
        (of_publisher || numbered ? 4 : 0) + (of_publisher && numbered ? 2 : 0) + !lower.ends_with(".json");
    if (rank > best_rank) {
      best_rank = rank;
      best = url;
    }
  }
  return best;
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
  facts.tracking_id = StringAt(tracking, "id");
  facts.version = StringAt(tracking, "version");
  facts.status = StringAt(tracking, "status");
  facts.initial = StringAt(tracking, "initial_release_date");
  facts.current = StringAt(tracking, "current_release_date");
  facts.revisions = static_cast<int>(ElementsOf(tracking, "revision_history").size());
  out.published = StatedAs(facts.initial, "csaf");
  if (facts.current != facts.initial) out.updated = StatedAs(facts.current, "csaf");
}

// Sections 3.2.1.5 and 3.2.1.8: with whom it may be shared, who is responsible. 2.1 has a sharing group.
void ReadDistribution(const Json& document, StructuredFacts& facts) {
  facts.kind = "csaf";
  const Json& distribution = MemberAt(document, "distribution");
  facts.tlp = StringAt(MemberAt(distribution, "tlp"), "label");
  const Json& group = MemberAt(distribution, "sharing_group");
  facts.sharing_group = StringAt(group, "name", StringAt(group, "id"));
  facts.issuing_authority = StringAt(MemberAt(document, "publisher"), "issuing_authority");
}

// What lists of the document and of its vulnerabilities name: aliases, references, weaknesses (one in 2.0, a list in
// 2.1), categories of remediation, the highest score (by product in 2.0, as metrics in 2.1).
void ReadLists(const Json& root, const Json& document, Names& names, StructuredFacts& facts) {
  for (const Json& alias : ElementsOf(MemberAt(document, "tracking"), "aliases"))
    if (alias.is_string()) names.aliases.Add(alias.get<std::string>());
  for (const Json& reference : ElementsOf(document, "references")) names.references.Add(StringAt(reference, "url"));
  HighestScore highest;
  for (const Json& item : ElementsOf(root, "vulnerabilities")) {
    names.cwes.Add(StringAt(MemberAt(item, "cwe"), "id"));
    for (const Json& cwe : ElementsOf(item, "cwes")) names.cwes.Add(StringAt(cwe, "id"));
    for (const Json& remediation : ElementsOf(item, "remediations"))
      names.actions.Add(StringAt(remediation, "category"));
    for (const Json& score : ElementsOf(item, "scores")) highest.Add(MemberAt(MemberAt(score, "cvss_v3"), "baseScore"));
    for (const Json& metric : ElementsOf(item, "metrics"))
      for (const char* version : {"cvss_v4", "cvss_v3"})
        highest.Add(MemberAt(MemberAt(MemberAt(metric, "content"), version), "baseScore"));
  }
  facts.severity = highest.text();
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
  Names names;
  JsonText text("csaf/2");
  StructuredFacts& facts = out.structured.emplace();
  out.format = "csaf";
  out.page_kind = PageKind::kAdvisory;
  out.confidence = 1;
  facts.title = StringAt(document, "title");
  out.title = CollapseWhiteSpace(facts.title);
  out.section = facts.category = StringAt(document, "category");
  out.language = PrimaryLanguage(StringAt(document, "lang"));
  facts.publisher = StringAt(MemberAt(document, "publisher"), "name");
  out.publisher = TrimmedName(facts.publisher);
  if (out.publisher.empty()) out.publisher = input.publisher;
  out.canonical_url = SelfUrl(document);
  ReadTracking(document, out, facts);
  ReadDistribution(document, facts);
  ReadLists(root, document, names, facts);
  facts.product_status = ProductStatuses(root);
  AddNotes(document, "/document", 2, text);
  AddProducts(root, names, text);
  AddVulnerabilities(root, names, text);
  text.AddEach(MemberAt(document, "tracking"), "revision_history", "summary", "/document/tracking",
               BlockKind::kListItem);
  facts.vendors = names.vendors.Take();
  facts.products = names.products.Take();
  facts.cves = names.cves.Take();
  facts.cwes = names.cwes.Take();
  facts.aliases = names.aliases.Take();
  facts.references = names.references.Take();
  facts.actions = names.actions.Take();
  out.text = text.Take();
  return out;
}

}  // namespace dossier::indexer
