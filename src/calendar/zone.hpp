#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <date/date.h>

namespace tasklint {

/// How a local time stands in its zone.
enum class LocalTime : std::uint8_t {
    once,
    never,  ///< the clock is put forward over it
    twice   ///< the clock is put back over it
};

/// A time zone of the IANA database, as the system has it. Freely copied, immutable.
class Zone {
public:
    /// @param name `Europe/Berlin`; `UTC` needs no database
    /// @throws std::invalid_argument if there is no such zone, or no database
    explicit Zone(const std::string& name);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] bool is_utc() const noexcept { return zone_ == nullptr; }

    /// The instant of a local time: of two the first, in a gap the one that the clock would show
    /// had it not been put forward.
    [[nodiscard]] date::sys_seconds to_utc(date::local_seconds local) const;
    /// What the clock shows then.
    [[nodiscard]] date::local_seconds to_local(date::sys_seconds at) const;
    [[nodiscard]] LocalTime kind_of(date::local_seconds local) const;

    /// VTIMEZONE (RFC 5545, section 3.6.5) with the offsets that hold between two local times.
    /// @param open_end a recurrence without an end: the offsets after `last`, too, as yearly rules
    /// where they are such, else one by one as far as the database knows them
    [[nodiscard]] std::string vtimezone(date::local_seconds first, date::local_seconds last,
                                        bool open_end) const;

private:
    struct Data;
    std::string name_;
    std::shared_ptr<const Data> zone_;
};

}  // namespace tasklint
