// Programs of others that run beside us: found on the PATH, given bytes, held to limits. Whatever they do, they end no
// later than their limits say, and with the thread that started them. Linux.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier {

// 0 stands for no limit.
struct ProgramLimits {
  unsigned processor_seconds = 0;
  unsigned seconds = 0;  // by the clock
  uint64_t memory = 0;   // bytes of address space
  uint64_t output = 0;   // bytes; what a program writes beyond them ends it
};

// The exit code of a program that could not be started, or not with its libraries, as shells and loaders have it.
inline constexpr int kNotStarted = 127;

struct ProgramResult {
  int exit_code = -1;          // of a program that ended by itself; kNotStarted
  std::string output, errors;  // what it wrote to its standard output, and the first 4 KiB of its errors
  std::string failure;         // why it was ended: "takes more than 20 s", "crashed (SIGSEGV)"; else ""
  bool limited = false;        // by one of the limits
};

// The first of the names that is a program in a folder of PATH named from the root; "" when none is.
std::string FindProgram(std::initializer_list<const char*> names);

// Runs command[0], a path, with `input` as its standard input, a file that may be read again from its start as
// /dev/stdin. Thread safe; waits for the program. Errors: kIo when the system gives no process, pipe or memory.
Result<ProgramResult> RunProgram(const std::vector<std::string>& command, std::string_view input,
                                 const ProgramLimits& limits);

}  // namespace dossier
