"""instructions_test.py SOURCE_DIR WORK_DIR COMMAND BUILD: COMMAND takes hardly more instructions than it did.

Counted by valgrind's callgrind, so the load of the machine does not matter: for one note (the start of the program)
and for a hundred generated ones. BUILD is the compiler and its flags; a reference holds for one of them. With
TASKLINT_ACCEPT=1 the numbers of this build become the reference. Ends with 77 (skipped) if there is nothing to
compare with.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NOTES = 100
MOST = 1.10
SKIPPED = 77


def skip(reason: str) -> None:
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def count(command: str, vault: Path, note: str) -> int:
    check = [command, "check", str(vault / note), "--report", "concise", "--today", "2026-01-05", "--threads", "1"]
    callgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = subprocess.run([*callgrind, *check], capture_output=True, text=True, check=False)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode > 1 or collected is None:
        sys.exit(f"{' '.join(check)} ended with {done.returncode} below callgrind:\n{done.stderr}")
    return int(collected[1])


def read_references(path: Path) -> dict[tuple[str, str], int]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(build, what): int(number) for build, what, number in rows}


def write_references(path: Path, references: dict[tuple[str, str], int]) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = ["\t".join((*key, str(number))) for key, number in sorted(references.items())]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    source, work, command, build = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    reference_file = Path(__file__).parent / "reference.txt"
    accept = os.environ.get("TASKLINT_ACCEPT") == "1"
    references = read_references(reference_file)
    if shutil.which("valgrind") is None:
        skip("valgrind is not installed")
    if not accept and not any(known == build for known, _ in references):
        skip(f"no reference for this compiler and its flags ({build}); TASKLINT_ACCEPT=1 writes one")
    with tempfile.TemporaryDirectory(dir=work) as folder:
        vault = Path(folder) / "vault"
        subprocess.run([sys.executable, source / "bench/make_vault.py", vault, str(NOTES)], check=True)
        counts = {"one note": count(command, vault, "01/Note 1.md"), f"{NOTES} notes": count(command, vault, "")}
    if accept:
        references |= {(build, what): number for what, number in counts.items()}
        write_references(reference_file, references)
    too_many = []
    for what, number in counts.items():
        reference = references[build, what]
        print(f"{what}: {number:,} instructions, reference {reference:,}, ratio {number / reference:.3f}")
        if number > MOST * reference:
            too_many.append(what)
        elif number * MOST < reference:
            print("  much less: TASKLINT_ACCEPT=1 makes it the reference, so that it stays so")
    if too_many:
        sys.exit(f"too many instructions for {', '.join(too_many)}; if it has to be so, accept with TASKLINT_ACCEPT=1")


if __name__ == "__main__":
    main()
