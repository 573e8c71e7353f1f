"""faults_test.py COMMAND LIBRARY [SECTION…]: whatever fails while files are written, nothing is lost.

Each command that writes is run once to count its calls. Then, for each call and each fault, it is run
again in the same folder with that call failing: the process is killed before or after it, it ends with
an error, a write writes half, or someone else writes into the note just before it. Afterwards every
file has its old or its new bytes, with its rights; a failure is told with the file and the cause; and
the next run leaves what an undisturbed one leaves, without a temporary file.

TASKLINT_FULL=1 tries every case; else a slice of them, the same one each time.
"""

from __future__ import annotations

import concurrent.futures
import errno
import os
import pathlib
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from vaults import (
    ATTRIBUTE,
    ENVIRONMENT,
    HIDDEN,
    NOBODY,
    PLAN,
    TODAY,
    Command,
    File,
    Ran,
    files_in,
    is_temporary,
    make_vault,
    place,
)

FULL = os.environ.get("TASKLINT_FULL", "") not in ("", "0")
SLICE = 300  # cases of the usual run
PAIRS_EACH = 70 if FULL else 5

KILLS = ("kill-before", "kill-after")
ERRORS = ("ENOSPC", "EIO") + (("EDQUOT", "EROFS", "EACCES", "EPERM", "ENOMEM") if FULL else ())
HARMLESS = ("EINTR", "short")
WRITES = ("write", "pwrite")
NOT_INTERRUPTED = ("unlink", "unlinkat", "remove", "mkdir", "fchmod", "fchown", "fsetxattr")
# Without these the file is written all the same: its group or label is the new one's, its entry may
# reach the disk later, or a rest stays for the next run.
FORGIVEN = ("fchown", "fsetxattr", "unlink", "unlinkat", "remove")

CHECK = ("check", "--today", TODAY, "--threads", "1")
EXPORT = ("export", "--today", TODAY, "--quiet")


@dataclass(frozen=True)
class Scenario:
    name: str
    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()  # commands that were run earlier
    edit: Callable[[pathlib.Path], None] | None = None  # what people did since
    journal: tuple[str, ...] = ()  # files that have other bytes while the command runs
    once: bool = False  # the next run finds it done, and says so

    def prepare(self, command: Command, vault: pathlib.Path) -> None:
        make_vault(vault)
        for words in self.before:
            done = command.run(vault, words)
            assert done.code in (0, 1), (self.name, words, done)
        if self.edit is not None:
            self.edit(vault)


def rewrite(name: str, old: str, new: str) -> Callable[[pathlib.Path], None]:
    def edit(vault: pathlib.Path) -> None:
        path = vault / name
        mode = path.stat().st_mode
        path.write_text(path.read_text().replace(old, new))
        path.chmod(mode)

    return edit


VDIR = (*EXPORT, "--vdir", "calendar")
SCENARIOS = (
    Scenario("check --fix", (*CHECK, "--fix")),
    Scenario("check --fix on a link", (*CHECK, "--fix", "Also.md")),
    Scenario("check --fix-only", (*CHECK, "--fix-only")),
    Scenario("check --add-suppressions", (*CHECK, "--add-suppressions=known")),
    Scenario("check --write-baseline", (*CHECK, "--write-baseline")),
    Scenario("check --report FILE", (*CHECK, "--report", "json=findings.json")),
    Scenario(
        "a baseline renewed",
        (*CHECK, "--write-baseline"),
        before=((*CHECK, "--write-baseline"),),
        edit=rewrite("Plan.md", "brief the team", "tell the team"),
    ),
    Scenario("fmt", ("fmt", "--threads", "1")),
    Scenario(
        "done", ("done", "--today", TODAY, "--status", "x", "Plan.md:5", "Also.md:4", "Notes/Private.md:1")
    ),
    Scenario("agenda -o", ("agenda", "--today", TODAY, "-o", "agenda.html")),
    Scenario("export -o", (*EXPORT, "-o", "tasks.ics")),
    Scenario("export -o jcal", (*EXPORT, "--format", "jcal", "-o", "tasks.json")),
    Scenario(
        "export -o again",
        (*EXPORT, "-o", "tasks.ics"),
        before=((*EXPORT, "-o", "tasks.ics"),),
        edit=rewrite("Plan.md", "call", "call again"),
    ),
    Scenario("export --split", (*EXPORT, "--split", "tag", "-o", "calendars")),
    Scenario("export --vdir", VDIR, journal=("calendar/.tasklint.tsv",)),
    Scenario(
        "export --vdir again",
        VDIR,
        before=(VDIR,),
        edit=rewrite("Plan.md", "- [ ] call 📅 2026-01-07\n", "- [ ] write 📅 2026-01-09\n"),
        journal=("calendar/.tasklint.tsv",),
    ),
    Scenario("export --state", (*EXPORT, "--state", "-o", "tasks.ics")),
    Scenario(
        "export --state again",
        (*EXPORT, "--state", "-o", "tasks.ics"),
        before=((*EXPORT, "--state", "-o", "tasks.ics"),),
        edit=rewrite("Plan.md", "call", "call again"),
    ),
    # A note that could not be written keeps its tasks in the calendar, without the ids.
    Scenario(
        "export --write-ids", (*EXPORT, "--write-ids", "-o", "tasks.ics"), journal=("tasks.ics",)
    ),
    Scenario("init", ("init",), once=True),
    Scenario("init --settings", ("init", "--settings"), once=True),
)


class Broken(AssertionError):
    pass


def require(holds: bool, claim: str) -> None:
    if not holds:
        raise Broken(claim)


@dataclass(frozen=True)
class Runs:
    """What an undisturbed run does."""

    before: dict[str, File]
    after: dict[str, File]
    first: Ran
    second: Ran  # in the folder that the first one left


def undisturbed(command: Command, scenario: Scenario) -> Runs:
    with place() as vault:
        scenario.prepare(command, vault)
        before = files_in(vault)
        first = command.run(vault, scenario.words)
        require(first.code in (0, 1), f"runs: {first}")
        after = files_in(vault)
        require(bool(first.calls) and after != before, f"writes something: {first}")
        second = command.run(vault, scenario.words)
        require(files_in(vault) == after, "a second run changes nothing")
        require(second.code in (0, 1) or scenario.once, f"runs again: {second}")
        return Runs(before, after, first, second)


def check_whole(scenario: Scenario, runs: Runs, now: dict[str, File]) -> None:
    for name, file in now.items():
        if is_temporary(name) or name in scenario.journal:
            continue
        known = [state[name] for state in (runs.before, runs.after) if name in state]
        require(bool(known), f"{name} was not there and does not belong there")
        require(
            any((file.kind, file.content) == (one.kind, one.content) for one in known),
            f"{name} has neither its old nor its new bytes",
        )
    for name in runs.before:
        require(name in now or name not in runs.after, f"{name} is gone")


def check_rights(runs: Runs, now: dict[str, File], call: str) -> None:
    for name, file in now.items():
        old = runs.before.get(name, runs.after.get(name))
        if old is None or old.kind != "file":
            continue
        wanted, found = old.rights, file.rights
        if call == "fchown":  # forgiven: then owner and group are those of who runs it
            wanted, found = wanted[:1] + wanted[3:], found[:1] + found[3:]
        if call == "fsetxattr":
            wanted, found = wanted[:3], found[:3]
        require(wanted == found, f"{name} has its rights: {wanted} became {found}")


def check_case(
    command: Command, scenario: Scenario, runs: Runs, number: int, kind: str
) -> None:
    call, path = runs.first.calls[number - 1].split(" ", 1)
    with place() as vault:
        scenario.prepare(command, vault)
        outside = files_in(vault.parent / "outside")
        ran = command.run(vault, scenario.words, number, kind)
        now = files_in(vault)
        require(len(ran.calls) >= number, "the call was made")
        require(ran.code != 3, f"no fault of the program: {ran.err}")
        check_whole(scenario, runs, now)
        check_rights(runs, now, call if kind in ERRORS else "")
        # The folder is written to the disk, and the lock is let go, when the file has its name.
        is_late = call in ("fsync", "close") and not is_temporary(path)
        temporaries = [name for name in now if is_temporary(name)]
        if kind in KILLS:
            require(ran.code == -9, "it was killed")
        elif kind in HARMLESS or (ran.code == runs.first.code and not ran.code == 2):
            require(
                kind in HARMLESS or call in FORGIVEN or is_late, f"the failure is told: {ran}"
            )
            require(ran.code == runs.first.code, f"ends as if nothing had happened: {ran}")
            require(
                {n: f.content for n, f in now.items() if not is_temporary(n)}
                == {n: f.content for n, f in runs.after.items()},
                "all is written",
            )
        else:
            cause = os.strerror(getattr(errno, kind))
            require(ran.code == 2, f"ends with 2: {ran}")
            require(cause in ran.err, f"the cause is told: {ran.err}")
            named = any(
                part in ran.err
                for part in (pathlib.Path(path).name, *(pathlib.Path(n).name for n in runs.after))
            )
            require(named, f"the file is named: {ran.err}")
        if kind not in KILLS and call not in ("unlink", "unlinkat", "remove"):
            require(not temporaries, f"no rest: {temporaries}")

        again = command.run(vault, scenario.words)
        require(
            again.code in (runs.first.code, runs.second.code), f"the next run works: {again}"
        )
        left = files_in(vault)
        require(not any(map(is_temporary, left)), "the next run leaves no temporary file")
        require(
            {n: f.content for n, f in left.items()} == {n: f.content for n, f in runs.after.items()},
            "the next run leaves what an undisturbed one leaves",
        )
        require(files_in(vault.parent / "outside") == outside, "nothing outside was touched")


def cases_of(scenario: Scenario, runs: Runs) -> list[tuple[Scenario, Runs, int, str]]:
    cases = []
    for number, call in enumerate(runs.first.calls, 1):
        name = call.split(" ", 1)[0]
        for kind in KILLS + ERRORS + HARMLESS:
            if kind == "short" and name not in WRITES:
                continue
            if kind == "EINTR" and name in NOT_INTERRUPTED:
                continue
            cases.append((scenario, runs, number, kind))
    return cases


class Tally:
    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()
        self.failed = 0

    def run(self, group: str, title: str, test: Callable[[], None], count: int = 1) -> None:
        """`count` says how many cases the test is"""
        try:
            test()
        except Broken as broken:
            self.failed += 1
            print(f"not so: {title}: {broken}")
        else:
            self.passed[group] += count


def section_faults(command: Command, tally: Tally, executor: concurrent.futures.Executor) -> None:
    cases = []
    for scenario in SCENARIOS:
        try:
            cases += cases_of(scenario, undisturbed(command, scenario))
        except Broken as broken:
            tally.failed += 1
            print(f"not so: {scenario.name}: {broken}")
    every = len(cases)
    if not FULL:
        cases = random.Random(1).sample(cases, min(SLICE, every))

    def one(case: tuple[Scenario, Runs, int, str]) -> None:
        scenario, runs, number, kind = case
        title = f"{scenario.name}: {kind} at call {number} ({runs.first.calls[number - 1]})"
        tally.run(kind, title, lambda: check_case(command, scenario, runs, number, kind))

    list(executor.map(one, cases))
    print(f"faults: {len(cases)} of {every} cases of {len(SCENARIOS)} commands")


# ---- someone else writes at the same time ----


def section_touched(command: Command, tally: Tally) -> None:
    for words in (
        (*CHECK, "--fix"),
        ("fmt", "--threads", "1"),
        ("done", "--today", TODAY, "--status", "x", "Plan.md:5"),
        (*EXPORT, "--write-ids", "-o", "tasks.ics"),
        (*CHECK, "--add-suppressions=known"),
    ):
        with place() as vault:
            make_vault(vault)
            calls = command.run(vault, words).calls
            calls = tuple(call.replace(str(vault), "VAULT") for call in calls)
        end = next(n for n, call in enumerate(calls, 1) if call == "rename VAULT/Plan.md")
        begin = max(n for n, call in enumerate(calls[:end], 1) if call.startswith("open "))
        for number in range(begin, end):
            title = f"{' '.join(words)}: touched at call {number} ({calls[number - 1]})"
            tally.run(
                "changed meanwhile",
                title,
                lambda number=number, words=words: check_left_alone(command, words, number),
            )


def check_left_alone(command: Command, words: tuple[str, ...], number: int) -> None:
    with place() as vault:
        make_vault(vault)
        ran = command.run(vault, words, number, "touch", "Plan.md")
        require(
            (vault / "Plan.md").read_text() == PLAN + "someone else's line\n",
            "the note is as the other left it",
        )
        require(
            "Plan.md: it changed meanwhile and was left as it is" in ran.err,
            f"the note is named: {ran}",
        )
        require(not any(map(is_temporary, files_in(vault))), "no rest")


def check_pair(command: Command, first: tuple[str, ...], second: tuple[str, ...]) -> None:
    """Two runs at once: each note is as one of them, or both in turn, would leave it."""
    allowed: dict[str, set[bytes]] = {}
    for words in ((), (first,), (second,), (first, second), (second, first)):
        with place() as vault:
            make_vault(vault)
            for one in words:
                command.run(vault, one)
            for name, file in files_in(vault).items():
                allowed.setdefault(name, set()).add(file.content)
    for _ in range(PAIRS_EACH):
        with place() as vault:
            make_vault(vault)
            running = [
                subprocess.Popen(
                    [command.program, *words],
                    cwd=vault,
                    env=ENVIRONMENT,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                )
                for words in (first, second)
            ]
            for process in running:
                _, said = process.communicate(timeout=60)
                require(process.returncode in (0, 1, 2), f"ends well: {process.returncode}")
                if process.returncode == 2:
                    reasons = (b"meanwhile", b"another run", b"another program holds a lock")
                    require(
                        any(reason in said for reason in reasons), f"says why: {said.decode()}"
                    )
            for name, file in files_in(vault).items():
                require(name in allowed, f"{name} does not belong there")
                require(
                    file.content in allowed[name] or name.endswith("/.tasklint.tsv"),
                    f"{name} is as no run would leave it",
                )


FIX = ("check", "--today", TODAY, "--fix")
PAIRED = (
    (FIX, FIX),
    (FIX, ("fmt",)),
    (("fmt",), ("done", "--today", TODAY, "--status", "x", "Plan.md:5")),
    ((*EXPORT, "-o", "tasks.ics"), (*EXPORT, "-o", "tasks.ics")),
    ((*EXPORT, "--vdir", "calendar"), (*EXPORT, "--vdir", "calendar")),
    ((*EXPORT, "--state", "-o", "a.ics"), (*EXPORT, "--state", "-o", "a.ics")),
)


def section_pairs(command: Command, tally: Tally) -> None:
    for first, second in PAIRED:
        title = f"{' '.join(first)} beside {' '.join(second)}"
        tally.run("two at once", title, lambda f=first, s=second: check_pair(command, f, s), PAIRS_EACH)


# ---- what is not written ----


def check_hard_links(command: Command, words: tuple[str, ...], code: int) -> None:
    with place() as vault:
        make_vault(vault)
        other = vault.parent / "other name.md"
        os.link(vault / "Plan.md", other)
        ran = command.run(vault, words)
        require((vault / "Plan.md").read_text() == PLAN, "a note with two names is left alone")
        require("Plan.md: it has more than one hard link" in ran.err, f"it is named: {ran}")
        require(ran.code == code, f"ends with {code}: {ran}")
        broken = command.run(vault, (words[0], "--break-hard-links", *words[1:]))
        require("hard link" not in broken.err, f"says nothing: {broken}")
        require((vault / "Plan.md").read_text() != PLAN, "--break-hard-links writes the note")
        require(other.read_text() == PLAN, "the other name keeps the old text")


def check_read_only(command: Command, words: tuple[str, ...]) -> None:
    with place() as vault:
        make_vault(vault)
        user = NOBODY if os.geteuid() == 0 else None
        if user is not None:
            vault.parent.chmod(0o777)
            for path in (vault.parent, *vault.parent.rglob("*")):
                os.chown(path, user, user, follow_symlinks=False)
        (vault / "Plan.md").chmod(0o444)
        ran = command.run(vault, words, user=user)
        require((vault / "Plan.md").read_text() == PLAN, "a read-only note is left alone")
        require("Plan.md: Permission denied" in ran.err, f"it is reported: {ran}")
        require(ran.code == 2, f"ends with 2: {ran}")
        if words[0] in ("check", "fmt"):
            text = (vault / "Notes/Private.md").read_text()
            require(words[0] == "fmt" or text != HIDDEN * 2, "the others are written")
        require(not any(map(is_temporary, files_in(vault))), "no rest")


def check_link_out(command: Command) -> None:
    with place() as vault:
        make_vault(vault)
        (vault / "Out.md").symlink_to("../outside/other.md")
        (vault / "Folder").symlink_to("../outside")
        command.run(vault, (*CHECK, "--fix"))
        command.run(vault, ("fmt",))
        command.run(vault, (*EXPORT, "--write-ids", "-o", "tasks.ics"))
        other = vault.parent / "outside/other.md"
        require(other.read_text() == HIDDEN, "no link leads out of the root")


def check_access_kept(command: Command) -> None:
    with place() as vault:
        make_vault(vault)
        command.run(vault, (*CHECK, "--fix", "Also.md"))
        require((vault / "Also.md").is_symlink(), "the link stays")
        require((vault / "Plan.md").read_text() != PLAN, "what it leads to is written")
        try:
            kept = os.getxattr(vault / "Plan.md", ATTRIBUTE)
        except OSError:
            with place() as other:  # says whether the file system has any
                make_vault(other)
                require(not os.listxattr(other / "Plan.md"), "the attribute is kept")
        else:
            require(kept == b"kept", "the attribute is kept")


def section_left_alone(command: Command, tally: Tally) -> None:
    done = ("done", "--today", TODAY, "--status", "x", "Plan.md:5")
    ids = (*EXPORT, "--write-ids", "-o", "tasks.ics")
    for words, code in (((*CHECK, "--fix"), 1), (("fmt",), 1), (done, 2), (ids, 0)):
        tally.run(
            "hard links", f"{words}", lambda w=words, c=code: check_hard_links(command, w, c)
        )
    may_run = os.geteuid() != 0 or may_nobody_run(command)
    for words in ((*CHECK, "--fix"), ("fmt",), done, ids):
        if may_run:
            tally.run("read-only", f"{words}", lambda w=words: check_read_only(command, w))
    if not may_run:
        print("skipped: read-only notes (the superuser may write all, and nobody may not run this)")
    tally.run("links", "links out of the root", lambda: check_link_out(command))
    tally.run("links", "links to notes", lambda: check_access_kept(command))


def may_nobody_run(command: Command) -> bool:
    with place() as vault:
        vault.parent.chmod(0o777)
        try:
            return command.run(vault, ("--version",), user=NOBODY).code == 0
        except OSError:
            return False


def main(program: str, library: str, *sections: str) -> int:
    command = Command(program, library)
    tally = Tally()
    with place() as vault:
        make_vault(vault)
        if not command.run(vault, ("fmt",)).calls:
            print("skipped: the library that counts calls does not work with this program")
            return 77
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as executor:
        if not sections or "faults" in sections:
            section_faults(command, tally, executor)
    if not sections or "others" in sections:
        section_touched(command, tally)
        section_pairs(command, tally)
        section_left_alone(command, tally)
    for group, count in tally.passed.items():
        print(f"  {group}: {count}")
    print(f"faults: {sum(tally.passed.values())} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
