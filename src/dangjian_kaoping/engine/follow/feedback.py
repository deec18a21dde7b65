"""反馈: the facts that one branch is told after a round, without a word of how it is told them."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.digest import Losses, lost_by
from dangjian_kaoping.engine.follow.gap import BranchGap, branch_gap
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.profile import Profile, Profiles
from dangjian_kaoping.engine.follow.tasks import Task
from dangjian_kaoping.engine.otherwise.mending import BranchMending
from dangjian_kaoping.engine.score.apportioning import Part, gains, item_losses
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.exact import ZERO, Exact, divided, minus
from dangjian_kaoping.model.objections import Objection
from dangjian_kaoping.model.rubric import Area


class Best(NamedTuple):
    """Who did best on an item: those with the largest part of its full marks, in the order of the ranking."""

    placings: tuple[Placing, ...]
    value: Exact
    points: Exact
    findings: tuple[tuple[Placing, FindingScore], ...]
    """What is recorded there of how the work was carried out, its process and effect."""


class Loss(NamedTuple):
    """An item in which the branch has less than its full marks; `best` is None where nobody has more.

    `parts` are what each finding took, and what belongs to none: together all that was lost; `without` by how much the
    composite (分) would be higher without that record alone, None where there is none, or it cannot be said.
    """

    area: Area
    score: ItemScore
    lost: Exact
    best: Best | None
    parts: tuple[Part, ...]
    without: tuple[Exact | None, ...]


class Beside(NamedTuple):
    """What a finding did to the total beside the items' points, and by how much the composite would be higher without
    it.
    """

    part: Part
    without: Exact | None


class Feedback(NamedTuple):
    """What a branch is told (分).

    `profile` is where it stands in its last rounds. `lost` is all that it lost, with what `losses` do not tell: what is
    out of the table, factors, rounding, penalties. `without_all` is by how much the composite (分) would be higher
    without all that took anything, None where it cannot be said. `others` are what findings did beside the points of
    items: bonus, penalties, vetoes. `before` are problems of earlier rounds that were still open when the quarter
    began, as they stand now; `found` are the round's own. `due` are its tasks of the next quarter, of the monthly ones
    the first. `objections` are those that the branch raised.
    """

    dossier: Dossier
    placing: Placing
    profile: Profile
    lost: Losses
    losses: tuple[Loss, ...]
    without_all: Exact | None
    others: tuple[Beside, ...]
    gap: BranchGap
    before: tuple[Entry, ...]
    found: tuple[Entry, ...]
    due: tuple[Task, ...]
    objections: tuple[Objection, ...] = ()

    @property
    def open(self) -> tuple[Entry, ...]:
        """The problems that are still to be put right, by their deadlines."""
        still = [entry for entry in (*self.before, *self.found) if entry.open and entry.finding.rectify_by is not None]
        return tuple(sorted(still, key=lambda entry: (entry.finding.rectify_by, entry.id)))


_ROUNDS = 4
"""So many of its last rounds a branch is shown."""


def feedbacks(
    dossier: Dossier, tasks: Sequence[Task], mendings: Mapping[str, BranchMending] = MappingProxyType({})
) -> tuple[Feedback, ...]:
    """The feedback of every branch in the order of the ranking; `tasks` are those of the quarter after, `mendings`, by
    branch, the round without what took points.
    """
    shared = _Shared(dossier, tasks, mendings)
    return tuple(_feedback(dossier, placing, shared) for placing in dossier.result.placings)


class _Shared:
    """What is found out once for all branches: who did best on each item, the profiles, and by branch its entries and
    its tasks.
    """

    def __init__(self, dossier: Dossier, tasks: Iterable[Task], mendings: Mapping[str, BranchMending]) -> None:
        rubric = dossier.result.rubric
        self.mendings = mendings
        self.areas = {item.id: area for area in rubric.areas for item in area.items}
        self.best = _best_of_each(dossier.result.placings)
        self.profiles = Profiles(dossier.rounds[-_ROUNDS:], over=1)
        self.entries: dict[str, list[Entry]] = {}
        for entry in dossier.entries:
            self.entries.setdefault(entry.branch_id, []).append(entry)
        self.tasks: dict[str, list[Task]] = {}
        for task in tasks:
            for branch in task.branches:
                self.tasks.setdefault(branch.id, []).append(task)


def _feedback(dossier: Dossier, placing: Placing, shared: _Shared) -> Feedback:
    result, score = dossier.result, placing.score
    mine = shared.entries.get(score.branch.id, [])
    mending = shared.mendings.get(score.branch.id)
    gained = _gained(mending)
    items = (each for each in score.inspected.items if not each.item.factor)
    lost = tuple(_losses(items, shared.areas, shared.best, gained))
    return Feedback(
        dossier,
        placing,
        shared.profiles.of(score.branch.id),
        lost_by(score, result.rubric),
        lost,
        None if mending is None or mending.together is None else mending.together.gain,
        tuple(Beside(part, _of_part(part, gained)) for part in gains(score) if part.finding is not None),
        branch_gap(score, result.quarter),
        tuple(entry for entry in mine if entry.quarter < result.quarter and _was_open(entry, dossier)),
        tuple(entry for entry in mine if entry.quarter == result.quarter),
        tuple(_due(shared.tasks.get(score.branch.id, ()))),
        () if dossier.heard is None else dossier.heard.of(score.branch.id),
    )


def _losses(
    items: Iterable[ItemScore], areas: dict[str, Area], best: dict[str, Best], gained: Mapping[int, Exact]
) -> Iterable[Loss]:
    for score in items:
        if score.value is None or score.status == "rescaled" or score.value >= score.points:
            continue
        other = best.get(score.item.id)
        if other is not None and score.status == "scored" and _part(score) >= divided(other.value, other.points):
            other = None
        parts = item_losses(score)
        without = tuple(_of_part(part, gained) for part in parts)
        yield Loss(areas[score.item.id], score, minus(score.points, score.value), other, parts, without)


def _gained(mending: BranchMending | None) -> dict[int, Exact]:
    """By record how much higher the composite would be without it."""
    every = () if mending is None else (each for item in mending.items for each in item.findings)
    return {id(each.finding.recorded.finding): each.without.gain for each in every if each.without is not None}


def _of_part(part: Part, gained: Mapping[int, Exact]) -> Exact | None:
    return None if part.finding is None else gained.get(id(part.finding.recorded.finding))


def _part(score: ItemScore) -> Exact:
    """Which part of the full marks an item has: classes have marks of their own."""
    return divided(score.value or ZERO, score.points) if score.points else ZERO


def _best_of_each(placings: Iterable[Placing]) -> dict[str, Best]:
    found: dict[str, list[tuple[Exact, Placing, ItemScore]]] = {}
    for placing in placings:
        for score in placing.score.inspected.items:
            if score.status == "scored" and score.points:
                found.setdefault(score.item.id, []).append((_part(score), placing, score))
    return {item: _best(several) for item, several in found.items()}


def _best(several: list[tuple[Exact, Placing, ItemScore]]) -> Best:
    most = max(part for part, _, _ in several)
    chosen = [(placing, score) for part, placing, score in several if part == most]
    told = tuple((placing, finding) for placing, score in chosen for finding in score.findings if _says_how(finding))
    first = chosen[0][1]
    return Best(tuple(placing for placing, _ in chosen), first.value or ZERO, first.points, told)


def _says_how(score: FindingScore) -> bool:
    finding = score.recorded.finding
    return any((finding.carried_out, finding.process, finding.result))


def _was_open(entry: Entry, dossier: Dossier) -> bool:
    """Whether a problem was open when the quarter began, or is now."""
    return entry.open or (entry.closed_on is not None and entry.closed_on >= dossier.result.quarter.first_day)


def _due(tasks: Iterable[Task]) -> list[Task]:
    """A branch's tasks in the order of the rubric, each item once."""
    mine: dict[str, Task] = {}
    for task in tasks:
        mine.setdefault(task.item.id, task)
    return [mine[item.id] for task in list(mine.values())[:1] for item in task.rubric.items() if item.id in mine]
