#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tasklint/calendar.hpp"
#include "tasklint/vault.hpp"

namespace tasklint::cli {

/// What is not, or not wholly, in a calendar or on an agenda page: the first by name, all by
/// number.
class LeftOutList {
public:
    /// Those of one note one after the other and in order of line; the notes in any order.
    void add(const CalendarNote& note);

    /// Nothing is left out but what the options leave out.
    [[nodiscard]] bool empty() const noexcept { return named_.empty(); }
    /// What the options leave out: `12 done, 3 cancelled`; may be empty.
    [[nodiscard]] std::string chosen() const;
    /// Lines for people, by the paths that were typed. @param notes sorted by vault path
    [[nodiscard]] std::string text(const std::vector<NotePath>& notes) const;

private:
    std::vector<CalendarNote> named_;                   // by path
    std::map<std::string, std::size_t> more_, chosen_;  // by reason
    std::size_t tasks_ = 0;
    std::string last_path_;
    std::uint32_t last_line_ = 0;
};

}  // namespace tasklint::cli
