// A gazetteer of a few names that nobody else uses, so that tests of rules do not hang on the real tables.
#pragma once

#include "indexer/gazetteer/gazetteer.h"

namespace dossier::indexer {

inline const Gazetteer& MadeGazetteer() {
  static const std::shared_ptr<const Gazetteer> made = *Gazetteer::Parse(
      "quellgrid\tQuellgrid\tname\t\t\t\tCN\t\ttelecom\n"
      "marrowby\tMarrowby\tname\t\t\t\tDK\t\ttelecom\n"
      "tindral\tTindral\tname\t\t\t\tUS\t\tsoftware\n",
      "harbour-board\tHarbour Board\tname\t\t\t\tGB\t\tregulator\n"
      "signal-office\tSignal Office\tname\t\t\t\tGB\t\tintelligence\n"
      "signal-commission\tSignal Commission\tname\t\t\t\tGB\t\tregulator\n",
      "the-lantern\tThe Lantern\tname\t\t\t\tGB\t\toutlet\n");
  return *made;
}

}  // namespace dossier::indexer
