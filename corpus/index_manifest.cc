#include "corpus/index_manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "corpus/base/file.h"
#include "corpus/catalogue/catalogue.h"
#include "corpus/corpus_impl.h"

namespace dossier::corpus {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPiece = 8 << 20;
constexpr int kMostGenerations = 8;

// Files of a database folder by name, with their sizes.
Result<std::map<std::string, uint64_t>> FilesOfPart(const std::string& folder) {
  std::map<std::string, uint64_t> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name == "flintlock") continue;
    std::error_code gone;
    const uint64_t size = entry.file_size(gone);
    if (gone) return Fail(ErrorCode::kIo, entry.path().string() + ": " + gone.message());
    files.emplace(name, size);
  }
  if (error) return Fail(ErrorCode::kIo, folder + ": " + error.message());
  return files;
}

uint64_t SizeOf(const std::map<std::string, uint64_t>& files) {
  uint64_t size = 0;
  for (const auto& [name, bytes] : files) size += bytes;
  return size;
}

Result<Digest> DigestOfFile(const std::string& path, uint64_t size) {
  Sha256Stream stream;
  for (uint64_t at = 0; at < size; at += kPiece) {
    DOSSIER_TRY_ASSIGN(const std::string piece, ReadFileRange(path, at, std::min<uint64_t>(kPiece, size - at)));
    if (piece.empty()) return Fail(ErrorCode::kIo, path + ": shorter than it was a moment ago");
    stream.Add(piece);
  }
  return stream.Finish();
}

using Generations = std::map<int64_t, std::vector<IndexPart>>;

Result<Generations> AllGenerations(const Corpus& corpus) {
  DOSSIER_CHECK(corpus.impl().Flush());
  Database& database = *corpus.impl().database;
  Generations generations;
  // A catalogue of schema 2 that no writer has brought up to date yet has no such table.
  DOSSIER_TRY_ASSIGN(const int64_t there,
                     database.Number("SELECT count(*) FROM sqlite_master WHERE name = 'index_parts'"));
  if (there == 0) return generations;
  DOSSIER_TRY_ASSIGN(Query query,
                     database.Select("SELECT generation, name, documents, bytes, sha256 FROM index_parts"));
  while (true) {
    DOSSIER_TRY_ASSIGN(const bool row, query.Next());
    if (!row) return generations;
    std::vector<IndexPart>& parts = generations[query.Integer(0)];
    if (query.Text(1).empty()) continue;  // an index of nothing
    parts.push_back({std::string(query.Text(1)), static_cast<uint64_t>(query.Integer(2)),
                     static_cast<uint64_t>(query.Integer(3)), DigestFrom(query.BlobAt(4))});
  }
}

// What is wrong with one generation, the names first.
std::vector<Damage> CompareParts(const std::string& directory, const std::vector<IndexPart>& parts,
                                 const std::vector<std::string>& published, Compare depth) {
  std::vector<Damage> damage;
  for (const std::string& name : published) {
    const bool known = std::any_of(parts.begin(), parts.end(), [&](const IndexPart& p) { return p.name == name; });
    if (!known) damage.push_back({"index/XAPIANDB", name + " is not a part that `index` published last"});
  }
  for (const IndexPart& part : parts) {
    if (std::find(published.begin(), published.end(), part.name) == published.end()) {
      damage.push_back({"index/XAPIANDB", fmt::format("{} ({} documents) is not named", part.name, part.documents)});
      continue;
    }
    const auto files = FilesOfPart(directory + "/" + part.name);
    if (!files) {
      damage.push_back({"index/" + part.name, "cannot be read: " + files.error().message});
    } else if (SizeOf(*files) != part.bytes) {
      damage.push_back({"index/" + part.name, fmt::format("{} bytes; {} were written ({} documents)", SizeOf(*files),
                                                          part.bytes, part.documents)});
    } else if (depth == Compare::kEveryByte) {
      const auto measured = MeasureIndexPart(directory, part.name, part.documents);
      if (!measured)
        damage.push_back({"index/" + part.name, "cannot be read: " + measured.error().message});
      else if (measured->sha256 != part.sha256)
        damage.push_back({"index/" + part.name, "not the bytes that were written"});
    }
  }
  return damage;
}

}  // namespace

Result<IndexPart> MeasureIndexPart(const std::string& index_directory, const std::string& name, uint64_t documents) {
  const std::string folder = index_directory + "/" + name;
  DOSSIER_TRY_ASSIGN(const auto files, FilesOfPart(folder));
  std::string list;
  for (const auto& [file, size] : files) {
    DOSSIER_TRY_ASSIGN(const Digest digest, DigestOfFile(folder + "/" + file, size));
    list += fmt::format("{} {} {}\n", file, size, digest.hex());
  }
  return IndexPart{name, documents, SizeOf(files), Sha256(list)};
}

Result<int64_t> AnnounceIndexParts(Corpus& corpus, const std::vector<IndexPart>& parts) {
  DOSSIER_TRY_ASSIGN(const Generations generations, AllGenerations(corpus));
  const int64_t generation = generations.empty() ? 1 : generations.rbegin()->first + 1;
  // Runs killed again and again must not pile up: only the newest few can be what the stub says.
  const int64_t oldest = generation - kMostGenerations;
  const std::vector<IndexPart> rows = parts.empty() ? std::vector<IndexPart>(1) : parts;
  const auto add = [generation, oldest, rows](Database& database) -> Status {
    for (const IndexPart& part : rows) {
      DOSSIER_CHECK(WriteRow(database, "index_parts",
                             "INSERT INTO index_parts(generation, name, documents, bytes, sha256, digest) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                             generation, part.name, part.documents, part.bytes, Blob{ViewOf(part.sha256)}));
    }
    return database.Run("DELETE FROM index_parts WHERE generation < ?1", oldest);
  };
  DOSSIER_CHECK(corpus.impl().EnqueueChange(add));
  DOSSIER_CHECK(corpus.Flush());
  return generation;
}

Status SettleIndexParts(Corpus& corpus, int64_t generation) {
  DOSSIER_CHECK(corpus.impl().EnqueueChange([generation](Database& database) {
    return database.Run("DELETE FROM index_parts WHERE generation <> ?1", generation);
  }));
  return corpus.Flush();
}

Result<std::vector<IndexPart>> IndexParts(const Corpus& corpus) {
  DOSSIER_TRY_ASSIGN(Generations generations, AllGenerations(corpus));
  if (generations.empty()) return std::vector<IndexPart>();
  return std::move(generations.rbegin()->second);
}

Result<std::vector<Damage>> CompareIndexParts(const Corpus& corpus, const std::vector<std::string>& published,
                                              Compare depth) {
  DOSSIER_TRY_ASSIGN(const Generations generations, AllGenerations(corpus));
  std::vector<Damage> damage;
  for (auto newest = generations.rbegin(); newest != generations.rend(); ++newest) {
    std::vector<Damage> found = CompareParts(corpus.index_directory(), newest->second, published, depth);
    if (found.empty()) return found;
    if (newest == generations.rbegin()) damage = std::move(found);
  }
  return damage;
}

}  // namespace dossier::corpus
