// Reads the sections of a model's file in their order (training/events/export.py writes them).
//
// Views point into the bytes given, which must outlive them. Errors: kCorrupt when a section goes over the end.
// Plain value; not thread safe.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::models {

class ModelBytes {
 public:
  explicit ModelBytes(std::string_view bytes) : bytes_(bytes) {}

  Result<std::string_view> Take(size_t size) {
    if (size > bytes_.size() - position_) return Fail(ErrorCode::kCorrupt, "the event model's file ends too early");
    std::string_view part = bytes_.substr(position_, size);
    position_ += size;
    return part;
  }

  // A number of the file: little endian, which is what every supported processor has.
  Result<uint32_t> Number() {
    DOSSIER_TRY_ASSIGN(std::string_view part, Take(sizeof(uint32_t)));
    uint32_t value = 0;
    std::memcpy(&value, part.data(), sizeof value);
    return value;
  }

  // A copy, so that alignment does not matter.
  Result<std::vector<float>> Floats(size_t count) {
    DOSSIER_TRY_ASSIGN(std::string_view part, Take(count * sizeof(float)));
    std::vector<float> values(count);
    std::memcpy(values.data(), part.data(), part.size());
    return values;
  }

  bool AtEnd() const { return position_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  size_t position_ = 0;
};

}  // namespace dossier::models
