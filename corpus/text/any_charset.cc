#include "corpus/text/any_charset.h"

#include <iconv.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "corpus/base/ascii.h"
#include "corpus/text/charset.h"

namespace dossier {
namespace {

constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// Names in use that neither library knows, beside one that one of them does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kOtherNames = {
    {{"macroman", "macintosh"},
     {"mac-roman", "macintosh"},
     {"mac_roman", "macintosh"},
     {"maccyrillic", "x-mac-cyrillic"},
     {"mac_cyrillic", "x-mac-cyrillic"},
     {"macgreek", "x-mac-greek"},
     {"maclatin2", "x-mac-ce"},
     {"mac_latin2", "x-mac-ce"},
     {"macturkish", "x-mac-turkish"},
     {"maciceland", "mac-is"},
     {"ptcp154", "pt154"},
     {"koi8_t", "koi8-t"},
     {"kz1048", "rk1048"},
     {"ujis", "euc-jp"},
     {"eucjp", "euc-jp"},
     {"uhc", "cp949"},
     {"hkscs", "big5-hkscs"},
     {"big5hkscs", "big5-hkscs"},
     {"euc_jis_2004", "euc-jisx0213"},
     {"shift_jis_2004", "shift_jisx0213"},
     {"iso-2022-jp-2004", "iso-2022-jp-3"},
     {"eucgb2312-cn", "gb18030"}}};

Result<std::string> Unknown(std::string_view label) {
  return Fail(ErrorCode::kParse, "unknown character encoding '" + std::string(label) + "'");
}

// ICU guesses for some names that it only half knows; what it opens must carry the name asked for.
Result<std::string> DecodeByIcu(std::string_view bytes, const std::string& label) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(label.c_str(), &code));
  if (U_FAILURE(code)) return Unknown(label);
  std::vector<UChar> wide(bytes.size() + 16);  // what needs more is left to the C library
  const int32_t length = ucnv_toUChars(converter.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                                       static_cast<int32_t>(bytes.size()), &code);
  if (U_FAILURE(code)) return Unknown(label);
  int32_t size = 0;
  u_strToUTF8WithSub(nullptr, 0, &size, wide.data(), length, 0xFFFD, nullptr, &code);
  if (code != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(code)) return Unknown(label);
  code = U_ZERO_ERROR;
  std::string out(static_cast<size_t>(size), '\0');
  u_strToUTF8WithSub(out.data(), size, &size, wide.data(), length, 0xFFFD, nullptr, &code);
  if (U_FAILURE(code)) return Unknown(label);
  return out;
}

Result<std::string> DecodeByIconv(std::string_view bytes, const std::string& label) {
  const iconv_t converter = iconv_open("UTF-8", label.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return Unknown(label);
  std::string input(bytes), out;
  char* from = input.data();
  size_t left = input.size();
  std::array<char, 4096> buffer;
  for (bool flushing = false;;) {
    char* to = buffer.data();
    size_t room = buffer.size();
    const size_t result = iconv(converter, flushing ? nullptr : &from, &left, &to, &room);
    out.append(buffer.data(), buffer.size() - room);
    if (result != static_cast<size_t>(-1)) {
      if (flushing) break;
      flushing = true;
    } else if (errno != E2BIG) {  // a byte that makes no sense, or an unfinished character at the end
      out.append(kReplacementUtf8);
      if (flushing || left == 0) break;
      ++from;
      --left;
    }
  }
  iconv_close(converter);
  return out;
}

}  // namespace

Result<std::string> DecodeAnyCharset(std::string_view bytes, std::string_view label) {
  const std::optional<std::string> web = EncodingForLabel(label);
  if (web && *web != "replacement") return DecodeToUtf8(bytes, *web);
  std::string name(label);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return AsciiLower(c); });
  if (name.empty() || name.size() > 40 || name.find_first_of("/,\n") != std::string::npos) return Unknown(label);
  if (bytes.size() > size_t{512} << 20) return Fail(ErrorCode::kLimit, "too long for a rare charset");
  const auto other =
      std::find_if(kOtherNames.begin(), kOtherNames.end(), [&](const auto& each) { return each.first == name; });
  if (other != kOtherNames.end()) {
    name = other->second;
    if (EncodingForLabel(name)) return DecodeToUtf8(bytes, name);
  }
  Result<std::string> text = DecodeByIcu(bytes, name);
  if (text && text->find(kReplacementUtf8) == std::string::npos) return text;
  const Result<std::string> second = DecodeByIconv(bytes, name);
  if (second && (!text || second->find(kReplacementUtf8) == std::string::npos)) return second;
  return text;
}

}  // namespace dossier
