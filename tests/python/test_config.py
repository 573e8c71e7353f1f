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


def test_settings_are_those_of_the_plugin(vault: pathlib.Path) -> None:
    default = tasklint.Settings()
    assert default == tasklint.Config().settings and repr(default) == "Settings()"
    assert [status.symbol for status in default.statuses] == [" ", "x", "/", "-"]
    assert default.format is tasklint.Format.EMOJI
    assert default.set_done_date and default.set_cancelled_date and not default.set_created_date
    assert not default.remove_global_filter and not default.filename_as_scheduled_date
    assert not default.recurrence_on_next_line and not default.remove_scheduled_date_on_recurrence
    assert (default.filename_date_format, default.filename_date_folders) == ("", ())
    file = vault / ".obsidian" / "plugins" / "obsidian-tasks-plugin" / "data.json"
    loaded = tasklint.Settings.load(file)
    assert loaded == tasklint.Config.load(vault).settings != default
    assert loaded.global_filter == "#task" and loaded.statuses[-1].name == "Proposed"


def test_settings_say_how_a_line_is_read() -> None:
    settings = tasklint.Settings.from_json('{"taskFormat": "dataview", "globalFilter": "#task"}')
    assert tasklint.parse_line("- [ ] a", settings=settings) is None
    task = tasklint.parse_line("- [ ] a #task [due:: 2026-01-06]", settings=settings)
    assert task is not None and task.due is not None
    assert tasklint.set_status("- [ ] a", "x", settings=settings) == ["- [ ] a"]
    with pytest.raises(ValueError, match="give one"):
        tasklint.toggle("- [ ] a", settings=settings, config=tasklint.Config())


@pytest.mark.parametrize("text", ["", "[]", '{"globalFilter": 1}', '{"taskFormat": "other"}'])
def test_wrong_settings_say_what_is_wrong(text: str) -> None:
    with pytest.raises(tasklint.ConfigError, match=r"other\.json"):
        tasklint.Settings.from_json(text, file="other.json")


def test_settings_are_pickled(vault: pathlib.Path) -> None:
    for settings in (
        tasklint.Settings(),
        tasklint.Settings.from_json('{"globalFilter": "#task"}'),
        tasklint.Config.load(vault).settings,
        tasklint.Config.from_toml('[tasks]\nglobal-filter = "#t"').settings,
    ):
        again = pickle.loads(pickle.dumps(settings))
        assert again == settings and hash(again) == hash(settings)
