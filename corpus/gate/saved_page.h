// Pages that a browser or an archive saved: whose they are, as the file states it.
//
// SingleFile and Chrome name the address in a comment at the file's beginning, MHTML (RFC 2557) in its header fields.
// A page that was saved from an archive of the web (".../web/20180301120000/https://...") is the original's, of that
// time. What they state is believed for want of anything better and marked as stated by the file, for anybody can write
// it. Pure, thread safe; looks at the first 4 KiB, of MHTML at all of it, in linear time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/json.h"
#include "corpus/base/result.h"
#include "corpus/base/time.h"

namespace dossier::corpus {

struct StatedOrigin {
  std::string url;               // http or https
  std::optional<UtcTime> saved;  // when the page was saved
  std::string by;                // "SingleFile", "a browser", "MHTML", "SingleFile from web.archive.org"
};

// What an HTML file states of itself; nullopt when it states nothing.
std::optional<StatedOrigin> OriginStatedIn(std::string_view html);

// The page inside an MHTML file: its first text/html part, transfer coding undone.
struct MhtmlPage {
  std::optional<StatedOrigin> origin;
  std::string html;
  std::string content_type;
};
// Errors: kParse when it has no such part.
Result<MhtmlPage> ReadMhtml(std::string_view bytes);

// The page that an archive of the web shows at `url`, with its time: by the header fields of RFC 7089 (the values of
// Memento-Datetime and Link of the answer, "" when absent), else by an address of the form
// ".../20180301120000/https://...". nullopt when it is no memento.
std::optional<StatedOrigin> OriginOfMemento(const std::string& url, std::string_view datetime, std::string_view link);

// What a person has to know of the proof that begins with a capture, from its metadata record: a stated digest that
// does not match, an address that only the file states; "" when there is nothing.
std::string MarksOf(const Json& metadata);

}  // namespace dossier::corpus
