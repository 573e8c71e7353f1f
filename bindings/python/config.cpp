#include <filesystem>
#include <system_error>
#include <tuple>

#include "convert.hpp"

#include "tasklint/lint.hpp"
#include "tasklint/vault.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

// Finds an unknown rule now and not at the first check.
void verify(const Config& config) { static_cast<void>(RuleSelection(config)); }

std::shared_ptr<PyConfig> load(const std::filesystem::path& path) {
    const Unlocked unlocked;
    if (std::error_code error; !std::filesystem::exists(path, error)) {
        throw std::system_error(
            error ? error : std::make_error_code(std::errc::no_such_file_or_directory),
            path.string());
    }
    auto made = std::make_shared<PyConfig>();
    made->config = load_config(find_vault_root(path.string()));
    made->made = PyConfig::Made::load;
    made->argument = path.string();
    add_known_names(made->config);
    verify(made->config);
    return made;
}

std::shared_ptr<PyConfig> from_toml(const nb::str& text, const nb::str& file) {
    auto made = std::make_shared<PyConfig>();
    made->made = PyConfig::Made::toml;
    made->argument = to_bytes(text);
    made->file = to_bytes(file);
    const Unlocked unlocked;
    apply_toml(made->config, made->argument, made->file, {});
    add_known_names(made->config);
    verify(made->config);
    return made;
}

nb::tuple reduce(const PyConfig& self) {
    const char* made = self.made == PyConfig::Made::load   ? "load"
                       : self.made == PyConfig::Made::toml ? "toml"
                       : self.made == PyConfig::Made::json ? "json"
                                                           : "plain";
    return nb::make_tuple(nb::module_::import_("tasklint._restore").attr("config"),
                          nb::make_tuple(made, to_str(self.argument), to_str(self.file)));
}

std::string repr(const PyConfig& self) {
    switch (self.made) {
        case PyConfig::Made::load: return "Config.load(" + python_repr(self.argument) + ")";
        case PyConfig::Made::toml: return "Config.from_toml(" + python_repr(self.argument) + ")";
        case PyConfig::Made::json: return "Settings.from_json(" + python_repr(self.argument) + ")";
        case PyConfig::Made::plain: break;
    }
    return "Config()";
}

nb::typed<nb::tuple, Status, nb::ellipsis> statuses(const PyConfig& self) {
    nb::list list;
    for (const Status& status : self.config.tasks.statuses.all()) {
        list.append(status);
    }
    return nb::typed<nb::tuple, Status, nb::ellipsis>(nb::tuple(list));
}

PySettings settings_from_json(const nb::str& text, const nb::str& file) {
    auto made = std::make_shared<PyConfig>();
    made->made = PyConfig::Made::json;
    made->argument = to_bytes(text);
    made->file = to_bytes(file);
    made->config.settings_keys =
        apply_plugin_settings(made->config.tasks, made->argument, made->file);
    made->config.plugin_settings = true;
    return {std::move(made)};
}

PySettings load_settings(const std::filesystem::path& path) {
    return settings_from_json(to_str(read_file(path.string())), to_str(path.string()));
}

/// All that the plugin's settings say.
auto values(const PySettings& self) {
    const TaskSettings& tasks = self.config->config.tasks;
    return std::tie(tasks.statuses.all(), tasks.format, tasks.global_filter,
                    tasks.remove_global_filter, tasks.filename_as_scheduled_date,
                    tasks.filename_date_format, tasks.filename_date_folders,
                    tasks.remove_scheduled_date_on_recurrence, tasks.set_created_date,
                    tasks.set_done_date, tasks.set_cancelled_date, tasks.recurrence_on_next_line);
}

void bind_settings(nb::module_& module) {
    const auto field = [](auto member) {
        return [member](const PySettings& self) { return self.config->config.tasks.*member; };
    };
    const auto text = [](auto member) {
        return
            [member](const PySettings& self) { return to_str(self.config->config.tasks.*member); };
    };
    nb::class_<PySettings>(
        module, "Settings", nb::is_final(), nb::sig("@typing.final\nclass Settings()"),
        R"(The plugin's settings, as far as they say how tasks are read and written.

`Settings()` are its defaults. `Settings.from_json(text)` reads the text of its `data.json`,
`Settings.load(path)` such a file; both raise ConfigError, `load` also OSError. Of a vault:
`Config.load(path).settings`.

>>> import tasklint
>>> settings = tasklint.Settings.from_json('{"globalFilter": "#task", "setDoneDate": false}')
>>> settings.global_filter, settings.set_done_date
('#task', False)
>>> tasklint.toggle("- [ ] pay #task", settings=settings)
['- [x] pay #task']
)")
        .def(nb::new_(
                 [] { return std::make_shared<PySettings>(PySettings{config_or_default({})}); }),
             "The plugin's defaults.")
        .def_static("from_json", &settings_from_json, "text"_a, nb::kw_only(),
                    "file"_a = "data.json",
                    nb::sig("def from_json(text: str, *, file: str = ...) -> Settings"),
                    "Read the text of the plugin's `data.json`. `file` is its name in messages.")
        .def_static("load", &load_settings, "path"_a,
                    nb::sig("def load(path: str | os.PathLike[str]) -> Settings"),
                    "Read the plugin's `data.json`, or a copy of it.")
        .def_prop_ro(
            "statuses", [](const PySettings& self) { return statuses(*self.config); },
            "The registered statuses, in order.")
        .def_prop_ro("format", field(&TaskSettings::format), "How the fields of tasks are written.")
        .def_prop_ro("global_filter", text(&TaskSettings::global_filter),
                     "The text that makes a line a task; empty for none.")
        .def_prop_ro("remove_global_filter", field(&TaskSettings::remove_global_filter),
                     "True if descriptions are shown without the global filter.")
        .def_prop_ro("filename_as_scheduled_date", field(&TaskSettings::filename_as_scheduled_date),
                     "True if a date in a note's name is the scheduled date of its tasks.")
        .def_prop_ro("filename_date_format", text(&TaskSettings::filename_date_format),
                     "A further format of such dates; empty for none.")
        .def_prop_ro(
            "filename_date_folders",
            [](const PySettings& self) {
                return to_tuple(self.config->config.tasks.filename_date_folders);
            },
            "The folders whose notes count for that; none: all.")
        .def_prop_ro("remove_scheduled_date_on_recurrence",
                     field(&TaskSettings::remove_scheduled_date_on_recurrence),
                     "True if the next task of a recurring one loses its scheduled date.")
        .def_prop_ro("set_created_date", field(&TaskSettings::set_created_date),
                     "True if a new task gets a created date.")
        .def_prop_ro("set_done_date", field(&TaskSettings::set_done_date),
                     "True if a task that is done gets a done date.")
        .def_prop_ro("set_cancelled_date", field(&TaskSettings::set_cancelled_date),
                     "True if a task that is cancelled gets a cancelled date.")
        .def_prop_ro("recurrence_on_next_line", field(&TaskSettings::recurrence_on_next_line),
                     "True if the next task of a recurring one stands below it.")
        .def(
            "__eq__",
            [](const PySettings& self, const PySettings& other) {
                return values(self) == values(other);
            },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const PySettings& self) {
                 const TaskSettings& tasks = self.config->config.tasks;
                 return nb::hash(nb::make_tuple(to_str(tasks.global_filter),
                                                tasks.statuses.all().size(), tasks.set_done_date));
             })
        .def(
            "__reduce__",
            [](const PySettings& self) {
                return nb::make_tuple(nb::module_::import_("tasklint._restore").attr("settings"),
                                      reduce(*self.config)[1]);
            },
            nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def("__repr__", [](const PySettings& self) {
            const PyConfig& config = *self.config;
            return to_str(config.made == PyConfig::Made::plain  ? "Settings()"
                          : config.made == PyConfig::Made::json ? repr(config)
                                                                : repr(config) + ".settings");
        });
}

void bind_enumerations(nb::module_& module) {
    nb::enum_<Severity>(module, "Severity",
                        "How bad a finding is: INFO, WARNING, ERROR, with rising values.\n\n"
                        ">>> import tasklint\n"
                        ">>> tasklint.Severity.ERROR.value > tasklint.Severity.WARNING.value\n"
                        "True")
        .value("INFO", Severity::info)
        .value("WARNING", Severity::warning)
        .value("ERROR", Severity::error);
    nb::enum_<Priority>(
        module, "Priority",
        "The priority of a task, numbered as the plugin does: the highest is 0.\n\n"
        ">>> import tasklint\n"
        ">>> tasklint.Priority.HIGH.value\n"
        "1\n"
        ">>> tasks = tasklint.parse('- [ ] a\\n- [ ] b ⏫\\n- [ ] c 🔽\\n').tasks\n"
        ">>> [t.description for t in sorted(tasks, key=lambda t: t.priority.value)]\n"
        "['b', 'a', 'c']")
        .value("HIGHEST", Priority::highest)
        .value("HIGH", Priority::high)
        .value("MEDIUM", Priority::medium)
        .value("NONE", Priority::none)
        .value("LOW", Priority::low)
        .value("LOWEST", Priority::lowest);
    nb::enum_<StatusType>(module, "StatusType",
                          "What a status means to the plugin.\n\n"
                          ">>> import tasklint\n"
                          ">>> tasklint.parse_line('- [x] paid').status.type.name\n"
                          "'DONE'")
        .value("TODO", StatusType::todo)
        .value("IN_PROGRESS", StatusType::in_progress)
        .value("ON_HOLD", StatusType::on_hold)
        .value("DONE", StatusType::done)
        .value("CANCELLED", StatusType::cancelled)
        .value("NON_TASK", StatusType::non_task)
        .value("EMPTY", StatusType::empty);
    nb::enum_<Format>(
        module, "Format",
        "How fields are written: EMOJI `📅 2026-01-06`, DATAVIEW `[due:: 2026-01-06]`.\n"
        "AUTOMATIC stands in settings: each line as it is.\n\n"
        ">>> import tasklint\n"
        ">>> task = tasklint.parse_line('- [ ] pay 📅 2026-03-01')\n"
        ">>> task.to_line(tasklint.Format.DATAVIEW)\n"
        "'- [ ] pay  [due:: 2026-03-01]'")
        .value("EMOJI", Format::emoji)
        .value("DATAVIEW", Format::dataview)
        .value("AUTOMATIC", Format::automatic);
    nb::enum_<OnCompletion>(module, "OnCompletion",
                            "What the plugin does with a task that is completed (🏁).\n\n"
                            ">>> import tasklint\n"
                            ">>> tasklint.parse_line('- [ ] pay 🏁 delete').on_completion.name\n"
                            "'DELETE'")
        .value("NONE", OnCompletion::none)
        .value("KEEP", OnCompletion::keep)
        .value("DELETE", OnCompletion::delete_line);
}

void bind_status(nb::module_& module) {
    nb::class_<Status>(module, "Status", nb::is_final(), nb::sig("@typing.final\nclass Status()"),
                       R"(A status: what the one character in a task's brackets stands for.

>>> import tasklint
>>> status = tasklint.parse_line("- [/] pack").status
>>> status.symbol, status.name, status.type.name, status.next_symbol
('/', 'In Progress', 'IN_PROGRESS', 'x')
)")
        .def_prop_ro(
            "symbol", [](const Status& self) { return to_str(self.symbol); },
            "The character between the brackets.")
        .def_prop_ro(
            "name", [](const Status& self) { return to_str(self.name); },
            "Its name in the plugin's settings; `Unknown` for a symbol that is not there.")
        .def_prop_ro(
            "type", [](const Status& self) { return self.type; },
            "What it means; TODO for an unknown symbol, as in the plugin.")
        .def_prop_ro(
            "next_symbol", [](const Status& self) { return to_str(self.next_symbol); },
            "The symbol that a click gives.")
        .def(
            "__eq__", [](const Status& self, const Status& other) { return self == other; },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const Status& self) {
                 return nb::hash(nb::make_tuple(to_str(self.symbol), to_str(self.name)));
             })
        .def("__repr__", [](const Status& self) {
            return to_str("<Status " + python_repr(self.symbol) + ": " + python_repr(self.name) +
                          ", " + std::string(status_type_name(self.type)) + ">");
        });
}

}  // namespace

void bind_config(nb::module_& module) {
    bind_enumerations(module);
    bind_status(module);
    bind_settings(module);

    const auto text = [](auto member) {
        return [member](const PyConfig& self) { return to_str(self.config.*member); };
    };
    const auto texts = [](auto member) {
        return [member](const PyConfig& self) { return to_tuple(self.config.*member); };
    };
    nb::class_<PyConfig>(module, "Config", nb::is_final(), nb::sig("@typing.final\nclass Config()"),
                         R"(What is configured: the plugin's settings and ours.

`Config()` is a vault without any file: the plugin's defaults and the default rules.
`Config.load(path)` reads what a vault has, `Config.from_toml(text)` takes the text of a
`.tasklint.toml`. Both raise ConfigError, `load` also OSError.

>>> import tasklint
>>> config = tasklint.Config.from_toml('''
... select = ["dates"]
... [tasks]
... global-filter = "#task"
... ''')
>>> config.select, config.global_filter
(('dates',), '#task')
>>> tasklint.parse("- [ ] buy bread\n- [ ] pay #task\n", config=config).tasks
TaskList([<Task 2: '- [ ] pay #task'>])

Pickling keeps what it was made of: the text, or the path, which is then read again.
)")
        .def(nb::new_([] { return std::make_shared<PyConfig>(); }), "The plugin's defaults.")
        .def_static(
            "load", &load, "path"_a, nb::sig("def load(path: str | os.PathLike[str]) -> Config"),
            "Read the configuration of the vault that a path belongs to: `.tasklint.toml` or\n"
            "`[tool.tasklint]` of `pyproject.toml`, and the plugin's settings.")
        .def_static("from_toml", &from_toml, "text"_a, nb::kw_only(), "file"_a = ".tasklint.toml",
                    nb::sig("def from_toml(text: str, *, file: str = '.tasklint.toml') -> Config"),
                    "Read TOML text over the plugin's defaults. `file` is its name in messages.")
        .def_prop_ro(
            "settings", [](const PyConfig& self) { return PySettings{self.shared_from_this()}; },
            "The plugin's settings.")
        .def_prop_ro("select", texts(&Config::select),
                     "The rules that are used: codes, names, groups.")
        .def_prop_ro("ignore", texts(&Config::ignore), "The rules that are left out of them.")
        .def_prop_ro("statuses", &statuses, "The registered statuses, in order.")
        .def_prop_ro(
            "format", [](const PyConfig& self) { return self.config.tasks.format; },
            "How the fields of tasks are read.")
        .def_prop_ro("proposed", texts(&Config::proposed),
                     "Symbols of proposals that nobody has accepted yet.")
        .def_prop_ro(
            "global_filter",
            [](const PyConfig& self) { return to_str(self.config.tasks.global_filter); },
            "The text that makes a line a task; empty for none.")
        .def_prop_ro("me", text(&Config::me),
                     "The person that `@me` and `@Myself` stand for; may be empty.")
        .def_prop_ro("roster", texts(&Config::roster), "Names of people and teams.")
        .def_prop_ro(
            "profile",
            [](const PyConfig& self) {
                const auto profile = self.config.calendar.profile;
                return nb::str(profile == Profile::todo     ? "todo"
                               : profile == Profile::events ? "events"
                                                            : "both");
            },
            nb::for_getter(
                nb::sig("def profile(self, /) -> typing.Literal['todo', 'events', 'both']")),
            "What `to_ics` writes unless told otherwise.")
        .def_prop_ro("root", text(&Config::root),
                     "The folder of the vault; empty if none was read.")
        .def_prop_ro(
            "plugin_settings", [](const PyConfig& self) { return self.config.plugin_settings; },
            "True if the plugin's settings were found and read.")
        .def("__reduce__", &reduce, nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def("__repr__", [](const PyConfig& self) { return to_str(repr(self)); });
}

}  // namespace tasklint::python
