// Markup that is safe by its type: a text becomes Html only by being escaped, and nothing else becomes Html.
//
//   Html row = Tag("li", {Class("by")}, Html(title) + " " + Tag("a", {Href(url)}, "as published"));
//
// Names of elements and attributes are literals that the compiler checks: no page can choose one. Attributes that lead
// somewhere (href, src, action) exist only through functions that refuse every address but http, https and places of
// this site; there is no way to write a style, a script or a handler (on...). Values are plain and own what they hold;
// everything is pure and thread safe.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace dossier::query {

// A literal in lower case. `refused` names cannot be written as an element or attribute of this builder.
struct HtmlName {
  const char* text;
  consteval HtmlName(const char* name) : text(name) {  // NOLINT: a literal is a name
    const std::string_view all(name);
    if (all.empty()) throw "a name is empty";
    for (const char c : all)
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == 'B')) throw "no name of HTML or SVG";
    for (const std::string_view refused : {"script", "style", "href", "src", "action", "formaction", "srcdoc"})
      if (all == refused) throw "has a function of its own, or none";
    if (all.starts_with("on")) throw "no handlers";
  }
};

class Html {
 public:
  Html() = default;
  // Escapes (corpus/base/sinks.h).
  Html(std::string_view text);  // NOLINT: escaping is what turning text into Html means
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT
  Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  bool empty() const { return markup_.empty(); }
  const std::string& markup() const { return markup_; }

 private:
  friend struct HtmlMaker;
  std::string markup_;
};
inline Html operator+(Html left, const Html& right) { return left += right; }

// One attribute, ready to be written; one that was refused is empty and writes nothing.
class HtmlAttribute {
 public:
  HtmlAttribute() = default;
  const std::string& markup() const { return markup_; }

 private:
  friend struct HtmlMaker;
  std::string markup_;  // ` name="value"`
};

HtmlAttribute Attr(HtmlName name, std::string_view value);
HtmlAttribute Attr(HtmlName name, std::integral auto number) { return Attr(name, std::to_string(number)); }
// A boolean attribute, when `there`.
HtmlAttribute Flag(HtmlName name, bool there = true);
HtmlAttribute Class(std::string_view value);
HtmlAttribute Id(std::string_view value);
// Addresses: http, https (without user and password), "/...", "?...", "#...". Anything else gives no attribute.
HtmlAttribute Href(std::string_view address);
HtmlAttribute Src(std::string_view address);
HtmlAttribute Action(std::string_view address);
// What Href would write; "" when refused.
std::string SafeAddress(std::string_view address);

using HtmlAttributes = std::initializer_list<HtmlAttribute>;
// Void elements (br, img, input, ...) have no end tag and take no content.
Html Tag(HtmlName name, HtmlAttributes attributes, const Html& content);
Html Tag(HtmlName name, HtmlAttributes attributes);
Html Tag(HtmlName name, const Html& content);

struct HtmlHead {
  std::string title;
  std::string style, script;  // addresses on this site
};
// The whole document, in English, with <!DOCTYPE html>; `body` with the attributes given.
std::string HtmlDocument(const HtmlHead& head, HtmlAttributes attributes, const Html& body);

}  // namespace dossier::query
