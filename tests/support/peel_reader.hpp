#pragma once

// The reading of a task's body as the plugin does it: patterns tried at the line's end, one after
// the other, each match cut off, again until nothing matches. For tests only, as plain as possible.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tasklint/task.hpp"

namespace peel_reader {

struct Reading {
    std::string description;
    std::string priority;                                        // its emoji
    std::array<std::string, tasklint::field_kind_count> values;  // by FieldKind
    bool operator==(const Reading&) const = default;
};

inline bool take_back(std::string_view& text, std::string_view ending) {
    if (text.size() < ending.size() || text.substr(text.size() - ending.size()) != ending) {
        return false;
    }
    text.remove_suffix(ending.size());
    return true;
}

/// Cuts `sign U+FE0F? SP*` off the end.
inline bool take_sign(std::string_view& text, const std::vector<std::string_view>& signs,
                      bool blanks = true) {
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

inline bool in_class(char c, std::string_view more) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           more.find(c) != std::string_view::npos;
}

inline bool is_id_list(std::string_view text) {
    std::size_t at = 0;
    const auto blanks = [&] {
        while (at < text.size() && text[at] == ' ') {
            ++at;
        }
    };
    for (;;) {
        const std::size_t begin = at;
        while (at < text.size() && in_class(text[at], "0123456789_-")) {
            ++at;
        }
        if (at == begin) {
            return false;
        }
        blanks();
        if (at == text.size()) {
            return true;
        }
        if (text[at] != ',') {
            return false;
        }
        ++at;
        blanks();
    }
}

/// Cuts `sign value` off the end, the value being what `allowed` takes.
inline bool take_field(std::string& line, const std::vector<std::string_view>& signs,
                       std::string_view more, std::string& value, bool list = false) {
    std::string_view rest = line;
    std::size_t begin = rest.size();
    while (begin > 0 && in_class(rest[begin - 1], more)) {
        --begin;
    }
    // The class may hold blanks: those behind the sign are no part of the value.
    std::size_t first = begin;
    while (first < rest.size() && rest[first] == ' ') {
        ++first;
    }
    const std::string_view found = rest.substr(first);
    if (found.empty() || (list && !is_id_list(found))) {
        return false;
    }
    rest = rest.substr(0, begin);
    if (!take_sign(rest, signs)) {
        return false;
    }
    value = std::string{found};
    line = std::string{tasklint::trim(rest)};
    return true;
}

inline bool take_date(std::string& line, const std::vector<std::string_view>& signs,
                      std::string& value) {
    if (line.size() < 10) {
        return false;
    }
    const std::string found = line.substr(line.size() - 10);
    for (std::size_t i = 0; i < 10; ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? found[i] != '-' : found[i] < '0' || found[i] > '9') {
            return false;
        }
    }
    std::string_view rest = std::string_view{line}.substr(0, line.size() - 10);
    if (!take_sign(rest, signs)) {
        return false;
    }
    value = found;
    line = std::string{tasklint::trim(rest)};
    return true;
}

inline bool take_tag(std::string& line, std::string& tag) {
    const auto stop = line.find_last_of(" !@#$%^&*(),.?\":{}|<>");
    if (stop == std::string::npos || line[stop] != '#' || stop + 1 == line.size()) {
        return false;
    }
    const std::string_view before = std::string_view{line}.substr(0, stop);
    // One white space or the start of the text stands before it.
    if (!before.empty() &&
        tasklint::trim("x" + std::string{before.substr(before.size() < 3 ? 0 : before.size() - 3)})
                .size() == 1 + (before.size() < 3 ? before.size() : 3)) {
        return false;
    }
    tag = line.substr(stop);
    line = std::string{tasklint::trim(before)};
    return true;
}

inline Reading read(std::string_view body) {
    using tasklint::FieldKind;
    Reading reading;
    std::string line{body};
    std::vector<std::string> trailing;
    const auto value = [&](FieldKind kind) -> std::string& {
        return reading.values[static_cast<std::size_t>(kind)];
    };
    bool matched = true;
    for (int pass = 0; matched && pass < 21; ++pass) {
        matched = false;
        for (const std::string_view sign : {"🔺", "⏫", "🔼", "🔽", "⏬"}) {
            std::string_view rest = line;
            if (take_sign(rest, {sign}, false)) {
                reading.priority = std::string{sign};
                line = std::string{tasklint::trim(rest)};
                matched = true;
                break;
            }
        }
        matched |= take_date(line, {"✅"}, value(FieldKind::done));
        matched |= take_date(line, {"❌"}, value(FieldKind::cancelled));
        matched |= take_date(line, {"📅", "📆", "🗓"}, value(FieldKind::due));
        matched |= take_date(line, {"⏳", "⌛"}, value(FieldKind::scheduled));
        matched |= take_date(line, {"🛫"}, value(FieldKind::start));
        matched |= take_date(line, {"➕"}, value(FieldKind::created));
        matched |= take_field(line, {"🔁"}, "0123456789, !", value(FieldKind::recurrence));
        matched |= take_field(line, {"🏁"}, "", value(FieldKind::on_completion));
        std::string tag;
        if (take_tag(line, tag)) {
            trailing.insert(trailing.begin(), tag);
            matched = true;
        }
        matched |= take_field(line, {"🆔"}, "0123456789_-", value(FieldKind::id));
        matched |= take_field(line, {"⛔"}, "0123456789_-, ", value(FieldKind::depends_on), true);
    }
    for (const auto& tag : trailing) {
        line += (line.empty() ? "" : " ") + tag;
    }
    reading.description = line;
    return reading;
}

}  // namespace peel_reader
