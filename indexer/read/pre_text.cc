#include "indexer/read/pre_text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "indexer/text/line_hyphens.h"

namespace dossier::indexer {
namespace {

using corpus::Block;
using corpus::BlockKind;
using corpus::ByteRange;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct Line {
  size_t begin = 0, end = 0;  // bytes of the payload, blanks at both ends taken off
  size_t indent = 0;
  bool empty() const { return begin == end; }
};

std::vector<Line> LinesOf(std::string_view payload, const ByteRange& range) {
  std::vector<Line> lines;
  for (size_t at = range.begin; at < range.end;) {
    const size_t stop = std::min<size_t>(payload.find('\n', at), range.end);
    Line line{at, stop, 0};
    while (line.begin < stop && (payload[line.begin] == ' ' || payload[line.begin] == '\t')) ++line.begin;
    while (line.end > line.begin && std::string_view(" \t\r\f").find(payload[line.end - 1]) != std::string_view::npos)
      --line.end;
    line.indent = line.begin - at;
    lines.push_back(line);
    at = stop + 1;
  }
  return lines;
}

// A line drawn of one character, or a mark that a printer or a typesetting program left.
bool IsFurniture(std::string_view text) {
  if (text.size() >= 5 && std::string_view("=-_*~").find(text[0]) != std::string_view::npos &&
      text.find_first_not_of(text[0]) == std::string_view::npos)
    return true;
  if (text.starts_with("[[Page ") && text.ends_with("]]")) return true;
  if (text.starts_with("VerDate ") || text.starts_with("<PAGE>") || text.starts_with("&lt;PAGE&gt;")) return true;
  return text.find(" Jkt ") != std::string_view::npos && text.find(" Fmt ") != std::string_view::npos;
}

// Sentences and not a program: most of the characters are letters, and there are lines as wide as text is set.
bool IsProse(std::string_view payload, const std::vector<Line>& lines) {
  size_t letters = 0, all = 0, wide = 0;
  for (const Line& line : lines) {
    const std::string_view text = payload.substr(line.begin, line.end - line.begin);
    if (IsFurniture(text)) continue;
    all += text.size();
    letters += static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
      return IsLetter(c) || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
    }));
    wide += text.size() >= 40;
  }
  return wide >= 2 && letters * 100 >= all * 75;
}

class Parter {
 public:
  Parter(std::string_view payload, LineHyphens hyphens, corpus::TextMap& out)
      : payload_(payload), hyphens_(std::move(hyphens)), out_(out) {}

  void Add(const std::vector<Line>& lines) {
    size_t last_indent = 0;
    for (const Line& line : lines) {
      const std::string_view text = payload_.substr(line.begin, line.end - line.begin);
      if (line.empty()) {
        Close();
        continue;
      }
      if (IsFurniture(text)) {
        // A mark of a page stands inside a sentence, a rule between two.
        if (!text.starts_with("[[")) Close();
        continue;
      }
      if (!ranges_.empty() && line.indent >= 2 && line.indent > last_indent) Close();
      last_indent = line.indent;
      AddLine(line);
    }
    Close();
  }

 private:
  void AddLine(const Line& line) {
    if (!ranges_.empty() && ranges_.back().end > ranges_.back().begin) {
      ByteRange& before = ranges_.back();
      if (payload_[before.end - 1] == '-' && line.end > line.begin && payload_[line.begin] >= 'a' &&
          payload_[line.begin] <= 'z') {
        if (IsBroken(before, line)) --before.end;
      } else {
        // The line break itself is the blank between the lines.
        const size_t feed = payload_.find('\n', before.end);
        if (feed != std::string_view::npos) ranges_.push_back({feed, feed + 1});
      }
    }
    ranges_.push_back({line.begin, line.end});
  }

  // Whether the hyphen at the end of the line was put there by the break alone.
  bool IsBroken(const ByteRange& before, const Line& line) const {
    size_t begin = before.end - 1, end = line.begin;
    while (begin > before.begin && IsLetter(payload_[begin - 1])) --begin;
    while (end < line.end && IsLetter(payload_[end])) ++end;
    return hyphens_.IsBreak(payload_.substr(begin, before.end - 1 - begin),
                            payload_.substr(line.begin, end - line.begin));
  }

  void Close() {
    if (ranges_.empty()) return;
    Block block;
    block.ranges = std::exchange(ranges_, {});
    const auto text = corpus::RenderBlock(payload_, out_.syntax, block, out_.rule);
    if (!text || text->empty()) return;
    if (!out_.text.empty()) out_.text += "\n\n";
    block.begin = out_.text.size();
    out_.text += *text;
    block.end = out_.text.size();
    out_.blocks.push_back(std::move(block));
  }

  std::string_view payload_;
  LineHyphens hyphens_;
  corpus::TextMap& out_;
  std::vector<ByteRange> ranges_;
};

}  // namespace

void PartPreformatted(std::string_view payload, corpus::TextMap& map) {
  const bool any = std::any_of(map.blocks.begin(), map.blocks.end(),
                               [](const Block& block) { return block.kind == BlockKind::kCode; });
  if (!any) return;
  corpus::TextMap out = map;
  out.text.clear();
  out.blocks.clear();
  for (const Block& block : map.blocks) {
    std::vector<Line> lines;
    if (block.kind == BlockKind::kCode && !block.ranges.empty() && block.ranges.back().end <= payload.size())
      lines = LinesOf(payload, {block.ranges.front().begin, block.ranges.back().end});
    const bool furniture = !lines.empty() && std::all_of(lines.begin(), lines.end(), [&](const Line& line) {
      return line.empty() || IsFurniture(payload.substr(line.begin, line.end - line.begin));
    });
    if (furniture) continue;  // a rule between paragraphs that empty lines part
    if (lines.size() >= 3 && IsProse(payload, lines)) {
      const size_t begin = block.ranges.front().begin;
      Parter(payload, LineHyphens(payload.substr(begin, block.ranges.back().end - begin)), out).Add(lines);
      continue;
    }
    Block same = block;
    if (!out.text.empty()) out.text += "\n\n";
    same.begin = out.text.size();
    out.text += map.text.substr(block.begin, block.end - block.begin);
    same.end = out.text.size();
    out.blocks.push_back(std::move(same));
  }
  map = std::move(out);
}

}  // namespace dossier::indexer
