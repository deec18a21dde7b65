"""考评概况: the facts of a round that a notice tells, without a word of how it tells them."""

from collections.abc import Iterable
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.tasks import Task
from dangjian_kaoping.engine.score.clause import FindingScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.periods import Quarter


class ItemProblems(NamedTuple):
    """一类问题: the problems of the round under one item, at least one."""

    item: Item
    entries: tuple[Entry, ...]


class AreaProblems(NamedTuple):
    """The problems in one area, most frequent kind first; of equals in the order of the rubric."""

    area: Area
    kinds: tuple[ItemProblems, ...]

    @property
    def number(self) -> int:
        """How many problems there are."""
        return sum(len(kind.entries) for kind in self.kinds)


class Rectification(NamedTuple):
    """整改情况 of the problems that were found in one round, as of the round that is told."""

    quarter: Quarter
    entries: tuple[Entry, ...]

    @property
    def open(self) -> tuple[Entry, ...]:
        """Those that are still to be closed."""
        return tuple(entry for entry in self.entries if entry.open)

    @property
    def closed(self) -> tuple[Entry, ...]:
        """Those that are closed."""
        return tuple(entry for entry in self.entries if not entry.open)

    @property
    def overdue(self) -> tuple[Entry, ...]:
        """Those that should have been closed by now."""
        return tuple(entry for entry in self.entries if entry.state == "overdue")


class Overview(NamedTuple):
    """The facts of a round, each in the order of the ranking or of the ledger.

    `best` stand first, `last` are flagged for the last places, `climbers` went up most since the round before
    (none where nobody did). `on_site` counts 立行立改. `before` tells of the last round's problems (None where
    there was no round), `older` are problems of still earlier ones that are open. `due_next` are items that fall
    due next quarter and not every quarter.
    """

    dossier: Dossier
    best: tuple[Placing, ...]
    climbers: tuple[Placing, ...]
    last: tuple[Placing, ...]
    undone: tuple[Placing, ...]
    vetoed: tuple[Placing, ...]
    unscored: tuple[Placing, ...]
    problems: tuple[AreaProblems, ...]
    repeated: tuple[Entry, ...]
    on_site: int
    before: Rectification | None
    older: tuple[Entry, ...]
    due_next: tuple[Item, ...]

    @property
    def result(self) -> RoundResult:
        """The round."""
        return self.dossier.result

    @property
    def ranked(self) -> tuple[Placing, ...]:
        """The branches that have a rank."""
        return tuple(placing for placing in self.result.placings if placing.rank is not None)

    @property
    def found(self) -> tuple[Entry, ...]:
        """The problems that were found in the round, without those that a review withdrew."""
        return standing(self.dossier, self.result)

    def branch_names(self, entries: Iterable[Entry]) -> list[str]:
        """The branches of some problems, each once, as they are called in the round."""
        known = {placing.score.branch.id: placing.score.branch.name for placing in self.result.placings}
        return list(dict.fromkeys(known.get(entry.branch_id, entry.branch) for entry in entries))

    def branch_name(self, entry: Entry) -> str:
        """The branch of a problem as it is called in the round; as it was recorded where it takes no part."""
        return self.branch_names([entry])[0]


def overview(dossier: Dossier, tasks: Iterable[Task]) -> Overview:
    """The facts of the dossier's round; `tasks` are those of the quarter after it."""
    result = dossier.result
    placings = result.placings
    found = standing(dossier, result)
    still = [entry for entry in dossier.entries if entry.open]
    previous = dossier.previous
    before = None if previous is None else Rectification(previous.quarter, standing(dossier, previous))
    return Overview(
        dossier,
        tuple(each for each in placings if each.rank == 1),
        _climbers(dossier),
        tuple(each for each in placings if "bottom_three" in each.flags),
        tuple(each for each in placings if "task_not_done" in each.flags),
        tuple(each for each in placings if "veto" in each.flags),
        tuple(each for each in placings if each.score.composite is None),
        tuple(_problems(result.rubric, found)),
        tuple(entry for entry in found if entry.repeats),
        sum(_is_on_site(each) for placing in placings for each in placing.score.findings),
        before,
        () if before is None else tuple(entry for entry in still if entry.quarter < before.quarter),
        due_only_in_it(tasks),
    )


def standing(dossier: Dossier, result: RoundResult) -> tuple[Entry, ...]:
    """The problems of a round; what a review withdrew was none."""
    return tuple(entry for entry in dossier.found_in(result) if entry.state != "withdrawn")


def _is_on_site(score: FindingScore) -> bool:
    return score.recorded.finding.settled is not None and not score.recorded.withdrawn


def due_only_in_it(tasks: Iterable[Task]) -> tuple[Item, ...]:
    """Items of a quarter's tasks that do not fall due in every one."""
    return tuple(task.item for task in tasks if not task.item.due_always)


def _climbers(dossier: Dossier) -> tuple[Placing, ...]:
    gains = dossier.gains()
    gained = [(gains.get(placing.score.branch.id, 0), placing) for placing in dossier.result.placings]
    most = max((places for places, _ in gained), default=0)
    return tuple(placing for places, placing in gained if places == most > 0)


def _problems(rubric: Rubric, found: Iterable[Entry]) -> Iterable[AreaProblems]:
    by_item: dict[str, list[Entry]] = {}
    for entry in found:
        by_item.setdefault(entry.finding.item, []).append(entry)
    for area in rubric.areas:
        kinds = [ItemProblems(item, tuple(by_item[item.id])) for item in area.items if item.id in by_item]
        if kinds:
            kinds.sort(key=lambda kind: -len(kind.entries))
            yield AreaProblems(area, tuple(kinds))
