// Instructions one by one: placeholders, presets, layout, filters.
#include "query/reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tasklint/text.hpp"

namespace tasklint::query {
namespace {

constexpr int most_rounds = 10;
constexpr std::size_t deepest_preset = 100;
/// Presets and placeholders can multiply: what brings more than this to one text is no query any
/// more. Few enough that a vault full of such texts is read in a time that its size explains.
constexpr std::size_t most_brought = 2'000;
constexpr std::size_t most_brought_bytes = std::size_t{1} << 18;

bool is_hidden_by_default(std::string_view option) {
    return option == "group count" || option == "urgency" || option == "tree";
}

Problem too_much() {
    return {"preset-recursion", "Maximum call stack size exceeded",
            "presets bring more than 2,000 instructions or 256 KiB"};
}

Problem needs_javascript() {
    return {"needs-javascript", "JavaScript is now disabled in Tasks queries by default.", {}};
}

}  // namespace

const std::vector<std::string>& layout_options() {
    static const std::vector<std::string> options{
        "backlink",        "edit button",  "nested backlink",
        "postpone button", "task count",   "group count",
        "toolbar",         "tree",         "urgency",
        "cancelled date",  "created date", "depends on",
        "done date",       "due date",     "id",
        "on completion",   "priority",     "recurrence rule",
        "scheduled date",  "start date",   "tags"};
    return options;
}

const Presets& presets_of(const TaskSettings& settings) {
    return settings.presets ? *settings.presets : default_presets();
}

Reader::Reader(const QueryNote& note, const Presets& presets, const date::year_month_day& today)
    : note_(note), presets_(presets) {
    plan_.today = today;
    context_.today = today;
}

std::optional<std::pair<Statement, Problem>> Reader::read(std::string_view text) {
    std::vector<Statement> statements;
    for (const auto& statement : split_statements(text)) {
        if (auto problem = expand(statement, statements)) {
            return std::pair{statement, *std::move(problem)};
        }
    }
    for (const auto& statement : statements) {
        if (auto problem = take(statement.text)) {
            return std::pair{statement, *std::move(problem)};
        }
    }
    return std::nullopt;
}

std::deque<StatementReading> Reader::explain(std::string_view text) {
    std::deque<StatementReading> out;
    for (const auto& statement : split_statements(text)) {
        std::vector<Statement> pieces;
        Span wrong;
        if (auto problem = expand(statement, pieces, &wrong)) {
            auto& reading = out.emplace_back();
            reading.raw = statement;
            reading.text = statement.text;
            reading.problem = std::move(problem);
            reading.placeholder = wrong;
            continue;
        }
        for (auto& piece : pieces) {
            auto& reading = out.emplace_back();
            reading.raw = statement;
            reading.expanded = piece.text != statement.text;
            reading.text = std::move(piece.text);
            reading.problem = take(reading.text, &reading);
        }
    }
    return out;
}

Plan Reader::plan() {
    if (columns_) {
        plan_.groupers.insert(plan_.groupers.begin(), *columns_);
        plan_.layout.columns = true;
    }
    for (const auto& [option, shown] : visible_) {
        if (shown == is_hidden_by_default(option)) {
            (shown ? plan_.layout.shown : plan_.layout.hidden).emplace_back(option);
        }
    }
    plan_.dates = std::move(context_.dates);
    plan_.ignores_global = ignores_global_;
    return std::move(plan_);
}

/// Puts in what placeholders stand for; that may be several statements.
std::optional<Problem> Reader::expand(const Statement& statement, std::vector<Statement>& out,
                                      Span* wrong) {
    if (statement.text.front() == '#' || statement.text.find("{{") == std::string::npos) {
        out.push_back(statement);
        return std::nullopt;
    }
    const auto refused = [&] {
        if (wrong != nullptr) {
            *wrong = {0, static_cast<std::uint32_t>(statement.text.size())};
        }
        return endless_expansion();
    };
    if (too_much_brought()) {
        return refused();
    }
    auto expansion = expand_placeholders(statement.text, note_, presets_, most_rounds);
    if (expansion.problem) {
        if (wrong != nullptr) {
            *wrong = expansion.wrong;
        }
        return std::move(expansion.problem);
    }
    if (expansion.text == statement.text) {
        out.push_back(statement);
        return std::nullopt;
    }
    brought_bytes_ += expansion.text.size();
    auto pieces = split_statements(expansion.text);
    brought_ += pieces.empty() ? 0 : pieces.size() - 1;
    if (too_much_brought()) {
        return refused();
    }
    for (auto& piece : pieces) {
        piece.line = statement.line;
        piece.span = statement.span;
        out.push_back(std::move(piece));
    }
    return std::nullopt;
}

std::optional<Problem> Reader::take(std::string_view line, StatementReading* reading) {
    using Kind = Instruction::Kind;
    brought_ += open_presets_.empty() ? 0 : 1;
    if (!open_presets_.empty() && too_much_brought()) {
        return too_much();
    }
    const Instruction instruction = read_instruction(line);
    if (reading != nullptr) {
        reading->instruction = instruction;
    }
    switch (instruction.kind) {
        case Kind::none: return take_filter(line, reading);
        case Kind::preset: return take_preset(std::string{trim(instruction.argument)}, reading);
        case Kind::short_mode: plan_.layout.short_mode = true; break;
        case Kind::full_mode: plan_.layout.short_mode = false; break;
        case Kind::explain: plan_.layout.explain = true; break;
        case Kind::ignore_global: ignores_global_ = true; break;
        case Kind::limit: plan_.limit = instruction.number; break;
        case Kind::limit_groups: plan_.group_limit = instruction.number; break;
        case Kind::sort:
            plan_.sorters.push_back(
                {instruction.property, instruction.reverse, instruction.number.value_or(1)});
            break;
        case Kind::group:
            plan_.groupers.push_back({instruction.property, instruction.reverse});
            break;
        case Kind::view: return take_view(trim(instruction.argument));
        case Kind::hide:
        case Kind::show: return take_option(instruction.argument, instruction.kind == Kind::show);
        case Kind::comment: break;
        case Kind::needs_javascript: return needs_javascript();
    }
    return std::nullopt;
}

std::optional<Problem> Reader::take_filter(std::string_view line, StatementReading* reading) {
    context_.trace = reading == nullptr ? nullptr : &reading->filter;
    auto filter = read_filter(line, context_);
    context_.trace = nullptr;
    if (!filter.taken) {
        return Problem{"unknown-instruction", "do not understand query", {}};
    }
    if (filter.problem) {
        return std::move(filter.problem);
    }
    plan_.filters.push_back({std::move(filter.filter), std::move(filter.text)});
    return std::nullopt;
}

std::optional<Problem> Reader::take_option(std::string_view text, bool show) {
    const std::string wanted = to_lower(text);
    for (const std::string_view option : layout_options()) {
        if (wanted.compare(0, option.size(), option) == 0) {
            visible_[option] = show;
            return std::nullopt;
        }
    }
    return Problem{"unknown-show-hide-option", "do not understand hide/show option", {}};
}

std::optional<Problem> Reader::take_view(std::string_view text) {
    const auto space = std::min(text.find(' '), text.size());
    const std::string mode = to_lower(text.substr(0, space));
    const auto rest = trim(text.substr(space));
    if (mode == "list" && rest.empty()) {
        columns_.reset();
        return std::nullopt;
    }
    if (mode != "columns") {
        return Problem{
            "unknown-view-mode", fmt::format("do not understand view mode \"{}\"", text), {}};
    }
    if (rest.empty()) {
        return Problem{
            "columns-without-grouping", "columns view requires a grouping expression", {}};
    }
    const Instruction grouping = read_grouping(rest);
    if (grouping.kind == Instruction::Kind::needs_javascript) {
        return needs_javascript();
    }
    if (grouping.kind != Instruction::Kind::group) {
        return Problem{"unknown-columns-grouping",
                       fmt::format("do not understand columns grouping \"{}\"", rest),
                       {}};
    }
    columns_ = Grouper{grouping.property, grouping.reverse};
    return std::nullopt;
}

std::optional<Problem> Reader::take_preset(const std::string& name, StatementReading* reading) {
    const auto found = presets_.find(name);
    if (found == presets_.end() || found->second.empty()) {
        return Problem{"unknown-preset",
                       fmt::format("Cannot find preset \"{}\" in the Tasks settings", name),
                       {}};
    }
    if (open_presets_.size() >= deepest_preset ||
        std::find(open_presets_.begin(), open_presets_.end(), name) != open_presets_.end()) {
        return Problem{"preset-recursion", "Maximum call stack size exceeded", {}};
    }
    brought_bytes_ += found->second.size();
    if (too_much_brought()) {
        return too_much();
    }
    open_presets_.push_back(name);
    auto last = take_statements(found->second);
    open_presets_.pop_back();
    if (reading != nullptr) {
        reading->in_preset = last.has_value();
        reading->preset_placeholder = std::exchange(wrong_in_preset_, {});
    }
    return last;
}

bool Reader::too_much_brought() const noexcept {
    return brought_ > most_brought || brought_bytes_ > most_brought_bytes;
}

/// An error does not stop what follows it; the last one is reported.
std::optional<Problem> Reader::take_statements(std::string_view text) {
    std::optional<Problem> last;
    for (const auto& statement : split_statements(text)) {
        std::string line = statement.text;
        if (line.find("{{") != std::string::npos && line.find("}}") != std::string::npos) {
            auto expansion = expand_placeholders(line, note_, presets_, 1);
            if (expansion.problem) {
                wrong_in_preset_ = expansion.wrong.in(line);
                return std::move(expansion.problem);
            }
            line = std::move(expansion.text);
            brought_bytes_ += line.size();
        }
        if (auto problem = take(line)) {
            const bool stops =
                problem->kind == "preset-recursion" || problem->kind == "placeholder";
            last = std::move(problem);
            if (stops) {
                return last;
            }
        }
    }
    return last;
}

}  // namespace tasklint::query
