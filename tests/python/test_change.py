"""Ticking a line and repeating a task."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import tasklint


def test_one_line_ending_is_taken_off(today: datetime.date) -> None:
    for ending in ("", "\n", "\r\n"):
        assert tasklint.toggle(f"- [x] a{ending}", today=today) == ["- [ ] a"]
        assert tasklint.set_status(f"- [x] a{ending}", " ", today=today) == ["- [ ] a"]


def test_more_than_one_line_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="more than one line"):
        tasklint.toggle("- [ ] a\n- [ ] b")
    with pytest.raises(ValueError, match="more than one line"):
        tasklint.set_status("- [ ] a\n\n", "x")


@pytest.mark.parametrize("symbol", ["", "xx", "\n", "\r", "\u2028", "\u2029", "👍🏽", "\udce9"])
def test_a_symbol_is_one_character_that_ends_no_line(symbol: str) -> None:
    with pytest.raises(ValueError, match="a symbol is one character"):
        tasklint.set_status("- [ ] a", symbol)


@pytest.mark.parametrize("symbol", ["x", "?", "😀", "\t", "\u00a0", "]"])
def test_any_other_symbol_can_be_set(symbol: str, today: datetime.date) -> None:
    (line,) = tasklint.set_status("- [/] a", symbol, today=today)
    assert line.startswith(f"- [{symbol}] a")


def test_what_is_no_text_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        tasklint.toggle(b"- [ ] a")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        tasklint.set_status("- [ ] a", 1)  # type: ignore[arg-type]


def test_code_points_stay_as_they_are(today: datetime.date) -> None:
    body = "cafe\u0301 caf\u00e9 🗓\ufe0f 🏳️‍🌈 \udce9 \x00"
    assert tasklint.toggle(f"> - [x] {body} ^b", today=today) == [f"> - [ ] {body} ^b"]


def test_settings_decide_what_comes_next(today: datetime.date) -> None:
    config = tasklint.Config.from_toml(
        '[tasks]\nglobal-filter = "#task"\n'
        'statuses = [{ symbol = "?", name = "Proposed", type = "TODO", next = "/" }]\n'
    )
    assert tasklint.toggle("- [?] a #task", today=today, config=config) == ["- [/] a #task"]
    assert tasklint.toggle("- [?] a", today=today, config=config) == ["- [ ] a"]
    assert tasklint.toggle("- [?] a", today=today) == ["- [x] a ✅ 2026-01-05"]


def test_a_task_may_vanish(today: datetime.date) -> None:
    assert tasklint.toggle("- [ ] a 🏁 delete", today=today) == []


def test_today_is_the_system_date_unless_given() -> None:
    before = datetime.date.today()
    (line,) = tasklint.toggle("- [ ] a")
    assert line in (f"- [x] a ✅ {before}", f"- [x] a ✅ {datetime.date.today()}")


def test_a_rule_counts_from_the_date_of_its_task(today: datetime.date) -> None:
    start, scheduled, due = (datetime.date(2026, 1, day) for day in (1, 2, 3))

    def dtstart(**dates: Any) -> datetime.date | None:
        rule = tasklint.Recurrence.parse("every week", today=today, **dates)
        assert rule is not None
        return rule.dtstart

    assert dtstart(start=start, scheduled=scheduled, due=due) == due
    assert dtstart(start=start, scheduled=scheduled) == scheduled
    assert dtstart(start=start) == start
    assert dtstart() == today


def test_the_gaps_between_the_dates_stay(today: datetime.date) -> None:
    rule = tasklint.Recurrence.parse(
        "every month",
        start=datetime.date(2026, 1, 28),
        scheduled=datetime.date(2026, 1, 30),
        due=datetime.date(2026, 1, 31),
        today=today,
    )
    assert rule is not None
    dates = rule.next(completed_on=today)
    assert dates is not None
    assert dates.due == datetime.date(2026, 2, 28)
    assert dates.scheduled == datetime.date(2026, 2, 27)
    assert dates.start == datetime.date(2026, 2, 25)
    assert repr(dates) == "<NextDates start=2026-02-25 scheduled=2026-02-27 due=2026-02-28>"
    assert dates == rule.next(completed_on=today) and hash(dates) == hash(rule.next())
    other = tasklint.Recurrence.parse("every day", due=datetime.date(2026, 2, 27))
    assert other is not None and dates != other.next()


def test_a_task_without_dates_stays_without(today: datetime.date) -> None:
    rule = tasklint.Recurrence.parse("every day", today=today)
    assert rule is not None
    dates = rule.next(completed_on=today)
    assert dates is not None
    assert dates.start is dates.scheduled is dates.due is None


@pytest.mark.parametrize(
    "text", ["every day for 1 time", "every day until 2020", "every February on the 30th"]
)
def test_a_rule_that_ends_has_no_next_dates(text: str) -> None:
    rule = tasklint.Recurrence.parse(text, due=datetime.date(2026, 1, 5))
    assert rule is not None
    assert rule.next() is None


def test_dates_end_with_those_of_python() -> None:
    rule = tasklint.Recurrence.parse("every day", due=datetime.date(9999, 12, 31))
    assert rule is not None and rule.next() is None
    later = tasklint.Recurrence.parse(
        "every day", scheduled=datetime.date(9999, 12, 31), due=datetime.date(9999, 12, 30)
    )
    assert later is not None and later.next() is None


def test_a_date_that_does_not_exist_matters_unless_the_rule_counts_from_today() -> None:
    dropped = tasklint.parse_line("- [ ] a 🔁 every day 📅 2026-02-30")
    assert dropped is not None and dropped.recurrence is None
    kept = tasklint.parse_line("- [ ] a 🔁 every day when done 📅 2026-02-30")
    assert kept is not None and kept.recurrence is not None
    dates = kept.recurrence.next(completed_on=datetime.date(2026, 1, 5))
    assert dates is not None and dates.due == datetime.date(2026, 1, 6)
