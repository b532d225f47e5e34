#include "corpus/base/suggest.h"

#include <algorithm>
#include <numeric>

namespace dossier {

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] =
          std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

Error UnknownName(std::string_view what, std::string_view given, const std::vector<std::string>& known,
                  std::string_view otherwise) {
  const std::string* best = nullptr;
  size_t best_distance = std::max<size_t>(given.size() / 3, 1) + 1;
  for (const std::string& name : known) {
    const size_t distance = EditDistance(given, name);
    if (distance < best_distance) {
      best = &name;
      best_distance = distance;
    }
  }
  return {ErrorCode::kUsage, "unknown " + std::string(what) + " '" + std::string(given) + "'",
          best ? "did you mean " + *best + "?" : std::string(otherwise)};
}

}  // namespace dossier
