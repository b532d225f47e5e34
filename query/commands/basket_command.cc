// dossier basket: named lists of evidence for a briefing.
#include <fmt/format.h>

#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/corpus.h"
#include "query/answer/engine.h"
#include "query/commands/commands.h"
#include "query/proof/basket.h"
#include "query/tasks/baskets.h"

namespace dossier::query {
namespace {

Result<std::string> Add(const Invocation& invocation, const std::string& name, const std::vector<std::string>& ids) {
  DOSSIER_CHECK(CheckBasketName(name));
  DOSSIER_TRY_ASSIGN(const corpus::Corpus corpus, corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  const auto engine = Engine::Open(invocation.corpus_dir);
  DOSSIER_TRY_ASSIGN(const BasketGrowth grown, AddToBasket(name, ids, engine ? &*engine : nullptr, corpus));
  return fmt::format("basket {}: {} added, {} in it\n", name, grown.added, grown.items);
}

Result<std::string> SetNote(const Invocation& invocation, const std::string& name, const std::string& id,
                            const std::string& text) {
  DOSSIER_CHECK(SetBasketNote(invocation.corpus_dir, name, id, text));
  return fmt::format("basket {}: note of {} {}\n", name, id, text.empty() ? "taken off" : "set");
}

Result<std::string> Remove(const Invocation& invocation, const std::string& name, const std::vector<std::string>& ids) {
  if (ids.empty()) {
    DOSSIER_CHECK(DeleteBasket(invocation.corpus_dir, name));
    return fmt::format("basket {}: removed\n", name);
  }
  DOSSIER_TRY_ASSIGN(const Basket basket, RemoveFromBasket(invocation.corpus_dir, name, ids));
  return fmt::format("basket {}: {} in it\n", name, basket.items.size());
}

Result<std::string> List(const Invocation& invocation, const std::string& name, Format format) {
  DOSSIER_TRY_ASSIGN(const corpus::Corpus corpus, corpus::Corpus::Open(invocation.corpus_dir, corpus::Access::kRead));
  std::vector<std::string> names = {name};
  if (name.empty()) {
    DOSSIER_TRY_ASSIGN(names, BasketNames(invocation.corpus_dir));
  }
  Json all = Json::array();
  Table table;
  if (name.empty())
    table.columns = {{"basket", false, false}, {"items", true, false}};
  else
    table.columns = {{"id", false, false}, {"note", false, false}, {"quotation", false, true}};
  const auto engine = Engine::Open(invocation.corpus_dir);
  Verifier verifier(corpus);
  for (const std::string& one : names) {
    DOSSIER_TRY_ASSIGN(const Basket basket, LoadBasket(invocation.corpus_dir, one));
    all.push_back(BasketJson(basket));
    if (name.empty())
      table.rows.push_back({one, std::to_string(basket.items.size())});
    else
      for (const BasketItem& item : basket.items)
        table.rows.push_back(
            {item.id, item.note, engine ? QuotationOfId(item.id, *engine, verifier) : "[no index: dossier index]"});
  }
  if (format == Format::kJson)
    return DumpJson(name.empty() ? Json{{"schema", "dossier.baskets/1"}, {"rows", all}} : all[0], 2) + "\n";
  if (table.rows.empty()) return std::string(name.empty() ? "no baskets\n" : "the basket is empty\n");
  return RenderText(table, TerminalWidth());
}

}  // namespace

int RunBasket(const Invocation& given) {
  Invocation invocation = given;
  std::string task, name;
  std::vector<std::string> rest;
  CommandLine line("Named lists of evidence, kept in the corpus directory: dossier brief --basket NAME writes them up.",
                   "dossier basket");
  line.Add("TASK", task, "add NAME ID... | list [NAME] | note NAME ID TEXT | remove NAME [ID...]")
      .Required()
      .OneOf({"add", "list", "note", "remove"});
  line.Add("NAME", name, "the basket");
  line.Add("ID", rest, "evidence ids");
  if (auto code = ParseArguments(line, invocation)) return *code;
  auto format = FormatOf(invocation, {Format::kText, Format::kJson});
  if (!format) return Report(format.error());
  const bool complete = task == "list" || (!name.empty() && (task == "add"    ? !rest.empty()
                                                             : task == "note" ? rest.size() >= 2
                                                                              : true));
  if (!complete)
    return Report({ErrorCode::kUsage, "dossier basket " + task + " needs more",
                   "add NAME ID..., note NAME ID TEXT, remove NAME [ID...]"});
  std::string text;
  for (size_t i = 1; i < rest.size(); ++i) text += (i > 1 ? " " : "") + rest[i];
  auto done = task == "add"    ? Add(invocation, name, rest)
              : task == "note" ? SetNote(invocation, name, rest[0], text)
              : task == "list" ? List(invocation, name, *format)
                               : Remove(invocation, name, rest);
  if (!done) return Report(done.error());
  Print(*done);
  return kExitOk;
}

}  // namespace dossier::query
