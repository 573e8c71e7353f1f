// Why the plugin refuses an instruction, in the order in which a person would see it.
#include "lint/query_finder.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tasklint::lint {

namespace {

using Kind = query::Instruction::Kind;
using query::DateForm;

/// `{{date}}`, `{{time:HH:mm}}`: what Obsidian fills in when a note is made from a template.
bool is_of_template(std::string_view placeholder) {
    if (placeholder.size() < 4) {
        return false;
    }
    const std::string name = to_lower(trim(placeholder.substr(2, placeholder.size() - 4)));
    return name == "date" || name == "time" || name == "title" || starts_with(name, "date:") ||
           starts_with(name, "time:");
}

constexpr std::string_view template_help =
    "write the date, or name the folder of templates in `[query] template-folders`";

}  // namespace

std::vector<QueryFault> Finder::find() {
    for (const StatementReading& statement : context_.statements) {
        statement_ = &statement;
        text_ = statement.text;
        look();
    }
    return std::move(out_);
}

QueryFault& Finder::add(Fault fault, Span span, std::string message) {
    auto& one = out_.emplace_back();
    one.fault = fault;
    one.statement = statement_;
    one.span = span;
    one.message = std::move(message);
    return one;
}

bool Finder::offer_if_read(QueryFault& fault, Safety safety, const std::string& title, Span span,
                           const std::string& mended, const std::string& line) const {
    if (line.size() > longest_mended || !context_.reads(line)) {
        return false;
    }
    fault.safety = safety;
    fault.title = title;
    fault.span = span;
    fault.mended = mended;
    return true;
}

void Finder::look() {
    const auto kind = statement_->instruction.kind;
    if (kind == Kind::sort && statement_->instruction.number == 0U) {
        add(Fault::value, all(), "tags are counted from 1: the search fails with `0`");
    }
    const FilterTrace& filter = statement_->filter;
    if (!statement_->problem) {
        return;
    }
    const std::string& problem = statement_->problem->kind;
    if (problem == "not-certain" && filter.kind == FilterTrace::Kind::none) {
        return;  // a placeholder that stands for an object
    }
    if (problem == "placeholder" && kind != Kind::preset) {
        look_at_placeholder();
    } else if (kind == Kind::preset) {
        look_at_preset(problem);
    } else if (statement_->expanded && changed_by_values()) {
        add(Fault::changed_by_values, all(),
            fmt::format("what the placeholder stands for breaks the line: {}",
                        statement_->problem->message));
    } else if (kind == Kind::hide || kind == Kind::show) {
        look_at_option();
    } else if (problem == "needs-javascript") {
        look_at_javascript(all());
    } else if (kind != Kind::none) {
        auto& fault =
            add(Fault::instruction, all(), fmt::format("{}", statement_->problem->message));
        fault.help = "`view list`, or `view columns by` and what can be grouped by";
    } else if (filter.kind == FilterTrace::Kind::boolean) {
        look_at_boolean(filter);
    } else {
        look_at_filter(filter, all(), problem);
    }
}

bool Finder::changed_by_values() const {
    return context_.reads(with_plain_values(statement_->raw.text));
}

void Finder::look_at_placeholder() {
    const std::string_view raw = statement_->raw.text;
    const Span span = statement_->placeholder;
    const auto written = span.in(raw);
    const std::string& detail = statement_->problem->detail;
    if (is_of_template(written)) {
        add(Fault::template_mark, span,
            fmt::format("`{}` is text of a template that was never filled in", written))
            .help = template_help;
    } else if (detail.find("JavaScript") != std::string::npos) {
        look_at_javascript(span);
    } else if (detail.find("'null'") != std::string::npos) {
        // The settings hold for many notes; a block and a property for their own.
        if (is_of_a_note()) {
            auto& fault = add(Fault::placeholder, span,
                              fmt::format("this note has no property for `{}`", written));
            fault.help = "add the property to the front matter, or mend its name";
        }
    } else if (starts_with(detail, "Unclosed")) {
        add(Fault::placeholder, span, "the placeholder has no `}}`").help = "close it with `}}`";
    } else if (starts_with(detail, "the text grows")) {
        add(Fault::placeholder, span, "what placeholders stand for makes the query too long");
    } else {
        auto& fault = add(Fault::placeholder, span, fmt::format("nothing is called `{}`", written));
        static const std::vector<std::string_view> known{
            "query.file.path",     "query.file.pathWithoutExtension",
            "query.file.root",     "query.file.folder",
            "query.file.filename", "query.file.filenameWithoutExtension"};
        const auto name =
            written.size() > 4 ? trim(written.substr(2, written.size() - 4)) : written;
        for (const std::string_view candidate : known) {
            const auto near = nearest(name, {std::string{candidate}});
            if (!near.empty() && fault.help.empty()) {
                fault.help = fmt::format("did you mean `{{{{{}}}}}`?", near);
            }
        }
    }
}

void Finder::look_at_javascript(Span span) {
    auto& fault = add(Fault::javascript, span,
                      "this needs JavaScript, which the plugin keeps off until it is allowed "
                      "on each device");
    fault.help =
        "say it with filters, or set `[query] javascript = true` if it is allowed everywhere";
}

void Finder::look_at_preset(const std::string& problem) {
    const auto name = trim(statement_->instruction.argument);
    const Span span = query::span_in(text_, name);
    const auto& presets = query::presets_of(context_.config.tasks);
    if (problem == "preset-recursion") {
        const auto& detail = statement_->problem->detail;
        add(Fault::preset, span,
            fmt::format("the preset `{}` {}", name,
                        detail.empty() ? "leads back to itself" : "is too much: " + detail));
    } else if (problem == "unknown-preset" && !statement_->in_preset) {
        std::vector<std::string_view> names;
        for (const auto& [known, text] : presets) {
            names.push_back(known);
        }
        const bool empty = presets.count(std::string{name}) != 0;
        auto& fault = add(Fault::preset, span,
                          empty ? fmt::format("the preset `{}` is empty", name)
                                : fmt::format("the settings have no preset `{}`", name));
        const auto near = empty ? std::string{} : nearest_word(name, names);
        const auto other_case = std::find_if(
            names.begin(), names.end(),
            [&](std::string_view known) { return !empty && fold_case(known) == fold_case(name); });
        const std::string meant = other_case != names.end() ? std::string{*other_case} : near;
        if (!meant.empty()) {
            offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", meant), span, meant,
                          fmt::format("preset {}", meant));
        }
    } else if (problem == "needs-javascript" && !context_.config.tasks.presets) {
        look_at_javascript(span);
    } else if (problem == "placeholder" && is_of_a_note() &&
               statement_->problem->detail.find("'null'") != std::string::npos) {
        auto& fault = add(Fault::placeholder, span,
                          fmt::format("this note has no property for `{}` of the preset",
                                      statement_->preset_placeholder));
        fault.help = "add the property to the front matter, or mend its name in the settings";
    }
    // What else is wrong in a preset is said where the preset is written.
}

void Finder::look_at_option() {
    const auto written = statement_->instruction.argument;
    std::vector<std::string_view> options;
    for (const std::string& option : query::layout_options()) {
        options.push_back(option);
    }
    const Span span = query::span_in(text_, written);
    auto& fault = add(Fault::value, span, fmt::format("there is no `{}` to hide or show", written));
    std::string near = nearest_word(written, options);
    if (to_lower(written) == "tag") {
        near = "tags";
    }
    if (!near.empty()) {
        const Safety safety =
            near == "tags" && to_lower(written) == "tag" ? Safety::safe : Safety::unsafe;
        offer_if_read(fault, safety, fmt::format("write `{}`", near), span, near,
                      fmt::format("hide {}", near));
    } else {
        fault.help = "tasklint explain unknown-value lists what there is";
    }
}

void Finder::look_at_filter(const FilterTrace& filter, Span span, std::string_view problem) {
    const auto line = span.in(text_);
    if ((problem != "not-certain" || has_no_date(filter)) && comment_behind(span)) {
        return;
    }
    if (filter.kind == FilterTrace::Kind::none) {
        unknown(span);
    } else if (problem == "date-not-understood" || problem == "not-certain") {
        look_at_date(filter, span);
    } else if (problem == "template-text") {
        const bool opens = line.find("<%") != std::string_view::npos;
        const std::string_view mark = opens ? "<%" : "YYYY-MM-DD";
        const auto at = static_cast<std::uint32_t>(span.begin + line.find(mark));
        add(Fault::template_mark, {at, at + static_cast<std::uint32_t>(mark.size())},
            fmt::format("`{}` is text of a template that was never filled in", mark))
            .help = template_help;
    } else if (problem == "status-type") {
        add(Fault::value, span, fmt::format("`{}` names no type of statuses", line)).help =
            "`status.type is` or `is not`, then TODO, IN_PROGRESS, ON_HOLD, DONE, "
            "CANCELLED or NON_TASK";
    } else if (starts_with(problem, "regex-")) {
        look_at_regex(filter, problem);
    } else if (problem == "needs-javascript") {
        look_at_javascript(span);
    }
}

bool Finder::is_without_date(std::string_view line) const {
    const auto readings = context_.explain(line);
    return readings.size() == 1 && has_no_date(readings.front().filter);
}

bool Finder::comment_behind(Span span) {
    const auto line = span.in(text_);
    const auto mark = line.find(" #");
    if (mark == std::string_view::npos || !context_.reads(line.substr(0, mark))) {
        return false;
    }
    const auto kept = trim(line.substr(0, mark));
    if (is_without_date(kept)) {
        return false;  // it is refused without the comment, too
    }
    const Span comment{span.begin + static_cast<std::uint32_t>(kept.size()), span.end};
    auto& fault = add(Fault::comment, comment,
                      "there are no comments at the end of a line: this is part of it");
    offer_if_read(fault, Safety::unsafe, "take the comment out", comment, {}, std::string{kept});
    return true;
}

void Finder::look_at_date(const FilterTrace& filter, Span span) {
    if (has_no_date(filter) && without_delimiters(span)) {
        return;  // `done AND is recurring`
    }
    auto value = trim(part_of(*statement_, filter.value));
    if (const auto mark = value.find(" #"); has_no_date(filter) && mark != value.npos) {
        value = trim(value.substr(0, mark));
    }
    if (const auto joined = has_no_date(filter) ? joins_a_filter(context_, value) : std::nullopt) {
        value = trim(value.substr(0, joined->at));
    }
    if (filter.dates.form == DateForm::unreal && !filter.dates.phrase.empty()) {
        value = filter.dates.phrase;
    }
    const Span place = value.empty() ? span : query::span_in(text_, value);
    if (filter.dates.form == DateForm::bare_units) {
        auto& fault =
            add(Fault::days, place, fmt::format("`{}` says neither ahead nor back", value));
        fault.help = fmt::format("`in {}`, or `{} ago`", value, value);
    } else if (filter.dates.form == DateForm::unreal) {
        add(Fault::date, place, fmt::format("there is no day {}", value));
    } else if (filter.dates.kind == query::DateReading::Kind::none ||
               filter.dates.form == DateForm::nothing) {
        add(Fault::date, place,
            value.empty() ? "there is no date" : fmt::format("`{}` is no date", value))
            .help = "2026-01-09, 2026-W02, today, in 3 days, this week, …";
    }
}

void Finder::look_at_regex(const FilterTrace& filter, std::string_view problem) {
    const Span span = filter.value;
    const auto value = part_of(*statement_, span);
    if (problem == "regex-delimiters") {
        auto& fault =
            add(Fault::regex, span, fmt::format("`{}` does not stand between slashes", value));
        if (value.find('/') == std::string_view::npos) {
            const std::string mended = fmt::format("/{}/", value);
            std::string line{part_of(*statement_, {filter.span.begin, span.begin})};
            offer_if_read(fault, Safety::unsafe, fmt::format("write `{}`", mended), span, mended,
                          line + mended);
        }
    } else if (problem == "regex-unsafe") {
        add(Fault::regex, span,
            "the plugin refuses a quantifier in a group that has one, a look-behind, and more "
            "than 25 quantifiers: the pattern might take too long")
            .help = "take the quantifier out of the group, or write several filters";
    } else if (problem == "regex-too-long") {
        add(Fault::regex, span, "the pattern is longer than 500 characters");
    } else {
        add(Fault::regex, span,
            fmt::format("`{}` is no regular expression: its pattern or what stands behind the "
                        "last slash",
                        value));
    }
}

std::vector<QueryFault> query_faults(const QueryContext& context) { return Finder{context}.find(); }

}  // namespace tasklint::lint
