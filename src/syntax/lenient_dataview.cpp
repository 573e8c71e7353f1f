// Fields of the Dataview format that the plugin does not read, as their writer plainly meant them.
#include <algorithm>
#include <array>

#include "syntax/lenient.hpp"
#include "syntax/parse_task_line.hpp"
#include "tasklint/recurrence.hpp"
#include "text/ascii.hpp"

namespace tasklint::syntax {

namespace {

bool is_key_letter(char c) { return is_ascii_letter(c) || c == '-' || c == '_'; }

/// Keys that people write for the plugin's, in lower case without marks.
constexpr std::array<std::pair<std::string_view, FieldKind>, 21> other_keys{
    {{"duedate", FieldKind::due},
     {"dueon", FieldKind::due},
     {"scheduleddate", FieldKind::scheduled},
     {"schedule", FieldKind::scheduled},
     {"startdate", FieldKind::start},
     {"starts", FieldKind::start},
     {"createddate", FieldKind::created},
     {"creation", FieldKind::created},
     {"createdon", FieldKind::created},
     {"completed", FieldKind::done},
     {"completiondate", FieldKind::done},
     {"done", FieldKind::done},
     {"donedate", FieldKind::done},
     {"canceled", FieldKind::cancelled},
     {"cancelleddate", FieldKind::cancelled},
     {"prio", FieldKind::priority},
     {"recurrence", FieldKind::recurrence},
     {"recurs", FieldKind::recurrence},
     {"repeats", FieldKind::recurrence},
     {"depends", FieldKind::depends_on},
     {"blockedby", FieldKind::depends_on}}};

/// The field that a key stands for, in any case and with `-` or `_` between its words; nullptr if
/// it is none of the plugin's nor one that is written for it.
const FieldInfo* field_of_key(std::string_view key) {
    std::string plain;
    for (const char c : key) {
        if (c != '-' && c != '_') {
            plain.push_back(ascii_lower(c));
        }
    }
    for (std::size_t i = 0; i < field_kind_count; ++i) {
        const FieldInfo& info = field_info(static_cast<FieldKind>(i));
        if (std::equal(plain.begin(), plain.end(), info.dataview.begin(), info.dataview.end(),
                       [](char a, char b) { return a == ascii_lower(b); })) {
            return &info;
        }
    }
    for (const auto& [other, kind] : other_keys) {
        if (plain == other) {
            return &field_info(kind);
        }
    }
    return nullptr;
}

/// What a value means as a field of this kind, spelt right; empty if it is none for certain.
std::string right_value(std::string_view text, Span value, FieldKind kind) {
    if (!is_date(kind)) {
        std::string written{value.in(text)};
        if (kind == FieldKind::priority) {
            written = ascii_lower(written);
        }
        return written;
    }
    const auto date = lenient_date(text, value.begin, value.end);
    return date && date->end == value.end && date->date.ok() ? to_string(date->date)
                                                             : std::string{};
}

/// Makes the piece a field that is written right as `written`, if the plugin would read that.
bool make_field(Piece& piece, const std::string& written, std::string corrected, Flaw flaw) {
    std::vector<Token> marks;
    mark_body(written, {0, static_cast<std::uint32_t>(written.size())}, Format::dataview, marks);
    if (marks.size() != 1 || marks.front().kind != TokenKind::field ||
        marks.front().field != piece.field) {
        return false;
    }
    piece.kind = Piece::Kind::field;
    piece.misspelt = false;
    piece.flaw = flaw;
    piece.priority = marks.front().priority;
    piece.corrected = std::move(corrected);
    piece.written = written;
    return true;
}

/// The value of a date in a right frame that the plugin does not read: what it means, if anything.
/// @param spelt the field as the plugin writes it, with a value
template <typename Spelt>
void read_other_value(std::string_view text, Piece& piece, const Spelt& spelt) {
    const Span value = piece.value;
    const auto take = [&](Flaw flaw, std::string corrected, std::string_view before) {
        piece.flaw = flaw;
        piece.misspelt = corrected.empty();  // only a person can mend it
        if (!corrected.empty()) {
            piece.written = std::string{before}.append(spelt(corrected));
        }
        piece.corrected = std::move(corrected);
    };
    piece.kind = Piece::Kind::field;
    const auto written = without_zero_width(value.in(text));
    const std::string_view plain = trim(std::string_view{written});
    if (plain.size() != value.size()) {
        const auto date = lenient_date(plain, 0, static_cast<std::uint32_t>(plain.size()));
        if (date && date->end == plain.size() && (date->exact || date->date.ok())) {
            take(date->exact ? Flaw::invisible : Flaw::malformed_date, to_string(date->date), "");
            return;
        }
    }
    constexpr std::uint32_t date_size = 10;  // before a `T` and a time
    auto date = lenient_date(text, value.begin, std::min(value.begin + date_size, value.end));
    date = date ? date : lenient_date(text, value.begin, value.end);
    if (date && (date->exact || date->date.ok()) &&
        time_end(text, date->end, value.end) == value.end) {
        const auto time = trim(Span{date->end, value.end}.in(text));
        piece.value.end = date->end;
        take(Flaw::with_time, to_string(date->date),
             std::string{time.substr(time[0] == 'T' ? 1 : 0)}.append(" "));
        return;
    }
    const auto other = other_date(text, value.begin, value.end);
    if (other && other->end == value.end) {
        take(other->flaw, other->corrected, "");
        return;
    }
    // `[start:: the engine]` and `[completion:: 50%]` are notes of another kind.
    const bool year = plain.size() > 4 && plain.find_first_not_of("0123456789") >= 4;
    const bool sure = piece.field == FieldKind::due || piece.field == FieldKind::scheduled ||
                      other || date || year;
    if (!sure) {
        piece.kind = Piece::Kind::text;
        return;
    }
    const char first = plain.empty() ? ' ' : ascii_lower(plain[0]);
    take(is_ascii_lower(first) ? Flaw::date_words : Flaw::malformed_date, {}, "");
}

}  // namespace

std::optional<Piece> misspelt_inline_field(std::string_view text, std::uint32_t at,
                                           std::uint32_t end) {
    const char open = text[at];
    const std::uint32_t key_begin = skip_white_space(text, at + 1, end);
    std::uint32_t key_end = key_begin;
    while (key_end < end && is_key_letter(text[key_end])) {
        ++key_end;
    }
    const FieldInfo* const info = field_of_key(Span{key_begin, key_end}.in(text));
    const std::uint32_t colons = skip_white_space(text, key_end, end);
    if (info == nullptr || text.substr(0, end).substr(colons, 2) != "::") {
        return std::nullopt;
    }
    auto close = text.substr(0, end).find_first_of("[]()", colons);
    bool closed = close != std::string_view::npos && text[close] != '[' && text[close] != '(';
    if (!closed) {
        // `[due:: 2026-01-06`: a date says itself where it ends.
        const std::uint32_t value = skip_white_space(text, colons + 2, end);
        const auto date = is_date(info->kind) ? lenient_date(text, value, end) : std::nullopt;
        if (date) {
            close = date->end;
        } else {
            // `[due:: [[2026-01-06]]]`
            const auto link = is_date(info->kind) && text.substr(0, end).substr(value, 2) == "[["
                                  ? other_date(text, value, end)
                                  : std::nullopt;
            close = link ? skip_white_space(text, link->end, end) : end;
            if (!link || close == end || (text[close] != ']' && text[close] != ')')) {
                return std::nullopt;
            }
            closed = true;
        }
    }
    Piece piece;
    piece.span = {at, static_cast<std::uint32_t>(close) + (closed ? 1U : 0U)};
    piece.field = info->kind;
    piece.sign = {at, colons + 2};
    piece.value = trim(Span{colons + 2, static_cast<std::uint32_t>(close)}, text);
    if (piece.value.empty()) {
        piece.value = {colons + 2, colons + 2};
    }
    const bool right_frame = closed && Span{key_begin, key_end}.in(text) == info->dataview &&
                             colons == key_end && key_begin == at + 1 &&
                             text[close] == (open == '[' ? ']' : ')');
    const auto value = piece.value.in(text);
    const auto spelt = [&](std::string_view corrected) {
        return std::string{open}
            .append(info->dataview)
            .append(":: ")
            .append(corrected)
            .append(1, open == '[' ? ']' : ')');
    };
    piece.misspelt = true;
    if (value.empty()) {
        piece.flaw = right_frame ? Flaw::no_value : Flaw::none;
        return piece;
    }
    std::string corrected = right_value(text, piece.value, info->kind);
    if (!right_frame) {
        if (!corrected.empty()) {
            const std::string written = spelt(corrected);
            (void)make_field(piece, written, std::move(corrected), Flaw::misspelt_field);
        }
        return piece;
    }
    const auto date =
        is_date(info->kind) ? lenient_date(text, piece.value.begin, piece.value.end) : std::nullopt;
    if (is_date(info->kind) && (!date || date->end != piece.value.end)) {
        read_other_value(text, piece, spelt);
        return piece;
    }
    if (date && date->exact) {
        corrected = to_string(date->date);  // real or not: the plugin reads it
    }
    Flaw flaw = date && !date->exact                                      ? Flaw::malformed_date
                : info->kind == FieldKind::priority && value != corrected ? Flaw::misspelt_field
                                                                          : Flaw::odd_space;
    if (corrected.empty()) {  // a date that does not exist: nothing can be written for it
        piece.kind = Piece::Kind::field;
        piece.misspelt = false;
        piece.flaw = flaw;
        return piece;
    }
    if (info->kind == FieldKind::recurrence) {
        const auto rule = rule_text(text, piece.value.begin, piece.value.end);
        if (rule.end == piece.value.end && is_whole_rule(rule.value)) {
            corrected = rule.value;
            flaw = rule.invisible && !rule.odd ? Flaw::invisible : flaw;
        }
    }
    const std::string written = spelt(corrected);
    if (make_field(piece, written, std::move(corrected), flaw)) {
        return piece;
    }
    if (info->kind == FieldKind::recurrence) {
        piece.flaw = Flaw::no_value;
        return piece;
    }
    const auto seen = without_zero_width(value);
    const std::string plain{trim(std::string_view{seen})};
    if (plain.size() == value.size() ||
        !make_field(piece, spelt(plain), std::string{plain}, Flaw::invisible)) {
        piece.kind = Piece::Kind::field;  // with a value that only a person can mend
        piece.flaw = Flaw::misspelt_field;
    }
    return piece;
}

std::optional<Piece> bare_inline_field(std::string_view text, std::uint32_t at, std::uint32_t end) {
    std::uint32_t key_end = at;
    while (key_end < end && is_key_letter(text[key_end])) {
        ++key_end;
    }
    if (key_end == at || text.substr(0, end).substr(key_end, 2) != "::") {
        return std::nullopt;
    }
    const FieldInfo* const info = field_of_key(Span{at, key_end}.in(text));
    if (info == nullptr) {
        return std::nullopt;
    }
    Piece piece;
    piece.field = info->kind;
    piece.sign = {at, key_end + 2};
    piece.value.begin = skip_white_space(text, key_end + 2, end);
    piece.value.end = piece.value.begin;
    if (is_date(info->kind)) {
        const auto date = lenient_date(text, piece.value.begin, end);
        piece.value.end = date ? date->end : piece.value.begin;
    } else if (info->kind == FieldKind::recurrence) {
        piece.value.end = trim(Span{piece.value.begin, end}, text).end;
        const auto rule = Recurrence::parse(piece.value.in(text), {}, {});
        if (!rule || rule->lossy()) {
            return std::nullopt;
        }
    } else {
        while (piece.value.end < end && text[piece.value.end] != ' ' &&
               text[piece.value.end] != '\t') {
            ++piece.value.end;
        }
    }
    if (piece.value.empty()) {
        return std::nullopt;
    }
    piece.span = {at, piece.value.end};
    std::string corrected = right_value(text, piece.value, info->kind);
    const std::string written =
        std::string{"["}.append(info->dataview).append(":: ").append(corrected).append("]");
    return !corrected.empty() &&
                   make_field(piece, written, std::move(corrected), Flaw::misspelt_field)
               ? std::optional{piece}
               : std::nullopt;
}

}  // namespace tasklint::syntax
