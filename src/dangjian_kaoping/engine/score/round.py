"""One round of the whole plant: who takes part, scores, ranks and flags."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.engine.score.absence import Absence, absences_of
from dangjian_kaoping.engine.score.across import Member, asked_in, drawn_rubric, with_means
from dangjian_kaoping.engine.score.branch import BranchScore, Scorer
from dangjian_kaoping.engine.score.circumstances import ALONE, Across, ClauseKey, Earlier
from dangjian_kaoping.engine.score.eligibility import Exclusion, Flag, exclusions_of_quarter
from dangjian_kaoping.engine.score.emptying import emptied_before
from dangjian_kaoping.engine.score.gathering import BranchRecords, gathered
from dangjian_kaoping.engine.score.grade import Contender, Grading, asks_of_areas, gradings
from dangjian_kaoping.engine.score.inspectors import Inspectors, inspectors_of
from dangjian_kaoping.engine.score.occurrence import earlier_occurrences
from dangjian_kaoping.engine.score.ranking import Standing, in_last_places, ranks, standing
from dangjian_kaoping.engine.score.table import AreaPoints, area_points
from dangjian_kaoping.engine.score.veto import DatedVeto, earlier_vetoes
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch, Roster
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter


class Placing(NamedTuple):
    """A branch's score with its rank and flags; no rank while it is incomplete.

    `grading` is None where the measure has no grades, or none for it; `exclusions` say why it is not eligible for
    评先选优 this quarter; `earlier` are the vetoes of the year's earlier rounds that still act on it.
    """

    score: BranchScore
    rank: int | None
    flags: tuple[Flag, ...]
    grading: Grading | None = None
    exclusions: tuple[Exclusion, ...] = ()
    earlier: tuple[DatedVeto, ...] = ()

    @property
    def grade(self) -> str | None:
        """等次."""
        return None if self.grading is None else self.grading.grade

    @property
    def eligible(self) -> bool:
        """Whether it may be put forward for 评先选优."""
        return not self.exclusions


class RoundResult(NamedTuple):
    """考评结果 of a round: placings in the order of the ranking, those without a rank last.

    It is `complete` where every branch that takes part has a composite; if not, it is provisional (暂定). `absences`
    say, by item, why the round does not ask it.
    """

    quarter: Quarter
    rubric: Rubric
    placings: tuple[Placing, ...]
    complete: bool
    absences: Mapping[str, Absence] = MappingProxyType({})

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas that every table shows, for together they are the base, as the measure multiplies it: all that can
        move it, and any that a review gave points. Those that are factors stand apart.
        """
        return tuple(area for area in self.rubric.summed if area.in_base or self._has_points(area))

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the branches that take part, in the order of the branches' ids."""
        branches = sorted((placing.score.branch for placing in self.placings), key=lambda branch: branch.id)
        return tuple(dict.fromkeys(branch.branch_class for branch in branches))

    def placing_of(self, branch: str) -> Placing | None:
        """The placing of a branch, by its name in this round or by its id; None where it takes no part."""
        return next((each for each in self.placings if branch in (each.score.branch.name, each.score.branch.id)), None)

    def _has_points(self, area: Area) -> bool:
        steps = (placing.score.inspected.areas.get(area.id) for placing in self.placings)
        return any(step is not None and bool(step.value) for step in steps)


def score_round(
    rubric: Rubric,
    roster: Roster,
    this: Round,
    earlier: Iterable[Round] = (),
    rubrics: Sequence[Rubric] = (),
    records: Mapping[str, BranchRecords] | None = None,
) -> RoundResult:
    """Score and rank a round from valid records. Raises Refusal.

    `earlier` are rounds before it, for repeats and for vetoes that act to the year's end; `rubrics` those that may
    have been in force then. `records` are the round's own, where they have been gathered.
    """
    return Reckoning(rubric, roster, this, earlier, rubrics, records).result


class Reckoning:
    """A round ready to be scored (as `score_round` does): its branches, with what is recorded of each, and what
    earlier rounds have to do with it.
    """

    def __init__(
        self,
        rubric: Rubric,
        roster: Roster,
        this: Round,
        earlier: Iterable[Round] = (),
        rubrics: Sequence[Rubric] = (),
        records: Mapping[str, BranchRecords] | None = None,
    ) -> None:
        before = list(earlier)
        recorded = gathered(rubric, roster, this) if records is None else records
        occurred = earlier_occurrences(rubric, roster, this.quarter, before)
        emptied = emptied_before(rubric, roster, this.quarter, before, rubrics)
        self.rubric, self.roster, self.this = rubric, roster, this
        self.members = tuple(
            Member(
                branch,
                recorded[branch.id]._replace(earlier=occurred.get(branch.id, {}), emptied=emptied.get(branch.id, {})),
            )
            for branch in roster.taking_part(this.quarter)
        )
        self.vetoes = earlier_vetoes(rubric, roster, this.quarter, before, rubrics)
        self._before = before

    @cached_property
    def result(self) -> RoundResult:
        """The round as it is recorded. Raises Refusal."""
        unadjusted = None
        if self.together and any(each.records.adjusted for each in self.members):
            as_recorded = [each._replace(records=each.records.unadjusted()) for each in self.members]
            unadjusted = _scorer(self.rubric, self.roster, self.this, as_recorded)
        return self._ranked([self._scorer.score(each.branch, each.records, unadjusted) for each in self.members])

    def otherwise(self, branch_id: str, records: BranchRecords) -> RoundResult:
        """The round as if other things were recorded of one branch, without what it had before a review.

        All else stays; only that branch is scored again, unless all of them draw something together. Raises Refusal.
        """
        if self.together:
            members = self.members_with(branch_id, records)
            scorer = _scorer(self.rubric, self.roster, self.this, members)
            return self._ranked([scorer.score_assuming(*each) for each in members])
        branch = next(each.branch for each in self.members if each.branch.id == branch_id)
        return self.with_score(self._scorer.score_assuming(branch, records))

    def members_with(self, branch_id: str, records: BranchRecords) -> list[Member]:
        """The branches, of one of which other things are recorded."""
        return [each._replace(records=records) if each.branch.id == branch_id else each for each in self.members]

    def rescored(self, before: BranchScore, records: BranchRecords, item_id: str) -> BranchScore:
        """A branch whose records differ, in one item only, from those that gave `before`. Raises Refusal.

        Only where branches draw nothing together.
        """
        return self._scorer.rescored(before, before.branch, records, item_id)

    def with_score(self, score: BranchScore) -> RoundResult:
        """The round with another score of one branch, the others as they are without what they had before a review."""
        return self._ranked([score if each.branch.id == score.branch.id else each for each in self.scores])

    def scored(self, branch_id: str, records: BranchRecords, item_id: str | None = None) -> BranchScore:
        """One branch as if other things were recorded of it, without what it had before a review; quicker where its
        inspection differs in one item only, and that is named. Raises Refusal.
        """
        if item_id is not None and not self.together:
            before = next(each for each in self.scores if each.branch.id == branch_id)
            return self.rescored(before, records, item_id)
        members = self.members_with(branch_id, records)
        scorer = _scorer(self.rubric, self.roster, self.this, members) if self.together else self._scorer
        return next(scorer.score_assuming(*each) for each in members if each.branch.id == branch_id)

    @cached_property
    def seen_next(self) -> Mapping[str, Mapping[ClauseKey, Earlier]]:
        """屡查屡犯 as the next round will look back at it, under the same rubric: by branch and clause."""
        return earlier_occurrences(self.rubric, self.roster, self.this.quarter.next, [*self._before, self.this])

    @cached_property
    def together(self) -> bool:
        """Whether what is recorded of one branch may move others: the round draws something from all of them."""
        return self.rubric.draws or self.rubric.averages

    @cached_property
    def scores(self) -> list[BranchScore]:
        """The branches as they are recorded, in the order of the members, without what they had before a review."""
        return [self._scorer.score_assuming(*each) for each in self.members]

    @cached_property
    def _scorer(self) -> Scorer:
        return _scorer(self.rubric, self.roster, self.this, self.members)

    def _ranked(self, scores: list[BranchScore]) -> RoundResult:
        result = ranked(self.this.quarter, self.rubric, scores, self.vetoes)
        absences = self._scorer.absences
        return result._replace(absences=absences) if absences else result


def lines_of(rubric: Rubric, roster: Roster, this: Round, members: Sequence[Member]) -> tuple[Rubric, Across]:
    """The rubric with the lines that a round draws from the facts of its branches, as far as they can be drawn."""
    if not rubric.draws:
        return rubric, ALONE
    inspectors = _inspectors(rubric, roster, this.quarter)

    def seen(item: Item, _: Clause, member: Member) -> bool:
        return inspectors[item.id].have_seen(member.records.departments)

    return drawn_rubric(rubric, members, asked_in(this.quarter, absences_of(rubric, roster, this)), seen)


def _scorer(rubric: Rubric, roster: Roster, this: Round, members: Sequence[Member]) -> Scorer:
    """Who scores the branches of a round, once what the round lays down over all of them is known."""
    inspectors = _inspectors(rubric, roster, this.quarter)
    drawn, across = lines_of(rubric, roster, this, members)
    scorer_with = partial(
        Scorer, drawn, this.quarter, lambda item: inspectors[item.id], absences=absences_of(rubric, roster, this)
    )
    scorer = scorer_with(across=across)
    if not rubric.averages:
        return scorer
    tables = [(each.branch, scorer.items(*each)) for each in members]
    return scorer_with(across=with_means(across, drawn, tables))


def _inspectors(rubric: Rubric, roster: Roster, quarter: Quarter) -> Mapping[str, Inspectors]:
    departments = roster.departments_in_force(quarter)
    return {item.id: inspectors_of(item, departments) for item in rubric.items()}


def ranked(
    quarter: Quarter,
    rubric: Rubric,
    scores: list[BranchScore],
    earlier: Mapping[str, tuple[DatedVeto, ...]] = MappingProxyType({}),
) -> RoundResult:
    """Ranks, flags, grades and eligibility of scored branches; `earlier` are vetoes that still act, by branch."""
    measure = rubric.measure
    standings = [standing(score, measure) for score in scores]
    # nobody is flagged for the last places until the round is complete
    last = _last_places(rubric, scores, standings) if None not in standings else set()
    lasting = [earlier.get(score.branch.id, ()) for score in scores]
    contenders = list(map(partial(contender, quarter, rubric), scores, standings, lasting))
    grades = gradings(contenders, measure) if measure.round_grades else [None] * len(scores)
    placings = []
    for score, rank, grading, vetoes in zip(scores, ranks(standings, measure.ranking), grades, lasting, strict=True):
        flags = _flags(score, score.branch.id in last)
        barred = exclusions_of_quarter(score, flags, grading, vetoes, quarter, measure)
        placings.append(Placing(score, rank, flags, grading, tuple(barred), vetoes))
    placings.sort(key=lambda each: (each.rank is None, each.rank or 0))
    return RoundResult(quarter, rubric, tuple(placings), None not in standings)


def branches_of(results: Iterable[RoundResult]) -> dict[str, Branch]:
    """The branches of several rounds by id, each as it was last: those of the newest round in the order of its
    ranking, then those that only took part before, likewise.
    """
    newest_first = sorted(results, key=lambda each: each.quarter, reverse=True)
    found: dict[str, Branch] = {}
    for result in newest_first:
        for placing in result.placings:
            found.setdefault(placing.score.branch.id, placing.score.branch)
    return found


def placings_of(results: Iterable[RoundResult], branch_id: str) -> list[Placing | None]:
    """A branch's placing in each round; None where it did not take part."""
    return [next((each for each in result.placings if each.score.branch.id == branch_id), None) for result in results]


def contender(
    quarter: Quarter, rubric: Rubric, score: BranchScore, place: Standing | None, earlier: tuple[DatedVeto, ...]
) -> Contender:
    """Who is graded; `earlier` are vetoes that still act."""
    figure = None if score.composite is None else score.composite.value
    vetoes = (*earlier, *(DatedVeto(quarter, each) for each in score.vetoes))
    areas = tuple(reached_areas(rubric, score)) if asks_of_areas(rubric.measure) else ()
    return Contender(figure, score.branch.branch_class, place or (), vetoes, areas)


def reached_areas(rubric: Rubric, score: BranchScore) -> Iterator[tuple[Area, AreaPoints]]:
    """What a branch has of each area in which anything applies to it."""
    for area in rubric.areas:
        had = area_points(score.inspected, area)
        if had is not None:
            yield area, had


def _flags(score: BranchScore, last: bool) -> tuple[Flag, ...]:
    found: list[Flag] = []
    if last:
        found.append("bottom_three")
    if score.undone:
        found.append("task_not_done")
    if score.vetoes:
        found.append("veto")
    return tuple(found)


def _last_places(rubric: Rubric, scores: list[BranchScore], standings: list[Standing | None]) -> set[str]:
    last = rubric.measure.last
    pools: dict[str, list[tuple[str, Standing]]] = {}
    for score, each in zip(scores, standings, strict=True):
        if each is not None:
            pool = score.branch.branch_class if last.pool == "class" else ""
            pools.setdefault(pool, []).append((score.branch.id, each))
    return {
        branch_id
        for pool in pools.values()
        for (branch_id, _), flagged in zip(pool, in_last_places([each for _, each in pool], last), strict=True)
        if flagged
    }
