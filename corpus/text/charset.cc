#include "corpus/text/charset.h"

#include <uchardet/uchardet.h>

#include <cstring>
#include <memory>
#include <unordered_map>

#include "corpus/base/ascii.h"
#include "corpus/base/embedded.h"
#include "corpus/base/take_until.h"
#include "corpus/base/utf8.h"
#include "corpus/text/charset_decoders.h"

namespace dossier {

DOSSIER_EMBEDDED(charset_labels)

namespace {

constexpr size_t kPrescanBytes = 1024;    // HTML standard 13.2.3.2
constexpr size_t kLateMetaBytes = 65536;  // a meta element after the prescan still counts before guessing
constexpr size_t kNamedUtf8Signs = 64;    // characters beyond ASCII that tell whether a page is the UTF-8 it says
constexpr size_t kDetectBytes = 262144;   // what the detector is shown

using NamesOfLabels = std::unordered_map<std::string_view, std::string_view>;

NamesOfLabels BuildTable() {
  NamesOfLabels table;
  std::string_view rest = Embedded_charset_labels();
  while (!rest.empty()) {
    std::string_view line = TakeUntil(rest, '\n');
    if (line.empty() || line.front() == '#') continue;
    const std::string_view name = TakeUntil(line, '\t');
    while (!line.empty()) table[TakeUntil(line, ' ')] = name;
  }
  return table;
}

const NamesOfLabels& Encodings() {
  static const NamesOfLabels* const table = new NamesOfLabels(BuildTable());  // lives as long as the process
  return *table;
}

std::string LowerTrimmed(std::string_view text) {
  while (!text.empty() && IsHtmlSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsHtmlSpace(text.back())) text.remove_suffix(1);
  std::string out(text);
  for (char& c : out) c = AsciiLower(c);
  return out;
}

// --- The meta prescan ---

bool StartsWithNoCase(std::string_view text, std::string_view lower_prefix) {
  if (text.size() < lower_prefix.size()) return false;
  for (size_t i = 0; i < lower_prefix.size(); ++i) {
    if (AsciiLower(text[i]) != lower_prefix[i]) return false;
  }
  return true;
}

struct Attribute {
  std::string name, value;
};

// "Get an attribute" of the prescan: reads one and moves `i` past it; an empty name means the tag has ended.
Attribute NextAttribute(std::string_view text, size_t& i) {
  Attribute attribute;
  while (i < text.size() && (IsHtmlSpace(text[i]) || text[i] == '/')) ++i;
  while (i < text.size() && text[i] != '>' && text[i] != '/' && !IsHtmlSpace(text[i])) {
    if (text[i] == '=' && !attribute.name.empty()) break;
    attribute.name += AsciiLower(text[i++]);
  }
  size_t after = i;
  while (after < text.size() && IsHtmlSpace(text[after])) ++after;
  if (attribute.name.empty() || after >= text.size() || text[after] != '=') return attribute;
  i = after + 1;
  while (i < text.size() && IsHtmlSpace(text[i])) ++i;
  if (i < text.size() && (text[i] == '"' || text[i] == '\'')) {
    const char quote = text[i++];
    while (i < text.size() && text[i] != quote) attribute.value += AsciiLower(text[i++]);
    if (i < text.size()) ++i;
    return attribute;
  }
  while (i < text.size() && !IsHtmlSpace(text[i]) && text[i] != '>') attribute.value += AsciiLower(text[i++]);
  return attribute;
}

// "Extract a character encoding from a meta element": the charset in "text/html; charset=x".
std::string CharsetInContent(std::string_view content) {
  for (size_t at = content.find("charset"); at != std::string_view::npos; at = content.find("charset", at + 7)) {
    size_t i = at + 7;
    while (i < content.size() && IsHtmlSpace(content[i])) ++i;
    if (i >= content.size() || content[i] != '=') continue;
    ++i;
    while (i < content.size() && IsHtmlSpace(content[i])) ++i;
    if (i >= content.size()) return {};
    if (content[i] == '"' || content[i] == '\'') {
      const size_t close = content.find(content[i], i + 1);
      return close == std::string_view::npos ? std::string() : std::string(content.substr(i + 1, close - i - 1));
    }
    size_t end = i;
    while (end < content.size() && !IsHtmlSpace(content[end]) && content[end] != ';') ++end;
    return std::string(content.substr(i, end - i));
  }
  return {};
}

// The encoding that one meta element declares, or nullopt. `i` stands after "<meta".
std::optional<std::string> EncodingOfMeta(std::string_view text, size_t& i) {
  std::string charset;
  bool from_content = false, is_content_type = false;
  for (;;) {
    const Attribute attribute = NextAttribute(text, i);
    if (attribute.name.empty()) break;
    if (attribute.name == "http-equiv") is_content_type = attribute.value == "content-type";
    if (attribute.name == "content" && charset.empty()) {
      charset = CharsetInContent(attribute.value);
      from_content = !charset.empty();
    }
    if (attribute.name == "charset") {
      charset = attribute.value;
      from_content = false;
    }
  }
  if (charset.empty() || (from_content && !is_content_type)) return std::nullopt;
  std::optional<std::string> name = EncodingForLabel(charset);
  if (name && (*name == "utf-16be" || *name == "utf-16le")) return "utf-8";
  if (name && *name == "x-user-defined") return "windows-1252";
  return name;
}

// The label in an XML declaration at the very start: <?xml version="1.0" encoding="x"?>.
std::optional<std::string> EncodingOfXmlDeclaration(std::string_view text) {
  if (!text.starts_with("<?xml")) return std::nullopt;
  const std::string_view declaration = text.substr(0, text.find('>'));
  size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return std::nullopt;
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return std::nullopt;
  const size_t close = declaration.find(declaration[at], at + 1);
  if (close == std::string_view::npos) return std::nullopt;
  std::optional<std::string> name = EncodingForLabel(declaration.substr(at + 1, close - at - 1));
  if (name && name->starts_with("utf-16")) return "utf-8";
  return name;
}

std::optional<std::string> PrescanMeta(std::string_view text) {
  if (auto name = EncodingOfXmlDeclaration(text)) return name;
  size_t i = 0;
  while ((i = text.find('<', i)) != std::string_view::npos) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("<!--")) {
      const size_t end = text.find("-->", i + 2);
      if (end == std::string_view::npos) return std::nullopt;
      i = end + 3;
    } else if (StartsWithNoCase(rest, "<meta") && rest.size() > 5 && (IsHtmlSpace(rest[5]) || rest[5] == '/')) {
      i += 5;
      if (auto name = EncodingOfMeta(text, i)) return name;
    } else {
      ++i;
    }
  }
  return std::nullopt;
}

// Names of the detector for encodings that the standard calls otherwise.
std::string_view StandardLabel(std::string_view detected) {
  if (detected == "UHC") return "euc-kr";
  if (detected == "MAC-CYRILLIC") return "x-mac-cyrillic";
  return detected;
}

std::string DetectFromBytes(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), uchardet_delete);
  const std::string_view shown = bytes.substr(0, kDetectBytes);
  if (uchardet_handle_data(detector.get(), shown.data(), shown.size()) == 0) {
    uchardet_data_end(detector.get());
    if (auto name = EncodingForLabel(StandardLabel(uchardet_get_charset(detector.get())))) {
      if (*name != "replacement" && !name->starts_with("utf-")) return *name;
    }
  }
  return "windows-1252";
}

bool IsAscii(std::string_view bytes) {
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// How much of a text that is not valid UTF-8 is UTF-8 all the same.
struct Utf8Share {
  size_t sequences = 0;  // of two bytes and more
  size_t errors = 0;
};

// Looks at no more than `limit` of both.
Utf8Share ShareOfUtf8(std::string_view bytes, size_t limit) {
  constexpr uint64_t kHighBits = 0x8080808080808080u;
  Utf8Share share;
  for (size_t i = 0; i < bytes.size() && share.sequences + share.errors < limit;) {
    uint64_t eight = 0;
    if (i + sizeof eight <= bytes.size()) std::memcpy(&eight, bytes.data() + i, sizeof eight);
    if (i + sizeof eight <= bytes.size() && (eight & kHighBits) == 0) {
      i += sizeof eight;
    } else if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
    } else {
      const size_t begin = i;
      NextCodePoint(bytes, i);
      ++(i - begin > 1 ? share.sequences : share.errors);
    }
  }
  return share;
}

// A UTF-8 page with some broken bytes, or cut off within a character.
bool IsMostlyUtf8(const Utf8Share& share) { return share.sequences >= 4 && share.errors * 10 <= share.sequences; }
// Another encoding under the name of UTF-8: decoding it as UTF-8 would leave replacement characters only.
bool IsFarFromUtf8(const Utf8Share& share) { return share.errors > 8 && share.errors > share.sequences; }

// A header that says an old encoding of UTF-8 (a server's default for all its pages), or UTF-16 of markup in single
// bytes.
bool IsBeliedByBytes(std::string_view name, std::string_view bytes) {
  if (name == "utf-8") return false;
  if (name.starts_with("utf-16"))
    return !bytes.empty() && bytes.substr(0, kPrescanBytes).find('\0') == std::string_view::npos;
  const Utf8Share first = ShareOfUtf8(bytes, kNamedUtf8Signs);
  return first.sequences >= 4 && first.errors * 10 <= first.sequences && IsMostlyUtf8(ShareOfUtf8(bytes, SIZE_MAX));
}

// ISO-2022-JP is ASCII but for its escapes to two-byte sets.
bool HoldsJapaneseEscapes(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos;
}

// UTF-16 without a mark: markup that begins with "<" and a letter, "!" or "?", each in two bytes.
std::optional<std::string> EncodingOfWideMarkup(std::string_view bytes) {
  if (bytes.size() < 4) return std::nullopt;
  const auto opens = [](char first, char second) {
    return first == '<' && (second == '!' || second == '?' || (AsciiLower(second) >= 'a' && AsciiLower(second) <= 'z'));
  };
  if (bytes[1] == 0 && bytes[3] == 0 && opens(bytes[0], bytes[2])) return "utf-16le";
  if (bytes[0] == 0 && bytes[2] == 0 && opens(bytes[1], bytes[3])) return "utf-16be";
  return std::nullopt;
}

std::optional<std::string> EncodingOfByteOrderMark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> EncodingForLabel(std::string_view label) {
  const auto found = Encodings().find(LowerTrimmed(label));
  if (found == Encodings().end()) return std::nullopt;
  return std::string(found->second);
}

std::string SniffHtmlEncoding(std::string_view bytes, std::string_view transport_charset) {
  if (auto name = EncodingOfByteOrderMark(bytes)) return *name;
  std::optional<std::string> transport = EncodingForLabel(transport_charset);
  if (transport && IsBeliedByBytes(*transport, bytes)) transport.reset();
  if (transport && *transport != "utf-8") return *transport;
  if (auto name = EncodingOfWideMarkup(bytes)) return *name;
  const std::optional<std::string> declared = PrescanMeta(bytes.substr(0, kPrescanBytes));
  const bool named_utf8 = transport == "utf-8" || (!transport && declared == "utf-8");
  if (named_utf8 && !IsFarFromUtf8(ShareOfUtf8(bytes, kNamedUtf8Signs))) return "utf-8";
  if (IsAscii(bytes)) return declared ? *declared : HoldsJapaneseEscapes(bytes) ? "iso-2022-jp" : "utf-8";
  if (IsValidUtf8(bytes)) return "utf-8";
  // A page that was converted to UTF-8 keeps its old meta element, and one that was not gets a new header; text of
  // another encoding is practically never near UTF-8, so the bytes are the better witness where they are clear.
  if (IsMostlyUtf8(ShareOfUtf8(bytes, SIZE_MAX))) return "utf-8";
  if (declared && declared != "utf-8") return *declared;
  if (auto late = PrescanMeta(bytes.substr(0, kLateMetaBytes)); late && late != "utf-8") return *late;
  return DetectFromBytes(bytes);
}

Result<std::string> DecodeToUtf8(std::string_view bytes, std::string_view encoding) {
  const std::optional<std::string> name = EncodingForLabel(encoding);
  if (!name) return Fail(ErrorCode::kParse, "unknown character encoding '" + std::string(encoding) + "'");
  if (*name == "utf-8") {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return RepairUtf8(bytes);
  }
  if (*name == "utf-16be" && bytes.starts_with("\xFE\xFF")) bytes.remove_prefix(2);
  if (*name == "utf-16le" && bytes.starts_with("\xFF\xFE")) bytes.remove_prefix(2);
  return DecodeLegacy(bytes, *name);
}

Result<std::string_view> ViewAsUtf8(std::string_view bytes, std::string_view encoding, std::string& decoded) {
  if (encoding == "utf-8" && !bytes.starts_with("\xEF\xBB\xBF") && IsValidUtf8(bytes)) return bytes;
  DOSSIER_TRY_ASSIGN(decoded, DecodeToUtf8(bytes, encoding));
  return std::string_view(decoded);
}

std::string CharsetOfContentType(std::string_view content_type) {
  const size_t parameters = content_type.find(';');
  if (parameters == std::string_view::npos) return {};
  std::string_view rest = content_type.substr(parameters + 1);
  while (!rest.empty()) {
    std::string_view parameter = TakeUntil(rest, ';');
    const size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || LowerTrimmed(parameter.substr(0, equals)) != "charset") continue;
    std::string_view value = parameter.substr(equals + 1);
    while (!value.empty() && (IsHtmlSpace(value.front()) || value.front() == '"')) value.remove_prefix(1);
    while (!value.empty() && (IsHtmlSpace(value.back()) || value.back() == '"')) value.remove_suffix(1);
    return std::string(value);
  }
  return {};
}

std::string MediaTypeOf(std::string_view content_type) {
  return LowerTrimmed(content_type.substr(0, content_type.find(';')));
}

}  // namespace dossier
