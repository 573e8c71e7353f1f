"""recall_test.py SOURCE_DIR WORK_DIR COMMAND: COMMAND finds every mistake of a small dirty vault, and nothing else.

The vault is made twice: the same numbers have to give the same bytes.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

NOTES, SEED = 150, 20260105


def run(script: Path, *arguments: object) -> None:
    done = subprocess.run([sys.executable, script, *map(str, arguments)], check=False)
    if done.returncode != 0:
        sys.exit(f"{script.name} ended with {done.returncode}")


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder, without the tail of the one that is too large."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            found[str(path.relative_to(folder))] = file.read(1 << 20)
    return found


def main() -> None:
    source, work, command = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    with tempfile.TemporaryDirectory(dir=work) as one, tempfile.TemporaryDirectory(dir=work) as other:
        for folder in (one, other):
            run(source / "bench/make_vault.py", folder, NOTES, "--dirty", "--seed", SEED)
        if contents(Path(one)) != contents(Path(other)):
            sys.exit("the same seed gave two vaults")
        run(source / "bench/recall.py", command, one, Path(one) / "truth.tsv")


if __name__ == "__main__":
    main()
