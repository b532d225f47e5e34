// A thin owner of one SQLite connection: prepared statements that are kept, errors as values, transactions that
// roll back unless committed. The only wrapper of sqlite3 in the tree.
//
//   DOSSIER_TRY_ASSIGN(Transaction transaction, Transaction::Begin(database));
//   DOSSIER_CHECK(database.Run("INSERT INTO t(a, b) VALUES (?1, ?2)", 7, "seven"));
//   DOSSIER_CHECK(transaction.Commit());
//
//   DOSSIER_TRY_ASSIGN(Query query, database.Select("SELECT a, b FROM t WHERE a > ?1", 3));
//   while (true) {
//     DOSSIER_TRY_ASSIGN(const bool row, query.Next());
//     if (!row) break;
//     Use(query.Integer(0), query.Text(1));
//   }
//
// A Database and everything made from it belong to one thread. Errors: kBusy when another process keeps the
// database locked beyond the wait, kCorrupt for a damaged file, kIo for a full or failing disk, kInternal else.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "corpus/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace dossier::corpus {

// Bytes that are bound as a BLOB; a plain string_view is bound as TEXT. Does not own them.
struct Blob {
  std::string_view bytes;
};
// SQL NULL.
struct Null {};

class Database;

// One running statement. Borrowed from the connection's store of prepared statements and given back, reset, by the
// destructor. Views from Text and Blob live until the next Next().
class Query {
 public:
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();

  // Steps: true when there is a row, false at the end.
  Result<bool> Next();

  int64_t Integer(int column) const;  // NULL gives 0
  double Real(int column) const;
  std::string_view Text(int column) const;  // NULL gives ""
  std::string_view BlobAt(int column) const;
  bool IsNull(int column) const;
  // Passes the value on in its own type: sink.Add(int64_t), Add(string_view), Add(Blob) or Add(Null).
  template <class Sink>
  void AddTo(Sink& sink, int column) const {
    switch (TypeOf(column)) {
      case Type::kInteger:
        return sink.Add(Integer(column));
      case Type::kText:
        return sink.Add(Text(column));
      case Type::kBlob:
        return sink.Add(Blob{BlobAt(column)});
      case Type::kNull:
        return sink.Add(Null{});
    }
  }
  int columns() const;

  // Parameters count from 1. Strings are copied.
  void Bind(int parameter, std::string_view text);
  void Bind(int parameter, Blob blob);
  void Bind(int parameter, Null null);
  void Bind(int parameter, double value);
  void BindInteger(int parameter, int64_t value);
  template <std::integral T>
  void Bind(int parameter, T value) {
    BindInteger(parameter, static_cast<int64_t>(value));
  }
  template <class T>
  requires std::is_enum_v<T>
  void Bind(int parameter, T value) { BindInteger(parameter, static_cast<int64_t>(value)); }

 private:
  friend class Database;
  enum class Type { kInteger, kText, kBlob, kNull };
  Type TypeOf(int column) const;
  Query(Database* database, sqlite3_stmt* statement, bool kept);
  Database* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  bool kept_ = false;  // belongs to the store; else finalized at the end
};

class Database {
 public:
  enum class Mode { kReadOnly, kReadWrite, kCreate };

  // Opens the file in WAL with synchronous=FULL and foreign keys off; waits up to `wait_ms` for other writers.
  static Result<std::unique_ptr<Database>> Open(const std::string& path, Mode mode, int wait_ms = 30000);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs statements without parameters or results, separated by semicolons.
  Status Execute(const std::string& sql);

  // A statement with its parameters bound, ready for Next().
  template <class... Values>
  Result<Query> Select(std::string_view sql, const Values&... values) {
    DOSSIER_TRY_ASSIGN(Query query, Prepare(sql));
    int parameter = 0;
    (query.Bind(++parameter, values), ...);
    return query;
  }
  // Runs a statement that gives no rows.
  template <class... Values>
  Status Run(std::string_view sql, const Values&... values) {
    DOSSIER_TRY_ASSIGN(Query query, Select(sql, values...));
    DOSSIER_TRY_ASSIGN([[maybe_unused]] const bool row, query.Next());
    return Ok();
  }
  // The first column of the first row as an integer; 0 when there is no row.
  template <class... Values>
  Result<int64_t> Number(std::string_view sql, const Values&... values) {
    DOSSIER_TRY_ASSIGN(Query query, Select(sql, values...));
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    return row ? query.Integer(0) : 0;
  }

  int64_t LastInsertedRow() const;
  int64_t ChangedRows() const;  // by the last statement
  const std::string& path() const { return path_; }

 private:
  friend class Query;
  friend class Transaction;
  struct State;
  Database(std::string path, std::unique_ptr<State> state);
  Result<Query> Prepare(std::string_view sql);
  Error ErrorOf(int code, std::string_view what) const;

  std::string path_;
  std::unique_ptr<State> state_;
};

// A write transaction (BEGIN IMMEDIATE). The destructor rolls back what was not committed.
class Transaction {
 public:
  static Result<Transaction> Begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Status Commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_ = nullptr;
};

}  // namespace dossier::corpus
