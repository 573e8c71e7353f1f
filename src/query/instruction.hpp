#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tasklint::query {

/// What can be sorted by, grouped by or searched.
enum class Property : std::uint8_t {
    status_name,
    status_type,
    status,
    recurring,
    priority,
    happens,
    cancelled,
    created,
    start,
    scheduled,
    due,
    done,
    path,
    folder,
    root,
    backlink,
    description,
    tags,
    heading,
    filename,
    urgency,
    recurrence,
    id,
    random,
};

/// One line that is no filter.
struct Instruction {
    enum class Kind : std::uint8_t {
        none,  ///< the line may be a filter
        preset,
        short_mode,
        full_mode,
        explain,
        ignore_global,
        limit,
        limit_groups,
        sort,
        group,
        view,
        hide,
        show,
        comment,
        needs_javascript,
    };
    Kind kind = Kind::none;
    Property property = Property::due;
    bool reverse = false;
    std::optional<std::uint64_t> number;  ///< of a limit or a tag, 2^53 at most
    std::string_view argument;            ///< of preset, view, hide and show
    std::string_view passed_over;         ///< behind what was read
};

/// @param line trimmed
[[nodiscard]] Instruction read_instruction(std::string_view line);
/// What stands behind `group `, for `view columns`. @return kind none if it is nothing of that
[[nodiscard]] Instruction read_grouping(std::string_view text);

}  // namespace tasklint::query
