#include "corpus/frontier.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "corpus/base/hash.h"
#include "corpus/catalogue/database.h"
#include "corpus/corpus_impl.h"

namespace dossier::corpus {
namespace {

constexpr const char* kTables =
    "CREATE TABLE IF NOT EXISTS frontier(id INTEGER PRIMARY KEY, url TEXT NOT NULL, hash INTEGER NOT NULL,"
    " source TEXT NOT NULL, role INTEGER NOT NULL, state INTEGER NOT NULL, depth INTEGER NOT NULL, run INTEGER NOT "
    "NULL,"
    " tries INTEGER NOT NULL, chain TEXT NOT NULL, outcome TEXT NOT NULL, fetched INTEGER NOT NULL, due INTEGER NOT "
    "NULL,"
    " interval INTEGER NOT NULL, unchanged INTEGER NOT NULL, changed INTEGER NOT NULL, etag TEXT NOT NULL,"
    " last_modified TEXT NOT NULL, capture INTEGER NOT NULL, digest BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS crawl_runs(id INTEGER PRIMARY KEY, source TEXT NOT NULL, started INTEGER NOT NULL,"
    " ended INTEGER NOT NULL, pages INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS robots(origin TEXT PRIMARY KEY, fetched INTEGER NOT NULL, expires INTEGER NOT NULL,"
    " status INTEGER NOT NULL, decision TEXT NOT NULL, body BLOB NOT NULL, capture INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS crawl_hosts(host TEXT PRIMARY KEY, not_before INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS frontier_pending ON frontier(source) WHERE state = 0;"
    "CREATE INDEX IF NOT EXISTS frontier_due ON frontier(source, due) WHERE state > 0 AND due > 0;"
    "CREATE INDEX IF NOT EXISTS frontier_lists ON frontier(source) WHERE role > 0;";

// More rows than this that wait for their commit are written at once: a sitemap brings 50,000.
constexpr size_t kMostStaged = 20000;

constexpr std::string_view kColumns =
    "id, url, source, role, state, depth, run, tries, chain, outcome, fetched, due, interval, unchanged, changed, etag,"
    " last_modified, capture, digest";

// Stable over builds, because it is stored: FNV-1a with a final mix, never 0.
uint64_t HashOf(std::string_view url) {
  uint64_t hash = Fnv1a(url);
  hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93u;
  hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93u;
  hash ^= hash >> 32;
  return hash == 0 ? 1 : hash;
}

// Hash to row id, open addressing: 16 bytes a slot, at most two thirds full.
class HashIndex {
 public:
  int64_t Find(uint64_t hash) const {
    if (slots_.empty()) return 0;
    for (size_t at = hash & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].hash == hash) return slots_[at].id;
      if (slots_[at].hash == 0) return 0;
    }
  }
  void Insert(uint64_t hash, int64_t id) {
    if ((count_ + 1) * 3 > slots_.size() * 2) Grow();
    size_t at = hash & mask_;
    while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask_;
    if (slots_[at].hash == 0) ++count_;
    slots_[at] = {hash, id};
  }
  size_t count() const { return count_; }

 private:
  struct Slot {
    uint64_t hash = 0;
    int64_t id = 0;
  };
  void Grow() {
    std::vector<Slot> old(std::max<size_t>(1024, slots_.size() * 2));
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    count_ = 0;
    for (const Slot& slot : old) {
      if (slot.hash != 0) Insert(slot.hash, slot.id);
    }
  }
  std::vector<Slot> slots_;
  size_t mask_ = 0;
  size_t count_ = 0;
};

std::string JoinLines(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out.append(out.empty() ? "" : "\n").append(line);
  return out;
}

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

FrontierUrl RowOf(const Query& query) {
  FrontierUrl row;
  row.id = query.Integer(0);
  row.url = query.Text(1);
  row.source = query.Text(2);
  row.role = static_cast<UrlRole>(query.Integer(3));
  row.state = static_cast<UrlState>(query.Integer(4));
  row.depth = static_cast<int>(query.Integer(5));
  row.run = query.Integer(6);
  row.tries = static_cast<int>(query.Integer(7));
  row.chain = SplitLines(query.Text(8));
  row.outcome = query.Text(9);
  row.fetched = {query.Integer(10)};
  row.due = {query.Integer(11)};
  row.interval_ms = query.Integer(12);
  row.unchanged = static_cast<int>(query.Integer(13));
  row.changed = {query.Integer(14)};
  row.etag = query.Text(15);
  row.last_modified = query.Text(16);
  row.capture = CaptureId{query.Integer(17)};
  const std::string_view digest = query.BlobAt(18);
  if (digest.size() == row.digest.bytes.size()) std::copy(digest.begin(), digest.end(), row.digest.bytes.begin());
  return row;
}

Status WriteUrl(Database& database, const FrontierUrl& row) {
  const std::string chain = JoinLines(row.chain);
  const std::string_view digest(reinterpret_cast<const char*>(row.digest.bytes.data()),
                                row.digest.empty() ? 0 : row.digest.bytes.size());
  return database.Run(
      "REPLACE INTO frontier(id, url, hash, source, role, state, depth, run, tries, chain, outcome, fetched, due, "
      "interval,"
      " unchanged, changed, etag, last_modified, capture, digest)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
      row.id, row.url, static_cast<int64_t>(HashOf(row.url)), row.source, row.role, row.state, row.depth, row.run,
      row.tries, chain, row.outcome, row.fetched.milliseconds, row.due.milliseconds, row.interval_ms, row.unchanged,
      row.changed.milliseconds, row.etag, row.last_modified, row.capture, Blob{digest});
}

// Rows changed since a commit. One queued change of the corpus writes them all when its group is committed, so that a
// thousand links do not fill the group. Shared with that change, which may outlive the Frontier.
struct Batch {
  std::unordered_map<int64_t, FrontierUrl> rows;
  uint64_t group = 0;  // in which the change is queued; 0: in none yet
  bool written = false;

  Status Write(Database& database) {
    for (const auto& [id, row] : rows) DOSSIER_CHECK(WriteUrl(database, row));
    written = true;
    rows.clear();
    return Ok();
  }
};

}  // namespace

class Frontier::Impl {
 public:
  explicit Impl(Corpus& target) : corpus(target), store(target.impl()) {}

  Corpus& corpus;
  Corpus::Impl& store;
  std::shared_ptr<Batch> open = std::make_shared<Batch>();  // takes new changes
  std::deque<std::shared_ptr<Batch>> sent;                  // older ones, until they are written
  HashIndex index;
  int64_t next_id = 1;
  bool keep = true;

  Database& database() { return *store.database; }

  // Afterwards a change that will write the staged rows waits in the corpus's group.
  Status Arm() {
    if (!keep) return Ok();
    for (Roll(); open->group == 0; Roll()) {
      open->group = store.group_number();  // queueing may send the group off at once
      DOSSIER_CHECK(store.EnqueueChange([rows = open](Database& target) { return rows->Write(target); }));
    }
    return Ok();
  }
  void Stage(const FrontierUrl& row) {
    Roll();
    open->rows.insert_or_assign(row.id, row);
  }
  // A batch whose group was sent off takes no more rows: they would be stored before the captures they belong to.
  void Roll() {
    if (open->group == 0 || open->group == store.group_number()) return;
    sent.push_back(std::exchange(open, std::make_shared<Batch>()));
    while (!sent.empty() && sent.front()->written) sent.pop_front();
  }
  const FrontierUrl* Staged(int64_t id) const {
    if (const auto found = open->rows.find(id); found != open->rows.end()) return &found->second;
    for (auto batch = sent.rbegin(); batch != sent.rend(); ++batch) {
      if (const auto found = (*batch)->rows.find(id); found != (*batch)->rows.end()) return &found->second;
    }
    return nullptr;
  }

  Status Load() {
    DOSSIER_CHECK(database().Execute(kTables));
    DOSSIER_TRY_ASSIGN(Query query, database().Select("SELECT id, hash FROM frontier"));
    for (;;) {
      DOSSIER_TRY_ASSIGN(const bool more, query.Next());
      if (!more) return Ok();
      index.Insert(static_cast<uint64_t>(query.Integer(1)), query.Integer(0));
      next_id = std::max(next_id, query.Integer(0) + 1);
    }
  }
};

Frontier::Frontier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Frontier::~Frontier() = default;

Result<std::unique_ptr<Frontier>> Frontier::Open(Corpus& corpus, bool keep) {
  auto impl = std::make_unique<Impl>(corpus);
  impl->keep = keep;
  DOSSIER_CHECK(impl->Load());
  return std::unique_ptr<Frontier>(new Frontier(std::move(impl)));
}

Result<Frontier::Run> Frontier::BeginRun(const std::string& source) {
  Run run;
  {
    DOSSIER_TRY_ASSIGN(
        Query open,
        impl_->database().Select(
            "SELECT id, pages FROM crawl_runs WHERE source = ?1 AND ended = 0 ORDER BY id DESC LIMIT 1", source));
    DOSSIER_TRY_ASSIGN(const bool found, open.Next());
    if (found) run = {open.Integer(0), true, open.Integer(1)};
  }
  if (run.resumed) return run;
  DOSSIER_TRY_ASSIGN(const int64_t last, impl_->database().Number("SELECT max(id) FROM crawl_runs"));
  run.id = last + 1;
  DOSSIER_CHECK(
      impl_->database().Run("INSERT INTO crawl_runs(id, source, started, ended, pages) VALUES (?1, ?2, ?3, 0, 0)",
                            run.id, source, Now().milliseconds));
  return run;
}

Status Frontier::NotePages(int64_t run, int64_t pages) {
  return impl_->store.EnqueueChange([run, pages](Database& database) {
    return database.Run("UPDATE crawl_runs SET pages = ?2 WHERE id = ?1", run, pages);
  });
}

Status Frontier::EndRun(int64_t run) {
  return impl_->store.EnqueueChange([run](Database& database) {
    return database.Run("UPDATE crawl_runs SET ended = ?2 WHERE id = ?1", run, Now().milliseconds);
  });
}

bool Frontier::Knows(std::string_view url) const { return impl_->index.Find(HashOf(url)) != 0; }

Result<bool> Frontier::Add(FrontierUrl& row) {
  const uint64_t hash = HashOf(row.url);
  if (impl_->index.Find(hash) != 0) return false;
  row.id = impl_->next_id++;
  impl_->index.Insert(hash, row.id);
  impl_->Stage(row);
  return true;
}

Status Frontier::Update(const FrontierUrl& row) {
  impl_->Stage(row);
  return impl_->Arm();
}

Status Frontier::CommitOld() { return impl_->store.FlushOld(); }

Result<CaptureId> Frontier::Store(NewCapture capture, FrontierUrl& row, const Digest& body_sha256) {
  const CaptureKind kind = capture.kind;
  DOSSIER_CHECK(impl_->Arm());
  impl_->Stage(row);  // nothing may come between this and Append, which commits both or neither
  DOSSIER_TRY_ASSIGN(const CaptureId id, impl_->store.Append(impl_->corpus, std::move(capture), body_sha256));
  if (kind == CaptureKind::kResponse && row.capture != id) {
    row.capture = id;
    impl_->Stage(row);
    DOSSIER_CHECK(impl_->Arm());
  }
  if (impl_->keep && impl_->open->rows.size() > kMostStaged) DOSSIER_CHECK(impl_->corpus.Flush());
  return id;
}

Result<FrontierUrl> Frontier::Get(int64_t id) {
  if (const FrontierUrl* staged = impl_->Staged(id)) return *staged;
  DOSSIER_TRY_ASSIGN(Query query,
                     impl_->database().Select("SELECT " + std::string(kColumns) + " FROM frontier WHERE id = ?1", id));
  DOSSIER_TRY_ASSIGN(const bool found, query.Next());
  if (!found) return Fail(ErrorCode::kNotFound, "the frontier has no row " + std::to_string(id));
  return RowOf(query);
}

Result<std::optional<FrontierUrl>> Frontier::Find(std::string_view url) {
  const int64_t id = impl_->index.Find(HashOf(url));
  if (id == 0) return std::optional<FrontierUrl>();
  DOSSIER_TRY_ASSIGN(FrontierUrl row, Get(id));
  return std::optional(std::move(row));
}

Result<std::vector<Frontier::Waiting>> Frontier::Next(Walk& walk, size_t limit) {
  std::vector<Waiting> rows;
  if (walk.stage == 0) {
    DOSSIER_CHECK(impl_->Arm());
    DOSSIER_CHECK(impl_->corpus.Flush());
    walk.end_id = impl_->next_id;
    walk.stage = 1;
    if (!impl_->keep) {  // a dry run: what it added is nowhere else
      for (const auto& [id, row] : impl_->open->rows) {
        if (row.source == walk.source && row.state == UrlState::kPending) rows.push_back({id, row.url, row.role});
      }
      return rows;
    }
  }
  constexpr const char* kDue =
      "SELECT id, url, role, due FROM frontier WHERE source = ?1 AND state > 0 AND due > 0 AND due <= ?2 AND"
      " (due > ?3 OR (due = ?3 AND id > ?4)) AND due >= ?3 AND id < ?5 ORDER BY due, id LIMIT ?6";
  constexpr const char* kAll =
      "SELECT id, url, role, due FROM frontier NOT INDEXED WHERE source = ?1 AND state > 0 AND due > 0 AND due <= ?2 "
      "AND"
      " ?3 >= 0 AND id > ?4 AND id < ?5 ORDER BY id LIMIT ?6";
  constexpr const char* kPending =
      "SELECT id, url, role, due FROM frontier WHERE source = ?1 AND state = 0 AND ?2 >= 0 AND ?3 >= 0 AND id > ?4 AND"
      " id < ?5 ORDER BY id LIMIT ?6";
  DOSSIER_TRY_ASSIGN(Query query,
                     impl_->database().Select(walk.stage == 2 ? kPending
                                              : walk.all      ? kAll
                                                              : kDue,
                                              walk.source, walk.all ? INT64_MAX : walk.now.milliseconds, walk.last_due,
                                              walk.last_id, walk.end_id, static_cast<int64_t>(limit)));
  size_t seen = 0;
  for (;; ++seen) {
    DOSSIER_TRY_ASSIGN(const bool more, query.Next());
    if (!more) break;
    walk.last_id = query.Integer(0);
    if (!walk.all) walk.last_due = walk.stage == 1 ? query.Integer(3) : 0;
    if (!impl_->keep && impl_->open->rows.contains(walk.last_id)) continue;
    rows.push_back({walk.last_id, std::string(query.Text(1)), static_cast<UrlRole>(query.Integer(2))});
  }
  if (seen < limit) {
    ++walk.stage;
    walk.last_id = walk.last_due = 0;
  }
  return rows;
}

Result<int64_t> Frontier::Pending(const std::string& source) {
  return impl_->database().Number("SELECT count(*) FROM frontier WHERE source = ?1 AND state = 0", source);
}

Result<std::optional<UtcTime>> Frontier::NextDue(const std::string& source) {
  DOSSIER_CHECK(impl_->Arm());
  DOSSIER_CHECK(impl_->corpus.Flush());
  DOSSIER_TRY_ASSIGN(
      const int64_t due,
      impl_->database().Number("SELECT min(due) FROM frontier WHERE source = ?1 AND state > 0 AND due > 0", source));
  return due == 0 ? std::nullopt : std::optional(UtcTime{due});
}

Result<std::vector<FrontierUrl>> Frontier::Discoverers(const std::string& source) {
  DOSSIER_CHECK(impl_->Arm());
  DOSSIER_CHECK(impl_->corpus.Flush());
  DOSSIER_TRY_ASSIGN(
      Query query,
      impl_->database().Select(
          "SELECT " + std::string(kColumns) + " FROM frontier WHERE source = ?1 AND role > 0 ORDER BY id", source));
  std::vector<FrontierUrl> rows;
  for (;;) {
    DOSSIER_TRY_ASSIGN(const bool more, query.Next());
    if (!more) return rows;
    rows.push_back(RowOf(query));
  }
}

Result<std::optional<RobotsRecord>> Frontier::FindRobots(const std::string& origin) {
  DOSSIER_TRY_ASSIGN(
      Query query,
      impl_->database().Select("SELECT fetched, expires, status, decision, body, capture FROM robots WHERE origin = ?1",
                               origin));
  DOSSIER_TRY_ASSIGN(const bool found, query.Next());
  if (!found) return std::optional<RobotsRecord>();
  return std::optional(RobotsRecord{origin,
                                    {query.Integer(0)},
                                    {query.Integer(1)},
                                    static_cast<int>(query.Integer(2)),
                                    std::string(query.Text(3)),
                                    std::string(query.BlobAt(4)),
                                    CaptureId{query.Integer(5)}});
}

Status Frontier::StoreRobots(const RobotsRecord& record) {
  return impl_->store.EnqueueChange([record](Database& database) {
    return database.Run(
        "REPLACE INTO robots(origin, fetched, expires, status, decision, body, capture) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7)",
        record.origin, record.fetched.milliseconds, record.expires.milliseconds, record.status, record.decision,
        Blob{record.body}, record.capture);
  });
}

Result<UtcTime> Frontier::HostNotBefore(const std::string& host) {
  DOSSIER_TRY_ASSIGN(const int64_t time,
                     impl_->database().Number("SELECT not_before FROM crawl_hosts WHERE host = ?1", host));
  return UtcTime{time};
}

Status Frontier::StoreHostNotBefore(const std::string& host, UtcTime time) {
  return impl_->store.EnqueueChange([host, time](Database& database) {
    return database.Run("REPLACE INTO crawl_hosts(host, not_before) VALUES (?1, ?2)", host, time.milliseconds);
  });
}

size_t Frontier::size() const { return impl_->index.count(); }

Result<FrontierDamage> CheckFrontierRows(Database& database) {
  FrontierDamage found;
  DOSSIER_TRY_ASSIGN(const int64_t there,
                     database.Number("SELECT count(*) FROM sqlite_master WHERE name = 'frontier'"));
  if (there == 0) return found;
  DOSSIER_TRY_ASSIGN(Query query, database.Select("SELECT id, url, hash FROM frontier"));
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return found;
    ++found.rows;
    if (static_cast<int64_t>(HashOf(query.Text(1))) != query.Integer(2))
      found.damaged.push_back(std::to_string(query.Integer(0)));
  }
}

}  // namespace dossier::corpus
