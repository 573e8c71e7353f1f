#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "cli/output.hpp"
#include "tasklint/config.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::cli {

/// Paths of the command line that belong to one vault.
struct VaultPaths {
    std::string root;  ///< absolute
    std::vector<std::string> paths;
    bool whole = false;  ///< one of the paths is the root or contains it
};

/// The paths by vault, in the order in which the vaults are first named.
/// @throws Unusable if one does not exist or cannot be read
[[nodiscard]] std::vector<VaultPaths> group_by_vault(const std::vector<std::string>& paths);

struct ConfigArguments;
struct FileArguments;
/// @throws Unusable if more than one file is named
[[nodiscard]] ConfigOptions config_options(const ConfigArguments& arguments);

/// What a walk takes, by the configuration and the command line.
[[nodiscard]] WalkOptions walk_options(const FileArguments& arguments, const Config& config);

/// Neither settings of the plugin were found, nor were its defaults asked for.
[[nodiscard]] bool lacks_plugin_settings(const Config& config) noexcept;

/// The vault's configuration, still without the names of its people (`add_known_names`, which
/// `read_vaults` calls). Says so if the plugin's settings were not found.
[[nodiscard]] Config read_config(const std::string& root, const ConfigArguments& arguments,
                                 const Messages& messages);

/// The vaults in memory, for `list` and `export`. Says what could not be read and where no notes
/// are.
[[nodiscard]] std::vector<Vault> read_vaults(const std::vector<VaultPaths>& groups,
                                             const ConfigArguments& arguments,
                                             const FileArguments& files, const Messages& messages);

/// Some note could not be read.
[[nodiscard]] bool lacks_notes(const std::vector<Vault>& vaults);

/// A task may wait for one in a note that was not named: of a vault all notes count.
void complete_dependencies(const std::vector<VaultPaths>& groups, std::vector<Vault>& vaults);

/// git's top level around the working directory, else that directory; absolute.
[[nodiscard]] std::string source_root();

/// A note on standard input: where it belongs.
struct InputNote {
    std::string root;  ///< absolute
    NotePath note;
};
/// @param name `--stdin-filename`; empty: the note has no path, and the folder's vault is its own
[[nodiscard]] InputNote input_note(const std::string& name);

/// The note on standard input as a vault of one.
[[nodiscard]] Vault read_input_vault(NotePath note, Config config);

/// Says which notes were not written, and why. @return one of them could not be
bool tell_not_written(const std::vector<NotWritten>& notes);

/// The date of `--today`, or the system clock's in the system's zone if the text is empty.
/// @throws Unusable
[[nodiscard]] date::year_month_day today_from(std::string_view text);
/// A date of the command line. @param option its name in the message @throws Unusable
[[nodiscard]] date::year_month_day date_argument(std::string_view text, std::string_view option);

/// The paths as a list for messages.
[[nodiscard]] std::string joined(const std::vector<std::string>& texts, std::string_view separator);

}  // namespace tasklint::cli
