"""TL1: fields that are hidden, doubled or in another spelling."""

from dirty.seed import Maker, Table
from dirty.source import SIGNS, Source

REMARKS = (
    "before lunch",
    "(see above)",
    ".",
    ",",
    "!",
    ";",
    ")",
    "and then call again",
    "– urgent",
    "https://example.org/x",
    "[[Storage roadmap]]",
    "[](https://example.org/page/1)",
    "[page](https://example.org/p)",
    "[tt-id:: 4f2a]",
    "[effort:: 2]",
    "🎉",
    "<br>",
    "**now**",
    "`code`",
    "c/o the office",
    "を確認",
    "или позже",
    "1",
    "-",
    "…",
)
SHORTCODES = {
    "due": (":date:", ":calendar:"),
    "scheduled": (":hourglass_flowing_sand:", ":hourglass:"),
    "start": (":flight_departure:",),
    "created": (":heavy_plus_sign:",),
    "done": (":white_check_mark:",),
    "cancelled": (":x:",),
}
PRIORITY_CODES = (
    ":arrow_double_up:",
    ":arrow_up_small:",
    ":arrow_down_small:",
    ":small_red_triangle:",
    ":arrow_double_down:",
)
LOOK_ALIKES = {
    "🔄": "recurrence",
    "🔂": "recurrence",
    "🛬": "start",
    "✔": "done",
    "☑️": "done",
    "❎": "done",
    "✖": "cancelled",
    "⌚": "scheduled",
    "⏰": "scheduled",
    "🔔": "due",
}
BOXES = {"done": "x", "cancelled": "-"}


def behind(remark: str) -> Maker:
    glue = "" if remark in (".", ",", "!", ";", ")", "-", "…") else " "
    return lambda s: s.task(*s.around(f"{s.dated()}{glue}{remark}"), box=s.pick((" ", "/")))


def valued(s: Source, kind: str) -> str:
    if kind == "recurrence":
        return "every week"
    return str(s.past() if kind in BOXES or kind == "created" else s.soon())


def respelt(sign: str, kind: str) -> Maker:
    """A field with another sign; a recurrence has a date before it."""

    def make(s: Source) -> str:
        piece = f"{sign} {valued(s, kind)}"
        extra = (s.due(),) if kind == "recurrence" else ()
        return s.task(*extra, *s.around(piece), box=BOXES.get(kind, " "))

    return make


def twice(*pieces: str, box: str = " ") -> Maker:
    """Pieces with {d} days, {p} past days and {i} ids."""

    def make(s: Source) -> str:
        return s.task(*(piece.format(d=s.soon(), e=s.soon(), p=s.past(), i=s.ident()) for piece in pieces), box=box)

    return make


def without_value(sign: str, place: str) -> Maker:
    def make(s: Source) -> str:
        if place == "last":
            return s.task(s.created(), sign, tag="", text="#task " + s.text())
        if place == "before a tag":
            return s.task(sign, s.tag())
        return s.task(s.priority(), sign, s.field("created", s.past()))

    return make


def reminder(form: str) -> Maker:
    return lambda s: s.task(s.created(), form.format(s.soon()), last=False)


def sow_hidden(table: Table) -> None:
    table.add("TL101", {f"behind: {remark}": behind(remark) for remark in REMARKS})
    table.add(
        "TL101",
        {
            "in a sentence": lambda s: s.task(s.due(), "call the bank again", s.priority()),
            "behind a priority": lambda s: s.task(s.due(), s.priority(), "[](https://example.org/page/2)"),
            "remark behind done": lambda s: s.task(s.done(), "(with notes)", box="x"),
            "two fields, then text": lambda s: s.task(s.priority(), s.due(), "if there is time", last=False),
            "between two fields": lambda s: s.task(
                s.field("start", "2026-01-12"), "at the latest", s.field("due", "2026-02-12")
            ),
            "twenty-one tags": lambda s: s.task(s.due(), *[s.tag() for _ in range(22)], last=False),
            "behind a recurrence": lambda s: s.task(s.rule(), s.due(), "as ever!"),
        },
    )
    table.add(
        "TL102",
        {
            comment: behind(comment)
            for comment in (
                "%% check the amount %%",
                "<!-- ask again -->",
                "<!-- markdownlint-disable-line -->",
                "%%x%%",
                "<!-- rumdl-disable-line MD013 -->",
                "%% due: later %%",
            )
        },
    )
    table.add("TL102", {"between two fields": lambda s: s.task(s.due(), "%% sic %%", s.priority())})
    table.add(
        "TL103",
        {
            f"{SIGNS[kind]} {place}": without_value(SIGNS[kind], place)
            for kind in ("due", "scheduled", "start", "recurrence", "id", "depends")
            for place in ("last", "before a tag", "between fields")
        },
    )
    table.add("TL104", {f"{sign} for {kind}": respelt(sign, kind) for sign, kind in LOOK_ALIKES.items()})
    table.add(
        "TL104",
        {
            "(@day time)": reminder("(@{} 10:00)"),
            "(@day)": reminder("(@{})"),
            "⬆️ as priority": lambda s: s.task(s.due(), "⬆️", last=False),
            "❗ as priority": lambda s: s.task(s.due(), "❗", s.tag()),
        },
    )


def sow_misplaced(table: Table) -> None:
    table.add(
        "TL105",
        {
            "before a date": lambda s: s.task(f"^{s.word()}", s.due()),
            "before a priority": lambda s: s.task(s.due(), f"^{s.word()}", s.priority(), last=False),
            "before a tag": lambda s: s.task(s.due(), f"^{s.word()}", s.tag()),
            "underscore": lambda s: s.task(s.due(), last=False) + f" ^{s.word()}_b",
            "underscore behind text": lambda s: s.task(text=s.text(), last=False, owner="") + f" ^a_{s.word()}",
            "two": lambda s: s.task(s.due(), last=False) + f" ^{s.word()} ^{s.word()}",
        },
    )
    table.add(
        "TL106",
        {
            "due": twice("📅 {d}", "📅 {e}"),
            "the same due": twice("📅 2026-02-12", "📅 2026-02-12"),
            "due apart": twice("📅 {d}", "⏫", "📅 {e}"),
            "scheduled": twice("⏳ {d}", "⏳ {e}"),
            "start": twice("🛫 {d}", "#auto", "🛫 {e}"),
            "priority": twice("🔼", "⏫"),
            "priority apart": twice("🔽", "📅 {d}", "🔺"),
            "the same priority": twice("📅 {d}", "⏫", "⏫"),
            "id": twice("🆔 {i}", "🆔 {i}x"),
            "done": twice("✅ {p}", "✅ 2026-01-02", box="x"),
            "recurrence": twice("🔁 every day", "🔁 every week", "📅 {d}"),
            "created": twice("➕ {p}", "➕ 2025-12-24", "📅 {d}"),
            "cancelled": twice("❌ {p}", "❌ 2026-01-02", box="-"),
            "completion": twice("🏁 keep", "🏁 delete", "📅 {d}"),
        },
    )
    table.add(
        "TL107",
        {
            "[due] ⏫": twice("[due:: {d}]", "⏫"),
            "📅 [priority]": twice("📅 {d}", "[priority:: high]"),
            "(due) ➕": twice("(due:: {d})", "➕ {p}"),
            "⏳ [due]": twice("⏳ 2026-01-12", "[due:: 2026-02-12]"),
            "[repeat] 📅": twice("[repeat:: every week]", "📅 {d}"),
            "[scheduled] #x 📅": twice("[scheduled:: 2026-01-12]", "#auto", "📅 2026-02-12"),
            "✅ [completion]": twice("✅ {p}", "[completion:: 2026-01-02]", box="x"),
        },
    )


def sow_spelt(table: Table) -> None:
    for kind, codes in SHORTCODES.items():
        table.add("TL109", {code: respelt(code, kind) for code in codes})
    table.add("TL109", {code: (lambda code: lambda s: s.task(s.due(), code))(code) for code in PRIORITY_CODES})
    table.add(
        "TL109",
        {
            ":repeat:": lambda s: s.task(":repeat: every month", s.due()),
            "glued": lambda s: s.task(f":date:{s.soon()}", s.priority()),
            "with text": lambda s: s.task(f":calendar: {s.soon()}", "soon"),
        },
    )
    lost = {"U+2028": "\u2028", "U+2029": "\u2029", "CR": "\r"}
    table.add(
        "TL110",
        {
            name: (lambda end: lambda s: f"{s.task(s.due(), last=False)}{end}{s.text()}")(end)
            for name, end in lost.items()
        },
        plain=True,
    )


def sow(table: Table) -> None:
    sow_hidden(table)
    sow_misplaced(table)
    sow_spelt(table)
