#include "query/html/html.h"

#include <algorithm>

#include "corpus/base/sinks.h"

namespace dossier::query {

struct HtmlMaker {
  static Html Of(std::string markup) {
    Html html;
    html.markup_ = std::move(markup);
    return html;
  }
  static HtmlAttribute AttributeOf(std::string markup) {
    HtmlAttribute attribute;
    attribute.markup_ = std::move(markup);
    return attribute;
  }
};

namespace {

// HTML, section 13.1.2: void elements.
bool IsVoid(std::string_view name) {
  static constexpr std::string_view kVoid[] = {"br", "hr", "img", "input", "meta", "link", "col", "wbr"};
  return std::find(std::begin(kVoid), std::end(kVoid), name) != std::end(kVoid);
}

std::string Opened(std::string_view name, HtmlAttributes attributes) {
  std::string markup = "<" + std::string(name);
  for (const HtmlAttribute& attribute : attributes) markup += attribute.markup();
  return markup + ">";
}

HtmlAttribute Leading(std::string_view name, std::string_view address) {
  const std::string safe = SafeAddress(address);
  if (safe.empty()) return {};
  return HtmlMaker::AttributeOf(" " + std::string(name) + "=\"" + EscapeMarkup(safe) + "\"");
}

}  // namespace

Html::Html(std::string_view text) : markup_(EscapeMarkup(text)) {}

HtmlAttribute Attr(HtmlName name, std::string_view value) {
  return HtmlMaker::AttributeOf(" " + std::string(name.text) + "=\"" + EscapeMarkup(value) + "\"");
}

HtmlAttribute Flag(HtmlName name, bool there) {
  return there ? HtmlMaker::AttributeOf(" " + std::string(name.text)) : HtmlAttribute();
}

HtmlAttribute Class(std::string_view value) { return value.empty() ? HtmlAttribute() : Attr("class", value); }
HtmlAttribute Id(std::string_view value) { return Attr("id", value); }

std::string SafeAddress(std::string_view address) {
  // White space and controls are what browsers drop while they look for a scheme (URL Standard, section 4.4).
  if (std::any_of(address.begin(), address.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }))
    return "";
  if (address.starts_with("https://") || address.starts_with("http://")) return WithoutUserinfo(address);
  if (address.starts_with("#") || address.starts_with("?")) return std::string(address);
  // "//host" and "/\host" lead elsewhere.
  if (address.starts_with("/") && !address.starts_with("//") && !address.starts_with("/\\"))
    return std::string(address);
  return "";
}

HtmlAttribute Href(std::string_view address) { return Leading("href", address); }
HtmlAttribute Src(std::string_view address) { return Leading("src", address); }
HtmlAttribute Action(std::string_view address) { return Leading("action", address); }

Html Tag(HtmlName name, HtmlAttributes attributes, const Html& content) {
  const std::string_view tag(name.text);
  std::string markup = Opened(tag, attributes);
  if (IsVoid(tag)) return HtmlMaker::Of(std::move(markup));
  markup += content.markup();
  markup += "</";
  markup += tag;
  markup += ">";
  // Line ends where a person reads the source; between inline elements they would be blanks.
  static constexpr std::string_view kBlocks[] = {"p",  "li", "div", "section", "article", "tr",   "dl",  "ul",  "ol",
                                                 "h1", "h2", "h3",  "table",   "form",    "main", "nav", "svg", "dd"};
  if (std::find(std::begin(kBlocks), std::end(kBlocks), tag) != std::end(kBlocks)) markup += "\n";
  return HtmlMaker::Of(std::move(markup));
}

Html Tag(HtmlName name, HtmlAttributes attributes) { return Tag(name, attributes, Html()); }
Html Tag(HtmlName name, const Html& content) { return Tag(name, {}, content); }

std::string HtmlDocument(const HtmlHead& head, HtmlAttributes attributes, const Html& body) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      EscapeMarkup(head.title) + "</title>\n";
  if (!head.style.empty()) out += "<link rel=\"stylesheet\"" + Href(head.style).markup() + ">\n";
  if (!head.script.empty()) out += "<script defer" + Src(head.script).markup() + "></script>\n";
  return out + "</head>\n" + Opened("body", attributes) + "\n" + body.markup() + "</body>\n</html>\n";
}

}  // namespace dossier::query
