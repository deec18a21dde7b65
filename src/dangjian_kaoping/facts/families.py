"""How several records of one period meet: they add up, the least favourable stands, or each counts by itself."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.exact import ZERO, Exact, divided, minus
from dangjian_kaoping.facts.asked import Combine, Condition, Meeting, Price, Recorded, Terms
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

    def added(self, price: Price, recorded: Sequence[Recorded[Keys_contra]], meeting: Meeting) -> Iterator[Exact]:
        before = meeting.before
        for after in self.running_points(price, recorded, meeting.combine):
            yield minus(after, before)
            before = after

    def running_points(
        self, price: Price, recorded: Sequence[Recorded[Keys_contra]], combine: Combine
    ) -> Iterator[Exact]:
        """What the clause comes to after each record, in order (分)."""
        return map(price.of_quantity, self.running(recorded, price.terms))

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
    """A state: each of several records is worth what it is worth by itself; the least favourable stands, unless the
    clause takes the mean or the sum of all.
    """

    STANDS = True
    IS_STATE = True

    def added(self, price: Price, recorded: Sequence[Recorded[Keys_contra]], meeting: Meeting) -> Iterable[Exact]:
        points = [self.alone(price, each) for each in recorded]
        match meeting.combine:
            case "mean":
                return [divided(each, Decimal(len(points))) for each in points]
            case "sum":
                return points
            case "worst":
                return _only(points, least_favourable(points, gives=meeting.gives)) if points else ()

    def combines(self, combine: Combine) -> bool:
        return True

    def together_in_words(self, stated: Sequence[Keys_contra], combine: Combine = "worst") -> str:
        return (
            {"worst": "几次记录，以最不利的一次为准", "mean": "几次记录的分取平均", "sum": "几次记录的分相加"}[combine]
            if len(stated) > 1
            else ""
        )


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

    def added(self, price: Price, recorded: Sequence[Recorded[Keys_contra]], meeting: Meeting) -> Iterable[Exact]:
        if not meeting.highest_only or not recorded:
            return [self.alone(price, each) for each in recorded]
        points = [self.one(price, each) for each in recorded]
        return _only(points, points.index(max(points)))

    def one(self, price: Price, recorded: Recorded[Keys_contra]) -> Exact:
        """What one case of a record costs or earns (分): a record may stand for several that are alike."""
        return self.alone(price, recorded)


def least_favourable(points: Sequence[Exact], *, gives: bool) -> int:
    """Which of several records stands, by what each is worth alone (分); the first of equals."""
    return points.index(min(points) if gives else max(points))


def _only(points: Sequence[Exact], index: int) -> list[Exact]:
    return [one if place == index else ZERO for place, one in enumerate(points)]
