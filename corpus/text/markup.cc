#include "corpus/text/markup.h"

#include <algorithm>

#include "corpus/base/ascii.h"

namespace dossier {

namespace {

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Past the '>' that ends the tag whose attributes begin at `i`; quotes hide it only in an attribute's value.
void FindTagEnd(std::string_view text, size_t i, Markup& markup) {
  bool value_expected = false;  // after '='
  bool in_name = false;         // inside an attribute's name
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '>') {
      markup.end = i + 1;
      markup.closed = true;
      markup.self_closing = text[i - 1] == '/';
      return;
    }
    if (IsHtmlSpace(c)) {
      if (!value_expected) in_name = false;
    } else if (value_expected) {
      value_expected = in_name = false;
      if (c == '"' || c == '\'') {
        i = text.find(c, i + 1);
        if (i == std::string_view::npos) break;
      } else {
        while (i + 1 < text.size() && !IsHtmlSpace(text[i + 1]) && text[i + 1] != '>') ++i;
      }
    } else if (c == '=') {
      // The first '=' of a name belongs to it (section 13.2.5.32); elsewhere it starts the value.
      value_expected = in_name || (i > 0 && IsHtmlSpace(text[i - 1]));
      in_name = true;
    } else {
      in_name = c != '/';
    }
  }
  markup.end = text.size();
}

Markup Comment(std::string_view text, size_t position) {
  Markup markup{Markup::Kind::kComment, text.size(), {}, false, false};
  if (text.substr(position).starts_with("<!--")) {
    size_t i = position + 4;
    if (text.substr(i).starts_with(">")) return {Markup::Kind::kComment, i + 1, {}, true, false};
    if (text.substr(i).starts_with("->")) return {Markup::Kind::kComment, i + 2, {}, true, false};
    for (i = text.find("--", i); i != std::string_view::npos; i = text.find("--", i + 1)) {
      const std::string_view rest = text.substr(i + 2);
      if (rest.starts_with('>')) return {Markup::Kind::kComment, i + 3, {}, true, false};
      if (rest.starts_with("!>")) return {Markup::Kind::kComment, i + 4, {}, true, false};
    }
    return markup;
  }
  const size_t close = text.find('>', position);
  if (close != std::string_view::npos) {
    markup.end = close + 1;
    markup.closed = true;
  }
  return markup;
}

}  // namespace

bool EqualsNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return AsciiLower(x) == AsciiLower(y); });
}

Markup ReadMarkup(std::string_view text, size_t position) {
  size_t i = position + 1;
  if (i >= text.size()) return {Markup::Kind::kText, text.size(), {}, false, false};
  if (text[i] == '!' || text[i] == '?') return Comment(text, position);
  Markup markup;
  markup.kind = Markup::Kind::kStartTag;
  if (text[i] == '/') {
    if (i + 1 >= text.size()) return {Markup::Kind::kText, i, {}, false, false};
    markup.kind = Markup::Kind::kEndTag;
    ++i;
    if (!IsAsciiLetter(text[i])) return Comment(text, position);
  }
  if (!IsAsciiLetter(text[i])) return {Markup::Kind::kText, position + 1, {}, false, false};
  const size_t begin = i;
  while (i < text.size() && !IsHtmlSpace(text[i]) && text[i] != '/' && text[i] != '>') ++i;
  markup.name = text.substr(begin, i - begin);
  FindTagEnd(text, i, markup);
  return markup;
}

size_t FindEndTag(std::string_view text, size_t position, std::string_view name) {
  for (size_t i = text.find("</", position); i != std::string_view::npos; i = text.find("</", i + 2)) {
    const size_t after = i + 2 + name.size();
    if (after > text.size()) return std::string_view::npos;
    if (!EqualsNoCase(text.substr(i + 2, name.size()), name)) continue;
    if (after == text.size() || IsHtmlSpace(text[after]) || text[after] == '/' || text[after] == '>') return i;
  }
  return std::string_view::npos;
}

}  // namespace dossier
