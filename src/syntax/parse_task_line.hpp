#pragma once

#include <vector>

#include "tasklint/task.hpp"

namespace tasklint::syntax {

/// Where an owner's name may begin.
struct OwnerMark {
    std::uint32_t at = 0;   ///< of the `@`, `[[@` or `[owner::`
    std::uint32_t run = 0;  ///< first byte of the name
    bool link = false;
    std::uint32_t field_end = 0;  ///< of `[owner:: …]`: the byte behind its bracket; else 0
};

/// Buffers of one reader, used again for every line.
struct Scratch {
    std::vector<Token> marks;
    std::vector<Token> trailing;
    std::vector<OwnerMark> owner_marks;
    std::vector<Token> owners;
    std::vector<Span> hidden;
};

/// Reads the line `line` of `text` and appends its tokens to `tokens`. All spans count from the
/// begin of `text`. @return false, with nothing appended, if the line is no task
bool parse_task_line(std::string_view text, Span line, const TaskSettings& settings,
                     const KnownNames* names, Scratch& scratch, Task& task,
                     std::vector<Token>& tokens);

/// All places of `body` where a field, a tag or a stray sign could be read, in order of their
/// begin; tags may overlap what follows. @param format emoji or dataview
/// @return the block link, or an empty span at body's end
Span mark_body(std::string_view text, Span body, Format format, std::vector<Token>& marks);

/// Every tag in a description, as the plugin lists them.
std::vector<std::string> tags_in(std::string_view description);

/// Stretches of a body that are no plain text: code spans, link targets, `$…$`, `%%…%%` and HTML
/// comments. In order and apart; an opening mark without a closing one begins none. Linear.
/// @param hidden is cleared first
void hidden_stretches(std::string_view text, Span body, std::vector<Span>& hidden);

/// The body may hold `[owner:: …]`: a quick look.
bool has_inline_field(std::string_view text, Span body, const TaskSettings& settings) noexcept;

/// Adds owner tokens to the tokens of a body, keeping them in order and apart.
/// @param first index of the task's first token in `tokens`
void read_owners(std::string_view text, Span body, const TaskSettings& settings,
                 const KnownNames* names, Scratch& scratch, std::vector<Token>& tokens,
                 std::size_t first);

}  // namespace tasklint::syntax
