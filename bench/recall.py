#!/usr/bin/env python3
"""Checks a dirty vault and compares what is found with what was sown. Ends with 1 if one is missed, or more is found.

usage: bench/recall.py TASKLINT FOLDER TRUTH     FOLDER and TRUTH as make_vault.py --dirty writes them
"""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

TODAY = "2026-01-09"


class Place(NamedTuple):
    code: str
    path: str
    line: int


def sown(truth: Path) -> list[tuple[Place, str]]:
    with truth.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(Place(row["code"], row["path"], int(row["line"])), row["variant"]) for row in rows]


def found(tasklint: str, vault: Path) -> list[tuple[Place, str]]:
    """All findings in one vault with their messages."""
    command = [tasklint, "check", str(vault), "--report", "json", "--today", TODAY, "--quiet"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    return [
        (Place(finding["code"], f"{vault.name}/{finding['vault_path']}", finding["line"]), finding["message"])
        for finding in json.loads(done.stdout)
    ]


def text_of(folder: Path, place: Place) -> str:
    path = folder / place.path
    if path.stat().st_size > 1 << 24:
        return ""
    lines = path.read_bytes().split(b"\n")
    return lines[place.line - 1].decode("utf-8", "backslashreplace").rstrip("\r") if place.line <= len(lines) else ""


def print_table(seeds: Counter[str], hits: Counter[str]) -> None:
    print("code   seeded  found  recall")
    for code in sorted(seeds):
        print(f"{code}  {seeds[code]:6}  {hits[code]:5}  {100 * hits[code] / seeds[code]:5.1f} %")
    print(f"all    {seeds.total():6}  {hits.total():5}  {100 * hits.total() / max(seeds.total(), 1):5.1f} %")


def main() -> None:
    tasklint, folder, truth = sys.argv[1], Path(sys.argv[2]), sown(Path(sys.argv[3]))
    findings = [
        finding
        for vault in sorted({place.path.split("/")[0] for place, _ in truth})
        for finding in found(tasklint, folder / vault)
    ]
    left = Counter(place for place, _ in findings)
    missed = []
    for place, variant in truth:
        if left[place] > 0:
            left[place] -= 1
        else:
            missed.append((place, variant))
    seeds = Counter(place.code for place, _ in truth)
    print_table(seeds, seeds - Counter(place.code for place, _ in missed))
    for place, variant in missed:
        print(f"missed {place.code} {place.path}:{place.line} ({variant}): {text_of(folder, place)}")
    extra = [(place, message) for place, message in dict(findings).items() for _ in range(left[place])]
    for place, message in extra:
        print(f"extra  {place.code} {place.path}:{place.line}: {message}: {text_of(folder, place)}")
    print(f"precision {100 * (1 - len(extra) / max(len(findings), 1)):.2f} % of {len(findings)} findings")
    sys.exit(1 if missed or extra else 0)


if __name__ == "__main__":
    main()
