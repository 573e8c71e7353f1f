// Vault: all notes of a folder in memory.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "convert.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

using NoteTuple = nb::typed<nb::tuple, Note, nb::ellipsis>;
using Unreadable = nb::typed<nb::tuple, nb::typed<nb::tuple, nb::str, nb::str>, nb::ellipsis>;
using Texts = nb::typed<nb::dict, nb::str, nb::str>;

LoadedVaultPtr load(const std::filesystem::path& path, ConfigPtr config,
                    const nb::typed<nb::sequence, nb::str>& exclude, bool ignore_files) {
    WalkOptions options;
    if (nb::isinstance<nb::str>(exclude)) {
        throw nb::type_error("exclude: expected a list of patterns, not one");
    }
    for (const nb::handle pattern : exclude) {
        options.exclude.push_back(to_bytes(nb::cast<nb::str>(pattern)));
    }
    options.ignore_files = ignore_files;
    const Unlocked unlocked;
    const std::string name = path.string();
    if (std::error_code error; !std::filesystem::exists(path, error)) {
        throw std::system_error(
            error ? error : std::make_error_code(std::errc::no_such_file_or_directory), name);
    }
    const std::string root = find_vault_root(name);
    if (!config) {
        auto made = std::make_shared<PyConfig>();
        made->config = load_config(root);
        made->made = PyConfig::Made::load;
        made->argument = name;
        add_known_names(made->config);
        config = std::move(made);
    }
    Config used = config->config;
    used.root = root;
    options.exclude.insert(options.exclude.end(), used.exclude.begin(), used.exclude.end());
    auto loaded = std::make_shared<LoadedVault>();
    std::error_code error;
    loaded->whole = std::filesystem::equivalent(path, root, error);
    loaded->vault = load_vault({name}, std::move(used), options);
    loaded->config = std::move(config);
    return loaded;
}

std::vector<std::pair<std::string, std::string>> pairs_of(const nb::object& texts) {
    std::vector<std::pair<std::string, std::string>> pairs;
    if (!nb::hasattr(texts, "keys")) {
        throw nb::type_error("expected a mapping of paths to texts");
    }
    const nb::object dict_type = nb::borrow(reinterpret_cast<PyObject*>(&PyDict_Type));
    for (const auto [path, text] : nb::cast<nb::dict>(dict_type(texts))) {
        if (!nb::isinstance<nb::str>(path) ||
            !(nb::isinstance<nb::str>(text) || nb::isinstance<nb::bytes>(text))) {
            throw nb::type_error("expected a mapping of paths to texts");
        }
        pairs.emplace_back(to_bytes(path), to_bytes(nb::isinstance<nb::str>(text)
                                                        ? Text{nb::borrow<nb::str>(text)}
                                                        : Text{nb::borrow<nb::bytes>(text)}));
    }
    return pairs;
}

std::shared_ptr<PyVault> from_texts(const nb::object& texts, ConfigPtr config) {
    return std::make_shared<PyVault>(
        vault_of_texts({}, pairs_of(texts), config_or_default(std::move(config))));
}

/// What pickle makes again: the notes as they were, and what could not be read.
std::shared_ptr<PyVault> restore(const nb::str& root, const Texts& texts,
                                 const Unreadable& unreadable, bool whole, ConfigPtr config) {
    auto loaded =
        vault_of_texts(to_bytes(root), pairs_of(texts), config_or_default(std::move(config)));
    loaded->whole = whole;
    for (const nb::handle one : unreadable) {
        const auto path = to_bytes(one[0]);
        loaded->vault.unreadable.emplace_back(NotePath{path, path, path}, to_bytes(one[1]));
    }
    return std::make_shared<PyVault>(std::move(loaded));
}

NoteTuple notes_of(const PyVault& self) {
    nb::list list;
    for (const NotePtr& note : self.notes) {
        list.append(note);
    }
    return NoteTuple(nb::tuple(list));
}

Unreadable unreadable_of(const PyVault& self) {
    nb::list list;
    for (const auto& [note, reason] : self.loaded->vault.unreadable) {
        list.append(nb::make_tuple(to_str(note.vault), to_str(reason)));
    }
    return Unreadable(nb::tuple(list));
}

NotePtr find(const PyVault& self, const nb::handle path) {
    const std::string wanted = nb::isinstance<nb::str>(path)
                                   ? to_bytes(path)
                                   : nb::cast<std::filesystem::path>(path).generic_string();
    const auto found = std::lower_bound(
        self.notes.begin(), self.notes.end(), wanted,
        [](const NotePtr& note, const std::string& than) { return note->document.path < than; });
    return found != self.notes.end() && (*found)->document.path == wanted ? *found : nullptr;
}

std::string repr(const PyVault& self) {
    const auto plural = [](std::size_t count, const char* noun) {
        return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
    };
    const std::string& root = self.loaded->vault.config.root;
    return "<Vault" + (root.empty() ? "" : " " + python_repr(root)) + ": " +
           plural(self.notes.size(), "note") + ", " + plural(self.tasks.tasks->size(), "task") +
           ">";
}

}  // namespace

PyVault::PyVault(LoadedVaultPtr of) : loaded{std::move(of)} {
    const auto& documents = loaded->vault.documents;
    std::size_t count = 0;
    for (const Document& document : documents) {
        count += document.tasks.size();
    }
    std::vector<PyTask> all;
    all.reserve(count);
    notes.reserve(documents.size());
    for (std::size_t i = 0; i < documents.size(); ++i) {
        notes.push_back(std::make_shared<const Note>(loaded, i));
        for (std::size_t task = 0; task < documents[i].tasks.size(); ++task) {
            all.push_back({notes.back(), task});
        }
    }
    tasks = task_list(std::move(all));
}

void bind_vault(nb::module_& module) {
    nb::class_<PyVault>(module, "Vault", nb::is_final(), nb::sig("@typing.final\nclass Vault()"),
                        R"(All notes of a vault, or of a folder in one, read into memory.

`Vault(path)` reads as the command does: `*.md` files but hidden ones and what `.gitignore` and
`.tasklintignore` name, with the configuration of the vault that the path belongs to. It stays as it
was read, whatever becomes of the files. `Vault.from_texts` makes one without files.

>>> import tasklint
>>> vault = tasklint.Vault.from_texts({
...     "Kitchen.md": "- [ ] measure 🆔 m1\n",
...     "Shop.md": "- [ ] order the shelf ⛔ m1 📅 2026-03-01\n",
... })
>>> vault
<Vault: 2 notes, 2 tasks>
>>> [task.description for task in vault.tasks if task.blocked]
['order the shelf']
>>> vault["Shop.md"].tasks[0].due
datetime.date(2026, 3, 1)

Raises FileNotFoundError if there is no such path, ConfigError if the configuration cannot be used.
Notes that cannot be read are in `unreadable`. Reading releases the GIL and uses all cores.
)")
        .def(
            "__init__",
            [](PyVault* self, const std::filesystem::path& path, ConfigPtr config,
               const nb::typed<nb::sequence, nb::str>& exclude, bool ignore_files) {
                new (self) PyVault{load(path, std::move(config), exclude, ignore_files)};
            },
            "path"_a, nb::kw_only(), "config"_a = nb::none(), "exclude"_a = nb::make_tuple(),
            "ignore_files"_a = true,
            nb::sig("def __init__(self, path: str | os.PathLike[str], *, "
                    "config: Config | None = None, exclude: collections.abc.Sequence[str] = (), "
                    "ignore_files: bool = True) -> None"),
            "Read all notes under a path. `exclude` has patterns as in a `.gitignore`; without\n"
            "`ignore_files`, files named there count too.")
        .def_static("from_texts", &from_texts, "texts"_a, nb::kw_only(), "config"_a = nb::none(),
                    nb::sig("def from_texts(texts: collections.abc.Mapping[str, str | bytes], *, "
                            "config: Config | None = None) -> Vault"),
                    R"(A vault of notes in memory: paths from its root, and texts.

>>> import tasklint
>>> len(tasklint.Vault.from_texts({"Home.md": "- [ ] pay\n"}).tasks)
1
)")
        .def_prop_ro(
            "root",
            [](const PyVault& self) -> std::optional<std::filesystem::path> {
                const std::string& root = self.loaded->vault.config.root;
                return root.empty() ? std::nullopt : std::optional<std::filesystem::path>{root};
            },
            "The folder of the vault, from which paths count; None for one in memory.")
        .def_prop_ro(
            "config", [](const PyVault& self) { return self.loaded->config; },
            "The configuration that it was read with.")
        .def_prop_ro("notes", &notes_of, "Its notes, in order of their paths.")
        .def_prop_ro(
            "tasks", [](const PyVault& self) { return self.tasks; },
            "The tasks of all notes, in order of paths and lines.")
        .def_prop_ro("unreadable", &unreadable_of,
                     "Paths of notes that could not be read, with the reason.")
        .def("__len__", [](const PyVault& self) { return self.notes.size(); })
        .def(
            "__iter__", [](const PyVault& self) { return nb::iter(notes_of(self)); },
            nb::sig("def __iter__(self) -> collections.abc.Iterator[Document]"))
        .def(
            "__getitem__",
            [](const PyVault& self, const nb::handle path) {
                auto note = find(self, path);
                if (!note) {
                    PyErr_SetObject(PyExc_KeyError, path.ptr());
                    throw nb::python_error();
                }
                return note;
            },
            "path"_a, nb::sig("def __getitem__(self, path: str | os.PathLike[str], /) -> Document"))
        .def(
            "__contains__",
            [](const PyVault& self, const nb::handle path) {
                return (nb::isinstance<nb::str>(path) || nb::hasattr(path, "__fspath__")) &&
                       find(self, path) != nullptr;
            },
            "path"_a, nb::sig("def __contains__(self, path: object, /) -> bool"))
        .def(
            "__eq__",
            [](const PyVault& self, const PyVault& other) {
                const auto same = [](const NotePtr& a, const NotePtr& b) {
                    return a->document.path == b->document.path &&
                           a->document.text == b->document.text;
                };
                return self.loaded->vault.config.root == other.loaded->vault.config.root &&
                       std::equal(self.notes.begin(), self.notes.end(), other.notes.begin(),
                                  other.notes.end(), same);
            },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const PyVault& self) {
                 return nb::hash(nb::make_tuple(to_str(self.loaded->vault.config.root),
                                                self.notes.size(), self.tasks.tasks->size()));
             })
        .def(
            "__reduce__",
            [](const PyVault& self) {
                nb::dict texts;
                for (const NotePtr& note : self.notes) {
                    texts[to_str(note->document.path)] = to_str(note->document.text);
                }
                return nb::make_tuple(
                    nb::module_::import_("tasklint._restore").attr("vault"),
                    nb::make_tuple(to_str(self.loaded->vault.config.root), texts,
                                   unreadable_of(self), self.loaded->whole, self.loaded->config));
            },
            nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def(
            "__copy__", [](const nb::handle self) { return nb::borrow(self); },
            nb::sig("def __copy__(self) -> Vault"))
        .def(
            "__deepcopy__", [](const nb::handle self, const nb::dict&) { return nb::borrow(self); },
            nb::sig("def __deepcopy__(self, memo: dict[int, object]) -> Vault"))
        .def(
            "_repr_html_",
            [](const nb::handle self) {
                return nb::module_::import_("tasklint._notebook").attr("vault")(self);
            },
            nb::sig("def _repr_html_(self) -> str"))
        .def("__repr__", [](const PyVault& self) { return to_str(repr(self)); });
    module.def("_vault", &restore, "root"_a, "texts"_a, "unreadable"_a, "whole"_a, "config"_a,
               nb::sig("def _vault(root: str, texts: dict[str, str], "
                       "unreadable: tuple[tuple[str, str], ...], whole: bool, config: Config) -> "
                       "Vault"));
}

}  // namespace tasklint::python
