#include "indexer/gazetteer/domains.h"

#include <unordered_map>

#include "corpus/base/embedded.h"

DOSSIER_EMBEDDED(gazetteer_domains)

namespace dossier::indexer {
namespace {

using Domains = std::unordered_map<std::string_view, std::string_view>;

template <class Visit>
void ForEachRow(Visit visit) {
  std::string_view rest = Embedded_gazetteer_domains();
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    visit(line.substr(0, tab), line.substr(tab + 1));
  }
}

const Domains& Table() {
  static const Domains table = [] {
    Domains domains;
    ForEachRow([&](std::string_view domain, std::string_view id) { domains.emplace(domain, id); });
    return domains;
  }();
  return table;
}

}  // namespace

const Entity* OwnerOfHost(const Gazetteer& gazetteer, std::string_view host) {
  while (!host.empty()) {
    if (const auto found = Table().find(host); found != Table().end()) return gazetteer.Find(found->second);
    const size_t dot = host.find('.');
    host = dot == std::string_view::npos ? std::string_view() : host.substr(dot + 1);
  }
  return nullptr;
}

std::vector<std::pair<std::string, std::string>> DomainTable() {
  std::vector<std::pair<std::string, std::string>> rows;
  ForEachRow([&](std::string_view domain, std::string_view id) { rows.emplace_back(domain, id); });
  return rows;
}

}  // namespace dossier::indexer
