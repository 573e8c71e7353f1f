from __future__ import annotations

import copy
import datetime
import enum
import gc
import pathlib
import pickle
import threading

import pytest

import tasklint


def read(line: str, config: tasklint.Config | None = None) -> tasklint.Task:
    task = tasklint.parse_line(line, config=config)
    assert task is not None
    return task


def test_every_field_of_a_line_is_read() -> None:
    task = read(
        "- [/] Send the draft @owner1 🆔 a1 ⛔ b2,c3 ⏫ 🔁 every 2 weeks 🏁 delete ➕ 2026-01-01"
        " 🛫 2026-01-02 ⏳ 2026-01-03 📅 2026-01-06 ❌ 2026-01-07 ✅ 2026-01-08 #task ^b-1"
    )
    assert task.status == tasklint.parse_line("- [/] other").status  # type: ignore[union-attr]
    assert (task.status.symbol, task.status.type) == ("/", tasklint.StatusType.IN_PROGRESS)
    assert task.description == "Send the draft @owner1 #task"
    assert task.owners == ("owner1",)
    assert task.tags == ("#task",)
    assert task.id == "a1"
    assert task.depends_on == ("b2", "c3")
    assert task.priority is tasklint.Priority.HIGH
    assert task.on_completion is tasklint.OnCompletion.DELETE
    assert task.created == datetime.date(2026, 1, 1)
    assert task.start == datetime.date(2026, 1, 2)
    assert task.scheduled == datetime.date(2026, 1, 3)
    assert task.due == datetime.date(2026, 1, 6)
    assert task.cancelled == datetime.date(2026, 1, 7)
    assert task.done == datetime.date(2026, 1, 8)
    assert task.block_link == "^b-1"
    assert task.recurrence is not None
    assert str(task.recurrence) == "every 2 weeks"
    assert task.recurrence_text == "every 2 weeks"
    assert task.invalid_dates == {}
    assert (task.line_number, task.heading, task.parent, task.path) == (1, None, None, "")


def test_a_line_without_fields_has_none_of_them() -> None:
    task = read("- [ ] pay")
    assert task.description == "pay"
    assert task.owners == task.tags == task.depends_on == ()
    assert task.id is None and task.block_link is None
    assert task.recurrence is None and task.recurrence_text is None
    assert task.created is task.start is task.scheduled is None
    assert task.due is task.cancelled is task.done is None
    assert task.priority is tasklint.Priority.NONE
    assert task.on_completion is tasklint.OnCompletion.NONE
    assert not task.is_done and not task.scheduled_inferred


@pytest.mark.parametrize("line", ["", "pay", "- pay", "# [ ] pay", "-[ ] pay", "\n"])
def test_a_line_that_is_no_task_is_none(line: str) -> None:
    assert tasklint.parse_line(line) is None


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_line_may_bring_its_ending(ending: str) -> None:
    assert read("- [ ] pay 📅 2026-03-01" + ending).line == "- [ ] pay 📅 2026-03-01"


def test_two_lines_are_not_one() -> None:
    with pytest.raises(ValueError, match="more than one line"):
        tasklint.parse_line("- [ ] pay\n- [ ] ask")


@pytest.mark.parametrize("text", ["2026-02-30", "0000-01-01"])
def test_a_date_that_python_lacks_is_none_with_its_text(text: str) -> None:
    task = read(f"- [ ] pay 📅 {text} ⏳ 2026-01-01")
    assert task.due is None
    assert task.invalid_dates == {"due": text}
    assert task.scheduled == datetime.date(2026, 1, 1)


def test_a_recurrence_that_the_plugin_drops_keeps_its_text() -> None:
    task = read("- [ ] water 🔁 every so often 📅 2026-01-01")
    assert task.recurrence is None
    assert task.recurrence_text == "every so often"


def test_a_note_has_headings_parents_and_lines() -> None:
    note = tasklint.parse("# One\n\n- [ ] a\n    - [x] b\n## Two\n- [ ] c\n", path="Area/Note.md")
    a, b, c = note.tasks
    assert (note.path, a.path) == ("Area/Note.md", "Area/Note.md")
    assert [task.line_number for task in note.tasks] == [3, 4, 6]
    assert b.parent == a and a.parent is None
    assert b.line == "    - [x] b" and b.is_done
    assert (a.heading, c.heading) == note.headings
    assert c.heading is not None
    assert (c.heading.text, c.heading.level, c.heading.line_number) == ("Two", 2, 5)
    assert a.document is note


def test_a_line_is_told_in_parts() -> None:
    task = read("  > 12. [ ]  pay   now 📅 2026-03-01 ^a1  ")
    assert (task.indentation, task.list_marker, task.hard_break) == ("  > ", "12.", "  ")
    assert task.body == "pay   now 📅 2026-03-01"
    assert read("- [ ] a ").hard_break == ""


def test_children_stand_below_their_parent() -> None:
    note = tasklint.parse(
        "- [ ] a\n  - [ ] b\n    - [ ] c\n  - plain\n    - [ ] d\n  - [ ] e\n- [ ] f\n- x\n  - [ ] g\n"
    )
    a, b, c, d, e, f, g = note.tasks
    assert a.children == (b, d, e)
    assert b.children == (c,)
    assert c.children == f.children == g.children == ()
    for task in note.tasks:
        assert all(child.parent == task for child in task.children)


def test_a_task_knows_its_section() -> None:
    note = tasklint.parse("---\na: b\n---\n# H\n\n- [ ] a\n- b\n\n  - [ ] c\n\ntext\n\n- [ ] d\n")
    assert [(section.type.name, section.line_number) for section in note.sections] == [
        ("FRONT_MATTER", 1),
        ("HEADING", 4),
        ("LIST", 6),
        ("PARAGRAPH", 11),
        ("LIST", 13),
    ]
    a, c, d = note.tasks
    assert (a.section, c.section, d.section) == (
        note.sections[2],
        note.sections[2],
        note.sections[4],
    )
    assert [task.section_index for task in note.tasks] == [0, 1, 0]
    assert len({a.section, c.section, d.section}) == 2
    assert repr(a.section) == "<Section 6-9: LIST>"
    assert read("- [ ] alone").section_index == 0


def test_tasks_wait_for_tasks_of_their_note() -> None:
    note = tasklint.parse("- [ ] a 🆔 n1\n- [ ] b 🆔 n2 ⛔ n1\n- [x] c ⛔ n2\n- [ ] d ⛔ n3\n")
    assert [(task.blocked, task.blocking) for task in note.tasks] == [
        (False, True),
        (True, False),
        (False, False),
        (False, False),
    ]
    assert [task.to_dict()["blocked"] for task in note.tasks] == [False, True, False, False]
    assert read("- [ ] a 🆔 n1 ⛔ n1").blocked


def test_dependencies_between_notes() -> None:
    first = tasklint.parse("- [ ] a 🆔 n1\n- [x] b 🆔 n2\n")
    second = tasklint.parse("- [ ] c ⛔ n1\n- [ ] d ⛔ n2,n3\n- [x] e ⛔ n1\n")
    links = tasklint.Dependencies(note for note in (first, second))
    assert [links.is_blocked(task) for task in second.tasks] == [True, False, False]
    assert [links.is_blocking(task) for task in first.tasks] == [True, False]
    assert not tasklint.Dependencies([]).is_blocked(second.tasks[0])
    with pytest.raises((TypeError, RuntimeError)):
        tasklint.Dependencies(["- [ ] a"])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("fields", "urgency"),
    [("", 1.95), ("⏫ 📅 2026-01-05", 14.8), ("⏬ 🛫 2026-02-01", -4.8), ("📅 2026-02-30", 1.95)],
)
def test_urgency_is_that_of_the_plugin(fields: str, urgency: float) -> None:
    assert read(f"- [ ] a {fields}").urgency(datetime.date(2026, 1, 5)) == pytest.approx(urgency)


def test_the_global_filter_is_shown_as_the_plugin_shows_it(vault: pathlib.Path) -> None:
    assert read("- [ ] #task pay", tasklint.Config.load(vault)).shown_description == "#task pay"
    settings = vault / ".obsidian" / "plugins" / "obsidian-tasks-plugin" / "data.json"
    settings.write_text('{"globalFilter": "#task", "removeGlobalFilter": true}', encoding="utf-8")
    task = read("- [ ] #task pay #tasks", tasklint.Config.load(vault))
    assert (task.description, task.shown_description) == ("#task pay #tasks", "pay #tasks")


def test_a_task_is_written_in_either_format() -> None:
    line = "- [ ] a ⏫ 🔁 every day 📅 2026-03-01 ^b"
    in_dataview = "- [ ] a  [priority:: high]  [repeat:: every day]  [due:: 2026-03-01] ^b"
    task = read(line)
    assert task.format is tasklint.Format.EMOJI
    assert task.to_line() == task.to_line(tasklint.Format.AUTOMATIC) == line
    assert task.to_line(tasklint.Format.DATAVIEW) == in_dataview
    automatic = tasklint.Config.from_toml('[tasks]\nformat = "auto"\n')
    assert automatic.format is tasklint.Format.AUTOMATIC
    other = read(in_dataview, automatic)
    assert other.format is tasklint.Format.DATAVIEW
    assert other.to_line() == in_dataview
    assert other.to_line(tasklint.Format.EMOJI) == line


def test_text_comes_back_as_it_was() -> None:
    text = "\ufeff- [ ] a\r\n- [ ] \x00 b\u2028c 🏳️‍🌈\n"
    note = tasklint.parse(text)
    assert note.text == text
    assert note.tasks[0].line.endswith("- [ ] a")


def test_bytes_that_are_no_utf8_come_as_escapes_and_go_as_they_came(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "latin.md"
    file.write_bytes(b"- [ ] caf\xe9 \xf0\x9f\x93\x85 2026-03-01\n")
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    note = tasklint.parse(text)
    assert note.text == text
    assert note.tasks[0].description == "caf\udce9"
    assert note.tasks[0].due == datetime.date(2026, 3, 1)
    assert note.tasks[0].to_line().encode("utf-8", "surrogateescape") == file.read_bytes().rstrip()
    assert "�" in note.tasks[0].to_dict()["description"]


@pytest.mark.parametrize(
    "function", [tasklint.parse, tasklint.parse_line, tasklint.check, tasklint.fix]
)
def test_a_surrogate_that_is_no_byte_is_a_value_error(function: object) -> None:
    with pytest.raises(ValueError, match="surrogates not allowed"):
        function("- [ ] \ud800")  # type: ignore[operator]


@pytest.mark.parametrize(
    "function", [tasklint.parse, tasklint.parse_line, tasklint.check, tasklint.fix, tasklint.to_ics]
)
@pytest.mark.parametrize("value", [bytearray(b"- [ ] a"), None, 1])
def test_what_is_no_text_is_a_type_error(function: object, value: object) -> None:
    with pytest.raises(TypeError):
        function(value)  # type: ignore[operator]


def test_settings_change_what_is_read() -> None:
    config = tasklint.Config.from_toml('[tasks]\nglobal-filter = "#task"\n')
    assert tasklint.parse_line("- [ ] pay", config=config) is None
    assert read("- [ ] pay #task", config).tags == ()
    assert read("- [ ] pay #task").tags == ("#task",)


def test_to_line_is_what_the_plugin_writes() -> None:
    task = read("- [ ] pay 📅2026-03-01 ⏫   #home")
    assert task.to_line() == "- [ ] pay #home ⏫ 📅 2026-03-01"


def test_to_dict_has_the_keys_of_the_list_command() -> None:
    note = tasklint.parse("# One\n- [ ] a @owner1 📅 2026-03-01\n", path="Note.md")
    fields = note.tasks[0].to_dict(today=datetime.date(2026, 1, 5))
    assert list(fields)[:4] == ["path", "line", "heading", "parent_line"]
    assert list(fields)[4:7] == ["section_line", "section_index", "status_symbol"]
    assert list(fields)[-3:] == ["urgency", "blocked", "blocking"]
    assert (fields["section_line"], fields["section_index"]) == (2, 0)
    assert fields["urgency"] == note.tasks[0].urgency(datetime.date(2026, 1, 5))
    assert fields["path"] == "Note.md"
    assert fields["line"] == 2
    assert fields["heading"] == "One"
    assert fields["due"] == "2026-03-01"
    assert fields["owners"] == ["owner1"]


def test_a_task_keeps_its_note_alive() -> None:
    tasks = [tasklint.parse(f"# H\n- [ ] task {i}\n").tasks[0] for i in range(200)]
    gc.collect()
    assert [task.description for task in tasks] == [f"task {i}" for i in range(200)]
    assert tasks[-1].heading is not None


def test_nothing_can_be_set() -> None:
    note = tasklint.parse("# H\n- [ ] a 📅 2026-02-30 🔁 every day")
    task = note.tasks[0]
    rule = tasklint.Recurrence.parse("every day")
    assert rule is not None
    for thing in (
        note,
        task,
        task.status,
        task.heading,
        task.section,
        rule,
        rule.next(),
        tasklint.Config(),
        tasklint.rules()[0],
    ):
        for name in [name for name in dir(thing) if not name.startswith("_")]:
            with pytest.raises(AttributeError):
                setattr(thing, name, None)
        with pytest.raises(AttributeError):
            setattr(thing, "anything", None)


@pytest.mark.parametrize(
    "type_", [tasklint.Task, tasklint.Document, tasklint.Diagnostic, tasklint.Status]
)
def test_what_only_reading_makes_cannot_be_made(type_: type) -> None:
    with pytest.raises(TypeError):
        type_()


def test_tasks_compare_by_place_and_reading() -> None:
    text = "- [ ] a\n- [ ] a\n"
    first, second = tasklint.parse(text, path="A.md").tasks
    again = tasklint.parse(text, path="A.md").tasks[0]
    elsewhere = tasklint.parse(text, path="B.md").tasks[0]
    assert first == again and hash(first) == hash(again)
    assert len({first, second, again, elsewhere}) == 3
    assert first != "- [ ] a"
    done = tasklint.Config.from_toml(
        '[tasks]\nstatuses = [{ symbol = "d", name = "Did", type = "DONE", next = " " }]\n'
    )
    assert read("- [d] a") != read("- [d] a", done)


def test_reading_the_same_gives_the_same_document() -> None:
    assert tasklint.parse("a", path="A.md") == tasklint.parse("a", path="A.md")
    assert hash(tasklint.parse("a")) == hash(tasklint.parse("a"))
    assert tasklint.parse("a", path="A.md") != tasklint.parse("a", path="B.md")
    assert tasklint.parse("a") != tasklint.parse("b")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_tasks_and_notes_can_be_pickled(protocol: int) -> None:
    config = tasklint.Config.from_toml('[tasks]\nglobal-filter = "#task"\n')
    note = tasklint.parse("# H\n- [ ] a\n- [ ] b #task \udce9\n", path="A.md", config=config)
    back = pickle.loads(pickle.dumps(note.tasks[0], protocol))
    assert back == note.tasks[0] and back.heading == note.tasks[0].heading
    assert back.document.config.global_filter == "#task"
    line = read("    - [ ] pay 📅 2026-03-01 #task", config)
    assert pickle.loads(pickle.dumps(line, protocol)).due == line.due


def test_tasks_of_one_note_pickle_the_note_once() -> None:
    filler = "prose that takes room\n" * 1000
    tasks = tasklint.parse(filler + "- [ ] a\n- [ ] b\n- [ ] c\n").tasks
    assert len(pickle.dumps(tasks)) < len(filler) + 2000
    back = pickle.loads(pickle.dumps(tasks))
    assert back[0].document is back[2].document


def test_copies_are_equal() -> None:
    note = tasklint.parse("- [ ] a\n  - [ ] b\n")
    assert copy.copy(note) is note and copy.deepcopy(note) is note
    for copied in (copy.copy(note.tasks[1]), copy.deepcopy(note.tasks[1])):
        assert copied == note.tasks[1] and copied.parent == note.tasks[0]
    rule = tasklint.rules()[0]
    assert copy.copy(rule) is rule and copy.deepcopy(rule) is rule
    assert pickle.loads(pickle.dumps(rule)) is rule


def test_repr_says_what_it_is_and_hides_nothing() -> None:
    note = tasklint.parse("# H\n- [ ] a\u202eb \udce9\x00\n", path="A.md")
    assert repr(note) == "<Document 'A.md': 1 task, 1 heading>"
    assert repr(note.tasks[0]) == r"<Task 'A.md' 2: '- [ ] a\u202eb \udce9\x00'>"
    assert repr(note.headings[0]) == "<Heading 1: '# H'>"
    assert repr(read("- [ ] a").status) == "<Status ' ': 'Todo', TODO>"
    assert repr(read("- [ ] a 🔁 every day").recurrence) == "<Recurrence 'every day'>"


def test_enumerations_are_those_of_python() -> None:
    for type_ in (
        tasklint.Format,
        tasklint.Priority,
        tasklint.SectionType,
        tasklint.StatusType,
        tasklint.Severity,
        tasklint.OnCompletion,
    ):
        assert issubclass(type_, enum.Enum)
        for member in type_:
            assert pickle.loads(pickle.dumps(member)) is member
    assert [priority.value for priority in tasklint.Priority] == [0, 1, 2, 3, 4, 5]


def test_threads_may_read_and_share() -> None:
    text = "".join(f"- [ ] task {i} 📅 2026-03-01 @owner1 soon\n" for i in range(2000))
    note = tasklint.parse(text)
    results: list[tuple[int, int]] = []

    def work() -> None:
        read_again = tasklint.parse(text)
        results.append((len(read_again.tasks), len(tasklint.check(note))))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [(2000, len(tasklint.check(note)))] * 8
