#include "indexer/models/matrix.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <string>

#include "indexer/models/float_math.h"

namespace dossier::models {
namespace {

// A matrix's section of a file, and its weights as [outputs][inputs].
struct Section {
  std::string bytes;
  std::vector<int> weights;
};

Section RandomSection(size_t inputs, size_t outputs, std::mt19937& random) {
  size_t padded = (outputs + 15) / 16 * 16;
  Section section{std::string(inputs * padded + outputs * 8, '\0'), std::vector<int>(inputs * outputs)};
  for (size_t o = 0; o < outputs; ++o) {
    for (size_t i = 0; i < inputs; ++i) {
      int weight = static_cast<int>(random() % 127) - 63;
      section.weights[o * inputs + i] = weight;
      section.bytes[o / 16 * 16 * inputs + i / 4 * 64 + o % 16 * 4 + i % 4] = static_cast<char>(weight);
    }
    float step = 0.01F * static_cast<float>(o + 1), bias = static_cast<float>(o);
    std::memcpy(&section.bytes[inputs * padded + o * 4], &step, 4);
    std::memcpy(&section.bytes[inputs * padded + (outputs + o) * 4], &bias, 4);
  }
  return section;
}

std::vector<Processor> Processors() {
  std::vector<Processor> all = {Processor::kPlain};
  if (BestProcessor() != Processor::kPlain) all.push_back(Processor::kAvx2);
  if (BestProcessor() == Processor::kAvx512) all.push_back(Processor::kAvx512);
  return all;
}

TEST(Matrix, EveryProcessorGivesTheSameSums) {
  std::mt19937 random(7);
  for (auto [rows, inputs, outputs] : {std::array<size_t, 3>{1, 4, 1}, {9, 64, 85}, {17, 1536, 33}, {40, 384, 16}}) {
    Section section = RandomSection(inputs, outputs, random);
    ModelBytes bytes(section.bytes);
    auto matrix = Matrix::Load(bytes, inputs, outputs);
    ASSERT_TRUE(matrix.has_value());
    ByteRows numbers{rows, inputs, std::vector<int8_t>(rows * inputs), std::vector<float>(rows, 1.0F)};
    for (int8_t& number : numbers.numbers) number = static_cast<int8_t>(static_cast<int>(random() % 255) - 127);
    for (Processor processor : Processors()) {
      std::vector<int32_t> sums(rows * matrix->padded());
      matrix->Sums(numbers, sums.data(), processor);
      for (size_t r = 0; r < rows; ++r) {
        for (size_t o = 0; o < outputs; ++o) {
          int32_t sum = 0;
          for (size_t i = 0; i < inputs; ++i) sum += numbers.numbers[r * inputs + i] * section.weights[o * inputs + i];
          ASSERT_EQ(sums[r * matrix->padded() + o], sum) << "row " << r << " output " << o;
        }
      }
    }
  }
}

TEST(Matrix, StepsAndBiasTurnSumsIntoValues) {
  std::mt19937 random(3);
  Section section = RandomSection(8, 2, random);
  ModelBytes bytes(section.bytes);
  auto matrix = Matrix::Load(bytes, 8, 2);
  ASSERT_TRUE(matrix.has_value());
  ByteRows rows;
  std::vector<float> values = {127, 0, 0, 0, 0, 0, 0, -63.4F};
  RoundRows(values.data(), 1, 8, rows);
  EXPECT_EQ(rows.numbers[0], 127);
  EXPECT_EQ(rows.numbers[7], -63);
  std::vector<float> out(2);
  matrix->Apply(rows, out.data(), BestProcessor());
  EXPECT_FLOAT_EQ(out[1], static_cast<float>(127 * section.weights[8] - 63 * section.weights[15]) * 0.02F + 1.0F);
}

TEST(Matrix, ARowOfZerosStaysZero) {
  ByteRows rows;
  std::vector<float> values(16);
  RoundRows(values.data(), 1, 16, rows);
  EXPECT_EQ(rows.numbers, std::vector<int8_t>(16));
}

TEST(Matrix, AWeightOutOfBoundsIsRefused) {
  std::mt19937 random(3);
  Section section = RandomSection(8, 2, random);
  section.bytes[5] = 64;
  ModelBytes bytes(section.bytes);
  EXPECT_FALSE(Matrix::Load(bytes, 8, 2).has_value());
}

TEST(Matrix, TheLargestNumbersDoNotOverflow) {
  std::mt19937 random(5);
  Section section = RandomSection(64, 16, random);
  for (size_t i = 0; i < size_t{64} * 16; ++i) section.bytes[i] = 63;
  ModelBytes bytes(section.bytes);
  auto matrix = Matrix::Load(bytes, 64, 16);
  ASSERT_TRUE(matrix.has_value());
  ByteRows numbers{1, 64, std::vector<int8_t>(64, 127), {1.0F}};
  for (Processor processor : Processors()) {
    std::vector<int32_t> sums(16);
    matrix->Sums(numbers, sums.data(), processor);
    EXPECT_EQ(sums, std::vector<int32_t>(16, 64 * 127 * 63));
  }
}

TEST(Matrix, AShortFileIsRefused) {
  ModelBytes bytes("too short");
  EXPECT_FALSE(Matrix::Load(bytes, 64, 16).has_value());
}

TEST(FloatMath, ExpIsCloseToTheLibrarys) {
  for (float x = -80.0F; x < 80.0F; x += 0.37F) EXPECT_NEAR(Exp(x) / std::exp(x), 1.0F, 5e-7F) << x;
  EXPECT_EQ(Exp(-1000.0F), Exp(-87.0F));
}

}  // namespace
}  // namespace dossier::models
