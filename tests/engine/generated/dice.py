"""Draws in the words of the language."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Plain = dict[str, Any]

PRICES = ("0.1", "0.2", "0.25", "0.3", "0.5", "1", "1.5", "2")
OWNERS = ("部", "室")
BORROWED = ("imported", "scorers")


class Dice:
    """Draws in the words of the language; with `reading` also in those by which clauses read other records, all
    branches or the year.
    """

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any], *, reading: bool = False) -> None:
        self._draw = draw
        self._reading = reading

    def pick(self, several: Sequence[T]) -> T:
        return several[self.number(0, len(several) - 1)]

    def number(self, low: int, high: int) -> int:
        return int(self._draw(st.integers(low, high)))

    def chance(self, percent: int) -> bool:
        # the least draw is "no", so that a failing example shrinks to a plain one
        return self.number(0, 99) >= 100 - percent

    def reads(self, percent: int) -> bool:
        """A chance that a clause reads more than its own records of this round."""
        return self._reading and self.chance(percent)

    def price(self) -> Any:
        if not self.chance(20):
            return self.pick(PRICES)
        if self.chance(25):
            each: Any = "0.05" if self.chance(50) else {"by_class": {"甲": "0.03"}, "otherwise": "0.1"}
            return {"per_head": each, "round": self.pick(("up", "down", "half_up", "exact"))}
        if self.chance(50):
            return {"by_class": {"甲": self.pick(PRICES), "乙": self.pick(PRICES)}}
        return {"by_class": {"乙": self.pick(PRICES)}, "otherwise": self.pick(PRICES)}
