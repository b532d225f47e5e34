#include "indexer/names/references.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_set>

#include "corpus/base/utf8.h"
#include "indexer/gazetteer/name_tokens.h"
#include "indexer/names/words.h"

namespace dossier::indexer {
namespace {

constexpr std::array<std::string_view, 11> kHeads = {"bureau",   "agency",    "department", "commission",
                                                     "ministry", "committee", "council",    "authority",
                                                     "court",    "board",     "directorate"};

// How many names a reference looks back, so that the work stays linear in the text.
constexpr size_t kMemory = 300;

void SortByBegin(std::vector<KnownName>& names) {
  std::stable_sort(names.begin(), names.end(),
                   [](const KnownName& a, const KnownName& b) { return a.begin < b.begin; });
}

bool IsFree(const std::vector<KnownName>& names, size_t begin, size_t end) {
  const auto after = std::lower_bound(names.begin(), names.end(), end,
                                      [](const KnownName& name, size_t at) { return name.begin < at; });
  for (auto it = after; it != names.begin();) {
    --it;
    if (it->end > begin) return false;
    if (it->begin + 200 < begin) break;
  }
  return true;
}

// Whether the letters of the acronym occur in order in the name, the first ones being equal.
bool MayAbbreviate(std::string_view acronym, std::string_view name) {
  if (acronym.size() >= name.size()) return false;
  const auto fold = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  size_t matched = 0;
  for (char c : name) {
    if (matched < acronym.size() && fold(c) == fold(acronym[matched])) ++matched;
  }
  return matched == acronym.size() && fold(acronym[0]) == fold(name[0]);
}

// The acronym in brackets or quotes right after a name: "Zhongxing Telecommunication Equipment (ZTE)".
std::string_view BracketedAcronym(std::string_view text, size_t end, size_t& begin) {
  if (text.substr(end, 2) != " (") return {};
  size_t at = end + 2;
  for (std::string_view quote : {"\xE2\x80\x9C", "\"", "the "}) {
    if (text.substr(at).starts_with(quote)) at += quote.size();
  }
  begin = at;
  while (at < text.size() && at - begin < 12 &&
         (kNameByteClass[static_cast<unsigned char>(text[at])] == 2 || text[at] == '-' ||
          kNameByteClass[static_cast<unsigned char>(text[at])] == 3 ||
          kNameByteClass[static_cast<unsigned char>(text[at])] == 1)) {
    ++at;
  }
  const std::string_view acronym = text.substr(begin, at - begin);
  const auto capitals = std::count_if(acronym.begin(), acronym.end(),
                                      [](char c) { return kNameByteClass[static_cast<unsigned char>(c)] == 2; });
  if (acronym.size() < 2 || capitals < 2 || at >= text.size()) return {};
  const bool closed = text[at] == ')' || text[at] == '"' || text[at] == ',' || text[at] == ';' ||
                      text.substr(at).starts_with("\xE2\x80\x9D") || text.substr(at).starts_with(" or ");
  return closed ? acronym : std::string_view{};
}

// Whether the byte is of a word: of a letter or digit, not of a typographic mark ("“FBS”", "FBS’s").
bool IsWordByte(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) return kNameByteClass[static_cast<unsigned char>(text[at])] != 0;
  size_t begin = at;
  while (begin > 0 && at - begin < 3 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return IsWordChar(NextCodePoint(text, begin));
}

}  // namespace

void AddDefinedAcronyms(const Gazetteer& gazetteer, std::string_view text, std::vector<KnownName>& names) {
  std::vector<std::pair<std::string_view, KnownName>> defined;
  for (const KnownName& name : names) {
    size_t begin = 0;
    if (name.product || name.end - name.begin < 6) continue;
    const std::string_view acronym = BracketedAcronym(text, name.end, begin);
    if (acronym.empty() || !MayAbbreviate(acronym, text.substr(name.begin, name.end - name.begin))) continue;
    if (std::any_of(defined.begin(), defined.end(), [&](const auto& d) { return d.first == acronym; })) continue;
    KnownName definition = name;
    definition.begin = begin;
    definition.end = begin + acronym.size();
    definition.via = Via::kAcronym;
    defined.emplace_back(acronym, definition);
  }
  for (const auto& [acronym, first] : defined) {
    for (size_t at = first.begin; at != std::string_view::npos; at = text.find(acronym, at + acronym.size())) {
      const size_t end = at + acronym.size();
      if ((at > 0 && IsWordByte(text, at - 1)) || IsWordByte(text, end)) continue;
      const auto same = std::find_if(names.begin(), names.end(),
                                     [&](const KnownName& name) { return name.begin == at && name.end == end; });
      if (same != names.end()) {
        if (same->entity != first.entity) *same = {at, end, first.entity, first.alias, false, Via::kAcronym};
      } else if (IsFree(names, at, end)) {
        names.push_back({at, end, first.entity, first.alias, false, Via::kAcronym});
        SortByBegin(names);
      }
    }
  }
  (void)gazetteer;
}

namespace {

// Whether an agency is called by this head: a word of its name ("Federal Bureau of Investigation").
bool HasHead(const Gazetteer& gazetteer, uint32_t entity, std::string_view head) {
  if (gazetteer.entities()[entity].type != EntityType::kAgency) return false;
  const std::string& name = gazetteer.entities()[entity].name;
  NameToken token;
  for (size_t at = 0; NextNameToken(name, at, token); at = token.end) {
    std::string word = name.substr(token.begin, token.end - token.begin);
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (word == head) return true;
    if (word == "of" || word == "for" || word == "on") break;
  }
  return false;
}

// `from`: where the paragraph of `position` begins.
std::optional<KnownName> Antecedent(const Gazetteer& gazetteer, const std::vector<KnownName>& names, size_t from,
                                    size_t position, std::string_view head) {
  std::unordered_set<uint32_t> all, here;  // in the text so far; in this paragraph so far
  const KnownName* nearest = nullptr;
  auto it = std::lower_bound(names.begin(), names.end(), position,
                             [](const KnownName& name, size_t at) { return name.begin < at; });
  for (size_t looked = 0; it != names.begin() && looked < kMemory; ++looked) {
    --it;
    if (it->end > position || it->product || !HasHead(gazetteer, it->entity, head)) continue;
    if (nearest == nullptr) nearest = &*it;
    all.insert(it->entity);
    if (it->begin >= from) here.insert(it->entity);
  }
  if (nearest == nullptr) return std::nullopt;
  if (all.size() == 1) return *nearest;
  // Several: only when the paragraph names exactly one of them.
  if (here.size() == 1 && nearest->begin >= from) return *nearest;
  return std::nullopt;
}

std::unordered_set<std::string_view> CountriesIn(std::string_view text) {
  std::unordered_set<std::string_view> countries;
  NameToken token;
  for (size_t at = 0; NextNameToken(text, at, token); at = token.end) {
    if (!StartsWithCapital(text, token.begin)) continue;
    const std::string_view code = CountryOfWord(text.substr(token.begin, token.end - token.begin));
    if (!code.empty()) countries.insert(code);
  }
  return countries;
}

// The owner of a bare head whose country the text names.
std::optional<KnownName> OwnerOfHead(const Gazetteer& gazetteer, const std::unordered_set<std::string_view>& countries,
                                     std::string_view head) {
  for (const Entity* entity : gazetteer.Resolve(head, EntityType::kAgency)) {
    const auto index = static_cast<uint32_t>(entity - gazetteer.entities().data());
    for (uint32_t alias : gazetteer.AliasesOf(index)) {
      const Alias& known = gazetteer.aliases()[alias];
      if (known.rule.find("head") == std::string::npos || known.text.size() != head.size() ||
          !countries.contains(entity->country))
        continue;
      return KnownName{0, 0, index, alias, false, Via::kAlias};
    }
  }
  return std::nullopt;
}

}  // namespace

void AddHeadReferences(const Gazetteer& gazetteer, std::string_view text, std::vector<KnownName>& names) {
  std::vector<KnownName> found;
  std::optional<std::unordered_set<std::string_view>> countries;
  size_t from = 0, next_paragraph = text.find("\n\n");
  for (size_t at = text.find("he "); at != std::string_view::npos; at = text.find("he ", at + 3)) {
    for (; next_paragraph <= at; next_paragraph = text.find("\n\n", next_paragraph + 1)) from = next_paragraph;
    if (at == 0 || (text[at - 1] | 0x20) != 't' || (at > 1 && IsWordByte(text, at - 2))) continue;
    NameToken token;
    if (!NextNameToken(text, at + 2, token) || token.begin != at + 3) continue;
    std::string word(text.substr(token.begin, token.end - token.begin));
    const bool capital = word[0] >= 'A' && word[0] <= 'Z';
    if (capital) word[0] = static_cast<char>(word[0] + 32);
    if (std::find(kHeads.begin(), kHeads.end(), word) == kHeads.end()) continue;
    NameToken next;
    if (NextNameToken(text, token.end, next) && next.begin == token.end + 1 && text[token.end] == ' ') {
      const std::string_view follower = text.substr(next.begin, next.end - next.begin);
      if (follower == "of" || follower == "for" || follower == "on" || StartsWithCapital(text, next.begin)) continue;
    }
    if (!IsFree(names, token.begin, token.end)) continue;
    std::optional<KnownName> meant = Antecedent(gazetteer, names, from, at, word);
    if (meant) meant->via = Via::kReference;
    if (!meant && capital) {
      if (!countries) countries = CountriesIn(text);
      meant = OwnerOfHead(gazetteer, *countries, word);
    }
    if (!meant) continue;
    meant->begin = token.begin;
    meant->end = token.end;
    found.push_back(*meant);
  }
  if (found.empty()) return;
  names.insert(names.end(), found.begin(), found.end());
  SortByBegin(names);
}

}  // namespace dossier::indexer
