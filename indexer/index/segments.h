// The files of an index: immutable segments, the facts database, and the stub file that publishes them.
//
//   index/XAPIANDB            the stub: one line a database ("auto facts-000003", "auto seg-000002"...); any Xapian
//                             program can open the index directory through it
//   index/seg-NNNNNN/         a compacted glass database
//   index/facts-NNNNNN/       tiers of what is known late (newest revisions, origins, summary), as metadata (facts.h)
//   index/tmp-*/              throw-away databases of a running `index`; left-overs are deleted by the next
#pragma once

#include <string>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/index/passage.h"

namespace dossier::indexer {

inline constexpr char kStubName[] = "XAPIANDB";
inline constexpr char kSegmentStem[] = "seg-";
inline constexpr char kFactsStem[] = "facts-";
inline constexpr char kTemporaryStem[] = "tmp-";

// The version of the late facts; another one in an index: it is made again.
inline constexpr int kFactsVersion = 2;

// Keys of the metadata that segments and facts carry.
inline constexpr char kMetaSchema[] = "schema";        // kSchemaVersion
inline constexpr char kMetaReaders[] = "readers";      // ReaderSet() and analysis version that made it
inline constexpr char kMetaCaptures[] = "captures";    // "1-90,95": the captures that this segment has dealt with
inline constexpr char kMetaRefused[] = "refused";      // how many of them gave no document
inline constexpr char kMetaDocuments[] = "documents";  // how many document revisions
inline constexpr char kMetaDocument[] = "doc:";        // + document id "|" revision: DocumentRecord
inline constexpr char kMetaFacts[] = "facts";          // of a tier of facts: kFactsVersion
inline constexpr char kFactNewest[] = "newest:";       // + document id: ordinal
inline constexpr char kFactOriginOf[] = "origin_of:";  // + document id: origin id
inline constexpr char kFactOrigin[] = "origin:";       // + origin id: members
inline constexpr char kFactSummary[] = "summary";
inline constexpr char kFactRanks[] = "ranks:";       // + document id: {ordinal: rank in the order of capture}
inline constexpr char kFactRanked[] = "ranked";      // there are such
inline constexpr char kFactOutcomes[] = "outcomes";  // what became of all captures: outcome -> how many
inline constexpr char kFactGone[] = "gone:";         // + document id: since when its address answers 404 or 410
inline constexpr char kFactAnswers[] = "answers:";   // + provisional id: it answers by itself
inline constexpr char kFactLearned[] = "learned:";   // + provisional id: LearnedName, and in how many documents
                                                     // it has a strong sign
inline constexpr char kFactSum[] = "sum:";           // + provisional id: what kFactLearned is made from

// The key of the record of a document revision.
std::string RecordKey(const Provenance& from);

// What the stub names. `facts` may be empty; the oldest tier first.
struct PublishedIndex {
  std::vector<std::string> facts;
  std::vector<std::string> segments;
};

// Errors: kNoCorpus when there is no stub, kCorrupt when it names something outside the directory.
Result<PublishedIndex> ReadStub(const std::string& index_directory);
// Replaces the stub by rename, then deletes databases that it no longer names.
Status Publish(const std::string& index_directory, const PublishedIndex& published);
// Deletes databases and temporary folders that the stub does not name.
Status DeleteUnpublished(const std::string& index_directory);
// Facts and segments, as the stub has them.
std::vector<std::string> PartsOf(const PublishedIndex& published);
// The next free number for a segment or facts database.
std::string NextName(const std::string& index_directory, const std::string& stem);

}  // namespace dossier::indexer
