#pragma once

#include <string>

#include "tasklint/document.hpp"

/// Lines of the tasks: `0 2 3`.
inline std::string task_lines(const tasklint::Document& note) {
    const tasklint::LineIndex lines{note.text};
    std::string out;
    for (const tasklint::Task& task : note.tasks) {
        out += (out.empty() ? "" : " ") + std::to_string(lines.line_of(task.line.begin));
    }
    return out;
}
