"""docs/config.schema.json, tried with a validator that is not ours."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

import pytest

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    tomllib = pytest.importorskip("tomli")  # type: ignore[assignment,unused-ignore]

jsonschema: Any = pytest.importorskip("jsonschema")

ROOT = pathlib.Path(__file__).parent.parent.parent
SCHEMA = json.loads((ROOT / "docs" / "config.schema.json").read_text(encoding="utf-8"))


def errors_of(text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(SCHEMA)
    return [error.message for error in validator.iter_errors(tomllib.loads(text))]


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_sound_configurations_pass() -> None:
    page = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    texts = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(texts) >= 2
    texts.append((ROOT / "examples/vault/.tasklint.toml").read_text(encoding="utf-8"))
    for text in texts:
        assert errors_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "slect = []",
        "select = 3",
        "[tasks]\nformat = 'org'",
        "[tasks]\nstale-days = -1",
        "[tags]\nrequired = ['task']",
        "[severity]\nTL101 = 'fatal'",
        "[people.owners]\nmax = 'one'",
        "[[overrides]]\nignore = ['TL1']",
        "[[custom]]\ncode = 'house'\nmessage = 'm'\nwhen = { tag = '#a' }",
        "[[custom]]\ncode = 'HOUSE1'\nmessage = 'm'\nwhen = { tagg = '#a' }",
    ],
)
def test_mistakes_do_not(text: str) -> None:
    assert errors_of(text)
