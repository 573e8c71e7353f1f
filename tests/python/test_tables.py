"""Tasks as tables: the packages that people use take them as they are."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import tasklint

TODAY = datetime.date(2026, 1, 5)
TEXT = """# Plan
- [ ] Send the draft @owner1 @owner2 ⏫ 🔁 every week 📅 2026-01-06 #task #home ^b-1
    - [x] ask 🏁 delete ✅ 2026-01-03
- list
    - [/] pay 📅 2026-02-30 ⛔ k1
- [ ] on\udce9 🆔 k1
"""
TASKS = tasklint.parse(TEXT, path="Plan.md").tasks.on(TODAY)

PLAIN = (
    "path line heading parent_line status_symbol status_name status_type body description priority created start"
    " scheduled due done cancelled invalid_dates on_completion id depends_on tags owners scheduled_inferred urgency"
    " blocked blocking"
).split()


def rows(tasks: tasklint.TaskList) -> list[dict[str, Any]]:
    """What `to_dict` says, as a table has it."""
    result = []
    for task in tasks:
        row = {name: value for name, value in task.to_dict(today=TODAY).items() if name in PLAIN}
        for name in ("created", "start", "scheduled", "due", "done", "cancelled"):
            row[name] = getattr(task, name)
        row["on_completion"] = row["on_completion"] or None
        row["id"] = row["id"] or None
        row["recurrence"] = task.recurrence.text if task.recurrence else None
        row["block_link"] = task.block_link
        result.append(row)
    return result


def test_pyarrow_takes_all_columns() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(TASKS)
    assert table.to_pylist() == [
        {name: row[name] for name in table.schema.names} for row in rows(TASKS)
    ]
    assert set(table.schema.names) == {*PLAIN, "recurrence", "block_link"}
    table.validate(full=True)
    schema = pyarrow.schema(TASKS)
    assert schema == table.schema
    assert schema.field("due").type == pyarrow.date32()
    assert schema.field("tags").type == pyarrow.list_(pyarrow.field("item", pyarrow.utf8(), False))
    for name in ("status_type", "priority", "on_completion"):
        assert pyarrow.types.is_dictionary(schema.field(name).type)
    nullable = {field.name for field in schema if field.nullable}
    assert nullable == {
        *("heading", "parent_line", "created", "start", "scheduled", "due", "done", "cancelled"),
        *("recurrence", "on_completion", "id", "block_link"),
    }


def test_pyarrow_takes_no_tasks_and_many() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    assert pyarrow.table(TASKS[:0]).num_rows == 0
    many = tasklint.parse("- [ ] pay 📅 2026-03-01 #a\n" * 150_000).tasks
    table = pyarrow.table(many)
    table.validate(full=True)
    assert table.num_rows == 150_000
    assert table.column("line").num_chunks == 3
    assert table.column("line").to_pylist() == list(range(1, 150_001))


def test_a_stream_that_nobody_reads_is_given_back() -> None:
    for _ in range(3):
        assert TASKS.__arrow_c_stream__() is not None
        assert TASKS.__arrow_c_schema__() is not None
        assert TASKS.__arrow_c_stream__(requested_schema=None) is not None


def test_a_stream_outlives_its_list() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    reader = pyarrow.RecordBatchReader.from_stream(tasklint.parse("- [ ] a\n").tasks)
    assert reader.read_all().column("description").to_pylist() == ["a"]


def test_polars_takes_it() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(TASKS)
    assert frame["due"].dtype == polars.Date and frame["tags"].dtype == polars.List(polars.String)
    assert frame["due"].to_list() == [datetime.date(2026, 1, 6), None, None, None]
    assert frame["priority"].cast(polars.String).to_list() == ["high", "none", "none", "none"]
    assert frame["owners"].to_list() == [["owner1", "owner2"], [], [], []]
    assert frame["description"].to_list()[-1] == "on\ufffd"
    by_owner = frame.explode("owners").drop_nulls("owners").group_by("owners").len()
    assert sorted(by_owner.rows()) == [("owner1", 1), ("owner2", 1)]


def test_pandas_takes_it_through_pyarrow() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    pandas = pytest.importorskip("pandas")
    frame = pyarrow.table(TASKS).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["status_type"]) == ["TODO", "DONE", "IN_PROGRESS", "TODO"]
    assert frame["due"][0] == datetime.date(2026, 1, 6)


def test_duckdb_takes_it() -> None:
    duckdb = pytest.importorskip("duckdb")
    tasks = TASKS
    assert tasks is not None  # DuckDB finds it by its name
    found = duckdb.sql("select line, due from tasks where status_type = 'TODO' order by line")
    assert found.fetchall() == [(2, datetime.date(2026, 1, 6)), (6, None)]


def test_urgency_counts_from_the_day_that_was_asked_for() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    later = datetime.date(2026, 3, 1)
    for today in (TODAY, later):
        table = pyarrow.table(TASKS.on(today)[:1])
        assert table.column("urgency").to_pylist() == [TASKS[0].urgency(today)]
