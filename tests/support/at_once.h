// Many writers at once, begun together: what each does has to be there afterwards.
#pragma once

#include <atomic>
#include <thread>
#include <vector>

namespace dossier::testing {

inline constexpr int kWriters = 50;

// Runs write(0) ... write(kWriters - 1), each in a thread of its own; how many returned true.
template <class Write>
int SucceededAtOnce(const Write& write) {
  std::atomic<bool> go = false;
  std::atomic<int> succeeded = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < kWriters; ++i)
    threads.emplace_back([&, i] {
      while (!go) std::this_thread::yield();
      if (write(i)) ++succeeded;
    });
  go = true;
  for (std::thread& thread : threads) thread.join();
  return succeeded;
}

}  // namespace dossier::testing
