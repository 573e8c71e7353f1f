"""ci_test.py SOURCE_DIR WORK_DIR COMMAND: what .pre-commit-hooks.yaml, action.yml and docs/ci.md run.

The hooks are run over the notes of a scratch repository as pre-commit would, the action's last step
with the inputs that a workflow could give, and the command lines of docs/ci.md that need nothing
but tasklint. There is no YAML in Python's standard library: `read_yaml` knows the little that these
files use, and fails on anything else.
"""

from __future__ import annotations

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
from typing import Any

HIDDEN = "- [ ] call 📅 2026-01-06 soon\n"  # TL101, an error with a safe fix
MENDED = "- [ ] call soon 📅 2026-01-06\n"
HOOKS = {"tasklint", "tasklint-fix", "tasklint-fmt"}
HOOK_KEYS = {"id", "name", "description", "entry", "language", "types", "require_serial"}


def scalar(text: str) -> Any:
    if text.startswith('"'):
        if not re.fullmatch(r'"[^"\\]*"', text):
            raise ValueError(f"not a plain quoted text: {text}")
        return text[1:-1]
    if re.fullmatch(r"\[[\w, -]*\]", text):
        return [item.strip() for item in text[1:-1].split(",")]
    if text in ("true", "false"):
        return text == "true"
    if ": " in text or " #" in text or re.match(r"[&*!|>%@`'{\[]", text):
        raise ValueError(f"needs quotes, or is more than this reader knows: {text}")
    return text


def read_block(lines: list[str], indent: int) -> Any:
    """A mapping or a list of mappings whose lines are indented by `indent`. Takes its lines."""
    if lines[0][indent:].startswith("- "):
        items = []
        while lines and lines[0].startswith(" " * indent + "- "):
            lines[0] = " " * (indent + 2) + lines[0][indent + 2 :]
            items.append(read_block(lines, indent + 2))
        return items
    mapping: dict[str, Any] = {}
    while lines and re.match(rf" {{{indent}}}[^\s-]", lines[0]):
        key, colon, value = lines.pop(0).strip().partition(":")
        if not colon or key in mapping:
            raise ValueError(f"no key, or one that is there already: {key}")
        value = value.strip()
        if value == "|":
            text = []
            while lines and (lines[0].startswith(" " * (indent + 2)) or not lines[0].strip()):
                text.append(lines.pop(0)[indent + 2 :])
            mapping[key] = "\n".join(text) + "\n"
        elif value:
            mapping[key] = scalar(value)
        else:
            deeper = len(lines[0]) - len(lines[0].lstrip())
            if deeper <= indent:
                raise ValueError(f"{key} is empty")
            mapping[key] = read_block(lines, deeper)
    return mapping


def read_yaml(text: str) -> Any:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    if any("\t" in line or line != line.rstrip() for line in lines):
        raise ValueError("tabs, or blanks at the end of a line")
    read = read_block(lines, 0)
    if lines:
        raise ValueError(f"cannot be read from here on: {lines[0]}")
    return read


class Test:
    def __init__(self, source: pathlib.Path, work: pathlib.Path, command: pathlib.Path) -> None:
        self.source = source
        self.vault = work / "a vault"
        self.out = work / "out"
        self.command = command
        self.passed = 0
        self.failed = 0
        self.formats = self.call(["tasklint", "check", "--help"], work).stdout

    def expect(self, holds: bool, claim: str) -> None:
        self.passed += holds
        self.failed += not holds
        if not holds:
            print(f"not so: {claim}")

    def call(
        self, words: list[str], folder: pathlib.Path, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", **variables)
        for name in ("NO_COLOR", "FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            environment.pop(name, None)
        environment["PATH"] = f"{self.command.parent}{os.pathsep}{environment['PATH']}"
        return subprocess.run(
            words,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def git(self, *words: str) -> None:
        who = ["-c", "user.name=Participant One", "-c", "user.email=one@example.org"]
        done = self.call(["git", *who, *words], self.vault)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)

    def make_vault(self) -> None:
        """Two notes with a finding each, one of them changed since the only commit."""
        for folder in (self.vault, self.out):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        (self.vault / ".obsidian").mkdir()
        (self.vault / ".obsidian" / "app.json").write_text("{}\n", encoding="utf-8")
        (self.vault / "old.md").write_text(HIDDEN, encoding="utf-8")
        (self.vault / "a new.md").write_text("", encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "notes")
        (self.vault / "a new.md").write_text(HIDDEN, encoding="utf-8")

    def run_hooks(self) -> None:
        hooks = read_yaml((self.source / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        self.expect({hook["id"] for hook in hooks} == HOOKS, "the hooks are those of this test")
        page = (self.source / "docs" / "ci.md").read_text(encoding="utf-8")
        for hook in hooks:
            name = hook["id"]
            self.expect(set(hook) == HOOK_KEYS, f"{name} has the keys that pre-commit wants")
            self.expect(hook["types"] == ["markdown"], f"{name} gets notes")
            self.expect(f"| `{name}` | `{hook['entry']}` |" in page, f"docs/ci.md has {name}")
            self.make_vault()
            done = self.call([*shlex.split(hook["entry"]), "a new.md"], self.vault)
            text = (self.vault / "a new.md").read_text(encoding="utf-8")
            self.expect(
                done.returncode == (1 if name == "tasklint" else 0),
                f"{name} ends as it should: {done.returncode} {done.stderr}",
            )
            self.expect(
                text == (MENDED if name == "tasklint-fix" else HIDDEN),
                f"{name} mends what it should: {text}",
            )
            self.expect("old.md" not in done.stdout, f"{name} reports the note it is given")

    def run_action(self) -> None:
        action = read_yaml((self.source / "action.yml").read_text(encoding="utf-8"))
        self.expect(set(action["inputs"]) == {"paths", "args", "version"}, "the action's inputs")
        steps = action["runs"]["steps"]
        self.expect(action["runs"]["using"] == "composite", "the action consists of steps")
        self.expect(all(step["shell"] == "bash" for step in steps), "each step has its shell")
        build, check = steps
        for script in re.findall(r"\$source/(scripts/\S+?)\"", build["run"]):
            self.expect((self.source / script).exists(), f"{script} is there")
        self.expect("build/release/bin" in build["run"], "the command comes into the PATH")
        for step in steps:
            syntax = self.call(["bash", "-n", "-c", step["run"]], self.out.parent)
            self.expect(syntax.returncode == 0, f"step {step['name']}: {syntax.stderr}")
            for name, value in step["env"].items():
                self.expect(f"${name}" in step["run"], f"step {step['name']} uses {name}")
                self.expect(
                    bool(re.fullmatch(r"(\$\{\{ [a-z_.]+ \}\}/?)+", value)), f"{name}: {value}"
                )
        defaults = {name: entry["default"] for name, entry in action["inputs"].items()}
        cases: list[tuple[dict[str, str], int, int]] = [
            ({}, 1, 2),
            ({"args": "--changed=main"}, 1, 1),
            ({"args": "--changed-lines=HEAD\n--fail-on warning\n"}, 1, 1),
            ({"args": "--exit-zero"}, 0, 2),
            ({"paths": "a new.md\nold.md\n"}, 1, 2),
            ({"paths": "a new.md", "args": "--ignore TL101"}, 0, 0),
            ({"paths": "nowhere"}, 2, 0),
        ]
        for inputs, status, found in cases:
            self.make_vault()
            self.run_check_step(check, {**defaults, **inputs}, status, found)

    def run_check_step(
        self, step: dict[str, Any], inputs: dict[str, str], status: int, found: int
    ) -> None:
        def value_of(match: re.Match[str]) -> str:
            return inputs[match[1]]

        script = step["run"]
        summary = self.out / "summary.md"
        if "markdown" not in self.formats:  # a build without that report
            script = script.replace('--report "markdown=$GITHUB_STEP_SUMMARY" ', "")
        variables = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", value_of, value)
            for name, value in step["env"].items()
        }
        done = self.call(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            self.vault,
            GITHUB_STEP_SUMMARY=str(summary),
            **variables,
        )
        case = f"the action with {inputs}"
        self.expect(done.returncode == status, f"{case} ends with {status}: {done.stderr}")
        self.expect(done.stdout.count("::error file=") == found, f"{case} finds: {done.stdout}")
        if "markdown" in script and status != 2:
            self.expect(summary.exists(), f"{case} writes the summary")

    def run_page(self) -> None:
        """The command lines of docs/ci.md, in order; only reviewdog is not here."""
        page = (self.source / "docs" / "ci.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        lines = [line for block in blocks for line in block.splitlines()]
        self.make_vault()
        ends = []
        for line in lines:
            if line.startswith("#!") or "reviewdog" in line:
                continue
            done = self.call(["bash", "-c", line], self.vault)
            self.expect(done.returncode in (0, 1), f"docs/ci.md: {line}: {done.stderr}")
            ends.append(done.returncode)
        self.expect(len(ends) > 3, "docs/ci.md has command lines")
        self.expect(ends[-1] == 0, "with a baseline nothing is left")
        for option in re.findall(r"`(--[a-z-]+)", page):
            known = option in self.formats or option == "--unshallow"
            self.expect(known, f"docs/ci.md: {option} is an option of check")

    def main(self) -> int:
        self.run_hooks()
        self.run_action()
        self.run_page()
        print(f"ci: {self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(Test(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:])).main())
