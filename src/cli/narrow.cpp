// Narrows a check to what changed and what no baseline knows.
#include "cli/narrow.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "cli/own_files.hpp"
#include "report/finding_text.hpp"
#include "tasklint/text.hpp"
#include "vault/ignore.hpp"

namespace tasklint::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view default_baseline = ".tasklint/baseline.json";

ChangeQuery query_of(const CheckArguments& arguments) {
    ChangeQuery query;
    query.staged = arguments.staged;
    query.lines = bool{arguments.changed_lines};
    query.option = query.staged ? "--staged" : query.lines ? "--changed-lines" : "--changed";
    const auto ref = (query.lines ? arguments.changed_lines : arguments.changed).value();
    query.ref = ref == "HEAD" ? "" : ref;
    return query;
}

bool is_note_name(const NotePath& note) { return fs::path{note.file}.extension() == ".md"; }

std::string real_path(const NotePath& note) {
    std::error_code error;
    return fs::weakly_canonical(fs::absolute(note.file, error), error).string();
}

/// Something at this path or below it changed.
bool changed_at(const Changes& changes, const std::string& path) {
    const auto below = changes.lower_bound(path + "/");
    return changes.count(path) != 0 ||
           (below != changes.end() && below->first.compare(0, path.size() + 1, path + "/") == 0);
}

std::string subject(const ChangeQuery& query) {
    return query.staged        ? "no note is staged"
           : query.ref.empty() ? "no note has changed since HEAD"
                               : fmt::format("no note has changed since {}", query.ref);
}

/// Takes out the findings that are marked.
void take_out(CheckResult& result, const std::vector<bool>& marked) {
    std::vector<Diagnostic> kept;
    std::set<std::string_view> notes;
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (!marked[i]) {
            kept.push_back(std::move(result.diagnostics[i]));
        }
    }
    result.diagnostics = std::move(kept);
    for (const auto& finding : result.diagnostics) {
        notes.insert(finding.path);
    }
    result.notes_with_findings = notes.size();
}

std::string baseline_file(const CheckArguments& arguments, const std::string& root) {
    return arguments.baseline.empty() ? (fs::path{root} / default_baseline).string()
                                      : arguments.baseline;
}

}  // namespace

void check_narrowing(const CheckArguments& arguments) {
    const int given = (arguments.changed ? 1 : 0) + (arguments.changed_lines ? 1 : 0) +
                      (arguments.staged ? 1 : 0);
    if (given > 1) {
        throw Unusable("--changed, --changed-lines and --staged: only one of them at a time");
    }
    const bool from_input = arguments.paths == std::vector<std::string>{"-"};
    if (from_input && (given != 0 || arguments.write_baseline)) {
        throw Unusable(fmt::format(
            "{} does not go with - (standard input)",
            arguments.write_baseline ? "--write-baseline" : query_of(arguments).option));
    }
    if (arguments.no_baseline && (arguments.write_baseline || !arguments.baseline.empty())) {
        throw Unusable("--no-baseline does not go with --baseline and --write-baseline");
    }
    if (arguments.write_baseline && (arguments.fix || arguments.diff || arguments.fix_only)) {
        throw Unusable("--write-baseline mends nothing: use --fix first, then write the baseline");
    }
    if (arguments.write_baseline && given != 0) {
        throw Unusable(fmt::format("--write-baseline does not go with {}: name the notes as PATH",
                                   query_of(arguments).option));
    }
}

bool only_changes(const CheckArguments& arguments) noexcept {
    return arguments.staged || arguments.changed || arguments.changed_lines;
}

Narrowed narrowed_to_changes(const CheckArguments& arguments, const VaultPaths& group,
                             WalkResult walked) {
    Narrowed narrowed{std::move(walked), {}};
    if (!only_changes(arguments)) {
        return narrowed;
    }
    auto& notes = narrowed.walked.notes;
    auto query = query_of(arguments);
    // Pictures and other big files are not even compared.
    if (std::all_of(notes.begin(), notes.end(), is_note_name)) {
        query.patterns.emplace_back("*.md");
    }
    const auto changes = git_changes(group.paths, query);
    std::vector<NotePath> changed;
    for (auto& note : notes) {
        const auto found = changes.find(real_path(note));
        if (found != changes.end()) {
            if (query.lines) {
                narrowed.changes.emplace(note.vault, found->second);
            }
            changed.push_back(std::move(note));
        }
    }
    notes = std::move(changed);
    auto& unreadable = narrowed.walked.unreadable;
    unreadable.erase(std::remove_if(unreadable.begin(), unreadable.end(),
                                    [&](const auto& place) {
                                        // Changed notes may stand below an ignore file.
                                        return !is_ignore_file(place.first.vault) &&
                                               !changed_at(changes, real_path(place.first));
                                    }),
                     unreadable.end());
    if (notes.empty() && unreadable.empty()) {
        Messages{arguments.quiet || arguments.fix_only}.note(
            fmt::format("{} under {}", subject(query), joined(group.paths, ", ")));
    }
    return narrowed;
}

KnownFindings::KnownFindings(const CheckArguments& arguments, const VaultPaths& group,
                             const Narrowed& narrowed, const RuleSelection& selection)
    : narrowed_{narrowed},
      selection_{selection},
      root_{group.root},
      whole_{group.whole && !only_changes(arguments)},
      by_lines_{bool{arguments.changed_lines}},
      certain_only_{arguments.min_confidence == "certain"},
      write_{arguments.write_baseline},
      file_{baseline_file(arguments, group.root)} {
    if (arguments.no_baseline) {
        return;
    }
    if (write_) {
        const auto folder = fs::path{file_}.parent_path().string();
        if (arguments.baseline.empty()) {
            require_inside(group.root, file_);
            make_folder(folder);
        }
        if (is_there(folder)) {  // else the file cannot be written, which is told then
            lock_.emplace(folder, text::Busy::wait);
        }
    }
    if (is_there(file_)) {
        // What is named may be a pipe.
        baseline_ = Baseline::parse(
            file_, arguments.baseline.empty() ? read_regular_file(file_) : read_file(file_));
    } else if (write_) {
        baseline_.emplace();
    } else if (!arguments.baseline.empty()) {
        throw Unusable(fmt::format("--baseline: there is no {}; --write-baseline makes it", file_));
    }
    if (baseline_) {
        for (const auto& note : narrowed.walked.notes) {
            asked_.insert(to_valid_utf8(note.vault));
        }
    }
}

BaselineScope KnownFindings::scope() const {
    return {[this](const BaselineEntry& entry) {
                const auto* const rule = find_rule(entry.rule);
                const bool looked_at = asked_.count(entry.path) != 0
                                           ? unread_.count(entry.path) == 0
                                           : whole_ && !is_elsewhere(entry.path);
                // What is only likely may be there and not told.
                return looked_at && !certain_only_ &&
                       (rule == nullptr || selection_.enabled(*rule));
            },
            [this](const std::string& path) { return is_elsewhere(path); }};
}

bool KnownFindings::is_elsewhere(const std::string& path) const {
    // A name that is no UTF-8 cannot be looked for.
    const bool exact = path.find("\xEF\xBF\xBD") == std::string::npos;
    std::error_code error;
    return asked_.count(path) == 0 &&
           (!exact || fs::status(fs::path{root_} / path, error).type() != fs::file_type::not_found);
}

void KnownFindings::note_unread(const std::vector<Diagnostic>& findings) {
    for (const Diagnostic& finding : findings) {
        if (finding.rule->scope == Scope::file) {
            unread_.insert(to_valid_utf8(finding.vault_path));
        }
    }
}

std::vector<bool> KnownFindings::decide(const std::vector<Diagnostic>& findings,
                                        const Messages& messages) {
    std::vector<bool> leave(findings.size());
    note_unread(findings);
    if (baseline_) {
        auto match = baseline_->match(findings, scope());
        in_baseline_ = match.known_count();
        leave = std::move(match.known);
        if (const auto gone = match.gone.size(); gone != 0) {
            messages.note(
                fmt::format("{} {} of the baseline {} gone; --write-baseline takes {} out", gone,
                            gone == 1 ? "entry" : "entries", gone == 1 ? "is" : "are",
                            gone == 1 ? "it" : "them"));
        }
    }
    for (std::size_t i = 0; by_lines_ && i < findings.size(); ++i) {
        const auto change = narrowed_.changes.find(findings[i].vault_path);
        leave[i] = leave[i] ||
                   (change != narrowed_.changes.end() &&
                    !change->second.meets(findings[i].begin.line,
                                          std::max(findings[i].begin.line, findings[i].end.line)));
    }
    return leave;
}

void KnownFindings::write(const std::vector<Diagnostic>& findings, const Messages& messages) {
    note_unread(findings);
    const auto before = baseline_->match(findings, scope());
    const auto renewed = baseline_->renewed(findings, scope());
    const auto in_it = static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), belongs_in_baseline));
    write_file_atomically(file_, renewed.text());
    in_baseline_ = in_it;
    messages.note(fmt::format("{}: {} finding{} in the baseline, {} of them new; {} gone",
                              display_path(file_), renewed.size(), renewed.size() == 1 ? "" : "s",
                              in_it - before.known_count(), before.gone.size()));
}

CheckResult KnownFindings::check(const WalkResult& notes, const Config& config,
                                 CheckOptions options, const Messages& messages) {
    const bool decide_first = options.fix && !empty();
    if (decide_first) {  // what is mended must not be among what is left alone
        auto look = options;
        look.fix = false;
        look.lint.preview_fixes = false;
        look.on_change = nullptr;
        const auto found = check_notes(notes, config, selection_, look);
        const auto leave = decide(found.diagnostics, messages);
        for (std::size_t i = 0; i < leave.size(); ++i) {
            const auto& finding = found.diagnostics[i];
            options.left_alone[finding.vault_path].add(finding, leave[i]);
        }
    }
    auto result = check_notes(notes, config, selection_, options);
    if (write_) {
        write(result.diagnostics, messages);
        std::vector<bool> written;
        std::transform(result.diagnostics.begin(), result.diagnostics.end(),
                       std::back_inserter(written), belongs_in_baseline);
        take_out(result, written);
    } else if (!empty() && !decide_first) {
        take_out(result, decide(result.diagnostics, messages));
    }
    return result;
}

LeftAlone KnownFindings::of_note(const std::vector<Diagnostic>& findings,
                                 const Messages& messages) {
    LeftAlone left;
    const auto leave = decide(findings, messages);
    for (std::size_t i = 0; i < leave.size(); ++i) {
        left.add(findings[i], leave[i]);
    }
    return left;
}

}  // namespace tasklint::cli
