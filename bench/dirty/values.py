"""TL2, TL3, TL5: dates, statuses and recurrences."""

import datetime

from dirty.seed import Maker, Table, rows
from dirty.source import Source

SHAPES = {
    "one digit": "{0.year}-{0.month}-{0.day}",
    "slashes": "{0:%Y/%m/%d}",
    "no hyphens": "{0:%Y%m%d}",
    "dots": "{0:%Y.%m.%d}",
    "en dashes": "{0:%Y–%m–%d}",
    "non-breaking hyphens": "{0:%Y‑%m‑%d}",
    "one-digit month": "{0.year}-{0.month}-{0:%d}",
    "slashes, one digit": "{0.year}/{0.month}/{0.day}",
}
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
IMPOSSIBLE = ("2026-02-30", "2026-13-01", "2026-04-31", "2027-02-29", "2026-00-10", "2026-06-00", "2026-11-31")
WORDS = (
    "tomorrow",
    "today",
    "Friday",
    "next week",
    "in 3 days",
    "next Monday",
    "Tomorrow",
    "in two weeks",
    "next month",
    "monday",
)
TIMES = (" 10:00", " 9:30", "T09:30", " 10:00:00", " 9:30 am", " 23:59")
YEAR_LAST = (
    "{0:%d}/{0:%m}/{0.year}",
    "{0.day}.{0.month}.{0.year}",
    "{0.month}-{0.day}-{0.year}",
    "{0:%d.%m.%Y}",
    "{0.month}/{0.day}/{0.year}",
)
LINKS = ("[[{0}]]", "[[Daily/{0}|that day]]", "[[{0}|then]]", "[[Daily/{0}]]")
UNKNOWN = '!><biSIpcfku"*lD1😀'
UNPARSEABLE = (
    "daily",
    "weekly",
    "every other day",
    "every other week",
    "every 2nd week",
    "every fortnight",
    "every quarter",
    "each day",
    "monthly",
    "every blue moon",
    "every second week",
    "every two weeks",
    "every 0 days",
    "every 2nd Monday",
    "every 15th",
    "on Mondays",
)
LOSSY = (
    "every Moday",
    "every year on February 30",
    "every day call the office",
    "every day when finished",
    "every month on the 15",
    "every January 15th",
    "every month on the fourth Friday",
    "every month on the first Monday and the last Friday",
    "every Mon Wed",
    "every weekend",
    "every sunset",
    "every day on Monday",
    "every week on 1",
    "every weekday in March",
    "every month on the last weekday",
    "every week please",
)
BOUNDED = (
    "every day for 3 times",
    "every week for 10 times",
    "every week until March 2026",
    "every month for 2 times",
    "every day until 1 June 2026",
    "every 2 weeks on Monday for 5 times",
)


def dated(form: str) -> Maker:
    """A field of a date in another form; its month and day have one digit."""
    return lambda s: s.task(*s.around(f"{s.sign()} {form.format(s.early())}"))


def two_dates(early: str, late: str) -> Maker:
    """The date that should be late is before the other."""

    def make(s: Source) -> str:
        first = s.soon()
        pieces = [s.field(early, first + datetime.timedelta(s.random.randint(1, 30))), s.field(late, first)]
        s.random.shuffle(pieces)
        return s.task(*pieces, *s.pick(([], [s.priority()], [s.tag()])))

    return make


def recurring(rule: str) -> Maker:
    def make(s: Source) -> str:
        pieces = [f"🔁 {rule}", s.dated()]
        if s.chance(0.3):
            pieces.reverse()
        return s.task(*pieces, *s.pick(([], [s.priority()], [s.created()])))

    return make


def marked(kind: str, box: str) -> Maker:
    return lambda s: s.task(*s.pick(([], [s.due()], [s.priority()])), s.field(kind, s.past()), box=box)


def impossible(kind: str, value: str, box: str = " ") -> Maker:
    return lambda s: s.task(*s.around(s.field(kind, value)), box=box)


def in_digits(digits: dict[int, int]) -> Maker:
    return lambda s: s.task(*s.around(f"{s.sign()} {s.soon()}".translate(digits)))


def sow_dates(table: Table) -> None:
    table.add("TL201", {f"due {value}": impossible("due", value) for value in IMPOSSIBLE})
    table.add("TL201", {kind: impossible(kind, "2026-02-30") for kind in ("scheduled", "start")})
    table.add(
        "TL201",
        {
            "done": impossible("done", "2025-09-31", "x"),
            "cancelled": impossible("cancelled", "2025-02-29", "-"),
            "created": lambda s: s.task("➕ 2026-02-30", s.due()),
            "with a recurrence": lambda s: s.task(s.rule(), s.field("due", "2026-02-30")),
        },
    )
    table.add("TL202", {name: dated(form) for name, form in SHAPES.items()})
    table.add(
        "TL202",
        {
            "full-width digits": in_digits(FULL_WIDTH),
            "Arabic digits": in_digits(ARABIC),
            "done": lambda s: s.task(f"✅ {s.past():%Y/%m/%d}", box="x"),
            "glued": lambda s: s.task(f"📅{s.soon():%Y/%m/%d}"),
            "with text": lambda s: s.task(f"📅 {s.soon():%Y/%m/%d}", "or later"),
        },
    )
    table.add("TL203", {form: dated(form) for form in YEAR_LAST})
    table.add("TL204", {word: dated(word) for word in WORDS})
    table.add("TL204", {"with text": lambda s: s.task("📅 tomorrow", "or so")})
    table.add("TL205", {time: dated("{0}" + time) for time in TIMES})
    table.add("TL205", {"done": lambda s: s.task(f"✅ {s.past()} 17:45", box="x")})
    table.add("TL206", {link: dated(link) for link in LINKS})
    table.add("TL206", {"glued": lambda s: s.task(f"📅[[{s.soon()}]]", s.priority())})
    table.add(
        "TL207",
        {
            f"{late} before {early}": two_dates(early, late)
            for early, late in (("start", "due"), ("scheduled", "due"), ("start", "scheduled"))
        },
    )
    table.add(
        "TL208",
        {
            "next year": lambda s: s.task(s.field("done", f"2027-01-0{s.random.randint(1, 9)}"), box="x"),
            "tomorrow": lambda s: s.task(s.due(), s.field("done", "2026-01-10"), box="x"),
            "far": lambda s: s.task(s.field("done", "2062-01-06"), s.tag(), box="x"),
            "recurring": lambda s: s.task(s.rule(), s.due(), s.field("done", "2026-11-06"), box="x"),
        },
    )
    table.add(
        "TL209",
        {
            "no field": lambda s: s.task(),
            "priority": lambda s: s.task(s.priority()),
            "in progress": lambda s: s.task(box="/"),
            "created": lambda s: s.task(s.created()),
        },
        vault="undated",
    )


def sow_statuses(table: Table) -> None:
    table.add(
        "TL301",
        {
            f"[{symbol}]": (lambda symbol: lambda s: s.task(*s.around(s.dated()), box=symbol))(symbol)
            for symbol in UNKNOWN
        },
    )
    table.add(
        "TL302",
        {
            "open": lambda s: s.task(s.due(), box="X"),
            "bare": lambda s: s.task(box="X"),
            "done": lambda s: s.task(*s.around(s.due()), box="X"),
        },
    )
    table.add(
        "TL303",
        {
            "bare": lambda s: s.task(box="x"),
            "due": lambda s: s.task(s.field("due", s.past()), box="x"),
            "fields": lambda s: s.task(*s.around(s.due()), box="x"),
        },
        vault="undated",
    )
    table.add(
        "TL304",
        {
            "open": marked("done", " "),
            "in progress": marked("done", "/"),
            "recurring": lambda s: s.task(s.rule(), s.due(), s.done()),
        },
    )
    table.add(
        "TL305",
        {
            "open": marked("cancelled", " "),
            "done": marked("cancelled", "x"),
            "in progress": marked("cancelled", "/"),
            "cancelled and done": marked("done", "-"),
            "both on cancelled": lambda s: s.task(s.field("cancelled", s.past()), s.done(), box="-"),
            "both on done": lambda s: s.task(s.done(), s.field("cancelled", s.past()), box="x"),
        },
    )
    table.add(
        "TL306",
        {
            "no tag": lambda s: s.task(*s.around(s.due()), box="?"),
            "no tag, another": lambda s: s.task(s.due(), "#auto", box="?"),
            "tag on open": lambda s: s.task(s.due(), "#proposed"),
            "tag in front": lambda s: s.task(s.due(), text="#proposed " + s.text()),
            "tag on in progress": lambda s: s.task("#proposed", s.due(), box="/"),
            "tag on done": lambda s: s.task(s.done(), "#proposed", box="x"),
        },
    )


def sow_recurrences(table: Table) -> None:
    table.add("TL501", {rule: recurring(rule) for rule in UNPARSEABLE})
    table.add("TL502", {rule: recurring(rule) for rule in LOSSY})
    table.add(
        "TL503",
        {
            "last": lambda s: s.task(s.rule()),
            "created": lambda s: s.task(s.rule(), s.created()),
            "priority": lambda s: s.task(s.priority(), s.rule()),
            "in progress": lambda s: s.task(s.rule(), s.tag(), box="/"),
        },
    )
    table.add("TL504", {rule: recurring(rule) for rule in BOUNDED})
    table.add(
        "TL505",
        {
            "on the 31st": recurring("every month on the 31st"),
            "on the 30th": recurring("every month on the 30th"),
            "from the 31st": lambda s: s.task("🔁 every month", "📅 2026-01-31"),
            "two months from the 31st": lambda s: s.task("📅 2026-03-31", "🔁 every 2 months"),
        },
    )
    table.add(
        "TL506",
        {
            "due": lambda s: s.task(s.rule(), s.due()),
            "scheduled": lambda s: s.task(s.field("scheduled", s.soon()), s.rule()),
            "when done": lambda s: s.task("🔁 every 2 days when done", s.due(), s.priority()),
        },
        vault="daily",
    )
    table.add(
        "TL507",
        {
            word: (lambda word: lambda s: s.task(f"🏁 {word}", s.due()))(word)
            for word in ("archive", "none", "remove", "Keeps", "move")
        },
    )
    table.add("TL507", {"last": lambda s: s.task(s.due(), "🏁 trash", last=False)})
    table.add(
        "TL508",
        {
            "four spaces": lambda s: rows("!" + parent(s), "    - [ ] " + s.body(s.due())),
            "tab": lambda s: rows("!" + parent(s), "\t- [ ] " + s.body(s.due())),
            "plain child": lambda s: rows("!" + parent(s), "    - " + s.text()),
            "two children": lambda s: rows(
                "!" + parent(s), "    - [ ] " + s.body(s.due()), "    - [x] " + s.body(s.done())
            ),
        },
    )


def parent(s: Source) -> str:
    return "- [ ] " + s.body(s.field("completion", "delete"), s.due())


def sow(table: Table) -> None:
    sow_dates(table)
    sow_statuses(table)
    sow_recurrences(table)
