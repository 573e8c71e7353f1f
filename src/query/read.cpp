// From the text of a block to a plan: file defaults, global query, placeholders, presets.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/placeholders.hpp"
#include "query/plan.hpp"
#include "query/statements.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace query {
namespace {

constexpr int most_rounds = 10;
constexpr std::size_t deepest_preset = 100;
/// Presets within presets can multiply: more than this is no query any more.
constexpr std::size_t most_statements = 100'000;

// File defaults

constexpr std::array<std::string_view, 18> shown_properties{"tree",
                                                            "tags",
                                                            "id",
                                                            "depends_on",
                                                            "priority",
                                                            "recurrence_rule",
                                                            "on_completion",
                                                            "created_date",
                                                            "start_date",
                                                            "scheduled_date",
                                                            "due_date",
                                                            "cancelled_date",
                                                            "done_date",
                                                            "urgency",
                                                            "backlink",
                                                            "edit_button",
                                                            "postpone_button",
                                                            "task_count"};

bool is_truthy(const QueryProperty& property) {
    using Kind = QueryProperty::Kind;
    switch (property.kind) {
        case Kind::null: return false;
        case Kind::boolean: return property.value == "true";
        case Kind::number: return property.value != "0" && property.value != "-0";
        case Kind::text: return !property.value.empty();
        case Kind::list: break;
    }
    return true;
}

/// The instructions that the properties of a note stand for.
std::string file_defaults(const QueryNote& note) {
    std::string out;
    const auto add = [&](std::string_view line) {
        out += out.empty() ? "" : "\n";
        out += line;
    };
    const auto given = [&](std::string_view name) {
        const auto* const property = property_of(note, name);
        return property == nullptr || property->kind == QueryProperty::Kind::null ? nullptr
                                                                                  : property;
    };
    const auto add_shown = [&](std::string_view name) {
        if (const auto* const property = given(fmt::format("TQ_show_{}", name))) {
            std::string option{name};
            std::replace(option.begin(), option.end(), '_', ' ');
            add(fmt::format("{} {}", is_truthy(*property) ? "show" : "hide", option));
        }
    };
    add_shown("toolbar");
    if (const auto* const property = given("TQ_explain"); property && is_truthy(*property)) {
        add("explain");
    }
    if (const auto* const property = given("TQ_short_mode")) {
        add(is_truthy(*property) ? "short mode" : "full mode");
    }
    for (const auto name : shown_properties) {
        add_shown(name);
    }
    if (const auto* const property = given("TQ_extra_instructions");
        property && property->kind == QueryProperty::Kind::text && !property->value.empty()) {
        add(property->value);
    }
    return out;
}

// Where a statement stands

struct Part {
    QueryText text = QueryText::query;
    std::string_view content;
};

/// Texts joined by line feeds, empty ones left out, and which line belongs to which.
struct Joined {
    std::string text;
    std::vector<Part> parts;

    explicit Joined(const std::vector<Part>& given) {
        for (const auto& part : given) {
            if (part.content.empty()) {
                continue;
            }
            text += parts.empty() ? "" : "\n";
            text += part.content;
            parts.push_back(part);
        }
    }

    /// Puts an error where its statement stands.
    void place(QueryError& error, const Statement& statement) const {
        std::uint32_t first_line = 0;
        std::size_t begin = 0;
        for (const auto& part : parts) {
            const auto lines = static_cast<std::uint32_t>(
                1 + std::count(part.content.begin(), part.content.end(), '\n'));
            if (statement.line <= first_line + lines) {
                error.in = part.text;
                error.line = statement.line - first_line;
                const auto size = part.content.size();
                const auto in_part = [&](std::uint32_t offset) {
                    return static_cast<std::uint32_t>(std::min(offset - begin, size));
                };
                error.span = {in_part(statement.span.begin), in_part(statement.span.end)};
                return;
            }
            first_line += lines;
            begin += part.content.size() + 1;
        }
    }
};

// Layout

constexpr std::array<std::string_view, 21> options{
    "backlink",        "edit button",  "nested backlink",
    "postpone button", "task count",   "group count",
    "toolbar",         "tree",         "urgency",
    "cancelled date",  "created date", "depends on",
    "done date",       "due date",     "id",
    "on completion",   "priority",     "recurrence rule",
    "scheduled date",  "start date",   "tags"};

bool is_hidden_by_default(std::string_view option) {
    return option == "group count" || option == "urgency" || option == "tree";
}

// Reading

class Reader {
public:
    Reader(const QueryNote& note, const Presets& presets, const date::year_month_day& today)
        : note_(note), presets_(presets) {
        plan_.today = today;
        context_.today = today;
    }

    /// @return the first problem and its statement's place in the joined text
    std::optional<QueryError> read(const Joined& joined) {
        std::vector<Statement> statements;
        for (const auto& statement : split_statements(joined.text)) {
            if (auto problem = expand(statement, statements)) {
                return at(joined, statement, std::move(*problem));
            }
        }
        for (const auto& statement : statements) {
            if (auto problem = take(statement.text)) {
                return at(joined, statement, std::move(*problem));
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool ignores_global() const noexcept { return ignores_global_; }

    Plan plan() {
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
        return std::move(plan_);
    }

private:
    static QueryError at(const Joined& joined, const Statement& statement, Problem problem) {
        QueryError error;
        error.kind = std::move(problem.kind);
        error.message = std::move(problem.message);
        error.detail = std::move(problem.detail);
        joined.place(error, statement);
        return error;
    }

    /// Puts in what placeholders stand for; that may be several statements.
    std::optional<Problem> expand(const Statement& statement, std::vector<Statement>& out) const {
        if (statement.text.front() == '#') {
            out.push_back(statement);
            return std::nullopt;
        }
        auto expansion = expand_placeholders(statement.text, note_, presets_, most_rounds);
        if (expansion.problem) {
            return std::move(expansion.problem);
        }
        if (expansion.text == statement.text) {
            out.push_back(statement);
            return std::nullopt;
        }
        for (auto& piece : split_statements(expansion.text)) {
            piece.line = statement.line;
            piece.span = statement.span;
            out.push_back(std::move(piece));
        }
        return std::nullopt;
    }

    std::optional<Problem> take(std::string_view line) {
        using Kind = Instruction::Kind;
        if (++taken_ > most_statements) {
            return Problem{"preset-recursion", "Maximum call stack size exceeded", {}};
        }
        const Instruction instruction = read_instruction(line);
        switch (instruction.kind) {
            case Kind::none: return take_filter(line);
            case Kind::preset: return take_preset(std::string{trim(instruction.argument)});
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
            case Kind::show:
                return take_option(instruction.argument, instruction.kind == Kind::show);
            case Kind::comment: break;
            case Kind::needs_javascript: return needs_javascript();
        }
        return std::nullopt;
    }

    static Problem needs_javascript() {
        return {"needs-javascript", "JavaScript is now disabled in Tasks queries by default.", {}};
    }

    std::optional<Problem> take_filter(std::string_view line) {
        auto reading = read_filter(line, context_);
        if (!reading.taken) {
            return Problem{"unknown-instruction", "do not understand query", {}};
        }
        if (reading.problem) {
            return std::move(reading.problem);
        }
        plan_.filters.push_back(std::move(reading.filter));
        return std::nullopt;
    }

    std::optional<Problem> take_option(std::string_view text, bool show) {
        const std::string wanted = to_lower(text);
        for (const auto option : options) {
            if (wanted.compare(0, option.size(), option) == 0) {
                visible_[option] = show;
                return std::nullopt;
            }
        }
        return Problem{"unknown-show-hide-option", "do not understand hide/show option", {}};
    }

    std::optional<Problem> take_view(std::string_view text) {
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

    std::optional<Problem> take_preset(const std::string& name) {
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
        open_presets_.push_back(name);
        auto last = take_statements(found->second);
        open_presets_.pop_back();
        return last;
    }

    /// An error does not stop what follows it; the last one is reported.
    std::optional<Problem> take_statements(std::string_view text) {
        std::optional<Problem> last;
        for (const auto& statement : split_statements(text)) {
            std::string line = statement.text;
            if (line.find("{{") != std::string::npos && line.find("}}") != std::string::npos) {
                auto expansion = expand_placeholders(line, note_, presets_, 1);
                if (expansion.problem) {
                    return std::move(expansion.problem);
                }
                line = std::move(expansion.text);
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

    const QueryNote& note_;
    const Presets& presets_;
    Plan plan_;
    FilterContext context_;
    std::map<std::string_view, bool> visible_;
    std::optional<Grouper> columns_;
    std::vector<std::string> open_presets_;
    std::size_t taken_ = 0;
    bool ignores_global_ = false;
};

}  // namespace
}  // namespace query

std::string_view query_text_name(QueryText text) noexcept {
    switch (text) {
        case QueryText::query: break;
        case QueryText::global_query: return "global_query";
        case QueryText::file_defaults: return "file_defaults";
    }
    return "query";
}

std::variant<Query, QueryError> read_query(std::string_view block, const QueryNote& note,
                                           const TaskSettings& settings,
                                           const date::year_month_day& today) {
    const query::Presets& presets = settings.presets ? *settings.presets : query::default_presets();
    const std::string defaults = query::file_defaults(note);
    std::vector<query::Part> parts{{QueryText::file_defaults, defaults}, {QueryText::query, block}};
    const auto read = [&](bool& ignores_global) -> std::variant<Query, QueryError> {
        query::Reader reader{note, presets, today};
        auto error = reader.read(query::Joined{parts});
        ignores_global = reader.ignores_global();
        if (error) {
            return *std::move(error);
        }
        return Query{std::make_shared<const query::Plan>(reader.plan())};
    };
    bool ignores_global = false;
    auto own = read(ignores_global);
    if (ignores_global || settings.global_query.empty()) {
        return own;
    }
    parts.insert(parts.begin(), {QueryText::global_query, settings.global_query});
    return read(ignores_global);
}

}  // namespace tasklint
