#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
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
    enum class Made : std::uint8_t { plain, load, toml };

    Config config;
    Made made = Made::plain;
    std::string argument;  ///< the path or the TOML text
    std::string file;      ///< its name in messages
};
using ConfigPtr = std::shared_ptr<const PyConfig>;

/// The configuration, or that of a vault without any file for null.
[[nodiscard]] ConfigPtr config_or_default(ConfigPtr config);

/// A note as Python holds it. It never changes, so it is read without the GIL.
struct Note : std::enable_shared_from_this<Note> {
    Note(Document read, ConfigPtr with, bool line_alone = false)
        : document(std::move(read)),
          lines(document.text),
          config(std::move(with)),
          single_line(line_alone) {}

    Document document;
    LineIndex lines;
    ConfigPtr config;
    bool single_line;  ///< one line that was read on its own

    /// Made when it is first asked for, once for all threads.
    [[nodiscard]] const std::vector<Section>& sections() const;
    /// Those of its own tasks alone. Made as `sections`.
    [[nodiscard]] const Dependencies& dependencies() const;

private:
    mutable std::once_flag sections_made_, dependencies_made_;
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
        return note->lines.line_of(heading().line.begin) + 1;
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
        return note->lines.line_of(task().line.begin) + 1;
    }
};

/// Reads a note. Releases the GIL.
[[nodiscard]] NotePtr read_note(std::string text, std::string path, ConfigPtr config);
/// The document of one line read on its own; without tasks if it is none.
[[nodiscard]] Document document_of_line(std::string line, const TaskSettings& settings);

/// A text, or a note that was already read.
using Source = std::variant<nb::str, NotePtr>;
/// The note of a source. A note that was read with another configuration is read again.
/// @param path of a text @param config may be null: that of the note, or the default
[[nodiscard]] NotePtr note_of(const Source& source, const std::filesystem::path& path,
                              const ConfigPtr& config);

/// The bytes of a str: UTF-8, and lone surrogates U+DC80 to U+DCFF as the bytes that they stand for
/// (PEP 383). @throws a Python ValueError on other lone surrogates and on 4 GiB or more
[[nodiscard]] std::string to_bytes(nb::handle text);
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
/// The date, or today by the system's clock and zone.
[[nodiscard]] date::year_month_day or_today(const OptionalDate& today);
/// Python knows the years 1 to 9999 only.
[[nodiscard]] bool has_python_date(const date::year_month_day& date) noexcept;

void bind_config(nb::module_& module);
void bind_notes(nb::module_& module);
void bind_recurrence(nb::module_& module);
void bind_tasks(nb::module_& module);
void bind_lint(nb::module_& module);
void bind_calendar(nb::module_& module);

}  // namespace tasklint::python
