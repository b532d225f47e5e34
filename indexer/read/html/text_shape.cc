#include "indexer/read/html/text_shape.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace dossier::indexer {

namespace {

template <size_t N>
bool IsAnyOf(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct WordCounts {
  uint32_t you = 0, we = 0, speech = 0;
};

void NoteWord(std::string_view word, WordCounts& counts) {
  constexpr size_t kLongest = 5;
  if (word.size() < 2 || word.size() > kLongest) return;
  if (std::string_view("ywoustaYWOUSTA").find(word.front()) == std::string_view::npos) return;
  std::array<char, kLongest> lower{};
  for (size_t i = 0; i < word.size(); ++i)
    lower[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
  const std::string_view view(lower.data(), word.size());
  static constexpr std::array<std::string_view, 3> kYou = {"you", "your", "yours"};
  static constexpr std::array<std::string_view, 4> kWe = {"we", "our", "us", "ours"};
  static constexpr std::array<std::string_view, 4> kSpeech = {"said", "says", "told", "added"};
  counts.you += IsAnyOf(view, kYou) ? 1 : 0;
  counts.we += IsAnyOf(view, kWe) ? 1 : 0;
  counts.speech += IsAnyOf(view, kSpeech) ? 1 : 0;
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
  WordCounts counts;
  uint32_t words = 0, capitalised = 0, uppers = 0, digits = 0, commas = 0, sentences = 0;
  bool in_word = false;
  size_t word_begin = 0;
  int digit_run = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool lower = c >= 'a' && c <= 'z';
    if (lower && c != 'h' && in_word) {  // most of a text
      digit_run = 0;
      continue;
    }
    const bool upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    const bool word = upper || lower || digit || static_cast<unsigned char>(c) >= 0x80;
    if (word && !in_word) {
      ++words;
      capitalised += upper ? 1 : 0;
      word_begin = i;
    }
    if (in_word && !word) NoteWord(text.substr(word_begin, i - word_begin), counts);
    in_word = word;
    if (c == ' ') {
      digit_run = 0;
      continue;
    }
    uppers += upper ? 1 : 0;
    digits += digit ? 1 : 0;
    digit_run = digit ? digit_run + 1 : 0;
    if (digit_run == 4 && (text[i - 3] == '1' || text[i - 3] == '2')) shape.year = true;
    if (c == ',') ++commas;
    if ((c == '.' || c == '!' || c == '?') && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"'))
      ++sentences;
    if (c == '|') shape.bar = true;
    if (c == '@' || (c == 'h' && text.substr(i, 4) == "http")) shape.address = true;
  }
  shape.words = static_cast<float>(words);
  shape.capitalised = static_cast<float>(capitalised);
  shape.upper = static_cast<float>(uppers);
  shape.digits = static_cast<float>(digits);
  shape.commas = static_cast<float>(commas);
  shape.sentences = static_cast<float>(sentences);
  shape.you = static_cast<float>(counts.you);
  shape.we = static_cast<float>(counts.we);
  shape.speech = static_cast<float>(counts.speech);
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
