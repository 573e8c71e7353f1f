#include "calendar/exporter.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <iterator>
#include <new>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "tasklint/document.hpp"

namespace tasklint {
namespace {

constexpr std::size_t notes_at_once = 256;
constexpr std::size_t bytes_at_once = std::size_t{8} << 20;  // of their texts, kept until it is
                                                             // known which UIDs the tasks get
constexpr std::size_t usual_note = std::size_t{64} << 10;    // bytes; a larger buffer is not kept
constexpr std::size_t worth_a_thread = 50;                   // notes; a thread costs about 0.1 ms
constexpr const char* nobodys = "unassigned";

bool read_note(Document& document, const NotePath& note, std::size_t index,
               const ExportHooks& hooks, const TaskSettings& settings) {
    if (!hooks.read(index, document.text)) {
        return false;
    }
    document.path = note.vault;
    parse(document, settings);
    return true;
}

/// Some notes at once, on several threads.
void for_each_note(std::size_t count, const std::function<void(std::size_t)>& work) {
    for_each_index(count, count < worth_a_thread ? 1 : 0, work);
}

/// Works on a note. @return false if there is no memory for it, which is told
template <typename Work> bool has_memory(std::size_t note, const ExportHooks& hooks, Work work) {
    try {
        work();
        return true;
    } catch (const std::bad_alloc&) {
        if (!hooks.starved) {
            throw;
        }
    }
    hooks.starved(note);
    return false;
}

[[noreturn]] void fail_spool() {
    throw std::system_error(errno, std::generic_category(), "temporary file");
}

}  // namespace

std::uint64_t Spool::append(std::string_view text) {
    const auto begin = in_file_ + memory_.size();
    memory_ += text;
    if (memory_.size() > most_in_memory) {
        if (!file_) {
            file_.reset(std::tmpfile());
        }
        if (!file_ || std::fseek(file_.get(), 0, SEEK_END) != 0 ||
            std::fwrite(memory_.data(), 1, memory_.size(), file_.get()) != memory_.size() ||
            std::fflush(file_.get()) != 0) {
            fail_spool();
        }
        in_file_ += memory_.size();
        memory_.clear();
    }
    return begin;
}

void Spool::read(std::uint64_t begin, std::size_t size, std::string& out) const {
    if (begin >= in_file_) {
        out.assign(memory_, static_cast<std::size_t>(begin - in_file_), size);
        return;
    }
    out.resize(size);
    for (std::size_t done = 0; done < size;) {
        const auto got = ::pread(fileno(file_.get()), out.data() + done, size - done,
                                 static_cast<off_t>(begin + done));
        if (got > 0) {
            done += static_cast<std::size_t>(got);
        } else if (got == 0 || errno != EINTR) {
            fail_spool();
        }
    }
}

/// What one component becomes, before it has its place.
struct Exporter::Item {
    std::string uid;
    bool event = false;
    std::string text;
    std::vector<std::string> groups;
    ZoneUse zone;
};
struct Exporter::NoteItems {
    std::vector<Item> items;
    std::vector<CalendarNote> left_out;
};

Exporter::Exporter(const Config& config, const CalendarOptions& options,
                   const std::vector<NotePath>& notes, const ExportHooks& hooks)
    : maker_{config, options} {
    if (options.split == CalendarSplit::none) {
        groups_[""];
    }
    const auto rest = make(notes, hooks);
    if (hooks.identify) {
        hooks.identify(maker_);
    }
    maker_.seal();
    make_rest(notes, rest, hooks);
    sort();
}

std::vector<std::size_t> Exporter::make(const std::vector<NotePath>& notes,
                                        const ExportHooks& hooks) {
    struct Note {
        Document document;
        NoteSurvey survey;
        NoteItems items;
        bool was_read = false, stands_alone = false;
    };
    const bool has_state = hooks.seen || hooks.identify || hooks.revise;
    std::vector<Note> some(std::min(notes.size(), notes_at_once));
    std::vector<std::size_t> rest;
    for (std::size_t begin = 0; begin < notes.size(); begin += notes_at_once) {
        const auto count = std::min(notes_at_once, notes.size() - begin);
        std::atomic<std::size_t> bytes = 0;
        for_each_note(count, [&](std::size_t i) {
            auto& note = some[i];
            auto& document = note.document;
            note.was_read = false;
            const bool had_memory = has_memory(begin + i, hooks, [&] {
                if (!read_note(document, notes[begin + i], begin + i, hooks,
                               maker_.config().tasks)) {
                    return;
                }
                note.survey = maker_.survey(document);
                if (hooks.seen) {
                    hooks.seen(begin + i, document);
                }
                note.was_read = true;
            });
            if (!had_memory) {
                document = {};
            }
            if (!note.was_read) {
                return;
            }
            bytes += document.text.size();
            note.stands_alone =
                !has_state && bytes <= bytes_at_once && CalendarMaker::stands_alone(document);
            if (!note.stands_alone) {
                document = {};
            }
        });
        for (std::size_t i = 0; i < count; ++i) {
            maker_.add(begin + i, some[i].was_read ? some[i].survey : NoteSurvey{});
        }
        for_each_note(count, [&](std::size_t i) {
            auto& note = some[i];
            if (note.was_read && note.stands_alone) {
                has_memory(begin + i, hooks,
                           [&] { note.items = items_of(begin + i, note.document, hooks); });
            }
        });
        for (std::size_t i = 0; i < count; ++i) {
            auto& note = some[i];
            if (note.was_read && note.stands_alone) {
                take(std::exchange(note.items, {}), hooks);
            } else if (note.was_read) {
                rest.push_back(begin + i);
            }
            if (note.document.text.capacity() > usual_note) {
                note.document = {};
            }
        }
    }
    return rest;
}

void Exporter::make_rest(const std::vector<NotePath>& notes, const std::vector<std::size_t>& rest,
                         const ExportHooks& hooks) {
    std::vector<NoteItems> some(std::min(rest.size(), notes_at_once));
    for (std::size_t begin = 0; begin < rest.size(); begin += notes_at_once) {
        const auto count = std::min(notes_at_once, rest.size() - begin);
        for_each_note(count, [&](std::size_t i) {
            thread_local Document document;
            const auto note = rest[begin + i];
            const bool had_memory = has_memory(note, hooks, [&] {
                // A note that changed between the two looks has other tasks than those counted.
                if (read_note(document, notes[note], note, hooks, maker_.config().tasks) &&
                    maker_.knows(note, document)) {
                    some[i] = items_of(note, document, hooks);
                }
            });
            if (!had_memory) {
                document = {};
            }
        });
        for (std::size_t i = 0; i < count; ++i) {
            take(std::exchange(some[i], {}), hooks);
        }
    }
}

Exporter::NoteItems Exporter::items_of(std::size_t note, const Document& document,
                                       const ExportHooks& hooks) const {
    NoteItems out;
    auto entries = maker_.entries(note, document);
    out.left_out = std::move(entries.left_out);
    out.items.reserve(entries.components.size());
    for (auto& component : entries.components) {
        if (hooks.revise) {
            component.stamp.reset();
        }
        if (component.uid.size() >= Made{}.uid.size()) {  // no UID of ours; a state may hold any
            out.left_out.push_back({component.path, component.line, "its UID is too long", false});
            continue;
        }
        auto made = component_text(component, maker_.zone());
        if (!made.fault.empty()) {
            out.left_out.push_back({component.path, component.line, refusal(made.fault), false});
            continue;
        }
        Item item{std::move(component.uid),
                  component.event,
                  std::move(made.text),
                  std::move(component.groups),
                  {}};
        item.zone.add(component);
        out.items.push_back(std::move(item));
    }
    return out;
}

void Exporter::take(NoteItems note, const ExportHooks& hooks) {
    for (auto& item : note.items) {
        if (hooks.revise) {
            const auto revision = hooks.revise(item.uid, item.event, item.text);
            item.text = with_revision(item.text, revision.stamp, revision.sequence);
        }
        Made made;
        item.uid.copy(made.uid.data(), made.uid.size() - 1);
        made.event = item.event;
        made.size = static_cast<std::uint32_t>(item.text.size());
        made.begin = spool_.append(item.text);
        const auto place = static_cast<std::uint32_t>(made_.size());
        made_.push_back(made);
        if (item.zone.first) {
            zoned_.emplace(place, item.zone);
        }
        ++(item.event ? events_ : todos_);
        if (maker_.options().split == CalendarSplit::none) {
            item.groups = {""};
        } else if (item.groups.empty()) {
            item.groups = {nobodys};
        }
        for (const auto& name : item.groups) {
            auto& group = groups_[name];
            group.entries.push_back(place);
            group.zone.add(item.zone);
        }
    }
    for (const auto& one : note.left_out) {
        hooks.left_out(one);
    }
}

void Exporter::sort() {
    // Most differ in their first bytes, which are compared without going to the entries: these are
    // as far apart in memory as they can be.
    struct Key {
        std::uint64_t head = 0;
        std::uint32_t place = 0;
    };
    std::vector<Key> keys;
    for (auto& [name, group] : groups_) {
        keys.clear();
        keys.reserve(group.entries.size());
        for (const auto place : group.entries) {
            const auto& made = made_[place];
            std::uint64_t head = 0;
            for (std::size_t i = 0; i < sizeof head; ++i) {
                head = head << 8U | static_cast<unsigned char>(made.uid[i]);
            }
            constexpr std::uint64_t of_events = std::uint64_t{1} << 63U;
            keys.push_back({head >> 1U | (made.event ? of_events : 0), place});
        }
        std::sort(keys.begin(), keys.end(), [this](const Key& a, const Key& b) {
            return a.head != b.head ? a.head < b.head
                                    : std::string_view{made_[a.place].uid.data()} <
                                          std::string_view{made_[b.place].uid.data()};
        });
        std::transform(keys.begin(), keys.end(), group.entries.begin(),
                       [](const Key& key) { return key.place; });
    }
}

std::vector<std::string> Exporter::groups() const {
    std::vector<std::string> names;
    names.reserve(groups_.size());
    for (const auto& [name, group] : groups_) {
        names.push_back(name);
    }
    return names;
}

std::string Exporter::name_of(std::size_t group) const {
    const auto& name = std::next(groups_.begin(), static_cast<std::ptrdiff_t>(group))->first;
    auto whole = maker_.frame().name;
    if (!name.empty()) {
        whole += (whole.empty() ? "" : " – ") + name;
    }
    return whole;
}

void Exporter::write(std::size_t group, const std::function<void(std::string_view)>& put) const {
    const auto& one = std::next(groups_.begin(), static_cast<std::ptrdiff_t>(group))->second;
    auto frame = maker_.frame();
    frame.name = name_of(group);
    std::string pieces = calendar_head(frame) + one.zone.text(maker_.zone());
    constexpr std::size_t piece = std::size_t{1} << 18;
    std::string text;
    for (const auto place : one.entries) {
        spool_.read(made_[place].begin, made_[place].size, text);
        pieces += text;
        if (pieces.size() >= piece) {
            put(pieces);
            pieces.clear();
        }
    }
    if (one.entries.empty()) {
        pieces += empty_calendar();
    }
    pieces += calendar_tail();
    put(pieces);
}

void Exporter::each(
    std::size_t group,
    const std::function<void(const std::string& uid, std::string text)>& item) const {
    const auto& one = std::next(groups_.begin(), static_cast<std::ptrdiff_t>(group))->second;
    const auto head = calendar_head({});
    std::string text;
    for (const auto place : one.entries) {
        spool_.read(made_[place].begin, made_[place].size, text);
        const auto zoned = zoned_.find(place);
        auto whole = head;
        if (zoned != zoned_.end()) {
            whole += zoned->second.text(maker_.zone());
        }
        whole.append(text).append(calendar_tail());
        item(std::string{made_[place].uid.data()}, std::move(whole));
    }
}

}  // namespace tasklint
