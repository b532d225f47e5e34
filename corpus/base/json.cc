#include "corpus/base/json.h"

namespace dossier {
namespace {

// The deepest nesting of brackets outside strings, found without recursion.
bool DeeperThan(std::string_view text, int max_depth) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > max_depth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Result<Json> ParseJson(std::string_view text, std::string_view what, int max_depth) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (DeeperThan(text, max_depth)) {
    return Fail(ErrorCode::kLimit,
                std::string(what) + ": JSON nested deeper than " + std::to_string(max_depth) + " levels");
  }
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    return Fail(ErrorCode::kParse, std::string(what) + ": not valid JSON: " + error.what());
  }
}

std::string DumpJson(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

const Json& MemberAt(const Json& object, std::string_view key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto member = object.find(std::string(key));
  return member == object.end() ? kNull : *member;
}

std::string StringAt(const Json& object, std::string_view key, std::string_view fallback) {
  const Json& value = MemberAt(object, key);
  return value.is_string() ? value.get<std::string>() : std::string(fallback);
}

int64_t IntegerAt(const Json& object, std::string_view key, int64_t fallback) {
  const Json& value = MemberAt(object, key);
  return value.is_number_integer() ? value.get<int64_t>() : fallback;
}

}  // namespace dossier
