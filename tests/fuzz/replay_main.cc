// Feeds files to a fuzz target without libFuzzer: each file as it is, then cut short and with single bytes changed at
// places that depend on the file alone, so that every run does the same. Arguments: the target, then files or
// directories; one that is absent is skipped, but at least one input must exist.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/file.h"

// Every target's LLVMFuzzerTestOneInput under a name of its own.
#define DOSSIER_TARGET(name) extern "C" int Fuzz_##name(const uint8_t* data, size_t size);
#include "fuzz_targets.inc"
#undef DOSSIER_TARGET

namespace {

constexpr int kChanges = 64;

using Target = int (*)(const uint8_t*, size_t);
Target TargetOf(std::string_view name) {
#define DOSSIER_TARGET(one) \
  if (name == #one) return Fuzz_##one;
#include "fuzz_targets.inc"
#undef DOSSIER_TARGET
  return nullptr;
}

void Feed(Target target, const std::string& bytes) {
  // A copy of exactly this size, so that the address sanitizer sees a read past the end.
  const std::vector<uint8_t> exact(bytes.begin(), bytes.end());
  target(exact.data(), exact.size());
}

void FeedChanged(Target target, const std::string& bytes) {
  if (bytes.empty()) return;
  uint64_t state = 0x9E3779B97F4A7C15U + bytes.size();
  for (int i = 0; i < kChanges; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const size_t at = (state >> 33) % bytes.size();
    std::string changed = bytes;
    changed[at] = static_cast<char>(state >> 24);
    Feed(target, changed);
    Feed(target, bytes.substr(0, at));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const Target target = argc > 1 ? TargetOf(argv[1]) : nullptr;
  if (!target) return 2;
  size_t inputs = 0;
  for (int i = 2; i < argc; ++i) {
    if (!std::filesystem::exists(argv[i])) continue;
    const auto files = dossier::ListFiles(argv[i]);
    if (!files) continue;
    for (const std::string& file : *files) {
      const auto bytes = dossier::ReadFile(file);
      if (!bytes) {
        std::fprintf(stderr, "cannot read %s\n", file.c_str());
        return 1;
      }
      Feed(target, *bytes);
      FeedChanged(target, *bytes);
      ++inputs;
    }
  }
  std::printf("replayed %zu inputs\n", inputs);
  return inputs == 0 ? 1 : 0;
}
