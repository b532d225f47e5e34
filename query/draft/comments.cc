#include "query/draft/comments.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include "corpus/base/sinks.h"
#include "query/draft/markup.h"
#include "query/draft/office.h"
#include "query/draft/reader.h"
#include "query/forms/zip_bytes.h"

namespace dossier::query {
namespace {

constexpr std::string_view kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kCommentsType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
constexpr std::string_view kCommentsRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

// The greatest id of the draft's own comments, -1 when it has none.
int GreatestId(std::string_view comments) {
  int greatest = -1;
  for (MarkupReader reader(comments); reader.Next();) {
    if (reader.name() != "w:comment" || reader.closing()) continue;
    const std::string id = reader.Attribute("w:id");
    int value = -1;
    std::from_chars(id.data(), id.data() + id.size(), value);
    greatest = std::max(greatest, std::min(value, 1'000'000'000));
  }
  return greatest;
}

std::string CommentXml(int id, const std::string& text, UtcTime now) {
  std::string out = "<w:comment w:id=\"" + std::to_string(id) + "\" w:author=\"dossier\" w:initials=\"d\" w:date=\"" +
                    FormatRfc3339(now) + "\">";
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    out += "<w:p><w:r><w:t xml:space=\"preserve\">" + EscapeMarkup(line) + "</w:t></w:r></w:p>";
  }
  return out + "</w:comment>";
}

// Puts `added` before the last closing tag of this name.
void InsertBefore(std::string& xml, std::string_view closing, const std::string& added) {
  const size_t at = xml.rfind(closing);
  if (at != std::string::npos) xml.insert(at, added);
}

// Whether a namespace prefix is the one that we write with: the draft's own writers all use it.
bool UsesPrefix(std::string_view xml) {
  return xml.find("xmlns:w=\"" + std::string(kWord) + "\"") != std::string_view::npos ||
         xml.find("xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"") != std::string_view::npos;
}

void AddPart(OfficeParts& parts, const std::string& comments) {
  std::string* own = FindPart(parts, "word/comments.xml");
  if (own && own->rfind("</w:comments>") != std::string::npos) {
    InsertBefore(*own, "</w:comments>", comments);
    return;
  }
  parts.emplace_back("word/comments.xml",
                     "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" +
                         std::string(kWord) + "\">" + comments + "</w:comments>\n");
  if (std::string* types = FindPart(parts, "[Content_Types].xml"))
    InsertBefore(*types, "</Types>",
                 "<Override PartName=\"/word/comments.xml\" ContentType=\"" + std::string(kCommentsType) + "\"/>");
  const std::string relation = "<Relationship Id=\"rIdDossierComments\" Type=\"" + std::string(kCommentsRelation) +
                               "\" Target=\"comments.xml\"/>";
  if (std::string* relations = FindPart(parts, "word/_rels/document.xml.rels");
      relations && relations->find("</Relationships>") != std::string::npos)
    InsertBefore(*relations, "</Relationships>", relation);
  else
    parts.emplace_back("word/_rels/document.xml.rels",
                       "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
                       "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
                           relation + "</Relationships>\n");
}

// The paragraph of the body where a comment on `index` can stand: itself, or the one that refers to its note.
const DraftParagraph* AnchorOf(const std::vector<DraftParagraph>& paragraphs, size_t index) {
  const DraftParagraph& paragraph = paragraphs[index];
  if (paragraph.end > 0) return &paragraph;
  for (const DraftParagraph& other : paragraphs)
    for (const NoteReference& note : other.notes)
      if (note.id == paragraph.note_id && other.end > 0) return &other;
  for (const DraftParagraph& other : paragraphs)
    if (other.end > 0) return &other;
  return nullptr;
}

}  // namespace

Result<std::string> WithComments(const std::string& path, const std::vector<DraftComment>& comments, UtcTime now) {
  auto parts = ReadOfficeParts(path);
  std::string* body = parts ? FindPart(*parts, "word/document.xml") : nullptr;
  if (!body || !UsesPrefix(*body))
    return Fail(ErrorCode::kUsage, path + ": comments are written into docx drafts alone",
                "without --fix the failures are listed with their lines");
  DOSSIER_TRY_ASSIGN(std::vector<DraftParagraph> paragraphs, OfficeParagraphs(*parts, path));
  std::erase_if(paragraphs, [](const DraftParagraph& paragraph) { return paragraph.text.empty(); });
  const std::string* own = FindPart(*parts, "word/comments.xml");
  int id = own ? GreatestId(*own) : -1;
  std::string written;
  std::multimap<size_t, std::string> inserted;  // by byte of the body
  for (const DraftComment& comment : comments) {
    if (comment.paragraph == 0 || comment.paragraph > paragraphs.size()) continue;
    const DraftParagraph* anchor = AnchorOf(paragraphs, comment.paragraph - 1);
    if (!anchor) continue;
    written += CommentXml(++id, comment.text, now);
    const std::string number = std::to_string(id);
    inserted.emplace(anchor->begin, "<w:commentRangeStart w:id=\"" + number + "\"/>");
    inserted.emplace(anchor->end, "<w:commentRangeEnd w:id=\"" + number + "\"/><w:r><w:commentReference w:id=\"" +
                                      number + "\"/></w:r>");
  }
  for (auto it = inserted.rbegin(); it != inserted.rend(); ++it) body->insert(it->first, it->second);
  if (!written.empty()) AddPart(*parts, written);
  return ZipBytes(*parts, now);
}

}  // namespace dossier::query
