#include "corpus/base/cases.h"

#include "corpus/base/base64.h"
#include "corpus/base/file.h"
#include "corpus/base/hex.h"
#include "corpus/base/take_until.h"

namespace dossier {
namespace {

// The value of the four hexadecimal digits of a \uXXXX escape at `at`, or -1 when there is no such escape.
int EscapeAt(std::string_view line, size_t at) {
  if (line.size() - at < 6 || line[at] != '\\' || line[at + 1] != 'u') return -1;
  int value = 0;
  for (size_t i = at + 2; i < at + 6; ++i) {
    const int digit = HexValue(line[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

std::string ReplaceLoneSurrogates(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  for (size_t at = 0; at < line.size();) {
    if (line[at] != '\\') {
      out += line[at++];
      continue;
    }
    const int unit = EscapeAt(line, at);
    if (unit < 0xd800 || unit > 0xdfff) {
      out.append(line.substr(at, 2));
      at += 2;
      continue;
    }
    const int next = unit < 0xdc00 && at + 6 < line.size() ? EscapeAt(line, at + 6) : -1;
    const bool pair = next >= 0xdc00 && next <= 0xdfff;
    out.append(pair ? line.substr(at, 12) : std::string_view("\\ufffd"));
    at += pair ? 12 : 6;
  }
  return out;
}

}  // namespace

Status ForEachCase(const std::string& path, const std::function<Status(const Json& object)>& visit) {
  DOSSIER_TRY_ASSIGN(const std::string text, ReadFile(path));
  std::string_view rest = text;
  for (int number = 1; !rest.empty(); ++number) {
    const std::string_view line = TakeUntil(rest, '\n');
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    DOSSIER_TRY_ASSIGN(const Json object,
                       ParseJson(ReplaceLoneSurrogates(line), path + " line " + std::to_string(number)));
    DOSSIER_CHECK(visit(object));
  }
  return Ok();
}

Result<std::string> CaseBytes(const Json& object, std::string_view key) {
  const Json& plain = MemberAt(object, key);
  if (plain.is_string()) return plain.get<std::string>();
  const Json& encoded = MemberAt(object, std::string(key) + "_b64");
  if (encoded.is_string()) return DecodeBase64(encoded.get_ref<const std::string&>());
  return Fail(ErrorCode::kParse, "case " + StringAt(object, "id", "?") + " has neither " + std::string(key) + " nor " +
                                     std::string(key) + "_b64");
}

}  // namespace dossier
