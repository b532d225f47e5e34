// One function a citation style; each renders one record among the others cited with it.
#pragma once

#include "query/citation_parts.h"

namespace dossier::query {

struct StyleContext {
  const std::vector<CitationRecord>& all;
  size_t index = 0;
  std::string year_letter;   // "a", "b" when two records share author and year
};

std::string RenderChicagoNote(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
std::string RenderBibtex(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);

}  // namespace dossier::query
