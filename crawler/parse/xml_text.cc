#include "crawler/parse/xml_text.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/base/utf8.h"
#include "corpus/text/any_charset.h"
#include "corpus/text/charset.h"

namespace dossier::crawler {
namespace {

// A name of an encoding as a declaration or a header has it, without its quotes.
std::string EncodingName(std::string_view text) {
  std::string out = AsciiLowered(text);
  std::erase_if(out, [](char c) { return c == '\'' || c == '"'; });
  return out;
}

// UTF-32, which the WHATWG standard does not know but XML allows.
std::string DecodeUtf32(std::string_view bytes, bool big_endian) {
  std::string out;
  for (size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    char32_t code = 0;
    for (size_t i = 0; i < 4; ++i) code = code << 8 | static_cast<unsigned char>(bytes[at + (big_endian ? i : 3 - i)]);
    if (code == 0xfeff && at == 0) continue;
    AppendUtf8(out, code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? 0xfffd : code);
  }
  return out;
}

// What the first bytes show: a byte order mark, or the pattern of "<" and other ASCII in wide encodings.
std::string EncodingOfStart(std::string_view bytes) {
  const auto starts = [&](std::string_view prefix) { return bytes.starts_with(prefix); };
  using namespace std::string_view_literals;
  if (starts("\x00\x00\xFE\xFF"sv)) return "utf-32be";
  if (starts("\xFF\xFE\x00\x00"sv)) return "utf-32le";
  if (starts("\xEF\xBB\xBF"sv)) return "utf-8";
  if (starts("\xFE\xFF"sv)) return "utf-16be";
  if (starts("\xFF\xFE"sv)) return "utf-16le";
  if (starts("\x00\x00\x00<"sv)) return "utf-32be";
  if (starts("<\x00\x00\x00"sv)) return "utf-32le";
  if (starts("\x00<\x00"sv)) return "utf-16be";
  if (starts("<\x00"sv)) return "utf-16le";
  return {};
}

// "<?xm" in EBCDIC: the characters of the declaration are the same in all its code pages.
constexpr std::string_view kEbcdicStart = "\x4C\x6F\xA7\x94";

std::string DeclaredEncoding(std::string_view bytes) {
  std::string ebcdic;
  std::string_view start = bytes.substr(0, 400);
  if (start.starts_with(kEbcdicStart)) {
    ebcdic = DecodeAnyCharset(start, "ibm037").value_or("");
    start = ebcdic;
  }
  const size_t declaration = start.find("<?xml");
  if (declaration == std::string_view::npos) return {};
  const size_t end = start.find("?>", declaration);
  const size_t found = start.find("encoding", declaration);
  if (found == std::string_view::npos || found > end) return {};
  const size_t open = start.find_first_of("\"'", found);
  if (open == std::string_view::npos) return {};
  const size_t close = start.find(start[open], open + 1);
  return close == std::string_view::npos ? "" : EncodingName(start.substr(open + 1, close - open - 1));
}

// What the transport and the declaration say, in one name.
std::string StatedEncoding(const std::string& declared, std::string_view content_type) {
  const std::string media = MediaTypeOf(content_type);
  const std::string charset = EncodingName(CharsetOfContentType(content_type));
  if (!charset.empty()) return charset;
  if (media.starts_with("text/")) return "us-ascii";
  return declared.empty() ? "utf-8" : declared;
}

bool IsAscii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The text when every byte makes sense in the encoding.
std::optional<std::string> DecodeExactly(std::string_view bytes, const std::string& encoding) {
  if (encoding == "utf-32be" || encoding == "utf-32le" || encoding == "utf-32")
    return DecodeUtf32(bytes, encoding != "utf-32le");
  if (encoding == "us-ascii" || encoding == "ascii")
    return IsAscii(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  if (encoding == "utf-8" && !IsValidUtf8(bytes)) return std::nullopt;
  Result<std::string> text = DecodeAnyCharset(bytes, encoding);
  if (!text || (text->find("\xEF\xBF\xBD") != std::string::npos && encoding != "utf-8")) return std::nullopt;
  return *std::move(text);
}

}  // namespace

XmlText DecodeXml(std::string_view bytes, std::string_view content_type) {
  std::vector<std::string> candidates;
  const std::string start = EncodingOfStart(bytes);
  const std::string declared = DeclaredEncoding(bytes);
  if (!start.empty()) candidates.push_back(start);
  candidates.push_back(StatedEncoding(declared, content_type));
  if (!declared.empty()) candidates.push_back(declared);
  if (start.empty() && IsAscii(bytes)) candidates.push_back("ascii");
  candidates.push_back("utf-8");
  XmlText out;
  for (std::string& candidate : candidates) {
    if (candidate == "gb2312" || candidate == "gbk") candidate = "gb18030";
    if (std::optional<std::string> text = DecodeExactly(bytes, candidate)) {
      out.text = *std::move(text);
      out.encoding = candidate;
      return out;
    }
    out.guessed = true;
  }
  // Five bytes mean nothing in windows-1252; text that has them is of some other single-byte charset.
  constexpr std::string_view kUndefined = "\x81\x8D\x8F\x90\x9D";
  if (bytes.find_first_of(kUndefined) != std::string_view::npos) {
    out.encoding = "iso-8859-2";
    out.text = DecodeToUtf8(bytes, "iso-8859-2").value_or(RepairUtf8(bytes));
    return out;
  }
  out.encoding = "windows-1252";
  out.text = DecodeToUtf8(bytes, "windows-1252").value_or(RepairUtf8(bytes));
  return out;
}

}  // namespace dossier::crawler
