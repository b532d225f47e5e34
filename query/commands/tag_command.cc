// dossier tag: words on documents and rows, to find them again with tag:NAME.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "query/commands/commands.h"
#include "query/tasks/tags.h"

namespace dossier::query {
namespace {

Json RowsOf(const std::vector<corpus::Tagging>& taggings) {
  Json rows = Json::array();
  for (const corpus::Tagging& one : taggings)
    rows.push_back({{"tag", one.tag}, {"on", one.on}, {"added", FormatRfc3339(one.added)}});
  return rows;
}

std::string ListOfTags(const corpus::Tags& tags) {
  if (tags.list.empty()) return "no tags\n";
  Table table;
  table.columns = {{"tag", false, false}, {"documents", true, false}, {"rows", true, false}};
  for (const std::string& name : tags.Names()) {
    const auto under = tags.Under(name);
    const auto rows = std::count_if(under.begin(), under.end(), [](const auto& id) { return id[0] == 'e'; });
    table.rows.push_back({name, std::to_string(under.size() - static_cast<size_t>(rows)), std::to_string(rows)});
  }
  return RenderText(table, TerminalWidth());
}

Result<std::string> List(const Invocation& invocation, const std::string& tag, Format format) {
  DOSSIER_TRY_ASSIGN(const corpus::Corpus corpus, corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  DOSSIER_TRY_ASSIGN(const corpus::Tags tags, corpus::LoadTags(invocation.corpus_dir));
  if (tag.empty() && format == Format::kText) return ListOfTags(tags);
  std::vector<corpus::Tagging> listed = tags.list;
  Table table;
  table.columns = {{"id", false, false}, {"title or quotation", false, true}};
  if (!tag.empty()) {
    const auto engine = Engine::Open(invocation.corpus_dir);
    DOSSIER_TRY_ASSIGN(const auto things, ThingsTagged(tag, engine ? &*engine : nullptr, corpus));
    listed.clear();
    for (const TaggedThing& thing : things) {
      listed.push_back(thing.tagging);
      table.rows.push_back({thing.tagging.on, thing.what});
    }
  }
  if (format == Format::kText) return RenderText(table, TerminalWidth());
  return DumpJson(Json{{"schema", "dossier.tags/1"}, {"rows", RowsOf(listed)}}, 2) + "\n";
}

Result<std::string> Add(const Invocation& invocation, const std::string& tag, const std::vector<std::string>& ids) {
  DOSSIER_TRY_ASSIGN(const corpus::Corpus corpus, corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  const auto engine = Engine::Open(invocation.corpus_dir);
  DOSSIER_TRY_ASSIGN(const TagChange done, AddTag(tag, ids, engine ? &*engine : nullptr, corpus));
  return fmt::format("tag {}: {} added, {} in all; to find them: tag:{}\n", done.tag, done.changed, done.held,
                     done.tag);
}

Result<std::string> Remove(const Invocation& invocation, const std::string& tag, const std::vector<std::string>& ids) {
  DOSSIER_CHECK(corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  DOSSIER_TRY_ASSIGN(const TagChange done, RemoveTag(invocation.corpus_dir, tag, ids));
  return fmt::format("tag {}: {} taken off, {} left\n", done.tag, done.changed, done.held);
}

}  // namespace

int RunTag(const Invocation& given) {
  Invocation invocation = given;
  std::string task, tag;
  std::vector<std::string> ids;
  CommandLine line(
      "Tags on documents and rows of evidence, kept in the corpus directory: tag:NAME in a query finds them again.",
      "dossier tag");
  line.Add("TASK", task, "add TAG ID... | remove TAG [ID...] | list [TAG]").Required().OneOf({"add", "remove", "list"});
  line.Add("TAG", tag, "letters, digits, '.', '_' and '-'; capitals do not count");
  line.Add("ID", ids, "ids of evidence or of documents, keys, addresses");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  if ((task == "add" && ids.empty()) || (task == "remove" && tag.empty()))
    return Report({ErrorCode::kUsage, "dossier tag " + task + " needs more", "add TAG ID..., remove TAG [ID...]"});
  auto done = task == "add"    ? Add(invocation, tag, ids)
              : task == "list" ? List(invocation, tag, *format)
                               : Remove(invocation, tag, ids);
  if (!done) return Report(done.error());
  Print(*done);
  return kExitOk;
}

}  // namespace dossier::query
