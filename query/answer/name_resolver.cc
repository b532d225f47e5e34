// Names of vendors and agencies in a query: any alias, an id of the index, or a helpful error.
#include <algorithm>
#include <set>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "query/answer/engine_impl.h"

namespace dossier::query {
namespace {

using indexer::Entity;
using indexer::EntityType;

std::string Joined(const std::vector<std::string>& items, const char* between) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : between) + item;
  return text;
}

// A name that is known, but not as what it was asked for: a product, an agency among vendors. "" when it is none.
std::string KnownOtherwise(const indexer::Gazetteer& gazetteer, EntityType type, const std::string& written) {
  const bool vendor = type == EntityType::kVendor;
  const auto others = gazetteer.Resolve(written, vendor ? EntityType::kAgency : EntityType::kVendor);
  if (!others.empty())
    return others[0]->name + (vendor ? " is an agency: --agency " : " is a vendor: dossier evidence ") +
           Quoted(written);
  if (!vendor) return "";
  const std::string folded = FoldCase(written);
  for (const indexer::Alias& alias : gazetteer.aliases())
    if (alias.relation == "product" && FoldCase(alias.text) == folded) {
      const Entity& maker = gazetteer.entities()[alias.entity];
      if (maker.type == EntityType::kVendor)
        return alias.text + " is a product of " + maker.name + ": dossier evidence " + Quoted(maker.name) + " --text " +
               Quoted(alias.text);
    }
  return "";
}

Error Unknown(const indexer::IndexReader& index, const indexer::Gazetteer& gazetteer, EntityType type,
              const std::string& written) {
  const std::string what(indexer::EntityTypeName(type));
  const auto learned = index.FindLearned(indexer::ProvisionalIdOf(written));
  if (learned && *learned)
    return {ErrorCode::kNotFound, "no " + what + " is known as " + Quoted(written),
            "the corpus speaks of it, as " + (*learned)->kind + "; to count it: dossier vendors --accept " +
                Quoted((*learned)->name)};
  if (const std::string else_known = KnownOtherwise(gazetteer, type, written); !else_known.empty())
    return {ErrorCode::kNotFound, "no " + what + " is known as " + Quoted(written), else_known};
  const auto near = gazetteer.Suggest(written, type);
  std::string hint = near.empty() ? "dossier " + std::string(type == EntityType::kVendor ? "vendors" : "agencies") +
                                        " lists those of the corpus"
                                  : "did you mean " + Joined(near, " or ") + "?";
  if (near.empty() && written.find(' ') != std::string::npos) hint += "; words of the text go behind --text";
  return {ErrorCode::kNotFound, "no " + what + " is known as " + Quoted(written), hint};
}

Name NameOf(const NameBook& names, const Standing& standing, const std::string& written) {
  Name name{standing.id, standing.name, written};
  name.members = names.MembersOf(standing.id);
  name.learned = standing.status == "learned";
  return name;
}

Result<Name> ResolveOne(const indexer::IndexReader& index, const indexer::Gazetteer& gazetteer, const NameBook& names,
                        EntityType type, const std::string& written) {
  std::vector<const Entity*> found = gazetteer.Resolve(written, type);
  const std::string_view prefix =
      indexer::FieldOf(type == EntityType::kVendor ? indexer::FieldId::kVendor : indexer::FieldId::kAgency).prefix;
  if (found.size() > 1) {
    // Ask only when the corpus gives a reason to.
    std::vector<const Entity*> present;
    for (const Entity* entity : found) {
      DOSSIER_TRY_ASSIGN(const size_t passages, index.PassagesWith(prefix, entity->id));
      if (passages) present.push_back(entity);
    }
    if (!present.empty()) found = present;
  }
  if (found.size() > 1) {
    constexpr size_t kShown = 8;
    std::vector<std::string> candidates;
    for (const Entity* entity : found) {
      if (candidates.size() == kShown) {
        candidates.push_back("and " + std::to_string(found.size() - kShown) + " more");
        break;
      }
      candidates.push_back(entity->id + " (" + entity->name + (entity->country.empty() ? "" : ", " + entity->country) +
                           ")");
    }
    return Fail(ErrorCode::kUsage, Quoted(written) + " is the name of " + std::to_string(found.size()) + " of them",
                "use one of: " + Joined(candidates, "; "));
  }
  if (found.size() == 1) {
    const auto standing = names.Find(found[0]->id);  // it may have been merged into another
    return standing ? NameOf(names, *standing, written) : Name{found[0]->id, found[0]->name, written};
  }
  if (const auto standing = names.Resolve(written, type)) return NameOf(names, *standing, written);
  return Fail(Unknown(index, gazetteer, type, written));
}

// "any" or a country ("us", "U.S.", "EU"): every agency of the corpus, or those of that country; empty when `written`
// is neither. A name that an agency has goes before.
Result<std::vector<Name>> ResolveGroup(const indexer::IndexReader& index, const indexer::Gazetteer& gazetteer,
                                       const NameBook& book, const std::string& written) {
  std::string group = FoldCase(written);
  std::erase(group, '.');
  if (group == "uk") group = "gb";  // as ISO 3166 has it
  if (group == "usa") group = "us";
  std::vector<Name> names;
  if ((group != "any" && group.size() != 2) || !gazetteer.Resolve(written, EntityType::kAgency).empty()) return names;
  DOSSIER_TRY_ASSIGN(const auto present, index.Terms(indexer::FieldOf(indexer::FieldId::kAgency).prefix));
  std::set<std::string> taken;
  for (const indexer::TermCount& term : present) {
    const auto standing = book.Find(term.value);
    if (!standing || !taken.insert(standing->id).second) continue;
    const bool either =
        standing->status != "listed" || indexer::IsProvisional(term.value);  // indexed as vendor and as agency
    if (either && standing->type != EntityType::kAgency) continue;
    const Entity* entity = gazetteer.Find(standing->id);
    if (group == "any" || (entity && FoldCase(entity->country) == group))
      names.push_back(NameOf(book, *standing, written));
  }
  const auto& known = gazetteer.entities();
  const bool country = std::any_of(known.begin(), known.end(), [&](const Entity& entity) {
    return entity.type == EntityType::kAgency && FoldCase(entity.country) == group;
  });
  if (names.empty() && country)
    return Fail(ErrorCode::kNotFound, "the corpus names no agency of " + written,
                "dossier agencies lists those that it names");
  return names;
}

// Of an agency a query may ask for its role: "by:fbi" (it acts), "names:fbi" (it stands in the sentence).
size_t RoleLength(EntityType type, const std::string& written) {
  if (type == EntityType::kAgency)
    for (const std::string_view role : {std::string_view("by:"), std::string_view("names:")})
      if (written.starts_with(role)) return role.size();
  return 0;
}

}  // namespace

Result<std::vector<Name>> ResolveNames(const indexer::IndexReader& index, const indexer::Gazetteer& gazetteer,
                                       const NameBook& book, EntityType type, const std::vector<std::string>& written) {
  std::vector<Name> names;
  for (const std::string& given : written) {
    const std::string name = given.substr(RoleLength(type, given));
    std::vector<Name> found;
    if (type == EntityType::kAgency) {
      DOSSIER_TRY_ASSIGN(found, ResolveGroup(index, gazetteer, book, name));
    }
    if (found.empty()) {
      DOSSIER_TRY_ASSIGN(Name one, ResolveOne(index, gazetteer, book, type, name));
      found.push_back(std::move(one));
    }
    for (Name& one : found) one.written = given;
    names.insert(names.end(), found.begin(), found.end());
  }
  return names;
}

}  // namespace dossier::query
