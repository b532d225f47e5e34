// How a block's text is written, without its meaning: counts, the first and the last character, who is spoken to.
#pragma once

#include <string_view>

namespace dossier::indexer {

struct TextShape {
  float words = 0, commas = 0, sentences = 0, digits = 0, upper = 0, capitalised = 0;
  float you = 0, we = 0;  // words that speak to the reader, or for the publisher: you, your; we, our, us
  float speech = 0;       // said, says, told, added: reports of speech
  bool ends_sentence = false, ends_colon = false, ends_ellipsis = false, starts_lower = false;
  bool bar = false, address = false, year = false, quote_start = false, copyright = false;
  int first_kind = 0;  // 0 letter, 1 digit, 2 quotation mark, 3 dash, 4 bracket, 5 bullet or star, 6 other
};

// One pass over the bytes; ASCII letters only count as capitals. The model was fitted on exactly these numbers, quirks
// included: a correction asks for a new fit.
TextShape ShapeOf(std::string_view text);

}  // namespace dossier::indexer
