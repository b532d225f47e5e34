// The main text of an XML document: its blocks with the bytes they came from. Pure; linear; thread safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/text/canonical_text.h"
#include "indexer/read/xml/tree.h"

namespace dossier::indexer::xml {

// What the elements of a format are, by name without prefix; letter case does not count.
struct TextRules {
  std::vector<std::string_view> inline_elements;  // part of the text around them
  std::vector<std::string_view> dropped;          // with all that is in them
  std::vector<std::string_view> headings, list_items, notes, rows;
};

// Appends the text below `id` to `map`, whose syntax is kMarkup: every run of character data and inline elements is a
// block. At most `most` blocks.
void AddText(const Tree& tree, NodeId id, const TextRules& rules, size_t most, corpus::TextMap& map);

// Appends one block of these bytes; nothing when it has no text.
void AddBlock(std::string_view bytes, std::vector<corpus::ByteRange> ranges, corpus::BlockKind kind, int level,
              corpus::TextMap& map);

}  // namespace dossier::indexer::xml
