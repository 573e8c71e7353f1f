// `tasklint export --write-ids`: the only thing that an export ever writes into a note.
#include "cli/write_ids.hpp"

#include <limits>
#include <new>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "calendar/identity.hpp"
#include "calendar/model.hpp"
#include "tasklint/document.hpp"
#include "tasklint/text.hpp"

namespace tasklint::cli {

namespace {

using Ids = std::set<std::string, std::less<>>;

/// The task reads as before but for its id.
bool same_but_for_id(const TaskView& before, const TaskView& after, const TaskSettings& settings) {
    const auto field = [](const TaskView& task, FieldKind kind) {
        const auto* token = task.read_field(kind);
        return token == nullptr ? std::string_view{} : task.in(token->value);
    };
    return before.in(before.task->status) == after.in(after.task->status) &&
           before.task->dates == after.task->dates &&
           before.task->dates_present == after.task->dates_present &&
           before.task->priority == after.task->priority &&
           before.task->on_completion == after.task->on_completion &&
           before.task->parent == after.task->parent &&
           field(before, FieldKind::recurrence) == field(after, FieldKind::recurrence) &&
           field(before, FieldKind::depends_on) == field(after, FieldKind::depends_on) &&
           before.in(before.task->block_link) == after.in(after.task->block_link) &&
           description_of(before) == description_of(after) &&
           tags_of(before, settings) == tags_of(after, settings) &&
           owners_of(before) == owners_of(after);
}

/// The note with the ids.
struct NoteWithIds {
    std::string text;
    std::size_t written = 0;
    bool sound = true;  ///< all else reads as before
};

NoteWithIds with_ids(const Document& document, const NoteSurvey& survey, Ids& taken,
                     const TaskSettings& settings) {
    NoteWithIds out;
    std::vector<std::string> wanted(document.tasks.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < document.tasks.size(); ++i) {
        const auto task = document.view(i);
        wanted[i] = id_of(task);
        const auto& choice = survey.tasks[i];
        if (!wanted[i].empty() || (choice.todo != LeftOut::none && choice.event != LeftOut::none) ||
            task.task->body.empty()) {
            continue;
        }
        wanted[i] = made_id(fmt::format("{}\n{}\n{}", document.path, seed_of(task), i), taken);
        taken.insert(wanted[i]);
        const auto end = task.task->body.end;
        out.text.append(document.text, at, end - at);
        out.text += task.task->format == Format::dataview ? fmt::format(" [id:: {}]", wanted[i])
                                                          : fmt::format(" 🆔 {}", wanted[i]);
        at = end;
        ++out.written;
    }
    out.text.append(document.text, at);
    if (out.text.size() > std::numeric_limits<std::uint32_t>::max()) {
        out.sound = false;  // no note is that long
        return out;
    }
    const auto after = parse(out.text, document.path, settings);
    out.sound = after.tasks.size() == document.tasks.size();
    for (std::size_t i = 0; out.sound && i < after.tasks.size(); ++i) {
        out.sound = id_of(after.view(i)) == wanted[i] &&
                    same_but_for_id(document.view(i), after.view(i), settings);
    }
    return out;
}

}  // namespace

WrittenIds write_ids(const std::vector<NotePath>& notes, const Config& config,
                     const CalendarOptions& options, bool break_hard_links) {
    const CalendarMaker maker{config, options};
    Document document;
    const auto read = [&](const NotePath& note) {
        try {
            read_file(note.file, document.text);
            document.path = note.vault;
            parse(document, config.tasks);
        } catch (const std::system_error&) {
            return false;  // said where the note is exported
        } catch (const std::bad_alloc&) {
            document = {};
            return false;  // likewise
        }
        return true;
    };
    Ids taken;
    for (const auto& note : notes) {
        if (read(note)) {
            for (std::size_t i = 0; i < document.tasks.size(); ++i) {
                taken.emplace(id_of(document.view(i)));
            }
        }
    }
    WrittenIds written;
    const auto write = [&](const NotePath& note) {
        const auto changed = with_ids(document, maker.survey(document), taken, config.tasks);
        if (changed.written == 0) {
            return;
        }
        if (!changed.sound) {
            Messages::warn(fmt::format("{}: no ids written: its tasks would read otherwise",
                                       printable(note.display)));
            return;
        }
        const auto replaced =
            replace_file(note.file, document.text, changed.text, break_hard_links);
        if (replaced != Replaced::yes) {
            Messages::warn(fmt::format("{}: {}", printable(note.display), why_left(replaced)));
            return;
        }
        written.count += changed.written;
    };
    const auto fail = [&](const NotePath& note, const std::error_code& why) {
        Messages::error(fmt::format("{}: {}", printable(note.display), why.message()));
        written.failed = true;
    };
    for (const auto& note : notes) {
        if (!read(note)) {
            continue;
        }
        try {
            write(note);
        } catch (const std::system_error& error) {
            fail(note, error.code());
        } catch (const std::bad_alloc&) {
            document = {};
            fail(note, std::make_error_code(std::errc::not_enough_memory));
        }
    }
    return written;
}

}  // namespace tasklint::cli
