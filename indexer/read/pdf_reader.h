// Reads PDF files: what poppler gives of them (corpus/forms/pdf_text.h), as paragraphs in reading order with their
// pages.
#pragma once

#include "corpus/base/result.h"
#include "corpus/forms/pdf_text.h"
#include "indexer/facts/document.h"

namespace dossier::indexer {

// Title: what the file states, when it is a title and no file name, else the largest heading of the first page, else
// the subject of a memorandum. Published: the day that the first page states beside a label ("Original Release Date:"),
// alone on a line, or in the running head of the Federal Register (register_pages.h); never the day on which the file
// was made. The reader's name ends with "scan" when the text comes from the recognition of characters: then words may
// be wrong that the page shows right. Errors: those of ReadPdfText. Starts a process of its own; thread safe.
Result<ReadDocument> ReadPdf(const ReaderInput& input);

// The same of a file whose text is known, however odd; `input.bytes` are not asked. Pure; linear in the text but for
// what a page is sorted.
ReadDocument PdfDocument(const ReaderInput& input, const corpus::PdfText& pdf);

}  // namespace dossier::indexer
