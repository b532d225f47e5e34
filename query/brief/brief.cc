#include "query/brief/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "query/answer/independence.h"
#include "query/answer/left_aside.h"
#include "query/answer/timeline.h"
#include "query/cite/citation.h"
#include "query/draft/checker.h"
#include "query/forms/tlp.h"
#include "query/output/text.h"
#include "query/output/words.h"
#include "query/proof/certificate.h"
#include "query/proof/picked_evidence.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

constexpr size_t kFewestWordsOfQuotation = 4;

// Whether a statement asserts nothing but that something is not so. A question without an action separates none.
bool SaysOnlyDenials(const indexer::IndexedStatement& said) {
  return !said.actions.empty() &&
         std::all_of(said.actions.begin(), said.actions.end(), [](const indexer::Action& action) {
           return action.polarity != indexer::Polarity::kAsserted || action.type == indexer::ActionType::kDenial;
         });
}

// Styles that are data for other programs make no footnotes.
Status CheckStyle(const std::string& style) {
  DOSSIER_TRY_ASSIGN([[maybe_unused]] const auto none, RenderCitations({}, {.style = style}));
  for (const char* data : {"bibtex", "biblatex", "ris", "csl-json"})
    if (style == data)
      return Fail(ErrorCode::kUsage, "the style '" + style + "' is data for other programs, not a footnote",
                  "for example: --style chicago; dossier export bundle writes CSL-JSON");
  return Ok();
}

// The row of an entry as it is shown; nothing is cited.
BriefQuotation ShownQuotation(const TimelineEntry& entry, const Engine& engine) {
  const EvidenceRow& row = *entry.row;
  BriefQuotation quotation;
  quotation.row = row;
  quotation.date = entry.date;
  quotation.date_stated = entry.stated;
  quotation.publisher = indexer::ShownPublisher(row.passage.from.publisher, row.passage.from.url);
  const Parties parties = PartiesOf(row, engine);
  quotation.who = JoinedNames(parties.by);
  quotation.whom = parties.on.empty() ? row.vendor.name : JoinedNames(parties.on);
  quotation.names = JoinedNames(parties.names);
  quotation.actions = ActionsText(row);
  quotation.speaker = SpeakerWords(row, engine);
  return quotation;
}

void CountSources(BriefSection& section) {
  std::set<std::string> documents;
  std::vector<const EvidenceRow*> rows;
  for (const BriefQuotation& quotation : section.quotations) {
    documents.insert(quotation.row.passage.from.document_id);
    rows.push_back(&quotation.row);
  }
  section.origins = IndependentOrigins(rows);
  section.documents = documents.size();
}

std::optional<TimelinePicture> PictureOf(const std::vector<TimelineEntry>& entries, const std::string& heading) {
  if (std::none_of(entries.begin(), entries.end(),
                   [](const auto& entry) { return RangeOfDateValue(entry.date).has_value(); }))
    return std::nullopt;
  return DrawTimeline(entries, heading.empty() ? "Timeline" : heading);
}

// Collects rows into the model: verified ones with footnote, source and certificate, others as withheld.
class Maker {
 public:
  Maker(const Engine& engine, corpus::Corpus& corpus, const BriefRequest& request)
      : engine_(engine), corpus_(corpus), request_(request), verifier_(corpus) {}

  Status AddSubject(const BriefSubject& subject) {
    EvidenceAnswer answer;
    if (subject.evidence_ids.empty()) {
      EvidenceOptions options;
      options.order = EvidenceOrder::kOldest;
      options.limit = request_.limit;
      DOSSIER_TRY_ASSIGN(answer, engine_.Evidence(subject.query, options));
    } else {
      DOSSIER_TRY_ASSIGN(answer, RowsOf(subject.evidence_ids));
    }
    std::map<std::string, std::string> notes;
    for (size_t i = 0; i < subject.notes.size() && i < subject.evidence_ids.size(); ++i)
      notes[subject.evidence_ids[i]] = subject.notes[i];
    BriefSection section;
    section.heading = subject.heading;
    section.more = answer.more;
    KeepVerified(answer.rows);
    KeepVerified(answer.denials);
    for (EvidenceRow& row : answer.rows) row.denial = SaysOnlyDenials(row.said());
    const std::vector<TimelineEntry> entries = TimelineOf(answer);
    // Footnotes are numbered in the order in which they are printed: denials stand last.
    for (const bool denials : {false, true})
      for (const TimelineEntry& entry : entries) {
        if (entry.row->denial != denials) continue;
        DOSSIER_TRY_ASSIGN(BriefQuotation quotation, QuotationOf(entry));
        if (const auto note = notes.find(entry.row->said().id); note != notes.end()) quotation.note = note->second;
        (denials ? section.denials : section.quotations).push_back(std::move(quotation));
      }
    section.timeline = PictureOf(entries, subject.heading);
    CountSources(section);
    brief_.sections.push_back(std::move(section));
    return Ok();
  }

  Result<Brief> Finish() {
    Number();
    DOSSIER_TRY_ASSIGN(const auto notes, RenderCitations(records_, Options(request_.style)));
    std::set<std::string> cited;  // captures
    for (size_t i = 0; i < notes.size(); ++i) {
      const bool first = cited.insert(records_[i].sha256).second;
      brief_.footnotes.push_back(first || request_.style != "chicago" ? notes[i].entry : ShortNote(records_[i]));
    }
    for (BriefSection& section : brief_.sections) section.answer = AnswerOf(section, engine_);
    // The list of sources cites whole documents; a note style has a bibliography form for that.
    std::vector<CitationRecord> whole;
    for (const BriefSource& source : brief_.sources) whole.push_back(source_records_.at(source.from.capture_sha256));
    const std::string style = request_.style == "chicago" ? "chicago-bibliography" : request_.style;
    DOSSIER_TRY_ASSIGN(const auto entries, RenderCitations(whole, Options(style)));
    for (size_t i = 0; i < entries.size(); ++i) brief_.sources[i].entry = entries[i].entry;
    DOSSIER_TRY_ASSIGN(const Coverage coverage, engine_.Searched(AsOfAll()));
    brief_.coverage = CoverageText(coverage);
    if (const std::string left = LeftAsideLine(corpus_.directory()); !left.empty()) brief_.coverage += "; " + left;
    brief_.question = request_.question;
    for (const std::string& paragraph : request_.notes) brief_.notes.push_back(NoteOf(paragraph));
    brief_.made = Now();
    brief_.author = request_.author;
    brief_.title = request_.title;
    if (brief_.title.empty()) {
      std::vector<std::string> headings;
      for (const BriefSection& section : brief_.sections)
        if (!section.heading.empty()) headings.push_back(section.heading);
      brief_.title = "Briefing" + (headings.empty() ? std::string() : ": " + JoinedNames(headings));
    }
    return std::move(brief_);
  }

 private:
  static CitationOptions Options(const std::string& style) {
    return {.style = style, .archived = Archived::kShort, .markup = Markup::kRuns};
  }

  // The rows of a basket: of the index, else of the stored certificate.
  Result<EvidenceAnswer> RowsOf(const std::vector<std::string>& ids) const {
    EvidenceAnswer answer;
    for (const std::string& id : ids) {
      DOSSIER_TRY_ASSIGN(EvidenceRow row, FindEvidenceOrCertificate(id, &engine_, corpus_));
      answer.rows.push_back(std::move(row));
    }
    return answer;
  }

  // What its publisher shares with fewer than a briefing reaches, unless it was asked for.
  void WithholdByTlp(std::vector<EvidenceRow>& rows) {
    std::erase_if(rows, [&](const EvidenceRow& row) {
      const std::string& tlp = row.passage.from.tlp;
      if (TlpRank(tlp) <= TlpRank(request_.tlp)) return false;
      brief_.withheld.push_back({row.said().id, row.passage.from.url, "TLP:" + tlp + ", not asked for with --tlp"});
      return true;
    });
  }

  // The day that the briefing was asked for, when it was.
  std::optional<AsOf> AsOfAll() const {
    return request_.subjects.empty() ? std::optional<AsOf>() : request_.subjects.front().query.as_of;
  }

  void KeepVerified(std::vector<EvidenceRow>& rows) {
    WithholdByTlp(rows);
    for (EvidenceRow& row : rows) {
      VerifyRow(verifier_, row);
      if (row.verification != Verification::kVerified)
        brief_.withheld.push_back({row.said().id, row.passage.from.url, row.verification_reason});
    }
    std::erase_if(rows, [](const EvidenceRow& row) { return row.verification != Verification::kVerified; });
  }

  Result<BriefQuotation> QuotationOf(const TimelineEntry& entry) {
    const EvidenceRow& row = *entry.row;
    BriefQuotation quotation = ShownQuotation(entry, engine_);
    quotation.source = SourceOf(row);
    if (stored_.insert(row.said().id).second)
      DOSSIER_CHECK(corpus_.StoreCertificate({row.said().id, CertificateOf(row, corpus_), Now()}));
    return quotation;
  }

  // Footnotes are numbered in the order in which they are printed: each section, its denials, then the annex. A
  // sentence that two sections hold has one.
  void Number() {
    std::map<std::string, size_t> numbers;  // by evidence id
    const auto number = [&](const BriefQuotation* printed) {
      auto* quotation = const_cast<BriefQuotation*>(printed);  // of our own brief
      if (!numbers.contains(quotation->row.said().id)) {
        records_.push_back(RecordOf(quotation->row));
        numbers[quotation->row.said().id] = records_.size();
      }
      quotation->footnote = numbers[quotation->row.said().id];
    };
    std::set<std::string> seen;
    for (BriefSection& section : brief_.sections)
      for (auto* quotations : {&section.quotations, &section.denials})
        for (BriefQuotation& quotation : *quotations) quotation.repeated = !seen.insert(quotation.row.said().id).second;
    for (const BriefSection& section : brief_.sections) {
      for (const BriefQuotation* quotation : section.Main()) number(quotation);
      for (const BriefQuotation& quotation : section.denials)
        if (!quotation.repeated) number(&quotation);
    }
    for (const BriefSection& section : brief_.sections)
      for (const BriefQuotation* quotation : section.Annex()) number(quotation);
    for (const BriefSection& section : brief_.sections)
      for (const auto* quotations : {&section.quotations, &section.denials})
        for (const BriefQuotation& quotation : *quotations) number(&quotation);
  }

  // Chicago 17, 14.30: author or site, a short title, the place.
  static std::string ShortNote(const CitationRecord& record) {
    std::string text;
    for (const CitedName& author : record.authors)
      if (text.empty()) text = author.corporate() ? author.literal : author.family;
    if (record.authors.size() > 1) text += record.authors.size() > 3 ? " et al." : " and others";
    if (text.empty() && !record.container.empty()) text = kItalicOn + record.container + kItalicOff;
    std::string title;
    size_t words = 0;
    for (const char c : record.title) {
      words += c == ' ';
      if (words == 6) break;
      title += c;
    }
    while (!title.empty() && std::string_view(" ,:;-").find(title.back()) != std::string_view::npos) title.pop_back();
    if (!title.empty()) text += (text.empty() ? "" : ", ") + std::string("\xE2\x80\x9C") + title + ",\xE2\x80\x9D";
    if (record.paragraph > 0) text += fmt::format(" par. {}", record.paragraph);
    return text + ".";
  }

  size_t SourceOf(const EvidenceRow& row) {
    const std::string& digest = row.passage.from.capture_sha256;
    for (size_t i = 0; i < brief_.sources.size(); ++i)
      if (brief_.sources[i].from.capture_sha256 == digest) return i;
    CitationRecord record = RecordOf(row);
    record.quotation.clear();
    record.paragraph = record.page = 0;
    source_records_[digest] = std::move(record);
    brief_.sources.push_back({row.passage.from, ""});
    return brief_.sources.size() - 1;
  }

  const Engine& engine_;
  corpus::Corpus& corpus_;
  const BriefRequest& request_;
  Verifier verifier_;
  Brief brief_;
  std::vector<CitationRecord> records_;                   // one a footnote
  std::map<std::string, CitationRecord> source_records_;  // by capture digest
  std::set<std::string> stored_;
};

std::string InDigits(size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::vector<const BriefQuotation*> BriefSection::Summary() const {
  std::vector<const BriefQuotation*> rows;
  for (const BriefQuotation& quotation : quotations)
    if (!quotation.actions.empty()) rows.push_back(&quotation);
  return rows;
}

std::vector<const BriefQuotation*> BriefSection::Main() const {
  std::vector<const BriefQuotation*> rows;
  for (const BriefQuotation& quotation : quotations)
    if (!quotation.repeated &&
        (!quotation.actions.empty() || !quotation.speaker.empty() || heading.empty() || heading.starts_with("Basket ")))
      rows.push_back(&quotation);
  return rows;
}

std::vector<const BriefQuotation*> BriefSection::Annex() const {
  const std::vector<const BriefQuotation*> main = Main();
  std::vector<const BriefQuotation*> rows;
  for (const BriefQuotation& quotation : quotations)
    if (!quotation.repeated && std::find(main.begin(), main.end(), &quotation) == main.end())
      rows.push_back(&quotation);
  return rows;
}

std::string Brief::dateline() const {
  const std::string day = BriefDate(FormatDay(UtcDayOf(made)));
  return author.empty() ? day : day + " \xC2\xB7 " + author;
}

bool Brief::has_annex() const {
  return std::any_of(sections.begin(), sections.end(),
                     [](const BriefSection& section) { return !section.Annex().empty(); });
}

// A sentence that two sections hold is one quotation.
size_t Brief::quotation_count() const {
  size_t count = 0;
  for (const BriefSection& section : sections)
    count += static_cast<size_t>(std::count_if(section.quotations.begin(), section.quotations.end(),
                                               [](const BriefQuotation& one) { return !one.repeated; }));
  return count;
}

size_t Brief::denial_count() const {
  size_t count = 0;
  for (const BriefSection& section : sections)
    count += static_cast<size_t>(std::count_if(section.denials.begin(), section.denials.end(),
                                               [](const BriefQuotation& one) { return !one.repeated; }));
  return count;
}

Status CheckPersonalText(const std::vector<std::string>& paragraphs, std::string_view what, const Engine& engine,
                         const corpus::Corpus& corpus) {
  std::vector<DraftQuotation> quotations = FindQuotations(paragraphs);
  std::erase_if(quotations, [](const DraftQuotation& quotation) {
    return indexer::WordsOf(quotation.text).size() < kFewestWordsOfQuotation;
  });
  DOSSIER_TRY_ASSIGN(const auto results, CheckDraft(quotations, &engine, corpus));
  for (const DraftResult& result : results) {
    if ((Stands(result.state) && result.match.warnings.empty()) || result.state == DraftState::kTitle) continue;
    if (Stands(result.state))
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("{}: the quotation \"{}\" (paragraph {}) turns its source: {}; no briefing was written",
                              what, result.quotation.text, result.quotation.paragraph, result.match.warnings[0]),
                  "quote the words that are left out");
    return Fail(
        ErrorCode::kCorrupt,
        fmt::format("{}: the quotation \"{}\" (paragraph {}) is {}: {}; no briefing was written", what,
                    result.quotation.text, result.quotation.paragraph, DraftStateName(result.state), result.reason),
        result.nearest.empty() ? "quote a stored text verbatim, or take the quotation marks off"
                               : "the nearest stored sentence: " + result.nearest);
  }
  return Ok();
}

BriefSection SectionOf(const std::string& heading, EvidenceAnswer& answer, const Engine& engine) {
  BriefSection section;
  section.heading = heading;
  section.more = answer.more;
  for (EvidenceRow& row : answer.rows) row.denial = SaysOnlyDenials(row.said());
  const std::vector<TimelineEntry> entries = TimelineOf(answer);
  size_t footnote = 0;
  for (const bool denials : {false, true})
    for (const TimelineEntry& entry : entries) {
      if (entry.row->denial != denials) continue;
      BriefQuotation quotation = ShownQuotation(entry, engine);
      quotation.footnote = ++footnote;
      (denials ? section.denials : section.quotations).push_back(std::move(quotation));
    }
  section.timeline = PictureOf(entries, heading);
  CountSources(section);
  section.answer = AnswerOf(section, engine);
  return section;
}

Result<Brief> MakeBrief(const Engine& engine, corpus::Corpus& corpus, const BriefRequest& request) {
  DOSSIER_CHECK(CheckStyle(request.style));
  DOSSIER_CHECK(
      CheckPersonalText({request.title, request.question, request.author}, "the title or question", engine, corpus));
  DOSSIER_CHECK(CheckPersonalText(request.notes, "the notes", engine, corpus));
  for (const BriefSubject& subject : request.subjects)
    DOSSIER_CHECK(CheckPersonalText(subject.notes, "the notes of the basket", engine, corpus));
  Maker maker(engine, corpus, request);
  for (const BriefSubject& subject : request.subjects) DOSSIER_CHECK(maker.AddSubject(subject));
  return maker.Finish();
}

std::string BriefDate(const std::string& date) {
  const std::string words = date.empty() ? "unknown" : DateWords(date);
  return words == "unknown" ? "date unknown" : words;
}

BriefNote NoteOf(const std::string& paragraph) {
  if (paragraph.starts_with("> ")) return {BriefNote::Kind::kQuotation, paragraph.substr(2)};
  const size_t marks = std::min(paragraph.find_first_not_of('#'), paragraph.size());
  if (marks > 0 && marks <= 6 && marks < paragraph.size() && paragraph[marks] == ' ')
    return {BriefNote::Kind::kHeading, paragraph.substr(marks + 1)};
  return {BriefNote::Kind::kParagraph, paragraph};
}

std::string BriefWho(const BriefQuotation& quotation) {
  if (!quotation.who.empty()) return quotation.who;
  return quotation.speaker.empty() ? "not told" : quotation.speaker + " (says)";
}

std::string BriefDateText(const BriefQuotation& quotation) {
  return BriefDate(quotation.date) + (quotation.date_stated || quotation.date.empty() ? "" : " (published)");
}

std::vector<std::string> BriefByLine(const BriefQuotation& quotation) {
  std::vector<std::string> parts = {BriefDateText(quotation), quotation.publisher};
  if (!quotation.actions.empty()) parts.push_back(quotation.actions);
  if (!quotation.who.empty()) parts.push_back("by " + quotation.who);
  if (!quotation.names.empty()) parts.push_back("names " + quotation.names);
  if (!quotation.speaker.empty()) parts.push_back("said by " + quotation.speaker);
  if (const std::string& outlet = quotation.row.said().reported_by; !outlet.empty())
    parts.push_back("reported by " + outlet);
  if (quotation.row.superseded) parts.push_back("in an older revision");
  return parts;
}

std::string BriefCountText(const BriefSection& section) {
  if (section.quotations.empty() && section.denials.empty()) return "No evidence was found.";
  std::string text = fmt::format("{} from {} of {}", InDigits(section.quotations.size(), "quotation", "quotations"),
                                 InDigits(section.documents, "document", "documents"),
                                 InDigits(section.origins, "independent origin", "independent origins"));
  if (!section.denials.empty())
    text += fmt::format("; {} apart", InDigits(section.denials.size(), "denial", "denials"));
  return text + (section.more ? "; there are more, the limit cut them." : ".");
}

std::string BriefMethodText(const Brief& brief) {
  std::string text = fmt::format(
      "Each of the {} was derived again from the stored capture on {}; a digest kept beside the bytes proves that they "
      "have not "
      "changed since they were recorded, not what the server sent. ",
      InDigits(brief.quotation_count() + brief.denial_count(), "quotation", "quotations"), FormatRfc3339(brief.made));
  if (!brief.withheld.empty())
    text +=
        fmt::format("{} did not verify and {} left out. ", InDigits(brief.withheld.size(), "quotation", "quotations"),
                    brief.withheld.size() == 1 ? "is" : "are");
  return text + "For this briefing dossier " + brief.coverage + ".";
}

}  // namespace dossier::query
