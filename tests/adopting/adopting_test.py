"""adopting_test.py PAGE WORK_DIR COMMAND: docs/adopting.md is a transcript.

Its `sh` blocks are run one after another in one folder, with COMMAND's folder first in PATH; a
`text` block is what the block before it prints, on both outputs. With TASKLINT_ACCEPT=1 these are
written anew.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys

# Each block goes on where the one before it stopped.
FRAME = """cd -- "$(cat folder)" && { %s
}; code=$?; pwd > "$PAGE_FOLDER/folder"; exit $code"""


def main(page: pathlib.Path, work: pathlib.Path, command: pathlib.Path) -> int:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "folder").write_text(str(work))
    environment = {
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(work),
        "LC_ALL": "C.UTF-8",
        "PAGE_FOLDER": str(work),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_DATE": "2026-01-05T12:00:00Z",
        "GIT_COMMITTER_DATE": "2026-01-05T12:00:00Z",
        **{
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Participant One"), ("EMAIL", "one@example.org"))
        },
    }
    accept = os.environ.get("TASKLINT_ACCEPT") == "1"
    text = page.read_text(encoding="utf-8")
    accepted, copied = "", 0  # the page as it is to be, and how much of the old one is in it
    failed = 0
    output = None
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if match[1] == "sh":
            done = subprocess.run(
                ["bash", "-c", FRAME % match[2]],
                cwd=work,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=60,
            )
            output = done.stdout.decode("utf-8")
        elif match[1] == "text":
            accepted += text[copied : match.start(2)] + (output or "")
            copied = match.end(2)
            if output != match[2] and not accept:
                failed += 1
                print(f"the block before {match[2][:60]!r} prints:\n{output}")
            output = None
    if output:
        failed += 1
        print(f"printed, and not on the page: {output}")
    if accept:
        page.write_text(accepted + text[copied:], encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:])))
