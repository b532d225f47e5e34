// The canonical text of a capture, and the frozen rule that derives it again from the captured bytes.
//
// A reader (indexer/) decides *which* parts of a page are the main text. This file fixes *what those parts say*:
// each block names byte ranges of the payload, and RenderBlock turns exactly those bytes into exactly that text.
// So `dossier verify` checks a quotation against the capture without the reader, the index or the gazetteer.
//
// The rule is frozen: a stored text names the rule version it was made with, and every version ever released
// stays implemented. FORMAT.md has the rule in words.
//
//   canonical text = the blocks' texts joined by "\n\n"
//   block text     = its ranges rendered one by one, appended, white space collapsed, ends trimmed
//   rendering      by BlockSyntax:
//     kPlain   the bytes as they are
//     kMarkup  tags and comments dropped; the bodies of script, style, noscript, template and svg dropped; a tag
//              that is not inline (br, p, div, li, td, ...) gives one space; character references decoded as the
//              WHATWG HTML standard section 13.2.5.72 says
//     kJson    the JSON string value that a JSON pointer (RFC 6901) names; "" when it is no string
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::corpus {

inline constexpr int kCanonicalRuleVersion = 1;

enum class BlockSyntax { kPlain, kMarkup, kJson };

// What a block is in the document. The names are written to disk (BlockKindName): never rename one.
enum class BlockKind { kParagraph, kHeading, kListItem, kTableRow, kQuote, kCaption, kCode, kNote };
std::string_view BlockKindName(BlockKind kind);
Result<BlockKind> ParseBlockKind(std::string_view name);

// A half-open range of bytes of the *decoded payload*: the captured body after content decoding and conversion
// from TextMap::charset to UTF-8. For a UTF-8 page without faults these are the bytes of the body itself.
struct ByteRange {
  uint64_t begin = 0;
  uint64_t end = 0;
  auto operator<=>(const ByteRange&) const = default;
};

// One block of a canonical text and where it came from.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  int level = 0;       // headings: 1-6; list items: nesting from 1; else 0
  uint64_t begin = 0;  // bytes of the canonical text
  uint64_t end = 0;
  std::vector<ByteRange> ranges;  // kPlain, kMarkup
  std::string pointer;            // kJson: the JSON pointer
  int page = 0;                   // paged formats: 1-based page; else 0
};

// A canonical text with the map that leads back to the capture. This is what `index` stores.
struct TextMap {
  int rule = kCanonicalRuleVersion;
  std::string reader;             // "html/1", "csaf/1": the reader and its version
  std::string charset = "utf-8";  // WHATWG encoding name that the payload was decoded from
  BlockSyntax syntax = BlockSyntax::kMarkup;
  std::string text;
  std::vector<Block> blocks;  // in text order; contiguous up to the "\n\n" between them
};

// The text of one block of the decoded payload by the frozen rule. Errors: kCorrupt when a range lies outside
// the payload or a pointer names nothing. Thread safe.
Result<std::string> RenderBlock(std::string_view decoded_payload, BlockSyntax syntax, const Block& block, int rule);

// Renders every block and compares with map.text: Ok, or kCorrupt naming the first block that differs.
Status CheckTextMap(std::string_view decoded_payload, const TextMap& map);

// The same for many texts of one payload, which is parsed once: the entries of a catalogue. Not thread safe.
class TextChecks {
 public:
  explicit TextChecks(std::string decoded_payload);
  ~TextChecks();
  TextChecks(TextChecks&&) noexcept;
  TextChecks& operator=(TextChecks&&) noexcept;
  Status Check(const TextMap& map);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The JSON form stored in the archive beside the text (FORMAT.md) and back; the text itself is not in it.
std::string SerializeTextMap(const TextMap& map);
Result<TextMap> ParseTextMap(std::string_view json, std::string text);

}  // namespace dossier::corpus
