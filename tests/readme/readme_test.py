"""readme_test.py SOURCE_DIR WORK_DIR COMMAND: what README.md says is so, and so are the owners in
docs/syntax.md.

The README's `sh` lines and the commands in its prose are run, in a folder that looks like the root
of a clone and with COMMAND's folder first in PATH; a `text` block behind a block is what its last
line prints. With TASKLINT_ACCEPT=1 these blocks are written anew. Lines that install or build are
run by other tests: ELSEWHERE says where, and that is checked. The Python lines are run by
tests/python/test_readme.py.
"""

from __future__ import annotations

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

# Command line -> the file that runs it, and the words there.
ELSEWHERE = {
    "scripts/demo.sh": (".ci/run", "step scripts/demo.sh"),
    "scripts/test.sh": (".ci/run", "step scripts/test.sh"),
    "pip install .": ("scripts/lib.sh", "-m pip install --disable-pip-version-check"),
    "cmake --install build/release --prefix ~/.local": (
        "tests/install/run.sh",
        'cmake --install "$build" --prefix',
    ),
}
# Part of a command line -> its exit code where that is not 0: these find errors.
ENDS_WITH_1 = ("tasklint check", "tasklint fmt --diff")
LANGUAGES = {"sh", "text", "python", "cmake", "cpp"}


class Block(NamedTuple):
    language: str
    text: str
    line: int  # of its first line, from 1


def blocks_of(readme: str) -> list[Block]:
    found = []
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL):
        line = readme.count("\n", 0, match.start()) + 2
        found.append(Block(match[1], match[2], line))
    return found


class Test:
    def __init__(self, source: pathlib.Path, work: pathlib.Path, command: pathlib.Path) -> None:
        self.source = source
        self.clone = work / "clone"
        self.command = command
        self.readme = (source / "README.md").read_text(encoding="utf-8")
        self.passed = 0
        self.failed = 0

    def expect(self, holds: bool, claim: str) -> None:
        self.passed += holds
        self.failed += not holds
        if not holds:
            print(f"not so: {claim}")

    def run(self, line: str) -> str:
        """Runs a command line as in a terminal. Returns what it prints on both outputs."""
        folder = str(self.command.parent)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")
        }
        environment["PATH"] = folder + os.pathsep + environment["PATH"]
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self.clone,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
        )
        output = done.stdout.decode("utf-8")
        code = 1 if any(part in line for part in ENDS_WITH_1) else 0
        self.expect(
            done.returncode == code, f"`{line}` ends with {code}: {done.returncode}, {output}"
        )
        return output

    def check_elsewhere(self, line: str) -> None:
        path, words = ELSEWHERE[line]
        text = (self.source / path).read_text(encoding="utf-8")
        self.expect(words in text, f"{path} runs `{line}`")
        program = self.source / line.split()[0]
        if "/" in line.split()[0]:
            self.expect(os.access(program, os.X_OK), f"{program} can be run")

    def run_blocks(self) -> None:
        blocks = blocks_of(self.readme)
        self.expect(self.readme.count("```") == 2 * len(blocks), "each block begins and ends")
        seen: set[str] = set()
        output = None
        for block in blocks:
            self.expect(
                block.language in LANGUAGES, f"line {block.line}: a `{block.language}` block"
            )
            if block.language == "text":
                self.expect(output is not None, f"line {block.line}: output of a block before it")
                if output != block.text and os.environ.get("TASKLINT_ACCEPT") == "1":
                    old, new = (f"```text\n{text}```" for text in (block.text, output))
                    self.readme = self.readme.replace(old, new, 1)
                else:
                    self.expect(
                        output == block.text, f"line {block.line}: this is printed:\n{output}"
                    )
                output = None
                continue
            output = None
            if block.language == "sh":
                for line in block.text.splitlines():
                    seen.add(line)
                    if line in ELSEWHERE:
                        self.check_elsewhere(line)
                    else:
                        output = self.run(line)
        self.expect(set(ELSEWHERE) <= seen, "all lines that run elsewhere are in the README")
        self.expect(len(seen) > len(ELSEWHERE), "some are run here")

    def run_prose(self) -> None:
        prose = re.sub(r"^```.*?^```$", "", self.readme, flags=re.MULTILINE | re.DOTALL)
        commands = re.findall(r"`(tasklint [^`]+)`", prose)
        self.expect(bool(commands), "the prose names commands")
        for line in commands:
            self.run(line)
        links = re.findall(r"\]\(([^)]+)\)", prose)
        for link in links:
            if not link.startswith("https://"):
                self.expect((self.source / link).exists(), f"the link {link} leads somewhere")

    def compare_program(self) -> None:
        install = self.source / "tests" / "install"
        blocks = blocks_of(self.readme)
        programs = [block.text for block in blocks if block.language == "cpp"]
        example = (install / "example.cpp").read_text(encoding="utf-8")
        self.expect(programs == [example], "the program is tests/install/example.cpp")
        cmake = (install / "CMakeLists.txt").read_text(encoding="utf-8").splitlines()
        for block in blocks:
            for line in block.text.splitlines() if block.language == "cmake" else []:
                self.expect(line in cmake, f"tests/install/CMakeLists.txt has `{line}`")

    def compare_owners(self) -> None:
        """The cases of docs/syntax.md, in a vault that knows one name."""
        vault = self.clone / "vault"
        vault.mkdir()
        (vault / ".tasklint.toml").write_text('people.roster = ["Person One"]\n', encoding="utf-8")
        page = (self.source / "docs" / "syntax.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| (`+) ?(- \[.+?) ?\1 \| ([^|]+) \|$", page, re.MULTILINE)
        self.expect(len(rows) > 20, "docs/syntax.md has a table of owners")
        for _, cell, owners in rows:
            line = cell.replace("\\|", "|")
            done = subprocess.run(
                [str(self.command), "parse", "--vault", str(vault)],
                input=line.encode(),
                capture_output=True,
                timeout=60,
            )
            read = json.loads(done.stdout)["owners"]
            wanted = [] if owners == "none" else owners.split("; ")
            self.expect(read == wanted, f"docs/syntax.md: `{line}` has {wanted}: {read}")

    def main(self) -> int:
        shutil.rmtree(self.clone, ignore_errors=True)
        (self.clone / "build").mkdir(parents=True)
        shutil.copytree(self.source / "examples", self.clone / "examples")
        before = self.readme
        self.run_blocks()
        self.run_prose()
        self.compare_program()
        self.compare_owners()
        if self.readme != before:
            (self.source / "README.md").write_text(self.readme, encoding="utf-8")
        print(f"readme: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(Test(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:])).main())
