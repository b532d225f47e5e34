// PDF through a browser or an office program that is installed; dossier has no PDF writer of its own.
#pragma once

#include <string>

#include "corpus/base/result.h"

namespace dossier::query {

// Prints a self-contained page into `pdf_path` with Chromium, else LibreOffice. Runs a child process in a folder of
// its own, which is removed. Errors: kUsage when neither is installed, kIo when it fails.
Status PrintPdf(const std::string& html, const std::string& pdf_path);

}  // namespace dossier::query
