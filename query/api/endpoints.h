// The table behind the API: what can be asked, with which parameters, and who answers.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/json.h"
#include "query/tasks/desk.h"
#include "query/web/message.h"

namespace dossier::query {

struct Parameter {
  enum class Kind { kText, kTexts, kNumber, kYesNo };
  std::string_view name;
  std::string_view description;
  Kind kind = Kind::kText;
  int64_t least = 0, most = 0;    // kNumber
  std::string_view choices = {};  // kText: "a b c"; "" for any
  bool required = false;
};

// A request whose parameters were checked against the table.
struct ApiCall {
  Desk& desk;
  const WebRequest& request;
  std::string name;  // what stands for {id} in the path

  std::string Text(std::string_view parameter) const { return request.Get(parameter); }
  std::vector<std::string> Texts(std::string_view parameter) const;
  size_t Number(std::string_view parameter, size_t otherwise) const;
  bool Yes(std::string_view parameter) const;
};

struct Endpoint {
  std::string_view path;  // below /api/v1; {id} stands for one part
  std::string_view id;    // operationId
  std::string_view summary;
  std::string_view schema;  // "dossier.evidence/1"
  std::vector<Parameter> parameters;
  Result<Json> (*answer)(const ApiCall& call);
  bool posts = false;  // takes a text as body
};

std::span<const Endpoint> Endpoints();

}  // namespace dossier::query
