"""Uses that a type checker must refuse: mypy --strict reports an ignore that is not needed."""

from __future__ import annotations

import tasklint

tasklint.parse(7)  # type: ignore[arg-type]
tasklint.parse_line(b"- [ ] pay")  # type: ignore[arg-type]
tasklint.Task.build("pay", priority="urgent")  # type: ignore[arg-type]
tasklint.Task.build("pay", due="2026-01-05")  # type: ignore[arg-type]
tasklint.TaskList(["- [ ] pay"])  # type: ignore[list-item]
tasklint.Vault(["notes"])  # type: ignore[arg-type]
tasklint.Vault("notes").export("a.ics", profile="all")  # type: ignore[arg-type]
tasklint.Vault("notes").query("done", note="Home.md")  # type: ignore[arg-type]
tasklint.parse("- [ ] pay", "Home.md")  # type: ignore[call-arg]
tasklint.parse_line("- [ ] pay").due  # type: ignore[union-attr]
tasklint.check("- [ ] pay", today="2026-01-05")  # type: ignore[arg-type]
tasklint.to_ics("- [ ] pay", profile="all")  # type: ignore[arg-type]
tasklint.toggle("- [ ] pay", today="2026-01-05")  # type: ignore[arg-type]
tasklint.set_status("- [ ] pay")  # type: ignore[call-arg]
tasklint.Recurrence.parse("every day").next()  # type: ignore[union-attr]
tasklint.Recurrence.parse("every day", due="2026-01-05")  # type: ignore[arg-type]
tasklint.parse("- [ ] pay").tasks[0].to_line("dataview")  # type: ignore[arg-type]
tasklint.to_ics([1])  # type: ignore[list-item]
tasklint.parse("- [ ] pay").tasks[0].priority = tasklint.Priority.HIGH  # type: ignore[misc]
tasklint.parse("- [ ] pay").tasks.append(1)  # type: ignore[attr-defined]


class MyTask(tasklint.Task):  # type: ignore[misc]
    pass
