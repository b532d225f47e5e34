// The pages of `dossier serve`: a function from a request to an answer. No socket, no thread, no state of its own.
//
// What a page says comes from the functions that the verbs call. Nothing is changed but a person's own lists: baskets
// and questions. Everything that stands in a page goes through Html (query/html), everything that leads somewhere
// through Href.
#pragma once

#include <string>

#include "query/page/site_settings.h"
#include "query/tasks/desk.h"
#include "query/web/message.h"

namespace dossier::query {

// Whatever happens is an answer: an unknown page 404, a wrong question 400, a fault 500, each with what to do. The
// request has passed the guard. Not thread safe, as the desk.
WebResponse AnswerPage(const WebRequest& request, Desk& desk, const Site& site);

// The page where the token is given, and what its form gets. No corpus is asked.
WebResponse AnswerLogin(const WebRequest& request, const Site& site);

// Stylesheet and script; 404 for anything else.
WebResponse AnswerAsset(const std::string& path);
bool IsAsset(const std::string& path);

}  // namespace dossier::query
