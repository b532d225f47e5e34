# dossier_embed(target symbol file): the file's bytes become part of the target, reached with
# DOSSIER_EMBEDDED(symbol) of corpus/base/embedded.h.
function(dossier_embed target symbol file)
  get_filename_component(path ${file} ABSOLUTE)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.S)
  file(CONFIGURE OUTPUT ${source} CONTENT [[
.section .rodata
.balign 16
.global dossier_embedded_@symbol@_begin
.global dossier_embedded_@symbol@_end
dossier_embedded_@symbol@_begin:
.incbin "@path@"
dossier_embedded_@symbol@_end:
.byte 0
.section .note.GNU-stack,"",%progbits
]] @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${source})
endfunction()
