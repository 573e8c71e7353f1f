#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"

/// What one rule says of a note.
inline std::vector<tasklint::Diagnostic> check_note(std::string text, std::string_view rule,
                                                    tasklint::Config config = {}) {
    config.select = {std::string{rule}};
    tasklint::LintOptions options;
    options.today = date::year{2026} / 1 / 9;
    return tasklint::check(tasklint::parse(std::move(text), "Note.md", config.tasks), config,
                           tasklint::RuleSelection{config}, options);
}

/// The note when all fixes of one rule were made.
inline std::string mend_note(std::string text, std::string_view rule,
                             tasklint::Config config = {}) {
    config.select = {std::string{rule}};
    tasklint::LintOptions options;
    options.today = date::year{2026} / 1 / 9;
    return tasklint::fix(std::move(text), "Note.md", config, tasklint::RuleSelection{config},
                         options, true)
        .text;
}
