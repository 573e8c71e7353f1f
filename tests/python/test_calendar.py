from __future__ import annotations

import datetime
from typing import Literal

import pytest

import tasklint

NOTE = """- [ ] Pay the rent ⏫ 📅 2026-03-01 #home
  - [ ] Ask for the receipt 📅 2026-03-02
- [x] Paint the door 📅 2026-02-01 ✅ 2026-02-01
- [ ] Someday
"""


def values(ics: str, name: str) -> list[str]:
    unfolded = ics.replace("\r\n ", "")
    return [
        line.split(":", 1)[1]
        for line in unfolded.split("\r\n")
        if line.split(":", 1)[0].split(";")[0] == name
    ]


def test_a_note_becomes_to_dos(today: datetime.date) -> None:
    ics = tasklint.to_ics(NOTE, name="Home", today=today)
    assert ics.startswith("BEGIN:VCALENDAR\r\n") and ics.endswith("END:VCALENDAR\r\n")
    assert "\n" not in ics.replace("\r\n", "")
    assert values(ics, "NAME") == ["Home"]
    assert sorted(values(ics, "SUMMARY")) == [
        "Ask for the receipt",
        "Paint the door",
        "Pay the rent",
        "Someday",
    ]
    assert sorted(values(ics, "DUE")) == ["20260201", "20260301", "20260302"]
    assert values(ics, "CATEGORIES") == ["home"]
    assert len(values(ics, "RELATED-TO")) == 1


def test_events_are_days_without_what_is_done(today: datetime.date) -> None:
    ics = tasklint.to_ics(NOTE, profile="events", today=today)
    assert sorted(values(ics, "SUMMARY")) == ["Ask for the receipt", "Pay the rent"]
    assert sorted(values(ics, "DTEND")) == ["20260302", "20260303"]
    with_done = tasklint.to_ics(NOTE, profile="events", keep_done=True, today=today)
    assert [text for text in values(with_done, "SUMMARY") if "Paint the door" in text]


def test_text_document_and_tasks_give_the_same_bytes(today: datetime.date) -> None:
    note = tasklint.parse(NOTE)
    ics = tasklint.to_ics(NOTE, today=today)
    assert tasklint.to_ics(note, today=today) == ics
    assert tasklint.to_ics(note.tasks, today=today) == ics
    assert tasklint.to_ics(iter([note]), today=today) == ics
    assert tasklint.to_ics(reversed(note.tasks), today=today) == ics
    assert tasklint.to_ics([note, *note.tasks], today=today) == ics


def test_some_tasks_can_be_written_without_their_parents(today: datetime.date) -> None:
    note = tasklint.parse(NOTE)
    ics = tasklint.to_ics(note.tasks[1], today=today)
    assert values(ics, "SUMMARY") == ["Ask for the receipt"]
    assert values(ics, "RELATED-TO") == []
    both = tasklint.to_ics(note.tasks[:2], today=today)
    assert len(values(both, "RELATED-TO")) == 1


def test_lines_read_alone_can_be_written(today: datetime.date) -> None:
    lines = [tasklint.parse_line(f"    - [ ] pay 📅 2026-03-0{day}") for day in (1, 2)]
    tasks = [task for task in lines if task is not None]
    ics = tasklint.to_ics(tasks, today=today)
    assert sorted(values(ics, "DUE")) == ["20260301", "20260302"]
    assert len(set(values(ics, "UID"))) == 2


def test_twins_of_two_notes_have_uids_of_their_own(today: datetime.date) -> None:
    notes = [tasklint.parse("- [ ] pay\n", path=path) for path in ("A.md", "B.md")]
    assert len(set(values(tasklint.to_ics(notes, today=today), "UID"))) == 2


def test_no_task_is_an_empty_calendar() -> None:
    for ics in (tasklint.to_ics("prose"), tasklint.to_ics(tasklint.parse("")), tasklint.to_ics([])):
        assert ics.startswith("BEGIN:VCALENDAR\r\n")
        assert not {"VTODO", "VEVENT"} & set(values(ics, "BEGIN"))


def test_a_configuration_chooses_the_profile(today: datetime.date) -> None:
    config = tasklint.Config.from_toml('[export]\nprofile = "events"\n')
    assert "VEVENT" in values(tasklint.to_ics(NOTE, config=config, today=today), "BEGIN")
    assert "VTODO" in values(
        tasklint.to_ics(NOTE, config=config, profile="todo", today=today), "BEGIN"
    )


@pytest.mark.parametrize("profile", ["todo", "both"])
def test_google_calendar_takes_no_to_dos(
    profile: Literal["todo", "both"], today: datetime.date
) -> None:
    google = tasklint.Config.from_toml("[export]\ngoogle = true\n")
    assert "BEGIN:VEVENT" in tasklint.to_ics("- [ ] a 📅 2026-01-07", config=google, today=today)
    with pytest.raises(ValueError, match="Google Calendar shows events only"):
        tasklint.to_ics("- [ ] a 📅 2026-01-07", profile=profile, config=google)
    both = tasklint.Config.from_toml(f'[export]\ngoogle = true\nprofile = "{profile}"\n')
    with pytest.raises(ValueError, match="Google Calendar shows events only"):
        tasklint.to_ics("- [ ] a 📅 2026-01-07", config=both)


def test_what_is_neither_profile_nor_task_is_refused() -> None:
    with pytest.raises(ValueError, match="profile"):
        tasklint.to_ics(NOTE, profile="all")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Documents and Tasks"):
        tasklint.to_ics([NOTE])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="Documents and Tasks"):
        tasklint.to_ics(1)  # type: ignore[arg-type]


def test_a_hostile_line_stays_inside_its_value(today: datetime.date) -> None:
    ics = tasklint.to_ics("- [ ] a\x00b\rEND:VCALENDAR \udcff\u2028c 📅 2026-03-01\n", today=today)
    assert values(ics, "END") == ["VTODO", "VCALENDAR"]
    assert not set(ics) & {"\x00", "\udcff"}
    ics.encode("utf-8")


def test_only_a_note_with_a_path_has_an_address(today: datetime.date) -> None:
    assert values(tasklint.to_ics("- [ ] a", today=today), "URL") == []
    ics = tasklint.to_ics("- [ ] a", path="Area/A b.md", today=today)
    assert values(ics, "URL") == ["obsidian://open?file=Area%2FA%20b"]


def test_both_profiles_and_the_settings_of_the_configuration(today: datetime.date) -> None:
    ics = tasklint.to_ics("- [ ] 14:00 pay 📅 2026-01-06", profile="both", today=today)
    assert ics.count("BEGIN:VTODO") == 1
    assert ics.count("BEGIN:VEVENT") == 1
    config = tasklint.Config.from_toml(
        '[export]\nprofile = "events"\ntimes = true\ntz = "Europe/Berlin"\nalarms = ["-15m"]\n'
    )
    ics = tasklint.to_ics("- [ ] 14:00 pay 📅 2026-01-06", config=config, today=today)
    assert "DTSTART;TZID=Europe/Berlin:20260106T140000\r\n" in ics
    assert "TZID:Europe/Berlin\r\n" in ics
    assert "TRIGGER:-PT15M\r\n" in ics


def test_an_unknown_zone_is_an_error(today: datetime.date) -> None:
    config = tasklint.Config.from_toml('[export]\ntz = "Mars/Phobos"\n')
    with pytest.raises(ValueError, match="no time zone"):
        tasklint.to_ics("- [ ] pay 📅 2026-01-06", config=config, today=today)
