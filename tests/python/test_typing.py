"""The stub is the one that the module gives, and type checkers are content with it."""

from __future__ import annotations

import importlib.util
import os
import pathlib
import subprocess
import sys

import pytest

import tasklint


def run(root: pathlib.Path, *arguments: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_committed_stub_is_the_one_that_the_module_gives(root: pathlib.Path) -> None:
    # The build writes the stub of the module and installs it beside it.
    installed = pathlib.Path(tasklint.__file__).with_name("_tasklint.pyi")
    committed = root / "bindings" / "python" / "tasklint" / "_tasklint.pyi"
    assert committed.read_text(encoding="utf-8") == installed.read_text(encoding="utf-8"), (
        f"copy {installed} to {committed}"
    )


def test_the_package_says_that_it_is_typed() -> None:
    assert pathlib.Path(tasklint.__file__).with_name("py.typed").is_file()


def test_mypy_takes_the_right_uses_and_refuses_the_wrong_ones(root: pathlib.Path) -> None:
    run(root, "mypy", "--strict", "tests/python")


@pytest.mark.skipif(importlib.util.find_spec("pyright") is None, reason="pyright is not installed")
def test_pyright_takes_the_right_uses_and_refuses_the_wrong_ones(
    root: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYRIGHT_PYTHON_IGNORE_WARNINGS", "1")
    # Its Node comes from a package beside it.
    monkeypatch.setenv("PATH", f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    run(root, "pyright", "--project", str(root), "--pythonpath", sys.executable)
