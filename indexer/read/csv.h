// Tables of text: RFC 4180 with any one-byte separator, and what agencies publish beside it (no header, other line
// ends, fields of fixed width).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/text/canonical_text.h"

namespace dossier::indexer {

// A field: where its value stands in the table, in bytes. A doubled quotation mark parts it, so that the ranges one
// after another are the value.
struct CsvField {
  std::vector<corpus::ByteRange> ranges;
};

struct CsvRow {
  std::vector<CsvField> fields;
};

// The value of a field: its ranges, one after another.
std::string CsvValue(std::string_view table, const CsvField& field);

// The rows of the table, blank lines left out. Linear. Errors: kParse (a quotation that no mark ends: the table was
// cut), kLimit (more than a million rows, or 1,000 fields in one).
Result<std::vector<CsvRow>> ReadCsv(std::string_view table, char separator);

}  // namespace dossier::indexer
