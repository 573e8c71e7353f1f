// From the text of a block to a plan: file defaults, global query, placeholders, presets.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/reader.hpp"
#include "tasklint/text.hpp"

namespace tasklint {
namespace query {
namespace {

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
    const query::Presets& presets = query::presets_of(settings);
    const std::string defaults = query::file_defaults(note);
    std::vector<query::Part> parts{{QueryText::file_defaults, defaults}, {QueryText::query, block}};
    const auto read = [&](bool& ignores_global) -> std::variant<Query, QueryError> {
        query::Reader reader{note, presets, today};
        const query::Joined joined{parts};
        auto wrong = reader.read(joined.text);
        ignores_global = reader.ignores_global();
        if (wrong) {
            auto& [statement, problem] = *wrong;
            QueryError error;
            error.kind = std::move(problem.kind);
            error.message = std::move(problem.message);
            error.detail = std::move(problem.detail);
            joined.place(error, statement);
            return error;
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
