// The tools of the MCP server: their table, and what they answer.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "query/tasks/desk.h"

namespace dossier::query {

struct ToolArgument {
  enum class Kind { kText, kTexts, kNumber };
  std::string_view name, description;
  Kind kind = Kind::kText;
  int64_t most = 0;  // kNumber: from 1; kText: bytes, 0 is 4,000
  bool required = false;
};

struct Tool {
  std::string_view name, description;
  std::vector<ToolArgument> arguments;
  Result<Json> (*run)(Desk& desk, const Json& arguments);
};
std::span<const Tool> Tools();
Json ToolsJson();

// A result of tools/call: what the tool says, or isError with why not. `name` is one of Tools().
Json RunTool(const Tool& tool, Desk& desk, const Json& arguments);

// Documents as resources: dossier://document/ID.
Result<Json> ListResources(Desk& desk, const std::string& cursor);
Json ResourceTemplates();
Result<Json> ReadResource(Desk& desk, const std::string& uri);

}  // namespace dossier::query
