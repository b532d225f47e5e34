#include <algorithm>

#include "query/api/api.h"
#include "query/api/endpoints.h"

namespace dossier::query {
namespace {

Json SchemaOf(const Parameter& parameter) {
  using Kind = Parameter::Kind;
  switch (parameter.kind) {
    case Kind::kTexts:
      return {{"type", "array"}, {"items", {{"type", "string"}, {"minLength", 1}}}};
    case Kind::kNumber:
      return {{"type", "integer"}, {"minimum", parameter.least}, {"maximum", parameter.most}};
    case Kind::kYesNo:
      return {{"type", "boolean"}};
    case Kind::kText:
      break;
  }
  Json schema = {{"type", "string"}};
  if (parameter.choices.empty()) return schema;
  schema["enum"] = Json::array();
  std::string_view rest = parameter.choices;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(' '), rest.size());
    schema["enum"].push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return schema;
}

Json ParametersOf(const Endpoint& endpoint) {
  Json list = Json::array();
  if (endpoint.path.find("{id}") != std::string_view::npos)
    list.push_back(
        {{"name", "id"}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}, {"minLength", 1}}}});
  for (const Parameter& parameter : endpoint.parameters) {
    Json one = {{"name", parameter.name},
                {"in", "query"},
                {"description", parameter.description},
                {"required", parameter.required},
                {"schema", SchemaOf(parameter)}};
    if (parameter.kind == Parameter::Kind::kTexts) one["explode"] = true;
    list.push_back(std::move(one));
  }
  return list;
}

Json ProblemAnswer(const char* what) {
  return {{"description", what},
          {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
}

Json OperationOf(const Endpoint& endpoint) {
  Json schema = {
      {"type", "object"}, {"required", {"schema"}}, {"properties", {{"schema", {{"const", endpoint.schema}}}}}};
  if (std::any_of(endpoint.parameters.begin(), endpoint.parameters.end(),
                  [](const Parameter& one) { return one.name == "cursor"; })) {
    schema["required"].push_back("next");
    schema["properties"]["next"] = {{"type", {"string", "null"}}, {"description", "the cursor of the next page"}};
  }
  Json operation = {
      {"operationId", endpoint.id}, {"summary", endpoint.summary}, {"parameters", ParametersOf(endpoint)}};
  if (endpoint.posts)
    operation["requestBody"] = {{"required", true},
                                {"content",
                                 {{"text/plain", {{"schema", {{"type", "string"}}}}},
                                  {"text/markdown", {{"schema", {{"type", "string"}}}}},
                                  {"text/html", {{"schema", {{"type", "string"}}}}}}}};
  operation["responses"] = {{"200",
                             {{"description", std::string(endpoint.schema) + " (OUTPUT.md)"},
                              {"headers", {{"ETag", {{"schema", {{"type", "string"}}}}}}},
                              {"content", {{"application/json", {{"schema", std::move(schema)}}}}}}},
                            {"304", {{"description", "the answer is the one that If-None-Match names"}}},
                            {"400", ProblemAnswer("the request was not understood")},
                            {"404", ProblemAnswer("there is no such thing")},
                            {"409", ProblemAnswer("what is stored does not verify; nothing was answered from it")},
                            {"413", ProblemAnswer("too long")},
                            {"503", ProblemAnswer("no index yet, or too many requests wait")}};
  return operation;
}

}  // namespace

Json OpenApiDocument() {
  Json paths = Json::object();
  for (const Endpoint& endpoint : Endpoints())
    paths["/api/v1" + std::string(endpoint.path)][endpoint.posts ? "post" : "get"] = OperationOf(endpoint);
  Json problem = {{"type", "object"},
                  {"required", {"type", "title", "status", "detail"}},
                  {"properties",
                   {{"type", {{"type", "string"}}},
                    {"title", {{"type", "string"}}},
                    {"status", {{"type", "integer"}}},
                    {"detail", {{"type", "string"}}},
                    {"hint", {{"type", "string"}}}}}};
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "dossier"},
            {"version", "1"},
            {"description",
             "Evidence about vendors from news and advisories, with verifiable quotations. The answers are those of "
             "the verbs with --format json."}}},
          {"paths", std::move(paths)},
          {"components", {{"schemas", {{"Problem", std::move(problem)}}}}}};
}

}  // namespace dossier::query
