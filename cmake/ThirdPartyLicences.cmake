# What is linked into a wheel, or included by it, and under which licence: THIRD_PARTY.md and the texts go into the
# wheel's dist-info/licenses. The texts and versions come from the folder that the libraries come from.
foreach(library cli11 date fmt libical libyaml nlohmann-json pegtl re2 tomlplusplus utf8proc util-linux xxhash)
  set(folder "${static_dependencies}/share/licenses/${library}")
  if(NOT EXISTS "${folder}/VERSION")
    message(FATAL_ERROR "${folder}: no licence of ${library}, which a wheel has to carry")
  endif()
  file(STRINGS "${folder}/VERSION" ${library}_version LIMIT_COUNT 1)
  install(DIRECTORY "${folder}" DESTINATION "${SKBUILD_METADATA_DIR}/licenses/third_party" COMPONENT python
          PATTERN VERSION EXCLUDE)
endforeach()

cmake_path(GET nanobind_DIR PARENT_PATH nanobind_package)
cmake_path(GET nanobind_package PARENT_PATH nanobind_site)
file(GLOB nanobind_licence "${nanobind_site}/nanobind-*.dist-info/licenses/LICENSE")
if(NOT nanobind_licence)
  message(FATAL_ERROR "${nanobind_site}: no licence of nanobind, which a wheel has to carry")
endif()
string(REGEX REPLACE "^.*/nanobind-([^/]*)\\.dist-info/.*$" "\\1" nanobind_version "${nanobind_licence}")
install(FILES "${nanobind_licence}" DESTINATION "${SKBUILD_METADATA_DIR}/licenses/third_party/nanobind" COMPONENT python)
# Its hash map is another project's; the licence stands at the head of the header.
file(READ "${nanobind_package}/ext/robin_map/include/tsl/robin_map.h" robin_map LIMIT 2000)
string(REGEX MATCH "MIT License.*SOFTWARE\\." robin_map "${robin_map}")
string(REGEX REPLACE "\n \\* ?" "\n" robin_map "${robin_map}")
if(NOT robin_map)
  message(FATAL_ERROR "robin_map.h: its licence is not where it was")
endif()
file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/robin_map/LICENSE" "${robin_map}\n")
install(DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/robin_map" DESTINATION "${SKBUILD_METADATA_DIR}/licenses/third_party"
        COMPONENT python)

configure_file(cmake/THIRD_PARTY.md.in THIRD_PARTY.md @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/THIRD_PARTY.md" DESTINATION "${SKBUILD_METADATA_DIR}/licenses"
        COMPONENT python)
