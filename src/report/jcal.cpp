// iCalendar as JSON (RFC 7265).
#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "calendar/ics_reader.hpp"
#include "report/finding_json.hpp"
#include "tasklint/report.hpp"
#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint {
namespace {

using nlohmann::ordered_json;

constexpr auto npos = std::string_view::npos;

/// The types of properties that are no text (RFC 5545, 7986, 9074); X- ones are unknown.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> types{
    {{"ATTACH", "uri"},
     {"COMPLETED", "date-time"},
     {"CREATED", "date-time"},
     {"DTEND", "date-time"},
     {"DTSTAMP", "date-time"},
     {"DTSTART", "date-time"},
     {"DUE", "date-time"},
     {"DURATION", "duration"},
     {"EXDATE", "date-time"},
     {"LAST-MODIFIED", "date-time"},
     {"PERCENT-COMPLETE", "integer"},
     {"PRIORITY", "integer"},
     {"RDATE", "date-time"},
     {"REFRESH-INTERVAL", "duration"},
     {"RRULE", "recur"},
     {"SEQUENCE", "integer"},
     {"TRIGGER", "duration"},
     {"TZOFFSETFROM", "utc-offset"},
     {"TZOFFSETTO", "utc-offset"},
     {"URL", "uri"}}};

std::string type_of(const IcsProperty& property) {
    if (const auto* value = property.parameter("VALUE")) {
        return ascii_lower(*value);
    }
    const auto found = std::find_if(types.begin(), types.end(),
                                    [&](const auto& one) { return one.first == property.name; });
    if (found != types.end()) {
        return std::string{found->second};
    }
    return property.name.starts_with("X-") ? "unknown" : "text";
}

/// `20260106` or `20260106T120000Z` with the separators of RFC 3339.
std::string moment(std::string_view value) {
    if (value.size() < 8) {
        return std::string{value};
    }
    std::string out;
    out.append(value.substr(0, 4)).append("-").append(value.substr(4, 2)).append("-");
    out.append(value.substr(6, 2));
    if (value.size() >= 15) {
        out.append("T").append(value.substr(9, 2)).append(":").append(value.substr(11, 2));
        out.append(":").append(value.substr(13));
    }
    return out;
}

ordered_json number(std::string_view text) {
    long value = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && at == end ? ordered_json(value) : ordered_json(text);
}

template <typename Part> void split(std::string_view text, char separator, Part part) {
    for (;;) {
        const auto end = text.find(separator);
        part(text.substr(0, end));
        if (end == npos) {
            return;
        }
        text.remove_prefix(end + 1);
    }
}

ordered_json rule(std::string_view value) {
    auto object = ordered_json::object();
    split(value, ';', [&](std::string_view part) {
        const auto equals = part.find('=');
        const auto name = ascii_lower(part.substr(0, equals));
        const auto text = equals == npos ? std::string_view{} : part.substr(equals + 1);
        if (name == "freq" || name == "wkst") {
            object[name] = text;
        } else if (name == "until") {
            object[name] = moment(text);
        } else {
            auto list = ordered_json::array();
            split(text, ',', [&](std::string_view one) { list.push_back(number(one)); });
            object[name] = list.size() == 1 ? list.front() : list;
        }
    });
    return object;
}

/// The values of a text, parted by commas that are not escaped.
std::vector<std::string> texts(std::string_view value, bool several) {
    std::vector<std::string> out(1);
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && i + 1 < value.size()) {
            ++i;
            out.back() += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
        } else if (value[i] == ',' && several) {
            out.emplace_back();
        } else {
            out.back() += value[i];
        }
    }
    return out;
}

ordered_json property_json(const IcsProperty& property) {
    const auto type = type_of(property);
    auto parameters = ordered_json::object();
    for (const auto& [name, value] : property.parameters) {
        if (name != "VALUE") {
            parameters[ascii_lower(name)] = value;
        }
    }
    auto out = ordered_json::array({ascii_lower(property.name), std::move(parameters), type});
    const std::string_view value = property.value;
    if (type == "date" || type == "date-time") {
        split(value, ',', [&](std::string_view one) { out.push_back(moment(one)); });
    } else if (type == "integer") {
        out.push_back(number(value));
    } else if (type == "recur") {
        out.push_back(rule(value));
    } else if (type == "utc-offset") {
        out.push_back(std::string{value.substr(0, 3)}.append(":").append(
            value.size() > 3 ? value.substr(3) : std::string_view{}));
    } else if (type == "text") {
        for (auto& one :
             texts(value, property.name == "CATEGORIES" || property.name == "RESOURCES")) {
            out.push_back(std::move(one));
        }
    } else {
        out.push_back(value);
    }
    return out;
}

ordered_json component_json(const IcsComponent& component) {
    auto properties = ordered_json::array();
    for (const auto& property : component.properties) {
        properties.push_back(property_json(property));
    }
    auto children = ordered_json::array();
    for (const auto& child : component.children) {
        children.push_back(component_json(child));
    }
    return ordered_json::array(
        {ascii_lower(component.name), std::move(properties), std::move(children)});
}

}  // namespace

std::string jcal_of(std::string_view ics) {
    std::string members;
    std::string out;
    IcsFaults faults;
    read_ics(
        ics, faults,
        [&](const IcsComponent& member) {
            members += members.empty() ? "\n  " : ",\n  ";
            members += json_text(component_json(member));
        },
        [&](const IcsComponent& calendar) {
            auto properties = ordered_json::array();
            for (const auto& property : calendar.properties) {
                properties.push_back(property_json(property));
            }
            out = "[\"" + ascii_lower(calendar.name) + "\", " + json_text(properties) + ", [" +
                  members + "\n]]\n";
            members.clear();
        });
    return out;
}

}  // namespace tasklint
