#include "indexer/gazetteer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "corpus/base/case_folding.h"
#include "corpus/base/embedded.h"
#include "corpus/base/utf8.h"
#include "indexer/gazetteer/name_tokens.h"

DOSSIER_EMBEDDED(gazetteer_common_words)

namespace dossier::indexer {
namespace {

constexpr std::string_view kRelations[] = {"name",  "alias",      "short", "acronym", "former",
                                           "local", "subsidiary", "brand", "product"};
constexpr std::string_view kRules[] = {
    "word",   "common", "letter",    "person",     "place",       "department",    "strict",
    "alone",  "the",    "full",      "country",    "default",     "caps",          "exact",
    "number", "head",   "not:sport", "not:market", "not:finance", "needs:finance", "needs:sport"};

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at < text.size();) {
    const size_t stop = std::min(text.find(separator, at), text.size());
    if (stop > at) parts.push_back(text.substr(at, stop - at));
    at = stop + 1;
  }
  return parts;
}

bool HasRule(const Alias& alias, std::string_view wanted) {
  for (std::string_view rule : Split(alias.rule, ' ')) {
    if (rule == wanted || (wanted.ends_with(':') && rule.starts_with(wanted))) return true;
  }
  return false;
}

const std::unordered_set<std::string_view>& CommonWords() {
  static const std::unordered_set<std::string_view> words = [] {
    std::unordered_set<std::string_view> built;
    for (std::string_view line : Split(Embedded_gazetteer_common_words(), '\n')) {
      for (std::string_view word : Split(line, ' ')) built.insert(word);
    }
    return built;
  }();
  return words;
}

class Checker {
 public:
  explicit Checker(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  std::vector<GazetteerFault> Run() {
    for (const Entity& entity : gazetteer_.entities()) CheckEntity(entity);
    for (const Alias& alias : gazetteer_.aliases()) CheckAlias(alias);
    CheckOwners();
    return std::move(faults_);
  }

 private:
  const Entity& OwnerOf(const Alias& alias) const { return gazetteer_.entities()[alias.entity]; }
  void Add(const Entity& entity, std::string_view name, std::string fault) {
    faults_.push_back({entity.id, std::string(name), std::move(fault)});
  }

  void CheckEntity(const Entity& entity) {
    const bool shape = !entity.id.empty() && std::all_of(entity.id.begin(), entity.id.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!shape) Add(entity, "", "the id has other characters than a-z, 0-9 and hyphens");
    if (entity.country.empty()) Add(entity, "", "the country is missing");
    if (entity.subtype.empty()) Add(entity, "", "the subtype is missing");
    if (entity.parent.empty()) return;
    std::unordered_set<std::string> seen{entity.id};
    for (const Entity* up = gazetteer_.Find(entity.parent);; up = gazetteer_.Find(up->parent)) {
      if (up == nullptr) {
        Add(entity, "", "a parent is unknown: " + entity.parent);
        return;
      }
      if (!seen.insert(up->id).second) {
        Add(entity, "", "its parents form a cycle");
        return;
      }
      if (up->parent.empty()) return;
    }
  }

  void CheckAlias(const Alias& alias) {
    const Entity& owner = OwnerOf(alias);
    if (!IsValidUtf8(alias.text)) return Add(owner, alias.text, "the name is not UTF-8");
    if (CollapseWhiteSpace(alias.text) != alias.text)
      Add(owner, alias.text, "the name has blanks at its ends or double ones");
    if (std::find(std::begin(kRelations), std::end(kRelations), alias.relation) == std::end(kRelations))
      Add(owner, alias.text, "unknown relation " + alias.relation);
    for (std::string_view rule : Split(alias.rule, ' ')) {
      if (std::find(std::begin(kRules), std::end(kRules), rule) == std::end(kRules))
        Add(owner, alias.text, fmt::format("unknown rule {}", rule));
    }
    for (int year : {alias.from_year, alias.to_year}) {
      if (year != 0 && (year < 1600 || year > 2100)) Add(owner, alias.text, "impossible year");
    }
    if (alias.from_year != 0 && alias.to_year != 0 && alias.from_year > alias.to_year)
      Add(owner, alias.text, "the years run backwards");
    NameToken token;
    size_t tokens = 0;
    for (size_t at = 0; NextNameToken(alias.text, at, token); at = token.end) ++tokens;
    if (tokens == 0 || tokens > 16) Add(owner, alias.text, "the name has no words or more than 16");
    if (!alias.rule.empty()) return;
    if (alias.text.size() == 1) Add(owner, alias.text, "a single letter needs the rule letter");
    std::string lower = alias.text;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (CommonWords().contains(lower)) Add(owner, alias.text, "an English word needs a rule");
  }

  static bool YearsOverlap(const Alias& a, const Alias& b) {
    const auto end = [](int year) { return year == 0 ? 9999 : year; };
    return a.from_year <= end(b.to_year) && b.from_year <= end(a.to_year);
  }

  // One name of several organisations: rules or years must tell them apart.
  void CheckOwners() {
    std::map<std::string, std::vector<const Alias*>> by_name;
    for (const Alias& alias : gazetteer_.aliases()) by_name[FoldForComparison(alias.text)].push_back(&alias);
    for (const auto& [name, all] : by_name) {
      std::vector<const Alias*> owners;
      for (const Alias* alias : all) {
        if (alias->relation != "product") owners.push_back(alias);
      }
      for (size_t i = 0; i < owners.size(); ++i) {
        for (size_t j = i + 1; j < owners.size(); ++j) CheckPair(*owners[i], *owners[j]);
      }
    }
  }

  void CheckPair(const Alias& a, const Alias& b) {
    if (a.entity == b.entity) {
      if (a.text == b.text) Add(OwnerOf(a), a.text, "the name is listed twice");
      return;
    }
    const auto narrow = [](const Alias& alias) {
      for (std::string_view rule : {"country", "full", "needs:", "head", "letter", "exact", "the"}) {
        if (HasRule(alias, rule)) return true;
      }
      return false;
    };
    if (!YearsOverlap(a, b) || narrow(a) || narrow(b)) return;
    if (HasRule(a, "default") != HasRule(b, "default")) return;
    Add(OwnerOf(a), a.text, "also a name of " + OwnerOf(b).id + ", and neither rules nor years tell them apart");
  }

  const Gazetteer& gazetteer_;
  std::vector<GazetteerFault> faults_;
};

}  // namespace

std::vector<GazetteerFault> CheckGazetteer(const Gazetteer& gazetteer) { return Checker(gazetteer).Run(); }

}  // namespace dossier::indexer
