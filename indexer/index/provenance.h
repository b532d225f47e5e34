// The fields of a Provenance, each named once, for everything that stores, shows or reads them.
#pragma once

#include <string_view>

#include "indexer/facts/flat.h"
#include "indexer/index/passage.h"

namespace dossier::indexer {

// Where a field stands in answers and certificates (query/OUTPUT.md). The keys are never renamed.
struct FieldPlace {
  enum class Part { kDocument, kCapture, kText };
  enum class Shown { kAnswer, kCertificate, kNever };  // kAnswer: in answers and certificates
  Part part = Part::kDocument;
  Shown shown = Shown::kNever;
  std::string_view key = {};
  bool null_when_empty = false;
  bool absent_when_empty = false;  // most documents have none: no key then
};

// The one list of the fields: v(place, member) for each, in the order of the keys in JSON. Index, answers and
// certificates are made from it and read by it, so a new field is one line here.
template <class V>
void VisitProvenance(V& v, Like<V, Provenance>& from) {
  using Part = FieldPlace::Part;
  using Shown = FieldPlace::Shown;
  v({Part::kDocument, Shown::kAnswer, "id"}, from.document_id);
  v({Part::kDocument, Shown::kAnswer, "title"}, from.title);
  v({Part::kDocument, Shown::kAnswer, "publisher"}, from.publisher);
  v({Part::kDocument, Shown::kAnswer, "source_kind"}, from.source_kind);
  v({Part::kDocument, Shown::kAnswer, "author"}, from.authors);
  v({Part::kDocument, Shown::kAnswer, "published", true}, from.published);
  v({Part::kDocument, Shown::kAnswer, "updated", true}, from.updated);
  v({Part::kDocument, Shown::kAnswer, "url"}, from.url);
  v({Part::kDocument, Shown::kAnswer, "revision"}, from.revision);
  v({Part::kDocument, Shown::kAnswer, "status", false, true}, from.status);
  v({Part::kDocument, Shown::kAnswer, "tlp", false, true}, from.tlp);
  v({Part::kDocument, Shown::kAnswer, "reads", false, true}, from.reads);
  v({Part::kDocument, Shown::kAnswer, "known_exploited_since", false, true}, from.kev_since);
  v({Part::kDocument, Shown::kCertificate, "key"}, from.document_key);
  v({Part::kDocument, Shown::kCertificate, "section"}, from.section);
  v({Part::kDocument, Shown::kCertificate, "number"}, from.number);
  v({Part::kDocument, Shown::kCertificate, "kind"}, from.kind);
  v({Part::kDocument, Shown::kCertificate, "language"}, from.language);
  v({Part::kDocument, Shown::kCertificate, "source"}, from.source_id);
  v({Part::kDocument, Shown::kCertificate, "captured_url"}, from.capture_url);
  v({Part::kDocument, Shown::kNever}, from.publisher_id);
  v({Part::kDocument, Shown::kNever}, from.published_from);
  v({Part::kDocument, Shown::kNever}, from.partial);
  v({Part::kDocument, Shown::kNever}, from.product_status);
  v({Part::kDocument, Shown::kNever}, from.cves);
  v({Part::kCapture, Shown::kAnswer, "sha256"}, from.capture_sha256);
  v({Part::kCapture, Shown::kAnswer, "fetched"}, from.fetched);
  v({Part::kCapture, Shown::kAnswer, "warc"}, from.warc);
  v({Part::kCapture, Shown::kAnswer, "offset"}, from.warc_offset);
  v({Part::kCapture, Shown::kAnswer, "length"}, from.warc_length);
  v({Part::kCapture, Shown::kAnswer, "record_id"}, from.record_id);
  v({Part::kCapture, Shown::kCertificate, "id"}, from.capture_id);
  v({Part::kText, Shown::kCertificate, "sha256"}, from.text_sha256);
  v({Part::kText, Shown::kCertificate, "reader"}, from.reader);
}

}  // namespace dossier::indexer
