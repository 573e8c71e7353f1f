from __future__ import annotations

import importlib.metadata
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig

import tasklint


def test_the_version_is_that_of_the_library_and_of_the_build(root: pathlib.Path) -> None:
    assert tasklint.__version__ == importlib.metadata.version("tasklint")
    header = (root / "include" / "tasklint" / "version.hpp").read_text(encoding="utf-8")
    assert f'string_view version = "{tasklint.__version__}"' in header
    project = (root / "CMakeLists.txt").read_text(encoding="utf-8")
    assert re.findall(r"project\(tasklint VERSION (\S+)", project) == [tasklint.__version__]


def test_the_command_is_installed_beside_python() -> None:
    command = shutil.which("tasklint", path=sysconfig.get_path("scripts"))
    assert command is not None
    version = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert tasklint.__version__ in version.stdout


def test_nothing_but_the_package_and_the_command_is_installed() -> None:
    # What Python compiled may be elsewhere (PYTHONPYCACHEPREFIX).
    files = [file for file in importlib.metadata.files("tasklint") or [] if file.suffix != ".pyc"]
    package = {"tasklint", f"tasklint-{tasklint.__version__}.dist-info"}
    outside = [file for file in files if file.parts[0] not in package]
    assert [file.name for file in outside] == ["tasklint"]
    assert [file for file in files if not pathlib.Path(str(file.locate())).exists()] == []
    names = {file.name for file in files if file.parts[0] == "tasklint"}
    assert {"__init__.py", "_tasklint.pyi", "py.typed"} <= names
    assert not {name for name in names if not re.search(r"(\.py|\.pyi|\.so|py\.typed)$", name)}


def test_importing_loads_nothing_that_is_not_needed() -> None:
    script = "import tasklint; print(*sorted({'json', 'typing', 'inspect'} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == []
