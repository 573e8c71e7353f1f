#include "convert.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <dlfcn.h>
#include <unistd.h>

namespace {

// Both are made once and never given back: the module is not unloaded before the process ends.
PyObject* date_type = nullptr;

/// Dates of tasks are few and come often, so the latest ones are kept. A slot is a day of a table
/// that is indexed by the last bits of the number of days.
struct DateCache {
    static constexpr std::size_t size = 2048;
    struct Slot {
        int days = 0;
        PyObject* date = nullptr;
    };
    std::array<Slot, size> slots;
    nanobind::ft_mutex mutex;
};
DateCache date_cache;

PyObject* make_date(const date::year_month_day& date) {
    return nanobind::handle{date_type}(static_cast<int>(date.year()),
                                       static_cast<unsigned>(date.month()),
                                       static_cast<unsigned>(date.day()))
        .release()
        .ptr();
}

}  // namespace

namespace nanobind::detail {

bool type_caster<date::year_month_day>::from_python(handle source, std::uint32_t,
                                                    cleanup_list*) noexcept {
    try {
        if (!isinstance(source, handle{date_type})) {
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
        const int days = date::sys_days{date}.time_since_epoch().count();
        const ft_lock_guard locked{date_cache.mutex};
        auto& slot = date_cache.slots[static_cast<unsigned>(days) % DateCache::size];
        if (slot.date == nullptr || slot.days != days) {
            PyObject* const made = make_date(date);
            Py_XDECREF(slot.date);
            slot = {days, made};
        }
        Py_INCREF(slot.date);
        return slot.date;
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

ConfigPtr config_or_default(const ConfigPtr& config, const OptionalSettings& settings) {
    if (config && settings) {
        throw nb::value_error("config and settings: give one, a Config has its own settings");
    }
    return config_or_default(settings ? settings->config : config);
}

void keep_date_type() {
    nb::object type = nb::module_::import_("datetime").attr("date");
    date_type = type.release().ptr();
}

Unlocked::~Unlocked() {
    // The name is public from Python 3.13 on.
    using IsFinalizing = int (*)();
    static const auto is_finalizing = [] {
        void* found = ::dlsym(RTLD_DEFAULT, "Py_IsFinalizing");
        return reinterpret_cast<IsFinalizing>(
            found != nullptr ? found : ::dlsym(RTLD_DEFAULT, "_Py_IsFinalizing"));
    }();
    while (is_finalizing != nullptr && is_finalizing() != 0) {
        ::pause();
    }
    try {
        PyEval_RestoreThread(state_);
    } catch (...) {
        // The interpreter began to end while this thread waited. Python ends the thread by
        // unwinding it, which no frame above allows for; the handler is never left.
        while (true) {
            ::pause();
        }
    }
}

Note::Note(Document read, ConfigPtr with, bool line_alone)
    : own_{std::move(read)}, document{own_}, config{std::move(with)}, single_line{line_alone} {}

Note::Note(LoadedVaultPtr of, std::size_t index)
    : vault_{std::move(of)},
      document{vault_->vault.documents[index]},
      config{vault_->config},
      single_line{false} {}

const LineIndex& Note::lines() const {
    std::call_once(lines_made_, [this] { lines_.emplace(document.text); });
    return *lines_;
}

const std::vector<Section>& Note::sections() const {
    std::call_once(sections_made_, [this] { sections_ = read_sections(document); });
    return sections_;
}

const Dependencies& Note::dependencies() const {
    if (vault_) {
        return vault_->vault.dependencies;
    }
    std::call_once(dependencies_made_, [this] { dependencies_.add(document); });
    return dependencies_;
}

NotePtr read_note(std::string text, std::string path, ConfigPtr config) {
    const Unlocked unlocked;
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
    if (!std::holds_alternative<NotePtr>(source)) {
        auto text = std::holds_alternative<nb::str>(source)
                        ? to_bytes(Text{std::get<nb::str>(source)})
                        : to_bytes(Text{std::get<nb::bytes>(source)});
        return read_note(std::move(text), path.generic_string(), config_or_default(config));
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

std::shared_ptr<LoadedVault> vault_of_texts(std::string root,
                                            std::vector<std::pair<std::string, std::string>> texts,
                                            ConfigPtr config) {
    const Unlocked unlocked;
    auto loaded = std::make_shared<LoadedVault>();
    loaded->config = std::move(config);
    auto& vault = loaded->vault;
    vault.config = loaded->config->config;
    if (!root.empty()) {
        vault.config.root = root;
    }
    std::sort(texts.begin(), texts.end());
    vault.documents.resize(texts.size());
    constexpr std::size_t worth_a_thread = 200;  // notes
    for_each_index(texts.size(), texts.size() < worth_a_thread ? 1 : 0, [&](std::size_t i) {
        vault.documents[i] = parse(std::move(texts[i].second), texts[i].first, vault.config.tasks);
    });
    for (const auto& document : vault.documents) {
        vault.notes.push_back({root.empty() ? document.path : root + "/" + document.path,
                               document.path, document.path});
        vault.dependencies.add(document);
    }
    return loaded;
}

std::string to_bytes(const Text& text) {
    if (const auto* const of_str = std::get_if<nb::str>(&text)) {
        return to_bytes(*of_str);
    }
    const auto& bytes = std::get<nb::bytes>(text);
    if (bytes.size() >= std::numeric_limits<std::uint32_t>::max()) {
        throw nb::value_error("a text of 4 GiB or more");
    }
    return {bytes.c_str(), bytes.size()};
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
    return today ? *today : nb::cast<date::year_month_day>(nb::handle{date_type}.attr("today")());
}

bool has_python_date(const date::year_month_day& date) noexcept {
    return date.ok() && date.year() >= date::year{1} && date.year() <= date::year{9999};
}

}  // namespace tasklint::python
