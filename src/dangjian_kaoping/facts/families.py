"""How several records of one period meet: they add up, the least favourable stands, or each counts by itself."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from dangjian_kaoping.exact import ZERO, Exact, minus
from dangjian_kaoping.facts.asked import Condition, Price, Recorded, Terms
from dangjian_kaoping.facts.fact import Fact, Keys_contra
from dangjian_kaoping.facts.quantity import Quantity


class Adding(Fact[Keys_contra]):
    """Records add up to one quantity, of which the rule is asked once."""

    COUNTS = True

    @abstractmethod
    def running(self, recorded: Sequence[Recorded[Keys_contra]], terms: Terms) -> Iterator[Quantity]:
        """The quantity after each record, in order."""

    def in_all(self, recorded: Sequence[Recorded[Keys_contra]], terms: Terms) -> Quantity:
        """The quantity after all of them, of which there is one at least."""
        *_, last = self.running(recorded, terms)
        return last

    def alone(self, price: Price, recorded: Recorded[Keys_contra]) -> Exact:
        return price.of_quantity(self.in_all([recorded], price.terms))

    def added(
        self, price: Price, recorded: Sequence[Recorded[Keys_contra]], before: Exact, *, gives: bool, highest_only: bool
    ) -> Iterator[Exact]:
        for quantity in self.running(recorded, price.terms):
            after = price.of_quantity(quantity)
            yield minus(after, before)
            before = after

    def meets(self, condition: Condition, recorded: Sequence[Recorded[Keys_contra]], terms: Terms) -> bool:
        return self._any_or_so_much(condition, self.in_all(recorded, terms))

    def _any_or_so_much(self, condition: Condition, quantity: Quantity) -> bool:
        if condition.holds is not None:
            return condition.holds(quantity.value)
        return quantity.value > 0 or quantity.never > 0

    def happened(self, recorded: Sequence[Recorded[Keys_contra]], terms: Terms, free: Exact) -> bool:
        last = self.in_all(recorded, terms)
        return last.value > free or last.never > 0

    @property
    def any_in_words(self) -> str:
        if not self.subject:
            return "有此情形的"
        return f"{self.subject}大于 0 的" if self.is_rate else f"有{self.subject}的"


class LeastFavourable(Fact[Keys_contra]):
    """A state: of several records the least favourable stands, and what it is worth by itself is what counts."""

    STANDS = True
    IS_STATE = True

    def added(
        self, price: Price, recorded: Sequence[Recorded[Keys_contra]], before: Exact, *, gives: bool, highest_only: bool
    ) -> Iterable[Exact]:
        points = [self.alone(price, each) for each in recorded]
        return _only(points, points.index(min(points) if gives else max(points))) if points else ()

    def together_in_words(self, stated: Sequence[Keys_contra]) -> str:
        return "几次记录，以最不利的一次为准" if len(stated) > 1 else ""


class Measured(LeastFavourable[Keys_contra]):
    """A state that is a number."""

    @abstractmethod
    def measured(self, stated: Keys_contra) -> Quantity:
        """The quantity of one record."""

    def alone(self, price: Price, recorded: Recorded[Keys_contra]) -> Exact:
        return price.of_quantity(self.measured(recorded.finding))

    def meets(self, condition: Condition, recorded: Sequence[Recorded[Keys_contra]], terms: Terms) -> bool:
        holds = condition.holds
        return holds is None or any(holds(self.measured(each.finding).value) for each in recorded)


class OneByOne(Fact[Keys_contra]):
    """Each record is a case, with a price of its own; with `highest_only` the heaviest alone counts."""

    IS_CASE = True

    def added(
        self, price: Price, recorded: Sequence[Recorded[Keys_contra]], before: Exact, *, gives: bool, highest_only: bool
    ) -> Iterable[Exact]:
        points = [self.alone(price, each) for each in recorded]
        return _only(points, points.index(max(points))) if highest_only and points else points


def _only(points: Sequence[Exact], index: int) -> list[Exact]:
    return [one if place == index else ZERO for place, one in enumerate(points)]
