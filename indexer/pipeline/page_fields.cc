// Pages and requests as bytes: their fields, each named once.
#include "indexer/index/record_fields.h"
#include "indexer/pipeline/page.h"

namespace dossier::corpus {

template <class V>
void VisitFields(V& v, indexer::Like<V, ByteRange>& range) {
  v(range.begin);
  v(range.end);
}

template <class V>
void VisitFields(V& v, indexer::Like<V, Block>& block) {
  v.Enum(block.kind, BlockKind::kNote);
  v(block.level);
  v(block.begin);
  v(block.end);
  v(block.ranges);
  v(block.pointer);
  v(block.page);
}

template <class V>
void VisitFields(V& v, indexer::Like<V, TextMap>& map) {
  v(map.rule);
  v(map.reader);
  v(map.charset);
  v.Enum(map.syntax, BlockSyntax::kJson);
  v(map.text);
  v(map.blocks);
}

template <class V>
void VisitFields(V& v, indexer::Like<V, Source>& source) {
  v(source.id);
  v(source.publisher);
  v(source.kind);
  v(source.language);
}

template <class V>
void VisitFields(V& v, indexer::Like<V, RecordPlace>& place) {
  v(place.offset);
  v(place.length);
  v(place.sha256);
}

// What a reader asks of a capture.
template <class V>
void VisitFields(V& v, indexer::Like<V, StoredRecords>& records) {
  v.Enum(records.capture.kind, CaptureKind::kRevisit);
  v(records.capture.url);
  v(records.capture.fetched);
  v(records.capture.content_type);
  v(records.capture.http_status);
  v(records.capture.truncated);
  v(records.capture.sha256);
  v(records.capture.source);
  v(records.path);
  v(records.payload);
  v(records.metadata);
}

}  // namespace dossier::corpus

namespace dossier {

template <class V>
void VisitFields(V& v, indexer::Like<V, Digest>& digest) {
  for (auto& byte : digest.bytes) v(byte);
}

}  // namespace dossier

namespace dossier::indexer {

template <class V>
void VisitFields(V& v, Like<V, StatedTime>& time) {
  v(time.value);
  v(time.from);
  v(time.confidence);
}

template <class V>
void VisitFields(V& v, Like<V, ProductStatus>& status) {
  v(status.vendor);
  v(status.status);
}

template <class V>
void VisitFields(V& v, Like<V, StructuredFacts>& facts) {
  v(facts.tracking_id);
  v(facts.publisher);
  v(facts.version);
  v(facts.status);
  v(facts.vendors);
  v(facts.products);
  v(facts.cves);
  v(facts.initial);
  v(facts.current);
  v(facts.revisions);
  v(facts.product_status);
  for (auto* text : {&facts.kind, &facts.title, &facts.category, &facts.tlp, &facts.sharing_group,
                     &facts.issuing_authority, &facts.severity, &facts.action, &facts.citation, &facts.effective,
                     &facts.due, &facts.kev_since, &facts.ransomware, &facts.exploitation, &facts.reads})
    v(*text);
  for (auto* list :
       {&facts.agencies, &facts.aliases, &facts.cwes, &facts.references, &facts.actions, &facts.adp_vendors})
    v(*list);
}

// `explanation` is not asked for here.
template <class V>
void VisitFields(V& v, Like<V, ReadDocument>& read) {
  v(read.format);
  v.Enum(read.page_kind, PageKind::kEmpty);
  v(read.partial);
  v(read.title);
  v(read.authors);
  v(read.publisher);
  v(read.section);
  v(read.canonical_url);
  v(read.language);
  v(read.published);
  v(read.updated);
  v(read.text);
  v(read.structured);
  v(read.confidence);
}

template <class V>
void VisitFields(V& v, Like<V, PagePart>& part) {
  v(part.read);
  v(part.passages);
  v(part.record);
}

template <class V>
void VisitFields(V& v, Like<V, Page>& page) {
  v(page.outcome);
  v(page.failure);
  v(page.damaged);
  v(page.abandoned);
  v(static_cast<Like<V, PagePart>&>(page));
  v(page.entries);
}

namespace {

template <class T>
std::string ToBytes(const T& value) {
  FlatWriter out;
  out(value);
  return std::move(out.bytes);
}

template <class T>
std::optional<T> FromBytes(std::string_view bytes) {
  FlatReader in(bytes);
  T value;
  in(value);
  if (!in.done()) return std::nullopt;
  return value;
}

}  // namespace

std::string SerializePage(const Page& page) { return ToBytes(page); }
std::optional<Page> ParsePage(std::string_view bytes) { return FromBytes<Page>(bytes); }
std::string SerializeRequest(const corpus::StoredRecords& records) { return ToBytes(records); }
std::optional<corpus::StoredRecords> ParseRequest(std::string_view bytes) {
  return FromBytes<corpus::StoredRecords>(bytes);
}

}  // namespace dossier::indexer
