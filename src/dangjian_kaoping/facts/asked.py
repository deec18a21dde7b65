"""What is asked of a fact, and what it answers: the small things that pass between a kind of fact and its askers."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol, TypeVar

from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.exact import ZERO, Exact, plain, times
from dangjian_kaoping.facts.quantity import HUNDRED, Quantity
from dangjian_kaoping.model.number import ClassNumber
from dangjian_kaoping.model.rule import Rule
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.periods import Month
from dangjian_kaoping.place import Place

# ── of the engine ──────────────────────────────────────────────────────────────────────────────────────────────


Keys_co = TypeVar("Keys_co", covariant=True)


class Recorded(Protocol[Keys_co]):
    """A record that counts: what it states, and of which month of self-assessment (None: of an inspection)."""

    @property
    def finding(self) -> Keys_co: ...
    @property
    def month(self) -> Month | None: ...


class Terms(Protocol):
    """Of whom it counts: the class of the branch, and over how many months a number of each month runs."""

    @property
    def branch_class(self) -> str: ...
    @property
    def months(self) -> int: ...


class Price(Protocol):
    """What the clause's rule makes of a fact (分), after `repeat`, `free` and `times`."""

    @property
    def terms(self) -> Terms: ...
    def of_quantity(self, quantity: Quantity) -> Exact: ...
    def of_level(self, level: str | None, role: str | None = None) -> Exact: ...
    def of_points(self, points: Exact) -> Exact: ...


class Condition(NamedTuple):
    """When something is set off: `holds` asks a number (None: any will do), `levels` are those that count."""

    holds: Callable[[Exact], bool] | None
    levels: tuple[str, ...]


Combine = Literal["worst", "mean", "sum"]
"""How the records of a state meet: the least favourable stands, or the mean or the sum of what each would give."""


class Meeting(NamedTuple):
    """How the records of a clause meet, beside its rule: whether the clause adds points, what it gives where nothing
    happened (分), whether one case only counts, and `combine`.
    """

    gives: bool
    before: Exact = ZERO
    highest_only: bool = False
    combine: Combine = "worst"


# ── of the checks ──────────────────────────────────────────────────────────────────────────────────────────────


Readers = Sequence[tuple[object, Rule | None]]
"""The other clauses that read a record: the fact as each of them reads it, and its rule."""


class Asked(NamedTuple):
    """Against what a record is held: ids of item and clause, the clause's rule, the class of the branch (None: it is
    not known), the months of which the record speaks (None: a self-assessment, which speaks of its own), who else
    reads it, whether a clause that reads it prices each month by itself, and the item's full marks (分; None: there
    are none, or it is not known).
    """

    item: str
    clause: str
    rule: Rule | None
    branch_class: str | None
    months: int | None
    readers: Readers = ()
    month_by_month: bool = False
    points: Decimal | None = None


class Problem(NamedTuple):
    """What is wrong with a fact as it is stated; `keys` lead to the value at fault, or with `named` to its name.

    KP306 says that it is not the fact that is asked for.
    """

    code: Literal["KP306", "KP315", "KP342", "KP361"]
    text: str = ""
    keys: tuple[str | int, ...] = ()
    named: bool = False

    def place_in(self, finding: Placed) -> Place:
        """Where it is told; what is not stated is missed at the clause that asks for it."""
        return finding.key_of(*self.keys) if self.named else finding.place_of(*(self.keys or ("clause",)))


def not_named(name: str | None, known: tuple[str, ...], key: str, what: str) -> Problem | None:
    """That a name under a key of a record is none of those that the fact gives."""
    if name is None:
        return Problem("KP306", f"没有写{what}")
    if name not in known:
        return Problem("KP306", f"没有“{name}”这个{what}。{perhaps(name, known)}", (key,))
    return None


class Hundredth(NamedTuple):
    """A number under a key of a record that stands for a percentage: what it says as it stands, and what it was
    likely meant to say and be, if it was copied from a cell that shows hundredths.
    """

    key: str
    number: Decimal
    low: str
    high: str
    right: Exact


_SIGNS = ("%", "％", "百分比", "百分率", "百分数")


def is_percent(unit: str) -> bool:
    """Whether a unit, or the name of a score, says that it is a percentage."""
    return any(sign in unit for sign in _SIGNS)


def hundredth(key: str, number: Decimal | None) -> Iterator[Hundredth]:
    """A number that is itself a percentage, if it is stated."""
    if number is not None:
        right = times(number, HUNDRED)
        yield Hundredth(key, number, f"{plain(number)}%", f"{plain(right)}%", right)


# ── of two versions ────────────────────────────────────────────────────────────────────────────────────────────

Unlike = Literal["fact", "unit", "levels", "required", "months", "judged"]
"""Why what was recorded of one fact says nothing of another: its kind or source, its unit, its levels, what was
required, how it is spread over the months, or whether judged points were taken or given.
"""


Stating = dict[str, object]
"""What a record states now, by its keys."""


class Setting(NamedTuple):
    """What a change of one key of a fact means: the part of a clause that it is, where `{side}` is what the clause
    does with points (`loss` or `gain`), and how two values of it compare.

    `numbers` compares each by its key; `roles` are numbers, or names alone. `order` names the settings of an `ordered`
    key, the most lenient first.
    """

    part: str
    compared: Literal["changed", "amount", "whole_number", "ordered", "names", "numbers", "roles"] = "changed"
    order: tuple[str, ...] = ()


UNIT = Setting("clause-unit")

# ── of the words ───────────────────────────────────────────────────────────────────────────────────────────────

Say = Callable[[ClassNumber, str], str]
"""Words of a number with its unit, in front of them a space; each class's own where no class is given."""
PERCENT = "个百分点"
"""The unit of steps on a scale of percentages."""


def with_unit(number: str, unit: str) -> str:
    """A number and its unit: `3 次`, but `97.5%`."""
    return number + unit if unit == "%" or not unit else f"{number} {unit}"


def number_or_nothing(number: Decimal | None, unit: str) -> str:
    """A number of a record with its unit, or that it is not written."""
    return "未写" if number is None else with_unit(plain(number), unit)
