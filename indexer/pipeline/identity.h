// Which document a page is, and who speaks in it: by the advisory's number, the canonical link, the host. Pure
// functions of what was read and captured; thread safe.
#pragma once

#include <string>
#include <vector>

#include "corpus/capture/capture.h"
#include "indexer/facts/document.h"
#include "indexer/gazetteer/gazetteer.h"

namespace dossier::indexer {

// The organisation whose host a document is on: by the address that it came from, for an imported file by the one
// that it gives for itself. nullptr when unknown; else owned by the gazetteer.
const Entity* OwnerOf(const Gazetteer& gazetteer, const std::string& fetched_from, const std::string& canonical);

// The publisher as an agency or vendor of the gazetteer: such a document speaks for it. A name that is stated and
// known counts before the host. "" when it is neither.
std::string PublisherIdOf(const Gazetteer& gazetteer, const ReadDocument& read, const corpus::Capture& capture);

// The document as the catalogue is to know it (key, title, address, source, metadata). `aliases`: further addresses
// that it is found by are added.
corpus::Document DocumentFor(const Gazetteer& gazetteer, const ReadDocument& read, const corpus::Capture& capture,
                             std::vector<std::string>& aliases);

}  // namespace dossier::indexer
