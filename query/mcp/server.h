// A server of the Model Context Protocol (modelcontextprotocol.io, versions below) for one corpus: JSON-RPC 2.0, one
// message a line. What a model is given are words with their certificates, verified while the answer is made: what does
// not verify is left out and counted. Nothing is changed but certificates of what is cited.
//
// The messages are hostile: sizes, depth and rows are limited, and whatever is wrong with them is an answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/json.h"
#include "query/tasks/desk.h"

namespace dossier::query {

inline constexpr std::string_view kMcpVersions[] = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};
inline constexpr size_t kMostMessageBytes = size_t{4} << 20;

// Not thread safe, as the desk, which must outlive it.
class McpServer {
 public:
  McpServer(Desk& desk, std::string program_version) : desk_(desk), program_version_(std::move(program_version)) {}

  // The line to answer with, without its end; nothing for notifications and answers.
  std::optional<std::string> Handle(std::string_view line);

 private:
  std::optional<Json> Message(const Json& message);
  Result<Json> Call(const std::string& method, const Json& parameters);
  Json Initialize(const Json& parameters);

  Desk& desk_;
  std::string program_version_;
  bool initialized_ = false;
};

// The answer to a line that was not read because it is too long.
std::string McpTooLong();

}  // namespace dossier::query
