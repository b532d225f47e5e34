// Header fields and parts of messages: RFC 5322 (fields, dates), RFC 2045 to 2047 (parts, codings, coded words),
// RFC 2231 (long parameters). Used by mail and by the web archives of browsers (MHTML, RFC 2557).
//
// Pure, thread safe, linear in the bytes given; what is malformed is taken as it stands, never refused. The decoding of
// bodies is part of frozen rules (container.h): what it says of given bytes never changes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/time.h"

namespace dossier::corpus {

// In the order of the message; names in lower case, folded lines joined by one blank, values not decoded.
using MimeFields = std::vector<std::pair<std::string, std::string>>;

// Takes header fields and the empty line behind them off `text`; at most 400 fields.
MimeFields TakeMimeFields(std::string_view& text);
// The first field of that name (given in lower case), or "".
std::string MimeField(const MimeFields& fields, std::string_view name);
// The parameter of a field's value (`boundary`, `charset`, `format`), quotes and RFC 2231 undone; "" when absent.
std::string MimeParameter(std::string_view value, std::string_view name);

// The body with its Content-Transfer-Encoding undone (quoted-printable, base64; others leave it as it is).
std::string DecodeTransfer(std::string_view body, std::string_view coding);
// A value with its coded words (=?charset?Q?...?=) and raw bytes as UTF-8.
std::string DecodeMimeWords(std::string_view value);
// Bytes of a part as UTF-8 by its stated charset, else by what they are; "\r\n" is "\n" behind it.
std::string MimeText(std::string_view bytes, std::string_view charset);

// The parts between the lines of a boundary, without preamble and epilogue; a last one that is not closed counts.
std::vector<std::string_view> MimeParts(std::string_view body, std::string_view boundary);

// A date of RFC 5322, section 3.3, with the obsolete forms; also ECMAScript's "Thu Dec 16 2021 18:30:54 GMT+0200".
struct MimeDate {
  std::string stated;  // "2021-12-16T18:30:54+02:00"; only the day where no zone is known
  std::optional<UtcTime> instant;
};
std::optional<MimeDate> ParseMimeDate(std::string_view text);

}  // namespace dossier::corpus
