# Compiles the style and the script of the agenda page in, each with its hash for the page's Content-Security-Policy.
#   include(EmbedAgenda) and tasklint_embed_agenda(<output.cpp>) make the rule of the build;
#   the build runs this file as a script (cmake -P), again whenever one of them changes.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(tasklint_embed_agenda_script "${CMAKE_CURRENT_LIST_FILE}")
  function(tasklint_embed_agenda output)
    set(folder "${PROJECT_SOURCE_DIR}/src/report")
    add_custom_command(
      OUTPUT "${output}"
      COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${folder}" "-DOUTPUT=${output}" -P "${tasklint_embed_agenda_script}"
      DEPENDS "${folder}/agenda.css" "${folder}/agenda.js" "${tasklint_embed_agenda_script}"
      COMMENT "Embedding the style and the script of the agenda page"
      VERBATIM)
  endfunction()
  return()
endif()

# The SHA-256 of a text in base64, as `sha256-…` wants it: 6 hex digits are 4 characters.
function(sha256_base64 text result)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(SHA256 hex "${text}")
  set(base64 "")
  foreach(at RANGE 0 60 6)
    string(SUBSTRING "${hex}00" ${at} 6 digits)  # 32 bytes, filled up to 33
    foreach(shift 18 12 6 0)
      math(EXPR index "(0x${digits} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 character)
      string(APPEND base64 "${character}")
    endforeach()
  endforeach()
  string(SUBSTRING "${base64}" 0 43 base64)
  set(${result} "${base64}=" PARENT_SCOPE)
endfunction()

set(rows "")
foreach(name style script)
  if(name STREQUAL "style")
    set(file "${FOLDER}/agenda.css")
  else()
    set(file "${FOLDER}/agenda.js")
  endif()
  file(READ "${file}" text)
  if(text MATCHES "\\)inline\"|<!--|</[sS]|\r")
    message(FATAL_ERROR "${file}: must hold neither )inline\" nor <!--, nor an end tag, nor a CR")
  endif()
  sha256_base64("${text}" hash)
  string(APPEND rows "const AgendaInline agenda_${name}{R\"inline(${text})inline\", \"sha256-${hash}\"};\n")
endforeach()

file(WRITE "${OUTPUT}.new" "// Made from src/report/agenda.css and agenda.js by cmake/EmbedAgenda.cmake.
#include \"report/agenda_inlines.hpp\"

namespace tasklint {

${rows}
}  // namespace tasklint
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
