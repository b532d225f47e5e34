#include "indexer/pipeline/manifest.h"

#include <algorithm>

#include "corpus/index_manifest.h"
#include "indexer/index/writer.h"

namespace dossier::indexer {
namespace {

using corpus::IndexPart;

Result<std::vector<IndexPart>> Measure(const corpus::Corpus& corpus, const PublishedIndex& published,
                                       const std::set<std::string>& kept) {
  DOSSIER_TRY_ASSIGN(const std::vector<IndexPart> noted, corpus::IndexParts(corpus));
  std::vector<IndexPart> parts;
  for (const std::string& name : PartsOf(published)) {
    const auto old = std::find_if(noted.begin(), noted.end(), [&](const IndexPart& part) { return part.name == name; });
    if (old != noted.end() && kept.contains(name)) {
      parts.push_back(*old);
      continue;
    }
    uint64_t documents = 0;
    if (!name.starts_with(kFactsStem)) {
      DOSSIER_TRY_ASSIGN(const SegmentFacts facts, ReadSegmentFacts(corpus.index_directory() + "/" + name));
      documents = facts.documents;
    }
    DOSSIER_TRY_ASSIGN(IndexPart part, corpus::MeasureIndexPart(corpus.index_directory(), name, documents));
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

Status PublishNoted(corpus::Corpus& corpus, const PublishedIndex& published, const std::set<std::string>& kept) {
  DOSSIER_TRY_ASSIGN(const std::vector<IndexPart> parts, Measure(corpus, published, kept));
  DOSSIER_TRY_ASSIGN(const int64_t generation, corpus::AnnounceIndexParts(corpus, parts));
  DOSSIER_CHECK(Publish(corpus.index_directory(), published));
  return corpus::SettleIndexParts(corpus, generation);
}

Status NotePublished(corpus::Corpus& corpus, const PublishedIndex& published) {
  DOSSIER_TRY_ASSIGN(const std::vector<IndexPart> noted, corpus::IndexParts(corpus));
  if (!noted.empty()) return Ok();
  DOSSIER_TRY_ASSIGN(const std::vector<IndexPart> parts, Measure(corpus, published, {}));
  DOSSIER_TRY_ASSIGN(const int64_t generation, corpus::AnnounceIndexParts(corpus, parts));
  return corpus::SettleIndexParts(corpus, generation);
}

Status CheckIndex(const corpus::Corpus& corpus, corpus::CheckReport& report) {
  std::vector<corpus::Damage> damage;
  // A run of `index` that publishes meanwhile takes parts away: look again then.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto published = ReadStub(corpus.index_directory());
    if (!published && published.error().code == ErrorCode::kNoCorpus) return Ok();
    if (!published) {
      damage = {{"index/XAPIANDB", published.error().message}};
      break;
    }
    DOSSIER_TRY_ASSIGN(damage, corpus::CompareIndexParts(corpus, PartsOf(*published), corpus::Compare::kEveryByte));
    if (damage.empty()) return Ok();
  }
  for (corpus::Damage& one : damage) {
    one.what += "; dossier index --rebuild makes the index again";
    report.damage.push_back(std::move(one));
  }
  return Ok();
}

}  // namespace dossier::indexer
