#include "query/commands/live_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/base/json.h"
#include "corpus/base/sinks.h"

namespace dossier::query {
namespace {

struct Answered {
  const Claim* claim = nullptr;
  const LivePage* page = nullptr;  // null: there is no address to ask
  LiveResult result;
};

std::string DiffText(const std::vector<DiffPart>& diff) {
  std::string text;
  for (const DiffPart& part : diff) {
    if (!text.empty()) text += ' ';
    switch (part.op) {
      case DiffPart::Op::kSame:
        text += part.text;
        break;
      case DiffPart::Op::kRemoved:
        text += "[-" + part.text + "-]";
        break;
      case DiffPart::Op::kAdded:
        text += "{+" + part.text + "+}";
        break;
    }
  }
  return text;
}

Json DiffJson(const std::vector<DiffPart>& diff) {
  static constexpr const char* kOps[] = {"same", "removed", "added"};
  Json parts = Json::array();
  for (const DiffPart& part : diff) parts.push_back({{"op", kOps[static_cast<int>(part.op)]}, {"text", part.text}});
  return parts;
}

Json RowJson(const Answered& one) {
  Json row;
  row["id"] = one.claim->evidence_id;
  row["state"] = LiveStateName(one.result.state);
  row["reason"] = one.result.reason;
  row["quotation"] = one.claim->exact;
  row["now"] = one.result.now.empty() ? Json(nullptr) : Json(one.result.now);
  row["diff"] = DiffJson(one.result.diff);
  row["url"] = one.claim->url;
  row["url_now"] = one.page && !one.page->url.empty() ? Json(WithoutUserinfo(one.page->url)) : Json(nullptr);
  row["captured"] = {{"sha256", one.claim->capture_sha256}, {"fetched", FormatRfc3339(one.claim->fetched)}};
  row["live"] = nullptr;
  if (one.page && !one.page->sha256.empty())
    row["live"] = {
        {"sha256", one.page->sha256}, {"fetched", FormatRfc3339(one.page->fetched)}, {"outcome", one.page->outcome}};
  return row;
}

void PrintText(const Answered& one) {
  std::string out = fmt::format("{}  {}{}\n    {}\n", one.claim->evidence_id, LiveStateName(one.result.state),
                                one.result.reason.empty() ? "" : "  " + one.result.reason, one.claim->url);
  if (!one.result.diff.empty()) out += "    " + DiffText(one.result.diff) + "\n";
  Print(out);
}

int ExitOf(const std::map<LiveState, size_t>& counts, size_t all) {
  const auto count = [&](LiveState state) { return counts.contains(state) ? counts.at(state) : 0; };
  if (count(LiveState::kAltered) + count(LiveState::kGone) > 0 || all == 0) return kExitNothing;
  if (count(LiveState::kUnchecked) == all) return kExitNetwork;
  return count(LiveState::kUnchecked) ? kExitPartly : kExitOk;
}

}  // namespace

int RunLive(const Invocation& invocation, Format format, const std::vector<Claim>& claims, const LiveOptions& options,
            const FetchLive& fetch) {
  std::vector<std::string> urls;
  for (const Claim& claim : claims)
    if (claim.url.starts_with("http") && std::find(urls.begin(), urls.end(), claim.url) == urls.end())
      urls.push_back(claim.url);
  Result<std::vector<LivePage>> pages = std::vector<LivePage>();
  if (!urls.empty()) {
    Progress progress(invocation, fmt::format("asking for {} pages again", urls.size()));
    pages = fetch(urls, options);
  }
  if (!pages) return Report(pages.error());
  std::map<std::string, const LivePage*> of_url;
  for (const LivePage& page : *pages) of_url[page.asked] = &page;
  std::map<LiveState, size_t> counts;
  Json rows = Json::array();
  for (const Claim& claim : claims) {
    Answered one{&claim, of_url.contains(claim.url) ? of_url.at(claim.url) : nullptr, {}};
    if (one.page)
      one.result = CompareLive(claim, *one.page);
    else
      one.result.reason = "the capture was imported from a file: there is no address to ask";
    ++counts[one.result.state];
    if (format == Format::kJson)
      rows.push_back(RowJson(one));
    else
      PrintText(one);
  }
  if (format == Format::kJson) {
    Json json;
    json["schema"] = "dossier.live/1";
    json["claims"] = claims.size();
    for (LiveState state :
         {LiveState::kIntact, LiveState::kMoved, LiveState::kAltered, LiveState::kGone, LiveState::kUnchecked})
      json[LiveStateName(state)] = counts[state];
    json["stored"] = options.store;
    json["rows"] = std::move(rows);
    Print(DumpJson(json, 2) + "\n");
  } else {
    Print(fmt::format("{} intact, {} moved, {} altered, {} gone, {} unchecked\n", counts[LiveState::kIntact],
                      counts[LiveState::kMoved], counts[LiveState::kAltered], counts[LiveState::kGone],
                      counts[LiveState::kUnchecked]));
    Note(invocation, options.store ? "the answers were stored as captures; dossier index reads them as revisions"
                                   : "the answers were compared and dropped; --store keeps them as captures");
  }
  return ExitOf(counts, claims.size());
}

}  // namespace dossier::query
