"""填表: where in a row of a form a fact is filled in, and what is read there.

A form has one set of columns for every kind of fact; each kind says which of them it uses, what it puts there of a
record, and what a filled row states. Numbers arrive as they would stand in YAML: what a cell looked like is settled
before (`forms/entry.py`).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import is_percent

NUMBERS = "number"
"""数1, 数2, …: the columns `number1`, `number2`, …"""

Wanted = Literal["count", "amount", "amounts", "number", "name", "choice"]
"""A whole number, one not below 0, such a number or one a month (`4、4、3`), any number, a name in words, one of
several words.
"""


class Box(NamedTuple):
    """One cell of a row that a fact uses.

    `column` is its key (`number1`, `required`, `way`, `role`, `event`), `asks` says in an office's words what to write
    there. `unit` may stand behind the number; `percent`: it is a percentage, so that a number of 0 to 1 is asked about.
    `optional`: blank says something too.
    """

    column: str
    asks: str
    wanted: Wanted
    unit: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    percent: bool = False


class Entered(NamedTuple):
    """What was read in a cell of a row, as it would stand in YAML, and the key of its column."""

    text: str
    column: str


Filled: TypeAlias = "Entered | Sequence[Filled] | Mapping[str, Filled]"
"""The value of a key of a record: read in one cell, or made of what was read in several."""


class Unfilled(NamedTuple):
    """What a row lacks, or what in it cannot be: the column, and what is said of it in words."""

    column: str
    problem: str


class Ways(NamedTuple):
    """What 档次或计法 says of facts that have two ways to be stated."""

    missing: str = "少了"
    done: str = "做了"
    late: str = "迟报"
    never: str = "始终未报"
    whole: str = "合计"


WAYS = Ways()


def how_much(unit: str) -> str:
    """What to write where a number is wanted: 多少次, and of a percentage how."""
    return "百分之几（97.5% 写 97.5）" if is_percent(unit) else f"多少{unit}"


def number(index: int) -> str:
    """The key of 数1, 数2, …, from 1."""
    return f"{NUMBERS}{index}"


def in_numbers(numbers: Sequence[Decimal | int | None]) -> dict[str, str]:
    """Numbers as they stand in 数1, 数2, … in order; what is None stands blank."""
    return {number(index): plain(Decimal(each)) for index, each in enumerate(numbers, 1) if each is not None}


def read_in(cells: Mapping[str, Entered], keys: Mapping[str, str], lacking: str) -> Mapping[str, Filled] | Unfilled:
    """The keys of a record whose values stand in a column each; `lacking` says that one is blank."""
    blank = next((column for column in keys.values() if column not in cells), None)
    return {key: cells[column] for key, column in keys.items()} if blank is None else Unfilled(blank, lacking)
