#include "indexer/gazetteer/gazetteer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <utility>

#include "corpus/base/embedded.h"
#include "corpus/base/file.h"
#include "indexer/gazetteer/legal_forms.h"
#include "indexer/gazetteer/name_tokens.h"

DOSSIER_EMBEDDED(gazetteer_vendors)
DOSSIER_EMBEDDED(gazetteer_agencies)
DOSSIER_EMBEDDED(gazetteer_outlets)

namespace dossier::indexer {
namespace {

constexpr size_t kMaxTokens = 16;
constexpr size_t kColumns = 9;  // id name relation from to rule country parent subtype

// One prefix of one or more names in the hash table that stands for a trie.
struct Node {
  uint64_t key = 0;    // 0: empty slot
  uint32_t first = 0;  // into `terminals`
  uint32_t count = 0;  // names that end here
  bool more = false;   // a longer name begins so
};

uint64_t Start(uint64_t token_hash) { return ExtendNameHash(0x5851F42D4C957F2Du, token_hash); }

uint64_t SequenceHash(std::string_view name, std::vector<uint64_t>* prefixes) {
  NameToken token;
  uint64_t hash = 0;
  for (size_t at = 0; NextNameToken(name, at, token); at = token.end) {
    if (hash != 0 && prefixes != nullptr) prefixes->push_back(hash);
    hash = hash == 0 ? Start(token.hash) : ExtendNameHash(hash, token.hash);
  }
  return hash;
}

bool HasCapital(std::string_view word) {
  for (size_t i = 0; i < word.size(); ++i) {
    if (StartsWithCapital(word, i)) return true;
  }
  return false;
}

bool HasLower(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return kNameByteClass[static_cast<unsigned char>(c)] == 1; });
}

// Whether a word of the text may stand for a word of the table; both fold alike.
bool CaseFits(std::string_view known, std::string_view seen) {
  if (known == seen) return true;
  if (!HasCapital(known)) return true;  // "of", "and", "für"
  if (!HasCapital(seen)) return false;
  if (!StartsWithCapital(known, 0)) return true;  // "eBay" as "Ebay", "EBAY"
  if (!StartsWithCapital(seen, 0)) return false;
  const bool letters_only = std::none_of(known.begin(), known.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto letters = known.size() - static_cast<size_t>(std::count(known.begin(), known.end(), '.'));
  if (!HasLower(known) && letters <= 3 && letters_only) return !HasLower(seen);  // "SEC", never "Sec"
  return true;
}

bool IsHyphenOrSpace(std::string_view text, size_t& at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c == ' ' || c == '-' || c == '\n' || c == '\t' || c == '\r') return ++at, true;
  if (c == 0xC2 && text.substr(at, 2) == "\xC2\xA0") return at += 2, true;
  // U+2010 to U+2014 hyphens and dashes; U+2011 is the non-breaking one.
  if (c == 0xE2 && at + 2 < text.size() && text[at + 1] == '\x80' && text[at + 2] >= '\x90' && text[at + 2] <= '\x93')
    return at += 3, true;
  return false;
}

// What is left of a separator without blanks and hyphens; typographic apostrophes as plain ones.
std::string Marks(std::string_view separator) {
  std::string marks;
  for (size_t at = 0; at < separator.size();) {
    if (IsHyphenOrSpace(separator, at)) continue;
    if (separator.substr(at, 3) == "\xE2\x80\x99") {
      marks += '\'';
      at += 3;
    } else {
      marks += separator[at++];
    }
  }
  return marks;
}

bool SeparatorFits(std::string_view known, std::string_view seen) {
  if (seen == known || seen == " ") return true;
  if (seen.size() > 6 || seen.find("\n\n") != std::string_view::npos) return false;
  const std::string marks = Marks(seen);
  return marks.empty() || marks == Marks(known);
}

using Spans = std::array<std::pair<uint32_t, uint32_t>, kMaxTokens>;

bool NameFits(std::string_view name, std::string_view text, const Spans& spans, size_t count) {
  NameToken token;
  size_t known_end = 0;
  size_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    if (!NextNameToken(name, at, token)) return false;
    const auto [begin, end] = spans[i];
    if (i > 0 && !SeparatorFits(name.substr(known_end, token.begin - known_end),
                                text.substr(spans[i - 1].second, begin - spans[i - 1].second))) {
      return false;
    }
    if (!CaseFits(name.substr(token.begin, token.end - token.begin), text.substr(begin, end - begin))) return false;
    known_end = at = token.end;
  }
  return true;
}

// "apple@", "www.Apple", "Apple.com", "Block_1": part of an address or an identifier, no name.
bool InsideAddress(std::string_view text, size_t begin, size_t end) {
  if (begin > 0 && (text[begin - 1] == '@' || text[begin - 1] == '_')) return true;
  if (begin > 1 && text[begin - 1] == '.' && kNameByteClass[static_cast<unsigned char>(text[begin - 2])] == 1 &&
      kNameByteClass[static_cast<unsigned char>(text[begin])] != 2) {
    return true;
  }
  if (end >= text.size()) return false;
  if (text[end] == '_' || text[end] == '@') return true;
  return text[end] == '.' && end + 1 < text.size() && kNameByteClass[static_cast<unsigned char>(text[end + 1])] == 1;
}

int YearOf(std::string_view field) {
  int year = 0;
  std::from_chars(field.data(), field.data() + field.size(), year);
  return year;
}

}  // namespace

std::string_view EntityTypeName(EntityType type) {
  switch (type) {
    case EntityType::kVendor:
      return "vendor";
    case EntityType::kAgency:
      return "agency";
    case EntityType::kOutlet:
      return "outlet";
  }
  return "";
}

struct Gazetteer::Tables {
  std::vector<Entity> entities;
  std::vector<Alias> aliases;
  std::unordered_map<std::string, uint32_t> by_id;
  std::vector<uint32_t> terminals;    // alias indexes, grouped by node
  std::vector<Node> nodes;            // open addressing, power of two
  std::bitset<65536> starts;          // first two bytes of names, so that most words of a text are skipped
  std::vector<uint32_t> alias_begin;  // per entity: its first alias; aliases of one entity are contiguous

  const Node* FindNode(uint64_t key) const {
    for (size_t slot = key & (nodes.size() - 1);; slot = (slot + 1) & (nodes.size() - 1)) {
      if (nodes[slot].key == key) return &nodes[slot];
      if (nodes[slot].key == 0) return nullptr;
    }
  }
  Node& AddNode(uint64_t key) {
    for (size_t slot = key & (nodes.size() - 1);; slot = (slot + 1) & (nodes.size() - 1)) {
      if (nodes[slot].key == key) return nodes[slot];
      if (nodes[slot].key == 0) {
        nodes[slot].key = key;
        return nodes[slot];
      }
    }
  }
  static size_t Pair(std::string_view text, size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const unsigned char second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
    return size_t{first} << 8 | (kNameByteClass[second] == 0 ? 0u : second);
  }

  void BuildIndex();
  void AddStart(std::string_view name);
  void MatchAt(std::string_view text, NameToken token, std::vector<GazetteerHit>& hits) const;
};

void Gazetteer::Tables::AddStart(std::string_view name) {
  NameToken token;
  if (!NextNameToken(name, 0, token)) return;
  std::string start(name.substr(token.begin, std::min<size_t>(2, name.size() - token.begin)));
  if (start.size() < 2) start += ' ';
  // As written, as a word with a capital, in all capitals; "M&S" also as "M &".
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  starts.set(Pair(start, 0));
  for (char first : {start[0], upper(start[0])}) {
    for (char second : {lower(start[1]), upper(start[1])}) {
      const char both[2] = {first, second};
      starts.set(Pair(std::string_view(both, 2), 0));
      if (token.end - token.begin == 1 || (token.end > token.begin + 1 && name[token.begin + 1] == '.'))
        starts.set(Pair(std::string_view(both, 1), 0));
    }
  }
  // "US" may be written "U.S."
  if (token.end - token.begin <= 4) starts.set(Pair(std::string_view(start.data(), 1), 0));
}

void Gazetteer::Tables::BuildIndex() {
  std::vector<std::pair<uint64_t, uint32_t>> ends;
  std::vector<uint64_t> prefixes;
  ends.reserve(aliases.size());
  for (uint32_t i = 0; i < aliases.size(); ++i) {
    ends.emplace_back(SequenceHash(aliases[i].text, &prefixes), i);
    AddStart(aliases[i].text);
  }
  std::sort(ends.begin(), ends.end());
  size_t capacity = 1024;
  while (capacity < 2 * (ends.size() + prefixes.size())) capacity *= 2;
  nodes.assign(capacity, Node{});
  for (uint64_t prefix : prefixes) AddNode(prefix).more = true;
  for (const auto& [key, alias] : ends) {
    Node& node = AddNode(key);
    if (node.count++ == 0) node.first = static_cast<uint32_t>(terminals.size());
    terminals.push_back(alias);
  }
}

void Gazetteer::Tables::MatchAt(std::string_view text, NameToken token, std::vector<GazetteerHit>& hits) const {
  uint64_t key = Start(token.hash);
  const Node* node = FindNode(key);
  if (node == nullptr) return;
  Spans spans;
  size_t count = 0;
  const size_t first_hit = hits.size();
  for (;;) {
    spans[count++] = {static_cast<uint32_t>(token.begin), static_cast<uint32_t>(token.end)};
    for (uint32_t i = 0; i < node->count; ++i) {
      const uint32_t alias = terminals[node->first + i];
      if (!NameFits(aliases[alias].text, text, spans, count)) continue;
      const size_t begin = spans[0].first;
      if (InsideAddress(text, begin, token.end)) continue;
      const bool firm =
          entities[aliases[alias].entity].type != EntityType::kAgency && aliases[alias].relation != "product";
      hits.push_back({begin, firm ? EndOfLegalForm(text, token.end) : token.end, alias});
    }
    if (!node->more || count == kMaxTokens) break;
    const size_t end = token.end;
    if (!NextNameToken(text, end, token) || token.begin - end > 6) break;
    key = ExtendNameHash(key, token.hash);
    node = FindNode(key);
    if (node == nullptr) break;
  }
  if (hits.size() - first_hit > 1) {
    std::stable_sort(hits.begin() + static_cast<std::ptrdiff_t>(first_hit), hits.end(),
                     [](const GazetteerHit& a, const GazetteerHit& b) { return a.end > b.end; });
  }
}

// Returns what is wrong, or "".
std::string Gazetteer::ParseFile(std::string_view table, std::string_view file, EntityType type, Tables& tables) {
  size_t line_number = 0;
  for (size_t at = 0; at < table.size();) {
    ++line_number;
    const size_t stop = std::min(table.find('\n', at), table.size());
    const std::string_view line = table.substr(at, stop - at);
    at = stop + 1;
    if (line.empty() || line[0] == '#') continue;
    std::array<std::string_view, kColumns> field;
    size_t count = 0;
    for (size_t from = 0; from <= line.size() && count < kColumns; ++count) {
      const size_t tab = std::min(line.find('\t', from), line.size());
      field[count] = line.substr(from, tab - from);
      from = tab + 1;
    }
    if (count < 3 || field[0].empty() || field[1].empty())
      return fmt::format("{}:{}: a row has an id, a name and a relation", file, line_number);
    if (field[2] == "name") {
      if (!tables.by_id.emplace(std::string(field[0]), static_cast<uint32_t>(tables.entities.size())).second) {
        return fmt::format("{}:{}: the id {} is defined twice", file, line_number, field[0]);
      }
      Entity entity;
      entity.id = field[0];
      entity.type = type;
      entity.name = field[1];
      entity.country = field[6];
      // parent "id" or "id/relation" or "id/relation/year"
      const std::string_view parent = field[7];
      const size_t slash = std::min(parent.find('/'), parent.size());
      entity.parent = parent.substr(0, slash);
      if (slash < parent.size()) {
        const std::string_view rest = parent.substr(slash + 1);
        const size_t next = std::min(rest.find('/'), rest.size());
        entity.parent_relation = rest.substr(0, next);
        if (next < rest.size()) entity.parent_from = YearOf(rest.substr(next + 1));
      } else if (!parent.empty()) {
        entity.parent_relation = "subsidiary";
      }
      entity.subtype = field[8];
      tables.entities.push_back(std::move(entity));
      tables.alias_begin.push_back(static_cast<uint32_t>(tables.aliases.size()));
    } else if (tables.entities.empty() || tables.entities.back().id != field[0]) {
      return fmt::format("{}:{}: the names of {} must follow its row with the relation 'name'", file, line_number,
                         field[0]);
    }
    Alias alias;
    alias.text = field[1];
    alias.entity = static_cast<uint32_t>(tables.entities.size() - 1);
    alias.relation = field[2];
    alias.from_year = YearOf(field[3]);
    alias.to_year = YearOf(field[4]);
    alias.rule = field[5];
    tables.aliases.push_back(std::move(alias));
  }
  return "";
}

Gazetteer::Gazetteer(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

Result<std::shared_ptr<const Gazetteer>> Gazetteer::Parse(std::string_view vendors, std::string_view agencies,
                                                          std::string_view outlets) {
  auto tables = std::make_shared<Tables>();
  tables->aliases.reserve(12000);
  tables->entities.reserve(4000);
  const std::pair<std::string_view, std::string_view> files[] = {
      {vendors, "vendors.tsv"}, {agencies, "agencies.tsv"}, {outlets, "outlets.tsv"}};
  constexpr EntityType kTypes[] = {EntityType::kVendor, EntityType::kAgency, EntityType::kOutlet};
  for (size_t i = 0; i < 3; ++i) {
    std::string fault = ParseFile(files[i].first, files[i].second, kTypes[i], *tables);
    if (!fault.empty())
      return Fail(ErrorCode::kParse, "gazetteer " + fault, "indexer/gazetteer/SOURCES.md describes the tables");
  }
  tables->BuildIndex();
  return std::shared_ptr<const Gazetteer>(new Gazetteer(std::move(tables)));
}

Result<std::shared_ptr<const Gazetteer>> Gazetteer::Embedded() {
  auto gazetteer = Parse(Embedded_gazetteer_vendors(), Embedded_gazetteer_agencies(), Embedded_gazetteer_outlets());
  if (!gazetteer) return Fail(ErrorCode::kInternal, gazetteer.error().message);
  return gazetteer;
}

Result<std::shared_ptr<const Gazetteer>> Gazetteer::Load(const std::string& directory) {
  DOSSIER_TRY_ASSIGN(std::string vendors, ReadFile(directory + "/vendors.tsv"));
  DOSSIER_TRY_ASSIGN(std::string agencies, ReadFile(directory + "/agencies.tsv"));
  DOSSIER_TRY_ASSIGN(std::string outlets, ReadFile(directory + "/outlets.tsv"));
  return Parse(vendors, agencies, outlets);
}

const std::vector<Entity>& Gazetteer::entities() const { return tables_->entities; }
const std::vector<Alias>& Gazetteer::aliases() const { return tables_->aliases; }

const Entity* Gazetteer::Find(std::string_view id) const {
  const auto found = tables_->by_id.find(std::string(id));
  return found == tables_->by_id.end() ? nullptr : &tables_->entities[found->second];
}

std::vector<uint32_t> Gazetteer::AliasesOf(uint32_t entity) const {
  std::vector<uint32_t> result;
  if (entity >= tables_->entities.size()) return result;
  for (uint32_t i = tables_->alias_begin[entity]; i < tables_->aliases.size() && tables_->aliases[i].entity == entity;
       ++i) {
    result.push_back(i);
  }
  return result;
}

std::vector<GazetteerHit> Gazetteer::Match(std::string_view text) const {
  const Tables& tables = *tables_;
  std::vector<GazetteerHit> hits;
  NameToken token;
  size_t at = 0;
  const size_t size = text.size();
  while (at < size) {
    const unsigned char kind = kNameByteClass[static_cast<unsigned char>(text[at])];
    if (kind == 0 || kind == 4) {
      ++at;
      continue;
    }
    if (kind == 5 || tables.starts[Tables::Pair(text, at)]) {
      if (!NextNameToken(text, at, token)) break;
      tables.MatchAt(text, token, hits);
      // Tokens inside an initialism ("U.S.") are not looked at again.
      at = token.end;
      continue;
    }
    while (at < size) {
      const unsigned char inner = kNameByteClass[static_cast<unsigned char>(text[at])];
      if (inner == 0 || inner == 4) break;
      if (inner == 5) {
        NameToken rest;
        if (!NextNameToken(text, at, rest) || rest.begin != at) break;
        at = rest.end;
        continue;
      }
      ++at;
    }
    if (at < size && kNameByteClass[static_cast<unsigned char>(text[at])] == 5) {
      NameToken rest;  // a separator of several bytes, or a character that is a word of its own
      if (!NextNameToken(text, at, rest)) break;
      if (rest.begin > at) at = rest.begin;
    }
  }
  return hits;
}

std::vector<const Entity*> Gazetteer::Resolve(std::string_view name, EntityType type) const {
  std::vector<const Entity*> found;
  const auto add = [&](uint32_t index) {
    const Entity* entity = &tables_->entities[index];
    if (entity->type == type && std::find(found.begin(), found.end(), entity) == found.end()) found.push_back(entity);
  };
  const auto by_id = tables_->by_id.find(std::string(name));
  if (by_id != tables_->by_id.end()) add(by_id->second);
  if (!found.empty()) return found;
  for (std::string_view form : {name, WithoutLegalForm(name)}) {
    const uint64_t hash = SequenceHash(form, nullptr);
    const Node* node = hash == 0 ? nullptr : tables_->FindNode(hash);
    for (uint32_t i = 0; node != nullptr && i < node->count; ++i) {
      const Alias& alias = tables_->aliases[tables_->terminals[node->first + i]];
      if (alias.relation != "product") add(alias.entity);
    }
    if (!found.empty()) break;
  }
  return found;
}

namespace {

std::string Letters(std::string_view name) {
  std::string letters;
  for (char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (kNameByteClass[u] == 2)
      letters += static_cast<char>(c + 32);
    else if (kNameByteClass[u] != 0 && kNameByteClass[u] != 4)
      letters += c;
  }
  return letters;
}

// Optimal string alignment distance, given up above `limit`.
size_t Distance(std::string_view a, std::string_view b, size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  std::vector<size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> Gazetteer::Suggest(std::string_view name, EntityType type, size_t limit) const {
  const std::string wanted = Letters(WithoutLegalForm(name));
  if (wanted.empty()) return {};
  // Short words are near to too many: "uk" is not "UN", "WeChat" not "Red Hat".
  const size_t allowed = wanted.size() < 3 ? 0 : wanted.size() <= 8 ? 1 : 2;
  std::vector<std::pair<size_t, uint32_t>> near;  // badness, alias
  for (uint32_t i = 0; i < tables_->aliases.size(); ++i) {
    const Alias& alias = tables_->aliases[i];
    if (tables_->entities[alias.entity].type != type || alias.relation == "product") continue;
    const std::string known = Letters(alias.text);
    size_t distance = Distance(wanted, known, allowed);
    if (distance > allowed && wanted.size() >= 4 && known.size() > wanted.size() &&
        known.compare(0, wanted.size(), wanted) == 0)
      distance = allowed;
    if (distance <= allowed) near.emplace_back(distance * 4 + (known[0] == wanted[0] ? 0u : 2u), i);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (const auto& [badness, index] : near) {
    const std::string& shown = tables_->entities[tables_->aliases[index].entity].name;
    if (std::find(names.begin(), names.end(), shown) == names.end()) names.push_back(shown);
    if (names.size() == limit) break;
  }
  return names;
}

}  // namespace dossier::indexer
