// Late facts of documents: which revision is the newest, and which documents are copies of one text. Plain values.
#pragma once

#include <string>
#include <vector>

namespace dossier::indexer {

// What is newest and what is a copy of what: written at publish, looked up for the rows shown.
struct DocumentFacts {
  int newest_revision = 0;  // 0: nothing known, the passage's own is the newest
  std::string origin;       // id of the origin, or "" when the document stands alone
};

struct OriginMember {
  std::string document_id;
  std::string title, publisher, url, published;
  double similarity = 1;  // of its text to the first member's
  std::string reason;     // "first", "same text", "wire credit: Reuters"...
};
struct Origin {
  std::string id;
  std::vector<OriginMember> members;  // earliest first
};

}  // namespace dossier::indexer
