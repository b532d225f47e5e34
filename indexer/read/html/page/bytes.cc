#include "indexer/read/html/page/bytes.h"

#include "corpus/base/utf8.h"

namespace dossier::indexer {

bool IsOddCharacter(std::string_view text, size_t i) {
  const auto byte = [&](size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0; };
  if (byte(0) == 0xC2) return byte(1) < 0xA0;
  if (byte(0) == 0xEF) return byte(1) == 0xB7 || byte(1) == 0xBB || byte(1) == 0xBF;
  return byte(2) == 0xBF && byte(3) >= 0xBE;
}

bool IsPlainValue(std::string_view value) {
  for (size_t i = 0; i < value.size(); ++i) {
    const ByteKind kind = KindOf(value[i]);
    if (kind == ByteKind::kPlain || kind == ByteKind::kSpace) continue;
    if (kind != ByteKind::kLead || IsOddCharacter(value, i)) return false;
  }
  return true;
}

std::string WithoutControls(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t begin = i;
    const char32_t c = NextCodePoint(text, i);
    if (c == 0 || (c == '\r' && i < text.size() && text[i] == '\n')) continue;
    const bool control = c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r';
    if (c == '\r') {
      out += '\n';
    } else if (control || (c >= 0x7F && c <= 0x9F) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(begin, i - begin);
    }
  }
  return out;
}

}  // namespace dossier::indexer
