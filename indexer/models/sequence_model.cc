#include "indexer/models/sequence_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace dossier::indexer {
namespace {

constexpr std::string_view kMagic = "dossier-tagger/1\n";
constexpr float kImpossible = -1e9f;

template <class T>
void Put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
bool Take(std::string_view& in, T& value) {
  if (in.size() < sizeof value) return false;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return true;
}

}  // namespace

bool MayFollow(int from, int to) {
  const bool open = from != 0 && (PartOfTag(from) == TagPart::kBegin || PartOfTag(from) == TagPart::kInside);
  const bool continues = to != 0 && (PartOfTag(to) == TagPart::kInside || PartOfTag(to) == TagPart::kLast);
  if (open != continues) return false;
  return !open || TypeOfTag(from) == TypeOfTag(to);
}

bool MayStart(int tag) { return MayFollow(0, tag); }
bool MayEnd(int tag) { return MayFollow(tag, 0); }

// Layout, little endian: magic, scale (float), transitions, count, then per feature: hash, bit mask of the tags with a
// weight, one signed byte for each of them.
std::string TaggerModel::Serialize(const std::vector<std::pair<uint32_t, TagScores>>& features,
                                   const std::array<TagScores, kTags>& transitions, float scale) {
  std::string out(kMagic);
  Put(out, scale);
  for (const TagScores& row : transitions) Put(out, row);
  std::string body;
  uint32_t count = 0;
  for (const auto& [hash, scores] : features) {
    uint16_t mask = 0;
    std::string bytes;
    for (int tag = 0; tag < kTags; ++tag) {
      const auto rounded =
          static_cast<int8_t>(std::clamp(std::lround(scores[static_cast<size_t>(tag)] * scale), -127L, 127L));
      if (rounded == 0) continue;
      mask = static_cast<uint16_t>(mask | 1u << tag);
      bytes += static_cast<char>(rounded);
    }
    if (mask == 0 || hash == 0) continue;
    Put(body, hash);
    Put(body, mask);
    body += bytes;
    ++count;
  }
  Put(out, count);
  return out + body;
}

Result<TaggerModel> TaggerModel::Parse(std::string_view bytes) {
  const auto broken = [] { return Fail(ErrorCode::kParse, "the tagger's weights are damaged", "build dossier again"); };
  if (!bytes.starts_with(kMagic)) return broken();
  bytes.remove_prefix(kMagic.size());
  TaggerModel model;
  uint32_t count = 0;
  if (!Take(bytes, model.scale_)) return broken();
  for (TagScores& row : model.transitions_) {
    if (!Take(bytes, row)) return broken();
  }
  if (!Take(bytes, count) || count > (1u << 24)) return broken();
  uint32_t size = 1024;
  while (size < count * 2) size *= 2;
  model.mask_ = size - 1;
  model.keys_.assign(size, 0);
  model.weights_.assign(size, {});
  for (uint32_t n = 0; n < count; ++n) {
    uint32_t hash = 0;
    uint16_t tags = 0;
    if (!Take(bytes, hash) || !Take(bytes, tags)) return broken();
    uint32_t slot = hash & model.mask_;
    while (model.keys_[slot] != 0) slot = (slot + 1) & model.mask_;
    model.keys_[slot] = hash;
    for (int tag = 0; tag < kTags; ++tag) {
      if ((tags >> tag & 1) && !Take(bytes, model.weights_[slot][static_cast<size_t>(tag)])) return broken();
    }
  }
  return model;
}

void TaggerModel::AddScores(uint32_t feature, std::array<int32_t, kTags>& scores) const {
  for (uint32_t slot = feature & mask_; keys_[slot] != 0; slot = (slot + 1) & mask_) {
    if (keys_[slot] != feature) continue;
    for (size_t tag = 0; tag < kTags; ++tag) scores[tag] += weights_[slot][tag];
    return;
  }
}

std::vector<int> BestTags(const std::vector<TagScores>& scores, const std::array<TagScores, kTags>& transitions) {
  std::vector<int> best(scores.size(), 0);
  if (scores.empty()) return best;
  std::vector<std::array<uint8_t, kTags>> from(scores.size());
  TagScores current{};
  for (int tag = 0; tag < kTags; ++tag)
    current[static_cast<size_t>(tag)] = MayStart(tag) ? scores[0][static_cast<size_t>(tag)] : kImpossible;
  for (size_t i = 1; i < scores.size(); ++i) {
    TagScores next;
    for (int to = 0; to < kTags; ++to) {
      float top = std::numeric_limits<float>::lowest();
      for (int at = 0; at < kTags; ++at) {
        if (!MayFollow(at, to)) continue;
        const float score =
            current[static_cast<size_t>(at)] + transitions[static_cast<size_t>(at)][static_cast<size_t>(to)];
        if (score > top) {
          top = score;
          from[i][static_cast<size_t>(to)] = static_cast<uint8_t>(at);
        }
      }
      next[static_cast<size_t>(to)] = top + scores[i][static_cast<size_t>(to)];
    }
    current = next;
  }
  int tag = 0;
  for (int end = 0; end < kTags; ++end) {
    if (MayEnd(end) && current[static_cast<size_t>(end)] > current[static_cast<size_t>(tag)]) tag = end;
  }
  for (size_t i = scores.size(); i-- > 0;) {
    best[i] = tag;
    tag = from[i][static_cast<size_t>(tag)];
  }
  return best;
}

}  // namespace dossier::indexer
