#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <date/date.h>

#include "cli/commands.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::cli {

/// For `TaskFilter`.
[[nodiscard]] std::vector<const Config*> configs_of(const std::vector<Vault>& vaults);

/// Which tasks `list`, `export` and `agenda` take. An option given twice means either, different
/// options mean both.
class TaskFilter {
public:
    /// @param keep_done done and cancelled tasks are not left out
    /// @throws Unusable on a value that no task could ever have
    TaskFilter(const FilterArguments& arguments, bool keep_done,
               const std::vector<const Config*>& configs, const date::year_month_day& today);

    /// Thread-safe. @param dependencies of the whole vault
    [[nodiscard]] bool takes(const Config& config, const Dependencies& dependencies,
                             const Document& document, std::size_t task) const;
    /// Tasks of this note can be wanted. @param path from the vault root
    [[nodiscard]] bool takes_path(const std::string& path) const;

private:
    [[nodiscard]] bool takes_owner(const Config& config, const TaskView& view) const;
    [[nodiscard]] bool takes_status(const Config& config, const TaskView& view) const;

    std::vector<std::string> tags_;    // folded, with `#`
    std::vector<std::string> owners_;  // folded
    std::vector<std::string> globs_;
    std::vector<std::string> statuses_;                  // as given
    std::vector<std::pair<Priority, bool>> priorities_;  // and: or better
    std::optional<date::year_month_day> from_, to_;      // the widest of those given
    bool overdue_ = false;
    bool blocked_ = false;
    bool blocking_ = false;
    bool keep_done_ = false;
    date::year_month_day today_;
};

}  // namespace tasklint::cli
