#include "corpus/base/json.h"

#include <iterator>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dossier {
namespace {

// Builds a value from the library's events. Its own way looks through all members of an object for each new one; this
// one keeps the places of an object's names once it has many. Of a name that stands twice the last value counts, at the
// first one's place, as in the library's way.
class Builder {
 public:
  explicit Builder(Json& root) : root_(root) {}

  bool null() { return Add(nullptr); }
  bool boolean(bool value) { return Add(value); }
  bool number_integer(Json::number_integer_t value) { return Add(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return Add(value); }
  bool number_float(Json::number_float_t value, const std::string&) { return Add(value); }
  bool string(std::string& value) { return Add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }  // JSON has none
  bool start_object(std::size_t) { return Open(Json::object()); }
  bool end_object() { return Close(); }
  bool start_array(std::size_t) { return Open(Json::array()); }
  bool end_array() { return Close(); }
  bool key(std::string& name) {
    Level& level = open_.back();
    auto& members = level.value->get_ref<Json::object_t&>();
    size_t place = members.size();
    if (level.places) {
      place = level.places->try_emplace(name, place).first->second;
    } else {
      for (size_t i = 0; i < members.size(); ++i)
        if (std::next(members.begin(), static_cast<std::ptrdiff_t>(i))->first == name) place = i;
    }
    if (place == members.size()) members.emplace_back(std::move(name), nullptr);
    slot_ = &std::next(members.begin(), static_cast<std::ptrdiff_t>(place))->second;
    if (!level.places && members.size() > kFew) {
      level.places = std::make_unique<Places>();
      size_t i = 0;
      for (const auto& member : members) level.places->emplace(member.first, i++);
    }
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const Json::exception& error) {
    error_ = error.what();
    return false;
  }

  const std::string& error() const { return error_; }

 private:
  using Places = std::unordered_map<std::string, size_t>;
  static constexpr size_t kFew = 16;
  struct Level {
    Json* value;                     // stays where it is while it is the innermost that grows
    std::unique_ptr<Places> places;  // of the members of a large object
  };

  template <class Value>
  Json* Put(Value&& value) {
    if (open_.empty()) return &(root_ = std::forward<Value>(value));
    if (open_.back().value->is_object()) return &(*slot_ = std::forward<Value>(value));
    auto& elements = open_.back().value->get_ref<Json::array_t&>();
    elements.emplace_back(std::forward<Value>(value));
    return &elements.back();
  }
  template <class Value>
  bool Add(Value&& value) {
    Put(std::forward<Value>(value));
    return true;
  }
  bool Open(Json value) {
    Json* const placed = Put(std::move(value));
    open_.push_back({placed, nullptr});
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  Json& root_;
  Json* slot_ = nullptr;  // where the value of the name just read goes
  std::vector<Level> open_;
  std::string error_;
};

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
  Json value;
  Builder builder(value);
  if (!Json::sax_parse(text.begin(), text.end(), &builder))
    return Fail(ErrorCode::kParse, std::string(what) + ": not valid JSON: " + builder.error());
  return value;
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
