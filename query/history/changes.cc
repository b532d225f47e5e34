#include "query/history/changes.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "corpus/base/utf8.h"
#include "indexer/text/sentences.h"

namespace dossier::query {
namespace {

constexpr size_t kFewMembers = 16;            // an object so small is searched as it lies
constexpr size_t kMostCells = 4'000'000;      // of an alignment of sentences
constexpr size_t kMostWordCells = 1'000'000;  // of words
constexpr double kLeastAlike = 0.4;           // share of words that an edited sentence keeps
constexpr size_t kProse = 120;                // bytes from which a string is compared sentence by sentence

bool SameObject(const Json& a, const Json& b) {
  if (a.size() != b.size()) return false;
  if (a.size() <= kFewMembers) {
    return std::all_of(a.items().begin(), a.items().end(), [&](const auto& member) {
      const auto found = b.find(member.key());
      return found != b.end() && SameJson(member.value(), *found);
    });
  }
  std::map<std::string_view, const Json*> members;
  for (const auto& member : b.items()) members.emplace(member.key(), &member.value());
  return std::all_of(a.items().begin(), a.items().end(), [&](const auto& member) {
    const auto found = members.find(member.key());
    return found != members.end() && SameJson(member.value(), *found->second);
  });
}

std::string ValueText(const Json& value) {
  return value.is_string() ? value.get_ref<const std::string&>() : DumpJson(value);
}

std::string Spoken(std::string_view key) {
  std::string text(key);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// RFC 6901, section 3.
std::string Escaped(std::string_view key) {
  std::string text;
  for (char c : key) text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return text;
}

// What tells an element of a list from its neighbours, and what a person calls it.
struct Identity {
  std::string key, label;
};
Identity IdentityOf(const Json& element) {
  if (!element.is_object()) return {ValueText(element), ""};
  for (const char* key : {"cve", "cveID", "cveId", "product_id", "number", "id", "url", "cweId"})
    if (const std::string value = StringAt(element, key); !value.empty())
      return {std::string(key) + "|" + value, value};
  const std::string category = StringAt(element, "category");
  for (const char* key : {"name", "title", "vendor"})
    if (const std::string value = StringAt(element, key); !value.empty())
      return {category + "|" + value + "|" + StringAt(element, "product"), value};
  return {category + "|" + DumpJson(element), category};
}

std::string Joined(const std::string& place, const std::string& label) {
  if (label.empty()) return place;
  return place.empty() ? label : place + ", " + label;
}

// What a person is shown of a value that came or went whole.
std::string Summary(const Json& value) {
  if (!value.is_object()) return ValueText(value);
  std::string text;
  for (const char* key :
       {"cve", "cveID", "number", "date", "category", "name", "title", "summary", "text", "value", "details", "url"}) {
    const Json& member = MemberAt(value, key);
    if (member.is_string()) text += (text.empty() ? "" : ": ") + member.get_ref<const std::string&>();
  }
  if (const std::string product = StringAt(MemberAt(value, "product"), "name"); !product.empty())
    text += (text.empty() ? "" : ": ") + product;
  return text.empty() ? DumpJson(value) : text;
}

class JsonDiffer {
 public:
  JsonDiffer(const std::string& field, Changes& changes) : field_(field), changes_(changes) {}

  void Values(const Json& a, const Json& b, const std::string& place, const std::string& pointer) {
    if (SameJson(a, b)) return;
    if (a.is_object() && b.is_object()) return Objects(a, b, place, pointer);
    if (a.is_array() && b.is_array()) return Arrays(a, b, place, pointer);
    if (a.is_string() && b.is_string() && std::max(ValueText(a).size(), ValueText(b).size()) > kProse)
      return DiffTexts(ValueText(a), ValueText(b), field_, place, pointer, changes_);
    Add(FieldChange::Op::kChanged, &a, &b, place, pointer);
  }

 private:
  void Add(FieldChange::Op op, const Json* a, const Json* b, const std::string& place, const std::string& pointer) {
    if (changes_.list.size() >= kMostChanges) {
      changes_.cut = true;
      return;
    }
    FieldChange change;
    change.op = op;
    change.field = field_;
    change.place = place;
    change.pointer = pointer;
    if (a) change.before = op == FieldChange::Op::kChanged ? ValueText(*a) : Summary(*a);
    if (b) change.after = op == FieldChange::Op::kChanged ? ValueText(*b) : Summary(*b);
    changes_.list.push_back(std::move(change));
  }

  void Objects(const Json& a, const Json& b, const std::string& place, const std::string& pointer) {
    for (const auto& member : a.items()) {
      const std::string here = pointer + "/" + Escaped(member.key()), name = Joined(place, Spoken(member.key()));
      const auto found = b.find(member.key());
      if (found == b.end())
        Add(FieldChange::Op::kRemoved, &member.value(), nullptr, name, here);
      else
        Values(member.value(), *found, name, here);
    }
    for (const auto& member : b.items())
      if (!a.contains(member.key()))
        Add(FieldChange::Op::kAdded, nullptr, &member.value(), Joined(place, Spoken(member.key())),
            pointer + "/" + Escaped(member.key()));
  }

  // Element of `b` for each of `a`, or npos. Equal identities first; of the rest those of one category in order.
  static std::vector<size_t> Matched(const Json& a, const Json& b, const std::vector<Identity>& ids_a,
                                     const std::vector<Identity>& ids_b) {
    constexpr size_t kNone = std::string::npos;
    std::vector<size_t> partner(a.size(), kNone);
    std::unordered_map<std::string, std::vector<size_t>> places;
    for (size_t j = b.size(); j-- > 0;) places[ids_b[j].key].push_back(j);
    std::vector<bool> taken(b.size(), false);
    for (size_t i = 0; i < a.size(); ++i) {
      const auto found = places.find(ids_a[i].key);
      if (found == places.end() || found->second.empty()) continue;
      partner[i] = found->second.back();
      taken[partner[i]] = true;
      found->second.pop_back();
    }
    std::unordered_map<std::string, std::vector<size_t>> rest;  // by category, last first
    for (size_t j = b.size(); j-- > 0;)
      if (!taken[j] && b[j].is_object()) rest[StringAt(b[j], "category")].push_back(j);
    for (size_t i = 0; i < a.size(); ++i) {
      if (partner[i] != kNone || !a[i].is_object()) continue;
      const auto found = rest.find(StringAt(a[i], "category"));
      if (found == rest.end() || found->second.empty()) continue;
      partner[i] = found->second.back();
      found->second.pop_back();
    }
    return partner;
  }

  void Arrays(const Json& a, const Json& b, const std::string& place, const std::string& pointer) {
    std::vector<Identity> ids_a, ids_b;
    for (const Json& element : a) ids_a.push_back(IdentityOf(element));
    for (const Json& element : b) ids_b.push_back(IdentityOf(element));
    const std::vector<size_t> partner = Matched(a, b, ids_a, ids_b);
    std::vector<bool> kept(b.size(), false);
    bool in_order = true, only_order = true;
    size_t last = 0;
    for (size_t i = 0; i < a.size(); ++i) {
      if (partner[i] == std::string::npos) {
        only_order = false;
        Add(FieldChange::Op::kRemoved, &a[i], nullptr, Joined(place, ids_a[i].label),
            pointer + "/" + std::to_string(i));
        continue;
      }
      const size_t j = partner[i];
      kept[j] = true;
      in_order = in_order && j >= last;
      last = j;
      if (SameJson(a[i], b[j])) continue;
      only_order = false;
      Values(a[i], b[j], Joined(place, ids_b[j].label), pointer + "/" + std::to_string(j));
    }
    for (size_t j = 0; j < b.size(); ++j) {
      if (kept[j]) continue;
      only_order = false;
      Add(FieldChange::Op::kAdded, nullptr, &b[j], Joined(place, ids_b[j].label), pointer + "/" + std::to_string(j));
    }
    if (only_order && !in_order)
      Add(FieldChange::Op::kMoved, nullptr, nullptr, Joined(place, "order of the list"), pointer);
  }

  const std::string& field_;
  Changes& changes_;
};

struct Sentence {
  std::string text;
  size_t paragraph = 0;  // from 1
};

std::vector<Sentence> SentencesOf(std::string_view text) {
  std::vector<Sentence> sentences;
  size_t paragraph = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find("\n\n", begin), text.size());
    ++paragraph;
    std::vector<indexer::SentenceRange> ranges;
    indexer::FindSentences(text, begin, end, ranges);
    for (const auto& range : ranges)
      sentences.push_back({CollapseWhiteSpace(text.substr(range.begin, range.end - range.begin)), paragraph});
    begin = end + 2;
  }
  return sentences;
}

std::vector<std::string_view> WordsIn(std::string_view text) {
  std::vector<std::string_view> words;
  for (size_t i = 0; i < text.size();) {
    const size_t end = std::min(text.find(' ', i), text.size());
    if (end > i) words.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  return words;
}

// The share of words that two sentences have in common.
double Likeness(std::string_view a, std::string_view b) {
  std::vector<std::string_view> left = WordsIn(a), right = WordsIn(b), both;
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  return left.empty() && right.empty()
             ? 1
             : 2.0 * static_cast<double>(both.size()) / static_cast<double>(left.size() + right.size());
}

// Sentences that stay, as pairs of places in both lists, ascending (a longest common subsequence while it is small
// enough, else those that are in order).
std::vector<std::pair<size_t, size_t>> Kept(const std::vector<Sentence>& a, const std::vector<Sentence>& b) {
  std::vector<std::pair<size_t, size_t>> kept;
  size_t front = 0, back = 0;
  while (front < a.size() && front < b.size() && a[front].text == b[front].text)
    kept.emplace_back(front, front), ++front;
  while (back + front < a.size() && back + front < b.size() &&
         a[a.size() - 1 - back].text == b[b.size() - 1 - back].text)
    ++back;
  const size_t rows = a.size() - front - back, columns = b.size() - front - back;
  if (rows && columns && rows <= kMostCells / columns) {
    std::vector<std::vector<uint32_t>> common(rows + 1, std::vector<uint32_t>(columns + 1, 0));
    for (size_t i = rows; i-- > 0;)
      for (size_t j = columns; j-- > 0;)
        common[i][j] = a[front + i].text == b[front + j].text ? common[i + 1][j + 1] + 1
                                                              : std::max(common[i + 1][j], common[i][j + 1]);
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
      if (a[front + i].text == b[front + j].text)
        kept.emplace_back(front + i++, front + j++);
      else if (common[i + 1][j] >= common[i][j + 1])
        ++i;
      else
        ++j;
    }
  } else if (rows && columns) {
    std::unordered_map<std::string_view, size_t> last_place;
    for (size_t j = front; j < front + columns; ++j) last_place[b[j].text] = j;
    size_t next = front;
    for (size_t i = front; i < front + rows; ++i)
      if (const auto found = last_place.find(a[i].text); found != last_place.end() && found->second >= next) {
        kept.emplace_back(i, found->second);
        next = found->second + 1;
      }
  }
  for (size_t i = back; i-- > 0;) kept.emplace_back(a.size() - 1 - i, b.size() - 1 - i);
  return kept;
}

}  // namespace

std::string_view ChangeName(FieldChange::Op op) {
  switch (op) {
    case FieldChange::Op::kAdded:
      return "added";
    case FieldChange::Op::kRemoved:
      return "removed";
    case FieldChange::Op::kChanged:
      return "changed";
    case FieldChange::Op::kMoved:
      return "moved";
  }
  return "changed";
}

bool SameJson(const Json& a, const Json& b) {
  if (a.is_object() && b.is_object()) return SameObject(a, b);
  if (a.is_array() && b.is_array()) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i)
      if (!SameJson(a[i], b[i])) return false;
    return true;
  }
  return a == b;
}

void DiffJson(const Json& before, const Json& after, const std::string& field, const std::string& pointer,
              Changes& changes) {
  JsonDiffer(field, changes).Values(before, after, "", pointer);
}

void DiffTexts(std::string_view before, std::string_view after, const std::string& field, const std::string& place,
               const std::string& pointer, Changes& changes) {
  const std::vector<Sentence> a = SentencesOf(before), b = SentencesOf(after);
  std::vector<std::pair<size_t, size_t>> kept = Kept(a, b);
  kept.emplace_back(a.size(), b.size());
  std::unordered_map<std::string_view, int> added;  // sentences of `b` that did not stay
  std::vector<std::pair<size_t, size_t>> gaps;      // begin in a, begin in b
  size_t i = 0, j = 0;
  for (const auto& [end_a, end_b] : kept) {
    for (size_t k = j; k < end_b; ++k) ++added[b[k].text];
    gaps.emplace_back(i, j);
    i = end_a + 1;
    j = end_b + 1;
  }
  std::unordered_map<std::string_view, int> moved;  // sentences of `a` that stand elsewhere in `b`
  for (size_t gap = 0; gap < gaps.size(); ++gap)
    for (size_t k = gaps[gap].first; k < kept[gap].first; ++k)
      if (const auto found = added.find(a[k].text); found != added.end() && found->second > 0) {
        --found->second;
        ++moved[a[k].text];
      }
  auto elsewhere = moved;
  const bool one_paragraph =
      before.find("\n\n") == std::string_view::npos && after.find("\n\n") == std::string_view::npos;
  const auto add = [&](FieldChange::Op op, const Sentence* from, const Sentence* to) {
    if (changes.list.size() >= kMostChanges) {
      changes.cut = true;
      return;
    }
    FieldChange change;
    change.op = op;
    change.field = field;
    change.place = one_paragraph ? place
                                 : Joined(place, "paragraph " + std::to_string(to ? to->paragraph : from->paragraph) +
                                                     (to ? "" : " before"));
    change.pointer = pointer;
    if (from) change.before = from->text;
    if (to) change.after = to->text;
    if (op == FieldChange::Op::kChanged &&
        WordsIn(change.before).size() * WordsIn(change.after).size() <= kMostWordCells)
      change.words = DiffWords(change.before, change.after);
    changes.list.push_back(std::move(change));
  };
  for (size_t gap = 0; gap < gaps.size(); ++gap) {
    std::vector<const Sentence*> from, to;
    for (size_t k = gaps[gap].first; k < kept[gap].first; ++k) {
      if (auto& count = moved[a[k].text]; count > 0)
        --count;
      else
        from.push_back(&a[k]);
    }
    for (size_t k = gaps[gap].second; k < kept[gap].second; ++k) {
      if (auto& count = elsewhere[b[k].text]; count > 0) {
        --count;
        add(FieldChange::Op::kMoved, nullptr, &b[k]);
      } else {
        to.push_back(&b[k]);
      }
    }
    size_t x = 0, y = 0;
    while (x < from.size() || y < to.size()) {
      if (x < from.size() && y < to.size() && Likeness(from[x]->text, to[y]->text) >= kLeastAlike) {
        add(FieldChange::Op::kChanged, from[x++], to[y++]);
      } else if (y < to.size() && (x == from.size() || to.size() - y > from.size() - x)) {
        add(FieldChange::Op::kAdded, nullptr, to[y++]);
      } else {
        add(FieldChange::Op::kRemoved, from[x++], nullptr);
      }
    }
  }
}

}  // namespace dossier::query
