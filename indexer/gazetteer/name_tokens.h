// Tokens as names are matched on: runs of letters and digits, folded for comparison.
//
//   "AT&T" and "AT &amp; T" are three tokens: at & t     "U.S. Senate" and "US Senate" are two: us senate
//   "Dassault Systèmes" folds as "dassault systemes"     Chinese, Japanese and Korean characters are one token each
#pragma once

#include <cstdint>
#include <string_view>

namespace dossier::indexer {

// The hash stands for the letters: two names are the same when the hashes of their tokens are, in order. 64 bits over
// some ten thousand names make a clash less likely than a fault of the disk.

struct NameToken {
  size_t begin = 0;   // bytes of the text
  size_t end = 0;     // after the last byte; an initialism's closing full stop belongs to it ("U.S.")
  uint64_t hash = 0;  // of the folded letters; "and" hashes as "&"
};

// The first token at or after `position`. False when there is none. `position` must not stand inside a character.
// Walk a text by passing token.end as the next position. Never reads behind the end; a broken character is a separator.
bool NextNameToken(std::string_view text, size_t position, NameToken& token);

// Mixes the hash of a sequence of tokens with the next one's. Never 0.
inline uint64_t ExtendNameHash(uint64_t sequence, uint64_t token) {
  uint64_t mixed = (sequence ^ (sequence >> 29)) * 0x9E3779B97F4A7C15u + token;
  mixed ^= mixed >> 32;
  return mixed == 0 ? 1 : mixed;
}

// 0 separator, 1 lower-case ASCII, 2 upper-case ASCII, 3 digit, 4 ampersand, 5 part of a non-ASCII character.
extern const unsigned char kNameByteClass[256];

// Whether the character that starts at `position` is a capital letter (Latin, Greek, Cyrillic).
bool StartsWithCapital(std::string_view text, size_t position);
// Whether the text has no lower-case letter and at least one capital.
// Digits and marks do not matter; "" has no capital.
bool IsAllCapitals(std::string_view text);

}  // namespace dossier::indexer
