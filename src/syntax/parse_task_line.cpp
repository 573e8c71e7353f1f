// One line of Markdown → a task, as Tasks 8.3.0 reads it.
#include "syntax/parse_task_line.hpp"

#include <algorithm>
#include <cstring>

#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/nothing.hpp>
#include <tao/pegtl/parse.hpp>

#include "syntax/dataview_grammar.hpp"
#include "syntax/emoji_grammar.hpp"
#include "syntax/task_line_grammar.hpp"

namespace tasklint::syntax {

namespace {

namespace pegtl = tao::pegtl;
using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*>;

struct Frame {
    const char* base;
    Span indentation, marker, status, rest;
};
struct Marks {
    const char* base;
    std::vector<Token>* out;
    Span value;
    Span block_link;
};

template <typename ParseInput> Span span_of(const ParseInput& in, const char* base) {
    return {static_cast<std::uint32_t>(in.begin() - base),
            static_cast<std::uint32_t>(in.end() - base)};
}

template <typename Rule> struct frame_action : pegtl::nothing<Rule> {};
template <Span Frame::*member> struct keep {
    template <typename ParseInput> static void apply(const ParseInput& in, Frame& frame) {
        frame.*member = span_of(in, frame.base);
    }
};
template <> struct frame_action<task_line::indentation> : keep<&Frame::indentation> {};
template <> struct frame_action<task_line::list_marker> : keep<&Frame::marker> {};
template <> struct frame_action<task_line::status> : keep<&Frame::status> {};
template <> struct frame_action<task_line::rest> : keep<&Frame::rest> {};

template <typename Rule> struct body_action : pegtl::nothing<Rule> {};
struct keep_value {
    template <typename ParseInput> static void apply(const ParseInput& in, Marks& marks) {
        marks.value = span_of(in, marks.base);
    }
};
template <> struct body_action<body::date_value> : keep_value {};
template <> struct body_action<body::rule_value> : keep_value {};
template <> struct body_action<body::completion_value> : keep_value {};
template <> struct body_action<body::id_value> : keep_value {};
template <> struct body_action<body::depends_on_value> : keep_value {};
template <> struct body_action<dataview::no_rule> {
    template <typename ParseInput> static void apply(const ParseInput& in, Marks& marks) {
        const std::uint32_t end = span_of(in, marks.base).end;
        marks.value = {end, end};
    }
};

/// A field whose value was kept just before.
template <FieldKind kind> struct add_field {
    template <typename ParseInput> static void apply(const ParseInput& in, Marks& marks) {
        Token& token = marks.out->emplace_back();
        token.field = kind;
        token.span = span_of(in, marks.base);
        token.value = marks.value;
    }
};
template <Priority priority> struct add_priority {
    template <typename ParseInput> static void apply(const ParseInput& in, Marks& marks) {
        Token& token = marks.out->emplace_back();
        token.field = FieldKind::priority;
        token.priority = priority;
        token.span = span_of(in, marks.base);
        token.value = {token.span.end, token.span.end};
    }
};
template <FieldKind kind> struct add_stray {
    template <typename ParseInput> static void apply(const ParseInput& in, Marks& marks) {
        Token& token = marks.out->emplace_back();
        token.kind = TokenKind::stray_sign;
        token.field = kind;
        token.span = span_of(in, marks.base);
        token.value = {token.span.end, token.span.end};
    }
};

template <> struct body_action<emoji::highest> : add_priority<Priority::highest> {};
template <> struct body_action<emoji::high> : add_priority<Priority::high> {};
template <> struct body_action<emoji::medium> : add_priority<Priority::medium> {};
template <> struct body_action<emoji::low> : add_priority<Priority::low> {};
template <> struct body_action<emoji::lowest> : add_priority<Priority::lowest> {};
template <> struct body_action<emoji::created> : add_field<FieldKind::created> {};
template <> struct body_action<emoji::start> : add_field<FieldKind::start> {};
template <> struct body_action<emoji::scheduled> : add_field<FieldKind::scheduled> {};
template <> struct body_action<emoji::due> : add_field<FieldKind::due> {};
template <> struct body_action<emoji::done> : add_field<FieldKind::done> {};
template <> struct body_action<emoji::cancelled> : add_field<FieldKind::cancelled> {};
template <> struct body_action<emoji::recurrence> : add_field<FieldKind::recurrence> {};
template <> struct body_action<emoji::on_completion> : add_field<FieldKind::on_completion> {};
template <> struct body_action<emoji::id> : add_field<FieldKind::id> {};
template <> struct body_action<emoji::depends_on> : add_field<FieldKind::depends_on> {};

template <>
struct body_action<emoji::stray<emoji::created_sign>> : add_stray<FieldKind::created> {};
template <> struct body_action<emoji::stray<emoji::start_sign>> : add_stray<FieldKind::start> {};
template <>
struct body_action<emoji::stray<emoji::scheduled_sign>> : add_stray<FieldKind::scheduled> {};
template <> struct body_action<emoji::stray<emoji::due_sign>> : add_stray<FieldKind::due> {};
template <> struct body_action<emoji::stray<emoji::done_sign>> : add_stray<FieldKind::done> {};
template <>
struct body_action<emoji::stray<emoji::cancelled_sign>> : add_stray<FieldKind::cancelled> {};
template <>
struct body_action<emoji::stray<emoji::recurrence_sign>> : add_stray<FieldKind::recurrence> {};
template <>
struct body_action<emoji::stray<emoji::completion_sign>> : add_stray<FieldKind::on_completion> {};
template <> struct body_action<emoji::stray<emoji::id_sign>> : add_stray<FieldKind::id> {};
template <>
struct body_action<emoji::stray<emoji::depends_on_sign>> : add_stray<FieldKind::depends_on> {};

template <> struct body_action<dataview::highest> : add_priority<Priority::highest> {};
template <> struct body_action<dataview::high> : add_priority<Priority::high> {};
template <> struct body_action<dataview::medium> : add_priority<Priority::medium> {};
template <> struct body_action<dataview::low> : add_priority<Priority::low> {};
template <> struct body_action<dataview::lowest> : add_priority<Priority::lowest> {};
template <> struct body_action<dataview::created> : add_field<FieldKind::created> {};
template <> struct body_action<dataview::start> : add_field<FieldKind::start> {};
template <> struct body_action<dataview::scheduled> : add_field<FieldKind::scheduled> {};
template <> struct body_action<dataview::due> : add_field<FieldKind::due> {};
template <> struct body_action<dataview::done> : add_field<FieldKind::done> {};
template <> struct body_action<dataview::cancelled> : add_field<FieldKind::cancelled> {};
template <> struct body_action<dataview::recurrence> : add_field<FieldKind::recurrence> {};
template <> struct body_action<dataview::on_completion> : add_field<FieldKind::on_completion> {};
template <> struct body_action<dataview::id> : add_field<FieldKind::id> {};
template <> struct body_action<dataview::depends_on> : add_field<FieldKind::depends_on> {};

template <> struct body_action<body::tag> {
    template <typename ParseInput> static void apply(const ParseInput& in, Marks& marks) {
        Token& token = marks.out->emplace_back();
        token.kind = TokenKind::tag;
        token.span = span_of(in, marks.base);
        token.value = {token.span.begin + 1, token.span.end};
    }
};
template <> struct body_action<body::block_link> {
    template <typename ParseInput> static void apply(const ParseInput& in, Marks& marks) {
        marks.block_link = span_of(in, marks.base);
        --marks.block_link.begin;  // its space
    }
};

template <typename Rule> struct tag_action : pegtl::nothing<Rule> {};
template <> struct tag_action<body::listed_tag> {
    template <typename ParseInput>
    static void apply(const ParseInput& in, std::vector<std::string>& tags) {
        tags.emplace_back(trim(in.string_view()));
    }
};

/// The place of a kind in the order in which the plugin tries its patterns, once each in a pass.
/// Tags come tenth.
constexpr std::array<std::uint8_t, field_kind_count> try_order = [] {
    std::array<std::uint8_t, field_kind_count> order{};
    std::uint8_t place = 0;
    for (const FieldKind kind :
         {FieldKind::priority, FieldKind::done, FieldKind::cancelled, FieldKind::due,
          FieldKind::scheduled, FieldKind::start, FieldKind::created, FieldKind::recurrence,
          FieldKind::on_completion, FieldKind::id, FieldKind::depends_on}) {
        place = static_cast<std::uint8_t>(place + (kind == FieldKind::id ? 2 : 1));
        order[static_cast<std::size_t>(kind)] = place;
    }
    return order;
}();
constexpr std::uint8_t place_of_tags = 10;
constexpr int max_passes = 21;

/// What the plugin's loop over the line's end takes, given all places where something could be
/// read. Fields and tags that it takes go to `taken`, last first.
/// @return the end of what is left: the description before its trailing tags
std::uint32_t peel(std::string_view text, Span body, const std::vector<Token>& marks,
                   std::vector<Token>& taken) {
    std::uint32_t end = body.end;
    std::size_t fields = marks.size();  // marks[0, fields) may still end at `end`
    std::size_t tags = marks.size();
    const auto cut = [&](const Token& mark) {
        Token& token = taken.emplace_back(mark);
        token.read = true;
        token.span.end = end;
        if (token.kind == TokenKind::tag) {
            token.value.end = end;
        }
        end = trim(Span{body.begin, mark.span.begin}, text).end;
    };
    const auto last_field = [&]() -> const Token* {
        // Fields lie apart, so ends are ordered like begins; tags overlap them and are skipped.
        while (fields > 0 &&
               (marks[fields - 1].kind != TokenKind::field || marks[fields - 1].span.end > end)) {
            --fields;
        }
        return fields > 0 && marks[fields - 1].span.end == end ? &marks[fields - 1] : nullptr;
    };
    const auto last_tag = [&]() -> const Token* {
        while (tags > 0 &&
               (marks[tags - 1].kind != TokenKind::tag || marks[tags - 1].span.begin + 1 >= end)) {
            --tags;
        }
        return tags > 0 && marks[tags - 1].span.end >= end ? &marks[tags - 1] : nullptr;
    };
    bool matched = true;
    for (int pass = 0; matched && pass < max_passes; ++pass) {
        matched = false;
        // What ends at the line's end is tried in its place; what then ends there, in a later one.
        for (std::uint8_t tried = 0;;) {
            const Token* const field = last_field();
            const Token* const tag = tried < place_of_tags ? last_tag() : nullptr;
            const std::uint8_t place = field != nullptr
                                           ? try_order[static_cast<std::size_t>(field->field)]
                                           : std::uint8_t{0};
            if (place > tried && (tag == nullptr || place < place_of_tags)) {
                cut(*field);
                tried = place;
            } else if (tag != nullptr) {
                cut(*tag);
                tried = place_of_tags;
            } else {
                break;
            }
            matched = true;
        }
    }
    return end;
}

void store(std::string_view text, const Token& token, Task& task) {
    switch (token.field) {
        case FieldKind::priority: task.priority = token.priority; break;
        case FieldKind::on_completion: {
            const auto word = token.value.in(text);
            const auto is = [&](std::string_view wanted) {
                return std::equal(word.begin(), word.end(), wanted.begin(), wanted.end(),
                                  [](char a, char b) { return (a | 0x20) == b; });
            };
            task.on_completion = is("keep")     ? OnCompletion::keep
                                 : is("delete") ? OnCompletion::delete_line
                                                : OnCompletion::none;
            break;
        }
        case FieldKind::id:
        case FieldKind::depends_on:
        case FieldKind::recurrence: break;  // found by their token
        default: {
            const auto index = static_cast<std::size_t>(token.field) -
                               static_cast<std::size_t>(FieldKind::created);
            if (const auto date = date_from_text(token.value.in(text))) {
                task.dates[index] = *date;
                task.dates_present = static_cast<std::uint8_t>(task.dates_present | 1U << index);
            }
        }
    }
}

}  // namespace

Span mark_body(std::string_view text, Span body, Format format, std::vector<Token>& marks) {
    Marks state{text.data(), &marks, {}, {body.end, body.end}};
    Input in{text.data() + body.begin, text.data() + body.end, ""};
    if (format == Format::dataview) {
        pegtl::parse<dataview::body, body_action>(in, state);
    } else {
        pegtl::parse<emoji::body, body_action>(in, state);
    }
    return state.block_link;
}

std::vector<std::string> tags_in(std::string_view description) {
    std::vector<std::string> tags;
    if (description.find('#') != std::string_view::npos) {
        Input in{description.data(), description.data() + description.size(), ""};
        pegtl::parse<body::description, tag_action>(in, tags);
    }
    return tags;
}

bool parse_task_line(std::string_view text, Span line, const TaskSettings& settings,
                     const KnownNames* names, Scratch& scratch, Task& task,
                     std::vector<Token>& tokens) {
    Frame frame{text.data(), {}, {}, {}, {}};
    Input in{text.data() + line.begin, text.data() + line.end, ""};
    if (!pegtl::parse<task_line::frame, frame_action>(in, frame)) {
        return false;
    }
    Span body = trim(frame.rest, text);
    if (body.empty()) {
        body.end = body.begin;
    }
    auto& marks = scratch.marks;
    auto& trailing = scratch.trailing;
    std::uint32_t head_end = 0;
    Span block_link;
    const auto read_as = [&](Format format, Span whole) {
        marks.clear();
        trailing.clear();
        block_link = mark_body(text, whole, format, marks);
        body.end =
            block_link.empty() ? whole.end : trim(Span{whole.begin, block_link.begin}, text).end;
        head_end = peel(text, body, marks, trailing);
    };
    const auto has_field = [](const std::vector<Token>& found) {
        return std::any_of(found.begin(), found.end(),
                           [](const Token& token) { return token.kind == TokenKind::field; });
    };
    const Span whole = body;
    const bool choose = settings.format == Format::automatic;
    Format format = choose ? Format::emoji : settings.format;
    read_as(format, whole);
    if (choose && !has_field(trailing)) {
        const bool emoji_inside = has_field(marks);
        read_as(Format::dataview, whole);
        if (has_field(trailing) || (!emoji_inside && has_field(marks))) {
            format = Format::dataview;
        } else {
            read_as(format, whole);
        }
    }
    if (!settings.global_filter.empty() &&
        body.in(text).find(settings.global_filter) == std::string_view::npos) {
        return false;
    }

    task = Task{};
    task.line = line;
    if (text.size() > line.end && text[line.end] == '\r') {  // CRLF
        task.hard_break = {line.end, line.end};
    } else {
        std::uint32_t spaces = line.end;
        while (spaces > line.begin && text[spaces - 1] == ' ') {
            --spaces;
        }
        task.hard_break = {line.end - spaces >= 2 ? spaces : line.end, line.end};
    }
    task.indentation = frame.indentation;
    task.marker = frame.marker;
    task.status = frame.status;
    task.body = body;
    task.block_link = block_link;
    task.format = format;
    task.truncated = frame.rest.end != line.end &&
                     !(frame.rest.end + 1 == line.end && text[frame.rest.end] == '\r');
    if (const Status* const status = settings.statuses.find(frame.status.in(text))) {
        task.status_type = status->type;
        task.status_known = true;
    }

    task.description = {body.begin, std::max(body.begin, head_end)};

    const std::size_t first = tokens.size();
    // Before the trailing run: all marks, apart. A sign inside a tag ends the tag's token there.
    for (const Token& mark : marks) {
        if (mark.span.begin >= task.description.end) {
            break;
        }
        Token token = mark;
        token.span.end = std::min(token.span.end, task.description.end);
        token.value.end = std::min(token.value.end, task.description.end);
        if (tokens.size() > first && tokens.back().span.end > token.span.begin) {
            if (token.kind == TokenKind::tag || tokens.back().kind != TokenKind::tag) {
                continue;
            }
            tokens.back().span.end = token.span.begin;
            tokens.back().value.end = token.span.begin;
            if (tokens.back().value.empty()) {
                tokens.pop_back();
            }
        }
        tokens.push_back(token);
    }
    tokens.insert(tokens.end(), trailing.rbegin(), trailing.rend());
    for (const Token& token : trailing) {  // peeled last = leftmost = the one that counts
        if (token.kind == TokenKind::field) {
            store(text, token, task);
        }
    }
    if (std::memchr(text.data() + body.begin, '@', body.size()) != nullptr ||
        has_inline_field(text, body, settings)) {
        read_owners(text, body, settings, names, scratch, tokens, first);
    }
    task.tokens = {static_cast<std::uint32_t>(first),
                   static_cast<std::uint32_t>(tokens.size() - first)};
    return true;
}

}  // namespace tasklint::syntax

namespace tasklint {

std::optional<ParsedLine> parse_task_line(std::string_view line, const TaskSettings& settings,
                                          const KnownNames* names) {
    std::optional<ParsedLine> parsed{std::in_place};
    syntax::Scratch scratch;
    if (!syntax::parse_task_line(line, {0, static_cast<std::uint32_t>(line.size())}, settings,
                                 names, scratch, parsed->task, parsed->tokens)) {
        parsed.reset();
    }
    return parsed;
}

}  // namespace tasklint
