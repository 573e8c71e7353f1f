#!/usr/bin/env python3
"""Writes a vault of generated notes: prose, headings, lists, code and tasks (4 % of the lines), some with mistakes.

The same numbers give the same bytes. With --dirty every kind of mistake is sown in many forms, and nothing else is
wrong; FOLDER then has several vaults, each with a configuration of its own, and recall.py tells whether all are found.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import dirty.vault
import usual.odd
import usual.vault


def write_truth(path: Path, rows: Iterable[tuple[str, str, int, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("code\tpath\tline\tvariant\n")
        file.writelines("\t".join(map(str, row)) + "\n" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("notes", type=int, nargs="?", default=5000)
    parser.add_argument("--dirty", action="store_true", help="sow mistakes of every kind")
    parser.add_argument("--odd", action="store_true", help="add a folder of odd files: huge, one line, CRLF, …")
    parser.add_argument("--seed", type=int, default=20260105, help="another one gives another vault")
    parser.add_argument("--truth", type=Path, help="where to write what was sown (default: FOLDER/truth.tsv)")
    options = parser.parse_args()
    if options.folder.exists() and any(options.folder.iterdir()):
        sys.exit(f"{options.folder} is not empty")
    options.folder.mkdir(parents=True, exist_ok=True)
    make = dirty.vault.make if options.dirty else usual.vault.make
    rows = make(options.folder, options.notes, options.seed)
    write_truth(options.truth or options.folder / "truth.tsv", rows)
    if options.odd:
        usual.odd.make(options.folder / "Odd")


if __name__ == "__main__":
    main()
