// dossier gazetteer check | list | show: the tables of known organisations.
#include <fmt/format.h>

#include <algorithm>

#include "corpus/base/cli/command.h"
#include "corpus/base/cli/command_line.h"
#include "corpus/base/cli/table.h"
#include "corpus/base/json.h"
#include "corpus/base/suggest.h"
#include "indexer/commands/commands.h"
#include "indexer/gazetteer/check.h"
#include "indexer/gazetteer/gazetteer.h"

namespace dossier::indexer {
namespace {

struct Options {
  std::string action = "check";
  std::string name;
  std::string directory;
  std::string type;
  std::string country;
};

Result<std::shared_ptr<const Gazetteer>> Open(const Options& options) {
  return options.directory.empty() ? Gazetteer::Embedded() : Gazetteer::Load(options.directory);
}

std::string Years(const Alias& alias) {
  if (alias.from_year == 0 && alias.to_year == 0) return "";
  return fmt::format("{}-{}", alias.from_year == 0 ? "" : std::to_string(alias.from_year),
                     alias.to_year == 0 ? "" : std::to_string(alias.to_year));
}

int Emit(const Table& table, Format format) {
  if (format == Format::kCsv)
    Print(RenderCsv(table));
  else if (format == Format::kMarkdown)
    Print(RenderMarkdown(table));
  else
    Print(RenderText(table, TerminalWidth()));
  return kExitOk;
}

int Check(const Gazetteer& gazetteer, Format format) {
  const std::vector<GazetteerFault> faults = CheckGazetteer(gazetteer);
  if (format == Format::kJson) {
    Json rows = Json::array();
    for (const GazetteerFault& fault : faults)
      rows.push_back({{"id", fault.entity}, {"name", fault.name}, {"fault", fault.fault}});
    Print(DumpJson(Json{{"schema", "dossier.gazetteer-check/1"}, {"rows", rows}}) + "\n");
  } else {
    for (const GazetteerFault& fault : faults)
      Print(fmt::format("{}: {}{}\n", fault.entity, fault.name.empty() ? "" : "\"" + fault.name + "\": ", fault.fault));
    size_t counts[3] = {};
    for (const Entity& entity : gazetteer.entities()) ++counts[static_cast<size_t>(entity.type)];
    Print(fmt::format("{} vendors, {} agencies, {} outlets, {} names; {}\n", counts[0], counts[1], counts[2],
                      gazetteer.aliases().size(),
                      faults.empty() ? "no contradictions" : fmt::format("{} contradictions", faults.size())));
  }
  return faults.empty() ? kExitOk : kExitNothing;
}

int List(const Gazetteer& gazetteer, const Options& options, Format format) {
  Table table{{{"id"}, {"type"}, {"name", false, true}, {"country"}, {"kind"}, {"names", true}}, {}};
  Json rows = Json::array();
  for (uint32_t i = 0; i < gazetteer.entities().size(); ++i) {
    const Entity& entity = gazetteer.entities()[i];
    if (!options.type.empty() && EntityTypeName(entity.type) != options.type) continue;
    if (!options.country.empty() && entity.country != options.country) continue;
    const size_t names = gazetteer.AliasesOf(i).size();
    table.rows.push_back({entity.id, std::string(EntityTypeName(entity.type)), entity.name, entity.country,
                          entity.subtype, std::to_string(names)});
    rows.push_back({{"id", entity.id},
                    {"type", EntityTypeName(entity.type)},
                    {"name", entity.name},
                    {"country", entity.country},
                    {"subtype", entity.subtype},
                    {"names", names}});
  }
  if (table.rows.empty()) return kExitNothing;
  if (format != Format::kJson) return Emit(table, format);
  Print(DumpJson(Json{{"schema", "dossier.gazetteer/1"}, {"rows", rows}}) + "\n");
  return kExitOk;
}

Json Describe(const Gazetteer& gazetteer, const Entity& entity) {
  Json names = Json::array();
  for (uint32_t index : gazetteer.AliasesOf(static_cast<uint32_t>(&entity - gazetteer.entities().data()))) {
    const Alias& alias = gazetteer.aliases()[index];
    names.push_back({{"name", alias.text},
                     {"relation", alias.relation},
                     {"from", alias.from_year},
                     {"to", alias.to_year},
                     {"rule", alias.rule}});
  }
  return {{"id", entity.id},         {"type", EntityTypeName(entity.type)},
          {"name", entity.name},     {"country", entity.country},
          {"parent", entity.parent}, {"subtype", entity.subtype},
          {"names", names}};
}

int Show(const Gazetteer& gazetteer, const Options& options, Format format) {
  std::vector<const Entity*> found;
  for (EntityType type : {EntityType::kVendor, EntityType::kAgency, EntityType::kOutlet}) {
    for (const Entity* entity : gazetteer.Resolve(options.name, type)) found.push_back(entity);
  }
  if (found.empty()) {
    std::vector<std::string> near;
    for (EntityType type : {EntityType::kVendor, EntityType::kAgency, EntityType::kOutlet}) {
      for (std::string& name : gazetteer.Suggest(options.name, type, 2)) near.push_back(std::move(name));
    }
    Error unknown = UnknownName(
        "organisation", options.name, near,
        near.empty() ? "dossier gazetteer list prints all of them" : fmt::format("near it: {}", fmt::join(near, ", ")));
    unknown.code = ErrorCode::kNotFound;
    return Report(unknown);
  }
  if (format == Format::kJson) {
    Json rows = Json::array();
    for (const Entity* entity : found) rows.push_back(Describe(gazetteer, *entity));
    Print(DumpJson(Json{{"schema", "dossier.gazetteer/1"}, {"rows", rows}}) + "\n");
    return kExitOk;
  }
  for (const Entity* entity : found) {
    Print(fmt::format("{}  {} ({}{}{})\n", entity->id, entity->name, EntityTypeName(entity->type),
                      entity->subtype.empty() ? "" : ", " + entity->subtype,
                      entity->country.empty() ? "" : ", " + entity->country));
    if (!entity->parent.empty()) {
      Print(fmt::format("  {} of {}{}\n", entity->parent_relation, entity->parent,
                        entity->parent_from == 0 ? "" : fmt::format(" since {}", entity->parent_from)));
    }
    for (uint32_t index : gazetteer.AliasesOf(static_cast<uint32_t>(entity - gazetteer.entities().data()))) {
      const Alias& alias = gazetteer.aliases()[index];
      Print(fmt::format("  {:<11} {}{}{}\n", alias.relation, alias.text,
                        Years(alias).empty() ? "" : "  " + Years(alias),
                        alias.rule.empty() ? "" : "  [" + alias.rule + "]"));
    }
  }
  return kExitOk;
}

}  // namespace

int RunGazetteer(const Invocation& given) {
  Invocation invocation = given;
  Options options;
  CommandLine line("Looks into the tables of known vendors, agencies and outlets.", "dossier gazetteer");
  line.Add("action", options.action, "check (contradictions), list, show NAME").OneOf({"check", "list", "show"});
  line.Add("name", options.name, "with show: a name, alias or id");
  line.Add("--tables", options.directory,
           "read vendors.tsv, agencies.tsv, outlets.tsv of this directory instead of the built-in ones");
  line.Add("--type", options.type, "with list: vendor, agency or outlet").OneOf({"vendor", "agency", "outlet"});
  line.Add("--country", options.country, "with list: a country code such as CN");
  if (const auto stop = ParseArguments(line, invocation)) return *stop;
  const auto format = FormatOf(invocation, {Format::kText, Format::kJson, Format::kCsv, Format::kMarkdown});
  if (!format) return Report(format.error());
  if (options.action == "show" && options.name.empty())
    return Report({ErrorCode::kUsage, "show needs a name", "dossier gazetteer show ZTE"});
  const auto gazetteer = Open(options);
  if (!gazetteer) return Report(gazetteer.error());
  if (options.action == "list") return List(**gazetteer, options, *format);
  if (options.action == "show") return Show(**gazetteer, options, *format);
  return Check(**gazetteer, *format);
}

}  // namespace dossier::indexer
