// tasklint fmt: canonical spelling and order of fields, and nothing else.
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/diff.hpp"
#include "cli/inputs.hpp"
#include "report/finding_text.hpp"
#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"

namespace tasklint::cli {

namespace {

struct Formatted {
    std::size_t notes = 0;
    std::size_t notes_changed = 0;
    std::size_t fields = 0;
    std::map<std::string, std::pair<std::string, std::string>> changes;  ///< by display path
    std::vector<Diagnostic> unreadable;
    std::vector<NotWritten> not_written;
};

/// The configuration with the two rules whose fixes are the canonical form, but for those that it
/// ignores, and for what may not be read.
Config formatting(const FormatArguments& arguments, const std::string& root,
                  const Messages& messages) {
    auto config = read_config(root, arguments.config, messages);
    add_known_names(config);
    config.select = {"field-order", "field-spelling", "unreadable-file"};
    config.rule_places.clear();
    return config;
}

void format_group(const FormatArguments& arguments, const VaultPaths& group,
                  const Messages& messages, Formatted& formatted) {
    const auto config = formatting(arguments, group.root, messages);
    const RuleSelection selection{config};
    const auto walked = walk(group.paths, group.root, walk_options(arguments.files, config));
    if (walked.notes.empty() && walked.unreadable.empty()) {
        messages.note(fmt::format("no notes found under {}", joined(group.paths, ", ")));
        return;
    }
    if (!arguments.check && !arguments.diff) {
        remove_temporaries(walked);
    }
    CheckOptions options;
    options.break_hard_links = arguments.break_hard_links;
    options.lint.today = today_from(arguments.today);
    options.lint.preview_fixes = false;
    options.threads = arguments.threads;
    options.fix = true;
    if (arguments.check || arguments.diff) {
        options.on_change = [&](const NotePath& note, std::string_view before,
                                std::string_view after) {
            formatted.changes[note.display] = {std::string{before}, std::string{after}};
        };
    }
    auto result = check_notes(walked, config, selection, options);
    formatted.notes += result.notes;
    formatted.notes_changed += result.notes_mended;
    formatted.fields += result.fixed;
    formatted.not_written.insert(formatted.not_written.end(),
                                 std::make_move_iterator(result.not_written.begin()),
                                 std::make_move_iterator(result.not_written.end()));
    for (auto& finding : result.diagnostics) {
        if (finding.rule->name == "unreadable-file") {
            formatted.unreadable.push_back(std::move(finding));
        }
    }
}

/// The note on standard input. @return its canonical text
std::string format_input(const FormatArguments& arguments, const Messages& messages,
                         Formatted& formatted) {
    const auto [root, note] = input_note(arguments.stdin_filename);
    const auto config = formatting(arguments, root, messages);
    auto text = read_standard_input();
    LintOptions options;
    options.today = today_from(arguments.today);
    options.preview_fixes = false;
    auto fixed = fix(text, note.vault, config, RuleSelection{config}, options, false);
    formatted.notes = 1;
    formatted.fields = fixed.applied.size();
    if (fixed.text != text) {
        formatted.changes[note.display] = {std::move(text), fixed.text};
    }
    return std::move(fixed.text);
}

}  // namespace

Exit format(const FormatArguments& arguments) {
    const Messages messages{arguments.quiet};
    const bool from_input = arguments.paths == std::vector<std::string>{"-"};
    if (!from_input && !arguments.stdin_filename.empty()) {
        throw Unusable("--stdin-filename is for the path - (standard input)");
    }
    Formatted formatted;
    std::string text;
    if (from_input) {
        text = format_input(arguments, messages, formatted);
    } else {
        for (const auto& group : group_by_vault(arguments.paths)) {
            format_group(arguments, group, messages, formatted);
        }
    }
    for (const auto& finding : formatted.unreadable) {
        Messages::error(fmt::format("{}: {}", printable(finding.path), printable(finding.message)));
    }
    const bool failed = tell_not_written(formatted.not_written) || !formatted.unreadable.empty();
    if (arguments.diff) {
        for (const auto& [path, change] : formatted.changes) {
            if (!print_diff(unified_diff(path, change.first, change.second))) {
                break;
            }
        }
    } else if (arguments.check) {
        for (const auto& [path, change] : formatted.changes) {
            print(path_text(path) + "\n");
        }
    } else if (from_input) {
        print(text);
    }
    if (!from_input) {
        const bool would = arguments.check || arguments.diff;
        messages.raw(fmt::format("{} {} field{} in {} of {} note{}\n",
                                 would ? "Would put right" : "Put right", formatted.fields,
                                 formatted.fields == 1 ? "" : "s", formatted.notes_changed,
                                 formatted.notes, formatted.notes == 1 ? "" : "s"));
    }
    if (failed) {
        return Exit::unusable;
    }
    // What was left alone has its old form, as what was not to be written.
    const bool would = (arguments.check || arguments.diff) && !formatted.changes.empty();
    return would || !formatted.not_written.empty() ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
