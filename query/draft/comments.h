// A copy of a docx draft with a comment at each quotation that needs a person's eye.
#pragma once

#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::query {

struct DraftComment {
  size_t paragraph = 0;  // 1-based, as ReadDraft numbers them
  std::string text;      // lines divided by '\n'
};

// The bytes of the copy: the draft's own parts, its comments kept and ours behind them, nothing else changed. A comment
// on a note stands at the paragraph that refers to it, one in a text box at the paragraph that holds the box.
// Errors: kUsage when the draft is no docx; kIo, kParse, kLimit as ReadDraft.
Result<std::string> WithComments(const std::string& path, const std::vector<DraftComment>& comments, UtcTime now);

}  // namespace dossier::query
