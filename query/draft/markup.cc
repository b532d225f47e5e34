#include "query/draft/markup.h"

#include <algorithm>

#include "corpus/base/utf8.h"
#include "corpus/text/canonical_text.h"

namespace dossier::query {

bool MarkupReader::Next() {
  for (;;) {
    begin_ = end_;
    name_ = {};
    is_text_ = closing_ = empty_ = false;
    if (begin_ >= markup_.size()) return false;
    if (markup_[begin_] != '<') {
      end_ = std::min(markup_.find('<', begin_), markup_.size());
      is_text_ = true;
      return true;
    }
    if (markup_.substr(begin_).starts_with("<!--")) {
      const size_t end = markup_.find("-->", begin_ + 4);
      end_ = end == std::string_view::npos ? markup_.size() : end + 3;
      continue;
    }
    const size_t end = markup_.find('>', begin_);
    if (end == std::string_view::npos) return false;
    end_ = end + 1;
    std::string_view tag = markup_.substr(begin_ + 1, end - begin_ - 1);
    if (tag.starts_with('!') || tag.starts_with('?')) continue;
    closing_ = tag.starts_with('/');
    if (closing_) tag.remove_prefix(1);
    empty_ = tag.ends_with('/');
    name_ = tag.substr(0, std::min(tag.find_first_of(" \t\r\n/"), tag.size()));
    return true;
  }
}

std::string MarkupReader::Attribute(std::string_view key) const {
  const std::string_view tag = markup_.substr(begin_, end_ - begin_);
  for (size_t at = tag.find(key); at != std::string_view::npos && !key.empty(); at = tag.find(key, at + 1)) {
    const size_t equals = at + key.size();
    const bool own = at > 0 && std::string_view(" \t\r\n").find(tag[at - 1]) != std::string_view::npos;
    if (!own || equals + 1 >= tag.size() || tag[equals] != '=') continue;
    const char mark = tag[equals + 1];
    if (mark != '"' && mark != '\'') continue;
    const size_t end = tag.find(mark, equals + 2);
    if (end == std::string_view::npos) return "";
    return RenderMarkup(tag.substr(equals + 2, end - equals - 2));
  }
  return "";
}

std::string RenderMarkup(std::string_view markup) {
  corpus::Block whole;
  whole.ranges = {{0, markup.size()}};
  auto text = corpus::RenderBlock(markup, corpus::BlockSyntax::kMarkup, whole, corpus::kCanonicalRuleVersion);
  return text ? *text : std::string(markup);
}

void TakeNotes(std::string_view text, DraftParagraph& paragraph) {
  const size_t last = text.rfind(kNoteOff);  // an opening mark behind it is none
  for (size_t i = 0; i < text.size();) {
    const bool opens = text[i] == kNoteOn && last != std::string_view::npos && i < last;
    const size_t end = opens ? text.find(kNoteOff, i) : std::string_view::npos;
    if (end != std::string_view::npos) {
      paragraph.notes.push_back({paragraph.text.size(), std::string(text.substr(i + 1, end - i - 1))});
      i = end + 1;
    } else {
      paragraph.text += text[i++];
    }
  }
  paragraph.text = CollapseWhiteSpace(paragraph.text);
  for (NoteReference& note : paragraph.notes) note.at = std::min(note.at, paragraph.text.size());
}

}  // namespace dossier::query
