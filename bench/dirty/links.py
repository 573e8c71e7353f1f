"""TL4, TL6, TL7: owners, ids, links and tags."""

import unicodedata

from dirty.seed import Maker, Seed, Table, rows
from dirty.source import ROSTER, Source

NEAR_TAGS = (
    "#propsed",
    "#proposedd",
    "#proposad",
    "#erand",
    "#errands",
    "#errane",
    "#househould",
    "#reviw",
    "#reviews",
    "#autos",
    "#waiting-fo",
)


def owned(owner: str) -> Maker:
    return lambda s: s.task(*s.around(s.dated()), owner=owner)


def asked(owner: str) -> Maker:
    """The mark stands in the text."""
    return lambda s: s.task(*s.around(s.dated()), text=f"Ask {owner} about {s.name()} and {s.word()}", owner="")


def sow_owners(table: Table) -> None:
    table.add(
        "TL401",
        {
            "three": lambda s: s.task(s.due(), owner="@Person One @owner2 @Pricing vTeam"),
            "three in text": lambda s: s.task(
                s.due(), text=f"@owner1 meets @Person Two and @owner3 about {s.name()} {s.word()}", owner=""
            ),
            "four": lambda s: s.task(s.priority(), s.due(), owner="@Person One @owner2 @Person Three @owner3"),
        },
    )
    table.add(
        "TL401",
        {
            "none": lambda s: s.task(s.due(), owner=""),
            "none, fields": lambda s: s.task(*s.around(s.due()), owner=""),
            "two": lambda s: s.task(s.due(), owner="@owner1 @owner2"),
        },
        vault="tidy",
    )
    for owner in (
        "@Guest Twelve",
        "@stranger7",
        "@Facilities crew",
        "@[[Guest Thirteen]]",
        "@Visitor Nineteen (last name unknown)",
    ):
        table.add("TL402", {f"{owner} last": owned(owner)})
    table.add(
        "TL402",
        {
            "in text": asked("@Guest Fourteen"),
            "two candidates": owned("@Person"),
            "one letter off": owned("@Persen Two"),
        },
    )
    variants = {
        "case": "@person two",
        "upper case": "@PERSON THREE",
        "one word": "@Owner1",
        "accents": "@Persona Numero Uno",
        "short": "@Pricing",
        "decomposed": "@" + unicodedata.normalize("NFD", ROSTER[12]),
        "alias": "@P10x",
        "team": "@pricing vteam",
    }
    table.add("TL403", {name: owned(owner) for name, owner in variants.items()})
    table.add("TL403", {"case, in text": asked("@person five")})
    for vault in ("main", "plain"):
        table.add("TL404", {f"{n}": owned(f"@Person {n} {n}") for n in ("Two", "Three", "Four")}, vault=vault)
    table.add(
        "TL404", {"unknown": owned("@Visitor Nine Nine"), "three words": owned("@Guest van Tal Tal")}, vault="plain"
    )
    table.add(
        "TL405",
        {
            name: (lambda name: lambda s: s.task(*s.around(s.due()), owner=f"@{name}", box=s.pick((" ", "/"))))(name)
            for name in ("TBD", "TBA", "unassigned", "nobody", "tbd")
        },
    )
    table.add(
        "TL405",
        {
            "? last": lambda s: (
                s.task(s.due(), text=f"Call {s.name()} about {s.word()}. @?", owner="", tag="") + " #task"
            ),
            "? in text": asked("@?"),
        },
    )
    joined = (
        "@Person One and Person Two",
        "@owner1 or owner2",
        "@owner1, owner2",
        "@Person Two, Person Three and Person Four",
        "@Person Five or Person Six",
    )
    for vault in ("main", "plain"):
        table.add(
            "TL406",
            {
                name: (lambda name: lambda s: f"- [ ] {s.text().rstrip('?')}. {name} {s.due()} #task")(name)
                for name in joined
            },
            vault=vault,
        )
    table.add(
        "TL407",
        {
            "last": lambda s: s.task(s.due(), "@owner1", owner="", last=False),
            "before a tag": lambda s: s.task(s.due(), s.owner(), s.tag(), owner=""),
            "between fields": lambda s: s.task(s.due(), s.owner(), s.priority(), owner=""),
            "two words": lambda s: s.task(*s.around(s.due()), "@Person Six", owner=""),
            "link": lambda s: s.task(s.due(), "@[[Person Six]]", owner=""),
            "two owners": lambda s: s.task(s.due(), "@owner1 @Person Two", owner=""),
            "behind a priority": lambda s: s.task(s.due(), s.priority(), "@Myself", owner=""),
            "self": lambda s: s.task(s.due(), "@me", s.tag(), owner=""),
        },
    )


def chain(*needs: str) -> Maker:
    """Tasks a, b, c that wait for each other; `needs` says for whom, in turn."""

    def make(s: Source) -> Seed:
        names = {letter: s.ident() for letter in "abc"}
        lines = [
            s.task(s.field("id", names[letter]), s.field("depends", names[need]), s.due())
            for letter, need in zip("abc", needs)
        ]
        return Seed([rows("!" + lines[0], *lines[1:])])

    return make


def apart(seed: Seed) -> Seed:
    """Each row in a note of its own."""
    return Seed([[row] for part in seed.parts for row in part])


def same_id(s: Source) -> Seed:
    name = s.ident()
    return Seed([rows(s.task(s.due(), s.field("id", name)), "!" + s.task(s.field("id", name), s.dated()))])


def waits_for(value: str) -> Maker:
    """A task with an id, and one that waits for it and for what `value` says."""

    def make(s: Source) -> Seed:
        known, lost = s.ident(), s.ident()
        return Seed(
            [
                rows(
                    s.task(s.field("id", known), s.due()),
                    "!" + s.task(f"⛔ {value.format(known=known, lost=lost)}", s.due()),
                )
            ]
        )

    return make


def sow_links(table: Table) -> None:
    table.add("TL601", {"one note": same_id, "two notes": lambda s: apart(same_id(s))})
    table.add(
        "TL602",
        {"alone": waits_for("{lost}"), "second": waits_for("{known},{lost}"), "first": waits_for("{lost},{known}")},
    )
    table.add(
        "TL603",
        {
            "itself": chain("a"),
            "two": chain("b", "a"),
            "three": chain("b", "c", "a"),
            "two notes": lambda s: apart(chain("b", "a")(s)),
        },
    )  # type: ignore[arg-type]
    table.add("TL604", {value: waits_for(value) for value in ("{known},,{known}", "{known},", "{known}.", ",{known}")})
    table.add(
        "TL604",
        {
            "dot": lambda s: s.task(f"🆔 {s.word()}.{s.word()}", s.due()),
            "blank": lambda s: s.task(f"🆔 {s.word()} {s.word()}", s.due()),
            "blank behind a field": lambda s: s.task(s.due(), f"🆔 {s.word()} {s.word()}"),
            "slash": lambda s: s.task(s.due(), f"🆔 {s.word()}/1", s.tag()),
            "letter": lambda s: s.task(f"🆔 {s.word()}é", s.due()),
        },
    )
    table.add(
        "TL605",
        {
            "open": lambda s: s.task(s.due(), text=f"Read [[{s.name()} {s.word()}"),
            "closed": lambda s: s.task(s.due(), text=f"Read {s.name()} {s.word()}]]"),
            "with a sound one": lambda s: s.task(s.due(), text=f"Read [[{s.name()}]] and {s.word()}]]"),
            "alias": lambda s: s.task(s.due(), text=f"Sum up [[{s.name()}|{s.word()}"),
        },
    )


def in_other_case(tag: str) -> Maker:
    return lambda s: s.task(*s.around(s.due()), tag, last=False)


def sow_tags(table: Table) -> None:
    table.add(
        "TL701",
        {
            "last": lambda s: s.task(s.due(), "#", last=False),
            "before a tag": lambda s: s.task(s.due(), "#", s.tag()),
            "between fields": lambda s: s.task(s.due(), "#", s.priority()),
            "behind a priority": lambda s: s.task(s.due(), s.priority(), "#"),
        },
    )
    table.add(
        "TL702",
        {
            tag: (lambda tag: lambda s: s.task(*s.around(s.due()), tag))(tag)
            for tag in (
                "#v1.2",
                "#a&b",
                "#errand.",
                "#review,",
                "#auto!",
                "#y2026:",
                "#one@two",
                "#errand)",
                "#re(view)",
                "#why?",
            )
        },
    )
    table.add("TL702", {"in a list": lambda s: s.task(s.due(), "#errand, #review")})
    table.add(
        "TL703",
        {
            tag: (lambda tag: lambda s: s.task(*s.around(s.due()), tag))(tag)
            for tag in ("#person/", "#a//b", "#1234", "#1999", "#/a", "#office//")
        },
    )
    table.add("TL703", {"in text": lambda s: s.task(s.due(), text=f"Call #person/ about {s.name()} {s.word()}")})
    table.add(
        "TL704",
        {
            tag: in_other_case(tag)
            for tag in ("#Errand", "#ERRAND", "#Household", "#REVIEW", "#Büro", "#office/Kitchen", "#Auto")
        },
    )
    table.add(
        "TL705",
        {
            "no tag": lambda s: s.task(*s.around(s.due()), tag=""),
            "done": lambda s: s.task(s.done(), box="x", tag=""),
            "another": lambda s: s.task(s.due(), "#tasks-of-mine", tag=""),
            "block link": lambda s: s.task(s.due(), tag="") + f" ^{s.word()}",
            "glued": lambda s: s.task(s.due(), tag="", text=f"Read x#task of {s.name()} {s.word()}"),
        },
    )
    table.add("TL706", {tag: (lambda tag: lambda s: s.task(*s.around(s.due()), tag))(tag) for tag in NEAR_TAGS})
    table.add("TL706", {"in front": lambda s: s.task(s.due(), text=f"#revie {s.text()}")})


def sow(table: Table) -> None:
    sow_owners(table)
    sow_links(table)
    sow_tags(table)
