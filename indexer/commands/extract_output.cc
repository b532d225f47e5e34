#include "indexer/commands/extract_output.h"

#include <array>
#include <charconv>
#include <utility>

#include "corpus/text/canonical_text.h"

namespace dossier::indexer {

namespace {

Json StringOrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json NumberOrNull(const std::string& decimal) {
  double number = 0;
  const auto [end, error] = std::from_chars(decimal.data(), decimal.data() + decimal.size(), number);
  return decimal.empty() || error != std::errc() ? Json() : Json(number);
}

// The keys that every format has first, then those of which there is something.
Json FactsJson(const StructuredFacts& facts) {
  Json product_status = Json::object();
  for (const ProductStatus& each : facts.product_status) product_status[each.vendor] = each.status;
  Json json = {{"tracking_id", facts.tracking_id},
               {"kind", facts.kind},
               {"title", StringOrNull(facts.title)},
               {"publisher", facts.publisher},
               {"vendors", facts.vendors},
               {"products", facts.products},
               {"cves", facts.cves},
               {"initial", StringOrNull(facts.initial)},
               {"current", StringOrNull(facts.current)},
               {"revisions", facts.kind == "csaf" ? Json(facts.revisions) : Json()},
               {"version", StringOrNull(facts.version)},
               {"status", StringOrNull(facts.status)},
               {"product_status", product_status},
               {"severity", NumberOrNull(facts.severity)}};
  const std::pair<const char*, const std::string&> texts[] = {{"category", facts.category},
                                                              {"tlp", facts.tlp},
                                                              {"sharing_group", facts.sharing_group},
                                                              {"issuing_authority", facts.issuing_authority},
                                                              {"action", facts.action},
                                                              {"citation", facts.citation},
                                                              {"effective", facts.effective},
                                                              {"due", facts.due},
                                                              {"kev_since", facts.kev_since},
                                                              {"ransomware", facts.ransomware},
                                                              {"exploitation", facts.exploitation},
                                                              {"reads", facts.reads}};
  for (const auto& [key, text] : texts)
    if (!text.empty()) json[key] = text;
  const std::pair<const char*, const std::vector<std::string>&> lists[] = {
      {"agencies", facts.agencies}, {"aliases", facts.aliases}, {"cwes", facts.cwes},
      {"refs", facts.references},   {"actions", facts.actions}, {"adp_vendors", facts.adp_vendors}};
  for (const auto& [key, list] : lists)
    if (!list.empty()) json[key] = list;
  return json;
}

std::string LocatorOf(const corpus::TextMap& map, const corpus::Block& block) {
  if (map.syntax == corpus::BlockSyntax::kJson) return "json:" + block.pointer;
  std::string out = "bytes:";
  for (size_t i = 0; i < block.ranges.size(); ++i) {
    if (i > 0) out += ',';
    out += std::to_string(block.ranges[i].begin);
    out += '-';
    out += std::to_string(block.ranges[i].end);
  }
  return out;
}

Json ActionsJson(const std::vector<Action>& actions) {
  Json out = Json::array();
  for (const Action& action : actions) {
    Json item = {{"type", std::string(ActionTypeName(action.type))},
                 {"polarity", std::string(PolarityName(action.polarity))},
                 {"modality", std::string(ModalityName(action.modality))}};
    if (!action.actors.empty()) item["actors"] = action.actors;
    if (!action.targets.empty()) item["targets"] = action.targets;
    out.push_back(std::move(item));
  }
  return out;
}

// Each with its own parties, date and words; "actions" keeps the keys of earlier versions.
Json EventsJson(const std::vector<Action>& actions, const CodePointMap& offsets) {
  Json out = Json::array();
  for (const Action& action : actions) {
    Json item = {{"type", std::string(ActionTypeName(action.type))},
                 {"polarity", std::string(PolarityName(action.polarity))},
                 {"modality", std::string(ModalityName(action.modality))},
                 {"agents", action.actors},
                 {"patients", action.targets},
                 {"date", StringOrNull(action.date)}};
    item["trigger"] = nullptr;
    if (action.end > action.begin)
      item["trigger"] = {{"start", offsets.ToCodePoint(action.begin)}, {"end", offsets.ToCodePoint(action.end)}};
    item["certainty"] = action.certainty > 0 ? Json(action.certainty / 100.0) : Json(nullptr);
    out.push_back(std::move(item));
  }
  return out;
}

Json StatementJson(const Statement& statement, const CodePointMap& offsets) {
  Json out = {{"start", offsets.ToCodePoint(statement.begin)},
              {"end", offsets.ToCodePoint(statement.end)},
              {"vendors", statement.vendors},
              {"agencies", statement.agencies},
              {"actions", ActionsJson(statement.actions)},
              {"events", EventsJson(statement.actions, offsets)}};
  if (!statement.unsure.empty()) out["unsure"] = EventsJson(statement.unsure, offsets);
  out["speaker"] = nullptr;
  if (statement.speaker) {
    out["speaker"] = {{"name", statement.speaker->name},
                      {"role", statement.speaker->role},
                      {"organisation", statement.speaker->organisation}};
  }
  out["reported_by"] = StringOrNull(statement.reported_by);
  Json dates = Json::array();
  for (const DateOfStatement& date : statement.dates) dates.push_back({{"text", date.text}, {"value", date.value}});
  out["dates"] = std::move(dates);
  return out;
}

// The scorer's names of the types.
std::string_view ScorerType(MentionType type) {
  switch (type) {
    case MentionType::kVendor:
      return "VENDOR";
    case MentionType::kAgency:
      return "AGENCY";
    case MentionType::kOutlet:
      return "OUTLET";
    case MentionType::kOrganisation:
      return "ORG";
    case MentionType::kPerson:
      return "PER";
    case MentionType::kProduct:
      return "PRODUCT";
    case MentionType::kCve:
      return "CVE";
    case MentionType::kDate:
      return "DATE";
    case MentionType::kTime:
      return "TIME";
    case MentionType::kDuration:
      return "DURATION";
    case MentionType::kSet:
      return "SET";
    case MentionType::kPlace:
      return "LOC";
  }
  return "ORG";
}

bool IsTemporal(MentionType type) {
  return type == MentionType::kDate || type == MentionType::kTime || type == MentionType::kDuration ||
         type == MentionType::kSet;
}

// How many bytes a leading "the ", "a " or "an " takes.
size_t DeterminerLength(std::string_view name) {
  for (const std::string_view determiner : {"the ", "The ", "THE ", "a ", "A ", "an ", "An "}) {
    if (name.size() > determiner.size() && name.starts_with(determiner)) return determiner.size();
  }
  return 0;
}

}  // namespace

Json DocumentJson(const ReadDocument& document) {
  Json line = {{"format", document.format},
               {"title", StringOrNull(document.title)},
               {"author", document.authors},
               {"publisher", StringOrNull(document.publisher)},
               {"section", StringOrNull(document.section)},
               {"published", StringOrNull(document.published.value)},
               {"published_from", StringOrNull(document.published.from)},
               {"published_confidence", document.published.confidence},
               {"published_disagrees", document.published.disagrees},
               {"updated", StringOrNull(document.updated.value)},
               {"updated_from", StringOrNull(document.updated.from)},
               {"language", StringOrNull(document.language)},
               {"page_kind", std::string(PageKindName(document.page_kind))},
               {"partial", document.partial},
               {"confidence", document.confidence},
               {"text", document.text.text}};
  const CodePointMap offsets(document.text.text);
  Json passages = Json::array();
  for (const corpus::Block& block : document.text.blocks) {
    passages.push_back({{"start", offsets.ToCodePoint(block.begin)},
                        {"end", offsets.ToCodePoint(block.end)},
                        {"kind", std::string(corpus::BlockKindName(block.kind))},
                        {"locator", LocatorOf(document.text, block)}});
    if (block.page > 0) passages.back()["page"] = block.page;
  }
  line["passages"] = std::move(passages);
  if (document.structured) line["document"] = FactsJson(*document.structured);
  if (!document.entries.empty()) {
    Json& entries = line["document"]["entries"] = Json::array();
    for (const ReadDocument& entry : document.entries) entries.push_back(FactsJson(*entry.structured));
  }
  if (!document.explanation.is_null()) line["explanation"] = document.explanation;
  return line;
}

void AddAnalysis(Json& line, const Analysis& analysis, std::string_view text) {
  const CodePointMap offsets(text);
  Json mentions = Json::array();
  for (const Mention& mention : analysis.mentions) {
    mentions.push_back({{"start", offsets.ToCodePoint(mention.begin)},
                        {"end", offsets.ToCodePoint(mention.end)},
                        {"type", std::string(MentionTypeName(mention.type))},
                        {"id", StringOrNull(mention.id)},
                        {"value", StringOrNull(mention.value)},
                        {"text", std::string(text.substr(mention.begin, mention.end - mention.begin))},
                        {"via", std::string(ViaName(mention.via))}});
  }
  line["mentions"] = std::move(mentions);
  Json statements = Json::array();
  for (const Statement& statement : analysis.statements) statements.push_back(StatementJson(statement, offsets));
  line["statements"] = std::move(statements);
}

Json EntityLine(std::string_view id, const Analysis& analysis, std::string_view text) {
  Json mentions = Json::array();
  for (const Mention& mention : analysis.mentions) {
    if (mention.via == Via::kReference && mention.type != MentionType::kAgency)
      continue;  // "the company" is no name, "the bureau" is
    const bool temporal = IsTemporal(mention.type);
    const std::string_view name = text.substr(mention.begin, mention.end - mention.begin);
    const size_t skip = temporal ? 0 : DeterminerLength(name);
    Json entry = {
        {"start", mention.begin + skip}, {"end", mention.end}, {"type", std::string(ScorerType(mention.type))}};
    if (temporal && !mention.value.empty()) entry["value"] = mention.value;
    if (!mention.id.empty()) entry["link"] = mention.id;
    mentions.push_back(std::move(entry));
  }
  return Json{{"id", std::string(id)}, {"mentions", std::move(mentions)}};
}

}  // namespace dossier::indexer
