#include "query/proof/provenance_json.h"

#include <concepts>

#include "indexer/index/provenance.h"

namespace dossier::query {
namespace {

using indexer::FieldPlace;
using Part = FieldPlace::Part;
using Shown = FieldPlace::Shown;

Json ValueOf(const UtcTime& time) { return FormatRfc3339(time); }
template <class T>
Json ValueOf(const T& value) {
  return value;
}

void SetFrom(const Json& json, std::string& value) { value = json.is_string() ? json.get<std::string>() : ""; }
void SetFrom(const Json& json, bool& value) { value = json.is_boolean() && json.get<bool>(); }
void SetFrom(const Json& json, UtcTime& value) {
  if (auto time = ParseRfc3339(json.is_string() ? json.get<std::string>() : "")) value = *time;
}
void SetFrom(const Json& json, std::vector<std::string>& list) {
  if (!json.is_array()) return;
  for (const Json& item : json)
    if (item.is_string()) list.push_back(item.get<std::string>());
}
template <std::integral T>
void SetFrom(const Json& json, T& value) {
  if (json.is_number_integer()) value = static_cast<T>(json.get<int64_t>());
}

// Adds the fields of one part that are shown so.
struct PartWriter {
  static constexpr bool kWrites = true;
  Part part;
  Shown shown;
  Json& json;
  void operator()(const FieldPlace& place, const auto& value) {
    if (place.part != part || place.shown != shown) return;
    if (place.absent_when_empty && ValueOf(value) == "") return;
    Json& member = json[std::string(place.key)];
    member = ValueOf(value);
    if (place.null_when_empty && member == "") member = nullptr;
  }
};

// Takes the fields of all parts from a certificate.
struct CertificateReader {
  static constexpr bool kWrites = false;
  const Json& document;
  const Json& capture;
  const Json& text;
  void operator()(const FieldPlace& place, auto& value) {
    if (place.shown == Shown::kNever) return;
    const Json& from = place.part == Part::kDocument ? document : place.part == Part::kCapture ? capture : text;
    SetFrom(MemberAt(from, place.key), value);
  }
};

void AddPart(Part part, Shown shown, const indexer::Provenance& from, Json& json) {
  PartWriter writer{part, shown, json};
  VisitProvenance(writer, from);
}

}  // namespace

std::string LocatorOf(const indexer::Passage& passage) {
  if (!passage.pointer.empty()) return passage.pointer;
  const std::string paragraph = "paragraph " + std::to_string(passage.ordinal);
  if (passage.page == 0) return paragraph;
  // The reader's name says that the words come from the recognition of characters (indexer/read/pdf_reader.h).
  const char* scan = passage.from.reader.ends_with(" scan") ? " (recognised from a scan)" : "";
  return "page " + std::to_string(passage.page) + ", " + paragraph + scan;
}

Json DocumentJson(const EvidenceRow& row) {
  Json json;
  AddPart(Part::kDocument, Shown::kAnswer, row.passage.from, json);
  json["superseded"] = row.superseded;
  return json;
}

Json CaptureJson(const indexer::Provenance& from) {
  Json json;
  AddPart(Part::kCapture, Shown::kAnswer, from, json);
  return json;
}

void AddCertificateParts(const EvidenceRow& row, Json& certificate) {
  const indexer::Provenance& from = row.passage.from;
  certificate["document"] = DocumentJson(row);
  AddPart(Part::kDocument, Shown::kCertificate, from, certificate["document"]);
  certificate["paragraph"] = row.passage.ordinal;
  certificate["page"] = row.passage.page;
  certificate["capture"] = CaptureJson(from);
  AddPart(Part::kCapture, Shown::kCertificate, from, certificate["capture"]);
  AddPart(Part::kText, Shown::kCertificate, from, certificate["text"]);
}

indexer::Provenance ProvenanceOfCertificate(const Json& certificate) {
  indexer::Provenance from;
  CertificateReader reader{MemberAt(certificate, "document"), MemberAt(certificate, "capture"),
                           MemberAt(certificate, "text")};
  VisitProvenance(reader, from);
  return from;
}

Json SelectorJson(const Selector& selector) {
  return {{"exact", selector.exact},
          {"prefix", selector.prefix},
          {"suffix", selector.suffix},
          {"start", selector.start},
          {"end", selector.end}};
}

}  // namespace dossier::query
