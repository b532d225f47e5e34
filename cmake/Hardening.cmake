# What makes a memory error harder to use, for every program of ours. tests/check_hardening.py asserts it on the program
# that was linked and on the flags that its debug information records.
#
# The program is position independent (objects are, see Settings.cmake), its tables are resolved at start and read-only
# from then on (full RELRO), no stack is executable.
include(CheckPIESupported)
check_pie_supported(LANGUAGES C CXX)
add_link_options(LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack)

# Of rooms and app (not of tests): frames with arrays carry a canary, large frames touch each page on the way down, calls
# through pointers land on marked places (CET), functions of known sizes check them. The sanitizers check more than these
# do, without optimisation, which _FORTIFY_SOURCE needs. Reading 106 pages into an index took 3.88 s of processor time with
# them and 3.79 s without (medians of five runs in turn; pair by pair 0.97), which is within what runs differ by.
option(DOSSIER_HARDEN "Compile with checks against memory errors" ON)
set(DOSSIER_HARDENING "")
if(DOSSIER_HARDEN AND NOT DOSSIER_SANITIZE AND NOT DOSSIER_FUZZ AND NOT DOSSIER_TSAN)
  set(flags -fstack-protector-strong -fstack-clash-protection)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|i[3-6]86)$")
    list(APPEND flags -fcf-protection=full)
  endif()
  list(APPEND flags -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  foreach(flag IN LISTS flags)
    list(APPEND DOSSIER_HARDENING $<$<COMPILE_LANGUAGE:C,CXX>:${flag}>)
  endforeach()
endif()
