// Mends a note: chooses fixes, applies them in rounds, checks each line and the note before it
// believes in them.
#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "tasklint/fix.hpp"

#include "fix/verify.hpp"
#include "lint/rule.hpp"

namespace tasklint {

namespace {

constexpr int most_rounds = 10;
constexpr std::size_t most_tried_alone = 50;  // plans that do more than give a task its fields
// What one line can ask for in one go; a hostile line has 10^5 findings.
constexpr std::size_t most_edits_of_a_line = 256;
constexpr std::size_t most_fixes_tried_alone = 32;

bool overlap(const Edit& a, const Edit& b) {
    if (a == b) {
        return false;  // the same edit, wanted twice
    }
    return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

/// Adds a fix's edits to those chosen, unless they conflict.
bool add_edits(std::vector<Edit>& chosen, const Fix& fix) {
    if (chosen.size() + fix.edits.size() > most_edits_of_a_line) {
        return false;  // in a later round, or never: nobody wrote that line
    }
    for (const Edit& edit : fix.edits) {
        for (const Edit& other : chosen) {
            if (overlap(edit, other)) {
                return false;
            }
        }
    }
    for (const Edit& edit : fix.edits) {
        if (std::find(chosen.begin(), chosen.end(), edit) == chosen.end()) {
            chosen.push_back(edit);
        }
    }
    return true;
}

/// Takes a finding's fix away, and says so.
void refuse(Diagnostic& finding) {
    finding.fix_refused = true;
    finding.fix.reset();
    finding.fixed_line.clear();
    if (finding.help.empty()) {
        finding.help = "no fix is safe here: it would change what else is read; mend it by hand";
    }
}

void sort_edits(std::vector<Edit>& edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
        return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
    });
}

/// The fixes of one line and what they make of it.
struct LinePlan {
    std::uint32_t line = 0;
    Span span;
    std::vector<Edit> edits;
    std::vector<Diagnostic*> used;
    std::string new_line;
    Effect effect = Effect::same_task;
    bool unsafe = false;
};

std::vector<const Fix*> fixes_of(const std::vector<Diagnostic*>& findings) {
    std::vector<const Fix*> fixes;
    fixes.reserve(findings.size());
    for (const Diagnostic* const finding : findings) {
        fixes.push_back(&*finding->fix);
    }
    return fixes;
}

/// Applies what of these fixes does not conflict. @return false if nothing is left or the contract
/// is not kept
bool try_plan(const Document& document, const Config& config,
              const std::vector<Diagnostic*>& findings, LinePlan& plan, bool check) {
    plan.edits.clear();
    plan.used.clear();
    for (Diagnostic* const finding : findings) {
        if (add_edits(plan.edits, *finding->fix)) {
            plan.used.push_back(finding);
            plan.effect = std::max(plan.effect, finding->fix->effect);
        }
    }
    if (plan.used.empty()) {
        return false;
    }
    sort_edits(plan.edits);
    plan.new_line = fixing::edited(document.text, plan.span, plan.edits);
    return !check || fixing::keeps_contract(document.text, plan.span, fixes_of(plan.used),
                                            plan.new_line, config);
}

/// The safe fixes of one line, together or as many of them as keep the contract. What is refused
/// is marked.
bool plan_safe(const Document& document, const Config& config,
               const std::vector<Diagnostic*>& findings, LinePlan& plan) {
    if (findings.empty()) {
        return false;
    }
    if (try_plan(document, config, findings, plan, true)) {
        return true;
    }
    std::vector<Diagnostic*> kept;
    LinePlan best;
    bool any = false;
    std::size_t tried = 0;
    const std::vector<Diagnostic*> from_the_end(findings.rbegin(), findings.rend());
    for (Diagnostic* const finding : from_the_end) {
        if (++tried > most_fixes_tried_alone) {
            finding->fix_refused = true;
            continue;
        }
        auto attempt = kept;
        attempt.push_back(finding);
        LinePlan one = plan;
        one.effect = Effect::same_task;
        if (try_plan(document, config, attempt, one, true) && one.used.size() == attempt.size()) {
            kept = std::move(attempt);
            best = std::move(one);
            any = true;
        } else {
            finding->fix_refused = true;
        }
    }
    if (any) {
        plan = std::move(best);
    }
    return any;
}

std::map<std::uint32_t, std::vector<Diagnostic*>> by_line(std::vector<Diagnostic>& findings,
                                                          const LineIndex& lines, Safety safety) {
    std::map<std::uint32_t, std::vector<Diagnostic*>> out;
    for (Diagnostic& finding : findings) {
        if (finding.fix && finding.fix->safety == safety && !finding.fix_refused) {
            out[lines.line_of(finding.fix->edits.front().span.begin)].push_back(&finding);
        }
    }
    return out;
}

std::string apply_all(std::string_view text, const std::vector<LinePlan>& plans) {
    std::vector<Edit> edits;
    for (const LinePlan& plan : plans) {
        edits.insert(edits.end(), plan.edits.begin(), plan.edits.end());
    }
    sort_edits(edits);
    return fixing::edited(text, {0, static_cast<std::uint32_t>(text.size())}, edits);
}

bool keeps_note(const Document& document, const LineIndex& lines, const Config& config,
                const std::vector<LinePlan>& plans) {
    fixing::Changes changes;
    std::vector<std::uint32_t> queries;
    for (const LinePlan& plan : plans) {
        if (plan.effect == Effect::query) {
            queries.push_back(plan.span.begin);
        }
        changes.edits.insert(changes.edits.end(), plan.edits.begin(), plan.edits.end());
        auto& begins = plan.effect == Effect::makes_task  ? changes.made
                       : plan.effect == Effect::ends_task ? changes.ended
                                                          : changes.loose;
        if (plan.unsafe || plan.effect == Effect::makes_task) {
            begins.push_back(plan.span.begin);
        }
    }
    sort_edits(changes.edits);
    std::sort(changes.made.begin(), changes.made.end());
    std::sort(changes.ended.begin(), changes.ended.end());
    std::sort(changes.loose.begin(), changes.loose.end());
    thread_local Document after;  // so that its buffers are used again
    const auto keeps_structure = [&](Span part) {
        after.text = fixing::edited(document.text, part, changes.edits);
        if (after.text.size() > std::numeric_limits<std::uint32_t>::max()) {
            return false;  // no note is that long
        }
        after.path = document.path;
        parse(after, config.tasks);
        return fixing::keeps_structure(document, lines, part, after, changes);
    };
    const Span whole{0, static_cast<std::uint32_t>(document.text.size())};
    const Span part = queries.empty() ? fixing::part_around(document, changes.edits) : whole;
    const bool keeps =
        (part != whole && keeps_structure(part) && !fixing::has_hiding_marks(after.text)) ||
        (keeps_structure(whole) &&
         (queries.empty() || fixing::keeps_queries(document, after, fixing::Moved{changes.edits},
                                                   queries, changes.loose, config)));
    if (after.text.size() > 16U << 20U) {
        after = Document{};  // one huge note must not be paid for until the end
    }
    return keeps;
}

/// Leaves out the plans that change another line's task, or what the front matter says.
void drop_harmful(const Document& document, const LineIndex& lines, const Config& config,
                  std::vector<LinePlan>& plans,
                  const std::function<void(const LinePlan&)>& refuse) {
    if (plans.empty() || keeps_note(document, lines, config, plans)) {
        return;
    }
    std::vector<LinePlan> kept;
    std::vector<LinePlan> alone;
    for (LinePlan& plan : plans) {
        (plan.effect == Effect::same_task ? kept : alone).push_back(std::move(plan));
    }
    if (!keeps_note(document, lines, config, kept)) {
        std::for_each(kept.begin(), kept.end(), refuse);
        kept.clear();
    }
    for (LinePlan& plan : alone) {
        kept.push_back(std::move(plan));
        if (alone.size() > most_tried_alone || !keeps_note(document, lines, config, kept)) {
            refuse(kept.back());
            kept.pop_back();
        }
    }
    plans = std::move(kept);
}

}  // namespace

void preview_fixes(const Document& document, const Config& config,
                   std::vector<Diagnostic>& findings) {
    preview_fixes(document, LineIndex{document.text}, config, findings);
}

void preview_fixes(const Document& document, const LineIndex& lines, const Config& config,
                   std::vector<Diagnostic>& findings) {
    std::vector<LinePlan> plans;
    for (auto& [line, safe] : by_line(findings, lines, Safety::safe)) {
        LinePlan plan;
        plan.line = line;
        plan.span = lines.span_of(line, document.text);
        if (plan_safe(document, config, safe, plan)) {
            plans.push_back(std::move(plan));
        }
    }
    // A new task may be the parent of what stands below it: then the note would read otherwise.
    drop_harmful(document, lines, config, plans, [](const LinePlan& plan) {
        for (Diagnostic* const finding : plan.used) {
            finding->fix_refused = true;
        }
    });
    for (const LinePlan& plan : plans) {
        for (Diagnostic* const finding : plan.used) {
            finding->fixed_line = plan.new_line;
        }
    }
    for (auto& [line, unsafe] : by_line(findings, lines, Safety::unsafe)) {
        unsafe.resize(std::min(unsafe.size(), most_fixes_tried_alone));
        for (Diagnostic* const finding : unsafe) {
            LinePlan plan;
            plan.span = lines.span_of(line, document.text);
            if (try_plan(document, config, {finding}, plan, false)) {
                finding->fixed_line = plan.new_line;
            }
        }
    }
    for (Diagnostic& finding : findings) {
        if (finding.fix_refused) {
            refuse(finding);
        }
    }
}

FixResult fix(std::string text, const std::string& path, const Config& config,
              const RuleSelection& selection, const LintOptions& options, bool unsafe,
              const LeftAlone& left_alone) {
    FixResult result;
    LintOptions quiet = options;
    quiet.preview_fixes = false;
    quiet.suppressed = nullptr;
    std::set<std::pair<std::string_view, std::string>> refused;  // rule, line
    bool changed_since = false;  // what was refused may be safe by now
    Document document = parse(std::move(text), path, config.tasks);
    for (int round = 0; round < most_rounds; ++round) {
        auto findings = check(document, config, selection, quiet);
        left_alone.take_out(findings);
        const LineIndex lines{document.text};
        const auto key = [&](const Diagnostic& finding) {
            return std::pair{
                finding.rule->code,
                std::string{lines.span_of(finding.begin.line, document.text).in(document.text)}};
        };
        for (Diagnostic& finding : findings) {
            finding.fix_refused = finding.fix && refused.count(key(finding)) != 0;
        }
        std::vector<LinePlan> plans;
        for (auto& [line, safe] : by_line(findings, lines, Safety::safe)) {
            LinePlan plan;
            plan.line = line;
            plan.span = lines.span_of(line, document.text);
            if (plan_safe(document, config, safe, plan)) {
                plans.push_back(std::move(plan));
            }
            for (const Diagnostic* const finding : safe) {
                if (finding->fix_refused) {
                    refused.insert(key(*finding));
                }
            }
        }
        if (unsafe) {
            for (auto& [line, unsafe_findings] : by_line(findings, lines, Safety::unsafe)) {
                const bool taken =
                    std::any_of(plans.begin(), plans.end(),
                                [&, at = line](const LinePlan& plan) { return plan.line == at; });
                LinePlan plan;
                plan.line = line;
                plan.span = lines.span_of(line, document.text);
                plan.unsafe = true;
                if (!taken && try_plan(document, config, {unsafe_findings.front()}, plan, false)) {
                    plans.push_back(std::move(plan));
                }
            }
        }
        drop_harmful(document, lines, config, plans, [&](const LinePlan& plan) {
            for (const Diagnostic* const finding : plan.used) {
                refused.insert(key(*finding));
            }
        });
        if (plans.empty()) {
            if (!changed_since || refused.empty()) {
                break;
            }
            refused.clear();
            changed_since = false;
            continue;
        }
        changed_since = true;
        std::string mended = apply_all(document.text, plans);
        for (const LinePlan& plan : plans) {
            for (Diagnostic* const finding : plan.used) {
                finding->fixed_line = plan.new_line;
                result.applied.push_back(*finding);
            }
        }
        document = parse(std::move(mended), path, config.tasks);
    }
    result.remaining = check(document, config, selection, options);
    const LineIndex lines{document.text};
    for (Diagnostic& finding : result.remaining) {
        const std::pair key{
            finding.rule->code,
            std::string{lines.span_of(finding.begin.line, document.text).in(document.text)}};
        if (refused.count(key) != 0) {
            refuse(finding);
        }
    }
    result.text = std::move(document.text);
    return result;
}

FixResult mend(std::string text, const std::string& path, const Config& config,
               std::vector<Diagnostic> findings, bool unsafe) {
    FixResult result;
    const Document document = parse(std::move(text), path, config.tasks);
    const LineIndex lines{document.text};
    std::vector<LinePlan> plans;
    for (const Safety safety : {Safety::safe, Safety::unsafe}) {
        if (safety == Safety::unsafe && !unsafe) {
            break;
        }
        for (auto& [line, of_line] : by_line(findings, lines, safety)) {
            LinePlan plan;
            plan.line = line;
            plan.span = lines.span_of(line, document.text);
            plan.unsafe = safety == Safety::unsafe;
            if (try_plan(document, config, of_line, plan, !plan.unsafe)) {
                plans.push_back(std::move(plan));
            }
        }
    }
    drop_harmful(document, lines, config, plans, [](const LinePlan&) {});
    std::set<const Diagnostic*> used;
    std::vector<Edit> edits;
    for (const LinePlan& plan : plans) {
        used.insert(plan.used.begin(), plan.used.end());
        edits.insert(edits.end(), plan.edits.begin(), plan.edits.end());
    }
    sort_edits(edits);
    result.text =
        fixing::edited(document.text, {0, static_cast<std::uint32_t>(document.text.size())}, edits);
    for (Diagnostic& finding : findings) {
        (used.count(&finding) != 0 ? result.applied : result.remaining)
            .push_back(std::move(finding));
    }
    return result;
}

}  // namespace tasklint
