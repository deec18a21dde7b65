"""覆盖: how much of a rubric its cases have tried, what the rounds held have shown beside, and what nobody has."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from dangjian_kaoping.cases.run import Outcome
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import Exact, divided, times
from dangjian_kaoping.facts.quantity import HUNDRED
from dangjian_kaoping.model.rubric import Area, Rubric
from dangjian_kaoping.proof.coverage.known import Known
from dangjian_kaoping.proof.coverage.marked import marks_of_outcome, marks_of_round
from dangjian_kaoping.proof.coverage.marking import Marking
from dangjian_kaoping.proof.coverage.marks import LIMITS, Mark


class Ran(NamedTuple):
    """How many cases there are: those that passed count; those that did not, are still open or are not to be run yet
    count for nothing.
    """

    passed: int
    failed: int
    open: int
    later: int


class Share(NamedTuple):
    """So many of so many: tried by cases, and shown by the rounds held."""

    tried: int
    held: int
    of: int

    @property
    def percent(self) -> Exact:
        """What part was tried (%); of nothing all of it."""
        return divided(times(HUNDRED, Decimal(self.tried)), Decimal(self.of)) if self.of else HUNDRED


class AreaCoverage(NamedTuple):
    """What was tried of an area; None: of the measure, which has no clauses."""

    area: Area | None
    clauses: Share
    marks: Share


class Coverage:
    """The marks of a rubric, and which of them its cases and the rounds held have shown."""

    def __init__(
        self, known: Known, outcomes: Sequence[Outcome], rounds: Iterable[RoundResult], open_: int, later: int
    ) -> None:
        """`open_` cases wait for what must come out, `later` ones are not to be run yet."""
        marking = Marking(known.rubric)
        passed = sum(each.passed for each in outcomes)
        self.known = known
        self.rubric: Rubric = known.rubric
        self.ran = Ran(passed, len(outcomes) - passed, open_, later)
        self.rounds = tuple(rounds)
        # who expects nothing has tried nothing
        telling = [each for each in outcomes if each.case.expect.model_fields_set]
        self.by_cases = frozenset(mark for each in telling for mark in marks_of_outcome(marking, each))
        self.by_rounds = frozenset(mark for each in self.rounds for mark in marks_of_round(marking, each))
        self.marks = known.with_more(mark for mark in self.by_cases if mark.part not in LIMITS)

    @cached_property
    def missing(self) -> tuple[Mark, ...]:
        """What no case has tried, in the order of the rubric."""
        return tuple(mark for mark in self.marks if mark not in self.by_cases)

    @cached_property
    def areas(self) -> tuple[AreaCoverage, ...]:
        """Area by area, the measure last."""
        return tuple(self._areas())

    def _areas(self) -> Iterator[AreaCoverage]:
        for area in self.rubric.areas:
            items = {item.id for item in area.items}
            yield self._of(area, [mark for mark in self.marks if mark.item in items])
        yield self._of(None, [mark for mark in self.marks if not mark.item])

    def _of(self, area: Area | None, marks: Sequence[Mark]) -> AreaCoverage:
        return AreaCoverage(area, self._share([each for each in marks if each.part == "clause"]), self._share(marks))

    def _share(self, marks: Sequence[Mark]) -> Share:
        return Share(len(self.by_cases & set(marks)), len(self.by_rounds & set(marks)), len(marks))

    @property
    def clauses(self) -> Share:
        """All clauses that can matter."""
        return self._share([mark for mark in self.marks if mark.part == "clause"])

    @property
    def total(self) -> Share:
        """All marks."""
        return self._share(self.marks)
