#include "indexer/read/xml/text.h"

#include <algorithm>
#include <utility>

#include "corpus/base/ascii.h"

namespace dossier::indexer::xml {
namespace {

using corpus::BlockKind;

bool Has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view one) { return EqualIgnoringAsciiCase(one, name); });
}

class Walk {
 public:
  Walk(const Tree& tree, const TextRules& rules, size_t most, corpus::TextMap& map)
      : tree_(tree), rules_(rules), most_(most), map_(map) {}

  void Visit(NodeId id, BlockKind kind) {
    const Node& node = tree_.at(id);
    corpus::ByteRange run;
    bool open = false;
    const auto flush = [&] {
      if (std::exchange(open, false)) Add(run, kind);
    };
    for (NodeId child = node.first_child; child != kNone; child = tree_.at(child).next) {
      const Node& part = tree_.at(child);
      if (Has(rules_.dropped, part.name)) {
        flush();
        continue;
      }
      const bool in_line = part.name.empty() || (Has(rules_.inline_elements, part.name) && !HoldsBlocks(child));
      if (!in_line) {
        flush();
        if (Has(rules_.rows, part.name) && CellsStandApart(child))
          Add(part.content, BlockKind::kTableRow);
        else
          Visit(child, KindOf(part.name, kind));
        continue;
      }
      const uint64_t begin = part.name.empty() ? part.content.begin : BeginOf(part);
      const uint64_t end = part.name.empty() ? part.content.end : EndOf(part);
      if (!open) run.begin = begin;
      open = true;
      run.end = end;
    }
    flush();
  }

 private:
  // With its tags.
  uint64_t BeginOf(const Node& node) const {
    const size_t at = node.content.begin == 0 ? 0 : tree_.bytes().rfind('<', node.content.begin - 1);
    return at == std::string::npos ? node.content.begin : at;
  }
  uint64_t EndOf(const Node& node) const {
    const std::string& bytes = tree_.bytes();
    if (bytes.compare(node.content.end, 2, "</") != 0) return node.content.end;
    const size_t close = bytes.find('>', node.content.end);
    return close == std::string::npos ? node.content.end : close + 1;
  }

  bool HoldsBlocks(NodeId id) const {
    for (NodeId child = tree_.at(id).first_child; child != kNone; child = tree_.at(child).next) {
      const std::string& name = tree_.at(child).name;
      if (!name.empty() && (!Has(rules_.inline_elements, name) || HoldsBlocks(child))) return true;
    }
    return false;
  }

  // Whether white space parts the cells, so that a row reads as one.
  bool CellsStandApart(NodeId id) const {
    bool element_before = false;
    for (NodeId child = tree_.at(id).first_child; child != kNone; child = tree_.at(child).next) {
      const bool element = !tree_.at(child).name.empty();
      if (element && element_before) return false;
      element_before = element;
    }
    return true;
  }

  BlockKind KindOf(const std::string& name, BlockKind around) const {
    if (Has(rules_.headings, name)) return BlockKind::kHeading;
    if (Has(rules_.list_items, name)) return BlockKind::kListItem;
    if (Has(rules_.notes, name)) return BlockKind::kNote;
    if (Has(rules_.rows, name)) return BlockKind::kTableRow;
    return around == BlockKind::kHeading ? BlockKind::kParagraph : around;
  }

  void Add(const corpus::ByteRange& range, BlockKind kind) {
    if (map_.blocks.size() >= most_) return;
    AddBlock(tree_.bytes(), {range}, kind,
             kind == BlockKind::kHeading    ? 2
             : kind == BlockKind::kListItem ? 1
                                            : 0,
             map_);
  }

  const Tree& tree_;
  const TextRules& rules_;
  size_t most_;
  corpus::TextMap& map_;
};

}  // namespace

void AddBlock(std::string_view bytes, std::vector<corpus::ByteRange> ranges, BlockKind kind, int level,
              corpus::TextMap& map) {
  corpus::Block block;
  block.kind = kind;
  block.level = level;
  block.ranges = std::move(ranges);
  const auto text = corpus::RenderBlock(bytes, map.syntax, block, map.rule);
  if (!text || text->empty()) return;
  if (!map.text.empty()) map.text += "\n\n";
  block.begin = map.text.size();
  map.text += *text;
  block.end = map.text.size();
  map.blocks.push_back(std::move(block));
}

void AddText(const Tree& tree, NodeId id, const TextRules& rules, size_t most, corpus::TextMap& map) {
  if (id == kNone) return;
  Walk(tree, rules, most, map).Visit(id, BlockKind::kParagraph);
}

}  // namespace dossier::indexer::xml
