#include "query/draft/checker.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/draft/outlets.h"
#include "query/forms/typography.h"
#include "query/proof/certificate.h"

namespace dossier::query {
namespace {

// American typography moves a comma or full stop inside the closing mark.
std::string WithoutEnd(std::string text) {
  if (!text.empty() && (text.back() == ',' || text.back() == '.')) text.pop_back();
  return text;
}

// A quotation that starts or ends inside a word quotes something else.
bool OnWords(std::string_view text, size_t begin, size_t length) {
  return IsWordBoundary(text, begin) && IsWordBoundary(text, begin + length);
}

bool Stands(std::string_view text, std::string_view quotation) {
  if (quotation.empty()) return false;
  for (size_t at = text.find(quotation); at != std::string_view::npos; at = text.find(quotation, at + 1))
    if (OnWords(text, at, quotation.size())) return true;
  return false;
}

enum class Match { kNone, kNormalised, kExact };

Match MatchIn(std::string_view text, std::string_view typographic, const std::string& quotation) {
  if (Stands(text, quotation)) return Match::kExact;
  const std::string folded = FoldTypography(quotation);
  if (Stands(typographic, folded)) return Match::kNormalised;
  const std::string bare = WithoutEnd(folded);
  if (bare != folded && Stands(typographic, bare)) return Match::kNormalised;
  return Match::kNone;
}

// The parts of a quotation with omissions ("... [...] ..."), each of which must stand, in order; one part when none.
std::vector<std::string> PartsOf(const std::string& quotation) {
  std::vector<std::string> parts;
  std::string rest = quotation;
  static constexpr std::string_view kOmissions[] = {"[...]", "[\xE2\x80\xA6]", "(...)"};
  for (;;) {
    size_t at = std::string::npos, length = 0;
    for (std::string_view omission : kOmissions)
      if (const size_t found = rest.find(omission); found < at) at = found, length = omission.size();
    if (at == std::string::npos) break;
    parts.push_back(CollapseWhiteSpace(rest.substr(0, at)));
    rest = rest.substr(at + length);
  }
  parts.push_back(CollapseWhiteSpace(rest));
  std::erase_if(parts, [](const std::string& part) { return part.empty(); });
  return parts;
}

// What the paragraph of the draft names as the source beside the quotation: addresses and evidence or document ids.
struct NamedSources {
  std::vector<std::string> urls, ids;
  bool none() const { return urls.empty() && ids.empty(); }
};

NamedSources SourcesIn(const std::string& context) {
  NamedSources named;
  for (std::string_view scheme : {std::string_view("https://"), std::string_view("http://")})
    for (size_t at = context.find(scheme); at != std::string::npos; at = context.find(scheme, at + 1)) {
      size_t end = std::min(context.find_first_of(" \t\n<>\"'", at), context.size());
      while (end > at && std::string_view(".,;:)]").find(context[end - 1]) != std::string_view::npos) --end;
      std::string url = context.substr(at, end - at);
      named.urls.push_back(url.substr(0, url.find('#')));
    }
  for (const auto& word : indexer::WordsOf(context)) {
    const std::string text = context.substr(word.begin, word.end - word.begin);
    if (text.size() != 13 || (text[0] != 'e' && text[0] != 'd')) continue;
    if (text.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos &&
        text.find_first_of("0123456789") != std::string::npos)
      named.ids.push_back(text);
  }
  return named;
}

std::string WithoutScheme(std::string url) {
  for (std::string_view scheme : {std::string_view("https://"), std::string_view("http://")})
    if (url.starts_with(scheme)) url.erase(0, scheme.size());
  while (url.ends_with('/')) url.pop_back();
  return url;
}

bool NamesIt(const NamedSources& named, const indexer::Provenance& from, const std::vector<std::string>& evidence_ids) {
  for (const std::string& url : named.urls)
    if (WithoutScheme(url) == WithoutScheme(from.url) || WithoutScheme(url) == WithoutScheme(from.capture_url))
      return true;
  for (const std::string& id : named.ids)
    if (id == from.document_id || std::find(evidence_ids.begin(), evidence_ids.end(), id) != evidence_ids.end())
      return true;
  return false;
}

class Checker {
 public:
  Checker(const Engine* engine, const corpus::Corpus& corpus) : engine_(engine), verifier_(corpus) {}

  Status LoadCertificates(const corpus::Corpus& corpus) {
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
    const NamedSources named = SourcesIn(quotation.context);
    DOSSIER_TRY_ASSIGN(const auto passages, Candidates(quotation.text));
    bool elsewhere = false;
    const std::vector<std::string> outlets =
        named.none() && engine_ ? OutletsAround(quotation, engine_->gazetteer()) : std::vector<std::string>();
    for (const indexer::Passage& passage : passages) {
      const Match match = Verified(passage, quotation.text);
      if (match == Match::kNone) continue;
      std::vector<std::string> ids;
      for (const auto& statement : passage.statements) ids.push_back(statement.id);
      const bool right = named.none() ? outlets.empty() || OutletFits(outlets, passage, quotation.context)
                                      : NamesIt(named, passage.from, ids);
      if (!right && elsewhere) continue;
      Fill(result, passage, match, right);
      if (!right && named.none())
        result.reason = "the draft names " + engine_->NameOf(outlets[0]) + "; it stands in " +
                        indexer::ShownPublisher(passage.from.publisher, passage.from.url);
      if (right) return result;
      elsewhere = true;
    }
    if (elsewhere) return result;
    DOSSIER_TRY_ASSIGN(const bool title, IsTitle(result));
    if (title) return result;
    result.reason = "no verified text holds it";
    result.nearest = NearestSentence(quotation.text, passages);
    return result;
  }

 private:
  // The publisher of the passage is named beside the quotation, or an outlet that the passage says it reports from.
  bool OutletFits(const std::vector<std::string>& outlets, const indexer::Passage& passage,
                  const std::string& context) const {
    const std::string publisher = indexer::ShownPublisher(passage.from.publisher, passage.from.url);
    if (FoldForComparison(context).find(FoldForComparison(publisher)) != std::string::npos) return true;
    std::vector<std::string> fitting = OutletIds(publisher, engine_->gazetteer());
    for (const auto& statement : passage.statements)
      for (const std::string& id : OutletIds(statement.reported_by, engine_->gazetteer())) fitting.push_back(id);
    return std::any_of(outlets.begin(), outlets.end(), [&](const std::string& id) {
      return std::find(fitting.begin(), fitting.end(), id) != fitting.end();
    });
  }

  void Fill(DraftResult& result, const indexer::Passage& passage, Match match, bool right) const {
    result.document_id = passage.from.document_id;
    result.title = passage.from.title;
    result.publisher = passage.from.publisher;
    result.url = passage.from.url;
    for (const auto& statement : passage.statements)
      if (Stands(statement.text_of(passage.text), result.quotation.text)) result.evidence_id = statement.id;
    if (!right) {
      result.state = DraftState::kWrongSource;
      result.reason = "it stands in another document than the draft names beside it";
      return;
    }
    result.state = match == Match::kExact ? DraftState::kExact : DraftState::kNormalised;
    result.reason =
        match == Match::kExact ? "" : "differs in quotation marks, dashes, blanks or final punctuation only";
  }

  // Whether the quotation stands in the text that was derived again from the capture of the passage; within one
  // passage or across neighbouring ones, as the text has it.
  Match Verified(const indexer::Passage& passage, const std::string& quotation) {
    const DerivedText& derived =
        verifier_.Derive(passage.from.capture_sha256, passage.from.capture_id, passage.from.text_sha256, 0);
    if (derived.state != VerifyState::kVerified) return Match::kNone;
    const std::string text = CollapseWhiteSpace(derived.text);
    const std::string typographic = FoldTypography(derived.text);
    const auto parts = PartsOf(quotation);
    if (parts.empty()) return Match::kNone;
    if (parts.size() == 1) return MatchIn(text, typographic, parts[0]);
    // With omissions every part must stand in this passage, in order: nothing is spliced from afar.
    const std::string own = FoldTypography(passage.text);
    size_t from = 0;
    for (const std::string& part : parts) {
      const std::string wanted = WithoutEnd(FoldTypography(part));
      const size_t at = own.find(wanted, from);
      if (at == std::string::npos || !OnWords(own, at, wanted.size())) return Match::kNone;
      from = at + wanted.size();
    }
    return Match::kNormalised;
  }

  // Citations set titles in quotation marks.
  Result<bool> IsTitle(DraftResult& result) const {
    const std::string wanted = WithoutEnd(FoldTypography(result.quotation.text));
    auto holds = [&](const indexer::Passage& passage) {
      if (WithoutEnd(FoldTypography(passage.from.title)) != wanted) return false;
      result.state = DraftState::kTitle;
      result.reason = "the title of a document, no quotation";
      result.document_id = passage.from.document_id;
      result.title = passage.from.title;
      result.publisher = passage.from.publisher;
      result.url = passage.from.url;
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

  // Passages that hold the quotation's words together, then those that hold most of them.
  Result<std::vector<indexer::Passage>> Candidates(const std::string& quotation) const {
    std::vector<indexer::Passage> passages;
    if (!engine_) {
      for (const EvidenceRow& row : certificates_) passages.push_back(row.passage);
      return passages;
    }
    const auto words = indexer::WordsOf(quotation);
    std::vector<indexer::Expression> any;
    for (const auto& word : words)
      any.push_back(
          indexer::Expression::Words("", std::string_view(quotation).substr(word.begin, word.end - word.begin)));
    // A window of words is enough to find the passage: the text decides.
    const size_t count = std::min<size_t>(words.size(), 6);
    std::vector<indexer::Expression> starts;
    for (size_t first : {size_t{0}, words.size() - count})
      starts.push_back(indexer::Expression::Phrase(
          "",
          std::string_view(quotation).substr(words[first].begin, words[first + count - 1].end - words[first].begin)));
    indexer::FindOptions options;
    options.limit = 12;
    for (const auto& expression : {indexer::Expression::Or(starts), indexer::Expression::Or(any)}) {
      DOSSIER_TRY_ASSIGN(const indexer::Hits hits, engine_->index().Find(expression, options));
      for (const indexer::Hit& hit : hits.hits) {
        DOSSIER_TRY_ASSIGN(indexer::Passage passage, engine_->Fetch(hit.id));
        passages.push_back(std::move(passage));
      }
    }
    return passages;
  }

  // The sentence that shares most words with the quotation.
  static std::string NearestSentence(const std::string& quotation, const std::vector<indexer::Passage>& passages) {
    std::vector<std::string> wanted;
    for (const auto& word : indexer::WordsOf(quotation)) wanted.push_back(word.stem);
    std::sort(wanted.begin(), wanted.end());
    std::string best;
    double best_share = 0.3;
    auto look = [&](const std::string& sentence) {
      std::vector<std::string> held, common;
      for (const auto& word : indexer::WordsOf(sentence)) held.push_back(word.stem);
      std::sort(held.begin(), held.end());
      std::set_intersection(wanted.begin(), wanted.end(), held.begin(), held.end(), std::back_inserter(common));
      const double share = static_cast<double>(common.size()) /
                           static_cast<double>(std::max<size_t>(1, std::max(wanted.size(), held.size())));
      if (share <= best_share) return;
      best_share = share;
      best = sentence;
    };
    for (const indexer::Passage& passage : passages) {
      for (const auto& statement : passage.statements) look(statement.text_of(passage.text));
      if (passage.statements.empty() && passage.text.size() < 600) look(passage.text);
    }
    return best;
  }

  const Engine* engine_;
  Verifier verifier_;
  std::vector<EvidenceRow> certificates_;
};

}  // namespace

std::string_view DraftStateName(DraftState state) {
  switch (state) {
    case DraftState::kExact:
      return "exact";
    case DraftState::kNormalised:
      return "normalised";
    case DraftState::kWrongSource:
      return "wrong-source";
    case DraftState::kTitle:
      return "title";
    case DraftState::kNotFound:
      return "not-found";
  }
  return "not-found";
}

Result<std::vector<DraftResult>> CheckDraft(const std::vector<DraftQuotation>& quotations, const Engine* engine,
                                            const corpus::Corpus& corpus) {
  Checker checker(engine, corpus);
  if (!engine) DOSSIER_CHECK(checker.LoadCertificates(corpus));
  std::vector<DraftResult> results;
  for (const DraftQuotation& quotation : quotations) {
    DOSSIER_TRY_ASSIGN(DraftResult result, checker.Check(quotation));
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace dossier::query
