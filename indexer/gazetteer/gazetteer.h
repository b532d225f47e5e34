// The gazetteer: known vendors, agencies and outlets, with their names over time.
//
// The tables are TSV files in indexer/gazetteer/ (SOURCES.md says how they were made), embedded at build; a corpus
// can extend them with names learned from its own text. Immutable after loading, so one object serves all threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/result.h"

namespace dossier::indexer {

enum class EntityType { kVendor, kAgency, kOutlet };
std::string_view EntityTypeName(EntityType type);  // "vendor", "agency", "outlet"

// A known organisation.
// Ids are written to disk and to output: one that was published keeps its meaning for good (SOURCES.md).
struct Entity {
  std::string id;  // canonical id, lower case with hyphens: "huawei", "us-department-of-commerce"
  EntityType type = EntityType::kVendor;
  std::string name;             // the name to show: "Huawei Technologies"
  std::string country;          // ISO 3166-1 alpha-2, "EU", or ""
  std::string parent;           // id of the parent organisation, or ""
  std::string parent_relation;  // subsidiary, brand, part, merged; "" without a parent
  int parent_from = 0;          // year since which the parent is one; 0: unknown or since ever
  std::string subtype;          // agencies: regulator, ministry, cert, intelligence, legislature, court, party...
};

// One name of an entity.
struct Alias {
  std::string text;      // as written
  uint32_t entity = 0;   // index into entities()
  int from_year = 0;     // 0: since ever
  int to_year = 0;       // 0: until now
  std::string relation;  // name, short, acronym, former, subsidiary, brand, product
  std::string rule;      // context rules for names that are also words, "" for none (gazetteer/SOURCES.md)
};

// A name found in a text, before context rules: bytes [begin, end) match `alias` on whole tokens, with a legal form
// that follows a vendor's name ("ZTE Corp.", "Block, Inc.").
struct GazetteerHit {
  size_t begin = 0;
  size_t end = 0;
  uint32_t alias = 0;  // index into aliases()
};

// Held by shared_ptr because analyzer, index and query outlive each other in any order. References and pointers that it
// gives live as long as any of its owners.
class Gazetteer {
 public:
  // The embedded tables. Errors: kInternal when they are broken (a build defect that a test catches).
  static Result<std::shared_ptr<const Gazetteer>> Embedded();
  // Tables from a directory of vendors.tsv, agencies.tsv, outlets.tsv. Errors: kIo, kParse with file and line.
  static Result<std::shared_ptr<const Gazetteer>> Load(const std::string& directory);
  // The same from the texts of the three tables.
  static Result<std::shared_ptr<const Gazetteer>> Parse(std::string_view vendors, std::string_view agencies,
                                                        std::string_view outlets);

  const std::vector<Entity>& entities() const;
  const std::vector<Alias>& aliases() const;
  const Entity* Find(std::string_view id) const;  // nullptr when unknown

  // All whole-token matches, in the order of their begin, longest first at the same begin, without context rules.
  // The same span comes once for every entity that owns the name. Case matters: a capital of the table's name must be
  // one in the text, acronyms of up to three letters match only as such, all capitals match anywhere.
  // Linear in the text: a hash of name prefixes is walked token by token, and a name has at most sixteen tokens.
  std::vector<GazetteerHit> Match(std::string_view text) const;

  // What a person may have meant by a name: exact alias or id first (folded), else nothing. Several entities when
  // the name is ambiguous.
  // Never guesses: what is near but not equal is for Suggest, which people are shown and nothing is answered by.
  std::vector<const Entity*> Resolve(std::string_view name, EntityType type) const;
  // The names of an entity, as indexes into aliases(); the first is its name to show.
  std::vector<uint32_t> AliasesOf(uint32_t entity) const;
  // The closest known names to a misspelt one, best first, at most `limit`.
  std::vector<std::string> Suggest(std::string_view name, EntityType type, size_t limit = 3) const;

 private:
  struct Tables;
  static std::string ParseFile(std::string_view table, std::string_view file, EntityType type, Tables& tables);
  explicit Gazetteer(std::shared_ptr<const Tables> tables);
  std::shared_ptr<const Tables> tables_;
};

}  // namespace dossier::indexer
