#include "corpus/catalogue/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>
#include <unordered_map>
#include <utility>

namespace dossier::corpus {
namespace {

struct TransparentHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// A statement of the store and whether a Query uses it just now.
struct KeptStatement {
  sqlite3_stmt* statement = nullptr;
  bool in_use = false;
};

constexpr const char* kReadSettings = "PRAGMA mmap_size=268435456; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;";
constexpr const char* kWriteSettings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
    "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;";

// On read-only media SQLite cannot make the file that readers of a WAL database share, and refuses.
bool CanRead(sqlite3* handle) {
  const int code = sqlite3_exec(handle, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr) & 0xff;
  return code != SQLITE_READONLY && code != SQLITE_CANTOPEN;
}

// Nothing waits in the log, so that the database file alone is the whole truth.
bool HasNoLog(const std::string& path) {
  std::error_code error;
  const uintmax_t bytes = std::filesystem::file_size(path + "-wal", error);
  return error ? true : bytes == 0;
}

// Nobody can change the file where nobody can write, so that no locks are needed.
std::string ImmutableUri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#')
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      uri += c;
  }
  return uri + "?immutable=1";
}

}  // namespace

struct Database::State {
  sqlite3* handle = nullptr;
  std::unordered_map<std::string, KeptStatement, TransparentHash, std::equal_to<>> kept;
  std::unordered_map<sqlite3_stmt*, KeptStatement*> by_statement;

  ~State() {
    for (auto& [sql, kept_statement] : kept) sqlite3_finalize(kept_statement.statement);
    sqlite3_close_v2(handle);
  }
};

Database::Database(std::string path, std::unique_ptr<State> state) : path_(std::move(path)), state_(std::move(state)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::Open(const std::string& path, Mode mode, int wait_ms) {
  auto state = std::make_unique<State>();
  const int flags = (mode == Mode::kReadOnly    ? SQLITE_OPEN_READONLY
                     : mode == Mode::kReadWrite ? SQLITE_OPEN_READWRITE
                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code = sqlite3_open_v2(path.c_str(), &state->handle, flags, nullptr);
  if (code == SQLITE_OK && mode == Mode::kReadOnly && !CanRead(state->handle) && HasNoLog(path)) {
    sqlite3_close_v2(std::exchange(state->handle, nullptr));
    code = sqlite3_open_v2(ImmutableUri(path).c_str(), &state->handle, flags | SQLITE_OPEN_URI, nullptr);
  }
  std::unique_ptr<Database> database(new Database(path, std::move(state)));
  if (code != SQLITE_OK) return Fail(database->ErrorOf(code, "open"));
  sqlite3_busy_timeout(database->state_->handle, wait_ms);
  DOSSIER_CHECK(database->Execute(mode == Mode::kReadOnly ? kReadSettings : kWriteSettings));
  return database;
}

Status Database::Execute(const std::string& sql) {
  const int code = sqlite3_exec(state_->handle, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Fail(ErrorOf(code, sql));
  return Ok();
}

Result<Query> Database::Prepare(std::string_view sql) {
  auto found = state_->kept.find(sql);
  if (found != state_->kept.end() && !found->second.in_use) {
    found->second.in_use = true;
    return Query(this, found->second.statement, true);
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(state_->handle, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return Fail(ErrorOf(code, sql));
  if (found != state_->kept.end()) return Query(this, statement, false);  // the kept one is running
  found = state_->kept.emplace(std::string(sql), KeptStatement{statement, true}).first;
  state_->by_statement.emplace(statement, &found->second);
  return Query(this, statement, true);
}

int64_t Database::LastInsertedRow() const { return sqlite3_last_insert_rowid(state_->handle); }
int64_t Database::ChangedRows() const { return sqlite3_changes64(state_->handle); }

Error Database::ErrorOf(int code, std::string_view what) const {
  const char* reason = state_->handle != nullptr ? sqlite3_errmsg(state_->handle) : sqlite3_errstr(code);
  std::string message = fmt::format("{}: {}", path_, reason);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kBusy, message + "; nothing was changed", "another dossier process is writing; try again"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::kCorrupt, std::move(message), "dossier check tells what is damaged"};
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {ErrorCode::kIo, message + "; this change was not made", "check free space and permissions"};
    default:
      return {ErrorCode::kInternal, fmt::format("{} (code {}, at: {})", message, code, what.substr(0, 200)), ""};
  }
}

Query::Query(Database* database, sqlite3_stmt* statement, bool kept)
    : database_(database), statement_(statement), kept_(kept) {}
Query::Query(Query&& other) noexcept
    : database_(other.database_), statement_(std::exchange(other.statement_, nullptr)), kept_(other.kept_) {}

Query::~Query() {
  if (statement_ == nullptr) return;
  if (!kept_) {
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  database_->state_->by_statement[statement_]->in_use = false;
}

Result<bool> Query::Next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return Fail(database_->ErrorOf(code, sqlite3_sql(statement_)));
}

int64_t Query::Integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::Real(int column) const { return sqlite3_column_double(statement_, column); }
bool Query::IsNull(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
Query::Type Query::TypeOf(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return Type::kInteger;
    case SQLITE_BLOB:
      return Type::kBlob;
    case SQLITE_NULL:
      return Type::kNull;
    default:
      return Type::kText;
  }
}
int Query::columns() const { return sqlite3_column_count(statement_); }

std::string_view Query::Text(int column) const {
  const auto text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text == nullptr ? std::string_view{}
                         : std::string_view(text, static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
}

std::string_view Query::BlobAt(int column) const {
  const auto bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? std::string_view{}
                          : std::string_view(bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column)));
}

void Query::Bind(int parameter, std::string_view text) {
  sqlite3_bind_text64(statement_, parameter, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
}
void Query::Bind(int parameter, Blob blob) {
  sqlite3_bind_blob64(statement_, parameter, blob.bytes.data() == nullptr ? "" : blob.bytes.data(), blob.bytes.size(),
                      SQLITE_TRANSIENT);
}
void Query::Bind(int parameter, Null) { sqlite3_bind_null(statement_, parameter); }
void Query::Bind(int parameter, double value) { sqlite3_bind_double(statement_, parameter, value); }
void Query::BindInteger(int parameter, int64_t value) { sqlite3_bind_int64(statement_, parameter, value); }

Result<Transaction> Transaction::Begin(Database& database) {
  DOSSIER_CHECK(database.Run("BEGIN IMMEDIATE"));
  return Transaction(&database);
}
Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
Transaction::~Transaction() {
  // A failing COMMIT may have rolled back already; a second ROLLBACK then only says so.
  if (database_ != nullptr && sqlite3_get_autocommit(database_->state_->handle) == 0) {
    if (auto rolled_back = database_->Run("ROLLBACK"); !rolled_back) return;
  }
}
Status Transaction::Commit() {
  DOSSIER_CHECK(database_->Run("COMMIT"));
  database_ = nullptr;
  return Ok();
}

}  // namespace dossier::corpus
