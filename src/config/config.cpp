#include "tasklint/config.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "tasklint/text.hpp"

namespace tasklint {

namespace {

std::string one_line(const std::string& file, std::uint32_t line, std::uint32_t column,
                     const std::string& message) {
    // File names and values come from the vault: what they hold must not reach a terminal as is.
    std::string text = printable(file);
    if (!text.empty()) {
        text += line == 0 ? ": " : fmt::format(":{}:{}: ", line, column);
    }
    return text + printable(message);
}

}  // namespace

std::string_view severity_name(Severity severity) noexcept {
    constexpr std::array<std::string_view, 3> names{"info", "warning", "error"};
    return names[static_cast<std::size_t>(severity)];
}

ConfigError::ConfigError(std::string file, std::uint32_t line, std::uint32_t column,
                         const std::string& message)
    : std::runtime_error{one_line(file, line, column, message)},
      file_{std::move(file)},
      line_{line},
      column_{column} {}

std::string display_path(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path here = fs::current_path(error);
    if (error) {
        return path;
    }
    // The working directory's path is a real one, so that going up from it by name is right.
    const fs::path relative = (here / path).lexically_normal().lexically_relative(here);
    return relative.empty() ? path : relative.generic_string();
}

KnownPerson::KnownPerson(std::string known, const std::vector<std::string>& aliases)
    : name{std::move(known)}, folded{fold_case(name)}, without_accents{fold_accents(name)} {
    for (const std::string& alias : aliases) {
        folded_aliases.push_back(fold_case(alias));
    }
}

bool is_proposed(const Config& config, const TaskView& task) {
    const auto symbol = task.in(task.task->status);
    if (is_done(task.task->status_type)) {
        return false;
    }
    if (config.proposed_configured || !config.proposed.empty()) {
        return std::find(config.proposed.begin(), config.proposed.end(), symbol) !=
               config.proposed.end();
    }
    const Status* const status = config.tasks.statuses.find(symbol);
    return status != nullptr && status->name == "Proposed";
}

}  // namespace tasklint
