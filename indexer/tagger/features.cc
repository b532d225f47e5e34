#include "indexer/tagger/features.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "corpus/base/case_folding.h"
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
    if (IsUpper(c))
      kind = 'X';
    else if (IsLetter(c))
      kind = 'x';
    else if (IsDigit(c))
      kind = '9';
    if (shape.empty() || shape.back() != kind) shape += kind;
  }
  if (word.size() <= 2) shape += '1';
  return HashBytes(shape);
}

bool IsBridge(std::string_view lower) {
  return lower == "of" || lower == "for" || lower == "and" || lower == "&" || lower == "the" || lower == "de" ||
         lower == "-" || lower == "in" || lower == "on" || lower == "du" || lower == "des" || lower == "la" ||
         lower == "und" || lower == "to";
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
  uint32_t word = 0;   // hash of the word as written
  uint32_t lower = 0;  // hash of the folded word
  uint32_t shape = 0;
  uint32_t classes = 0;              // word classes
  std::array<uint32_t, 4> prefix{};  // of the folded word, 1-4 bytes
  std::array<uint32_t, 4> suffix{};
  uint32_t run_begin = 0, run_end = 0;    // capitalised run [begin, end), equal when in none
  uint32_t wide_begin = 0, wide_end = 0;  // the same with bridges ("of", "and") taken in
  uint8_t known = 0;                      // 0 none; else type * 4 + position (1 begin, 2 inside, 3 end, 4 single)
  bool capital = false;                   // upper-case word or a number
  bool bridge = false;
  bool headline = false;  // in a line written mostly in capitals
  bool acronym_of_run = false;
};

// What the whole document says about a word.
struct TaggerFeatures::Context {
  uint16_t lower_count = 0;     // written in lower case
  uint16_t inner_capitals = 0;  // capitalised away from a sentence start
  uint32_t seen_after = 0;      // word classes seen right after it
  uint32_t seen_before = 0;
  uint8_t known = 0;                           // entity type + 1 where a known name starts with it
  std::array<uint32_t, 3> next{}, previous{};  // neighbours of its first occurrences
  uint8_t neighbours = 0;
  uint16_t in_longer_run = 0;  // occurrences inside a run of several words
  uint32_t longer_head = 0;    // last word of the longest such run
};

TaggerFeatures::TaggerFeatures(std::string_view text, const std::vector<TaggerToken>& tokens,
                               const std::vector<KnownSpan>& known)
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
  JoinRuns();
  FindHeadlines();
  MarkKnown(known);
  FindDocumentFacts();
}

TaggerFeatures::~TaggerFeatures() = default;

void TaggerFeatures::FindRuns() {
  for (size_t i = 0; i < tokens_.size();) {
    size_t end = i + 1;
    if (tokens_[i].upper) {
      while (end < tokens_.size() && !tokens_[end].starts_sentence && facts_[end].capital) ++end;
      for (size_t k = i; k < end; ++k) {
        facts_[k].run_begin = static_cast<uint32_t>(i);
        facts_[k].run_end = static_cast<uint32_t>(end);
      }
    }
    i = end;
  }
}

// Takes bridges ("of", "and the") between two runs of one sentence in.
void TaggerFeatures::JoinRuns() {
  constexpr size_t kMostBridges = 2;
  const auto sentence_ends = [&](size_t i) { return i >= tokens_.size() || tokens_[i].starts_sentence; };
  for (size_t i = 0; i < tokens_.size();) {
    if (facts_[i].run_end == facts_[i].run_begin) {
      ++i;
      continue;
    }
    size_t end = facts_[i].run_end;
    for (;;) {
      size_t next = end;
      while (next < end + kMostBridges && !sentence_ends(next) && facts_[next].bridge && !tokens_[next].upper) ++next;
      if (next == end || sentence_ends(next) || facts_[next].run_end == facts_[next].run_begin) break;
      end = facts_[next].run_end;
    }
    for (size_t k = i; k < end; ++k) {
      facts_[k].wide_begin = static_cast<uint32_t>(i);
      facts_[k].wide_end = static_cast<uint32_t>(end);
    }
    i = end;
  }
}

// A sentence of four words and more, seven tenths of them capitalised, is a headline: capitals mean little in it.
void TaggerFeatures::FindHeadlines() {
  for (size_t i = 0; i < tokens_.size();) {
    size_t end = i + 1, words = 1, capitals = facts_[i].capital ? 1 : 0;
    for (; end < tokens_.size() && !tokens_[end].starts_sentence; ++end) {
      if (!tokens_[end].word) continue;
      ++words;
      if (facts_[end].capital) ++capitals;
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

// Numbers the feature templates and writes their hashes. A template that does not apply still takes its number, so that
// a number always means the same.
class FeatureSink {
 public:
  explicit FeatureSink(std::vector<uint32_t>& out) : out_(out) {}
  void Add(uint32_t value) { out_.push_back(Mix(++number_, value)); }
  void AddIf(uint32_t value) {
    ++number_;
    if (value) out_.push_back(Mix(number_, value));
  }
  // One feature for each class in the set, told apart by `where`.
  void AddClasses(uint32_t classes, uint32_t where = 0) {
    ++number_;
    for (uint32_t rest = classes; rest; rest &= rest - 1) {
      const auto index = static_cast<uint32_t>(__builtin_ctz(rest)) + 1;
      out_.push_back(Mix(number_, where ? Mix(where, index) : index));
    }
  }
  void AddEach(const uint32_t* values, size_t count) {
    ++number_;
    for (size_t i = 0; i < count; ++i) out_.push_back(Mix(number_, values[i]));
  }
  void Skip(uint32_t templates) { number_ += templates; }

 private:
  std::vector<uint32_t>& out_;
  uint32_t number_ = 0;
};

void TaggerFeatures::Of(size_t token, std::vector<uint32_t>& out) const {
  out.clear();
  FeatureSink sink(out);
  sink.Add(1);  // kBiasFeature
  AddWindow(token, sink);
  AddRun(token, sink);
  AddBridge(token, sink);
  AddDocument(token, sink);
}

const TaggerFeatures::Token& TaggerFeatures::Near(size_t token, int offset) const {
  static const Token kOutside{};
  const int64_t k = static_cast<int64_t>(token) + offset;
  return k < 0 || k >= static_cast<int64_t>(facts_.size()) ? kOutside : facts_[static_cast<size_t>(k)];
}

// The word, its neighbours, their shapes and classes, and what the gazetteer knows of them.
void TaggerFeatures::AddWindow(size_t token, FeatureSink& sink) const {
  const Token &at = facts_[token], &p1 = Near(token, -1), &p2 = Near(token, -2), &n1 = Near(token, 1),
              &n2 = Near(token, 2);
  for (const uint32_t value :
       {at.word, at.lower, p1.lower, n1.lower, p2.lower, n2.lower, Mix(p1.lower, at.lower), Mix(at.lower, n1.lower),
        Mix(p2.lower, p1.lower), Mix(n1.lower, n2.lower), at.shape, Mix(p1.shape, at.shape), Mix(at.shape, n1.shape),
        Mix(Mix(p1.shape, at.shape), n1.shape), Mix(Mix(p2.shape, p1.shape), Mix(at.shape, Mix(n1.shape, n2.shape)))}) {
    sink.Add(value);
  }
  for (const uint32_t prefix : at.prefix) sink.AddIf(prefix);
  for (const uint32_t suffix : at.suffix) sink.AddIf(suffix);
  sink.AddIf(n1.suffix[2]);
  sink.AddIf(p1.suffix[2]);
  for (const uint32_t classes : {at.classes, p1.classes, n1.classes, p2.classes, n2.classes}) sink.AddClasses(classes);
  sink.Add(Mix(at.classes, at.shape));
  sink.Add(Mix(p1.classes, at.classes));
  sink.Add(Mix(at.classes, n1.classes));
  sink.Add(Mix(Mix(p1.classes, at.shape), n1.classes));
  const uint32_t start = tokens_[token].starts_sentence ? 2 : 1;
  sink.Add(Mix(start, at.shape));
  sink.Add(Mix(start, at.headline ? 2 : 1));
  sink.Add(tokens_[token].glued ? Mix(2, p1.shape) : 1);
  sink.AddIf(at.known);
  sink.Add(Mix(at.known, at.shape));
  sink.Add(Mix(Mix(p1.known, at.known), n1.known));
  sink.Add(Mix(at.known, n1.classes));
}

// The run of capitalised words around the token: its ends decide what it is ("... Bank", "Mr. ...", "... Inc.").
void TaggerFeatures::AddRun(size_t token, FeatureSink& sink) const {
  const Token& at = facts_[token];
  if (at.run_end <= at.run_begin) {
    sink.Skip(11);
    return;
  }
  const Token &head = facts_[at.run_end - 1], &first = facts_[at.run_begin];
  const Token &before = Near(at.run_begin, -1), &after = Near(at.run_end, 0);
  const uint32_t length = std::min<uint32_t>(at.run_end - at.run_begin, 5);
  const uint32_t where = length == 1 ? 4 : token == at.run_begin ? 1 : token + 1 == at.run_end ? 3 : 2;
  for (const uint32_t value :
       {length, head.lower, first.lower, head.suffix[2], before.lower, after.lower, Mix(before.lower, after.lower)}) {
    sink.Add(Mix(where, value));
  }
  for (const uint32_t classes : {head.classes, first.classes, before.classes, after.classes})
    sink.AddClasses(classes, where);
}

// Runs joined by "of", "and", "for": "Bank of England" is one name, "France and Spain" two.
void TaggerFeatures::AddBridge(size_t token, FeatureSink& sink) const {
  const Token& at = facts_[token];
  const bool joined = at.wide_end > at.run_end || (at.wide_end > at.wide_begin && at.wide_begin < at.run_begin) ||
                      (at.bridge && at.wide_end > 0);
  if (!joined) {
    sink.Skip(5);
    return;
  }
  const Token &head = facts_[at.wide_end - 1], &first = facts_[at.wide_begin], &p1 = Near(token, -1),
              &n1 = Near(token, 1);
  const Token& left = facts_[at.run_end > at.run_begin ? at.run_begin : token];
  for (const uint32_t value : {Mix(1, head.lower), Mix(2, first.lower), Mix(Mix(3, head.classes), first.classes),
                               Mix(Mix(p1.classes, p1.lower), n1.classes), Mix(left.lower, at.lower)}) {
    sink.Add(value);
  }
}

// What the whole document says about the word.
void TaggerFeatures::AddDocument(size_t token, FeatureSink& sink) const {
  const Token& at = facts_[token];
  const auto found = contexts_.find(at.lower);
  if (found == contexts_.end() || !at.capital) return;
  const Context& context = found->second;
  const uint32_t lower = std::min<uint32_t>(context.lower_count, 2),
                 inner = std::min<uint32_t>(context.inner_capitals, 2);
  sink.Add(Mix(lower, Mix(inner, tokens_[token].starts_sentence ? 2 : 1)));
  sink.AddClasses(context.seen_after);
  sink.AddClasses(context.seen_before);
  sink.AddIf(context.known);
  sink.AddEach(context.next.data(), context.neighbours);
  sink.AddEach(context.previous.data(), context.neighbours);
  sink.Add(Mix(std::min<uint32_t>(context.in_longer_run, 2), at.run_end - at.run_begin > 1 ? 2 : 1));
  sink.AddIf(context.longer_head);
  sink.Add(at.acronym_of_run ? 2 : 1);
}

}  // namespace dossier::indexer
