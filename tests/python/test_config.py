from __future__ import annotations

import pathlib
import pickle

import pytest

import tasklint


def test_the_default_is_that_of_the_plugin() -> None:
    config = tasklint.Config()
    assert [status.symbol for status in config.statuses] == [" ", "x", "/", "-"]
    assert config.select == ("default",)
    assert (config.global_filter, config.me, config.roster, config.root) == ("", "", (), "")
    assert config.profile == "todo" and not config.plugin_settings
    assert repr(config) == "Config()"


def test_a_vault_brings_its_settings(vault: pathlib.Path) -> None:
    (vault / "Area").mkdir()
    config = tasklint.Config.load(vault / "Area")
    assert config.plugin_settings
    assert config.global_filter == "#task"
    assert "?" in [status.symbol for status in config.statuses]
    assert pathlib.Path(config.root).resolve() == vault.resolve()
    (task,) = tasklint.parse("- [?] pay #task\n- [ ] no\n", config=config).tasks
    assert (task.status.name, task.tags) == ("Proposed", ())


def test_toml_text_is_a_configuration() -> None:
    config = tasklint.Config.from_toml('ignore = ["TL501"]\n[people]\nme = "Person Two"\n')
    assert config.ignore == ("TL501",)
    assert config.me == "Person Two"


@pytest.mark.parametrize(
    ("toml", "line", "column", "message"),
    [
        ('slect = ["TL1"]', 1, 1, "select"),
        ("select = [", 1, None, "team.toml:1"),
    ],
)
def test_a_wrong_configuration_says_where(
    toml: str, line: int, column: int | None, message: str
) -> None:
    with pytest.raises(tasklint.ConfigError, match=message) as caught:
        tasklint.Config.from_toml(toml, file="team.toml")
    assert isinstance(caught.value, ValueError)
    assert (caught.value.file, caught.value.line) == ("team.toml", line)
    if column is not None:
        assert caught.value.column == column
    back = pickle.loads(pickle.dumps(caught.value))
    assert (str(back), back.file, back.line) == (str(caught.value), "team.toml", line)


def test_an_unknown_rule_is_found_at_once() -> None:
    with pytest.raises(tasklint.ConfigError, match="TL9999"):
        tasklint.Config.from_toml('select = ["TL9999"]')


def test_settings_that_are_no_json_say_where(vault: pathlib.Path) -> None:
    settings = vault / ".obsidian" / "plugins" / "obsidian-tasks-plugin" / "data.json"
    settings.write_text('{"globalFilter": ', encoding="utf-8")
    with pytest.raises(tasklint.ConfigError, match="data.json"):
        tasklint.Config.load(vault)


def test_a_missing_vault_is_the_error_of_the_system(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        tasklint.Config.load(tmp_path / "nowhere")


def test_configurations_can_be_pickled(vault: pathlib.Path) -> None:
    for config in (
        tasklint.Config(),
        tasklint.Config.from_toml('select = ["dates"]'),
        tasklint.Config.load(vault),
    ):
        back = pickle.loads(pickle.dumps(config))
        assert repr(back) == repr(config)
        assert (back.select, back.global_filter) == (config.select, config.global_filter)
