#include "indexer/index/schema.h"

#include "corpus/base/case_folding.h"
#include "corpus/base/digest.h"
#include "corpus/base/utf8.h"

namespace dossier::indexer {
namespace {

constexpr size_t kLongestTerm = 200;  // Xapian takes 245 bytes; zero bytes would count twice, so leave room

}  // namespace

const Field* FindField(std::string_view name) {
  for (const Field& field : kFields)
    if (field.name == name) return &field;
  return nullptr;
}

std::vector<std::string> FieldNames() {
  std::vector<std::string> names;
  for (const Field& field : kFields) names.emplace_back(field.name);
  return names;
}

std::string MakeTerm(std::string_view prefix, std::string_view value) {
  std::string folded = FoldCase(value);
  if (folded.size() > kLongestTerm) {
    const std::string digest = Sha256(folded).hex().substr(0, 32);
    folded.resize(CutUtf8(folded, kLongestTerm - digest.size()).size());
    folded += digest;
  }
  return std::string(prefix) + folded;
}

std::string Combined(std::string_view a, std::string_view b, std::string_view c) {
  std::string value(a);
  value += '|';
  value += b;
  if (!c.empty()) {
    value += '|';
    value += c;
  }
  return value;
}

}  // namespace dossier::indexer
