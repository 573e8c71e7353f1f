#!/usr/bin/env python3
"""What people write to find due tasks: a few regular expressions over every note. It knows nothing of code blocks, of text behind
fields, of statuses, of dates that do not exist, of the global filter.

usage: regex_script.py VAULT     prints how many tasks it sees, and how many are open and due
"""

import datetime
import re
import sys
from pathlib import Path

TASK = re.compile(r"^\s*[-*+] \[(.)\] (.*)$", re.M)
DUE = re.compile(r"📅 (\d{4}-\d\d-\d\d)")
TAG = re.compile(r"#[\w/-]+")


def main() -> None:
    tasks = 0
    due = 0
    for path in Path(sys.argv[1]).rglob("*.md"):
        for symbol, text in TASK.findall(path.read_text(encoding="utf-8", errors="replace")):
            tasks += 1
            found = DUE.search(text)
            day = None
            if found:
                try:
                    day = datetime.date.fromisoformat(found[1])
                except ValueError:
                    pass
            tags = TAG.findall(text)
            if day and symbol != "x" and tags:
                due += 1
    print(tasks, due)


if __name__ == "__main__":
    main()
