#include "indexer/read/list_advanced.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "corpus/base/time.h"
#include "indexer/read/list_entry.h"
#include "indexer/read/register_facts.h"
#include "indexer/read/structured.h"
#include "indexer/read/xml/text.h"

namespace dossier::indexer {
namespace {

using corpus::BlockKind;
using xml::NodeId;

constexpr std::string_view kProgram = "Program";  // the type of measure whose comment names the program

// The words of a reference table by their ID: <ListValues><List ID="1550">SDN List</List>.
std::map<std::string, std::string, std::less<>> Values(const xml::Tree& tree, std::string_view table) {
  std::map<std::string, std::string, std::less<>> values;
  const NodeId sets = tree.First(tree.root(), {"ReferenceValueSets"});
  if (sets == xml::kNone) return values;
  const NodeId found = tree.First(sets, {table});
  if (found == xml::kNone) return values;
  for (const NodeId value : tree.Children(found)) values.emplace(tree.Attribute(value, "ID"), tree.Text(value));
  return values;
}

template <class Map>
std::string At(const Map& values, std::string_view id) {
  const auto found = values.find(id);
  return found == values.end() ? "" : found->second;
}

// <Date><Year>1986</Year><Month>12</Month><Day>10</Day></Date>; "" when it is no day.
std::string DayOf(const xml::Tree& tree, NodeId date) {
  if (date == xml::kNone) return "";
  const Day day{NumberFrom(tree.TextOf(date, "Year")), NumberFrom(tree.TextOf(date, "Month")),
                NumberFrom(tree.TextOf(date, "Day"))};
  return day.year >= 1700 && IsValid(day) ? FormatDay(day) : "";
}

// What the sanctions entries of one list say of a profile.
struct Sanction {
  std::string programs, day;     // day: the first on which it was entered
  std::vector<NodeId> comments;  // that name the programs
};

// By profile, then by the name of the list.
using Sanctions = std::map<std::string, std::map<std::string, Sanction>, std::less<>>;

Sanctions SanctionsOf(const xml::Tree& tree) {
  const auto lists = Values(tree, "ListValues"), types = Values(tree, "SanctionsTypeValues");
  Sanctions sanctions;
  const NodeId all = tree.First(tree.root(), {"SanctionsEntries"});
  if (all == xml::kNone) return sanctions;
  for (const NodeId entry : tree.All(all, {"SanctionsEntry"})) {
    Sanction& sanction =
        sanctions[std::string(tree.Attribute(entry, "ProfileID"))][At(lists, tree.Attribute(entry, "ListID"))];
    if (const NodeId event = tree.Child(entry, "EntryEvent"); event != xml::kNone) {
      const std::string day = DayOf(tree, tree.Child(event, "Date"));
      if (!day.empty() && (sanction.day.empty() || day < sanction.day)) sanction.day = day;
    }
    for (const NodeId measure : tree.All(entry, {"SanctionsMeasure"})) {
      const NodeId comment = tree.Child(measure, "Comment");
      const std::string program = tree.Text(comment);
      if (program.empty() || At(types, tree.Attribute(measure, "SanctionsTypeID")) != kProgram) continue;
      sanction.programs += (sanction.programs.empty() ? "" : "; ") + program;
      sanction.comments.push_back(comment);
    }
  }
  return sanctions;
}

// The parts of a documented name: OFAC writes the family name first.
std::string NameOf(const xml::Tree& tree, NodeId alias, std::vector<NodeId>& parts) {
  const NodeId name = tree.First(alias, {"DocumentedName"});
  std::string text;
  if (name == xml::kNone) return text;
  for (const NodeId part : tree.All(name, {"NamePartValue"})) {
    const std::string value = tree.Text(part);
    if (value.empty()) continue;
    text += (text.empty() ? "" : " ") + value;
    parts.push_back(part);
  }
  return text;
}

struct Party {
  std::string name, aliases;
  std::vector<NodeId> name_parts;
};

Party PartyOf(const xml::Tree& tree, NodeId profile) {
  Party party;
  for (const NodeId alias : tree.All(profile, {"Alias"})) {
    std::vector<NodeId> parts;
    std::string name = NameOf(tree, alias, parts);
    if (name.empty()) continue;
    if (party.name.empty() && tree.Attribute(alias, "Primary") == "true") {
      party.name = std::move(name);
      party.name_parts = std::move(parts);
    } else {
      party.aliases += (party.aliases.empty() ? "" : "; ") + name;
    }
  }
  return party;
}

void AddNodes(const xml::Tree& tree, const std::vector<NodeId>& nodes, BlockKind kind, int level,
              corpus::TextMap& map) {
  std::vector<corpus::ByteRange> ranges;
  for (const NodeId node : nodes) {
    // Any blank of the file parts two names.
    if (!ranges.empty()) {
      const size_t blank = tree.bytes().find(' ');
      if (blank != std::string::npos) ranges.push_back({blank, blank + 1});
    }
    ranges.push_back(tree.at(node).content);
  }
  xml::AddBlock(tree.bytes(), std::move(ranges), kind, level, map);
}

}  // namespace

bool IsAdvancedList(const xml::Tree& tree) {
  return tree.First(tree.root(), {"DistinctParties"}) != xml::kNone &&
         tree.First(tree.root(), {"SanctionsEntries"}) != xml::kNone;
}

namespace {

// A party with what one list says of it; `sanction` is null for a party that no list names.
void AddParty(const xml::Tree& tree, const Party& party, std::string number, const std::string& list,
              const Sanction* sanction, UniqueKeys& keys, ReadDocument& out) {
  ListFields fields;
  fields["name"] = party.name;
  fields["alt_names"] = party.aliases;
  fields["entity_number"] = std::move(number);
  fields["source"] = list;
  if (sanction) {
    fields["programs"] = sanction->programs;
    fields["start_date"] = sanction->day;
  } else {
    fields["status"] = "";
  }
  ReadDocument& entry = AddListEntry(fields, keys, corpus::BlockSyntax::kMarkup, out);
  AddNodes(tree, party.name_parts, BlockKind::kParagraph, 0, entry.text);
  if (sanction)
    for (const NodeId comment : sanction->comments) AddNodes(tree, {comment}, BlockKind::kParagraph, 0, entry.text);
}

}  // namespace

Result<ReadDocument> ReadAdvancedList(const xml::Tree& tree) {
  const auto sanctions = SanctionsOf(tree);
  ReadDocument out;
  out.text.reader = kListReader;
  out.text.syntax = corpus::BlockSyntax::kMarkup;
  UniqueKeys keys;
  for (const NodeId profile : tree.All(tree.First(tree.root(), {"DistinctParties"}), {"Profile"})) {
    const Party party = PartyOf(tree, profile);
    if (party.name.empty()) continue;
    const std::string number(tree.Attribute(profile, "ID"));
    const auto found = sanctions.find(number);
    if (found == sanctions.end()) AddParty(tree, party, number, "", nullptr, keys, out);
    if (found != sanctions.end())
      for (const auto& [list, sanction] : found->second) AddParty(tree, party, number, list, &sanction, keys, out);
    AddNodes(tree, party.name_parts, BlockKind::kHeading, 2, out.text);
    if (out.entries.size() > kMaxEntries) return Fail(ErrorCode::kLimit, "list: more rows than any list has");
  }
  if (out.entries.empty()) return Fail(ErrorCode::kParse, "list: no row that is known");
  FinishList(keys, out);
  return out;
}

}  // namespace dossier::indexer
