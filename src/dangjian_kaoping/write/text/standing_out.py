"""What of a table stands out on a terminal, and how."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.views.table import Column, Flags, Marked, Moved, Row, Value, exact_of
from dangjian_kaoping.write.toned import Tone

_MARKS: Mapping[str, Tone | None] = {"unscored": "warning", "overlooked": "warning", "strong": "heading", "text": None}
"""Those that are no flags."""
_TAKEN = "penalty"


def tones_of(column: Column[Row], values: Sequence[Value]) -> list[Tone | None]:
    """The tones of a column's cells: flags, what is missing, places and points that were lost, the lowest of points
    that have full marks.
    """
    lowest = set() if column.full is None else _lowest(values)
    return ["lost" if index in lowest else _tone(column, value) for index, value in enumerate(values)]


def _lowest(values: Sequence[Value]) -> set[int]:
    """Where the fewest points stand, if some have more."""
    known = {index: figure for index, value in enumerate(values) if (figure := _figure(value)) is not None}
    if not known:
        return set()
    fewest = min(known.values())
    if fewest == max(known.values()):
        return set()
    return {index for index, figure in known.items() if figure == fewest}


def _tone(column: Column[Row], value: Value) -> Tone | None:
    match value:
        case None:
            return "warning" if column.kind == "points" and not column.blank else None
        case Flags():
            return "error" if value.flags else None
        case Marked():
            return _MARKS.get(value.mark, "error")
        case Moved():
            return None if not value.places else "gained" if value.places > 0 else "lost"
    figure = _figure(value)
    if figure is None:
        return None
    if column.key == _TAKEN:
        return "lost" if figure else None
    return "lost" if column.kind in ("difference", "owed") and figure < 0 else None


def _figure(value: Value) -> Exact | None:
    return exact_of(value) if isinstance(value, Step | Decimal | Fraction) else None
