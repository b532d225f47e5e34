// What a local file is, found from its content; its name only decides about plain text.
#pragma once

#include <string>
#include <string_view>

namespace dossier::corpus {

enum class FileKind { kWarc, kHtml, kText, kPdf, kCsaf, kCve, kKev, kXmlDocument, kUnknown };

struct FileType {
  FileKind kind = FileKind::kUnknown;
  std::string media_type;  // "text/html"
  std::string label;       // for the report: "html", "csaf"; of an unknown one its suffix or name: ".sha512", "README"
};

// `name` is the file's name without folders. `named` says that a person gave this very file: any text is then taken
// as a document; in a directory only .txt, .text and names without a suffix that are no README or LICENSE are.
FileType TypeOfFile(std::string_view content, std::string_view name, bool named);

}  // namespace dossier::corpus
