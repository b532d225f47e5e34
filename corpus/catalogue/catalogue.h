// The tables of corpus.db: creation, migration, and the digest that every row of evidence carries.
// FORMAT.md describes each table. Other files of corpus/ that keep tables of their own (frontier) add them to the
// list in catalogue.cc, so that one schema version covers the file.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/result.h"
#include "corpus/catalogue/database.h"

namespace dossier::corpus {

// PRAGMA user_version of the catalogues that this program writes, and application_id ("doss") of every catalogue.
inline constexpr int kSchemaVersion = 3;
// The oldest schema that is read without bringing it up to date first.
inline constexpr int kOldestReadable = 2;
inline constexpr int kApplicationId = 0x646f7373;

// Creates the tables, or brings an older schema up to kSchemaVersion, in one transaction.
// Errors: kVersion for a newer schema (nothing is changed), kCorrupt when the file is some other database.
Status PrepareSchema(Database& database);
// The same check without changing anything: kVersion when this program would have to migrate before it reads.
Status CheckSchema(Database& database);
// The schema of a catalogue that was opened. Errors: kVersion for a newer one, kCorrupt.
Result<int64_t> SchemaOf(Database& database);

// The digest of a row is SHA-256 over the table's name and the row's columns in the order of kDigestedTables, each
// as a type letter (i, t, b, n), its length in eight bytes (little endian) and its bytes; integers as eight bytes.
class RowDigest {
 public:
  explicit RowDigest(std::string_view table) { Add(table); }
  template <class T>
  requires std::integral<T> || std::is_enum_v<T>
  void Add(T value) { AddInteger(static_cast<int64_t>(value)); }
  void Add(std::string_view text) { AddBytes('t', text); }
  void Add(Blob blob) { AddBytes('b', blob.bytes); }
  void Add(Null) { AddBytes('n', {}); }
  Digest Finish() const { return Sha256(bytes_); }

 private:
  void AddInteger(int64_t value);
  void AddBytes(char type, std::string_view bytes);
  std::string bytes_;
};

// Runs an INSERT or REPLACE whose parameters are the row's columns followed by its digest.
template <class... Values>
Status WriteRow(Database& database, std::string_view table, std::string_view sql, const Values&... values) {
  RowDigest digest(table);
  (digest.Add(values), ...);
  const Digest value = digest.Finish();
  return database.Run(sql, values..., Blob{ViewOf(value)});
}

// A table whose rows carry digests: `select` gives the columns in digest order and the stored digest last;
// `name_column` is the column that names a row for people.
struct DigestedTable {
  std::string_view table;
  std::string_view select;
  int name_column;
};
const std::vector<DigestedTable>& DigestedTables();
// Recomputes the digest of the row the query stands on and compares it with the last column.
bool RowIsIntact(const Query& row, std::string_view table);

}  // namespace dossier::corpus
