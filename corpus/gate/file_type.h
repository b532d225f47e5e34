// What a local file is to `import`, found from its content; its name only decides about plain text.
#pragma once

#include <string>
#include <string_view>

#include "corpus/gate/form.h"

namespace dossier::corpus {

struct FileType {
  bool store = false;      // a document, also one that no reader knows yet
  std::string media_type;  // "text/html"
  std::string label;       // for the report: "html", "csaf"; of one not stored its suffix or name: ".sha512", "README"
  const Form* form = nullptr;
};

// `name` is the file's name without folders. `named` says that a person gave this very file: any text is then taken
// as a document; in a directory only .txt, .text and names without a suffix that are no README or LICENSE are. Parts of
// pages and files for machines are never stored from a disk: nothing says where they were published.
FileType TypeOfFile(std::string_view content, std::string_view name, bool named);

}  // namespace dossier::corpus
