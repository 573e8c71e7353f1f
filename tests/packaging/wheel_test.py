"""wheel_test.py WHEEL [REFERENCE]: what is in the wheel, and what it does in a virtual environment of its own.

It is installed without an index into an environment of the Python that runs this, used, and uninstalled. REFERENCE is a
command tasklint that links the system's libraries: the calendars of both have to be the same, byte for byte.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The C and C++ runtime of Linux. Anything else would have to be installed beside the wheel.
RUNTIME = re.compile(r"(lib(c|m|pthread|stdc\+\+|gcc_s)\.so\.\d+|libc\.musl-\w+\.so\.1|ld-linux[-\w]*\.so\.\d+)$")
LICENCES = {
    "cli11", "date", "fmt", "libical", "libyaml", "nanobind", "nlohmann-json", "pegtl", "re2", "robin_map", "tomlplusplus",
    "utf8proc", "util-linux", "xxhash",
}  # fmt: skip

failed = 0


def expect(claim: str, holds: bool, shown: object = "") -> None:
    global failed
    if not holds:
        failed += 1
        print(f"wheel test: not so: {claim} {shown}".rstrip(), file=sys.stderr)


def run(*command: object, stdin: str | None = None, code: int = 0) -> str:
    """The standard output of a command that has to end with the given code."""
    # Neither this clone nor anything else of the user's is on the path of the Python that is tried.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_FIND"))}
    result = subprocess.run(
        [str(word) for word in command],
        input=stdin, capture_output=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    shown = f"ended with {result.returncode}\n{result.stdout}{result.stderr}"
    expect(" ".join(str(word) for word in command) + f" ends with {code}", result.returncode == code, shown)
    return result.stdout


def check_contents(wheel: pathlib.Path, unpacked: pathlib.Path) -> None:
    version = wheel.name.split("-")[1]
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        archive.extractall(unpacked)
    info, data = f"tasklint-{version}.dist-info", f"tasklint-{version}.data"
    licences = {name for name in names if name.startswith(f"{info}/licenses/")}
    (module,) = [name for name in names if re.fullmatch(r"tasklint/_tasklint\.[\w-]+\.so", name)]
    command = f"{data}/scripts/tasklint"
    package = {f"tasklint/{path.name}" for path in (ROOT / "bindings/python/tasklint").iterdir() if path.is_file()}
    expected = package | {module, command, f"{info}/METADATA", f"{info}/RECORD", f"{info}/WHEEL"}
    others = set(names) - licences
    expect("it holds the package, the module and the command, and no more", others == expected, sorted(others ^ expected))
    expect("an abi3 module is in an abi3 wheel", ("abi3" in module) == ("-abi3-" in wheel.name), module)

    for name in (module, command):
        dynamic = subprocess.run(
            ["readelf", "-dW", str(unpacked / name)], capture_output=True, text=True, check=True
        ).stdout
        needed = re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
        expect(f"{name} needs something", bool(needed))
        expect(f"{name} needs the C and C++ runtime alone", all(map(RUNTIME.match, needed)), needed)
        expect(f"{name} looks for libraries nowhere else", "RPATH" not in dynamic and "RUNPATH" not in dynamic)
        root = str(ROOT).encode()
        expect(f"{name} does not know where it was built", root not in (unpacked / name).read_bytes())
    symbols = subprocess.run(
        ["readelf", "-sW", "--dyn-syms", str(unpacked / module)], capture_output=True, text=True, check=True
    ).stdout
    shown = re.findall(r"\bGLOBAL +DEFAULT +\d+ (\w+)", symbols)
    expect("the module shows its entry alone", shown == ["PyInit__tasklint"], shown[:5])

    folders = {name.split("/")[3] for name in licences if name.startswith(f"{info}/licenses/third_party/")}
    expect("every library's licence is there", folders == LICENCES, sorted(folders ^ LICENCES))
    expect("and ours", f"{info}/licenses/LICENSE" in licences)
    table = (unpacked / info / "licenses" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .* \| (.*) \| .* \| `(.*)` \| <https://.*> \|$", table, re.MULTILINE)
    expect("THIRD_PARTY.md names them all", {folder for _, folder in rows} == LICENCES, rows)
    for row_version, folder in rows:
        known = re.fullmatch(r"\d+([.-]\d+)+|\d{8}", row_version) or folder == "robin_map"  # RE2 has dates
        expect(f"THIRD_PARTY.md knows the version of {folder}", bool(known), row_version)
    for name in licences:
        text = (unpacked / name).read_text(encoding="utf-8")
        expect(f"{name} is a text", len(text) > 150, len(text))


def files_of(environment: pathlib.Path) -> set[str]:
    """All files but those of pip, which compiles itself as it goes."""
    paths = {str(path.relative_to(environment)) for path in environment.rglob("*") if not path.is_dir()}
    return {path for path in paths if not re.search(r"/(pip|setuptools|_distutils_hack)/", path)}


def check_use(wheel: pathlib.Path, work: pathlib.Path, reference: str | None) -> None:
    environment = work / "an environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "list")
    before = files_of(environment)
    run(*pip, "install", "--no-index", wheel)
    version = wheel.name.split("-")[1]
    command = environment / "bin" / "tasklint"

    expect("the module knows its version", run(python, "-Ic", "import tasklint; print(tasklint.__version__)") == version + "\n")
    expect("the command knows it", version in run(command, "--version"))
    found = run(command, "check", "--report", "concise", "-", stdin="- [ ] pay 📅 2026-03-01 today\n", code=1)
    expect("the command finds what hides a date", "TL101" in found, found)
    script = "import tasklint; print(tasklint.fix('- [ ] pay 📅 2026-03-01 today').text)"
    expect("the module mends it", run(python, "-Ic", script) == "- [ ] pay today 📅 2026-03-01\n")
    expect("the rule pages are compiled in", "TL101" in run(command, "explain", "TL101"))
    agenda = run(command, "agenda", ROOT / "examples/vault", "--today", "2026-01-05", "-o", "-")
    expect("the style of the agenda is compiled in", "<style" in agenda)

    vault = (ROOT / "examples" / "vault", "--today", "2026-01-05", "-o", "-")
    for profile in ("todo", "events", "both"):
        calendar = run(command, "export", *vault, "--profile", profile)
        expect(f"the calendar ({profile}) has entries", calendar.count("\nBEGIN:V") > 10)
        if reference is not None:
            other = run(reference, "export", *vault, "--profile", profile)
            expect(f"it is the one that the system's libical writes ({profile})", calendar == other)
    # A machine without tzdata: an empty folder in its place, for one process. Not everybody may make one.
    bare = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
            'mount -t tmpfs none /usr/share/zoneinfo && exec "$@"', "sh")  # fmt: skip
    if shutil.which("unshare") and subprocess.run([*bare, "true"], capture_output=True, check=False).returncode == 0:
        expect("no zone is needed for UTC", run(*bare, command, "export", *vault) == run(command, "export", *vault))
    else:
        print("wheel test: not tried without tzdata: unshare cannot be used here")

    note = work / "Review.md"
    note.write_text("- [ ] 14:00-15:30 Review 📅 2026-03-30\n", encoding="utf-8")
    zone = ("--profile", "events", "--times", "--tz", "Europe/Berlin", "-o", "-")
    expect("time zones are known", "BEGIN:VTIMEZONE" in run(command, "export", note, *zone))

    run(*pip, "uninstall", "-y", "tasklint")
    left = files_of(environment) - before
    expect("uninstalling leaves nothing", not left, sorted(left))
    folders = [str(path) for path in environment.rglob("*tasklint*")]
    expect("nor an empty folder", not folders, folders)


def main() -> int:
    wheel = pathlib.Path(sys.argv[1]).resolve()
    reference = sys.argv[2] if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        check_contents(wheel, pathlib.Path(folder) / "unpacked")
        check_use(wheel, pathlib.Path(folder), reference)
    if failed:
        return 1
    print(f"wheel test: passed ({wheel.name})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
