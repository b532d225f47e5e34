// A pager for long answers, as git has one.
#pragma once

#include "corpus/base/cli/command.h"

namespace dossier {

// When stdout is a terminal, runs $DOSSIER_PAGER, else $PAGER, else less (with LESS=FRX unless it is set: answers of
// one screen stay on the terminal) and sends stdout through it; the process ends when the pager does. Without a
// terminal, with --no-pager, or when no pager starts, nothing changes. Call before anything is printed; not thread
// safe.
void StartPager(const Invocation& invocation);

}  // namespace dossier
