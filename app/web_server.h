// The HTTP server under `dossier serve`: the one place that knows the server library. It turns requests into plain
// values, and keeps bad clients from harming good ones.
//
// A thread a connection, at most kMostConnections: the next one takes the place of the connection that has waited
// longest without a whole request, so that idle and slow clients cannot keep others out. A request must be whole within
// kRequestSeconds and an answer taken within as many; a head may have kMostHeadBytes, a body kMostBodyBytes.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "corpus/base/result.h"
#include "query/web/message.h"

namespace dossier {

inline constexpr size_t kMostConnections = 192;
inline constexpr int kRequestSeconds = 10;
inline constexpr int kIdleSeconds = 20;
inline constexpr size_t kMostHeadBytes = 32 << 10;
inline constexpr size_t kMostTargetBytes = 6000;
inline constexpr size_t kMostBodyBytes = size_t{24} << 20;

struct WebHandlers {
  // Before a body is read: the answer that refuses the request, or nothing. Called on any thread.
  std::function<std::optional<query::WebResponse>(const query::WebRequest&)> refuse;
  // Called on any thread, several at once.
  std::function<query::WebResponse(query::WebRequest)> answer;
};

class WebServer {
 public:
  // Listens at once; port 0 takes any. Errors: kNetwork (in use), kUsage (no address).
  static Result<std::unique_ptr<WebServer>> Start(const std::string& address, int port, WebHandlers handlers);
  ~WebServer();  // ends every connection
  int port() const;

 private:
  struct State;
  explicit WebServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dossier
