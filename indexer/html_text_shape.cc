#include "indexer/html_text_shape.h"

#include <algorithm>
#include <array>
#include <string>

namespace dossier::indexer {

namespace {

template <size_t N>
bool IsAnyOf(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

void NoteWord(std::string_view word, TextShape& shape) {
  constexpr size_t kLongest = 5;
  if (word.size() < 2 || word.size() > kLongest) return;
  std::array<char, kLongest> lower{};
  for (size_t i = 0; i < word.size(); ++i) lower[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
  const std::string_view view(lower.data(), word.size());
  static constexpr std::array<std::string_view, 3> kYou = {"you", "your", "yours"};
  static constexpr std::array<std::string_view, 4> kWe = {"we", "our", "us", "ours"};
  static constexpr std::array<std::string_view, 4> kSpeech = {"said", "says", "told", "added"};
  shape.you += IsAnyOf(view, kYou) ? 1 : 0;
  shape.we += IsAnyOf(view, kWe) ? 1 : 0;
  shape.speech += IsAnyOf(view, kSpeech) ? 1 : 0;
}

int FirstKind(std::string_view text) {
  if (text.empty()) return 6;
  const char c = text[0];
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return 0;
  if (c >= '0' && c <= '9') return 1;
  const auto starts = [&](std::initializer_list<std::string_view> list) {
    return std::any_of(list.begin(), list.end(), [&](std::string_view sign) { return text.starts_with(sign); });
  };
  if (starts({"\"", "'", "“", "‘", "«", "„"})) return 2;
  if (starts({"-", "–", "—"})) return 3;
  if (starts({"(", "["})) return 4;
  if (starts({"*", "•", "●", "►", "▶", "→", "»", ">", "✓", "+"})) return 5;
  return static_cast<unsigned char>(c) >= 0xC3 && !starts({"⚠", "✅", "🔥"}) ? 0 : 6;
}

}  // namespace

TextShape ShapeOf(std::string_view text) {
  TextShape shape;
  bool in_word = false;
  size_t word_begin = 0;
  int digit_run = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
    const bool word = upper || lower || digit || static_cast<unsigned char>(c) >= 0x80;
    if (word && !in_word) {
      ++shape.words;
      shape.capitalised += upper ? 1 : 0;
      word_begin = i;
    }
    if (in_word && !word) NoteWord(text.substr(word_begin, i - word_begin), shape);
    in_word = word;
    shape.upper += upper ? 1 : 0;
    shape.digits += digit ? 1 : 0;
    digit_run = digit ? digit_run + 1 : 0;
    if (digit_run == 4 && (text[i - 3] == '1' || text[i - 3] == '2')) shape.year = true;
    if (c == ',') ++shape.commas;
    if ((c == '.' || c == '!' || c == '?') && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"')) ++shape.sentences;
    if (c == '|') shape.bar = true;
    if (c == '@' || (c == 'h' && text.substr(i, 4) == "http")) shape.address = true;
  }
  shape.copyright = text.find("©") != std::string_view::npos;
  shape.ends_ellipsis = text.ends_with("...") || text.ends_with("…") || text.ends_with("[…]");
  shape.first_kind = FirstKind(text);
  size_t last = text.size();
  while (last > 0 && (text[last - 1] == '"' || text[last - 1] == '\'' || text[last - 1] == ')')) --last;
  if (last >= 3 && (text.substr(last - 3, 3) == "”" || text.substr(last - 3, 3) == "’")) last -= 3;
  if (last > 0) {
    shape.ends_sentence = text[last - 1] == '.' || text[last - 1] == '!' || text[last - 1] == '?' ||
                          (last >= 3 && text.substr(last - 3, 3) == "。");
    shape.ends_colon = text[last - 1] == ':';
  }
  shape.starts_lower = !text.empty() && text[0] >= 'a' && text[0] <= 'z';
  shape.quote_start = text.starts_with("\"") || text.starts_with("“");
  return shape;
}

}  // namespace dossier::indexer
