#include "convert.hpp"

#include <limits>

namespace nanobind::detail {

namespace {

object date_type() { return module_::import_("datetime").attr("date"); }

}  // namespace

bool type_caster<date::year_month_day>::from_python(handle source, std::uint32_t,
                                                    cleanup_list*) noexcept {
    try {
        if (!isinstance(source, date_type())) {
            return false;
        }
        value = date::year{cast<int>(source.attr("year"))} /
                date::month{cast<unsigned>(source.attr("month"))} /
                date::day{cast<unsigned>(source.attr("day"))};
        return true;
    } catch (...) {
        PyErr_Clear();
        return false;
    }
}

handle type_caster<date::year_month_day>::from_cpp(const date::year_month_day& date, rv_policy,
                                                   cleanup_list*) noexcept {
    try {
        return date_type()(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day()))
            .release();
    } catch (python_error& error) {
        error.restore();
        return {};
    }
}

}  // namespace nanobind::detail

namespace tasklint::python {

ConfigPtr config_or_default(ConfigPtr config) {
    static const ConfigPtr plain = std::make_shared<const PyConfig>();
    return config ? std::move(config) : plain;
}

const std::vector<Section>& Note::sections() const {
    std::call_once(sections_made_, [this] { sections_ = read_sections(document); });
    return sections_;
}

const Dependencies& Note::dependencies() const {
    std::call_once(dependencies_made_, [this] { dependencies_.add(document); });
    return dependencies_;
}

NotePtr read_note(std::string text, std::string path, ConfigPtr config) {
    const nb::gil_scoped_release unlocked;
    auto document = parse(std::move(text), std::move(path), config->config.tasks);
    return std::make_shared<const Note>(std::move(document), std::move(config));
}

Document document_of_line(std::string line, const TaskSettings& settings) {
    Document document;
    document.text = std::move(line);
    if (auto parsed = parse_task_line(document.text, settings)) {
        document.tasks.push_back(parsed->task);
        document.tokens = std::move(parsed->tokens);
    }
    return document;
}

NotePtr note_of(const Source& source, const std::filesystem::path& path, const ConfigPtr& config) {
    if (const auto* text = std::get_if<nb::str>(&source)) {
        return read_note(to_bytes(*text), path.generic_string(), config_or_default(config));
    }
    const auto& note = std::get<NotePtr>(source);
    if (!path.empty()) {
        throw nb::value_error("path is for a text: a Document has its own");
    }
    if (!config || config == note->config) {
        return note;
    }
    return read_note(note->document.text, note->document.path, config);
}

std::string to_bytes(nb::handle text) {
    std::string bytes;
    Py_ssize_t size = 0;
    if (const char* data = PyUnicode_AsUTF8AndSize(text.ptr(), &size)) {
        bytes.assign(data, static_cast<std::size_t>(size));
    } else {
        PyErr_Clear();  // lone surrogates
        const auto encoded =
            nb::steal<nb::bytes>(PyUnicode_AsEncodedString(text.ptr(), "utf-8", "surrogateescape"));
        if (!encoded.is_valid()) {
            throw nb::python_error();
        }
        bytes.assign(encoded.c_str(), encoded.size());
    }
    if (bytes.size() >= std::numeric_limits<std::uint32_t>::max()) {
        throw nb::value_error("a text of 4 GiB or more");
    }
    return bytes;
}

nb::str to_str(std::string_view bytes) {
    auto text = nb::steal<nb::str>(PyUnicode_DecodeUTF8(
        bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "surrogateescape"));
    if (!text.is_valid()) {
        throw nb::python_error();
    }
    return text;
}

std::optional<nb::str> to_str_or_none(std::string_view bytes) {
    return bytes.empty() ? std::nullopt : std::optional{to_str(bytes)};
}

StrTuple to_tuple(const std::vector<std::string>& texts) {
    nb::list list;
    for (const std::string& text : texts) {
        list.append(to_str(text));
    }
    return StrTuple(nb::tuple(list));
}

nb::object from_json(std::string_view json) {
    return nb::module_::import_("json").attr("loads")(to_str(json));
}

std::string python_repr(std::string_view bytes) { return nb::repr(to_str(bytes)).c_str(); }

date::year_month_day or_today(const OptionalDate& today) {
    return today ? *today
                 : nb::cast<date::year_month_day>(
                       nb::module_::import_("datetime").attr("date").attr("today")());
}

bool has_python_date(const date::year_month_day& date) noexcept {
    return date.ok() && date.year() >= date::year{1} && date.year() <= date::year{9999};
}

}  // namespace tasklint::python
