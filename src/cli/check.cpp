// tasklint check: finds problems and mends what it is asked to.
#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <map>
#include <new>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/diff.hpp"
#include "cli/inputs.hpp"
#include "cli/narrow.hpp"
#include "cli/result_files.hpp"
#include "tasklint/document.hpp"
#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/report.hpp"

namespace tasklint::cli {

namespace {

struct ReportTarget {
    const ReportFormat* format;
    std::string file;  ///< `-`: standard output
};

/// What the whole run needs, worked out from the arguments before anything is read.
struct Run {
    const CheckArguments& arguments;
    Messages messages;
    std::vector<ReportTarget> reports;
    Severity fail_on = Severity::error;
    Confidence min_confidence = Confidence::likely;
    date::year_month_day today;
    bool mend = false;             ///< write mended notes, or show how they would be
    bool output_is_text = false;   ///< standard output carries notes or a patch, reports must not
    bool keep_suppressed = false;  ///< a report shows what is hidden
};

/// A note and how it reads before and after mending, for a patch.
struct Change {
    std::string before, after;
};

struct Outcome {
    CheckResult result;
    std::map<std::string, Change> changes;  ///< by display path; with `--diff`
    std::size_t suppressed = 0;             ///< findings that comments were written for
    std::size_t in_baseline = 0;            ///< findings left out for that
};

std::vector<ReportTarget> report_targets(const std::vector<std::string>& reports) {
    std::vector<ReportTarget> targets;
    bool standard_output = false;
    for (const auto& report : reports) {
        const auto equals = report.find('=');
        const auto name = report.substr(0, equals);
        ReportTarget target{find_report_format(name),
                            equals == std::string::npos ? "-" : report.substr(equals + 1)};
        if (target.format == nullptr) {
            std::vector<std::string> names;
            for (const auto& format : report_formats()) {
                names.emplace_back(format.name);
            }
            const auto near = nearest(name, names);
            throw Unusable(fmt::format("--report: unknown format \"{}\"; {}", name,
                                       near.empty() ? "there are " + joined(names, ", ")
                                                    : fmt::format("did you mean \"{}\"?", near)));
        }
        if (target.file.empty()) {
            throw Unusable(fmt::format("--report {}: the file's name is missing", report));
        }
        if (target.file == "-" && std::exchange(standard_output, true)) {
            throw Unusable(
                "--report: only one report can go to standard output, give the others a file "
                "(FORMAT=FILE)");
        }
        targets.push_back(std::move(target));
    }
    return targets;
}

void check_suppressing(const CheckArguments& arguments, bool from_input) {
    const auto reason = arguments.add_suppressions.value();
    if (from_input || arguments.fix || arguments.fix_only || arguments.unsafe_fixes ||
        arguments.write_baseline) {
        throw Unusable("--add-suppressions goes with files, and not with fixes or a new baseline");
    }
    if (reason.find("%%") != std::string::npos || !is_valid_utf8(reason) ||
        std::any_of(reason.begin(), reason.end(),
                    [](char c) { return static_cast<unsigned char>(c) < ' '; })) {
        throw Unusable("--add-suppressions: the reason must be one line without %%");
    }
}

Run make_run(const CheckArguments& arguments) {
    Run run{arguments,
            Messages{arguments.quiet || arguments.fix_only},
            {},
            Severity::error,
            Confidence::likely,
            {},
            false,
            false,
            false};
    const bool from_input = arguments.paths == std::vector<std::string>{"-"};
    run.mend = arguments.fix || arguments.diff || arguments.fix_only;
    run.output_is_text = arguments.diff || (run.mend && from_input);
    if (arguments.unsafe_fixes && !run.mend) {
        throw Unusable("--unsafe-fixes does nothing alone: add --fix, --fix-only or --diff");
    }
    if (!from_input &&
        std::find(arguments.paths.begin(), arguments.paths.end(), "-") != arguments.paths.end()) {
        throw Unusable("- (standard input) cannot stand beside other paths");
    }
    if (!from_input && !arguments.stdin_filename.empty()) {
        throw Unusable("--stdin-filename is for the path - (standard input)");
    }
    check_narrowing(arguments);
    if (arguments.add_suppressions) {
        check_suppressing(arguments, from_input);
        run.mend = false;
        run.output_is_text = arguments.diff;
    }
    run.fail_on = arguments.fail_on == "info"      ? Severity::info
                  : arguments.fail_on == "warning" ? Severity::warning
                                                   : Severity::error;
    run.min_confidence =
        arguments.min_confidence == "certain" ? Confidence::certain : Confidence::likely;
    run.today = today_from(arguments.today);
    run.reports = report_targets(arguments.reports);
    for (const auto& [format, file] : run.reports) {
        require_no_note(file, arguments.paths,
                        format->name == "markdown" ? ResultKind::markdown : ResultKind::data);
    }
    if (run.reports.empty() && !run.output_is_text && !arguments.fix_only) {
        run.reports.push_back({find_report_format("full"), "-"});
    }
    run.keep_suppressed =
        std::any_of(run.reports.begin(), run.reports.end(),
                    [](const ReportTarget& report) { return report.format->wants_suppressed; });
    return run;
}

Config configured(const Run& run, const std::string& root) {
    auto config = read_config(root, run.arguments.config, run.messages);
    add_known_names(config);
    const auto append = [](std::vector<std::string>& to, const std::vector<std::string>& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    if (!run.arguments.select.empty()) {
        config.select = run.arguments.select;
    }
    append(config.select, run.arguments.extend_select);
    append(config.ignore, run.arguments.ignore);
    // Selectors of the command line have no place in a file, even if the file has the same.
    for (const auto* const given :
         {&run.arguments.select, &run.arguments.extend_select, &run.arguments.ignore}) {
        for (const auto& selector : *given) {
            config.rule_places.erase(selector);
        }
    }
    return config;
}

std::vector<std::string> vault_rule_codes(const RuleSelection& selection) {
    std::vector<std::string> codes;
    for (const Rule* const rule : rules()) {
        if (rule->scope == Scope::vault && selection.enabled(*rule)) {
            codes.emplace_back(rule->code);
        }
    }
    return codes;
}

/// The notes of a walk together with all others of their vault, by path, each once.
WalkResult with_whole_vault(const WalkResult& walked, const std::string& root,
                            const WalkOptions& options) {
    WalkResult whole = walked;
    auto all = walk({root}, root, options);
    whole.notes.insert(whole.notes.end(), std::make_move_iterator(all.notes.begin()),
                       std::make_move_iterator(all.notes.end()));
    std::stable_sort(whole.notes.begin(), whole.notes.end(),
                     [](const NotePath& a, const NotePath& b) { return a.vault < b.vault; });
    whole.notes.erase(
        std::unique(whole.notes.begin(), whole.notes.end(),
                    [](const NotePath& a, const NotePath& b) { return a.vault == b.vault; }),
        whole.notes.end());
    return whole;
}

/// TL991 and the like speak of comments, and TL993 of files: no comment hides these.
bool can_be_hidden(const Diagnostic& finding) {
    constexpr std::array<std::string_view, 3> of_ours{"TL991", "TL992", "TL993"};
    return std::find(of_ours.begin(), of_ours.end(), finding.rule->code) == of_ours.end();
}

/// Writes comments that hide the findings of one note. @return those that are left
/// @throws std::system_error if it cannot be read or written
std::vector<Diagnostic> hide(const NotePath& note, const std::vector<Diagnostic>& findings,
                             Outcome& outcome, const Run& run, const Config& config) {
    const auto before = read_file(note.file);
    auto hidden =
        suppress(before, note.vault, config, findings, run.arguments.add_suppressions.value());
    if (run.arguments.diff) {
        outcome.changes[note.display] = {before, std::move(hidden.text)};
        return std::move(hidden.left);
    }
    const auto replaced =
        replace_file(note.file, before, hidden.text, run.arguments.break_hard_links);
    if (replaced != Replaced::yes) {
        outcome.result.not_written.push_back({note, std::string{why_left(replaced)}});
        return findings;
    }
    return std::move(hidden.left);
}

/// Hides what was found in one note. @return what is left
std::vector<Diagnostic> suppress_in(const NotePath& note, std::vector<Diagnostic> findings,
                                    Outcome& outcome, const Run& run, const Config& config) {
    const auto keep = std::stable_partition(findings.begin(), findings.end(), can_be_hidden);
    std::vector<Diagnostic> left{std::make_move_iterator(keep),
                                 std::make_move_iterator(findings.end())};
    findings.erase(keep, findings.end());
    if (findings.empty()) {
        return left;
    }
    std::vector<Diagnostic> shown;
    const auto fail = [&](const std::error_code& why) {  // the other notes do not wait for it
        outcome.result.not_written.push_back({note, why.message(), true});
        shown = findings;
    };
    try {
        shown = hide(note, findings, outcome, run, config);
    } catch (const std::system_error& error) {
        fail(error.code());
    } catch (const std::bad_alloc&) {
        fail(std::make_error_code(std::errc::not_enough_memory));
    }
    outcome.suppressed += findings.size() - shown.size();
    left.insert(left.end(), std::make_move_iterator(shown.begin()),
                std::make_move_iterator(shown.end()));
    return left;
}

/// Hides what was found in the notes of a walk, which are sorted by vault path.
void add_suppressions(Outcome& outcome, const Run& run, const WalkResult& walked,
                      const Config& config, CheckResult& result) {
    std::map<std::string, std::vector<Diagnostic>> by_note;
    for (Diagnostic& finding : result.diagnostics) {
        by_note[finding.vault_path].push_back(std::move(finding));
    }
    result.diagnostics.clear();
    result.notes_with_findings = 0;
    for (auto& [vault_path, findings] : by_note) {
        const auto note = std::lower_bound(
            walked.notes.begin(), walked.notes.end(), vault_path,
            [](const NotePath& one, const std::string& wanted) { return one.vault < wanted; });
        if (note != walked.notes.end() && note->vault == vault_path) {
            findings = suppress_in(*note, std::move(findings), outcome, run, config);
        }
        result.notes_with_findings += findings.empty() ? 0 : 1;
        result.diagnostics.insert(result.diagnostics.end(),
                                  std::make_move_iterator(findings.begin()),
                                  std::make_move_iterator(findings.end()));
    }
}

void check_group(Outcome& outcome, const Run& run, const VaultPaths& group) {
    const auto& arguments = run.arguments;
    const auto config = configured(run, group.root);
    const bool auto_vault_rules = group.whole || only_changes(arguments);
    const bool vault_rules =
        arguments.vault_rules == "on" || (arguments.vault_rules == "auto" && auto_vault_rules);
    const RuleSelection selection{config, vault_rules};
    if (arguments.vault_rules == "auto" && !auto_vault_rules) {
        if (const auto codes = vault_rule_codes(RuleSelection{config, true}); !codes.empty()) {
            run.messages.note(
                fmt::format("not checked in {}: {}, which need the whole vault (--vault-rules on)",
                            joined(group.paths, ", "), joined(codes, ", ")));
        }
    }

    const auto file_options = walk_options(arguments.files, config);
    auto found = walk(group.paths, group.root, file_options);
    if (found.notes.empty() && found.unreadable.empty()) {
        run.messages.note(fmt::format("no notes found under {}", joined(group.paths, ", ")));
        return;
    }
    if ((run.mend || arguments.add_suppressions) && !arguments.diff) {
        remove_temporaries(found);
    }
    const auto narrowed = narrowed_to_changes(arguments, group, std::move(found));
    const auto& walked = narrowed.walked;
    if (walked.notes.empty() && walked.unreadable.empty()) {
        return;
    }
    KnownFindings known{arguments, group, narrowed, selection};
    CheckOptions options;
    options.lint.today = run.today;
    options.lint.min_confidence = run.min_confidence;
    options.threads = arguments.threads;
    options.whole_vault = vault_rules;
    options.fix = run.mend;
    options.unsafe_fixes = arguments.unsafe_fixes;
    options.break_hard_links = arguments.break_hard_links;
    Progress progress{arguments.fix_only};
    if (progress.wanted()) {
        options.on_progress = [&](std::size_t done, std::size_t all) { progress.show(done, all); };
    }
    options.keep_suppressed = run.keep_suppressed;
    if (arguments.diff) {
        options.on_change = [&](const NotePath& note, std::string_view before,
                                std::string_view after) {
            outcome.changes[note.display] = {std::string{before}, std::string{after}};
        };
    }
    if (vault_rules && (!group.whole || only_changes(arguments))) {
        for (const auto& note : walked.notes) {
            options.only.insert(note.vault);
        }
    }
    std::optional<WalkResult> whole;  // only where it differs: a copy of all paths is not small
    if (!options.only.empty()) {
        whole = with_whole_vault(walked, group.root, file_options);
    }
    auto result = known.check(whole ? *whole : walked, config, options, run.messages);
    outcome.in_baseline += known.in_baseline();

    if (arguments.add_suppressions) {
        add_suppressions(outcome, run, walked, config, result);
    }
    auto& total = outcome.result;
    const auto append = [](std::vector<Diagnostic>& to, std::vector<Diagnostic>& from) {
        if (to.empty()) {
            to = std::move(from);  // mostly there is one vault
        } else {
            to.insert(to.end(), std::make_move_iterator(from.begin()),
                      std::make_move_iterator(from.end()));
        }
    };
    append(total.diagnostics, result.diagnostics);
    append(total.suppressed, result.suppressed);
    total.not_written.insert(total.not_written.end(),
                             std::make_move_iterator(result.not_written.begin()),
                             std::make_move_iterator(result.not_written.end()));
    total.notes += result.notes;
    total.notes_with_findings += result.notes_with_findings;
    total.tasks += result.tasks;
    total.fixed += result.fixed;
}

/// What a baseline knows of the note on standard input. One without a name is nobody's.
LeftAlone known_in_input(Outcome& outcome, const Run& run, const std::string& root,
                         const NotePath& note, const Config& config, const RuleSelection& selection,
                         const std::string& text) {
    const Narrowed alone{{{note}, {}, {}}, {}};
    KnownFindings known{run.arguments, {root, {}, false}, alone, selection};
    if (run.arguments.stdin_filename.empty() || known.empty()) {
        return {};
    }
    LintOptions options;
    options.today = run.today;
    options.min_confidence = run.min_confidence;
    options.preview_fixes = false;
    auto findings = check(parse(text, note.vault, config.tasks), config, selection, options);
    set_paths(findings, note);
    auto left_alone = known.of_note(findings, run.messages);
    outcome.in_baseline += known.in_baseline();
    return left_alone;
}

/// The note on standard input, as if it lay at `--stdin-filename`. @return its mended text
std::string check_input(Outcome& outcome, const Run& run) {
    const auto [root, note] = input_note(run.arguments.stdin_filename);
    const auto config = configured(run, root);
    const RuleSelection selection{config, false};
    auto text = read_standard_input();
    LintOptions options;
    options.today = run.today;
    options.min_confidence = run.min_confidence;
    auto& result = outcome.result;
    options.suppressed = run.keep_suppressed ? &result.suppressed : nullptr;
    result.notes = 1;
    const auto left_alone = known_in_input(outcome, run, root, note, config, selection, text);
    if (run.mend) {
        auto fixed = fix(text, note.vault, config, selection, options, run.arguments.unsafe_fixes,
                         left_alone);
        result.diagnostics = std::move(fixed.remaining);
        result.fixed = fixed.applied.size();
        if (run.arguments.diff && fixed.text != text) {
            outcome.changes[note.display] = {std::move(text), fixed.text};
        }
        text = std::move(fixed.text);
    }
    const auto document = parse(std::move(text), note.vault, config.tasks);
    result.tasks = document.tasks.size();
    if (!run.mend) {
        result.diagnostics = check(document, config, selection, options);
    }
    set_paths(result.diagnostics, note, &result.suppressed);
    left_alone.take_out(result.diagnostics);
    result.notes_with_findings = result.diagnostics.empty() ? 0 : 1;
    return document.text;
}

void write_reports(const Run& run, const CheckResult& result) {
    const auto most = run.arguments.max_diagnostics;
    std::optional<CheckResult> cut;
    if (most != 0 && result.diagnostics.size() > most) {
        cut = result;
        cut->diagnostics.resize(most);
        run.messages.note(fmt::format("showing {} of {} findings (--max-diagnostics)", most,
                                      result.diagnostics.size()));
    }
    for (const auto& [format, file] : run.reports) {
        const bool to_output = file == "-";
        auto options = to_output && !run.output_is_text ? report_options(run.arguments.color)
                                                        : ReportOptions{};
        options.source_root = source_root();
        const auto text = format->write(cut ? *cut : result, options);
        if (to_output && run.output_is_text) {
            Messages::always(text);
        } else {
            write_output(file, text);
        }
    }
}

void write_patch(const std::map<std::string, Change>& changes) {
    for (const auto& [path, change] : changes) {
        if (!print_diff(unified_diff(path, change.before, change.after))) {
            return;
        }
    }
}

std::string statistics(const CheckResult& result, double seconds) {
    struct Count {
        std::size_t found = 0, fixable = 0;
    };
    std::map<std::string_view, std::pair<const Rule*, Count>> counts;
    for (const auto& diagnostic : result.diagnostics) {
        auto& [rule, count] = counts[diagnostic.rule->code];
        rule = diagnostic.rule;
        ++count.found;
        count.fixable += diagnostic.fix && !diagnostic.fix_refused ? 1 : 0;
    }
    std::string text;
    for (const auto& [code, entry] : counts) {
        const auto& [rule, count] = entry;
        fmt::format_to(std::back_inserter(text), "{:>6}  {} {}{}\n", count.found, code, rule->name,
                       count.fixable == 0 ? "" : fmt::format(" ({} fixable)", count.fixable));
    }
    return text + fmt::format("{:.3f} s\n", seconds);
}

bool fails(const Run& run, const Outcome& outcome) {
    if (run.arguments.exit_zero || run.arguments.fix_only) {
        return false;
    }
    const auto& diagnostics = outcome.result.diagnostics;
    return !outcome.changes.empty() ||
           std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& diagnostic) {
               return diagnostic.severity >= run.fail_on;
           });
}

}  // namespace

Exit check(const CheckArguments& arguments) {
    const auto started = std::chrono::steady_clock::now();
    const auto run = make_run(arguments);
    Outcome outcome;
    auto& result = outcome.result;
    std::string mended;
    const bool from_input = arguments.paths == std::vector<std::string>{"-"};
    if (from_input) {
        mended = check_input(outcome, run);
    } else {
        const auto groups = group_by_vault(arguments.paths);
        if (groups.size() > 1 && !arguments.baseline.empty()) {
            throw Unusable("--baseline FILE is for one vault, and the paths belong to several");
        }
        for (const auto& group : groups) {
            check_group(outcome, run, group);
        }
        const auto before = [](const Diagnostic& a, const Diagnostic& b) {
            return a.path < b.path;
        };
        for (auto* const findings : {&result.diagnostics, &result.suppressed}) {
            // Those of one vault are, and sorting takes half as much memory again.
            if (!std::is_sorted(findings->begin(), findings->end(), before)) {
                std::stable_sort(findings->begin(), findings->end(), before);
            }
        }
    }

    if (arguments.diff) {
        write_patch(outcome.changes);
    } else if (from_input && run.mend) {
        print(mended);
    }
    write_reports(run, result);

    std::string summary;
    if (arguments.add_suppressions) {
        summary = fmt::format("{} {} finding{}. ", arguments.diff ? "Would hide" : "Hid",
                              outcome.suppressed, outcome.suppressed == 1 ? "" : "s");
    } else if (arguments.diff) {
        summary = fmt::format("Would mend {} problem{} in {} note{}. ", result.fixed,
                              result.fixed == 1 ? "" : "s", outcome.changes.size(),
                              outcome.changes.size() == 1 ? "" : "s");
        result.fixed = 0;
    }
    if (result.notes != 0) {
        const bool below_findings = !result.diagnostics.empty() && !run.reports.empty();
        const auto left_out =
            outcome.in_baseline == 0
                ? std::string{}
                : fmt::format(" Left out, as the baseline has {}: {}.",
                              outcome.in_baseline == 1 ? "it" : "them", outcome.in_baseline);
        run.messages.raw(fmt::format("{}{}{}{}\n", below_findings ? "\n" : "", summary,
                                     summary_line(result), left_out));
    }
    if (arguments.statistics) {
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
        Messages::always(statistics(result, taken.count()));
    }
    if (tell_not_written(result.not_written)) {
        return Exit::unusable;
    }
    return fails(run, outcome) ? Exit::findings : Exit::clean;
}

}  // namespace tasklint::cli
