#pragma once

#include <string>
#include <vector>

#include "calendar/exporter.hpp"
#include "cli/commands.hpp"

namespace tasklint::cli {

/// What became of the files.
struct WrittenCalendars {
    std::string summary;               ///< `written to tasks.ics`
    std::vector<std::string> remarks;  ///< files that were left as they are, and why
};

/// Writes the calendars to where the arguments say: a file, standard output, a folder of files, or
/// vdirs. @throws ConfigError, std::system_error
[[nodiscard]] WrittenCalendars write_calendars(const Exporter& exporter,
                                               const ExportArguments& arguments,
                                               const Config& config);

}  // namespace tasklint::cli
