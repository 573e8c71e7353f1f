#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tasklint/report.hpp"

namespace tasklint::cli {

/// What the command ends with.
enum class Exit : int {
    clean = 0,     ///< nothing at or above `--fail-on` is left
    findings = 1,  ///< findings are left, or something would change
    unusable = 2,  ///< usage, configuration, input or output
    internal = 3,  ///< a fault of the program
};

/// Something that whoever typed the command can mend; `what()` is one line without the program's
/// name.
class Unusable : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Writes to standard output. @return false if nobody reads any more (a closed pipe)
/// @throws Unusable if it cannot be written, for example because the disk is full
bool print(std::string_view text);

/// Lines on standard error. What is printed may hold text of notes and file names.
class Messages {
public:
    explicit Messages(bool quiet) : quiet_(quiet) {}

    /// `tasklint: …`; not with `--quiet`.
    void note(std::string_view text) const;
    /// The text as it is, with its own line endings; not with `--quiet`.
    void raw(std::string_view text) const;
    /// `tasklint: warning: …`, whatever is asked for.
    static void warn(std::string_view text);
    /// `tasklint: error: …`
    static void error(std::string_view text);
    /// The text as it is, whatever is asked for.
    static void always(std::string_view text);

private:
    bool quiet_;
};

/// How far a long run is, on standard error if that is a terminal: from its second second on, and
/// gone when it ends.
class Progress {
public:
    explicit Progress(bool quiet);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// May be called from several threads.
    void show(std::size_t done, std::size_t all);
    [[nodiscard]] bool wanted() const noexcept { return wanted_; }

private:
    using Clock = std::chrono::steady_clock;
    bool wanted_;
    bool shown_ = false;
    Clock::time_point next_;
    std::mutex mutex_;
};

/// Writes a result to a file in one step, or to standard output for `-`.
/// @throws Unusable, std::system_error
void write_output(const std::string& file, std::string_view bytes);
/// The same, piece by piece; not for standard output.
void write_output(const std::string& file,
                  const std::function<void(const std::function<void(std::string_view)>&)>& fill);

/// The whole of standard input. @throws Unusable if it cannot be read or has 4 GiB or more
[[nodiscard]] std::string read_standard_input();

/// Standard output is a terminal.
[[nodiscard]] bool output_is_terminal();
/// Colours and links of a text on standard output. @param color `--color`: auto, always or never
[[nodiscard]] ReportOptions report_options(std::string_view color);
/// Standard error is a terminal.
[[nodiscard]] bool error_is_terminal();

}  // namespace tasklint::cli
