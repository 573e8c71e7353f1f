// The state of an export: who reads and writes `.tasklint/ids.tsv`, and what time it is.
#include "cli/export_state.hpp"

#include <charconv>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "calendar/identity.hpp"
#include "calendar/trace.hpp"
#include "calendar/tsv.hpp"
#include "cli/output.hpp"
#include "cli/own_files.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

constexpr const char* clock_variable = "SOURCE_DATE_EPOCH";
constexpr std::int64_t last_second = 32'503'680'000;  // of the year 2999

std::string made_folder_of(const std::string& file) {
    auto folder = std::filesystem::path{file}.parent_path().string();
    make_folder(folder);
    return folder;
}

}  // namespace

bool has_fixed_clock() { return std::getenv(clock_variable) != nullptr; }

std::int64_t current_seconds() {
    const char* const text = std::getenv(clock_variable);
    if (text == nullptr) {
        return static_cast<std::int64_t>(std::time(nullptr));
    }
    const std::string_view digits{text};
    std::int64_t seconds = -1;
    const auto* end = digits.data() + digits.size();
    const auto [at, error] = std::from_chars(digits.data(), end, seconds);
    if (error != std::errc{} || at != end || seconds < 0 || seconds >= last_second) {
        throw Unusable(fmt::format("{} is \"{}\"; expected seconds since 1970", clock_variable,
                                   printable(digits)));
    }
    return seconds;
}

std::string usual_state_file(const Config& config) { return config.root + "/.tasklint/ids.tsv"; }

ExportState::ExportState(std::string file, const Config& config, const date::year_month_day& today,
                         std::size_t notes)
    : file_{std::move(file)},
      config_{config},
      today_{today},
      now_{current_seconds()},
      lock_{made_folder_of(file_), text::Busy::wait},
      notes_(notes) {
    const auto shown = display_path(file_);
    if (is_there(file_)) {
        // What is named may be a pipe.
        read_ = file_ == usual_state_file(config) ? read_regular_file(file_) : read_file(file_);
        sidecar_ = Sidecar::read(read_, shown);
        for (const auto& warning : sidecar_.warnings()) {
            Messages::warn(warning);
        }
    }
}

void ExportState::see(std::size_t note, const Document& document) {
    Note one;  // all of it, or nothing if there is no memory
    one.traces.reserve(document.tasks.size());
    one.seeds.reserve(document.tasks.size());
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        one.traces.push_back(trace_of(document.view(i), document.path, {}));
        one.seeds.push_back(seed_of(document.view(i)));
    }
    notes_[note] = std::move(one);
}

void ExportState::identify(CalendarMaker& maker) {
    std::vector<TaskTrace> all;
    std::vector<std::size_t> counts;
    counts.reserve(notes_.size());
    for (std::size_t note = 0; note < notes_.size(); ++note) {
        auto& one = notes_[note];
        counts.push_back(one.traces.size());
        for (std::size_t task = 0; task < one.traces.size(); ++task) {
            one.traces[task].uid = maker.stateless_uid(note, task, [&] { return one.seeds[task]; });
            all.push_back(std::move(one.traces[task]));
        }
        one = {};
    }
    auto uids = sidecar_.match(all, today_, config_.vault_id);
    auto next = uids.begin();
    for (std::size_t note = 0; note < counts.size(); ++note) {
        const auto end = next + static_cast<std::ptrdiff_t>(counts[note]);
        maker.set_uids(note, {std::make_move_iterator(next), std::make_move_iterator(end)});
        next = end;
    }
}

ComponentRevision ExportState::revise(const std::string& uid, bool event, std::string_view text) {
    const auto end = event ? uid.rfind('-') : uid.size();
    const auto revision =
        sidecar_.revise(uid.substr(0, end), std::string_view{uid}.substr(end), hash_of(text), now_);
    return {date::sys_seconds{std::chrono::seconds{revision.stamp}}, revision.sequence};
}

void ExportState::save() const {
    const auto text = sidecar_.to_text();
    if (text == read_) {
        return;
    }
    write_output(file_, text);
}

}  // namespace tasklint::cli
