#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <date/date.h>
#include <nanobind/nanobind.h>
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include "tasklint/config.hpp"
#include "tasklint/document.hpp"
#include "tasklint/text.hpp"
#include "tasklint/vault.hpp"

// What the files of the Python module share: the objects behind Python's, and the way of text and
// dates between the two.

namespace nanobind::detail {

/// `datetime.date`. Only real dates of the years 1 to 9999 may be handed to Python.
template <> struct type_caster<date::year_month_day> {
    NB_TYPE_CASTER(date::year_month_day, const_name("datetime.date"))

    bool from_python(handle source, std::uint32_t flags, cleanup_list* cleanup) noexcept;
    static handle from_cpp(const date::year_month_day& date, rv_policy policy,
                           cleanup_list* cleanup) noexcept;
};

}  // namespace nanobind::detail

namespace tasklint::python {

namespace nb = nanobind;

/// A configuration as Python holds it, with what it was made of, so that it can be made again.
struct PyConfig : std::enable_shared_from_this<PyConfig> {
    enum class Made : std::uint8_t { plain, load, toml, json };

    Config config;
    Made made = Made::plain;
    std::string argument;  ///< the path, the TOML text or the plugin's settings
    std::string file;      ///< its name in messages
};
using ConfigPtr = std::shared_ptr<const PyConfig>;

/// The configuration, or that of a vault without any file for null.
[[nodiscard]] ConfigPtr config_or_default(ConfigPtr config);

/// The plugin's settings as Python holds them: those of a configuration.
struct PySettings {
    ConfigPtr config;
};
using OptionalSettings = std::optional<PySettings>;
/// What a function uses that takes either. @throws a Python ValueError if both are given
[[nodiscard]] ConfigPtr config_or_default(const ConfigPtr& config,
                                          const OptionalSettings& settings);

/// Other threads may run Python while this lives. Work that ends when the interpreter is being shut
/// down never comes back: its thread could only be torn out of our frames (Python 3.14 does the
/// same).
class Unlocked {
public:
    Unlocked() noexcept : state_{PyEval_SaveThread()} {}
    Unlocked(const Unlocked&) = delete;
    Unlocked& operator=(const Unlocked&) = delete;
    ~Unlocked();

private:
    PyThreadState* state_;
};

/// A vault in memory with the configuration as Python holds it.
struct LoadedVault {
    Vault vault;
    ConfigPtr config;
    bool whole = true;  ///< all notes of the vault were asked for
};
using LoadedVaultPtr = std::shared_ptr<const LoadedVault>;

/// A note as Python holds it. It never changes, so it is read without the GIL.
struct Note : std::enable_shared_from_this<Note> {
    Note(Document read, ConfigPtr with, bool line_alone = false);
    Note(LoadedVaultPtr of, std::size_t index);

private:
    Document own_;  // of a note that is in no vault
    LoadedVaultPtr vault_;

public:
    const Document& document;
    const ConfigPtr config;
    const bool single_line;  ///< one line that was read on its own

    // Made when they are first asked for, once for all threads.
    [[nodiscard]] const LineIndex& lines() const;
    [[nodiscard]] const std::vector<Section>& sections() const;
    /// Those of the vault, or of the note's own tasks alone.
    [[nodiscard]] const Dependencies& dependencies() const;

private:
    mutable std::once_flag lines_made_, sections_made_, dependencies_made_;
    mutable std::optional<LineIndex> lines_;
    mutable std::vector<Section> sections_;
    mutable Dependencies dependencies_;
};
using NotePtr = std::shared_ptr<const Note>;

/// A heading as Python holds it.
struct PyHeading {
    NotePtr note;
    std::size_t index = 0;

    [[nodiscard]] const Heading& heading() const noexcept { return note->document.headings[index]; }
    [[nodiscard]] std::string_view text() const noexcept {
        return heading().text.in(note->document.text);
    }
    [[nodiscard]] std::uint32_t line_number() const noexcept {
        return note->lines().line_of(heading().line.begin) + 1;
    }
    [[nodiscard]] bool operator==(const PyHeading& other) const noexcept {
        return line_number() == other.line_number() && heading().level == other.heading().level &&
               text() == other.text();
    }
};

/// A section as Python holds it.
struct PySection {
    SectionType type = SectionType::paragraph;
    std::uint32_t line_number = 0;
    std::uint32_t end_line_number = 0;

    PySection(const Section& section, const LineIndex& lines) noexcept
        : type(section.type),
          line_number(lines.line_of(section.lines.begin) + 1),
          end_line_number(lines.line_of(section.lines.end) + 1) {}
    [[nodiscard]] bool operator==(const PySection&) const = default;
};

/// A task as Python holds it: it keeps its note alive.
struct PyTask {
    NotePtr note;
    std::size_t index = 0;

    [[nodiscard]] const Task& task() const noexcept { return note->document.tasks[index]; }
    [[nodiscard]] TaskView view() const noexcept { return note->document.view(index); }
    [[nodiscard]] const TaskSettings& settings() const noexcept {
        return note->config->config.tasks;
    }
    [[nodiscard]] std::uint32_t line_number() const noexcept {
        return note->lines().line_of(task().line.begin) + 1;
    }
};

/// Tasks in an order, of one note or of many. Shared, never changed.
using Tasks = std::shared_ptr<const std::vector<PyTask>>;
struct PyTaskList {
    Tasks tasks;
    std::optional<date::year_month_day> today;  ///< of urgency in tables; none: the system's date
};
[[nodiscard]] PyTaskList task_list(std::vector<PyTask> tasks);
[[nodiscard]] bool equal(const PyTask& left, const PyTask& right);

/// A vault as Python holds it.
struct PyVault {
    explicit PyVault(LoadedVaultPtr of);

    LoadedVaultPtr loaded;
    std::vector<NotePtr> notes;
    PyTaskList tasks;
};
using VaultPtr = std::shared_ptr<const PyVault>;

/// Reads a note. Releases the GIL.
[[nodiscard]] NotePtr read_note(std::string text, std::string path, ConfigPtr config);
/// The document of one line read on its own; without tasks if it is none.
[[nodiscard]] Document document_of_line(std::string line, const TaskSettings& settings);
/// The vault of notes in memory: paths from its root, and texts. Releases the GIL.
/// @param root may be empty
[[nodiscard]] std::shared_ptr<LoadedVault> vault_of_texts(
    std::string root, std::vector<std::pair<std::string, std::string>> texts, ConfigPtr config);

/// A text (str, or bytes in UTF-8).
using Text = std::variant<nb::str, nb::bytes>;
/// A text, or a note that was already read.
using Source = std::variant<nb::str, nb::bytes, NotePtr>;
/// The note of a source. A note that was read with another configuration is read again.
/// @param path of a text @param config may be null: that of the note, or the default
[[nodiscard]] NotePtr note_of(const Source& source, const std::filesystem::path& path,
                              const ConfigPtr& config);

/// The bytes of a str: UTF-8, and lone surrogates U+DC80 to U+DCFF as the bytes that they stand for
/// (PEP 383). @throws a Python ValueError on other lone surrogates and on 4 GiB or more
[[nodiscard]] std::string to_bytes(nb::handle text);
[[nodiscard]] std::string to_bytes(const Text& text);
/// The str of bytes, invalid ones as lone surrogates.
[[nodiscard]] nb::str to_str(std::string_view bytes);
/// None for the empty text.
[[nodiscard]] std::optional<nb::str> to_str_or_none(std::string_view bytes);

using StrTuple = nb::typed<nb::tuple, nb::str, nb::ellipsis>;
[[nodiscard]] StrTuple to_tuple(const std::vector<std::string>& texts);

/// What `json.loads` makes of an object.
using Json = nb::typed<nb::dict, nb::str, nb::any>;
[[nodiscard]] nb::object from_json(std::string_view json);

/// `repr()` of a str.
[[nodiscard]] std::string python_repr(std::string_view bytes);

using OptionalDate = std::optional<date::year_month_day>;
/// To be called once, before anything that makes or takes dates.
void keep_date_type();
/// The date, or today by the system's clock and zone.
[[nodiscard]] date::year_month_day or_today(const OptionalDate& today);
/// Python knows the years 1 to 9999 only.
[[nodiscard]] bool has_python_date(const date::year_month_day& date) noexcept;

void bind_config(nb::module_& module);
void bind_notes(nb::module_& module);
void bind_recurrence(nb::module_& module);
void bind_tasks(nb::module_& module);
void bind_task_list(nb::module_& module);
void bind_lint(nb::module_& module);
void bind_vault(nb::module_& module);
void bind_calendar(nb::module_& module);
void bind_query(nb::module_& module);

}  // namespace tasklint::python
