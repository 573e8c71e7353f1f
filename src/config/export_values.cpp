// Values of the table [export]: alarms, durations, times of day, colours.
#include "config/export_values.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>

#include <fmt/core.h>

namespace tasklint::config {

namespace {

using std::chrono::minutes;

constexpr minutes minutes_of_day{24 * 60};

/// All of the text as a number of at most `digits` digits.
std::optional<int> number(std::string_view text, std::size_t digits) {
    if (text.empty() || text.size() > digits ||
        !std::all_of(text.begin(), text.end(), is_ascii_digit)) {
        return std::nullopt;
    }
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

constexpr std::array<std::pair<char, minutes>, 4> units{
    {{'w', 7 * minutes_of_day}, {'d', minutes_of_day}, {'h', minutes{60}}, {'m', minutes{1}}}};

// The extended colour keywords of CSS Color Module Level 3, section 4.3.
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 147> colors{
    {{"aliceblue", 0xF0F8FF},
     {"antiquewhite", 0xFAEBD7},
     {"aqua", 0x00FFFF},
     {"aquamarine", 0x7FFFD4},
     {"azure", 0xF0FFFF},
     {"beige", 0xF5F5DC},
     {"bisque", 0xFFE4C4},
     {"black", 0x000000},
     {"blanchedalmond", 0xFFEBCD},
     {"blue", 0x0000FF},
     {"blueviolet", 0x8A2BE2},
     {"brown", 0xA52A2A},
     {"burlywood", 0xDEB887},
     {"cadetblue", 0x5F9EA0},
     {"chartreuse", 0x7FFF00},
     {"chocolate", 0xD2691E},
     {"coral", 0xFF7F50},
     {"cornflowerblue", 0x6495ED},
     {"cornsilk", 0xFFF8DC},
     {"crimson", 0xDC143C},
     {"cyan", 0x00FFFF},
     {"darkblue", 0x00008B},
     {"darkcyan", 0x008B8B},
     {"darkgoldenrod", 0xB8860B},
     {"darkgray", 0xA9A9A9},
     {"darkgreen", 0x006400},
     {"darkgrey", 0xA9A9A9},
     {"darkkhaki", 0xBDB76B},
     {"darkmagenta", 0x8B008B},
     {"darkolivegreen", 0x556B2F},
     {"darkorange", 0xFF8C00},
     {"darkorchid", 0x9932CC},
     {"darkred", 0x8B0000},
     {"darksalmon", 0xE9967A},
     {"darkseagreen", 0x8FBC8F},
     {"darkslateblue", 0x483D8B},
     {"darkslategray", 0x2F4F4F},
     {"darkslategrey", 0x2F4F4F},
     {"darkturquoise", 0x00CED1},
     {"darkviolet", 0x9400D3},
     {"deeppink", 0xFF1493},
     {"deepskyblue", 0x00BFFF},
     {"dimgray", 0x696969},
     {"dimgrey", 0x696969},
     {"dodgerblue", 0x1E90FF},
     {"firebrick", 0xB22222},
     {"floralwhite", 0xFFFAF0},
     {"forestgreen", 0x228B22},
     {"fuchsia", 0xFF00FF},
     {"gainsboro", 0xDCDCDC},
     {"ghostwhite", 0xF8F8FF},
     {"gold", 0xFFD700},
     {"goldenrod", 0xDAA520},
     {"gray", 0x808080},
     {"green", 0x008000},
     {"greenyellow", 0xADFF2F},
     {"grey", 0x808080},
     {"honeydew", 0xF0FFF0},
     {"hotpink", 0xFF69B4},
     {"indianred", 0xCD5C5C},
     {"indigo", 0x4B0082},
     {"ivory", 0xFFFFF0},
     {"khaki", 0xF0E68C},
     {"lavender", 0xE6E6FA},
     {"lavenderblush", 0xFFF0F5},
     {"lawngreen", 0x7CFC00},
     {"lemonchiffon", 0xFFFACD},
     {"lightblue", 0xADD8E6},
     {"lightcoral", 0xF08080},
     {"lightcyan", 0xE0FFFF},
     {"lightgoldenrodyellow", 0xFAFAD2},
     {"lightgray", 0xD3D3D3},
     {"lightgreen", 0x90EE90},
     {"lightgrey", 0xD3D3D3},
     {"lightpink", 0xFFB6C1},
     {"lightsalmon", 0xFFA07A},
     {"lightseagreen", 0x20B2AA},
     {"lightskyblue", 0x87CEFA},
     {"lightslategray", 0x778899},
     {"lightslategrey", 0x778899},
     {"lightsteelblue", 0xB0C4DE},
     {"lightyellow", 0xFFFFE0},
     {"lime", 0x00FF00},
     {"limegreen", 0x32CD32},
     {"linen", 0xFAF0E6},
     {"magenta", 0xFF00FF},
     {"maroon", 0x800000},
     {"mediumaquamarine", 0x66CDAA},
     {"mediumblue", 0x0000CD},
     {"mediumorchid", 0xBA55D3},
     {"mediumpurple", 0x9370DB},
     {"mediumseagreen", 0x3CB371},
     {"mediumslateblue", 0x7B68EE},
     {"mediumspringgreen", 0x00FA9A},
     {"mediumturquoise", 0x48D1CC},
     {"mediumvioletred", 0xC71585},
     {"midnightblue", 0x191970},
     {"mintcream", 0xF5FFFA},
     {"mistyrose", 0xFFE4E1},
     {"moccasin", 0xFFE4B5},
     {"navajowhite", 0xFFDEAD},
     {"navy", 0x000080},
     {"oldlace", 0xFDF5E6},
     {"olive", 0x808000},
     {"olivedrab", 0x6B8E23},
     {"orange", 0xFFA500},
     {"orangered", 0xFF4500},
     {"orchid", 0xDA70D6},
     {"palegoldenrod", 0xEEE8AA},
     {"palegreen", 0x98FB98},
     {"paleturquoise", 0xAFEEEE},
     {"palevioletred", 0xDB7093},
     {"papayawhip", 0xFFEFD5},
     {"peachpuff", 0xFFDAB9},
     {"peru", 0xCD853F},
     {"pink", 0xFFC0CB},
     {"plum", 0xDDA0DD},
     {"powderblue", 0xB0E0E6},
     {"purple", 0x800080},
     {"red", 0xFF0000},
     {"rosybrown", 0xBC8F8F},
     {"royalblue", 0x4169E1},
     {"saddlebrown", 0x8B4513},
     {"salmon", 0xFA8072},
     {"sandybrown", 0xF4A460},
     {"seagreen", 0x2E8B57},
     {"seashell", 0xFFF5EE},
     {"sienna", 0xA0522D},
     {"silver", 0xC0C0C0},
     {"skyblue", 0x87CEEB},
     {"slateblue", 0x6A5ACD},
     {"slategray", 0x708090},
     {"slategrey", 0x708090},
     {"snow", 0xFFFAFA},
     {"springgreen", 0x00FF7F},
     {"steelblue", 0x4682B4},
     {"tan", 0xD2B48C},
     {"teal", 0x008080},
     {"thistle", 0xD8BFD8},
     {"tomato", 0xFF6347},
     {"turquoise", 0x40E0D0},
     {"violet", 0xEE82EE},
     {"wheat", 0xF5DEB3},
     {"white", 0xFFFFFF},
     {"whitesmoke", 0xF5F5F5},
     {"yellow", 0xFFFF00},
     {"yellowgreen", 0x9ACD32}}};

}  // namespace

std::optional<minutes> time_of_day(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || text.size() != colon + 3) {
        return std::nullopt;
    }
    const auto hour = number(text.substr(0, colon), 2);
    const auto minute = number(text.substr(colon + 1), 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    return minutes{*hour * 60 + *minute};
}

std::optional<AlarmSetting> alarm_of(std::string_view text) {
    AlarmSetting alarm;
    if (const auto at = text.find('@'); at != std::string_view::npos) {
        const auto date = text.substr(0, at);
        const auto time = time_of_day(text.substr(at + 1));
        if ((date != "due" && date != "start") || !time) {
            return std::nullopt;
        }
        alarm.of_day = true;
        alarm.of_due = date == "due";
        alarm.offset = *time;
        return alarm;
    }
    if (text.size() < 3 || (text.front() != '-' && text.front() != '+')) {
        return std::nullopt;
    }
    const auto unit = std::find_if(units.begin(), units.end(),
                                   [&](const auto& one) { return one.first == text.back(); });
    const auto count = number(text.substr(1, text.size() - 2), 4);
    if (unit == units.end() || !count) {
        return std::nullopt;
    }
    alarm.offset = unit->second * (text.front() == '-' ? -*count : *count);
    return alarm;
}

std::string alarm_text(const AlarmSetting& alarm) {
    const auto count = alarm.offset.count();
    if (alarm.of_day) {
        return fmt::format("{}@{:02}:{:02}", alarm.of_due ? "due" : "start", count / 60,
                           count % 60);
    }
    const auto size = std::abs(count);
    for (const auto& [name, length] : units) {
        if (size % length.count() == 0 && size != 0) {
            return fmt::format("{}{}{}", count < 0 ? '-' : '+', size / length.count(), name);
        }
    }
    return "-0m";
}

bool is_duration(std::string_view text) {
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        text.remove_prefix(1);
    }
    if (!text.starts_with('P')) {
        return false;
    }
    text.remove_prefix(1);
    std::string_view left = "WDTHMS";
    bool any = false, weeks = false, in_time = false;
    while (!text.empty()) {
        const auto unit = text.find_first_not_of("0123456789");
        if (unit == std::string_view::npos || left.find(text[unit]) == std::string_view::npos ||
            (text[unit] == 'T') != (unit == 0) || (weeks && text[unit] != 'W')) {
            return false;
        }
        const bool of_time = text[unit] == 'H' || text[unit] == 'M' || text[unit] == 'S';
        if (of_time != in_time && text[unit] != 'T') {
            return false;
        }
        in_time = in_time || text[unit] == 'T';
        weeks = text[unit] == 'W';
        any = text[unit] != 'T';
        left.remove_prefix(left.find(text[unit]) + 1);
        if (weeks) {
            left = {};
        }
        text.remove_prefix(unit + 1);
    }
    return any;
}

std::optional<std::uint32_t> color_of(std::string_view name) {
    const auto found = std::lower_bound(colors.begin(), colors.end(), name,
                                        [](const auto& one, auto key) { return one.first < key; });
    if (found == colors.end() || found->first != name) {
        return std::nullopt;
    }
    return found->second;
}

}  // namespace tasklint::config
