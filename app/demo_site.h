// The bundled sample site (corpus/sample), served on a loopback port of its own.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "corpus/base/result.h"

namespace dossier {

// Serves the files of `site_directory` over HTTP/1.1 from a thread of its own until the object goes. `@ORIGIN@` in
// robots.txt, XML and JSON files becomes the server's own origin, since sitemaps and feeds must name absolute
// addresses. A file `page.html` may have a later edition `page.2.html`: it is served instead once edition 2 is chosen.
// Pages carry an ETag, so an unchanged page can be answered with 304.
class DemoSite {
 public:
  // Listens on 127.0.0.1 at `port`; 0 takes any free one. Errors: kIo (no such directory), kNetwork (port in use).
  static Result<std::unique_ptr<DemoSite>> Serve(const std::string& site_directory, int port);
  ~DemoSite();

  const std::string& origin() const;  // "http://127.0.0.1:28480"
  void SetEdition(int edition);       // thread safe
  // How often a path below the part that robots.txt forbids was asked for.
  int forbidden_requests() const;

 private:
  struct State;
  explicit DemoSite(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dossier
