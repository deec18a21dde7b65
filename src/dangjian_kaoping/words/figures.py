"""How numbers are shown: a published figure with its places, any other exactly or, marked 约, rounded."""

from collections.abc import Mapping
from decimal import Decimal

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, places, plain, times

MISSING = "-"
"""Where a figure is missing; one cell wide on every console."""
NONE = "—"
"""The same where letters are drawn as they are: in workbooks, on paper, on a page."""

_HUNDRED = Decimal(100)
_JSON_PLACES = 6
TABLE_PLACES = 2
"""The decimals of an unpublished figure in a table's narrow column."""


def published(step: Step | None) -> str:
    """A published figure just as it was rounded, `96.30`; a dash where there is none."""
    return MISSING if step is None else format(step.value, "f")


def published_or_none(step: Step | None) -> str | None:
    """The same for programs, which have a word for what is missing."""
    return None if step is None else published(step)


def shown(value: Exact, most: int = 4) -> str:
    """An unpublished figure as an office reads it: `0.5`, `34`; what has more than so many decimals 约3.3333."""
    if isinstance(value, Decimal):
        text = plain(value)
        if len(text.partition(".")[2]) <= most:
            return text
    return f"约{places(value, most)}"


def in_column(value: Exact) -> str:
    """Points exactly, below others of their kind: `2.00`, `0.125`; what has no end 约3.3333."""
    told = shown(value)
    return places(value, TABLE_PLACES) if len(told.partition(".")[2]) < TABLE_PLACES else told


def figure(step: Step) -> str:
    """A step's figure for people: a published one as it was rounded, another one as it is."""
    return published(step) if step.operation == "rounded" else shown(step.value)


def in_table(step: Step) -> str:
    """A step's figure in a table's narrow column: a published one as it was rounded, another one with two places."""
    return published(step) if step.operation == "rounded" else places(step.value, TABLE_PLACES)


def signed(value: Exact, text: str | None = None) -> str:
    """A difference with its sign, and two places where it is not told by another text: `+4.00`, `约+0.1837`."""
    told = places(value, TABLE_PLACES) if text is None else text
    about = "约" if told.startswith("约") else ""
    return f"{about}{'+' if value > 0 else ''}{told.removeprefix('约')}"


def percent(part: Exact) -> str:
    """A part of a whole, `96.3%`; what is less than all is told as less."""
    told = places(times(part, _HUNDRED), 1)
    return f"{'99.9' if told == '100.0' and part < 1 else told}%"


def moved_in_words(gained: int) -> str:
    """By how many places somebody went up; down: negative."""
    return "持平" if not gained else f"升{gained}位" if gained > 0 else f"降{-gained}位"


def money(amount: Exact) -> str:
    """An amount (元) to the fen, `1234.50`."""
    return places(amount, 2)


def yuan(amount: Exact) -> str:
    """An amount (元) as people read it, `1,234.50`."""
    return f"{Decimal(money(amount)):,}"


def points_by_class(points: Mapping[str, Decimal]) -> str:
    """Points by the class of the branches: `6 分`, each where they differ, empty where there are none."""
    if len(set(points.values())) <= 1:
        return "".join(f"{plain(each)} 分" for each in list(points.values())[:1])
    return "、".join(f"{name} {plain(each)} 分" for name, each in points.items())


def machine(step: Step) -> str:
    """A step's figure for programs: a published one as it was rounded, another one with six places."""
    return published(step) if step.operation == "rounded" else six(step.value)


def six(value: Exact) -> str:
    """A number for programs, with six places."""
    return places(value, _JSON_PLACES)
