#include "indexer/models/event_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corpus/base/digest.h"
#include "corpus/base/json.h"
#include "indexer/models/float_math.h"

namespace dossier::models {
namespace {

constexpr std::string_view kMagic = "DSREVENT";
constexpr uint32_t kFormat = 2;
constexpr uint16_t kClassify = 2;   // [CLS]
constexpr uint16_t kSeparate = 3;   // [SEP]
constexpr uint16_t kFirstMark = 4;  // [V], [A], [P], [D]
constexpr size_t kGroupOutputs = kEventTypes * kFactualities + kEventTypes + 1;

Error NotAModel() { return {ErrorCode::kCorrupt, "the event model's file is damaged or of another kind", ""}; }

std::vector<float> Apply(const Matrix& matrix, const std::vector<float>& values, Processor processor) {
  ByteRows rows = Rounded(values, matrix.inputs());
  std::vector<float> out(rows.rows * matrix.outputs());
  matrix.Apply(rows, out.data(), processor);
  return out;
}

void GeluAll(float* values, size_t count) {  // count: a multiple of 8
  for (size_t i = 0; i < count; i += 8) {
    Eight x;
    LoadEight(values + i, x);
    GeluEight(x);
    StoreEight(x, values + i);
  }
}

// Logits of one type's factualities -> probabilities.
std::array<float, kFactualities> Softmax(const float* logits) {
  float largest = *std::max_element(logits, logits + kFactualities);
  std::array<float, kFactualities> shares{};
  float sum = 0;
  for (size_t i = 0; i < kFactualities; ++i) sum += shares[i] = Exp(logits[i] - largest);
  for (float& share : shares) share /= sum;
  return shares;
}

PerType Sigmoids(const float* logits) {
  PerType scores{};
  for (size_t t = 0; t < kEventTypes; ++t) scores[t] = Sigmoid(logits[t]);
  return scores;
}

void ReadGroupHead(const float* logits, uint32_t group, bool is_vendor, SentenceEvents& events) {
  events.speakers.push_back({group, Sigmoid(logits[kGroupOutputs - 1])});
  if (!is_vendor) return;
  VendorEvents vendor;
  vendor.group = group;
  for (size_t t = 0; t < kEventTypes; ++t) vendor.type[t] = Softmax(logits + t * kFactualities);
  vendor.agent = Sigmoids(logits + kEventTypes * kFactualities);
  events.vendors.push_back(std::move(vendor));
}

}  // namespace

// A sentence as the encoder reads it.
struct EventModel::Coded {
  struct Mark {
    size_t place;
    EntityKind kind;
    uint32_t group;
  };
  std::vector<uint16_t> ids;
  std::vector<Mark> marks;
  bool cut = false;
};

// The groups that were read, in the order of their first mention, and [CLS] before the mean of each one's vectors.
struct EventModel::Groups {
  std::vector<uint32_t> names;
  std::vector<EntityKind> kinds;
  std::vector<float> vectors;  // [groups][2 * width]
};

Factuality VendorEvents::FactualityOf(size_t event) const {
  const auto& p = type[event];
  float done = p[1] + p[2];
  if (p[3] > done && p[3] >= p[4]) return Factuality::kHypothetical;
  if (p[4] > done) return Factuality::kNegated;
  return p[2] > p[1] ? Factuality::kOrdered : Factuality::kDone;
}

Result<EventModel> EventModel::Load(std::string_view bytes) {
  ModelBytes outer(bytes);
  auto magic = outer.Take(kMagic.size());
  if (!magic || *magic != kMagic) return Fail(NotAModel());
  DOSSIER_TRY_ASSIGN(uint32_t format, outer.Number());
  if (format != kFormat) return Fail(ErrorCode::kVersion, "the event model's file is of another version of dossier");
  DOSSIER_TRY_ASSIGN(uint32_t header_size, outer.Number());
  DOSSIER_TRY_ASSIGN(std::string_view header, outer.Take(header_size));
  std::string_view payload = bytes.substr(kMagic.size() + 2 * sizeof(uint32_t) + header_size);
  EventModel model;
  DOSSIER_CHECK(model.ReadHeader(header, payload));
  ModelBytes inner(payload);
  DOSSIER_TRY_ASSIGN(model.pieces_, WordPieces::Load(inner));
  if (model.pieces_.size() != model.shape_.pieces) return Fail(NotAModel());
  DOSSIER_TRY_ASSIGN(model.encoder_, Encoder::Load(inner, model.shape_));
  size_t width = model.shape_.width;
  DOSSIER_TRY_ASSIGN(model.group_head_, Matrix::Load(inner, 2 * width, kGroupOutputs));
  DOSSIER_TRY_ASSIGN(model.pair_vendor_, Matrix::Load(inner, width, 2 * model.pair_));
  DOSSIER_TRY_ASSIGN(model.pair_other_, Matrix::Load(inner, width, 2 * model.pair_));
  DOSSIER_TRY_ASSIGN(model.pair_head_, Matrix::Load(inner, 2 * model.pair_, 2 * kEventTypes));
  DOSSIER_TRY_ASSIGN(model.gate_, inner.Take(model.shape_.pieces));
  if (!inner.AtEnd()) return Fail(NotAModel());
  return model;
}

Status EventModel::ReadHeader(std::string_view header, std::string_view payload) {
  DOSSIER_TRY_ASSIGN(Json json, ParseJson(header, "the event model's header"));
  if (StringAt(json, "sha256") != Sha256(payload).hex()) return Fail(NotAModel());
  auto number = [&](std::string_view key) {
    return static_cast<size_t>(std::clamp<int64_t>(IntegerAt(json, key), 0, 65536));
  };
  shape_ = {number("layers"), number("width"), number("inner"), number("heads"), number("pieces"), number("places")};
  pair_ = number("pair");
  bool fits = shape_.layers > 0 && shape_.heads > 0 && shape_.places > 2 && shape_.width % 16 == 0 &&
              shape_.width % (8 * shape_.heads) == 0 && shape_.inner % 16 == 0 && pair_ % 8 == 0 && shape_.pieces > 7;
  const Json& points = MemberAt(json, "points");
  if (!fits || !points.is_object()) return Fail(NotAModel());
  const auto point = [&](std::string_view key) {
    const Json& value = MemberAt(points, key);
    return value.is_number() ? std::clamp(value.get<float>(), 0.0F, 1.0F) : 1.0F;
  };
  points_ = {point("named"), point("open"), point("alone")};
  gate_least_ = static_cast<int>(std::clamp<int64_t>(IntegerAt(json, "gate_least"), -100000, 100000));
  version_ = StringAt(json, "version");
  notice_ = StringAt(json, "notice");
  return Ok();
}

EventModel::Coded EventModel::Encode(const Sentence& sentence) const {
  std::vector<size_t> order(sentence.entities.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return sentence.entities[a].begin < sentence.entities[b].begin; });
  Coded coded;
  coded.ids = {kClassify};
  size_t at = 0;
  for (size_t i : order) {
    const Entity& entity = sentence.entities[i];
    if (entity.begin >= entity.end || entity.end > sentence.text.size()) continue;
    pieces_.Append(sentence.text.substr(at, entity.begin - at), coded.ids);
    at = entity.begin;
    coded.marks.push_back({coded.ids.size(), entity.kind, entity.group});
    coded.ids.push_back(static_cast<uint16_t>(kFirstMark + static_cast<uint16_t>(entity.kind)));
  }
  pieces_.Append(sentence.text.substr(at), coded.ids);
  size_t room = shape_.places - 1;
  coded.cut = coded.ids.size() > room;
  coded.ids.resize(std::min(coded.ids.size(), room));
  std::erase_if(coded.marks, [&](const Coded::Mark& mark) { return mark.place >= coded.ids.size(); });
  coded.ids.push_back(kSeparate);
  return coded;
}

EventModel::Groups EventModel::GroupsOf(const Coded& coded, const std::vector<float>& vectors) const {
  Groups groups;
  std::vector<float> mentions;
  size_t width = shape_.width;
  for (size_t m = 0; m < coded.marks.size(); ++m) {
    const Coded::Mark& mark = coded.marks[m];
    auto known = std::find(groups.names.begin(), groups.names.end(), mark.group);
    size_t g = static_cast<size_t>(known - groups.names.begin());
    if (known == groups.names.end()) {
      groups.names.push_back(mark.group);
      groups.kinds.push_back(mark.kind);
      mentions.push_back(0);
      groups.vectors.insert(groups.vectors.end(), vectors.begin(), vectors.begin() + static_cast<ptrdiff_t>(width));
      groups.vectors.resize(groups.vectors.size() + width);
    }
    mentions[g] += 1;
    for (size_t d = 0; d < width; ++d) groups.vectors[(2 * g + 1) * width + d] += vectors[(m + 1) * width + d];
  }
  for (size_t g = 0; g < mentions.size(); ++g) {
    for (size_t d = 0; d < width; ++d) groups.vectors[(2 * g + 1) * width + d] /= mentions[g];
  }
  return groups;
}

// Authors and dates: each vendor against every other group.
void EventModel::ScorePairs(const Groups& groups, SentenceEvents& events, Processor processor) const {
  size_t count = groups.names.size(), width = shape_.width, pair = pair_;
  std::vector<float> own;
  for (size_t g = 0; g < count; ++g) {
    auto begin = groups.vectors.begin() + static_cast<ptrdiff_t>((2 * g + 1) * width);
    own.insert(own.end(), begin, begin + static_cast<ptrdiff_t>(width));
  }
  std::vector<float> vendors = Apply(pair_vendor_, own, processor), others = Apply(pair_other_, own, processor);
  size_t next = 0;
  for (size_t v = 0; v < count; ++v) {
    if (groups.kinds[v] != EntityKind::kVendor) continue;
    std::vector<float> pairs(count * 2 * pair);
    const float* vendor = vendors.data() + v * 2 * pair;
    for (size_t o = 0; o < count; ++o) {
      const float* other = others.data() + o * 2 * pair;
      float* to = pairs.data() + o * 2 * pair;
      for (size_t d = 0; d < pair; ++d) to[d] = vendor[d] + other[d];
      GeluAll(to, pair);
      for (size_t d = pair; d < 2 * pair; ++d) to[d] = vendor[d] * other[d];
    }
    std::vector<float> logits = Apply(pair_head_, pairs, processor);
    VendorEvents& answer = events.vendors[next++];
    for (size_t o = 0; o < count; ++o) {
      bool date = groups.kinds[o] == EntityKind::kDate;
      if (o == v) continue;
      const float* scores = logits.data() + o * 2 * kEventTypes + (date ? kEventTypes : 0);
      (date ? answer.dates : answer.authors).push_back({groups.names[o], Sigmoids(scores)});
    }
  }
}

SentenceEvents EventModel::PredictOn(const Sentence& sentence, Processor processor) const {
  Coded coded = Encode(sentence);
  SentenceEvents events;
  events.cut = coded.cut;
  bool any = std::any_of(coded.marks.begin(), coded.marks.end(),
                         [](const Coded::Mark& mark) { return mark.kind != EntityKind::kDate; });
  if (!any) return events;
  std::vector<size_t> places = {0};
  for (const Coded::Mark& mark : coded.marks) places.push_back(mark.place);
  Groups groups = GroupsOf(coded, encoder_.Run(coded.ids, places, processor));
  std::vector<float> logits = Apply(group_head_, groups.vectors, processor);
  for (size_t g = 0; g < groups.names.size(); ++g) {
    if (groups.kinds[g] == EntityKind::kDate) continue;
    ReadGroupHead(logits.data() + g * kGroupOutputs, groups.names[g], groups.kinds[g] == EntityKind::kVendor, events);
  }
  if (!events.vendors.empty() && groups.names.size() > 1) ScorePairs(groups, events, processor);
  return events;
}

bool EventModel::MayHoldEvents(const Sentence& sentence) const {
  std::vector<uint16_t> ids = Encode(sentence).ids;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const int sum = std::accumulate(ids.begin(), ids.end(), 0,
                                  [&](int total, uint16_t id) { return total + static_cast<signed char>(gate_[id]); });
  return sum >= gate_least_;
}

std::vector<SentenceEvents> EventModel::Predict(std::span<const Sentence> sentences) const {
  std::vector<SentenceEvents> events;
  events.reserve(sentences.size());
  for (const Sentence& sentence : sentences) events.push_back(PredictOn(sentence, BestProcessor()));
  return events;
}

std::vector<uint16_t> EventModel::Pieces(const Sentence& sentence) const { return Encode(sentence).ids; }

}  // namespace dossier::models
