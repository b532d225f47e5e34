# Rooms: one library a folder. What a room may link is what tests/layers.txt lets it include, so that the table, the
# includes and the linker cannot disagree.
set(DOSSIER_LAYERS ${PROJECT_SOURCE_DIR}/tests/layers.txt)
set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${DOSSIER_LAYERS})

# "corpus/base" -> dossier_corpus_base
function(dossier_room_target room out)
  string(REPLACE "/" "_" name ${room})
  set(${out} dossier_${name} PARENT_SCOPE)
endfunction()

# Two thirds of what a file costs are its headers and the templates that it shares with its neighbours. Types of unnamed
# namespaces in members are fine, since a batch is one file.
function(dossier_batches target)
  if(DOSSIER_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

# dossier_room([SUBFOLDER] [LIBRARIES lib...] [EMBED symbol file]...): the .cc files of this folder (or of a folder
# below it) become the room's library. LIBRARIES are linked privately: their headers stay inside. ALONE: files whose
# unnamed namespaces hold names that others of the room have too (each reader its kReader, each style its Authors):
# they are compiled by themselves.
function(dossier_room)
  cmake_parse_arguments(ROOM "" "" "LIBRARIES;PUBLIC;EMBED;ALONE" ${ARGN})
  file(RELATIVE_PATH room ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  if(ROOM_UNPARSED_ARGUMENTS)
    set(room ${room}/${ROOM_UNPARSED_ARGUMENTS})
  endif()
  file(STRINGS ${DOSSIER_LAYERS} line REGEX "^${room}:")
  if(NOT line)
    message(FATAL_ERROR "${room} has no line in tests/layers.txt")
  endif()
  string(REGEX REPLACE "^[^:]*: *" "" allowed "${line}")
  separate_arguments(allowed)

  dossier_room_target(${room} target)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${room}/*.cc)
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
    dossier_batches(${target})
    if(ROOM_ALONE)
      list(TRANSFORM ROOM_ALONE PREPEND ${PROJECT_SOURCE_DIR}/${room}/)
      set_source_files_properties(${ROOM_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  foreach(other ${allowed})
    dossier_room_target(${other} library)
    target_link_libraries(${target} ${scope} ${library})
  endforeach()
  if(ROOM_PUBLIC)
    target_link_libraries(${target} ${scope} ${ROOM_PUBLIC})
  endif()
  if(sources)
    target_link_libraries(${target} PRIVATE dossier_settings ${ROOM_LIBRARIES})
    target_compile_options(${target} BEFORE PRIVATE ${DOSSIER_HARDENING})
  endif()
  while(ROOM_EMBED)
    list(POP_FRONT ROOM_EMBED symbol file)
    dossier_embed(${target} ${symbol} ${PROJECT_SOURCE_DIR}/${room}/${file})
  endwhile()
endfunction()
