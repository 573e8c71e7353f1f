#!/usr/bin/env python3
"""Changes conditions of the rules and the fixer one at a time, and counts how many the tests notice.

usage: scripts/mutate.py [--sample N] [--seed S] [--show] [FILE…]

Each mutant is one changed operator of src/lint/rules/*.cpp or src/fix/*.cpp (or the named files). A
sample of them (default 100) is built in a copy of the sources, build/mutation, and the tests of rules,
pages, fixes and suppressions are run, then all others of the C++ tests and the recall of seeded mistakes.
What none of them notices is listed. Ends with 1 if less than 90 % were noticed. --show lists all mutants
and builds nothing.
"""

from __future__ import annotations

import argparse
import filecmp
import pathlib
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
QUICK = "[pages],[fixtures]"  # the first that are run: most mutants do not get further
TESTS = ",".join(f"{tags}~[time]" for tags in ("[lint]", "[fix]", "[golden]", "[suppress]"))
LEAST = 90  # per cent

SWAPS = {
    " == ": " != ",
    " != ": " == ",
    " < ": " >= ",
    " > ": " <= ",
    " <= ": " > ",
    " >= ": " < ",
    " && ": " || ",
    " || ": " && ",
    "(!": "(",
    " !": " ",
    "return true;": "return false;",
    "return false;": "return true;",
    "continue;": "break;",
    " + 1": "",
    " - 1": "",
}
PATTERN = re.compile("|".join(re.escape(key) for key in sorted(SWAPS, key=len, reverse=True)))


@dataclass(frozen=True)
class Mutant:
    file: str
    at: int
    old: str

    def applied(self, text: str) -> str:
        return text[: self.at] + SWAPS[self.old] + text[self.at + len(self.old) :]

    def __str__(self) -> str:
        text = (ROOT / self.file).read_text()
        line = text.count("\n", 0, self.at) + 1
        source = text.splitlines()[line - 1].strip()
        return f"{self.file}:{line}: {self.old.strip()!r} as {SWAPS[self.old].strip()!r}: {source}"


def is_code(line: str) -> bool:
    """Not a comment, an include or the text of a rule."""
    code = line.strip()
    return not code.startswith(("//", "#", ".", '"', "*")) and "template" not in code


def mutants_of(file: pathlib.Path) -> list[Mutant]:
    text = file.read_text()
    found, begin = [], 0
    for line in text.splitlines(keepends=True):
        code = line.split("//")[0]
        strings = [match.span() for match in re.finditer(r'"(?:[^"\\]|\\.)*"', code)]
        for match in PATTERN.finditer(code) if is_code(line) else ():
            if not any(a <= match.start() < b for a, b in strings):
                found.append(Mutant(str(file.relative_to(ROOT)), begin + match.start(), match[0]))
        begin += len(line)
    return found


def copy_changed(source: str, target: str) -> None:
    """What a run that was stopped left changed must look newer than what was built from it."""
    if not pathlib.Path(target).exists() or not filecmp.cmp(source, target, shallow=False):
        shutil.copy(source, target)


def run(folder: pathlib.Path, *words: str, timeout: int = 900) -> bool:
    """False also if it takes too long: a loop that does not end is noticed."""
    try:
        done = subprocess.run(words, cwd=folder, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    files = [file.resolve() for file in arguments.files] or sorted(
        [*ROOT.glob("src/lint/rules/*.cpp"), *ROOT.glob("src/fix/*.cpp")]
    )
    every = [mutant for file in files for mutant in mutants_of(file)]
    if arguments.show:
        print("\n".join(map(str, every)))
        return 0
    chosen = random.Random(arguments.seed).sample(every, min(arguments.sample, len(every)))

    copy = ROOT / "build/mutation/source"
    for name in ("src", "include", "tests", "bench", "cmake", "docs", "examples", "fuzz"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, copy_function=copy_changed, dirs_exist_ok=True)
    for name in ("CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "CHANGELOG.md"):
        copy_changed(str(ROOT / name), str(copy / name))
    # Reports have paths from the repository's root, and that is there.
    if not (copy / ".git").exists() and not run(copy, "git", "init", "--quiet"):
        sys.exit("git init failed")
    build = copy / "build/dev"
    if not (build / "build.ninja").exists():
        launcher = [f"-DCMAKE_CXX_COMPILER_LAUNCHER={path}" for path in (shutil.which("ccache"),) if path]
        if not run(copy, "cmake", "--preset", "dev", "-DCMAKE_CXX_FLAGS_DEBUG=-O0", *launcher):
            sys.exit("cannot configure")
    # Fewer generated lines, and nothing of how long something takes: a mutant is not judged by the machine.
    tests = ("env", "TASKLINT_PROPERTY_LINES=200", "bin/tasklint_tests", TESTS, "--abort")
    others = ("env", "TASKLINT_PROPERTY_LINES=5000", "bin/tasklint_tests", "~[time]", "--abort")
    recall = ("ctest", "--tests-regex", "^(recall|reports)$")
    ninja = ("ninja", "-C", str(build))
    steps = (
        (("bin/tasklint_tests", QUICK, "--abort"), 120),
        (tests, 300),
        (others, 900),
        ((*ninja, "tasklint_cli"), 7200),
        (recall, 300),
    )

    def pass_all() -> bool:
        return all(run(build, *words, timeout=seconds) for words, seconds in steps)

    compiles = (*ninja, "tasklint_tests")
    if not run(copy, *compiles, timeout=7200) or not pass_all():
        sys.exit("the tests fail without any change")

    noticed, unnoticed, broken = 0, [], 0
    for number, mutant in enumerate(chosen, 1):
        source = copy / mutant.file
        text = source.read_text()
        source.write_text(mutant.applied(text))
        try:
            if not run(copy, *compiles):
                broken += 1  # warnings are errors: it is no program
            elif pass_all():
                unnoticed.append(mutant)
                print(f"not noticed: {mutant}", flush=True)
            else:
                noticed += 1
        finally:
            source.write_text(text)
        print(f"{number} of {len(chosen)}", end="\r", file=sys.stderr)
    tried = noticed + len(unnoticed)
    share = 100 * noticed / tried if tried else 0
    print(f"mutants: {noticed} of {tried} noticed ({share:.1f} %), {broken} did not compile; {len(every)} in all")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
