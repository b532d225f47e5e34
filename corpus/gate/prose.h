// Whether a text is prose: sentences for people, and not a table, a message in transit or a program, which would all
// come out as quotations that nobody wrote.
#pragma once

#include <string_view>

namespace dossier::corpus {

// The id of the form (form.h) that a text without markup is when it is no prose: "script", "csv", "email", "mbox",
// "mhtml", "quoted-printable", "base64", "arc", "warc", "key", "calendar", "xml", "json", "data", "media"; "" for
// prose. Judges by the first 64 KiB. Pure, thread safe, linear.
std::string_view WhyNoProse(std::string_view text);

// The part of that which is certain from the first lines alone, whatever markup follows: archives, messages and
// programs by how they begin.
std::string_view FormOfBeginning(std::string_view text);

// The text behind a byte order mark and white space of ASCII.
std::string_view SkipBlank(std::string_view text);

}  // namespace dossier::corpus
