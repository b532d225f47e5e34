// Documents of the Federal Register, as the Office of the Federal Register and GPO give them out: XML in two dialects
// (the older FR XML with <PREAMB>, USLM 2 with <preface>), the API's JSON
// (https://www.federalregister.gov/developers/documentation/api/v1) and GPO's text of one document.
//
// Pure and thread safe; hostile input is bounded by xml::Tree and ParseJson.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/base/result.h"
#include "indexer/facts/document.h"
#include "indexer/read/xml/tree.h"

namespace dossier::indexer {

// Whether the root element is one of a Federal Register document.
bool IsFederalRegister(const xml::Tree& tree);

// The document: number, type, ACTION, agencies as written above it, citation, effective date; its blocks are all but
// the frame (page marks, billing code). The day of publication comes from the address or the file's name, else from the
// line "Filed 5-9-18; 8:45 am": what is filed at that hour is published on the next business day (1 CFR 17.2); at any
// other hour it is unknown. Errors: kParse.
Result<ReadDocument> ReadFederalRegisterXml(const ReaderInput& input, const xml::Tree& tree);

// Whether a JSON text is an answer of the API for one document. Cheap.
bool LooksLikeFederalRegisterJson(std::string_view bytes);
Result<ReadDocument> ReadFederalRegisterJson(const ReaderInput& input);

// What the head of GPO's text of a document states ("[Federal Register Volume 83, Number 91 (Thursday, May 10,
// 2018)]"); nullopt when the text has no such head. `text` has one line a line.
std::optional<StructuredFacts> FactsOfGpoText(std::string_view text);

}  // namespace dossier::indexer
