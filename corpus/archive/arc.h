// ARC files, the form of web archives before WARC (Internet Archive, version 1 and 2): each record is one line of
// fields and a block, which is the HTTP response as received.
//
// Pure, thread safe.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/capture/capture.h"

namespace dossier::corpus {

// How an ARC file begins.
inline constexpr std::string_view kArcBeginning = "filedesc://";

// The line of an ARC record ("URL IP date type length", in version 2 with five fields more) as the fields of a WARC
// record: WARC-Type, WARC-Target-URI, WARC-Date, WARC-IP-Address, Content-Type, Content-Length. nullopt when the line
// is none.
std::optional<Headers> FieldsOfArcLine(std::string_view line);

}  // namespace dossier::corpus
