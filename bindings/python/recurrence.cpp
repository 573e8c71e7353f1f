// Recurrence and NextDates.
#include <algorithm>
#include <array>
#include <utility>

#include "convert.hpp"

#include "tasklint/recurrence.hpp"

using namespace nanobind::literals;

namespace tasklint::python {

namespace {

/// The dates of the next task, all of which can be handed to Python.
struct NextDates {
    ReferenceDates dates;
};

constexpr std::array next_dates{std::pair{FieldKind::start, &ReferenceDates::start},
                                std::pair{FieldKind::scheduled, &ReferenceDates::scheduled},
                                std::pair{FieldKind::due, &ReferenceDates::due}};

std::optional<Recurrence> parse(const nb::str& text, const OptionalDate& start,
                                const OptionalDate& scheduled, const OptionalDate& due,
                                const OptionalDate& today, const ConfigPtr& config) {
    const bool remove_scheduled =
        config_or_default(config)->config.tasks.remove_scheduled_date_on_recurrence;
    return Recurrence::parse(to_bytes(text), {start, scheduled, due},
                             {remove_scheduled, or_today(today)});
}

std::optional<NextDates> next(const Recurrence& self, const OptionalDate& completed_on) {
    const NextDates next{self.next(or_today(completed_on))};
    const bool usable = std::all_of(next_dates.begin(), next_dates.end(), [&](const auto& row) {
        const OptionalDate& date = next.dates.*row.second;
        return !date || has_python_date(*date);
    });
    return usable ? std::optional{next} : std::nullopt;
}

bool equal(const NextDates& left, const NextDates& right) {
    return std::all_of(next_dates.begin(), next_dates.end(), [&](const auto& row) {
        return left.dates.*row.second == right.dates.*row.second;
    });
}

std::string repr(const NextDates& self) {
    std::string out = "<NextDates";
    for (const auto& [kind, member] : next_dates) {
        if (const OptionalDate& date = self.dates.*member) {
            out += " " + std::string(field_info(kind).name) + "=" + to_string(*date);
        }
    }
    return out + ">";
}

void bind_next_dates(nb::module_& module) {
    nb::class_<NextDates>(
        module, "NextDates", nb::is_final(), nb::sig("@typing.final\nclass NextDates()"),
        R"(The dates of the task that follows a recurring one. `Recurrence.next` makes it.

>>> import datetime, tasklint
>>> task = tasklint.parse_line("- [ ] water 🔁 every week 🛫 2026-01-05 📅 2026-01-07")
>>> dates = task.recurrence.next()
>>> dates.start, dates.due
(datetime.date(2026, 1, 12), datetime.date(2026, 1, 14))
>>> dates.scheduled is None
True
)")
        .def_prop_ro(
            "start", [](const NextDates& self) { return self.dates.start; },
            "The day from which it may be done (🛫), or None.")
        .def_prop_ro(
            "scheduled", [](const NextDates& self) { return self.dates.scheduled; },
            "The day for which it is planned (⏳), or None.")
        .def_prop_ro(
            "due", [](const NextDates& self) { return self.dates.due; },
            "The day by which it must be done (📅), or None.")
        .def("__eq__", &equal, nb::is_operator(),
             nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__", [](const NextDates& self) { return nb::hash(to_str(repr(self))); })
        .def("__repr__", [](const NextDates& self) { return to_str(repr(self)); });
}

}  // namespace

void bind_recurrence(nb::module_& module) {
    bind_next_dates(module);
    nb::class_<Recurrence>(module, "Recurrence", nb::is_final(),
                           nb::sig("@typing.final\nclass Recurrence()"),
                           R"(What a recurrence means to the plugin.

>>> import tasklint
>>> rule = tasklint.parse_line("- [ ] water 🔁 every 2 weeks on Monday when done").recurrence
>>> rule.text
'every 2 weeks on Monday when done'
>>> rule.rrule, rule.when_done
('INTERVAL=2;FREQ=WEEKLY;BYDAY=MO', True)

`Recurrence.parse` reads a text without a task. Two are equal if their rules are, whatever the dates
of their tasks.
)")
        .def_static(
            "parse", &parse, "text"_a, nb::kw_only(), "start"_a = nb::none(),
            "scheduled"_a = nb::none(), "due"_a = nb::none(), "today"_a = nb::none(),
            "config"_a = nb::none(),
            nb::sig("def parse(text: str, *, start: datetime.date | None = None, "
                    "scheduled: datetime.date | None = None, due: datetime.date | None = None, "
                    "today: datetime.date | None = None, config: Config | None = None) -> "
                    "Recurrence | None"),
            R"(Read a recurrence text without its sign, with the dates of its task.

Returns None if the plugin does not understand it. `today` (by default the system's date) is where
a rule without a date begins.

>>> import datetime, tasklint
>>> rule = tasklint.Recurrence.parse("every month on the last Friday", due=datetime.date(2026, 1, 30))
>>> rule.next().due
datetime.date(2026, 2, 27)
>>> tasklint.Recurrence.parse("every so often") is None
True
)")
        .def("next", &next, nb::kw_only(), "completed_on"_a = nb::none(),
             nb::sig("def next(self, *, completed_on: datetime.date | None = None) -> "
                     "NextDates | None"),
             R"(The dates of the task that the plugin makes when this one is completed.

Each date that the task has moves by as many days as the one that the rule counts from. Returns None
if the rule has no further occurrence up to the year 9999; the plugin then writes `Invalid date`. A
task without any date gets none. The day of completion (by default the system's date) counts for
`when done`.

>>> import datetime, tasklint
>>> rule = tasklint.Recurrence.parse("every 3 days when done", due=datetime.date(2026, 1, 5))
>>> rule.next(completed_on=datetime.date(2026, 1, 9)).due
datetime.date(2026, 1, 12)
>>> once = tasklint.Recurrence.parse("every day for 1 time", due=datetime.date(2026, 1, 5))
>>> once.next() is None
True
)")
        .def_prop_ro(
            "text", [](const Recurrence& self) { return to_str(self.to_text()); },
            "The normal form, which the plugin writes to the note.")
        .def_prop_ro(
            "rrule", [](const Recurrence& self) { return to_str(self.rrule()); },
            "The value of RRULE (RFC 5545).")
        .def_prop_ro(
            "dtstart",
            [](const Recurrence& self) -> OptionalDate {
                return has_python_date(self.dtstart()) ? OptionalDate{self.dtstart()}
                                                       : std::nullopt;
            },
            "The day that the rule counts from: the due date, else the scheduled, else the start\n"
            "date; without one, and with `when done`, today. None for a day in the year 0.")
        .def_prop_ro(
            "when_done", [](const Recurrence& self) { return self.when_done(); },
            "True if the next date counts from the day of completion.")
        .def_prop_ro(
            "lossy", [](const Recurrence& self) { return self.lossy(); },
            "True if some of the text as written has no effect, or the normal form means\n"
            "another rule.")
        .def(
            "__eq__",
            [](const Recurrence& self, const Recurrence& other) {
                return self.to_text() == other.to_text() && self.rrule() == other.rrule();
            },
            nb::is_operator(), nb::sig("def __eq__(self, other: object, /) -> bool"))
        .def("__hash__",
             [](const Recurrence& self) {
                 return nb::hash(nb::make_tuple(to_str(self.to_text()), to_str(self.rrule())));
             })
        .def("__str__", [](const Recurrence& self) { return to_str(self.to_text()); })
        .def("__repr__", [](const Recurrence& self) {
            return to_str("<Recurrence " + python_repr(self.to_text()) + ">");
        });
}

}  // namespace tasklint::python
