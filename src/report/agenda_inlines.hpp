#pragma once

#include <string_view>

namespace tasklint {

/// A text that stands in the agenda page as it is.
struct AgendaInline {
    std::string_view text;
    std::string_view hash;  ///< `sha256-…`, by which the page's Content-Security-Policy allows it
};

// src/report/agenda.css and agenda.js, compiled in by cmake/EmbedAgenda.cmake.
extern const AgendaInline agenda_style;
extern const AgendaInline agenda_script;

}  // namespace tasklint
