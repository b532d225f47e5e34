#include "query/draft/checker.h"

#include <algorithm>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/draft/attribution.h"
#include "query/draft/nearest.h"
#include "query/forms/typography.h"
#include "query/proof/certificate.h"
#include "query/proof/row_verification.h"

namespace dossier::query {
namespace {

constexpr size_t kMostOfPhrases = 40;      // passages that hold a run of the words
constexpr size_t kMostNamed = 5;           // documents that a paragraph names
constexpr size_t kShortWords = 4;          // as many words or fewer may be anybody's
constexpr size_t kFewestTellingWords = 2;  // fewer tell nothing
constexpr size_t kCommonPassages = 3;      // short words that stand in more passages tell no source
constexpr size_t kLongestTitle = 60;       // words

std::string WithoutEnd(std::string text) {
  if (!text.empty() && (text.back() == ',' || text.back() == '.')) text.pop_back();
  return text;
}

// How good a place is for a quotation: a right source before a wrong one, then the nearest form.
struct Place {
  DraftState state = DraftState::kNotFound;
  QuotationMatch match;
  EvidenceRow row;
  std::string evidence_id, right, reason;
  bool named = false;  // the draft names this document, its title or its outlet
  int Rank() const {
    const int form = static_cast<int>(match.kind);
    switch (state) {
      case DraftState::kWrongSource:
        return form;
      case DraftState::kWrongVendor:
        return 10 + form;
      case DraftState::kWrongSpeaker:
        return 20 + form;
      default:
        return (named ? 40 : 30) + form - (match.warnings.empty() ? 0 : 4);
    }
  }
};

class Checker {
 public:
  Checker(const Engine* engine, const corpus::Corpus& corpus) : engine_(engine), verifier_(corpus) {}

  Status Prepare(const corpus::Corpus& corpus) {
    if (engine_) {
      DOSSIER_TRY_ASSIGN(const indexer::IndexSummary summary, engine_->index().Summary());
      for (const auto& [name, documents] : summary.sources) publishers_.push_back(name);
      return Ok();
    }
    DOSSIER_TRY_ASSIGN(const auto stored, corpus.Certificates());
    for (const corpus::Certificate& certificate : stored) {
      auto row = RowOfCertificate(certificate.content);
      if (row) certificates_.push_back(std::move(*row));
    }
    return Ok();
  }

  Result<DraftResult> Check(const DraftQuotation& quotation) {
    DraftResult result;
    result.quotation = quotation;
    const QuotationPattern pattern(quotation.text);
    const Attribution named = engine_ ? AttributionOf(quotation, engine_->gazetteer(), publishers_) : Attribution();
    DOSSIER_TRY_ASSIGN(std::vector<indexer::Passage> passages, Candidates(pattern, named));
    std::optional<Place> best;
    const auto consider = [&](std::optional<Place> place) {
      if (place && (!best || place->Rank() > best->Rank())) best = std::move(place);
    };
    for (const indexer::Passage& passage : passages) consider(InPassage(pattern, quotation, named, passage));
    if (!best) {
      std::set<std::string> seen;  // words that run over the end of a paragraph
      for (const indexer::Passage& passage : passages)
        if (seen.insert(passage.from.text_sha256).second) consider(InText(pattern, quotation, named, passage));
    }
    if (best) {
      DOSSIER_TRY_ASSIGN(const bool too_short, TooShort(quotation.text, *best));
      if (too_short && !Fails(best->state)) {
        best->state = DraftState::kTooShort;
        best->reason = "these words are too few or too common to tell which text they are from; name it beside them";
      }
      Fill(result, std::move(*best));
      return result;
    }
    DOSSIER_TRY_ASSIGN(const bool title, IsTitle(result));
    if (title) return result;
    result.reason = "no verified text holds it";
    DOSSIER_CHECK(AddNear(pattern, passages));
    std::erase_if(passages, [&](const indexer::Passage& passage) { return !Stands(passage); });
    result.nearest = NearestSentence(quotation.text, passages);
    return result;
  }

 private:
  static void Fill(DraftResult& result, Place place) {
    result.state = place.state;
    result.match = std::move(place.match);
    result.row = std::move(place.row);
    result.evidence_id = std::move(place.evidence_id);
    result.right = std::move(place.right);
    result.reason = std::move(place.reason);
  }

  const DerivedText* Derived(const indexer::Passage& passage) {
    const DerivedText& derived =
        verifier_.Derive(passage.from.capture_sha256, passage.from.capture_id, passage.from.text_sha256, 0);
    return derived.state == VerifyState::kVerified ? &derived : nullptr;
  }

  // A certificate's paragraph is its quotation, whose place in bytes is not known.
  bool Stands(const indexer::Passage& passage) {
    const DerivedText* derived = Derived(passage);
    return derived && (StandsIn(*derived, passage) || derived->text.find(passage.text) != std::string::npos);
  }

  // In one paragraph, which must itself stand in the text that was derived again from the capture.
  std::optional<Place> InPassage(const QuotationPattern& pattern, const DraftQuotation& quotation,
                                 const Attribution& named, const indexer::Passage& passage) {
    QuotationMatch match = pattern.Find(passage.text);
    if (!match.good()) return std::nullopt;
    if (!Stands(passage)) return std::nullopt;
    return Judge(std::move(match), quotation, named, passage, true);
  }

  // Over several paragraphs: as parts that an omission divides, or as running text.
  std::optional<Place> InText(const QuotationPattern& pattern, const DraftQuotation& quotation,
                              const Attribution& named, const indexer::Passage& passage) {
    const DerivedText* derived = Derived(passage);
    if (!derived) return std::nullopt;
    QuotationMatch match = pattern.Find(derived->text);
    if (!match.good()) match = pattern.Find(CollapseWhiteSpace(derived->text));
    if (!match.good()) return std::nullopt;
    return Judge(std::move(match), quotation, named, passage, false);
  }

  Place Judge(QuotationMatch match, const DraftQuotation& quotation, const Attribution& named,
              const indexer::Passage& passage, bool in_passage) const {
    Place place;
    std::vector<const indexer::IndexedStatement*> said;
    if (in_passage)
      for (size_t i = 0; i < passage.statements.size(); ++i) {
        const auto& statement = passage.statements[i];
        if (statement.begin >= match.end || statement.end <= match.begin) continue;
        if (said.empty()) place.row.statement = i, place.evidence_id = statement.id;
        said.push_back(&statement);
      }
    place.row.passage = passage;
    place.match = std::move(match);
    place.state = place.match.kind == MatchKind::kExact        ? DraftState::kExact
                  : place.match.kind == MatchKind::kNormalised ? DraftState::kNormalised
                                                               : DraftState::kAbridged;
    if (place.state == DraftState::kNormalised)
      place.reason = "differs in quotation marks, dashes, blanks or final punctuation only";
    for (const std::string& custom : place.match.customs)
      if (place.state == DraftState::kAbridged) place.reason += (place.reason.empty() ? "" : "; ") + custom;
    if (engine_) JudgeAttribution(place, quotation, named, said);
    return place;
  }

  void JudgeAttribution(Place& place, const DraftQuotation& quotation, const Attribution& named,
                        const std::vector<const indexer::IndexedStatement*>& said) const {
    const indexer::Passage& passage = place.row.passage;
    const std::string publisher = indexer::ShownPublisher(passage.from.publisher, passage.from.url);
    const bool right = NamesDocument(named, passage);
    place.named =
        right || NamesTitle(quotation, passage) || NamesOutletOf(named, quotation, passage, engine_->gazetteer());
    if (named.names_document() && !right) {
      place.state = DraftState::kWrongSource;
      place.right = publisher;
      place.reason = "it stands in another document than the draft names beside it";
    } else if (!named.names_document() && named.names_outlet() && !place.named) {
      place.state = DraftState::kWrongSource;
      place.right = publisher;
      place.reason = "the draft names " + OutletName(named, engine_->gazetteer()) + "; it stands in " + publisher;
    } else if (IsOtherVendor(named, quotation, passage, engine_->gazetteer())) {
      place.state = DraftState::kWrongVendor;
      place.right = VendorsOf(passage);
      place.reason = "the draft names " + engine_->NameOf(named.vendors[0]) + "; the source is about " + place.right;
    } else {
      JudgeSpeaker(place, named, said);
    }
  }

  void JudgeSpeaker(Place& place, const Attribution& named,
                    const std::vector<const indexer::IndexedStatement*>& said) const {
    const std::string claimed = !named.person.empty()     ? named.person
                                : !named.speakers.empty() ? engine_->NameOf(named.speakers[0])
                                                          : "";
    switch (CheckSpeaker(named, place.row.passage, said, engine_->gazetteer())) {
      case SpeakerCheck::kFits:
        return;
      case SpeakerCheck::kUnknown:
        place.reason += (place.reason.empty() ? "" : "; ") +
                        std::string("the source does not say that these are words of ") + claimed;
        return;
      case SpeakerCheck::kWrong:
        place.state = DraftState::kWrongSpeaker;
        place.right = SpeakerOf(said);
        place.reason = "the draft gives it to " + claimed + "; in the source it is said by " + place.right;
    }
  }

  std::string VendorsOf(const indexer::Passage& passage) const {
    std::vector<std::string> names;
    for (const auto& statement : passage.statements)
      for (const std::string& id : statement.vendors)
        if (const std::string name = engine_->NameOf(id);
            std::find(names.begin(), names.end(), name) == names.end() && names.size() < 4)
          names.push_back(name);
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "another vendor" : text;
  }

  std::string SpeakerOf(const std::vector<const indexer::IndexedStatement*>& said) const {
    for (const auto* statement : said) {
      if (!statement->speaker) continue;
      const auto& speaker = *statement->speaker;
      const std::string organisation = speaker.organisation.empty() ? "" : engine_->NameOf(speaker.organisation);
      if (speaker.name.empty()) return organisation;
      if (!speaker.role.empty()) return speaker.name + ", " + speaker.role;
      return organisation.empty() ? speaker.name : speaker.name + " of " + organisation;
    }
    return "somebody else";
  }

  // Words that could be from anywhere, when the draft does not name where.
  Result<bool> TooShort(const std::string& text, const Place& place) const {
    if (place.named) return false;
    const auto words = indexer::WordsOf(text);
    const auto telling = std::count_if(words.begin(), words.end(), [&](const indexer::IndexedWord& word) {
      return !IsCommonWord(FoldCase(std::string_view(text).substr(word.begin, word.end - word.begin)));
    });
    if (words.size() < 8 && static_cast<size_t>(telling) < kFewestTellingWords) return true;
    if (words.size() > kShortWords || !engine_) return false;
    DOSSIER_TRY_ASSIGN(const size_t count, engine_->index().Count(indexer::Expression::Phrase("", text)));
    return count > kCommonPassages;
  }

  // Citations set titles in quotation marks.
  Result<bool> IsTitle(DraftResult& result) const {
    if (indexer::WordsOf(result.quotation.text).size() > kLongestTitle) return false;
    const std::string wanted = WithoutEnd(FoldTypography(result.quotation.text));
    const auto holds = [&](const indexer::Passage& passage) {
      // Short notes set the beginning of a title.
      const std::string title = WithoutEnd(FoldTypography(passage.from.title));
      if (!title.starts_with(wanted) || !IsWordBoundary(title, wanted.size())) return false;
      result.state = DraftState::kTitle;
      result.reason = title == wanted ? "the title of a document, no quotation"
                                      : "the beginning of a document's title, no quotation";
      result.row.emplace().passage = passage;
      return true;
    };
    if (!engine_)
      return std::any_of(certificates_.begin(), certificates_.end(),
                         [&](const EvidenceRow& row) { return holds(row.passage); });
    indexer::FindOptions options;
    options.limit = 5;
    options.one_per_document = true;
    const auto phrase =
        indexer::Expression::Phrase(indexer::FieldOf(indexer::FieldId::kTitle).prefix, result.quotation.text);
    DOSSIER_TRY_ASSIGN(const indexer::Hits hits, engine_->index().Find(phrase, options));
    for (const indexer::Hit& hit : hits.hits) {
      DOSSIER_TRY_ASSIGN(const indexer::Passage passage, engine_->Fetch(hit.id));
      if (holds(passage)) return true;
    }
    return false;
  }

  Status Add(const indexer::Expression& expression, size_t limit, std::vector<indexer::Passage>& passages) const {
    indexer::FindOptions options;
    options.limit = limit;
    DOSSIER_TRY_ASSIGN(const indexer::Hits hits, engine_->index().Find(expression, options));
    for (const indexer::Hit& hit : hits.hits) {
      DOSSIER_TRY_ASSIGN(indexer::Passage passage, engine_->Fetch(hit.id));
      passages.push_back(std::move(passage));
    }
    return Ok();
  }

  // The documents that the draft names, then passages that hold runs of the quotation's words together.
  Result<std::vector<indexer::Passage>> Candidates(const QuotationPattern& pattern, const Attribution& named) const {
    std::vector<indexer::Passage> passages;
    if (!engine_) {
      for (const EvidenceRow& row : certificates_) passages.push_back(row.passage);
      return passages;
    }
    size_t documents = 0;
    for (const auto* names : {&named.urls, &named.ids})
      for (const std::string& name : *names) {
        if (++documents > kMostNamed) break;
        auto found = engine_->FindDocument(name);
        if (found) std::move(found->begin(), found->end(), std::back_inserter(passages));
      }
    std::vector<indexer::Expression> starts;
    for (size_t i = 0; i < pattern.runs().size() && i < 3; ++i) {
      const std::string& run = pattern.runs()[i];
      const auto words = indexer::WordsOf(run);
      if (words.empty()) continue;
      // A window of words is enough to find the passage: the text decides.
      const size_t count = std::min<size_t>(words.size(), 6);
      for (const size_t first : {size_t{0}, words.size() - count})
        starts.push_back(indexer::Expression::Phrase(
            "", std::string_view(run).substr(words[first].begin, words[first + count - 1].end - words[first].begin)));
    }
    if (!starts.empty()) DOSSIER_CHECK(Add(indexer::Expression::Or(starts), kMostOfPhrases, passages));
    return passages;
  }

  // Passages that hold most of the words.
  Status AddNear(const QuotationPattern& pattern, std::vector<indexer::Passage>& passages) const {
    if (!engine_) return Ok();
    std::vector<indexer::Expression> any;
    for (const std::string& run : pattern.runs())
      for (const auto& word : indexer::WordsOf(run)) {
        const std::string_view text = std::string_view(run).substr(word.begin, word.end - word.begin);
        if (any.size() < 60) any.push_back(indexer::Expression::Words("", text));
      }
    return any.empty() ? Ok() : Add(indexer::Expression::Or(any), 20, passages);
  }

  const Engine* engine_;
  Verifier verifier_;
  std::vector<EvidenceRow> certificates_;
  std::vector<std::string> publishers_;
};

}  // namespace

std::string_view DraftStateName(DraftState state) {
  switch (state) {
    case DraftState::kExact:
      return "exact";
    case DraftState::kNormalised:
      return "normalised";
    case DraftState::kAbridged:
      return "abridged";
    case DraftState::kTooShort:
      return "too-short";
    case DraftState::kWrongSource:
      return "wrong-source";
    case DraftState::kWrongSpeaker:
      return "wrong-speaker";
    case DraftState::kWrongVendor:
      return "wrong-vendor";
    case DraftState::kTitle:
      return "title";
    case DraftState::kNotFound:
      return "not-found";
  }
  return "not-found";
}

bool Stands(DraftState state) {
  return state == DraftState::kExact || state == DraftState::kNormalised || state == DraftState::kAbridged;
}

bool Fails(DraftState state) { return !Stands(state) && state != DraftState::kTitle && state != DraftState::kTooShort; }

DraftCounts CountDraft(const std::vector<DraftResult>& results) {
  DraftCounts counts;
  for (const DraftResult& result : results) {
    counts.too_short += result.state == DraftState::kTooShort;
    counts.checked += Stands(result.state) || Fails(result.state);
    counts.verified += Stands(result.state);
    counts.warned += Stands(result.state) && !result.match.warnings.empty();
  }
  return counts;
}

Result<std::vector<DraftResult>> CheckDraft(const std::vector<DraftQuotation>& quotations, const Engine* engine,
                                            const corpus::Corpus& corpus) {
  Checker checker(engine, corpus);
  DOSSIER_CHECK(checker.Prepare(corpus));
  std::vector<DraftResult> results;
  for (const DraftQuotation& quotation : quotations) {
    DOSSIER_TRY_ASSIGN(DraftResult result, checker.Check(quotation));
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace dossier::query
