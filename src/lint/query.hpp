#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.hpp"
#include "query/reader.hpp"
#include "tasklint/query.hpp"

// What the rules about queries share.
namespace tasklint::lint {

using query::FilterTrace;
using query::StatementReading;

/// What makes the plugin refuse an instruction, by the rule that says so.
enum class Fault : std::uint8_t {
    instruction,        ///< TQ005
    javascript,         ///< TQ011
    operator_word,      ///< TQ012
    delimiters,         ///< TQ013
    operand_end,        ///< TQ014
    value,              ///< TQ020
    date,               ///< TQ021
    days,               ///< TQ023
    comment,            ///< TQ025
    template_mark,      ///< TQ026
    placeholder,        ///< TQ027
    changed_by_values,  ///< TQ028
    regex,              ///< TQ029
    preset,             ///< TQ035
};
struct QueryFault {
    Fault fault = Fault::instruction;
    const StatementReading* statement = nullptr;
    Span span;            ///< in the text of the statement
    std::string message;  ///< what is wrong
    std::string help;
    std::optional<Safety> safety;  ///< of the mend, if there is one
    std::string title, mended;     ///< what stands in place of the span
};

/// A text of queries: a block of a note, what its property `TQ_extra_instructions` adds to all of
/// them, the global query, or a preset of the settings.
struct QueryContext {
    enum class Kind : std::uint8_t { block, property, global_query, preset };
    Kind kind = Kind::block;
    std::string_view name;  ///< of a preset
    const Config& config;
    date::year_month_day today;
    const QueryNote& note;  ///< which holds the block; of the settings one without properties
    std::string_view text;  ///< of the query
    /// Where each byte of `text` stands in the file, and behind the last one its end.
    const std::vector<std::uint32_t>& places;
    const std::deque<StatementReading>& statements;

    /// Where a part of a statement's text stands in the file. Of an instruction with placeholders
    /// that is all of it.
    [[nodiscard]] Span place(const StatementReading& statement, Span part) const;
    [[nodiscard]] Span place(const StatementReading& statement) const {
        return place(statement, {0, static_cast<std::uint32_t>(statement.text.size())});
    }
    /// The plugin reads the line as an instruction or filter.
    [[nodiscard]] bool reads(std::string_view line) const;
    /// How the plugin reads a line.
    [[nodiscard]] std::deque<StatementReading> explain(std::string_view line) const;
    /// What it refuses, worked out at the first question.
    [[nodiscard]] const std::vector<QueryFault>& faults() const;
    mutable std::optional<std::vector<QueryFault>> faults_once{};
};

/// What the plugin refuses in a text.
[[nodiscard]] std::vector<QueryFault> query_faults(const QueryContext& context);
/// Reports the faults of one kind.
void report_faults(const QueryContext& context, Fault fault, Report& report,
                   std::optional<Severity> severity = {});

/// Adds a finding about a part of a statement.
Diagnostic& add_at(const QueryContext& context, const StatementReading& statement, Span part,
                   std::string message, Report& report);
/// Gives a finding a fix: other text for a part of a statement. Nothing of the settings is mended,
/// nor a part that goes over several lines or came from a placeholder; there it becomes help.
void offer(const QueryContext& context, const StatementReading& statement, Span part, Safety safety,
           std::string title, std::string text, Diagnostic& finding);

/// Calls `each(statement, filter)` for each filter of the text that stands for itself or is part of
/// a Boolean, Booleans aside.
void for_each_filter(const QueryContext& context,
                     const std::function<void(const StatementReading&, const FilterTrace&)>& each);

/// What a date filter compares with: `before 2026-01-06`, `from 2026-01-05 to 2026-01-11`.
[[nodiscard]] std::string days_text(std::string_view keyword, const date::year_month_day& start,
                                    const date::year_month_day& end);
[[nodiscard]] std::string days_text(const FilterTrace& filter);
/// The text of a part of a statement.
[[nodiscard]] inline std::string_view part_of(const StatementReading& statement, Span part) {
    return part.in(statement.text);
}
/// The words that a date filter takes for its date: the phrase that was found in its value, or all
/// of it.
[[nodiscard]] std::string_view date_phrase(const StatementReading& statement,
                                           const FilterTrace& filter);
/// An instruction with `x` in place of its placeholders.
[[nodiscard]] std::string with_plain_values(std::string_view raw);
/// One of the words is nearest to another one by letters, or empty.
[[nodiscard]] std::string nearest_word(std::string_view word,
                                       const std::vector<std::string_view>& words);

/// The plugin refuses the filter; what is merely not certain is not refused.
[[nodiscard]] inline bool is_refused(const FilterTrace& filter) {
    return filter.problem && filter.problem->kind != "not-certain";
}
/// It searches for a part of a text.
[[nodiscard]] inline bool searches(const FilterTrace& filter) {
    return filter.kind == FilterTrace::Kind::text && !is_refused(filter) &&
           (filter.operation == query::TextOperation::includes ||
            filter.operation == query::TextOperation::includes_not);
}
/// It is a date filter of that form, or has such a phrase behind words that are passed over.
[[nodiscard]] bool has_form(const FilterTrace& filter, query::DateForm form);
/// `This week`: with small letters and one blank it would be a week.
[[nodiscard]] bool is_capital_week(std::string_view text);
/// A property of the note adds to all of its queries.
[[nodiscard]] bool has_extra_instructions(const QueryNote& note);
/// `sort by tags`, where the field is `tag`.
[[nodiscard]] bool is_sort_by_tags(const StatementReading& statement);

/// An AND or OR in a value, with a filter behind it.
struct JoinedFilter {
    std::size_t at = 0;     ///< of the operator in the value
    std::string_view sign;  ///< as written
    bool capital = false;
};
[[nodiscard]] std::optional<JoinedFilter> joins_a_filter(const QueryContext& context,
                                                         std::string_view value);
/// The operator that a word or sign such as `or` or `&&` is meant to be, or empty.
[[nodiscard]] std::string_view operator_for(std::string_view word);
/// The first operator of a value that stands between delimiters, but not in capital letters, so
/// that it is searched for: `a) or (path includes b`.
[[nodiscard]] std::optional<JoinedFilter> small_operator(std::string_view value);

/// Runs the rules about queries that are on over the blocks of a note.
void check_queries(const DocumentContext& note, const RuleSelection& selection, Report& report);

/// Runs the rules about queries that are on over one text.
/// @param places where each byte of it stands, and its end
void check_query_text(QueryContext::Kind kind, std::string_view name, std::string_view text,
                      const std::vector<std::uint32_t>& places, const QueryNote& note,
                      const Config& config, const RuleSelection& selection,
                      const date::year_month_day& today, Report& report);

/// Adds the searches in the blocks of a note that can be compared with the tasks of a vault.
void add_searches(const DocumentContext& note, std::uint32_t index, std::vector<SearchUse>& out);

/// The texts of queries in the plugin's settings: the global query and the presets.
/// @param settings text of `data.json`, which `config` was read from
/// @return findings with spans of that text, sorted; no more
[[nodiscard]] std::vector<Diagnostic> check_settings(std::string_view settings,
                                                     const Config& config,
                                                     const RuleSelection& selection,
                                                     const date::year_month_day& today);
/// The same of the file that the configuration names, complete.
[[nodiscard]] std::vector<Diagnostic> check_settings_file(const Config& config,
                                                          const RuleSelection& selection,
                                                          const date::year_month_day& today);

}  // namespace tasklint::lint
