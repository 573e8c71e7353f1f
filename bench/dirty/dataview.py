"""The mistakes of notes in Dataview format."""

from dirty.seed import Maker, Table


def tail(*pieces: str, box: str = " ") -> Maker:
    """Pieces with {d} and {e} for days to come, {p} for one that is past."""
    return lambda s: s.task(
        *(piece.format(d=s.soon(), e=s.soon(), p=s.past(), i=s.ident()) for piece in pieces), box=box
    )


def sow(table: Table) -> None:
    def add(code: str, variants: dict[str, Maker]) -> None:
        table.add(code, {f"dataview: {name}": make for name, make in variants.items()}, vault="dataview")

    add(
        "TL101",
        {
            "remark": tail("[due:: {d}]", "before lunch"),
            "full stop": tail("[due:: {d}]."),
            "other field": tail("(due:: {d})", "[effort:: 2]"),
        },
    )
    add(
        "TL102",
        {"comment": tail("[due:: {d}]", "%% sic %%"), "HTML": tail("[priority:: high]", "(due:: {d})", "<!-- sic -->")},
    )
    add("TL103", {"due": tail("[due:: ]")})
    add("TL105", {"before a field": lambda s: s.task(f"^{s.word()}", s.due())})
    add(
        "TL106",
        {
            "due": tail("[due:: {d}]", "[due:: {e}]"),
            "priority": tail("[priority:: high]", "(priority:: low)", "[due:: {d}]"),
        },
    )
    add(
        "TL107",
        {
            "emoji last": tail("[due:: {d}]", "⏫"),
            "emoji first": tail("📅 {d}", "[priority:: high]"),
            "both dates": tail("📅 2026-02-12", "[start:: 2026-01-12]"),
        },
    )
    add(
        "TL108",
        {
            "bare": tail("due:: {d}"),
            "case": tail("[Due:: {d}]"),
            "brackets": tail("[due:: {d})"),
            "round first": tail("(due:: {d}]"),
            "value's case": tail("[priority:: High]"),
            "key's case": tail("[onCompletion:: keep]", "[dueDate:: {d}]"),
            "space before ::": tail("[due :: {d}]"),
            "upper case": tail("[SCHEDULED:: {d}]", "[priority:: low]"),
            "done": tail("[done:: {p}]", box="x"),
            "no priority": tail("[priority:: urgent]", "[due:: {d}]"),
        },
    )
    add("TL201", {"due": tail("[due:: 2026-02-30]"), "scheduled": tail("(scheduled:: 2026-13-01)", "[priority:: low]")})
    add("TL202", {"slashes": tail("[due:: 2026/02/06]"), "one digit": tail("[due:: 2026-2-6]", "[priority:: low]")})
    add("TL203", {"slashes": tail("[due:: 01/02/2026]"), "dots": tail("(start:: 31.1.2026)", "[priority:: low]")})
    add("TL204", {"due": tail("[due:: tomorrow]"), "start": tail("(start:: next week)", "[priority:: low]")})
    add("TL205", {"blank": tail("[due:: {d} 10:00]"), "T": tail("(scheduled:: {d}T9:30)", "[priority:: low]")})
    add("TL206", {"link": tail("[due:: [[{d}]]]"), "alias": tail("(start:: [[Daily/{d}|then]])", "[priority:: low]")})
    add("TL207", {"due before start": tail("[start:: 2026-03-06]", "[due:: 2026-02-06]")})
    add("TL208", {"next year": tail("[completion:: 2027-01-06]", box="x")})
    add("TL301", {"unknown": tail("[due:: {d}]", box="!")})
    add("TL304", {"open": tail("[completion:: {p}]")})
    add("TL305", {"open": tail("[cancelled:: {p}]")})
    add("TL407", {"last": lambda s: s.task(s.due(), "@owner1", owner="", last=False)})
    add("TL501", {"daily": tail("[repeat:: daily]", "[due:: {d}]"), "no rule": tail("[repeat:: ]", "[due:: {d}]")})
    add("TL502", {"day": tail("[repeat:: every Moday]", "[due:: {d}]")})
    add("TL503", {"no date": tail("[repeat:: every week]")})
    add(
        "TL507",
        {
            "archive": tail("[onCompletion:: archive]", "[due:: {d}]"),
            "words": tail("[onCompletion:: delete it]", "[due:: {d}]"),
        },
    )
    add("TL604", {"dot": tail("[id:: a.{i}]", "[due:: {d}]"), "commas": tail("[dependsOn:: {i},,b]", "[due:: {d}]")})
    add("TL701", {"bare": tail("[due:: {d}]", "#", "#auto")})
    add("TL702", {"dot": tail("[due:: {d}]", "#v1.2")})
    add("TL805", {"behind": tail("[due:: {d}\u200b]"), "inside": tail("[priority:: hi\u200bgh]", "[due:: {d}]")})
