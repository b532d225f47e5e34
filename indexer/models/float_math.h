// Functions of floats that give the same bits on every processor: no library's exp, a fixed order of sums.
//
// Eight floats go side by side (GCC's vectors); an operation on each of them is that of plain code.
// Needs a compiler that does not contract products and sums (-ffp-contract=off) or reorder them. Pure; thread safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace dossier::models {

// For bodies that are compiled once for every processor and once for AVX2: only the width of registers differs.
#define DOSSIER_INLINE inline __attribute__((always_inline))

using Eight = float __attribute__((vector_size(32)));
using EightWhole = int32_t __attribute__((vector_size(32)));
using EightBytes = int8_t __attribute__((vector_size(8)));

// Vectors go by reference: how they are passed by value depends on the processor.
DOSSIER_INLINE void LoadEight(const float* from, Eight& to) { std::memcpy(&to, from, sizeof to); }
DOSSIER_INLINE void StoreEight(const Eight& from, float* to) { std::memcpy(to, &from, sizeof from); }

// x = e^x to about 2e-7 of its size (the polynomial of Cephes); x is kept within -87 and 87.
DOSSIER_INLINE void ExpEight(Eight& x) {
  const Eight least = {-87, -87, -87, -87, -87, -87, -87, -87};
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: adding and taking it away rounds to a whole number
  x = x < least ? least : x;
  x = x > -least ? -least : x;
  Eight whole = (x * 1.44269504F + kRound) - kRound;
  Eight r = x - whole * 0.693359375F;
  r = r + whole * 2.12194440e-4F;
  Eight p = r * 1.9875691500e-4F + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * (r * r) + r + 1.0F;
  EightWhole power = (__builtin_convertvector(whole, EightWhole) + 127) << 23;
  std::memcpy(&r, &power, sizeof r);
  x = p * r;
}

// The Gaussian error linear unit in its tanh form, which the model is trained with.
DOSSIER_INLINE void GeluEight(Eight& x) {
  Eight power = (x + x * x * x * 0.044715F) * -1.5957691216F;
  ExpEight(power);
  x = x / (power + 1.0F);
}

// The sum of values in eight strands, which are added in their order at the end. count: a multiple of 8.
DOSSIER_INLINE float Sum(const float* values, size_t count) {
  Eight strands = {};
  for (size_t i = 0; i < count; i += 8) {
    Eight more;
    LoadEight(values + i, more);
    strands += more;
  }
  float sum = 0;
  for (size_t s = 0; s < 8; ++s) sum += strands[s];
  return sum;
}

// Single values, by the same code.
inline float Exp(float x) {
  Eight all = {x, x, x, x, x, x, x, x};
  ExpEight(all);
  return all[0];
}
inline float Sigmoid(float x) { return 1.0F / (1.0F + Exp(-x)); }

}  // namespace dossier::models
