// A set of capture numbers, kept as the runs of neighbours that it nearly always is: the captures of a hundred thousand
// pages are one run, so that asking costs the same for any corpus. A value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace dossier::indexer {

class CaptureSet {
 public:
  void Add(int64_t id) { AddRun(id, id); }
  void AddAll(const CaptureSet& other);
  bool Holds(int64_t id) const;
  // The last of the unbroken run that `id` + 1 begins, else `id`: where to go on from when this much is dealt with.
  int64_t EndOfRunAfter(int64_t id) const;
  bool empty() const { return runs_.empty(); }
  uint64_t size() const { return size_; }

  // "1-90,95", as the metadata of a segment has it, and back; what is no number is passed over.
  std::string Text() const;
  static CaptureSet Parse(std::string_view text);

 private:
  void AddRun(int64_t first, int64_t last);

  std::map<int64_t, int64_t> runs_;  // first: last; neither overlapping nor touching
  uint64_t size_ = 0;
};

}  // namespace dossier::indexer
