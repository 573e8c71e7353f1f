#pragma once

// The reading of a task line as the plugin does it: patterns tried at the line's end, one after the
// other, each match cut off, again until nothing matches. For tests only, as plain as possible: no
// grammar, every pattern written out by hand.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/task.hpp"

namespace peel_reader {

using tasklint::FieldKind;
using tasklint::Format;
using Signs = std::vector<std::string_view>;

struct Reading {
    std::string indentation, marker, status, body, description, block_link, hard_break;
    std::string priority;                                        // `high`, or empty
    std::array<std::string, tasklint::field_kind_count> values;  // by FieldKind, as written
    std::vector<std::string> tags;
    bool operator==(const Reading&) const = default;
};

inline bool in_class(char c, std::string_view more) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           more.find(c) != std::string_view::npos;
}
inline bool all_in_class(std::string_view text, std::string_view more) {
    for (const char c : text) {
        if (!in_class(c, more)) {
            return false;
        }
    }
    return !text.empty();
}
constexpr std::string_view digits = "0123456789";
constexpr std::string_view identifier = "0123456789_-";
constexpr std::string_view rule = "0123456789, !";

inline std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

inline bool take_back(std::string_view& text, std::string_view ending) {
    if (text.size() < ending.size() || text.substr(text.size() - ending.size()) != ending) {
        return false;
    }
    text.remove_suffix(ending.size());
    return true;
}

inline bool is_date(std::string_view text) {
    if (text.size() != 10) {
        return false;
    }
    for (std::size_t i = 0; i < 10; ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : digits.find(text[i]) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

inline bool is_id_list(std::string_view text) {
    for (;;) {
        const auto comma = text.find(',');
        if (!all_in_class(without_spaces(text.substr(0, comma)), identifier)) {
            return false;
        }
        if (comma == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(comma + 1);
    }
}

/// Is it a value of this kind, between the spaces that may stand around it?
inline bool is_value(FieldKind kind, std::string_view text) {
    switch (kind) {
        case FieldKind::recurrence: return all_in_class(text, rule);
        case FieldKind::on_completion: return all_in_class(text, "");
        case FieldKind::id: return all_in_class(text, identifier);
        case FieldKind::depends_on: return is_id_list(text);
        default: return is_date(text);
    }
}

/// Cuts `sign U+FE0F? SP*` off the end.
inline bool take_sign(std::string_view& text, const Signs& signs, bool blanks = true) {
    std::string_view rest = text;
    while (blanks && take_back(rest, " ")) {
    }
    take_back(rest, "\xEF\xB8\x8F");
    for (const auto sign : signs) {
        if (take_back(rest, sign)) {
            text = rest;
            return true;
        }
    }
    return false;
}

/// Cuts `sign value` off the end: the value goes back to the last character that it could not have.
inline bool take_emoji_field(std::string& line, FieldKind kind, const Signs& signs,
                             std::string& value) {
    const std::string_view text = line;
    std::size_t begin = text.size();
    while (begin > 0 && in_class(text[begin - 1], "0123456789_-, !")) {
        --begin;
    }
    const std::string_view found = without_spaces(text.substr(begin));
    std::string_view rest = text.substr(0, begin);
    if (!is_value(kind, found) || !take_sign(rest, signs)) {
        return false;
    }
    value = std::string{found};
    line = std::string{tasklint::trim(rest)};
    return true;
}

/// Cuts `[key:: value]` or `(key:: value)`, perhaps with a comma behind it, off the end.
/// @return the text behind the colons
inline std::optional<std::string> inline_value(std::string_view text, std::string_view key,
                                               std::string_view& before) {
    std::string_view rest = text;
    if (take_back(rest, ",")) {
        while (take_back(rest, " ")) {
        }
    } else {
        rest = text;
    }
    if (rest.empty() || (rest.back() != ']' && rest.back() != ')')) {
        return std::nullopt;
    }
    const auto open = rest.rfind(rest.back() == ']' ? '[' : '(');
    if (open == std::string_view::npos) {
        return std::nullopt;
    }
    before = rest.substr(0, open);
    std::string_view inside = rest.substr(open + 1, rest.size() - open - 2);
    while (!inside.empty() && inside.front() == ' ') {
        inside.remove_prefix(1);
    }
    if (inside.substr(0, key.size()) != key || inside.substr(key.size(), 2) != "::") {
        return std::nullopt;
    }
    return std::string{inside.substr(key.size() + 2)};
}

inline bool take_inline_field(std::string& line, FieldKind kind, std::string& value) {
    std::string_view before;
    const auto found = inline_value(line, tasklint::field_info(kind).dataview, before);
    if (!found) {
        return false;
    }
    const auto text = without_spaces(*found);
    // A recurrence's text may be made of spaces alone, of which there must be one.
    const bool spaces = kind == FieldKind::recurrence && text.empty() && !found->empty();
    if (!spaces && !is_value(kind, text)) {
        return false;
    }
    value = std::string{text};
    line = std::string{tasklint::trim(before)};
    return true;
}

inline bool take_priority(std::string& line, Format format, std::string& priority) {
    for (const auto& [name, sign] :
         {std::pair{"highest", "🔺"}, std::pair{"high", "⏫"}, std::pair{"medium", "🔼"},
          std::pair{"low", "🔽"}, std::pair{"lowest", "⏬"}}) {
        std::string_view rest = line;
        bool found = false;
        if (format == Format::emoji) {
            found = take_sign(rest, {sign}, false);
        } else {
            const auto value = inline_value(line, "priority", rest);
            found = value && without_spaces(*value) == name;
        }
        if (found) {
            priority = name;
            line = std::string{tasklint::trim(rest)};
            return true;
        }
    }
    return false;
}

/// Does the text end in one white space, or is it empty?
inline bool ends_in_white_space(std::string_view text) {
    if (text.empty()) {
        return true;
    }
    // With a letter before it, its last character is taken away if it is white space.
    const std::string tail = "x" + std::string{text.substr(text.size() < 3 ? 0 : text.size() - 3)};
    return tasklint::trim(tail).size() < tail.size();
}
constexpr std::string_view no_tag_characters = " !@#$%^&*(),.?\":{}|<>";

inline bool take_tag(std::string& line, std::string& tag) {
    const auto stop = line.find_last_of(no_tag_characters);
    if (stop == std::string::npos || line[stop] != '#' || stop + 1 == line.size() ||
        !ends_in_white_space(std::string_view{line}.substr(0, stop))) {
        return false;
    }
    tag = line.substr(stop);
    line = std::string{tasklint::trim(line.substr(0, stop))};
    return true;
}

/// From the left, each match taking the white space before it and all it can behind it.
inline std::vector<std::string> tags_in(std::string_view text) {
    std::vector<std::string> tags;
    std::size_t taken = 0;  // by the last tag
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '#' || (at == taken && at != 0) ||
            !ends_in_white_space(text.substr(taken, at - taken))) {
            continue;
        }
        std::size_t end = at + 1;
        while (end < text.size() && no_tag_characters.find(text[end]) == std::string_view::npos) {
            ++end;
        }
        if (end > at + 1) {
            tags.emplace_back(tasklint::trim(text.substr(at, end - at)));
            taken = end;
            at = end - 1;
        }
    }
    return tags;
}

/// The fields of a body (trimmed, without block link).
inline void read_body(std::string line, Format format, Reading& reading) {
    const auto take = [&](FieldKind kind, const Signs& signs) {
        auto& value = reading.values[static_cast<std::size_t>(kind)];
        return format == Format::emoji ? take_emoji_field(line, kind, signs, value)
                                       : take_inline_field(line, kind, value);
    };
    std::vector<std::string> trailing;
    bool matched = true;
    for (int pass = 0; matched && pass < 21; ++pass) {
        matched = take_priority(line, format, reading.priority);
        matched |= take(FieldKind::done, {"✅"});
        matched |= take(FieldKind::cancelled, {"❌"});
        matched |= take(FieldKind::due, {"📅", "📆", "🗓"});
        matched |= take(FieldKind::scheduled, {"⏳", "⌛"});
        matched |= take(FieldKind::start, {"🛫"});
        matched |= take(FieldKind::created, {"➕"});
        matched |= take(FieldKind::recurrence, {"🔁"});
        matched |= take(FieldKind::on_completion, {"🏁"});
        std::string tag;
        if (take_tag(line, tag)) {
            trailing.insert(trailing.begin(), tag);
            matched = true;
        }
        matched |= take(FieldKind::id, {"🆔"});
        matched |= take(FieldKind::depends_on, {"⛔"});
    }
    for (const auto& tag : trailing) {
        line += (line.empty() ? "" : " ") + tag;
    }
    reading.description = line;
    reading.tags = tags_in(line);
}

/// One line without U+000A; nullopt if it is no task.
inline std::optional<Reading> read(std::string_view line, Format format) {
    using tasklint::decode_utf8;
    Reading reading;
    std::size_t at = 0;
    while (at < line.size()) {
        const auto c = decode_utf8(line, at);
        if (line[at] != '>' && !(c.valid && tasklint::is_white_space(c.code_point))) {
            break;
        }
        at += c.size;
    }
    reading.indentation = line.substr(0, at);
    const std::size_t marker = at;
    if (at < line.size() && (line[at] == '-' || line[at] == '*' || line[at] == '+')) {
        ++at;
    } else {
        while (at < line.size() && digits.find(line[at]) != std::string_view::npos) {
            ++at;
        }
        if (at == marker || at == line.size() || (line[at] != '.' && line[at] != ')')) {
            return std::nullopt;
        }
        ++at;
    }
    reading.marker = line.substr(marker, at - marker);
    const std::size_t blanks = at;
    while (at < line.size() && line[at] == ' ') {
        ++at;
    }
    if (at == blanks || at == line.size() || line[at] != '[') {
        return std::nullopt;
    }
    ++at;
    if (at == line.size()) {
        return std::nullopt;
    }
    const auto is_line_terminator = [&](std::size_t place) {
        const auto c = decode_utf8(line, place);
        return c.valid && (c.code_point == U'\r' || c.code_point == U'\n' ||
                           c.code_point == 0x2028 || c.code_point == 0x2029);
    };
    const std::size_t size = decode_utf8(line, at).size;
    if (is_line_terminator(at) || at + size >= line.size() || line[at + size] != ']') {
        return std::nullopt;
    }
    reading.status = line.substr(at, size);
    at += size + 1;
    std::size_t end = at;
    while (end < line.size() && !is_line_terminator(end)) {
        end += decode_utf8(line, end).size;
    }
    std::string_view body = tasklint::trim(line.substr(at, end - at));
    const auto caret = body.rfind('^');
    if (caret != std::string_view::npos && caret > 0 && body[caret - 1] == ' ' &&
        all_in_class(body.substr(caret + 1), "0123456789-")) {
        reading.block_link = body.substr(caret - 1);
        body = tasklint::trim(body.substr(0, caret - 1));
    }
    reading.body = body;
    const auto last = line.find_last_not_of(' ');
    const std::size_t spaces = line.size() - (last == std::string_view::npos ? 0 : last + 1);
    reading.hard_break = line.substr(line.size() - (spaces >= 2 ? spaces : 0));
    read_body(std::string{body}, format, reading);
    return reading;
}

/// What the library reads, in the same words.
inline std::optional<Reading> library(const std::string& line, Format format) {
    tasklint::TaskSettings settings;
    settings.format = format;
    const auto parsed = tasklint::parse_task_line(line, settings);
    if (!parsed) {
        return std::nullopt;
    }
    const auto task = tasklint::view(line, *parsed);
    const auto& record = parsed->task;
    Reading reading{std::string{task.in(record.indentation)},
                    std::string{task.in(record.marker)},
                    std::string{task.in(record.status)},
                    std::string{task.in(record.body)},
                    tasklint::description_of(task),
                    std::string{task.in(record.block_link)},
                    std::string{task.in(record.hard_break)},
                    {},
                    {},
                    tasklint::tags_of(task, settings)};
    if (record.priority != tasklint::Priority::none) {
        reading.priority = tasklint::priority_name(record.priority);
    }
    for (std::size_t kind = 0; kind < tasklint::field_kind_count; ++kind) {
        const auto* const field = task.read_field(static_cast<FieldKind>(kind));
        if (field != nullptr && field->field != FieldKind::priority) {
            reading.values[kind] = task.in(field->value);
        }
    }
    return reading;
}

/// One difference a line, for a person to read; empty if there is none.
inline std::string differences(const std::optional<Reading>& ours,
                               const std::optional<Reading>& plain) {
    if (ours.has_value() != plain.has_value()) {
        return ours ? "only the library reads a task" : "only the plain reader reads a task";
    }
    if (!ours || *ours == *plain) {
        return {};
    }
    std::string out;
    const auto compare = [&](std::string_view what, const std::string& a, const std::string& b) {
        if (a != b) {
            out.append(what).append(": library \"").append(a).append("\", plain reader \"");
            out.append(b).append("\"\n");
        }
    };
    compare("indentation", ours->indentation, plain->indentation);
    compare("marker", ours->marker, plain->marker);
    compare("status", ours->status, plain->status);
    compare("body", ours->body, plain->body);
    compare("description", ours->description, plain->description);
    compare("block link", ours->block_link, plain->block_link);
    compare("hard break", ours->hard_break, plain->hard_break);
    compare("priority", ours->priority, plain->priority);
    for (std::size_t kind = 0; kind < tasklint::field_kind_count; ++kind) {
        compare(tasklint::field_info(static_cast<FieldKind>(kind)).label, ours->values[kind],
                plain->values[kind]);
    }
    const auto joined = [](const std::vector<std::string>& tags) {
        std::string text;
        for (const auto& tag : tags) {
            text.append(tag).append("|");
        }
        return text;
    };
    compare("tags", joined(ours->tags), joined(plain->tags));
    return out;
}

}  // namespace peel_reader
