#include "indexer/read/csv.h"

#include <utility>

namespace dossier::indexer {
namespace {

constexpr size_t kMostRows = 1'000'000;
constexpr size_t kMostFields = 1'000;

// The quoted field that begins at `at` (a quotation mark); returns the place behind its last mark, or npos.
size_t ReadQuoted(std::string_view table, size_t at, CsvField& field) {
  size_t begin = ++at;
  for (;;) {
    at = table.find('"', at);
    if (at == std::string_view::npos) return at;
    if (at + 1 >= table.size() || table[at + 1] != '"') break;
    field.ranges.push_back({begin, at + 1});  // with one of the two marks
    begin = at += 2;
  }
  if (at > begin) field.ranges.push_back({begin, at});
  return at + 1;
}

}  // namespace

std::string CsvValue(std::string_view table, const CsvField& field) {
  std::string value;
  for (const corpus::ByteRange& range : field.ranges) value += table.substr(range.begin, range.end - range.begin);
  return value;
}

Result<std::vector<CsvRow>> ReadCsv(std::string_view table, char separator) {
  std::vector<CsvRow> rows;
  size_t at = table.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  CsvRow row;
  while (at < table.size()) {
    CsvField field;
    const size_t start = at;
    if (table[at] == '"') {
      at = ReadQuoted(table, at, field);
      if (at == std::string_view::npos)
        return Fail(ErrorCode::kParse, "table: a quotation is not closed, so the file was cut or is no such table");
    }
    size_t end = at;
    while (end < table.size() && table[end] != separator && table[end] != '\n' && table[end] != '\r') ++end;
    // What stands behind a closing mark belongs to no field; most often it is a blank.
    if (start == at && end > at) field.ranges.push_back({at, end});
    row.fields.push_back(std::move(field));
    if (row.fields.size() > kMostFields) return Fail(ErrorCode::kLimit, "table: more than 1,000 fields in a row");
    at = end;
    if (at < table.size() && table[at] == separator && at + 1 < table.size()) {
      ++at;
      continue;
    }
    while (at < table.size() && (table[at] == '\n' || table[at] == '\r' || table[at] == separator)) {
      if (table[at] == separator && at + 1 < table.size()) break;
      ++at;
    }
    const bool blank = row.fields.size() == 1 && row.fields[0].ranges.empty();
    if (!blank) rows.push_back(std::move(row));
    row = {};
    if (rows.size() > kMostRows) return Fail(ErrorCode::kLimit, "table: more than 1,000,000 rows");
  }
  return rows;
}

}  // namespace dossier::indexer
