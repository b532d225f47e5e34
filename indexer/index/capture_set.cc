#include "indexer/index/capture_set.h"

#include <algorithm>
#include <charconv>

namespace dossier::indexer {

void CaptureSet::AddRun(int64_t first, int64_t last) {
  if (first < 1 || last < first || last == INT64_MAX) return;
  auto it = runs_.upper_bound(first);
  if (it != runs_.begin() && std::prev(it)->second >= first - 1) --it;
  while (it != runs_.end() && it->first <= last + 1) {
    first = std::min(first, it->first);
    last = std::max(last, it->second);
    size_ -= static_cast<uint64_t>(it->second - it->first) + 1;
    it = runs_.erase(it);
  }
  runs_.emplace(first, last);
  size_ += static_cast<uint64_t>(last - first) + 1;
}

void CaptureSet::AddAll(const CaptureSet& other) {
  for (const auto& [first, last] : other.runs_) AddRun(first, last);
}

bool CaptureSet::Holds(int64_t id) const {
  const auto after = runs_.upper_bound(id);
  return after != runs_.begin() && std::prev(after)->second >= id;
}

int64_t CaptureSet::EndOfRunAfter(int64_t id) const {
  const auto after = runs_.upper_bound(id + 1);
  return after != runs_.begin() ? std::max(id, std::prev(after)->second) : id;
}

std::string CaptureSet::Text() const {
  std::string text;
  for (const auto& [first, last] : runs_) {
    if (!text.empty()) text += ',';
    text += std::to_string(first);
    if (last > first) text += "-" + std::to_string(last);
  }
  return text;
}

CaptureSet CaptureSet::Parse(std::string_view text) {
  CaptureSet set;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(text.size(), comma + 1));
    int64_t first = 0;
    const auto parsed = std::from_chars(part.data(), part.data() + part.size(), first);
    if (parsed.ec != std::errc()) continue;
    int64_t last = first;
    if (parsed.ptr != part.data() + part.size() && *parsed.ptr == '-')
      std::from_chars(parsed.ptr + 1, part.data() + part.size(), last);
    set.AddRun(first, last);
  }
  return set;
}

}  // namespace dossier::indexer
