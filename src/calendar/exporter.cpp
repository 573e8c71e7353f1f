#include "calendar/exporter.hpp"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

#include "tasklint/document.hpp"

namespace tasklint {
namespace {

constexpr std::size_t notes_at_once = 256;
constexpr std::size_t worth_a_thread = 50;  // notes; a thread costs about 0.1 ms
constexpr const char* nobodys = "unassigned";

/// Reads a note into the document of this thread.
const Document* read_note(const NotePath& note, std::size_t index, const ExportHooks& hooks,
                          const TaskSettings& settings) {
    thread_local Document document;
    if (!hooks.read(index, document.text)) {
        return nullptr;
    }
    document.path = note.vault;
    parse(document, settings);
    return &document;
}

/// Runs `make(index)` for some notes at once, on several threads, then `take` for each in order.
template <typename Result, typename Make, typename Take>
void in_order(std::size_t count, Make make, Take take) {
    std::vector<Result> results;
    for (std::size_t begin = 0; begin < count; begin += notes_at_once) {
        const auto size = std::min(notes_at_once, count - begin);
        results.clear();
        results.resize(size);
        for_each_index(size, size < worth_a_thread ? 1 : 0,
                       [&](std::size_t i) { results[i] = make(begin + i); });
        for (std::size_t i = 0; i < size; ++i) {
            take(begin + i, std::move(results[i]));
        }
    }
}

/// What one component becomes, before it has its place.
struct Item {
    std::string uid;
    bool event = false;
    std::string text;
    std::vector<std::string> groups;
    ZoneUse zone;
};
struct NoteItems {
    std::vector<Item> items;
    std::vector<CalendarNote> left_out;
};

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
    if (std::fseek(file_.get(), static_cast<long>(begin), SEEK_SET) != 0 ||
        std::fread(out.data(), 1, size, file_.get()) != size) {
        fail_spool();
    }
}

Exporter::Exporter(const Config& config, const CalendarOptions& options,
                   const std::vector<NotePath>& notes, const ExportHooks& hooks)
    : maker_{config, options} {
    look(notes, hooks);
    if (hooks.identify) {
        hooks.identify(maker_);
    }
    made_.reserve(maker_.seal());
    make(notes, hooks);
    sort();
}

void Exporter::look(const std::vector<NotePath>& notes, const ExportHooks& hooks) {
    in_order<NoteSurvey>(
        notes.size(),
        [&](std::size_t i) {
            const auto* document = read_note(notes[i], i, hooks, maker_.config().tasks);
            if (document == nullptr) {
                return NoteSurvey{};
            }
            if (hooks.seen) {
                hooks.seen(i, *document);
            }
            return maker_.survey(*document);
        },
        [&](std::size_t i, const NoteSurvey& survey) { maker_.add(i, survey); });
}

void Exporter::make(const std::vector<NotePath>& notes, const ExportHooks& hooks) {
    if (maker_.options().split == CalendarSplit::none) {
        groups_[""];
    }
    const auto make_items = [&](std::size_t i) {
        NoteItems out;
        const auto* document = read_note(notes[i], i, hooks, maker_.config().tasks);
        // A note that changed between the two looks has other tasks than those that were counted.
        if (document == nullptr || !maker_.knows(i, *document)) {
            return out;
        }
        auto entries = maker_.entries(i, *document);
        out.left_out = std::move(entries.left_out);
        out.items.reserve(entries.components.size());
        for (auto& component : entries.components) {
            if (hooks.revise) {
                component.stamp.reset();
            }
            if (component.uid.size() >=
                Made{}.uid.size()) {  // no UID of ours; a state may hold any
                out.left_out.push_back(
                    {component.path, component.line, "its UID is too long", false});
                continue;
            }
            auto made = component_text(component, maker_.zone());
            if (!made.fault.empty()) {
                out.left_out.push_back(
                    {component.path, component.line, refusal(made.fault), false});
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
    };
    const auto take_items = [&](std::size_t, NoteItems note) {
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
    };
    in_order<NoteItems>(notes.size(), make_items, take_items);
}

void Exporter::sort() {
    for (auto& [name, group] : groups_) {
        std::sort(group.entries.begin(), group.entries.end(),
                  [this](std::uint32_t a, std::uint32_t b) {
                      return std::pair{made_[a].event, made_[a].uid} <
                             std::pair{made_[b].event, made_[b].uid};
                  });
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
