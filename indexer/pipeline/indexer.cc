#include "indexer/pipeline/indexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <thread>

#include "corpus/base/case_folding.h"
#include "corpus/base/file.h"
#include "corpus/forms/pdf_text.h"
#include "corpus/gate/gate.h"
#include "corpus/index_manifest.h"
#include "corpus/outcomes.h"
#include "indexer/gazetteer/domains.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/index/gate_facts.h"
#include "indexer/index/schema.h"
#include "indexer/index/segments.h"
#include "indexer/index/writer.h"
#include "indexer/pipeline/gate_facts.h"
#include "indexer/pipeline/identity.h"
#include "indexer/pipeline/late_facts.h"
#include "indexer/pipeline/manifest.h"
#include "indexer/pipeline/page.h"
#include "indexer/pipeline/passage_builder.h"
#include "indexer/pipeline/processor_time.h"
#include "indexer/pipeline/write_stage.h"
#include "indexer/read/reader.h"

namespace dossier::indexer {
namespace fs = std::filesystem;
using corpus::Capture;
using corpus::CaptureKind;
using corpus::Corpus;
namespace {

constexpr size_t kBatch = 64;                    // captures whose documents are written together
constexpr size_t kMostAhead = 128;               // captures read before the first of them is registered
constexpr size_t kListed = 500;                  // captures asked of the catalogue at a time
constexpr size_t kMostSegments = 8;              // live ones; more are merged
constexpr std::chrono::seconds kSegmentAge{60};  // after which a segment is closed and published
constexpr int kAnalysisVersion = 19;

// Everything that decides what the index says; another value means that it must be made again.
std::string MakersOf(const Gazetteer& gazetteer) {
  std::string names;
  for (const Entity& entity : gazetteer.entities()) names += entity.id + "\n";
  for (const Alias& alias : gazetteer.aliases())
    names += fmt::format("{}|{}|{}|{}|{}\n", alias.text, alias.entity, alias.from_year, alias.to_year, alias.rule);
  for (const auto& [domain, id] : DomainTable()) names += domain + "|" + id + "\n";
  return fmt::format("{} gate/{} analysis/{} gazetteer/{} schema/{} facts/{}", ReaderSet(), corpus::kGateVersion,
                     kAnalysisVersion, Sha256(names).hex().substr(0, 16), kSchemaVersion, kFactsVersion);
}

// Reads, registers and writes, each stage beside the others: processes read (reader_pool.h), the caller's thread
// registers in the order of the captures, threads write (write_stage.h). What waits between them is bounded.
class Run {
 public:
  Run(Corpus& corpus, const IndexOptions& options, std::shared_ptr<const Gazetteer> gazetteer)
      : corpus_(corpus),
        options_(options),
        gazetteer_(std::move(gazetteer)),
        makers_(MakersOf(*gazetteer_)),
        directory_(corpus.index_directory()) {
    jobs_ = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  }

  Result<IndexReport> Go();

 private:
  // A capture that is being read, or was and waits for those before it.
  struct Waiting {
    Capture capture;
    std::optional<Page> page;
  };

  struct SeenText {
    UtcTime seen;
    std::optional<Digest> text;
  };

  Status FindHeld();
  Status FindUntried();
  Status StartReading();
  Result<std::optional<Capture>> NextCapture();
  Status ReadAhead();
  Status TakePage();
  Status RegisterFirst();
  Status Register(const Capture& capture, Page page);
  Status Note(const Capture& capture, const std::string& outcome);
  Status TouchRevisited();
  Result<bool> RegisterDocument(const Capture& capture, PagePart& page);
  Result<std::optional<RevisionFacts>> RevisionOf(const Capture& capture, const ReadDocument& read);
  Result<bool> IsAsBefore(corpus::DocumentId document, const std::vector<corpus::Revision>& known, UtcTime fetched,
                          const Digest& text);
  Status EndBatch();
  Status CloseSegment();
  Status PublishNow();
  Status PublishAll();
  Status AddTotals();
  Status MergeSmallest();
  bool Stopped() const { return options_.stop && options_.stop(); }
  void Tell(const char* state);
  double ClockSeconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }

  Corpus& corpus_;
  const IndexOptions& options_;
  std::shared_ptr<const Gazetteer> gazetteer_;
  std::string makers_;
  std::string directory_;
  unsigned jobs_ = 1;
  IndexReport report_;
  CaptureSet held_;             // by the segments that stay
  PublishedIndex published_;    // live when we started, or made by this run when rebuilding
  std::set<std::string> kept_;  // parts that are live
  uint64_t all_ = 0;            // captures to deal with, about

  std::set<corpus::CaptureId> untried_;  // held, and tried again in this run
  std::deque<Capture> listed_;           // of the catalogue, not given to a reader yet
  int64_t last_listed_ = 0;
  std::deque<Waiting> waiting_;
  uint64_t first_ticket_ = 0;  // of waiting_[0]
  std::vector<WrittenPage> batch_;
  size_t in_batch_ = 0;
  SegmentFacts segment_;  // of the segment in the making
  Touched touched_;       // by it
  std::vector<Capture> revisited_;
  std::map<corpus::DocumentId, SeenText> newest_;  // of entries of lists that came in this run
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point segment_begun_ = std::chrono::steady_clock::now();
  std::optional<ReaderPool> readers_;
  std::optional<WriteStage> writers_;
};

void Run::Tell(const char* state) {
  if (options_.progress) options_.progress({report_.captures, all_, report_.passages, state, ClockSeconds()});
}

// What the published index has dealt with; nothing when it must be made again.
Status Run::FindHeld() {
  bool same_makers = true;
  auto published = ReadStub(directory_);
  std::vector<corpus::Damage> damage;
  if (published) {
    const std::vector<std::string> parts = PartsOf(*published);
    kept_ = {parts.begin(), parts.end()};
    DOSSIER_TRY_ASSIGN(damage, corpus::CompareIndexParts(corpus_, parts, corpus::Compare::kNamesAndSizes));
  }
  if (published && damage.empty() && !options_.rebuild) {
    for (const std::string& segment : published->segments) {
      DOSSIER_TRY_ASSIGN(const SegmentFacts facts, ReadSegmentFacts(directory_ + "/" + segment));
      same_makers = same_makers && facts.readers == makers_;
      held_.AddAll(facts.captures);
    }
    if (same_makers)
      published_ = *published;
    else
      held_ = {};
  } else if (!published && published.error().code != ErrorCode::kNoCorpus && !options_.rebuild) {
    return Fail(published.error());
  }
  if (published && (options_.rebuild || !same_makers || !damage.empty())) {
    report_.rebuilt = true;
    report_.rebuilt_because = options_.rebuild  ? "asked for"
                              : !damage.empty() ? "it was damaged: " + damage[0].where + ": " + damage[0].what
                                                : "a reader, the gazetteer or the schema changed";
  }
  DOSSIER_TRY_ASSIGN(const corpus::CaptureId last, corpus::LastCapture(corpus_));
  all_ = static_cast<uint64_t>(last) - std::min(static_cast<uint64_t>(last), held_.size());
  return Ok();
}

// What an earlier run held without trying it is the first to be read when that is possible now.
Status Run::FindUntried() {
  if (held_.empty() || !corpus::HasPoppler()) return Ok();
  DOSSIER_TRY_ASSIGN(const auto outcomes, ReadOutcomes(directory_));
  const auto waiting = outcomes.lower_bound(std::string(corpus::kUntried));
  if (waiting == outcomes.end() || !waiting->first.starts_with(corpus::kUntried)) return Ok();
  DOSSIER_TRY_ASSIGN(const auto captures, corpus::UntriedCaptures(corpus_, makers_));
  for (const corpus::CaptureId id : captures) {
    if (!held_.Holds(static_cast<int64_t>(id))) continue;
    DOSSIER_TRY_ASSIGN(Capture capture, corpus_.FindCapture(id));
    listed_.push_back(std::move(capture));
    untried_.insert(id);
  }
  all_ += untried_.size();
  return Ok();
}

// Processes first, then threads: see reader_pool.h.
Status Run::StartReading() {
  const PageReader reader(gazetteer_);
  const auto serve = [&reader, &hook = options_.before_reading, limits = options_.limits](std::string_view request) {
    const auto records = ParseRequest(request);
    if (!records) return std::string();
    if (hook) hook(*records);
    return SerializePage(reader.Read(*records, [&](uint64_t decoded) { HoldMemory(limits, decoded); }));
  };
  DOSSIER_TRY_ASSIGN(ReaderPool readers, ReaderPool::Start(jobs_, options_.limits, serve));
  readers_.emplace(std::move(readers));
  writers_.emplace(directory_, jobs_);
  return Ok();
}

// The next capture that is not held. Runs of held ones are stepped over, so the cost is that of the new ones.
Result<std::optional<Capture>> Run::NextCapture() {
  while (listed_.empty()) {
    last_listed_ = held_.EndOfRunAfter(last_listed_);
    DOSSIER_TRY_ASSIGN(const std::vector<Capture> more,
                       corpus::CapturesAfter(corpus_, corpus::CaptureId{last_listed_}, kListed));
    if (more.empty()) return std::optional<Capture>();
    for (const Capture& capture : more) {
      last_listed_ = static_cast<int64_t>(capture.id);
      if (!held_.Holds(last_listed_)) listed_.push_back(capture);
    }
  }
  Capture next = std::move(listed_.front());
  listed_.pop_front();
  return std::optional<Capture>(std::move(next));
}

Status Run::ReadAhead() {
  while (readers_->HasRoom() && waiting_.size() < kMostAhead) {
    DOSSIER_TRY_ASSIGN(std::optional<Capture> next, NextCapture());
    if (!next) return Ok();
    Waiting& waiting = waiting_.emplace_back();
    waiting.capture = std::move(*next);
    if (waiting.capture.kind == CaptureKind::kRevisit) {
      waiting.page.emplace();
      continue;
    }
    const auto records = corpus::RecordsOf(corpus_, waiting.capture.id);
    if (!records) {
      waiting.page.emplace();
      waiting.page->failure = records.error().message;
      waiting.page->damaged = true;
      continue;
    }
    DOSSIER_CHECK(readers_->Give(first_ticket_ + waiting_.size() - 1, SerializeRequest(*records)));
  }
  return Ok();
}

Status Run::TakePage() {
  DOSSIER_TRY_ASSIGN(std::optional<PageReply> reply, readers_->Take());
  if (!reply) return Ok();
  Waiting& waiting = waiting_[reply->ticket - first_ticket_];
  if (reply->failure.empty()) waiting.page = ParsePage(reply->bytes);
  if (!waiting.page) {
    waiting.page.emplace();
    waiting.page->abandoned = true;
    waiting.page->failure = reply->failure.empty() ? "the reader gave nothing that can be used" : reply->failure;
  }
  return Ok();
}

Status Run::RegisterFirst() {
  Waiting first = std::move(waiting_.front());
  waiting_.pop_front();
  ++first_ticket_;
  segment_.captures.Add(static_cast<int64_t>(first.capture.id));
  ++report_.captures;
  touched_.addresses.insert(first.capture.url);
  if (first.capture.kind == CaptureKind::kRevisit) {
    ++report_.revisits;
    revisited_.push_back(std::move(first.capture));
  } else {
    DOSSIER_CHECK(Register(first.capture, std::move(*first.page)));
  }
  return ++in_batch_ == kBatch ? EndBatch() : Ok();
}

// Notes what became of a capture, in the corpus and for the facts.
Status Run::Note(const Capture& capture, const std::string& outcome) {
  ++touched_.outcomes[outcome];
  if (untried_.contains(capture.id))
    --touched_.outcomes[std::string(corpus::kUntried).append(corpus::FormById("pdf").one)];
  return corpus_.MarkRead(capture.id, makers_, outcome);
}

// Texts that an address gave once more may be the newest now.
Status Run::TouchRevisited() {
  std::set<corpus::CaptureId> lists;
  for (const Capture& capture : revisited_) {
    DOSSIER_TRY_ASSIGN(const auto document, DocumentAt(corpus_, capture.url));
    if (document) touched_.documents.insert(DocumentIdOf(document->key));
    DOSSIER_TRY_ASSIGN(const size_t texts, corpus::TextsOf(corpus_, capture.payload_of));
    if (texts > 1 || (texts == 1 && !document)) lists.insert(capture.payload_of);
  }
  revisited_.clear();
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> keys, corpus::DocumentsOf(corpus_, lists));
  for (const std::string& key : keys) touched_.documents.insert(DocumentIdOf(key));
  return Ok();
}

// Whether an entry of a list has the text that it was last seen with: of a list that comes every day most are as they
// were, and their texts are not stored again. An entry that went back to an earlier text is seen with that from then
// on.
Result<bool> Run::IsAsBefore(corpus::DocumentId document, const std::vector<corpus::Revision>& known, UtcTime fetched,
                             const Digest& text) {
  const auto [found, first] = newest_.try_emplace(document);
  SeenText& newest = found->second;
  for (const corpus::Revision& revision : first ? known : std::vector<corpus::Revision>()) {
    SeenText one{revision.first_seen, {}};
    if (known.size() > 1) {
      DOSSIER_TRY_ASSIGN(const auto seen, corpus::LastSeen(corpus_, revision));
      one.seen = seen.value_or(one.seen);
    }
    if (newest.text && one.seen < newest.seen) continue;
    DOSSIER_TRY_ASSIGN(const corpus::StoredText stored, corpus_.FindText(revision.text));
    newest = {one.seen, stored.sha256};
  }
  const bool later = !newest.text || newest.seen <= fetched;
  const bool same = newest.text == text;
  if (later) newest = {fetched, text};
  return later && same;
}

// The revision that a capture makes of its document; nullopt when its text was known. Stores text, document and
// revision in the corpus.
Result<std::optional<RevisionFacts>> Run::RevisionOf(const Capture& capture, const ReadDocument& read) {
  std::vector<std::string> aliases;
  const corpus::Document described = DocumentFor(*gazetteer_, read, capture, aliases);
  DOSSIER_TRY_ASSIGN(corpus::Document document, corpus_.UpsertDocument(described, aliases));
  touched_.documents.insert(DocumentIdOf(document.key));
  RevisionFacts facts{document, 0, capture, Sha256(read.text.text), PublisherIdOf(*gazetteer_, read, capture)};
  // After a kill, or when rebuilding, the corpus already knows the revision of this capture.
  DOSSIER_TRY_ASSIGN(const std::vector<corpus::Revision> known, corpus_.Revisions(document.id));
  for (const corpus::Revision& revision : known)
    if (revision.capture == capture.id) facts.ordinal = revision.ordinal;
  if (read.text.reader.find('#') != std::string::npos) {
    DOSSIER_TRY_ASSIGN(const bool as_before, IsAsBefore(document.id, known, capture.fetched, facts.text_sha256));
    if (as_before && !facts.ordinal) return std::optional<RevisionFacts>();
  }
  DOSSIER_TRY_ASSIGN(const corpus::TextId text, corpus_.AppendText(capture.id, read.text));
  if (!facts.ordinal) {
    corpus::Revision revision;
    revision.document = document.id;
    revision.text = text;
    revision.capture = capture.id;
    revision.first_seen = capture.fetched;
    if (read.structured) {
      revision.stated = read.structured->revisions > 1;
      revision.stated_version = read.structured->version;
    }
    DOSSIER_TRY_ASSIGN(const corpus::Revision added, corpus_.AddRevision(revision));
    if (added.capture == capture.id) facts.ordinal = added.ordinal;
  }
  if (!facts.ordinal) return std::optional<RevisionFacts>();
  return std::optional<RevisionFacts>(std::move(facts));
}

// Notes what became of a capture, and queues what is to be indexed of it.
Status Run::Register(const Capture& capture, Page page) {
  const corpus::CaptureId id = capture.id;
  if (!page.outcome.empty()) {
    report_.machine_files += corpus::FormById(page.outcome).entry == corpus::Entry::kMachine;
    report_.unread += page.outcome.starts_with("unread: ") || page.outcome.starts_with(corpus::kUntried);
    return Note(capture, page.outcome);
  }
  if (page.abandoned) {
    report_.abandoned.push_back({id, capture.url, page.failure});
    ++segment_.refused;
    return Note(capture, std::string(corpus::kLeftAside) + page.failure);
  }
  if (!page.read) {
    report_.unreadable.push_back({capture.url, page.failure});
    ++segment_.refused;
    return page.damaged ? Ok() : Note(capture, "unreadable: " + page.failure);
  }
  const ReadDocument& read = *page.read;
  if (!IsEvidence(read.page_kind) || (read.text.text.empty() && page.entries.empty())) {
    const std::string reason =
        IsEvidence(read.page_kind) ? "no main text" : std::string(PageKindName(read.page_kind)) + " page";
    report_.refused.push_back({capture.url, reason});
    ++segment_.refused;
    return Note(capture, reason);
  }
  // The page itself first: the address is its own, and not that of the first of its entries.
  DOSSIER_TRY_ASSIGN(bool changed, RegisterDocument(capture, page));
  for (PagePart& entry : page.entries) {
    DOSSIER_TRY_ASSIGN(const bool one, RegisterDocument(capture, entry));
    changed = changed || one;
  }
  if (changed) return Note(capture, "read");
  ++report_.unchanged;
  return Note(capture, "text unchanged");
}

// The document of a page, or of an entry of it: registers its revision and queues what is to be indexed of it. False
// when its text was known.
Result<bool> Run::RegisterDocument(const Capture& capture, PagePart& page) {
  const ReadDocument& read = *page.read;
  if (read.text.text.empty()) return false;
  DOSSIER_TRY_ASSIGN(const std::optional<RevisionFacts> facts, RevisionOf(capture, read));
  if (!facts) return false;
  Identify(read, *facts, page.passages, page.record);
  ++report_.documents;
  ++segment_.documents;
  report_.passages += page.passages.size();
  for (const NewPassage& passage : page.passages)
    report_.statements += static_cast<uint64_t>(
        std::count_if(passage.statements.begin(), passage.statements.end(),
                      [](const IndexedStatement& said) { return !said.vendors.empty() || !said.agencies.empty(); }));
  batch_.push_back({std::move(page.record), std::move(page.passages)});
  return true;
}

Status Run::EndBatch() {
  in_batch_ = 0;
  if (!batch_.empty()) DOSSIER_CHECK(writers_->Put(std::exchange(batch_, {})));
  Tell("reading");
  const bool old = std::chrono::steady_clock::now() - segment_begun_ > kSegmentAge;
  return old || segment_.captures.size() >= options_.captures_per_segment ? CloseSegment() : Ok();
}

// Makes a segment of the throw-away databases and publishes it with the facts that it changes. The corpus is flushed
// first: the index never knows a text that the corpus does not hold.
Status Run::CloseSegment() {
  segment_begun_ = std::chrono::steady_clock::now();
  if (segment_.captures.empty()) return Ok();
  if (!batch_.empty()) DOSSIER_CHECK(writers_->Put(std::exchange(batch_, {})));
  Tell("merging");
  DOSSIER_TRY_ASSIGN(const std::vector<std::string> databases, writers_->Drain());
  DOSSIER_CHECK(corpus_.Flush());
  const double begun = ThreadSeconds();
  segment_.readers = makers_;
  const std::string name = NextName(directory_, kSegmentStem);
  DOSSIER_CHECK(MergeDatabases(databases, directory_ + "/" + name, segment_));
  for (const std::string& path : databases) fs::remove_all(path);
  DOSSIER_CHECK(TouchRevisited());
  DOSSIER_TRY_ASSIGN(published_.facts, UpdateFacts(&corpus_, directory_, published_, name, touched_, report_.work));
  segment_ = {};
  touched_ = {};
  published_.segments.push_back(name);
  DOSSIER_CHECK(MergeSmallest());
  report_.seconds.merging += ThreadSeconds() - begun;
  return report_.rebuilt ? Ok() : PublishNow();
}

Status Run::PublishNow() {
  DOSSIER_CHECK(PublishNoted(corpus_, published_, kept_));
  const std::vector<std::string> parts = PartsOf(published_);
  kept_ = {parts.begin(), parts.end()};
  return Ok();
}

// Merges segments of like size (a later one is never larger than an earlier one), so that few are live and each
// passage is copied only a logarithmic number of times.
Status Run::MergeSmallest() {
  while (published_.segments.size() > 1) {
    std::vector<std::pair<uint64_t, std::string>> sized;
    for (const std::string& segment : published_.segments) {
      DOSSIER_TRY_ASSIGN(const uint64_t passages, PassagesIn(directory_ + "/" + segment));
      sized.emplace_back(passages, segment);
    }
    std::stable_sort(sized.begin(), sized.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto& last = sized[sized.size() - 1];
    const auto& before = sized[sized.size() - 2];
    if (before.first > 3 * last.first && sized.size() <= kMostSegments) return Ok();
    SegmentFacts facts;
    facts.readers = makers_;
    std::vector<std::string> paths;
    for (const auto* part : {&before, &last}) {
      DOSSIER_TRY_ASSIGN(const SegmentFacts old, ReadSegmentFacts(directory_ + "/" + part->second));
      facts.captures.AddAll(old.captures);
      facts.refused += old.refused;
      facts.documents += old.documents;
      paths.push_back(directory_ + "/" + part->second);
    }
    const std::string name = NextName(directory_, kSegmentStem);
    DOSSIER_CHECK(MergeDatabases(paths, directory_ + "/" + name, facts));
    std::erase(published_.segments, last.second);
    std::erase(published_.segments, before.second);
    published_.segments.push_back(name);
  }
  return Ok();
}

Status Run::AddTotals() {
  for (const std::string& segment : published_.segments) {
    DOSSIER_TRY_ASSIGN(const SegmentFacts facts, ReadSegmentFacts(directory_ + "/" + segment));
    DOSSIER_TRY_ASSIGN(const uint64_t passages, PassagesIn(directory_ + "/" + segment));
    report_.total_documents += facts.documents;
    report_.total_passages += passages;
  }
  return Ok();
}

Status Run::PublishAll() {
  const bool nothing_new = report_.captures == 0 && !published_.facts.empty();
  DOSSIER_CHECK(nothing_new ? NotePublished(corpus_, published_) : CloseSegment());
  if (published_.facts.empty()) {  // an index of nothing has facts too
    DOSSIER_TRY_ASSIGN(published_.facts, UpdateFacts(&corpus_, directory_, published_, "", {}, report_.work));
  }
  const std::vector<std::string> parts = PartsOf(published_);
  if (kept_ != std::set<std::string>(parts.begin(), parts.end())) DOSSIER_CHECK(PublishNow());
  if (!nothing_new && !report_.interrupted) {
    DOSSIER_CHECK(corpus::KeepReadsOf(corpus_, makers_));
    DOSSIER_CHECK(corpus_.Flush());
  }
  DOSSIER_TRY_ASSIGN(const auto outcomes, ReadOutcomes(directory_));
  report_.left_aside = corpus::CountLeftAside(outcomes);
  return AddTotals();
}

Result<IndexReport> Run::Go() {
  const double own = ThreadSeconds(), children = ChildrenSeconds();
  DOSSIER_CHECK(MakeDirectories(directory_));
  DOSSIER_CHECK(DeleteUnpublished(directory_));
  DOSSIER_CHECK(FindHeld());
  DOSSIER_CHECK(FindUntried());
  DOSSIER_TRY_ASSIGN(std::optional<Capture> first, NextCapture());
  if (first) {
    listed_.push_front(std::move(*first));
    DOSSIER_CHECK(StartReading());
  }
  while (first) {
    DOSSIER_CHECK(ReadAhead());
    if (waiting_.empty()) break;
    if (Stopped()) {
      report_.interrupted = true;
      break;
    }
    DOSSIER_CHECK(waiting_.front().page ? RegisterFirst() : TakePage());
  }
  readers_.reset();
  // A rebuild that was stopped would publish less than there was: the old index stays then.
  if (report_.interrupted && report_.rebuilt) {
    writers_.reset();
    DOSSIER_CHECK(corpus_.Flush());
    DOSSIER_CHECK(DeleteUnpublished(directory_));
    return std::move(report_);
  }
  DOSSIER_CHECK(PublishAll());
  report_.seconds.clock = ClockSeconds();
  report_.seconds.reading = ChildrenSeconds() - children;
  report_.seconds.registering = ThreadSeconds() - own - report_.seconds.merging;
  if (writers_) report_.seconds.writing = writers_->seconds();
  return std::move(report_);
}

}  // namespace

Result<IndexReport> IndexAll(Corpus& corpus, const IndexOptions& options) {
  DOSSIER_TRY_ASSIGN(std::shared_ptr<const Gazetteer> gazetteer, Gazetteer::Embedded());
  Run run(corpus, options, std::move(gazetteer));
  return run.Go();
}

}  // namespace dossier::indexer
