#include "query/exchange/bundle.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "corpus/base/compress.h"
#include "corpus/base/embedded.h"
#include "corpus/base/file.h"
#include "corpus/base/sinks.h"
#include "corpus/base/utf8.h"
#include "query/cite/citation.h"
#include "query/forms/uuid.h"
#include "query/proof/certificate.h"

DOSSIER_EMBEDDED(bundle_page)

namespace dossier::query {
namespace {

constexpr const char* kWarcName = "data/captures.warc.gz";

// Where a record stands in the bundle's WARC file, and its payload in the record.
struct Place {
  uint64_t offset = 0, length = 0, payload = 0, payload_bytes = 0;
};

struct Copied {
  Place capture, text;
  std::string text_path, capture_sha256, text_sha256, text_bytes;
};

class Maker {
 public:
  explicit Maker(const corpus::Corpus& corpus) : corpus_(corpus) {}

  Status Add(const EvidenceRow& row) {
    const Claim claim = ClaimOf(row);
    auto found = copied_.find(claim.capture_sha256);
    if (found == copied_.end()) {
      DOSSIER_TRY_ASSIGN(Copied copied, Copy(claim, row.passage.from.document_id));
      found = copied_.emplace(claim.capture_sha256, std::move(copied)).first;
    }
    const Copied& copied = found->second;
    const VerifyResult place = MatchQuotation(claim, copied.text_bytes);
    if (place.state != VerifyState::kVerified)
      return Fail(ErrorCode::kCorrupt, claim.evidence_id + ": " + place.reason);
    const size_t begin = CodePointMap(copied.text_bytes).ToByte(place.begin);
    AddCheck(row, copied, begin);
    Json certificate = CertificateOf(row, corpus_);
    certificate["bundle"] = {{"warc", "captures.warc.gz"},
                             {"capture_offset", copied.capture.offset},
                             {"capture_length", copied.capture.length},
                             {"text_offset", copied.text.offset},
                             {"text_length", copied.text.length},
                             {"text_file", copied.text_path.substr(5)}};
    certificates_.push_back(std::move(certificate));
    citations_.push_back(CslJson(RecordOf(row), Archived::kFull));
    return Ok();
  }

  NamedFiles Finish() {
    NamedFiles files;
    std::string page(Embedded_bundle_page());
    const std::string mark = "<!--checks-->";
    if (const size_t at = page.find(mark); at != std::string::npos) page.replace(at, mark.size(), checks_);
    files.emplace_back("data/README.html", std::move(page));
    files.emplace_back(kWarcName, std::move(warc_));
    files.emplace_back("data/certificates.json", DumpJson(certificates_, 2) + "\n");
    files.emplace_back("data/citations.json", DumpJson(citations_, 2) + "\n");
    for (auto& [digest, copied] : copied_) files.emplace_back(copied.text_path, std::move(copied.text_bytes));
    return files;
  }

 private:
  // Copies one gzip member; its payload must have the digest that the catalogue states.
  Result<Place> CopyRecord(const std::string& file, uint64_t offset, uint64_t length, int heads, uint64_t payload_bytes,
                           const Digest& digest) {
    const std::string path = (std::filesystem::path(corpus_.directory()) / "archive" / file).string();
    DOSSIER_TRY_ASSIGN(const std::string member, ReadFileRange(path, offset, length));
    size_t consumed = 0;
    DOSSIER_TRY_ASSIGN(const std::string record, GunzipMember(member, &consumed));
    size_t payload = 0;
    for (int head = 0; head < heads; ++head) {
      const size_t end = record.find("\r\n\r\n", payload);
      if (end == std::string::npos)
        return Fail(ErrorCode::kCorrupt, fmt::format("{} at {}: the record has no end of its header", path, offset));
      payload = end + 4;
    }
    if (Sha256(std::string_view(record).substr(payload, payload_bytes)) != digest)
      return Fail(
          ErrorCode::kCorrupt,
          fmt::format("{} at {}: the stored bytes are not those that were written; nothing was written", path, offset),
          "dossier check lists all damage");
    const Place place{warc_.size(), length, payload, payload_bytes};
    warc_ += member;
    return place;
  }

  Result<Copied> Copy(const Claim& claim, const std::string& document_id) {
    DOSSIER_TRY_ASSIGN(const Digest digest, ParseDigest(claim.capture_sha256));
    DOSSIER_TRY_ASSIGN(const auto capture, corpus_.FindCaptureByDigest(digest));
    if (!capture) return Fail(ErrorCode::kNotFound, "the capture of " + claim.evidence_id + " is not in the corpus");
    DOSSIER_TRY_ASSIGN(const Digest text_digest, ParseDigest(claim.text_sha256));
    DOSSIER_TRY_ASSIGN(const auto text, corpus_.FindTextOf(capture->id, text_digest));
    if (!text)
      return Fail(ErrorCode::kNotFound, "the canonical text of " + claim.evidence_id + " is not in the corpus");
    DOSSIER_TRY_ASSIGN(corpus::TextMap map, corpus_.ReadText(text->id));
    if (warc_.empty()) warc_ = Warcinfo(claim.capture_sha256);
    Copied copied;
    const int heads = capture->kind == corpus::CaptureKind::kResponse ? 2 : 1;
    DOSSIER_TRY_ASSIGN(copied.capture, CopyRecord(capture->warc_file, capture->warc_offset, capture->warc_length, heads,
                                                  capture->body_bytes, digest));
    DOSSIER_TRY_ASSIGN(copied.text, CopyRecord(text->warc_file, text->warc_offset, text->warc_length, 1,
                                               map.text.size(), text->sha256));
    copied.text_path = "data/texts/" + document_id + "-" + claim.capture_sha256.substr(0, 12) + ".txt";
    copied.capture_sha256 = claim.capture_sha256;
    copied.text_sha256 = text->sha256.hex();
    copied.text_bytes = std::move(map.text);
    return copied;
  }

  // A warcinfo record (WARC 1.1 section 6.2), the same for the same first capture.
  static std::string Warcinfo(const std::string& first_capture) {
    const std::string fields = "software: dossier/" DOSSIER_VERSION
                               "\r\nformat: WARC File Format 1.1\r\ndescription: captures cited in a bundle\r\n";
    return GzipMember(
        fmt::format("WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: {}\r\n"
                    "WARC-Filename: captures.warc.gz\r\nContent-Type: application/warc-fields\r\nContent-Length: "
                    "{}\r\n\r\n{}\r\n\r\n",
                    UuidOfUrl("urn:dossier:bundle:" + first_capture), FormatRfc3339(Now()), fields.size(), fields));
  }

  void AddCheck(const EvidenceRow& row, const Copied& copied, size_t begin) {
    const auto record = [](const Place& place) {
      return fmt::format("tail -c +{} {} | head -c {} | gzip -dc | tail -c +{} | head -c {}", place.offset + 1,
                         kWarcName, place.length, place.payload + 1, place.payload_bytes);
    };
    const indexer::Provenance& from = row.passage.from;
    const std::string commands =
        fmt::format("{} | sha256sum\n{} | sha256sum\ntail -c +{} {} | head -c {}; echo\n", record(copied.capture),
                    record(copied.text), begin + 1, copied.text_path, row.quotation().size());
    checks_ += fmt::format(
        "<section id=\"{}\">\n<h3>{}</h3>\n<blockquote cite=\"{}\"><p>{}</p></blockquote>\n"
        "<p>{}, {}; captured {} from {}</p>\n<pre class=\"check\">{}</pre>\n<p>Expected:</p>\n<pre "
        "class=\"expected\">{}  -\n{}  -\n{}\n</pre>\n</section>\n",
        row.said().id, row.said().id, EscapeMarkup(from.url), EscapeMarkup(row.quotation()), EscapeMarkup(from.title),
        EscapeMarkup(indexer::ShownPublisher(from.publisher, from.url)), FormatRfc3339(from.fetched),
        EscapeMarkup(from.capture_url), EscapeMarkup(commands), copied.capture_sha256, copied.text_sha256,
        EscapeMarkup(row.quotation()));
  }

  const corpus::Corpus& corpus_;
  std::map<std::string, Copied> copied_;  // by capture digest
  std::string warc_, checks_;
  Json certificates_ = Json::array(), citations_ = Json::array();
};

// Percent-encodes what would break a line of a manifest (RFC 8493 section 2.1.3).
std::string ManifestPath(const std::string& path) {
  std::string out;
  for (const char c : path) {
    if (c == '%')
      out += "%25";
    else if (c == '\n')
      out += "%0A";
    else if (c == '\r')
      out += "%0D";
    else
      out += c;
  }
  return out;
}

std::string ManifestOf(const NamedFiles& files) {
  std::string text;
  for (const auto& [path, bytes] : files) text += Sha256(bytes).hex() + "  " + ManifestPath(path) + "\n";
  return text;
}

}  // namespace

Result<NamedFiles> BundlePayload(const std::vector<EvidenceRow>& rows, const corpus::Corpus& corpus) {
  Maker maker(corpus);
  for (const EvidenceRow& row : rows) {
    if (row.verification != Verification::kVerified)
      return Fail(ErrorCode::kCorrupt, row.said().id + " is not verified; nothing was written");
    DOSSIER_CHECK(maker.Add(row));
  }
  return maker.Finish();
}

NamedFiles BagOf(NamedFiles payload, UtcTime made) {
  uint64_t bytes = 0;
  for (const auto& file : payload) bytes += file.second.size();
  NamedFiles tags = {
      {"bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
      {"bag-info.txt", fmt::format("Bag-Software-Agent: dossier/{}\nBagging-Date: {}\nPayload-Oxum: {}.{}\n",
                                   DOSSIER_VERSION, FormatDay(UtcDayOf(made)), bytes, payload.size())},
      {"manifest-sha256.txt", ManifestOf(payload)}};
  const std::string tag_manifest = ManifestOf(tags);
  NamedFiles bag = std::move(tags);
  bag.emplace_back("tagmanifest-sha256.txt", tag_manifest);
  for (auto& file : payload) bag.push_back(std::move(file));
  return bag;
}

}  // namespace dossier::query
