#include "indexer/models/matrix.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "indexer/models/float_math.h"

namespace dossier::models {
namespace {

constexpr size_t kLanes = 16;  // outputs that lie together
constexpr size_t kGroup = 4;   // inputs that lie together
constexpr int8_t kLargestWeight = 63;

// What a kernel gets: packed weights, rows of numbers, where the sums go.
struct Product {
  const int8_t* weights;
  const int8_t* numbers;
  const int32_t* totals;
  size_t rows;
  size_t inputs;
  size_t padded;
  int32_t* sums;
};

void PlainSums(const Product& p) {
  for (size_t row = 0; row < p.rows; ++row) {
    const int8_t* numbers = p.numbers + row * p.inputs;
    for (size_t o = 0; o < p.padded; o += kLanes) {
      int32_t sums[kLanes] = {};
      const int8_t* weights = p.weights + o * p.inputs;
      for (size_t i = 0; i < p.inputs; i += kGroup, weights += kLanes * kGroup) {
        for (size_t lane = 0; lane < kLanes; ++lane) {
          for (size_t k = 0; k < kGroup; ++k) sums[lane] += numbers[i + k] * weights[lane * kGroup + k];
        }
      }
      std::copy(sums, sums + kLanes, p.sums + row * p.padded + o);
    }
  }
}

#if defined(__x86_64__)

// Both kernels multiply unsigned by signed bytes: numbers are moved up by 128, which the totals take back.
[[gnu::target("avx2")]] std::unique_ptr<uint8_t[]> MovedUp(const int8_t* numbers, size_t count) {
  auto moved = std::make_unique_for_overwrite<uint8_t[]>(count);
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    uint64_t eight = 0;
    std::memcpy(&eight, numbers + i, sizeof eight);
    eight ^= 0x8080808080808080U;
    std::memcpy(moved.get() + i, &eight, sizeof eight);
  }
  for (; i < count; ++i) moved[i] = static_cast<uint8_t>(numbers[i] ^ 0x80);
  return moved;
}

int32_t GroupAt(const uint8_t* numbers) {
  int32_t four = 0;
  std::memcpy(&four, numbers, sizeof four);
  return four;
}

// Sixteen outputs of kRows rows. A sum of two products is at most 2 * 255 * 63, which 16 bits hold.
template <size_t kRows>
[[gnu::target("avx2")]] void Avx2Block(const Product& p, const uint8_t* moved, size_t row, size_t output) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sums[2 * kRows];
#pragma GCC unroll 16
  for (size_t r = 0; r < 2 * kRows; ++r) sums[r] = _mm256_setzero_si256();
  const int8_t* weights = p.weights + output * p.inputs;
  const uint8_t* numbers = moved + row * p.inputs;
  for (size_t i = 0; i < p.inputs; i += kGroup, weights += kLanes * kGroup) {
    __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights));
    __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + 32));
#pragma GCC unroll 16
    for (size_t r = 0; r < kRows; ++r) {
      __m256i same = _mm256_set1_epi32(GroupAt(numbers + r * p.inputs + i));
      __m256i first = _mm256_madd_epi16(_mm256_maddubs_epi16(same, low), ones);
      __m256i second = _mm256_madd_epi16(_mm256_maddubs_epi16(same, high), ones);
      sums[2 * r] = _mm256_add_epi32(sums[2 * r], first);
      sums[2 * r + 1] = _mm256_add_epi32(sums[2 * r + 1], second);
    }
  }
  const auto* totals = reinterpret_cast<const __m256i*>(p.totals + output);
#pragma GCC unroll 16
  for (size_t r = 0; r < 2 * kRows; ++r) {
    __m256i extra = _mm256_slli_epi32(_mm256_loadu_si256(totals + r % 2), 7);
    auto* to = reinterpret_cast<__m256i*>(p.sums + (row + r / 2) * p.padded + output);
    _mm256_storeu_si256(to + r % 2, _mm256_sub_epi32(sums[r], extra));
  }
}

[[gnu::target("avx2")]] void Avx2Sums(const Product& p) {
  std::unique_ptr<uint8_t[]> moved = MovedUp(p.numbers, p.rows * p.inputs);
  for (size_t output = 0; output < p.padded; output += kLanes) {
    size_t row = 0;
    for (; row + 4 <= p.rows; row += 4) Avx2Block<4>(p, moved.get(), row, output);
    for (; row < p.rows; ++row) Avx2Block<1>(p, moved.get(), row, output);
  }
}

template <size_t kRows>
[[gnu::target("avx512f,avx512bw,avx512vnni")]] void Avx512Block(const Product& p, const uint8_t* moved, size_t row,
                                                                size_t output) {
  __m512i sums[kRows];
#pragma GCC unroll 16
  for (size_t r = 0; r < kRows; ++r) sums[r] = _mm512_setzero_si512();
  const int8_t* weights = p.weights + output * p.inputs;
  const uint8_t* numbers = moved + row * p.inputs;
  for (size_t i = 0; i < p.inputs; i += kGroup, weights += kLanes * kGroup) {
    __m512i packed = _mm512_loadu_si512(weights);
#pragma GCC unroll 16
    for (size_t r = 0; r < kRows; ++r) {
      __m512i same = _mm512_set1_epi32(GroupAt(numbers + r * p.inputs + i));
      sums[r] = _mm512_dpbusd_epi32(sums[r], same, packed);
    }
  }
  __m512i totals = _mm512_loadu_si512(p.totals + output);
  __m512i extra = _mm512_mullo_epi32(totals, _mm512_set1_epi32(128));
#pragma GCC unroll 16
  for (size_t r = 0; r < kRows; ++r) {
    _mm512_storeu_si512(p.sums + (row + r) * p.padded + output, _mm512_sub_epi32(sums[r], extra));
  }
}

[[gnu::target("avx512f,avx512bw,avx512vnni")]] void Avx512Sums(const Product& p) {
  std::unique_ptr<uint8_t[]> moved = MovedUp(p.numbers, p.rows * p.inputs);
  for (size_t output = 0; output < p.padded; output += kLanes) {
    size_t row = 0;
    for (; row + 8 <= p.rows; row += 8) Avx512Block<8>(p, moved.get(), row, output);
    for (; row < p.rows; ++row) Avx512Block<1>(p, moved.get(), row, output);
  }
}

#endif

// Rounds one row; the step that turns its numbers back.
DOSSIER_INLINE float RoundRowBody(const float* from, size_t width, int8_t* to) {
  // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number, halves to even, on every processor.
  constexpr float kRound = 12582912.0F;
  Eight part, largest = {};
  for (size_t i = 0; i < width; i += 8) {
    LoadEight(from + i, part);
    part = part < 0 ? -part : part;
    largest = part > largest ? part : largest;
  }
  float most = 1e-8F;
  for (size_t s = 0; s < 8; ++s) most = std::max(most, largest[s]);
  float scale = 127.0F / most;
  for (size_t i = 0; i < width; i += 8) {
    LoadEight(from + i, part);
    EightWhole whole = __builtin_convertvector((part * scale + kRound) - kRound, EightWhole);
    EightBytes bytes = __builtin_convertvector(whole, EightBytes);
    std::memcpy(to + i, &bytes, sizeof bytes);
  }
  return most / 127.0F;
}

// Sums of one row -> values.
DOSSIER_INLINE void ScaleRowBody(const int32_t* sums, float step, const float* steps, const float* bias, size_t count,
                                 float* to) {
  size_t o = 0;
  for (; o + 8 <= count; o += 8) {
    EightWhole sum;
    Eight own, more;
    std::memcpy(&sum, sums + o, sizeof sum);
    LoadEight(steps + o, own);
    LoadEight(bias + o, more);
    StoreEight(__builtin_convertvector(sum, Eight) * (own * step) + more, to + o);
  }
  for (; o < count; ++o) to[o] = static_cast<float>(sums[o]) * (steps[o] * step) + bias[o];
}

#if defined(__x86_64__)
#define DOSSIER_AVX2 [[gnu::target("avx2")]]
#else
#define DOSSIER_AVX2
#endif
DOSSIER_AVX2 float RoundRowAvx2(const float* from, size_t width, int8_t* to) { return RoundRowBody(from, width, to); }
float RoundRowPlain(const float* from, size_t width, int8_t* to) { return RoundRowBody(from, width, to); }
DOSSIER_AVX2 void ScaleRowAvx2(const int32_t* sums, float step, const float* steps, const float* bias, size_t count,
                               float* to) {
  ScaleRowBody(sums, step, steps, bias, count, to);
}
void ScaleRowPlain(const int32_t* sums, float step, const float* steps, const float* bias, size_t count, float* to) {
  ScaleRowBody(sums, step, steps, bias, count, to);
}

void AnySums(const Product& p, Processor processor) {
#if defined(__x86_64__)
  if (processor == Processor::kAvx2) return Avx2Sums(p);
  if (processor == Processor::kAvx512) return Avx512Sums(p);
#endif
  (void)processor;
  PlainSums(p);
}

std::vector<int32_t> TotalsOf(const int8_t* weights, size_t inputs, size_t padded) {
  std::vector<int32_t> totals(padded);
  for (size_t at = 0; at < inputs * padded; ++at) {
    totals[at / (kLanes * inputs) * kLanes + at / kGroup % kLanes] += weights[at];
  }
  return totals;
}

// Whether the processor gives the sums of plain code on a product with the largest numbers in it.
bool GivesPlainSums(Processor processor) {
  constexpr size_t kRows = 9, kInputs = 64, kOutputs = 32;
  std::vector<int8_t> weights(kInputs * kOutputs), numbers(kRows * kInputs);
  uint32_t state = 12345;
  auto next = [&state] {
    state = state * 1664525U + 1013904223U;
    int value = static_cast<int>(state >> 24) - 128;
    return static_cast<int8_t>(state % 5 == 0 ? 127 : state % 7 == 0 ? -127 : std::max(value, -127));
  };
  std::generate(weights.begin(), weights.end(), next);
  for (int8_t& weight : weights) weight = std::clamp<int8_t>(weight, -kLargestWeight, kLargestWeight);
  std::generate(numbers.begin(), numbers.end(), next);
  std::vector<int32_t> totals = TotalsOf(weights.data(), kInputs, kOutputs), plain(kRows * kOutputs), own(plain.size());
  Product product{weights.data(), numbers.data(), totals.data(), kRows, kInputs, kOutputs, plain.data()};
  PlainSums(product);
  product.sums = own.data();
  AnySums(product, processor);
  return own == plain;
}

Processor FindBestProcessor() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool vnni =
      __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni");
  if (vnni && GivesPlainSums(Processor::kAvx512)) return Processor::kAvx512;
  if (__builtin_cpu_supports("avx2") && GivesPlainSums(Processor::kAvx2)) return Processor::kAvx2;
#endif
  return Processor::kPlain;
}

}  // namespace

Processor BestProcessor() {
  static const Processor best = FindBestProcessor();
  return best;
}

void RoundRows(const float* values, size_t rows, size_t width, ByteRows& out) {
  out.rows = rows;
  out.width = width;
  out.numbers.resize(rows * width);
  out.steps.resize(rows);
  bool wide = BestProcessor() != Processor::kPlain;
  for (size_t row = 0; row < rows; ++row) {
    auto round = wide ? RoundRowAvx2 : RoundRowPlain;
    out.steps[row] = round(values + row * width, width, out.numbers.data() + row * width);
  }
}

ByteRows Rounded(const std::vector<float>& values, size_t width) {
  ByteRows rows;
  RoundRows(values.data(), values.size() / width, width, rows);
  return rows;
}

Result<Matrix> Matrix::Load(ModelBytes& bytes, size_t inputs, size_t outputs) {
  Matrix matrix;
  matrix.inputs_ = inputs;
  matrix.outputs_ = outputs;
  DOSSIER_TRY_ASSIGN(std::string_view weights, bytes.Take(inputs * matrix.padded()));
  matrix.weights_ = reinterpret_cast<const int8_t*>(weights.data());
  for (char weight : weights) {
    if (static_cast<int8_t>(weight) > kLargestWeight || static_cast<int8_t>(weight) < -kLargestWeight) {
      return Fail(ErrorCode::kCorrupt, "the event model's file holds a weight out of bounds");
    }
  }
  DOSSIER_TRY_ASSIGN(matrix.steps_, bytes.Floats(outputs));
  DOSSIER_TRY_ASSIGN(matrix.bias_, bytes.Floats(outputs));
  matrix.totals_ = TotalsOf(matrix.weights_, inputs, matrix.padded());
  return matrix;
}

void Matrix::Sums(const ByteRows& rows, int32_t* sums, Processor processor) const {
  AnySums({weights_, rows.numbers.data(), totals_.data(), rows.rows, inputs_, padded(), sums}, processor);
}

void Matrix::Apply(const ByteRows& rows, float* out, Processor processor) const {
  auto sums = std::make_unique_for_overwrite<int32_t[]>(rows.rows * padded());
  Sums(rows, sums.get(), processor);
  auto scale = processor == Processor::kPlain ? ScaleRowPlain : ScaleRowAvx2;
  for (size_t row = 0; row < rows.rows; ++row) {
    scale(sums.get() + row * padded(), rows.steps[row], steps_.data(), bias_.data(), outputs_, out + row * outputs_);
  }
}

}  // namespace dossier::models
