#include "indexer/read/bill.h"

#include <string>
#include <utility>

#include "corpus/base/ascii.h"
#include "corpus/base/time.h"
#include "corpus/base/utf8.h"
#include "indexer/read/plain_dates.h"
#include "indexer/read/structured.h"
#include "indexer/read/xml/text.h"

namespace dossier::indexer {
namespace {

using xml::NodeId;

constexpr std::string_view kReader = "bill/1";

const xml::TextRules kRules = {
    {"inline",
     "ref",
     "date",
     "i",
     "b",
     "sup",
     "sub",
     "em",
     "term",
     "entity",
     "sponsor",
     "cosponsor",
     "committee",
     "quotedText",
     "num",
     "actionDescription",
     "shortTitle",
     "external-xref",
     "internal-xref",
     "enum",
     "italic",
     "bold",
     "short-title",
     "quote",
     "added-phrase",
     "committee-name",
     "linebreak",
     "br",
     "span",
     "editorialContent",
     "act-name",
     "superscript",
     "subscript",
     "nobreak",
     "definedTerm",
     "header-in-text",
     "text-short-title",
     "action-date"},
    {"meta", "metadata", "slugLine", "distributionCode", "dublinCore", "form", "deleted-phrase", "toc", "endMarker"},
    {"heading", "header", "officialTitle", "docTitle", "longTitle", "official-title", "legis-type"},
    {"item", "subitem"},
    {"footnote", "note", "endorsement", "attestation"},
    {"tr", "row"}};

// The stage by the suffix of its citation, as the Government Publishing Office names versions of bills.
std::string StageOf(const std::string& citation) {
  const size_t blank = citation.rfind(' ');
  return blank == std::string::npos ? "" : citation.substr(blank + 1);
}

// The best of several spellings of one citation: with blanks and full points.
std::string CitationOf(const xml::Tree& tree) {
  std::string best;
  for (const NodeId id : tree.All(tree.root(), {"citableAs"})) {
    const std::string text = tree.Text(id);
    const bool better = best.empty() || (text.find('.') != std::string::npos && best.find('.') == std::string::npos);
    if (better) best = text;
  }
  return best;
}

// Marks what a committee struck, so that the text leaves it out.
bool IsStruck(const xml::Tree& tree, NodeId id) {
  return EqualIgnoringAsciiCase(tree.Attribute(id, "changed"), "deleted");
}

void AddUnstruck(const xml::Tree& tree, NodeId id, corpus::TextMap& map) {
  bool struck_below = false;
  for (const NodeId child : tree.Children(id)) struck_below = struck_below || IsStruck(tree, child);
  const std::string name = AsciiLowered(tree.at(id).name);
  const bool frame = name == "preamble" || name == "main" || name == "legis-body" || name == "resolution-body" ||
                     name == "body" || id == tree.root() || struck_below;
  if (!frame) {
    xml::AddText(tree, id, kRules, kMaxBlocks, map);
    return;
  }
  for (const NodeId child : tree.Children(id)) {
    const std::string part = AsciiLowered(tree.at(child).name);
    const bool dropped = part == "meta" || part == "metadata" || part == "form" || part == "preface";
    if (!dropped && !IsStruck(tree, child)) AddUnstruck(tree, child, map);
  }
}

}  // namespace

bool IsBill(const xml::Tree& tree) {
  const std::string root = AsciiLowered(tree.at(tree.root()).name);
  return root == "bill" || root == "resolution" || root == "amendment-doc" || root == "public-law" || root == "plaw" ||
         root == "pLaw" || root == "engrossedamendment" || root == "amendment";
}

Result<ReadDocument> ReadBill(const ReaderInput&, const xml::Tree& tree) {
  ReadDocument out;
  StructuredFacts& facts = out.structured.emplace();
  const NodeId meta = tree.Child(tree.root(), "meta");
  out.format = facts.kind = "bill";
  out.page_kind = PageKind::kAdvisory;
  out.confidence = 1;
  out.language = "en";
  facts.citation = CitationOf(tree);
  facts.publisher = out.publisher = "United States Congress";
  const NodeId official = tree.First(tree.root(), {"officialTitle", "official-title"});
  facts.title = tree.Text(official);
  if (facts.title.empty()) facts.title = tree.TextOf(meta, "title");
  facts.category = tree.TextOf(meta, "type");
  facts.version = StageOf(facts.citation);
  facts.status = AsciiLowered(tree.TextOf(meta, "docStage"));
  std::string number =
      facts.citation.substr(0, facts.citation.size() - std::min(facts.citation.size(), facts.version.size() + 1));
  if (facts.citation.empty()) {  // the older form
    const NodeId form = tree.First(tree.root(), {"form"});
    const std::string congress = tree.TextOf(form, "congress");
    number = congress.substr(0, congress.find_first_not_of("0123456789")) + " " + tree.TextOf(form, "legis-num");
    facts.status = AsciiLowered(tree.Attribute(tree.root(), "resolution-stage"));
    if (facts.status.empty()) facts.status = AsciiLowered(tree.Attribute(tree.root(), "bill-stage"));
    facts.version = facts.status;
    facts.citation = number;
  }
  facts.tracking_id = CollapseWhiteSpace(number);
  UniqueNames agencies;
  for (const NodeId id : tree.All(tree.root(), {"committee", "committee-name"})) agencies.Add(tree.Text(id));
  facts.agencies = agencies.Take();
  // The last action is what brought this version about.
  for (const NodeId id : tree.All(tree.root(), {"action"})) {
    const NodeId date = tree.First(id, {"date", "action-date"});
    std::string day(tree.Attribute(date, "date"));
    if (!ParseDay(day)) {
      const auto written = FirstLongDate(tree.Text(date));
      day = written ? FormatDay(*written) : "";
    }
    if (day.empty()) continue;
    if (facts.initial.empty()) facts.initial = day;
    facts.current = day;
  }
  out.published = StatedAs(facts.current, "stated");
  out.title = CollapseWhiteSpace(facts.tracking_id + ": " + facts.title);
  facts.reads = facts.tracking_id + (facts.status.empty() ? "" : " (" + facts.status + ")");
  if (!facts.current.empty()) facts.reads += " of " + facts.current;
  facts.reads += ": " + CollapseWhiteSpace(facts.title);
  out.text.reader = kReader;
  out.text.syntax = corpus::BlockSyntax::kMarkup;
  AddUnstruck(tree, tree.root(), out.text);
  return out;
}

}  // namespace dossier::indexer
