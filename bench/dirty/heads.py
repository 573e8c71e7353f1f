"""TL807, TL911 to TL914: mistakes of front matter and of whole files."""

from dirty.seed import Maker, Table, rows
from dirty.source import Source


def head(*lines: str) -> Maker:
    """The front matter with these lines; {date} is the note's own date or a day of the week, {word} a new word."""
    return lambda s: rows(*(line.replace("{word}", s.word()) for line in ("---", *lines, "---")))


def broken(text: str) -> Maker:
    """A line of prose with a byte that is no UTF-8, written as a lone surrogate."""
    return lambda s: f"{s.name()} {text} {s.word()} and {s.word()}."


def sow_heads(table: Table) -> None:
    table.add(
        "TL911",
        {
            "colon in a value": head("!title: Kickoff: the {word}", "date: 2026-01-06"),
            "tab": head("title: {word}", "tags:", "!\t- one"),
            "key twice": head("title: {word}", "date: 2026-01-06", "!title: {word}"),
            "open quote": head('title: "{word}"', '!aliases: "{word}" x'),
            "open list": head("title: {word}", "!tags: [one, two]]"),
        },
        where="head",
    )
    table.add(
        "TL913",
        {
            "among others": head('title: "{word}"', "participants:", "  - Participant Ten", "!  -", "  - owner1"),
            "last": head('title: "{word}"', "participants:", "  - owner1", "!  - "),
            "of tags": head("tags:", '  - "type/meeting"', "!  -"),
            "not indented": head("participants:", "- owner1", "!-", "- owner2"),
            "aliases": head("title: {word}", "aliases:", "!  -", "  - {word}"),
        },
        where="head",
    )
    table.add(
        "TL914",
        {
            "slash": head("tags:", '  - "type/people"', '!  - "person/"'),
            "hash": head("title: {word}", "tags:", '!  - "#project"'),
            "space": head("tags:", '!  - "pricing review"'),
            "in a row": head("title: {word}", '!tags: [call, "person/"]'),
            "without quotes": head("tags:", "!  - person/", "  - call"),
            "single quotes": head("tags:", "  - call", "!  - '#to do'"),
            "nested": head("tags:", "!  - work/office/"),
            "space, without quotes": head("tags:", "!  - two words"),
        },
        where="head",
    )
    table.add(
        "TL912",
        {
            "another day": head("title: {word}", "!date: 2026-01-09"),
            "quoted": head('!date: "2026-01-12"', "tags: []"),
            "another year": head("tags:", "  - call", "!date: 2027-01-06"),
        },
        vault="daily",
        where="head",
    )


def sow_files(table: Table) -> None:
    for name, text in {
        "Latin-1": "B\udcfcro",
        "half a character": "caf\udcc3",
        "lone byte": "a\udc80b",
        "overlong": "a\udcc0\udcafb",
        "surrogate": "a\udced\udca0\udc80b",
        "beyond Unicode": "a\udcf5\udc80\udc80\udc80b",
        "CP1252": "\udc93quoted\udc94",
    }.items():
        table.add("TL807", {f"{name}, text": broken(text)})
        table.add(
            "TL807",
            {
                f"{name}, task": (
                    lambda text: lambda s: s.task(s.due(), text=f"Call {text} about {s.name()} {s.word()}")
                )(text)
            },
        )
    table.add("TL807", {name: nothing for name in ("UTF-16 LE", "UTF-16 BE")}, where="file")
    table.add("TL993", {"larger than 4 GiB": nothing}, where="file")


def nothing(s: Source) -> str:
    return ""


def sow(table: Table) -> None:
    sow_heads(table)
    sow_files(table)
