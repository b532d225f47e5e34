#include "query/history/history.h"

#include <algorithm>
#include <map>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/cli/table.h"
#include "corpus/url/url.h"
#include "indexer/index/passage.h"
#include "query/answer/engine.h"
#include "query/history/document_name.h"

namespace dossier::query {
namespace {

constexpr size_t kShortestId = 4;

// Whether a key ends in the publisher's number: "cisa/ICSA-19-029-02". `number` as it is compared (document_name.h).
bool EndsIn(std::string_view key, const std::string& number) {
  const size_t slash = key.rfind('/');
  return slash != std::string_view::npos && !key.starts_with("http") && ComparedNumber(key.substr(slash + 1)) == number;
}

// "us-congress/116 S. Con. Res. 10" is the bill "116sconres10", and the bill "sconres10" of some Congress.
bool IsBill(std::string_view key, const std::string& bill) {
  if (bill.empty() || !key.starts_with("us-congress/")) return false;
  const std::string number = ComparedNumber(key.substr(key.rfind('/') + 1));
  return number == bill || number.substr(std::min(number.find_first_not_of("0123456789"), number.size())) == bill;
}

// The number in a key, or "".
std::string NumberOf(const corpus::Document& document) {
  const size_t slash = document.key.rfind('/');
  if (slash == std::string::npos || document.key.find("://") != std::string::npos) return "";
  return document.key.substr(slash + 1);
}

HistoryStep StepOf(const corpus::Sighting& sighting, const Content& content) {
  HistoryStep step;
  step.seen = sighting;
  step.last_seen = sighting.fetched;
  step.format = content.format;
  step.title = content.title;
  step.stated_version = content.version;
  step.stated_date = content.current.empty() ? content.initial : content.current;
  step.status = content.status;
  if (!sighting.texts.empty()) step.text = sighting.texts.front();
  return step;
}

// Adds sightings, oldest first.
class Builder {
 public:
  Builder(const corpus::Corpus& corpus, DocumentHistory& history) : corpus_(corpus), history_(history) {}

  void Add(const corpus::Sighting& sighting) {
    if (sighting.gone()) {
      ++history_.captures;
      if (!history_.gone) history_.gone = AddressGone{sighting.capture, sighting.fetched, sighting.status};
      return;
    }
    if (sighting.texts.empty()) return;
    if (HistoryStep* last = LastWith(sighting.sha256)) return Again(*last, sighting);
    auto content = ContentOf(corpus_, sighting);
    if (!content) {
      ++history_.unreadable;
      return;
    }
    // A file with the text of this document and the number of another one.
    if (sighting.url.starts_with("file:") && !content->tracking_id.empty() && !history_.steps.empty() &&
        !number_.empty() && FoldCase(content->tracking_id) != number_)
      return;
    if (number_.empty()) number_ = FoldCase(content->tracking_id);
    Compare(sighting, *std::move(content));
  }

 private:
  struct Last {
    size_t step = 0;
    Content content;
  };

  HistoryStep* LastWith(const Digest& bytes) {
    for (auto& [format, last] : last_)
      if (history_.steps[last.step].seen.sha256 == bytes || last_bytes_[format] == bytes)
        return &history_.steps[last.step];
    return nullptr;
  }

  void Again(HistoryStep& step, const corpus::Sighting& sighting) {
    ++history_.captures;
    ++step.captures;
    step.last_seen = sighting.fetched;
    history_.gone.reset();
  }

  void Compare(const corpus::Sighting& sighting, Content content) {
    HistoryStep step = StepOf(sighting, content);
    const auto last = last_.find(content.format);
    if (last != last_.end()) {
      step.change = CompareContents(last->second.content, content);
      step.previous = history_.steps[last->second.step].ordinal;
      if (!step.change->any()) {
        last_bytes_[content.format] = sighting.sha256;
        return Again(history_.steps[last->second.step], sighting);
      }
    }
    for (const HistoryStep& earlier : history_.steps)
      if (earlier.seen.sha256 == sighting.sha256) step.same_as = earlier.ordinal;
    ++history_.captures;
    history_.gone.reset();
    step.ordinal = static_cast<int>(history_.steps.size()) + 1;
    history_.steps.push_back(std::move(step));
    const std::string format = content.format;
    last_bytes_[format] = sighting.sha256;
    last_[format] = {history_.steps.size() - 1, std::move(content)};
  }

  const corpus::Corpus& corpus_;
  DocumentHistory& history_;
  std::string number_;                        // folded
  std::map<std::string, Last> last_;          // by format
  std::map<std::string, Digest> last_bytes_;  // that it was seen with, by format
};

}  // namespace

size_t DocumentHistory::Count(ChangeKind kind) const {
  return static_cast<size_t>(std::count_if(
      steps.begin(), steps.end(), [&](const HistoryStep& step) { return step.change && step.change->kind == kind; }));
}

Result<std::map<corpus::DocumentId, std::string>> DocumentsNamed(const corpus::Corpus& corpus, std::string_view name) {
  const std::string folded = FoldCase(name), number = ComparedNumber(name), citation = RegisterCitation(name);
  const std::string bill = BillNumber(name);
  std::map<corpus::DocumentId, std::string> matches;
  std::map<corpus::DocumentId, std::string> of_register;
  DOSSIER_CHECK(corpus::ForEachKey(corpus, [&](corpus::DocumentId id, std::string_view key) {
    const bool by_id =
        folded.size() >= kShortestId && folded[0] == 'd' && indexer::DocumentIdOf(key).starts_with(folded);
    if (by_id || EndsIn(key, number) || IsBill(key, bill)) matches.emplace(id, key);
    if (!citation.empty() && key.starts_with("federal-register/")) of_register.emplace(id, key);
  }));
  for (const auto& [id, key] : of_register) {
    DOSSIER_TRY_ASSIGN(const corpus::Document document, corpus.GetDocument(id));
    if (StringAt(document.metadata, "citation") == citation) matches.emplace(id, key);
  }
  return matches;
}

Result<corpus::Document> FindNamed(const corpus::Corpus& corpus, std::string_view name) {
  DOSSIER_TRY_ASSIGN(auto found, corpus.FindDocument(name));
  if (found) return *std::move(found);
  if (const auto url = Url::Parse(name); url && url->IsHttp()) {
    DOSSIER_TRY_ASSIGN(found, corpus.FindDocument(CanonicalUrl(*url)));
    if (found) return *std::move(found);
  }
  DOSSIER_TRY_ASSIGN(const auto matches, DocumentsNamed(corpus, name));
  if (matches.empty())
    return Fail(ErrorCode::kNotFound, "no document has the id, number or address " + std::string(name),
                "dossier search finds documents by their words; what was not indexed yet is unknown: dossier index");
  if (matches.size() > 1) {
    std::string keys;
    for (const auto& [id, key] : matches) keys += (keys.empty() ? "" : ", ") + key;
    return Fail(ErrorCode::kUsage, "several documents are named " + std::string(name), "one of: " + keys);
  }
  return corpus.GetDocument(matches.begin()->first);
}

Result<DocumentHistory> HistoryOf(const corpus::Corpus& corpus, corpus::Sightings& sightings,
                                  const corpus::Document& document) {
  DocumentHistory history;
  history.document = document;
  history.document_id = indexer::DocumentIdOf(document.key);
  history.id = NumberOf(document);
  if (history.id.empty()) history.id = history.document_id;
  DOSSIER_TRY_ASSIGN(const auto seen, sightings.Of(document.id));
  Builder builder(corpus, history);
  for (const corpus::Sighting& sighting : seen) builder.Add(sighting);
  return history;
}

Result<StepDiff> DiffSteps(const corpus::Corpus& corpus, const HistoryStep& before, const HistoryStep& after) {
  if (before.format != after.format)
    return Fail(ErrorCode::kUsage,
                "revision " + std::to_string(before.ordinal) + " is " + before.format + " and revision " +
                    std::to_string(after.ordinal) + " is " + after.format + ": they are not compared",
                "dossier history shows the format of each");
  DOSSIER_TRY_ASSIGN(const Content a, ContentOf(corpus, before.seen));
  DOSSIER_TRY_ASSIGN(const Content b, ContentOf(corpus, after.seen));
  return StepDiff{CompareContents(a, b), DiffContents(a, b)};
}

Result<DocumentHistory> HistoryNamed(const corpus::Corpus& corpus, const std::string& name) {
  DOSSIER_TRY_ASSIGN(const corpus::Document document, FindNamed(corpus, name));
  corpus::Sightings sightings(corpus);
  DOSSIER_TRY_ASSIGN(DocumentHistory history, HistoryOf(corpus, sightings, document));
  if (history.steps.empty())
    return Fail(ErrorCode::kCorrupt, "no capture of " + name + " can be read", "dossier check compares every byte");
  return history;
}

Result<DocumentHistory> HistoryNamed(const corpus::Corpus& corpus, const Engine* engine, const std::string& name) {
  if (engine)
    if (const auto passages = engine->FindDocument(name)) return HistoryNamed(corpus, (*passages)[0].from.document_key);
  return HistoryNamed(corpus, name);
}

namespace {

// A revision as people name it: its number, or the beginning of the digest of its capture or text.
Result<size_t> StepNamed(const DocumentHistory& history, const std::string& name) {
  const auto& steps = history.steps;
  for (size_t i = 0; i < steps.size(); ++i)
    if (std::to_string(steps[i].ordinal) == name) return i;
  if (name.size() >= 6)
    for (size_t i = 0; i < steps.size(); ++i)
      if (steps[i].seen.sha256.hex().starts_with(name) || steps[i].text.hex().starts_with(name)) return i;
  return Fail(ErrorCode::kUsage, history.id + " has no revision '" + name + "'",
              "it has " + Plural(steps.size(), "revision") + ": dossier history " + history.id + " lists them");
}

}  // namespace

Result<std::pair<size_t, size_t>> StepsNamed(const DocumentHistory& history, const std::vector<std::string>& names) {
  size_t last = history.steps.size() - 1;
  if (names.size() >= 2) {
    DOSSIER_TRY_ASSIGN(const size_t a, StepNamed(history, names[0]));
    DOSSIER_TRY_ASSIGN(const size_t b, StepNamed(history, names[1]));
    return std::pair(a, b);
  }
  if (names.size() == 1) {
    DOSSIER_TRY_ASSIGN(last, StepNamed(history, names[0]));
  } else {
    while (last > 0 && history.steps[last].previous == 0) --last;  // the newest that changed something
  }
  if (history.steps[last].previous == 0)
    return Fail(ErrorCode::kNotFound,
                history.id + (names.empty() ? " has one revision" : ": revision " + names[0] + " is the first") +
                    "; there is nothing to compare it with",
                "dossier history " + history.id + " lists its revisions");
  return std::pair(static_cast<size_t>(history.steps[last].previous - 1), last);
}

}  // namespace dossier::query
