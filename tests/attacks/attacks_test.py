"""attacks_test.py WORK_DIR COMMAND LIBRARY: nothing of a note acts in any output.

Every attack of attacks.py stands in a note of its own: in the text, a tag, an owner, a field, a
heading, and in the note's name; some in the name of a folder. Every command prints or writes the vault. Each output is read again
by a reader of its kind (json, csv, xml, iCalendar, file names), has as many records as there are
tasks, and holds nothing that a terminal, a runner, a spreadsheet or a calendar obeys. LIBRARY sees
that no command opens a socket (tests/faults/interpose.cpp).
"""

from __future__ import annotations

import csv
import io
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable
from typing import Any

from attacks import ATTACKS, Attack

TODAY = "2026-01-05"
REPORTS = (
    "full concise grouped json jsonl github gitlab sarif junit rdjson checkstyle markdown".split()
)
BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


class Broken(AssertionError):
    pass


def require(holds: bool, claim: str) -> None:
    if not holds:
        raise Broken(claim)


def note_of(attack: Attack) -> bytes:
    lines = [
        b"# " + (attack.text if attack.first else b"Plan " + attack.text),
        b"- [ ] %s \xf0\x9f\x93\x85 2026-01-06" % (attack.text if attack.first else b"say " + attack.text),
        b"- [ ] tag #t" + attack.text.replace(b" ", b"_") + b" \xf0\x9f\x93\x85 2026-01-07",
        b"- [ ] owner @" + attack.text + b" \xf0\x9f\x93\x85 2026-01-08",
        b"- [ ] hidden \xf0\x9f\x93\x85 2026-01-09 " + attack.text,
        b"- [ ] field [owner:: " + attack.text + b"]",
        b"- [ ] every \xf0\x9f\x94\x81 " + attack.text + b" \xf0\x9f\x93\x85 2026-01-10",
    ]
    return b"\n".join(lines) + b"\n"


def name_of(attack: Attack) -> bytes:
    text = attack.text.replace(b"/", b"_").replace(b"\0", b"0")
    return b"Notes/%02d%s.md" % (ATTACKS.index(attack), b" " + text)


def make_vault(folder: pathlib.Path) -> pathlib.Path:
    vault = folder / "vault"
    plugin = vault / ".obsidian/plugins/obsidian-tasks-plugin"
    plugin.mkdir(parents=True)
    (plugin / "data.json").write_text("{}")
    (vault / "Notes").mkdir()
    for attack in ATTACKS:
        with open(bytes(vault) + b"/" + name_of(attack), "wb") as file:
            file.write(note_of(attack))
    (vault / "Notes/line\nend ::error::x.md").write_bytes(note_of(ATTACKS[0]))
    for name in (" ::error::blank", "::error::none", "##[error]old", "##vso[task.x]Azure"):
        (vault / f"{name}.md").write_bytes(b"- [ ] setext\n\n::error::x\n===\n" + note_of(ATTACKS[0]))
        (vault / name).mkdir()
        (vault / name / "a.md").write_bytes(note_of(ATTACKS[0]))
    outside = folder / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("- [ ] secret words 📅 2026-01-06 x\n")
    (vault / "Out.md").symlink_to("../outside/secret.md")
    (vault / "Way out").symlink_to("../outside")
    return vault


class Runner:
    def __init__(self, command: str, library: str, vault: pathlib.Path) -> None:
        self.command, self.library, self.vault = command, library, vault
        self.log = vault.parent / "calls"

    def run(self, *words: str | bytes, stdin: bytes = b"") -> tuple[int, bytes, bytes]:
        self.log.unlink(missing_ok=True)
        done = subprocess.run(
            [self.command, *words],
            cwd=self.vault,
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
            env={
                "PATH": "/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                "HOME": "/nonexistent",
                "LD_PRELOAD": self.library,
                "FAULT_LOG": str(self.log),
                "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
            },
        )
        require(0 <= done.returncode < 3, f"{words} ends well: {done.returncode} {done.stderr!r}")
        log = self.log.read_text() if self.log.exists() else ""
        require("socket" not in log, f"{words} opens no socket")
        return done.returncode, done.stdout, done.stderr


def is_obeyed(character: str, breaks: str = "\n") -> bool:
    """A terminal, or whoever reads lines, does something else with it than to show it."""
    return (
        character in "\u061c\u200e\u200f"
        or (character not in breaks and unicodedata.category(character) in ("Cc", "Zl", "Zp"))
        or unicodedata.bidirectional(character) in BIDI
    )


def text_of(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Broken(f"it is UTF-8: {error}") from None


def check_first(text: str) -> None:
    commands = re.findall(r"^\s*::.*", text, re.MULTILINE)
    require(not commands, f"no workflow command: {commands[:1]}")


def check_shown(raw: bytes) -> str:
    """What people see on a terminal or in the log of a runner."""
    text = text_of(raw)
    obeyed = sorted({f"U+{ord(one):04X}" for one in text if is_obeyed(one, "\n\t")})
    require(not obeyed, f"nothing that a terminal obeys: {obeyed}")
    check_first(text)
    commands = re.findall(r".*##(?:vso)?\[.*", text, re.IGNORECASE)
    require(not commands, f"no command within a line: {commands[:1]}")
    require("secret words" not in text, "nothing of a file outside of the root")
    return text


def strings_in(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_in(one)
    elif isinstance(value, str):
        yield value


def no_constant(name: str) -> None:
    raise Broken(f"{name} is no JSON")


def json_of(raw: bytes) -> Any:
    # Raw, it is printed on terminals and in logs: what is obeyed must be escaped.
    text = check_shown(raw)
    return json.loads(text, parse_constant=no_constant)


def check_relative(paths: Iterable[str], vault: pathlib.Path) -> None:
    for path in paths:
        require(not path.startswith("/") and str(vault) not in path, f"a relative path: {path}")


def ics_lines(raw: bytes) -> list[str]:
    text = text_of(raw)
    require(text.endswith("\r\n"), "it ends with CRLF")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    for line in lines:
        require("\r" not in line and "\n" not in line, f"one property a line: {line!r}")
        require(
            not any(unicodedata.category(one) == "Cc" and one != "\t" for one in line),
            f"no control character: {line!r}",
        )
    return lines


KNOWN = set(
    """BEGIN END VERSION PRODID CALSCALE UID DTSTAMP CREATED DTSTART DUE DTEND SUMMARY STATUS PRIORITY
    CATEGORIES URL RELATED-TO PERCENT-COMPLETE COMPLETED CLASS TRANSP RRULE DESCRIPTION NAME
    X-WR-CALNAME LAST-MODIFIED SEQUENCE""".split()
)


def check_ics(raw: bytes, component: str, count: int | None) -> None:
    lines = ics_lines(raw)
    stack, found = [], 0
    for line in lines:
        match = re.match(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^;:,\"]*))*):(.*)", line)
        require(match is not None, f"a property: {line!r}")
        assert match
        name, _, value = match.groups()
        require(name in KNOWN or name.startswith("X-OBSIDIAN-TASKS-"), f"a property of ours: {line!r}")
        if name == "BEGIN":
            stack.append(value)
            found += value == component
            require(value in ("VCALENDAR", component), f"no other component: {line!r}")
        elif name == "END":
            require(bool(stack) and stack.pop() == value, f"ends what was begun: {line!r}")
    require(not stack, "all that was begun ends")
    require(count is None or found == count, f"{count} components: {found}")


def check_file_names(folder: pathlib.Path, pattern: str) -> int:
    names = [path.name for path in folder.iterdir()]
    for name in names:
        require(re.fullmatch(pattern, name) is not None, f"a harmless name: {name!r}")
        require(len(name.encode()) < 200, f"a short name: {name!r}")
    return len(names)


class Table:
    def __init__(self) -> None:
        self.passed = self.failed = 0

    def row(self, title: str, test: Callable[[], None]) -> None:
        try:
            test()
        except (Broken, ValueError, ElementTree.ParseError) as broken:
            self.failed += 1
            print(f"not so: {title}: {broken}")
        else:
            self.passed += 1


def check_lists(table: Table, runner: Runner) -> int:
    _, raw, _ = runner.run("list", "--jsonl", "--today", TODAY)
    tasks = [json.loads(line) for line in text_of(raw).split("\n")[:-1]]
    every = len(tasks)

    def jsonl() -> None:
        check_shown(raw)
        require(every >= 6 * len(ATTACKS), f"all tasks are there: {every}")
        check_relative((task["path"] for task in tasks), runner.vault)

    def as_json() -> None:
        value = json_of(runner.run("list", "--json", "--today", TODAY)[1])
        require(value == tasks, "json and jsonl say the same")

    def as_csv() -> None:
        text = text_of(runner.run("list", "--csv", "--today", TODAY)[1])
        check_first(text)
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        require(len(rows) == every + 1, f"a row a task: {len(rows)}")
        require({len(row) for row in rows} == {len(rows[0])}, "as many cells in each row")
        for row in rows[1:]:
            for cell in row:
                require(not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell), f"no formula: {cell!r}")
        marks = "\u200e\u200f\u061c"  # Hebrew and Arabic need these; they turn no letters
        obeyed = {hex(ord(one)) for one in text if is_obeyed(one, "\r\n\t") and one not in marks}
        require(not obeyed, f"nothing that a terminal obeys: {obeyed}")

    def table_of_tasks() -> None:
        check_shown(runner.run("list", "--today", TODAY)[1])

    table.row("list --jsonl", jsonl)
    table.row("list --json", as_json)
    table.row("list --csv", as_csv)
    table.row("list", table_of_tasks)
    return every


def check_reports(table: Table, runner: Runner) -> None:
    folder = runner.vault.parent / "reports"
    folder.mkdir(parents=True)
    files = {name: folder / name for name in REPORTS}
    words = [f"--report={name}={file}" for name, file in files.items()]
    code, out, err = runner.run("check", "--today", TODAY, "--select", "all", *words)
    table.row("check", lambda: require((code, out) == (1, b""), "finds something"))
    table.row("check, standard error", lambda: str(check_shown(err)) and None)

    def report(name: str) -> None:
        raw = files[name].read_bytes()
        require(str(runner.vault).encode() not in raw or name == "sarif", "no absolute path")
        if name in ("json", "gitlab", "sarif", "rdjson"):
            value = json_of(raw)
            if name == "json":
                check_relative((finding["path"] for finding in value), runner.vault)
        elif name == "jsonl":
            for line in raw.split(b"\n")[:-1]:
                json_of(line)
        elif name in ("junit", "checkstyle"):
            check_shown(raw)
            tags = {element.tag for element in ElementTree.fromstring(raw).iter()}
            known = {"testsuites", "testsuite", "testcase", "failure", "error", "file", "checkstyle"}
            require(tags <= known, f"no element of a note: {tags - known}")
        elif name == "github":
            text = text_of(raw)
            for line in text.split("\n")[:-1]:
                command = r"::(?:error|warning|notice) file=[^:]*,title=[^:]*::|[0-9]+ [a-z]"
                require(re.match(command, line) is not None, f"a command of ours: {line!r}")
            check_shown(re.sub("^::", "", text, flags=re.MULTILINE).encode())
        else:
            check_shown(raw)

    for name in REPORTS:
        table.row(f"check --report {name}", lambda name=name: report(name))
    # Colours and links are ours alone: without them nothing is left that a terminal obeys.
    coloured = runner.run("check", "--color=always", "--today", TODAY)[1]
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", coloured)
    table.row("check --color=always", lambda: str(check_shown(plain)) and None)


def check_calendars(table: Table, runner: Runner) -> None:
    export = ("export", "--today", TODAY, "--done", "keep")
    out = runner.vault.parent / "out"
    for profile, component in (("todo", "VTODO"), ("events", "VEVENT")):
        words = (*export, "--profile", profile, "--body", "--owners", "contact")
        code, raw, err = runner.run(*export, "--profile", profile)
        table.row(f"export {profile}", lambda r=raw, c=component: check_ics(r, c, None))
        table.row(f"export {profile}, standard error", lambda e=err: str(check_shown(e)) and None)
        raw = runner.run(*words)[1]
        table.row(
            f"export {profile} with bodies and contacts",
            lambda r=raw, c=component: require(b"\r\nATTACH" not in r and r.count(b"BEGIN:V") > 9, c),
        )

    def jcal() -> None:
        value = json.loads(check_shown(runner.run(*export, "--format", "jcal")[1]))
        require(value[0] == "vcalendar" and {one[0] for one in value[2]} == {"vtodo"}, "components")
        names = {prop[0] for one in value[2] for prop in one[1]}
        known = {name.lower() for name in KNOWN} | {"x-obsidian-tasks-owner", "x-obsidian-tasks-tags"}
        require(names <= known, f"properties of ours: {names - known}")

    def vdir() -> None:
        runner.run(*export, "--vdir", str(out / "vdir"))
        names = r"[A-Za-z0-9-]+\.ics|displayname|color|\.tasklint\.tsv"
        require(check_file_names(out / "vdir", names) > 6 * len(ATTACKS), "a file a task")
        for path in (out / "vdir").glob("*.ics"):
            check_ics(path.read_bytes(), "VTODO", 1)

    def split(by: str) -> None:
        folder = out / f"by {by}"
        runner.run(*export, "--split", by, "-o", str(folder))
        harmless = r"[^./\\:*?\"<>|\x00-\x1f\x7f][^/\\:*?\"<>|\x00-\x1f\x7f]*"
        count = check_file_names(folder, harmless + r"\.ics")
        require(count >= (1 if by == "folder" else 20), f"calendars of their own: {count}")
        for path in folder.iterdir():
            check_ics(path.read_bytes(), "VTODO", None)
        runner.run(*export, "--split", by, "--vdir", str(out / f"vdirs by {by}"))
        check_file_names(out / f"vdirs by {by}", harmless + r"|\.tasklint-split\.tsv")

    table.row("export jcal", jcal)
    table.row("export --vdir", vdir)
    for by in ("owner", "tag", "folder"):
        table.row(f"export --split {by}", lambda by=by: split(by))
    table.row(
        "export writes nowhere else",
        lambda: require({path.name for path in runner.vault.parent.iterdir()}
                        == {"vault", "outside", "reports", "out", "calls"}, "nothing else"),
    )


def check_queries(table: Table, runner: Runner, every: int) -> None:
    query = ("query", "--today", TODAY)
    grouped = "group by heading\ngroup by tags\ngroup by filename"

    def as_json() -> None:
        value = json_of(runner.run(*query, "--json", grouped)[1])
        require(value["total"] >= every, f"all tasks: {value['total']}")

    def markdown() -> None:
        text = check_shown(runner.run(*query, "--markdown", grouped)[1])
        odd = [
            line
            for line in text.split("\n")
            if line and not re.match(r"#{1,6} |\s*- \[|\s*[-*] |[0-9]+ (of|tasks?)", line)
        ]
        require(not odd, f"headings and items only: {odd[:2]}")

    table.row("query", lambda: str(check_shown(runner.run(*query, grouped)[1])) and None)
    for by in ("folder", "root", "path", "heading", "backlink"):
        group = f"group by {by}"
        table.row(f"query '{group}'", lambda g=group: str(check_shown(runner.run(*query, g)[1])) and None)
    table.row("query --json", as_json)
    table.row("query --markdown", markdown)
    for attack in ATTACKS:
        if b"\0" in attack.text:
            continue  # no argument can hold it

        def error(text: bytes = attack.text) -> None:
            for words in (("query", "-e", b"description includes\n" + text),
                          ("query", "--json", "-e", b"not a filter " + text),
                          ("explain", b"x" + text), ("check", b"./gone " + text),
                          ("done", b"gone " + text + b".md:1"),
                          ("list", "--query", b"nonsense " + text),
                          ("check", "--select", b"x" + text), ("config", "show", "--config", b"x=" + text)):
                _, out, err = runner.run(*words)
                check_shown(out)
                check_shown(err)

        table.row(f"errors that quote {attack.name}", error)


def check_others(table: Table, runner: Runner) -> None:
    table.row("check --diff", lambda: check_patch(runner.run("check", "--fix", "--diff", "--today", TODAY)))
    table.row("fmt --diff", lambda: check_patch(runner.run("fmt", "--diff")))
    table.row("fmt --check", lambda: str(check_shown(runner.run("fmt", "--check")[1])) and None)
    table.row("agenda", lambda: str(check_shown(runner.run("agenda", "-o", "-")[1])) and None)
    for attack in ATTACKS:

        def note(attack: Attack = attack) -> None:
            name = name_of(attack)
            for raw in runner.run(b"read", name)[1:]:
                check_shown(raw)
            check_patch(runner.run(b"done", b"--dry-run", name + b":2"))
            printed = on_terminal(runner, b"done", b"--dry-run", name + b":2")
            check_shown(printed.replace(b"\r\n", b"\n"))
            json_of(runner.run(b"read", b"--json", name)[1])
            for line in runner.run(b"parse", name)[1].split(b"\n")[:-1]:
                require(isinstance(json_of(line), dict), "an object a line")
            json_of(runner.run("parse", "--note", "-", stdin=note_of(attack))[1])

        table.row(f"read, parse and done of {attack.name}", note)


def check_folders(table: Table, runner: Runner) -> None:
    """The path of a configuration is for programs, and on a terminal for people."""
    folder = runner.vault.parent / "folders"
    other = Runner(runner.command, runner.library, folder)
    for attack in ATTACKS:
        name = attack.text.replace(b"/", b"_").replace(b"\0", b"0")
        name = b"./" + name if name.startswith(b"-") else name
        os.makedirs(os.path.join(bytes(folder), name, b".obsidian"))

        def paths(name: bytes = name) -> None:
            for words in ((b"init", name), (b"init", b"--force", name), (b"config", b"file", name)):
                printed = on_terminal(other, *words)
                check_shown(printed.replace(b"\r\n", b"\n"))
                _, out, err = other.run(*words)
                check_first(out.decode(errors="replace"))
                check_shown(err)
            require(out.endswith(name.removeprefix(b"./") + b"/.tasklint.toml\n"), f"the path: {out!r}")

        table.row(f"init and config file in {attack.name}", paths)


def on_terminal(runner: Runner, *words: str | bytes) -> bytes:
    """What a terminal gets to see, where links and colours are not asked for."""
    master, slave = pty.openpty()
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1"}
    with subprocess.Popen(
        [runner.command, *words], cwd=runner.vault, env=environment, stdin=slave, stdout=slave, stderr=slave
    ) as process:
        os.close(slave)
        printed = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the other side is closed
                break
            printed += piece
    os.close(master)
    require(process.returncode in (0, 1, 2), f"ends well: {process.returncode}")
    return printed


def check_settings(table: Table, runner: Runner) -> None:
    """Who sends notes may send settings and a configuration as well."""
    folder = runner.vault.parent / "settings"
    plugin = folder / ".obsidian/plugins/obsidian-tasks-plugin"
    plugin.mkdir(parents=True)
    texts = [attack.text.decode(errors="replace") + "\nx = 1" for attack in ATTACKS]
    statuses = [
        {"symbol": chr(0x4E00 + i), "name": text, "type": "TODO", "nextStatusSymbol": "x"}
        for i, text in enumerate(texts)
    ]
    (plugin / "data.json").write_text(json.dumps({"statusSettings": {"customStatuses": statuses}}))
    (folder / "a.md").write_text("- [ ] a #t 📅 2026-01-06\n- [一] b 📅 2026-01-06 c\n")
    other = Runner(runner.command, runner.library, folder)

    def begun() -> None:
        for words in (("init", "--settings"), ("config", "show"), ("list",), ("read", "a.md")):
            _, out, err = other.run(*words)
            check_shown(out)
            check_shown(err)
        whole = tomllib.loads((folder / ".tasklint.toml").read_text())
        require("x" not in whole, "no key of a status")

    def configured() -> None:
        rules = "".join(
            f"[[custom]]\ncode = \"HOUSE{i}\"\nwhen = {{ tag = \"#t\" }}\nmessage = {json.dumps(text, ensure_ascii=False)}\n"
            for i, text in enumerate(attack.text.decode(errors="replace") for attack in ATTACKS)
            if "\x7f" not in text  # TOML has it escaped only
        )
        (folder / ".tasklint.toml").write_text(rules)
        for words in (("check",), ("config", "show"), ("check", "--report", "github")):
            _, out, err = other.run(*words)
            check_shown(re.sub(rb"^::(error|warning|notice) ", b"", out, flags=re.MULTILINE))
            check_shown(err)
        json_of(other.run("config", "show", "--json")[1])

    table.row("init, config show and read with settings", begun)
    table.row("rules of the house", configured)


def check_patch(ran: tuple[int, bytes, bytes]) -> None:
    """A patch has the notes' own bytes: it is for a program. Their names cannot break its lines."""
    _, out, err = ran
    check_shown(err)
    for line in out.split(b"\n"):
        require(
            not line or re.match(rb"[ +\-\\]|@@ -[0-9,]+ \+[0-9,]+ @@|diff --git ", line) is not None,
            f"a line of a patch: {line!r}",
        )


def main(work: str, command: str, library: str) -> int:
    folder = pathlib.Path(work).resolve() / "attacks"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    runner = Runner(command, library, make_vault(folder))
    table = Table()
    every = check_lists(table, runner)
    check_reports(table, runner)
    check_calendars(table, runner)
    check_queries(table, runner, every)
    check_others(table, runner)
    check_folders(table, runner)
    check_settings(table, runner)
    print(
        f"attacks: {len(ATTACKS)} in {every} tasks; {table.passed} rows hold, {table.failed} do not"
    )
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
