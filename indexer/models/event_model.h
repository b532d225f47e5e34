// What a sentence says of each vendor in it: events with their factuality, who does them, when, and who speaks.
//
//   DOSSIER_TRY_ASSIGN(EventModel model, EventModel::Load(bytes));
//   std::vector<SentenceEvents> events = model.Predict(sentences);
//
// One pass a sentence by a small encoder (training/events/README.md); the caller gives the names. Scores are
// probabilities between 0 and 1, the same bits on every processor and in every batch.
// Immutable after loading and shared by threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/models/encoder.h"
#include "indexer/models/word_pieces.h"

namespace dossier::models {

// In the order of the action vocabulary: warning, prohibition, restriction, sanction, legal-action, investigation,
// denial, reversal, vulnerability, exploitation, mitigation, breach, recall, procurement.
inline constexpr size_t kEventTypes = 14;
using PerType = std::array<float, kEventTypes>;

// none: the sentence holds no such event for the vendor. ordered: others are told to do it, by order or law.
// hypothetical: planned, possible, demanded, asked, alleged. negated: denied, refused, counterfactual, retracted.
enum class Factuality : uint8_t { kNone, kDone, kOrdered, kHypothetical, kNegated };
inline constexpr size_t kFactualities = 5;

// Persons are all others who may speak or act: spokesmen, researchers, newspapers, firms that are no vendor here.
enum class EntityKind : uint8_t { kVendor, kAgency, kPerson, kDate };

struct Entity {
  size_t begin = 0;  // bytes of the sentence
  size_t end = 0;
  EntityKind kind = EntityKind::kVendor;
  uint32_t group = 0;  // mentions of one thing share a number; each date has its own
};

struct Sentence {
  std::string_view text;  // UTF-8
  std::vector<Entity> entities;
};

// How well another group of the sentence fits as an event's author or date, for each type of event.
struct Link {
  uint32_t group = 0;
  PerType score{};
};

struct VendorEvents {
  uint32_t group = 0;
  std::array<std::array<float, kFactualities>, kEventTypes> type{};  // sums to 1 for each type
  PerType agent{};                                                   // that the vendor does it; else it is done to it
  std::vector<Link> authors;                                         // agencies, persons and other vendors
  std::vector<Link> dates;

  // The likeliest factuality when the event is there at all; kDone and kOrdered count together against the others.
  Factuality FactualityOf(size_t event) const;
  // That the event is there, whatever its factuality.
  float Score(size_t event) const { return 1.0F - type[event][0]; }
};

struct SpeakerScore {
  uint32_t group = 0;
  float score = 0;  // that the sentence reports this one's words
};

struct SentenceEvents {
  std::vector<VendorEvents> vendors;   // in the order of their first mention
  std::vector<SpeakerScore> speakers;  // all groups but dates, in the order of their first mention
  bool cut = false;                    // the sentence is longer than the model reads; later names have no scores
};

// Least probabilities of type and factuality together from which an event is an answer; they belong to the weights and
// were chosen on labelled pages (training/events/README.md).
struct AnswerPoints {
  float named = 1;  // a rule finds the type too and has the vendor among its parties
  float open = 1;   // a rule finds the type and tells no parties, or others
  float alone = 1;  // no rule finds it
};

class EventModel {
 public:
  // `bytes` is a file that training/events/export.py wrote; it must outlive the model.
  // Errors: kCorrupt (not such a file, or its digest is another), kVersion (of another program).
  static Result<EventModel> Load(std::string_view bytes);

  // Whether the sentence is worth the encoder's time: a linear gate over its word pieces, some thousand times cheaper
  // than Predict. It lets a few of a hundred sentences with an event go (training/events/train_gate.py).
  bool MayHoldEvents(const Sentence& sentence) const;

  // One answer a sentence, in their order. Entities out of the text's bounds are left out.
  std::vector<SentenceEvents> Predict(std::span<const Sentence> sentences) const;
  // The same by the code of one processor, for tests.
  SentenceEvents PredictOn(const Sentence& sentence, Processor processor) const;

  // The numbers of word pieces that the encoder reads, with a mark before each entity; for tests.
  std::vector<uint16_t> Pieces(const Sentence& sentence) const;

  const AnswerPoints& points() const { return points_; }
  const std::string& version() const { return version_; }  // of the weights
  const std::string& notice() const { return notice_; }    // licences of what they were made from

 private:
  struct Coded;
  struct Groups;

  Status ReadHeader(std::string_view header, std::string_view payload);
  Coded Encode(const Sentence& sentence) const;
  Groups GroupsOf(const Coded& coded, const std::vector<float>& vectors) const;
  void ScorePairs(const Groups& groups, SentenceEvents& events, Processor processor) const;

  EncoderShape shape_;
  size_t pair_ = 0;  // half the width of a pair's vector
  AnswerPoints points_;
  std::string version_;
  std::string notice_;
  WordPieces pieces_;
  Encoder encoder_;
  std::string_view gate_;  // a signed weight a piece
  int gate_least_ = 0;     // least sum over the different pieces of a sentence
  Matrix group_head_;      // [CLS], group -> types x factualities, agent x types, speaker
  Matrix pair_vendor_;
  Matrix pair_other_;
  Matrix pair_head_;  // pair -> author x types, date x types
};

}  // namespace dossier::models
