"""The errors that tasklint raises besides those of Python."""

from __future__ import annotations


class ConfigError(ValueError):
    """A configuration or settings file that cannot be used.

    The message is one line with file, line and column; the three are attributes as well, and
    `line` and `column` (from 1) are None where there is no place.

    >>> import tasklint
    >>> try:
    ...     tasklint.Config.from_toml('slect = ["TL1"]', file="team.toml")
    ... except tasklint.ConfigError as error:
    ...     print(error.file, error.line, error.column)
    team.toml 1 1
    """

    file: str
    line: int | None
    column: int | None

    def __init__(
        self, message: str, file: str = "", line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message, file, line, column)
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return str(self.args[0])


ConfigError.__module__ = "tasklint"


class QueryError(ValueError):
    """A query that the plugin refuses, or whose answer cannot be known (`kind` is `not-certain`).

    The message is the plugin's. `kind` is a word of docs/queries.md; `source` says which text is
    wrong: `query`, `global_query` or `file_defaults`; `line` counts in it from 1 and is None where
    no line is to blame.

    >>> import tasklint
    >>> vault = tasklint.Vault.from_texts({})
    >>> try:
    ...     vault.query("not done\\nsort by dew")
    ... except tasklint.QueryError as error:
    ...     print(error.kind, error.source, error.line)
    unknown-instruction query 2
    """

    kind: str
    source: str
    line: int | None

    def __init__(
        self, message: str, kind: str = "", source: str = "query", line: int | None = None
    ) -> None:
        super().__init__(message, kind, source, line)
        self.kind = kind
        self.source = source
        self.line = line

    def __str__(self) -> str:
        return str(self.args[0])


QueryError.__module__ = "tasklint"
