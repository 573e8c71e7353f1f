"""Vaults to write in, what is in a folder, and running the command with one fault."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

TODAY = "2026-01-05"
NOBODY = 65534
ATTRIBUTE = "user.tasklint-test"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "HOME": "/nonexistent",
    "SOURCE_DATE_EPOCH": "1767600000",
    "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0",
}

HIDDEN = "- [ ] brief the team 📅 2026-01-06 soon\n"  # a safe fix moves the date
UNSORTED = "- [ ] pay ⏫ 📅  2026-01-08 #home\n"  # fmt has one space
PLAN = "# Plan\n\n" + HIDDEN + UNSORTED + "- [ ] call 📅 2026-01-07\n"
SETTINGS = '{"globalFilter": "", "taskFormat": "tasksPluginEmoji"}\n'


def make_vault(folder: pathlib.Path) -> None:
    """Three notes with different rights, one of them reached by a link, too."""
    plugin = folder / ".obsidian/plugins/obsidian-tasks-plugin"
    plugin.mkdir(parents=True)
    (plugin / "data.json").write_text(SETTINGS)
    notes = folder / "Notes"
    notes.mkdir()
    (folder / "Plan.md").write_text(PLAN)
    (notes / "Private.md").write_text(HIDDEN * 2)
    (notes / "Long.md").write_text("Some words.\n" * 9000 + HIDDEN)  # more than one write can be
    (folder / "Also.md").symlink_to("Plan.md")
    (folder / "picture.png").write_bytes(bytes(range(256)))
    (folder / "Plan.md").chmod(0o664)
    (notes / "Private.md").chmod(0o600)
    with contextlib.suppress(OSError):
        os.setxattr(folder / "Plan.md", ATTRIBUTE, b"kept")
    if os.geteuid() == 0:
        os.chown(notes / "Private.md", NOBODY, NOBODY)


@dataclass(frozen=True)
class File:
    kind: str  # file, link or folder
    content: bytes
    rights: tuple[object, ...]


def attributes(path: pathlib.Path) -> tuple[tuple[str, bytes], ...]:
    try:
        return tuple((name, os.getxattr(path, name)) for name in sorted(os.listxattr(path)))
    except OSError:
        return ()


def files_in(folder: pathlib.Path) -> dict[str, File]:
    """All that lies in a folder; rights and attributes of files only."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = File("link", os.readlink(path).encode(), ())
        elif path.is_dir():
            found[name] = File("folder", b"", ())
        else:
            info = path.stat()
            rights = (stat.S_IMODE(info.st_mode), info.st_uid, info.st_gid, attributes(path))
            found[name] = File("file", path.read_bytes(), rights)
    return found


def is_temporary(name: str) -> bool:
    return pathlib.PurePath(name).name.startswith(".tasklint-") and name.endswith(".tmp")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    calls: tuple[str, ...] = ()  # `NAME PATH`


class Command:
    """The program, with a library that counts its calls and makes one of them fail."""

    def __init__(self, program: str, library: str) -> None:
        self.program, self.library = program, library

    def run(
        self,
        folder: pathlib.Path,
        words: tuple[str, ...],
        at: int = 0,
        kind: str = "none",
        touch: str = "",
        user: int | None = None,
    ) -> Ran:
        log = folder.parent / "calls"
        log.unlink(missing_ok=True)
        environment = {
            **ENVIRONMENT,
            "LD_PRELOAD": self.library,
            "FAULT_ROOT": str(folder),
            "FAULT_LOG": str(log),
            "FAULT_AT": str(at),
            "FAULT_KIND": kind,
            "FAULT_TOUCH": str(folder / touch),
        }
        options = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        done = subprocess.run(
            [self.program, *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
            **options,
        )
        calls = log.read_text(errors="replace").splitlines() if log.exists() else []
        if any(call.startswith("0 socket") for call in calls):
            raise AssertionError(f"{words}: a socket was opened")
        return Ran(
            done.returncode,
            done.stdout.decode(errors="replace"),
            done.stderr.decode(errors="replace"),
            tuple(call.split(" ", 1)[1] for call in calls),
        )


@contextlib.contextmanager
def place() -> Iterator[pathlib.Path]:
    """A folder `vault` to work in, and one beside it that nobody may touch."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tasklint-faults-")).resolve()
    try:
        (folder / "vault").mkdir()
        (folder / "outside").mkdir()
        (folder / "outside/other.md").write_text(HIDDEN)
        yield folder / "vault"
    finally:
        shutil.rmtree(folder)
