#include "query/draft/tokens.h"

#include <algorithm>

#include "corpus/base/normalization.h"
#include "corpus/base/utf8.h"

namespace dossier::query {
namespace {

bool Ignorable(char32_t c) { return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF; }
bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC; }
bool IsSingleQuote(char32_t c) { return c == '\'' || (c >= 0x2018 && c <= 0x201B) || c == 0x2039 || c == 0x203A; }
bool IsDoubleQuote(char32_t c) { return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0x00AB || c == 0x00BB; }
bool IsDash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

std::string Composed(const std::string& word) {
  if (std::all_of(word.begin(), word.end(), [](unsigned char c) { return c < 0x80; })) return word;
  std::u32string points;
  for (size_t i = 0; i < word.size();) points += NextCodePoint(word, i);
  std::string out;
  for (const char32_t c : ToNfc(std::move(points))) AppendUtf8(out, c);
  return out;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<Token> All() {
    while (at_ < text_.size()) {
      const size_t begin = at_;
      const char32_t c = NextCodePoint(text_, at_);
      if (IsWhiteSpace(c)) {
        glued_ = false;
        if (c == '\n' && at_ < text_.size() && text_[at_] == '\n') Push(Token::Kind::kParagraph, "\n\n", begin, ++at_);
      } else if (IsWordChar(c)) {
        at_ = begin;
        Word();
      } else if (c == 0x2026 || (c == '.' && Dots(begin) >= 3)) {
        at_ = begin;
        Ellipsis();
      } else if (!Ignorable(c)) {
        const bool dash = IsDash(c);
        if (IsSingleQuote(c) || IsDoubleQuote(c))
          Push(Token::Kind::kQuote, IsSingleQuote(c) ? "single" : "double", begin, at_);
        else
          Push(Token::Kind::kMark, dash ? "-" : std::string(text_.substr(begin, at_ - begin)), begin, at_);
      }
    }
    return std::move(tokens_);
  }

 private:
  void Push(Token::Kind kind, std::string text, size_t begin, size_t end) {
    tokens_.push_back({kind, std::move(text), begin, end, glued_});
    glued_ = true;
  }
  // Dots that follow each other, white space between them or not; a paragraph's end stops them.
  size_t Dots(size_t from) const {
    size_t dots = 0;
    for (size_t i = from; i < text_.size();) {
      const char32_t c = NextCodePoint(text_, i);
      if (c == '.')
        ++dots;
      else if (!IsWhiteSpace(c) || c == '\n')
        break;
    }
    return dots;
  }
  void Ellipsis() {
    const size_t begin = at_;
    size_t end = at_;
    for (size_t i = at_; i < text_.size();) {
      const char32_t c = NextCodePoint(text_, i);
      if (c == '.' || c == 0x2026)
        end = i;
      else if (!IsWhiteSpace(c) || c == '\n')
        break;
    }
    at_ = end;
    Push(Token::Kind::kEllipsis, "...", begin, end);
  }
  void Word() {
    const size_t begin = at_;
    std::string word;
    size_t end = at_;
    while (at_ < text_.size()) {
      const size_t start = at_;
      const char32_t c = NextCodePoint(text_, at_);
      if (IsWordChar(c)) {
        word += text_.substr(start, at_ - start);
        end = at_;
        continue;
      }
      size_t after = at_;
      const char32_t next = at_ < text_.size() ? NextCodePoint(text_, after) : U' ';
      if (Ignorable(c) && IsWordChar(next)) continue;
      if (IsApostrophe(c) && IsLetter(next)) {
        word += '\'';
        continue;
      }
      const bool digits = !word.empty() && word.back() >= '0' && word.back() <= '9' && next >= '0' && next <= '9';
      if ((c == '.' || c == ',') && digits) {
        word += static_cast<char>(c);
        continue;
      }
      break;
    }
    at_ = end;
    Push(Token::Kind::kWord, Composed(word), begin, end);
  }

  std::string_view text_;
  size_t at_ = 0;
  bool glued_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> TokensOf(std::string_view text) { return Tokenizer(text).All(); }

}  // namespace dossier::query
