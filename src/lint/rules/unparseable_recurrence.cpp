#include <array>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "lint/reading.hpp"
#include "lint/rule.hpp"
#include "tasklint/recurrence.hpp"
#include "text/ascii.hpp"

namespace tasklint::lint {

namespace {

/// Beginnings of a rule and how the plugin wants them; whole words, the first that fits. What
/// follows (`on Monday`) stays.
constexpr std::array<std::pair<std::string_view, std::string_view>, 32> spellings{{
    {"daily", "every day"},
    {"everyday", "every day"},
    {"weekly", "every week"},
    {"fortnightly", "every 2 weeks"},
    {"monthly", "every month"},
    {"quarterly", "every 3 months"},
    {"half yearly", "every 6 months"},
    {"yearly", "every year"},
    {"annually", "every year"},
    {"hourly", "every hour"},
    {"each", "every"},
    {"once a", "every"},
    {"every single", "every"},
    {"every one", "every 1"},
    {"every two", "every 2"},
    {"every three", "every 3"},
    {"every four", "every 4"},
    {"every five", "every 5"},
    {"every six", "every 6"},
    {"every seven", "every 7"},
    {"every eight", "every 8"},
    {"every nine", "every 9"},
    {"every ten", "every 10"},
    {"every twelve", "every 12"},
    {"every quarter", "every 3 months"},
    {"every half year", "every 6 months"},
    {"every fortnight", "every 2 weeks"},
    {"every weekend", "every week on Saturday, Sunday"},
    {"fortnight", "every 2 weeks"},
    {"quarter", "every 3 months"},
    {"biannually", "every 6 months"},
    {"every half-year", "every 6 months"},
}};

/// `every other week`, `every 3rd month`: the words and their number.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> ordinals{{
    {"other", "2"},
    {"second", "2"},
    {"2nd", "2"},
    {"third", "3"},
    {"3rd", "3"},
    {"fourth", "4"},
    {"4th", "4"},
    {"fifth", "5"},
    {"5th", "5"},
    {"sixth", "6"},
    {"6th", "6"},
    {"alternate", "2"},
}};
constexpr std::array<std::string_view, 5> units{"day", "week", "month", "year", "hour"};

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        c = ascii_lower(c);
    }
    return out;
}

/// Without the words if the text begins with them.
std::optional<std::string_view> behind(std::string_view text, std::string_view words) {
    if (lower(text.substr(0, words.size())) != words) {
        return std::nullopt;
    }
    text.remove_prefix(words.size());
    if (!text.empty() && text[0] != ' ' && text[0] != ',') {
        return std::nullopt;
    }
    return text;
}

/// `other week on Monday` → `every 2 weeks on Monday`, `other Monday` → `every 2 weeks on Monday`.
/// @param text behind `every `
std::optional<std::string> with_number(std::string_view text) {
    for (const auto& [word, number] : ordinals) {
        const auto rest = behind(text, word);
        if (!rest || rest->empty()) {
            continue;
        }
        const auto what = rest->substr(1);
        for (const auto unit : units) {
            for (const std::string& form : {std::string{unit}, std::string{unit} + "s"}) {
                if (const auto more = behind(what, form)) {
                    return fmt::format("every {} {}s{}", number, unit, *more);
                }
            }
        }
        // `every 2nd Monday` may be one of the month: no guess.
        if (word == "other" || word == "alternate") {
            return fmt::format("every {} weeks on {}", number, what);
        }
    }
    return std::nullopt;
}

/// Texts that could say the same in the plugin's words, the likeliest first.
std::vector<std::string> candidates(std::string_view text) {
    std::vector<std::string> out;
    if (const auto rest = behind(text, "every"); rest && rest->size() > 1) {
        if (auto counted = with_number(rest->substr(1))) {
            out.push_back(std::move(*counted));
        }
    }
    for (const auto& [wrong, right] : spellings) {
        if (const auto rest = behind(text, wrong)) {
            out.push_back(fmt::format("{}{}", right, *rest));
        }
    }
    out.push_back(fmt::format("every {}", text));
    return out;
}

/// The same rule in words that the plugin takes whole, or empty.
std::string suggestion(std::string_view value, const RecurrenceOptions& options) {
    constexpr std::string_view when_done = " when done";
    std::string_view text = value;
    std::string_view tail;
    if (text.size() > when_done.size() &&
        lower(text.substr(text.size() - when_done.size())) == when_done) {
        text.remove_suffix(when_done.size());
        tail = when_done;
    }
    std::string single_spaces;
    for (const char c : trim(text)) {
        if (c != ' ' || single_spaces.back() != ' ') {
            single_spaces.push_back(c);
        }
    }
    for (const std::string& candidate : candidates(single_spaces)) {
        auto written = candidate + std::string{tail};
        const auto parsed = Recurrence::parse(written, {}, options);
        if (parsed && !parsed->lossy()) {
            return written;
        }
    }
    return {};
}

/// A text with other characters than those of rules, with plain spaces and commas for them: what it
/// most likely means.
std::string as_plain_words(std::string_view text) {
    std::string out;
    const auto add = [&](std::string_view more) {
        const bool doubled = more[0] == ' ' && (out.empty() || out.back() == ' ');
        out.append(more.substr(doubled ? 1 : 0));
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto character = decode_utf8(text, at);
        if (text[at] == '/') {
            out.append(", ");
        } else if (text[at] == '&' || text[at] == '+') {
            add(" and ");
        } else if (is_white_space(character.code_point) ||
                   (character.code_point >= 0x2010 && character.code_point <= 0x2015)) {
            add(" ");
        } else if (!syntax::is_zero_width(character.code_point)) {
            out.append(text.substr(at, character.size));
        }
        at += character.size;
    }
    const auto last = out.find_last_not_of(" .,;:!");
    out.resize(last == std::string::npos ? 0 : last + 1);
    if (const auto comma = out.find(", when done"); comma != std::string::npos) {
        out.erase(comma, 1);
    }
    return out;
}

constexpr std::string_view how_to_write =
    "write it as `every …`: `every 2 weeks on Monday`, `every month on the last Friday`";

/// Rules that Tasks does not even see as such: other characters than its own stand in them.
void check_unread(const TaskContext& context, const RecurrenceOptions& options, Report& report) {
    for_each_flaw(context, syntax::Flaw::no_value, [&](std::size_t i, const syntax::Piece& piece) {
        if (piece.field != FieldKind::recurrence || piece.value.empty()) {
            return;  // `signifier-without-value` speaks of it
        }
        const LineReading& reading = *context.reading;
        const auto written = reading.text_of(piece.value);
        auto& finding =
            report.add(piece.value, fmt::format("Tasks reads no recurrence in `{}`", written));
        finding.detail = reading.hidden_before(i);
        for (std::size_t before = i; before-- > 0;) {
            if (reading.is_hidden(before)) {
                finding.victim = reading.pieces()[before].span;
                break;
            }
        }
        finding.plugin_reads = "no recurrence: " + plugin_reading(context.view);
        const auto plain = as_plain_words(written);
        const auto wanted = syntax::is_whole_rule(plain) ? plain : suggestion(plain, options);
        if (wanted.empty()) {
            finding.help = how_to_write;
        } else if (piece.misspelt) {
            finding.help = fmt::format("write `[repeat:: {}]`", wanted);
        } else {
            finding.help =
                fmt::format("write `{} {}`", field_info(FieldKind::recurrence).emoji, wanted);
        }
    });
}

void check(const TaskContext& context, Report& report) {
    RecurrenceOptions options;
    options.today = context.today;
    check_unread(context, options, report);
    const Token* const rule = context.view.read_field(FieldKind::recurrence);
    if (rule == nullptr || context.recurrence()) {
        return;
    }
    const auto value = context.view.in(rule->value);
    if (Recurrence::parse(value, {}, options)) {
        return;  // the date is the fault, and `invalid-date` speaks of it
    }
    auto& finding = report.add(
        rule->value, value.empty() ? std::string{"a recurrence without a rule"}
                                   : fmt::format("Tasks does not understand `{}`", value));
    finding.detail = "the text is deleted when Tasks next writes the line";
    finding.plugin_reads = "no recurrence: " + plugin_reading(context.view);
    const std::string wanted = suggestion(value, options);
    if (wanted.empty()) {
        finding.help = how_to_write;
        return;
    }
    Fix fix;
    fix.safety = Safety::unsafe;
    fix.title = fmt::format("write `{}`", wanted);
    fix.edits.push_back({rule->value, wanted});
    finding.fix = std::move(fix);
}

}  // namespace

const Rule unparseable_recurrence{
    .code = "TL501",
    .name = "unparseable-recurrence",
    .group = "recurrence",
    .summary =
        "A recurrence that Tasks does not understand: the task does not recur, and the text is "
        "deleted.",
    .severity = Severity::error,
    .fix = FixClass::unsafe,
    .check_task = check,
    .about = facts::field(FieldKind::recurrence) | facts::reading,
};

}  // namespace tasklint::lint
