#include "indexer/index/walk.h"

#include <vector>

#include "corpus/base/json.h"
#include "indexer/index/built_query.h"
#include "indexer/index/facts.h"
#include "indexer/index/passage_store.h"
#include "indexer/index/record_data.h"
#include "indexer/index/schema.h"
#include "indexer/index/segments.h"
#include "indexer/index/xapian_fence.h"

namespace dossier::indexer {
namespace {

// Shows each match to a visitor, in the order of the segment, and keeps none.
class Shown : public Xapian::MatchDecider {
 public:
  explicit Shown(const std::function<Result<bool>(const Xapian::Document&)>& visit) : visit_(visit) {}
  bool operator()(const Xapian::Document& document) const override {
    if (outcome_ && *outcome_) outcome_ = visit_(document);
    return false;
  }
  const Result<bool>& outcome() const { return outcome_; }

 private:
  const std::function<Result<bool>(const Xapian::Document&)>& visit_;
  mutable Result<bool> outcome_ = true;
};

}  // namespace

struct IndexWalk::Impl {
  Xapian::Database database;  // all segments
  std::vector<Xapian::Database> segments;
  std::optional<Facts> facts;
  bool ranked = false;
  PassageStore passages;
  Provenance last;  // of the passage before
  std::string last_key;

  Status Complete(const Xapian::Database& segment, Passage& passage);
};

// Gives the passage its provenance; those of one document come together, so its record is read once.
Status IndexWalk::Impl::Complete(const Xapian::Database& segment, Passage& passage) {
  std::string key = RecordKey(passage.from);
  if (key != last_key) {
    const std::string data = segment.get_metadata(key);
    if (data.empty())
      return Fail(ErrorCode::kCorrupt, "the index has passages of a document whose record is missing: " + key,
                  kRebuildHint);
    DOSSIER_TRY_ASSIGN(last, ParseProvenance(data));
    last_key = std::move(key);
    std::string ranks;
    if (ranked) {
      DOSSIER_TRY_ASSIGN(ranks, facts->Get(kFactRanks + last.document_id));
    }
    if (!ranks.empty()) {
      DOSSIER_TRY_ASSIGN(const Json json, ParseJson(ranks, "the revisions of a document of the index"));
      last.revision = static_cast<int>(IntegerAt(json, std::to_string(last.revision), last.revision));
    }
  }
  passage.from = last;
  return Ok();
}

IndexWalk::IndexWalk(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWalk::~IndexWalk() = default;
IndexWalk::IndexWalk(IndexWalk&&) noexcept = default;
IndexWalk& IndexWalk::operator=(IndexWalk&&) noexcept = default;

Result<IndexWalk> IndexWalk::Open(const std::string& index_directory) {
  // A publish between reading the stub and opening a segment can take it away: read the stub once more then.
  for (int attempt = 0;; ++attempt) {
    DOSSIER_TRY_ASSIGN(const PublishedIndex published, ReadStub(index_directory));
    auto opened = Fenced("cannot open the index at " + index_directory, [&]() -> Result<IndexWalk> {
      auto impl = std::make_unique<Impl>();
      for (const std::string& segment : published.segments) {
        impl->segments.push_back(Xapian::Database(index_directory + "/" + segment));
        impl->database.add_database(impl->segments.back());
        if (impl->segments.back().get_metadata(kMetaSchema) != std::to_string(kSchemaVersion))
          return Fail(ErrorCode::kVersion, "the index at " + index_directory + " has another schema",
                      "run: dossier index --rebuild");
      }
      DOSSIER_TRY_ASSIGN(Facts facts, Facts::Open(index_directory, published.facts));
      impl->facts.emplace(std::move(facts));
      DOSSIER_TRY_ASSIGN(const std::string ranked, impl->facts->Get(kFactRanked));
      impl->ranked = !ranked.empty();
      return IndexWalk(std::move(impl));
    });
    if (opened || opened.error().code != ErrorCode::kIo || attempt == 2) return opened;
  }
}

Status IndexWalk::Matching(const Expression& expression, const Visit& visit) const {
  return Fenced("the index search failed", [&]() -> Status {
    for (size_t number = 0; number < impl_->segments.size(); ++number) {
      const Xapian::Database& segment = impl_->segments[number];
      const std::function<Result<bool>(const Xapian::Document&)> show =
          [&](const Xapian::Document& document) -> Result<bool> {
        DOSSIER_TRY_ASSIGN(Passage passage, impl_->passages.Read(segment, number, document.get_docid()));
        DOSSIER_CHECK(impl_->Complete(segment, passage));
        return visit(passage);
      };
      impl_->last_key.clear();
      const Shown shown(show);
      Xapian::Enquire enquire(segment);
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_docid_order(Xapian::Enquire::ASCENDING);
      enquire.set_query(BuildQuery(expression, impl_->database, false));
      enquire.get_mset(0, 1, segment.get_doccount(), nullptr, &shown);
      if (!shown.outcome()) return Fail(shown.outcome().error());
      if (!*shown.outcome()) return Ok();
    }
    return Ok();
  });
}

}  // namespace dossier::indexer
