// dossier vendors --learned, --accept, --merge, --reject, --undo, --decisions; the same for agencies.
#include <fmt/format.h>

#include <charconv>

#include "corpus/base/cli/table.h"
#include "query/answer/engine.h"
#include "query/answer/proposals.h"
#include "query/commands/names_tasks.h"
#include "query/output/json.h"

namespace dossier::query {
namespace {

using corpus::NameAct;
using corpus::NameDecision;
using indexer::EntityType;
using indexer::Introduction;

std::string SignsText(const indexer::LearnedName& name) {
  std::string text;
  for (const auto& [sign, documents] : name.signs)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", indexer::SignName(sign), documents);
  return text;
}

std::string FormsText(const indexer::LearnedName& name) {
  std::string text;
  for (size_t i = 0; i < name.forms.size() && i < 6; ++i)
    text += fmt::format("{}{} {}", i ? ", " : "", name.forms[i].first, name.forms[i].second);
  return text;
}

Json ProposalJson(const Proposal& proposal) {
  const indexer::LearnedName& name = proposal.learned;
  Json json = {{"id", name.id}, {"name", name.name}, {"kind", name.kind}, {"state", proposal.state}};
  json["counts_as"] = proposal.target.empty() ? Json(nullptr) : Json(proposal.target);
  json["like"] = proposal.like.empty() ? Json(nullptr) : Json(proposal.like);
  json["documents"] = name.documents;
  json["sentences"] = name.sentences;
  json["forms"] = Json::array();
  for (const auto& [form, times] : name.forms) json["forms"].push_back({{"text", form}, {"times", times}});
  json["signs"] = Json::array();
  for (const auto& [sign, documents] : name.signs)
    json["signs"].push_back({{"sign", indexer::SignName(sign)}, {"documents", documents}});
  json["introductions"] = Json::array();
  for (const Introduction& introduction : name.introductions) {
    Json signs = Json::array();
    for (int i = 0; i < static_cast<int>(indexer::Sign::kCount); ++i)
      if (introduction.signs & indexer::SignBit(static_cast<indexer::Sign>(i)))
        signs.push_back(indexer::SignName(static_cast<indexer::Sign>(i)));
    json["introductions"].push_back(
        {{"evidence", introduction.evidence},
         {"document", introduction.document},
         {"title", introduction.title},
         {"published", introduction.published.empty() ? Json(nullptr) : Json(introduction.published)},
         {"sentence", introduction.sentence},
         {"signs", signs}});
  }
  return json;
}

Table ProposalTable(const std::vector<Proposal>& proposals) {
  Table table;
  for (const char* header :
       {"id", "name", "kind", "state", "documents", "sentences", "signs", "forms", "evidence", "sentence"})
    table.columns.push_back({header, false, false});
  for (const Proposal& proposal : proposals) {
    const indexer::LearnedName& name = proposal.learned;
    const Introduction first = name.introductions.empty() ? Introduction{} : name.introductions[0];
    table.rows.push_back({name.id, name.name, name.kind, proposal.state, std::to_string(name.documents),
                          std::to_string(name.sentences), SignsText(name), FormsText(name), first.evidence,
                          first.sentence});
  }
  return table;
}

std::string StateText(const Proposal& proposal) {
  if (proposal.state == "answers") return "answers when asked for";
  if (proposal.state == "accepted" || proposal.state == "merged") return proposal.state + " as " + proposal.target;
  return proposal.state;
}

std::string CardOf(const Proposal& proposal, size_t width) {
  const indexer::LearnedName& name = proposal.learned;
  const size_t room = width > 12 ? width - 4 : 80;
  std::string out = fmt::format("{}  {}, {}  {} document{}, {} sentence{}  {}\n", name.name, name.kind,
                                StateText(proposal), name.documents, name.documents == 1 ? "" : "s", name.sentences,
                                name.sentences == 1 ? "" : "s", name.id);
  std::string why = SignsText(name).empty() ? "named only" : SignsText(name);
  if (!proposal.like.empty()) why += "; perhaps of " + proposal.like;
  why += "; written " + FormsText(name);
  for (const std::string& line : WrapText(why, room)) out += "    " + line + "\n";
  for (const Introduction& introduction : name.introductions) {
    for (const std::string& line : WrapText("\xE2\x80\x9C" + introduction.sentence + "\xE2\x80\x9D", room))
      out += "    " + line + "\n";
    out += fmt::format("    {}  {}  {}\n", introduction.evidence,
                       introduction.published.empty() ? "date unknown" : introduction.published.substr(0, 10),
                       introduction.title);
  }
  return out + "\n";
}

std::string WhatWasDone(const NameDecision& decision) {
  switch (decision.act) {
    case NameAct::kAccept:
      return fmt::format("accepted {} as {} ({})", decision.name, decision.target, decision.kind);
    case NameAct::kMerge:
      return fmt::format("merged {} ({}) into {}", decision.name, decision.id, decision.target);
    case NameAct::kReject:
      return fmt::format("rejected {} ({})", decision.name, decision.id);
    case NameAct::kUndo:
      return fmt::format("undid decision {}{}", decision.undoes,
                         decision.name.empty() ? "" : " about " + decision.name);
  }
  return "";
}

Json DecisionJson(const NameDecision& decision) {
  return {{"number", decision.number},
          {"time", FormatRfc3339(decision.time)},
          {"do", corpus::NameActName(decision.act)},
          {"id", decision.id},
          {"name", decision.name},
          {"target", decision.target.empty() ? Json(nullptr) : Json(decision.target)},
          {"kind", decision.kind.empty() ? Json(nullptr) : Json(decision.kind)},
          {"undoes", decision.undoes ? Json(decision.undoes) : Json(nullptr)},
          {"in_force", decision.in_force}};
}

}  // namespace

void NameTasks::Declare(CommandLine& line) {
  const bool vendor = type_ == EntityType::kVendor;
  line.Flag("--learned", learned_,
            vendor ? "proposals: companies that the corpus speaks of and no list has, with the sentences"
                   : "proposals: public bodies that the corpus speaks of and no list has");
  line.Add("--kind", kind_, "of proposals: vendor, agency, outlet, other, any; of --accept: vendor or agency")
      .OneOf({"vendor", "agency", "outlet", "other", "any"});
  line.Flag("--all", all_, "with --learned: also those decided, and those that little speaks for");
  line.Add("--accept", accept_, "NAME: a proposal becomes a vendor or agency of this corpus");
  line.Add("--as", as_, "with --accept: the ID to give it");
  line.Add("--merge", merge_, "NAME: becomes another name of the one that --into gives");
  line.Add("--into", into_, "with --merge: NAME or id");
  line.Add("--reject", reject_, "NAME: is proposed no more and does not answer");
  line.Add("--undo", undo_, "N: take decision N back; last: the last one in force");
  line.Flag("--decisions", decisions_, "the decisions taken, oldest first");
}

std::optional<int> NameTasks::Run(const Invocation& invocation, const CommandLine& line, size_t limit) {
  const int tasks = line.Given("--accept") + line.Given("--merge") + line.Given("--reject") + line.Given("--undo") +
                    learned_ + decisions_;
  if (tasks > 1)
    return Report(
        {ErrorCode::kUsage, "one of --learned, --accept, --merge, --reject, --undo and --decisions at a time", ""});
  if (line.Given("--merge") != line.Given("--into"))
    return Report({ErrorCode::kUsage, "--merge NAME and --into NAME belong together", ""});
  if (line.Given("--as") && !line.Given("--accept")) return Report({ErrorCode::kUsage, "--as belongs to --accept", ""});
  if (tasks == 0) {
    if (all_ || line.Given("--kind")) return Report({ErrorCode::kUsage, "--kind and --all belong to --learned", ""});
    return std::nullopt;
  }
  if (learned_) return List(invocation, limit);
  if (decisions_) return ListDecisions(invocation);
  return Decide(invocation, line);
}

int NameTasks::List(const Invocation& invocation, size_t limit) const {
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kJsonl, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto engine = Engine::Open(invocation.corpus_dir);
  if (!engine) return Report(engine.error());
  ProposalFilter filter;
  filter.kind = kind_ == "any" ? "" : !kind_.empty() ? kind_ : std::string(indexer::EntityTypeName(type_));
  filter.all = all_;
  filter.limit = limit;
  auto proposals = ListProposals(*engine, filter);
  if (!proposals) return Report(proposals.error());
  if (*format == Format::kJson) {
    Json json = {{"schema", "dossier.learned/1"}, {"rows", Json::array()}};
    for (const Proposal& proposal : *proposals) json["rows"].push_back(ProposalJson(proposal));
    Print(DumpJson(json, 2) + "\n");
  } else if (*format == Format::kJsonl) {
    for (const Proposal& proposal : *proposals) Print(DumpJson(ProposalJson(proposal)) + "\n");
  } else if (*format == Format::kCsv) {
    Print(RenderCsv(ProposalTable(*proposals)));
  } else if (*format == Format::kMarkdown) {
    Print(RenderMarkdown(ProposalTable(*proposals)));
  } else {
    for (const Proposal& proposal : *proposals) Print(CardOf(proposal, TerminalWidth()));
    Print(proposals->empty()
              ? std::string("no proposals\n")
              : fmt::format(
                    "{} proposals; dossier vendors --accept NAME counts one, --merge NAME --into NAME joins two\n",
                    proposals->size()));
  }
  return proposals->empty() ? kExitNothing : kExitOk;
}

int NameTasks::ListDecisions(const Invocation& invocation) const {
  auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  auto decisions = corpus::ReadNameDecisions(invocation.corpus_dir);
  if (!decisions) return Report(decisions.error());
  if (*format == Format::kJson) {
    Json json = {{"schema", "dossier.decisions/1"}, {"rows", Json::array()}};
    for (const NameDecision& decision : *decisions) json["rows"].push_back(DecisionJson(decision));
    Print(DumpJson(json, 2) + "\n");
    return decisions->empty() ? kExitNothing : kExitOk;
  }
  Table table;
  table.columns = {{"decision", true, false}, {"time", false, false}, {"state", false, false}, {"what", false, true}};
  for (const NameDecision& decision : *decisions)
    table.rows.push_back({std::to_string(decision.number), FormatRfc3339(decision.time),
                          decision.in_force ? "in force" : "undone", WhatWasDone(decision)});
  if (decisions->empty() && *format == Format::kText)
    Print("no decisions\n");
  else
    Print(*format == Format::kCsv        ? RenderCsv(table)
          : *format == Format::kMarkdown ? RenderMarkdown(table)
                                         : RenderText(table, TerminalWidth()));
  return decisions->empty() ? kExitNothing : kExitOk;
}

int NameTasks::Decide(const Invocation& invocation, const CommandLine& line) {
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  Result<NameDecision> done = [&]() -> Result<NameDecision> {
    if (line.Given("--undo")) {
      int64_t number = 0;
      const auto [end, error] = std::from_chars(undo_.data(), undo_.data() + undo_.size(), number);
      if (undo_ != "last" && (error != std::errc() || end != undo_.data() + undo_.size() || number < 1))
        return Fail(ErrorCode::kUsage, "--undo takes the number of a decision, or last",
                    "dossier vendors --decisions lists them");
      return UndoDecision(invocation.corpus_dir, number);
    }
    DOSSIER_TRY_ASSIGN(const Engine engine, Engine::Open(invocation.corpus_dir));
    if (line.Given("--merge")) return MergeNames(engine, invocation.corpus_dir, merge_, into_);
    if (line.Given("--reject")) return RejectName(engine, invocation.corpus_dir, reject_);
    const std::string kind = kind_.empty() ? std::string(indexer::EntityTypeName(type_)) : kind_;
    if (kind != "vendor" && kind != "agency")
      return Fail(ErrorCode::kUsage, "a name is accepted as vendor or agency", "--kind vendor or --kind agency");
    return AcceptName(engine, invocation.corpus_dir, {accept_, as_, kind});
  }();
  if (!done) return Report(done.error());
  if (*format == Format::kJson) {
    Json json = {{"schema", "dossier.decision/1"}};
    const Json fields = DecisionJson(*done);
    for (const auto& [key, value] : fields.items()) json[key] = value;
    Print(DumpJson(json, 2) + "\n");
  } else {
    Print(fmt::format("{}: decision {}\n", WhatWasDone(*done), done->number));
    Note(invocation,
         fmt::format("answers follow at once, nothing is indexed again; dossier vendors --undo {} takes it back",
                     done->number));
  }
  return kExitOk;
}

}  // namespace dossier::query
