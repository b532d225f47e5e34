#include "indexer/read/structured.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/base/time.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {

using corpus::Block;
using corpus::BlockKind;

std::string TrimmedName(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos
             ? ""
             : std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

const Json::array_t& ElementsOf(const Json& object, std::string_view key) {
  static const Json::array_t kNone;
  const Json& value = MemberAt(object, key);
  return value.is_array() ? value.get_ref<const Json::array_t&>() : kNone;
}

void UniqueNames::Add(std::string value) {
  if (!value.empty() && seen_.insert(value).second) names_.push_back(std::move(value));
}

StatedTime StatedAs(const std::string& value, std::string_view from) {
  StatedTime time;
  if (value.size() < 10 || !ParseDay(std::string_view(value).substr(0, 10))) return time;
  time.value = value;
  time.from = from;
  time.confidence = 1;
  return time;
}

std::string FewOf(const std::vector<std::string>& names) {
  constexpr size_t kMostNamed = 3;
  std::string text;
  for (size_t i = 0; i < std::min(names.size(), kMostNamed); ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kMostNamed) text += fmt::format(" and {} more", names.size() - kMostNamed);
  return text;
}

void HighestScore::Add(const Json& score) {
  if (score.is_number()) highest_ = std::max(highest_, score.get<double>());
}

std::string HighestScore::text() const { return highest_ < 0 ? "" : fmt::format("{:.1f}", highest_); }

JsonText::JsonText(std::string reader) {
  map_.reader = std::move(reader);
  map_.syntax = corpus::BlockSyntax::kJson;
}

void JsonText::AddValue(const Json& value, const std::string& pointer, BlockKind kind, int level) {
  if (!value.is_string() || map_.blocks.size() >= kMaxBlocks) return;
  const std::string text = CollapseWhiteSpace(value.get_ref<const std::string&>());
  if (text.empty()) return;
  if (!map_.text.empty()) map_.text += "\n\n";
  Block block;
  block.kind = kind;
  block.level = level;
  block.begin = map_.text.size();
  map_.text += text;
  block.end = map_.text.size();
  block.pointer = pointer;
  map_.blocks.push_back(std::move(block));
}

void JsonText::Add(const Json& object, std::string_view key, const std::string& pointer, BlockKind kind, int level) {
  AddValue(MemberAt(object, key), pointer + "/" + std::string(key), kind, level);
}

void JsonText::AddEach(const Json& object, std::string_view list, std::string_view key, const std::string& pointer,
                       BlockKind kind) {
  const Json::array_t& elements = ElementsOf(object, list);
  for (size_t i = 0; i < elements.size(); ++i)
    Add(elements[i], key, PointerTo(pointer + "/" + std::string(list), i), kind, kind == BlockKind::kListItem ? 1 : 0);
}

std::string PointerTo(const std::string& pointer, size_t index) { return pointer + "/" + std::to_string(index); }

}  // namespace dossier::indexer
