#include "corpus/forms/pdf_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <mutex>
#include <string>

#include "corpus/base/child_process.h"
#include "corpus/base/utf8.h"

namespace dossier::corpus {
namespace {

constexpr int kMostPages = 2000;
constexpr double kOfMarks = 0.8;  // of its line's height, at most, has a mark that refers to a note
constexpr ProgramLimits kPdfLimits{20, 120, uint64_t{1} << 30, uint64_t{256} << 20};

// A tag's attribute that pdftotext writes with quotation marks; "" when it has none.
std::string_view Attribute(std::string_view tag, std::string_view name) {
  const size_t at = tag.find(name);
  if (at == std::string_view::npos) return {};
  tag.remove_prefix(at + name.size());
  return tag.substr(0, tag.find('"'));
}

// A place or a length on a page; 0 for what no page has.
double Points(std::string_view tag, std::string_view name) {
  const std::string_view value = Attribute(tag, name);
  double number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return std::isfinite(number) && std::abs(number) < 1e6 ? number : 0;
}

// Character references of XML as the archive's frozen rule decodes them.
std::string Decoded(std::string_view raw) {
  Block whole;
  whole.ranges = {{0, raw.size()}};
  auto text = RenderBlock(raw, BlockSyntax::kMarkup, whole, 1);
  return text ? *text : "";
}

void AppendWord(std::string_view raw, std::string& out) {
  static constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  const std::string word = Decoded(raw);
  for (size_t at = 0; at < word.size();) {
    const char32_t c = NextCodePoint(word, at);
    if (c >= 0xFB00 && c <= 0xFB06)
      out += kLigatures[c - 0xFB00];
    else if (c >= 0x20 && c != 0x7F && (c < 0x80 || c >= 0xA0) && c != 0xFEFF && (c & 0xFFFE) != 0xFFFE)
      AppendUtf8(out, c);
  }
}

// Follows the tags that pdftotext prints: page, flow, block, line, word.
class Printed {
 public:
  PdfText Take() { return std::move(out_); }

  void Tag(std::string_view tag, std::string_view behind) {
    if (tag.starts_with("word ")) {
      AddWord(tag, behind);
    } else if (tag == "line" || tag.starts_with("line ")) {
      line_ = {};
      words_.clear();
    } else if (tag == "/line") {
      CloseLine();
    } else if (tag == "/block") {
      if (!out_.text.empty() && !out_.text.ends_with("\n\n") && !out_.text.ends_with('\f')) out_.text += '\n';
    } else if (tag.starts_with("page ")) {
      if (!out_.pages.empty()) out_.text += '\f';
      out_.pages.push_back({Points(tag, "width=\""), Points(tag, "height=\""), {}});
    } else if (tag == "title") {
      out_.title = Decoded(behind);
    } else if (tag.starts_with("meta name=\"Author\"")) {
      out_.author = Decoded(Attribute(tag, "content=\""));
    }
  }

 private:
  void AddWord(std::string_view tag, std::string_view raw) {
    const size_t before = out_.text.size();
    if (line_.words > 0) out_.text += ' ';
    const size_t begin = out_.text.size();
    AppendWord(raw, out_.text);
    if (out_.text.size() == begin) {
      out_.text.resize(before);
      return;
    }
    const double left = Points(tag, "xMin=\""), top = Points(tag, "yMin=\"");
    const double right = Points(tag, "xMax=\""), bottom = Points(tag, "yMax=\"");
    if (line_.words == 0) {
      line_.begin = begin;
      line_.left = left;
      line_.top = top;
      line_.right = right;
      line_.bottom = bottom;
    }
    line_.left = std::min(line_.left, left);
    line_.top = std::min(line_.top, top);
    line_.right = std::max(line_.right, right);
    line_.bottom = std::max(line_.bottom, bottom);
    words_.push_back({begin, out_.text.size(), bottom - top});
    ++line_.words;
    line_.end = out_.text.size();
  }

  void CloseLine() {
    if (line_.words == 0 || out_.pages.empty()) return;
    line_.size = MostlyHigh();
    for (size_t i = 1; i < words_.size(); ++i)
      if (words_[i].height <= kOfMarks * line_.size && IsShortNumber(words_[i]))
        line_.note_marks.push_back({words_[i].begin, words_[i].end});
    out_.text += '\n';
    out_.pages.back().lines.push_back(line_);
    line_ = {};
  }

  struct Word {
    size_t begin = 0, end = 0;
    double height = 0;
  };

  // The height in which most characters of the line are set.
  double MostlyHigh() const {
    std::map<double, size_t> heights;
    for (const Word& word : words_) heights[word.height] += word.end - word.begin;
    const auto most = std::max_element(heights.begin(), heights.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == heights.end() ? 0 : most->first;
  }

  bool IsShortNumber(const Word& word) const {
    const std::string_view text = std::string_view(out_.text).substr(word.begin, word.end - word.begin);
    return text.size() <= 3 && text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  PdfText out_;
  PdfLine line_;
  std::vector<Word> words_;  // of the line
};

tl::unexpected<Error> NoPoppler(const std::string& why) {
  return Fail(kNoPoppler, "PDF file: it is read by pdftotext, which " + why, "apt-get install poppler-utils");
}

// What pdftotext says when it gives nothing, in our words.
std::string WhyUnread(const ProgramResult& result) {
  const auto says = [&](std::string_view words) { return result.errors.find(words) != std::string::npos; };
  if (says("ncorrect password")) return "it is encrypted, and only a password opens it";
  if (says("Copying of text")) return "it is encrypted, and its maker forbids to copy text from it";
  if (says("Out of memory") || says("bad_alloc") || says("std::length_error")) return "it takes too much memory";
  if (!result.failure.empty()) return "reading it " + result.failure;
  return "it is damaged";
}

std::string AskVersion() {
  const std::string program = FindProgram({"pdftotext"});
  if (program.empty()) return "";
  const auto result = RunProgram({program, "-v"}, "", {5, 30, 0, 4096});
  if (!result) return "";
  const std::string said = result->errors + result->output;
  const size_t at = said.find("version ");
  if (at == std::string::npos) return "";
  const size_t end = said.find_first_not_of("0123456789.", at + 8);
  return said.substr(at + 8, std::min(end, said.size()) - at - 8);
}

}  // namespace

PdfText PdfTextOf(std::string_view printed) {
  const std::string repaired = IsValidUtf8(printed) ? "" : RepairUtf8(printed);
  if (!repaired.empty()) printed = repaired;
  Printed reading;
  for (size_t at = printed.find('<'); at != std::string_view::npos;) {
    const size_t end = printed.find('>', at);
    if (end == std::string_view::npos) break;
    const size_t next = printed.find('<', end);
    reading.Tag(printed.substr(at + 1, end - at - 1), printed.substr(end + 1, next - end - 1));
    at = next;
  }
  return reading.Take();
}

std::string PopplerVersion() {
  static std::mutex mutex;
  static std::string version;
  const std::lock_guard lock(mutex);
  if (version.empty()) version = AskVersion();
  return version;
}

bool HasPoppler() { return !FindProgram({"pdftotext"}).empty() && !PopplerVersion().empty(); }

Result<PdfText> ReadPdfText(std::string_view bytes) {
  const std::string program = FindProgram({"pdftotext"});
  if (program.empty()) return NoPoppler("is not installed");
  if (PopplerVersion().empty()) return NoPoppler("does not say its version");
  const std::vector<std::string> command = {
      program, "-bbox-layout", "-enc", "UTF-8", "-l", std::to_string(kMostPages + 1), "/dev/stdin", "-"};
  auto run = RunProgram(command, bytes, kPdfLimits);
  if (!run) return NoPoppler("does not run here: " + run.error().message);
  const ProgramResult& result = *run;
  if (result.failure.empty() && result.exit_code == kNotStarted) return NoPoppler("does not start here");
  if (!result.failure.empty() || result.exit_code != 0)
    return Fail(result.limited ? ErrorCode::kLimit : ErrorCode::kParse, "PDF file: " + WhyUnread(result));
  PdfText text = PdfTextOf(result.output);
  if (text.pages.size() > kMostPages) {
    text.cut = true;
    text.text.resize(text.pages.back().lines.empty() ? text.text.size() : text.pages.back().lines.front().begin);
    text.pages.pop_back();
  }
  if (text.text.find_first_not_of("\n\f") == std::string::npos)
    return Fail(ErrorCode::kParse, text.pages.empty() ? "PDF file: it has no pages that can be read"
                                                      : "PDF file: it holds images and no text (a scan?)");
  return text;
}

}  // namespace dossier::corpus
