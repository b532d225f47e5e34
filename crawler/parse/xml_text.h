// The characters of an XML or text document fetched from the web: which encoding it has, and the text.
#pragma once

#include <string>
#include <string_view>

namespace dossier::crawler {

struct XmlText {
  std::string text;      // UTF-8
  std::string encoding;  // its label, lower case
  bool guessed = false;  // what was stated does not hold, or nothing was stated and it is not UTF-8
};

// By byte order mark, then by RFC 7303 and, for text/*, RFC 3023: the transport's charset, for text/xml else US-ASCII,
// for application/* else the XML declaration, else UTF-8. What does not decode is tried as declared, as UTF-8, then as
// windows-1252.
XmlText DecodeXml(std::string_view bytes, std::string_view content_type);

}  // namespace dossier::crawler
