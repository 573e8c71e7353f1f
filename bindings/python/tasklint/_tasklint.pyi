"""The compiled part of tasklint. Import `tasklint` instead."""

from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence
)
import datetime
import enum
import os
import pathlib
from typing import Any, Literal, final, overload


version: str = ...

class Severity(enum.Enum):
    """
    How bad a finding is: INFO, WARNING, ERROR, with rising values.

    >>> import tasklint
    >>> tasklint.Severity.ERROR.value > tasklint.Severity.WARNING.value
    True
    """

    INFO = 0

    WARNING = 1

    ERROR = 2

class Priority(enum.Enum):
    """
    The priority of a task, numbered as the plugin does: the highest is 0.

    >>> import tasklint
    >>> tasklint.Priority.HIGH.value
    1
    >>> tasks = tasklint.parse('- [ ] a\\n- [ ] b ⏫\\n- [ ] c 🔽\\n').tasks
    >>> [t.description for t in sorted(tasks, key=lambda t: t.priority.value)]
    ['b', 'a', 'c']
    """

    HIGHEST = 0

    HIGH = 1

    MEDIUM = 2

    NONE = 3

    LOW = 4

    LOWEST = 5

class StatusType(enum.Enum):
    """
    What a status means to the plugin.

    >>> import tasklint
    >>> tasklint.parse_line('- [x] paid').status.type.name
    'DONE'
    """

    TODO = 0

    IN_PROGRESS = 1

    ON_HOLD = 2

    DONE = 3

    CANCELLED = 4

    NON_TASK = 5

    EMPTY = 6

class Format(enum.Enum):
    """
    How fields are written: EMOJI `📅 2026-01-06`, DATAVIEW `[due:: 2026-01-06]`.
    AUTOMATIC stands in settings: each line as it is.

    >>> import tasklint
    >>> task = tasklint.parse_line('- [ ] pay 📅 2026-03-01')
    >>> task.to_line(tasklint.Format.DATAVIEW)
    '- [ ] pay  [due:: 2026-03-01]'
    """

    EMOJI = 0

    DATAVIEW = 1

    AUTOMATIC = 2

class OnCompletion(enum.Enum):
    """
    What the plugin does with a task that is completed (🏁).

    >>> import tasklint
    >>> tasklint.parse_line('- [ ] pay 🏁 delete').on_completion.name
    'DELETE'
    """

    NONE = 0

    KEEP = 1

    DELETE = 2

@final
class Status():
    """
    A status: what the one character in a task's brackets stands for.

    >>> import tasklint
    >>> status = tasklint.parse_line("- [/] pack").status
    >>> status.symbol, status.name, status.type.name, status.next_symbol
    ('/', 'In Progress', 'IN_PROGRESS', 'x')
    """

    @property
    def symbol(self) -> str:
        """The character between the brackets."""

    @property
    def name(self) -> str:
        """
        Its name in the plugin's settings; `Unknown` for a symbol that is not there.
        """

    @property
    def type(self) -> StatusType:
        """What it means; TODO for an unknown symbol, as in the plugin."""

    @property
    def next_symbol(self) -> str:
        """The symbol that a click gives."""

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __repr__(self) -> str: ...

@final
class Settings():
    """
    The plugin's settings, as far as they say how tasks are read and written.

    `Settings()` are its defaults. `Settings.from_json(text)` reads the text of its `data.json`,
    `Settings.load(path)` such a file; both raise ConfigError, `load` also OSError. Of a vault:
    `Config.load(path).settings`.

    >>> import tasklint
    >>> settings = tasklint.Settings.from_json('{"globalFilter": "#task", "setDoneDate": false}')
    >>> settings.global_filter, settings.set_done_date
    ('#task', False)
    >>> tasklint.toggle("- [ ] pay #task", settings=settings)
    ['- [x] pay #task']
    """

    def __init__(self) -> None:
        """The plugin's defaults."""

    @staticmethod
    def from_json(text: str, *, file: str = ...) -> Settings:
        """
        Read the text of the plugin's `data.json`. `file` is its name in messages.
        """

    @staticmethod
    def load(path: str | os.PathLike[str]) -> Settings:
        """Read the plugin's `data.json`, or a copy of it."""

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The registered statuses, in order."""

    @property
    def format(self) -> Format:
        """How the fields of tasks are written."""

    @property
    def global_filter(self) -> str:
        """The text that makes a line a task; empty for none."""

    @property
    def remove_global_filter(self) -> bool:
        """True if descriptions are shown without the global filter."""

    @property
    def filename_as_scheduled_date(self) -> bool:
        """True if a date in a note's name is the scheduled date of its tasks."""

    @property
    def filename_date_format(self) -> str:
        """A further format of such dates; empty for none."""

    @property
    def filename_date_folders(self) -> tuple[str, ...]:
        """The folders whose notes count for that; none: all."""

    @property
    def remove_scheduled_date_on_recurrence(self) -> bool:
        """True if the next task of a recurring one loses its scheduled date."""

    @property
    def set_created_date(self) -> bool:
        """True if a new task gets a created date."""

    @property
    def set_done_date(self) -> bool:
        """True if a task that is done gets a done date."""

    @property
    def set_cancelled_date(self) -> bool:
        """True if a task that is cancelled gets a cancelled date."""

    @property
    def recurrence_on_next_line(self) -> bool:
        """True if the next task of a recurring one stands below it."""

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __repr__(self) -> str: ...

@final
class Config():
    """
    What is configured: the plugin's settings and ours.

    `Config()` is a vault without any file: the plugin's defaults and the default rules.
    `Config.load(path)` reads what a vault has, `Config.from_toml(text)` takes the text of a
    `.tasklint.toml`. Both raise ConfigError, `load` also OSError.

    >>> import tasklint
    >>> config = tasklint.Config.from_toml('''
    ... select = ["dates"]
    ... [tasks]
    ... global-filter = "#task"
    ... ''')
    >>> config.select, config.global_filter
    (('dates',), '#task')
    >>> tasklint.parse("- [ ] buy bread\\n- [ ] pay #task\\n", config=config).tasks
    TaskList([<Task 2: '- [ ] pay #task'>])

    Pickling keeps what it was made of: the text, or the path, which is then read again.
    """

    def __init__(self) -> None:
        """The plugin's defaults."""

    @staticmethod
    def load(path: str | os.PathLike[str]) -> Config:
        """
        Read the configuration of the vault that a path belongs to: `.tasklint.toml` or
        `[tool.tasklint]` of `pyproject.toml`, and the plugin's settings.
        """

    @staticmethod
    def from_toml(text: str, *, file: str = '.tasklint.toml') -> Config:
        """
        Read TOML text over the plugin's defaults. `file` is its name in messages.
        """

    @property
    def settings(self) -> Settings:
        """The plugin's settings."""

    @property
    def select(self) -> tuple[str, ...]:
        """The rules that are used: codes, names, groups."""

    @property
    def ignore(self) -> tuple[str, ...]:
        """The rules that are left out of them."""

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The registered statuses, in order."""

    @property
    def format(self) -> Format:
        """How the fields of tasks are read."""

    @property
    def proposed(self) -> tuple[str, ...]:
        """Symbols of proposals that nobody has accepted yet."""

    @property
    def global_filter(self) -> str:
        """The text that makes a line a task; empty for none."""

    @property
    def me(self) -> str:
        """The person that `@me` and `@Myself` stand for; may be empty."""

    @property
    def roster(self) -> tuple[str, ...]:
        """Names of people and teams."""

    @property
    def profile(self, /) -> Literal['todo', 'events', 'both']:
        """What `to_ics` writes unless told otherwise."""

    @property
    def root(self) -> str:
        """The folder of the vault; empty if none was read."""

    @property
    def plugin_settings(self) -> bool:
        """True if the plugin's settings were found and read."""

    def __reduce__(self) -> tuple[object, ...]: ...

    def __repr__(self) -> str: ...

@final
class Heading():
    """
    A heading of a note.

    >>> import tasklint
    >>> note = tasklint.parse("# Plan\\n\\n## Later\\n- [ ] paint the door\\n")
    >>> heading = note.tasks[0].heading
    >>> heading.text, heading.level, heading.line_number
    ('Later', 2, 3)
    """

    @property
    def text(self) -> str:
        """Its Markdown without the `#`s."""

    @property
    def level(self) -> int:
        """1 to 6."""

    @property
    def line_number(self) -> int:
        """Its line in the note, from 1."""

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __repr__(self) -> str: ...

class SectionType(enum.Enum):
    """
    What kind of block a section is.

    >>> import tasklint
    >>> note = tasklint.parse('# Plan\\n\\n- [ ] paint\\n')
    >>> [section.type.name for section in note.sections]
    ['HEADING', 'LIST']
    """

    FRONT_MATTER = 0

    HEADING = 1

    LIST = 2

    PARAGRAPH = 3

    QUOTE = 4

    CALLOUT = 5

    CODE = 6

    TABLE = 7

    HTML = 8

    COMMENT = 9

    MATH = 10

    FOOTNOTE = 11

    THEMATIC_BREAK = 12

@final
class Section():
    """
    A top-level block of a note.

    >>> import tasklint
    >>> note = tasklint.parse("# Plan\\n\\n- [ ] paint\\n- [ ] clean\\n")
    >>> section = note.tasks[1].section
    >>> section.type.name, section.line_number, section.end_line_number
    ('LIST', 3, 4)
    """

    @property
    def type(self) -> SectionType:
        """What it is."""

    @property
    def line_number(self) -> int:
        """Its first line in the note, from 1."""

    @property
    def end_line_number(self) -> int:
        """Its last line."""

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __repr__(self) -> str: ...

@final
class Document():
    """
    One note, read. `parse` makes it.

    >>> import tasklint
    >>> note = tasklint.parse("# Home\\n- [ ] pay 📅 2026-03-01\\n  - [x] ask\\n", path="Home.md")
    >>> note
    <Document 'Home.md': 2 tasks, 1 heading>
    >>> note.tasks[1].parent == note.tasks[0]
    True

    It owns its text, and a task keeps it alive. Two are equal if path and text are, and they were read
    with the same configuration.
    """

    @property
    def text(self) -> str:
        """The text as it was given."""

    @property
    def path(self) -> str:
        """Its path from the vault's root; empty if none was given."""

    @property
    def tasks(self) -> TaskList:
        """Its tasks, in order of their lines. Made anew each time: keep it."""

    @property
    def front_matter(self, /) -> dict[str, str | tuple[str | None, ...] | None]:
        """
        Its properties: texts, tuples of texts for lists, None without a value.

        Raises ValueError with the line where it is no YAML.

        >>> import tasklint
        >>> note = tasklint.parse("---\\ntitle: Kitchen\\ntags: [home, plan]\\nstatus:\\n---\\n- [ ] paint\\n")
        >>> note.front_matter
        {'title': 'Kitchen', 'tags': ('home', 'plan'), 'status': None}
        """

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its top-level blocks, in order and apart."""

    @property
    def config(self) -> Config:
        """The configuration that it was read with."""

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __copy__(self) -> Document: ...

    def __deepcopy__(self, memo: dict[int, object]) -> Document: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __repr__(self) -> str: ...

    @property
    def query_blocks(self) -> tuple[QueryBlock, ...]:
        """Its `tasks` blocks, in order."""

def parse(text: str | bytes, *, path: str | os.PathLike[str] = '', config: Config | None = None) -> Document:
    """
    Read a note. Any text is one: this never fails over what a note says.

    `path` counts from the vault's root. Without `config` the plugin's defaults are used. Bytes are
    taken as UTF-8, as a note on disk.

    >>> import tasklint
    >>> note = tasklint.parse("- [ ] pay 📅 2026-03-01\\n```\\n- [ ] only code\\n```\\n", path="Home.md")
    >>> [task.due.isoformat() for task in note.tasks]
    ['2026-03-01']
    """

@final
class NextDates():
    """
    The dates of the task that follows a recurring one. `Recurrence.next` makes it.

    >>> import datetime, tasklint
    >>> task = tasklint.parse_line("- [ ] water 🔁 every week 🛫 2026-01-05 📅 2026-01-07")
    >>> dates = task.recurrence.next()
    >>> dates.start, dates.due
    (datetime.date(2026, 1, 12), datetime.date(2026, 1, 14))
    >>> dates.scheduled is None
    True
    """

    @property
    def start(self) -> datetime.date | None:
        """The day from which it may be done (🛫), or None."""

    @property
    def scheduled(self) -> datetime.date | None:
        """The day for which it is planned (⏳), or None."""

    @property
    def due(self) -> datetime.date | None:
        """The day by which it must be done (📅), or None."""

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __repr__(self) -> str: ...

@final
class Recurrence():
    """
    What a recurrence means to the plugin.

    >>> import tasklint
    >>> rule = tasklint.parse_line("- [ ] water 🔁 every 2 weeks on Monday when done").recurrence
    >>> rule.text
    'every 2 weeks on Monday when done'
    >>> rule.rrule, rule.when_done
    ('INTERVAL=2;FREQ=WEEKLY;BYDAY=MO', True)

    `Recurrence.parse` reads a text without a task. Two are equal if their rules are, whatever the dates
    of their tasks.
    """

    @staticmethod
    def parse(text: str, *, start: datetime.date | None = None, scheduled: datetime.date | None = None, due: datetime.date | None = None, today: datetime.date | None = None, config: Config | None = None) -> Recurrence | None:
        """
        Read a recurrence text without its sign, with the dates of its task.

        Returns None if the plugin does not understand it. `today` (by default the system's date) is where
        a rule without a date begins.

        >>> import datetime, tasklint
        >>> rule = tasklint.Recurrence.parse("every month on the last Friday", due=datetime.date(2026, 1, 30))
        >>> rule.next().due
        datetime.date(2026, 2, 27)
        >>> tasklint.Recurrence.parse("every so often") is None
        True
        """

    def next(self, *, completed_on: datetime.date | None = None) -> NextDates | None:
        """
        The dates of the task that the plugin makes when this one is completed.

        Each date that the task has moves by as many days as the one that the rule counts from. Returns None
        if the rule has no further occurrence up to the year 9999; the plugin then writes `Invalid date`. A
        task without any date gets none. The day of completion (by default the system's date) counts for
        `when done`.

        >>> import datetime, tasklint
        >>> rule = tasklint.Recurrence.parse("every 3 days when done", due=datetime.date(2026, 1, 5))
        >>> rule.next(completed_on=datetime.date(2026, 1, 9)).due
        datetime.date(2026, 1, 12)
        >>> once = tasklint.Recurrence.parse("every day for 1 time", due=datetime.date(2026, 1, 5))
        >>> once.next() is None
        True
        """

    @property
    def text(self) -> str:
        """The normal form, which the plugin writes to the note."""

    @property
    def rrule(self) -> str:
        """The value of RRULE (RFC 5545)."""

    @property
    def dtstart(self) -> datetime.date | None:
        """
        The day that the rule counts from: the due date, else the scheduled, else the start
        date; without one, and with `when done`, today. None for a day in the year 0.
        """

    @property
    def when_done(self) -> bool:
        """True if the next date counts from the day of completion."""

    @property
    def lossy(self) -> bool:
        """
        True if some of the text as written has no effect, or the normal form means
        another rule.
        """

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __str__(self) -> str: ...

    def __repr__(self) -> str: ...

@final
class Task():
    """
    A task as the plugin reads it. `parse` and `parse_line` make it.

    >>> import tasklint
    >>> task = tasklint.parse_line("- [ ] Send the draft @owner1 📅 2026-01-06 ⏫ #task")
    >>> task.description, task.owners, task.tags
    ('Send the draft @owner1 #task', ('owner1',), ('#task',))
    >>> task.due, task.priority.name, task.status.type.name
    (datetime.date(2026, 1, 6), 'HIGH', 'TODO')

    A date that does not exist is None and stands in `invalid_dates`:

    >>> task = tasklint.parse_line("- [ ] pay 📅 2026-02-30")
    >>> task.due, task.invalid_dates
    (None, {'due': '2026-02-30'})

    Strings and dates are made when they are asked for. A task does not change and keeps its note alive.
    Two are equal if they are the same line at the same place and read the same; they can be pickled.
    """

    @property
    def line(self) -> str:
        """The line as it stands in the note, without its line ending."""

    @property
    def line_number(self) -> int:
        """Its line in the note, from 1."""

    @property
    def indentation(self) -> str:
        """What stands before the list marker: white space and `>`."""

    @property
    def list_marker(self) -> str:
        """Its list marker, such as `-` or `12.`."""

    @property
    def body(self) -> str:
        """The text behind the brackets, trimmed, without block link."""

    @property
    def hard_break(self) -> str:
        """
        Two or more spaces at its end that Markdown takes as a line break, or nothing.
        """

    @property
    def path(self) -> str:
        """The path of its note; empty if none was given."""

    @property
    def document(self) -> Document:
        """Its note; for a line read alone, one of that line."""

    @property
    def status(self) -> Status:
        """What the character in its brackets stands for."""

    @property
    def is_done(self) -> bool:
        """True if the plugin counts it as done: DONE, CANCELLED or NON_TASK."""

    @property
    def description(self) -> str:
        """
        The text without the fields that the plugin reads; tags and owners stay.
        """

    @property
    def shown_description(self) -> str:
        """
        The description as the plugin shows it: without the global filter if its setting says
        so.
        """

    @property
    def tags(self) -> tuple[str, ...]:
        """
        Its tags with `#`, in order, duplicates kept; a tag that is the global filter is
        left out.
        """

    @property
    def owners(self) -> tuple[str, ...]:
        """
        Names of its owners, in order; placeholders such as `@TBD` are left out.
        """

    @property
    def priority(self) -> Priority:
        """Its priority; Priority.NONE without one."""

    @property
    def format(self) -> Format:
        """The format in which its fields were read."""

    @property
    def id(self) -> str | None:
        """Its id (🆔), or None."""

    @property
    def depends_on(self) -> tuple[str, ...]:
        """Ids of the tasks that must be done before it (⛔), in order."""

    @property
    def created(self) -> datetime.date | None:
        """The day it was created (➕), or None."""

    @property
    def start(self) -> datetime.date | None:
        """The day from which it may be done (🛫), or None."""

    @property
    def scheduled(self) -> datetime.date | None:
        """
        The day for which it is planned (⏳), or None. It may come from the file's name: see
        `scheduled_inferred`.
        """

    @property
    def due(self) -> datetime.date | None:
        """The day by which it must be done (📅), or None."""

    @property
    def cancelled(self) -> datetime.date | None:
        """The day it was cancelled (❌), or None."""

    @property
    def done(self) -> datetime.date | None:
        """The day it was done (✅), or None."""

    @property
    def invalid_dates(self) -> dict[str, str]:
        """
        Dates that the plugin reads but that do not exist (or lie in the year 0): the name
        of the field and the text.
        """

    @property
    def scheduled_inferred(self) -> bool:
        """True if the scheduled date comes from the file's name."""

    @property
    def recurrence(self) -> Recurrence | None:
        """
        What its recurrence (🔁) means, or None if there is none that the plugin can read.
        """

    @property
    def recurrence_text(self) -> str | None:
        """Its recurrence as it was written, or None."""

    @property
    def on_completion(self) -> OnCompletion:
        """What the plugin does when it is completed (🏁)."""

    @property
    def block_link(self) -> str | None:
        """The block link at its end, such as `^a1b2`, or None."""

    @property
    def heading(self) -> Heading | None:
        """The last heading before it, or None."""

    @property
    def parent(self) -> Task | None:
        """The nearest task that it is indented under, or None."""

    @property
    def children(self) -> tuple[Task, ...]:
        """The tasks whose parent it is, in order."""

    @property
    def section(self) -> Section | None:
        """The block of the note that it stands in, or None."""

    @property
    def section_index(self) -> int | None:
        """Its place among the tasks of its section, from 0, or None."""

    @property
    def blocked(self) -> bool:
        """
        True if it is open and depends on an open task of its vault, or of its note if that was
        read alone.
        """

    @property
    def blocking(self) -> bool:
        """
        True if it is open and an open task of its vault, or of its note if that was read alone,
        depends on it.
        """

    def urgency(self, today: datetime.date | None = None) -> float:
        """
        The plugin's urgency: about -4.8 to 26, more is more urgent. `today` is the system's date
        unless given.

        >>> import datetime, tasklint
        >>> task = tasklint.parse_line("- [ ] pay ⏫ 📅 2026-01-12")
        >>> task.urgency(datetime.date(2026, 3, 1))
        18.0
        >>> task.urgency() >= task.urgency(datetime.date(2026, 1, 5))
        True
        """

    @staticmethod
    def build(description: str, *, status: str | Status = ' ', owner: str | None = None, owners: Iterable[str] = (), due: datetime.date | None = None, scheduled: datetime.date | None = None, start: datetime.date | None = None, created: datetime.date | None = None, done: datetime.date | None = None, cancelled: datetime.date | None = None, priority: Priority | Literal['highest', 'high', 'medium', 'none', 'low', 'lowest'] = ..., tags: Iterable[str] = (), recurrence: str | Recurrence | None = None, on_completion: OnCompletion | Literal['keep', 'delete'] = ..., id: str | None = None, depends_on: Iterable[str] = (), block_link: str | None = None, today: datetime.date | None = None, config: Config | None = None, settings: Settings | None = None) -> Task:
        """
        A new task, for programs that write tasks: its line says all that is given and nothing else.

        The line is read again before it is returned. What Tasks would read otherwise (a date in the
        description, a recurrence that it does not know, a tag of two words, a missing global filter) is a
        ValueError that says so. An owner whose name would be cut short is written as a link. `tags` may
        lack their `#`, `block_link` its `^`; a status need not be registered.

        >>> import datetime, tasklint
        >>> task = tasklint.Task.build("Send the draft.", status="?", owner="Person Two", priority="high",
        ...                            due=datetime.date(2026, 1, 6), tags=["task", "proposed"])
        >>> task.to_line()
        '- [?] Send the draft. @Person Two #task #proposed ⏫ 📅 2026-01-06'
        >>> tasklint.Task.build("Water the plants", recurrence="every so often")
        Traceback (most recent call last):
        ValueError: recurrence: Tasks cannot read "every so often\"
        """

    def to_line(self, format: Format | None = None, *, today: datetime.date | None = None) -> str:
        """
        The line as the plugin would write it back, by default in the format in which it was read.

        >>> import tasklint
        >>> task = tasklint.parse_line("* [ ] pay #home 📅2026-03-01   ⏫")
        >>> task.to_line()
        '* [ ] pay #home ⏫ 📅 2026-03-01'
        >>> task.to_line(tasklint.Format.DATAVIEW)
        '* [ ] pay #home  [priority:: high]  [due:: 2026-03-01]'
        """

    def to_dict(self, *, today: datetime.date | None = None) -> dict[str, Any]:
        """
        The task as `tasklint list --json` writes it. `today` (by default the system's date)
        is where a recurrence without a date begins.

        >>> import tasklint
        >>> fields = tasklint.parse_line("- [ ] pay 📅 2026-03-01").to_dict()
        >>> fields["due"], fields["priority"], fields["owners"]
        ('2026-03-01', 'none', [])
        """

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __copy__(self) -> Task: ...

    def __deepcopy__(self, memo: dict[int, object]) -> Task: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __repr__(self) -> str: ...

@final
class Dependencies():
    """
    Which tasks of several notes wait for others, as the plugin has it.

    Done, cancelled and non-tasks neither wait nor are waited for, and only direct links count.

    >>> import tasklint
    >>> first = tasklint.parse("- [ ] measure 🆔 m1", path="Kitchen.md")
    >>> second = tasklint.parse("- [ ] order the shelf ⛔ m1", path="Shop.md")
    >>> links = tasklint.Dependencies([first, second])
    >>> links.is_blocked(second.tasks[0]), links.is_blocking(first.tasks[0])
    (True, True)
    >>> second.tasks[0].blocked
    False
    """

    def __init__(self, notes: Iterable[Document]) -> None:
        """Of all tasks of these notes."""

    def is_blocked(self, task: Task) -> bool:
        """True if it is open and depends on the id of an open task of the notes."""

    def is_blocking(self, task: Task) -> bool:
        """True if it is open and an open task of the notes depends on its id."""

def parse_line(line: str, *, config: Config | None = None, settings: Settings | None = None) -> Task | None:
    """
    Read one line on its own, whatever could stand around it.

    Returns None if the line is no task. One line ending is taken off.

    >>> import tasklint
    >>> tasklint.parse_line("- [ ] pay 📅 2026-03-01")
    <Task 1: '- [ ] pay 📅 2026-03-01'>
    >>> tasklint.parse_line("- pay") is None
    True
    """

def toggle(line: str, *, today: datetime.date | None = None, config: Config | None = None, settings: Settings | None = None) -> list[str]:
    """
    Tick a line as the plugin does: the lines that stand in its place afterwards.

    Its status becomes the next one; done and cancelled dates, the new task of a recurring one and what
    is to be done on completion follow (none are left of a task that is deleted then). A checkbox that
    is no task to the settings flips, a list item gets one, any other line becomes an open task. One line
    ending is taken off; more than one line is a ValueError. `today` is the system's date unless given.

    >>> import datetime, tasklint
    >>> today = datetime.date(2026, 1, 5)
    >>> tasklint.toggle("- [ ] pay", today=today)
    ['- [x] pay ✅ 2026-01-05']
    >>> for line in tasklint.toggle("- [ ] water 🔁 every week 📅 2026-01-05", today=today):
    ...     print(line)
    - [ ] water 🔁 every week 📅 2026-01-12
    - [x] water 🔁 every week 📅 2026-01-05 ✅ 2026-01-05
    >>> tasklint.toggle("- bread")
    ['- [ ] bread']
    """

def set_status(line: str, symbol: str, *, today: datetime.date | None = None, config: Config | None = None, settings: Settings | None = None) -> list[str]:
    """
    Give a task the status of a symbol: the lines that stand in its place afterwards.

    As `toggle`, but to a status of choice, which need not be registered; a line that is no task stays as
    it is. A symbol that is not one character, or ends a line, is a ValueError.

    >>> import datetime, tasklint
    >>> tasklint.set_status("- [ ] pay", "-", today=datetime.date(2026, 1, 5))
    ['- [-] pay ❌ 2026-01-05']
    >>> tasklint.set_status("- [ ] pay", "/")
    ['- [/] pay']
    """

@final
class TaskList(Sequence[Task]):
    """
    Tasks in an order: a sequence that does not change, and a table.

    `Document.tasks` and `Vault.tasks` are such lists, `TaskList(iterable)` makes one of any tasks.
    Slices, sums and `filter` give lists again.

    >>> import tasklint
    >>> tasks = tasklint.parse("- [ ] pay 📅 2026-03-01\\n- [x] ask\\n- [ ] pack\\n").tasks
    >>> len(tasks), tasks[-1].description
    (3, 'pack')
    >>> tasks.filter(lambda task: not task.is_done)[:1]
    TaskList([<Task 1: '- [ ] pay 📅 2026-03-01'>])
    >>> tasklint.TaskList(sorted(tasks, key=lambda task: task.description))[0].description
    'ask'

    It is a stream of Apache Arrow (`__arrow_c_stream__`) for `polars.DataFrame(tasks)`,
    `pyarrow.table(tasks)` and others, which get whole columns and no object for each task: those of
    `Task.to_dict()` that are plain values, with dates as date32, lists for tags and owners and
    dictionaries for status type, priority and on completion; impossible dates are null, bytes that are
    no UTF-8 are U+FFFD. Urgency counts from the system's date; `on` gives a list for another day.

    It has all that a `collections.abc.Sequence` has but is none to `isinstance`: polars would take it
    task by task.
    """

    def __init__(self, tasks: Iterable[Task] = ...) -> None:
        """Of these tasks, in their order."""

    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, index: int, /) -> Task: ...

    @overload
    def __getitem__(self, slice: slice, /) -> TaskList: ...

    def __iter__(self) -> Iterator[Task]: ...

    def __reversed__(self) -> Iterator[Task]: ...

    def __contains__(self, value: object, /) -> bool: ...

    def index(self, value: Any, start: int = 0, stop: int = ...) -> int:
        """The place of the first such task. Raises ValueError if there is none."""

    def count(self, value: Any) -> int:
        """How often such a task is in the list."""

    def filter(self, predicate: Callable[[Task], object]) -> TaskList:
        """
        Those for which the predicate is true, in their order.

        >>> import tasklint
        >>> tasks = tasklint.parse("- [ ] pay @owner1\\n- [ ] pack @owner2\\n").tasks
        >>> tasks.filter(lambda task: "owner2" in task.owners)
        TaskList([<Task 2: '- [ ] pack @owner2'>])
        """

    def on(self, today: datetime.date) -> TaskList:
        """The same tasks, whose urgency counts from that day in tables."""

    def __add__(self, arg: TaskList, /) -> TaskList: ...

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any: ...

    def __arrow_c_schema__(self) -> Any: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __copy__(self) -> TaskList: ...

    def __deepcopy__(self, memo: dict[int, object]) -> TaskList: ...

    def _repr_html_(self) -> str: ...

    def __repr__(self) -> str: ...

@final
class Vault():
    """
    All notes of a vault, or of a folder in one, read into memory.

    `Vault(path)` reads as the command does: `*.md` files but hidden ones and what `.gitignore` and
    `.tasklintignore` name, with the configuration of the vault that the path belongs to. It stays as it
    was read, whatever becomes of the files. `Vault.from_texts` makes one without files.

    >>> import tasklint
    >>> vault = tasklint.Vault.from_texts({
    ...     "Kitchen.md": "- [ ] measure 🆔 m1\\n",
    ...     "Shop.md": "- [ ] order the shelf ⛔ m1 📅 2026-03-01\\n",
    ... })
    >>> vault
    <Vault: 2 notes, 2 tasks>
    >>> [task.description for task in vault.tasks if task.blocked]
    ['order the shelf']
    >>> vault["Shop.md"].tasks[0].due
    datetime.date(2026, 3, 1)

    Raises FileNotFoundError if there is no such path, ConfigError if the configuration cannot be used.
    Notes that cannot be read are in `unreadable`. Reading releases the GIL and uses all cores.
    """

    def __init__(self, path: str | os.PathLike[str], *, config: Config | None = None, exclude: Sequence[str] = (), ignore_files: bool = True) -> None:
        """
        Read all notes under a path. `exclude` has patterns as in a `.gitignore`; without
        `ignore_files`, files named there count too.
        """

    @staticmethod
    def from_texts(texts: Mapping[str, str | bytes], *, config: Config | None = None) -> Vault:
        """
        A vault of notes in memory: paths from its root, and texts.

        >>> import tasklint
        >>> len(tasklint.Vault.from_texts({"Home.md": "- [ ] pay\\n"}).tasks)
        1
        """

    @property
    def root(self) -> pathlib.Path | None:
        """
        The folder of the vault, from which paths count; None for one in memory.
        """

    @property
    def config(self) -> Config:
        """The configuration that it was read with."""

    @property
    def notes(self) -> tuple[Document, ...]:
        """Its notes, in order of their paths."""

    @property
    def tasks(self) -> TaskList:
        """The tasks of all notes, in order of paths and lines."""

    @property
    def unreadable(self) -> tuple[tuple[str, str], ...]:
        """Paths of notes that could not be read, with the reason."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Document]: ...

    def __getitem__(self, path: str | os.PathLike[str], /) -> Document: ...

    def __contains__(self, path: object, /) -> bool: ...

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __copy__(self) -> Vault: ...

    def __deepcopy__(self, memo: dict[int, object]) -> Vault: ...

    def _repr_html_(self) -> str: ...

    def __repr__(self) -> str: ...

    def check(self, *, today: datetime.date | None = None, vault_rules: bool | None = None) -> list[Diagnostic]:
        """
        Find what is wrong with its tasks, in order of path and place, as the command does.

        Rules that need the whole vault (`vault_rules`) are used if the vault's root was read. Releases the
        GIL and uses all cores.

        >>> import tasklint
        >>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order ⛔ m1\\n"})
        >>> [(finding.path, finding.line, finding.name) for finding in vault.check()]
        [('Shop.md', 1, 'dangling-dependency')]
        """

    def export(self, path: str | os.PathLike[str], *, profile: Literal['todo', 'events', 'both'] | None = None, name: str | None = None, keep_done: bool | None = None, keep_cancelled: bool = False, drop_proposed: bool = False, today: datetime.date | None = None) -> ExportResult:
        """Write its tasks to a calendar's file: see `tasklint.export`."""

    def query(self, text: str, *, note: Document | None = None, today: datetime.date | None = None) -> QueryResult:
        """
        Run a query as the Tasks plugin 8.3.0 does: the tasks of the vault in groups.

        `text` is what stands in a `tasks` block. Placeholders and the properties `TQ_…` are those of
        `note`; the global query and presets are those of the vault's settings. Releases the GIL. Raises
        QueryError where the plugin shows an error, and where its answer cannot be known.

        >>> import tasklint
        >>> vault = tasklint.Vault.from_texts({
        ...     "Kitchen.md": "- [ ] measure 📅 2026-03-02\\n- [x] clean\\n",
        ...     "Shop.md": "- [ ] order 📅 2026-03-01\\n",
        ... })
        >>> result = vault.query("not done\\ngroup by filename")
        >>> for group in result.groups:
        ...     print(*group.names, [task.description for task in group.tasks])
        [[Kitchen]] ['measure']
        [[Shop]] ['order']
        >>> vault.query("not done\\nsort by due").tasks[0].description
        'order'
        """

def _vault(root: str, texts: dict[str, str], unreadable: tuple[tuple[str, str], ...], whole: bool, config: Config) -> Vault: ...

@final
class Rule():
    """
    A lint rule. `rules` lists them.

    >>> import tasklint
    >>> rule = next(rule for rule in tasklint.rules() if rule.code == "TL101")
    >>> rule.name, rule.group, rule.severity.name, rule.fix
    ('field-hidden-by-text', 'fields', 'ERROR', 'safe')
    >>> print(rule.page.splitlines()[0])
    # TL101 field-hidden-by-text
    """

    @property
    def code(self) -> str:
        """Such as `TL101`."""

    @property
    def name(self) -> str:
        """Such as `field-hidden-by-text`."""

    @property
    def group(self) -> str:
        """The group that it belongs to."""

    @property
    def summary(self) -> str:
        """One sentence: what is wrong and what it costs."""

    @property
    def severity(self) -> Severity:
        """How bad its findings are unless configured otherwise."""

    @property
    def fix(self, /) -> Literal['safe', 'unsafe'] | None:
        """What it can mend: `safe`, `unsafe`, or None."""

    @property
    def page(self) -> str:
        """Its page of the manual, in Markdown."""

    def __reduce__(self) -> tuple[object, ...]: ...

    def __copy__(self) -> Rule: ...

    def __deepcopy__(self, memo: dict[int, object]) -> Rule: ...

    def __repr__(self) -> str: ...

@final
class Fix():
    """
    How a finding can be mended.

    >>> import tasklint
    >>> finding = tasklint.check("- [ ] pay 📅 2026-03-01 today")[0]
    >>> finding.fix.safe, finding.fix.line
    (True, '- [ ] pay today 📅 2026-03-01')
    """

    @property
    def safe(self) -> bool:
        """True if all that was read before is read after, and no word is lost."""

    @property
    def title(self) -> str:
        """What it does."""

    @property
    def line(self) -> str:
        """The line as it is afterwards."""

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __repr__(self) -> str: ...

@final
class Diagnostic():
    """
    One finding. `check` makes it.

    >>> import tasklint
    >>> finding = tasklint.check("- [ ] pay 📅 2026-03-01 today", path="Home.md")[0]
    >>> finding
    <Diagnostic 'Home.md' 1:24: TL101 field-hidden-by-text>
    >>> finding.severity.name, finding.end_column
    ('ERROR', 29)

    `str(finding)` is the finding as the command shows it. Lines and columns count from 1, columns in
    code points (a byte order mark is none); the end is the first column behind.
    """

    @property
    def rule(self) -> Rule:
        """The rule that raised it."""

    @property
    def code(self) -> str:
        """The rule's code, such as `TL101`."""

    @property
    def name(self) -> str:
        """The rule's name, such as `field-hidden-by-text`."""

    @property
    def severity(self) -> Severity:
        """How bad it is, as configured."""

    @property
    def message(self) -> str:
        """What is wrong, in one line."""

    @property
    def detail(self) -> str | None:
        """What it hides, or None."""

    @property
    def plugin_reads(self) -> str | None:
        """What the plugin reads and the calendar shows, or None."""

    @property
    def help(self) -> str | None:
        """What to do, or None."""

    @property
    def fix(self) -> Fix | None:
        """How it can be mended, or None."""

    @property
    def path(self) -> str:
        """The path of the note; empty if none was given."""

    @property
    def line(self) -> int:
        """The line where it begins, from 1."""

    @property
    def column(self) -> int:
        """The column where it begins, from 1."""

    @property
    def end_line(self) -> int:
        """The line where it ends, from 1."""

    @property
    def end_column(self) -> int:
        """The first column behind it, from 1."""

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that stay the same when lines move."""

    def to_dict(self) -> dict[str, Any]:
        """
        The finding as `tasklint check --report json` writes it.

        >>> import tasklint
        >>> tasklint.check("- [ ] pay 📅 2026-03-01 today")[0].to_dict()["code"]
        'TL101'
        """

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def _repr_html_(self) -> str: ...

    def __str__(self) -> str: ...

    def __repr__(self) -> str: ...

@final
class FixResult():
    """
    What `fix` made of a note.

    >>> import tasklint
    >>> result = tasklint.fix("- [ ] pay 📅 2026-03-01 today")
    >>> result.text
    '- [ ] pay today 📅 2026-03-01'
    >>> [finding.code for finding in result.applied], result.remaining
    (['TL101'], ())
    """

    @property
    def text(self) -> str:
        """The mended text."""

    @property
    def applied(self) -> tuple[Diagnostic, ...]:
        """The findings that were mended."""

    @property
    def remaining(self) -> tuple[Diagnostic, ...]:
        """The findings of the mended text."""

    def __repr__(self) -> str: ...

def _printable(text: str) -> str: ...

def rules() -> list[Rule]:
    """
    All lint rules, by code.

    >>> import tasklint
    >>> "TL101" in [rule.code for rule in tasklint.rules()]
    True
    """

def check(text: str | bytes | Document | Vault, *, path: str | os.PathLike[str] = '', config: Config | None = None, today: datetime.date | None = None) -> list[Diagnostic]:
    """
    Find what is wrong with the tasks of a note or a vault, in order of place.

    `path` counts from the vault's root; without `config` that of the Document or Vault counts, or the
    plugin's defaults and the default rules; `today` is the system's date unless given. What was read
    with another configuration is read again. The result is a list, and a table in a notebook.

    >>> import tasklint
    >>> [finding.name for finding in tasklint.check("- [ ] pay 📅 2026-02-30")]
    ['invalid-date']
    """

def fix(text: str | bytes | Document, *, unsafe: bool = False, path: str | os.PathLike[str] = '', config: Config | None = None, today: datetime.date | None = None) -> FixResult:
    """
    Mend what can safely be mended: all that the plugin read before it reads after, and no
    word is lost. With `unsafe`, fixes that do not promise this are applied too.

    >>> import tasklint
    >>> tasklint.fix("- [ ] pay 📅 2026-03-01 today").text
    '- [ ] pay today 📅 2026-03-01'
    """

def to_ics(tasks: str | Document | Vault | Task | Iterable[Document | Task], *, profile: Literal['todo', 'events', 'both'] | None = None, name: str | None = None, keep_done: bool | None = None, keep_cancelled: bool = False, drop_proposed: bool = False, path: str | os.PathLike[str] = '', config: Config | None = None, today: datetime.date | None = None) -> str:
    """
    Write tasks as an iCalendar (RFC 5545, lines end in CRLF).

    `tasks` is the text of a note, a Document, a Vault, a Task or an iterable of Documents and Tasks; a task of a note
    may stand alone, and its parent is named only if it is written too. `profile` is `todo` (VTODO, the
    default), `events` (VEVENT) or `both`, `name` the name of the calendar. Done tasks are kept in
    `todo` and dropped from `events` unless `keep_done` says otherwise; `keep_cancelled` is for events;
    `drop_proposed` leaves out what nobody has accepted. A `config` with `google = true` makes events;
    another profile beside it is a ValueError. The result depends on the tasks, the options
    and `today` alone.

    >>> import tasklint
    >>> ics = tasklint.to_ics("- [ ] pay the rent 📅 2026-03-01 ⏫", name="Home")
    >>> [line for line in ics.split("\\r\\n") if line.startswith(("SUMMARY", "DUE", "PRIORITY"))]
    ['SUMMARY:pay the rent', 'DUE;VALUE=DATE:20260301', 'PRIORITY:3']

    Write it with `newline=""`, which keeps the line endings:
    `open("tasks.ics", "w", encoding="utf-8", newline="").write(ics)`; `export` does that.
    """

@final
class LeftOut():
    """
    A task that a calendar leaves out or changes.

    >>> import tasklint, tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     result = tasklint.export("- [ ] pay 📅 2026-02-30\\n", pathlib.Path(folder, "tasks.ics"))
    >>> result.left_out[0].line, result.left_out[0].reason
    (1, 'impossible due date 2026-02-30')
    """

    @property
    def path(self) -> str:
        """The path of the note; empty if none was given."""

    @property
    def line(self) -> int:
        """Its line in the note, from 1."""

    @property
    def reason(self) -> str:
        """Why, in a few words."""

    @property
    def by_choice(self) -> bool:
        """
        True if the options leave such tasks out: done, cancelled, private, proposed.
        """

    def __repr__(self) -> str: ...

@final
class ExportResult():
    """
    What `export` made of a calendar's file.

    >>> import tasklint, tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "tasks.ics")
    ...     first = tasklint.export("- [ ] pay 📅 2026-03-01\\n", file)
    ...     again = tasklint.export("- [ ] pay 📅 2026-03-01\\n", file)
    >>> first.todos, first.written, again.written
    (1, True, False)
    """

    @property
    def path(self) -> pathlib.Path:
        """The calendar's file."""

    @property
    def written(self) -> bool:
        """False if the file had these bytes already and was left alone."""

    @property
    def todos(self) -> int:
        """How many VTODO."""

    @property
    def events(self) -> int:
        """How many VEVENT."""

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The tasks that are left out or changed."""

    def __repr__(self) -> str: ...

def export(tasks: str | Document | Vault | Task | Iterable[Document | Task], path: str | os.PathLike[str], *, profile: Literal['todo', 'events', 'both'] | None = None, name: str | None = None, keep_done: bool | None = None, keep_cancelled: bool = False, drop_proposed: bool = False, config: Config | None = None, today: datetime.date | None = None) -> ExportResult:
    """
    Write tasks to a calendar's file, as `to_ics` makes it.

    The file is replaced at once and only if its bytes change. What the calendar leaves out or changes
    is in the result. Raises OSError if the file cannot be written.

    >>> import tasklint, tempfile, pathlib
    >>> vault = tasklint.Vault.from_texts({"Home.md": "- [ ] pay 📅 2026-03-01\\n"})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     result = tasklint.export(vault, pathlib.Path(folder, "tasks.ics"), profile="events")
    >>> result.events
    1
    """

@final
class QueryBlock():
    """
    A `tasks` block of a note.

    >>> import tasklint
    >>> note = tasklint.parse("Today:\\n```tasks\\nnot done\\n```\\n")
    >>> note.query_blocks
    (<QueryBlock 2: 'not done'>,)
    """

    @property
    def line_number(self) -> int:
        """The line that opens it, from 1."""

    @property
    def text(self) -> str:
        """
        Its lines without their fences, and without what a quote or a list puts before them.
        """

    def __repr__(self) -> str: ...

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __copy__(self) -> QueryBlock: ...

    def __deepcopy__(self, memo: dict[int, object]) -> QueryBlock: ...

@final
class QueryGroup():
    """
    Tasks that a query shows together.

    >>> import tasklint
    >>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order\\n"})
    >>> vault.query("group by filename\\ngroup by priority").groups[0].names
    ('[[Shop]]', '%%3%%Normal priority')
    """

    @property
    def names(self) -> tuple[str, ...]:
        """
        The names of its levels, outermost first, as the plugin has them; none without
        `group by`. What stands in `%%` orders the groups and is not shown in Obsidian.
        """

    @property
    def tasks(self) -> TaskList:
        """In order."""

    def __repr__(self) -> str: ...

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __copy__(self) -> QueryGroup: ...

    def __deepcopy__(self, memo: dict[int, object]) -> QueryGroup: ...

@final
class QueryResult():
    """
    What a query found: see `Vault.query`.

    >>> import tasklint
    >>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order\\n- [x] ask\\n- [ ] fetch\\n"})
    >>> result = vault.query("not done\\nlimit 1")
    >>> result
    <QueryResult: 1 of 2 tasks in 1 group>
    >>> result.total, result.before_limit
    (1, 2)
    """

    @property
    def groups(self) -> tuple[QueryGroup, ...]:
        """Its groups, in order. Without `group by` there is one without names."""

    @property
    def tasks(self) -> TaskList:
        """The tasks of all groups in order, each once."""

    @property
    def total(self) -> int:
        """How many different tasks are shown."""

    @property
    def before_limit(self) -> int:
        """How many pass the filters."""

    @property
    def count_text(self) -> str:
        """What the plugin writes below: `3 of 12 tasks`."""

    @property
    def order_certain(self) -> bool:
        """
        False if letters beyond ASCII were put in order, which Obsidian may do in another
        way.
        """

    def to_dict(self) -> dict[str, Any]:
        """
        As `tasklint query --json` writes it.

        >>> import tasklint
        >>> vault = tasklint.Vault.from_texts({"Shop.md": "- [ ] order\\n"})
        >>> vault.query("not done").to_dict()["groups"][0]["tasks"][0]["description"]
        'order'
        """

    def _repr_html_(self) -> str: ...

    def __repr__(self) -> str: ...

    def __eq__(self, other: object, /) -> bool: ...

    def __hash__(self) -> int: ...

    def __reduce__(self) -> tuple[object, ...]: ...

    def __copy__(self) -> QueryResult: ...

    def __deepcopy__(self, memo: dict[int, object]) -> QueryResult: ...

def _query_block(line_number: int, text: str) -> QueryBlock: ...

def _query_group(names: tuple[str, ...], tasks: TaskList) -> QueryGroup: ...

def _query_result(total: int, before_limit: int, count_text: str, order_certain: bool, groups: tuple[QueryGroup, ...], tasks: TaskList) -> QueryResult: ...
