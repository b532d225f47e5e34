// Texts whose lines are written by programs or for them: settings, logs, tables of checksums, HTTP messages, indexes of
// archives, answers behind a guard. None of them is prose, and each would come out as a quotation that nobody wrote.
#pragma once

#include <string_view>

namespace dossier::corpus {

// The id of the form (form.h) by how the text begins: "json" behind a guard or in a call, "key" for checksums, "base64"
// for a data: address, "script" for differences of files, "data" for HTTP messages, CDX and cache manifests; "" for
// none. `text` without blanks before it. Pure, thread safe.
std::string_view FormOfMachineBeginning(std::string_view text);

// "data", "csv", "media" (subtitles) or "script" when most lines and bytes are a machine's and hardly a sentence
// stands between them; "" else. Linear.
std::string_view FormOfLines(std::string_view text);

}  // namespace dossier::corpus
