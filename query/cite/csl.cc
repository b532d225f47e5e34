// CSL-JSON: the data that citation processors read (citation-style-language schema, csl-data.json).
#include "query/cite/citation.h"
#include "query/cite/styles.h"

namespace dossier::query {
namespace {

Json DateParts(const CitedDate& date) {
  Json parts = Json::array({date.year});
  if (date.month) parts.push_back(date.month);
  if (date.month && date.day) parts.push_back(date.day);
  Json wrapped;
  wrapped["date-parts"] = Json::array({parts});
  return wrapped;
}

std::string IsoOf(const Json& date) {
  const Json& all = MemberAt(date, "date-parts");
  if (!all.is_array() || all.empty() || !all[0].is_array()) return "";
  std::string iso;
  for (const Json& part : all[0]) {
    if (!part.is_number_integer()) break;
    std::string digits = std::to_string(part.get<int>());
    if (!iso.empty() && digits.size() < 2) digits.insert(0, "0");
    iso += (iso.empty() ? "" : "-") + digits;
  }
  return iso;
}

CitedKind KindOf(std::string_view type) {
  if (type == "report") return CitedKind::kAdvisory;
  return type == "webpage" ? CitedKind::kPage : CitedKind::kArticle;
}

}  // namespace

Json CslJson(const CitationRecord& record, Archived archived) {
  Json item;
  item["id"] = record.id;
  item["type"] = record.kind == CitedKind::kArticle    ? "article-newspaper"
                 : record.kind == CitedKind::kAdvisory ? "report"
                                                       : "webpage";
  const auto set = [&item](const char* key, const std::string& value) {
    if (!value.empty()) item[key] = value;
  };
  for (const CitedName& author : record.authors) {
    Json name;
    if (author.corporate()) {
      name["literal"] = author.literal;
    } else {
      name["family"] = author.family;
      const size_t comma = author.given.find(", ");  // "Martin R., Jr."
      if (!author.given.empty()) name["given"] = author.given.substr(0, comma);
      if (comma != std::string::npos) name["suffix"] = author.given.substr(comma + 2);
    }
    item["author"].push_back(name);
  }
  set("title", record.title);
  set("container-title", record.container);
  set("publisher", record.publisher);
  set("genre", record.genre);
  set("number", record.number);
  set("language", record.language);
  if (const CitedDate date = DateOf(record.published); date.known()) item["issued"] = DateParts(date);
  item["accessed"] = DateParts(DateOf(record.accessed));
  set("URL", record.url);
  set("annote", record.quotation);
  std::string note;
  const auto add = [&note](const std::string& part) {
    if (!part.empty()) note += (note.empty() ? "" : ". ") + part;
  };
  if (record.page)
    add("page " + std::to_string(record.page));
  else if (record.paragraph)
    add("paragraph " + std::to_string(record.paragraph));
  if (const CitedDate updated = DateOf(record.updated); updated.known()) add("updated " + AmericanDate(updated));
  add(ArchivedClause(record, archived));
  set("note", note);
  // Ours, kept where the schema allows anything, so that nothing is lost on the way back.
  Json custom;
  if (!record.updated.empty()) custom["updated"] = record.updated;
  if (!record.sha256.empty()) custom["sha256"] = record.sha256;
  if (!record.record_id.empty()) custom["record-id"] = record.record_id;
  if (record.paragraph) custom["paragraph"] = record.paragraph;
  if (record.page) custom["page"] = record.page;
  if (!custom.is_null()) item["custom"] = custom;
  return item;
}

CitationRecord RecordOfCslJson(const Json& item) {
  CitationRecord record;
  record.id = StringAt(item, "id");
  record.kind = KindOf(StringAt(item, "type"));
  if (const Json& authors = MemberAt(item, "author"); authors.is_array()) {
    for (const Json& author : authors) {
      const std::string suffix = StringAt(author, "suffix");
      record.authors.push_back({StringAt(author, "family"),
                                StringAt(author, "given") + (suffix.empty() ? "" : ", " + suffix),
                                StringAt(author, "literal")});
    }
  }
  record.title = StringAt(item, "title");
  record.container = StringAt(item, "container-title");
  record.publisher = StringAt(item, "publisher");
  record.genre = StringAt(item, "genre");
  record.number = StringAt(item, "number");
  record.language = StringAt(item, "language");
  record.published = IsoOf(MemberAt(item, "issued"));
  record.url = StringAt(item, "URL");
  record.quotation = StringAt(item, "annote");
  if (const auto day = ParseDay(IsoOf(MemberAt(item, "accessed")))) record.accessed = StartOfDay(*day);
  const Json& custom = MemberAt(item, "custom");
  record.updated = StringAt(custom, "updated");
  record.sha256 = StringAt(custom, "sha256");
  record.record_id = StringAt(custom, "record-id");
  record.paragraph = static_cast<int>(IntegerAt(custom, "paragraph"));
  record.page = static_cast<int>(IntegerAt(custom, "page"));
  return record;
}

Citation RenderCslJson(const CitationRecord& record, const CitationOptions& options, const StyleContext&) {
  return {"", DumpJson(CslJson(record, options.archived), 2)};
}

}  // namespace dossier::query
