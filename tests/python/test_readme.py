"""The Python lines of README.md are true."""

from __future__ import annotations

import doctest
import pathlib
import re


def test_the_python_lines_of_the_readme_run(root: pathlib.Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
        assert len(test.examples) == block.count(">>> ")
        report: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.FAIL_FAST).run(test, out=report.append)
        assert not report, "".join(report)
