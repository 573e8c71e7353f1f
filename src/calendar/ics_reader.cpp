#include "calendar/ics_reader.hpp"

#include <algorithm>
#include <deque>

#include <fmt/core.h>

#include "tasklint/text.hpp"
#include "text/ascii.hpp"

namespace tasklint {
namespace {

constexpr std::size_t longest_line = 75;  // octets, RFC 5545 section 3.1
constexpr std::size_t deepest = 3;        // VCALENDAR, VTIMEZONE, STANDARD

bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return c == '-' || is_ascii_digit(c) || is_ascii_upper(c);
    });
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\r') || byte == 0x7F;
}

/// Neither a control character nor CR, for certain.
bool is_usual(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; }

/// `find(c)` outside of double quotes.
std::size_t find_unquoted(std::string_view text, char wanted) {
    const auto first = text.find(wanted);
    if (first == std::string_view::npos || text.substr(0, first).find('"') == std::string::npos) {
        return first;  // hardly any line has quotes
    }
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            quoted = !quoted;
        } else if (text[i] == wanted && !quoted) {
            return i;
        }
    }
    return std::string_view::npos;
}

/// The first of a parameter's values, without its quotes.
std::string_view first_value(std::string_view values) {
    values = values.substr(0, find_unquoted(values, ','));
    if (values.size() >= 2 && values.front() == '"' && values.back() == '"') {
        values = values.substr(1, values.size() - 2);
    }
    return values;
}

class Reader {
public:
    Reader(IcsFaults& faults, const std::function<void(const IcsComponent&)>& in_calendar,
           const std::function<void(const IcsComponent&)>& calendar)
        : faults_{faults}, in_calendar_{in_calendar}, calendar_{calendar} {}

    void read(std::string_view ics) {
        if (ics.starts_with("\xEF\xBB\xBF")) {
            faults_.add(1, "byte order mark before BEGIN");
            ics.remove_prefix(3);
        }
        lines(ics);
        for (const auto& open : stack_) {
            faults_.add(open.line, fmt::format("{} never ends", printable(open.name)));
        }
    }

    /// What stands in a calendar, without the calendar.
    void read_members(std::string_view ics) {
        stack_.push_back({"VCALENDAR", 0, {}, {}});
        lines(ics);
        if (stack_.size() != 1) {
            faults_.add(1, "a component never ends, or ends twice");
        }
    }

private:
    void lines(std::string_view ics) {
        std::uint32_t line = 0;
        while (!ics.empty()) {
            ++line;
            const auto end = ics.find('\n');
            auto text = ics.substr(0, end);
            if (end == std::string_view::npos) {
                faults_.add(line, "the last line has no line ending");
                ics = {};
            } else {
                ics.remove_prefix(end + 1);
                if (!text.ends_with('\r')) {
                    faults_.add(line, "line ends in a bare LF");
                }
            }
            if (text.ends_with('\r')) {
                text.remove_suffix(1);
            }
            physical_line(line, text);
        }
        content_line();
    }

    void physical_line(std::uint32_t line, std::string_view text) {
        if (text.size() > longest_line) {
            faults_.add(line, fmt::format("line has {} octets", text.size()));
        }
        if (!std::all_of(text.begin(), text.end(), is_usual)) {
            if (std::any_of(text.begin(), text.end(), is_control)) {
                faults_.add(line, "control character");
            }
            if (text.find('\r') != std::string_view::npos) {
                faults_.add(line, "bare CR");
            }
        }
        if (text.empty()) {
            faults_.add(line, "empty line");
        } else if (text.front() != ' ' && text.front() != '\t') {
            content_line();
            logical_ = text;
            line_ = line;
        } else if (line_ == 0) {
            faults_.add(line, "the first line is a continuation");
        } else {
            if (text.size() > 1 && (static_cast<unsigned char>(text[1]) & 0xC0) == 0x80) {
                faults_.add(line, "fold inside a UTF-8 sequence");
            }
            if (unfolded_.empty()) {
                unfolded_ = logical_;
            }
            unfolded_ += text.substr(1);
        }
    }

    void content_line() {
        if (!unfolded_.empty()) {
            logical_ = keep(std::move(unfolded_));
            unfolded_.clear();
        }
        if (!logical_.empty()) {
            read_content_line(logical_, line_);
            logical_ = {};
        }
    }

    /// Text that is no part of what is read: there until the component that it stands in is handed
    /// over, or the calendar if it stands in none.
    std::string_view keep(std::string text) {
        return (stack_.size() > 1 ? kept_in_member_ : kept_in_calendar_)
            .emplace_back(std::move(text));
    }
    std::string_view in_upper_case(std::string_view text) {
        return std::any_of(text.begin(), text.end(), is_ascii_lower) ? keep(ascii_upper(text))
                                                                     : text;
    }

    void read_content_line(std::string_view text, std::uint32_t line) {
        if (!is_valid_utf8(text)) {
            faults_.add(line, "not UTF-8");
        }
        const auto colon = find_unquoted(text, ':');
        if (colon == std::string::npos) {
            faults_.add(line, "content line without a colon");
            return;
        }
        IcsProperty property;
        property.line = line;
        property.value = text.substr(colon + 1);
        auto left = text.substr(0, colon);
        const auto name_end = find_unquoted(left, ';');
        property.name = in_upper_case(left.substr(0, name_end));
        if (!is_name(property.name)) {
            faults_.add(line, fmt::format("bad property name {}", printable(property.name)));
            return;
        }
        for (auto semicolon = name_end; semicolon != std::string_view::npos;
             semicolon = find_unquoted(left, ';')) {
            left.remove_prefix(semicolon + 1);
            const auto parameter = left.substr(0, find_unquoted(left, ';'));
            const auto equals = parameter.find('=');
            if (equals == std::string_view::npos) {
                faults_.add(line, fmt::format("{}: parameter without a value", property.name));
            } else {
                property.parameters.emplace_back(in_upper_case(parameter.substr(0, equals)),
                                                 first_value(parameter.substr(equals + 1)));
            }
        }
        place(std::move(property));
    }

    void place(IcsProperty property) {
        if (property.name == "BEGIN") {
            stack_.push_back({in_upper_case(trim(property.value)), property.line, {}, {}});
            constexpr std::size_t usual_count = 16;
            stack_.back().properties.reserve(usual_count);
            if (stack_.size() == deepest + 1) {
                faults_.add(property.line, "components nested too deeply");
            }
        } else if (property.name == "END") {
            if (stack_.empty() || stack_.back().name != in_upper_case(trim(property.value))) {
                faults_.add(
                    property.line,
                    fmt::format("END:{} does not close {}", printable(property.value),
                                stack_.empty() ? "anything" : printable(stack_.back().name)));
            } else {
                end_component();
            }
        } else if (stack_.empty()) {
            faults_.add(property.line, fmt::format("{} outside any component", property.name));
        } else {
            stack_.back().properties.push_back(std::move(property));
        }
    }

    void end_component() {
        auto ended = std::move(stack_.back());
        stack_.pop_back();
        if (stack_.empty()) {
            calendar_(ended);
            kept_in_calendar_.clear();
        } else if (stack_.size() == 1) {
            in_calendar_(ended);
            kept_in_member_.clear();
        } else if (stack_.size() < deepest) {
            stack_.back().children.push_back(std::move(ended));
        }
    }

    IcsFaults& faults_;
    const std::function<void(const IcsComponent&)>& in_calendar_;
    const std::function<void(const IcsComponent&)>& calendar_;
    std::vector<IcsComponent> stack_;
    std::string_view logical_;  // the content line so far
    std::string unfolded_;      // the same, if it has been folded
    std::uint32_t line_ = 0;    // where it begins
    std::deque<std::string> kept_in_calendar_, kept_in_member_;
};

}  // namespace

const std::string_view* IcsProperty::parameter(std::string_view key) const {
    const auto it = std::find_if(parameters.begin(), parameters.end(),
                                 [&](const auto& one) { return one.first == key; });
    return it == parameters.end() ? nullptr : &it->second;
}

const IcsProperty* IcsComponent::find(std::string_view key) const {
    const auto it = std::find_if(properties.begin(), properties.end(),
                                 [&](const auto& one) { return one.name == key; });
    return it == properties.end() ? nullptr : &*it;
}

std::size_t IcsComponent::count(std::string_view key) const {
    return static_cast<std::size_t>(std::count_if(
        properties.begin(), properties.end(), [&](const auto& one) { return one.name == key; }));
}

void IcsFaults::add(std::uint32_t line, const std::string& message) {
    faults_.push_back(fmt::format("line {}: {}", line, message));
}

void read_ics(std::string_view ics, IcsFaults& faults,
              const std::function<void(const IcsComponent&)>& in_calendar,
              const std::function<void(const IcsComponent&)>& calendar) {
    Reader{faults, in_calendar, calendar}.read(ics);
}

void read_ics_members(std::string_view ics, IcsFaults& faults,
                      const std::function<void(const IcsComponent&)>& in_calendar) {
    const std::function<void(const IcsComponent&)> none = [](const IcsComponent&) {};
    Reader{faults, in_calendar, none}.read_members(ics);
}

}  // namespace tasklint
