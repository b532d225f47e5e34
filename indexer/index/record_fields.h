// The fields of what passages and document records are made of, for FlatWriter and FlatReader. A change here or in
// provenance.h changes what is stored: raise kSchemaVersion.
#pragma once

#include "indexer/facts/flat.h"
#include "indexer/index/provenance.h"
#include "indexer/index/record.h"

namespace dossier::indexer {

template <class V>
void VisitFields(V& v, Like<V, UtcTime>& time) {
  v(time.milliseconds);
}

// Passes the members of VisitProvenance on without their places.
template <class V>
struct WithoutPlaces {
  static constexpr bool kWrites = V::kWrites;
  V& flat;
  void operator()(const FieldPlace&, auto& member) { flat(member); }
};

template <class V>
void VisitFields(V& v, Like<V, Provenance>& from) {
  WithoutPlaces<V> flat{v};
  VisitProvenance(flat, from);
}

template <class V>
void VisitFields(V& v, Like<V, Mention>& mention) {
  v(mention.begin);
  v(mention.end);
  v.Enum(mention.type, MentionType::kPlace);
  v(mention.id);
  v(mention.value);
  v.Enum(mention.via, Via::kTagger);
}

template <class V>
void VisitFields(V& v, Like<V, Action>& action) {
  v.Enum(action.type, ActionType::kProcurement);
  v.Enum(action.polarity, Polarity::kDenied);
  v.Enum(action.modality, Modality::kAlleged);
  v(action.begin);
  v(action.end);
  v(action.actors);
  v(action.targets);
  v(action.date);
  v(action.certainty);
}

template <class V>
void VisitFields(V& v, Like<V, Speaker>& speaker) {
  v(speaker.name);
  v(speaker.role);
  v(speaker.organisation);
}

template <class V>
void VisitFields(V& v, Like<V, DateOfStatement>& date) {
  v(date.text);
  v(date.value);
}

template <class V>
void VisitFields(V& v, Like<V, IndexedStatement>& statement) {
  v(statement.id);
  v(statement.begin);
  v(statement.end);
  v(statement.fragment);
  v(statement.vendors);
  v(statement.referenced);
  v(statement.agencies);
  v(statement.unlisted);
  v(statement.actions);
  v(statement.unsure);
  v(statement.speaker);
  v(statement.reported_by);
  v(statement.dates);
}

// Without `from`, which is the record's.
template <class V>
void VisitFields(V& v, Like<V, Passage>& passage) {
  v(passage.text);
  v(passage.before);
  v(passage.after);
  v(passage.kind);
  v(passage.block);
  v(passage.ordinal);
  v(passage.page);
  v(passage.pointer);
  v(passage.begin_byte);
  v(passage.begin_code_point);
  v(passage.statements);
  v(passage.mentions);
}

template <class V>
void VisitFields(V& v, Like<V, PassageGroup>& group) {
  v(group.document_id);
  v(group.revision);
  v(group.passages);
}

template <class V>
void VisitFields(V& v, Like<V, NewPassage>& passage) {
  v(passage.headings);
  v(static_cast<Like<V, Passage>&>(passage));
}

template <class V>
void VisitFields(V& v, Like<V, Sign>& sign) {
  v.Enum(sign, static_cast<Sign>(static_cast<int>(Sign::kCount) - 1));
}

template <class V>
void VisitFields(V& v, Like<V, Introduction>& introduction) {
  v(introduction.evidence);
  v(introduction.document);
  v(introduction.title);
  v(introduction.published);
  v(introduction.sentence);
  v(introduction.signs);
}

template <class V>
void VisitFields(V& v, Like<V, LearnedName>& name) {
  v(name.id);
  v(name.name);
  v(name.kind);
  v(name.provisional);
  v(name.documents);
  v(name.sentences);
  v(name.forms);
  v(name.signs);
  v(name.introductions);
}

template <class V>
void VisitFields(V& v, Like<V, DocumentRecord>& record) {
  v(record.from);  // first: ParseProvenance reads no further
  v(record.words);
  v(record.signature);
  v(record.credit);
  v(record.unlisted);
}

}  // namespace dossier::indexer
