from __future__ import annotations

import datetime
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def root() -> pathlib.Path:
    """The folder of the sources."""
    return ROOT


@pytest.fixture
def today() -> datetime.date:
    return datetime.date(2026, 1, 5)


@pytest.fixture
def vault(tmp_path: pathlib.Path) -> pathlib.Path:
    """A vault whose plugin knows the status `?` and the global filter `#task`."""
    settings = tmp_path / ".obsidian" / "plugins" / "obsidian-tasks-plugin" / "data.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        """{
  "globalFilter": "#task",
  "statusSettings": {
    "coreStatuses": [
      {"symbol": " ", "name": "Todo", "nextStatusSymbol": "x", "type": "TODO"},
      {"symbol": "x", "name": "Done", "nextStatusSymbol": " ", "type": "DONE"}
    ],
    "customStatuses": [
      {"symbol": "?", "name": "Proposed", "nextStatusSymbol": "x", "type": "TODO"}
    ]
  }
}
""",
        encoding="utf-8",
    )
    return tmp_path
