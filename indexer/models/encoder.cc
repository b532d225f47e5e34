#include "indexer/models/encoder.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "indexer/models/float_math.h"

namespace dossier::models {
namespace {

Result<Norm> LoadNorm(ModelBytes& bytes, size_t width) {
  Norm norm;
  DOSSIER_TRY_ASSIGN(norm.scale, bytes.Floats(width));
  DOSSIER_TRY_ASSIGN(norm.shift, bytes.Floats(width));
  return norm;
}

DOSSIER_INLINE void NormaliseRow(float* row, size_t width, const Norm& norm) {
  float mean = Sum(row, width) / static_cast<float>(width);
  Eight strands = {}, part, scale, shift;
  for (size_t i = 0; i < width; i += 8) {
    LoadEight(row + i, part);
    part -= mean;
    strands += part * part;
    StoreEight(part, row + i);
  }
  float variance = 0;
  for (size_t s = 0; s < 8; ++s) variance += strands[s];
  float share = 1.0F / std::sqrt(variance / static_cast<float>(width) + 1e-12F);
  for (size_t i = 0; i < width; i += 8) {
    LoadEight(row + i, part);
    LoadEight(norm.scale.data() + i, scale);
    LoadEight(norm.shift.data() + i, shift);
    StoreEight(part * share * scale + shift, row + i);
  }
}

DOSSIER_INLINE void NormaliseBody(float* values, size_t rows, size_t width, const Norm& norm) {
  for (size_t row = 0; row < rows; ++row) NormaliseRow(values + row * width, width, norm);
}

DOSSIER_INLINE void GeluBody(float* values, size_t count) {
  for (size_t i = 0; i < count; i += 8) {
    Eight x;
    LoadEight(values + i, x);
    GeluEight(x);
    StoreEight(x, values + i);
  }
}

// One head: queries [seen][stride] against keys and values [length][stride]; `size` numbers of each row belong to it.
struct Head {
  const float* query;
  const float* key;
  const float* value;
  float* out;
  size_t seen;
  size_t length;
  size_t size;  // a multiple of 8
  size_t stride;
  size_t padded() const { return (length + 7) / 8 * 8; }
};

// Logits of one query against all keys, `turned` as [size][padded]; then their shares of 1, and 0 past the length.
DOSSIER_INLINE void WeighKeys(const Head& h, const float* query, const float* turned, float* weights) {
  float scale = 1.0F / std::sqrt(static_cast<float>(h.size));
  size_t padded = h.padded();
  std::memset(weights, 0, padded * sizeof(float));
  Eight sums, key;
  for (size_t d = 0; d < h.size; ++d) {
    float q = query[d] * scale;
    for (size_t j = 0; j < padded; j += 8) {
      LoadEight(weights + j, sums);
      LoadEight(turned + d * padded + j, key);
      StoreEight(sums + key * q, weights + j);
    }
  }
  float largest = weights[0];
  for (size_t j = 1; j < h.length; ++j) largest = weights[j] > largest ? weights[j] : largest;
  for (size_t j = 0; j < padded; j += 8) {
    LoadEight(weights + j, sums);
    sums -= largest;
    ExpEight(sums);
    StoreEight(sums, weights + j);
  }
  for (size_t j = h.length; j < padded; ++j) weights[j] = 0;
  float share = 1.0F / Sum(weights, padded);
  for (size_t j = 0; j < h.length; ++j) weights[j] *= share;
}

DOSSIER_INLINE void MixValues(const Head& h, const float* weights, float* out) {
  for (size_t d = 0; d < h.size; d += 8) {
    Eight sum = {}, value;
    for (size_t j = 0; j < h.length; ++j) {
      LoadEight(h.value + j * h.stride + d, value);
      sum += value * weights[j];
    }
    StoreEight(sum, out + d);
  }
}

DOSSIER_INLINE void AttendBody(const Head& h, float* turned, float* weights) {
  size_t padded = h.padded();
  for (size_t j = 0; j < h.length; ++j) {
    for (size_t d = 0; d < h.size; ++d) turned[d * padded + j] = h.key[j * h.stride + d];
  }
  for (size_t i = 0; i < h.seen; ++i) {
    WeighKeys(h, h.query + i * h.stride, turned, weights);
    MixValues(h, weights, h.out + i * h.stride);
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void NormaliseAvx2(float* values, size_t rows, size_t width, const Norm& norm) {
  NormaliseBody(values, rows, width, norm);
}
[[gnu::target("avx2")]] void GeluAvx2(float* values, size_t count) { GeluBody(values, count); }
[[gnu::target("avx2")]] void AttendAvx2(const Head& h, float* turned, float* weights) {
  AttendBody(h, turned, weights);
}
#else
void NormaliseAvx2(float* values, size_t rows, size_t width, const Norm& norm) {
  NormaliseBody(values, rows, width, norm);
}
void GeluAvx2(float* values, size_t count) { GeluBody(values, count); }
void AttendAvx2(const Head& h, float* turned, float* weights) { AttendBody(h, turned, weights); }
#endif

void Normalise(std::vector<float>& values, const Norm& norm, Processor processor) {
  size_t width = norm.scale.size(), rows = values.size() / width;
  if (processor != Processor::kPlain) return NormaliseAvx2(values.data(), rows, width, norm);
  NormaliseBody(values.data(), rows, width, norm);
}

void ApplyGelu(std::vector<float>& values, Processor processor) {
  if (processor != Processor::kPlain) return GeluAvx2(values.data(), values.size());
  GeluBody(values.data(), values.size());
}

std::vector<float> Apply(const Matrix& matrix, const ByteRows& rows, Processor processor) {
  std::vector<float> out(rows.rows * matrix.outputs());
  matrix.Apply(rows, out.data(), processor);
  return out;
}

void AddTo(std::vector<float>& values, const std::vector<float>& more) {
  for (size_t i = 0; i < values.size(); ++i) values[i] += more[i];
}

}  // namespace

Result<Encoder> Encoder::Load(ModelBytes& bytes, const EncoderShape& shape) {
  Encoder encoder;
  encoder.shape_ = shape;
  DOSSIER_TRY_ASSIGN(std::string_view tokens, bytes.Take(shape.pieces * shape.width));
  encoder.tokens_ = reinterpret_cast<const int8_t*>(tokens.data());
  DOSSIER_TRY_ASSIGN(encoder.token_steps_, bytes.Floats(shape.pieces));
  DOSSIER_TRY_ASSIGN(std::string_view places, bytes.Take(shape.places * shape.width));
  encoder.places_ = reinterpret_cast<const int8_t*>(places.data());
  DOSSIER_TRY_ASSIGN(encoder.place_steps_, bytes.Floats(shape.places));
  DOSSIER_TRY_ASSIGN(encoder.norm_, LoadNorm(bytes, shape.width));
  for (size_t i = 0; i < shape.layers; ++i) {
    DOSSIER_TRY_ASSIGN(Layer layer, LoadLayer(bytes, shape));
    encoder.layers_.push_back(std::move(layer));
  }
  return encoder;
}

Result<Encoder::Layer> Encoder::LoadLayer(ModelBytes& bytes, const EncoderShape& shape) {
  Layer layer;
  DOSSIER_TRY_ASSIGN(layer.query, Matrix::Load(bytes, shape.width, shape.width));
  DOSSIER_TRY_ASSIGN(layer.key, Matrix::Load(bytes, shape.width, shape.width));
  DOSSIER_TRY_ASSIGN(layer.value, Matrix::Load(bytes, shape.width, shape.width));
  DOSSIER_TRY_ASSIGN(layer.out, Matrix::Load(bytes, shape.width, shape.width));
  DOSSIER_TRY_ASSIGN(layer.norm1, LoadNorm(bytes, shape.width));
  DOSSIER_TRY_ASSIGN(layer.up, Matrix::Load(bytes, shape.width, shape.inner));
  DOSSIER_TRY_ASSIGN(layer.down, Matrix::Load(bytes, shape.inner, shape.width));
  DOSSIER_TRY_ASSIGN(layer.norm2, LoadNorm(bytes, shape.width));
  return layer;
}

std::vector<float> Encoder::Embed(std::span<const uint16_t> ids, Processor processor) const {
  size_t width = shape_.width;
  std::vector<float> rows(ids.size() * width);
  for (size_t i = 0; i < ids.size(); ++i) {
    const int8_t* token = tokens_ + ids[i] * width;
    const int8_t* place = places_ + i * width;
    float token_step = token_steps_[ids[i]], place_step = place_steps_[i];
    for (size_t d = 0; d < width; ++d) {
      rows[i * width + d] = static_cast<float>(token[d]) * token_step + static_cast<float>(place[d]) * place_step;
    }
  }
  Normalise(rows, norm_, processor);
  return rows;
}

// What each seen row takes from all rows.
std::vector<float> Encoder::Attend(const Layer& layer, const std::vector<float>& all, const std::vector<float>& seen,
                                   Processor processor) const {
  size_t width = shape_.width, size = width / shape_.heads;
  ByteRows rounded = Rounded(all, width);
  std::vector<float> keys = Apply(layer.key, rounded, processor);
  std::vector<float> values = Apply(layer.value, rounded, processor);
  std::vector<float> queries = Apply(layer.query, Rounded(seen, width), processor);
  std::vector<float> mixed(seen.size()), turned(size * (rounded.rows + 7)), weights(rounded.rows + 7);
  for (size_t h = 0; h < shape_.heads; ++h) {
    size_t at = h * size;
    Head head{queries.data() + at,
              keys.data() + at,
              values.data() + at,
              mixed.data() + at,
              seen.size() / width,
              all.size() / width,
              size,
              width};
    if (processor != Processor::kPlain) {
      AttendAvx2(head, turned.data(), weights.data());
    } else {
      AttendBody(head, turned.data(), weights.data());
    }
  }
  return Apply(layer.out, Rounded(mixed, width), processor);
}

std::vector<float> Encoder::RunLayer(const Layer& layer, const std::vector<float>& all, std::vector<float> seen,
                                     Processor processor) const {
  AddTo(seen, Attend(layer, all, seen, processor));
  Normalise(seen, layer.norm1, processor);
  std::vector<float> inner = Apply(layer.up, Rounded(seen, shape_.width), processor);
  ApplyGelu(inner, processor);
  AddTo(seen, Apply(layer.down, Rounded(inner, shape_.inner), processor));
  Normalise(seen, layer.norm2, processor);
  return seen;
}

std::vector<float> Encoder::Run(std::span<const uint16_t> ids, std::span<const size_t> marks,
                                Processor processor) const {
  std::vector<float> rows = Embed(ids, processor);
  for (size_t i = 0; i + 1 < layers_.size(); ++i) rows = RunLayer(layers_[i], rows, rows, processor);
  std::vector<float> seen;
  for (size_t mark : marks) {
    seen.insert(seen.end(), rows.begin() + static_cast<ptrdiff_t>(mark * shape_.width),
                rows.begin() + static_cast<ptrdiff_t>((mark + 1) * shape_.width));
  }
  return RunLayer(layers_.back(), rows, std::move(seen), processor);
}

}  // namespace dossier::models
