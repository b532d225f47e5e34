// The proposals of a corpus: what its documents say, added up, of organisations that the gazetteer does not list.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/writer.h"
#include "indexer/names/learned_name.h"

namespace dossier::indexer {

// What the documents of a corpus say together of one name. A value. The order in which documents are added tells
// nothing, and one that was added can be taken away again.
class NameSum {
 public:
  // `seen`: what one document says.
  void Add(const LearnedName& seen);
  // False when a telling sentence went with it: others may take its place then (ClearIntroductions, AddIntroductions).
  bool Remove(const LearnedName& seen);
  void ClearIntroductions() { introductions_.clear(); }
  void AddIntroductions(const LearnedName& seen);

  bool empty() const { return documents_ == 0; }
  // Whether it is a proposal: a sign, or several documents.
  bool IsProposed() const;
  LearnedName Name() const;
  size_t strong_documents() const { return strong_; }  // with a strong sign

  // The form on disk; nullopt of what is none.
  std::string Bytes() const;
  static std::optional<NameSum> Parse(std::string_view bytes);

 private:
  std::string id_;
  size_t documents_ = 0, sentences_ = 0, strong_ = 0;
  std::map<std::string, size_t> forms_;
  std::map<Sign, size_t> signs_;
  std::vector<Introduction> introductions_;  // the most telling first
};

// Adds up the names of each document's newest revision: kind, whether it answers by itself, counts, the sentences that
// tell most. Best supported first. Names that one document mentions without any sign are left out.
std::vector<LearnedName> MakeProposals(const std::vector<DocumentRecord>& records);

}  // namespace dossier::indexer
