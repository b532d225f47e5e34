// The JSON API of `dossier serve`: /api/v1/..., the answers of the verbs with --format json (OUTPUT.md).
//
// Errors are application/problem+json (RFC 9457). Long lists are read in pages: "next" is a cursor, or null at the end.
// Every answer has an ETag, and 304 answers who has it already (RFC 9110, section 13.1.2). The table of endpoints makes
// both the routes and /api/v1/openapi.json, so that neither can tell of what the other has not.
#pragma once

#include "corpus/base/json.h"
#include "query/tasks/desk.h"
#include "query/web/message.h"

namespace dossier::query {

bool IsApi(const std::string& path);
// Whatever happens is an answer. The request has passed the guard. Not thread safe, as the desk.
WebResponse AnswerApi(const WebRequest& request, Desk& desk);
// OpenAPI 3.1.0.
Json OpenApiDocument();
// The answer that refuses a request.
WebResponse ProblemOf(const Error& error);

}  // namespace dossier::query
