#include "query/web/message.h"

#include <algorithm>

#include "corpus/base/hex.h"
#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

constexpr size_t kMostFields = 200;

std::string Decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && HexValue(text[i + 1]) >= 0 && HexValue(text[i + 2]) >= 0) {
      out += static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' && plus_is_blank ? ' ' : text[i];
    }
  }
  return RepairUtf8(out);
}

}  // namespace

int StatusOfError(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
    case ErrorCode::kParse:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kLimit:
      return 413;
    case ErrorCode::kBusy:
    case ErrorCode::kNoCorpus:
    case ErrorCode::kVersion:
      return 503;
    case ErrorCode::kCorrupt:
      return 409;  // what is stored is not what was recorded: nothing can be answered from it
    default:
      return 500;
  }
}

std::string FieldNamed(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? "" : found->second;
}

std::string WebRequest::Header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

// RFC 6265, section 5.4: pairs parted by "; ".
std::string WebRequest::Cookie(std::string_view name) const {
  const std::string all = Header("cookie");
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = std::min(all.find(';', begin), all.size());
    std::string_view pair = std::string_view(all).substr(begin, end - begin);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return std::string(pair.substr(name.size() + 1));
    begin = end + 1;
  }
  return "";
}

std::string WebResponse::Header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return "";
}

void WebResponse::Set(std::string name, std::string value) {
  std::erase_if(headers, [&](const auto& header) { return header.first == name; });
  headers.emplace_back(std::move(name), std::move(value));
}

bool ParseTarget(std::string_view target, WebRequest& request) {
  const size_t mark = std::min(target.find_first_of("?#"), target.size());
  if (!target.starts_with('/')) return false;
  request.path = Decoded(target.substr(0, mark), false);
  if (mark < target.size() && target[mark] == '?')
    request.query = ParseForm(target.substr(mark + 1, std::min(target.find('#'), target.size()) - mark - 1));
  return request.path.find('\0') == std::string::npos;
}

Fields ParseForm(std::string_view text) {
  Fields fields;
  for (size_t begin = 0; begin < text.size() && fields.size() < kMostFields;) {
    const size_t end = std::min(text.find('&', begin), text.size());
    const std::string_view pair = text.substr(begin, end - begin);
    const size_t mark = std::min(pair.find('='), pair.size());
    if (!pair.empty())
      fields.emplace_back(Decoded(pair.substr(0, mark), true),
                          Decoded(mark < pair.size() ? pair.substr(mark + 1) : std::string_view(), true));
    begin = end + 1;
  }
  return fields;
}

std::string EncodePart(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::string QueryString(const Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    if (!value.empty()) out += (out.empty() ? "?" : "&") + EncodePart(name) + "=" + EncodePart(value);
  return out;
}

}  // namespace dossier::query
