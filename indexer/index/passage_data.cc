#include "indexer/index/passage_data.h"

#include <array>

#include "corpus/base/digest.h"
#include "corpus/base/json.h"
#include "corpus/url/url.h"
#include "indexer/index/schema.h"

namespace dossier::indexer {
namespace {

template <class Enum, size_t N, class Name>
std::optional<Enum> FromName(std::string_view text, const std::array<Enum, N>& values, Name name) {
  for (Enum value : values)
    if (name(value) == text) return value;
  return std::nullopt;
}

constexpr std::array kMentionTypes = {MentionType::kVendor,       MentionType::kAgency, MentionType::kOutlet,
                                      MentionType::kOrganisation, MentionType::kPerson, MentionType::kProduct,
                                      MentionType::kCve,          MentionType::kDate,   MentionType::kTime,
                                      MentionType::kDuration,     MentionType::kSet,    MentionType::kPlace};
constexpr std::array kVias = {Via::kName, Via::kAlias, Via::kAcronym, Via::kReference, Via::kTagger};
constexpr std::array kPolarities = {Polarity::kAsserted, Polarity::kNegated, Polarity::kDenied};
constexpr std::array kModalities = {Modality::kDone, Modality::kOrdered, Modality::kProposed, Modality::kConsidered,
                                    Modality::kAlleged};

Json ProvenanceJson(const Provenance& from) {
  Json json;
  json["id"] = from.document_id;
  json["key"] = from.document_key;
  json["kind"] = from.kind;
  json["title"] = from.title;
  json["authors"] = from.authors;
  json["publisher"] = from.publisher;
  json["publisher_id"] = from.publisher_id;
  json["source"] = from.source_id;
  json["source_kind"] = from.source_kind;
  json["section"] = from.section;
  json["url"] = from.url;
  json["language"] = from.language;
  json["published"] = from.published;
  json["published_from"] = from.published_from;
  json["updated"] = from.updated;
  json["number"] = from.number;
  json["revision"] = from.revision;
  json["partial"] = from.partial;
  json["capture"] = from.capture_id;
  json["sha256"] = from.capture_sha256;
  json["captured_url"] = from.capture_url;
  json["fetched"] = from.fetched.milliseconds;
  json["warc"] = from.warc;
  json["offset"] = from.warc_offset;
  json["length"] = from.warc_length;
  json["record"] = from.record_id;
  json["text_sha256"] = from.text_sha256;
  json["reader"] = from.reader;
  return json;
}

std::vector<std::string> StringsAt(const Json& object, std::string_view key) {
  std::vector<std::string> strings;
  const Json& member = MemberAt(object, key);
  if (!member.is_array()) return strings;
  for (const Json& item : member)
    if (item.is_string()) strings.push_back(item.get<std::string>());
  return strings;
}

Provenance ProvenanceOf(const Json& json) {
  Provenance from;
  from.document_id = StringAt(json, "id");
  from.document_key = StringAt(json, "key");
  from.kind = StringAt(json, "kind");
  from.title = StringAt(json, "title");
  from.authors = StringsAt(json, "authors");
  from.publisher = StringAt(json, "publisher");
  from.publisher_id = StringAt(json, "publisher_id");
  from.source_id = StringAt(json, "source");
  from.source_kind = StringAt(json, "source_kind");
  from.section = StringAt(json, "section");
  from.url = StringAt(json, "url");
  from.language = StringAt(json, "language");
  from.published = StringAt(json, "published");
  from.published_from = StringAt(json, "published_from");
  from.updated = StringAt(json, "updated");
  from.number = StringAt(json, "number");
  from.revision = static_cast<int>(IntegerAt(json, "revision", 1));
  const Json& partial = MemberAt(json, "partial");
  from.partial = partial.is_boolean() && partial.get<bool>();
  from.capture_id = IntegerAt(json, "capture");
  from.capture_sha256 = StringAt(json, "sha256");
  from.capture_url = StringAt(json, "captured_url");
  from.fetched.milliseconds = IntegerAt(json, "fetched");
  from.warc = StringAt(json, "warc");
  from.warc_offset = static_cast<uint64_t>(IntegerAt(json, "offset"));
  from.warc_length = static_cast<uint64_t>(IntegerAt(json, "length"));
  from.record_id = StringAt(json, "record");
  from.text_sha256 = StringAt(json, "text_sha256");
  from.reader = StringAt(json, "reader");
  return from;
}

Json StatementJson(const IndexedStatement& statement) {
  Json json;
  json["id"] = statement.id;
  json["b"] = statement.begin;
  json["e"] = statement.end;
  if (!statement.fragment.empty()) json["fragment"] = statement.fragment;
  json["vendors"] = statement.vendors;
  if (!statement.referenced.empty()) json["referenced"] = statement.referenced;
  if (!statement.agencies.empty()) json["agencies"] = statement.agencies;
  if (!statement.unlisted.empty()) json["unlisted"] = statement.unlisted;
  for (const Action& action : statement.actions) {
    Json item;
    item["type"] = ActionTypeName(action.type);
    item["polarity"] = PolarityName(action.polarity);
    item["modality"] = ModalityName(action.modality);
    item["b"] = action.begin;
    item["e"] = action.end;
    if (!action.actors.empty()) item["actors"] = action.actors;
    if (!action.targets.empty()) item["targets"] = action.targets;
    json["actions"].push_back(std::move(item));
  }
  if (statement.speaker)
    json["speaker"] = {{"name", statement.speaker->name},
                       {"role", statement.speaker->role},
                       {"organisation", statement.speaker->organisation}};
  if (!statement.reported_by.empty()) json["reported_by"] = statement.reported_by;
  for (const DateOfStatement& date : statement.dates)
    json["dates"].push_back({{"text", date.text}, {"value", date.value}});
  return json;
}

Action ActionOf(const Json& json) {
  Action action;
  if (auto type = ActionTypeOf(StringAt(json, "type"))) action.type = *type;
  if (auto polarity = FromName(StringAt(json, "polarity"), kPolarities, PolarityName)) action.polarity = *polarity;
  if (auto modality = FromName(StringAt(json, "modality"), kModalities, ModalityName)) action.modality = *modality;
  action.begin = static_cast<size_t>(IntegerAt(json, "b"));
  action.end = static_cast<size_t>(IntegerAt(json, "e"));
  action.actors = StringsAt(json, "actors");
  action.targets = StringsAt(json, "targets");
  return action;
}

IndexedStatement StatementOf(const Json& json) {
  IndexedStatement statement;
  statement.id = StringAt(json, "id");
  statement.begin = static_cast<size_t>(IntegerAt(json, "b"));
  statement.end = static_cast<size_t>(IntegerAt(json, "e"));
  statement.fragment = StringAt(json, "fragment");
  statement.vendors = StringsAt(json, "vendors");
  statement.referenced = StringsAt(json, "referenced");
  statement.agencies = StringsAt(json, "agencies");
  statement.unlisted = StringsAt(json, "unlisted");
  const Json& actions = MemberAt(json, "actions");
  if (actions.is_array())
    for (const Json& item : actions) statement.actions.push_back(ActionOf(item));
  const Json& speaker = MemberAt(json, "speaker");
  if (speaker.is_object())
    statement.speaker =
        Speaker{StringAt(speaker, "name"), StringAt(speaker, "role"), StringAt(speaker, "organisation")};
  statement.reported_by = StringAt(json, "reported_by");
  const Json& dates = MemberAt(json, "dates");
  if (dates.is_array())
    for (const Json& item : dates) statement.dates.push_back({StringAt(item, "text"), StringAt(item, "value")});
  return statement;
}

Json MentionJson(const Mention& mention) {
  Json json;
  json["b"] = mention.begin;
  json["e"] = mention.end;
  json["type"] = MentionTypeName(mention.type);
  if (!mention.id.empty()) json["id"] = mention.id;
  if (!mention.value.empty()) json["value"] = mention.value;
  json["via"] = ViaName(mention.via);
  return json;
}

Mention MentionOf(const Json& json) {
  Mention mention;
  mention.begin = static_cast<size_t>(IntegerAt(json, "b"));
  mention.end = static_cast<size_t>(IntegerAt(json, "e"));
  if (auto type = FromName(StringAt(json, "type"), kMentionTypes, MentionTypeName)) mention.type = *type;
  if (auto via = FromName(StringAt(json, "via"), kVias, ViaName)) mention.via = *via;
  mention.id = StringAt(json, "id");
  mention.value = StringAt(json, "value");
  return mention;
}

// 12 characters of 5 bits: letters and digits that cannot be read for one another (no i, l, o, u).
std::string ShortId(char kind, std::string_view content) {
  static constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  const Digest digest = Sha256(content);
  std::string id(1, kind);
  uint32_t bits = 0;
  int held = 0;
  for (size_t i = 0; id.size() < 13; ++i) {
    bits = (bits << 8) | digest.bytes[i];
    for (held += 8; held >= 5 && id.size() < 13; held -= 5) id += kDigits[(bits >> (held - 5)) & 31];
  }
  return id;
}

}  // namespace

std::string ShownPublisher(std::string_view publisher, std::string_view url) {
  if (!publisher.empty()) return std::string(publisher);
  const Result<Url> parsed = Url::Parse(url);
  return parsed && !parsed->host().empty() ? parsed->host() : "unknown";
}

std::string DocumentIdOf(std::string_view document_key) { return ShortId('d', document_key); }

std::string EvidenceIdOf(std::string_view document_key, std::string_view quotation) {
  std::string content(document_key);
  content += '\n';
  content += quotation;
  return ShortId('e', content);
}

std::string SerializePassage(const Passage& passage) {
  Json json;
  json["v"] = kSchemaVersion;
  json["text"] = passage.text;
  json["before"] = passage.before;
  json["after"] = passage.after;
  json["kind"] = passage.kind;
  json["block"] = passage.block;
  json["ordinal"] = passage.ordinal;
  if (passage.page) json["page"] = passage.page;
  if (!passage.pointer.empty()) json["pointer"] = passage.pointer;
  json["byte"] = passage.begin_byte;
  json["code_point"] = passage.begin_code_point;
  json["from"] = ProvenanceJson(passage.from);
  json["statements"] = Json::array();
  for (const IndexedStatement& statement : passage.statements) json["statements"].push_back(StatementJson(statement));
  json["mentions"] = Json::array();
  for (const Mention& mention : passage.mentions) json["mentions"].push_back(MentionJson(mention));
  return DumpJson(json);
}

Result<Passage> ParsePassage(std::string_view data) {
  DOSSIER_TRY_ASSIGN(const Json json, ParseJson(data, "a passage of the index"));
  if (IntegerAt(json, "v") != kSchemaVersion)
    return Fail(ErrorCode::kVersion, "the index holds passages of another schema version",
                "run: dossier index --rebuild");
  Passage passage;
  passage.text = StringAt(json, "text");
  passage.before = StringAt(json, "before");
  passage.after = StringAt(json, "after");
  passage.kind = StringAt(json, "kind");
  passage.block = static_cast<int>(IntegerAt(json, "block"));
  passage.ordinal = static_cast<int>(IntegerAt(json, "ordinal"));
  passage.page = static_cast<int>(IntegerAt(json, "page"));
  passage.pointer = StringAt(json, "pointer");
  passage.begin_byte = static_cast<uint64_t>(IntegerAt(json, "byte"));
  passage.begin_code_point = static_cast<uint64_t>(IntegerAt(json, "code_point"));
  passage.from = ProvenanceOf(MemberAt(json, "from"));
  for (const Json& item : MemberAt(json, "statements")) {
    IndexedStatement statement = StatementOf(item);
    if (statement.begin > statement.end || statement.end > passage.text.size())
      return Fail(ErrorCode::kCorrupt, "a passage of the index has a statement outside its text",
                  "run: dossier index --rebuild");
    passage.statements.push_back(std::move(statement));
  }
  for (const Json& item : MemberAt(json, "mentions")) {
    Mention mention = MentionOf(item);
    if (mention.begin <= mention.end && mention.end <= passage.text.size())
      passage.mentions.push_back(std::move(mention));
  }
  return passage;
}

}  // namespace dossier::indexer
