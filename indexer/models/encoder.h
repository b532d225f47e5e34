// A transformer's encoder over word pieces: embedding, layers of attention and of two products, in 8-bit numbers.
//
// The last layer is worked out at the marked places only, which is all that the heads read.
// Immutable after loading and shared by threads; views into the file's bytes, which must outlive it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"
#include "indexer/models/matrix.h"
#include "indexer/models/model_bytes.h"

namespace dossier::models {

struct EncoderShape {
  size_t layers = 0;
  size_t width = 0;  // of a token's vector
  size_t inner = 0;  // of the second product
  size_t heads = 0;
  size_t pieces = 0;  // rows of the embedding
  size_t places = 0;  // longest input in pieces
};

// Scale and shift after each row has been brought to mean 0 and variance 1.
struct Norm {
  std::vector<float> scale;
  std::vector<float> shift;
};

class Encoder {
 public:
  // Errors: kCorrupt.
  static Result<Encoder> Load(ModelBytes& bytes, const EncoderShape& shape);

  // The vectors at `marks` (places in `ids`), one after the other. ids: 1 to shape.places numbers below shape.pieces.
  std::vector<float> Run(std::span<const uint16_t> ids, std::span<const size_t> marks, Processor processor) const;

  const EncoderShape& shape() const { return shape_; }

 private:
  struct Layer {
    Matrix query, key, value, out, up, down;
    Norm norm1, norm2;
  };

  static Result<Layer> LoadLayer(ModelBytes& bytes, const EncoderShape& shape);
  std::vector<float> Embed(std::span<const uint16_t> ids, Processor processor) const;
  std::vector<float> Attend(const Layer& layer, const std::vector<float>& all, const std::vector<float>& seen,
                            Processor processor) const;
  std::vector<float> RunLayer(const Layer& layer, const std::vector<float>& all, std::vector<float> seen,
                              Processor processor) const;

  EncoderShape shape_;
  const int8_t* tokens_ = nullptr;
  std::vector<float> token_steps_;
  const int8_t* places_ = nullptr;
  std::vector<float> place_steps_;
  Norm norm_;
  std::vector<Layer> layers_;
};

}  // namespace dossier::models
