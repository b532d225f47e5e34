#include "indexer/pipeline/near_duplicates.h"

#include <algorithm>

#include "corpus/base/case_folding.h"
#include "corpus/base/utf8.h"
#include "indexer/text/words.h"

namespace dossier::indexer {
namespace {

constexpr size_t kHashes = 128;
constexpr size_t kBand = 4;  // 32 bands of 4: pairs above about 0.42 meet in one
constexpr size_t kShingle = 4;
constexpr size_t kFewestWords = 50;

constexpr double kSameText = 0.7;        // different publishers
constexpr double kSameCredit = 0.5;      // and both show the same wire credit
constexpr double kSamePublisher = 0.85;  // a publisher's own pages share their boilerplate; titles must agree too

uint64_t Mix(uint64_t x) {  // the finaliser of SplitMix64 (Steele, Lea, Flood 2014)
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

uint64_t HashOf(std::string_view word) {  // FNV-1a
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (unsigned char c : word) hash = (hash ^ c) * 0x100000001b3ULL;
  return hash;
}

std::string Folded(const std::string& text) { return FoldForComparison(text); }

// The credit of a record, as a folded name; an outlet credits itself.
bool ShareCredit(const DocumentRecord& a, const DocumentRecord& b) {
  const std::string credit_a = Folded(a.credit), credit_b = Folded(b.credit);
  if (!credit_a.empty() && (credit_a == credit_b || credit_a == Folded(b.from.publisher))) return true;
  return !credit_b.empty() && credit_b == Folded(a.from.publisher);
}

}  // namespace

std::vector<uint32_t> SignatureOf(std::string_view text) {
  std::vector<uint64_t> words;
  ForEachWord(text, [&](const RawWord& word) { words.push_back(HashOf(word.folded)); });
  if (words.size() < kFewestWords) return {};
  std::vector<uint32_t> minima(kHashes, UINT32_MAX);
  for (size_t i = 0; i + kShingle <= words.size(); ++i) {
    uint64_t shingle = 0;
    for (size_t j = 0; j < kShingle; ++j) shingle = Mix(shingle + words[i + j]);
    // Two 32-bit halves give a family of hashes h1 + k * h2 (Kirsch and Mitzenmacher 2006).
    const auto h1 = static_cast<uint32_t>(shingle), h2 = static_cast<uint32_t>(shingle >> 32) | 1;
    uint32_t hash = h1;
    for (size_t k = 0; k < kHashes; ++k, hash += h2) minima[k] = std::min(minima[k], hash);
  }
  return minima;
}

double Likeness(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
  if (a.size() != kHashes || b.size() != kHashes) return 0;
  size_t same = 0;
  for (size_t i = 0; i < kHashes; ++i) same += a[i] == b[i];
  return static_cast<double>(same) / kHashes;
}

std::string DatelineCredit(std::string_view text) {
  const std::string_view head = text.substr(0, std::min<size_t>(text.size(), 120));
  const size_t open = head.find('('), close = head.find(')', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos || close - open > 40) return "";
  std::string_view rest = text.substr(close + 1, 8);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  const bool dash = rest.starts_with("-") || rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x94");
  if (!dash) return "";
  // A dateline is a place before the parenthesis, not half a sentence.
  if (std::count(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(open), ' ') > 5) return "";
  return CollapseWhiteSpace(head.substr(open + 1, close - open - 1));
}

std::vector<uint32_t> BandsOf(const std::vector<uint32_t>& signature) {
  std::vector<uint32_t> bands;
  if (signature.size() != kHashes) return bands;
  for (size_t band = 0; band < kHashes / kBand; ++band) {
    uint64_t key = band + 1;
    for (size_t i = 0; i < kBand; ++i) key = Mix(key + signature[band * kBand + i]);
    bands.push_back(static_cast<uint32_t>(key));
  }
  return bands;
}

std::string ReasonToMerge(const DocumentRecord& first, const DocumentRecord& other, double likeness) {
  const bool same_publisher =
      !first.from.publisher.empty() && Folded(first.from.publisher) == Folded(other.from.publisher);
  if (same_publisher) {
    if (likeness < kSamePublisher || Folded(first.from.title) != Folded(other.from.title)) return "";
    return "same title and text by the same publisher";
  }
  if (likeness >= kSameCredit && ShareCredit(first, other)) {
    const std::string& credit = !other.credit.empty() ? other.credit : first.credit;
    return "same text, credited to " + credit;
  }
  if (likeness >= kSameText) return "same text";
  return "";
}

bool IsEarlier(const DocumentRecord& a, const DocumentRecord& b) {
  if (a.from.published.empty() != b.from.published.empty()) return b.from.published.empty();
  const auto instant_a = ParseRfc3339(a.from.published), instant_b = ParseRfc3339(b.from.published);
  const std::string day_a = a.from.published.substr(0, 10), day_b = b.from.published.substr(0, 10);
  if (instant_a && instant_b && *instant_a != *instant_b) return *instant_a < *instant_b;
  if (day_a != day_b) return day_a < day_b;
  if (a.from.fetched != b.from.fetched) return a.from.fetched < b.from.fetched;
  return a.from.document_id < b.from.document_id;
}

}  // namespace dossier::indexer
