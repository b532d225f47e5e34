// robots.txt: any bytes are a file; the answer depends only on the file, and a rule that decides is one of its lines.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "crawler/parse/robots.h"
#include "tests/fuzz/property.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dossier::crawler;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const RobotsFile file = RobotsFile::Parse(bytes);
  // Every way to end a line: CR, LF, CR LF.
  const auto ends = std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
  for (const char* agent : {"dossier", "*", "Googlebot"}) {
    const RobotsRules rules = file.For(agent);
    for (const char* target : {"/", "/private/a?b=c", "/%E4/x*$", ""}) {
      const RobotsVerdict verdict = rules.Check(target);
      const RobotsVerdict again = file.For(agent).Check(target);
      DOSSIER_PROPERTY(verdict.allowed == again.allowed && verdict.line == again.line);
      DOSSIER_PROPERTY(verdict.line >= 0 && verdict.line <= ends + 1);
      DOSSIER_PROPERTY(verdict.allowed || !verdict.rule.empty());
    }
    if (rules.crawl_delay()) DOSSIER_PROPERTY(*rules.crawl_delay() >= 0);
  }
  return 0;
}
