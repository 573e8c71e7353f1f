"""docs/python.md: its blocks run, in order and in an empty folder."""

from __future__ import annotations

import doctest
import importlib.util
import pathlib
import re
import subprocess
import sys

import pytest

BLOCK = re.compile(r"^```python( \S+)?\n(.*?)^```$", re.M | re.S)
needs_polars = pytest.mark.skipif(
    importlib.util.find_spec("polars") is None, reason="polars is not installed"
)


@needs_polars
def test_the_tutorial_runs(
    root: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (root / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(page)
    examples = "\n".join(text for name, text in blocks if not name)
    files = [(name.strip(), text) for name, text in blocks if name]
    assert examples.count(">>>") > 30 and len(files) == 1
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/python.md", None, None)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.FAIL_FAST).run(test, out=report.append)
    assert not report, "".join(report)
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(name for name, _ in files)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0 and "2 passed" in run.stdout, run.stdout + run.stderr
