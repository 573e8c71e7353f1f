#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tasklint/document.hpp"
#include "tasklint/task.hpp"

namespace tasklint {

/// What a calendar shows of a task: its description without the trailing run of fields, tags and
/// owners, and without Markdown. A tag or owner inside the sentence stays as a word. May be empty.
/// Linear in the line.
/// @param hidden what is shown elsewhere: times of day
[[nodiscard]] std::string summary_of(const TaskView& task, const TaskSettings& settings,
                                     const std::vector<Span>& hidden = {});

/// What stands below a task and belongs to it: further lines of its list item and items in it that
/// are no tasks, without their common indentation. Lines end with U+000A but the last; may be
/// empty. Cost: linear in those lines.
[[nodiscard]] std::string body_of(const Document& document, std::size_t task);

/// The text that a task is known by: the body without any field and without the trailing tags and
/// owners, case folded. Changing this function changes UIDs.
[[nodiscard]] std::string normalised_text(const TaskView& task);

/// One line of valid UTF-8 for an iCalendar value: white space and control characters become single
/// spaces, bidirectional controls go, invalid bytes become U+FFFD; trimmed.
[[nodiscard]] std::string clean_text(std::string_view text);

}  // namespace tasklint
