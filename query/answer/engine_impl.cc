#include "query/answer/engine_impl.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "corpus/base/case_folding.h"
#include "corpus/base/suggest.h"
#include "corpus/base/utf8.h"
#include "corpus/index_manifest.h"
#include "corpus/tags.h"
#include "indexer/index/segments.h"

namespace dossier::query {

using indexer::EntityType;
using indexer::FieldId;

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

namespace {

// That the stub names the parts that `index` published, each as large as it was: a part that is missing would be
// silence about its documents. An index without a catalogue beside it, or one made before manifests, is taken as it is.
Status CheckParts(const std::string& corpus_directory) {
  const auto corpus = corpus::Corpus::Open(corpus_directory, corpus::Access::kRead);
  if (!corpus) return Ok();
  std::vector<corpus::Damage> damage;
  for (int attempt = 0; attempt < 3; ++attempt) {  // `index` may be publishing just now
    DOSSIER_TRY_ASSIGN(const indexer::PublishedIndex published, indexer::ReadStub(corpus->index_directory()));
    DOSSIER_TRY_ASSIGN(
        damage, corpus::CompareIndexParts(*corpus, indexer::PartsOf(published), corpus::Compare::kNamesAndSizes));
    if (damage.empty()) return Ok();
  }
  return Fail(ErrorCode::kCorrupt, damage[0].where + ": " + damage[0].what + "; nothing was answered",
              "dossier index makes the index again");
}

}  // namespace

Result<Engine> Engine::Open(const std::string& corpus_directory) {
  std::error_code error;
  if (!std::filesystem::is_directory(corpus_directory, error))
    return Fail(ErrorCode::kNoCorpus, "there is no corpus in " + corpus_directory,
                "-C DIR or DOSSIER_CORPUS names the corpus; crawl and import make one");
  DOSSIER_CHECK(CheckParts(corpus_directory));
  DOSSIER_TRY_ASSIGN(indexer::IndexReader index, indexer::IndexReader::Open(corpus_directory + "/index"));
  DOSSIER_TRY_ASSIGN(std::shared_ptr<const indexer::Gazetteer> gazetteer, indexer::Gazetteer::Embedded());
  auto impl = std::make_unique<Impl>(Impl{corpus_directory, std::move(index), std::move(gazetteer), {}, {}});
  DOSSIER_TRY_ASSIGN(impl->names, NameBook::Open(corpus_directory, impl->index, impl->gazetteer));
  return Engine(std::move(impl));
}

const indexer::IndexReader& Engine::index() const { return impl_->index; }
const indexer::Gazetteer& Engine::gazetteer() const { return *impl_->gazetteer; }

const NameBook& Engine::names() const { return impl_->names; }

std::string Engine::NameOf(std::string_view id) const {
  const indexer::Entity* entity = impl_->gazetteer->Find(id);
  if (entity) return entity->name;
  const auto standing = impl_->names.Find(id);
  return standing ? standing->name : std::string(id);
}

Result<indexer::Passage> FetchPassage(const indexer::IndexReader& index, const NameBook& names, uint32_t id) {
  DOSSIER_TRY_ASSIGN(indexer::Passage passage, index.Fetch(id));
  names.Apply(passage);
  return passage;
}

Result<indexer::Passage> Engine::Fetch(uint32_t id) const { return FetchPassage(impl_->index, impl_->names, id); }

// What was known then; null when the question is of today.
Result<std::unique_ptr<KnownThen>> KnownAt(const std::string& corpus_directory, const std::optional<AsOf>& as_of) {
  if (!as_of) return std::unique_ptr<KnownThen>();
  return KnownThen::Open(corpus_directory, *as_of);
}

std::vector<std::string> IdsOf(const Name& name) {
  std::vector<std::string> ids = {name.id};
  for (const std::string& member : name.members)
    if (member != name.id) ids.push_back(member);
  return ids;
}

namespace {

Result<std::vector<indexer::ActionType>> ActionsOf(const std::vector<std::string>& written) {
  std::vector<indexer::ActionType> types;
  for (const std::string& name : written) {
    const auto type = indexer::ActionTypeOf(FoldCase(name));
    if (!type) {
      std::vector<std::string> known = {"ban", "fine", "patch", "hack"};  // everyday words count
      for (std::string& listed : indexer::ActionTypeNames()) known.push_back(std::move(listed));
      return Fail(UnknownName("action", name, known, "dossier fields lists the vocabulary"));
    }
    types.push_back(*type);
  }
  return types;
}

Status AddDates(const std::vector<std::string>& values, std::vector<DayRange>& ranges) {
  for (const std::string& value : values) {
    DOSSIER_TRY_ASSIGN(const DayRange range, ParseDateRange(value));
    ranges.push_back(range);
  }
  return Ok();
}

// The documents and rows that have one of the tags.
Result<std::vector<std::string>> TaggedWith(const std::string& corpus_directory,
                                            const std::vector<std::string>& written) {
  DOSSIER_TRY_ASSIGN(const corpus::Tags tags, corpus::LoadTags(corpus_directory));
  std::vector<std::string> ids;
  for (const std::string& one : written) {
    DOSSIER_TRY_ASSIGN(const std::string tag, corpus::TagName(one));
    const std::vector<std::string> under = tags.Under(tag);
    if (under.empty()) {
      Error error =
          UnknownName("tag", tag, tags.Names(), "dossier tag list lists them; dossier tag add " + tag + " ID");
      error.code = ErrorCode::kNotFound;
      return Fail(std::move(error));
    }
    ids.insert(ids.end(), under.begin(), under.end());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

// Fields that only a whole statement can answer cannot be one side of an OR, nor (the voices and dates) negated.
Error NotHere(const QueryPart& part, const char* where) {
  const std::string name(part.kind == QueryPart::Kind::kTag ? "tag" : indexer::FieldOf(part.field).name);
  return {ErrorCode::kUsage, "the field " + name + " cannot stand " + where,
          "alternatives are written " + name + ":one,other"};
}

}  // namespace

Result<ResolvedQuery> Engine::Resolve(const Query& query) const {
  ResolvedQuery resolved;
  resolved.as_of = query.as_of;
  for (const QueryPart& part : query.parts) {
    if (part.kind == QueryPart::Kind::kEither) {
      for (const QueryPart& alternative : part.parts)
        if (alternative.kind == QueryPart::Kind::kTag ||
            (alternative.kind == QueryPart::Kind::kField &&
             (indexer::FieldOf(alternative.field).on_statement ||
              indexer::FieldOf(alternative.field).kind == indexer::FieldKind::kDate)))
          return Fail(NotHere(alternative, "beside OR"));
    }
    if (part.kind == QueryPart::Kind::kTag) {
      DOSSIER_TRY_ASSIGN(auto ids, TaggedWith(impl_->corpus_directory, part.values));
      (part.negated ? resolved.not_tagged : resolved.tagged).push_back(std::move(ids));
      continue;
    }
    if (part.kind != QueryPart::Kind::kField) {
      if (part.kind == QueryPart::Kind::kPhrase && !part.negated) resolved.phrases.push_back(part.values[0]);
      resolved.others.push_back(part);
      continue;
    }
    switch (part.field) {
      case FieldId::kVendor:
      case FieldId::kAgency: {
        const bool vendor = part.field == FieldId::kVendor;
        DOSSIER_TRY_ASSIGN(auto names, ResolveNames(impl_->index, *impl_->gazetteer, impl_->names,
                                                    vendor ? EntityType::kVendor : EntityType::kAgency, part.values));
        auto& list = vendor ? (part.negated ? resolved.not_vendors : resolved.vendors)
                            : (part.negated ? resolved.not_agencies : resolved.agencies);
        list.push_back(std::move(names));
        break;
      }
      case FieldId::kAction: {
        DOSSIER_TRY_ASSIGN(auto types, ActionsOf(part.values));
        (part.negated ? resolved.not_actions : resolved.actions).push_back(std::move(types));
        break;
      }
      case FieldId::kPublished:
      case FieldId::kEvent:
      case FieldId::kCaptured: {
        if (part.negated) return Fail(NotHere(part, "behind -"));
        auto& list = part.field == FieldId::kPublished ? resolved.published
                     : part.field == FieldId::kEvent   ? resolved.event
                                                       : resolved.captured;
        DOSSIER_CHECK(AddDates(part.values, list));
        break;
      }
      case FieldId::kSpeaker:
      case FieldId::kReportedBy: {
        if (part.negated) return Fail(NotHere(part, "behind -"));
        auto& list = part.field == FieldId::kSpeaker ? resolved.speakers : resolved.reported_by;
        list.insert(list.end(), part.values.begin(), part.values.end());
        break;
      }
      default:
        resolved.others.push_back(part);
    }
  }
  return resolved;
}

Result<Coverage> Engine::Searched(const std::optional<AsOf>& as_of) const {
  DOSSIER_TRY_ASSIGN(const indexer::IndexSummary summary, impl_->index.Summary());
  Coverage coverage;
  coverage.documents = summary.documents;
  coverage.passages = summary.passages;
  coverage.first_capture = summary.first_capture;
  coverage.last_capture = summary.last_capture;
  // "CISA" and its whole name are one publisher.
  std::map<std::string, uint64_t> by_name;
  for (const auto& [name, count] : summary.sources) {
    const auto agencies = impl_->gazetteer->Resolve(name, EntityType::kAgency);
    by_name[agencies.size() == 1 ? agencies[0]->name : name] += count;
  }
  coverage.by_source.assign(by_name.begin(), by_name.end());
  coverage.sources = coverage.by_source.size();
  std::stable_sort(coverage.by_source.begin(), coverage.by_source.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (as_of) {
    DOSSIER_TRY_ASSIGN(const auto known, KnownThen::Open(impl_->corpus_directory, *as_of));
    DOSSIER_CHECK(known->Narrow(coverage));
  }
  return coverage;
}

Result<std::string> Engine::Explain(const Query& query) const {
  DOSSIER_TRY_ASSIGN(const ResolvedQuery resolved, Resolve(query));
  return impl_->index.Describe(ExpressionOf(resolved));
}

Result<EvidenceRow> Engine::FindEvidence(std::string_view id, const std::optional<AsOf>& as_of) const {
  const std::string_view prefix = indexer::FieldOf(FieldId::kEvidence).prefix;
  const std::string wanted = FoldCase(id);
  const std::string none = "no evidence has the id " + std::string(id);
  if (wanted.size() < 4 || wanted[0] != 'e')
    return Fail(ErrorCode::kNotFound, none,
                "an evidence id is e and 12 characters; dossier evidence VENDOR lists them");
  DOSSIER_TRY_ASSIGN(const auto terms, impl_->index.Terms(prefix, wanted, 2));
  if (terms.empty()) return Fail(ErrorCode::kNotFound, none, "dossier evidence VENDOR lists the ids of its rows");
  if (terms.size() > 1)
    return Fail(ErrorCode::kUsage, "several ids begin with " + std::string(id),
                "give more of the id, for example " + terms[0].value);
  indexer::FindOptions options;
  options.order = indexer::HitOrder::kOldest;
  options.limit = 16;
  DOSSIER_TRY_ASSIGN(const indexer::Hits hits,
                     impl_->index.Find(indexer::Expression::Term(prefix, terms[0].value), options));
  std::optional<EvidenceRow> best;  // of several revisions, the newest
  DOSSIER_TRY_ASSIGN(const auto known, KnownAt(impl_->corpus_directory, as_of));
  std::string first;  // when it came
  bool replaced = false;
  for (const indexer::Hit& hit : hits.hits) {
    DOSSIER_TRY_ASSIGN(indexer::Passage passage, impl_->index.Fetch(hit.id));
    if (known) {
      DOSSIER_TRY_ASSIGN(const KnownThen::State state, known->Of(passage.from));
      if (!state.seen) {
        const std::string day = FormatDay(UtcDayOf(passage.from.fetched));
        if (first.empty() || day < first) first = day;
        continue;
      }
      if (!best || best->passage.from.revision < passage.from.revision) replaced = !state.current;
    }
    impl_->names.Apply(passage, NameBook::Keep::kAll);  // an id that was noted once stays valid
    for (size_t i = 0; i < passage.statements.size(); ++i) {
      if (passage.statements[i].id != terms[0].value) continue;
      if (best && best->passage.from.revision >= passage.from.revision) continue;
      const ResolvedQuery anything;
      const Judgement judgement = Judge(anything, passage, passage.statements[i]);
      EvidenceRow row;
      row.statement = i;
      row.score = judgement.score;
      row.why = judgement.why;
      row.passage = passage;
      best = std::move(row);
    }
  }
  if (!best)
    return Fail(ErrorCode::kNotFound, first.empty() ? none : none + " as of " + as_of->written,
                first.empty() ? "" : "its words were first captured on " + first);
  DOSSIER_TRY_ASSIGN(const indexer::DocumentFacts facts, impl_->index.FactsOf(best->passage.from.document_id));
  best->superseded = known ? replaced : facts.newest_revision > best->passage.from.revision;
  if (!facts.origin.empty()) {
    DOSSIER_TRY_ASSIGN(best->origin, impl_->index.FindOrigin(facts.origin));
  }
  return std::move(*best);
}

Result<std::vector<indexer::Passage>> Engine::FindDocument(std::string_view id,
                                                           const std::optional<AsOf>& as_of) const {
  const std::string_view prefix = indexer::FieldOf(FieldId::kDocument).prefix;
  std::string wanted = FoldCase(id);
  DOSSIER_TRY_ASSIGN(auto terms, impl_->index.Terms(prefix, wanted, 2));
  if (terms.empty()) {
    wanted = indexer::DocumentIdOf(id);
    DOSSIER_TRY_ASSIGN(terms, impl_->index.Terms(prefix, wanted, 2));
  }
  if (terms.empty())
    return Fail(ErrorCode::kNotFound, "no document has the id or key " + std::string(id),
                "dossier search finds documents by their words");
  if (terms.size() > 1)
    return Fail(ErrorCode::kUsage, "several ids begin with " + std::string(id),
                "give more of the id, for example " + terms[0].value);
  indexer::FindOptions options;
  options.order = indexer::HitOrder::kOldest;
  options.limit = 100000;
  DOSSIER_TRY_ASSIGN(const indexer::Hits hits,
                     impl_->index.Find(indexer::Expression::Term(prefix, terms[0].value), options));
  std::vector<indexer::Passage> passages;
  int newest = 0;
  DOSSIER_TRY_ASSIGN(const auto known, KnownAt(impl_->corpus_directory, as_of));
  std::string first;  // when the document came
  for (const indexer::Hit& hit : hits.hits) {
    DOSSIER_TRY_ASSIGN(indexer::Passage passage, Fetch(hit.id));
    if (known) {
      DOSSIER_TRY_ASSIGN(const KnownThen::State state, known->Of(passage.from));
      const std::string day = FormatDay(UtcDayOf(passage.from.fetched));
      if (first.empty() || day < first) first = day;
      if (!state.current) continue;
    }
    newest = std::max(newest, passage.from.revision);
    passages.push_back(std::move(passage));
  }
  if (passages.empty() && as_of)
    return Fail(ErrorCode::kNotFound, "the document " + std::string(id) + " was not known as of " + as_of->written,
                "it was first captured on " + first);
  std::erase_if(passages, [&](const auto& passage) { return passage.from.revision != newest; });
  std::sort(passages.begin(), passages.end(), [](const auto& a, const auto& b) { return a.block < b.block; });
  return passages;
}

}  // namespace dossier::query
