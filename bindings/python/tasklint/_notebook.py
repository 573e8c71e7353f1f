"""How a notebook shows vaults, tasks and findings: plain tables, in which no text of a note is more than text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ._tasklint import Diagnostic, QueryResult, Task, TaskList, Vault, _printable

MOST_ROWS = 50


class Diagnostics(list[Diagnostic]):
    """Findings, in order of place: a list that a notebook shows as a table.

    >>> import tasklint
    >>> found = tasklint.check("- [ ] pay 📅 2026-02-30")
    >>> len(found), found[0].code
    (1, 'TL201')
    """

    def _repr_html_(self) -> str:
        return diagnostics(self)


Diagnostics.__module__ = "tasklint"


def _text(text: str) -> str:
    from html import escape  # not needed to import tasklint

    return escape(_printable(text))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], left: int) -> str:
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    more = f"<p>… and {left} more</p>" if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _place(path: str, line: int) -> str:
    return f"{path}:{line}" if path else str(line)


def _task_row(task: Task) -> tuple[str, ...]:
    return (
        task.status.symbol,
        task.shown_description,
        task.due.isoformat() if task.due else "",
        "" if task.priority.name == "NONE" else task.priority.name.lower(),
        ", ".join(task.owners),
        _place(task.path, task.line_number),
    )


def tasks(tasks: TaskList) -> str:
    return _table(
        ("status", "task", "due", "priority", "owners", "place"),
        (_task_row(task) for task in tasks[:MOST_ROWS]),
        len(tasks) - MOST_ROWS,
    )


def diagnostics(found: Sequence[Diagnostic]) -> str:
    return _table(
        ("severity", "rule", "place", "message", "plugin reads"),
        (
            (
                one.severity.name.lower(),
                f"{one.code} {one.name}",
                _place(one.path, one.line),
                one.message,
                one.plugin_reads or "",
            )
            for one in found[:MOST_ROWS]
        ),
        len(found) - MOST_ROWS,
    )


def vault(vault: Vault) -> str:
    open_tasks = sum(not task.is_done for task in vault.tasks)
    counts = (
        ("notes", len(vault)),
        ("tasks", len(vault.tasks)),
        ("open", open_tasks),
        ("unreadable notes", len(vault.unreadable)),
    )
    name = f"<p>{_text(str(vault.root))}</p>" if vault.root else ""
    return name + _table([what for what, _ in counts], [[str(n) for _, n in counts]], 0)


def _group_name(name: str) -> str:
    return name.split("%%", 2)[-1] if name.startswith("%%") else name


def query_result(result: QueryResult) -> str:
    parts: list[str] = []
    for group in result.groups:
        if group.names:
            parts.append(f"<p>{_text(' · '.join(map(_group_name, group.names)))}</p>")
        parts.append(tasks(group.tasks))
    return "".join(parts) + f"<p>{_text(result.count_text)}</p>"
