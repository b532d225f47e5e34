// Phrases by which furniture gives itself away ("Sign up for our newsletter", "Photo: ...", "Read also"), in several
// languages (furniture_phrases.tsv). Witnesses for the arbiter, never a verdict alone. Thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

namespace dossier::indexer {

enum class Phrase : uint8_t {
  kPromo,      // sign up, subscribe, newsletter, donate, download our app
  kRelated,    // related, read also, more from, most popular
  kCredit,     // photo, getty images, courtesy of, file photo
  kBio,        // is a reporter, about the author, can be reached at
  kByline,     // by, written by, published, updated, minutes read
  kComment,    // comments, leave a reply
  kLegal,      // copyright, all rights reserved, privacy policy, affiliate commission
  kAdvert,     // advertisement, story continues below, sponsored
  kShare,      // share this, follow us, on twitter
  kEditorial,  // editor's note, correction, this story has been updated, contributed to this report
  kAppeal,     // support our newsroom, your contribution, help keep news free
  kConsent,    // strictly necessary cookies, opt out, manage preferences
  kWall,       // already a subscriber, to continue reading, log in
  kCount,
};
inline constexpr int kPhraseCount = static_cast<int>(Phrase::kCount);
std::string_view PhraseName(Phrase phrase);

// What a text begins with (a phrase within its first words), and what it holds anywhere; one bit a Phrase. Only the
// first few hundred bytes are read: furniture is short, or says what it is at once.
// All zero for a text without phrases.
struct PhraseBits {
  uint16_t begins = 0;
  uint16_t holds = 0;
  float share = 0;  // of the bytes read that belong to such phrases, bylines left out
};
PhraseBits PhrasesOf(std::string_view text);

}  // namespace dossier::indexer
