// Packages of others. WACZ (Browsertrix, ArchiveWeb.page, our own export): a zip with WARC files below archive/ and a
// description that states the SHA-256 of each (WACZ 1.1.1, section 5). A collection of such packages in one zip
// (profile "multi-wacz-package"). Any other zip of files that is no format of its own (Office, OpenDocument, EPUB,
// JAR).
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

// Whether the file is a zip whose parts are read one by one.
bool IsPackage(const std::string& path);

class WaczReader {
 public:
  enum class Kind { kWarc, kPackage, kFile };
  struct Part {
    Kind kind = Kind::kFile;
    std::string name;  // "archive/data.warc.gz"; of any characters, never a path to write to
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

  // By name. Of a WACZ package its WARC files, of a collection its packages, else all files; none when the zip is a
  // format of its own, or describes packages that lie elsewhere.
  const std::vector<Part>& parts() const { return parts_; }
  // A WACZ package or a collection of them.
  bool is_wacz() const { return is_wacz_; }
  // Packages that the description names by addresses: they are not in this file.
  const std::vector<std::string>& elsewhere() const { return elsewhere_; }
  // Errors: kIo (no room for it), kParse (its bytes are damaged), kLimit (it unpacks to far more than it takes).
  Result<Unpacked> Unpack(const Part& part) const;

 private:
  struct Zip;
  explicit WaczReader(std::unique_ptr<Zip> zip);
  void ReadDescription();
  std::unique_ptr<Zip> zip_;
  void Choose();
  std::vector<Part> parts_;
  bool is_wacz_ = false;
  std::vector<std::string> elsewhere_;
};

}  // namespace dossier::corpus
