// The history of a document: its distinct contents by the time of their capture, and what each one changed.
//
//   DOSSIER_TRY_ASSIGN(const corpus::Document document, FindNamed(corpus, "ICSA-19-029-02"));
//   DOSSIER_TRY_ASSIGN(const DocumentHistory history, HistoryOf(corpus, sightings, document));
//
// Contents are read from the archive and compared by today's readers; neither the index nor what an older reader made
// of them is asked. On the corpus's thread. Errors: kIo, kCorrupt, and as said.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/sightings.h"
#include "query/history/content.h"

namespace dossier::query {

class Engine;

// One content of a document. Formats (HTML, CSAF, PDF of one advisory) are compared each with its own.
struct HistoryStep {
  int ordinal = 0;  // from 1
  corpus::Sighting seen;
  UtcTime last_seen;  // in a row
  size_t captures = 1;
  std::string format, title;
  std::string stated_version, stated_date, status;  // as stated; "" unknown
  std::optional<ContentChange> change;              // none: the first of its format
  int previous = 0;                                 // the step that it changes; 0: none
  int same_as = 0;                                  // an earlier step with the same bytes; 0: none
  Digest text;                                      // canonical text, of the newest reader
};

struct AddressGone {
  corpus::CaptureId capture = corpus::CaptureId::kNone;  // the first answer that says so
  UtcTime since;
  int status = 0;
};

struct DocumentHistory {
  corpus::Document document;
  std::string id;  // the publisher's number, else the document's id
  std::string document_id;
  std::vector<HistoryStep> steps;  // oldest first
  size_t captures = 0;
  size_t unreadable = 0;            // captures that no reader of today reads
  std::optional<AddressGone> gone;  // the newest answers say so

  size_t Count(ChangeKind kind) const;  // of steps that change something
};

// The documents, with their keys, that a number of the publisher, an id (or its beginning) or a citation of the Federal
// Register ("83 FR 21776": several may begin on one page) names, however it is written (document_name.h).
Result<std::map<corpus::DocumentId, std::string>> DocumentsNamed(const corpus::Corpus& corpus, std::string_view name);

// By document id (or its beginning), key, number of the publisher, citation, address. Errors: kNotFound; kUsage
// (several).
Result<corpus::Document> FindNamed(const corpus::Corpus& corpus, std::string_view name);

Result<DocumentHistory> HistoryOf(const corpus::Corpus& corpus, corpus::Sightings& sightings,
                                  const corpus::Document& document);

// The history of the document that a person names, which has at least one revision. Errors: as above; kCorrupt.
Result<DocumentHistory> HistoryNamed(const corpus::Corpus& corpus, const std::string& name);
// The same, asking the index first where there is one (`engine` may be null): it knows every name without a walk.
Result<DocumentHistory> HistoryNamed(const corpus::Corpus& corpus, const Engine* engine, const std::string& name);
// Two of its steps (indexes) as people name them, by number or by the beginning of a digest: both; one, for what it
// brought; none, for what the newest brought. Errors: kUsage, kNotFound (there is nothing before it).
Result<std::pair<size_t, size_t>> StepsNamed(const DocumentHistory& history, const std::vector<std::string>& names);

// From one step to another, whatever lies between. Errors: kUsage when they are of different formats.
struct StepDiff {
  ContentChange kinds;
  Changes changes;
};
Result<StepDiff> DiffSteps(const corpus::Corpus& corpus, const HistoryStep& before, const HistoryStep& after);

}  // namespace dossier::query
