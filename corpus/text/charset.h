// Character encodings by the WHATWG Encoding standard (labels, names, and tables of our own).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier {

// The standard's encoding name in lower case ("windows-1252" for "latin1", "iso-8859-1", "ascii"...), or nullopt
// for a label that the standard does not list. Surrounding ASCII white space is ignored (section 4.2).
std::optional<std::string> EncodingForLabel(std::string_view label);

// Decides the encoding of an HTML page by the WHATWG rules: byte order mark, then the transport's charset, then
// the meta prescan of the first 1024 bytes (HTML standard 13.2.3.2), then detection from the bytes (valid UTF-8
// wins, else uchardet, else windows-1252). Departures, for pages that a browser would garble: a header or meta element
// of another encoding does not count where the bytes are UTF-8, nor one that says UTF-8 where hardly a character is,
// nor a header that says UTF-16 where characters have one byte. Returns an encoding name.
std::string SniffHtmlEncoding(std::string_view bytes, std::string_view transport_charset);

// Bytes to UTF-8. A byte order mark of that encoding is dropped; what the encoding cannot decode becomes U+FFFD.
// Deterministic: the same bytes and encoding always give the same text. Errors: kParse for an unknown encoding.
Result<std::string> DecodeToUtf8(std::string_view bytes, std::string_view encoding);

// The same, without a copy of what is UTF-8 already: a view of `bytes` or of `decoded`.
Result<std::string_view> ViewAsUtf8(std::string_view bytes, std::string_view encoding, std::string& decoded);

// The charset parameter of a Content-Type value ("text/html; charset=UTF-8" gives "UTF-8"), or "".
std::string CharsetOfContentType(std::string_view content_type);
// Its type and subtype in lower case ("text/html"), or "".
std::string MediaTypeOf(std::string_view content_type);

}  // namespace dossier
