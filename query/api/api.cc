#include "query/api/api.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/digest.h"
#include "query/api/endpoints.h"
#include "query/web/guard.h"

namespace dossier::query {
namespace {

constexpr std::string_view kRoot = "/api/v1";

std::string_view TitleOf(int status) {
  switch (status) {
    case 400:
      return "the request was not understood";
    case 404:
      return "there is no such thing";
    case 405:
      return "not this way";
    case 409:
      return "what is stored does not verify";
    case 413:
      return "too long";
    case 503:
      return "not now";
    default:
      return "a fault";
  }
}

WebResponse Problem(int status, const std::string& detail, const std::string& hint) {
  WebResponse response;
  response.status = status;
  response.type = "application/problem+json";
  Json json = {{"type", "about:blank"}, {"title", TitleOf(status)}, {"status", status}, {"detail", detail}};
  if (!hint.empty()) json["hint"] = hint;
  response.body = DumpJson(json, 2) + "\n";
  AddGuardHeaders(response);
  return response;
}

// "/documents/{id}/history" against "/documents/d1/history": what stands for {id}, "" for a path without one.
std::optional<std::string> Match(std::string_view pattern, std::string_view path) {
  const size_t hole = pattern.find("{id}");
  if (hole == std::string_view::npos) return pattern == path ? std::optional<std::string>("") : std::nullopt;
  const std::string_view before = pattern.substr(0, hole), behind = pattern.substr(hole + 4);
  if (path.size() <= before.size() + behind.size() || !path.starts_with(before) || !path.ends_with(behind))
    return std::nullopt;
  return std::string(path.substr(before.size(), path.size() - before.size() - behind.size()));
}

Status CheckValue(const Parameter& parameter, const std::string& value) {
  const std::string name(parameter.name);
  if (parameter.kind == Parameter::Kind::kNumber) {
    int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < parameter.least ||
        number > parameter.most)
      return Fail(ErrorCode::kUsage, name + " is no number from " + std::to_string(parameter.least) + " to " +
                                         std::to_string(parameter.most));
  }
  if (parameter.kind == Parameter::Kind::kYesNo && value != "true" && value != "false")
    return Fail(ErrorCode::kUsage, name + " is neither true nor false");
  if (!parameter.choices.empty() &&
      (" " + std::string(parameter.choices) + " ").find(" " + value + " ") == std::string::npos)
    return Fail(ErrorCode::kUsage, name + " is none of: " + std::string(parameter.choices));
  if (value.size() > 4000) return Fail(ErrorCode::kUsage, name + " is longer than 4,000 bytes");
  return Ok();
}

Status CheckParameters(const Endpoint& endpoint, const WebRequest& request) {
  for (const auto& [name, value] : request.query) {
    const auto known =
        std::find_if(endpoint.parameters.begin(), endpoint.parameters.end(),
                     [&, wanted = std::string_view(name)](const Parameter& one) { return one.name == wanted; });
    if (known == endpoint.parameters.end())
      return Fail(ErrorCode::kUsage, "there is no parameter '" + name + "'", "/api/v1/openapi.json lists them");
    DOSSIER_CHECK(CheckValue(*known, value));
  }
  for (const Parameter& parameter : endpoint.parameters)
    if (parameter.required && request.Get(parameter.name).empty())
      return Fail(ErrorCode::kUsage, "the parameter '" + std::string(parameter.name) + "' is missing");
  return Ok();
}

// The same bytes have the same tag; who has them gets none again.
WebResponse Tagged(const WebRequest& request, const Json& json) {
  WebResponse response;
  response.type = "application/json";
  response.body = DumpJson(json, 2) + "\n";
  const std::string tag = "\"" + Sha256(response.body).hex().substr(0, 32) + "\"";
  response.Set("ETag", tag);
  response.Set("Cache-Control", "private, no-cache");
  const std::string have = request.Header("if-none-match");
  if (have == "*" || have.find(tag) != std::string::npos) {
    response.status = 304;
    response.body.clear();
  }
  AddGuardHeaders(response);
  return response;
}

}  // namespace

bool IsApi(const std::string& path) { return path == "/api" || path.starts_with("/api/"); }

WebResponse ProblemOf(const Error& error) { return Problem(StatusOfError(error.code), error.message, error.hint); }

WebResponse AnswerApi(const WebRequest& request, Desk& desk) {
  const std::string path = request.path.starts_with(kRoot) ? request.path.substr(kRoot.size()) : "";
  if (path == "/openapi.json") return Tagged(request, OpenApiDocument());
  // A path with a fixed end is closer than one with a name at its end.
  std::optional<std::pair<const Endpoint*, std::string>> found;
  for (const Endpoint& endpoint : Endpoints())
    if (auto name = Match(endpoint.path, path); name && (!found || endpoint.path.size() > found->first->path.size()))
      found.emplace(&endpoint, std::move(*name));
  if (!found) return Problem(404, "there is no " + request.path, "/api/v1/openapi.json lists what there is");
  const auto& [endpoint, name] = *found;
  if ((request.method == "POST") != endpoint->posts) {
    WebResponse response =
        Problem(405, endpoint->posts ? "it takes a POST with the draft as its body" : "it takes a GET", "");
    response.Set("Allow", endpoint->posts ? "POST" : "GET, HEAD");
    return response;
  }
  if (auto good = CheckParameters(*endpoint, request); !good) return ProblemOf(good.error());
  auto answer = endpoint->answer({desk, request, name});
  return answer ? Tagged(request, *answer) : ProblemOf(answer.error());
}

}  // namespace dossier::query
