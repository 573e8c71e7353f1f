"""Usual notes: prose, headings, lists, code and tasks (4 % of the lines), a few of them with a mistake.

Lines without a task come from stocks made once, so that 100,000 notes take about a minute. Tasks are made one by one:
hardly any two of a vault are alike.
"""

import random
from collections.abc import Iterator
from pathlib import Path

FOLDERS = 50
WORDS = (
    "the plan of next week needs more room for review and the team will look at costs again before it goes out "
    "to partners who asked for dates while storage grows and old notes stay where they were because nobody moved them "
    "draft budget offer meeting garden kitchen invoice ticket server report chapter summary travel garage harvest "
    "lesson customer contract window number letter answer question morning evening winter summer river station "
    "naïve café Büro Ångström façade año señor déjà 日本語 Öl"
).split()
# What stands behind a task's text, and what `tasklint check` says of it.
MISTAKES = (
    ("TL101", "📅 2026-03-06 soon"),
    ("TL202", "📅 2026-1-6"),
    ("TL201", "📅 2026-02-30"),
    ("TL804", "📅\u00a02026-03-06"),
    ("TL801", "üìÖ 2026-03-06"),
    ("TL503", "🔁 every week"),
)
KINDS = ("prose", "blank", "item", "code", "heading", "task")
SHARES = (53, 27, 10, 3, 3, 4.6)
PER_NOTE = range(40, 145)  # blocks; most are one line

Row = tuple[str, str, int, str]  # code, path, line, variant


class Stock:
    """Lines of each kind that hold no task."""

    def __init__(self, source: random.Random) -> None:
        def words(least: int, most: int) -> str:
            return " ".join(source.choices(WORDS, k=source.randint(least, most)))

        self.lines = {
            "prose": [f"{words(3, 12)} [[Note {source.randrange(500)}]].".capitalize() for _ in range(2000)],
            "blank": [""],
            "item": [f"{'  ' * source.randrange(2)}- {words(4, 14)}" for _ in range(1000)],
            "code": [f"```sh\nrun {words(2, 5)}\n```" for _ in range(200)],
            "heading": [f"{'#' * source.randint(2, 4)} {words(2, 5).capitalize()}" for _ in range(300)],
        }


def task(source: random.Random) -> tuple[str, str]:
    """A task, and the code of the mistake in it or nothing."""
    text = " ".join(source.choices(WORDS, k=source.randint(4, 9))).capitalize()
    line = f"{'  ' * (source.random() < 0.1)}- [{source.choice('   x/')}] {text}"
    chance = source.random
    if chance() < 0.4:
        line += f" @owner{source.randrange(9)}"
    if chance() < 0.02:
        code, tail = source.choice(MISTAKES)
        return f"{line} {tail}", code
    if chance() < 0.3:
        line += " " + source.choice("🔺⏫🔼🔽⏬")
    dated = chance() < 0.6
    if dated and chance() < 0.2:
        line += " 🔁 " + source.choice(("every week", "every day", "every month on the 1st", "every 2 weeks on Monday"))
    if dated:
        line += f" 📅 2026-{source.randint(2, 12):02}-{source.randint(1, 28):02}"
    return f"{line} #task" if chance() < 0.7 else line, ""


def note(source: random.Random, stock: Stock, number: int) -> tuple[str, list[tuple[str, int]]]:
    """The text of a note, and the mistakes in it with their lines."""
    lines = []
    if number % 5:
        lines = ["---", f'title: "Note {number}"', "date: 2026-01-05", "tags:", '  - "type/meeting"', "---", ""]
    lines += [f"# Note {number}", ""]
    mistakes = []
    at = len(lines)
    for kind in source.choices(KINDS, SHARES, k=source.choice(PER_NOTE)):
        if kind == "task":
            line, code = task(source)
            if code:
                mistakes.append((code, at + 1))
        else:
            line = source.choice(stock.lines[kind])
        lines.append(line)
        at += 3 if kind == "code" else 1
    return "\n".join(lines) + "\n", mistakes


def make(folder: Path, notes: int, seed: int) -> Iterator[Row]:
    """Writes a vault; what is wrong in it, as it is written."""
    source = random.Random(seed)
    stock = Stock(source)
    (folder / ".obsidian").mkdir(parents=True)
    for number in range(min(notes, FOLDERS)):
        (folder / f"{number:02}").mkdir()
    for number in range(notes):
        text, mistakes = note(source, stock, number)
        path = f"{number % FOLDERS:02}/Note {number}.md"
        with open(folder / path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        for code, line in mistakes:
            yield code, path, line, "usual"
