#pragma once

#include <string>
#include <utility>
#include <vector>

#include <date/date.h>

#include "cli/commands.hpp"
#include "tasklint/query.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::cli {

/// For `TaskFilter`.
[[nodiscard]] std::vector<const Config*> configs_of(const std::vector<Vault>& vaults);

/// Whether tasks wait for others may decide what is taken.
[[nodiscard]] bool needs_dependencies(const FilterArguments& arguments);

/// Which tasks `list`, `export` and `agenda` take. An option given twice means either, different
/// options mean both.
class TaskFilter {
public:
    /// @param keep_done done and cancelled tasks are not left out
    /// @throws Unusable on a value that no task could ever have, and on a query with an error
    TaskFilter(const FilterArguments& arguments, bool keep_done,
               const std::vector<const Config*>& configs, const date::year_month_day& today);

    /// Thread-safe. @param dependencies of the whole vault
    [[nodiscard]] bool takes(const Config& config, const Dependencies& dependencies,
                             const Document& document, std::size_t task) const;
    /// Tasks of this note can be wanted. @param path from the vault root
    [[nodiscard]] bool takes_path(const std::string& path) const;

private:
    std::vector<std::pair<const Config*, Query>> queries_;  // of each vault
    std::vector<std::string> globs_;
};

}  // namespace tasklint::cli
