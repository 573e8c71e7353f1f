#pragma once

#include <string>

#include "calendar/exporter.hpp"
#include "cli/commands.hpp"

namespace tasklint::cli {

/// Writes the calendars to where the arguments say: a file, standard output, a folder of files, or
/// vdirs. @return for the summary: `written to tasks.ics`
/// @throws Unusable, std::system_error
[[nodiscard]] std::string write_calendars(const Exporter& exporter,
                                          const ExportArguments& arguments, const Config& config);

}  // namespace tasklint::cli
