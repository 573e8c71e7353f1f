"""What is sown: lines with a mistake, and the table of all kinds of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dirty.source import Source


@dataclass(frozen=True)
class Row:
    """A line; a marked one has the mistake."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Seed:
    """One mistake: rows for one note, or for several in the order of their paths. Each marked row gives one finding."""

    parts: list[list[Row]]


Made = str | list[Row] | Seed
Maker = Callable[[Source], Made]


@dataclass(frozen=True)
class Mistake:
    code: str
    variant: str
    make: Maker
    vault: str = "main"
    where: str = ""  # `head`: the front matter; `old`: a note of long ago; `file`: a note of its own; empty: any note
    plain: bool = False  # not in a quote or below another item

    def seed(self, source: Source) -> Seed:
        made = self.make(source)
        if isinstance(made, str):
            return Seed([[Row(made, True)]])
        return made if isinstance(made, Seed) else Seed([made])


@dataclass
class Table:
    mistakes: list[Mistake] = field(default_factory=list)

    def add(
        self, code: str, variants: Mapping[str, Maker], vault: str = "main", where: str = "", plain: bool = False
    ) -> None:
        self.mistakes += [Mistake(code, name, make, vault, where, plain) for name, make in variants.items()]


def rows(*lines: str) -> list[Row]:
    """Lines of which those that begin with `!` are marked."""
    return [Row(line.removeprefix("!"), line.startswith("!")) for line in lines]
