#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tasklint {

/// One content line: `NAME;PARAM=value:value`, unfolded; names in upper case.
struct IcsProperty {
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> parameters;
    std::string_view value;
    std::uint32_t line = 0;  ///< from 1

    /// The parameter's first value, or null.
    [[nodiscard]] const std::string_view* parameter(std::string_view key) const;
};

/// A component with its properties and what stands inside it. Its texts are parts of what is read,
/// or kept by the reader as long as the component is handed over.
struct IcsComponent {
    std::string_view name;
    std::uint32_t line = 0;
    std::vector<IcsProperty> properties;
    std::vector<IcsComponent> children;

    /// The first property of that name, or null.
    [[nodiscard]] const IcsProperty* find(std::string_view key) const;
    [[nodiscard]] std::size_t count(std::string_view key) const;
};

/// Collects what is wrong, one line each.
class IcsFaults {
public:
    /// @param line from 1
    void add(std::uint32_t line, const std::string& message);
    [[nodiscard]] std::vector<std::string> take() { return std::move(faults_); }

private:
    std::vector<std::string> faults_;
};

/// Reads iCalendar bytes as RFC 5545 section 3.1 has them, strictly, and hands each outermost
/// component's members over as they end, so that a large calendar is never whole in memory.
/// @param in_calendar gets each component that stands in a VCALENDAR
/// @param calendar gets each outermost component, with its own properties only
void read_ics(std::string_view ics, IcsFaults& faults,
              const std::function<void(const IcsComponent&)>& in_calendar,
              const std::function<void(const IcsComponent&)>& calendar);

/// The same for what stands in a VCALENDAR, without it.
void read_ics_members(std::string_view ics, IcsFaults& faults,
                      const std::function<void(const IcsComponent&)>& in_calendar);

}  // namespace tasklint
