#include "query/draft/office.h"

#include <zip.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/draft/markup.h"

namespace dossier::query {
namespace {

constexpr uint64_t kLargestPart = uint64_t{64} << 20;
constexpr uint64_t kLargestWhole = uint64_t{256} << 20;
constexpr zip_int64_t kMostParts = 5000;
constexpr size_t kDeepest = 256;

struct ZipCloser {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};

// The styles that set block quotations, those that are based on them included. Ids by names, and names by parents.
std::set<std::string> QuoteStyles(std::string_view xml, std::string_view style_tag, std::string_view id_key,
                                  std::string_view name_key, std::string_view based_tag) {
  std::map<std::string, std::string> parents;
  std::set<std::string> quotes;
  std::string current;
  for (MarkupReader reader(xml); reader.Next();) {
    if (reader.closing()) continue;
    if (reader.name() == style_tag) {
      current = reader.Attribute(id_key);
      if (IsQuoteStyleName(current) || IsQuoteStyleName(reader.Attribute("style:display-name"))) quotes.insert(current);
      if (const std::string parent = reader.Attribute("style:parent-style-name"); !parent.empty())
        parents[current] = parent;
    } else if (reader.name() == name_key && !current.empty()) {
      if (IsQuoteStyleName(reader.Attribute("w:val"))) quotes.insert(current);
    } else if (reader.name() == based_tag && !current.empty()) {
      parents[current] = reader.Attribute("w:val");
    }
  }
  for (const auto& [id, parent] : parents) {
    std::string at = parent;
    for (int step = 0; step < 20 && !at.empty() && !quotes.contains(id); ++step) {
      if (quotes.contains(at) || IsQuoteStyleName(at)) quotes.insert(id);
      const auto next = parents.find(at);
      at = next == parents.end() ? "" : next->second;
    }
  }
  return quotes;
}

// Both formats nest paragraphs in paragraphs (text boxes, notes): each open one is a level of a stack, and comes out
// where it closes.
class Collector {
 public:
  explicit Collector(std::vector<DraftParagraph>& out) : out_(out) {}

  void Open(size_t begin) {
    Level level;
    level.paragraph.begin = begin;
    level.paragraph.place = place_;
    level.paragraph.note_id = note_id_;
    stack_.push_back(std::move(level));
  }
  bool open() const { return !stack_.empty(); }
  DraftParagraph& top() { return stack_.back().paragraph; }
  void Append(std::string_view text) {
    if (open()) stack_.back().text += text;
  }
  void Refer(const std::string& id) { Append(std::string(1, kNoteOn) + id + kNoteOff); }
  void Close(size_t end) {
    if (!open()) return;
    Level level = std::move(stack_.back());
    stack_.pop_back();
    DraftParagraph& paragraph = level.paragraph;
    paragraph.end = end;
    if (open()) inner_.push_back(out_.size());
    TakeNotes(RepairUtf8(RenderMarkup(level.text)), paragraph);
    if (!open()) {
      for (const size_t index : inner_) out_[index].begin = paragraph.begin, out_[index].end = paragraph.end;
      inner_.clear();
    }
    out_.push_back(std::move(paragraph));
  }
  size_t depth() const { return stack_.size(); }
  void SetPlace(std::string place) { place_ = std::move(place); }
  const std::string& place() const { return place_; }
  void SetNote(std::string id) { note_id_ = std::move(id); }

 private:
  struct Level {
    DraftParagraph paragraph;
    std::string text;
  };
  std::vector<DraftParagraph>& out_;
  std::vector<Level> stack_;
  std::vector<size_t> inner_;  // closed paragraphs inside the open ones
  std::string place_, note_id_;
};

// Skips an element whole: true while inside.
class Skipper {
 public:
  bool Skip(const MarkupReader& reader, bool starts) {
    if (depth_ == 0 && (!starts || reader.closing() || reader.empty_element())) return depth_ == 0 && starts;
    if (reader.empty_element()) return true;
    if (reader.closing())
      --depth_;
    else if (!reader.is_text())
      ++depth_;
    return true;
  }

 private:
  size_t depth_ = 0;
};

struct DocxPart {
  const std::set<std::string>& quotes;
  std::string note_tag;   // "w:footnote", or "" for the body
  std::string note_word;  // "footnote"
};

Status ReadDocxPart(std::string_view xml, const DocxPart& part, std::vector<DraftParagraph>& out) {
  Collector collector(out);
  Skipper skipper;
  size_t tables = 0, boxes = 0;
  bool in_text = false;
  const auto place = [&] { collector.SetPlace(boxes ? "text box" : tables ? "table" : ""); };
  for (MarkupReader reader(xml); reader.Next();) {
    const std::string_view name = reader.name();
    // Word writes text boxes twice: for itself and, as a fallback, for older readers.
    if (skipper.Skip(reader, name == "mc:Fallback" || name == "w:del" || name == "w:moveFrom")) continue;
    if (reader.is_text()) {
      if (in_text) collector.Append(reader.text());
      continue;
    }
    if (collector.depth() > kDeepest) return Fail(ErrorCode::kLimit, "paragraphs nest deeper than 256 levels");
    const bool closing = reader.closing();
    if (!part.note_tag.empty() && name == part.note_tag && !closing) {
      const std::string id = reader.Attribute("w:id");
      const bool note = reader.Attribute("w:type").empty();  // others are separators
      collector.SetPlace(note ? part.note_word + " " + id : "");
      collector.SetNote(note ? part.note_word + id : "");
    } else if (name == "w:tbl" && part.note_tag.empty() && !reader.empty_element()) {
      tables = closing ? tables - (tables > 0) : tables + 1;
      place();
    } else if (name == "w:txbxContent" && part.note_tag.empty() && !reader.empty_element()) {
      boxes = closing ? boxes - (boxes > 0) : boxes + 1;
      place();
    } else if (name == "w:p" && !reader.empty_element()) {
      closing ? collector.Close(reader.begin()) : collector.Open(reader.end());
    } else if (name == "w:pPr" && collector.open() && (closing || reader.empty_element())) {
      if (collector.depth() == 1) collector.top().begin = reader.end();
    } else if (name == "w:pStyle" && collector.open()) {
      const std::string style = reader.Attribute("w:val");
      collector.top().quotation = part.quotes.contains(style) || IsQuoteStyleName(style);
    } else if (name == "w:t") {
      in_text = !closing && !reader.empty_element();
    } else if (name == "w:tab" || name == "w:br" || name == "w:cr") {
      collector.Append(" ");
    } else if (name == "w:noBreakHyphen") {
      collector.Append("-");
    } else if (name == "w:footnoteReference" || name == "w:endnoteReference") {
      collector.Refer((name == "w:footnoteReference" ? "footnote" : "endnote") + reader.Attribute("w:id"));
    }
  }
  return Ok();
}

Status ReadOdt(std::string_view xml, const std::set<std::string>& quotes, std::vector<DraftParagraph>& out) {
  Collector collector(out);
  Skipper skipper;
  size_t tables = 0, boxes = 0, notes = 0;
  std::string note;
  const auto place = [&] {
    const std::string in = note.empty() ? std::string() : "note " + std::to_string(notes);
    collector.SetPlace(!in.empty() ? in : boxes ? "text box" : tables ? "table" : "");
  };
  for (MarkupReader reader(xml); reader.Next();) {
    const std::string_view name = reader.name();
    if (skipper.Skip(reader, name == "text:tracked-changes" || name == "office:annotation" ||
                                 name == "text:note-citation" || name == "office:automatic-styles"))
      continue;
    if (reader.is_text()) {
      collector.Append(reader.text());
      continue;
    }
    if (collector.depth() > kDeepest) return Fail(ErrorCode::kLimit, "paragraphs nest deeper than 256 levels");
    const bool closing = reader.closing();
    if (reader.empty_element() && (name == "text:s" || name == "text:tab" || name == "text:line-break")) {
      collector.Append(" ");
    } else if (reader.empty_element()) {
      continue;
    } else if (name == "text:p" || name == "text:h") {
      if (closing) {
        collector.Close(0);
        continue;
      }
      collector.Open(0);
      const std::string style = reader.Attribute("text:style-name");
      collector.top().quotation = quotes.contains(style) || IsQuoteStyleName(style);
    } else if (name == "table:table") {
      tables = closing ? tables - (tables > 0) : tables + 1;
      place();
    } else if (name == "draw:text-box") {
      boxes = closing ? boxes - (boxes > 0) : boxes + 1;
      place();
    } else if (name == "text:note") {
      if (!closing) ++notes;
      note = closing ? "" : "note" + std::to_string(notes);
      if (!closing) collector.Refer(note);
      collector.SetNote(note);
      place();
    }
  }
  return Ok();
}

}  // namespace

bool IsQuoteStyleName(std::string_view name) {
  // "Intense Quote", "IntenseQuote" and "Intense_20_Quote" are one.
  std::string folded;
  std::string text(name);
  for (size_t at = text.find("_20_"); at != std::string::npos; at = text.find("_20_", at)) text.replace(at, 4, " ");
  for (const char c : FoldCase(text))
    if (c != ' ' && c != '-' && c != '_') folded += c;
  static const std::set<std::string, std::less<>> kNames = {
      "quote", "intensequote", "blockquote", "blocktext", "quotations", "quotation", "blockquotation", "pullquote",
      // German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Polish, Czech, Russian, Turkish, Finnish
      "zitat", "intensiveszitat", "blockzitat", "zitate", "citation", "citationintense", "citations", "cita",
      "citadestacada", "citas", "citazione", "citazioneintensa", "citazioni", "cita\xC3\xA7\xC3\xA3o",
      "cita\xC3\xA7\xC3\xA3ointensa", "citat", "st\xC3\xA6rktcitat", "starktcitat", "sterktsitat", "sitat", "citaat",
      "duidelijkcitaat", "cytat", "cytatintensywny", "cit\xC3\xA1t", "\xD1\x86\xD0\xB8\xD1\x82\xD0\xB0\xD1\x82\xD0\xB0",
      "al\xC4\xB1nt\xC4\xB1", "lainaus", "erottuvalainaus", "\xE5\xBC\x95\xE7\x94\xA8",
      "\xE5\xBC\x95\xE7\x94\xA8\xE6\x96\x87"};
  return kNames.contains(folded);
}

Result<OfficeParts> ReadOfficeParts(const std::string& path) {
  int code = 0;
  const std::unique_ptr<zip_t, ZipCloser> zip(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (!zip) return Fail(ErrorCode::kParse, path + ": not a docx or odt file (the zip container does not open)");
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  if (count > kMostParts) return Fail(ErrorCode::kLimit, path + ": holds more than 5,000 parts");
  OfficeParts parts;
  uint64_t whole = 0;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0)
      return Fail(ErrorCode::kParse, path + ": its directory is damaged");
    const std::string name = stat.name;
    whole += stat.size;
    if (stat.size > kLargestPart || whole > kLargestWhole)
      return Fail(ErrorCode::kLimit, path + ": " + name + " is larger than 64 MB, or all parts than 256 MB");
    std::string bytes(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(zip.get(), static_cast<zip_uint64_t>(i), 0);
    if (!file) return Fail(ErrorCode::kParse, path + ": cannot read " + name);
    const zip_int64_t got = zip_fread(file, bytes.data(), bytes.size());
    zip_fclose(file);
    if (got != static_cast<zip_int64_t>(stat.size)) return Fail(ErrorCode::kParse, path + ": " + name + " is damaged");
    parts.emplace_back(name, std::move(bytes));
  }
  return parts;
}

std::string* FindPart(OfficeParts& parts, std::string_view name) {
  for (auto& [part, bytes] : parts)
    if (part == name) return &bytes;
  return nullptr;
}

Result<std::vector<DraftParagraph>> OfficeParagraphs(OfficeParts& parts, const std::string& path) {
  std::vector<DraftParagraph> out;
  Status read = Ok();
  if (const std::string* body = FindPart(parts, "word/document.xml")) {
    std::set<std::string> quotes;
    if (const std::string* styles = FindPart(parts, "word/styles.xml"))
      quotes = QuoteStyles(*styles, "w:style", "w:styleId", "w:name", "w:basedOn");
    read = ReadDocxPart(*body, {quotes, "", ""}, out);
    if (const std::string* notes = FindPart(parts, "word/footnotes.xml"); notes && read)
      read = ReadDocxPart(*notes, {quotes, "w:footnote", "footnote"}, out);
    if (const std::string* notes = FindPart(parts, "word/endnotes.xml"); notes && read)
      read = ReadDocxPart(*notes, {quotes, "w:endnote", "endnote"}, out);
    // Where a note stands in its own part no comment can: its places are those of the body alone.
    for (DraftParagraph& paragraph : out)
      if (!paragraph.note_id.empty()) paragraph.begin = paragraph.end = 0;
  } else if (const std::string* content = FindPart(parts, "content.xml")) {
    std::set<std::string> quotes = QuoteStyles(*content, "style:style", "style:name", "", "");
    if (const std::string* styles = FindPart(parts, "styles.xml"))
      quotes.merge(QuoteStyles(*styles, "style:style", "style:name", "", ""));
    read = ReadOdt(*content, quotes, out);
  } else {
    return Fail(ErrorCode::kParse, path + ": holds neither word/document.xml nor content.xml",
                "save the draft as docx, odt, html, md or txt");
  }
  if (!read) return Fail(read.error());
  return out;
}

}  // namespace dossier::query
