// A briefing: what the corpus holds for a set of vendors, as one model that every file format is rendered from.
//
//   DOSSIER_TRY_ASSIGN(Brief brief, MakeBrief(engine, corpus, request));
//   WriteFileAtomically("zte.md", BriefMarkdown(brief));
//
// It fails closed: a quotation is in the model only when it was derived again from the archive while the briefing was
// made. What failed is listed by id and reason, without its words. Each row's certificate is stored in the corpus.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/corpus.h"
#include "query/answer/engine.h"
#include "query/answer/timeline.h"

namespace dossier::query {

// One section of the briefing, and the question behind it.
struct BriefSubject {
  std::string heading;  // "ZTE"; "" when the rows stand under no heading (a basket)
  Query query;          // not asked when `evidence_ids` are given
  std::vector<std::string> evidence_ids;
  std::vector<std::string> notes;  // of a basket: one for each id, may be empty; a person's words
};

struct BriefRequest {
  std::string title;               // "" makes one from the headings
  std::string author;              // of the briefing, or ""
  std::string question;            // a person's words; checked like notes
  std::vector<std::string> notes;  // paragraphs of --notes; checked
  std::vector<BriefSubject> subjects;
  std::string style = "chicago";  // of the footnotes
  size_t limit = 200;             // rows a subject
  std::string tlp = "green";      // of what is shared with fewer (query/forms/tlp.h) nothing is taken
};

// A verified quotation with its place in the briefing.
struct BriefQuotation {
  EvidenceRow row;                          // row.verification is kVerified
  std::string date;                         // with its granularity; "" is unknown
  bool date_stated = false;                 // the sentence states it; else the day of publication
  std::string publisher, actions, speaker;  // to show
  std::string who, whom, names;             // who acts, on whom, and who is only named
  std::string note;                         // a basket's
  size_t footnote = 0;                      // 1-based, into Brief::footnotes
  size_t source = 0;                        // index into Brief::sources
  bool repeated = false;                    // the sentence stands in an earlier section, with this footnote
};

// A sentence of the answer that a section opens with, made of counted facts alone.
struct BriefSentence {
  std::string text;
  std::vector<size_t> footnotes;  // of the rows that it counts, in the order of the section
};

struct BriefSection {
  std::string heading;
  std::vector<BriefQuotation> quotations;   // by date
  std::vector<BriefQuotation> denials;      // denied or negated: never counted
  size_t origins = 0, documents = 0;        // behind `quotations`: copies of one text are one origin
  bool more = false;                        // the limit cut them
  std::optional<TimelinePicture> timeline;  // none without dated rows
  std::vector<BriefSentence> answer;

  // What the summary table lists: the quotations that say an action.
  std::vector<const BriefQuotation*> Summary() const;
  // What is printed in the section: quotations with an action or a speaker, and those of a basket; then the rest, for
  // the annex. A sentence that an earlier section prints is in neither.
  std::vector<const BriefQuotation*> Main() const;
  std::vector<const BriefQuotation*> Annex() const;
};

// A document that is quoted, as it was captured.
struct BriefSource {
  indexer::Provenance from;
  std::string entry;  // italics between kItalicOn and kItalicOff
};

struct BriefWithheld {
  std::string evidence_id, url, reason;
};

// A paragraph of a person's notes; quotations in it were found in verified texts.
struct BriefNote {
  enum class Kind { kParagraph, kHeading, kQuotation };
  Kind kind = Kind::kParagraph;
  std::string text;
};

struct Brief {
  std::string title, question, author;
  UtcTime made;
  std::vector<BriefNote> notes;
  std::vector<BriefSection> sections;
  std::vector<std::string> footnotes;  // citations with italics between kItalicOn and kItalicOff
  std::vector<BriefSource> sources;
  std::vector<BriefWithheld> withheld;
  std::string coverage;  // what was searched

  // The day it was made, and the author's name: "2 January 2026 · Jane Doe".
  std::string dateline() const;
  bool has_annex() const;
  size_t quotation_count() const;
  size_t denial_count() const;
};

// Asks, verifies, cites, and stores the certificates. Errors: kUsage for an unknown name or style; kCorrupt when a
// person's words (question, notes) hold a quotation that no stored text has: it is named, nothing is made.
Result<Brief> MakeBrief(const Engine& engine, corpus::Corpus& corpus, const BriefRequest& request);

// A section of the rows of an answer, its footnotes numbered from 1, quotations before denials. Nothing is verified,
// cited or stored: for pages, which verify what they quote. Marks rows that only deny (EvidenceRow::denial).
BriefSection SectionOf(const std::string& heading, EvidenceAnswer& answer, const Engine& engine);

// Who did what (done or ordered), what is only proposed, what is denied by whom, and from how many reports of how many
// independent origins this is known. Nothing is said of rows without an action. The footnotes must be numbered.
std::vector<BriefSentence> AnswerOf(const BriefSection& section, const Engine& engine);

// Every passage in quotation marks, and every block quotation, of at least four words must stand in a verified
// text. Errors: kCorrupt naming the first that does not.
Status CheckPersonalText(const std::vector<std::string>& paragraphs, std::string_view what, const Engine& engine,
                         const corpus::Corpus& corpus);

// The markers of Markdown ("# ", "> ") to kinds.
BriefNote NoteOf(const std::string& paragraph);
// "4 August 2018", "Sample Courier", "ban, ordered", "by FBI", "said by ...": what stands above a quotation, in order.
std::vector<std::string> BriefByLine(const BriefQuotation& quotation);
// Who acts, else who says it, else "not told".
std::string BriefWho(const BriefQuotation& quotation);
// "4 August 2018", or "4 August 2018 (published)" when only the day of publication is known.
std::string BriefDateText(const BriefQuotation& quotation);
// "1 August 2018", "August 2018", "2018", "week of 4 June 2018"; "date unknown".
std::string BriefDate(const std::string& date);
// "3 quotations from 2 documents of 1 independent origin", and what the limit cut.
std::string BriefCountText(const BriefSection& section);
// "This briefing holds 12 quotations. Each was derived again..."
std::string BriefMethodText(const Brief& brief);

// Markdown with footnotes ("[^1]"). The quotations are block quotations.
std::string BriefMarkdown(const Brief& brief);
// One file that asks for nothing from outside: styles and the timeline's picture stand inside.
std::string BriefHtml(const Brief& brief);
// WordprocessingML (ECMA-376, transitional) with real footnotes. Errors: kInternal.
Result<std::string> BriefDocx(const Brief& brief);

}  // namespace dossier::query
