#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/config.hpp"
#include "tasklint/task.hpp"
#include "tasklint/text.hpp"

namespace tasklint {

struct Rule;

enum class Confidence : std::uint8_t { certain, likely };
[[nodiscard]] std::string_view confidence_name(Confidence confidence) noexcept;

enum class Safety : std::uint8_t { safe, unsafe };

/// Replaces the bytes of `span` by `text`. An empty span inserts.
struct Edit {
    Span span;
    std::string text;
    friend bool operator==(const Edit&, const Edit&) = default;
};

/// A field that a fix makes readable: the bytes that become it.
struct Gain {
    FieldKind field = FieldKind::due;
    Span source;  ///< of the text before the fix, with its sign
};

/// What a fix does to the tasks of its note; the contract that it is held to depends on it.
enum class Effect : std::uint8_t {
    same_task,   ///< the task of its line stays, with more fields read
    makes_task,  ///< the line was no task and becomes one
    ends_task,   ///< the line is no task any more; never safe
    comment,     ///< a comment of ours, or part of the front matter, goes; tasks stay as they are
    query,       ///< a line of a `tasks` block is read otherwise; tasks stay as they are
};

struct Fix {
    Safety safety = Safety::safe;
    std::string title;        ///< `move the fields behind the text`
    std::vector<Edit> edits;  ///< in order, apart; the first one stands in the line to be mended
    std::vector<Gain> gains;  ///< what is newly read; all else must be read as before
    std::optional<Span> block_link;  ///< what becomes the block link
    Effect effect = Effect::same_task;
};

/// A place in a note, all from zero.
struct Position {
    std::uint32_t offset = 0;  ///< bytes from the note's begin
    std::uint32_t line = 0;
    std::uint32_t byte = 0, utf16 = 0, codepoint = 0, cell = 0;  ///< columns
};

/// From `begin` up to, not including, `end`.
struct PositionRange {
    Position begin, end;
};

/// One finding. Owns its strings: it outlives the note that it is about.
struct Diagnostic {
    const Rule* rule = nullptr;
    Severity severity = Severity::warning;
    Confidence confidence = Confidence::certain;  ///< the rule's, unless it knows better here
    std::string path;                             ///< from the working directory
    std::string vault_path;                       ///< from the vault root
    Span span;                                    ///< the text that is wrong (labelled `^`)
    std::optional<Span> victim;  ///< what it harms, on the same line (labelled `~`)
    std::string message;         ///< one line: what is wrong, with the value in it
    std::string
        detail;  ///< second line below the carets, such as `hidden: due 2026-01-06`; may be empty
    std::string plugin_reads;  ///< what the plugin reads and the calendar shows; may be empty
    std::string help;          ///< what to do, for findings without a fix; may be empty
    std::optional<Fix> fix;
    bool fix_refused = false;  ///< the fix did not keep the contract here and was not applied

    // Filled in when the rule has run:
    Position begin, end;
    std::optional<Position> victim_begin, victim_end;
    std::string source;  ///< the line as it stands, cut to a window around the span if long
    std::uint32_t source_begin = 0;          ///< byte column of the window in the line
    std::uint32_t line_size = 0;             ///< bytes of the whole line, without its ending
    std::vector<PositionRange> edit_ranges;  ///< where the edits of `fix` are, one each
    std::string
        fixed_line;  ///< the line after the fix, if there is one and it keeps the contract; not cut
    std::string task_text;     ///< normalised text of the task or line, for the fingerprint
    std::string fingerprint;   ///< 16 hex digits: rule, path, that text, which of its twins it is
    std::string content_hash;  ///< 16 hex digits: rule and that text; stays when a note is moved
};

}  // namespace tasklint
