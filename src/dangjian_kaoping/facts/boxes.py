"""填表: where in a row of a form a fact is filled in, and what is read there.

A form has one set of columns for every kind of fact; each kind says which of them it uses, what it puts there of a
record, and what a filled row states. Numbers arrive as they would stand in YAML: what a cell looked like is settled
before (`forms/entry.py`).
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

NUMBERS = "number"
"""数1, 数2, …: the columns `number1`, `number2`, …"""

Wanted = Literal["count", "amount", "number", "name", "choice"]
"""A whole number, one not below 0, any number, a name in words, one of several words."""


class Box(NamedTuple):
    """One cell of a row that a fact uses.

    `column` is its key (`number1`, `required`, `way`, `level`, `role`, `event`), `asks` says in an office's words what
    to write there. `unit` may stand behind the number. `optional`: blank says something too.
    """

    column: str
    asks: str
    wanted: Wanted
    unit: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False


class Entered(NamedTuple):
    """What was read in a cell of a row, as it would stand in YAML, and the key of its column."""

    text: str
    column: str


Stating: TypeAlias = "Entered | Sequence[Stating] | Mapping[str, Stating]"
"""The value of a key of a record: read in one cell, or made of what was read in several."""


class Unfilled(NamedTuple):
    """What a row lacks, or what in it cannot be: the column, and what is said of it in words."""

    column: str
    problem: str


def number(index: int) -> str:
    """The key of 数1, 数2, …, from 1."""
    return f"{NUMBERS}{index}"
