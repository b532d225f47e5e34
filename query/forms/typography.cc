#include "query/forms/typography.h"

#include "corpus/base/unseen.h"
#include "corpus/base/utf8.h"

namespace dossier::query {

std::string FoldTypography(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    switch (c) {
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
        AppendUtf8(out, '\'');
        break;
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x00AB:
      case 0x00BB:
        AppendUtf8(out, '"');
        break;
      case 0x2010:
      case 0x2011:
      case 0x2012:
      case 0x2013:
      case 0x2014:
      case 0x2212:
        AppendUtf8(out, '-');
        break;
      case 0x2026:
        out.append("...");
        break;
      default:
        if (!IsUnseen(c)) AppendUtf8(out, c);
    }
  }
  out = CollapseWhiteSpace(out);
  // Dashes are set with and without blanks around them.
  std::string close;
  close.reserve(out.size());
  for (size_t i = 0; i < out.size(); ++i) {
    const bool spaced = out[i] == ' ' && out.compare(i, 3, " - ") == 0;
    close.push_back(spaced ? '-' : out[i]);
    if (spaced) i += 2;
  }
  return close;
}

}  // namespace dossier::query
