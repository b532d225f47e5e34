#include "indexer/read/federal_register.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/register_facts.h"
#include "indexer/read/structured.h"
#include "indexer/read/xml/text.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;
using xml::NodeId;

constexpr std::string_view kReader = "federal-register/1";

// Frames of the page, and what GPO's typesetting needs.
const xml::TextRules kRules = {
    {"E",
     "SU",
     "FTREF",
     "FR",
     "LI",
     "PRTPAGE",
     "inline",
     "ref",
     "date",
     "i",
     "b",
     "sup",
     "sub",
     "em",
     "headingText",
     "actionDescription",
     "amendingAction",
     "num",
     "term",
     "entity",
     "effectiveDate",
     "property",
     "span",
     "a",
     "strong",
     "u",
     "br",
     "wordsOfIssuance",
     "citableAs",
     "quotedText",
     "organization",
     "name",
     "role",
     "signatureDate",
     "GID"},
    {"meta", "BILCOD", "billingCode", "FRDOC", "frDocId", "PRTPAGE", "GPH", "GID", "MATH", "img", "UNITNAME", "toc"},
    {"HD", "heading", "SUBJECT", "subject", "AGENCY", "SUBAGY", "CFR", "DEPDOC", "RIN", "affected", "TTITLE", "caption",
     "CHED", "th", "SECTNO", "docTitle", "RESERVED", "PROC", "PRES"},
    {"item", "LI", "listItem"},
    {"FTNT", "footnote", "note", "TNOTE", "AUTH", "authority"},
    {"ROW", "tr"}};

// The day on which a document that was filed by this line is published; nullopt when the line does not tell.
std::optional<Day> PublishedAfter(const std::string& line) {
  const std::string text = AsciiLowered(WithHyphens(line));
  const size_t at = text.find("filed ");
  if (at == std::string::npos || text.find("8:45 am", at) == std::string::npos) return std::nullopt;
  Day day;
  if (std::sscanf(text.c_str() + at + 6, "%d-%d-%d", &day.month, &day.day, &day.year) != 3) return std::nullopt;
  if (day.year < 100) day.year += day.year < 70 ? 2000 : 1900;
  if (!IsValid(day)) return std::nullopt;
  return NextBusinessDay(day);
}

// A day in the name of the file or the address: "2018-05-10_2018-09932.xml", ".../FR-2018-05-10/html/...",
// ".../documents/2018/05/10/2018-09932/...".
std::optional<Day> DayInName(std::string_view name) {
  for (size_t at = 0; at + 10 <= name.size(); ++at) {
    std::string day(name.substr(at, 10));
    if (at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9') continue;
    if (day[4] == '/' && day[7] == '/') day[4] = day[7] = '-';
    if (at + 10 < name.size() && name[at + 10] >= '0' && name[at + 10] <= '9') continue;
    if (const auto found = ParseDay(day)) return *found;
  }
  return std::nullopt;
}

void SetPublished(const ReaderInput& input, const std::string& filed, ReadDocument& out) {
  std::optional<Day> day = DayInName(input.file_name);
  if (!day) day = DayInName(input.url);
  if (day) {
    out.published = {FormatDay(*day), "url", 0.95};
  } else if ((day = PublishedAfter(filed))) {
    out.published = {FormatDay(*day), "filed", 0.9};
  }
  out.structured->initial = out.published.value;
}

// The type of document in the words of the Federal Register.
std::string TypeOf(const std::string& root, std::string_view style) {
  const std::string name = AsciiLowered(root), own = AsciiLowered(style);
  if (name == "prorule" || name == "proposedrule" || own.find("prorule") != std::string::npos) return "Proposed Rule";
  if (name == "rule") return "Rule";
  if (name == "notice") return "Notice";
  if (name == "presdocu" || name == "presidentialdocument") return "Presidential Document";
  return "";
}

void FinishFederalRegister(ReadDocument& out) {
  StructuredFacts& facts = *out.structured;
  out.format = facts.kind = "federal-register";
  facts.publisher = "Federal Register";
  out.publisher = facts.publisher;
  out.page_kind = PageKind::kAdvisory;
  out.language = "en";
  out.confidence = 1;
  out.section = facts.category;
  out.title = CollapseWhiteSpace(facts.title);
  if (out.title.empty()) out.title = facts.category + " " + facts.tracking_id;
  if (!facts.citation.empty()) facts.aliases.push_back(facts.citation);
  facts.reads = RegisterReads(facts);
}

void ReadUslm(const xml::Tree& tree, ReadDocument& out) {
  StructuredFacts& facts = *out.structured;
  UniqueNames agencies;
  for (const NodeId id : tree.All(tree.root(), {"organization"})) {
    const std::string style = AsciiLowered(tree.Attribute(id, "style"));
    if (style.ends_with("sgm:agency") || style.ends_with("sgm:subagy")) agencies.Add(tree.Text(id));
  }
  facts.agencies = agencies.Take();
  const NodeId meta = tree.Child(tree.root(), "meta");
  facts.tracking_id = WithHyphens(tree.TextOf(meta, "docNumber"));
  for (const NodeId id : tree.All(tree.root(), {"property"}))
    if (EqualIgnoringAsciiCase(tree.Attribute(id, "role"), "ACTION") && facts.action.empty())
      facts.action = tree.Text(id);
  for (const NodeId id : tree.All(tree.root(), {"statement"})) {
    const std::string role = AsciiLowered(tree.Attribute(id, "role"));
    if ((role == "effectivedate" || role == "dates") && facts.effective.empty())
      facts.effective = EffectiveIn(tree.Text(id));
  }
}

void ReadOlder(const xml::Tree& tree, ReadDocument& out) {
  StructuredFacts& facts = *out.structured;
  UniqueNames agencies;
  for (const NodeId id : tree.All(tree.root(), {"AGENCY", "SUBAGY"})) agencies.Add(tree.Text(id));
  facts.agencies = agencies.Take();
  if (const NodeId act = tree.First(tree.root(), {"ACT"}); act != xml::kNone) facts.action = tree.TextOf(act, "P");
  for (const NodeId id : tree.All(tree.root(), {"EFFDATE", "DATES"}))
    if (facts.effective.empty()) facts.effective = EffectiveIn(tree.Text(id));
}

// The page on which an older document begins: the first mark of a page, or the page before it when the mark stands
// further in.
int FirstPage(const xml::Tree& tree) {
  const NodeId mark = tree.First(tree.root(), {"PRTPAGE"});
  if (mark == xml::kNone) return 0;
  const int page = NumberFrom(tree.Attribute(mark, "P"));
  const NodeId subject = tree.First(tree.root(), {"SUBJECT"});
  return subject != xml::kNone && tree.at(mark).content.begin > tree.at(subject).content.begin ? page - 1 : page;
}

}  // namespace

bool IsFederalRegister(const xml::Tree& tree) {
  const std::string root = AsciiLowered(tree.at(tree.root()).name);
  const bool named = root == "rule" || root == "prorule" || root == "notice" || root == "presdocu" ||
                     root == "proposedrule" || root == "presidentialdocument" || root == "correct";
  return named && (tree.First(tree.root(), {"FRDOC", "frDocId", "PREAMB", "docNumber"}) != xml::kNone);
}

Result<ReadDocument> ReadFederalRegisterXml(const ReaderInput& input, const xml::Tree& tree) {
  ReadDocument out;
  StructuredFacts& facts = out.structured.emplace();
  const bool uslm = tree.Child(tree.root(), "meta") != xml::kNone;
  const std::string filed = tree.Text(tree.First(tree.root(), {"FRDOC", "frDocId"}));
  if (uslm)
    ReadUslm(tree, out);
  else
    ReadOlder(tree, out);
  if (facts.tracking_id.empty()) facts.tracking_id = RegisterNumberIn(filed);
  facts.title = tree.Text(tree.First(tree.root(), {"SUBJECT"}));
  facts.category = TypeOf(tree.at(tree.root()).name, tree.Attribute(tree.root(), "style"));
  SetPublished(input, filed, out);
  std::string volume;
  const std::string_view identifier = tree.Attribute(tree.root(), "identifier");
  if (identifier.starts_with("/us/fr/")) volume = identifier.substr(7, identifier.find('/', 7) - 7);
  const int page = uslm ? NumberFrom(tree.TextOf(tree.Child(tree.root(), "meta"), "startingPage")) : FirstPage(tree);
  facts.citation = CitationOf(volume, out.published, page);
  FinishFederalRegister(out);
  if (facts.title.empty())
    if (const std::string heading = tree.Text(tree.First(tree.root(), {"HD", "heading"})); !heading.empty())
      out.title = heading;
  out.text.reader = kReader;
  out.text.syntax = corpus::BlockSyntax::kMarkup;
  xml::AddText(tree, tree.root(), kRules, kMaxBlocks, out.text);
  return out;
}

bool LooksLikeFederalRegisterJson(std::string_view bytes) {
  bytes = bytes.substr(0, size_t{256} << 10);
  const auto has = [&](std::string_view key) { return bytes.find(key) != std::string_view::npos; };
  return has("\"document_number\"") && (has("\"publication_date\"") || has("\"agencies\"")) && has("\"title\"");
}

Result<ReadDocument> ReadFederalRegisterJson(const ReaderInput& input) {
  const std::string payload = RepairUtf8(input.bytes);
  DOSSIER_TRY_ASSIGN(const Json root, ParseJson(payload, "answer of the Federal Register's API"));
  if (StringAt(root, "document_number").empty())
    return Fail(ErrorCode::kParse, "answer of the Federal Register's API: not of one document");
  ReadDocument out;
  StructuredFacts& facts = out.structured.emplace();
  facts.tracking_id = WithHyphens(StringAt(root, "document_number"));
  facts.title = StringAt(root, "title");
  facts.category = StringAt(root, "type");
  facts.action = StringAt(root, "action");
  facts.citation = StringAt(root, "citation");
  facts.effective = StringAt(root, "effective_on");
  facts.initial = StringAt(root, "publication_date");
  out.published = StatedAs(facts.initial, "stated");
  UniqueNames agencies, references;
  for (const Json& agency : ElementsOf(root, "agencies")) {
    const std::string name = StringAt(agency, "name");
    agencies.Add(name.empty() ? StringAt(agency, "raw_name") : name);
  }
  facts.agencies = agencies.Take();
  for (const char* key : {"html_url", "pdf_url", "full_text_xml_url", "raw_text_url"})
    references.Add(StringAt(root, key));
  facts.references = references.Take();
  for (const Json& docket : ElementsOf(root, "docket_ids"))
    if (docket.is_string()) facts.aliases.push_back(docket.get<std::string>());
  if (facts.citation.empty())
    facts.citation = CitationOf(IntegerAt(root, "volume") > 0 ? std::to_string(IntegerAt(root, "volume")) : "",
                                out.published, static_cast<int>(IntegerAt(root, "start_page")));
  out.canonical_url = StringAt(root, "html_url");
  JsonText text{std::string(kReader)};
  text.Add(root, "title", "", BlockKind::kHeading, 1);
  for (const char* key : {"action", "abstract", "dates"}) text.Add(root, key, "", BlockKind::kParagraph);
  out.text = text.Take();
  FinishFederalRegister(out);
  return out;
}

std::optional<StructuredFacts> FactsOfGpoText(std::string_view text) {
  text = text.substr(0, size_t{64} << 10);
  const size_t at = text.substr(0, 4096).find("[Federal Register Volume ");
  if (at == std::string_view::npos) return std::nullopt;
  StructuredFacts facts;
  const std::string_view head = text.substr(at, text.find(']', at) - at);
  const std::string volume(head.substr(25, head.find(',', 25) - 25));
  const auto day = FirstLongDate(head);
  if (!day || NumberFrom(volume) == 0) return std::nullopt;
  facts.kind = "federal-register";
  facts.publisher = "Federal Register";
  facts.initial = FormatDay(*day);
  const auto bracket = [&](std::string_view mark) {
    const size_t begin = text.find(mark);
    if (begin == std::string_view::npos) return std::string();
    const size_t end = text.find(']', begin);
    return CollapseWhiteSpace(text.substr(begin + mark.size(), end - begin - mark.size()));
  };
  std::string pages = bracket("[Pages ");
  if (pages.empty()) pages = bracket("[Page ");
  facts.citation = CitationOf(volume, {}, NumberFrom(pages.substr(0, pages.find_first_not_of("0123456789"))));
  facts.tracking_id = WithHyphens(bracket("[FR Doc No: "));
  for (const auto& [mark, type] : {std::pair{"[Rules and Regulations]", "Rule"},
                                   {"[Proposed Rules]", "Proposed Rule"},
                                   {"[Notices]", "Notice"},
                                   {"[Presidential Documents]", "Presidential Document"}})
    if (text.find(mark) != std::string_view::npos) facts.category = type;
  // A line "ACTION: Final rule." may go on in lines without a blank one between.
  const auto labelled = [&](std::string_view label) {
    const size_t begin = text.find(label);
    if (begin == std::string_view::npos) return std::string();
    return CollapseWhiteSpace(text.substr(begin + label.size(), text.find("\n\n", begin) - begin - label.size()));
  };
  facts.action = labelled("\nACTION: ");
  // The subject stands before the agency.
  if (const size_t agency = text.find("\nAGENCY: "); agency != std::string_view::npos) {
    std::string_view before = text.substr(0, agency);
    while (before.ends_with('\n')) before.remove_suffix(1);
    const size_t begin = before.rfind("\n\n");
    facts.title = CollapseWhiteSpace(before.substr(begin == std::string_view::npos ? 0 : begin));
  }
  facts.effective = EffectiveIn(labelled("\nDATES: "));
  if (const std::string agency = labelled("\nAGENCY: "); !agency.empty()) facts.agencies = {agency};
  facts.reads = "The Federal Register published " +
                (facts.category.empty() ? "document" : AsciiLowered(facts.category)) + " " + facts.tracking_id + " (" +
                facts.citation + ") on " + facts.initial;
  if (!facts.action.empty()) facts.reads += ": " + facts.action;
  return facts;
}

}  // namespace dossier::indexer
