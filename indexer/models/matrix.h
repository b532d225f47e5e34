// Products of small whole numbers: every processor gives the same sums.
//
// Weights are whole numbers of seven bits (-63..63), so that the sums of two products that AVX2 makes fit 16 bits.
// A matrix is packed for the dot products of four bytes that AVX2 and AVX-512 have: [outputs / 16][inputs / 4][16][4].
// Immutable after loading and shared by threads; views into the file's bytes, which must outlive it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/models/model_bytes.h"

namespace dossier::models {

// Rows of whole numbers, each with the step that turns them back: value = number * step.
struct ByteRows {
  size_t rows = 0;
  size_t width = 0;
  std::vector<int8_t> numbers;
  std::vector<float> steps;
};

// Rounds rows of floats to -127..127 of each row's largest size. width: a multiple of 8.
void RoundRows(const float* values, size_t rows, size_t width, ByteRows& out);
// The same of rows of `width` values that stand one after another.
ByteRows Rounded(const std::vector<float>& values, size_t width);

enum class Processor { kPlain, kAvx2, kAvx512 };
// The best that this processor has and whose sums are those of plain code (tried once on a small product).
Processor BestProcessor();

class Matrix {
 public:
  // inputs must be a multiple of 4; outputs are filled up to a multiple of 16. Errors: kCorrupt.
  static Result<Matrix> Load(ModelBytes& bytes, size_t inputs, size_t outputs);

  // out[row * outputs() + o] = sum * row's step * output's step + bias.
  void Apply(const ByteRows& rows, float* out, Processor processor) const;
  // The sums alone: sums[row * padded() + o].
  void Sums(const ByteRows& rows, int32_t* sums, Processor processor) const;

  size_t inputs() const { return inputs_; }
  size_t outputs() const { return outputs_; }
  size_t padded() const { return (outputs_ + 15) / 16 * 16; }

 private:
  size_t inputs_ = 0;
  size_t outputs_ = 0;
  const int8_t* weights_ = nullptr;
  std::vector<float> steps_;
  std::vector<float> bias_;
  std::vector<int32_t> totals_;  // sum of an output's weights
};

}  // namespace dossier::models
