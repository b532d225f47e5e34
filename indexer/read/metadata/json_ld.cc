#include "indexer/read/metadata/json_ld.h"

#include <algorithm>
#include <unordered_map>

#include "corpus/base/case_folding.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "corpus/text/character_references.h"

namespace dossier::indexer {

namespace {

constexpr size_t kMaxBodies = 60;
constexpr size_t kMaxWorks = 200;
constexpr size_t kMaxBodyBytes = size_t{4} << 20;
constexpr size_t kMaxNodes = 5000;
constexpr int kMaxDepth = 24;

// Undoes what keeps a JSON-LD script from being JSON: wrappers, raw control characters, a final semicolon.
std::string Mend(std::string_view body) {
  for (const std::string_view wrapper : {"//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--"}) {
    const size_t at = body.find(wrapper);
    if (at != std::string_view::npos && at < 64) body.remove_prefix(at + wrapper.size());
  }
  const size_t end = body.find_last_of("}]");
  if (end == std::string_view::npos) return {};
  std::string_view cut = body.substr(0, end + 1);
  if (cut.ends_with("]]")) {  // of a CDATA section, unless the brackets are JSON's own
    const size_t first = cut.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && cut[first] == '{') cut = cut.substr(0, cut.find_last_of('}') + 1);
  }
  std::string out(cut);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return out;
}

// Text of a value that should be a string: itself, the first of a list, or an object's name or @value.
std::string TextOfValue(const Json& value, int depth = 0) {
  if (value.is_string()) return CollapseWhiteSpace(DecodeCharacterReferences(value.get_ref<const std::string&>()));
  if (depth > 4) return {};
  if (value.is_array()) {
    for (const Json& item : value) {
      if (std::string text = TextOfValue(item, depth + 1); !text.empty()) return text;
    }
  }
  if (value.is_object()) {
    for (const char* key : {"@value", "name", "@id"}) {
      const Json& member = MemberAt(value, key);
      if (member.is_string() || member.is_array() || member.is_object()) return TextOfValue(member, depth + 1);
    }
  }
  return {};
}

std::string TypeOf(const Json& node) {
  const Json& type = MemberAt(node, "@type");
  std::string name;
  if (type.is_string()) name = type.get<std::string>();
  if (type.is_array()) {
    for (const Json& item : type) {
      if (!item.is_string()) continue;
      if (name.empty() || item.get_ref<const std::string&>().find("Article") != std::string::npos)
        name = item.get<std::string>();
    }
  }
  const size_t slash = name.find_last_of("/:#");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

bool EndsWithAny(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

bool IsWorkType(std::string_view type) {
  return EndsWithAny(type, {"Article",     "Posting",        "WebPage",           "Page",    "Report",
                            "VideoObject", "AudioObject",    "CreativeWork",      "Review",  "PressRelease",
                            "Recipe",      "Event",          "GovernmentService", "Dataset", "Book",
                            "Podcast",     "PodcastEpisode", "Product",           "Course",  "HowTo"});
}

class Collector {
 public:
  std::vector<JsonLdWork> Run(const std::vector<std::string_view>& bodies) {
    std::vector<Json> documents;
    for (const std::string_view body : bodies) {
      if (documents.size() >= kMaxBodies) break;
      if (body.size() > kMaxBodyBytes) continue;
      if (Result<Json> parsed = ParseJson(Mend(body), "JSON-LD", kMaxDepth * 2))
        documents.push_back(std::move(*parsed));
    }
    for (const Json& document : documents) IndexIds(document, 0);
    nodes_ = 0;
    for (const Json& document : documents) Visit(document, 0);
    return std::move(works_);
  }

 private:
  void IndexIds(const Json& node, int depth) {
    if (depth > kMaxDepth || ++nodes_ > kMaxNodes) return;
    if (node.is_object()) {
      const Json& id = MemberAt(node, "@id");
      if (id.is_string() && node.size() > 1) by_id_.emplace(id.get_ref<const std::string&>(), &node);
    }
    if (node.is_structured()) {
      for (const Json& member : node) {
        if (member.is_structured()) IndexIds(member, depth + 1);
      }
    }
  }

  // The node that a bare reference {"@id": ...} stands for; else the node itself.
  const Json& Resolve(const Json& node) const {
    if (!node.is_object() || !MemberAt(node, "name").is_null()) return node;
    const auto found = by_id_.find(StringAt(node, "@id"));
    return found == by_id_.end() ? node : *found->second;
  }

  void Visit(const Json& node, int depth) {
    if (depth > kMaxDepth || ++nodes_ > kMaxNodes || works_.size() >= kMaxWorks) return;
    if (node.is_array()) {
      for (const Json& item : node) Visit(item, depth + 1);
      return;
    }
    if (!node.is_object()) return;
    if (IsWorkType(TypeOf(node))) works_.push_back(ReadWork(node));
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "liveBlogUpdate"}) {
      const Json& member = MemberAt(node, key);
      if (member.is_structured()) Visit(member, depth + 1);
    }
  }

  JsonLdWork ReadWork(const Json& node) const {
    JsonLdWork work;
    work.type = TypeOf(node);
    work.headline = TextOfValue(MemberAt(node, "headline"));
    work.name = TextOfValue(MemberAt(node, "name"));
    work.description = TextOfValue(MemberAt(node, "description"));
    work.body = TextOfValue(MemberAt(node, "articleBody"));
    work.url = TextOfValue(MemberAt(node, "url"));
    work.section = TextOfValue(MemberAt(node, "articleSection"));
    work.published = TextOfValue(MemberAt(node, "datePublished"));
    if (work.published.empty()) work.published = TextOfValue(MemberAt(node, "uploadDate"));
    work.modified = TextOfValue(MemberAt(node, "dateModified"));
    work.created = TextOfValue(MemberAt(node, "dateCreated"));
    work.publisher = TextOfValue(MemberAt(Resolve(MemberAt(node, "publisher")), "name"));
    ReadAuthors(MemberAt(node, "author"), work.authors, 0);
    if (work.authors.empty()) ReadAuthors(MemberAt(node, "creator"), work.authors, 0);
    const Json& free = MemberAt(node, "isAccessibleForFree");
    work.restricted = (free.is_boolean() && !free.get<bool>()) ||
                      (free.is_string() && FoldCase(free.get_ref<const std::string&>()) == "false");
    return work;
  }

  void ReadAuthors(const Json& value, std::vector<JsonLdName>& authors, int depth) const {
    if (depth > 4 || authors.size() > 20) return;
    if (value.is_array()) {
      for (const Json& item : value) ReadAuthors(item, authors, depth + 1);
      return;
    }
    const Json& node = Resolve(value);
    if (node.is_object()) {
      const Json& name = MemberAt(node, "name");
      const bool organisation = EndsWithAny(TypeOf(node), {"Organization", "Corporation", "Agency", "Outlet"});
      if (name.is_array()) {
        for (const Json& item : name) AddAuthor(TextOfValue(item), organisation, authors);
      } else if (name.is_structured()) {
        ReadAuthors(name, authors, depth + 1);
      } else {
        std::string text = TextOfValue(name);
        if (text.empty()) text = CollapseWhiteSpace(StringAt(node, "givenName") + " " + StringAt(node, "familyName"));
        AddAuthor(std::move(text), organisation, authors);
      }
    } else {
      AddAuthor(TextOfValue(node), false, authors);
    }
  }

  static void AddAuthor(std::string name, bool organisation, std::vector<JsonLdName>& authors) {
    if (!name.empty()) authors.push_back({std::move(name), organisation});
  }

  std::unordered_map<std::string, const Json*> by_id_;
  std::vector<JsonLdWork> works_;
  size_t nodes_ = 0;
};

}  // namespace

bool JsonLdWork::IsArticle() const {
  return EndsWithAny(
      type, {"Article", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Posting", "Report", "PressRelease"});
}

std::vector<JsonLdWork> ReadJsonLd(const std::vector<std::string_view>& bodies) { return Collector().Run(bodies); }

const JsonLdWork* MainWork(const std::vector<JsonLdWork>& works, const std::vector<std::string>& titles) {
  const JsonLdWork* best = nullptr;
  int best_score = 0;
  std::vector<std::string> folded;
  for (const std::string& title : titles) folded.push_back(FoldForComparison(title));
  for (const JsonLdWork& work : works) {
    int score = 1;
    if (work.IsArticle()) score += 4;
    const std::string headline = FoldForComparison(work.headline.empty() ? work.name : work.headline);
    for (const std::string& title : folded) {
      if (headline.empty() || title.empty()) continue;
      if (title == headline || title.starts_with(headline) || headline.starts_with(title)) score += 3;
    }
    if (!work.published.empty()) score += 1;
    if (score > best_score) {
      best = &work;
      best_score = score;
    }
  }
  return best;
}

}  // namespace dossier::indexer
