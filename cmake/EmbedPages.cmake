# Compiles the rule pages in: docs/rules/*.md become one C++ file with a raw string each.
#   include(EmbedPages) and tasklint_embed_pages(<output.cpp>) make the rule of the build;
#   the build runs this file as a script (cmake -P), again whenever a page changes.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(tasklint_embed_pages_script "${CMAKE_CURRENT_LIST_FILE}")
  function(tasklint_embed_pages output)
    set(folder "${PROJECT_SOURCE_DIR}/docs/rules")
    file(GLOB pages CONFIGURE_DEPENDS "${folder}/*.md")
    list(REMOVE_ITEM pages "${folder}/README.md")
    add_custom_command(
      OUTPUT "${output}"
      COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${folder}" "-DOUTPUT=${output}" -P "${tasklint_embed_pages_script}"
      DEPENDS ${pages} "${tasklint_embed_pages_script}"
      COMMENT "Embedding the rule pages"
      VERBATIM)
  endfunction()
  return()
endif()

file(GLOB pages "${FOLDER}/*.md")
list(SORT pages)
set(rows "")
set(count 0)
foreach(page IN LISTS pages)
  get_filename_component(name "${page}" NAME_WE)
  if(name STREQUAL "README")
    continue()
  endif()
  file(READ "${page}" text)
  string(FIND "${text}" ")page\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${page}: a page must not hold the text )page\"")
  endif()
  string(APPEND rows "    Page{\"${name}\", R\"page(${text})page\"},\n")
  math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${OUTPUT}.new" "// Made from docs/rules by cmake/EmbedPages.cmake.
#include \"lint/rule.hpp\"

#include <array>

namespace tasklint::lint {

namespace {

struct Page {
    std::string_view name, text;
};
constexpr std::array<Page, ${count}> pages{
${rows}};

}  // namespace

std::string_view rule_page_text(std::string_view name) noexcept {
    for (const Page& page : pages) {
        if (page.name == name) {
            return page.text;
        }
    }
    return {};
}

}  // namespace tasklint::lint
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
