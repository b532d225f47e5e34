#include "indexer/pipeline/indexer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <optional>
#include <thread>
#include <unordered_set>

#include "corpus/base/file.h"
#include "corpus/base/url.h"
#include "corpus/base/utf8.h"
#include "corpus/gate/gate.h"
#include "corpus/gate/machine_file.h"
#include "corpus/outcomes.h"
#include "corpus/text/canonical_text.h"
#include "corpus/text/charset.h"
#include "indexer/gazetteer/domains.h"
#include "indexer/gazetteer/gazetteer.h"
#include "indexer/index/schema.h"
#include "indexer/index/segments.h"
#include "indexer/index/writer.h"
#include "indexer/pipeline/gate_facts.h"
#include "indexer/pipeline/late_facts.h"
#include "indexer/pipeline/passage_builder.h"
#include "indexer/pipeline/revision_order.h"
#include "indexer/read/reader.h"
#include "indexer/statements/analyzer.h"

namespace dossier::indexer {
namespace fs = std::filesystem;
using corpus::Capture;
using corpus::CaptureKind;
using corpus::Corpus;
namespace {

constexpr size_t kBatch = 64;        // captures read in parallel before the catalogue is written
constexpr size_t kMostSegments = 8;  // live ones; more are merged
constexpr int kAnalysisVersion = 4;

// Everything that decides what the index says; another value means that it must be made again.
std::string MakersOf(const Gazetteer& gazetteer) {
  std::string names;
  for (const Entity& entity : gazetteer.entities()) names += entity.id + "\n";
  for (const Alias& alias : gazetteer.aliases())
    names += fmt::format("{}|{}|{}|{}|{}\n", alias.text, alias.entity, alias.from_year, alias.to_year, alias.rule);
  for (const auto& [domain, id] : DomainTable()) names += domain + "|" + id + "\n";
  return fmt::format("{} gate/{} analysis/{} gazetteer/{} schema/{}", ReaderSet(), corpus::kGateVersion,
                     kAnalysisVersion, Sha256(names).hex().substr(0, 16), kSchemaVersion);
}

// One capture on its way through the pipeline.
struct Work {
  Capture capture;
  std::optional<ReadDocument> read;  // absent: unreadable
  Analysis analysis;
  UnlistedNames unlisted;
  std::string failure;
  bool damaged = false;                // the archive's bytes, not the page
  std::string left_aside;              // what the gate says of a capture that is not to be read; else ""
  std::string page_text;               // everything a web page says, when statements want text fragments
  std::optional<RevisionFacts> facts;  // present: to be indexed
};

std::string SlugOf(std::string_view name) {
  std::string slug;
  for (char c : FoldForComparison(name)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      slug += c;
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

bool IsHttpUrl(const std::string& text) {
  auto url = Url::Parse(text);
  return url && url->IsHttp();
}

// The page's own canonical link, when it may be believed: not a front page, and of the same site as the address
// that the page came from (an imported file has none).
std::string BelievedCanonical(const std::string& link, const std::string& fetched_from) {
  auto url = Url::Parse(link);
  if (!url || !url->IsHttp() || (url->path().size() <= 1 && !url->query())) return "";
  auto from = Url::Parse(fetched_from);
  if (from && from->IsHttp() && RegistrableDomain(from->host()) != RegistrableDomain(url->host())) return "";
  return CanonicalUrl(*url);
}

// The organisation whose host a document is on: by the address that it came from, for an imported file by the one
// that it gives for itself. nullptr when unknown.
const Entity* OwnerOf(const Gazetteer& gazetteer, const std::string& fetched_from, const std::string& canonical) {
  for (const std::string& address : {fetched_from, canonical}) {
    const auto url = Url::Parse(address);
    if (url && url->IsHttp()) return OwnerOfHost(gazetteer, url->host());
  }
  return nullptr;
}

// What a source of that owner is, in the words of corpus::Source.
std::string_view SourceKindOf(const Entity& owner) {
  switch (owner.type) {
    case EntityType::kVendor:
      return "vendor";
    case EntityType::kAgency:
      return owner.subtype == "legislature" ? "congress" : "agency";
    case EntityType::kOutlet:
      return "news";
  }
  return "unknown";
}

// The publisher as an agency or vendor of the gazetteer: such a document speaks for it. A name that is stated and
// known counts before the host.
std::string PublisherIdOf(const Gazetteer& gazetteer, const Work& work) {
  std::vector<std::string> names;
  if (work.read->structured) names.push_back(work.read->structured->publisher);
  names.push_back(work.read->publisher);
  names.push_back(work.capture.source.publisher);
  for (EntityType type : {EntityType::kAgency, EntityType::kVendor})
    for (const std::string& name : names) {
      if (name.empty()) continue;
      const auto known = gazetteer.Resolve(name, type);
      if (known.size() == 1) return known[0]->id;
    }
  for (const std::string& name : names)
    if (!name.empty() && !gazetteer.Resolve(name, EntityType::kOutlet).empty()) return "";
  const Entity* owner = OwnerOf(gazetteer, work.capture.url, work.read->canonical_url);
  return owner && owner->type != EntityType::kOutlet ? owner->id : "";
}

// Everything that a page of markup says, by the frozen rule over the whole payload.
std::string PageTextOf(const corpus::Payload& payload, const ReadDocument& read) {
  if (read.text.syntax != corpus::BlockSyntax::kMarkup) return "";
  auto decoded = DecodeToUtf8(payload.decoded, read.text.charset);
  if (!decoded) return "";
  const std::string marked = MarkBreaks(*decoded);
  corpus::Block whole;
  whole.ranges = {{0, marked.size()}};
  auto text = corpus::RenderBlock(marked, read.text.syntax, whole, read.text.rule);
  return text ? std::move(*text) : "";
}

// The outcome of a capture that the gate keeps from the readers, before its bytes are read; "" when it passes.
std::string LeftAsideBefore(const Capture& capture) {
  if (corpus::MachineFileKind("", capture.url) == "robots") return "robots";
  return corpus::OutcomeOf(corpus::JudgeCapture(capture));
}

// The same by what the capture holds: the role that the crawler noted, else its form. A metadata record that cannot
// be read is for `dossier check` to tell.
std::string LeftAsideOf(const Corpus& corpus, const Capture& capture, std::string_view bytes) {
  const auto metadata = corpus.ReadMetadata(capture.id);
  const std::string role = metadata ? StringAt(*metadata, "role") : "";
  if (role == "robots" || role == "feed" || role == "sitemap") return role;
  return corpus::OutcomeOf(corpus::FormOf(bytes, capture.content_type));
}

class Run {
 public:
  Run(Corpus& corpus, const IndexOptions& options, std::shared_ptr<const Gazetteer> gazetteer)
      : corpus_(corpus),
        options_(options),
        gazetteer_(std::move(gazetteer)),
        analyzer_(gazetteer_),
        makers_(MakersOf(*gazetteer_)),
        directory_(corpus.index_directory()) {
    jobs_ = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  }

  Result<IndexReport> Go();

 private:
  Status FindWork();
  Status DoBatch(std::vector<Work>& batch);
  void ReadOne(Corpus& corpus, Work& work) const;
  Status Register(Work& work);
  corpus::Document DocumentFor(const Work& work, std::vector<std::string>& aliases) const;
  Status WriteBatch(const std::vector<Work>& batch);
  Status CloseSegment();
  Status PublishAll();
  Status MergeSmallest();
  template <class Body>
  void InParallel(size_t count, Body body) const;
  void Tell(const char* state);

  Corpus& corpus_;
  const IndexOptions& options_;
  std::shared_ptr<const Gazetteer> gazetteer_;
  Analyzer analyzer_;
  std::string makers_;
  std::string directory_;
  unsigned jobs_ = 1;
  IndexReport report_;
  std::vector<Capture> todo_;
  std::vector<std::unique_ptr<Corpus>> readers_;  // one a worker
  PublishedIndex published_;                      // live when we started, or made by this run when rebuilding
  std::vector<std::string> throwaway_;
  SegmentFacts segment_;  // of the segment in the making
  int throwaway_number_ = 0;
};

template <class Body>
void Run::InParallel(size_t count, Body body) const {
  std::atomic<size_t> next = 0;
  auto work = [&](size_t worker) {
    for (size_t i = next++; i < count; i = next++) body(worker, i);
  };
  std::vector<std::jthread> threads;
  for (unsigned worker = 1; worker < jobs_; ++worker) threads.emplace_back(work, worker);
  work(0);
}

void Run::Tell(const char* state) {
  if (options_.progress) options_.progress({report_.captures, todo_.size(), report_.passages, state});
}

Status Run::FindWork() {
  std::unordered_set<int64_t> held;
  bool same_makers = true;
  auto published = ReadStub(directory_);
  if (published && !options_.rebuild) {
    for (const std::string& segment : published->segments) {
      DOSSIER_TRY_ASSIGN(const SegmentFacts facts, ReadSegmentFacts(directory_ + "/" + segment));
      same_makers = same_makers && facts.readers == makers_;
      held.insert(facts.captures.begin(), facts.captures.end());
    }
    if (same_makers)
      published_ = *published;
    else
      held.clear();
  } else if (!published && published.error().code != ErrorCode::kNoCorpus && !options_.rebuild) {
    return Fail(published.error());
  }
  if (published && (options_.rebuild || !same_makers)) {
    report_.rebuilt = true;
    report_.rebuilt_because = options_.rebuild ? "asked for" : "a reader, the gazetteer or the schema changed";
  }
  return corpus_.ForEachCapture([&](const Capture& capture) -> Status {
    if (!held.count(static_cast<int64_t>(capture.id))) todo_.push_back(capture);
    return Ok();
  });
}

void Run::ReadOne(Corpus& corpus, Work& work) const {
  work.left_aside = LeftAsideBefore(work.capture);
  if (!work.left_aside.empty()) return;
  auto payload = corpus.ReadPayload(work.capture.id);
  if (!payload) {
    work.failure = payload.error().message;
    work.damaged = true;
    return;
  }
  work.left_aside = LeftAsideOf(corpus, work.capture, payload->decoded);
  if (!work.left_aside.empty()) return;
  ReaderInput input;
  input.bytes = payload->decoded;
  input.url = work.capture.url;
  input.content_type = work.capture.content_type;
  input.publisher = work.capture.source.publisher;
  input.fetched = work.capture.fetched;
  auto read = Read(input);
  if (!read) {
    work.failure = read.error().message;
    return;
  }
  if (!payload->complete || corpus::JudgeCapture(work.capture).pass == corpus::Pass::kPartial) read->partial = true;
  if (IsEvidence(read->page_kind) && !read->text.text.empty()) {
    AnalysisContext context;
    context.published = read->published.day();
    context.publisher = read->publisher.empty() ? work.capture.source.publisher : read->publisher;
    if (context.publisher.empty())
      if (const Entity* owner = OwnerOf(*gazetteer_, work.capture.url, read->canonical_url))
        context.publisher = owner->name;
    context.language = read->language;
    context.title = read->title;
    work.analysis = analyzer_.Analyze(read->text.text, read->text.blocks, context);
    work.unlisted = FindUnlistedNames(*gazetteer_, read->text.text, read->text.blocks, work.analysis,
                                      read->structured ? read->structured->vendors : std::vector<std::string>());
    work.page_text = PageTextOf(*payload, *read);
  }
  work.read = std::move(*read);
}

corpus::Document Run::DocumentFor(const Work& work, std::vector<std::string>& aliases) const {
  const ReadDocument& read = *work.read;
  const Capture& capture = work.capture;
  corpus::Document document;
  document.kind = PageKindName(read.page_kind);
  document.title = read.title;
  document.source = capture.source;
  if (document.source.publisher.empty()) document.source.publisher = read.publisher;
  if (const Entity* owner = OwnerOf(*gazetteer_, capture.url, read.canonical_url)) {
    if (document.source.publisher.empty()) document.source.publisher = owner->name;
    if (document.source.kind == "unknown" || document.source.kind == "file")
      document.source.kind = SourceKindOf(*owner);
  }
  if (document.source.publisher.empty() && IsHttpUrl(capture.url)) {
    document.source.publisher = RegistrableDomain(Url::Parse(capture.url)->host());
  }
  const std::string canonical = BelievedCanonical(read.canonical_url, capture.url);
  document.url = !canonical.empty() ? canonical : capture.url;
  std::string address = canonical;
  if (address.empty() && IsHttpUrl(capture.url)) address = CanonicalUrl(*Url::Parse(capture.url));
  if (read.structured && !read.structured->tracking_id.empty()) {
    const std::string& publisher =
        read.structured->publisher.empty() ? document.source.publisher : read.structured->publisher;
    const auto known = gazetteer_->Resolve(publisher, EntityType::kAgency);
    document.key = (known.size() == 1 ? known[0]->id : SlugOf(publisher)) + "/" + read.structured->tracking_id;
  } else if (!address.empty()) {
    document.key = address;
  } else if (!capture.url.empty() && !capture.url.starts_with("file:")) {
    document.key = capture.url;
  } else {
    document.key = "sha256:" + capture.sha256.hex();
  }
  for (const std::string& alias : {address, capture.url})
    if (!alias.empty() && alias != document.key && !alias.starts_with("file:")) aliases.push_back(alias);
  document.metadata = Json::object();
  document.metadata["published"] = read.published.value;
  document.metadata["published_from"] = read.published.from;
  document.metadata["updated"] = read.updated.value;
  document.metadata["authors"] = read.authors;
  document.metadata["language"] = read.language;
  document.metadata["section"] = read.section;
  return document;
}

// Stores text, document and revision in the corpus, and decides whether there is something new to index.
Status Run::Register(Work& work) {
  const corpus::CaptureId id = work.capture.id;
  segment_.captures.push_back(static_cast<int64_t>(id));
  ++report_.captures;
  if (!work.left_aside.empty()) {
    const std::string& outcome = work.left_aside;
    report_.machine_files += corpus::FormById(outcome).entry == corpus::Entry::kMachine;
    report_.unread += outcome.starts_with("unread: ");
    return corpus_.MarkRead(id, makers_, outcome);
  }
  if (!work.read) {
    report_.unreadable.push_back({work.capture.url, work.failure});
    ++segment_.refused;
    return work.damaged ? Ok() : corpus_.MarkRead(id, makers_, "unreadable: " + work.failure);
  }
  const ReadDocument& read = *work.read;
  if (!IsEvidence(read.page_kind) || read.text.text.empty()) {
    const std::string reason =
        IsEvidence(read.page_kind) ? "no main text" : std::string(PageKindName(read.page_kind)) + " page";
    report_.refused.push_back({work.capture.url, reason});
    ++segment_.refused;
    return corpus_.MarkRead(id, makers_, reason);
  }
  DOSSIER_TRY_ASSIGN(const corpus::TextId text, corpus_.AppendText(id, read.text));
  std::vector<std::string> aliases;
  DOSSIER_TRY_ASSIGN(corpus::Document document, corpus_.UpsertDocument(DocumentFor(work, aliases), aliases));
  RevisionFacts facts{document, 0, work.capture, Sha256(read.text.text), PublisherIdOf(*gazetteer_, work)};
  // After a kill, or when rebuilding, the corpus already knows the revision of this capture.
  DOSSIER_TRY_ASSIGN(const std::vector<corpus::Revision> known, corpus_.Revisions(document.id));
  for (const corpus::Revision& revision : known)
    if (revision.capture == id) facts.ordinal = revision.ordinal;
  if (!facts.ordinal) {
    corpus::Revision revision;
    revision.document = document.id;
    revision.text = text;
    revision.capture = id;
    revision.first_seen = work.capture.fetched;
    if (read.structured) {
      revision.stated = read.structured->revisions > 1;
      revision.stated_version = read.structured->version;
    }
    DOSSIER_TRY_ASSIGN(const corpus::Revision added, corpus_.AddRevision(revision));
    if (added.capture == id) facts.ordinal = added.ordinal;
  }
  if (!facts.ordinal) {
    ++report_.unchanged;
    return corpus_.MarkRead(id, makers_, "text unchanged");
  }
  work.facts = std::move(facts);
  return corpus_.MarkRead(id, makers_, "read");
}

Status Run::WriteBatch(const std::vector<Work>& batch) {
  std::vector<const Work*> fresh;
  for (const Work& work : batch)
    if (work.facts) fresh.push_back(&work);
  if (fresh.empty()) return Ok();
  const size_t parts = std::min<size_t>(jobs_, fresh.size());
  const size_t first = throwaway_.size();
  for (size_t part = 0; part < parts; ++part)
    throwaway_.push_back(fmt::format("{}/{}{}-{}", directory_, kTemporaryStem, ::getpid(), throwaway_number_++));
  std::vector<Status> results(parts, Ok());
  std::atomic<uint64_t> passages = 0, statements = 0;
  InParallel(parts, [&](size_t, size_t part) {
    results[part] = [&]() -> Status {
      DOSSIER_TRY_ASSIGN(IndexWriter writer, IndexWriter::Create(throwaway_[first + part]));
      for (size_t i = part; i < fresh.size(); i += parts) {
        const Work& work = *fresh[i];
        std::optional<PageText> page;
        if (!work.page_text.empty()) page.emplace(work.page_text);
        const auto built =
            BuildPassages(*work.read, work.analysis, work.unlisted, *work.facts, page ? &*page : nullptr);
        passages += built.size();
        for (const NewPassage& passage : built)
          statements += static_cast<uint64_t>(std::count_if(
              passage.statements.begin(), passage.statements.end(),
              [](const IndexedStatement& said) { return !said.vendors.empty() || !said.agencies.empty(); }));
        DOSSIER_CHECK(writer.Add(BuildRecord(*work.read, work.unlisted, *work.facts), built));
      }
      return writer.Commit();
    }();
  });
  for (Status& result : results)
    if (!result) return std::move(result);
  report_.documents += fresh.size();
  report_.passages += passages;
  report_.statements += statements;
  return Ok();
}

Status Run::DoBatch(std::vector<Work>& batch) {
  InParallel(batch.size(), [&](size_t worker, size_t i) { ReadOne(*readers_[worker], batch[i]); });
  for (Work& work : batch) DOSSIER_CHECK(Register(work));
  return WriteBatch(batch);
}

// Makes a segment of the throw-away databases. The corpus is flushed first: the index never knows a text that the
// corpus does not hold.
Status Run::CloseSegment() {
  if (segment_.captures.empty()) return Ok();
  Tell("merging");
  DOSSIER_CHECK(corpus_.Flush());
  segment_.readers = makers_;
  const std::string name = NextName(directory_, kSegmentStem);
  DOSSIER_CHECK(MergeDatabases(throwaway_, directory_ + "/" + name, segment_));
  for (const std::string& path : throwaway_) fs::remove_all(path);
  throwaway_.clear();
  segment_ = {};
  published_.segments.push_back(name);
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
      facts.captures.insert(facts.captures.end(), old.captures.begin(), old.captures.end());
      facts.refused += old.refused;
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

Status Run::PublishAll() {
  DOSSIER_CHECK(CloseSegment());
  DOSSIER_CHECK(MergeSmallest());
  std::vector<DocumentRecord> records;
  for (const std::string& segment : published_.segments) {
    DOSSIER_TRY_ASSIGN(std::vector<DocumentRecord> more, ReadRecords(directory_ + "/" + segment));
    std::move(more.begin(), more.end(), std::back_inserter(records));
    DOSSIER_TRY_ASSIGN(const uint64_t passages, PassagesIn(directory_ + "/" + segment));
    report_.total_passages += passages;
  }
  report_.total_documents = records.size();
  published_.facts = NextName(directory_, kFactsStem);
  DOSSIER_TRY_ASSIGN(auto ranks, OrderRevisions(corpus_, records));
  auto facts = MakeFacts(records);
  if (!report_.interrupted) DOSSIER_CHECK(corpus::KeepReadsOf(corpus_, makers_));
  DOSSIER_TRY_ASSIGN(const auto outcomes, corpus::Outcomes(corpus_));
  report_.left_aside = corpus::CountLeftAside(outcomes);
  DOSSIER_TRY_ASSIGN(auto of_gate, MakeGateFacts(corpus_, outcomes));
  for (auto* more : {&ranks, &of_gate}) std::move(more->begin(), more->end(), std::back_inserter(facts));
  DOSSIER_CHECK(WriteFacts(directory_ + "/" + published_.facts, facts));
  return Publish(directory_, published_);
}

Result<IndexReport> Run::Go() {
  DOSSIER_CHECK(MakeDirectories(directory_));
  DOSSIER_CHECK(DeleteUnpublished(directory_));
  DOSSIER_CHECK(FindWork());
  for (unsigned worker = 0; worker < jobs_; ++worker) {
    DOSSIER_TRY_ASSIGN(Corpus reader, Corpus::Open(corpus_.directory(), corpus::Access::kRead));
    readers_.push_back(std::make_unique<Corpus>(std::move(reader)));
  }
  std::vector<Work> batch;
  for (size_t i = 0; i < todo_.size(); ++i) {
    if (todo_[i].kind == CaptureKind::kRevisit) {
      segment_.captures.push_back(static_cast<int64_t>(todo_[i].id));
      ++report_.captures;
      ++report_.revisits;
    } else {
      batch.emplace_back().capture = todo_[i];
    }
    if (batch.size() == kBatch || i + 1 == todo_.size()) {
      DOSSIER_CHECK(DoBatch(batch));
      batch.clear();
      Tell("reading");
      if (segment_.captures.size() >= options_.captures_per_segment) DOSSIER_CHECK(CloseSegment());
      if (options_.stop && options_.stop() && i + 1 < todo_.size()) {
        report_.interrupted = true;
        break;
      }
    }
  }
  // A rebuild that was stopped would publish less than there was: the old index stays then.
  if (report_.interrupted && report_.rebuilt) {
    DOSSIER_CHECK(corpus_.Flush());
    DOSSIER_CHECK(DeleteUnpublished(directory_));
    return std::move(report_);
  }
  DOSSIER_CHECK(PublishAll());
  return std::move(report_);
}

}  // namespace

Result<IndexReport> IndexAll(Corpus& corpus, const IndexOptions& options) {
  DOSSIER_TRY_ASSIGN(std::shared_ptr<const Gazetteer> gazetteer, Gazetteer::Embedded());
  Run run(corpus, options, std::move(gazetteer));
  return run.Go();
}

}  // namespace dossier::indexer
