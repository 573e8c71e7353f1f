#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <date/date.h>

#include "tasklint/text.hpp"

namespace tasklint {

class Recurrence;

/// The fields of a task, in the order in which the plugin writes them.
enum class FieldKind : std::uint8_t {
    id,
    depends_on,
    priority,
    recurrence,
    on_completion,
    created,
    start,
    scheduled,
    due,
    cancelled,
    done,
};
inline constexpr std::size_t field_kind_count = 11;

/// Best first, as the plugin numbers them (0 to 5).
enum class Priority : std::uint8_t { highest, high, medium, none, low, lowest };

enum class OnCompletion : std::uint8_t { none, keep, delete_line };

/// How a vault writes fields: `📅 2026-01-06` or `[due:: 2026-01-06]`. `automatic` stands in
/// settings only: each line is read in the format whose fields stand at its end, else in the one
/// that it has fields of, else in the emoji format.
enum class Format : std::uint8_t { emoji, dataview, automatic };

/// The six dates of a task; `date_kinds` gives their fields.
inline constexpr std::array date_kinds{FieldKind::created,   FieldKind::start,
                                       FieldKind::scheduled, FieldKind::due,
                                       FieldKind::cancelled, FieldKind::done};

/// What a field is called, written with and recognised by: one row per kind.
struct FieldInfo {
    FieldKind kind;
    std::string_view name;      ///< as in `tasklint parse`: `due`, `depends_on`
    std::string_view label;     ///< in messages: `due`, `depends on`
    std::string_view emoji;     ///< the one it is written with; empty for priority, which has five
    std::string_view dataview;  ///< its key in the Dataview format
};
[[nodiscard]] const FieldInfo& field_info(FieldKind kind) noexcept;

/// Every emoji that the plugin reads as a field (18), with what it stands for.
struct Signifier {
    std::string_view emoji;  ///< UTF-8, without U+FE0F
    FieldKind kind;
    Priority priority;  ///< for `FieldKind::priority`, else none
    bool canonical;     ///< the one that is written
};
[[nodiscard]] const std::array<Signifier, 18>& signifiers() noexcept;
[[nodiscard]] std::string_view priority_name(Priority priority) noexcept;
[[nodiscard]] std::string_view priority_emoji(Priority priority) noexcept;
[[nodiscard]] constexpr bool is_date(FieldKind kind) noexcept { return kind >= FieldKind::created; }

enum class StatusType : std::uint8_t {
    todo,
    in_progress,
    on_hold,
    done,
    cancelled,
    non_task,
    empty
};
/// `TODO`, `IN_PROGRESS`, … as in the plugin's settings.
[[nodiscard]] std::string_view status_type_name(StatusType type) noexcept;
/// The type of that name; TODO for anything else, as in the plugin.
[[nodiscard]] StatusType status_type_from_name(std::string_view name) noexcept;

struct Status {
    std::string symbol;  ///< one code point, UTF-8
    std::string name;
    std::string next_symbol;
    StatusType type = StatusType::todo;
    friend bool operator==(const Status&, const Status&) = default;
};

/// The statuses of a vault. Of two with one symbol the first counts.
class StatusRegistry {
public:
    /// The plugin's four defaults: Todo, Done, In Progress, Cancelled.
    StatusRegistry();
    explicit StatusRegistry(std::vector<Status> statuses);

    /// The registered status, or null.
    [[nodiscard]] const Status* find(std::string_view symbol) const noexcept;
    /// The registered status, or one named Unknown of type TODO with next symbol `x`.
    [[nodiscard]] Status get(std::string_view symbol) const;
    /// What ticking a task of this status makes of it: the registered status of its next symbol, or
    /// an unknown one (Tasks 8.3.0, "Editing your status").
    [[nodiscard]] Status next(const Status& status) const;
    /// The status of the new task when a recurring one reaches `reached`: the first of type TODO on
    /// the way of next symbols, else of type IN_PROGRESS, else the one of a space.
    [[nodiscard]] Status next_of_recurrence(const Status& reached) const;
    [[nodiscard]] const std::vector<Status>& all() const noexcept { return statuses_; }

private:
    std::vector<Status> statuses_;
};

enum class TokenKind : std::uint8_t {
    field,       ///< one of the eleven kinds
    tag,         ///< `#…`
    owner,       ///< `@…`, `[[@…]]`; `value` is the name
    stray_sign,  ///< a signifier without a value of its kind
};

/// A piece of a task's body that means something. Tokens are in order and inside the body.
struct Token {
    TokenKind kind = TokenKind::field;
    FieldKind field = FieldKind::id;     ///< for `field` and `stray_sign`
    Priority priority = Priority::none;  ///< for a priority's sign
    bool read = false;                   ///< the plugin reads it: it is in the trailing run
    bool placeholder = false;            ///< an owner such as `TBD`: explicitly nobody
    bool in_owner_position = false;      ///< an owner that is no part of the sentence
    Span span;                           ///< with its sign
    Span value;                          ///< without; an owner's remark is not part of it
    Span remark;                         ///< an owner's `(remark)` without parentheses
};

struct TokenRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

inline constexpr std::uint32_t none_index = 0xFFFFFFFF;

/// One task as the plugin reads it. Spans point into the text that was parsed; it holds no
/// strings and is freely copied.
struct Task {
    Span line;         ///< without its line ending (LF or CRLF)
    Span indentation;  ///< before the list marker
    Span marker;       ///< `-`, `12.`
    Span status;       ///< the one code point in the brackets
    Span body;         ///< after the checkbox, trimmed, without block link
    Span description;  ///< the body up to the trailing run of fields and tags
    Span block_link;   ///< with its leading space, or empty
    Span hard_break;   ///< two or more spaces at the line's end, or empty
    TokenRange tokens;
    std::uint32_t item = none_index;              ///< its list item in the document
    std::uint32_t parent = none_index;            ///< the nearest enclosing task in the document
    std::array<date::year_month_day, 6> dates{};  ///< as `date_kinds`; see `has_date`
    std::uint8_t dates_present = 0;               ///< bit i: dates[i] was read, real or not
    StatusType status_type = StatusType::todo;
    bool status_known = false;  ///< the symbol is registered
    Priority priority = Priority::none;
    OnCompletion on_completion = OnCompletion::none;
    Format format = Format::emoji;
    bool scheduled_inferred = false;  ///< the scheduled date comes from the file's name
    bool truncated = false;           ///< a line terminator inside the line hides what follows it
};

/// The date, which may be impossible (`!ok()`), or null if there is none.
/// @param kind one of `date_kinds`
[[nodiscard]] const date::year_month_day* date_of(const Task& task, FieldKind kind) noexcept;
/// The date if there is one and it is real.
[[nodiscard]] std::optional<date::year_month_day> real_date_of(const Task& task,
                                                               FieldKind kind) noexcept;
/// Done in the plugin's sense: DONE, CANCELLED or NON_TASK.
[[nodiscard]] constexpr bool is_done(StatusType type) noexcept {
    return type == StatusType::done || type == StatusType::cancelled ||
           type == StatusType::non_task;
}

/// `YYYY-MM-DD`. The text of an impossible date is written as it was.
[[nodiscard]] std::string to_string(const date::year_month_day& date);
/// The ten characters `dddd-dd-dd` as a date, real or not. @return nullopt for another shape
[[nodiscard]] std::optional<date::year_month_day> date_from_text(std::string_view text) noexcept;

/// How owners are read: `word` one word, `run` all text up to the next field, `automatic` by the
/// rules of docs/syntax.md.
enum class OwnerNames : std::uint8_t { automatic, word, run };

/// Names that are known before a task is read, kept folded and sorted.
class KnownNames {
public:
    void add(std::string_view name);
    /// Bytes of the longest known name at the beginning of `run`, up to a word boundary; 0 if none.
    [[nodiscard]] std::size_t match(std::string_view run) const;
    [[nodiscard]] bool contains(std::string_view name) const;
    [[nodiscard]] bool empty() const noexcept { return folded_.empty(); }

private:
    std::vector<std::string> folded_;  // sorted
    std::size_t longest_words_ = 0;
};

/// What reading a task depends on besides its text: the plugin's settings and our owner rules.
/// Defaults are the plugin's.
struct TaskSettings {
    StatusRegistry statuses;
    Format format = Format::emoji;
    std::string global_filter;
    bool remove_global_filter = false;
    bool filename_as_scheduled_date = false;
    std::string filename_date_format;
    std::vector<std::string> filename_date_folders;
    bool remove_scheduled_date_on_recurrence = false;
    // what is written when a status changes
    bool set_created_date = false;
    bool set_done_date = true;
    bool set_cancelled_date = true;
    bool recurrence_on_next_line = false;  ///< the new task of a recurring one below the old one
    // owners
    OwnerNames owner_names = OwnerNames::automatic;
    std::vector<std::string> owner_placeholders = {"TBD", "TBA", "?", "unassigned", "nobody"};
    std::vector<std::string> owner_keys = {"owner", "assignee"};  ///< of `[owner:: Person One]`
    std::string participants_key = "participants";  ///< front-matter list of names; empty: none
    KnownNames known_names;
    // queries
    std::string global_query;  ///< stands before every query that does not opt out
    /// Named texts for queries; nullopt: those that the plugin has without any settings.
    std::optional<std::map<std::string, std::string>> presets;
};

/// One line read on its own; spans count from the line's begin.
struct ParsedLine {
    Task task;
    std::vector<Token> tokens;
};

/// Reads one line as the plugin's line reader does (Tasks 8.3.0).
/// @param line without U+000A @param names further known names, or null
/// @return nullopt if it is no task, or the global filter is set and absent
/// Cost: linear; allocates for the tokens only.
[[nodiscard]] std::optional<ParsedLine> parse_task_line(std::string_view line,
                                                        const TaskSettings& settings = {},
                                                        const KnownNames* names = nullptr);

/// A task together with what its spans point into. Views: the text and tokens must outlive it.
struct TaskView {
    std::string_view text;
    const Task* task = nullptr;
    const Token* first_token = nullptr;

    [[nodiscard]] const Token* begin() const noexcept { return first_token; }
    [[nodiscard]] const Token* end() const noexcept { return first_token + task->tokens.count; }
    [[nodiscard]] std::string_view in(Span span) const noexcept { return span.in(text); }
    /// The field that the plugin reads, or null.
    [[nodiscard]] const Token* read_field(FieldKind kind) const noexcept;
};
/// @param line the text that was parsed
[[nodiscard]] TaskView view(std::string_view line, const ParsedLine& parsed) noexcept;

/// The line holds template text (`{{date}}`, `<% … %>`, `{% … %}`): what becomes of it is not known
/// yet, so no rule speaks of it and no calendar shows it.
[[nodiscard]] bool is_template(std::string_view line) noexcept;
/// The plugin's description: the body before the trailing run, then the trailing tags.
[[nodiscard]] std::string description_of(const TaskView& task);
/// Tags as the plugin lists them, in order, duplicates kept, without one equal to the global
/// filter.
[[nodiscard]] std::vector<std::string> tags_of(const TaskView& task, const TaskSettings& settings);
/// Ids of depends-on, in order.
[[nodiscard]] std::vector<std::string> depends_on_of(const TaskView& task);
/// The id, or empty.
[[nodiscard]] std::string_view id_of(const TaskView& task) noexcept;
/// Names of the owners, in order; placeholders are left out.
[[nodiscard]] std::vector<std::string> owners_of(const TaskView& task);
/// The recurrence that the plugin reads, or nullopt if there is none or its text is not accepted
/// (`tasklint/recurrence.hpp` has the type). @param today the reference date of a task without one
[[nodiscard]] std::optional<Recurrence> recurrence_of(const TaskView& task,
                                                      const TaskSettings& settings,
                                                      const date::year_month_day& today);
/// The line as the plugin would write it back, in the format in which it was read.
[[nodiscard]] std::string write_task(const TaskView& task, const TaskSettings& settings,
                                     const date::year_month_day& today);
/// The same in a format of choice, emoji or dataview.
[[nodiscard]] std::string write_task(const TaskView& task, const TaskSettings& settings,
                                     const date::year_month_day& today, Format format);
/// What a new task is to say, for programs that write tasks.
struct NewTask {
    std::string description;   ///< may name owners and tags itself
    std::string symbol = " ";  ///< one code point, UTF-8
    std::vector<std::string> owners;
    std::vector<std::string> tags;  ///< with or without `#`
    Priority priority = Priority::none;
    std::array<std::optional<date::year_month_day>, date_kinds.size()> dates;  ///< as `date_kinds`
    std::string recurrence;                                                    ///< `every week`
    OnCompletion on_completion = OnCompletion::none;
    std::string id;
    std::vector<std::string> depends_on;
    std::string block_link;  ///< `^a1b2`; empty: none
};
/// The line of a new task, which was read again and says all of this and nothing else. An owner
/// that would not be read as `@Name` is written `[[@Name]]`.
/// @param today the reference date of a recurrence without a date
/// @throws std::invalid_argument with what would be read otherwise
[[nodiscard]] std::string write_new_task(const NewTask& task, const TaskSettings& settings,
                                         const date::year_month_day& today);
/// The description as the plugin shows it: with its setting to remove the global filter, without
/// that.
[[nodiscard]] std::string shown_description_of(const TaskView& task, const TaskSettings& settings);
/// The plugin's urgency score (Tasks 8.3.0, "Urgency"): about -4.8 to 26, more is more urgent.
/// Impossible dates do not count.
[[nodiscard]] double urgency(const Task& task, const date::year_month_day& today) noexcept;

/// What stands in place of a line when its task is ticked: its status becomes the next one, with
/// done and cancelled dates, the new task of a recurring one and on completion as in Tasks 8.3.0. A
/// line that is no task is toggled as the plugin does that: a checkbox flips, a list item gets one,
/// any other line becomes an open task.
/// @param line without its line ending
/// @return the lines that replace it, in order; none if the line is to be deleted
[[nodiscard]] std::vector<std::string> toggle(std::string_view line, const TaskSettings& settings,
                                              const date::year_month_day& today);
/// The same with a status of choice. A line that is no task stays as it is.
/// @param symbol one code point, UTF-8; need not be registered
[[nodiscard]] std::vector<std::string> set_status(std::string_view line, std::string_view symbol,
                                                  const TaskSettings& settings,
                                                  const date::year_month_day& today);

}  // namespace tasklint
