#include "query/history/cited.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/base/cli/table.h"
#include "corpus/base/sinks.h"
#include "query/history/output.h"
#include "query/proof/basket.h"
#include "query/proof/certificate.h"

namespace dossier::query {
namespace {

constexpr CitedState kStates[] = {CitedState::kIntact,     CitedState::kMoved, CitedState::kAltered,
                                  CitedState::kSuperseded, CitedState::kGone,  CitedState::kUnchecked};

std::string DayOfTime(UtcTime time) { return FormatDay(UtcDayOf(time)); }

std::string_view FamilyOf(std::string_view reader) { return reader.substr(0, reader.find('/')); }

struct Cited {
  CitedEvidence evidence;
  std::string document_key;
};

class Collector {
 public:
  Collector(const corpus::Corpus& corpus, const Engine* engine) : corpus_(corpus), engine_(engine) {}

  Status AddCertificates() {
    DOSSIER_TRY_ASSIGN(const auto certificates, corpus_.Certificates());
    for (const corpus::Certificate& certificate : certificates) {
      auto row = RowOfCertificate(certificate.content);
      if (!row) continue;  // `verify` reports it
      Cited& cited = Find(certificate.evidence_id);
      Fill(cited, *row);
      cited.evidence.where.push_back("certificate of " + DayOfTime(certificate.stored));
      auto claim = ClaimOfCertificate(certificate.content);
      if (claim) cited.evidence.claim = std::move(*claim);
    }
    return Ok();
  }

  Status AddBaskets() {
    DOSSIER_TRY_ASSIGN(const auto names, BasketNames(corpus_.directory()));
    for (const std::string& name : names) {
      DOSSIER_TRY_ASSIGN(const Basket basket, LoadBasket(corpus_.directory(), name));
      for (const BasketItem& item : basket.items) {
        Cited& cited = Find(item.id);
        cited.evidence.where.push_back("basket " + name);
        if (!cited.document_key.empty()) continue;
        cited.evidence.reason = "there is no certificate of it, and no index to look in";
        if (!engine_) continue;
        auto row = engine_->FindEvidence(item.id);
        if (!row) {
          cited.evidence.reason = row.error().message;
          continue;
        }
        Fill(cited, *row);
        cited.evidence.claim = ClaimOf(*row);
        cited.evidence.reason.clear();
      }
    }
    return Ok();
  }

  std::vector<Cited> all;

 private:
  Cited& Find(const std::string& id) {
    const auto [place, is_new] = places_.emplace(id, all.size());
    if (is_new) {
      all.emplace_back();
      all.back().evidence.claim.evidence_id = id;
    }
    return all[place->second];
  }

  static void Fill(Cited& cited, const EvidenceRow& row) {
    cited.document_key = row.passage.from.document_key;
    cited.evidence.document_id = row.passage.from.document_id;
    cited.evidence.title = row.passage.from.title;
    cited.evidence.publisher = indexer::ShownPublisher(row.passage.from.publisher, row.passage.from.url);
  }

  const corpus::Corpus& corpus_;
  const Engine* engine_;
  std::map<std::string, size_t> places_;  // by evidence id
};

// Compares with the newest capture of the document that can be read.
class Comparer {
 public:
  explicit Comparer(const corpus::Corpus& corpus) : corpus_(corpus), sightings_(corpus) {}

  Status Compare(Cited& cited) {
    CitedEvidence& evidence = cited.evidence;
    if (cited.document_key.empty()) return Ok();
    DOSSIER_TRY_ASSIGN(const auto document, corpus_.FindDocument(cited.document_key));
    if (!document) {
      evidence.reason = "its document is not in this corpus";
      return Ok();
    }
    DOSSIER_TRY_ASSIGN(const auto seen, sightings_.Of(document->id));
    std::string_view family;
    for (const corpus::Sighting& one : seen)
      if (one.sha256.hex() == evidence.claim.capture_sha256) family = FamilyOf(one.reader);
    std::optional<corpus::Sighting> gone;  // the first of the answers at the end that say so
    for (size_t i = seen.size(); i-- > 0;) {
      const corpus::Sighting& one = seen[i];
      if (one.gone()) {
        gone = one;
        continue;
      }
      const bool read = !one.texts.empty();
      if (read ? !family.empty() && FamilyOf(one.reader) != family : one.url != evidence.claim.url) continue;
      if (!With(evidence, one)) continue;
      if (gone) {
        evidence.state = CitedState::kGone;
        evidence.reason =
            fmt::format("the address answers {} since {}; the capture stays", gone->status, DayOfTime(gone->fetched));
        evidence.seen = gone->fetched;
      }
      return Ok();
    }
    return Ok();
  }

 private:
  // Whether the capture tells something about the words.
  bool With(CitedEvidence& evidence, const corpus::Sighting& one) const {
    evidence.seen = one.fetched;
    if (one.sha256.hex() == evidence.claim.capture_sha256) {
      evidence.state = CitedState::kIntact;
      return true;
    }
    const auto payload = corpus_.ReadPayload(one.bytes);
    const auto capture = corpus_.FindCapture(one.bytes);
    if (!payload || !capture) return false;
    LivePage page;
    page.asked = page.url = one.url;
    page.outcome = "fetched";
    page.fetched = one.fetched;
    page.content_type = capture->content_type;
    page.sha256 = one.sha256.hex();
    page.bytes = payload->decoded;
    LiveResult live = CompareLive(evidence.claim, page);
    if (live.state == LiveState::kUnchecked) return false;
    Take(evidence, one, std::move(live));
    return true;
  }

  void Take(CitedEvidence& evidence, const corpus::Sighting& one, LiveResult live) const {
    const std::string since = "revision seen " + DayOfTime(one.fetched);
    evidence.reason = live.reason.empty() ? since : since + ": " + live.reason;
    evidence.now = std::move(live.now);
    evidence.diff = std::move(live.diff);
    evidence.state = live.state == LiveState::kMoved     ? CitedState::kMoved
                     : live.state == LiveState::kAltered ? CitedState::kAltered
                     : live.state == LiveState::kGone    ? CitedState::kGone
                                                         : CitedState::kIntact;
    if (evidence.state != CitedState::kIntact) return;
    const auto text = ParseDigest(evidence.claim.text_sha256);
    const auto content = ContentOf(corpus_, one);
    if (content && content->status == "withdrawn") {
      evidence.state = CitedState::kSuperseded;
      evidence.reason = since + ": withdrawn by its publisher";
    } else if (text && !one.texts.empty() && !one.Holds(*text)) {
      evidence.state = CitedState::kSuperseded;
      evidence.reason = since + ": the words stand there as well" + (live.reason.empty() ? "" : "; " + live.reason);
    }
  }

  const corpus::Corpus& corpus_;
  corpus::Sightings sightings_;
};

Json PartsJson(const std::vector<DiffPart>& diff) {
  static constexpr const char* kOps[] = {"same", "removed", "added"};
  Json parts = Json::array();
  for (const DiffPart& part : diff) parts.push_back({{"op", kOps[static_cast<int>(part.op)]}, {"text", part.text}});
  return parts;
}

size_t CountOf(const std::vector<CitedEvidence>& all, CitedState state) {
  return static_cast<size_t>(
      std::count_if(all.begin(), all.end(), [&](const CitedEvidence& one) { return one.state == state; }));
}

}  // namespace

std::string_view CitedStateName(CitedState state) {
  switch (state) {
    case CitedState::kIntact:
      return "intact";
    case CitedState::kMoved:
      return "moved";
    case CitedState::kAltered:
      return "altered";
    case CitedState::kSuperseded:
      return "superseded";
    case CitedState::kGone:
      return "gone";
    case CitedState::kUnchecked:
      return "unchecked";
  }
  return "unchecked";
}

Result<std::vector<CitedEvidence>> CitedNow(const corpus::Corpus& corpus, const Engine* engine) {
  Collector collector(corpus, engine);
  DOSSIER_CHECK(collector.AddCertificates());
  DOSSIER_CHECK(collector.AddBaskets());
  Comparer comparer(corpus);
  std::vector<CitedEvidence> all;
  for (Cited& cited : collector.all) {
    DOSSIER_CHECK(comparer.Compare(cited));
    all.push_back(std::move(cited.evidence));
  }
  return all;
}

bool HasChanged(const CitedEvidence& cited) {
  return cited.state != CitedState::kIntact && cited.state != CitedState::kUnchecked;
}

std::string CitedSummary(const std::vector<CitedEvidence>& all) {
  size_t changed = 0;
  std::string counts;
  for (CitedState state : kStates) {
    const size_t count = CountOf(all, state);
    if (state == CitedState::kIntact || count == 0) continue;
    if (state != CitedState::kUnchecked) changed += count;
    counts += fmt::format("{}{} {}", counts.empty() ? ": " : ", ", count, CitedStateName(state));
  }
  return fmt::format("{} of {} changed{}", changed, Plural(all.size(), "cited quotation"), counts);
}

std::string CitedText(const std::vector<CitedEvidence>& all, size_t width) {
  std::string out;
  const size_t room = width > 40 ? width - 4 : 36;
  for (const CitedEvidence& one : all) {
    if (one.state == CitedState::kIntact) continue;
    std::string where;
    for (const std::string& place : one.where) where += (where.empty() ? "" : ", ") + place;
    out += fmt::format("{}  {}\n", one.claim.evidence_id, CitedStateName(one.state));
    const std::string source = one.title.empty() ? "" : ShownLine(one.publisher + ": " + one.title, 300);
    const std::string words = one.diff.empty() ? one.claim.exact : MarkedWords(one.diff);
    for (const std::string& text : {ShownLine(words, 1000), source, ShownLine(WithoutUserinfo(one.claim.url), 300),
                                    one.reason, "cited in " + where}) {
      if (text.empty()) continue;
      for (const std::string& line : WrapText(text, room)) out += "    " + line + "\n";
    }
  }
  return out + CitedSummary(all) + "\n";
}

Json CitedJson(const std::vector<CitedEvidence>& all) {
  Json json;
  json["schema"] = "dossier.changes/1";
  json["claims"] = all.size();
  for (CitedState state : kStates) json[std::string(CitedStateName(state))] = CountOf(all, state);
  json["rows"] = Json::array();
  for (const CitedEvidence& one : all) {
    if (one.state == CitedState::kIntact) continue;
    Json row;
    row["id"] = one.claim.evidence_id;
    row["state"] = CitedStateName(one.state);
    row["reason"] = one.reason;
    row["cited_in"] = one.where;
    row["document"] = {{"id", one.document_id}, {"title", one.title}, {"publisher", one.publisher}};
    row["quotation"] = one.claim.exact;
    row["now"] = one.now.empty() ? Json(nullptr) : Json(one.now);
    row["diff"] = PartsJson(one.diff);
    row["url"] = WithoutUserinfo(one.claim.url);
    row["captured"] = {{"sha256", one.claim.capture_sha256}, {"fetched", FormatRfc3339(one.claim.fetched)}};
    row["seen"] = one.seen ? Json(FormatRfc3339(*one.seen)) : Json(nullptr);
    json["rows"].push_back(std::move(row));
  }
  return json;
}

}  // namespace dossier::query
