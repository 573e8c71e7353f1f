// Standard streams and result files, without buffers of their own: what was written is written,
// and what failed is known at once.
#include "cli/output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <new>
#include <system_error>

#include <unistd.h>

#include <fmt/core.h>

#include "tasklint/text.hpp"

#include "text/descriptor.hpp"

namespace tasklint::cli {

namespace {

std::string any_environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string reason(int error) { return std::generic_category().message(error); }

/// @return 0 or the error
int write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = text::when_ready(
            descriptor, POLLOUT, [&] { return ::write(descriptor, bytes.data(), bytes.size()); });
        if (written < 0) {
            return errno;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// A failure on standard error has nowhere to be told.
void complain(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

}  // namespace

bool print(std::string_view text) {
    const int error = write_all(STDOUT_FILENO, text);
    if (error == EPIPE) {
        return false;
    }
    if (error != 0) {
        throw Unusable(fmt::format("standard output: {}", reason(error)));
    }
    return true;
}

void Messages::note(std::string_view text) const {
    if (!quiet_) {
        complain(fmt::format("tasklint: {}\n", printable(text)));
    }
}

void Messages::raw(std::string_view text) const {
    if (!quiet_) {
        complain(text);
    }
}

void Messages::warn(std::string_view text) {
    complain(fmt::format("tasklint: warning: {}\n", printable(text)));
}

void Messages::error(std::string_view text) {
    complain(fmt::format("tasklint: error: {}\n", printable(text)));
}

void Messages::always(std::string_view text) { complain(text); }

void write_output(const std::string& file, std::string_view bytes) {
    if (file == "-") {
        print(bytes);
        return;
    }
    write_output(file, [&](const auto& put) { put(bytes); });
}

void write_output(const std::string& file,
                  const std::function<void(const std::function<void(std::string_view)>&)>& fill) {
    try {
        write_file_atomically(file, fill);
    } catch (const std::system_error& error) {
        if (error.code().value() != EPIPE) {  // as for print(): nobody reads any more
            throw;
        }
    }
}

std::string read_standard_input() {
    constexpr std::size_t piece = 1 << 16;
    std::string bytes;
    // A string holds less where addresses have 32 bits.
    const std::size_t most =
        std::min<std::size_t>(std::numeric_limits<std::uint32_t>::max(), bytes.max_size() - piece);
    while (true) {
        const auto size = bytes.size();
        try {
            bytes.resize(size + piece);
        } catch (const std::bad_alloc&) {
            throw Unusable(fmt::format("standard input: {}", reason(ENOMEM)));
        }
        const auto taken = text::when_ready(
            STDIN_FILENO, POLLIN, [&] { return ::read(STDIN_FILENO, bytes.data() + size, piece); });
        if (taken < 0) {
            throw Unusable(fmt::format("standard input: {}", reason(errno)));
        }
        bytes.resize(size + static_cast<std::size_t>(taken));
        if (taken == 0) {
            return bytes;
        }
        if (bytes.size() >= most) {
            throw Unusable(fmt::format("standard input: {}", reason(EFBIG)));
        }
    }
}

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

ReportOptions report_options(std::string_view color) {
    ReportOptions options;
    const bool terminal = output_is_terminal() && any_environment("TERM") != "dumb";
    // no-color.org; FORCE_COLOR counts in a pipe, NO_COLOR wins.
    const bool wanted = any_environment("NO_COLOR").empty() &&
                        (terminal || !any_environment("FORCE_COLOR").empty());
    options.color = color == "always" || (color == "auto" && wanted);
    // Terminals that are known to take OSC 8; others might print it.
    const auto known = [](const char* name) { return std::getenv(name) != nullptr; };
    options.hyperlinks = options.color && terminal &&
                         (known("VTE_VERSION") || known("KITTY_WINDOW_ID") || known("WT_SESSION") ||
                          known("KONSOLE_VERSION") || known("WEZTERM_PANE") ||
                          any_environment("TERM_PROGRAM") == "iTerm.app" ||
                          any_environment("TERM_PROGRAM") == "vscode" ||
                          any_environment("TERM_PROGRAM") == "ghostty");
    return options;
}

bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

Progress::Progress(bool quiet)
    : wanted_{!quiet && error_is_terminal()}, next_{Clock::now() + std::chrono::seconds{1}} {}

Progress::~Progress() {
    if (shown_) {
        Messages::always("\r\x1b[K");
    }
}

void Progress::show(std::size_t done, std::size_t all) {
    constexpr std::chrono::milliseconds pause{100};
    if (!wanted_) {
        return;
    }
    const std::unique_lock lock{mutex_, std::try_to_lock};
    if (!lock.owns_lock() || Clock::now() < next_) {
        return;
    }
    next_ = Clock::now() + pause;
    shown_ = true;
    Messages::always(fmt::format("\r\x1b[K{} of {} notes", done, all));
}

}  // namespace tasklint::cli
