// Whom a draft names beside a quotation: its source, who speaks, which vendor it is about.
#pragma once

#include <string>
#include <vector>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/index/passage.h"
#include "query/draft/quotations.h"

namespace dossier::query {

// What the sentence around a quotation, and its notes, name. Words in quotation marks name nothing.
struct Attribution {
  std::vector<std::string> urls, ids;   // of the paragraph and its notes; ids of evidence or documents
  std::vector<std::string> hosts;       // "fortune.com"
  std::vector<std::string> outlets;     // ids of known outlets
  std::vector<std::string> publishers;  // of the corpus, by name
  std::vector<std::string> speakers;    // ids of the agency or vendor beside a verb of saying
  std::string person;                   // "Bob Lord", beside a verb of saying
  std::vector<std::string> vendors;     // ids of vendors that the quotation is said to be about
  bool names_document() const { return !urls.empty() || !ids.empty(); }
  bool names_outlet() const { return !hosts.empty() || !outlets.empty() || !publishers.empty(); }
};

// `publishers`: the names that documents of the corpus are published under. Linear in the paragraph times their number.
Attribution AttributionOf(const DraftQuotation& quotation, const indexer::Gazetteer& gazetteer,
                          const std::vector<std::string>& publishers);

// Whether a document is the one that is named; where none is named, false.
bool NamesDocument(const Attribution& named, const indexer::Passage& passage);
// Whether the title of the passage's document stands in the paragraph or its notes.
bool NamesTitle(const DraftQuotation& quotation, const indexer::Passage& passage);
// Whether an outlet that is named publishes the passage, or the passage says that it reports from it.
bool NamesOutletOf(const Attribution& named, const DraftQuotation& quotation, const indexer::Passage& passage,
                   const indexer::Gazetteer& gazetteer);
// "Fortune": the first outlet that is named.
std::string OutletName(const Attribution& named, const indexer::Gazetteer& gazetteer);

// What the source tells of the speaker of these statements against what is named.
enum class SpeakerCheck { kFits, kUnknown, kWrong };
SpeakerCheck CheckSpeaker(const Attribution& named, const indexer::Passage& passage,
                          const std::vector<const indexer::IndexedStatement*>& said,
                          const indexer::Gazetteer& gazetteer);
// True when vendors are named and the passage is about others.
bool IsOtherVendor(const Attribution& named, const DraftQuotation& quotation, const indexer::Passage& passage,
                   const indexer::Gazetteer& gazetteer);

}  // namespace dossier::query
