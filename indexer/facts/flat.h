// Records as bytes and back: the compact form of what the index stores and of what a reading process hands over.
//
// A record says its fields once, in a VisitFields(visitor, record) that both directions call in the same order:
//
//   template <class V> void VisitFields(V& v, Like<V, Mention>& m) { v(m.begin); v(m.end); v.Enum(m.via, Via::kTagger);
//   }
//
// So a new field is one line. Integers are base 128 (LEB128, signed ones zigzag), strings and lists carry their length.
// The form has no version of its own: who stores it writes one before it.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace dossier::indexer {

// How a visitor takes a record: what writes it must not change it.
template <class Visitor, class Record>
using Like = std::conditional_t<Visitor::kWrites, const Record, Record>;

// Appends values to `bytes`. Never fails.
class FlatWriter {
 public:
  static constexpr bool kWrites = true;
  std::string bytes;

  template <class T>
  void operator()(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      bytes += value ? '\1' : '\0';
    } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
      const auto wide = static_cast<int64_t>(value);
      Number((static_cast<uint64_t>(wide) << 1) ^ static_cast<uint64_t>(wide >> 63));
    } else if constexpr (std::is_integral_v<T>) {
      Number(value);
    } else if constexpr (std::is_same_v<T, double>) {
      bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
      Number(value.size());
      bytes += value;
    } else {
      VisitFields(*this, value);
    }
  }
  template <class T>
  void operator()(const std::vector<T>& list) {
    Number(list.size());
    for (const T& item : list) (*this)(item);
  }
  template <class T>
  void operator()(const std::optional<T>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  template <class A, class B>
  void operator()(const std::pair<A, B>& pair) {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  template <class E>
  void Enum(const E& value, E /*last*/) {
    Number(static_cast<uint64_t>(value));
  }

 private:
  void Number(uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
    bytes += static_cast<char>(value);
  }
};

// Reads values back. The bytes may be anything: what does not fit leaves values as they were, and ok() false from then
// on. Borrows the bytes.
class FlatReader {
 public:
  static constexpr bool kWrites = false;
  explicit FlatReader(std::string_view bytes) : rest_(bytes) {}
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }

  template <class T>
  void operator()(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = Number() != 0;
    } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
      const uint64_t number = Number();
      value = static_cast<T>(static_cast<int64_t>(number >> 1) ^ -static_cast<int64_t>(number & 1));
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(Number());
    } else if constexpr (std::is_same_v<T, double>) {
      const std::string_view bytes = Take(sizeof(value));
      if (ok_) std::memcpy(&value, bytes.data(), sizeof(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = Take(Number());
    } else {
      VisitFields(*this, value);
    }
  }
  template <class T>
  void operator()(std::vector<T>& list) {
    list.clear();
    const uint64_t size = Number();
    if (size > rest_.size()) ok_ = false;  // an item has at least one byte
    for (uint64_t i = 0; ok_ && i < size; ++i) (*this)(list.emplace_back());
  }
  template <class T>
  void operator()(std::optional<T>& value) {
    value.reset();
    if (Number() != 0 && ok_) (*this)(value.emplace());
  }
  template <class A, class B>
  void operator()(std::pair<A, B>& pair) {
    (*this)(pair.first);
    (*this)(pair.second);
  }
  template <class E>
  void Enum(E& value, E last) {
    const uint64_t number = Number();
    if (number > static_cast<uint64_t>(last)) ok_ = false;
    if (ok_) value = static_cast<E>(number);
  }

 private:
  uint64_t Number() {
    uint64_t value = 0;
    for (unsigned shift = 0; ok_ && shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_[0]);
      rest_.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  std::string_view Take(uint64_t size) {
    if (size > rest_.size()) ok_ = false;
    if (!ok_) return {};
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace dossier::indexer
