#include "indexer/tagger_features.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "corpus/base/embedded.h"
#include "corpus/base/utf8.h"

DOSSIER_EMBEDDED(tagger_words_tsv)

namespace dossier::indexer {
namespace {

constexpr uint32_t kHashSeed = 0x811C9DC5u;

uint32_t HashBytes(std::string_view bytes) {
  uint32_t hash = kHashSeed;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x01000193u;
  return hash;
}

// Mixes values into one feature hash; the template's number keeps features of different kinds apart.
uint32_t Mix(uint32_t a, uint32_t b) {
  uint64_t x = (uint64_t{a} << 32 | b) * 0x9E3779B97F4A7C15u;
  x ^= x >> 29;
  x *= 0xBF58476D1CE4E5B9u;
  return static_cast<uint32_t>(x >> 32);
}

// "Huawei" is Xx, "ZTE" X, "5G" 9X, "McAfee" XxXx; a digit run is 9, other marks stand for themselves.
uint32_t ShapeOf(std::string_view word) {
  std::string shape;
  for (size_t i = 0; i < word.size();) {
    const char32_t c = NextCodePoint(word, i);
    char kind = static_cast<char>(c < 0x80 ? c : '?');
    if (IsUpper(c)) kind = 'X';
    else if (IsLetter(c)) kind = 'x';
    else if (IsDigit(c)) kind = '9';
    if (shape.empty() || shape.back() != kind) shape += kind;
  }
  if (word.size() <= 2) shape += '1';
  return HashBytes(shape);
}

bool IsBridge(std::string_view lower) {
  return lower == "of" || lower == "for" || lower == "and" || lower == "&" || lower == "the" || lower == "de" || lower == "-" ||
         lower == "in" || lower == "on" || lower == "du" || lower == "des" || lower == "la" || lower == "und" || lower == "to";
}

bool AllUpper(std::string_view word) {
  size_t letters = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    if (c >= 'A' && c <= 'Z') ++letters;
  }
  return letters >= 2;
}

}  // namespace

TaggerWords::TaggerWords() {
  const std::string_view table = Embedded_tagger_words_tsv();
  for (size_t at = 0; at < table.size();) {
    const size_t line_end = std::min(table.find('\n', at), table.size());
    const std::string_view line = table.substr(at, line_end - at);
    at = line_end + 1;
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
    assert(class_count_ < kMaxClasses);
    const uint32_t bit = 1u << class_count_++;
    for (size_t i = tab + 1; i < line.size();) {
      const size_t end = std::min(line.find(' ', i), line.size());
      if (end > i) classes_[HashBytes(line.substr(i, end - i))] |= bit;
      i = end + 1;
    }
  }
}

const TaggerWords& TaggerWords::Embedded() {
  static const TaggerWords words;
  return words;
}

uint32_t TaggerWords::ClassesOf(std::string_view lower) const {
  const auto found = classes_.find(HashBytes(lower));
  return found == classes_.end() ? 0 : found->second;
}

const uint32_t TaggerFeatures::kBiasFeature = Mix(1, 1);

// What is computed once a token.
struct TaggerFeatures::Token {
  uint32_t word = 0;      // hash of the word as written
  uint32_t lower = 0;     // hash of the folded word
  uint32_t shape = 0;
  uint32_t classes = 0;   // word classes
  std::array<uint32_t, 4> prefix{};  // of the folded word, 1-4 bytes
  std::array<uint32_t, 4> suffix{};
  uint32_t run_begin = 0, run_end = 0;      // capitalised run [begin, end), equal when in none
  uint32_t wide_begin = 0, wide_end = 0;    // the same with bridges ("of", "and") taken in
  uint8_t known = 0;      // 0 none; else type * 4 + position (1 begin, 2 inside, 3 end, 4 single)
  bool capital = false;   // upper-case word or a number
  bool bridge = false;
  bool headline = false;  // in a line written mostly in capitals
  bool acronym_of_run = false;
};

// What the whole document says about a word.
struct TaggerFeatures::Context {
  uint16_t lower_count = 0;      // written in lower case
  uint16_t inner_capitals = 0;   // capitalised away from a sentence start
  uint32_t seen_after = 0;       // word classes seen right after it
  uint32_t seen_before = 0;
  uint8_t known = 0;             // entity type + 1 where a known name starts with it
  std::array<uint32_t, 3> next{}, previous{};  // neighbours of its first occurrences
  uint8_t neighbours = 0;
  uint16_t in_longer_run = 0;    // occurrences inside a run of several words
  uint32_t longer_head = 0;      // last word of the longest such run
};

TaggerFeatures::TaggerFeatures(std::string_view text, const std::vector<TaggerToken>& tokens, const std::vector<KnownSpan>& known)
    : text_(text), tokens_(tokens), facts_(tokens.size()) {
  const TaggerWords& words = TaggerWords::Embedded();
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view word = text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    Token& fact = facts_[i];
    std::string lower = FoldCase(word);
    if (lower.size() > 1 && lower.back() == '.') lower.pop_back();
    fact.word = HashBytes(word);
    fact.lower = HashBytes(lower);
    fact.shape = ShapeOf(word);
    fact.capital = tokens[i].upper || (tokens[i].word && word[0] >= '0' && word[0] <= '9');
    fact.bridge = IsBridge(lower);
    fact.classes = tokens[i].word ? words.ClassesOf(lower) : 0;
    for (size_t n = 0; n < 4; ++n) {
      fact.prefix[n] = lower.size() > n ? HashBytes(std::string_view(lower).substr(0, n + 1)) : 0;
      fact.suffix[n] = lower.size() > n ? HashBytes(std::string_view(lower).substr(lower.size() - n - 1)) : 0;
    }
  }
  FindRuns();
  MarkKnown(known);
  FindDocumentFacts();
}

TaggerFeatures::~TaggerFeatures() = default;

void TaggerFeatures::FindRuns() {
  const auto ends_run = [&](size_t i) { return i >= tokens_.size() || (tokens_[i].starts_sentence && !tokens_[i].glued) || !tokens_[i].upper; };
  const auto line_ends = [&](size_t i) { return i >= tokens_.size() || tokens_[i].starts_sentence; };
  for (size_t i = 0; i < tokens_.size();) {
    if (!tokens_[i].upper) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (!ends_run(end) || (end < tokens_.size() && !tokens_[end].starts_sentence && facts_[end].capital)) ++end;
    for (size_t k = i; k < end; ++k) {
      facts_[k].run_begin = static_cast<uint32_t>(i);
      facts_[k].run_end = static_cast<uint32_t>(end);
    }
    i = end;
  }
  for (size_t i = 0; i < tokens_.size();) {  // join runs over bridges
    if (facts_[i].run_end == facts_[i].run_begin) {
      ++i;
      continue;
    }
    size_t end = facts_[i].run_end;
    for (;;) {
      size_t next = end, bridges = 0;
      while (next < tokens_.size() && !line_ends(next) && facts_[next].bridge && !tokens_[next].upper && bridges < 2) ++next, ++bridges;
      if (bridges == 0 || next >= tokens_.size() || line_ends(next) || facts_[next].run_end == facts_[next].run_begin) break;
      end = facts_[next].run_end;
    }
    for (size_t k = i; k < end; ++k) {
      facts_[k].wide_begin = static_cast<uint32_t>(i);
      facts_[k].wide_end = static_cast<uint32_t>(end);
    }
    i = end;
  }
  for (size_t i = 0; i < tokens_.size();) {  // headlines
    size_t end = i + 1, words = 1, capitals = facts_[i].capital ? 1 : 0;
    while (end < tokens_.size() && !tokens_[end].starts_sentence) {
      if (tokens_[end].word) ++words, capitals += facts_[end].capital ? 1 : 0;
      ++end;
    }
    const bool headline = words >= 4 && capitals * 10 >= words * 7;
    for (size_t k = i; k < end; ++k) facts_[k].headline = headline;
    i = end;
  }
}

void TaggerFeatures::MarkKnown(const std::vector<KnownSpan>& known) {
  size_t token = 0;
  for (const KnownSpan& span : known) {
    while (token < tokens_.size() && tokens_[token].end <= span.begin) ++token;
    size_t end = token;
    while (end < tokens_.size() && tokens_[end].begin < span.end) ++end;
    for (size_t k = token; k < end; ++k) {
      const int position = end - token == 1 ? 4 : k == token ? 1 : k + 1 == end ? 3 : 2;
      facts_[k].known = static_cast<uint8_t>(static_cast<int>(span.type) * 4 + position);
    }
  }
}

void TaggerFeatures::FindDocumentFacts() {
  std::unordered_map<uint32_t, bool> initials;  // hash of the initials of every run of two words and more
  for (size_t i = 0; i < tokens_.size(); ++i) {
    const Token& fact = facts_[i];
    if (!tokens_[i].word) continue;
    Context& context = contexts_[fact.lower];
    if (!fact.capital) {
      if (context.lower_count < UINT16_MAX) ++context.lower_count;
      continue;
    }
    if (!tokens_[i].starts_sentence && !fact.headline && context.inner_capitals < UINT16_MAX) ++context.inner_capitals;
    if (i + 1 < tokens_.size()) context.seen_after |= facts_[i + 1].classes;
    if (i > 0) context.seen_before |= facts_[i - 1].classes;
    if (fact.known) context.known = static_cast<uint8_t>((fact.known - 1) / 4 + 1);
    if (context.neighbours < context.next.size()) {
      context.next[context.neighbours] = i + 1 < tokens_.size() ? facts_[i + 1].lower : 0;
      context.previous[context.neighbours] = i > 0 ? facts_[i - 1].lower : 0;
      ++context.neighbours;
    }
    if (fact.run_end - fact.run_begin > 1) {
      if (context.in_longer_run < UINT16_MAX) ++context.in_longer_run;
      context.longer_head = facts_[fact.run_end - 1].lower;
    }
    if (fact.wide_begin == i && fact.wide_end - i > 1) {
      std::string letters;
      for (size_t k = i; k < fact.wide_end; ++k) {
        if (tokens_[k].upper) letters += text_[tokens_[k].begin];
      }
      initials[HashBytes(letters)] = true;
    }
  }
  for (size_t i = 0; i < tokens_.size(); ++i) {
    const std::string_view word = text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    if (word.size() <= 6 && AllUpper(word)) facts_[i].acronym_of_run = initials.contains(HashBytes(word));
  }
}

bool TaggerFeatures::IsCandidate(size_t token) const {
  const Token& fact = facts_[token];
  return fact.wide_end > fact.wide_begin || fact.capital;
}

void TaggerFeatures::Of(size_t i, std::vector<uint32_t>& out) const {
  out.clear();
  const Token& at = facts_[i];
  static const Token kOutside{};
  const auto near = [&](int offset) -> const Token& {
    const int64_t k = static_cast<int64_t>(i) + offset;
    if (k < 0 || k >= static_cast<int64_t>(facts_.size())) return kOutside;
    // Words of the neighbouring sentence are no context, but the token after a sentence end is: it tells nothing wrong.
    return facts_[static_cast<size_t>(k)];
  };
  uint32_t number = 0;
  const auto add = [&](uint32_t value) { out.push_back(Mix(++number, value)); };
  const auto add_if = [&](uint32_t value) {
    ++number;
    if (value) out.push_back(Mix(number, value));
  };
  const auto add_bits = [&](uint32_t bits) {  // one feature a class
    ++number;
    for (uint32_t rest = bits; rest; rest &= rest - 1) out.push_back(Mix(number, static_cast<uint32_t>(__builtin_ctz(rest)) + 1));
  };
  const Token &p1 = near(-1), &p2 = near(-2), &n1 = near(1), &n2 = near(2);

  add(1);  // kBiasFeature
  add(at.word);
  add(at.lower);
  add(p1.lower);
  add(n1.lower);
  add(p2.lower);
  add(n2.lower);
  add(Mix(p1.lower, at.lower));
  add(Mix(at.lower, n1.lower));
  add(Mix(p2.lower, p1.lower));
  add(Mix(n1.lower, n2.lower));
  add(at.shape);
  add(Mix(p1.shape, at.shape));
  add(Mix(at.shape, n1.shape));
  add(Mix(Mix(p1.shape, at.shape), n1.shape));
  add(Mix(Mix(p2.shape, p1.shape), Mix(at.shape, Mix(n1.shape, n2.shape))));
  for (size_t n = 0; n < 4; ++n) add_if(at.prefix[n]);
  for (size_t n = 0; n < 4; ++n) add_if(at.suffix[n]);
  add_if(n1.suffix[2]);
  add_if(p1.suffix[2]);
  add_bits(at.classes);
  add_bits(p1.classes);
  add_bits(n1.classes);
  add_bits(p2.classes);
  add_bits(n2.classes);
  add(Mix(at.classes, at.shape));
  add(Mix(p1.classes, at.classes));
  add(Mix(at.classes, n1.classes));
  add(Mix(Mix(p1.classes, at.shape), n1.classes));
  const bool start = tokens_[i].starts_sentence;
  add(Mix(start ? 2u : 1u, at.shape));
  add(Mix(start ? 2u : 1u, at.headline ? 2u : 1u));
  add(tokens_[i].glued ? Mix(2, p1.shape) : 1);
  add_if(at.known);
  add(Mix(at.known, at.shape));
  add(Mix(Mix(p1.known, at.known), n1.known));
  add(Mix(at.known, n1.classes));

  if (at.run_end > at.run_begin) {
    const Token &head = facts_[at.run_end - 1], &first = facts_[at.run_begin];
    const uint32_t length = std::min<uint32_t>(at.run_end - at.run_begin, 5);
    const uint32_t where = length == 1 ? 4 : i == at.run_begin ? 1 : i + 1 == at.run_end ? 3 : 2;
    const Token& before = at.run_begin > 0 ? facts_[at.run_begin - 1] : kOutside;
    const Token& after = at.run_end < facts_.size() ? facts_[at.run_end] : kOutside;
    add(Mix(where, length));
    add(Mix(where, head.lower));
    add(Mix(where, first.lower));
    add(Mix(where, head.suffix[2]));
    add(Mix(where, before.lower));
    add(Mix(where, after.lower));
    add(Mix(where, Mix(before.lower, after.lower)));
    ++number;
    for (uint32_t rest = head.classes; rest; rest &= rest - 1) out.push_back(Mix(number, Mix(where, static_cast<uint32_t>(__builtin_ctz(rest)) + 1)));
    ++number;
    for (uint32_t rest = first.classes; rest; rest &= rest - 1) out.push_back(Mix(number, Mix(where, static_cast<uint32_t>(__builtin_ctz(rest)) + 1)));
    ++number;
    for (uint32_t rest = before.classes; rest; rest &= rest - 1) out.push_back(Mix(number, Mix(where, static_cast<uint32_t>(__builtin_ctz(rest)) + 1)));
    ++number;
    for (uint32_t rest = after.classes; rest; rest &= rest - 1) out.push_back(Mix(number, Mix(where, static_cast<uint32_t>(__builtin_ctz(rest)) + 1)));
  } else {
    number += 11;
  }
  if (at.wide_end > at.run_end || (at.wide_end > at.wide_begin && at.wide_begin < at.run_begin) || (at.bridge && at.wide_end > 0)) {
    const Token &head = facts_[at.wide_end - 1], &first = facts_[at.wide_begin];
    add(Mix(1, head.lower));
    add(Mix(2, first.lower));
    add(Mix(Mix(3, head.classes), first.classes));
    // Between "Bank" and "England" the words before the bridge decide: the last word of the run before it.
    const Token& left = facts_[at.run_end > at.run_begin ? at.run_begin : i];
    add(Mix(Mix(p1.classes, p1.lower), n1.classes));
    add(Mix(left.lower, at.lower));
  } else {
    number += 5;
  }
  if (const auto found = contexts_.find(at.lower); found != contexts_.end() && at.capital) {
    const Context& context = found->second;
    const uint32_t lower = std::min<uint32_t>(context.lower_count, 2), inner = std::min<uint32_t>(context.inner_capitals, 2);
    add(Mix(lower, Mix(inner, start ? 2u : 1u)));
    add_bits(context.seen_after);
    add_bits(context.seen_before);
    add_if(context.known);
    ++number;
    for (uint8_t n = 0; n < context.neighbours; ++n) out.push_back(Mix(number, context.next[n]));
    ++number;
    for (uint8_t n = 0; n < context.neighbours; ++n) out.push_back(Mix(number, context.previous[n]));
    add(Mix(std::min<uint32_t>(context.in_longer_run, 2), at.run_end - at.run_begin > 1 ? 2u : 1u));
    add_if(context.longer_head);
    add(at.acronym_of_run ? 2 : 1);
  }
}

}  // namespace dossier::indexer
