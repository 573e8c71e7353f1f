#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "calendar/exporter.hpp"
#include "calendar/sidecar.hpp"
#include "text/descriptor.hpp"

namespace tasklint::cli {

/// Seconds since 1970 that count as now: SOURCE_DATE_EPOCH, else the system's clock.
/// @throws Unusable if that variable is no number
[[nodiscard]] std::int64_t current_seconds();
/// SOURCE_DATE_EPOCH is set.
[[nodiscard]] bool has_fixed_clock();

/// Where a vault has its state, unless another file is named.
[[nodiscard]] std::string usual_state_file(const Config& config);

/// The state of an export, `.tasklint/ids.tsv`: UIDs and stamps that last.
class ExportState {
public:
    /// @param file need not exist @throws ConfigError if it makes no sense,
    /// std::system_error, Unusable
    ExportState(std::string file, const Config& config, const date::year_month_day& today,
                std::size_t notes);

    /// The hooks of an exporter. `see` is thread-safe.
    void see(std::size_t note, const Document& document);
    void identify(CalendarMaker& maker);
    [[nodiscard]] ComponentRevision revise(const std::string& uid, bool event,
                                           std::string_view text);

    /// Writes the file if anything has changed. @throws Unusable
    void save() const;

private:
    struct Note {
        std::vector<TaskTrace> traces;
        std::vector<std::string> seeds;
    };

    std::string file_;
    const Config& config_;
    date::sys_days today_;
    std::int64_t now_;
    text::FolderLock lock_;  // from reading the file until it is written
    std::string read_;       // as the file was
    Sidecar sidecar_;
    std::vector<Note> notes_;
};

}  // namespace tasklint::cli
