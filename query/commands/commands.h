// The verbs of query/, one function a command file. app/main.cc lists them in its table.
#pragma once

#include "corpus/base/cli/command.h"
#include "query/proof/live.h"

namespace dossier::query {

int RunEvidence(const Invocation& invocation);
int RunSearch(const Invocation& invocation);
int RunVendors(const Invocation& invocation);
int RunAgencies(const Invocation& invocation);
int RunShow(const Invocation& invocation);
int RunHistory(const Invocation& invocation);
int RunDiff(const Invocation& invocation);
int RunNews(const Invocation& invocation);
int RunQuestion(const Invocation& invocation);
int RunFields(const Invocation& invocation);
int RunExplain(const Invocation& invocation);
int RunCite(const Invocation& invocation);
// `fetch` is what --live asks the web with.
int RunVerify(const Invocation& invocation, const FetchLive& fetch);
// After captures came in: says on stderr which cited evidence they changed. Cannot fail.
void TellCitedChanges(const Invocation& invocation);
int RunSeal(const Invocation& invocation);
int RunTimeline(const Invocation& invocation);
int RunFacets(const Invocation& invocation);
int RunBrief(const Invocation& invocation);
int RunBasket(const Invocation& invocation);
int RunTag(const Invocation& invocation);
int RunExportBundle(const Invocation& invocation);
int RunExportStix(const Invocation& invocation);
int RunExportFtm(const Invocation& invocation);
int RunMcp(const Invocation& invocation);

}  // namespace dossier::query
