#include "indexer/index/writer.h"

#include <filesystem>
#include <set>
#include <unordered_map>

#include "corpus/base/utf8.h"
#include "corpus/url/url.h"
#include "indexer/index/record_data.h"
#include "indexer/index/schema.h"
#include "indexer/index/segments.h"
#include "indexer/index/xapian_fence.h"
#include "indexer/text/words.h"

namespace dossier::indexer {
namespace {

constexpr Xapian::termpos kSentenceGap = 0;  // NEAR may cross sentences of one passage
constexpr size_t kStemCacheSize = 200000;
// Segments never change: no list of the terms of each passage, which only deletions and expansion of queries need.
constexpr int kSegmentKind = Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST;

// The value that sorts and filters by date: the publisher's local day, then the instant.
std::string DateValue(const std::string& stated) {
  const auto range = RangeOfDateValue(stated);
  if (!range || !range->first) return "";
  std::string value = FormatDay(*range->first);
  if (auto instant = ParseRfc3339(stated)) value += " " + FormatRfc3339(*instant);
  return value;
}

// Day, month and year of a date value as far as it states them.
std::vector<std::string> DateParts(const std::string& value) {
  std::vector<std::string> parts;
  const std::string day = value.substr(0, std::min<size_t>(10, value.find('T')));
  if (day.size() >= 4) parts.push_back(day.substr(0, 4));
  if (day.size() >= 7 && day[4] == '-' && day[5] >= '0' && day[5] <= '9') parts.push_back(day.substr(0, 7));
  if (day.size() >= 10) parts.push_back(day.substr(0, 10));
  return parts;
}

}  // namespace

// What every passage of a document says alike: made once, put on each (filters ask passages).
struct DocumentTerms {
  std::vector<std::string> boolean, words;
  std::vector<std::pair<Xapian::valueno, std::string>> values;

  void PutOn(Xapian::Document& document) const {
    for (const std::string& term : boolean) document.add_boolean_term(term);
    for (const std::string& word : words) document.add_term(word);
    for (const auto& [slot, value] : values) document.add_value(slot, value);
  }
};

// The stems of words, kept for the next database that the thread fills.
struct Stems {
  Xapian::Stem stemmer{"english"};
  std::unordered_map<std::string, std::string> known;

  const std::string& Of(const std::string& word) {
    auto found = known.find(word);
    if (found != known.end()) return found->second;
    if (known.size() > kStemCacheSize) known.clear();
    return known.emplace(word, stemmer(word)).first->second;
  }
};

struct IndexWriter::Impl {
  Xapian::WritableDatabase database;

  static const std::string& StemOf(const std::string& word) {
    thread_local Stems stems;
    return stems.Of(word);
  }
  void AddWords(Xapian::Document& document, std::string_view text) {
    Xapian::termpos position = 0;
    ForEachWord(text,
                [&](const RawWord& word) { document.add_posting(StemOf(word.folded), ++position + kSentenceGap); });
  }
  void AddUnplaced(Xapian::Document& document, std::string_view prefix, std::string_view text) {
    ForEachWord(text, [&](const RawWord& word) { document.add_term(std::string(prefix) + StemOf(word.folded)); });
  }
  void AddStatement(Xapian::Document& document, const IndexedStatement& statement);
  void AddSource(DocumentTerms& terms, const Provenance& from);
  DocumentTerms TermsOf(const Provenance& from);
  void AddAliases(Xapian::Document& document, const Passage& passage);
};

void IndexWriter::Impl::AddStatement(Xapian::Document& document, const IndexedStatement& statement) {
  auto term = [&](std::string_view prefix, std::string_view value) {
    document.add_boolean_term(MakeTerm(prefix, value));
  };
  term(FieldOf(FieldId::kEvidence).prefix, statement.id);
  const std::set<std::string> referenced(statement.referenced.begin(), statement.referenced.end());
  // What a person makes of an unlisted organisation, vendor or agency, is decided later: it is found as either.
  std::vector<std::string> vendors = statement.vendors, agencies = statement.agencies;
  vendors.insert(vendors.end(), statement.unlisted.begin(), statement.unlisted.end());
  agencies.insert(agencies.end(), statement.unlisted.begin(), statement.unlisted.end());
  const bool listed = !statement.vendors.empty() || !statement.agencies.empty();
  for (const Action& action : statement.actions) {
    const std::string type(ActionTypeName(action.type));
    const std::string polarity(PolarityName(action.polarity));
    if (listed && action.polarity == Polarity::kAsserted) term(FieldOf(FieldId::kAction).prefix, type);
    for (const std::string& vendor : vendors)
      if (IsToldOf(action, vendor)) term(kVendorActionPrefix, Combined(vendor, type, polarity));
    for (const std::string& agency : agencies) term(kAgencyActionPrefix, Combined(agency, type, polarity));
  }
  // Found by a question for the action as well, to be shown apart.
  for (const Action& action : statement.unsure)
    for (const std::string& vendor : statement.vendors)
      if (IsToldOf(action, vendor))
        term(kVendorActionPrefix, Combined(vendor, std::string(ActionTypeName(action.type)), kUnsure));
  for (const std::string& vendor : vendors) {
    term(FieldOf(FieldId::kVendor).prefix, vendor);
    if (!referenced.count(vendor)) term(kVendorDirectPrefix, vendor);
    for (const std::string& agency : agencies)
      if (agency != vendor) term(kVendorAgencyPrefix, Combined(vendor, agency));
    for (const DateOfStatement& date : statement.dates)
      if (date.value.size() >= 7) term(kVendorMonthPrefix, Combined(vendor, date.value.substr(0, 7)));
  }
  for (const std::string& agency : agencies) term(FieldOf(FieldId::kAgency).prefix, agency);
  for (const DateOfStatement& date : statement.dates)
    for (const std::string& part : DateParts(date.value)) term(FieldOf(FieldId::kEvent).prefix, part);
  if (statement.speaker) {
    const std::string_view prefix = FieldOf(FieldId::kSpeaker).prefix;
    AddUnplaced(document, prefix, statement.speaker->name);
    AddUnplaced(document, prefix, statement.speaker->role);
    AddUnplaced(document, prefix, statement.speaker->organisation);
  }
  if (statement.reported_by.empty()) {
    document.add_boolean_term(std::string(kOwnVoiceTerm));
  } else {
    AddUnplaced(document, FieldOf(FieldId::kReportedBy).prefix, statement.reported_by);
  }
}

void IndexWriter::Impl::AddSource(DocumentTerms& terms, const Provenance& from) {
  const std::string_view prefix = FieldOf(FieldId::kSource).prefix;
  for (const std::string& name : {from.source_id, from.publisher, from.publisher_id})
    if (!name.empty()) terms.boolean.push_back(MakeTerm(prefix, name));
  for (const std::string& address : {from.url, from.capture_url}) {
    const auto url = Url::Parse(address);
    if (!url || url->host().empty()) continue;
    terms.boolean.push_back(MakeTerm(prefix, url->host()));
    terms.boolean.push_back(MakeTerm(prefix, RegistrableDomain(url->host())));
  }
}

DocumentTerms IndexWriter::Impl::TermsOf(const Provenance& from) {
  DocumentTerms terms;
  const auto term = [&](FieldId field, std::string_view value) {
    if (!value.empty()) terms.boolean.push_back(MakeTerm(FieldOf(field).prefix, value));
  };
  const auto words = [&](std::string_view prefix, std::string_view text) {
    ForEachWord(text, [&](const RawWord& word) { terms.words.push_back(std::string(prefix) + StemOf(word.folded)); });
  };
  AddSource(terms, from);
  if (!from.publisher_id.empty()) terms.boolean.push_back(MakeTerm(kPublisherPrefix, from.publisher_id));
  term(FieldId::kKind, from.kind);
  term(FieldId::kKind, from.source_kind);
  term(FieldId::kLanguage, from.language);
  if (const size_t dash = from.language.find('-'); dash != std::string::npos)
    term(FieldId::kLanguage, std::string_view(from.language).substr(0, dash));
  for (const std::string& part : DateParts(from.published)) term(FieldId::kPublished, part);
  const std::string fetched = FormatRfc3339(from.fetched);
  for (const std::string& part : DateParts(fetched)) term(FieldId::kCaptured, part);
  term(FieldId::kDocument, from.document_id);
  for (const std::string& cve : from.cves) term(FieldId::kCve, cve);
  words(FieldOf(FieldId::kTitle).prefix, from.title);
  words("", from.title);
  for (const std::string& author : from.authors) words(FieldOf(FieldId::kAuthor).prefix, author);
  if (const std::string date = DateValue(from.published); !date.empty())
    terms.values.emplace_back(kPublishedSlot, date);
  terms.values.emplace_back(kCapturedSlot, fetched);
  terms.values.emplace_back(kDocumentSlot, from.document_id);
  return terms;
}

void IndexWriter::Impl::AddAliases(Xapian::Document& document, const Passage& passage) {
  for (const Mention& mention : passage.mentions) {
    const std::string_view text = std::string_view(passage.text).substr(mention.begin, mention.end - mention.begin);
    if (mention.type == MentionType::kCve) {
      document.add_boolean_term(MakeTerm(FieldOf(FieldId::kCve).prefix, mention.value.empty() ? text : mention.value));
    }
    if (mention.id.empty() || mention.via == Via::kReference) continue;
    const bool unlisted = IsProvisional(mention.id);
    const auto add = [&](std::string_view prefix) {
      // As written: the term keeps the capitals, so it is not made by MakeTerm.
      const std::string alias = std::string(prefix) + Combined(mention.id, CollapseWhiteSpace(text));
      if (alias.size() <= 200) document.add_boolean_term(alias);
    };
    if (unlisted || mention.type == MentionType::kVendor) add(kVendorAliasPrefix);
    if (unlisted || mention.type == MentionType::kAgency) add(kAgencyAliasPrefix);
  }
}

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

Result<IndexWriter> IndexWriter::Create(const std::string& path) {
  return Fenced("cannot create an index database at " + path, [&]() -> Result<IndexWriter> {
    auto impl = std::make_unique<Impl>();
    impl->database = Xapian::WritableDatabase(
        path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS | kSegmentKind);
    impl->database.set_metadata(kMetaSchema, std::to_string(kSchemaVersion));
    return IndexWriter(std::move(impl));
  });
}

Status IndexWriter::Add(const DocumentRecord& record, const std::vector<NewPassage>& passages) {
  return Fenced("cannot write the index", [&]() -> Status {
    std::set<std::string> vendors, agencies;  // of the document so far
    const DocumentTerms common = impl_->TermsOf(record.from);
    std::vector<std::string> data = SerializePassages(passages, record.from);
    for (size_t i = 0; i < passages.size(); ++i) {
      const NewPassage& passage = passages[i];
      Xapian::Document document;
      impl_->AddWords(document, passage.text);
      impl_->AddUnplaced(document, "", passage.headings);
      common.PutOn(document);
      impl_->AddAliases(document, passage);
      for (const IndexedStatement& statement : passage.statements) {
        impl_->AddStatement(document, statement);
        for (const std::string& vendor : statement.vendors)
          if (vendors.insert(vendor).second) document.add_boolean_term(MakeTerm(kVendorOfDocumentPrefix, vendor));
        for (const std::string& agency : statement.agencies)
          if (agencies.insert(agency).second) document.add_boolean_term(MakeTerm(kAgencyOfDocumentPrefix, agency));
        for (const std::string& id : statement.unlisted) {
          if (vendors.insert(id).second) document.add_boolean_term(MakeTerm(kVendorOfDocumentPrefix, id));
          if (agencies.insert(id).second) document.add_boolean_term(MakeTerm(kAgencyOfDocumentPrefix, id));
        }
      }
      if (i == 0) document.add_boolean_term(std::string(kFirstPassageTerm));
      document.set_data(data[i]);
      impl_->database.add_document(document);
    }
    impl_->database.set_metadata(RecordKey(record.from), SerializeRecord(record));
    return Ok();
  });
}

Status IndexWriter::Commit() {
  return Fenced("cannot write the index", [&]() -> Status {
    impl_->database.commit();
    impl_->database.close();
    return Ok();
  });
}

Status MergeDatabases(const std::vector<std::string>& databases, const std::string& path, const SegmentFacts& facts) {
  return Fenced("cannot write the index segment " + path, [&]() -> Status {
    if (databases.empty()) {
      Xapian::WritableDatabase empty(path, Xapian::DB_CREATE_OR_OVERWRITE | kSegmentKind);
      empty.commit();
    } else {
      Xapian::Database all;
      for (const std::string& database : databases) all.add_database(Xapian::Database(database));
      // Document numbers are given anew: nothing outside a reader refers to them.
      all.compact(path, Xapian::DBCOMPACT_MULTIPASS, 0);
    }
    // The union of the metadata: equal keys are only those that this function sets itself.
    Xapian::WritableDatabase segment(path, Xapian::DB_OPEN | kSegmentKind);
    segment.set_metadata(kMetaSchema, std::to_string(kSchemaVersion));
    segment.set_metadata(kMetaReaders, facts.readers);
    segment.set_metadata(kMetaCaptures, facts.captures.Text());
    segment.set_metadata(kMetaDocuments, std::to_string(facts.documents));
    segment.set_metadata(kMetaRefused, std::to_string(facts.refused));
    segment.commit();
    segment.close();
    return Ok();
  });
}

Result<SegmentFacts> ReadSegmentFacts(const std::string& path) {
  return Fenced("cannot read the index segment " + path, [&]() -> Result<SegmentFacts> {
    const Xapian::Database database(path);
    SegmentFacts facts;
    facts.readers = database.get_metadata(kMetaReaders);
    const auto number = [&](const char* key) { return std::strtoull(database.get_metadata(key).c_str(), nullptr, 10); };
    facts.captures = CaptureSet::Parse(database.get_metadata(kMetaCaptures));
    facts.refused = number(kMetaRefused);
    facts.documents = number(kMetaDocuments);
    if (database.get_metadata(kMetaSchema) != std::to_string(kSchemaVersion)) facts.readers.clear();
    return facts;
  });
}

Result<uint64_t> PassagesIn(const std::string& path) {
  return Fenced("cannot read the index segment " + path,
                [&]() -> Result<uint64_t> { return uint64_t{Xapian::Database(path).get_doccount()}; });
}

}  // namespace dossier::indexer
