#include "indexer/read/html/dates/script_dates.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

namespace dossier::indexer {

namespace {

struct Key {
  std::string_view text;
  size_t mark;  // two letters of it that are rare together
  bool created;
};
constexpr std::array<Key, 6> kKeys = {{{"ublish", 0, false},
                                       {"ubDate", 0, false},
                                       {"displayDate", 6, false},
                                       {"dateCreated", 3, true},
                                       {"createdAt", 6, true},
                                       {"dc:date=", 1, true}}};
constexpr size_t kMostDates = 12;
constexpr size_t kMostTail = 24;  // of a key: "ublish" begins "ublishedAtUtc"
constexpr size_t kValueBytes = 64;

// The value behind the key at payload[at]: the key's closing quote, the colon and the opening quote follow at once.
// Empty when it is no number.
std::string_view ValueOf(std::string_view payload, size_t at, size_t key_size) {
  const std::string_view tail = payload.substr(at, kMostTail + 1);
  const size_t quote = tail.find_first_of("\"'&", key_size);
  if (quote == std::string_view::npos) return {};
  const std::string_view rest = payload.substr(at + quote, kValueBytes);
  size_t value = 0;
  while (value < rest.size()) {
    if (rest.substr(value).starts_with("&quot;") || rest.substr(value).starts_with("&#34;")) {
      value = rest.find(';', value) + 1;
    } else if (std::string_view(" :\"'\\,").find(rest[value]) != std::string_view::npos) {
      ++value;
    } else {
      break;
    }
  }
  if (value == 0 || value >= rest.size() || rest[value] < '0' || rest[value] > '9') return {};
  return rest.substr(value);
}

// Sixteen bytes at once; the compiler makes of it what the processor has.
using Bytes = uint8_t __attribute__((vector_size(16)));

Bytes Load(const char* at) {
  Bytes bytes;
  std::memcpy(&bytes, at, sizeof(bytes));
  return bytes;
}

template <size_t... kIndex>
bool HoldsMark(const char* at, std::index_sequence<kIndex...>) {
  const Bytes first = Load(at), second = Load(at + 1);
  const auto is = [](Bytes bytes, char c) { return bytes == static_cast<uint8_t>(c); };
  const auto found =
      ((is(first, kKeys[kIndex].text[kKeys[kIndex].mark]) & is(second, kKeys[kIndex].text[kKeys[kIndex].mark + 1])) |
       ...);
  std::array<uint64_t, 2> words{};
  std::memcpy(words.data(), &found, sizeof(words));
  return (words[0] | words[1]) != 0;
}

}  // namespace

std::vector<ScriptDate> FindScriptDates(std::string_view payload) {
  std::array<std::vector<std::string_view>, kKeys.size()> found;
  const auto look_at = [&](size_t at) {
    for (size_t k = 0; k < kKeys.size(); ++k) {
      const Key& key = kKeys[k];
      if (at < key.mark || payload[at] != key.text[key.mark] || found[k].size() >= kMostDates) continue;
      const size_t begin = at - key.mark;
      if (payload.substr(begin, key.text.size()) != key.text) continue;
      if (const std::string_view value = ValueOf(payload, begin, key.text.size()); !value.empty())
        found[k].push_back(value);
    }
  };
  size_t i = 0;
  for (; i + sizeof(Bytes) + 1 <= payload.size(); i += sizeof(Bytes)) {
    // The first key's mark is the second's too.
    if (!HoldsMark(payload.data() + i, std::index_sequence<1, 2, 3, 4, 5>())) continue;
    for (size_t k = i; k < i + sizeof(Bytes); ++k) look_at(k);
  }
  for (; i < payload.size(); ++i) look_at(i);
  std::vector<ScriptDate> out;
  for (size_t k = 0; k < kKeys.size(); ++k) {
    for (const std::string_view value : found[k]) {
      if (out.size() < kMostDates) out.push_back({value, kKeys[k].created});
    }
  }
  return out;
}

}  // namespace dossier::indexer
