#include "corpus/text/canonical_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/json.h"
#include "corpus/base/utf8.h"
#include "corpus/text/character_references.h"
#include "corpus/text/markup.h"

namespace dossier::corpus {

namespace {

constexpr std::pair<BlockKind, std::string_view> kKindNames[] = {
    {BlockKind::kParagraph, "paragraph"}, {BlockKind::kHeading, "heading"}, {BlockKind::kListItem, "list-item"},
    {BlockKind::kTableRow, "table-row"},  {BlockKind::kQuote, "quote"},     {BlockKind::kCaption, "caption"},
    {BlockKind::kCode, "code"},           {BlockKind::kNote, "note"}};

constexpr std::pair<BlockSyntax, std::string_view> kSyntaxNames[] = {
    {BlockSyntax::kPlain, "plain"}, {BlockSyntax::kMarkup, "markup"}, {BlockSyntax::kJson, "json"}};

// --- Rule 1 (frozen: a change here needs rule 2 beside it) ---

// Elements whose content is no text.
constexpr std::array<std::string_view, 5> kDropped = {"noscript", "script", "style", "svg", "template"};

// Elements whose tags separate words. All other tags are inline and give nothing. Sorted.
constexpr std::array<std::string_view, 81> kBreaking = {
    "address",  "area",    "article",  "aside",    "audio",   "base",     "blockquote", "body",    "br",
    "button",   "canvas",  "caption",  "center",   "col",     "colgroup", "dd",         "details", "dialog",
    "dir",      "div",     "dl",       "dt",       "embed",   "fieldset", "figcaption", "figure",  "footer",
    "form",     "frame",   "frameset", "h1",       "h2",      "h3",       "h4",         "h5",      "h6",
    "head",     "header",  "hgroup",   "hr",       "html",    "iframe",   "img",        "input",   "legend",
    "li",       "link",    "listing",  "main",     "map",     "math",     "menu",       "meta",    "nav",
    "noframes", "object",  "ol",       "optgroup", "option",  "p",        "param",      "picture", "pre",
    "search",   "section", "select",   "source",   "summary", "table",    "tbody",      "td",      "textarea",
    "tfoot",    "th",      "thead",    "title",    "tr",      "track",    "ul",         "video",   "xmp"};

std::string LowerAscii(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    c = AsciiLower(c);
  }
  return out;
}

// Handles the markup at text[i] == '<': returns where to go on and appends what it stands for.
size_t RenderMarkupAt(std::string_view text, size_t i, std::string& out) {
  const Markup markup = ReadMarkup(text, i);
  if (markup.kind == Markup::Kind::kText) {
    out += text.substr(i, markup.end - i);
    return markup.end;
  }
  if (markup.kind == Markup::Kind::kComment) return markup.end;
  const std::string name = LowerAscii(markup.name);
  const bool dropped = std::binary_search(kDropped.begin(), kDropped.end(), name);
  if (dropped || std::binary_search(kBreaking.begin(), kBreaking.end(), name)) {
    if (!dropped) out += ' ';
    if (!dropped || markup.kind == Markup::Kind::kEndTag || (markup.self_closing && name == "svg")) return markup.end;
    const size_t close = FindEndTag(text, markup.end, name);
    return close == std::string_view::npos ? text.size() : ReadMarkup(text, close).end;
  }
  return markup.end;
}

void RenderMarkup(std::string_view text, std::string& out) {
  for (size_t i = 0; i < text.size();) {
    const size_t next = std::min(text.find_first_of("<&", i), text.size());
    out += text.substr(i, next - i);
    i = next;
    if (i == text.size()) break;
    if (text[i] == '<') {
      i = RenderMarkupAt(text, i, out);
      continue;
    }
    const size_t length = DecodeCharacterReference(text, i, ReferenceContext::kText, out);
    if (length == 0) out += '&';
    i += std::max<size_t>(length, 1);
  }
}

// The string that an RFC 6901 pointer names; "" when the value is no string.
Result<std::string> RenderPointer(const Json& document, const std::string& pointer) {
  const Json* value = &document;
  std::string_view rest = pointer;
  while (!rest.empty()) {
    if (rest.front() != '/') return Fail(ErrorCode::kCorrupt, "'" + pointer + "' is no JSON pointer");
    rest.remove_prefix(1);
    const size_t end = std::min(rest.find('/'), rest.size());
    std::string token;
    for (size_t i = 0; i < end; ++i) {
      const bool escape = rest[i] == '~' && i + 1 < end && (rest[i + 1] == '0' || rest[i + 1] == '1');
      token += escape ? (rest[++i] == '0' ? '~' : '/') : rest[i];
    }
    rest.remove_prefix(end);
    const Json* next = nullptr;
    if (value->is_object()) {
      const auto found = value->find(token);
      if (found != value->end()) next = &*found;
    } else if (value->is_array() && !token.empty() && token.size() < 10 &&
               token.find_first_not_of("0123456789") == std::string::npos) {
      const auto index = static_cast<size_t>(std::stoul(token));
      if (index < value->size()) next = &(*value)[index];
    }
    if (next == nullptr) return Fail(ErrorCode::kCorrupt, "the JSON pointer '" + pointer + "' names nothing");
    value = next;
  }
  return value->is_string() ? value->get<std::string>() : std::string();
}

}  // namespace

std::string_view BlockKindName(BlockKind kind) {
  for (const auto& [value, name] : kKindNames) {
    if (value == kind) return name;
  }
  return "paragraph";
}

Result<BlockKind> ParseBlockKind(std::string_view name) {
  for (const auto& [value, known] : kKindNames) {
    if (known == name) return value;
  }
  return Fail(ErrorCode::kParse, "unknown block kind '" + std::string(name) + "'");
}

Result<std::string> RenderBlock(std::string_view decoded_payload, BlockSyntax syntax, const Block& block, int rule) {
  if (rule != 1) {
    return Fail(ErrorCode::kVersion,
                "the text was made with rule " + std::to_string(rule) + ", which this program does not know");
  }
  if (syntax == BlockSyntax::kJson) {
    DOSSIER_TRY_ASSIGN(const Json document, ParseJson(decoded_payload, "the captured document"));
    DOSSIER_TRY_ASSIGN(const std::string value, RenderPointer(document, block.pointer));
    return CollapseWhiteSpace(value);
  }
  std::string raw;
  for (const ByteRange& range : block.ranges) {
    if (range.begin > range.end || range.end > decoded_payload.size()) {
      return Fail(ErrorCode::kCorrupt, "bytes " + std::to_string(range.begin) + "-" + std::to_string(range.end) +
                                           " lie outside the payload of " + std::to_string(decoded_payload.size()) +
                                           " bytes");
    }
    const std::string_view part = decoded_payload.substr(range.begin, range.end - range.begin);
    if (syntax == BlockSyntax::kPlain) {
      raw += part;
    } else {
      RenderMarkup(part, raw);
    }
  }
  return CollapseWhiteSpace(raw);
}

namespace {

// `document`: the parsed payload of JSON.
Status CheckBlocks(std::string_view decoded_payload, const Json* document, const TextMap& map) {
  uint64_t expected_begin = 0;
  for (size_t i = 0; i < map.blocks.size(); ++i) {
    const Block& block = map.blocks[i];
    const std::string which = "block " + std::to_string(i + 1);
    if (block.begin != expected_begin || block.end < block.begin || block.end > map.text.size()) {
      return Fail(ErrorCode::kCorrupt, which + " does not follow the block before it");
    }
    if (i > 0 && map.text.compare(block.begin - 2, 2, "\n\n") != 0) {
      return Fail(ErrorCode::kCorrupt, which + " is not set off by a blank line");
    }
    std::string text;
    if (document) {
      DOSSIER_TRY_ASSIGN(const std::string value, RenderPointer(*document, block.pointer));
      text = CollapseWhiteSpace(value);
    } else {
      DOSSIER_TRY_ASSIGN(text, RenderBlock(decoded_payload, map.syntax, block, map.rule));
    }
    if (map.text.compare(block.begin, block.end - block.begin, text) != 0) {
      return Fail(ErrorCode::kCorrupt, which + " differs from the capture");
    }
    expected_begin = block.end + 2;
  }
  const uint64_t end = map.blocks.empty() ? 0 : map.blocks.back().end;
  if (map.text.size() != end) return Fail(ErrorCode::kCorrupt, "the text goes on after its last block");
  return Ok();
}

}  // namespace

struct TextChecks::Impl {
  std::string payload;
  std::optional<Result<Json>> document;  // when it was asked for
};

TextChecks::TextChecks(std::string decoded_payload)
    : impl_(std::make_unique<Impl>(Impl{std::move(decoded_payload), std::nullopt})) {}
TextChecks::~TextChecks() = default;
TextChecks::TextChecks(TextChecks&&) noexcept = default;
TextChecks& TextChecks::operator=(TextChecks&&) noexcept = default;

Status TextChecks::Check(const TextMap& map) {
  if (map.syntax != BlockSyntax::kJson || map.rule != 1) return CheckBlocks(impl_->payload, nullptr, map);
  if (!impl_->document) impl_->document = ParseJson(impl_->payload, "the captured document");
  if (!*impl_->document) return Fail(impl_->document->error());
  return CheckBlocks(impl_->payload, &**impl_->document, map);
}

Status CheckTextMap(std::string_view decoded_payload, const TextMap& map) {
  return TextChecks(std::string(decoded_payload)).Check(map);
}

std::string SerializeTextMap(const TextMap& map) {
  Json blocks = Json::array();
  for (const Block& block : map.blocks) {
    Json entry = {{"kind", std::string(BlockKindName(block.kind))}, {"begin", block.begin}, {"end", block.end}};
    if (block.level != 0) entry["level"] = block.level;
    if (block.page != 0) entry["page"] = block.page;
    if (!block.pointer.empty()) entry["pointer"] = block.pointer;
    if (!block.ranges.empty()) {
      Json ranges = Json::array();
      for (const ByteRange& range : block.ranges) ranges.push_back(Json::array({range.begin, range.end}));
      entry["ranges"] = std::move(ranges);
    }
    blocks.push_back(std::move(entry));
  }
  std::string_view syntax;
  for (const auto& [value, name] : kSyntaxNames) {
    if (value == map.syntax) syntax = name;
  }
  return DumpJson(Json{{"schema", "dossier.text/1"},
                       {"rule", map.rule},
                       {"reader", map.reader},
                       {"charset", map.charset},
                       {"syntax", std::string(syntax)},
                       {"blocks", std::move(blocks)}});
}

namespace {

bool IsUnsigned(const Json& value) { return value.is_number_unsigned(); }

Result<Block> ParseBlock(const Json& entry) {
  Block block;
  DOSSIER_TRY_ASSIGN(block.kind, ParseBlockKind(StringAt(entry, "kind")));
  const Json& begin = MemberAt(entry, "begin");
  const Json& end = MemberAt(entry, "end");
  if (!IsUnsigned(begin) || !IsUnsigned(end)) return Fail(ErrorCode::kParse, "a block of the text map has no range");
  block.begin = begin.get<uint64_t>();
  block.end = end.get<uint64_t>();
  block.level = static_cast<int>(IntegerAt(entry, "level"));
  block.page = static_cast<int>(IntegerAt(entry, "page"));
  block.pointer = StringAt(entry, "pointer");
  const Json& ranges = MemberAt(entry, "ranges");
  if (!ranges.is_array()) return block;
  for (const Json& range : ranges) {
    if (!range.is_array() || range.size() != 2 || !IsUnsigned(range[0]) || !IsUnsigned(range[1])) {
      return Fail(ErrorCode::kParse, "a range of the text map is not two numbers");
    }
    block.ranges.push_back({range[0].get<uint64_t>(), range[1].get<uint64_t>()});
  }
  return block;
}

}  // namespace

Result<TextMap> ParseTextMap(std::string_view json, std::string text) {
  DOSSIER_TRY_ASSIGN(const Json parsed, ParseJson(json, "the text map"));
  if (StringAt(parsed, "schema") != "dossier.text/1") {
    return Fail(ErrorCode::kVersion, "unknown text map '" + StringAt(parsed, "schema") + "'");
  }
  TextMap map;
  map.rule = static_cast<int>(IntegerAt(parsed, "rule"));
  map.reader = StringAt(parsed, "reader");
  map.charset = StringAt(parsed, "charset");
  map.text = std::move(text);
  bool known_syntax = false;
  for (const auto& [value, name] : kSyntaxNames) {
    if (StringAt(parsed, "syntax") != name) continue;
    map.syntax = value;
    known_syntax = true;
  }
  if (!known_syntax) return Fail(ErrorCode::kParse, "unknown syntax in the text map");
  const Json& blocks = MemberAt(parsed, "blocks");
  if (!blocks.is_array()) return Fail(ErrorCode::kParse, "the text map has no blocks");
  for (const Json& entry : blocks) {
    DOSSIER_TRY_ASSIGN(Block block, ParseBlock(entry));
    map.blocks.push_back(std::move(block));
  }
  return map;
}

}  // namespace dossier::corpus
