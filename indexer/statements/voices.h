// Who speaks by the layout of a block: the label before the words ("Mr. COTTON.", "Jane Roe (Secretary of State):") and
// the name after them ("— Jane Roe (@janeroe) May 25, 2018").
//
// Debates, hearings, interviews and posts say who speaks without a verb. A label counts only where something about it
// says that it names a person: a title, a role in brackets, a name that the document gave before, or a document that is
// a transcript; "Background:" and "Executive Summary:" are none.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dossier::indexer {

// Who speaks in a block, and the bytes [begin, end) of the block that say so: words of the layout, not of the speaker.
// A label ends with its stop, a signature with the block.
struct Voice {
  std::string name;  // as the layout gives it; one in capitals alone is in small letters but for the first ("Cotton")
  std::string role;  // "Sen", "Secretary of State", or ""
  size_t begin = 0;
  size_t end = 0;
  size_t name_begin = 0;  // the name alone
  size_t name_end = 0;
  bool certain = false;  // says by itself that a person speaks; else it has the shape of a label and no more
};

// The label at the beginning of a block. Linear in the block's first 200 bytes; pure.
std::optional<Voice> VoiceBefore(std::string_view block);

// The name at the end of a block, after a dash: with an account ("(@janeroe)"), or after a closing quotation mark.
// Linear in the block's last 200 bytes; pure.
std::optional<Voice> VoiceAfter(std::string_view block);

}  // namespace dossier::indexer
