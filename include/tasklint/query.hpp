#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <date/date.h>

#include "tasklint/document.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

class Dependencies;

namespace query {
struct Plan;
}

/// The text that a statement stands in: the block itself, the global query of the settings, or
/// what the properties of the note say (`TQ_…`).
enum class QueryText : std::uint8_t { query, global_query, file_defaults };
/// `query`, `global_query` or `file_defaults`.
[[nodiscard]] std::string_view query_text_name(QueryText text) noexcept;

/// A property of the note that holds a query.
struct QueryProperty {
    enum class Kind : std::uint8_t { null, boolean, number, text, list };
    std::string name;
    Kind kind = Kind::null;
    std::string value;                 ///< as JavaScript writes it: `true`, `7`, the text
    std::vector<QueryProperty> items;  ///< of a list; they have no names
};

/// The note that holds a query.
struct QueryNote {
    std::string path;  ///< from the vault root, `/` as separator
    std::vector<QueryProperty> properties;
};
/// Reads the front matter with libyaml.
[[nodiscard]] QueryNote query_note(const Document& document);

/// A `tasks` block of a note.
struct QueryBlock {
    std::uint32_t fence = 0;       ///< the line that opens it, zero-based
    std::uint32_t first_line = 0;  ///< of its text, zero-based
    std::uint32_t line_count = 0;  ///< of its text
    std::string text;              ///< without quote marks and indentation of what is around it
    std::vector<std::uint32_t> begins;  ///< where each line of the text begins in the note
};
/// All of them, in order. Linear in the note.
[[nodiscard]] std::vector<QueryBlock> query_blocks(const Document& document);

/// Why a query is not run.
struct QueryError {
    /// `unknown-instruction`, `regex-unsafe`, …: the list is in docs/queries.md. `not-certain`: the
    /// plugin's answer hangs on its JavaScript engine, so we give none.
    std::string kind;
    QueryText in = QueryText::query;
    std::uint32_t line = 0;  ///< of the statement in that text, from 1; 0: of none
    Span span;               ///< of the statement in that text
    std::string message;     ///< the first line of the plugin's own message
    std::string detail;      ///< what the plugin adds; may be empty
};

/// What a date filter was read as, both days included.
struct QueryDates {
    std::string field;    ///< `due`, `happens`, …
    std::string keyword;  ///< `on or before`; may be empty
    date::year_month_day start{}, end{};
    friend bool operator==(const QueryDates&, const QueryDates&) = default;
};

/// What is shown besides the tasks: the differences from the plugin's defaults.
struct QueryLayout {
    bool short_mode = false;
    bool explain = false;
    bool columns = false;
    std::vector<std::string> hidden, shown;  ///< options in the plugin's words, sorted
    friend bool operator==(const QueryLayout&, const QueryLayout&) = default;
};

/// A task as queries see it. A view: what it points to must outlive it.
struct QueryTask {
    TaskView view;
    std::string_view path;                    ///< from the vault root
    std::optional<std::string_view> heading;  ///< the last one before the task
    const TaskSettings* settings = nullptr;
    const Dependencies* dependencies = nullptr;  ///< of the whole vault
};
/// @param task index into `Document::tasks`
[[nodiscard]] QueryTask query_task(const Document& document, std::size_t task,
                                   const TaskSettings& settings, const Dependencies& dependencies);

/// A query that was understood. Freely copied; thread-safe.
class Query {
public:
    explicit Query(std::shared_ptr<const query::Plan> plan);
    ~Query();
    Query(const Query&);
    Query(Query&&) noexcept;
    Query& operator=(const Query&);
    Query& operator=(Query&&) noexcept;

    /// It has filters only: no order, groups or limits.
    [[nodiscard]] bool only_filters() const noexcept;
    /// All its filters hold. Neither limits nor order count.
    [[nodiscard]] bool takes(const QueryTask& task) const;
    [[nodiscard]] const QueryLayout& layout() const noexcept;
    /// Its date filters in reading order, equal ones once.
    [[nodiscard]] const std::vector<QueryDates>& dates() const noexcept;
    [[nodiscard]] const query::Plan& plan() const noexcept { return *plan_; }

private:
    std::shared_ptr<const query::Plan> plan_;
};

/// Reads the text of a `tasks` block as Tasks 8.3.0 does, with the global query and presets of the
/// settings and the properties of the note. Linear in the text that placeholders and presets make
/// of it, which is bounded.
[[nodiscard]] std::variant<Query, QueryError> read_query(std::string_view block,
                                                         const QueryNote& note,
                                                         const TaskSettings& settings,
                                                         const date::year_month_day& today);

/// The query as it was read, one instruction a line, each line with its line end: presets,
/// placeholders, the global query and the note's defaults written out, days for dates, and
/// parentheses where operators mix. Read again on the same day, in a note without properties and
/// with settings without a global query, it means the same; only what a filter compares with
/// may not hold `{{…}}`. Filters of `narrowed` have no words in the language and are left out.
[[nodiscard]] std::string print_query(const Query& query);

/// What can be asked besides, as the commands do: things that the plugin's language has no words
/// for. An empty list takes all tasks; of several, one has to fit. Capitals do not count.
struct QueryChoice {
    std::vector<std::string> tags;      ///< with or without `#`; those below a tag count
    std::vector<std::string> owners;    ///< a name; `me`; `none` for tasks without an owner
    std::vector<std::string> statuses;  ///< the symbol, name or type of a status
    std::vector<std::string> paths;     ///< globs in which `*` takes `/`, too, or folders
    std::string me;                     ///< the name that `me` stands for as well; may be empty
    std::vector<Query> queries;
};
/// The query with these filters behind its own.
[[nodiscard]] Query narrowed(const Query& query, const QueryChoice& choice);
/// Is this the path, or in the folder, that one of the globs is for? @param path from the vault
/// root
[[nodiscard]] bool matches_globs(const std::vector<std::string>& globs, std::string_view path);

/// A group of the result; without `group by` there is one, without names.
struct QueryGroup {
    std::vector<std::string> names;  ///< outermost first
    std::vector<std::size_t> tasks;  ///< indices into the tasks that were asked about, in order
    /// What the plugin shows above it: level and name of each level that is new.
    std::vector<std::pair<std::size_t, std::string>> headings;
    friend bool operator==(const QueryGroup&, const QueryGroup&) = default;
};
struct QueryResult {
    std::size_t total = 0;         ///< different tasks that are shown
    std::size_t before_limit = 0;  ///< tasks that passed the filters
    std::string count_text;        ///< `3 of 12 tasks`
    std::vector<QueryGroup> groups;
    /// Texts beyond printable ASCII were put in order, where the plugin asks the collation of its
    /// system: ours may differ.
    bool order_certain = true;
};

/// Runs a query over tasks in the order of the vault.
/// @return the error `search-error` where the plugin accepts a query and then fails
/// Cost: n log n for the order.
[[nodiscard]] std::variant<QueryResult, QueryError> run_query(const Query& query,
                                                              const std::vector<QueryTask>& tasks);

}  // namespace tasklint
