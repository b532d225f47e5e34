// An XML document as a tree whose nodes know the bytes they came from, so that a text of them can be derived again.
//
// Parsed by expat. Hostile input is bounded: size, depth, number of nodes; entities that a document declares are not
// expanded at all (a document that declares any is refused), so neither entity bombs nor files outside can
// be reached. The document must be UTF-8 (the caller decodes).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/text/canonical_text.h"

namespace dossier::indexer::xml {

inline constexpr size_t kMostBytes = size_t{64} << 20;
inline constexpr size_t kMostNodes = 3'000'000;
inline constexpr int kMostDepth = 200;

// Index of a node in its tree.
using NodeId = uint32_t;
inline constexpr NodeId kNone = UINT32_MAX;

struct Node {
  std::string name;  // without namespace prefix; "" for a run of character data
  std::vector<std::pair<std::string, std::string>> attributes;
  NodeId parent = kNone, first_child = kNone, next = kNone;
  corpus::ByteRange content;  // between the tags of an element; of character data all of it
};

class Tree {
 public:
  // Errors: kParse (not well-formed: where), kLimit.
  static Result<Tree> Parse(std::string document);

  const Node& at(NodeId id) const { return nodes_[id]; }
  NodeId root() const { return 0; }
  const std::string& bytes() const { return bytes_; }

  // The value of an attribute by its name without prefix, or "".
  std::string_view Attribute(NodeId id, std::string_view name) const;
  // The first child element with this name (letter case does not count), or kNone.
  NodeId Child(NodeId id, std::string_view name) const;
  // All elements below `id` with one of these names, in the order of the document, not going into found ones.
  std::vector<NodeId> All(NodeId id, const std::vector<std::string_view>& names) const;
  // The first of them, or kNone.
  NodeId First(NodeId id, const std::vector<std::string_view>& names) const;
  std::vector<NodeId> Children(NodeId id) const;  // elements only
  // The text of an element as the frozen rule renders it: white space collapsed. "" for kNone.
  std::string Text(NodeId id) const;
  // The text of the first child element with that name.
  std::string TextOf(NodeId id, std::string_view child) const;
  bool IsInside(NodeId id, std::string_view name) const;

 private:
  friend struct Builder;
  std::string bytes_;
  std::vector<Node> nodes_;
};

}  // namespace dossier::indexer::xml
