#include <tuple>

#include "convert.hpp"

#include "tasklint/diagnostic.hpp"
#include "tasklint/fix.hpp"
#include "tasklint/lint.hpp"
#include "tasklint/report.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

using DiagnosticTuple = nb::typed<nb::tuple, Diagnostic, nb::ellipsis>;

/// A fix as Python holds it.
struct PyFix {
    bool safe = false;
    std::string title;
    std::string line;

    [[nodiscard]] bool operator==(const PyFix&) const = default;
};

/// `Diagnostics`, a list that a notebook shows as a table.
nb::object to_list(const std::vector<Diagnostic>& diagnostics) {
    nb::object list = nb::module_::import_("tasklint._notebook").attr("Diagnostics")();
    for (const Diagnostic& diagnostic : diagnostics) {
        list.attr("append")(nb::cast(diagnostic));
    }
    return list;
}

std::vector<Diagnostic> check_note(const NotePtr& note, const OptionalDate& today) {
    LintOptions options;
    options.today = or_today(today);
    const Unlocked unlocked;
    const Config& used = note->config->config;
    auto found = check(note->document, used, RuleSelection(used), options);
    set_paths(found, {note->document.path, note->document.path, note->document.path});
    return found;
}

/// The vault read with another configuration.
LoadedVaultPtr read_again(const LoadedVault& loaded, const ConfigPtr& config) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const Document& document : loaded.vault.documents) {
        texts.emplace_back(document.path, document.text);
    }
    auto again = vault_of_texts(loaded.vault.config.root, std::move(texts), config);
    again->vault.unreadable = loaded.vault.unreadable;
    again->whole = loaded.whole;
    return again;
}

nb::object check_all(const PyVault& self, const ConfigPtr& config, const OptionalDate& today,
                     std::optional<bool> vault_rules) {
    const LoadedVaultPtr loaded =
        config && config != self.loaded->config ? read_again(*self.loaded, config) : self.loaded;
    CheckOptions options;
    options.lint.today = or_today(today);
    options.whole_vault = vault_rules.value_or(loaded->whole);
    CheckResult result;
    {
        const Unlocked unlocked;
        const RuleSelection selection{loaded->vault.config, options.whole_vault};
        result = check_vault(loaded->vault, selection, options);
        for (Diagnostic& finding : result.diagnostics) {
            finding.path = finding.vault_path;  // whatever the working directory is
        }
    }
    return to_list(result.diagnostics);
}

nb::object check_source(const std::variant<nb::str, nb::bytes, NotePtr, VaultPtr>& source,
                        const std::filesystem::path& path, const ConfigPtr& config,
                        const OptionalDate& today) {
    if (const auto* const vault = std::get_if<VaultPtr>(&source)) {
        if (!path.empty()) {
            throw nb::value_error("path is for a text: the notes of a Vault have their own");
        }
        return check_all(**vault, config, today, std::nullopt);
    }
    const auto* const text = std::get_if<nb::str>(&source);
    const auto* const bytes = std::get_if<nb::bytes>(&source);
    return to_list(check_note(note_of(text != nullptr    ? Source{*text}
                                      : bytes != nullptr ? Source{*bytes}
                                                         : Source{std::get<NotePtr>(source)},
                                      path, config),
                              today));
}

FixResult fix_source(const Source& source, bool unsafe, const std::filesystem::path& path,
                     const ConfigPtr& config, const OptionalDate& today) {
    const NotePtr note = note_of(source, path, config);
    LintOptions options;
    options.today = or_today(today);
    const Unlocked unlocked;
    const Config& used = note->config->config;
    const std::string& name = note->document.path;
    auto result = fix(note->document.text, name, used, RuleSelection(used), options, unsafe);
    set_paths(result.applied, {name, name, name});
    set_paths(result.remaining, {name, name, name});
    return result;
}

std::optional<PyFix> fix_of(const Diagnostic& self) {
    if (!self.fix || self.fix_refused) {
        return std::nullopt;
    }
    return PyFix{self.fix->safety == Safety::safe, self.fix->title, self.fixed_line};
}

nb::object to_dict(const Diagnostic& self) {
    CheckResult result;
    result.diagnostics.push_back(self);
    return from_json(find_report_format("json")->write(result, {}))[0];
}

DiagnosticTuple to_tuple(const std::vector<Diagnostic>& diagnostics) {
    nb::list list;
    for (const Diagnostic& diagnostic : diagnostics) {
        list.append(diagnostic);
    }
    return DiagnosticTuple(nb::tuple(list));
}

// All that tells one finding from another.
auto key(const Diagnostic& self) {
    return std::tie(self.rule, self.severity, self.vault_path, self.begin.line,
                    self.begin.codepoint, self.end.line, self.end.codepoint, self.message,
                    self.fixed_line, self.fingerprint);
}

std::string repr(const Diagnostic& self) {
    return "<Diagnostic " + (self.path.empty() ? "" : python_repr(self.path) + " ") +
           std::to_string(self.begin.line + 1) + ":" + std::to_string(self.begin.codepoint + 1) +
           ": " + std::string(self.rule->code) + " " + std::string(self.rule->name) + ">";
}

void bind_rule(nb::module_& module) {
    nb::class_<Rule>(module, "Rule", nb::is_final(), nb::sig("@typing.final\nclass Rule()"),
                     R"(A lint rule. `rules` lists them.

>>> import tasklint
>>> rule = next(rule for rule in tasklint.rules() if rule.code == "TL101")
>>> rule.name, rule.group, rule.severity.name, rule.fix
('field-hidden-by-text', 'fields', 'ERROR', 'safe')
>>> print(rule.page.splitlines()[0])
# TL101 field-hidden-by-text
)")
        .def_prop_ro(
            "code", [](const Rule& self) { return to_str(self.code); }, "Such as `TL101`.")
        .def_prop_ro(
            "name", [](const Rule& self) { return to_str(self.name); },
            "Such as `field-hidden-by-text`.")
        .def_prop_ro(
            "group", [](const Rule& self) { return to_str(self.group); },
            "The group that it belongs to.")
        .def_prop_ro(
            "summary", [](const Rule& self) { return to_str(self.summary); },
            "One sentence: what is wrong and what it costs.")
        .def_prop_ro(
            "severity", [](const Rule& self) { return self.severity; },
            "How bad its findings are unless configured otherwise.")
        .def_prop_ro(
            "fix",
            [](const Rule& self) -> std::optional<nb::str> {
                switch (self.fix) {
                    case FixClass::safe: return nb::str("safe");
                    case FixClass::unsafe: return nb::str("unsafe");
                    case FixClass::none: break;
                }
                return std::nullopt;
            },
            nb::for_getter(nb::sig("def fix(self, /) -> typing.Literal['safe', 'unsafe'] | None")),
            "What it can mend: `safe`, `unsafe`, or None.")
        .def_prop_ro(
            "page", [](const Rule& self) { return to_str(rule_page(self)); },
            "Its page of the manual, in Markdown.")
        .def(
            "__reduce__",
            [](const Rule& self) {
                return nb::make_tuple(nb::module_::import_("tasklint._restore").attr("rule"),
                                      nb::make_tuple(to_str(self.code)));
            },
            nb::sig("def __reduce__(self) -> tuple[object, ...]"))
        .def(
            "__copy__", [](const nb::handle self) { return nb::borrow(self); },
            nb::sig("def __copy__(self) -> Rule"))
        .def(
            "__deepcopy__", [](const nb::handle self, const nb::dict&) { return nb::borrow(self); },
            nb::sig("def __deepcopy__(self, memo: dict[int, object]) -> Rule"))
        .def("__repr__", [](const Rule& self) {
            return to_str("<Rule " + std::string(self.code) + " " + std::string(self.name) + ">");
        });
}

void bind_fix(nb::module_& module) {
    nb::class_<PyFix>(module, "Fix", nb::is_final(), nb::sig("@typing.final\nclass Fix()"),
                      R"(How a finding can be mended.

>>> import tasklint
>>> finding = tasklint.check("- [ ] pay 📅 2026-03-01 today")[0]
>>> finding.fix.safe, finding.fix.line
(True, '- [ ] pay today 📅 2026-03-01')
)")
        .def_prop_ro(
            "safe", [](const PyFix& self) { return self.safe; },
            "True if all that was read before is read after, and no word is lost.")
        .def_prop_ro(
            "title", [](const PyFix& self) { return to_str(self.title); }, "What it does.")
        .def_prop_ro(
            "line", [](const PyFix& self) { return to_str(self.line); },
            "The line as it is afterwards.")
        .def(
            "__eq__", [](const PyFix& self, const PyFix& other) { return self == other; },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const PyFix& self) {
                 return nb::hash(nb::make_tuple(self.safe, to_str(self.title), to_str(self.line)));
             })
        .def("__repr__", [](const PyFix& self) {
            return to_str(std::string("<Fix ") + (self.safe ? "safe: " : "unsafe: ") +
                          python_repr(self.title) + ">");
        });
}

void bind_diagnostic(nb::module_& module) {
    nb::class_<Diagnostic>(module, "Diagnostic", nb::is_final(),
                           nb::sig("@typing.final\nclass Diagnostic()"),
                           R"(One finding. `check` makes it.

>>> import tasklint
>>> finding = tasklint.check("- [ ] pay 📅 2026-03-01 today", path="Home.md")[0]
>>> finding
<Diagnostic 'Home.md' 1:24: TL101 field-hidden-by-text>
>>> finding.severity.name, finding.end_column
('ERROR', 29)

`str(finding)` is the finding as the command shows it. Lines and columns count from 1, columns in
code points (a byte order mark is none); the end is the first column behind.
)")
        .def_prop_ro(
            "rule", [](const Diagnostic& self) { return self.rule; }, nb::rv_policy::reference,
            "The rule that raised it.")
        .def_prop_ro(
            "code", [](const Diagnostic& self) { return to_str(self.rule->code); },
            "The rule's code, such as `TL101`.")
        .def_prop_ro(
            "name", [](const Diagnostic& self) { return to_str(self.rule->name); },
            "The rule's name, such as `field-hidden-by-text`.")
        .def_prop_ro(
            "severity", [](const Diagnostic& self) { return self.severity; },
            "How bad it is, as configured.")
        .def_prop_ro(
            "message", [](const Diagnostic& self) { return to_str(self.message); },
            "What is wrong, in one line.")
        .def_prop_ro(
            "detail", [](const Diagnostic& self) { return to_str_or_none(self.detail); },
            "What it hides, or None.")
        .def_prop_ro(
            "plugin_reads",
            [](const Diagnostic& self) { return to_str_or_none(self.plugin_reads); },
            "What the plugin reads and the calendar shows, or None.")
        .def_prop_ro(
            "help", [](const Diagnostic& self) { return to_str_or_none(self.help); },
            "What to do, or None.")
        .def_prop_ro("fix", &fix_of, "How it can be mended, or None.")
        .def_prop_ro(
            "path", [](const Diagnostic& self) { return to_str(self.path); },
            "The path of the note; empty if none was given.")
        .def_prop_ro(
            "line", [](const Diagnostic& self) { return self.begin.line + 1; },
            "The line where it begins, from 1.")
        .def_prop_ro(
            "column", [](const Diagnostic& self) { return self.begin.codepoint + 1; },
            "The column where it begins, from 1.")
        .def_prop_ro(
            "end_line", [](const Diagnostic& self) { return self.end.line + 1; },
            "The line where it ends, from 1.")
        .def_prop_ro(
            "end_column", [](const Diagnostic& self) { return self.end.codepoint + 1; },
            "The first column behind it, from 1.")
        .def_prop_ro(
            "fingerprint", [](const Diagnostic& self) { return to_str(self.fingerprint); },
            "16 hexadecimal digits that stay the same when lines move.")
        .def("to_dict", &to_dict, nb::sig("def to_dict(self) -> dict[str, typing.Any]"),
             R"(The finding as `tasklint check --report json` writes it.

>>> import tasklint
>>> tasklint.check("- [ ] pay 📅 2026-03-01 today")[0].to_dict()["code"]
'TL101'
)")
        .def(
            "__eq__",
            [](const Diagnostic& self, const Diagnostic& other) { return key(self) == key(other); },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const Diagnostic& self) {
                 return nb::hash(nb::make_tuple(to_str(self.rule->code), self.begin.line,
                                                self.begin.codepoint, to_str(self.fingerprint)));
             })
        .def(
            "_repr_html_",
            [](const nb::handle self) {
                return nb::module_::import_("tasklint._notebook")
                    .attr("diagnostics")(nb::make_tuple(self));
            },
            nb::sig("def _repr_html_(self) -> str"))
        .def("__str__", [](const Diagnostic& self) { return to_str(full_report(self)); })
        .def("__repr__", [](const Diagnostic& self) { return to_str(repr(self)); });
}

void bind_fix_result(nb::module_& module) {
    nb::class_<FixResult>(module, "FixResult", nb::is_final(),
                          nb::sig("@typing.final\nclass FixResult()"),
                          R"(What `fix` made of a note.

>>> import tasklint
>>> result = tasklint.fix("- [ ] pay 📅 2026-03-01 today")
>>> result.text
'- [ ] pay today 📅 2026-03-01'
>>> [finding.code for finding in result.applied], result.remaining
(['TL101'], ())
)")
        .def_prop_ro(
            "text", [](const FixResult& self) { return to_str(self.text); }, "The mended text.")
        .def_prop_ro(
            "applied", [](const FixResult& self) { return to_tuple(self.applied); },
            "The findings that were mended.")
        .def_prop_ro(
            "remaining", [](const FixResult& self) { return to_tuple(self.remaining); },
            "The findings of the mended text.")
        .def("__repr__", [](const FixResult& self) {
            return to_str("<FixResult: " + std::to_string(self.applied.size()) + " applied, " +
                          std::to_string(self.remaining.size()) + " remaining>");
        });
}

}  // namespace

void bind_lint(nb::module_& module) {
    bind_rule(module);
    bind_fix(module);
    bind_diagnostic(module);
    bind_fix_result(module);
    // What a note says, fit to be shown: control and other invisible characters told apart.
    module.def(
        "_printable", [](const nb::str& text) { return to_str(printable(to_bytes(text))); },
        "text"_a, nb::sig("def _printable(text: str) -> str"));
    module.def(
        "rules",
        [] {
            nb::list list;
            for (const Rule* rule : rules()) {
                list.append(nb::cast(rule, nb::rv_policy::reference));
            }
            return nb::typed<nb::list, Rule>(list);
        },
        R"(All lint rules, by code.

>>> import tasklint
>>> "TL101" in [rule.code for rule in tasklint.rules()]
True
)");
    module.def("check", &check_source, "text"_a, nb::kw_only(), "path"_a = "",
               "config"_a = nb::none(), "today"_a = nb::none(),
               nb::sig("def check(text: str | bytes | Document | Vault, *, "
                       "path: str | os.PathLike[str] = '', config: Config | None = None, "
                       "today: datetime.date | None = None) -> "
                       "list[Diagnostic]"),
               R"(Find what is wrong with the tasks of a note or a vault, in order of place.

`path` counts from the vault's root; without `config` that of the Document or Vault counts, or the
plugin's defaults and the default rules; `today` is the system's date unless given. What was read
with another configuration is read again. The result is a list, and a table in a notebook.

>>> import tasklint
>>> [finding.name for finding in tasklint.check("- [ ] pay 📅 2026-02-30")]
['invalid-date']
)");
    nb::borrow<nb::class_<PyVault>>(module.attr("Vault"))
        .def(
            "check",
            [](const PyVault& self, const OptionalDate& today, std::optional<bool> vault_rules) {
                return check_all(self, {}, today, vault_rules);
            },
            nb::kw_only(), "today"_a = nb::none(), "vault_rules"_a = nb::none(),
            nb::sig("def check(self, *, today: datetime.date | None = None, "
                    "vault_rules: bool | None = None) -> list[Diagnostic]"),
            R"(Find what is wrong with its tasks, in order of path and place, as the command does.

Rules that need the whole vault (`vault_rules`) are used if the vault's root was read. Releases the
GIL and uses all cores.

>>> import tasklint
>>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order ⛔ m1\n"})
>>> [(finding.path, finding.line, finding.name) for finding in vault.check()]
[('Shop.md', 1, 'dangling-dependency')]
)");
    module.def(
        "fix", &fix_source, "text"_a, nb::kw_only(), "unsafe"_a = false, "path"_a = "",
        "config"_a = nb::none(), "today"_a = nb::none(),
        nb::sig("def fix(text: str | bytes | Document, *, unsafe: bool = False, "
                "path: str | os.PathLike[str] = '', config: Config | None = None, "
                "today: datetime.date | None = None) -> FixResult"),
        R"(Mend what can safely be mended: all that the plugin read before it reads after, and no
word is lost. With `unsafe`, fixes that do not promise this are applied too.

>>> import tasklint
>>> tasklint.fix("- [ ] pay 📅 2026-03-01 today").text
'- [ ] pay today 📅 2026-03-01'
)");
}

}  // namespace tasklint::python
