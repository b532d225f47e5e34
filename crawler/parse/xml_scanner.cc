#include "crawler/parse/xml_scanner.h"

#include <algorithm>

#include "corpus/base/ascii.h"
#include "corpus/text/character_references.h"

namespace dossier::crawler {
namespace {

constexpr size_t kMaxDepth = 256;

constexpr bool IsNameStart(char c) {
  return (AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// References with their semicolon, HTML's names included; anything else stays as it is.
std::string Decode(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '&') {
      const size_t end = text.find_first_of(";& \t\r\n<", at + 1);
      if (end != std::string_view::npos && text[end] == ';' && end - at < 40) {
        const size_t before = out.size();
        const size_t taken = DecodeCharacterReference(text.substr(0, end + 1), at, ReferenceContext::kText, out);
        if (taken == end + 1 - at) {
          at += taken;
          continue;
        }
        out.resize(before);
      }
    }
    out += text[at++];
  }
  return out;
}

}  // namespace

std::string_view XmlEvent::Attribute(std::string_view attribute) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute) return value;
  }
  return {};
}

std::string XmlScanner::SpaceOf(std::string_view prefix) const {
  for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
    for (const auto& [name, uri] : open->spaces) {
      if (name == prefix) return uri;
    }
  }
  return {};
}

void XmlScanner::FillName(XmlEvent& event, const std::string& raw_name) const {
  event.raw_name = raw_name;
  const std::string lower = AsciiLowered(raw_name);
  const size_t colon = lower.find(':');
  event.prefix = colon == std::string::npos ? "" : lower.substr(0, colon);
  event.name = colon == std::string::npos ? lower : lower.substr(colon + 1);
  event.space = SpaceOf(event.prefix);
}

bool XmlScanner::Next(XmlEvent& event) {
  event.attributes.clear();
  event.cdata = false;
  for (;;) {
    if (to_close_ > 0) {
      --to_close_;
      event.kind = XmlEvent::Kind::kEnd;
      FillName(event, open_.back().raw_name);
      depth_ = open_.size();
      open_.pop_back();
      return true;
    }
    if (at_ >= text_.size()) {
      if (open_.empty()) return false;
      damaged_ = cut_ = true;
      to_close_ = open_.size();
      continue;
    }
    const bool markup =
        text_[at_] == '<' && at_ + 1 < text_.size() &&
        (IsNameStart(text_[at_ + 1]) || text_[at_ + 1] == '/' || text_[at_ + 1] == '!' || text_[at_ + 1] == '?');
    if (markup ? TakeMarkup(event) : TakeText(event)) return true;
  }
}

bool XmlScanner::TakeText(XmlEvent& event) {
  size_t end = text_.find('<', at_ + 1);
  end = std::min(end, text_.size());
  event.kind = XmlEvent::Kind::kText;
  event.text = Decode(text_.substr(at_, end - at_));
  at_ = end;
  depth_ = open_.size();
  return true;
}

bool XmlScanner::TakeMarkup(XmlEvent& event) {
  const std::string_view rest = text_.substr(at_);
  const auto skip_past = [&](std::string_view end, size_t from) {
    const size_t found = text_.find(end, at_ + from);
    damaged_ |= found == std::string_view::npos;
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
  };
  if (rest.starts_with("<!--")) {
    skip_past("-->", 4);
    return false;
  }
  if (rest.starts_with("<![CDATA[")) {
    const size_t end = std::min(text_.find("]]>", at_), text_.size());
    event.kind = XmlEvent::Kind::kText;
    event.text = std::string(text_.substr(at_ + 9, end - at_ - 9));
    event.cdata = true;
    damaged_ |= end == text_.size();
    at_ = std::min(end + 3, text_.size());
    depth_ = open_.size();
    return true;
  }
  if (rest.starts_with("<?")) {
    skip_past("?>", 2);
    return false;
  }
  if (rest.starts_with("<!")) {
    SkipDeclaration();
    return false;
  }
  return TakeTag(event);
}

// A DOCTYPE with its internal subset, or any other "<!".
void XmlScanner::SkipDeclaration() {
  int brackets = 0;
  char quote = 0;
  for (size_t i = at_ + 2; i < text_.size(); ++i) {
    const char c = text_[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (brackets > 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == '[') {
      ++brackets;
    } else if (c == ']') {
      --brackets;
    } else if (c == '>' && brackets <= 0) {
      at_ = i + 1;
      return;
    }
  }
  damaged_ = true;
  at_ = text_.size();
}

bool XmlScanner::TakeTag(XmlEvent& event) {
  const bool end_tag = text_[at_ + 1] == '/';
  size_t at = at_ + (end_tag ? 2 : 1);
  const size_t start = at;
  while (at < text_.size() && !IsXmlSpace(text_[at]) && text_[at] != '>' && text_[at] != '/' && text_[at] != '<') ++at;
  const std::string raw_name(text_.substr(start, at - start));
  at_ = at;
  bool self_closing = false;
  TakeAttributes(event, self_closing);
  if (end_tag) return CloseTo(raw_name);
  if (raw_name.empty() || open_.size() >= kMaxDepth) {
    damaged_ = true;
    return false;
  }
  Open open{raw_name, {}};
  for (const auto& [key, value] : event.attributes) {
    if (key == "xmlns") open.spaces.emplace_back("", value);
    if (key.starts_with("xmlns:")) open.spaces.emplace_back(key.substr(6), value);
  }
  open_.push_back(std::move(open));
  depth_ = open_.size();
  event.kind = XmlEvent::Kind::kStart;
  FillName(event, raw_name);
  if (self_closing) to_close_ = 1;
  return true;
}

void XmlScanner::TakeAttributes(XmlEvent& event, bool& self_closing) {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '>') {
      ++at_;
      return;
    }
    if (c == '<') break;  // the tag was never closed
    if (IsXmlSpace(c) || c == '/') {
      self_closing = c == '/' || (self_closing && IsXmlSpace(c));
      ++at_;
      continue;
    }
    self_closing = false;
    const size_t start = at_++;
    while (at_ < text_.size() && !IsXmlSpace(text_[at_]) && text_[at_] != '=' && text_[at_] != '>' && text_[at_] != '/')
      ++at_;
    const std::string name = AsciiLowered(text_.substr(start, at_ - start));
    size_t next = at_;
    while (next < text_.size() && IsXmlSpace(text_[next])) ++next;
    if (next >= text_.size() || text_[next] != '=') continue;
    at_ = next + 1;
    while (at_ < text_.size() && IsXmlSpace(text_[at_])) ++at_;
    if (at_ >= text_.size()) break;
    size_t end = at_;
    const char quote = text_[at_];
    if (quote == '"' || quote == '\'') {
      end = std::min(text_.find(quote, ++at_), text_.size());
      event.attributes.emplace_back(name, Decode(text_.substr(at_, end - at_)));
      at_ = std::min(end + 1, text_.size());
    } else {
      while (end < text_.size() && !IsXmlSpace(text_[end]) && text_[end] != '>') ++end;
      event.attributes.emplace_back(name, Decode(text_.substr(at_, end - at_)));
      at_ = end;
    }
  }
  damaged_ = true;
}

bool XmlScanner::CloseTo(const std::string& raw_name) {
  const std::string wanted = AsciiLowered(raw_name);
  for (size_t i = open_.size(); i-- > 0;) {
    if (AsciiLowered(open_[i].raw_name) == wanted) {
      damaged_ |= i + 1 != open_.size();
      to_close_ = open_.size() - i;
      return false;  // Next gives the end events
    }
  }
  damaged_ = true;
  return false;
}

}  // namespace dossier::crawler
