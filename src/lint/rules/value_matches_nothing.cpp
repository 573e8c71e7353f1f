#include <algorithm>

#include <fmt/core.h>

#include "lint/query.hpp"
#include "lint/query_values.hpp"
#include "query/facts.hpp"

namespace tasklint::lint {

namespace {

void check_query(const QueryContext& context, Report& report) {
    for_each_filter(context, [&](const StatementReading& statement, const FilterTrace& filter) {
        if (!searches(filter)) {
            return;
        }
        const auto value = part_of(statement, filter.value);
        auto [why, mended] = impossible_value(filter.field, value);
        if (why.empty() || joins_a_filter(context, value)) {
            return;
        }
        auto& finding = add_at(context, statement, filter.value, std::move(why), report);
        // `A/Work/n.md` has `/Work` in it, but not in front.
        const bool further_down = filter.field == "path" || filter.field == "folder";
        const bool includes = filter.operation == query::TextOperation::includes;
        finding.plugin_reads =
            further_down && trim(value).front() == '/'
                ? fmt::format("{} tasks with `{}` further down in their {}",
                              includes ? "only" : "all but", trim(value), filter.field)
            : includes ? "no task at all"
                       : "every task: nothing is left out";
        if (!mended.empty()) {
            std::string title = fmt::format("write `{}`", mended);
            offer(context, statement, filter.value, Safety::unsafe, std::move(title),
                  std::move(mended), finding);
        }
    });
}

/// The text that a field of a path is searched in.
std::string text_of(std::string_view field, std::string_view path) {
    return field == "folder"     ? query::folder_of(path)
           : field == "root"     ? query::root_of(path)
           : field == "filename" ? std::string{query::file_name_of(path)}
                                 : std::string{path};
}

/// `42,952`
std::string with_commas(std::size_t number) {
    std::string out = std::to_string(number);
    for (std::size_t at = out.size(); at > 3;) {
        at -= 3;
        out.insert(at, ",");
    }
    return out;
}

void check_vault(const VaultContext& context, Report& report) {
    const VaultIndex& index = context.index;
    if (index.task_count == 0) {
        return;
    }
    for (const SearchUse& use : index.searches) {
        const std::string wanted = to_lower(use.value);
        bool found = false;
        if (use.field == "tags") {
            found = std::any_of(index.task_tags.begin(), index.task_tags.end(),
                                [&](const std::string& tag) {
                                    return to_lower(tag).find(wanted) != std::string::npos;
                                });
        } else {
            for (std::size_t i = 0; i < index.has_tasks.size() && !found; ++i) {
                found = index.has_tasks[i] &&
                        to_lower(text_of(use.field, index.notes[i].vault)).find(wanted) !=
                            std::string::npos;
            }
        }
        if (found) {
            continue;
        }
        auto& finding =
            report.add(index.notes[use.place.note], use.place.span, use.place.line,
                       fmt::format("matches none of {} task{}", with_commas(index.task_count),
                                   index.task_count == 1 ? "" : "s"));
        finding.plugin_reads = fmt::format("{} with `{}`, which no task has", use.field, use.value);
        finding.help = "mend the value, or take the line out";
    }
}

}  // namespace

const Rule value_matches_nothing{
    .code = "TQ018",
    .name = "value-matches-nothing",
    .group = "queries",
    .summary =
        "A value that no task can have, or that none of the vault has: the filter finds "
        "nothing.",
    .severity = Severity::warning,
    .fix = FixClass::unsafe,
    .scope = Scope::query,
    .check_query = check_query,
    .check_vault = check_vault,
};

}  // namespace tasklint::lint
