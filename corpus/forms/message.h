// Messages of mail (RFC 5322) and boxes of them (RFC 4155): what a mailing list sent out, as its archives keep it.
//
// Of a message its own words are the text: parts for reading, transfer coding and charset undone, without the lines
// that quote other messages, the signature below "-- " and the armour of OpenPGP. Attachments are not read. Pure,
// thread safe, linear; the nesting of parts is bounded. The rule "email/1" of container.h is what this file does, so
// it never changes: another one gets another number.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/forms/mime.h"

namespace dossier::corpus {

struct Message {
  std::string subject;  // decoded
  std::string author;   // the display name of From, else ""
  std::string list;     // List-Id's name
  std::string address;  // Archived-At (RFC 5064): http or https, else ""
  std::string id;       // Message-ID without its brackets
  std::optional<MimeDate> date;
  std::string body;  // UTF-8
  bool html = false;
  size_t attachments = 0;  // parts that were not read
};

// A message; without header fields all of it is its body.
Message ReadMessage(std::string_view bytes);

// The messages of a box: each between two lines "From ..." that follow an empty line, with ">From" undone as mboxrd
// has it. Nothing when the bytes are no box.
std::vector<std::string> SplitMailBox(std::string_view bytes);

}  // namespace dossier::corpus
