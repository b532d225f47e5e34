// WACZ packages of others (Browsertrix, ArchiveWeb.page, our own export): a zip with WARC files below archive/ and a
// description that states the SHA-256 of each (WACZ 1.1.1, section 5).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/base/digest.h"
#include "corpus/base/result.h"
#include "corpus/base/temporary_directory.h"

namespace dossier::corpus {

// Whether the file is a zip with a WARC file or a package description in it.
bool IsWacz(const std::string& path);

class WaczReader {
 public:
  struct Part {
    std::string name;  // "archive/data.warc.gz"
    uint64_t index = 0;
    uint64_t bytes = 0;
    std::optional<Digest> stated_digest;  // by datapackage.json
  };
  struct Unpacked {
    TemporaryDirectory directory;  // that holds the file
    std::string path;
    Digest sha256;
  };
  // Errors: kIo, kParse for a damaged zip.
  static Result<WaczReader> Open(const std::string& path);
  WaczReader(WaczReader&&) noexcept;
  ~WaczReader();

  const std::vector<Part>& warcs() const { return warcs_; }
  // Errors: kIo (no room for it), kParse (its bytes are damaged), kLimit (it unpacks to far more than it takes).
  Result<Unpacked> Unpack(const Part& part) const;

 private:
  struct Zip;
  explicit WaczReader(std::unique_ptr<Zip> zip);
  void ReadDescription();
  std::unique_ptr<Zip> zip_;
  std::vector<Part> warcs_;
};

}  // namespace dossier::corpus
