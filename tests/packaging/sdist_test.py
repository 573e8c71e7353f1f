"""sdist_test.py SDIST: the sdist holds what a build of the package reads, as it is in the repository, and no more."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Everything in these folders is read by a build, but for what a tool of the developers reads.
FOLDERS = ("bindings", "cmake", "docs/rules", "include", "src")
DEVELOPERS_ONLY = re.compile(r"\.clang-tidy$")
FILES = {"CHANGELOG.md", "CMakeLists.txt", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml"}


def main() -> int:
    (sdist,) = sys.argv[1:]
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--", *FOLDERS], capture_output=True, text=True, check=True
    )
    expected = FILES | {name for name in tracked.stdout.split("\0") if name and not DEVELOPERS_ONLY.search(name)}
    top = pathlib.Path(sdist).name.removesuffix(".tar.gz")
    wrong = []
    found = set()
    with tarfile.open(sdist) as archive:
        for member in archive:
            name = member.name.removeprefix(top + "/")
            found.add(name)
            file = archive.extractfile(member)
            if file is None:
                wrong.append(f"{member.name} is no file")
            elif name in expected and name != "PKG-INFO" and file.read() != (ROOT / name).read_bytes():
                wrong.append(f"{name} differs from the one in the repository")
    wrong += [f"{name} is missing" for name in sorted(expected - found)]
    wrong += [f"{name} is superfluous" for name in sorted(found - expected)]
    for line in wrong:
        print(f"sdist test: {line}", file=sys.stderr)
    if wrong:
        return 1
    print(f"sdist test: passed ({len(found)} files)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
