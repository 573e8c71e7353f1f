#include "tasklint/document.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <date/iso_week.h>

#include "text/ascii.hpp"

namespace tasklint {

// The scheduled date that Tasks 8.3.0 takes from a file's name, with the part of Moment.js's
// strict parsing that dates in file names need. Moment matches each token of the format at its
// leftmost place and then wants every character used up, so matching in order without going back
// is the same. A format with a token that we do not have counts as one that does not fit, and so
// does one without a year: Moment would take the current one, and the answer would change with
// the clock.

namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

struct Parts {
    std::optional<int> year, iso_year;
    std::optional<unsigned> month, day, weekday, iso_week, iso_weekday;
};

/// What of the name is still to be read.
class Input {
public:
    explicit Input(std::string_view text) : rest_{text} {}

    [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }
    /// As many digits as there are, up to `most`; nullopt below `fewest`.
    std::optional<unsigned> number(std::size_t fewest, std::size_t most) {
        std::size_t size = 0;
        unsigned value = 0;
        for (; size < most && size < rest_.size() && is_ascii_digit(rest_[size]); ++size) {
            value = value * 10 + static_cast<unsigned>(rest_[size] - '0');
        }
        if (size < fewest) {
            return std::nullopt;
        }
        rest_.remove_prefix(size);
        return value;
    }
    /// The word that comes next, as the place of the name that it is, ignoring case.
    /// @param letters how many of each name are written; 0: all
    template <std::size_t count>
    std::optional<unsigned> name(const std::array<std::string_view, count>& names,
                                 std::size_t letters) {
        // Moment's "word": digits, then letters of any script. A longer word is no name.
        const auto end = std::find_if(rest_.begin(), rest_.end(), [](char c) {
            return !is_ascii_alphanumeric(c) && c != '\'' && static_cast<unsigned char>(c) < 0x80;
        });
        const auto word = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        for (std::size_t i = 0; i < count; ++i) {
            const auto wanted = names[i].substr(0, letters == 0 ? names[i].size() : letters);
            // Digits behind the letters begin something new.
            const auto begin = word.substr(0, wanted.size());
            const bool ends = word.size() == begin.size() || is_ascii_digit(word[begin.size()]);
            if (ends && std::equal(begin.begin(), begin.end(), wanted.begin(), wanted.end(),
                                   [](char a, char b) { return ascii_lower(a) == b; })) {
                rest_.remove_prefix(begin.size());
                return static_cast<unsigned>(i);
            }
        }
        return std::nullopt;
    }
    bool literal(std::string_view text) {
        if (text.empty() || rest_.substr(0, text.size()) != text) {
            return false;
        }
        rest_.remove_prefix(text.size());
        return true;
    }

private:
    std::string_view rest_;
};

template <typename Value> bool set(std::optional<Value>& part, std::optional<unsigned> value) {
    if (value) {
        part = static_cast<Value>(*value);
    }
    return value.has_value();
}

bool read_ordinal(Input& input, Parts& parts) {
    return set(parts.day, input.number(1, 2)) && (input.literal("st") || input.literal("nd") ||
                                                  input.literal("rd") || input.literal("th"));
}

bool read_month_name(Input& input, Parts& parts, std::size_t letters) {
    const auto month = input.name(months, letters);
    return month && set(parts.month, *month + 1);
}

struct FormatToken {
    std::string_view text;
    bool (*read)(Input&, Parts&);  // null: not supported
};

// Of tokens that begin alike the longer one comes first, as in Moment's own pattern. Letters that
// begin no token stand for themselves.
constexpr FormatToken format_tokens[] = {
    {"YYYYYY", nullptr},
    {"YYYYY", nullptr},
    {"YYYY", [](Input& input, Parts& parts) { return set(parts.year, input.number(4, 4)); }},
    {"YY",
     [](Input& input, Parts& parts) {
         const auto year = input.number(2, 2);
         return year && set(parts.year, *year + (*year > 68 ? 1900 : 2000));
     }},
    {"MMMM", [](Input& input, Parts& parts) { return read_month_name(input, parts, 0); }},
    {"MMM", [](Input& input, Parts& parts) { return read_month_name(input, parts, 3); }},
    {"MM", [](Input& input, Parts& parts) { return set(parts.month, input.number(2, 2)); }},
    {"Mo", nullptr},
    {"M", [](Input& input, Parts& parts) { return set(parts.month, input.number(1, 2)); }},
    {"DDDD", nullptr},
    {"DDDo", nullptr},
    {"DDD", nullptr},
    {"DD", [](Input& input, Parts& parts) { return set(parts.day, input.number(2, 2)); }},
    {"Do", read_ordinal},
    {"D", [](Input& input, Parts& parts) { return set(parts.day, input.number(1, 2)); }},
    {"dddd",
     [](Input& input, Parts& parts) { return set(parts.weekday, input.name(weekdays, 0)); }},
    {"ddd", [](Input& input, Parts& parts) { return set(parts.weekday, input.name(weekdays, 3)); }},
    {"dd", [](Input& input, Parts& parts) { return set(parts.weekday, input.name(weekdays, 2)); }},
    {"d", nullptr},
    {"GGGGG", nullptr},
    {"GGGG", [](Input& input, Parts& parts) { return set(parts.iso_year, input.number(4, 4)); }},
    {"GG", nullptr},
    {"WW", [](Input& input, Parts& parts) { return set(parts.iso_week, input.number(2, 2)); }},
    {"Wo", nullptr},
    {"W", [](Input& input, Parts& parts) { return set(parts.iso_week, input.number(1, 2)); }},
    {"E", [](Input& input, Parts& parts) { return set(parts.iso_weekday, input.number(1, 1)); }},
    {"gg", nullptr},
    {"w", nullptr},
    {"e", nullptr},
    {"Q", nullptr},
    {"N", nullptr},
    {"y", nullptr},
    {"a", nullptr},
    {"A", nullptr},
    {"h", nullptr},
    {"H", nullptr},
    {"k", nullptr},
    {"m", nullptr},
    {"s", nullptr},
    {"S", nullptr},
    {"x", nullptr},
    {"X", nullptr},
    {"z", nullptr},
    {"Z", nullptr},
    {"L", nullptr},
    {"l", nullptr},
};

/// `[text]` as Moment reads it: up to the last `]` before another `[`.
bool read_literal(Input& input, std::string_view& format) {
    const std::size_t other = format.find('[', 1);
    const std::size_t close = format.substr(0, other).rfind(']');
    if (close == std::string_view::npos) {
        format.remove_prefix(1);
        return input.literal("[");
    }
    const std::size_t first_close = format.find(']');
    std::string text{format.substr(1, first_close - 1)};
    text += format.substr(first_close + 1, close - first_close);
    format.remove_prefix(close + 1);
    return input.literal(text);
}

bool read_format(Input& input, std::string_view format, Parts& parts) {
    while (!format.empty()) {
        if (format.front() == '[') {
            if (!read_literal(input, format)) {
                return false;
            }
            continue;
        }
        if (format.front() == '\\' && format.size() > 1) {
            format.remove_prefix(1);  // the next character stands for itself
        } else {
            const auto* const token = std::find_if(
                std::begin(format_tokens), std::end(format_tokens), [&](const FormatToken& known) {
                    return format.substr(0, known.text.size()) == known.text;
                });
            if (token != std::end(format_tokens)) {
                if (token->read == nullptr || !token->read(input, parts)) {
                    return false;
                }
                format.remove_prefix(token->text.size());
                continue;
            }
        }
        const std::size_t size = decode_utf8(format, 0).size;
        if (!input.literal(format.substr(0, size))) {
            return false;
        }
        format.remove_prefix(size);
    }
    return input.empty();
}

std::optional<date::year_month_day> from_iso_week(const Parts& parts) {
    if (!parts.iso_year && !parts.year) {
        return std::nullopt;
    }
    const unsigned weekday = parts.iso_weekday.value_or(1);
    if (weekday < 1 || weekday > 7) {
        return std::nullopt;
    }
    const iso_week::year_weeknum_weekday week{
        iso_week::year{parts.iso_year.value_or(parts.year.value_or(0))},
        iso_week::weeknum{parts.iso_week.value_or(1)}, iso_week::weekday{weekday}};
    if (!week.ok()) {
        return std::nullopt;
    }
    return date::year_month_day{date::sys_days{week}};
}

std::optional<date::year_month_day> date_by_format(std::string_view name, std::string_view format) {
    Input input{name};
    Parts parts;
    if (name.empty() || !read_format(input, format, parts)) {
        return std::nullopt;
    }
    std::optional<date::year_month_day> result;
    if (!parts.month && !parts.day && (parts.iso_year || parts.iso_week || parts.iso_weekday)) {
        result = from_iso_week(parts);
    } else if (parts.year && (!parts.weekday || parts.month || parts.day)) {
        result = date::year{*parts.year} / date::month{parts.month.value_or(1)} /
                 date::day{parts.day.value_or(1)};
    }
    if (!result || !result->ok()) {
        return std::nullopt;
    }
    if (parts.weekday && date::weekday{date::sys_days{*result}}.c_encoding() != *parts.weekday) {
        return std::nullopt;
    }
    return result;
}

/// The first `dddd-dd-dd` wherever it stands, else the first `dddddddd`, if that is a real date.
std::optional<date::year_month_day> date_by_digits(std::string_view name) {
    for (const std::string_view shape : {"dddd-dd-dd", "dddddddd"}) {
        const auto found = std::search(
            name.begin(), name.end(), shape.begin(), shape.end(),
            [](char c, char wanted) { return wanted == 'd' ? is_ascii_digit(c) : c == wanted; });
        if (found == name.end()) {
            continue;
        }
        const auto at = static_cast<std::size_t>(found - name.begin());
        const std::string_view digits = name.substr(at, shape.size());
        const std::size_t gap = shape.size() == 10 ? 1 : 0;
        const auto number = [&](std::size_t begin, std::size_t size) {
            return Input{digits.substr(begin, size)}.number(size, size).value_or(0);
        };
        const date::year_month_day result = date::year{static_cast<int>(number(0, 4))} /
                                            date::month{number(4 + gap, 2)} /
                                            date::day{number(6 + 2 * gap, 2)};
        return result.ok() ? std::optional{result} : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<date::year_month_day> date_in_name(std::string_view path,
                                                 const TaskSettings& settings) {
    const std::size_t begin = path.rfind('/') + 1;
    const std::size_t end = path.rfind('.');
    if (end == std::string_view::npos || end < begin) {
        return std::nullopt;
    }
    const std::string_view name = path.substr(begin, end - begin);
    std::optional<date::year_month_day> result;
    if (!settings.filename_date_format.empty()) {
        result = date_by_format(name, settings.filename_date_format);
    }
    return result ? result : date_by_digits(name);
}

std::optional<date::year_month_day> date_from_path(std::string_view path,
                                                   const TaskSettings& settings) {
    const auto& folders = settings.filename_date_folders;
    const auto in_folder = [&](const std::string& folder) {
        return path.size() > folder.size() && path.substr(0, folder.size()) == folder &&
               path[folder.size()] == '/';
    };
    if (!settings.filename_as_scheduled_date ||
        (!folders.empty() && std::none_of(folders.begin(), folders.end(), in_folder))) {
        return std::nullopt;
    }
    return date_in_name(path, settings);
}

}  // namespace tasklint
