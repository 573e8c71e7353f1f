"""consumers_test.py PAGE WORK_DIR COMMAND: programs that people use take what we export.

khal and todoman show the entries of a small vault, vdirsyncer carries them to Radicale and moves
nothing that did not change. All of them are configured as PAGE (docs/calendars.md) says, and PAGE's
command lines are run. What is not installed is skipped and named; 77 if none of it is there.

Programs and server have a home of their own and talk over loopback alone. The server ends with
the test, whatever happens.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import datetime
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
import zoneinfo
from collections.abc import Callable, Iterator, Mapping

SKIPPED = 77
ZONE = "Europe/Berlin"
TODAY = "2026-03-01"
FIRST_EXPORT = 1_772_355_600  # SOURCE_DATE_EPOCH: that day, nine o'clock UTC
SERVER = "127.0.0.1:5232"  # as the page has it
USER = "one"

COLLECTIONS = {"tasks": "todo", "events": "events"}  # of the page, and their profiles
SYNC = ("vdirsyncer", "radicale")
PROGRAMS = {
    "khal": ("khal",),
    "todoman": ("todoman", "todo"),  # Debian's name, the project's name
    "vdirsyncer": ("vdirsyncer",),
    "radicale": ("radicale",),
}

LONG = (
    "A line so long that it has to be folded more than once, with words, commas; semicolons, a "
    "back\\slash and an emoji 🚀 near each fold, 🚀 over and over again 🚀 until nobody reads on"
)
CAKE = "🎂 Ein Kuchen für das Café „Ångström“ 👩‍👩‍👧‍👦"
NOTES = {
    "Plan.md": f"""# Plan

- [ ] Brief the team @Person Two 📅 2026-03-02 ⏫ #work/meeting
	- [ ] Print the handout 📅 2026-03-01 🔼
- [ ] Ask for a quote @Networks, platform team 📅 2026-03-04 🔽
- [ ] {CAKE} 📅 2026-03-05
- [ ] {LONG} 📅 2026-03-06 🔺
- [ ] 14:00-15:30 Review the plan 📅 2026-03-30 ^review
- [ ] 02:30 Wind the clock 📅 2026-03-29
- [ ] Ring the dentist 🛫 2026-03-03 ⏳ 2026-03-09
- [ ] Someday
- [ ] See the doctor #private 📅 2026-03-10
- [x] Write the minutes 📅 2026-03-02 ✅ 2026-03-02
- [-] Book the old room 📅 2026-03-02 ❌ 2026-03-01
- [/] Draft the report 🛫 2026-03-02 📅 2026-03-12 🆔 draft
- [ ] Send the report ⏬ 📅 2026-03-13 ⛔ draft
""",
    "Areas/Chores.md": """# Chores

- [ ] Water the plants 🔁 every week on Monday 📅 2026-03-02
- [ ] Pay the rent 🔁 every month 📅 2026-01-31
- [ ] 09:00 Stand-up 🔁 every day 📅 2026-03-27
- [ ] Descale the kettle 🔁 every 3 weeks when done 📅 2026-03-11
- [ ] Sweep the yard 📅 2026-03-20
""",
}

# What khal shows of March: the day, the times, and the text.
EVENTS = {
    ("2026-03-01", "", "Print the handout"),
    ("2026-03-02", "", "Brief the team Person Two"),
    ("2026-03-04", "", "Ask for a quote Networks, platform team"),
    ("2026-03-05", "", CAKE),
    ("2026-03-06", "", LONG),
    ("2026-03-09", "", "Ring the dentist"),
    ("2026-03-11", "", "Descale the kettle"),
    ("2026-03-12", "", "Draft the report"),
    ("2026-03-13", "", "Send the report"),
    ("2026-03-20", "", "Sweep the yard"),
    ("2026-03-29", "03:30-04:00", "Wind the clock"),  # 2:30 is skipped: an hour on
    ("2026-03-30", "14:00-15:30", "Review the plan"),
    ("2026-03-31", "", "Pay the rent"),
    *((f"2026-03-{day:02}", "", "Water the plants") for day in (2, 9, 16, 23, 30)),
    # On the 29th the clock goes forward.
    *((f"2026-03-{day:02}", "09:00-09:30", "Stand-up") for day in (27, 28, 29, 30, 31)),
}
# And later, where only recurrences are left: the first day, how many, what it shows there.
LATER = {
    ("2026-04-30", 1): {
        ("2026-04-30", "", "Pay the rent"),
        ("2026-04-30", "09:00-09:30", "Stand-up"),
    },
    ("2026-11-02", 1): {
        ("2026-11-02", "", "Water the plants"),
        ("2026-11-02", "09:00-09:30", "Stand-up"),
    },
    ("2027-02-27", 2): {
        ("2027-02-27", "09:00-09:30", "Stand-up"),
        ("2027-02-28", "", "Pay the rent"),
        ("2027-02-28", "09:00-09:30", "Stand-up"),
    },
}
# What todoman lists: due, priority, done.
TODOS = {
    "Brief the team Person Two": ("2026-03-02", 3, False),
    "Print the handout": ("2026-03-01", 5, False),
    "Ask for a quote Networks, platform team": ("2026-03-04", 7, False),
    CAKE: ("2026-03-05", 0, False),
    LONG: ("2026-03-06", 1, False),
    "Review the plan": ("2026-03-30 15:30", 0, False),
    "Wind the clock": ("2026-03-29 03:30", 0, False),
    "Ring the dentist": ("", 0, False),
    "Someday": ("", 0, False),
    "Write the minutes": ("2026-03-02", 0, True),
    "Book the old room": ("2026-03-02", 0, True),
    "Draft the report": ("2026-03-12", 0, False),
    "Send the report": ("2026-03-13", 9, False),
    "Water the plants": ("2026-03-02", 0, False),
    "Pay the rent": ("2026-01-31", 0, False),
    "Stand-up": ("2026-03-27 09:00", 0, False),
    "Descale the kettle": ("2026-03-11", 0, False),
    "Sweep the yard": ("2026-03-20", 0, False),
}

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What vdirsyncer says of an item, or of a fault; that it deletes without a tag is its own affair.
MOVED = re.compile(
    r"^(?:Copying|Deleting|Doing|error:|critical:|warning: (?!Deleting an item with no etag)).*$",
    re.MULTILINE,
)


class Server:
    """A running Radicale, seen by its items."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        token = base64.b64encode(f"{USER}:secret".encode()).decode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(
                method,
                path,
                body.encode(),
                {"Authorization": f"Basic {token}", **(headers or {})},
            )
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")
        finally:
            connection.close()

    def tags(self, collection: str) -> tuple[str, dict[str, str]]:
        """The collection's tag, and by UID the tag of each item."""
        status, text = self.ask(
            "PROPFIND",
            f"/{USER}/{collection}/",
            '<propfind xmlns="DAV:" xmlns:s="http://calendarserver.org/ns/"><prop><getetag/>'
            "<s:getctag/></prop></propfind>",
            {"Depth": "1", "Content-Type": "application/xml"},
        )
        if status != 207:
            raise RuntimeError(f"the server answers {status}: {text}")
        of_all, items = "", {}
        for response in ElementTree.fromstring(text).iter("{DAV:}response"):
            path = response.findtext("{DAV:}href") or ""
            if path.endswith(".ics"):
                name = path.rsplit("/", 1)[1]
                items[name.removesuffix(".ics")] = response.findtext(".//{DAV:}getetag") or ""
            else:
                of_all = response.findtext(".//{http://calendarserver.org/ns/}getctag") or ""
        return of_all, items

    def item(self, collection: str, uid: str) -> str:
        return self.ask("GET", f"/{USER}/{collection}/{uid}.ics")[1]

    def put(self, collection: str, uid: str, text: str) -> int:
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        return self.ask("PUT", f"/{USER}/{collection}/{uid}.ics", text, headers)[0]


class Home:
    """A home folder with the vault `notes`, and what the page configures."""

    def __init__(self, folder: pathlib.Path, page: str, command: pathlib.Path) -> None:
        self.folder = folder
        self.vault = folder / "notes"
        self.command = command
        self.clock = FIRST_EXPORT
        self.environment = {
            "PATH": os.pathsep.join((str(command.parent), os.environ.get("PATH", os.defpath))),
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / ".config"),
            "XDG_DATA_HOME": str(folder / ".local/share"),
            "XDG_STATE_HOME": str(folder / ".local/state"),
            "XDG_CACHE_HOME": str(folder / ".cache"),
            "TMPDIR": str(folder / "tmp"),
            "TZ": ZONE,
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        (folder / "tmp").mkdir(parents=True)
        (self.vault / ".obsidian").mkdir(parents=True)
        for name, text in NOTES.items():
            self.write(f"notes/{name}", text)
        for _, block in BLOCK.findall(page):
            first, _, text = block.partition("\n")
            if first.startswith("# ~/"):
                self.write(first.removeprefix("# ~/"), text)
            elif first == "# .tasklint.toml":
                people = '[people]\nroster = ["Person Two", "Networks, platform team"]\n'
                self.write("notes/.tasklint.toml", people + text)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            raise RuntimeError(f"{name} has {old!r} {text.count(old)} times")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *words: str, stdin: str = "") -> tuple[int, str]:
        """What it ends with, and what it prints on both outputs."""
        done = subprocess.run(
            words,
            cwd=self.vault,
            env={**self.environment, "SOURCE_DATE_EPOCH": str(self.clock)},
            input=stdin.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
        )
        return done.returncode, done.stdout.decode("utf-8")

    @contextlib.contextmanager
    def server(self) -> Iterator[Server]:
        """Radicale as the page configures it, on a free port."""
        for attempt in range(5):
            with socket.socket() as chosen:
                chosen.bind(("127.0.0.1", 0))
                port = chosen.getsockname()[1]
            for name in (".config/radicale/config", ".config/vdirsyncer/config"):
                path = self.folder / name
                text = path.read_text(encoding="utf-8")
                path.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{port}", text))
            log = self.folder / f"radicale-{attempt}.log"
            with log.open("wb") as output:
                process = subprocess.Popen(
                    ["radicale", "--config", str(self.folder / ".config/radicale/config")],
                    cwd=self.folder,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    preexec_fn=end_with_parent,
                )
            try:
                if answers(process, port):
                    yield Server(port)
                    return
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        raise RuntimeError(f"Radicale does not start: {log.read_text(errors='replace')}")


def end_with_parent() -> None:
    """Linux: the process ends when the test does, even if that is killed."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def answers(process: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.05)
    return False


def files_of(folder: pathlib.Path) -> dict[str, tuple[int, int]]:
    """What vdirsyncer goes by, of every file: time and inode."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            status = path.stat()
            found[str(path.relative_to(folder))] = (status.st_mtime_ns, status.st_ino)
    return found


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, set[str]]:
    return {
        "new": set(after) - set(before),
        "gone": set(before) - set(after),
        "changed": {key for key in before if key in after and before[key] != after[key]},
    }


class Test:
    def __init__(self, page: pathlib.Path, work: pathlib.Path, command: pathlib.Path) -> None:
        self.page = page.read_text(encoding="utf-8")
        self.work = work
        self.command = command
        self.passed = 0
        self.failed = 0
        self.programs = {
            name: found
            for name, names in PROGRAMS.items()
            for found in [next(filter(shutil.which, names), "")]
            if found
        }

    def expect(self, holds: bool, claim: str) -> None:
        self.passed += holds
        self.failed += not holds
        if not holds:
            print(f"not so: {claim}")

    def equal(self, seen: object, wanted: object, claim: str) -> None:
        if isinstance(seen, set) and isinstance(wanted, set):
            less, more = wanted - seen, seen - wanted
            self.expect(seen == wanted, f"{claim}: missing {less or 'none'}, besides {more}")
        else:
            self.expect(seen == wanted, f"{claim}: expected {wanted!r}, it is {seen!r}")

    def home(self, name: str) -> Home:
        return Home(self.work / name, self.page, self.command)

    def run(self, home: Home, *words: str, stdin: str = "") -> str:
        code, output = home.run(*words, stdin=stdin)
        self.expect(code == 0, f"`{' '.join(words)}` ends with 0: {code}, {output}")
        return output

    def export(self, home: Home, *more: str) -> str:
        """Both calendars, an hour after the last time."""
        home.clock += 3600
        output = ""
        for name, profile in COLLECTIONS.items():
            output += self.run(
                home,
                str(home.command),
                "export",
                *("--today", TODAY, "--profile", profile),
                *("--vdir", f"{home.folder}/.calendars/{name}"),
                *more,
            )
        return output

    # ---- the page

    def run_page(self) -> None:
        """Its command lines, one after another."""
        home = self.home("page")
        with_server = all(name in self.programs for name in SYNC)
        with home.server() if with_server else contextlib.nullcontext():
            ours = 0
            for line in self.page_lines():
                named = {name for name in PROGRAMS if re.search(rf"(^|\| ){name}\b", line)}
                if named - set(self.programs) or ("vdirsyncer" in named and not with_server):
                    continue
                for name in named:
                    line = re.sub(rf"\b{name}\b", self.programs[name], line, count=1)
                code, output = home.run("bash", "-c", line)
                self.expect(code == 0, f"`{line}` of the page ends with 0: {code}, {output}")
                ours += line.startswith("tasklint ")
            self.expect(ours > 10, "the page has command lines of tasklint")
        for name in ("public/k3v9x2-google.ics", "tasks.ics", "tasks.json", "calendars", "two.ics"):
            self.expect((home.folder / name).exists(), f"~/{name} was written")
        note = (home.vault / "Plan.md").read_text(encoding="utf-8")
        self.expect(note.count("🆔") > 10, "--write-ids wrote ids")
        commands = set(re.findall(r"`(tasklint [^`]+)`", BLOCK.sub("", self.page)))
        for line in sorted(commands):
            if "NOTE.md" in line:
                line = line.replace("NOTE.md:LINE", "Plan.md:3")
            code, output = home.run("bash", "-c", line)
            self.expect(code in (0, 1), f"`{line}` of the page works: {code}, {output}")
        self.expect(bool(commands), "its prose names commands")

    def page_lines(self) -> list[str]:
        return [
            line
            for language, block in BLOCK.findall(self.page)
            if language == "sh"
            for line in block.splitlines()
        ]

    # ---- khal

    def listed(self, home: Home, calendar: str, first: str, days: int) -> set[tuple[str, str, str]]:
        """Day, times and text. All but one have an alarm: that has no due date."""
        fields = "{start-date}|{start-time}|{end-time}|{title}{alarm-symbol}"
        output = self.run(
            home,
            *(self.programs["khal"], "list", "-a", calendar, "--day-format", ""),
            *("--format", fields, first, f"{days}d"),
        )
        shown = set()
        for line in output.splitlines():
            day, _, rest = line.partition("|")
            if rest:
                begin, end, title = rest.split("|", 2)
                alarm = title.endswith("⏰")
                title = title.removesuffix("⏰").rstrip()
                self.equal(alarm, title != "Ring the dentist", f"khal, an alarm of {title!r}")
                times = f"{begin}-{end}" if begin else ""
                shown.add((day, times, title))
        return shown

    def run_khal(self) -> None:
        home = self.home("khal")
        self.export(home)
        home.replace(
            ".config/khal/config",
            "[locale]",
            "[[imported]]\npath = ~/.calendars/imported\n\n[locale]",
        )
        (home.folder / ".calendars/imported").mkdir()
        self.equal(self.listed(home, "tasks", "2026-03-01", 31), EVENTS, "khal, March")
        for (first, days), wanted in LATER.items():
            self.equal(self.listed(home, "tasks", first, days), wanted, f"khal, {first}")

        file = str(home.folder / "events.ics")
        self.run(home, str(home.command), "export", "--profile", "events", "-o", file)
        khal = self.programs["khal"]
        self.run(home, khal, "import", "--batch", "-a", "imported", file)
        self.equal(
            self.listed(home, "imported", "2026-03-01", 31), EVENTS, "khal, March, imported"
        )
        # khal looks into the file, where commas are escaped and lines are folded.
        for words, title in (("Café", CAKE), ("Ask for", "Ask for a quote Networks")):
            found = self.run(home, khal, "search", "-a", "imported", "--format", "{title}", words)
            self.expect(title in found, f"khal finds {words!r}: {found}")
        for hidden in ("See the doctor", "Someday", "Write the minutes", "Book the old room"):
            self.equal(self.run(home, khal, "search", hidden).strip(), "", f"khal, {hidden!r}")

    # ---- todoman

    def run_todoman(self) -> None:
        home = self.home("todoman")
        self.export(home)
        todoman = self.programs["todoman"]
        listed = json.loads(self.run(home, todoman, "--porcelain", "list", "--status", "ANY"))
        zone = zoneinfo.ZoneInfo(ZONE)
        shown = {}
        for todo in listed:
            due = ""
            if todo["due"] is not None:
                at = datetime.datetime.fromtimestamp(todo["due"], zone)
                due = at.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
            shown[todo["summary"]] = (due, todo["priority"], todo["completed"])
        self.equal(set(shown.items()), set(TODOS.items()), "todoman's to-dos")
        self.equal(len(listed), len(TODOS), "their number")
        files = list((home.folder / ".calendars/tasks").glob("*.ics"))
        self.equal(len(files), len(TODOS), "the number of files")
        for path in files:
            uids = re.findall(r"(?s)BEGIN:VTODO\r\nUID:(.*?)\r\n", path.read_bytes().decode())
            self.equal(uids, [path.stem], f"{path.name} has one to-do, which is called like it")
        # One that is done in todoman is not lost to us.
        number = next(todo["id"] for todo in listed if todo["summary"] == "Someday")
        self.run(home, todoman, "done", str(number))
        told = self.export(home)
        self.expect(told.count("changed since it was written") == 1, f"it is said: {told}")

    # ---- vdirsyncer and Radicale

    def sync(self, home: Home) -> list[str]:
        output = self.run(home, "vdirsyncer", "sync")
        return [match[0] for match in MOVED.finditer(output)]

    def step(
        self,
        home: Home,
        server: Server,
        what: str,
        todos: Mapping[str, int],
        events: Mapping[str, int],
    ) -> tuple[str, list[str]]:
        """Exports, syncs, and compares what became of the server's items with what is expected.

        @return what the export says, and the to-dos that are new, gone or changed
        """
        before = {name: server.tags(name) for name in COLLECTIONS}
        told = self.export(home)
        moved = self.sync(home)
        touched: list[str] = []
        for name, wanted in (("tasks", todos), ("events", events)):
            after = server.tags(name)
            seen = changes(before[name][1], after[1])
            counts = {kind: len(uids) for kind, uids in seen.items() if uids}
            self.equal(counts, dict(wanted), f"{what}: {name} on the server")
            self.equal(
                after[0] == before[name][0], not wanted, f"{what}: the tag of {name} stays"
            )
            if name == "tasks":
                touched = sorted(set().union(*seen.values()))
        number = sum(todos.values()) + sum(events.values())
        self.equal(len(moved), number, f"{what}: what vdirsyncer moves, {moved}")
        self.equal(self.sync(home), [], f"{what}: what it moves after that")
        return told, touched

    def run_sync(self) -> None:
        home = self.home("sync")
        with home.server() as server:
            self.sync_all(home, server)

    def sync_all(self, home: Home, server: Server) -> None:
        self.export(home)
        vdirs = home.folder / ".calendars"
        wanted = {
            name: {path.stem for path in (vdirs / name).glob("*.ics")} for name in COLLECTIONS
        }
        self.equal(len(wanted["tasks"]), len(TODOS), "to-dos in the vdir")
        self.run(home, "vdirsyncer", "discover", stdin="y\n" * 9)
        moved = self.sync(home)
        self.equal(len(moved), sum(map(len, wanted.values())), f"items that are pushed, {moved}")
        for name, uids in wanted.items():
            self.equal(set(server.tags(name)[1]), uids, f"{name} on the server")
        self.equal(self.sync(home), [], "items that the second sync moves")
        self.read_server(server)

        files = files_of(vdirs)
        state = (home.vault / ".tasklint/ids.tsv").read_bytes()
        self.step(home, server, "nothing changed", {}, {})
        self.equal(changes(files, files_of(vdirs)), changes({}, {}), "files that were touched")
        self.equal((home.vault / ".tasklint/ids.tsv").read_bytes(), state, "the state")

        one = {"changed": 1}
        _, first = self.step_after(
            home, server, "a text", "Plan.md", "Send the report", "Send the long report", one, one
        )
        text = server.item("tasks", first[0])
        self.expect("SUMMARY:Send the long report\r\n" in text, f"the server has it: {text}")
        self.expect("SEQUENCE:1\r\n" in text, f"its first revision: {text}")
        for what, old, new, counts in (
            ("a date", "📅 2026-03-13", "📅 2026-03-14", one),
            ("a priority", "🔼", "⏫", one),
            ("lines above", "# Plan\n", "# Plan\n\nNew.\n", {}),
        ):
            self.step_after(home, server, what, "Plan.md", old, new, counts, counts)
        gone = {"gone": 1}
        cake = f"- [ ] {CAKE} 📅 2026-03-05\n"
        _, left = self.step_after(home, server, "a task less", "Plan.md", cake, "", gone, gone)
        some, new = "- [ ] Someday\n", {"new": 1}
        _, back = self.step_after(
            home, server, "it is back", "Plan.md", some, f"{some}{cake}", new, new
        )
        self.equal(back, left, "the task that is back")
        sweeping = next(
            uid for uid in server.tags("tasks")[1] if "Sweep" in server.item("tasks", uid)
        )

        # To another note: the same UID, another link.
        sweep = "- [ ] Sweep the yard 📅 2026-03-20\n"
        home.replace("notes/Areas/Chores.md", sweep, "")
        _, to_plan = self.step_after(
            home, server, "a move", "Plan.md", some, f"{some}{sweep}", one, one
        )
        text = server.item("tasks", to_plan[0])
        self.equal(to_plan, [sweeping], "the UID of the task that moved")
        self.expect("file=Plan\r\n" in text, f"its link leads to the other note: {text}")

        chores = home.vault / "Areas/Chores.md"
        chores.rename(home.vault / "House.md")
        self.step(home, server, "a note renamed", {"changed": 4}, {"changed": 4})

        # Ticked by us: what is done changes, and is no event any more.
        self.tick(home, "Plan.md", "Ring the dentist")
        self.step(home, server, "a tick", one, gone)
        # The one that is done stays the entry that it was; the next one is new.
        self.tick(home, "House.md", "Water the plants")
        self.step(home, server, "a recurring one", {"new": 1, "changed": 1}, {"new": 1, "gone": 1})

        self.change_on_server(home, server, to_plan[0])

    def read_server(self, server: Server) -> None:
        """What the other programs do not show."""
        items = {}
        for uid in server.tags("tasks")[1]:
            text = server.item("tasks", uid).replace("\r\n ", "")
            items[re.search(r"SUMMARY:(.*)\r\n", text)[1]] = (uid, text.split("\r\n"))
        child = items["Print the handout"][1]
        parent = items["Brief the team Person Two"][0]
        self.expect(any(line.endswith(f"PARENT:{parent}") for line in child), f"parent: {child}")
        for title, wanted in (
            ("Brief the team Person Two", "CATEGORIES:@Person Two,work/meeting"),
            ("Ask for a quote Networks\\, platform team", "CATEGORIES:@Networks_ platform team"),
            ("Review the plan", "DTSTART;TZID=Europe/Berlin:20260330T140000"),
            ("Review the plan", "URL:obsidian://open?vault=notes&file=Plan%23%5Ereview"),
            ("Write the minutes", "COMPLETED:20260302T110000Z"),
            ("Book the old room", "STATUS:CANCELLED"),
            ("Draft the report", "STATUS:IN-PROCESS"),
            ("Send the report", f"X-OBSIDIAN-TASKS-DEPENDS-ON:{items['Draft the report'][0]}"),
        ):
            self.expect(wanted in items[title][1], f"{title} has {wanted}: {items[title][1]}")

    def step_after(
        self,
        home: Home,
        server: Server,
        what: str,
        note: str,
        old: str,
        new: str,
        todos: Mapping[str, int],
        events: Mapping[str, int],
    ) -> tuple[str, list[str]]:
        home.replace(f"notes/{note}", old, new)
        return self.step(home, server, what, todos, events)

    def tick(self, home: Home, note: str, words: str) -> None:
        lines = (home.vault / note).read_text(encoding="utf-8").splitlines()
        number = next(i for i, line in enumerate(lines, 1) if words in line)
        self.run(home, str(home.command), "done", f"{note}:{number}", "--today", TODAY)

    def change_on_server(self, home: Home, server: Server, uid: str) -> None:
        """As a phone would: the notes count, unless the vdir may be written to."""
        ours = server.item("tasks", uid)
        theirs = ours.replace("STATUS:NEEDS-ACTION", "STATUS:COMPLETED")
        self.expect(theirs != ours, f"an open to-do: {ours}")
        self.equal(server.put("tasks", uid, theirs), 201, "the server's answer")
        files = files_of(home.folder / ".calendars")
        # vdirsyncer 0.19 only notes it at first.
        self.equal(len(self.sync(home) + self.sync(home)), 1, "what is taken back")
        self.equal(server.item("tasks", uid), ours, "the to-do on the server")
        self.equal(
            changes(files, files_of(home.folder / ".calendars")), changes({}, {}), "our files"
        )

        home.replace(".config/vdirsyncer/config", "read_only = true\n", "")
        self.run(home, "vdirsyncer", "discover", stdin="y\n" * 9)
        # vdirsyncer 0.19 overlooks a change that it has taken back before: another one.
        theirs = theirs.replace("SEQUENCE:", "PERCENT-COMPLETE:100\r\nSEQUENCE:")
        self.equal(server.put("tasks", uid, theirs), 201, "the server's answer")
        self.equal(len(self.sync(home)), 1, "what comes back")
        told, _ = self.step(home, server, "after a tick on the phone", {}, {})
        self.equal(told.count(f"{uid}.ics: changed since it was written"), 1, f"told: {told}")
        self.expect("STATUS:COMPLETED" in server.item("tasks", uid), "it is still ticked there")
        new = "made-there"
        self.equal(server.put("tasks", new, theirs.replace(uid, new)), 201, "the answer")
        self.equal(len(self.sync(home)), 1, "a new entry comes")
        told, _ = self.step(home, server, "after a new one", {}, {})
        self.equal(told.count(f"{new}.ics: not ours, and left alone"), 1, f"told: {told}")
        # The way that the message tells.
        self.tick(home, "Plan.md", "Sweep the yard")
        (home.folder / f".calendars/tasks/{uid}.ics").unlink()
        told, _ = self.step(home, server, "taken over", {"changed": 1}, {"gone": 1})
        self.expect("changed since" not in told, f"nothing is left to say: {told}")
        self.expect("COMPLETED:20260301T" in server.item("tasks", uid), "with our date")

    def main(self) -> int:
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        parts: tuple[tuple[str, tuple[str, ...], Callable[[], None]], ...] = (
            ("khal", ("khal",), self.run_khal),
            ("todoman", ("todoman",), self.run_todoman),
            ("sync", SYNC, self.run_sync),
        )
        ran = 0
        for name, needs, run in parts:
            missing = [program for program in needs if program not in self.programs]
            if missing:
                print(f"skipped: {name}, because {' and '.join(missing)} cannot be found")
                continue
            begin, before = time.monotonic(), self.passed
            run()
            ran += 1
            seconds = time.monotonic() - begin
            print(f"{name}: {self.passed - before} passed in {seconds:.1f} seconds")
        self.run_page()
        print(f"consumers: {self.passed} passed, {self.failed} failed")
        if self.failed:
            return 1
        return 0 if ran else SKIPPED


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(Test(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:])).main())
