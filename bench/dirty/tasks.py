"""TL0: lines that are no tasks, or not the task that was meant."""

from dirty.seed import Maker, Row, Table, rows
from dirty.source import Source


def boxed(start: str) -> Maker:
    """A line with this in place of marker and box."""
    return lambda s: start + s.body(s.due())


def glued(box: str) -> Maker:
    """A box before plain words: brackets, digits and emphasis there would make it something else."""
    return lambda s: box + s.body(s.due(), text=f"{s.name()} needs {s.word()}", owner="", tag="") + " #task"


def below(first: Maker, second: str) -> Maker:
    """A task that ends with the line above, and a line below it."""

    def make(s: Source) -> list[Row]:
        return [
            Row(str(first(s))),
            Row(second.format(due=s.due(), soon=s.soon(), text=s.text(), body=s.body(s.due())), True),
        ]

    return make


def bare(s: Source) -> str:
    return "- [ ] " + s.body(last=False)


def child(mark: str) -> Maker:
    return lambda s: rows(s.task(s.due()).replace("1. ", "- ").replace("2) ", "- "), "!" + mark + s.body(s.due()))


def second_box(first: str, second: str) -> Maker:
    def make(s: Source) -> str:
        field = s.done() if first == "x" else s.field("cancelled", s.past()) if first == "-" else s.due()
        return f"{s.marker()} [{first}] [{second}] {s.body(field, first=False)}"

    return make


def heading(hashes: str, box: str = " ") -> Maker:
    return lambda s: f"- [{box}] {hashes} {s.body(s.due(), first=False)}"


def sow(table: Table) -> None:
    table.add(
        "TL001",
        {
            f"box {box!r}": (glued if box[0] == "*" else boxed)(box)
            for box in (
                "-[ ] ",
                "*[ ] ",
                "+[x] ",
                "1.[ ] ",
                "- [] ",
                "* [] ",
                "1. [] ",
                "- [x ] ",
                "- [ x] ",
                "- [/ ] ",
                "-\u00a0[ ] ",
                "*\u00a0[x] ",
                "-\t[ ] ",
                "1.\t[x] ",
                "-\u3000[ ] ",
                "- \u200b[ ] ",
                "\u00a0- [ ] ",
                "\ufeff- [x] ",
                "- [✔️] ",
                "- [👍🏽] ",
                "- [☑️] ",
                "* [🇪🇺] ",
            )
        },
    )
    table.add(
        "TL002",
        {f"box {box!r}": glued(box) for box in ("- [x]", "- [ ]", "* [/]", "1. [ ]", "- [-]", "+ [X]", "- [?]")},
    )
    table.add(
        "TL003",
        {
            "fields and tag": lambda s: f"{s.marker()} [ ] {s.due()} #task",
            "tags": lambda s: f"{s.marker()} [ ] #task {s.tag()} #w-{s.word()}",
            "priority": lambda s: f"{s.marker()} [ ] {s.priority()} #task",
            "recurrence": lambda s: f"{s.marker()} [ ] {s.rule()} {s.due()} #task",
            "done": lambda s: f"{s.marker()} [x] #task {s.done()}",
            "block link": lambda s: f"- [ ] #task {s.due()} ^{s.word()}",
        },
    )
    table.add(
        "TL004",
        {
            "two spaces": below(bare, "  {due}"),
            "four spaces": below(bare, "    {due}"),
            "tab": below(bare, "\t{due}"),
            "behind text": below(bare, "  to be done 📅 {soon}"),
            "priority": below(lambda s: "- [ ] " + s.body(s.due()), "  ⏫"),
            "scheduled": below(bare, "  ⏳ {soon} #auto"),
            "two fields": below(bare, "  🛫 {soon} 🔼"),
        },
    )
    table.add(
        "TL006",
        {
            f"[{a}] [{b}]": second_box(a, b)
            for a, b in ((" ", "/"), (" ", "x"), ("x", " "), ("/", "?"), (" ", "-"), (" ", " "), ("-", "x"), (" ", "?"))
        },
    )
    table.add(
        "TL007",
        {
            "one hash": heading("#"),
            "two": heading("##"),
            "three": heading("###", "/"),
            "six": heading("######"),
            "done": lambda s: f"- [x] ## {s.body(s.done(), first=False)}",
        },
    )
    table.add(
        "TL008",
        {
            "open": child("[ ] "),
            "done": child("[x] "),
            "in progress": child("[/] "),
            "indented": child("  [ ] "),
            "capital": child("[X] "),
            "one space": child(" [ ] "),
            "below a plain item": lambda s: rows(f"- {s.text()}", "![ ] " + s.body(s.due())),
        },
        plain=True,
    )
    table.add(
        "TL005",
        {
            "due": lambda s: f"{s.marker()} [ ] {s.body(s.due(), tag='')}",
            "fields": lambda s: f"{s.marker()} [ ] {s.body(*s.around(s.due()), tag='')}",
            "done": lambda s: f"{s.marker()} [x] {s.body(s.due(), s.done(), tag='')}",
            "other tag": lambda s: f"{s.marker()} [ ] {s.body(s.rule(), s.due(), tag='#tas')}",
            "other case": lambda s: f"{s.marker()} [/] {s.body(s.priority(), s.due(), tag='#Task')}",
        },
        vault="filter",
    )
