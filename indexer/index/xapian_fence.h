// The one fence for Xapian's exceptions, which are not std::exceptions. Included only by .cc files of indexer/.
#pragma once

#include <xapian.h>

#include <exception>
#include <string>
#include <string_view>

#include "corpus/base/result.h"

namespace dossier::indexer {

// Runs `body`; what Xapian throws becomes an Error whose message starts with `doing` ("cannot open the index at ...").
template <class Body>
auto Fenced(std::string_view doing, Body&& body) -> decltype(body()) {
  const std::string what(doing);
  try {
    return body();
  } catch (const Xapian::DatabaseVersionError& error) {
    return Fail(ErrorCode::kVersion, what + ": " + error.get_msg(), "run: dossier index --rebuild");
  } catch (const Xapian::DatabaseOpeningError& error) {
    return Fail(ErrorCode::kIo, what + ": " + error.get_msg(), "run: dossier index --rebuild");
  } catch (const Xapian::DatabaseError& error) {
    // The system's word comes with what was read or written in vain; without one, what was read is not as it should be.
    if (const char* why = error.get_error_string())
      return Fail(ErrorCode::kIo, what + ": " + error.get_msg() + " (" + why + ")",
                  "what was indexed before stays; make room if the disk is full, then run: dossier index");
    return Fail(ErrorCode::kCorrupt, what + ": " + error.get_msg(),
                "the corpus is not affected; run: dossier index --rebuild");
  } catch (const Xapian::Error& error) {
    return Fail(ErrorCode::kInternal, what + ": " + std::string(error.get_type()) + ": " + error.get_msg());
  } catch (const std::exception& error) {
    return Fail(ErrorCode::kInternal, what + ": " + error.what());
  }
}

}  // namespace dossier::indexer
