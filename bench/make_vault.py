#!/usr/bin/env python3
"""Writes a vault of generated notes: prose, headings, lists, code and tasks (about 4 % of the lines), some with mistakes.

The same numbers give the same bytes. With --dirty every kind of mistake is sown in many forms, and nothing else is
wrong; FOLDER then has several vaults, each with a configuration of its own, and recall.py tells whether all are found.
"""

import argparse
import random
import sys
from pathlib import Path

import dirty.vault

WORDS = ("the plan of next week needs more room for review and the team will look at costs again before it goes out "
         "to partners who asked for dates while storage grows and old notes stay where they were").split()
MISTAKES = ("📅 2026-01-06 soon", "📅 2026-1-6", "📅\u00a02026-01-06", "üìÖ 2026-01-06", "📅 2026-02-30", "🔁 daily",
            "📅 2026-01-06 @owner1", "📅")


def words(source: random.Random, count: int) -> str:
    return " ".join(source.choice(WORDS) for _ in range(count))


def task(source: random.Random) -> str:
    line = f"{'  ' * source.randrange(2)}- [{source.choice('   x/')}] {words(source, source.randint(3, 9)).capitalize()}."
    if source.random() < 0.5:
        line += f" @owner{source.randrange(9)}"
    if source.random() < 0.02:
        return f"{line} {source.choice(MISTAKES)}"
    if source.random() < 0.6:
        line += f" 📅 2026-{source.randint(1, 12):02}-{source.randint(1, 28):02}"
    if source.random() < 0.3:
        line += " " + source.choice("🔺⏫🔼🔽⏬")
    if source.random() < 0.1:
        line += " 🔁 every week"
    return line + " #task"


def note(source: random.Random, number: int) -> str:
    lines = ["---", f'title: "Note {number}"', "date: 2026-01-05", "tags:", '  - "type/meeting"', "---", "", f"# Note {number}"]
    for _ in range(source.randint(40, 160)):
        kind = source.random()
        if kind < 0.04:
            lines.append(task(source))
        elif kind < 0.3:
            lines.append("")
        elif kind < 0.4:
            lines.append("- " + words(source, source.randint(4, 14)))
        elif kind < 0.43:
            lines += ["```", "- [ ] " + words(source, 4), "```"]
        elif kind < 0.46:
            lines.append("## " + words(source, 3).capitalize())
        else:
            lines.append(words(source, source.randint(6, 20)) + f" [[Note {source.randrange(number + 1)}]].")
    return "\n".join(lines) + "\n"


def make_sound(folder: Path, notes: int) -> None:
    source = random.Random(20260105)
    (folder / ".obsidian").mkdir(parents=True, exist_ok=True)
    for number in range(notes):
        path = folder / f"{number % 50:02}" / f"Note {number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(note(source, number), encoding="utf-8", newline="\n")


def make_dirty(folder: Path, notes: int, seed: int, truth: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty")
    rows = dirty.vault.make(folder, notes, seed)
    table = ["code\tpath\tline\tvariant", *("\t".join(map(str, row)) for row in rows)]
    truth.write_text("\n".join(table) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("notes", type=int, nargs="?", default=5000)
    parser.add_argument("--dirty", action="store_true", help="sow mistakes of every kind")
    parser.add_argument("--seed", type=int, default=20260105, help="another one gives another dirty vault")
    parser.add_argument("--truth", type=Path, help="where to write what was sown (default: FOLDER/truth.tsv)")
    options = parser.parse_args()
    if options.dirty:
        make_dirty(options.folder, options.notes, options.seed, options.truth or options.folder / "truth.tsv")
    else:
        make_sound(options.folder, options.notes)


if __name__ == "__main__":
    main()
