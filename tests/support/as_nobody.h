// Runs what follows without root's rights, so that permissions hold in tests that run as root too.
#pragma once

#include <unistd.h>

namespace dossier::testing {

class AsNobody {
 public:
  AsNobody() : was_root_(geteuid() == 0) {
    if (was_root_ && seteuid(65534) != 0) was_root_ = false;
  }
  ~AsNobody() {
    if (was_root_ && seteuid(0) != 0) _exit(70);  // nothing after this would mean anything
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  bool was_root_;
};

}  // namespace dossier::testing
