// Processes that read pages, so that no page can do more than fail to be read: a crash, or a limit of processor time,
// time or memory passed, ends one process, and the page is left aside with the reason.
//
// Each reader is the child of a keeper, which is made before any thread of the run and does nothing but wait for its
// reader and make a new one after a death: a process is never forked while threads hold locks. All of them end with the
// process that started the pool, however that ends.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::indexer {

// What one page may cost.
struct PageLimits {
  unsigned processor_seconds = 30;
  unsigned seconds = 300;  // by the clock: a page that waits for something
  // Of the reading process as a whole (RLIMIT_DATA). Not held in builds with the address sanitizer, whose own tables
  // are larger than any limit.
  uint64_t memory = uint64_t{2} << 30;
  // Of what one page may add, once its decoded size is known (HoldMemory): so many times that size, but never less than
  // `memory_least`, since a short page may name much.
  uint64_t memory_times = 8;
  uint64_t memory_least = uint64_t{512} << 20;
};

// In a reading process: what is read from now on, up to the end of this request, is a page of `decoded` bytes.
void HoldMemory(const PageLimits& limits, uint64_t decoded);

// What became of a request.
struct PageReply {
  uint64_t ticket = 0;
  std::string bytes;    // what `serve` gave
  std::string failure;  // else why there is nothing: "the reader crashed (Aborted)"
};

// Belongs to one thread.
class ReaderPool {
 public:
  // Runs in the reading process: bytes of a request to bytes of a reply.
  using Serve = std::function<std::string(std::string_view request)>;

  // Call it before threads are made. Errors: kIo when the system gives no processes.
  static Result<ReaderPool> Start(unsigned processes, const PageLimits& limits, const Serve& serve);
  ~ReaderPool();  // ends the processes, whatever they do
  ReaderPool(ReaderPool&&) noexcept = default;
  ReaderPool& operator=(ReaderPool&&) = delete;

  // Whether a process has nothing to do.
  bool HasRoom() const;
  // Hands a request to the process with the fewest. Precondition: HasRoom(). `ticket` comes back with the reply.
  Status Give(uint64_t ticket, std::string request);
  // Waits for the next reply, in any order; nullopt when a signal came first. Precondition: something was given.
  // Errors: kInternal when a keeper was ended from outside.
  Result<std::optional<PageReply>> Take();

 private:
  struct Request {
    uint64_t ticket = 0;
    std::string bytes;
    bool again = false;  // its reader was killed from outside once
  };
  struct Keeper {
    int pid = -1;
    int data = -1;    // requests and replies of the reader
    int status = -1;  // how the reader died; one byte back lets the keeper make another
    std::deque<Request> given;
    std::string arrived;  // of the reply
  };
  ReaderPool() = default;
  Status AddKeeper(const PageLimits& limits, const Serve& serve);
  static Status Send(Keeper& keeper, const Request& request);
  std::optional<PageReply> ReplyOf(Keeper& keeper);
  Result<std::optional<PageReply>> AfterDeath(Keeper& keeper);

  PageLimits limits_;
  std::vector<Keeper> keepers_;
};

}  // namespace dossier::indexer
