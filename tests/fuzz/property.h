// A property that must hold for every input: stops the process where it does not, in every build type.
#pragma once

#include <cstdio>
#include <cstdlib>

#define DOSSIER_PROPERTY(condition)                                                                \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      std::fprintf(stderr, "%s:%d: property does not hold: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                                \
    }                                                                                              \
  } while (false)
