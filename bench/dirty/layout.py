"""TL9 in lines: order and spelling of fields, tasks that are said twice, comments that suppress nothing."""

from dirty.seed import Maker, Row, Seed, Table, rows
from dirty.source import Source

ADDED = {"one word more": "{0} again", "other order": "{1}", "one word less": "{2}", "another word": "{3}"}


def spelt(*pieces: str) -> Maker:
    return lambda s: s.task(*(piece.format(d=s.soon(), p=s.past()) for piece in pieces), ordered=False)


def copies(change: str) -> Maker:
    """One task in two notes."""

    def make(s: Source) -> Seed:
        text, due = s.text(), s.due()
        first = f"- [ ] {text} {due} #task"
        second = {
            "same": first,
            "priority": f"- [ ] {text} ⏫ {due} #task",
            "marker": f"* [ ] {text} {due} #task",
            "in progress": f"- [/] {text} {due} #task",
        }[change]
        return Seed([rows(first), rows("!" + second)])

    return make


def alike(change: str) -> Maker:
    """Two tasks that say the same in nearly the same words."""

    def make(s: Source) -> Seed:
        sentence = f"prepare the {s.word()} slides for the quarterly {s.word()} review with the pricing {s.word()} team"
        words = sentence.split()
        other = words[:2] + words[3:8] + [words[2]] + words[8:]
        text = ADDED[change].format(
            " ".join(words), " ".join(other), " ".join(words[:-1]), " ".join([*words[:-1], "crew"])
        )
        due = s.due()
        owner = s.owner()
        return Seed(
            [
                rows(f"!- [ ] {' '.join(words)}. {owner} {due} #task"),
                rows(f"- [ ] {text.rstrip('.')}. {owner} {due} #task"),
            ]
        )

    return make


def again(times: int, apart: bool) -> Maker:
    def make(s: Source) -> Seed:
        line = s.task(s.due())
        lines: list[Row] = []
        for number in range(times):
            lines += [Row(line, number > 0), *([Row(s.task(s.due()))] if apart else [])]
        return Seed([lines])

    return make


def suppressed(comment: str) -> Maker:
    return lambda s: rows("!" + comment, s.task(s.due()))


def sow(table: Table) -> None:
    table.add(
        "TL901",
        {
            "due before priority": spelt("📅 {d}", "⏫"),
            "due before recurrence": spelt("📅 {d}", "🔁 every week"),
            "due before created": spelt("📅 {d}", "➕ {p}"),
            "scheduled before start": spelt("⏳ 2026-03-01", "🛫 2026-02-01"),
            "priority before id": lambda s: s.task("⏫", f"🆔 {s.ident()}", s.due(), last=False, ordered=False),
        },
        vault="order",
    )
    table.add(
        "TL902",
        {
            "📆": spelt("📆 {d}"),
            "🗓": spelt("🗓 {d}"),
            "⌛": spelt("⌛ {d}"),
            "VS16": spelt("📅\ufe0f {d}"),
            "🗓 VS16": spelt("🗓\ufe0f {d}"),
            "no space": spelt("📅{d}"),
            "two spaces": spelt("📅  {d}"),
            "two before": lambda s: s.task(f" {s.due()}", last=False),
            "three before": spelt("⏫", "  📅 {d}"),
            "glued to text": lambda s: f"- [ ] #task {s.text()}{s.due()}",
            "glued fields": spelt("📅 {d}⏫"),
            "no space, rule": spelt("🔁every week", "📅 {d}"),
            "VS16 priority": spelt("📅 {d}", "⏫\ufe0f"),
        },
    )
    table.add("TL921", {name: copies(name) for name in ("same", "priority", "marker", "in progress")})
    table.add(
        "TL922",
        {
            "yesterday": lambda s: s.task(s.field("due", "2026-01-08")),
            "long ago": lambda s: s.task(s.field("due", s.past())),
            "in progress": lambda s: s.task(*s.around(s.field("due", s.past())), box="/"),
            "proposed": lambda s: s.task(s.field("due", "2026-01-05"), "#proposed", box="?"),
        },
        vault="undated",
    )
    table.add(
        "TL923",
        {
            "in an old note": lambda s: s.task(s.due(), "#proposed", box="?"),
            "with an owner": lambda s: s.task(s.due(), "#proposed", box="?", owner="@owner1"),
        },
        vault="daily",
        where="old",
    )
    table.add(
        "TL923", {"created long ago": lambda s: s.task("➕ 2025-10-06", s.due(), "#proposed", box="?")}, vault="daily"
    )
    table.add(
        "TL924", {"twice": again(2, False), "apart": again(2, True), "three times": again(3, True)}, vault="export"
    )
    table.add("TL925", {change: alike(change) for change in ADDED})
    table.add(
        "TL991",
        {
            comment: suppressed(comment)
            for comment in (
                "%% tasklint-disable-next TL101: reason %%",
                "<!-- tasklint-disable-next TL202 -->",
                "%% tasklint-disable-next dates %%",
                "%% tasklint-disable-next field-hidden-by-text %%",
                "%% tasklint-disable-next TL2 %%",
            )
        },
        plain=True,
    )
    table.add(
        "TL991",
        {"block": lambda s: rows("!%% tasklint-disable TL2 %%", "", s.task(s.due()), "", "%% tasklint-enable TL2 %%")},
        plain=True,
    )
    table.add(
        "TL992",
        {
            comment: suppressed(comment)
            for comment in (
                "%% tasklint-disable-next TL10l %%",
                "<!-- tasklint-disable-next TL999: later -->",
                "%% tasklint-disable-next field-hiden-by-text: reason %%",
            )
        },
        plain=True,
    )
