#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/model.hpp"
#include "calendar/write_ics.hpp"
#include "tasklint/vault.hpp"

namespace tasklint {

/// Text that was made and waits to be written: in memory as long as it is little, else in a file
/// that has no name.
class Spool {
public:
    [[nodiscard]] std::uint64_t append(std::string_view text);
    /// @throws std::system_error
    void read(std::uint64_t begin, std::size_t size, std::string& out) const;

private:
    static constexpr std::size_t most_in_memory = std::size_t{8} << 20;
    struct Close {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };
    std::string memory_;  // what is not yet in the file
    std::uint64_t in_file_ = 0;
    std::unique_ptr<std::FILE, Close> file_;
};

/// A change of a component's state: what DTSTAMP and SEQUENCE say.
struct ComponentRevision {
    date::sys_seconds stamp;
    std::uint32_t sequence = 0;
};

/// What an export asks and tells while it runs.
struct ExportHooks {
    /// The text of a note, by its index. Thread-safe. @return false: it cannot be read
    std::function<bool(std::size_t, std::string&)> read;
    /// A note that was read and for which there was no memory then: nothing of it is exported.
    /// Thread-safe; may be empty.
    std::function<void(std::size_t)> starved;
    /// Sees each note once, before any entry is made. Thread-safe; may be empty. If there is no
    /// memory for it, it throws and has not seen the note.
    std::function<void(std::size_t, const Document&)> seen;
    /// Other UIDs than those made from the tasks alone, when all notes were seen; may be empty.
    std::function<void(CalendarMaker&)> identify;
    /// When a component changed last, by its UID and the text that it has without stamps. Called in
    /// order of note and line; may be empty.
    std::function<ComponentRevision(const std::string& uid, bool event, std::string_view text)>
        revise;
    /// What is left out or changed: of a note in order of line, the notes in any order.
    std::function<void(const CalendarNote&)> left_out;
};

/// Makes the calendars of a vault without keeping its notes or entries in memory: a note whose
/// entries hang on others is read twice, what is made waits in a spool, and an index of it is
/// sorted.
class Exporter {
public:
    /// All must outlive the exporter. @param paths of the notes from the vault root, sorted
    Exporter(const Config& config, const CalendarOptions& options,
             const std::vector<NotePath>& notes, const ExportHooks& hooks);

    /// The calendars: one without a name, or those of a split by name; what belongs to none is in
    /// `unassigned`.
    [[nodiscard]] std::vector<std::string> groups() const;
    /// The calendar's name: the vault's, with that of the group.
    [[nodiscard]] std::string name_of(std::size_t group) const;
    [[nodiscard]] std::size_t todos() const noexcept { return todos_; }
    [[nodiscard]] std::size_t events() const noexcept { return events_; }
    /// Open tasks that only their order tells from an earlier one of their note.
    [[nodiscard]] std::size_t twins() const noexcept { return maker_.twins(); }

    /// The whole calendar, piece by piece.
    void write(std::size_t group, const std::function<void(std::string_view)>& put) const;
    /// Each component as a calendar of its own (a vdir), sorted by UID.
    void each(std::size_t group,
              const std::function<void(const std::string& uid, std::string text)>& item) const;

private:
    struct Made {
        std::array<char, 48> uid{};  // with zeros behind it
        bool event = false;
        std::uint32_t size = 0;
        std::uint64_t begin = 0;
    };
    struct Group {
        std::vector<std::uint32_t> entries;
        ZoneUse zone;
    };

    struct Item;
    struct NoteItems;

    [[nodiscard]] NoteItems items_of(std::size_t note, const Document& document,
                                     const ExportHooks& hooks) const;
    void take(NoteItems note, const ExportHooks& hooks);
    /// Makes what can be made. @return the notes whose entries hang on others
    [[nodiscard]] std::vector<std::size_t> make(const std::vector<NotePath>& notes,
                                                const ExportHooks& hooks);
    void make_rest(const std::vector<NotePath>& notes, const std::vector<std::size_t>& rest,
                   const ExportHooks& hooks);
    void sort();

    CalendarMaker maker_;
    Spool spool_;
    std::deque<Made> made_;
    std::map<std::uint32_t, ZoneUse> zoned_;  // of those with times in a zone
    std::map<std::string, Group> groups_;     // of a split; else one without a name
    std::size_t todos_ = 0, events_ = 0;
};

}  // namespace tasklint
