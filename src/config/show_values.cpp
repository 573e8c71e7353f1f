// Values of the configuration as TOML.
#include "config/values.hpp"

#include <array>
#include <iterator>

#include "config/export_values.hpp"
#include "text/terminal.hpp"

namespace tasklint::config {

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    const std::string valid = to_valid_utf8(text);
    for (std::size_t at = 0; at < valid.size();) {
        const auto character = decode_utf8(valid, at);
        const auto bytes = std::string_view{valid}.substr(at, character.size);
        if (acts_on_terminal(character.code_point) || opens_command(valid, at)) {
            fmt::format_to(std::back_inserter(out), "\\u{:04X}",
                           static_cast<std::uint32_t>(character.code_point));
        } else {
            out += bytes == "\"" || bytes == "\\" ? "\\" : "";
            out += bytes;
        }
        at += character.size;
    }
    return out + '"';
}

std::string shown(const std::string& text) { return toml_text(text); }

std::string shown(bool value) { return value ? "true" : "false"; }

std::string shown(std::uint32_t number) { return std::to_string(number); }

std::string shown(const std::vector<std::string>& list) {
    std::string out = "[";
    for (const auto& item : list) {
        out += (out.size() > 1 ? ", " : "") + toml_text(item);
    }
    return out + "]";
}

std::string shown(const std::optional<std::uint32_t>& number) {
    return number ? std::to_string(*number) : std::string{};
}

std::string shown(const std::map<std::string, Severity>& severities) {
    std::string out;
    for (const auto& [name, severity] : severities) {
        out += fmt::format("{}{} = {}", out.empty() ? "{ " : ", ", toml_text(name),
                           toml_text(severity_name(severity)));
    }
    return out.empty() ? "{}" : out + " }";
}

std::string show_statuses(const Config& config) {
    std::string out = "[";
    for (const auto& status : config.tasks.statuses.all()) {
        out +=
            fmt::format("{}\n  {{ symbol = {}, name = {}, next = {}, type = {} }}",
                        out.size() > 1 ? "," : "", toml_text(status.symbol), toml_text(status.name),
                        toml_text(status.next_symbol), toml_text(status_type_name(status.type)));
    }
    return out + ",\n]";
}

std::string show_order(const Config& config) {
    if (config.order.empty()) {
        return toml_text("plugin");
    }
    std::vector<std::string> names;
    for (const auto& place : config.order) {
        names.emplace_back(place ? field_info(*place).name : "tags");
    }
    return shown(names);
}

std::string show_pairs(const Config& config) {
    std::string out = "[";
    for (const auto& pair : config.status_tags) {
        out += fmt::format("{}{{ status = {}, tag = {} }}", out.size() > 1 ? ", " : "",
                           toml_text(pair.symbol), toml_text(pair.tag));
    }
    return out + "]";
}

std::string show_overrides(const Config& config) {
    std::string out = "[";
    for (const auto& one : config.overrides) {
        out += fmt::format("{}{{ files = {}", out.size() > 1 ? ", " : "", shown(one.files));
        if (!one.select.empty()) {
            out += fmt::format(", select = {}", shown(one.select));
        }
        if (!one.ignore.empty()) {
            out += fmt::format(", ignore = {}", shown(one.ignore));
        }
        if (!one.severity.empty()) {
            out += fmt::format(", severity = {}", shown(one.severity));
        }
        out += " }";
    }
    return out + "]";
}

namespace {

std::vector<std::string> names_of(const CustomHas& has) {
    std::vector<std::string> names;
    const std::array flags{std::pair{has.owner, "owner"}, std::pair{has.tag, "tag"},
                           std::pair{has.date, "date"}};
    for (const auto& [on, name] : flags) {
        if (on) {
            names.emplace_back(name);
        }
    }
    for (const FieldKind kind : has.fields) {
        names.emplace_back(field_info(kind).name);
    }
    return names;
}

std::string show_custom(const CustomRule& rule) {
    std::string when;
    const auto add = [&](std::string_view name, const std::vector<std::string>& values) {
        if (!values.empty()) {
            when += fmt::format("{}{} = {}", when.empty() ? "" : ", ", name, shown(values));
        }
    };
    add("tag", rule.tags);
    add("status", rule.statuses);
    std::vector<std::string> priorities;
    for (const Priority priority : rule.priorities) {
        priorities.emplace_back(priority_name(priority));
    }
    add("priority", priorities);
    add("owner", rule.owners);
    add("path", rule.paths);
    add("text", rule.texts);
    add("with", names_of(rule.with));
    add("without", names_of(rule.without));
    return fmt::format("{{ code = {}, name = {}, severity = {}, when = {{ {} }}, message = {}{} }}",
                       toml_text(rule.code), toml_text(rule.name),
                       toml_text(severity_name(rule.severity)), when, toml_text(rule.message),
                       rule.help.empty() ? "" : fmt::format(", help = {}", toml_text(rule.help)));
}

}  // namespace

std::string show_customs(const Config& config) {
    std::string out = "[";
    for (const auto& rule : config.custom) {
        out += (out.size() > 1 ? ", " : "") + show_custom(rule);
    }
    return out + "]";
}

std::string show_alarms(const Config& config) {
    std::vector<std::string> texts;
    texts.reserve(config.calendar.alarms.size());
    for (const auto& alarm : config.calendar.alarms) {
        texts.push_back(alarm_text(alarm));
    }
    return shown(texts);
}

}  // namespace tasklint::config
