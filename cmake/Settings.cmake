# Compiler settings for our own code only: warnings never reach third-party headers (they come in as SYSTEM).
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Release is optimised with asserts on: evidence code that notices a broken invariant stops (the store is
# crash safe by design) instead of writing on.
# The sanitizers are slow to build with optimisation, and tell more without.
if(DOSSIER_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELEASE "-O0 -g1")
else()
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
endif()
set(CMAKE_C_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
include(${CMAKE_CURRENT_LIST_DIR}/Hardening.cmake)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(dossier_settings INTERFACE)
target_include_directories(dossier_settings INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(dossier_settings INTERFACE DOSSIER_VERSION="${PROJECT_VERSION}")
target_compile_options(dossier_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${DOSSIER_WERROR}>:-Werror>)
if(DOSSIER_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # g++ 12 warns falsely about optional values in instrumented code.
  target_compile_options(dossier_settings INTERFACE -Wno-maybe-uninitialized)
endif()
if(DOSSIER_TSAN)
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()
if(DOSSIER_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined)
  add_link_options(-fsanitize=address,undefined)
endif()
