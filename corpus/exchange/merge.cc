#include "corpus/exchange/merge.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "corpus/archive/warc.h"
#include "corpus/corpus_impl.h"

namespace dossier::corpus {
namespace {

// Captures by record id, for there is no index of these.
Result<std::unordered_map<std::string, CaptureId>> ByRecordId(const Corpus& corpus) {
  std::unordered_map<std::string, CaptureId> ids;
  DOSSIER_TRY_ASSIGN(Query query, corpus.impl().database->Select("SELECT record_id, id FROM captures"));
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return ids;
    ids.emplace(std::string(query.BlobAt(0)), CaptureId{query.Integer(1)});
  }
}

// A capture of the same address and time with the same bytes, whatever its record.
Result<CaptureId> SameCapture(const Corpus& into, const Capture& capture) {
  DOSSIER_TRY_ASSIGN(const int64_t id, into.impl().database->Number(
                                           "SELECT id FROM captures WHERE url = ?1 AND fetched = ?2 AND sha256 = ?3",
                                           capture.url, capture.fetched.milliseconds, Blob{ViewOf(capture.sha256)}));
  return CaptureId{id};
}

std::string Told(const Capture& capture, const Error& error) {
  return fmt::format("{}, captured {}: {}", capture.url, FormatRfc3339(capture.fetched), error.message);
}

// Problems of the other corpus are noted and passed by; ours end the merge.
bool IsOfOther(const Error& error) {
  return error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kNotFound || error.code == ErrorCode::kIo;
}

}  // namespace

Result<MergedCaptures> MergeCaptures(const Corpus& other, Corpus& into, MergeReport& report,
                                     const std::function<bool()>& go_on) {
  MergedCaptures merged;
  DOSSIER_TRY_ASSIGN(const auto known, ByRecordId(into));
  const auto take = [&](const Capture& capture) -> Status {
    if (!go_on()) return Ok();
    const auto number = static_cast<int64_t>(capture.id);
    CaptureId here = CaptureId::kNone;
    if (const auto same = known.find(RecordIdBytes(capture.record_id)); same != known.end()) {
      here = same->second;
    } else {
      DOSSIER_TRY_ASSIGN(here, SameCapture(into, capture));
    }
    if (here != CaptureId::kNone) {
      merged[number] = here;
      ++report.captures_known;
      return Ok();
    }
    CaptureId original = CaptureId::kNone;
    if (capture.payload_of != CaptureId::kNone) {
      const auto of = merged.find(static_cast<int64_t>(capture.payload_of));
      if (of == merged.end()) {
        report.problems.push_back(
            Told(capture, {ErrorCode::kNotFound, "the capture that it repeats did not come", ""}));
        return Ok();
      }
      original = of->second;
    }
    auto members = RawMembersOf(other, capture);
    if (!members && IsOfOther(members.error())) {
      report.problems.push_back(Told(capture, members.error()));
      return Ok();
    }
    if (!members) return Fail(members.error());
    DOSSIER_TRY_ASSIGN(merged[number], into.impl().Adopt(capture, std::move(*members), original));
    ++report.captures;
    return Ok();
  };
  DOSSIER_CHECK(other.ForEachCapture(take));
  DOSSIER_CHECK(into.Flush());
  return merged;
}

Status MergeTexts(const Corpus& other, Corpus& into, const MergedCaptures& captures, MergeReport& report,
                  const std::function<bool()>& go_on) {
  std::vector<std::pair<TextId, CaptureId>> texts;  // theirs, and whose it is here
  {
    DOSSIER_TRY_ASSIGN(Query query, other.impl().database->Select("SELECT id, capture FROM texts ORDER BY id"));
    while (true) {
      DOSSIER_TRY_ASSIGN(const bool row, query.Next());
      if (!row) break;
      if (const auto here = captures.find(query.Integer(1)); here != captures.end())
        texts.emplace_back(TextId{query.Integer(0)}, here->second);
    }
  }
  const int64_t first_new = into.impl().next_text;
  for (const auto& [theirs, capture] : texts) {
    if (!go_on()) break;
    const auto map = other.ReadText(theirs);
    if (!map && IsOfOther(map.error())) {
      report.problems.push_back("a stored text: " + map.error().message);
      continue;
    }
    if (!map) return Fail(map.error());
    DOSSIER_TRY_ASSIGN(const TextId id, into.AppendText(capture, *map));
    ++(static_cast<int64_t>(id) >= first_new ? report.texts : report.texts_known);
  }
  return into.Flush();
}

Status MergeCertificates(const Corpus& other, Corpus& into, MergeReport& report) {
  std::set<std::pair<std::string, std::string>> held;
  DOSSIER_TRY_ASSIGN(const std::vector<Certificate> ours, into.Certificates());
  for (const Certificate& one : ours) held.emplace(one.evidence_id, DumpJson(one.content));
  DOSSIER_TRY_ASSIGN(const std::vector<Certificate> theirs, other.Certificates());
  for (const Certificate& one : theirs) {
    if (!held.emplace(one.evidence_id, DumpJson(one.content)).second) {
      ++report.certificates_known;
      continue;
    }
    DOSSIER_TRY_ASSIGN(const std::optional<Certificate> answering, into.FindCertificate(one.evidence_id));
    DOSSIER_CHECK(into.StoreCertificate(one));
    if (answering) DOSSIER_CHECK(into.StoreCertificate(*answering));
    ++report.certificates;
  }
  return Ok();
}

}  // namespace dossier::corpus
