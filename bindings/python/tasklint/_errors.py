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
