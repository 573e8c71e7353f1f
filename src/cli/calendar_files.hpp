#pragma once

#include <string>
#include <string_view>
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
/// vdirs. @param missing why the notes are not all that there are; empty: they are. In vdirs
/// nothing is deleted otherwise: a program that syncs them would delete it everywhere.
/// @throws ConfigError, std::system_error
[[nodiscard]] WrittenCalendars write_calendars(const Exporter& exporter,
                                               const ExportArguments& arguments,
                                               const Config& config, std::string_view missing);

}  // namespace tasklint::cli
