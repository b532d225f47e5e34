// The verbs of crawler/, one function a command file. app/main.cc lists them in its table.
#pragma once

#include <functional>

#include "corpus/base/cli/command.h"

namespace dossier::crawler {

// `after` runs when answers came in, after the crawl's own report; the corpus is open then. May be empty.
using AfterCrawl = std::function<void(const Invocation&)>;
int RunCrawl(const Invocation& invocation, const AfterCrawl& after);
int RunSourceAdd(const Invocation& invocation);
int RunSourceList(const Invocation& invocation);
int RunSourceRemove(const Invocation& invocation);
int RunSourceShow(const Invocation& invocation);
int RunInspectRobots(const Invocation& invocation);
int RunInspectUrl(const Invocation& invocation);
int RunInspectFeed(const Invocation& invocation);
int RunInspectSitemap(const Invocation& invocation);

}  // namespace dossier::crawler
