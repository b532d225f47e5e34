// One function a citation style; each renders one record among the others cited with it.
#pragma once

#include "query/cite/parts.h"

namespace dossier::query {

struct StyleContext {
  std::string year_letter;  // "a", "b" when two records share author and year; else ""
};

Citation RenderChicagoNote(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderChicagoBibliography(const CitationRecord& record, const CitationOptions& options,
                                   const StyleContext& context);
Citation RenderChicagoAuthorDate(const CitationRecord& record, const CitationOptions& options,
                                 const StyleContext& context);
Citation RenderApa(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderMla(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderBluebook(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderIso690(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderIcd206(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderBibtex(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderBiblatex(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderRis(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);
Citation RenderCslJson(const CitationRecord& record, const CitationOptions& options, const StyleContext& context);

}  // namespace dossier::query
