"""Notes: front matter, prose, lists, code and sound tasks, among which mistakes are sown."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from dirty.seed import Row
from dirty.source import TODAY, Source

CODE = (
    "- [ ] Call 📅 2026-02-30",
    "- [x]glued",
    "- [] box 📅 tomorrow",
    "-[ ] x 🔁 daily",
    "@TBD #v1.2 📅 2026-01-06.",
)
STRAY = (
    "A paragraph 📅 2026-01-13 at all.",
    "- 📅 2026-02-30 in a line that is no task",
    "- [a](https://example.org/a) is a link",
    "- [1]ibid.",
    "- [x][ref] is a link, too",
    "[x]: https://example.org/x",
    "%% markdownlint-disable MD013 %%",
    "<!-- a comment -->",
    "1. one\n2. two",
    "| a | b |\n|---|---|\n| - [ ] c | 📅 2026-02-30 |",
    "$$\nx^2 # y\n$$",
    "> [!note] Title\n> A quote of [[a note]].",
    "Boxes look like this:\n[ ] open\n[x] done",
    "%%\n- hidden 📅 2026-02-30\n%%",
    "---",
    "![[image.png]]",
    "Term\n: what it means[^1]",
    "[^1]: A footnote 📅 2026-02-30.",
    "#not-a-heading but a tag",
    "```tasks\nnot done\ndue before 2026-02-28\n```",
)


@dataclass(frozen=True)
class Line:
    """A line of a note; with the code and variant of the mistake in it, if there is one."""

    text: str
    code: str = ""
    variant: str = ""


@dataclass
class Note:
    path: str
    date: datetime.date | None  # in its name
    head: list[Line]
    blocks: list[list[Line]] = field(default_factory=list)
    encoding: str = "utf-8"
    ending: str = "\n"
    bom: bool = False

    @property
    def old(self) -> bool:
        return self.date is not None and (TODAY - self.date).days > 30

    @property
    def codes(self) -> set[str]:
        return {line.code for block in [self.head, *self.blocks] for line in block}

    def lines(self) -> list[Line]:
        found = [*self.head]
        for block in self.blocks:
            found += [*block, Line("")]
        return found

    def write(self, vault: Path) -> None:
        path = vault / self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        text = self.ending.join(line.text for line in self.lines())
        path.write_bytes(
            ("\ufeff" if self.bom else "").encode(self.encoding) + text.encode(self.encoding, "surrogateescape")
        )


def front_matter(s: Source, date: datetime.date | None) -> list[Line]:
    if s.chance(0.2):
        return []
    lines = ["---", f'title: "{s.name()}: {s.word()}"', f"date: {date or s.past()}"]
    if s.chance(0.7):
        lines += (
            ["tags:", '  - "type/meeting"', "  - y2026", "  - büro/two"]
            if s.chance(0.5)
            else [f"tags: [call, {s.word()}]"]
        )
    if s.chance(0.5):
        lines += ["participants:", '  - "Participant Ten"', "  - Participant Eleven"]
    lines += s.pick(([], ["aliases: []"], ["source:"], [f'aliases: ["{s.word()} b", "person/"]']))
    return [Line(line) for line in [*lines, "---", ""]]


def plain(text: str) -> list[Line]:
    return [Line(line) for line in text.split("\n")]


def prose(s: Source) -> str:
    return ". ".join(s.text().replace("[x]", "x") for _ in range(s.random.randint(1, 3))) + "."


def tasks(s: Source, note: Note, recurring: bool) -> list[Line]:
    """Some tasks, often one below the other."""
    lines: list[Line] = []
    for _ in range(s.random.randint(1, 4)):
        task = s.sound(recurring, proposals=not note.old)
        below = lines and "delete" not in lines[-1].text and s.chance(0.2)
        lines.append(Line(("    " if below else "") + task))
    return lines


def sound(s: Source, note: Note, recurring: bool) -> list[Line]:
    """A block without a mistake."""
    dice = s.random.random()
    if dice < 0.4:
        return tasks(s, note, recurring)
    if dice < 0.5:
        return plain(f"{'#' * s.random.randint(1, 4)} {s.name()} {s.word()}")
    if dice < 0.7:
        return plain(prose(s))
    if dice < 0.75:
        fence = s.pick(("```", "~~~~", "```md"))
        return plain(f"{fence}\n{s.pick(CODE)}\n{s.pick(CODE)}\n{fence[:4].rstrip('m')}")
    if dice < 0.8:
        return plain("%% tasklint-disable-next TL101: sic %%\n" + s.task(s.due() + " before lunch"))
    if dice < 0.85:
        return [Line("> [!todo] " + s.name()), *(Line("> " + line.text) for line in tasks(s, note, recurring))]
    return plain(s.pick(STRAY))


def placed(s: Source, rows: list[Row], code: str, variant: str, fixed: bool) -> list[Line]:
    """The rows as a block: as they are, in a quote, or below an item, where other tasks may stand before them."""
    lines = [Line(row.text, code if row.marked else "", variant if row.marked else "") for row in rows]
    dice = 1.0 if fixed else s.random.random()
    if dice < 0.12:
        mark = s.pick(("> ", "> > ", ">"))
        return [Line(mark + line.text, line.code, line.variant) for line in lines]
    if dice < 0.3:
        indent = s.pick(("    ", "\t"))
        parent = f"- {s.name()}" if s.chance(0.5) else s.task(s.due())
        return [Line(parent), *(Line(indent + line.text, line.code, line.variant) for line in lines)]
    return [Line(s.task(s.due())), *lines] if dice < 0.45 else lines
