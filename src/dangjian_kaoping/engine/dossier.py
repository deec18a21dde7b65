"""一轮、一年的卷宗: all that a publication tells, put together once, so that writers look nothing up."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.course.objections import Heard
from dangjian_kaoping.engine.follow.correction import Correction
from dangjian_kaoping.engine.follow.ledger import Entry, Summary, as_of_quarter, ledger, summary
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.year import YearResult, score_year
from dangjian_kaoping.exact import Exact, minus
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Round


class Dossier(NamedTuple):
    """What the workbook, the page, the notice and the feedback sheets read.

    `rounds` are the results of all rounds held up to this one, in order; the last of them is `result`. `entries`
    and `headline` are 整改台账 as of the quarter: inspections of the rounds up to it, other visits up to its last
    day. So a later follow-up changes nothing that was published. `heard` are the objections to its result; None where
    nobody is asked to object. `correction` is what became of an earlier final result of a governed round, where it was
    asked for.
    """

    rounds: tuple[RoundResult, ...]
    entries: tuple[Entry, ...]
    headline: Summary
    heard: Heard | None = None
    correction: Correction | None = None

    @property
    def result(self) -> RoundResult:
        """The round that is published."""
        return self.rounds[-1]

    @property
    def previous(self) -> RoundResult | None:
        """The round held before it, if there was one."""
        return self.rounds[-2] if len(self.rounds) > 1 else None

    def gains(self) -> Mapping[str, int]:
        """By the branch's id how many places it went up since the round before (down: negative).

        Only branches with a rank in both rounds.
        """
        before = {branch: each.rank for branch, each in self.placed_before.items() if each.rank is not None}
        return {
            each.score.branch.id: before[each.score.branch.id] - each.rank
            for each in self.result.placings
            if each.rank is not None and each.score.branch.id in before
        }

    @property
    def placed_before(self) -> Mapping[str, Placing]:
        """By the branch's id how it was placed in the round before."""
        placings = self.previous.placings if self.previous is not None else ()
        return {each.score.branch.id: each for each in placings}

    def points_gained(self) -> Mapping[str, Exact]:
        """By the branch's id by how much its composite rose since the round before (fell: negative)."""
        before, gained = self.placed_before, {}
        for each in (placing.score for placing in self.result.placings):
            then = before[each.branch.id].score.composite if each.branch.id in before else None
            if each.composite is not None and then is not None:
                gained[each.branch.id] = minus(each.composite.value, then.value)
        return gained

    def places_gained(self, placing: Placing) -> int | None:
        """The gain of one branch; None where it has no two ranks."""
        return self.gains().get(placing.score.branch.id)

    def found_in(self, result: RoundResult) -> tuple[Entry, ...]:
        """The ledger's entries that were found in a round."""
        return tuple(entry for entry in self.entries if entry.quarter == result.quarter)


class YearDossier(NamedTuple):
    """What the workbook of a year reads: its result, and the dossier of its last round."""

    result: YearResult
    last: Dossier

    @property
    def rounds(self) -> tuple[RoundResult, ...]:
        """The rounds of the year."""
        return tuple(each for each in self.last.rounds if each.quarter.year == self.result.year)


def year_dossier(year: int, last: Dossier, roster: Roster | None = None) -> YearDossier:
    """The dossier of a year from that of its last round."""
    return YearDossier(score_year(year, [each for each in last.rounds if each.quarter.year == year], roster), last)


def dossier(
    results: Sequence[RoundResult], rounds: Iterable[Round], roster: Roster, heard: Heard | None = None
) -> Dossier:
    """The dossier of the last of the results; `rounds` are the records of all quarters up to it."""
    when = as_of_quarter(results[-1].quarter)
    rubrics = {result.quarter: result.rubric for result in results}
    known = [this for this in rounds if this.quarter <= results[-1].quarter]
    entries = ledger(known, roster, rubrics, when)
    return Dossier(tuple(results), entries, summary(entries, known, rubrics, when), heard)
