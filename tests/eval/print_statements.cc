// Prints the statements of plain text on stdin: print_statements [published-day]. For looking at single texts.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "indexer/gazetteer/gazetteer.h"
#include "indexer/statements/analyzer.h"

using namespace dossier::indexer;

namespace {

std::string Joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  auto gazetteer = Gazetteer::Embedded();
  if (!gazetteer) return 1;
  AnalysisContext context;
  if (argc > 1) context.published = argv[1];
  context.language = "en";
  Analysis analysis = Analyzer(*gazetteer).Analyze(text, {}, context);
  for (const Statement& s : analysis.statements) {
    std::printf("* %s\n", text.substr(s.begin, s.end - s.begin).c_str());
    std::printf("    vendors %s (by reference %s) agencies %s\n", Joined(s.vendors).c_str(),
                Joined(s.referenced).c_str(), Joined(s.agencies).c_str());
    for (const Action& a : s.actions) {
      std::printf("    action %s/%s/%s [%s] by %s on %s\n", std::string(ActionTypeName(a.type)).c_str(),
                  std::string(PolarityName(a.polarity)).c_str(), std::string(ModalityName(a.modality)).c_str(),
                  text.substr(a.begin, a.end - a.begin).c_str(), Joined(a.actors).c_str(), Joined(a.targets).c_str());
    }
    if (s.speaker) {
      std::printf("    speaker %s | %s | %s\n", s.speaker->name.c_str(), s.speaker->role.c_str(),
                  s.speaker->organisation.c_str());
    }
    if (!s.reported_by.empty()) std::printf("    reported by %s\n", s.reported_by.c_str());
    for (const DateOfStatement& d : s.dates) std::printf("    date %s = %s\n", d.text.c_str(), d.value.c_str());
  }
  for (const Mention& m : analysis.mentions) {
    if (m.type == MentionType::kPerson) std::printf("person %s\n", text.substr(m.begin, m.end - m.begin).c_str());
  }
  return 0;
}
