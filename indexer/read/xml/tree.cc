#include "indexer/read/xml/tree.h"

#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "corpus/base/ascii.h"

namespace dossier::indexer::xml {

// State of one parse. Expat is C: no exception may pass through it, so handlers only grow vectors within the limits.
struct Builder {
  Tree tree;
  XML_Parser parser = nullptr;
  std::vector<NodeId> open;
  std::vector<NodeId> last_child;  // of each open element
  std::string refused;             // why the parse was stopped

  void Stop(std::string why) {
    if (refused.empty()) refused = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }

  static std::string_view LocalName(std::string_view name) {
    const size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
  }

  NodeId Add(Node node) {
    const auto id = static_cast<NodeId>(tree.nodes_.size());
    if (!open.empty()) {
      node.parent = open.back();
      if (last_child.back() == kNone)
        tree.nodes_[open.back()].first_child = id;
      else
        tree.nodes_[last_child.back()].next = id;
      last_child.back() = id;
    }
    tree.nodes_.push_back(std::move(node));
    if (tree.nodes_.size() > kMostNodes) Stop("more nodes than any document has");
    return id;
  }

  static void Start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& builder = *static_cast<Builder*>(self);
    if (builder.open.size() >= static_cast<size_t>(kMostDepth)) return builder.Stop("nested deeper than 200 elements");
    Node node;
    node.name = LocalName(name);
    for (; *attributes != nullptr; attributes += 2)
      node.attributes.emplace_back(LocalName(attributes[0]), attributes[1]);
    const auto at = static_cast<uint64_t>(XML_GetCurrentByteIndex(builder.parser));
    node.content.begin = at + static_cast<uint64_t>(XML_GetCurrentByteCount(builder.parser));
    node.content.end = node.content.begin;
    const NodeId id = builder.Add(std::move(node));
    builder.open.push_back(id);
    builder.last_child.push_back(kNone);
  }

  static void End(void* self, const XML_Char*) {
    auto& builder = *static_cast<Builder*>(self);
    if (builder.open.empty()) return;
    Node& node = builder.tree.nodes_[builder.open.back()];
    // The end of "<a/>" is told at its beginning.
    node.content.end = std::max(node.content.begin, static_cast<uint64_t>(XML_GetCurrentByteIndex(builder.parser)));
    builder.open.pop_back();
    builder.last_child.pop_back();
  }

  static void Text(void* self, const XML_Char*, int) {
    auto& builder = *static_cast<Builder*>(self);
    if (builder.open.empty()) return;
    const auto at = static_cast<uint64_t>(XML_GetCurrentByteIndex(builder.parser));
    const auto end = at + static_cast<uint64_t>(XML_GetCurrentByteCount(builder.parser));
    const NodeId last = builder.last_child.back();
    if (last != kNone && builder.tree.nodes_[last].name.empty() && builder.tree.nodes_[last].content.end == at) {
      builder.tree.nodes_[last].content.end = end;
      return;
    }
    Node node;
    node.content = {at, end};
    builder.Add(std::move(node));
  }

  // Entities of the document's own may stand for anything, a billion characters or a file of ours.
  static void Entity(void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*, const XML_Char*,
                     const XML_Char*, const XML_Char*) {
    static_cast<Builder*>(self)->Stop("the document declares entities of its own, which are not expanded");
  }
};

Result<Tree> Tree::Parse(std::string document) {
  if (document.size() > kMostBytes) return Fail(ErrorCode::kLimit, "XML file: larger than 64 MB");
  Builder builder;
  builder.tree.bytes_ = std::move(document);
  const std::string& bytes = builder.tree.bytes_;
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
  if (!parser) return Fail(ErrorCode::kLimit, "XML file: no memory for the parser");
  builder.parser = parser.get();
  XML_SetUserData(parser.get(), &builder);
  XML_SetElementHandler(parser.get(), &Builder::Start, &Builder::End);
  XML_SetCharacterDataHandler(parser.get(), &Builder::Text);
  XML_SetEntityDeclHandler(parser.get(), &Builder::Entity);
  XML_SetParamEntityParsing(parser.get(), XML_PARAM_ENTITY_PARSING_NEVER);
  const auto status = XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), XML_TRUE);
  if (!builder.refused.empty()) return Fail(ErrorCode::kLimit, "XML file: " + builder.refused);
  if (status != XML_STATUS_OK || builder.tree.nodes_.empty())
    return Fail(ErrorCode::kParse,
                fmt::format("XML file: {} in line {}: broken or cut", XML_ErrorString(XML_GetErrorCode(parser.get())),
                            XML_GetCurrentLineNumber(parser.get())));
  return std::move(builder.tree);
}

std::string_view Tree::Attribute(NodeId id, std::string_view name) const {
  if (id == kNone) return {};
  for (const auto& [key, value] : nodes_[id].attributes)
    if (EqualIgnoringAsciiCase(key, name)) return value;
  return {};
}

NodeId Tree::Child(NodeId id, std::string_view name) const {
  if (id == kNone) return kNone;
  for (NodeId child = nodes_[id].first_child; child != kNone; child = nodes_[child].next)
    if (EqualIgnoringAsciiCase(nodes_[child].name, name)) return child;
  return kNone;
}

std::vector<NodeId> Tree::Children(NodeId id) const {
  std::vector<NodeId> children;
  if (id == kNone) return children;
  for (NodeId child = nodes_[id].first_child; child != kNone; child = nodes_[child].next)
    if (!nodes_[child].name.empty()) children.push_back(child);
  return children;
}

std::vector<NodeId> Tree::All(NodeId id, const std::vector<std::string_view>& names) const {
  std::vector<NodeId> found;
  if (id == kNone) return found;
  for (NodeId child = nodes_[id].first_child; child != kNone; child = nodes_[child].next) {
    const bool fits = std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      return EqualIgnoringAsciiCase(nodes_[child].name, name);
    });
    if (fits) {
      found.push_back(child);
      continue;
    }
    const std::vector<NodeId> below = All(child, names);  // as deep as the tree: bounded
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

NodeId Tree::First(NodeId id, const std::vector<std::string_view>& names) const {
  if (id == kNone) return kNone;
  for (NodeId child = nodes_[id].first_child; child != kNone; child = nodes_[child].next) {
    for (const std::string_view name : names)
      if (EqualIgnoringAsciiCase(nodes_[child].name, name)) return child;
    if (const NodeId below = First(child, names); below != kNone) return below;
  }
  return kNone;
}

std::string Tree::Text(NodeId id) const {
  if (id == kNone) return "";
  corpus::Block block;
  block.ranges = {nodes_[id].content};
  auto text = corpus::RenderBlock(bytes_, corpus::BlockSyntax::kMarkup, block, corpus::kCanonicalRuleVersion);
  return text ? std::move(*text) : "";
}

std::string Tree::TextOf(NodeId id, std::string_view child) const { return Text(Child(id, child)); }

bool Tree::IsInside(NodeId id, std::string_view name) const {
  for (NodeId up = id == kNone ? kNone : nodes_[id].parent; up != kNone; up = nodes_[up].parent)
    if (EqualIgnoringAsciiCase(nodes_[up].name, name)) return true;
  return false;
}

}  // namespace dossier::indexer::xml
