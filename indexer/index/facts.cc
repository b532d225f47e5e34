#include "indexer/index/facts.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "corpus/base/file.h"
#include "indexer/index/schema.h"
#include "indexer/index/segments.h"
#include "indexer/index/xapian_fence.h"

namespace dossier::indexer {
namespace {

constexpr char kBandsFile[] = "/bands";
constexpr char kMetaEntries[] = "entries";  // of the tier
constexpr size_t kBandBytes = 12;           // of an entry in the file: band and document, big end first
constexpr size_t kLargerTier = 3;           // a tier so many times larger than a change is left alone
constexpr size_t kMostTiers = 8;
constexpr std::string_view kIdDigits = "0123456789abcdefghjkmnpqrstvwxyz";  // as in ShortId (record_data.cc)
constexpr size_t kIdLength = 13;

void PutNumber(std::string& bytes, uint64_t value, int size) {
  for (int i = size - 1; i >= 0; --i) bytes += static_cast<char>(value >> (8 * i));
}

uint64_t TakeNumber(const char* bytes, int size) {
  uint64_t value = 0;
  for (int i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// A table of bands as it lies in its file, sorted. Owns the mapping.
class BandTable {
 public:
  BandTable() = default;
  BandTable(BandTable&& other) noexcept { *this = std::move(other); }
  BandTable& operator=(BandTable&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~BandTable() {
    if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  }

  // No file, no bands: an index of pages too short to compare has none.
  static Result<BandTable> Open(const std::string& path) {
    BandTable table;
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return table;
    struct stat status {};
    void* mapped = MAP_FAILED;
    const bool known = fstat(fd, &status) == 0;
    const size_t size = known ? static_cast<size_t>(status.st_size) / kBandBytes * kBandBytes : 0;
    if (size > 0) mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (!known || (size > 0 && mapped == MAP_FAILED)) return Fail(ErrorCode::kIo, path + ": cannot be read");
    if (size > 0) table.bytes_ = {static_cast<const char*>(mapped), size};
    return table;
  }

  size_t size() const { return bytes_.size() / kBandBytes; }
  std::string_view bytes() const { return bytes_; }
  BandEntry at(size_t i) const {
    const char* entry = bytes_.data() + i * kBandBytes;
    return {static_cast<uint32_t>(TakeNumber(entry, 4)), TakeNumber(entry + 4, 8)};
  }
  // The first entry of the band or behind it.
  size_t LowerBound(uint32_t band) const {
    size_t low = 0, high = size();
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      if (at(middle).band < band)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

 private:
  std::string_view bytes_;
};

struct Tier {
  std::string name;
  Xapian::Database database;
  size_t entries = 0;
  BandTable bands;
};

// One source of a merge: the keys of a tier in their order.
struct Source {
  const Xapian::Database* database;
  Xapian::TermIterator key, end;
};

}  // namespace

uint64_t BandDocument(std::string_view document_id) {
  if (document_id.size() != kIdLength || document_id[0] != 'd') return 0;
  uint64_t number = 0;
  for (const char c : document_id.substr(1)) {
    const size_t digit = kIdDigits.find(c);
    if (digit == std::string_view::npos) return 0;
    number = number << 5 | digit;
  }
  return number;
}

std::string DocumentOfBand(uint64_t number) {
  std::string id = "d";
  for (int shift = 55; shift >= 0; shift -= 5) id += kIdDigits[number >> shift & 31];
  return id;
}

struct Facts::Impl {
  std::string directory;
  std::vector<Tier> tiers;  // oldest first

  // Writes the entries of the tiers from `first` on, under those of the change, in the order of the keys.
  size_t WriteEntries(size_t first, const FactsChange& change, Xapian::WritableDatabase& out) const;
  Status WriteBands(size_t first, const FactsChange& change, const std::string& path) const;
};

Facts::Facts(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Facts::~Facts() = default;
Facts::Facts(Facts&&) noexcept = default;
Facts& Facts::operator=(Facts&&) noexcept = default;

Result<Facts> Facts::Open(const std::string& index_directory, const std::vector<std::string>& tiers) {
  return Fenced("cannot open the facts of the index", [&]() -> Result<Facts> {
    auto impl = std::make_unique<Impl>();
    impl->directory = index_directory;
    for (const std::string& name : tiers) {
      Tier& tier = impl->tiers.emplace_back();
      tier.name = name;
      tier.database = Xapian::Database(index_directory + "/" + name);
      if (tier.database.get_metadata(kMetaFacts) != std::to_string(kFactsVersion))
        return Fail(ErrorCode::kVersion, "the index at " + index_directory + " was made by another version of dossier",
                    "run: dossier index --rebuild");
      tier.entries = std::strtoull(tier.database.get_metadata(kMetaEntries).c_str(), nullptr, 10);
      DOSSIER_TRY_ASSIGN(tier.bands, BandTable::Open(index_directory + "/" + name + kBandsFile));
    }
    return Facts(std::move(impl));
  });
}

bool Facts::empty() const { return impl_->tiers.empty(); }

Result<std::string> Facts::Get(std::string_view key) const {
  return Fenced("cannot read the facts of the index", [&]() -> Result<std::string> {
    const std::string wanted(key);
    for (auto tier = impl_->tiers.rbegin(); tier != impl_->tiers.rend(); ++tier)
      if (std::string value = tier->database.get_metadata(wanted); !value.empty())
        return value == kFactDropped ? std::string() : value;
    return std::string();
  });
}

Status Facts::ForEach(std::string_view beginning,
                      const std::function<Status(const std::string&, const std::string&)>& visit) const {
  return Fenced("cannot read the facts of the index", [&]() -> Status {
    const std::string start(beginning);
    std::vector<Source> sources;  // newest first
    for (auto tier = impl_->tiers.rbegin(); tier != impl_->tiers.rend(); ++tier)
      sources.push_back(
          {&tier->database, tier->database.metadata_keys_begin(start), tier->database.metadata_keys_end(start)});
    while (true) {
      const Source* newest = nullptr;
      for (const Source& source : sources)
        if (source.key != source.end && (!newest || *source.key < *newest->key)) newest = &source;
      if (!newest) return Ok();
      const std::string key = *newest->key, value = newest->database->get_metadata(key);
      for (Source& source : sources)
        if (source.key != source.end && *source.key == key) ++source.key;
      if (value != kFactDropped) DOSSIER_CHECK(visit(key, value));
    }
  });
}

std::vector<uint64_t> Facts::InBand(uint32_t band, size_t most) const {
  std::vector<uint64_t> documents;
  for (const Tier& tier : impl_->tiers)
    for (size_t i = tier.bands.LowerBound(band); i < tier.bands.size() && documents.size() < most; ++i) {
      const BandEntry entry = tier.bands.at(i);
      if (entry.band != band) break;
      documents.push_back(entry.document);
    }
  return documents;
}

size_t Facts::Impl::WriteEntries(size_t first, const FactsChange& change, Xapian::WritableDatabase& out) const {
  std::vector<Source> sources;  // newest first
  for (size_t i = tiers.size(); i-- > first;)
    sources.push_back(
        {&tiers[i].database, tiers[i].database.metadata_keys_begin(), tiers[i].database.metadata_keys_end()});
  auto changed = change.entries.begin();
  size_t written = 0;
  while (true) {
    const Source* newest = nullptr;
    for (const Source& source : sources)
      if (source.key != source.end && (!newest || *source.key < *newest->key)) newest = &source;
    const bool from_change = changed != change.entries.end() && (!newest || changed->first <= *newest->key);
    if (!from_change && !newest) return written;
    const std::string key = from_change ? changed->first : *newest->key;
    const std::string value = from_change ? changed->second : newest->database->get_metadata(key);
    if (from_change) ++changed;
    for (Source& source : sources)
      if (source.key != source.end && *source.key == key) ++source.key;
    // At the bottom nothing is below that a dropped key would have to hide.
    if (key == kMetaSchema || key == kMetaFacts || key == kMetaEntries || (first == 0 && value == kFactDropped))
      continue;
    out.set_metadata(key, value);
    ++written;
  }
}

Status Facts::Impl::WriteBands(size_t first, const FactsChange& change, const std::string& path) const {
  std::vector<BandEntry> all = change.bands;
  std::sort(all.begin(), all.end());
  for (size_t i = first; i < tiers.size(); ++i) {
    const size_t before = all.size();
    for (size_t j = 0; j < tiers[i].bands.size(); ++j) all.push_back(tiers[i].bands.at(j));
    std::inplace_merge(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
  }
  all.erase(std::unique(all.begin(), all.end()), all.end());
  if (all.empty()) return Ok();
  std::string bytes;
  bytes.reserve(all.size() * kBandBytes);
  for (const BandEntry& entry : all) {
    PutNumber(bytes, entry.band, 4);
    PutNumber(bytes, entry.document, 8);
  }
  return WriteFileAtomically(path, bytes);
}

Result<std::vector<std::string>> Facts::Add(const FactsChange& change, const std::string& name) const {
  return Fenced("cannot write the facts of the index", [&]() -> Result<std::vector<std::string>> {
    size_t first = impl_->tiers.size(), entries = change.entries.size();
    for (; first > 0; --first) {
      const Tier& before = impl_->tiers[first - 1];
      if (before.entries > kLargerTier * entries && first < kMostTiers) break;
      entries += before.entries;
    }
    const std::string path = impl_->directory + "/" + name;
    Xapian::WritableDatabase out(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    out.set_metadata(kMetaSchema, std::to_string(kSchemaVersion));
    out.set_metadata(kMetaFacts, std::to_string(kFactsVersion));
    const size_t written = impl_->WriteEntries(first, change, out);
    out.set_metadata(kMetaEntries, std::to_string(written));
    out.commit();
    out.close();
    DOSSIER_CHECK(impl_->WriteBands(first, change, path + kBandsFile));
    std::vector<std::string> live;
    for (size_t i = 0; i < first; ++i) live.push_back(impl_->tiers[i].name);
    live.push_back(name);
    return live;
  });
}

}  // namespace dossier::indexer
