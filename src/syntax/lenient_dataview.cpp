// Fields of the Dataview format that the plugin does not read, as their writer plainly meant them.
#include <algorithm>

#include "syntax/lenient.hpp"
#include "syntax/parse_task_line.hpp"

namespace tasklint::syntax {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The field that a key stands for, in any case; nullptr if it is none of the plugin's.
const FieldInfo* field_of_key(std::string_view key) {
    for (std::size_t i = 0; i < field_kind_count; ++i) {
        const FieldInfo& info = field_info(static_cast<FieldKind>(i));
        if (std::equal(key.begin(), key.end(), info.dataview.begin(), info.dataview.end(),
                       [](char a, char b) { return lower(a) == lower(b); })) {
            return &info;
        }
    }
    return nullptr;
}

}  // namespace

std::optional<Piece> misspelt_inline_field(std::string_view text, std::uint32_t at,
                                           std::uint32_t end) {
    const char open = text[at];
    const std::uint32_t key_begin = skip_white_space(text, at + 1, end);
    std::uint32_t key_end = key_begin;
    while (key_end < end && lower(text[key_end]) >= 'a' && lower(text[key_end]) <= 'z') {
        ++key_end;
    }
    const FieldInfo* const info = field_of_key(Span{key_begin, key_end}.in(text));
    const std::uint32_t colons = skip_white_space(text, key_end, end);
    if (info == nullptr || text.substr(0, end).substr(colons, 2) != "::") {
        return std::nullopt;
    }
    const auto close = text.substr(0, end).find_first_of("[]()", colons);
    if (close == std::string_view::npos || text[close] == '[' || text[close] == '(') {
        return std::nullopt;
    }
    Piece piece;
    piece.span = {at, static_cast<std::uint32_t>(close) + 1};
    piece.field = info->kind;
    piece.sign = {at, colons + 2};
    piece.value = trim(Span{colons + 2, static_cast<std::uint32_t>(close)}, text);
    if (piece.value.empty()) {
        piece.value = {colons + 2, colons + 2};
    }
    // What it says is plain only if key and brackets are right; else a person has to look.
    const bool right_frame = Span{key_begin, key_end}.in(text) == info->dataview &&
                             colons == key_end && text[close] == (open == '[' ? ']' : ')');
    const auto value = piece.value.in(text);
    const auto spelt = [&](std::string_view corrected) {
        return std::string{open}
            .append(info->dataview)
            .append(":: ")
            .append(corrected)
            .append(1, open == '[' ? ']' : ')');
    };
    piece.misspelt = true;
    if (!right_frame) {
        return piece;
    }
    if (value.empty()) {
        piece.flaw = Flaw::no_value;
        return piece;
    }
    std::string corrected{value};
    Flaw flaw = Flaw::odd_space;
    if (is_date(info->kind)) {
        const auto date = lenient_date(text, piece.value.begin, piece.value.end);
        if (!date || date->end != piece.value.end) {
            return piece;
        }
        corrected = date->exact || date->date.ok() ? to_string(date->date) : std::string{};
        flaw = date->exact ? Flaw::odd_space : Flaw::malformed_date;
    }
    const std::string written = spelt(corrected);
    std::vector<Token> marks;
    mark_body(written, {0, static_cast<std::uint32_t>(written.size())}, Format::dataview, marks);
    if (!corrected.empty() && (marks.size() != 1 || marks.front().field != info->kind)) {
        return piece;
    }
    piece.kind = Piece::Kind::field;
    piece.misspelt = false;
    piece.flaw = flaw;
    if (!corrected.empty()) {
        piece.priority = marks.front().priority;
        piece.corrected = corrected;
        piece.written = written;
    }
    return piece;
}

}  // namespace tasklint::syntax
