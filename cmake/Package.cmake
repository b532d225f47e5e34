# `cmake --install build` and the package (`cpack --config build/CPackConfig.cmake`): the program, the sample for
# `dossier demo`, man pages and completion that the program makes of its own options, units for systemd, documents.
include(GNUInstallDirs)

set(manual_dir ${CMAKE_BINARY_DIR}/manual)
add_custom_command(
  OUTPUT ${manual_dir}/dossier.bash
  COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:dossier> -DINTO=${manual_dir}
          -P ${PROJECT_SOURCE_DIR}/cmake/Manual.cmake
  DEPENDS dossier ${PROJECT_SOURCE_DIR}/cmake/Manual.cmake ${PROJECT_SOURCE_DIR}/CHANGELOG.md
          ${PROJECT_SOURCE_DIR}/packaging/changelog
  COMMENT "man pages and completion" VERBATIM)
add_custom_target(manual DEPENDS ${manual_dir}/dossier.bash)

# What the program is made of (CycloneDX), by the packages of this machine.
find_package(Python3 COMPONENTS Interpreter)
set(sbom ${CMAKE_BINARY_DIR}/dossier.cdx.json)
if(Python3_FOUND)
  add_custom_command(
    OUTPUT ${sbom}
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/packaging/make_sbom.py --program $<TARGET_FILE:dossier>
            --source ${PROJECT_SOURCE_DIR} --version ${PROJECT_VERSION} > ${sbom}
    DEPENDS dossier ${PROJECT_SOURCE_DIR}/packaging/make_sbom.py
    COMMENT "bill of materials" VERBATIM)
  add_custom_target(sbom DEPENDS ${sbom})
  add_dependencies(manual sbom)
endif()
# Made when something is installed, not with every build.
install(CODE "execute_process(COMMAND \"${CMAKE_COMMAND}\" --build \"${CMAKE_BINARY_DIR}\" --target manual COMMAND_ERROR_IS_FATAL ANY)")

if(Python3_FOUND)
  install(FILES ${sbom} DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()
install(TARGETS dossier RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/corpus/sample/site DESTINATION ${CMAKE_INSTALL_DATADIR}/dossier/sample)
install(DIRECTORY ${manual_dir}/man1 ${manual_dir}/man7 DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${manual_dir}/dossier.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME dossier)
install(FILES ${manual_dir}/_dossier DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${manual_dir}/dossier.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/dossier-watch.service ${PROJECT_SOURCE_DIR}/packaging/dossier-watch.timer
              ${PROJECT_SOURCE_DIR}/packaging/dossier-news.service ${PROJECT_SOURCE_DIR}/packaging/dossier-news.timer
        DESTINATION lib/systemd/user)
install(FILES ${PROJECT_SOURCE_DIR}/packaging/copyright ${manual_dir}/changelog.gz
              ${manual_dir}/changelog.Debian.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/packaging/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
        RENAME dossier)

set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_VENDOR "dossier")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "evidence about vendors from news and advisories, with verifiable quotations")
set(CPACK_PACKAGE_DESCRIPTION
    "Keeps fetched news articles and government advisories as evidence that never
changes, indexes them and answers, for each vendor, who said or did what, when,
in which words, and where to check it.")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The dossier authors <dossier@example.org>")
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "less, poppler-utils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS chromium)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)
