#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/filter.hpp"
#include "query/instruction.hpp"
#include "query/placeholders.hpp"
#include "query/plan.hpp"
#include "query/statements.hpp"

namespace tasklint::query {

/// One instruction as it was read, for those who explain it. It stays where it is: there are views
/// into its text.
struct StatementReading {
    Statement raw;          ///< as written
    std::string text;       ///< what was read: the same, with what placeholders stand for
    bool expanded = false;  ///< they differ; then spans of `filter` have no place in the raw text
    Instruction instruction;
    FilterTrace filter;  ///< if the instruction is none
    std::optional<Problem> problem;
    bool in_preset = false;          ///< the problem is that of an instruction of a preset
    Span placeholder;                ///< in the raw text: the one that is wrong
    std::string preset_placeholder;  ///< the same in a preset

    StatementReading() = default;
    StatementReading(const StatementReading&) = delete;
    StatementReading& operator=(const StatementReading&) = delete;
};

/// Reads the instructions of one text after the other into a plan.
class Reader {
public:
    /// @param note, presets must outlive the reader
    Reader(const QueryNote& note, const Presets& presets, const date::year_month_day& today);

    /// @return the first problem, with its statement; nothing behind it is read
    std::optional<std::pair<Statement, Problem>> read(std::string_view text);
    /// Reads each statement for itself, however many are wrong.
    [[nodiscard]] std::deque<StatementReading> explain(std::string_view text);

    [[nodiscard]] bool ignores_global() const noexcept { return ignores_global_; }
    [[nodiscard]] Plan plan();

private:
    std::optional<Problem> expand(const Statement& statement, std::vector<Statement>& out,
                                  Span* wrong = nullptr);
    std::optional<Problem> take(std::string_view line, StatementReading* reading = nullptr);
    std::optional<Problem> take_filter(std::string_view line, StatementReading* reading);
    std::optional<Problem> take_option(std::string_view text, bool show);
    std::optional<Problem> take_view(std::string_view text);
    std::optional<Problem> take_preset(const std::string& name, StatementReading* reading);
    std::optional<Problem> take_statements(std::string_view text);
    [[nodiscard]] bool too_much_brought() const noexcept;

    const QueryNote& note_;
    const Presets& presets_;
    Plan plan_;
    FilterContext context_;
    std::map<std::string_view, bool> visible_;
    std::optional<Grouper> columns_;
    std::vector<std::string> open_presets_;
    std::string wrong_in_preset_;    // the last placeholder of one that stands for nothing
    std::size_t brought_ = 0;        // instructions, by presets and placeholders
    std::size_t brought_bytes_ = 0;  // text, likewise
    bool ignores_global_ = false;
};

/// The presets that count with these settings.
[[nodiscard]] const Presets& presets_of(const TaskSettings& settings);
/// The options of `hide` and `show`, in the plugin's words.
[[nodiscard]] const std::vector<std::string>& layout_options();

}  // namespace tasklint::query
