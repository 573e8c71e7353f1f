"""A vault of several folders, each with a configuration of its own, in which every mistake of the table is sown."""

import datetime
import json
import os
from dataclasses import dataclass
from pathlib import Path

from dirty import dataview, encoding, fields, heads, layout, links, tasks, values
from dirty.known import KNOWN
from dirty.notes import Line, Note, front_matter, placed, sound
from dirty.seed import Mistake, Table
from dirty.source import PEOPLE, ROSTER, TAGS, Source

ROUND = 150  # notes in which each variant is sown once
TOO_LARGE = 4 * 1024**3 + 1
STATUSES = 'statuses = [{ symbol = "?", name = "Proposed", next = " ", type = "TODO" }]\nproposed = ["?"]\n'
PAIRS = 'pairs = [{ status = "?", tag = "#proposed" }]\n'
RARE = ("TL993",)  # sown once
ONCE = ("TL807",)  # reported once a note


@dataclass(frozen=True)
class Vault:
    name: str
    config: str
    dataview: bool = False
    dated: float = 0.4  # share of the notes with a date in their name
    owned: float = 0.5
    recurring: bool = True
    ordered: bool = False


def quoted(names: tuple[str, ...]) -> str:
    return json.dumps(names, ensure_ascii=False)


def vaults() -> list[Vault]:
    people = f'[people]\nroster = {quoted(ROSTER)}\nfolders = ["People"]\n'
    known = quoted(("#task", "#proposed", *TAGS))
    status = "[tasks]\n" + STATUSES
    return [
        Vault(
            "main",
            f'select = ["default", "TL704", "TL921", "TL925"]\n{status}'
            f'[tags]\nrequired = ["#task"]\nknown = {known}\n{PAIRS}'
            f"{people}owners = {{ max = 2 }}\n",
        ),
        Vault("plain", status),
        Vault("tidy", f"{status}{people}owners = {{ min = 1, max = 1 }}\n", owned=1),
        Vault("strict", f"{status}strict-emoji = true\n"),
        Vault("filter", f'{status}global-filter = "#task"\n'),
        Vault("undated", f'select = ["default", "TL209", "TL303", "TL922"]\n{status}', dated=0),
        Vault("order", f'select = ["default", "TL901"]\n{status}', ordered=True),
        Vault("export", f'{status}[export]\nprofile = "todo"\n'),
        Vault("daily", f'select = ["default", "TL506", "TL912", "TL923"]\n{status}', dated=1, recurring=False),
        Vault("dataview", f'{status}format = "dataview"\n', dataview=True),
    ]


def mistakes() -> list[Mistake]:
    table = Table()
    for module in (tasks, fields, values, links, encoding, heads, layout, dataview):
        module.sow(table)
    return [mistake for mistake in table.mistakes if (mistake.code, mistake.variant) not in KNOWN]


class Garden:
    """Notes of one vault."""

    def __init__(self, vault: Vault, notes: int, seed: int) -> None:
        self.vault = vault
        self.source = Source(f"{seed} {vault.name}", vault.dataview, vault.owned, vault.ordered)
        self.notes = sorted((self.note(number) for number in range(notes)), key=lambda note: note.path)

    def note(self, number: int) -> Note:
        s = self.source
        date = s.day(datetime.date(2024, 3, 1), datetime.date(2026, 1, 8)) if s.chance(self.vault.dated) else None
        if self.vault.name == "daily":
            date = (
                s.day(datetime.date(2025, 12, 28), datetime.date(2026, 1, 8))
                if number % 3
                else datetime.date(2025, 3, 1 + number % 28)
            )
        name = f"{s.name()} {number:05}"
        path = f"Meetings/{date} {name}.md" if date else f"{s.pick(('Projects', 'Areas/Home', 'Büro'))}/{name}.md"
        note = Note(path, date, front_matter(s, date))
        note.bom, note.ending = s.chance(0.03), "\r\n" if s.chance(0.05) else "\n"
        note.blocks = [sound(s, note, self.vault.recurring) for _ in range(s.random.randint(2, 9))]
        return note

    def sow(self, mistake: Mistake) -> None:
        if mistake.where == "file":
            self.notes.append(whole_file(mistake, len(self.notes)))
            return
        parts = mistake.seed(self.source).parts
        for note, rows in zip(self.choose(mistake, len(parts)), parts):
            if mistake.where == "head":
                note.head = [
                    *(Line(row.text, mistake.code * row.marked, mistake.variant * row.marked) for row in rows),
                    Line(""),
                ]
            else:
                block = placed(self.source, rows, mistake.code, mistake.variant, mistake.plain)
                note.blocks.insert(self.source.random.randint(0, len(note.blocks)), block)

    def choose(self, mistake: Mistake, count: int) -> list[Note]:
        """So many notes in the order of their paths."""
        chosen: dict[str, Note] = {}
        while len(chosen) < count:
            note = self.source.pick(self.notes)
            if fits(mistake, note):
                chosen[note.path] = note
        return [chosen[path] for path in sorted(chosen)]

    def write(self, folder: Path) -> list[tuple[str, str, int, str]]:
        """Writes the notes; what was sown: code, path, line, variant."""
        root = folder / self.vault.name
        (root / ".obsidian").mkdir(parents=True, exist_ok=True)
        (root / ".tasklint.toml").write_text(self.vault.config, encoding="utf-8")
        truth = []
        for note in self.notes:
            note.write(root)
            truth += [
                (line.code, f"{self.vault.name}/{note.path}", number, line.variant)
                for number, line in enumerate(note.lines(), 1)
                if line.code
            ]
            if "TL993" in note.codes:
                os.truncate(root / note.path, TOO_LARGE)  # a hole: it takes no room on the disk
        for name, alias in PEOPLE.items():
            Note(f"People/{name}.md", None, [Line(f"---\naliases: [{alias}]\n---\n")]).write(root)
        return truth


def whole_file(mistake: Mistake, number: int) -> Note:
    note = Note(
        f"Files/{mistake.variant} {number:05}.md", None, [], [[Line("# A file", mistake.code, mistake.variant)]]
    )
    if mistake.variant.startswith("UTF-16"):
        note.encoding, note.bom = "utf-16-" + mistake.variant[-2:].lower(), True
    return note


def fits(mistake: Mistake, note: Note) -> bool:
    """Old notes of the daily vault have mistakes of their own; the others would be taken for those."""
    if note.path.startswith("Files/") or (mistake.code in ONCE and mistake.code in note.codes):
        return False
    if mistake.where == "head" and any(line.code for line in note.head):
        return False
    return mistake.vault != "daily" or note.old == (mistake.where == "old")


def make(folder: Path, notes: int, seed: int) -> list[tuple[str, str, int, str]]:
    """Writes a vault of about so many notes; what was sown in it."""
    table, rounds = mistakes(), max(1, notes // ROUND)
    truth: list[tuple[str, str, int, str]] = []
    for vault in vaults():
        own = [mistake for mistake in table if mistake.vault == vault.name]
        heads = sum(mistake.where == "head" for mistake in own)
        garden = Garden(vault, max(8, round(notes * len(own) / len(table)), 3 * heads * rounds), seed)
        for number in range(rounds):
            for mistake in own:
                if number == 0 or mistake.code not in RARE:
                    garden.sow(mistake)
        truth += garden.write(folder)
    return truth
