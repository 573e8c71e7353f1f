// Dates and times of day as people write them, and the characters that nobody sees in them.
#include <algorithm>

#include "syntax/lenient.hpp"
#include "text/ascii.hpp"

namespace tasklint::syntax {

namespace {

/// The digit that a character is, in any of the scripts people type dates in, or -1.
int digit_of(char32_t code_point) {
    if (code_point >= U'0' && code_point <= U'9') {
        return static_cast<int>(code_point - U'0');
    }
    // Full-width, Arabic-Indic (two sets), Devanagari, Bengali, Thai.
    for (const char32_t zero : {U'\xFF10', U'\x0660', U'\x06F0', U'\x0966', U'\x09E6', U'\x0E50'}) {
        if (code_point >= zero && code_point < zero + 10) {
            return static_cast<int>(code_point - zero);
        }
    }
    if (code_point >= 0x1D7CE && code_point <= 0x1D7FF) {  // mathematical, five sets
        return static_cast<int>((code_point - 0x1D7CE) % 10);
    }
    return -1;
}

/// Bytes of a date's separator at `at`: `-`, `/`, `.` or a dash that a word processor made of `-`.
std::uint32_t separator_size(std::string_view line, std::uint32_t at) {
    if (at >= line.size()) {
        return 0;
    }
    const auto character = decode_utf8(line, at);
    switch (character.code_point) {
        case U'-':
        case U'/':
        case U'.':
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2212: return character.size;
        default: return 0;
    }
}

bool is_dash(std::string_view separator) { return separator != "/" && separator != "."; }

}  // namespace

bool begins_without_case(std::string_view text, std::string_view lower) noexcept {
    return text.size() >= lower.size() &&
           std::equal(lower.begin(), lower.end(), text.begin(),
                      [](char a, char b) { return a == (b | 0x20); });
}

bool is_zero_width(char32_t c) noexcept {
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::string without_zero_width(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (!character.valid || !is_zero_width(character.code_point)) {
            out.append(text.substr(at, character.size));
        }
        at += character.size;
    }
    return out;
}

std::optional<LenientDate> lenient_date(std::string_view text, std::uint32_t at,
                                        std::uint32_t end) {
    const std::string_view line = text.substr(0, end);
    const std::uint32_t begin = at;
    int count = 0;
    const auto number = [&](int most) {
        int value = 0;
        count = 0;
        while (at < end && count < most) {
            const auto character = decode_utf8(line, at);
            if (character.valid && is_zero_width(character.code_point) && at > begin) {
                at += character.size;
                continue;
            }
            const int digit = character.valid ? digit_of(character.code_point) : -1;
            if (digit < 0) {
                break;
            }
            value = value * 10 + digit;
            ++count;
            at += character.size;
        }
        return value;
    };
    const int year = number(4);
    if (count != 4) {
        return std::nullopt;
    }
    int month = 0;
    int day = 0;
    const auto skip_invisible = [&] {
        while (at < end && is_zero_width(decode_utf8(line, at).code_point)) {
            at += decode_utf8(line, at).size;
        }
    };
    if (separator_size(line, at) == 0) {
        skip_invisible();
    }
    const std::uint32_t separator = separator_size(line, at);
    if (separator != 0) {
        const auto mark = line.substr(at, separator);
        at += separator;
        month = number(2);
        skip_invisible();
        // The same once more, or another dash: `2026‑01-06`.
        const auto second =
            line.substr(std::min<std::size_t>(at, line.size()), separator_size(line, at));
        if (count == 0 || second.empty() ||
            (second != mark && !(is_dash(second) && is_dash(mark)))) {
            return std::nullopt;
        }
        at += static_cast<std::uint32_t>(second.size());
        day = number(2);
        if (count == 0) {
            return std::nullopt;
        }
    } else {
        month = number(2);
        if (count != 2) {
            return std::nullopt;
        }
        day = number(2);
        if (count != 2) {
            return std::nullopt;
        }
    }
    if (at < end) {
        const auto next = decode_utf8(line, at);
        if (digit_of(next.code_point) >= 0 || is_id_character(line[at])) {
            return std::nullopt;
        }
    }
    LenientDate found;
    found.date = date::year_month_day{date::year{year}, date::month{static_cast<unsigned>(month)},
                                      date::day{static_cast<unsigned>(day)}};
    if (separator == 0 && !found.date.ok()) {
        return std::nullopt;  // eight digits, but no date
    }
    found.end = at;
    found.exact = date_from_text(line.substr(begin, at - begin)).has_value();
    return found;
}

std::uint32_t time_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
    const std::uint32_t begin = at;
    at = skip_white_space(text, at, end);
    if (at == begin && (at >= end || text[at] != 'T')) {
        return begin;
    }
    at += at == begin ? 1 : 0;
    const auto digits = [&] {
        const std::uint32_t from = at;
        while (at < end && is_ascii_digit(text[at])) {
            ++at;
        }
        return at - from;
    };
    const auto hours = digits();
    if (hours == 0 || hours > 2 || at >= end || text[at] != ':') {
        return begin;
    }
    do {
        ++at;
        if (digits() != 2) {
            return begin;
        }
    } while (at < end && text[at] == ':');
    for (const std::string_view half : {" am", " pm", "am", "pm"}) {
        if (begins_without_case(text.substr(at, end - at), half)) {
            at += static_cast<std::uint32_t>(half.size());
            break;
        }
    }
    return at == end || is_white_space(decode_utf8(text, at).code_point) ? at : begin;
}

}  // namespace tasklint::syntax
