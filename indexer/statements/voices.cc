#include "indexer/statements/voices.h"

#include <algorithm>
#include <iterator>

#include "corpus/base/ascii.h"

namespace dossier::indexer {
namespace {

constexpr size_t kLongestLabel = 200;  // bytes
constexpr size_t kLongestBracket = 80;
constexpr int kMostNameWords = 5;

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsByteOfName(char c) {
  return IsUpperAscii(c) || IsLower(c) || c == '-' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

// A place in a block, and the few things that a label is made of.
class Scanner {
 public:
  explicit Scanner(std::string_view text, size_t at = 0) : text_(text), at_(at) {}

  size_t at() const { return at_; }
  void MoveTo(size_t at) { at_ = at; }
  bool AtEnd() const { return at_ >= text_.size(); }
  char Next() const { return AtEnd() ? '\0' : text_[at_]; }

  bool Take(std::string_view words) {
    if (!text_.substr(at_).starts_with(words)) return false;
    at_ += words.size();
    return true;
  }

  // One of the words with its stop, and the blank after it. The word, "" for none.
  template <size_t N>
  std::string_view TakeOneOf(const std::string_view (&words)[N]) {
    for (std::string_view word : words) {
      const size_t begin = at_;
      if (!Take(word)) continue;
      Take(".");
      if (Take(" ")) return word;
      at_ = begin;
    }
    return {};
  }

  // A capitalised word, or an initial with its stop. "" for none.
  std::string_view TakeNameWord() {
    if (!IsUpperAscii(Next()) && static_cast<unsigned char>(Next()) < 0xC3) return {};
    size_t end = at_;
    while (end < text_.size() && IsByteOfName(text_[end])) ++end;
    if (end == at_ + 1 && end < text_.size() && text_[end] == '.' && end + 1 < text_.size() && text_[end + 1] == ' ')
      ++end;  // "J. Roe"
    const std::string_view word = text_.substr(at_, end - at_);
    if (word.find("\xE2\x80") != std::string_view::npos) return {};  // dashes and quotation marks
    at_ = end;
    return word;
  }

  // Up to the closing bracket; "" when there is none nearby. The opening bracket is next.
  std::string_view TakeBracket() {
    if (Next() != '(') return {};
    const size_t close = text_.find(')', at_);
    if (close == std::string_view::npos || close - at_ > kLongestBracket) return {};
    const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    return inside;
  }

 private:
  std::string_view text_;
  size_t at_;
};

constexpr std::string_view kHonorifics[] = {"Mr", "Mrs", "Ms", "Miss", "Dr", "MR", "MRS", "MS", "DR"};
constexpr std::string_view kTitles[] = {"Sen",          "Rep",         "Gov",
                                        "Gen",          "Lt. Gen",     "Adm",
                                        "Col",          "Senator",     "Representative",
                                        "Governor",     "General",     "Admiral",
                                        "Chairman",     "Chairwoman",  "Chair",
                                        "Director",     "Secretary",   "Minister",
                                        "Judge",        "Justice",     "Prof",
                                        "Mayor",        "Congressman", "Ambassador",
                                        "Commissioner", "SEN",         "REP",
                                        "GOV",          "GEN",         "SENATOR",
                                        "CHAIRMAN",     "CHAIRWOMAN",  "SECRETARY",
                                        "DIRECTOR"};

// Small letters but for the first of each word: "O'NEILL-COTTON" is "O'Neill-Cotton".
std::string InSmallLetters(std::string_view name) {
  std::string text(name);
  bool inside = false;
  for (char& c : text) {
    if (inside && IsUpperAscii(c)) c = static_cast<char>(c - 'A' + 'a');
    inside = IsUpperAscii(c) || IsLower(c) || static_cast<unsigned char>(c) >= 0x80;
  }
  return text;
}

bool InCapitals(std::string_view name) {
  return std::none_of(name.begin(), name.end(), IsLower) && std::count_if(name.begin(), name.end(), IsUpperAscii) > 2;
}

// "R-Ark.", "D-N.Y.", "via video link": no role.
bool IsRole(std::string_view inside) {
  if (inside.size() < 4 || inside.size() > kLongestBracket) return false;
  if (inside[1] == '-') return false;
  return std::count_if(inside.begin(), inside.end(), IsUpperAscii) > 0 &&
         inside.find_first_of(":;\"@") == inside.npos &&
         std::none_of(inside.begin(), inside.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Words of a name, and how many; the name ends before what is no name word.
int TakeName(Scanner& scan, Voice& voice, std::string_view block) {
  voice.name_begin = scan.at();
  int words = 0;
  while (words < kMostNameWords) {
    const size_t before = scan.at();
    if (words > 0 && !scan.Take(" ")) break;
    if (scan.TakeNameWord().empty()) {
      scan.MoveTo(before);
      break;
    }
    ++words;
  }
  voice.name_end = scan.at();
  const std::string_view name = block.substr(voice.name_begin, voice.name_end - voice.name_begin);
  voice.name = InCapitals(name) ? InSmallLetters(name) : std::string(name);
  return words;
}

}  // namespace

std::optional<Voice> VoiceBefore(std::string_view block) {
  block = block.substr(0, kLongestLabel);
  Scanner scan(block);
  Voice voice;
  const bool honoured = !scan.TakeOneOf(kHonorifics).empty();
  const std::string_view title = scan.TakeOneOf(kTitles);
  voice.role = InCapitals(title) ? InSmallLetters(title) : std::string(title);
  const int words = TakeName(scan, voice, block);
  if (words == 0) return std::nullopt;
  const bool capitals = InCapitals(block.substr(voice.name_begin, voice.name_end - voice.name_begin));
  voice.certain = honoured || !title.empty();
  if (capitals && voice.certain && scan.Take(" of ")) {  // "Mr. JOHNSON of Georgia."
    Voice state;
    if (TakeName(scan, state, block) == 0) return std::nullopt;
  }
  if (scan.Take(" ")) {
    const std::string_view inside = scan.TakeBracket();
    if (inside.empty()) return std::nullopt;
    if (IsRole(inside)) {
      voice.role = inside;
      voice.certain |= words >= 2;
    }
  }
  if (capitals && scan.Take(", ")) {  // "JANE ROE, HEAD OF POLICY:"
    const size_t begin = scan.at();
    const size_t colon = block.find(':', begin);
    if (colon == std::string_view::npos || !InCapitals(block.substr(begin, colon - begin))) return std::nullopt;
    voice.role = InSmallLetters(block.substr(begin, colon - begin));
    voice.certain |= words >= 2;
    scan.MoveTo(colon);
  }
  const bool stop = scan.Take(":") || (capitals && honoured && scan.Take("."));
  if (!stop || (!scan.AtEnd() && scan.Next() != ' ' && scan.Next() != '\n')) return std::nullopt;
  voice.end = scan.at();
  return voice;
}

std::optional<Voice> VoiceAfter(std::string_view block) {
  while (!block.empty() && (block.back() == ' ' || block.back() == '\n')) block.remove_suffix(1);
  const size_t from = block.size() > kLongestLabel ? block.size() - kLongestLabel : 0;
  constexpr std::string_view kDashes[] = {"\xE2\x80\x94 ", "\xE2\x80\x93 ", "\xE2\x80\x95 ", "-- "};
  size_t dash = std::string_view::npos;
  size_t name = 0;
  for (std::string_view mark : kDashes) {
    const size_t at = block.rfind(mark);
    if (at == std::string_view::npos || at < from || at == 0 || (dash != std::string_view::npos && at < dash)) continue;
    dash = at;
    name = at + mark.size();
  }
  if (dash == std::string_view::npos) return std::nullopt;
  Voice voice;
  Scanner scan(block, name);
  const std::string_view title = scan.TakeOneOf(kTitles);
  voice.role = std::string(title);
  if (TakeName(scan, voice, block) == 0) return std::nullopt;
  voice.begin = dash;
  voice.end = block.size();
  if (scan.Take(" (@")) {
    voice.certain = true;
    return voice;
  }
  const std::string_view before = block.substr(0, dash);
  const std::string_view words = before.substr(0, before.find_last_not_of(" \n") + 1);
  const bool quoted = words.ends_with("\xE2\x80\x9D") || words.ends_with('"') || words.ends_with("\xC2\xBB");
  if (!quoted) return std::nullopt;
  if (scan.Take(", ")) {
    const size_t begin = scan.at();
    voice.role = std::string(block.substr(begin));
    while (voice.role.ends_with('.')) voice.role.pop_back();
    if (voice.role.find_first_of(".;:\"") != std::string::npos) return std::nullopt;  // a sentence goes on
    scan.MoveTo(block.size());
  }
  scan.Take(".");
  if (!scan.AtEnd()) return std::nullopt;
  voice.certain = true;
  return voice;
}

}  // namespace dossier::indexer
