// Errors as values: every dossier function that can fail returns Result<T> or Status.
//
//   Result<Url> url = Url::Parse(text);
//   if (!url) return Fail(url.error());
//   DOSSIER_TRY_ASSIGN(auto body, ReadFile(path));      // returns the error to the caller
//   DOSSIER_CHECK(writer.Commit());                     // the same for a Status
//
// This is the only header that names tl::expected, so a later move to std::expected is one edit.
// The wrapper exists because neither tl::expected 1.0 nor libstdc++'s std::expected is [[nodiscard]]:
// without it a dropped Commit() compiles silently.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace dossier {

// What kind of failure it was. The process exit code follows from it (ExitCodeOf), nothing else does.
enum class ErrorCode {
  kUsage,     // the caller asked for something that makes no sense: exit 2
  kNotFound,  // a named thing (document, evidence, vendor) does not exist: exit 1
  kNoCorpus,  // the corpus directory is missing or is not one: exit 3
  kBusy,      // another process holds the lock: exit 3
  kVersion,   // written by another version of dossier: exit 4
  kIo,        // the file system refused: exit 5
  kCorrupt,   // stored bytes are not what they should be: exit 1
  kParse,     // input is not in the format it claims: exit 5
  kLimit,     // a size, depth, ratio or time limit was reached: exit 5
  kNetwork,   // DNS, connection, TLS or HTTP failure: exit 6
  kDenied,    // refused on purpose (robots, private address, block page): exit 6
  kInternal,  // a defect in dossier: exit 70
};

// A failure told so that a person can act on it.
//   message: what happened and where (names the file or URL), and what stayed unchanged if that is not plain.
//   hint:    what to do next, as a command where there is one; may be empty.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  std::string hint;
};

// The design's exit codes: 1 nothing found or verification failed, 2 usage, 3 corpus missing or locked,
// 4 other version, 5 partly done, 6 network, 70 internal.
int ExitCodeOf(ErrorCode code);

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using Value = T;
  using tl::expected<T, Error>::expected;
};

using Status = Result<void>;

// An error ready to be returned from any function that returns a Result.
[[nodiscard]] inline tl::unexpected<Error> Fail(Error error) { return tl::unexpected<Error>(std::move(error)); }
[[nodiscard]] inline tl::unexpected<Error> Fail(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}
[[nodiscard]] inline Status Ok() { return Status{}; }

}  // namespace dossier

#define DOSSIER_CONCAT_IMPL_(a, b) a##b
#define DOSSIER_CONCAT_(a, b) DOSSIER_CONCAT_IMPL_(a, b)

// `DOSSIER_TRY_ASSIGN(auto x, F());` x becomes the value of F(), or the function returns F()'s error.
#define DOSSIER_TRY_ASSIGN(target, expr) \
  DOSSIER_TRY_ASSIGN_IMPL_(DOSSIER_CONCAT_(try_result_, __COUNTER__), target, expr)
#define DOSSIER_TRY_ASSIGN_IMPL_(result, target, expr)                    \
  auto result = (expr);                                                   \
  if (!result) [[unlikely]]                                               \
    return ::tl::unexpected<::dossier::Error>(std::move(result).error()); \
  target = *std::move(result)

// `DOSSIER_CHECK(F());` continues when F() succeeded, else the function returns F()'s error.
#define DOSSIER_CHECK(expr)                                                        \
  do {                                                                             \
    if (auto check_result_ = (expr); !check_result_) [[unlikely]]                  \
      return ::tl::unexpected<::dossier::Error>(std::move(check_result_).error()); \
  } while (false)
