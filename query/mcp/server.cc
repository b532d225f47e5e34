#include "query/mcp/server.h"

#include <algorithm>

#include "query/mcp/tools.h"

namespace dossier::query {
namespace {

constexpr size_t kMostInBatch = 50;
// JSON-RPC 2.0, section 5.1.
constexpr int kNoJson = -32700, kNoRequest = -32600, kNoMethod = -32601, kNoParameters = -32602, kFault = -32603;

Json ErrorOf(const Json& id, int code, const std::string& message) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}};
}

int CodeOf(ErrorCode code) {
  if (code == ErrorCode::kDenied) return kNoMethod;  // Call's word for a method that there is none of
  return code == ErrorCode::kUsage || code == ErrorCode::kNotFound ? kNoParameters : kFault;
}

bool IsId(const Json& id) { return id.is_string() || id.is_number_integer(); }

}  // namespace

std::string McpTooLong() {
  return DumpJson(ErrorOf(nullptr, kNoRequest, "the message is longer than 4 MiB; it was not read"));
}

Json McpServer::Initialize(const Json& parameters) {
  const std::string wanted = StringAt(parameters, "protocolVersion");
  const auto known = std::find(std::begin(kMcpVersions), std::end(kMcpVersions), wanted);
  initialized_ = true;
  return {{"protocolVersion", known == std::end(kMcpVersions) ? kMcpVersions[0] : *known},
          {"capabilities", {{"tools", Json::object()}, {"resources", Json::object()}}},
          {"serverInfo", {{"name", "dossier"}, {"version", program_version_}}},
          {"instructions",
           "Evidence about vendors from stored news and advisories. Quote only what a tool returns as \"quotation\", "
           "character by character, with "
           "its citation (tool cite); have your text checked with verify_draft before you show it. Nothing found "
           "means: not in this corpus."}};
}

Result<Json> McpServer::Call(const std::string& method, const Json& parameters) {
  if (method == "initialize") return Initialize(parameters);
  if (method == "ping") return Json::object();
  if (!initialized_) return Fail(ErrorCode::kUsage, "initialize first");
  if (method == "tools/list") return ToolsJson();
  if (method == "resources/templates/list") return ResourceTemplates();
  if (auto current = desk_.Current(); !current) return Fail(current.error());
  if (method == "resources/list") return ListResources(desk_, StringAt(parameters, "cursor"));
  if (method == "resources/read") return ReadResource(desk_, StringAt(parameters, "uri"));
  if (method == "tools/call") {
    const std::string name = StringAt(parameters, "name");
    for (const Tool& tool : Tools())
      if (tool.name == name) return RunTool(tool, desk_, MemberAt(parameters, "arguments"));
    return Fail(ErrorCode::kUsage, "there is no tool '" + name + "'");
  }
  return Fail(ErrorCode::kDenied, "there is no method '" + method + "'");
}

std::optional<Json> McpServer::Message(const Json& message) {
  if (!message.is_object() || StringAt(message, "jsonrpc") != "2.0")
    return ErrorOf(nullptr, kNoRequest, "no message of JSON-RPC 2.0");
  const Json& method = MemberAt(message, "method");
  const Json& id = MemberAt(message, "id");
  if (!method.is_string()) {
    if (message.contains("result") || message.contains("error")) return std::nullopt;  // nothing was asked by us
    return ErrorOf(IsId(id) ? id : Json(nullptr), kNoRequest, "the message names no method");
  }
  if (!message.contains("id")) return std::nullopt;  // a notification
  if (!IsId(id)) return ErrorOf(nullptr, kNoRequest, "an id is a string or a whole number");
  auto result = Call(method.get<std::string>(), MemberAt(message, "params"));
  if (!result)
    return ErrorOf(id, CodeOf(result.error().code),
                   result.error().message + (result.error().hint.empty() ? "" : " (" + result.error().hint + ")"));
  return Json{{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(*result)}};
}

std::optional<std::string> McpServer::Handle(std::string_view line) {
  if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::nullopt;
  if (line.size() > kMostMessageBytes) return McpTooLong();
  auto message = ParseJson(line, "the message", 64);
  if (!message) return DumpJson(ErrorOf(nullptr, kNoJson, message.error().message));
  if (!message->is_array()) {
    const auto answer = Message(*message);
    return answer ? std::optional<std::string>(DumpJson(*answer)) : std::nullopt;
  }
  // Batches are of version 2025-03-26.
  if (message->empty() || message->size() > kMostInBatch)
    return DumpJson(ErrorOf(nullptr, kNoRequest, "a batch holds 1 to 50 messages"));
  Json answers = Json::array();
  for (const Json& one : *message)
    if (auto answer = Message(one)) answers.push_back(std::move(*answer));
  return answers.empty() ? std::nullopt : std::optional<std::string>(DumpJson(answers));
}

}  // namespace dossier::query
