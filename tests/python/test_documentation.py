"""Every public name explains itself, and its examples are true."""

from __future__ import annotations

import doctest
import inspect
import pathlib
import re

import pytest

import tasklint

NAMES = [name for name in tasklint.__all__ if not name.startswith("__")]


def members(name: str) -> list[str]:
    value = getattr(tasklint, name)
    if not inspect.isclass(value):
        return []
    # Members of an enumeration are told by their names; what `type` and `Enum` give is not ours.
    return [
        member
        for member in vars(value)
        if not member.startswith("_") and not isinstance(vars(value)[member], value)
    ]


def documented() -> list[tuple[str, object]]:
    places: list[tuple[str, object]] = [("tasklint", tasklint)]
    for name in NAMES:
        places.append((name, getattr(tasklint, name)))
        for member in members(name):
            places.append((f"{name}.{member}", getattr(getattr(tasklint, name), member)))
    return places


EXAMPLES = [(name, value.__doc__) for name, value in documented() if ">>>" in (value.__doc__ or "")]


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_has_a_docstring_with_an_example(name: str) -> None:
    assert ">>>" in (getattr(tasklint, name).__doc__ or "")


@pytest.mark.parametrize(
    ("name", "value"), [place for place in documented() if "." in place[0]], ids=str
)
def test_every_public_member_has_a_docstring(name: str, value: object) -> None:
    if name.startswith("ConfigError."):
        pytest.fail("attributes of ConfigError are told in its docstring")
    assert (value.__doc__ or "").strip()


def run_examples(text: str, name: str) -> None:
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    assert test.examples
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.FAIL_FAST).run(test, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_the_examples_run(name: str, text: str) -> None:
    run_examples(text, name)


def test_the_python_lines_of_the_readme_run(
    root: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    readme = (root / "README.md").read_text(encoding="utf-8")
    run_examples("\n".join(re.findall(r"^```python\n(.*?)^```$", readme, re.M | re.S)), "README.md")


def test_all_names_everything_that_is_public() -> None:
    public = {
        name
        for name, value in vars(tasklint).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert public | {"__version__"} == set(tasklint.__all__)
