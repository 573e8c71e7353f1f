"""Reads the tasks in Obsidian notes exactly as the Obsidian Tasks plugin reads them, says what is
wrong with them, mends what can safely be mended, and writes them as a calendar.

>>> import tasklint
>>> note = tasklint.parse("- [ ] Send the draft @owner1 📅 2026-01-06 ⏫ #task\\n")
>>> task = note.tasks[0]
>>> task.due, task.priority.name, task.owners, task.tags
(datetime.date(2026, 1, 6), 'HIGH', ('owner1',), ('#task',))
>>> for finding in tasklint.check("- [ ] pay 📅 2026-03-01 today"):
...     print(finding.line, finding.column, finding.code, finding.name)
1 24 TL101 field-hidden-by-text
>>> tasklint.fix("- [ ] pay 📅 2026-03-01 today").text
'- [ ] pay today 📅 2026-03-01'

Text may hold lone surrogates U+DC80 to U+DCFF for bytes that are no UTF-8, as
`open(path, encoding="utf-8", errors="surrogateescape", newline="")` gives them; they come back
unchanged (those that make UTF-8 together come back as its character). Any other lone surrogate is a ValueError. Lines and columns count from 1, columns in code
points, as in str. Objects do not change. The module is not affiliated with Obsidian or the plugin.
"""

from ._errors import ConfigError, QueryError
from ._notebook import Diagnostics
from ._tasklint import (
    Config,
    Diagnostic,
    Dependencies,
    Document,
    ExportResult,
    Fix,
    FixResult,
    Format,
    Heading,
    LeftOut,
    NextDates,
    OnCompletion,
    Priority,
    QueryBlock,
    QueryGroup,
    QueryResult,
    Recurrence,
    Rule,
    Section,
    SectionType,
    Settings,
    Severity,
    Status,
    StatusType,
    Task,
    TaskList,
    Vault,
    check,
    export,
    fix,
    parse,
    parse_line,
    rules,
    set_status,
    to_ics,
    toggle,
)
from ._tasklint import version as __version__

__all__ = [
    "Config",
    "ConfigError",
    "Diagnostic",
    "Diagnostics",
    "Dependencies",
    "Document",
    "ExportResult",
    "Fix",
    "FixResult",
    "Format",
    "Heading",
    "LeftOut",
    "NextDates",
    "OnCompletion",
    "Priority",
    "QueryBlock",
    "QueryError",
    "QueryGroup",
    "QueryResult",
    "Recurrence",
    "Rule",
    "Section",
    "SectionType",
    "Settings",
    "Severity",
    "Status",
    "StatusType",
    "Task",
    "TaskList",
    "Vault",
    "__version__",
    "check",
    "export",
    "fix",
    "parse",
    "parse_line",
    "rules",
    "set_status",
    "to_ics",
    "toggle",
]
